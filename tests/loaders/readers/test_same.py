"""One document in every form gives one record, apart from offsets and what this page says of each form."""

from __future__ import annotations

import html
import importlib.util
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ....loaders.extraction.extract import extract
from ....loaders.readers.files import read_bytes, read_file
from ....loaders.record import Record
from ...conftest import need


def view(record: Record) -> dict[str, Any]:
    """What a record says, without offsets and ids."""
    targets = {t.id: (t.kind, t.number, t.name, t.issued, t.issuer) for t in record.targets}
    return {
        "document": record.document,
        "mentions": Counter((" ".join(m.quote.split()), m.where, m.anchor, targets[m.target]) for m in record.mentions),
        "relations": Counter(
            (r.type, r.scope, targets.get(r.source, "this"), targets[r.target]) for r in record.relations
        ),
        "assignments": Counter(
            (" ".join(a.task.split()), tuple((b.name, b.role) for b in a.bodies), a.deadline, a.where)
            for a in record.assignments
        ),
    }


def without_tables(viewed: dict[str, Any]) -> dict[str, Any]:
    """A view without the tasks of the annex's table: text that was flattened has no columns."""
    kept = Counter({row: n for row, n in viewed["assignments"].items() if not row[3].startswith("Phụ lục")})
    return {**viewed, "assignments": kept}


@pytest.fixture(scope="module")
def word(shared: Path) -> dict[str, Any]:
    """The record of the .docx, that the others are held against."""
    return view(extract(read_file(shared / "samples/docx/nq_tu.docx"), "a"))


def test_it_is_a_whole_record(word: dict[str, Any]) -> None:
    assert (word["mentions"].total(), word["relations"].total()) >= (37, 41) and word["document"].number == "52-NQ/TU"


@pytest.mark.parametrize(
    "path", ["doc/nq_tu.rtf", "pdf/nq_tu.pdf", "pdf/nq_tu_oi.pdf", "pdf/nq_tu_composed_glyphs.pdf"]
)
def test_rich_text_and_pdf(shared: Path, word: dict[str, Any], path: str) -> None:
    assert view(extract(read_file(shared / "samples" / path), "a")) == word


def test_old_word_with_the_converter(shared: Path, word: dict[str, Any]) -> None:
    need(importlib.util.find_spec("doc2docx"), "the extra 'doc' is not installed")
    assert view(extract(read_file(shared / "samples/doc/nq_tu.doc"), "a")) == word


def test_old_word_without_it(shared: Path, word: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without automatic numbers and bullets the preamble has no end, an assignment no item, a list no entries."""
    monkeypatch.setitem(sys.modules, "doc2docx", None)
    got = view(extract(read_file(shared / "samples/doc/nq_tu.doc"), "a"))
    assert got["relations"] == word["relations"]
    quoted = [Counter((m[0], *m[2:]) for m in v["mentions"].elements()) for v in (got, word)]
    assert quoted[0] == quoted[1]
    assert replace(got["document"], recipients=[]) == replace(word["document"], recipients=[])
    assert {row[:3] for row in got["assignments"]} <= {row[:3] for row in word["assignments"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text(shared: Path, word: dict[str, Any], encoding: str) -> None:
    text = read_file(shared / "samples/docx/nq_tu.docx").text
    assert view(extract(read_bytes(text.encode(encoding), "a.txt"), "a")) == word


def test_what_converters_make_of_word(shared: Path, word: dict[str, Any]) -> None:
    """Notes in brackets behind the paragraph that holds their anchors, cells a line each."""
    assert view(extract(read_file(shared / "samples/tika_txt/nq_tu_docx.tika.txt"), "a")) == without_tables(word)


def test_what_converters_make_of_pdf(shared: Path, word: dict[str, Any]) -> None:
    """Anchors are glued to their words: three of thirty cannot be told from other numbers, which is said, and here
    changes nothing. A number that is broken over lines is quoted so."""
    record = extract(read_file(shared / "samples/tika_txt/nq_tu_pdf.tika.txt"), "a")
    assert record.warnings == ["3 of 30 notes hang on no place of the text"]
    for mention in record.mentions:
        mention.quote = re.sub(r"-\s+", "-", mention.quote)
    assert view(record) == without_tables(word)


def test_what_converters_make_of_old_word(shared: Path, word: dict[str, Any]) -> None:
    """Anchors are line breaks, and there are more breaks than notes: none is tied, which is said. Notes that take
    their meaning from the sentence that they hang on then only mention; an item without its number is no item."""
    record = extract(read_file(shared / "samples/tika_txt/nq_tu_doc.tika.txt"), "a")
    assert record.warnings == ["30 of 30 notes hang on no place of the text"]
    got = view(record)
    assert (got["document"], got["mentions"]) == (word["document"], word["mentions"])
    assert (got["relations"] - word["relations"]).total() == (word["relations"] - got["relations"]).total() <= 5
    assert {row[0] for row in got["relations"] - word["relations"]} == {"cites"}
    assert (without_tables(word)["assignments"] - got["assignments"]).total() <= 1


def test_a_web_page(shared: Path, word: dict[str, Any]) -> None:
    """The text as Word saves it for the web, within a site."""
    blocks = []
    notes = []
    for block in read_file(shared / "samples/docx/nq_tu.docx").text.strip().split("\n\n"):
        note = re.fullmatch(r"\[\^(\d+)\]: (.*)", block)
        words = html.escape(note[2] if note else block)
        inner = re.sub(r"\[\^(\d+)\]", r"<a href='#_ftn\1' name='_ftnref\1'><sup>[\1]</sup></a>", words)
        if note:
            back = f"<a href='#_ftnref{note[1]}' name='_ftn{note[1]}'>[{note[1]}]</a>"
            notes.append(f"<div id='ftn{note[1]}'><p>{back} {inner}</p></div>")
        elif block.startswith("| "):
            rows = [row.strip("| ").split(" | ") for row in inner.replace("&lt;br&gt;", "<br>").split("\n")]
            cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
            blocks.append(f"<table border=1>{cells}</table>")
        else:
            blocks.append("<p>" + inner.replace("\n", "<br>") + "</p>")
    page = "<html><body><div id='menu'>Nghị quyết 1-NQ/TW</div><div>" + "".join(blocks + notes) + "</div></body></html>"
    assert view(extract(read_bytes(page.encode(), "a.html"), "a")) == word
