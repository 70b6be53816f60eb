"""Numbers that contradict themselves, and laws that share numbers or names."""

from __future__ import annotations

from datetime import date

import pytest

from ...graph.assemblies import mended
from ...graph.model import EdgeType
from ...graph.resolve import resolve
from .records import known, numbers, record, target


def test_a_number_against_its_issuer_is_kept_as_printed_and_reported() -> None:
    central = record("a.txt", target("35-NQ/TW", "2023-12-08", issuer="Bộ Chính trị"))
    wrong = record("b.txt", target("35-NQ/TW", "2023-12-08", issuer="Tỉnh ủy Quảng Nam", level="province-party"))
    found = resolve([central, wrong], catalogue=[])
    assert numbers(found, "35-NQ/TW") == ["vn-27/tw/nq/2023/35", "vn/tw/nq/2023/35"]
    assert [f.code for f in found.findings] == ["contradiction"]
    assert found.findings[0].quote == "35-NQ/TW"


def test_a_year_in_the_symbol_outweighs_a_date_that_differs() -> None:
    found = resolve(
        [
            record("a.txt", target("30/2020/NĐ-CP", "2020-03-05")),
            record("b.txt", target("30/2020/NĐ-CP", "2020-03-05")),
            record("c.txt", target("30/2020/NĐ-CP", "2021-03-05")),
        ],
        catalogue=[],
    )
    assert numbers(found, "30/2020/NĐ-CP") == ["vn/cp/nd/2020/30"]
    assert found.graph.documents["vn/cp/nd/2020/30"].issued == date(2020, 3, 5)
    assert [f.code for f in found.findings] == ["dates-differ"]


def test_a_slip_in_the_day_joins_only_with_the_same_title() -> None:
    title = "về chuyển đổi số và kinh tế số tỉnh nhà giai đoạn mới"
    same = resolve(
        [
            record("a.txt", target("04-NQ/TU", "2021-04-12", title=title)),
            record("b.txt", target("04-NQ/TU", "2021-04-21", title=title)),
        ],
        catalogue=[],
    )
    assert numbers(same, "04-NQ/TU") == ["vn-27/tu/nq/2021/4"]
    assert [f.code for f in same.findings] == ["dates-differ"]
    apart = resolve(
        [record("a.txt", target("04-NQ/TU", "2021-04-12")), record("b.txt", target("04-NQ/TU", "2021-04-21"))],
        catalogue=[],
    )
    assert numbers(apart, "04-NQ/TU") == ["vn-27/tu/nq/2021/4", "vn-27/tu/nq/2021/4~2021-04-21"]


def test_law_and_resolution_of_one_assembly_may_share_a_symbol() -> None:
    found = resolve(
        [
            record(
                "a.txt",
                target("31/2024/QH15", "2024-01-18", kind="Luật", name="Luật Đất đai"),
                target("31/2024/QH15", "2024-06-26", kind="NQ"),
            )
        ],
        catalogue=[],
    )
    assert numbers(found, "31/2024/QH15") == ["vn/qh15/luat/2024/31", "vn/qh15/nq/2024/31"]


def test_named_laws_meet_their_numbers() -> None:
    catalogue = [
        known("45/2013/QH13", "2013-11-29", issuer="Quốc hội", law="Luật Đất đai"),
        known("31/2024/QH15", "2024-01-18", issuer="Quốc hội", law="Luật Đất đai"),
    ]

    def law(name: str, issued: str | None = None) -> str:
        cited = record("a.txt", target(None, issued, kind="Luật", name=name), issued="2024-11-30")
        found = resolve([cited], catalogue=catalogue)
        return next(d.id for d in found.graph.documents.values() if not d.loaded)

    assert law("Luật Đất đai năm 2013") == "vn/qh13/luat/2013/45"
    assert law("Luật Đất đai", "2024-01-18") == "vn/qh15/luat/2024/31"
    assert law("Luật Đất đai") == "vn/luat/dat-dai/undated"
    assert law("Luật Nhà ở năm 2023") == "vn/luat/nha-o/2023"


