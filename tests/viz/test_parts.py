"""Which province a document belongs to, how titles are cut short, and which part of a network is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ...errors import QueryError
from ...graph.model import Body, Document, Edge, EdgeType, Graph, Level
from ...viz.pages import whole_network
from ...viz.part import Part
from ...viz.places import UNKNOWN, homes
from ...viz.titles import short_title
from .chains import ROOT, forty

KH = "vn-27/ubnd/kh/2023/3290"


def local(i: str, issuer: str, level: Level = Level.DISTRICT, province: str | None = None) -> Document:
    return Document(i, "KH", f"{i}/KH", issuer=issuer, level=level, province=province)


def graph_of(*documents: Document) -> Graph:
    return Graph(documents={d.id: d for d in documents})


@pytest.mark.parametrize(
    ("issuer", "level", "province", "home"),
    [
        ("Ủy ban nhân dân tỉnh Quảng Nam", Level.PROVINCE_STATE, "VN-27", "Đà Nẵng"),
        ("Tỉnh ủy Quảng Nam", Level.PROVINCE_PARTY, None, "Đà Nẵng"),
        ("Tỉnh ủy Lạc Giang", Level.PROVINCE_PARTY, None, "Lạc Giang"),
        ("Ủy ban nhân dân huyện Thượng Kha, tỉnh Lạc Giang", Level.DISTRICT, None, "Lạc Giang"),
        ("Thành ủy Hà Nội", Level.PROVINCE_PARTY, None, "Hà Nội"),
        ("Ủy ban nhân dân thành phố Bến Lau", Level.DISTRICT, None, UNKNOWN),  # a town, not a province
        ("Đảng ủy xã Đồng Sim", Level.DISTRICT, None, UNKNOWN),
        ("Bộ Công Thương", Level.MINISTRY, None, None),
    ],
)
def test_a_documents_province_is_read_from_itself_or_its_issuers_name(
    issuer: str, level: Level, province: str | None, home: str | None
) -> None:
    assert homes(graph_of(local("x", issuer, level, province)))[0].get("x") == home


def test_a_communes_province_is_that_of_the_body_above_its_issuer() -> None:
    graph = graph_of(local("x", "Đảng ủy xã Đồng Sim"))
    for i, name in (("a", "Đảng ủy xã Đồng Sim"), ("b", "Huyện ủy Thượng Kha"), ("c", "Tỉnh ủy Lạc Giang")):
        graph.bodies[i] = Body(i, name)
    for edge in (("x", EdgeType.ISSUED_BY, "a"), ("a", EdgeType.PART_OF, "b"), ("b", EdgeType.PART_OF, "c")):
        graph.connect(Edge(*edge))
    graph.connect(Edge("c", EdgeType.PART_OF, "a"))  # a wrong circle ends too
    assert homes(graph) == ({"x": "Lạc Giang"}, frozenset())


def test_what_all_related_papers_of_one_province_tell_is_a_conclusion_and_said_to_be_one() -> None:
    graph = graph_of(
        local("xa", "Đảng ủy xã Đồng Sim"), local("xa2", "Đảng ủy xã Vạn Phú"),
        local("huyen", "Huyện ủy Thượng Kha, tỉnh Lạc Giang"),
        local("both", "Đảng ủy xã An Phú"), local("other", "Tỉnh ủy Cà Mau", Level.PROVINCE_PARTY, "VN-59"),
        Document("tw", number="29-NQ/TW", level=Level.CENTRAL_PARTY),
    )  # fmt: skip
    for source, target in (("xa", "huyen"), ("xa", "tw"), ("xa2", "xa"), ("both", "huyen"), ("both", "other")):
        graph.connect(Edge(source, EdgeType.IMPLEMENTS, target, "document"))
    place, concluded = homes(graph)
    assert place["xa"] == place["xa2"] == "Lạc Giang" and concluded == {"xa", "xa2"}
    assert place["both"] == UNKNOWN and "tw" not in place
    flags = {n["doc"]: n.get("concluded") for n in whole_network(graph).nodes}
    assert flags == {"xa": True, "xa2": True, "huyen": None, "both": None, "other": None, "tw": None}


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("về chuyển đổi số", "Chuyển đổi số"),
        ("V/v rà soát quy hoạch", "Rà soát quy hoạch"),
        ("Thực hiện Kế hoạch số 45-KH/TU ngày 12 tháng 5 năm 2023 của Tỉnh ủy", "Thực hiện 45-KH/TU"),
        ("Sơ kết Chương trình số 45-CTr/TU và Kế hoạch số 2/KH-UBND", "Sơ kết 45-CTr/TU và 2/KH-UBND"),
        ("Chương trình hành động của Chính phủ", "Chương trình hành động của Chính phủ"),
        ("", ""),
    ],
)
def test_a_short_title_names_other_documents_by_their_numbers(title: str, short: str) -> None:
    assert short_title(title) == short


def test_a_short_title_of_a_hostile_text_takes_no_time() -> None:
    assert short_title("Nghị quyết số 1/" + "a của " * 20_000)


def asked(**words: object) -> set[str]:
    network = whole_network(forty(), part=Part.asked(**words))  # type: ignore[arg-type]
    return {n["doc"] for n in network.nodes}


def test_a_province_comes_with_the_documents_it_is_tied_to() -> None:
    found = asked(provinces=["quang nam"])
    assert {KH, ROOT, "vn/cp/nq/2023/111"} <= found and not any("vn-33" in i for i in found)
    assert "vn-dn/ubnd/kh/2023/3291" not in found


@pytest.mark.parametrize("typed", ["Đà Nẵng", "da nang", "DA-NANG", "thành phố Đà Nẵng"])
def test_todays_province_takes_in_what_was_merged_into_it(typed: str) -> None:
    assert {KH, "vn-dn/ubnd/kh/2023/3291"} <= asked(provinces=[typed])


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ({"levels": ["ministry"]}, "vn/bct/qd/2023/2146", KH),
        ({"levels": ["party"], "years": "2024"}, "vn/tw/kl/2024/81", "vn-27/tu/ctr/2023/20"),
        ({"relations": ["amends"]}, "vn-dn/ubnd/qd/2025/801", ROOT),
        ({"years": "2025-"}, "vn-27/ubnd/qd/2025/800", ROOT),
        ({"years": "-2022"}, ROOT, KH),
        ({"years": "2022–2022"}, ROOT, KH),
    ],
)
def test_levels_years_and_relations_narrow_the_network(words: dict[str, object], inside: str, outside: str) -> None:
    found = asked(**words)
    assert inside in found and outside not in found


def test_only_the_relations_asked_for_are_drawn() -> None:
    network = whole_network(forty(), heading="Thử", part=Part.asked(levels=["district"], relations=["implements"]))
    assert {e["kind"] for e in network.edges} == {0} and network.page_heading == "Thử · district · implements"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"levels": ["village"]}, "no level 'village': choose from central-party, "),
        ({"relations": ["likes"]}, "no relation 'likes': choose from implements, "),
        ({"years": "20-25"}, "no years '20-25': write 2020-2025"),
        ({"years": "2025-2020"}, "the first is after the last"),
        ({"years": "-"}, "no years '-'"),
        ({"provinces": ["Paris"]}, "no document of province 'Paris' in this graph; it has: Đà Nẵng"),
        ({"years": "1900", "levels": ["ministry"]}, "no document of this graph passes: ministry · 1900"),
    ],
)
def test_a_word_that_means_nothing_is_refused_in_one_line(words: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=f"^.*{message}"):
        asked(**words)


def test_a_document_of_unknown_year_is_in_no_range_of_years() -> None:
    graph, plan = forty(), "vn-27/ubnd/kh/2024/50"
    assert plan in Part.asked(years="2024").of(graph)[0].documents
    graph.documents[plan] = replace(graph.documents[plan], issued=None, year=None)
    assert plan not in Part.asked(years="2024").of(graph)[0].documents
