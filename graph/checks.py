"""What does not fit together in a graph: circles, impossible dates, work on what was replaced, doubles.

Everything here follows from nodes and edges alone; what resolution noticed of single citations it reports itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ..vietnamese import slug
from .captions import day
from .findings import Finding
from .model import Document, Edge, EdgeType, Graph

if TYPE_CHECKING:
    import networkx

#: What is issued earlier than its target is wrong for these, the strongest first.
_DATED = (EdgeType.IMPLEMENTS, EdgeType.SUPERSEDES, EdgeType.AMENDS, EdgeType.CITES)
_VERBS = {
    EdgeType.IMPLEMENTS: "implements",
    EdgeType.SUPERSEDES: "replaces",
    EdgeType.AMENDS: "amends",
    EdgeType.CITES: "cites",
}
_WORDS = 5
"""A title with fewer words tells nothing of who else may bear it."""
_FEW = 30
"""Of one title, at most so many documents are compared with each other."""

Edges = dict[str, list[Edge]]


def check(graph: Graph) -> Iterator[Finding]:
    """The findings that follow from the graph itself."""
    between = [e for e in graph.edges.values() if e.source in graph.documents and e.target in graph.documents]
    for type_ in (EdgeType.IMPLEMENTS, EdgeType.SUPERSEDES):
        yield from _circles(graph, [e for e in between if e.type is type_])
    yield from _impossible(graph, between)
    yield from _superseded(graph, between)
    yield from _twins(graph)


def _circles(graph: Graph, edges: list[Edge]) -> Iterator[Finding]:
    import networkx

    following: networkx.DiGraph[str] = networkx.DiGraph((e.source, e.target) for e in edges)
    by_ends = {(e.source, e.target): e for e in edges}
    for knot in networkx.strongly_connected_components(following):
        if len(knot) < 2:
            continue
        circle = _shortest_circle(following.subgraph(knot))
        steps = [by_ends[ends] for ends in zip(circle, [*circle[1:], circle[0]], strict=True)]
        weakest = min(steps, key=lambda e: (not e.undecided, e.confidence, e.key))
        path = f" {_VERBS[weakest.type]} ".join(_named(graph, id_) for id_ in [*circle, circle[0]])
        more = f"; {len(knot)} documents hang together so" if len(knot) > len(circle) else ""
        yield _finding(graph, "cycle", f"{path}{more}", circle, weakest)


def _shortest_circle(knot: networkx.DiGraph[str]) -> list[str]:
    """The shortest way from the first of a knot's documents back to it, the first in the order of ids."""
    import networkx

    start = min(knot)
    ways: list[list[str]] = [networkx.shortest_path(knot, after, start) for after in sorted(knot.successors(start))]
    way = min(ways, key=len)
    return [start, *way[:-1]]


def _impossible(graph: Graph, edges: list[Edge]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for edge in sorted(edges, key=lambda e: (_DATED.index(e.type), e.key)):
        one, other = graph.documents[edge.source], graph.documents[edge.target]
        if edge.undecided or one.status == "draft" or (one.id, other.id) in told or not _earlier(one, other):
            continue
        told.add((one.id, other.id))
        message = f"{_described(one)} {_VERBS[edge.type]} {_described(other)}, which is issued later"
        yield _finding(graph, "impossible-date", message, (one.id, other.id), edge)


def _superseded(graph: Graph, edges: list[Edge]) -> Iterator[Finding]:
    ends: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for edge in edges:
        issued = graph.documents[edge.source].issued
        if edge.type is EdgeType.SUPERSEDES and edge.role != "part" and not edge.undecided and issued:
            ends[edge.target].append((issued, edge.source))
    for edge in edges:
        lower = graph.documents[edge.source]
        if edge.type is not EdgeType.IMPLEMENTS or edge.undecided or lower.issued is None:
            continue
        first = min((e for e in ends.get(edge.target, ()) if e[1] != lower.id), default=None)
        if first is not None and first[0] < lower.issued:
            upper, later = graph.documents[edge.target], graph.documents[first[1]]
            message = f"{_described(lower)} implements {_described(upper)}, which {_described(later)} had replaced"
            yield _finding(graph, "superseded", message, (lower.id, upper.id, later.id), edge)


def _twins(graph: Graph) -> Iterator[Finding]:
    """Loaded documents of one issuer, kind and title whose dates do not differ."""
    alike: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
    for document in graph.documents.values():
        title = slug(document.title or "", 400)
        if document.loaded and title.count("-") >= _WORDS - 1:
            alike[document.kind, slug(document.issuer or "", 200), title].append(document)
    for same in alike.values():
        same.sort(key=lambda d: d.id)
        for index, one in enumerate(same[:_FEW]):
            for other in same[index + 1 : _FEW]:
                if one.issued is None or other.issued is None or one.issued == other.issued:
                    message = f"{_described(one)} and {_described(other)} have one issuer and title"
                    yield Finding("twins", message, (one.id, other.id), one.file or "")


def _earlier(one: Document, other: Document) -> bool:
    if one.issued and other.issued:
        return one.issued < other.issued
    return bool(one.year and other.year and one.year < other.year)


def _finding(graph: Graph, code: str, message: str, documents: tuple[str, ...] | list[str], edge: Edge) -> Finding:
    make: Callable[..., Finding] = partial(Finding, code, message, tuple(documents))
    if not edge.evidence:
        return make()
    said = edge.evidence[0]
    sayer = graph.documents.get(said.asserted_by)
    return make(sayer.file or "" if sayer else "", said.quote, said.start, said.end, said.page or 0)


def _named(graph: Graph, id_: str) -> str:
    return _described(graph.documents[id_])


def _described(document: Document) -> str:
    when = day(document)
    return f"{document.label} of {when}" if when else document.label
