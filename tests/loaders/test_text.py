"""Text files: the letters of the file, whatever its encoding; UTF-8 is left as it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ...errors import LoadError
from ...loaders.text import read_text

WORDS = "Thực hiện Nghị quyết số 05-NQ/TU, ngày 02/3/2021 của Tỉnh ủy về phát triển đô thị; giao Sở Xây dựng chủ trì.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258"])
def test_encodings(encoding: str) -> None:
    words = WORDS
    if encoding == "cp1258":  # has no letters with two marks: the tone stands behind its vowel
        parts = []
        for letter in WORDS:
            marks = unicodedata.normalize("NFD", letter)
            tone = "".join(c for c in marks if c in "\u0300\u0301\u0303\u0309\u0323")
            parts.append(unicodedata.normalize("NFC", "".join(c for c in marks if c not in tone)) + tone)
        words = "".join(parts)
    assert read_text(words.encode(encoding), "a.txt").text == WORDS


def test_utf8_is_left_as_it_is_but_for_line_ends() -> None:
    decomposed = unicodedata.normalize("NFD", WORDS) + "ƣ Ð\u00a0"
    assert read_text(decomposed.encode(), "a.txt").text == decomposed
    assert read_text(b"a\r\nb\rc\n", "a.txt").text == "a\nb\nc\n"


def test_a_letter_cut_at_the_end_is_a_warning() -> None:
    source = read_text("Nghị quyế".encode()[:-1], "a.txt")
    assert source.text == "Nghị quy" and source.warnings


@pytest.mark.parametrize("data", [bytes(range(1, 32)) * 9, b"a\0b", "Größe für Straße".encode("latin-1")])
def test_what_stays_unknown_is_said(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"not text|encoding is unknown"):
        read_text(data, "a.txt")


def test_encodings_of_a_real_text(shared: Path) -> None:
    folder = shared / "samples/txt"
    truth = (folder / "truth.txt").read_text(encoding="utf-8")
    lossy = read_text((folder / "windows1258.txt").read_bytes(), "a").text
    assert lossy == truth.replace("Ð", "?")  # that encoding has no such letter
    for path in folder.glob("utf*.txt"):
        assert unicodedata.normalize("NFC", read_text(path.read_bytes(), path.name).text) == truth, path.name
    for name in ("tcvn3_bytes.txt", "vni_bytes.txt", "viscii.txt"):
        with pytest.raises(LoadError):
            read_text((folder / name).read_bytes(), name)
