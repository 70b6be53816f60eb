"""Documents and bodies of different provinces and districts stay apart, those of one meet."""

from __future__ import annotations

import pytest

from ...data import provinces
from ...graph.model import EdgeType
from ...graph.resolve import resolve
from ...loaders.record import Record, Target
from .records import numbers, order, record, target


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


def test_a_body_known_by_its_letters_only_has_the_name_of_its_province() -> None:
    own = record(
        "a.txt",
        target("15/KH-SCT", "2023-02-01", issuer="Sở Công Thương"),
        issuer="Ủy ban nhân dân tỉnh Lạc Giang",
        province="Lạc Giang",
    )
    own.assignments = [order(("Sở Công Thương", "lead"))]
    bodies = resolve([own], catalogue=[]).graph.bodies.values()
    assert [b.name for b in bodies if "Công Thương" in b.name] == ["Sở Công Thương tỉnh Lạc Giang"]
