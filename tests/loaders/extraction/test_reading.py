"""The reading undoes what offices and converters do to a page, and leads every place back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ....loaders.extraction.notes import find_notes
from ....loaders.extraction.reading import read


def blocks(text: str) -> list[str]:
    reading = read(text)
    return [reading.text[b.start : b.end] for b in reading.blocks]


JOINED = [
    # lines that break inside a sentence
    ("Thực hiện nghị quyết về phát triển\nkinh tế biển.", ["Thực hiện nghị quyết về phát triển kinh tế biển."]),
    # a basis has no end without a mark
    ("Căn cứ Luật Tổ chức\nChính phủ ngày 1/2/2001;", ["Căn cứ Luật Tổ chức Chính phủ ngày 1/2/2001;"]),
    # an emphasised run that spans lines, whatever the next one begins with
    ("*Theo đề nghị của Giám đốc\nSở Xây dựng.*", ["Theo đề nghị của Giám đốc Sở Xây dựng."]),
    # a number that a page end parts, with the page's number between
    ("Theo Kết luận số 04-\n\n12\n\nKL/TU của Tỉnh ủy", ["Theo Kết luận số 04- KL/TU của Tỉnh ủy"]),
    # a dash of "kinh tế - xã hội" at the line's start is no bullet
    ("phát triển kinh tế\n- xã hội của tỉnh trong năm tới", ["phát triển kinh tế - xã hội của tỉnh trong năm tới"]),
    ("Giao Sở Lao động\n- Thương binh và Xã hội lo việc.", ["Giao Sở Lao động - Thương binh và Xã hội lo việc."]),
    # copies that break titles behind their first word, and numbers behind their type
    ("THỰC\nHIỆN NGHỊ QUYẾT CỦA HĐND TỈNH", ["THỰC HIỆN NGHỊ QUYẾT CỦA HĐND TỈNH"]),
    ("THỰC HIỆN KẾ HOẠCH\nSỐ 164-KH/TU CỦA TỈNH ỦY", ["THỰC HIỆN KẾ HOẠCH SỐ 164-KH/TU CỦA TỈNH ỦY"]),
    # an article that is referred to opens nothing
    ("theo quy định tại\nĐiều 4 Nghị định này", ["theo quy định tại Điều 4 Nghị định này"]),
    # a paragraph never ends with "của"
    ("Xét Tờ trình số 12/TTr-SXD của\n\nSở Xây dựng", ["Xét Tờ trình số 12/TTr-SXD của Sở Xây dựng"]),
    # the copy of an old font has other letters for đ
    ("ðiều 1. Ban hành quy ñịnh ñã ñược trình", ["Điều 1. Ban hành quy định đã được trình"]),
    ("Năm El Niño đã đến", ["Năm El Niño đã đến"]),
    # decorations go, also those inside words
    ("**Nghị định** số **1**04 \\- *x*", ["Nghị định số 104 - x"]),
    ("# Điều 1. Phạm vi\n\n> Trích", ["Điều 1. Phạm vi", "Trích"]),
]  # fmt: skip
PARTED = [
    "Một.\n\nHai.",
    "Điều 1. Một\nĐiều 2. Hai",
    "a) một;\nb) hai",
    "Điều 1. Một việc\n**1**. Sở Một lo hai việc",  # a label is one, whatever part of it is bold
    "- Một;\n- Hai",
    "QUYẾT ĐỊNH\nVề việc này",
    "KẾ HOẠCH\nSố: 164-KH/TU",
    "Một điều gì đó\n-------\nHai điều gì đó",
    "Thực hiện một việc,\n\nCăn cứ hai việc",
    "| ô | ô |\n| ô | ô |",
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_joined(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize("text", PARTED)
def test_parted(text: str) -> None:
    assert len(blocks(text)) == 2


def test_labels_and_paths() -> None:
    text = "Chương I\n\nĐiều 2. Một\n\n1. Hai\n\na) Ba\n\n- Bốn\n\n2. Năm\n\nĐiều 3. Sáu"
    reading = read(text)
    assert [(b.kind, b.path) for b in reading.blocks] == [
        ("part", "Chương I"),
        ("article", "Điều 2"),
        ("number", "Điều 2.1"),
        ("letter", "Điều 2.1.a"),
        ("bullet", "Điều 2.1.a"),
        ("number", "Điều 2.2"),
        ("article", "Điều 3"),
    ]
    assert reading.words(reading.blocks[1]) == "Một"


NOTES = [
    "Một[^1] hai.\n\n[^1]: Ghi chú.",  # Markdown
    "Một[footnoteRef:1] hai. [1: Ghi chú.]",  # Tika on .docx
    "Một\n\n1\n\n hai.\n                         \n1\n Ghi chú.\n",  # Tika on .pdf
    "Một¹ hai.\n¹ Ghi chú.\n",  # OCR
]


@pytest.mark.parametrize("text", NOTES)
def test_notes_stand_behind_the_body_and_know_their_anchor(text: str) -> None:
    reading = read(text)
    assert reading.blocks[0].note is None
    assert "Ghi chú" not in reading.text[: reading.blocks[0].end]
    assert "Ghi chú." in reading.text[reading.notes[1].start : reading.notes[1].end]
    assert [(reading.text[:offset].strip(), number) for offset, number in reading.anchors] == [("Một", 1)]


def test_a_note_that_never_closes_eats_nothing() -> None:
    assert find_notes("Một[footnoteRef:1] hai. [1: Ghi chú " + "dài " * 9000) == []


WORDS = st.text(st.sampled_from("aạĐƣ \n\n\t*_|-–.;:1)(¹[]^#\\<b>/Q\f\u0301\u00a0"), max_size=120)


@given(WORDS)
@example("a\u0301\u0301 **b**\n\n1\n\n-")
def test_every_character_comes_from_the_source(text: str) -> None:
    """Any text is read; each letter of the reading leads back to the same letter of the source."""
    reading = read(text)
    for one, after in pairwise(reading.blocks):
        assert one.end < after.start
    for block in reading.blocks:
        assert block.start <= block.body <= block.end
        assert reading.block_at(block.start) is block
    for offset, letter in enumerate(reading.text):
        if letter in "aQ1)(":
            assert unicodedata.normalize("NFC", text[reading.origin(offset) :])[:1] in (letter, "á")


@given(st.integers(0, 40), st.integers(0, 40))
def test_quotes_are_exact(start: int, length: int) -> None:
    text = "Thực **hiện**\nNghị quyết  số 5-\n\nNQ/TU\tngày 1/2/2024."
    reading = read(text)
    end = min(start + length, len(reading.text))
    quote = reading.quote(start, end)
    assert quote in text
    if start < end:
        kept = quote.replace("*", "").split()
        assert "".join(kept) == "".join(reading.text[start:end].split())


GROWN = [
    ("Thực hiện kếhoạch của UBNDtỉnh vềviệc trồng vườn", "Thực hiện kế hoạch của UBND tỉnh về việc trồng vườn"),
    ("LÃNHĐẠO CÁC SỞ thihành Quyếtđịnh", "LÃNH ĐẠO CÁC SỞ thi hành Quyết định"),
    # both "ba nhành" and "banh ành" are syllables; the text has "ban" and "hành"
    ("Ban và hành lang banhành kếhoạch", "Ban và hành lang ban hành kế hoạch"),
    # one such word is a name or a loan
    ("Chủ nghĩa Mác - Lênin, đường Lênin", "Chủ nghĩa Mác - Lênin, đường Lênin"),
    ("karaoke, email, Petrolimex, nghiêng, khuỷu, quốc huy", "karaoke, email, Petrolimex, nghiêng, khuỷu, quốc huy"),
]


@pytest.mark.parametrize(("text", "expected"), GROWN)
def test_words_that_a_copy_grew_together(text: str, expected: str) -> None:
    reading = read(text)
    assert reading.text == expected
    assert reading.quote(0, len(reading.text)) == text


SYLLABLES = ["kế", "hoạch", "lãnh", "đạo", "quyết", "tỉnh", "thực", "hiện", "về", "việc", "giải", "pháp", "nhiệm", "vụ"]


@given(st.lists(st.sampled_from(SYLLABLES), min_size=6, max_size=30), st.sets(st.integers(0, 29)))
def test_lost_blanks_come_back(words: list[str], lost: set[int]) -> None:
    """Whatever blanks a copy lost: what is read is what was written, and every letter leads back to its own."""
    whole = " ".join([*SYLLABLES, *words])
    copy, apart = "kếhoạch lãnhđạo " + " ".join(SYLLABLES), True
    for at, word in enumerate(words):
        apart = apart is False or at not in lost  # never three in one
        copy += " " * apart + word
    reading = read(copy)
    assert reading.text == "kế hoạch lãnh đạo " + whole
    letters = [reading.source[reading.origin(at)] for at, letter in enumerate(reading.text) if letter != " "]
    assert "".join(letters) == reading.text.replace(" ", "")
