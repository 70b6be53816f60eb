"""Word 97 documents. The files are those of the shared samples: no library writes this format."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.doc import read_doc
from ...conftest import need


@pytest.fixture(params=["own reader", "converter"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs with the extra ``doc`` and without it."""
    name: str = request.param
    if name == "own reader":
        monkeypatch.setitem(sys.modules, "doc2docx", None)
    else:
        need(importlib.util.find_spec("doc2docx"), "the extra 'doc' is not installed")
    return name


def test_a_real_document(shared: Path, either: str) -> None:
    truth = json.loads((shared / "samples/docx/nq_tu.truth.json").read_text(encoding="utf-8"))
    source = read_doc((shared / "samples/doc/nq_tu.doc").read_bytes(), "nq_tu.doc")
    lines = {" ".join(line.split()) for line in source.text.split("\n")}
    notes = {f"[^{number}]: {' '.join(words.split())}" for number, words in truth["notes"].items()}
    assert len(notes) == 30 and notes <= lines
    labels = 0
    for block in truth["blocks"]:
        words = re.sub(r"⟦(\d+)⟧", r"[^\1]", " ".join(block["text"].split()))
        assert any(words in line for line in lines), words
        labels += bool(block["label"]) and f"{block['label']} {words}" in lines
    if either == "own reader":
        assert "automatic numbers of 54 paragraphs" in source.warnings[0]
    else:
        assert labels == 38 and source.warnings == []  # the writer of this file lost where lists begin anew


def test_features_of_word_files(shared: Path, either: str) -> None:
    text = read_doc((shared / "samples/doc/pitfalls.doc").read_bytes(), "pitfalls.doc").text
    wrong = set()
    for feature in json.loads((shared / "samples/docx/pitfalls.features.json").read_text(encoding="utf-8")):
        must, must_not, count = feature["must"], feature["mustnot"], feature["count"]
        pattern = must[3:] if must and must.startswith("re:") else re.escape(must or "")
        fine = re.search(pattern, text) and not (must_not and must_not in text)
        if not fine or (count and text.count(count[0]) != count[1]):
            wrong.add(feature["id"])
    lost_by_the_writer = {"header", "field_result", "fn_in_del"}
    numbers = {"num_lvlText", "num_style", "num_startOverride", "num_count"}
    assert wrong == lost_by_the_writer | (numbers if either == "own reader" else {"textbox"})


@pytest.mark.parametrize("name", ["tcvn3_vntime.doc", "vni_times.doc"])
def test_legacy_fonts(shared: Path, either: str, name: str) -> None:
    truth = (shared / "samples/docx/legacy.truth.txt").read_text(encoding="utf-8")
    source = read_doc((shared / "samples/doc" / name).read_bytes(), name)
    assert source.text.rstrip().split("\n\n") == truth.rstrip().split("\n")
    assert "converted" in source.warnings[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("encrypted.doc", "password"), ("truncated.doc", "damaged"), ("fuzz_antiword_TIMEOUTslow.doc", "damaged")],
)
def test_bad_files_are_refused(shared: Path, either: str, name: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        read_doc((shared / "samples/bad" / name).read_bytes(), name)
