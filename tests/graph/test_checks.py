"""What does not fit together in a graph is found, and what does is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from ...graph.checks import check
from ...graph.findings import KINDS, Finding
from ...graph.model import Document, Edge, EdgeType, Evidence, Graph
from ...graph.resolve import resolve
from .records import CENTRE, record, target

IMPLEMENTS, SUPERSEDES, CITES, AMENDS = EdgeType.IMPLEMENTS, EdgeType.SUPERSEDES, EdgeType.CITES, EdgeType.AMENDS


def made(*edges: tuple[str, EdgeType, str], **days: str) -> Graph:
    """A graph of these edges, every document loaded; ``days`` are the documents' dates."""
    graph = Graph()
    for source, type_, end in edges:
        said = Evidence(source, f"{source} {type_} {end}", 10, 20, 3)
        graph.connect(Edge(source, type_, end, evidence=[said]))
        for id_ in (source, end):
            issued = date.fromisoformat(days[id_]) if id_ in days else None
            year = issued.year if issued else None
            graph.documents[id_] = Document(id_, "KH", id_, issued=issued, year=year, loaded=True, file=f"{id_}.txt")
    return graph


def found(graph: Graph, code: str) -> list[Finding]:
    return [f for f in check(graph) if f.code == code]


def test_a_circle_is_told_by_its_shortest_way_with_a_quote() -> None:
    graph = made(
        ("a", IMPLEMENTS, "b"), ("b", IMPLEMENTS, "c"), ("c", IMPLEMENTS, "a"),
        ("c", IMPLEMENTS, "d"), ("d", IMPLEMENTS, "e"), ("e", IMPLEMENTS, "a"), ("x", IMPLEMENTS, "a"),
    )  # fmt: skip
    (circle,) = found(graph, "cycle")
    assert circle.documents == ("a", "b", "c") and "5 documents" in circle.message and "x" not in circle.message
    assert (circle.file, circle.quote, circle.start, circle.end, circle.page) == (
        "a.txt",
        "a IMPLEMENTS b",
        10,
        20,
        3,
    )


def test_circles_of_replacement_are_found_and_ways_without_return_are_not() -> None:
    assert len(found(made(("a", SUPERSEDES, "b"), ("b", SUPERSEDES, "a")), "cycle")) == 1
    assert not found(made(("a", IMPLEMENTS, "b"), ("a", IMPLEMENTS, "c"), ("b", IMPLEMENTS, "c")), "cycle")
    assert not found(made(("a", IMPLEMENTS, "b"), ("b", CITES, "a")), "cycle")


@pytest.mark.parametrize("type_", [IMPLEMENTS, CITES, AMENDS, SUPERSEDES])
def test_what_is_issued_later_cannot_be_cited(type_: EdgeType) -> None:
    days = {"a": "2024-01-01", "b": "2024-01-02"}
    (finding,) = found(made(("a", type_, "b"), **days), "impossible-date")
    assert finding.documents == ("a", "b") and "02/01/2024" in finding.message
    assert not found(made(("b", type_, "a"), **days), "impossible-date")


def test_one_impossible_pair_is_told_once_and_drafts_never() -> None:
    graph = made(("a", CITES, "b"), ("a", IMPLEMENTS, "b"), a="2024-01-01", b="2024-01-02")
    assert len(found(graph, "impossible-date")) == 1
    graph.documents["a"] = Document("a", issued=date(2024, 1, 1), status="draft")
    assert not found(graph, "impossible-date")


def test_work_on_what_was_replaced_is_found() -> None:
    days = {"old": "2020-01-01", "new": "2022-01-01", "late": "2023-01-01", "early": "2021-01-01"}
    graph = made(("new", SUPERSEDES, "old"), ("late", IMPLEMENTS, "old"), ("early", IMPLEMENTS, "old"), **days)
    (finding,) = found(graph, "superseded")
    assert finding.documents == ("late", "old", "new")
    graph.edges["new", SUPERSEDES, "old"].role = "part"
    assert not found(graph, "superseded")


def test_loaded_documents_that_may_be_one_are_found() -> None:
    title = "triển khai thực hiện nghị quyết về phát triển du lịch"
    graph = Graph()
    for id_, issued in (("a", date(2024, 1, 1)), ("b", None), ("c", date(2024, 1, 2))):
        graph.documents[id_] = Document(id_, "KH", title=title, issued=issued, issuer="Tỉnh ủy X", loaded=True)
    graph.documents["d"] = Document("d", "KH", title=title, issuer="Tỉnh ủy Y", loaded=True)
    assert [f.documents for f in found(graph, "twins")] == [("a", "b"), ("b", "c")]


def test_more_years_than_a_document_has_are_a_contradiction() -> None:
    def review(words: str, issued: str) -> list[str]:
        text = record(
            "a.txt",
            target("26-NQ/TW", issued, issuer=CENTRE),
            issued="2024-02-01",
            relations=(("SELF", "reviews", 0),),
        )
        text.relations[0].evidence = f"{words} thực hiện Nghị quyết số 26-NQ/TW"
        return [f.code for f in resolve([text], catalogue=[]).findings]

    assert review("tổng kết 20 năm", "2022-11-03") == ["contradiction"]
    assert review("Tổng kết 20 năm", "2006-11-03") == []  # ordered for the year after next
    assert review("sơ kết 2 năm", "2022-11-03") == []


def test_every_code_has_its_meaning_and_ids_are_stable() -> None:
    assert all(kind.means and kind.means_vi for kind in KINDS.values())
    one = Finding("undecided", "x", ("a",), "f.txt", "q", 1, 2)
    assert one.id == Finding("undecided", "x", ("a",), "f.txt", "q", 1, 2).id != Finding("undecided", "y").id
