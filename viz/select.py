"""Which part of a graph a page shows: the chain of one document, with its steps."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..graph.model import Document, Graph, Level
from .places import unit
from .relations import Relation, relations

#: Columns of a chain, left to right: where an order starts and where it ends.
RANK = {
    Level.CENTRAL_PARTY: 0, Level.NATIONAL_STATE: 1, Level.MINISTRY: 2, Level.PROVINCE_PARTY: 3,
    Level.PROVINCE_STATE: 4, Level.DISTRICT: 5, Level.OTHER: 6,
}  # fmt: skip


def induced(graph: Graph, documents: Iterable[str]) -> Graph:
    """The graph of these documents: with their directives, the bodies these and they name, and all edges between."""
    kept = Graph(documents={i: graph.documents[i] for i in sorted(set(documents)) if i in graph.documents})
    kept.directives = {i: d for i, d in sorted(graph.directives.items()) if d.document in kept.documents}
    held = kept.documents.keys() | kept.directives.keys()
    for key, edge in graph.edges.items():
        if edge.source in held and (edge.target in held or edge.target in graph.bodies):
            kept.edges[key] = edge
            if edge.target in graph.bodies:
                kept.bodies[edge.target] = graph.bodies[edge.target]
    return kept


@dataclass(slots=True)
class Chain:
    """What a chain page draws. ``step`` leads from a document one relation nearer to the root; ``order`` is
    from the root outwards; ``left_out`` counts the documents beyond the limit."""

    graph: Graph
    root: str
    relations: list[Relation]
    step: dict[str, Relation]
    order: list[str]
    left_out: int = 0


def chain(graph: Graph, root: str, limit: int = 400) -> Chain:
    """What implements ``root``, what ``root`` implements, and their close company.

    First everything that reaches ``root`` through IMPLEMENTS and everything that ``root`` reaches; then the
    documents that any relation joins to ``root``; then what amends or replaces a document of the chain. Of
    several ways to the root the one through the nearest levels is the document's step: a district plan hangs
    on its province's plan rather than on the central resolution that it cites too. Raises KeyError where
    ``root`` is no document of the graph.
    """
    documents = graph.documents
    root = documents[root].id
    every = relations(graph)
    up: dict[str, list[Relation]] = {}
    down: dict[str, list[Relation]] = {}
    for relation in every:
        up.setdefault(relation.source, []).append(relation)
        down.setdefault(relation.target, []).append(relation)

    step: dict[str, Relation] = {}
    order = [root]

    def attach(found: Iterable[tuple[str, Relation]]) -> None:
        for reached, relation in found:
            if reached != root and reached not in step:
                step[reached] = relation
                order.append(reached)

    attach(_climb(root, documents, down, lambda r: r.source))
    attach(_climb(root, documents, up, lambda r: r.target))
    core = list(order)
    for relation in sorted(up.get(root, []) + down.get(root, []), key=lambda r: (r.kind, r.source, r.target)):
        attach([(relation.target if relation.source == root else relation.source, relation)])
    for held in core:
        for relation in up.get(held, []) + down.get(held, []):
            if relation.kind in (1, 2):
                attach([(relation.target if relation.source == held else relation.source, relation)])

    kept = order[: max(1, limit)]
    members = set(kept)
    between = [r for r in every if r.source in members and r.target in members]
    step = {i: step[i] for i in kept if i != root}
    return Chain(induced(graph, kept), root, between, step, kept, len(order) - len(kept))


def _climb(
    root: str,
    documents: dict[str, Document],
    near: dict[str, list[Relation]],
    far_end: Callable[[Relation], str],
) -> list[tuple[str, Relation]]:
    """Documents joined to ``root`` by IMPLEMENTS alone, nearest first, each with its step (Dijkstra).

    A step costs the square of the levels it skips, so that many short steps win over one long one; a step
    over a province's border, an undecided one and one that a single task orders cost more among equals.
    """
    cost: dict[str, tuple[int, float]] = {root: (0, 0.0)}
    queue: list[tuple[tuple[int, float], str]] = [(cost[root], root)]
    step: dict[str, Relation] = {}
    done: list[tuple[str, Relation]] = []
    settled: set[str] = set()
    while queue:
        spent, here = heapq.heappop(queue)
        if here in settled:
            continue
        settled.add(here)
        if here != root:
            done.append((here, step[here]))
        for relation in near.get(here, []):
            there = far_end(relation)
            if not relation.implements or there in settled:
                continue
            a, b = documents[here], documents[there]
            gap = abs(RANK[a.level] - RANK[b.level])
            abroad = bool(a.province and b.province and unit(a.province) != unit(b.province))
            total = (spent[0] + gap * gap + 4 * abroad, spent[1] + 1 + relation.weakness)
            if there not in cost or total < cost[there]:
                cost[there], step[there] = total, relation
                heapq.heappush(queue, (total, there))
    return done
