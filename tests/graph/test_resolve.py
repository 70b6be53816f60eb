"""Which citations mean the same document, and what is said where that stays open."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ...data import KnownDocument, provinces
from ...graph.assemblies import mended
from ...graph.model import EdgeType, Graph
from ...graph.resolve import Resolution, resolve
from ...loaders.record import SELF, Record, Target
from .records import CENTRE, order, record, target

GOLD = Path(__file__).parents[3] / "shared" / "gold"


def known(number: str, issued: str, title: str = "", issuer: str = CENTRE, law: str = "") -> KnownDocument:
    kind = "Luật" if law else "Nghị quyết"
    return KnownDocument(number, kind, issued, issuer, "", title, law, "", "", "", "here")


def numbers(resolution: Resolution, number: str) -> list[str]:
    return [d.id for d in resolution.graph.documents.values() if d.number == number]


def implemented(graph: Graph, source: str) -> list[str]:
    return [e.target for e in graph.outgoing(source, [EdgeType.IMPLEMENTS])]


def test_one_number_of_two_dates_is_two_documents() -> None:
    found = resolve(
        [
            record("a.txt", target("26-NQ/TW", "2018-05-19")),
            record("b.txt", target("26-NQ/TW", "2022-11-03")),
            record("c.txt", target("26-NQ/TW", "2018-05-19")),
        ],
        catalogue=[],
    )
    assert numbers(found, "26-NQ/TW") == ["vn/tw/nq/2018/26", "vn/tw/nq/2022/26"]
    first = found.graph.incoming("vn/tw/nq/2018/26", [EdgeType.CITES])
    assert len(first) == 2


def test_cited_with_and_without_its_date_is_one_when_one_candidate_fits() -> None:
    found = resolve(
        [
            record("a.txt", target("21-KL/TW", "2021-10-25", issuer=CENTRE)),
            record("b.txt", target("21-KL/TW"), issued="2023-02-01"),
            record("c.txt", target("21-KL/TW"), issued="2024-02-01"),
        ],
        catalogue=[],
    )
    assert numbers(found, "21-KL/TW") == ["vn/tw/kl/2021/21"]
    decision = found.texts["b.txt"].decision("t0")
    assert decision.outcome == "one" and decision.chosen == "vn/tw/kl/2021/21"
    assert "XIII" in decision.reasons[-1] and decision.confidence < 1
    assert not found.findings


def test_a_text_does_not_cite_what_is_issued_after_it() -> None:
    cited = record("a.txt", target("21-KL/TW", "2021-10-25"))
    earlier = record("b.txt", target("21-KL/TW"), issued="2021-05-01")
    found = resolve([cited, earlier], catalogue=[])
    assert numbers(found, "21-KL/TW") == ["vn/tw/kl/2021/21", "vn/tw/kl/undated/21"]
    draft = record("b.txt", target("21-KL/TW"), issued="2021-05-01", status="draft")
    assert numbers(resolve([cited, draft], catalogue=[]), "21-KL/TW") == ["vn/tw/kl/2021/21"]


def test_a_dated_citation_of_something_later_is_reported() -> None:
    found = resolve([record("b.txt", target("21-KL/TW", "2021-10-25"), issued="2021-05-01")], catalogue=[])
    assert [f.code for f in found.findings] == ["impossible-date"]


def test_the_term_in_the_issuer_decides() -> None:
    cited = target("33-NQ/TW", issuer=f"{CENTRE} khóa XI", level="central-party")
    found = resolve([record("a.txt", cited, issued="2020-09-15")])
    assert numbers(found, "33-NQ/TW") == ["vn/tw/nq/2014/33"]
    assert found.graph.documents["vn/tw/nq/2014/33"].issued == date(2014, 6, 9)


def test_several_candidates_stay_open_and_are_reported() -> None:
    catalogue = [known("18-NQ/TW", "2017-10-25", "Sắp xếp bộ máy"), known("18-NQ/TW", "2022-06-16", "Quản lý đất đai")]
    found = resolve([record("a.txt", target("18-NQ/TW"), issued="2024-11-30")], catalogue=catalogue)
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/undated/18"]
    (finding,) = found.findings
    assert finding.code == "undecided" and "2017-10-25" in finding.message and "2022-06-16" in finding.message
    decision = found.texts["a.txt"].decision("t0")
    assert tuple(c.id for c in decision.candidates) == ("vn/tw/nq/2017/18", "vn/tw/nq/2022/18")
    (edge,) = found.graph.of_type(EdgeType.CITES)
    assert edge.undecided


def test_title_words_choose_among_candidates() -> None:
    catalogue = [
        known("18-NQ/TW", "2017-10-25", "Đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn"),
        known("18-NQ/TW", "2022-06-16", "Hoàn thiện thể chế, chính sách, nâng cao hiệu lực quản lý và sử dụng đất"),
    ]
    cited = target("18-NQ/TW", title="về hoàn thiện thể chế, chính sách quản lý và sử dụng đất")
    found = resolve([record("a.txt", cited, issued="2024-11-30")], catalogue=catalogue)
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/2022/18"]
    assert not found.findings


def test_a_decision_keeps_the_losers_with_what_speaks_against_them() -> None:
    catalogue = [known("33-NQ/TW", "2014-06-09"), known("33-NQ/TW", "2008-09-16")]
    cited = target("33-NQ/TW", issuer=f"{CENTRE} khóa XI", level="central-party")
    told = target("21-KL/TW", "2021-10-25")
    text = resolve([record("a.txt", cited, told, issued="2020-09-15")], catalogue=catalogue).texts["a.txt"]
    chosen, loser = text.decision("t0").candidates
    assert (chosen.id, chosen.against) == ("vn/tw/nq/2014/33", "")
    assert loser.described == "33-NQ/TW of 2008-09-16" and "XI" in loser.against and not loser.id
    assert text.decision("t1").outcome == "told" and text.decision("t1").chosen == "vn/tw/kl/2021/21"
    assert sorted(target for target, _ in text.decisions()) == ["t0", "t1"]


def test_another_title_is_another_document() -> None:
    catalogue = [
        known("01/NQ-CP", "2025-01-08", "Nhiệm vụ, giải pháp thực hiện kế hoạch phát triển năm 2025", "Chính phủ")
    ]
    cited = target(
        "01/NQ-CP", issuer="Chính phủ", title="về nhiệm vụ, giải pháp thực hiện kế hoạch phát triển năm 2024"
    )
    found = resolve([record("a.txt", cited, issued="2025-02-01")], catalogue=catalogue)
    assert numbers(found, "01/NQ-CP") == ["vn/cp/nq/2024/1"]


def test_a_state_number_of_years_ago_is_not_taken_for_an_undated_one() -> None:
    old = record("a.txt", target("12/KH-UBND", "2015-03-01", issuer="Ủy ban nhân dân tỉnh Quảng Nam"))
    new = record("b.txt", target("12/KH-UBND", issuer="Ủy ban nhân dân tỉnh Quảng Nam"), issued="2024-05-01")
    found = resolve([old, new], catalogue=[])
    assert len(numbers(found, "12/KH-UBND")) == 2
    assert [f.code for f in found.findings] == ["undecided"]


def test_provinces_never_meet() -> None:
    here = record("a.txt", target("36-NQ/TU", "2023-12-08", issuer="Tỉnh ủy Quảng Nam"))
    there = record("b.txt", target("36-NQ/TU", "2023-12-08"), issuer="Tỉnh ủy Bình Định", province="Bình Định")
    undated = record("c.txt", target("36-NQ/TU"), issuer="Tỉnh ủy Gia Lai", province="Gia Lai", issued="2024-01-01")
    found = resolve([here, there, undated], catalogue=[])
    assert numbers(found, "36-NQ/TU") == ["vn-27/tu/nq/2023/36", "vn-30/tu/nq/undated/36", "vn-31/tu/nq/2023/36"]


def test_sixty_three_first_resolutions_are_sixty_three_documents() -> None:
    names = sorted({p.name for p in provinces() if p.name not in ("Hà Tây", "Huế")})
    assert len(names) == 63
    records = [
        record(
            f"{name}.txt",
            number="01/NQ-HĐND",
            issuer=f"Hội đồng nhân dân tỉnh {name}",
            province=name,
            issued="2024-01-10",
        )
        for name in names
    ]
    central = record(
        "all.txt",
        *(target("01/NQ-HĐND", "2024-01-10", issuer=f"HĐND tỉnh {name}") for name in names),
        issuer="Bộ Nội vụ", province=None, issued="2024-06-01",
    )  # fmt: skip
    found = resolve([*records, central], catalogue=[])
    ids = numbers(found, "01/NQ-HĐND")
    assert len(ids) == 63 and len(set(ids)) == 63
    assert all(found.graph.documents[i].loaded for i in ids)
    assert not found.findings


def _plan(file: str, issuer: str | None, province: str | None, *cited: Target, sha: str = "") -> Record:
    made = record(file, *cited, number="12/KH-UBND", kind="KH", issuer=issuer, province=province, issued="2023-03-05")
    made.sha256 = sha or made.sha256
    return made


@pytest.mark.parametrize(
    "homes",
    [
        [("Ủy ban nhân dân tỉnh Hải Hưng", "Hải Hưng"), ("Ủy ban nhân dân tỉnh Xuân Lạc", "Xuân Lạc")],
        [("Ủy ban nhân dân tỉnh", "Hải Hưng"), ("Ủy ban nhân dân tỉnh", "Xuân Lạc")],
        [("Ủy ban nhân dân tỉnh", None), ("Ủy ban nhân dân tỉnh", None)],
        [("Ủy ban nhân dân huyện Thượng Khả", None), ("Ủy ban nhân dân huyện Đông Sim", None)],
        [("Ủy ban nhân dân tỉnh Hải Hưng", None), ("Ủy ban nhân dân tỉnh Quảng Nam", "Quảng Nam")],
        [(None, None), (None, None)],
    ],
)
def test_provinces_that_no_table_knows_never_meet(homes: list[tuple[str | None, str | None]]) -> None:
    cited = {"issued": "2022-04-08", "issuer": "Tỉnh ủy"}
    texts = [_plan(f"{i}.txt", *home, target("45-NQ/TU", **cited)) for i, home in enumerate(homes)]
    found = resolve(texts, catalogue=[])
    assert len(numbers(found, "12/KH-UBND")) == 2
    assert len(numbers(found, "45-NQ/TU")) == 2
    issuers = {e.target for e in found.graph.of_type(EdgeType.ISSUED_BY) if found.graph.documents[e.source].loaded}
    assert not homes[0][1] or len(issuers) == 2


def test_a_central_text_that_names_no_province_ties_provinces_to_none() -> None:
    here = record("a.txt", target("45-NQ/TU", "2022-04-08"), issuer="Tỉnh ủy Quảng Nam")
    above = [
        record(f"{i}.txt", target("45-NQ/TU", "2022-04-08"), issuer="Bộ Nội vụ", province=None, title=f"{i}")
        for i in range(2)
    ]
    ids = numbers(resolve([here, *above], catalogue=[]), "45-NQ/TU")
    assert len(ids) == 3 and "vn-27/tu/nq/2022/45" in ids


def test_a_province_that_no_table_knows_is_one_wherever_it_is_named() -> None:
    own = _plan("a.txt", "Ủy ban nhân dân tỉnh Hải Hưng", "Hải Hưng")
    citing = record("b.txt", target("12/KH-UBND", "2023-03-05", issuer="UBND tỉnh Hải Hưng"))
    found = resolve([own, citing], catalogue=[])
    assert numbers(found, "12/KH-UBND") == ["vn-x-hai-hung/ubnd/kh/2023/12"]
    assert found.graph.documents["vn-x-hai-hung/ubnd/kh/2023/12"].province is None


def test_a_district_named_without_its_province_is_the_only_one_of_that_number_and_day() -> None:
    def held(file: str, province: str) -> Record:
        issuer = f"Huyện ủy Châu Thành, tỉnh {province}"
        return record(file, number="21-CTr/HU", kind="CTr", issuer=issuer, province=province, issued="2023-07-28")

    commune = record(
        "c.txt",
        target("21-CTr/HU", "2023-07-28", issuer="Huyện ủy Châu Thành"),
        issuer="Đảng ủy xã Đông Sim",
        province=None,
        issued="2023-11-20",
    )
    one = resolve([held("a.txt", "Long An"), commune], catalogue=[])
    assert numbers(one, "21-CTr/HU") == ["vn-41.huyen-chau-thanh/hu/ctr/2023/21"]
    two = resolve([held("a.txt", "Long An"), held("b.txt", "Tây Ninh"), commune], catalogue=[])
    assert len(numbers(two, "21-CTr/HU")) == 3


def test_a_text_that_names_bodies_of_one_province_only_is_of_that_province() -> None:
    here = record("a.txt", target("45-NQ/TU", "2022-04-08"), issuer="Tỉnh ủy Quảng Nam")
    district = record(
        "b.txt",
        target("45-NQ/TU", "2022-04-08", issuer="Tỉnh ủy"),
        target("2646/QĐ-UBND", "2024-01-01", issuer="Ủy ban nhân dân tỉnh Quảng Nam"),
        issuer="Huyện ủy Núi Thành",
        province=None,
    )
    assert numbers(resolve([here, district], catalogue=[]), "45-NQ/TU") == ["vn-27/tu/nq/2022/45"]


def test_district_and_province_numbers_are_apart() -> None:
    found = resolve(
        [
            record(
                "d.txt",
                target("05/QĐ-UBND", "2024-02-02", issuer="Ủy ban nhân dân tỉnh Quảng Nam"),
                target("05/QĐ-UBND", "2024-02-02", issuer="Ủy ban nhân dân huyện Núi Thành"),
                issuer="Ủy ban nhân dân huyện Núi Thành",
            )
        ],
        catalogue=[],
    )
    assert numbers(found, "05/QĐ-UBND") == ["vn-27.huyen-nui-thanh/ubnd/qd/2024/5", "vn-27/ubnd/qd/2024/5"]


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


def test_loaded_texts_without_number_get_ids_from_facts() -> None:
    found = resolve(
        [
            record("folder/x.txt", title="thực hiện nghị quyết về du lịch", kind="CTr"),
            record("y.txt", issuer=None, province=None, kind="KHAC"),
        ],
        catalogue=[],
    )
    assert set(found.graph.documents) == {
        "vn-27/tu/ctr/undated/thuc-hien-nghi-quyet-ve-du-lich",
        "vn/x/khac/undated/y-txt",
    }


def test_a_loaded_text_is_the_document_that_others_cite() -> None:
    title = "thực hiện nghị quyết của Trung ương về phát huy truyền thống đoàn kết"
    loaded = record("plan.txt", number="404-KH/TU", kind="KH", title=title)
    citing = record("a.txt", target("404-KH/TU", "2024-04-15", title=title), issued="2024-11-30")
    found = resolve([loaded, citing], catalogue=[])
    assert numbers(found, "404-KH/TU") == ["vn-27/tu/kh/2024/404"]
    document = found.graph.documents["vn-27/tu/kh/2024/404"]
    assert document.loaded and document.file == "plan.txt" and document.issued == date(2024, 4, 15)


def test_two_files_of_one_document_are_reported_and_count_once() -> None:
    one = record(
        "a.pdf",
        target("29-NQ/TW", "2022-11-17"),
        number="20-CTr/TU",
        issued="2023-01-05",
        kind="CTr",
        title="về công nghiệp",
    )
    two = record(
        "a.docx",
        target("29-NQ/TW", "2022-11-17"),
        number="20-CTr/TU",
        issued="2023-01-05",
        kind="CTr",
        title="về công nghiệp",
    )
    found = resolve([one, two], catalogue=[])
    assert [f.code for f in found.findings] == ["duplicate"]
    (edge,) = found.graph.of_type(EdgeType.CITES)
    assert edge.count == 1


def test_texts_with_other_titles_do_not_become_one() -> None:
    first = record(
        "a.txt", number="20-CTr/TU", issued="2023-01-05", title="về phát triển công nghiệp chế biến nông sản"
    )
    second = record("b.txt", number="20-CTr/TU", issued="2023-01-05", title="về xây dựng đội ngũ cán bộ ngành giáo dục")
    found = resolve([first, second], catalogue=[])
    assert len(numbers(found, "20-CTr/TU")) == 2
    assert [f.code for f in found.findings] == ["same-number"]


def test_edges_say_who_asserts_them() -> None:
    report = record(
        "report.txt",
        target("404-KH/TU", "2024-04-15"),
        target("43-NQ/TW", "2023-11-24", issuer=CENTRE),
        target("15-QĐ/TU", "2020-01-01"),
        issued="2024-11-30",
        title="về nhiệm vụ năm sau",
        relations=((SELF, "cites", 0), (0, "implements", 1), (SELF, "cites", 1), (SELF, "supersedes", 2)),
    )
    report.pages = [0, 50, 9000]
    report.assignments = [
        order(("Ban Tuyên giáo Tỉnh ủy", "lead"), ("Sở Nội vụ", "coordinate"), deadline="trong Quý II/2025")
    ]
    graph = resolve([report], catalogue=[]).graph
    own = next(d.id for d in graph.documents.values() if d.loaded)
    step = graph.edges["vn-27/tu/kh/2024/404", EdgeType.IMPLEMENTS, "vn/tw/nq/2023/43"]
    assert [e.asserted_by for e in step.evidence] == [own] and step.role == "document"
    assert step.evidence[0].quote == "implements it" and step.evidence[0].page == 3 and step.evidence[0].rule == "hand"
    assert graph.edges[own, EdgeType.SUPERSEDES, "vn-27/tu/qd/2020/15"].role == "whole"
    assert graph.edges[own, EdgeType.CITES, "vn-27/tu/qd/2020/15"].role == "mention"
    assert graph.edges[own, EdgeType.ISSUED_BY, "vn-27/tinh-uy-quang-nam"]
    (directive,) = graph.directives.values()
    assert (
        directive.deadline == "trong Quý II/2025"
        and directive.due == date(2025, 6, 30)
        and graph.edges[own, EdgeType.CONTAINS, directive.id]
    )
    assert {e.target: e.role for e in graph.of_type(EdgeType.ASSIGNS_TO)} == {
        "vn-27/ban-tuyen-giao-tinh-uy-quang-nam": "lead",
        "vn-27/so-noi-vu-tinh-quang-nam": "coordinate",
    }
    assert graph.edges["vn-27/ban-tuyen-giao-tinh-uy-quang-nam", EdgeType.PART_OF, "vn-27/tinh-uy-quang-nam"]


def test_an_order_inside_a_task_is_an_edge_of_the_task() -> None:
    text = record("a.txt", target("73-KL/TU", "2021-07-20"), issued="2023-01-01", relations=((SELF, "implements", 0),))
    text.relations[0].scope = "directive"
    text.assignments = [
        order(("Sở Nội vụ", "lead"), start=9_950, end=10_200),
        order(("Sở Y tế", "lead"), start=20_000, end=20_100),
    ]
    graph = resolve([text], catalogue=[]).graph
    sources = [e.source for e in graph.of_type(EdgeType.IMPLEMENTS)]
    own = next(d.id for d in graph.documents.values() if d.loaded)
    assert sources == [own, f"{own}#a9950"]
    assert implemented(graph, f"{own}#a9950") == ["vn-27/tu/kl/2021/73"]


def test_relations_with_unknown_ends_and_itself_are_left_out() -> None:
    text = record(
        "a.txt",
        target("20-CTr/TU", "2023-01-05"),
        number="20-CTr/TU",
        issued="2023-01-05",
        relations=((SELF, "cites", 0), (SELF, "implements", 7)),
    )
    graph = resolve([text], catalogue=[]).graph
    assert not list(graph.of_type(EdgeType.CITES, EdgeType.IMPLEMENTS))


# -- properties -----------------------------------------------------------------------------------------------

_numbers = st.sampled_from(
    ["01-NQ/TW", "18-NQ/TW", "36-NQ/TU", "12/KH-UBND", "30/2020/NĐ-CP", "31/2024/QH15", "05/QĐ-SNV"]
)
_days = st.sampled_from([None, "2014-06-09", "2020-03-05", "2020-03-15", "2021-11-25", "2024-01-18"])
_titles = st.sampled_from(
    [None, "về phát triển du lịch biển đảo", "về công tác cán bộ nữ ngành y", "về phát triển du lịch"]
)
_homes = st.sampled_from(
    [("Tỉnh ủy Quảng Nam", "Quảng Nam"), ("Ủy ban nhân dân tỉnh Gia Lai", "Gia Lai"), ("Bộ Nội vụ", None)]
)
_issuers = st.sampled_from(
    [None, "Bộ Chính trị", "Tỉnh ủy Quảng Nam", "Ủy ban nhân dân tỉnh Gia Lai", f"{CENTRE} khóa XI"]
)


_laws = st.sampled_from(["Luật Đất đai", "Luật Đất đai năm 2024"])


@st.composite
def _records(draw: st.DrawFn) -> list[Record]:
    made = []
    for index in range(draw(st.integers(1, 5))):
        cited = [
            target(draw(_numbers), draw(_days), title=draw(_titles), issuer=draw(_issuers))  # type: ignore[arg-type]
            for _ in range(draw(st.integers(0, 4)))
        ]
        if draw(st.booleans()):
            cited.append(
                target(
                    None,
                    draw(_days),
                    kind="Luật",
                    name=draw(_laws),
                )
            )
        issuer, province = draw(_homes)
        ends = range(len(cited))
        links = tuple((SELF, draw(st.sampled_from(["implements", "cites", "supersedes"])), i) for i in ends)
        made.append(
            record(
                f"{index}.txt",
                *cited,
                number=draw(st.none() | _numbers),
                issuer=issuer,
                province=province,
                issued=draw(_days),
                title=draw(_titles),
                relations=links,
            )
        )
    return made


@settings(max_examples=80, deadline=None)
@given(_records(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(records: list[Record], chance: random.Random) -> None:
    once = resolve(records)
    shuffled = [*records, chance.choice(records)]
    chance.shuffle(shuffled)
    again = resolve(shuffled)
    assert again.graph == once.graph
    assert list(again.graph.documents) == list(once.graph.documents)
    assert list(again.graph.edges) == list(once.graph.edges)
    assert again.findings == once.findings
    assert {f: dict(t.decisions()) for f, t in again.texts.items()} == {
        f: dict(t.decisions()) for f, t in once.texts.items()
    }


@settings(max_examples=50, deadline=None)
@given(_records())
def test_every_edge_has_its_ends_and_every_document_one_number(records: list[Record]) -> None:
    graph = resolve(records).graph
    nodes = {*graph.documents, *graph.bodies, *graph.directives}
    for source, _, end in graph.edges:
        assert source in nodes and end in nodes and source != end
    assert all(graph.documents[i].id == i for i in graph.documents)
    assert sum(d.loaded for d in graph.documents.values()) <= len(records)


# -- the annotated documents ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def annotated() -> Resolution:
    if not GOLD.is_dir():
        pytest.skip("needs the annotated documents in ../shared/gold")
    return resolve(Record.from_json(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(GOLD.glob("*.json")))


def test_chains_of_the_annotated_documents(annotated: Resolution) -> None:
    graph = annotated.graph
    assert "vn/tw/nq/2014/33" in implemented(graph, "vn/tw/kl/2020/76")
    assert "vn/tw/kl/2020/76" in implemented(graph, "vn-27/tu/kh/2020/326")
    assert "vn/tw/nq/2023/43" in implemented(graph, "vn-27/tu/kh/2024/404")
    (programme,) = [d for d in graph.documents.values() if d.loaded and d.kind == "CTr"]
    assert "vn/tw/nq/2022/29" in implemented(graph, programme.id)
    assert len(graph.outgoing(programme.id, [EdgeType.CONTAINS])) == 6


def test_identity_in_the_annotated_documents(annotated: Resolution) -> None:
    assert numbers(annotated, "21-KL/TW") == ["vn/tw/kl/2021/21"]
    assert numbers(annotated, "04-NQ/TU") == ["vn-27/tu/nq/2021/4"]  # cited by two of the three
    assert [f.message[:8] for f in annotated.findings if f.code == "contradiction"] == ["35-NQ/TW"]


def test_a_document_loaded_later_decides_what_was_open() -> None:
    title = "về phát triển công nghiệp chế biến, chế tạo của tỉnh"
    citing = record("a.txt", target("12/KH-UBND", title=title), issued="2024-05-01", issuer="Sở Công Thương Quảng Nam")
    plan = record(
        "b.txt", number="12/KH-UBND", kind="KH", issued="2015-03-01", title=title, issuer="UBND tỉnh Quảng Nam"
    )
    assert numbers(resolve([citing], catalogue=[]), "12/KH-UBND") == ["vn-27/ubnd/kh/undated/12"]
    both = resolve([citing, plan], catalogue=[])
    assert numbers(both, "12/KH-UBND") == ["vn-27/ubnd/kh/2015/12"]
    assert both.texts["a.txt"].decision("t0").reasons == ("its title agrees",)
