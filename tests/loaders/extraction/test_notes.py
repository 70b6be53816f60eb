"""Notes that stand at the end without a number: tied by order where that is certain."""

from __future__ import annotations

import pytest

from ....loaders.extraction.extract import extract
from ....loaders.extraction.notes import find_notes
from ....loaders.source import Source

BODY = "Thực hiện kế hoạch\n, ban hành chương trình\n của tỉnh.\n\nII. NHIỆM VỤ\n1. Giao các sở\nTổ chức\n\n"
NOTES = "\ufffd Theo Kế hoạch số 05-KH/TU, ngày 02/3/2021 của Tỉnh ủy.\n\n\ufffd Ghi chú hai\nđi tiếp.\n\n"


def test_line_breaks_inside_sentences_are_anchors() -> None:
    text = BODY + NOTES
    notes = find_notes(text)
    assert [(n.number, text[n.start : n.end]) for n in notes] == [
        (1, "Theo Kế hoạch số 05-KH/TU, ngày 02/3/2021 của Tỉnh ủy."),
        (2, "Ghi chú hai\nđi tiếp."),
    ]
    assert [text[: n.anchor[0]].split()[-1] for n in notes if n.anchor] == ["hoạch", "trình"]


def test_notes_stay_untied_where_breaks_and_notes_differ_in_number() -> None:
    notes = find_notes(BODY + NOTES + "\ufffd Ba")
    assert [n.anchor for n in notes] == [None] * 3


def test_what_they_cite_stands_in_a_note() -> None:
    (mention,) = extract(Source(BODY + NOTES, "text"), "a").mentions
    assert (mention.where, mention.anchor) == ("footnote", 1)


PLAIN = """Tiếp tục cải cách hành chính1. Phấn đấu 1512/193 xã đạt chuẩn, diện tích 940 m2 và 20 km3.

1 Theo Kế hoạch số 05-KH/TU, ngày 02/3/2021 của
Tỉnh ủy.

2 Tổng số xã.

Nâng cao chất lượng3, phát triển công nghiệp4; các khu vực đang
3 Theo Quyết định số 07-QĐ/TU.
4 Xem phụ lục.
{}
phát triển.
""".format("\f")


def test_notes_at_the_foot_of_plain_pages_hang_on_glued_numbers() -> None:
    notes = find_notes(PLAIN)
    assert [(n.number, " ".join(PLAIN[n.start : n.end].split())) for n in notes] == [
        (1, "Theo Kế hoạch số 05-KH/TU, ngày 02/3/2021 của Tỉnh ủy."),
        (2, "Tổng số xã."),
        (3, "Theo Quyết định số 07-QĐ/TU."),
        (4, "Xem phụ lục."),
    ]
    assert [PLAIN[: n.anchor[0]].split()[-1] if n.anchor else None for n in notes] == [
        "chính", None, "lượng", "nghiệp"
    ]  # fmt: skip
    record = extract(Source(PLAIN, "text"), "a")
    assert [(m.where, m.anchor) for m in record.mentions] == [("footnote", 1), ("footnote", 3)]
    assert record.warnings == ["1 of 4 notes hang on no place of the text"]


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ\n\n1 Giao Sở A\n\n2 Giao Sở B\n\n3 Giao Sở C\n",
        "Phụ lục A1 và B2\n\n1 Giao Sở A\n\n",
        "khí CO2, virus H5N1, diện tích 5 m2\n\n2 Giao Sở B\n\n1 Giao Sở A\n",
    ],
)
def test_numbered_items_are_no_notes(text: str) -> None:
    assert find_notes(text) == []


def test_a_lone_sign_in_a_sentence_is_no_note() -> None:
    assert find_notes("Một \ufffd hai\n, ba.") == []


BRACKETED = (
    "Thực hiện các nghị quyết của Trung ương[1] và quy định hiện hành[2];\n\n[4] không phải ghi chú\n\n"
    "[1] Nghị quyết số 05-NQ/TW,\nngày 01/11/2016.\n\n[2] Quyết định số 7/QĐ-TTg.\n"
)


def test_notes_in_brackets_behind_a_web_page() -> None:
    notes = find_notes(BRACKETED)
    assert [(n.number, " ".join(BRACKETED[n.start : n.end].split())) for n in notes] == [
        (1, "Nghị quyết số 05-NQ/TW, ngày 01/11/2016."),
        (2, "Quyết định số 7/QĐ-TTg."),
    ]
    first, second = extract(Source(BRACKETED, "text"), "a").mentions
    assert (first.where, first.anchor, second.anchor) == ("footnote", 1, 2)
