"""What answers are made of: quotes with the document that says so, tasks with the bodies charged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..graph.captions import caption
from ..graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level
from ..graph.store import Store
from ..graph.tables import DOCUMENT, document_of
from ..vietnamese import sort_key

_RANK = {level: rank for rank, level in enumerate(Level)}
_ROLES = ("lead", "", "coordinate", "recipient")


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence with the name of the document that says so: ``said_in`` is its number, name or id."""

    evidence: Evidence
    said_in: str


@dataclass(frozen=True, slots=True)
class Charge:
    """A body that a task is given to; ``role`` is lead, coordinate, recipient or empty."""

    body: Body
    role: str = ""
    deadline: str | None = None


@dataclass(slots=True)
class Task:
    """A directive, the bodies charged with it (the lead first) and the documents that it carries out."""

    directive: Directive
    charges: list[Charge] = field(default_factory=list)
    implements: set[str] = field(default_factory=set)

    @property
    def deadline(self) -> str | None:
        """Its own, or the first of a body's."""
        return self.directive.deadline or next((c.deadline for c in self.charges if c.deadline), None)


def tasks(graph: Graph) -> dict[str, list[Task]]:
    """The tasks of each document, in the order of its text."""
    found = {identity: Task(directive) for identity, directive in graph.directives.items()}
    for edge in graph.of_type(EdgeType.ASSIGNS_TO, EdgeType.IMPLEMENTS):
        task = found.get(edge.source)
        if task is None:
            continue
        if edge.type is EdgeType.IMPLEMENTS:
            task.implements.add(edge.target)
        elif edge.target in graph.bodies:
            task.charges.append(Charge(graph.bodies[edge.target], edge.role, edge.deadline))
    by_document: dict[str, list[Task]] = defaultdict(list)
    for task in sorted(found.values(), key=lambda t: (t.directive.start, t.directive.id)):
        task.charges.sort(key=lambda c: (_ROLES.index(c.role) if c.role in _ROLES else 9, sort_key(c.body.name)))
        by_document[task.directive.document].append(task)
    return dict(by_document)


class Labels:
    """What documents are called, those of a graph and, asked of the store, the others that its evidence names."""

    def __init__(self, store: Store, documents: Collection[Document], edges: Iterable[Edge]) -> None:
        self._labels = {d.id: caption(d) for d in documents}
        absent = {e.asserted_by for edge in edges for e in edge.evidence} - self._labels.keys()
        if absent:
            returned = ", ".join(f"d.{c.name} AS {c.name}" for c in DOCUMENT.columns)
            statement = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {returned}"
            for row in store.rows(statement, {"ids": sorted(absent)}).dicts():
                self._labels[row["id"]] = caption(document_of(row))

    def quotes(self, edge: Edge) -> list[Quote]:
        """The edge's evidence: what the document says of itself, then what others say; the surest first."""
        ordered = sorted(
            edge.evidence, key=lambda e: (e.asserted_by != edge.source, -e.confidence, e.asserted_by, e.start)
        )
        return [Quote(e, self._labels.get(e.asserted_by, e.asserted_by)) for e in ordered]


def document_order(document: Document) -> tuple[int, date, tuple[tuple[int, ...], tuple[int, ...], str], str]:
    """Sorts documents by level, date (undated ones last) and number."""
    when = document.issued or date(document.year or 9999, 12, 31)
    return _RANK[document.level], when, sort_key(document.label), document.id
