"""One body for every way to write it."""

from __future__ import annotations

import pytest

from ...data import provinces
from ...graph.bodies import body, issuer_of, ties
from ...graph.identity import Jurisdiction
from ...graph.model import EdgeType, Level

QUANG_NAM = Jurisdiction(next(p for p in provinces() if p.name == "Quảng Nam"))
GIA_LAI = Jurisdiction(next(p for p in provinces() if p.name == "Gia Lai"))


@pytest.mark.parametrize(
    "words", ["UBND tỉnh", "Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Quảng Nam", "UBND  tỉnh.", "các UBND tỉnh"]
)
def test_one_committee_however_written(words: str) -> None:
    assert body(words, QUANG_NAM).id == "vn-27/uy-ban-nhan-dan-tinh-quang-nam"
    assert body("UBND tỉnh", QUANG_NAM).name == "Ủy ban nhân dân tỉnh Quảng Nam"


def test_the_same_words_elsewhere_are_another_body() -> None:
    assert body("UBND tỉnh", GIA_LAI).id == "vn-30/uy-ban-nhan-dan-tinh-gia-lai"
    assert body("Sở Nội vụ", GIA_LAI).id != body("Sở Nội vụ", QUANG_NAM).id
    assert body("UBND tỉnh Gia Lai", QUANG_NAM) == body("UBND tỉnh", GIA_LAI)


@pytest.mark.parametrize(
    ("words", "id", "level", "branch"),
    [
        ("Bộ chính trị", "vn/bo-chinh-tri", Level.CENTRAL_PARTY, "party"),
        ("Ban Chấp hành Trung ương Đảng khóa XIII", "vn/ban-chap-hanh-trung-uong-dang", Level.CENTRAL_PARTY, "party"),
        ("Trung ương Đảng", "vn/ban-chap-hanh-trung-uong-dang", Level.CENTRAL_PARTY, "party"),
        ("Thủ tướng", "vn/thu-tuong-chinh-phu", Level.NATIONAL_STATE, "state"),
        ("Bộ Tài chính", "vn/bo-tai-chinh", Level.MINISTRY, "state"),
        ("Sở Công Thương", "vn-27/so-cong-thuong-tinh-quang-nam", Level.PROVINCE_STATE, "state"),
        ("Ban Tuyên giáo Tỉnh ủy", "vn-27/ban-tuyen-giao-tinh-uy-quang-nam", Level.PROVINCE_PARTY, "party"),
        ("Mặt trận Tổ quốc Việt Nam tỉnh", "vn-27/mat-tran-to-quoc-viet-nam-tinh-quang-nam", Level.OTHER, "front"),
        ("các sở, ban, ngành", "vn-27/so-ban-nganh", Level.PROVINCE_STATE, "state"),
        ("UBND huyện Núi Thành", "vn-27.huyen-nui-thanh/uy-ban-nhan-dan-huyen-nui-thanh", Level.DISTRICT, "state"),
    ],
)
def test_bodies_of_a_provincial_text(words: str, id: str, level: Level, branch: str) -> None:
    found = body(words, QUANG_NAM)
    assert found.id == id and found.branch == branch
    assert found.level is level
    assert found.province == ("VN-27" if id.startswith("vn-27") else None)


def test_no_words_are_dropped() -> None:
    for words in ("", "…", "Đội thanh niên xung kích thôn Đông"):
        assert body(words, QUANG_NAM).id.startswith("vn-27/")


def test_city_committees_with_and_without_the_word_city() -> None:
    city = Jurisdiction(next(p for p in provinces() if p.name == "Hồ Chí Minh"))
    assert body("Thành ủy Thành phố", city).id == body("Thành ủy", city).id == "vn-sg/thanh-uy-ho-chi-minh"


@pytest.mark.parametrize(
    ("number", "home", "issuer"),
    [
        ("404-KH/TU", "vn-27", "Tỉnh ủy Quảng Nam"),
        ("10-NQ/TU", "vn-hn", "Thành ủy Hà Nội"),
        ("12/QĐ-UBND", "vn-27", "Ủy ban nhân dân tỉnh Quảng Nam"),
        ("30/2020/NĐ-CP", "vn", "Chính phủ"),
        ("29-NQ/TW", "vn", None),
        ("12/QĐ-UBND", "vn-27.huyen-nui-thanh", None),
        (None, "vn", None),
    ],
)
def test_issuers_that_letters_tell(number: str | None, home: str, issuer: str | None) -> None:
    assert issuer_of(number, home) == issuer


def test_hierarchy_and_mergers_between_bodies_that_occur() -> None:
    here = [
        body(w, QUANG_NAM)
        for w in ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Sở Nội vụ", "UBND tỉnh", "Văn phòng UBND tỉnh")
    ]
    later = body("UBND thành phố Đà Nẵng", Jurisdiction())
    found = {(e.source.partition("/")[2], e.type.value, e.target.partition("/")[2]) for e in ties([*here, later])}
    assert found == {
        ("ban-thuong-vu-tinh-uy-quang-nam", "PART_OF", "tinh-uy-quang-nam"),
        ("so-noi-vu-tinh-quang-nam", "PART_OF", "uy-ban-nhan-dan-tinh-quang-nam"),
        ("van-phong-uy-ban-nhan-dan-tinh-quang-nam", "PART_OF", "uy-ban-nhan-dan-tinh-quang-nam"),
        ("uy-ban-nhan-dan-tinh-quang-nam", "SUCCEEDED_BY", "uy-ban-nhan-dan-thanh-pho-da-nang"),
    }


def test_ministries_that_merged() -> None:
    both = [body("Bộ Kế hoạch và Đầu tư", Jurisdiction()), body("Bộ Tài chính", Jurisdiction())]
    assert [(e.source, e.type, e.target) for e in ties(both)] == [
        ("vn/bo-ke-hoach-va-dau-tu", EdgeType.SUCCEEDED_BY, "vn/bo-tai-chinh")
    ]
