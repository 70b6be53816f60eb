"""Rich Text: words, notes, tables and code pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.rtf import read_rtf

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Arial{\*\falt Other};}{\f1 .VnTime;}{\f2 VNI-Times;}{\f3\fcharset163 Tahoma;}}"
    r"{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\title x}}{\header h}"
)


def text(body: str) -> str:
    return read_rtf(rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{body}}}".encode("latin-1"), "a.rtf").text


def test_paragraphs_signs_and_what_is_hidden() -> None:
    body = r"\pard Ngh\u7883?\~quy{\b\u7871?}t\line s\'f4\_{\v an}{\deleted bo}{\*\unknown x}"
    body += r"\emdash {\caps a}m{\super 2}\par\par B\{\}"
    assert text(body) == "Nghị quyết\nsô-—Am²\n\nB{}\n"


def test_letters_that_repeat_a_unicode_letter_are_skipped() -> None:
    assert text(r"\u7883\'3fc{\uc0\u7883 a}\u-4051?") == "ịcịa\uf02d\n"
    assert text(r"{\uc2\u7883 abz}\u7883 ?y") == "ịzịy\n"


def test_notes_follow_the_paragraph_of_their_anchor() -> None:
    body = r"X\'e3{\super\chftn}{\footnote\pard {\super\chftn} M\u7897?t.\par hai}, huy.\par Sau{\footnote Ba}"
    assert text(body) == "Xã[^1], huy.\n\n[^1]: Một. hai\n\nSau[^2]\n\n[^2]: Ba\n"


def test_tables_fields_and_lists() -> None:
    row = r"\trowd\clbrdrt\brdrs\cellx1\cellx2\pard\intbl a\par b\cell c|\cell\row"
    assert text(rf"{row}{row}\pard d\par") == "| a <br> b | c\\| |\n| a <br> b | c\\| |\n\nd\n"
    assert text(r"\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\pard d") == "a\n\nb\n\nd\n"
    assert text(r"{\field{\*\fldinst PAGE}{\fldrslt 7}}\par{\listtext\pard 1.\tab}vi\'ea") == "7\n\n1. viê\n"


def test_code_pages_and_legacy_fonts() -> None:
    assert text(r"\f3 nghi\'f2 quy\'ea\'ect") == "nghị quyết\n"
    assert text(r"\f1 NghÞ quy\'d5t \f2 tænh Qua{\b ûng}") == "Nghị quyết tỉnh Quảng\n"


def test_binary_and_deep_groups_do_no_harm() -> None:
    assert text(r"a{\pict\bin3 }}}}b") == "ab\n"
    with pytest.raises(LoadError, match="nested too deep"):
        text("{" * 5_000)
    assert read_rtf(rb"{\rtf1 a{\b b", "a.rtf").warnings == ["the file ends inside a group: cut off?"]


def test_a_real_document(shared: Path) -> None:
    truth = json.loads((shared / "samples/docx/nq_tu.truth.json").read_text(encoding="utf-8"))
    lines = {
        " ".join(x.split()) for x in read_rtf((shared / "samples/doc/nq_tu.rtf").read_bytes(), "a").text.split("\n")
    }
    notes = {f"[^{number}]: {' '.join(words.split())}" for number, words in truth["notes"].items()}
    assert len(notes) == 30 and notes <= lines
    for block in truth["blocks"]:
        words = re.sub(r"⟦(\d+)⟧", r"[^\1]", " ".join(block["text"].split()))
        assert any(words in line for line in lines), words
