"""Follows a document's chain: what implements it, or what it comes from, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import UnknownDocument
from ..graph.model import Document, Edge, EdgeType, Graph, Level
from ..graph.store import Store
from . import named
from .parts import Labels, Quote, Task, document_order, tasks

#: Levels of a tree. Chains have at most six steps by their shortest way; only a tangle of cycles is deeper.
DEEPEST = 60
#: Documents of a neighbourhood: as many as a page draws.
MOST = 400


@dataclass(slots=True)
class Step:
    """``lower`` implements ``upper``; ``document`` is the one of them that the step leads to.

    ``role`` is ``document`` where the whole lower document is issued for it, ``directive`` where some of its tasks
    are. ``tasks`` are those that count: all of them, or those alone. ``seen`` tells that the document's own steps
    stand where it is met first. ``weakness`` is 0 for a step that is certain.
    """

    document: Document
    lower: Document
    upper: Document
    role: str
    undecided: bool
    confidence: float
    quotes: list[Quote]
    tasks: list[Task]
    seen: bool = False
    steps: list[Step] = field(default_factory=list)

    @property
    def weakness(self) -> float:
        """Undecided weighs most, then being some task's purpose only, then doubt of the reading."""
        return 4 * self.undecided + 2 * (self.role == "directive") + (1 - self.confidence)


@dataclass(slots=True)
class Chain:
    """The tree of a trace. ``documents`` counts those below (or above) the root, each once; ``tasks`` are the
    root's own; ``weakest`` is the step that bears least, None if there is no step or all are certain."""

    root: Document
    up: bool
    steps: list[Step]
    tasks: list[Task]
    documents: int
    weakest: Step | None


def trace(store: Store, identity: str, *, up: bool = False) -> Chain:
    """What implements the document with this id, at most six steps down; ``up``: what it implements.

    Raises UnknownDocument if there is no such document.
    """
    rows = named.run(store, "origin" if up else "chain", {"id": identity}).dicts()
    ids = {identity} | {row["source"] for row in rows} | {row["target"] for row in rows}
    graph = store.subgraph(ids)
    if identity not in graph.documents:
        raise UnknownDocument(identity)
    return _Tree(store, graph, [(row["source"], row["target"]) for row in rows], identity, up).chain()


def neighbourhood(store: Store, identity: str) -> tuple[Graph, int]:
    """The document, its chain down and up, what is tied to it directly, and the documents that say so.

    Of a chain of more than :data:`MOST` documents those in the fewest steps are taken, higher levels first among
    equals; the number is how many are left out.
    """
    pairs = {
        name: [(row["source"], row["target"]) for row in named.run(store, name, {"id": identity}).dicts()]
        for name in ("chain", "origin")
    }
    near = store.rows("MATCH (d:Document {id: $id})--(o:Document) RETURN DISTINCT o.id AS id", {"id": identity})
    tied = sorted(row[0] for row in near.rows)
    every = {identity, *tied}.union(*(pair for found in pairs.values() for pair in found))
    ids = every
    if len(every) > MOST:
        levels = store.rows("MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.level", {"ids": sorted(every)})
        ladder = [str(level) for level in Level]
        rank = {row[0]: (ladder.index(row[1]), row[0]) for row in levels.rows}
        below = _nearest(identity, [(upper, lower) for lower, upper in pairs["chain"]], rank)
        above = _nearest(identity, pairs["origin"], rank)
        ids = set(list(dict.fromkeys([identity, *below, *above, *sorted(tied, key=rank.__getitem__)]))[:MOST])
    graph = store.subgraph(ids)
    sayers = {e.asserted_by for edge in graph.edges.values() for e in edge.evidence} - ids
    if sayers and ids == every:
        graph = store.subgraph(ids | sayers)
    elif sayers:  # for their numbers alone: with their relations they would come before nearer ones
        graph.documents |= store.subgraph(sayers).documents
    return graph, len(every - ids)


def _nearest(root: str, pairs: list[tuple[str, str]], rank: dict[str, tuple[int, str]]) -> Iterator[str]:
    """What the pairs lead to from the root, by the number of steps, then by rank."""
    following: dict[str, list[str]] = defaultdict(list)
    for nearer, farther in pairs:
        following[nearer].append(farther)
    met, ring = {root}, [root]
    while ring:
        ring = sorted({far for near in ring for far in following[near]} - met, key=rank.__getitem__)
        met.update(ring)
        yield from ring


class _Tree:
    """Makes a tree of steps: depth first, so that a document stands below the first that leads to it."""

    def __init__(self, store: Store, graph: Graph, pairs: list[tuple[str, str]], root: str, up: bool) -> None:
        self.graph, self.root, self.up = graph, root, up
        edges = (graph.edges.get((source, EdgeType.IMPLEMENTS, target)) for source, target in pairs)
        self.edges = [edge for edge in edges if edge is not None]
        self.labels = Labels(store, graph.documents.values(), self.edges)
        self.tasks = tasks(graph)
        self.next: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            self.next[edge.source if up else edge.target].append(edge)

    def chain(self) -> Chain:
        met = {self.root}
        top: list[Step] = []
        # An own stack: a tangle of documents may be deeper than Python calls itself.
        work = [(top, edge, 1) for edge in reversed(self.ordered(self.root))]
        made: list[Step] = []
        while work:
            siblings, edge, depth = work.pop()
            step = self.step(edge)
            siblings.append(step)
            made.append(step)
            further = self.ordered(step.document.id)
            if step.document.id in met or (further and depth >= DEEPEST):
                step.seen, step.tasks = True, self.purposed(edge) if step.role == "directive" else []
                continue
            met.add(step.document.id)
            work.extend((step.steps, e, depth + 1) for e in reversed(further))
        weakest = max(made, key=lambda s: s.weakness, default=None)
        return Chain(
            self.graph.documents[self.root],
            self.up,
            top,
            [] if self.up else self.tasks.get(self.root, []),
            len({s.document.id for s in made} - {self.root}),
            weakest if weakest is not None and weakest.weakness > 0 else None,
        )

    def ordered(self, document: str) -> list[Edge]:
        """The steps from a document, by level, date and number of what they lead to."""
        return sorted(self.next.get(document, ()), key=lambda e: document_order(self.graph.documents[self.end(e)]))

    def end(self, edge: Edge) -> str:
        return edge.target if self.up else edge.source

    def step(self, edge: Edge) -> Step:
        whole = edge.role != "directive"
        if self.up:
            counted = [] if whole else self.purposed(edge)
        else:
            counted = self.tasks.get(edge.source, []) if whole else self.purposed(edge)
        return Step(
            self.graph.documents[self.end(edge)],
            self.graph.documents[edge.source],
            self.graph.documents[edge.target],
            edge.role,
            edge.undecided,
            edge.confidence,
            self.labels.quotes(edge),
            counted,
        )

    def purposed(self, edge: Edge) -> list[Task]:
        """The tasks of the lower document that themselves carry out the upper one."""
        return [task for task in self.tasks.get(edge.source, ()) if edge.target in task.implements]
