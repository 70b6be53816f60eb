"""Text files: the letters of the file, whatever its encoding; UTF-8 is left as it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.files import read_bytes
from ....loaders.readers.text import read_text

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


LEGACY = {  # the words of WORDS as the fonts of the 1990s store them
    "TCVN3": "Thùc hiÖn NghÞ quyÕt sè 05-NQ/TU, ngµy 02/3/2021 cña TØnh ñy vÒ ph¸t triÓn ®« thÞ; "
    "giao Së X©y dùng chñ tr×.\n",
    "VNI": "Thöïc hieän Nghò quyeát soá 05-NQ/TU, ngaøy 02/3/2021 cuûa Tænh uûy veà phaùt trieån ñoâ thò; "
    "giao Sôû Xaây döïng chuû trì.\n",
}


@pytest.mark.parametrize("form", LEGACY)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_of_old_fonts(form: str, encoding: str) -> None:
    source = read_bytes(LEGACY[form].encode(encoding), "a.txt")
    assert source.text == WORDS
    assert form in source.warnings[0]


def test_unicode_read_by_the_wrong_table() -> None:
    letters = WORDS.encode().decode("latin-1")
    for stored in (letters, letters.replace("\xa0", " "), letters.replace("\x85", "…").replace("\x99", "™")):
        source = read_bytes(stored.encode(), "a.txt")
        assert source.text == WORDS
        assert "Windows-1252" in source.warnings[0]


def test_capitals_of_tcvn3() -> None:
    stored = "TØnh ñy tØnh Qu¶ng Nam. NGHÞ QUYÕT vÒ tæ chøc. Së vµ Tæ. SèT RÐT, Së XÂY DùNG, QUèC Tæ CHøC"
    got = read_bytes(stored.encode(), "a.txt").text
    assert got == "Tỉnh ủy tỉnh Quảng Nam. NGHỊ QUYẾT về tổ chức. Sở và Tổ. SỐT RÉT, SỞ XÂY DỰNG, QUỐC TỔ CHỨC"


@pytest.mark.parametrize(
    "words", ["L'été à la crème brûlée, où l'œuvre naïve coûte", "Größe für Straßen übt ähnlich öffentlich", WORDS]
)
def test_other_languages_and_unicode_are_left_alone(words: str) -> None:
    source = read_bytes(words.encode(), "a.txt")
    assert (source.text, source.warnings) == (words, [])


def test_words_of_another_encoding_in_utf8() -> None:
    pasted = "Điều hai: phối hợp ".encode() + "giám sát".encode("cp1258") + b"\n"
    source = read_text(WORDS.encode() + pasted, "a.txt")
    assert source.text == WORDS + "Điều hai: phối hợp giám sát\n"
    assert source.warnings == ["line 2 is partly Windows-1258 in a file of UTF-8"]


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
    plain = str.maketrans({"…": "...", "“": '"', "”": '"', "–": "-"})  # what VISCII has for them
    for name in ("vni_bytes", "vni_as_utf8", "tcvn3_bytes", "tcvn3_as_utf8", "viscii", "mojibake_utf8_as_cp1252",
                 "mojibake_sloppy1252"):  # fmt: skip
        source = read_bytes((folder / f"{name}.txt").read_bytes(), name)
        assert len(source.warnings) == 1, name
        wanted = truth.replace("Ð", {"tcvn3": "é", "visci": "D"}.get(name[:5], "Ð"))  # which have no such letter
        assert source.text.translate(plain) == wanted.translate(plain), name
