"""Numbers, ids, issuers, and what a user may ask for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ...data import provinces
from ...graph.identity import (
    Asked,
    Jurisdiction,
    document_id,
    expand_issuer,
    level_of,
    parse_asked,
    parse_number,
)
from ...graph.model import Document
from ...graph.places import district_in, place, province_in, province_named


def province(name: str) -> Jurisdiction:
    return Jurisdiction(next(p for p in reversed(provinces()) if p.name == name))


@pytest.mark.parametrize(
    ("printed", "sequence", "year", "kind", "tags", "party"),
    [
        ("29-NQ/TW", "29", None, "NQ", ("TW",), True),
        ("04 – NQ/TU", "04", None, "NQ", ("TU",), True),
        ("2646/QĐ-UBND", "2646", None, "QĐ", ("UBND",), False),
        ("55/2011/TT-BGDĐT", "55", 2011, "TT", ("BGDĐT",), False),
        ("81/2023/QH15", "81", 2023, "", ("QH15",), False),
        ("12/2015/TTLT-BTC-BNV", "12", 2015, "TTLT", ("BTC", "BNV"), False),
        ("12/2015/TTLT/BTC-BNV", "12", 2015, "TTLT", ("BTC", "BNV"), False),
        ("30a/2008/NQ-CP", "30a", 2008, "NQ", ("CP",), False),
        ("66.4/2025/NQ-CP", "66.4", 2025, "NQ", ("CP",), False),
        ("64-CP", "64", None, "", ("CP",), False),
        ("862-CV/BCSD", "862", None, "CV", ("BCSD",), True),
    ],
)
def test_numbers_are_taken_apart(
    printed: str, sequence: str, year: int | None, kind: str, tags: tuple[str, ...], party: bool
) -> None:
    number = parse_number(printed)
    assert number is not None
    assert (number.sequence, number.year, number.kind, number.tags, number.party) == (sequence, year, kind, tags, party)


@pytest.mark.parametrize("printed", ["", "24/7", "2023", "NQ/TW", "1-2-3", "số", "12/"])
def test_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


def test_ids_are_made_of_facts() -> None:
    assert document_id("vn", "TW", "NQ", 2022, "29") == "vn/tw/nq/2022/29"
    assert document_id("vn-27", "TU", "NQ", None, "04") == "vn-27/tu/nq/undated/4"
    assert document_id("vn", "QH15", "NQ", 2023, "81") == "vn/qh15/nq/2023/81"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("29-NQ/TW", Asked("29-nq-tw")),
        ("29–nq/tw", Asked("29-nq-tw")),
        ("404 kh/tu", Asked("404-kh-tu")),
        ("Nghị quyết số 29-NQ/TW", Asked("29-nq-tw")),
        ("quyet dinh 2646/qd-ubnd", Asked("2646-qd-ubnd")),
        ("nghị quyết số 29 năm 2022", Asked("29-nq", 2022)),
        ("công văn 31/UBND-KT", Asked("31-ubnd-kt")),
        ("1-NQ/TW", Asked("1-nq-tw")),
        ("01-NQ/TW", Asked("1-nq-tw")),
        ("29-NQ/TW@2022", Asked("29-nq-tw", 2022)),
        ("29-NQ/TW @ 2022-11-17", Asked("29-nq-tw", 2022, date(2022, 11, 17))),
        ("29-NQ/TW@17/11/2022", Asked("29-nq-tw", 2022, date(2022, 11, 17))),
        ("81/2023/QH15@2023-02-31", Asked("81-2023-qh15", 2023)),
        ("VN/TW/NQ/2022/29", Asked("vn-tw-nq-2022-29", id="vn/tw/nq/2022/29")),
        ("vn-27.xa-x/ubnd/qd/2024/5", Asked("vn-27-xa-x-ubnd-qd-2024-5", id="vn-27.xa-x/ubnd/qd/2024/5")),
        ("Luật Đất đai", Asked("luat-dat-dai")),
    ],
)  # fmt: skip
def test_what_a_user_may_type(words: str, asked: Asked) -> None:
    assert parse_asked(words) == asked


@given(st.text(max_size=60))
def test_any_words_may_be_asked(words: str) -> None:
    assert isinstance(parse_asked(words).key, str)


@given(
    st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True),
    st.sampled_from(["NQ", "QĐ", "CTr", "KH"]),
    st.sampled_from(["TW", "TU", "BTGDVTW"]),
)
def test_a_question_finds_its_document(sequence: str, kind: str, tag: str) -> None:
    number = f"{sequence}-{kind}/{tag}"
    document = Document(document_id("vn", tag, kind, 2022, sequence), kind, number)
    assert parse_asked(number.lower()).key == document.key
    assert parse_asked(number.replace("-", " – ")).key == document.key
    assert parse_asked(document.id).id == document.id


@pytest.mark.parametrize(
    ("words", "home", "district", "full"),
    [
        ("UBND tỉnh", "Quảng Nam", "", "Ủy ban nhân dân tỉnh Quảng Nam"),
        ("HĐND thành phố", "Đà Nẵng", "", "Hội đồng nhân dân thành phố Đà Nẵng"),
        ("BTV Tỉnh uỷ", "Quảng Nam", "", "Ban Thường vụ Tỉnh ủy Quảng Nam"),
        ("Thành ủy", "Hà Nội", "", "Thành ủy Hà Nội"),
        ("Thành ủy", "Quảng Nam", "thành phố Tam Kỳ", "Thành ủy Tam Kỳ"),
        ("UBND huyện", "Quảng Nam", "huyện Núi Thành", "Ủy ban nhân dân huyện Núi Thành"),
        ("UBND tỉnh Bình Định", "Quảng Nam", "", "Ủy ban nhân dân tỉnh Bình Định"),
        ("UBND các huyện", "Quảng Nam", "huyện Núi Thành", "Ủy ban nhân dân các huyện"),
        ("Đại hội Đảng bộ tỉnh lần thứ XXII", "Quảng Nam", "", "Đại hội Đảng bộ tỉnh Quảng Nam lần thứ XXII"),
        ("Bộ Chính trị", "Quảng Nam", "", "Bộ Chính trị"),
        ("Tỉnh ủy viên", "Quảng Nam", "", "Tỉnh ủy viên"),
    ],
)
def test_issuers_are_completed_from_their_text(words: str, home: str, district: str, full: str) -> None:
    assert expand_issuer(words, Jurisdiction(province(home).province, district)) == full


def test_a_central_text_completes_nothing() -> None:
    assert expand_issuer("UBND tỉnh", Jurisdiction()) == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("number", "issuer", "level"),
    [
        ("29-NQ/TW", None, "central-party"),
        (None, "Ban Bí thư", "central-party"),
        (None, "Ban Bí thư Trung ương Đoàn", "other"),
        ("581-TB/UBKTTW", "Ủy ban Kiểm tra Trung ương", "central-party"),
        ("81/2023/QH15", None, "national-state"),
        ("498/QĐ-TTg", "Thủ tướng Chính phủ", "national-state"),
        ("16/2018/TT-BGDĐT", "Bộ Giáo dục và Đào tạo", "ministry"),
        ("623/TB-VPCP", "Văn phòng Chính phủ", "ministry"),
        ("04-NQ/TU", "Ban Thường vụ Tỉnh ủy Quảng Nam", "province-party"),
        ("35-NQ/TW", "Tỉnh ủy Quảng Nam", "province-party"),
        ("862-CV/BCSD", "BCS đảng UBND tỉnh Quảng Nam", "province-party"),
        ("2646/QĐ-UBND", "UBND tỉnh Quảng Nam", "province-state"),
        ("05/QĐ-UBND", "Ủy ban nhân dân huyện Núi Thành", "district"),
        ("10-NQ/HU", None, "district"),
        ("12/QĐ-SNV", "Sở Nội vụ", "province-state"),
        ("03-KH/BCĐ", "Ban Chỉ đạo xóa nhà tạm trên địa bàn tỉnh Quảng Nam", "other"),
        (None, None, "other"),
    ],
)
def test_levels(number: str | None, issuer: str | None, level: str) -> None:
    assert level_of(number, issuer) == level


def test_places_in_names() -> None:
    assert place(province_in("Tỉnh ủy Bà Rịa - Vũng Tàu")) == "vn-43"
    assert place(province_in("Ủy ban nhân dân TP. Hồ Chí Minh")) == "vn-sg"
    assert province_in("Ủy ban nhân dân xã Hòa Bình") is None
    assert province_in("Học viện Chính trị quốc gia Hồ Chí Minh") is None
    assert district_in("Thành ủy Tam Kỳ") == "thành phố Tam Kỳ"
    assert district_in("Thành ủy Đà Nẵng") == "" == district_in("Thành ủy Thành phố Hồ Chí Minh")
    assert district_in("Ủy ban nhân dân tỉnh Quảng Nam") == ""


def test_every_province_is_found_by_its_name() -> None:
    for one in provinces():
        found = province_in(f"Ủy ban nhân dân {one.kind} {one.name}")
        assert found is not None and found.code == one.code


def test_a_province_is_the_one_of_its_day() -> None:
    old, new = province_named("Đà Nẵng", "2024-01-01"), province_named("Đà Nẵng", "2025-08-01")
    assert old is not None and new is not None
    assert (old.valid_to, new.valid_to) == ("2025-06-30", "")
