"""The graph as values."""

from __future__ import annotations

from ...graph.model import Document, Edge, EdgeType, Evidence, Graph


def evidence(start: int, by: str = "d", confidence: float = 1.0) -> Evidence:
    return Evidence(by, "quote", start, start + 5, confidence=confidence)


def test_evidence_of_one_place_counts_once() -> None:
    graph = Graph()
    graph.connect(Edge("a", EdgeType.CITES, "b", evidence=[evidence(1), evidence(9)]))
    graph.connect(Edge("a", EdgeType.CITES, "b", evidence=[evidence(9), evidence(1, by="e", confidence=0.5)]))
    (edge,) = graph.edges.values()
    assert edge.count == 3 and edge.confidence == 1.0
    assert [e.place for e in edge.evidence] == [("d", 1, 6), ("d", 9, 14), ("e", 1, 6)]


def test_one_edge_a_type() -> None:
    graph = Graph()
    graph.connect(Edge("a", EdgeType.CITES, "b"))
    graph.connect(Edge("a", EdgeType.IMPLEMENTS, "b"))
    assert [e.type for e in graph.of_type(EdgeType.IMPLEMENTS)] == [EdgeType.IMPLEMENTS]
    assert len(graph.outgoing("a")) == len(graph.incoming("b")) == 2
    assert not graph.outgoing("b")


def test_a_document_is_called_by_the_best_that_is_known() -> None:
    assert Document("vn/x", number="29-NQ/TW", name="n", title="t").label == "29-NQ/TW"
    assert Document("vn/x", name="Luật Đất đai").key == "luat-dat-dai"
    assert Document("vn/x").label == "vn/x"


def test_places_are_printed_with_their_page() -> None:
    assert evidence(3).location == "3-8"
    assert Evidence("d", "q", 3, 8, page=2).location == "p.2:3-8"
