"""Every form of a number, and every damage that scans, fonts and typists do to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ....loaders.extraction.symbols import find_date, iso_date, symbols, type_before
from ....vietnamese import fold
from .recognised import cited, recognise

FORMS = [
    ("Nghị quyết số 29-NQ/TW", "29-NQ/TW"),  # the Party
    ("Thông báo số 581-TB/UBKTTW", "581-TB/UBKTTW"),  # a central commission
    ("Kế hoạch số 03-KH/BCĐ", "03-KH/BCĐ"),  # a steering committee
    ("Hướng dẫn số 37-HD/BTGDVTW", "37-HD/BTGDVTW"),
    ("Nghị quyết số 01/NQ-CP", "01/NQ-CP"),  # the State
    ("Quyết định số 2646/QĐ-UBND", "2646/QĐ-UBND"),
    ("Công văn số 862-CV/BCSD", "862-CV/BCSD"),
    ("Công văn số 4240/UBND-VX", "4240/UBND-VX"),  # a letter prints no type
    ("Công văn số 1539/VLO-QLDN3", "1539/VLO-QLDN3"),  # a tax office
    ("Công văn 285/CCTHH", "285/CCTHH"),  # letters of who writes that no table has
    ("Quyết định số 44/2025/QĐ-CTUBND", "44/2025/QĐ-CTUBND"),
    ("Nghị quyết số 81/2023/QH15", "81/2023/QH15"),  # the National Assembly
    ("Nghị quyết số 76/2025/UBTVQH15", "76/2025/UBTVQH15"),
    ("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP"),  # a number within a number
    ("Thông tư số 55/2011/TT-BGDĐT", "55/2011/TT-BGDĐT"),
    ("Thông tư liên tịch số 01/2020/TTLT-BTC-BNV", "01/2020/TTLT-BTC-BNV"),  # joint
    ("Quyết định số 4255/QĐ-BNN-KHCN", "4255/QĐ-BNN-KHCN"),  # with the drafting unit
    ("Nghị quyết số 202/2025/QH", "202/2025/QH"),  # a misprint stays as printed
]
DAMAGES = [
    ("Nghị quyết số 04-\n\nNQ/TU", "04-NQ/TU"),  # a page ends inside
    ("Quyết định\nsố\n1226/QĐ-BVHTTDL", "1226/QĐ-BVHTTDL"),  # every word on its line
    ("Nghị quyết số 04 -NQ/TU", "04-NQ/TU"),
    ("Nghị quyết số 23 – NQ/TW", "23-NQ/TW"),
    ("Nghị quyết số 71/NQ -CP", "71/NQ-CP"),
    ("Tờ trình số 409 /TTr-SVHTTDL", "409/TTr-SVHTTDL"),
    ("Quyết định số 217–QĐ/TW", "217-QĐ/TW"),
    ("Quyết định 12/QÐ-UBND", "12/QĐ-UBND"),  # Icelandic eth
    ("Quyết định số 12/QD-UBND", "12/QD-UBND"),
    ("nghị quyết số 29-nq/tw", "29-nq/tw"),
    ("Kết luận số 15-KL/TƯ", "15-KL/TƯ"),
    ("Chương trình 16-CTr/TU", "16-CTr/TU"),  # no "số"
    ("NGHỊ QUYẾT SỐ 29-NQ/TW", "29-NQ/TW"),
    ("Nghị quyết số: 29-NQ/TW", "29-NQ/TW"),
    ("Nghị quyết số31-NQ/TW", "31-NQ/TW"),
    ("Chƣơng trình số 20-CTr/TU", "20-CTr/TU"),
    ("Chi thị số 30-CT/TU", "30-CT/TU"),  # OCR
    ("Nghz định số 05/2020/NĐ-CP", "05/2020/NĐ-CP"),
    ("Quyết định số 3748 QQĐ/TƯ", "3748QQĐ/TƯ"),
    ("Quyết định số 35/2025/QĐ-TTgcủa Thủ tướng Chính phủ", "35/2025/QĐ-TTg"),  # glued to the next word
    ("Nghị định số **1**04/2012/NĐ-CP", "104/2012/NĐ-CP"),  # emphasis inside
    ("Nghị định số 92/2017/NĐCP", "92/2017/NĐCP"),  # a lost mark
    ("Thông tư số 49/2025TT-BCT", "49/2025TT-BCT"),
    ("Thông tư liên tịch số 7/2016/TTLT-BYT-BTC- BLĐTBXH", "7/2016/TTLT-BYT-BTC-BLĐTBXH"),
    ("tạiTờ trình số 350/TTr-SXD", "350/TTr-SXD"),  # the type's word glued to the one before
    ("Nghị định số 50/CP", "50/CP"),  # no type in the number, as until 1996
    ("Nghị định 64-CP ngày 27/9/1993", "64-CP"),
    ("Quyết định số 12/TTg", "12/TTg"),
    ("Nghị quyết số 45\n-NQ/TU", "45-NQ/TU"),  # a line that begins with the mark
    ("Nghị quyết số 45‑NQ/TU", "45-NQ/TU"),  # the hyphen that does not break
    ("Nghị quyết số 45−NQ/TU", "45-NQ/TU"),  # a minus
]
NONE = [
    "từ 5/10-2 điểm đến 12/5/2024, giai đoạn 2021-2025",  # marks, dates, spans
    "đường ĐT 601/QL-14B dài 29-NQ",  # a road
    "tỷ lệ 3/4-QĐ, 100/km-giờ",
    "điện thoại 0235-3852/852-739",
    "TCVN 7222-2002, ISO/IEC 27001-2013, QCVN 06:2022/BXD",  # standards
    "theo mẫu số 01-ĐĐN-CT, Biểu số 05/BC-STC, phụ lục số 2-PL/TC",  # forms
    "số tài khoản 1234-TK/NHNN, Mã TTHC 1.012644",
]


@pytest.mark.parametrize(("text", "number"), FORMS + DAMAGES)
def test_number(text: str, number: str) -> None:
    assert [number_ for number_, _, _ in cited(f"Thực hiện {text}.")] == [number]


@pytest.mark.parametrize("text", NONE)
def test_no_number(text: str) -> None:
    assert symbols(text) == []


TYPES = st.sampled_from(
    [("Nghị quyết", "NQ"), ("Kết luận", "KL"), ("Chỉ thị", "CT"), ("Quyết định", "QĐ"), ("Kế hoạch", "KH"),
     ("Chương trình", "CTr"), ("Báo cáo", "BC"), ("Thông báo", "TB"), ("Hướng dẫn", "HD")]
)  # fmt: skip
PARTY = st.builds(
    lambda kind, n, tag: (kind[0], f"{n:02}-{kind[1]}/{tag}"),
    TYPES, st.integers(1, 9999), st.sampled_from(["TW", "TU", "UBKTTW", "BTCTW", "VPTW"]),
)  # fmt: skip
STATE = st.builds(
    lambda kind, n, tag, year: (kind[0], f"{n:02}/{year}{kind[1]}-{tag}"),
    TYPES, st.integers(1, 9999), st.sampled_from(["UBND", "HĐND", "CP", "TTg", "BTC", "BGDĐT"]),
    st.sampled_from(["", "2019/", "2025/"]),
)  # fmt: skip
MARK = re.compile(r"([-/])(?=[^\W\d])")
HARMS: dict[str, Callable[[str], str]] = {
    "broken": lambda s: MARK.sub("\\1\n\n", s, count=1),
    "broken type": lambda s: s.replace(" ", "\n", 1),
    "broken sign": lambda s: s.replace("số ", "số\n"),
    "blank before": lambda s: MARK.sub(" \\1", s, count=1),
    "blank behind": lambda s: MARK.sub("\\1 ", s, count=1),
    "blanks": lambda s: MARK.sub(" \\1 ", s, count=1),
    "dash": lambda s: s.replace("-", "–"),
    "long dash": lambda s: s.replace("-", "—"),
    "hard hyphen": lambda s: s.replace("-", "‑"),
    "minus": lambda s: s.replace("-", "−"),
    "lost mark": lambda s: re.sub(r"(?<=[A-ZĐr])-(?=[A-ZĐ])", "", s),
    "eth": lambda s: s.replace("Đ", "Ð"),
    "D": lambda s: s.replace("Đ", "D"),
    "lower": str.lower,
    "upper": str.upper,
    "TƯ": lambda s: s.replace("/TU", "/TƯ").replace("/TW", "/TƯ"),
    "no sign": lambda s: s.replace(" số ", " "),
    "colon": lambda s: s.replace(" số ", " số: "),
    "glued sign": lambda s: s.replace("số ", "số"),
    "emphasis": lambda s: s.replace("số ", "số **") + "**",
    "hard blanks": lambda s: s.replace(" ", "\u00a0"),
    "ocr": lambda s: s.replace("ị", "i"),
    "font": lambda s: s.replace("ư", "ƣ"),
    "decomposed": lambda s: unicodedata.normalize("NFD", s),
    "whole": str,
}


def letters(number: str | None) -> str:
    """A number without its marks, and one tag for two that damage makes alike."""
    return re.sub(r"[-/]", "", fold(number or "").replace("/tw", "/tu"))


@given(PARTY | STATE, st.sets(st.sampled_from(sorted(HARMS)), max_size=2))
def test_any_symbol_survives_any_damage(symbol: tuple[str, str], harms: set[str]) -> None:
    assume(harms != {"lost mark", "lower"})  # nothing is left that tells it from a word
    word, number = symbol
    damaged = f"{word} số {number}"
    for harm in sorted(harms, key=["no sign", *sorted(HARMS)].index):
        damaged = HARMS[harm](damaged)
    found = [(letters(n), issued) for n, issued, _ in cited(f"Thực hiện {damaged} ngày 17/11/2022 về chuyển đổi số.")]
    assert found == [(letters(number), "2022-11-17")]


DATES = [
    ("ngày 17/11/2022", "2022-11-17"),
    ("ngày 7-1-2022", "2022-01-07"),
    ("ngày 17.11.2022", "2022-11-17"),
    ("ngày 17 tháng 11 năm 2022", "2022-11-17"),
    ("NGÀY 17 THÁNG 11 NĂM 2022", "2022-11-17"),
    ("ngày 31/02/2024", None),  # no such day
    ("ngày 17/11", None),
]


@pytest.mark.parametrize(("text", "iso"), DATES)
def test_dates(text: str, iso: str | None) -> None:
    found = find_date(text, 0, len(text))
    assert (found[2] if found else None) == iso


def test_a_day_the_calendar_has_not() -> None:
    assert iso_date("2023", "2", "29") is None
    assert iso_date("2024", "2", "29") == "2024-02-29"


def test_type_words_in_front() -> None:
    assert type_before("theo Chi thị số ", 16) == (5, "CT", True)
    assert type_before("theo Thông báo kết luận ", 24) == (5, "TB", False)
    assert type_before("theo ý kiến số ", 15) is None


def test_a_place_leads_back_to_the_source() -> None:
    text = "Theo **Quyết**\n\n*định số 5-\nQĐ/TU*, ngày 1/2/2024."
    reading, (mention,), _, _ = recognise(text)
    assert reading.quote(mention.start, mention.end) == "Quyết**\n\n*định số 5-\nQĐ/TU*, ngày 1/2/2024"