def test_a_misprint_of_a_law_number_does_not_blur_its_name() -> None:
    catalogue = [known("72/2025/QH15", "2025-06-16", issuer="Quốc hội", law="Luật Tổ chức")]
    found = resolve(
        [
            record("a.txt", target("27/2025/QH15", "2025-06-16", kind="Luật", name="Luật Tổ chức")),
            record("b.txt", target(None, "2025-06-16", kind="Luật", name="Luật Tổ chức")),
            record("c.txt", target("72/2025/QH15", "2025-06-16", kind="Luật", name="Luật Tổ chức")),
        ],
        catalogue=catalogue,
    )
    assert {f.code for f in found.findings} == {"misprint"}
    cited = {e.source: e.target for e in found.graph.of_type(EdgeType.CITES)}
    assert sorted(cited.values()) == ["vn/qh15/luat/2025/27", "vn/qh15/luat/2025/72", "vn/qh15/luat/2025/72"]


@pytest.mark.parametrize(
    ("printed", "issued", "right"),
    [
        ("72/2025/QH", "2025-06-16", "72/2025/QH15"),  # the term is left out
        ("21/2017/QH12", "2017-11-24", "21/2017/QH14"),  # a term that was not in office
        ("72/2022/QH14", "2020-11-17", "72/2020/QH14"),  # the term and the date agree against the year
        ("36/2018/QH", None, "36/2018/QH14"),  # one term in that year
        ("15/2021/QH13", None, "15/2021/QH13"),  # nothing tells which is wrong
        ("7/2021/QH", None, "7/2021/QH"),  # two terms in that year
        ("1314/NQ-UBTVQH15", None, "1314/NQ-UBTVQH15"),
        ("12/2024/QĐ-UBND", "2023-01-01", "12/2024/QĐ-UBND"),
    ],
)
def test_an_assembly_s_symbol_is_mended_by_its_date(printed: str, issued: str | None, right: str) -> None:
    assert mended(printed, issued) == right


def test_a_misprinted_symbol_of_the_assembly_is_the_law_and_reported() -> None:
    right = record("a.txt", target("72/2020/QH14", "2020-11-17", kind="Luật"))
    wrong = record("b.txt", target("72/2022/QH14", "2020-11-17", kind="Luật"))
    found = resolve([right, wrong], catalogue=[])
    assert [d.id for d in found.graph.documents.values() if not d.loaded] == ["vn/qh14/luat/2020/72"]
    assert [(f.code, f.quote) for f in found.findings] == [("misprint", "72/2022/QH14")]


def test_the_first_state_numbers_of_a_year_take_it_from_their_title() -> None:
    title = "về nhiệm vụ, giải pháp chủ yếu thực hiện kế hoạch phát triển năm 2024"
    undated = record("a.txt", target("01/NQ-CP", issuer="Chính phủ", title=title), issued=None)
    dated = record("b.txt", target("01/NQ-CP", "2024-01-05", issuer="Chính phủ"), issued="2024-02-01")
    assert numbers(resolve([undated], catalogue=[]), "01/NQ-CP") == ["vn/cp/nq/2024/1"]
    both = resolve([undated, dated], catalogue=[])
    assert numbers(both, "01/NQ-CP") == ["vn/cp/nq/2024/1"]
    assert both.graph.documents["vn/cp/nq/2024/1"].issued == date(2024, 1, 5)
    late = record("a.txt", target("145/NQ-CP", issuer="Chính phủ", title=title), issued=None)
    assert numbers(resolve([late], catalogue=[]), "145/NQ-CP") == ["vn/cp/nq/undated/145"]


def test_a_law_without_number_is_the_one_that_texts_of_its_time_mean() -> None:
    old = known("65/2025/QH15", "2025-02-19", issuer="Quốc hội", law="Luật Tổ chức")
    new = known("72/2025/QH15", "2025-06-16", issuer="Quốc hội", law="Luật Tổ chức")

    def cited(many: int) -> str:
        texts = [
            record(
                f"{i}.txt", target("72/2025/QH15", kind="Luật", name="Luật Tổ chức"), issued="2025-09-01", title=f"{i}"
            )
            for i in range(many)
        ]
        asked = record("z.txt", target(None, kind="Luật", name="Luật Tổ chức"), issued="2025-10-01")
        return resolve([*texts, asked], catalogue=[old, new]).texts["z.txt"].decision("t0").chosen

    assert cited(12) == "vn/qh15/luat/2025/72"
    assert cited(3) == "vn/luat/to-chuc/undated"


def test_the_constitution_has_one_name() -> None:
    found = resolve(
        [
            record("a.txt", target(None, kind="HP", name="Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam")),
            record("b.txt", target(None, kind="HP", name="Hiến pháp")),
        ],
        catalogue=[],
    )
    assert sum(not d.loaded for d in found.graph.documents.values()) == 1
