"""One document: its facts, what it does to others and others to it, each with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import UnknownDocument
from ..graph.model import Body, Document, Edge, EdgeType
from ..graph.store import Store
from ..graph.tables import BODY, DOCUMENT, EDGE, Column, body_of, document_of, edge_of
from .parts import Labels, Quote, Task, document_order, tasks

#: Relations in the order in which they are shown: the type of the edge and, for citations, their role.
RELATIONS: tuple[tuple[EdgeType, str], ...] = (
    (EdgeType.IMPLEMENTS, ""),
    (EdgeType.SUPERSEDES, ""),
    (EdgeType.AMENDS, ""),
    (EdgeType.CITES, "basis"),
    (EdgeType.CITES, "review"),
    (EdgeType.CITES, ""),
)


@dataclass(slots=True)
class Link:
    """A relation to another document, seen from the one that is shown."""

    document: Document
    role: str
    undecided: bool
    confidence: float
    quotes: list[Quote]


@dataclass(slots=True)
class Group:
    """The links of one relation; ``count`` is their number in the graph, of which the first are in ``links``."""

    type: EdgeType
    role: str
    links: list[Link]
    count: int


@dataclass(slots=True)
class Shown:
    """A document with its surroundings; empty groups are left out."""

    document: Document
    issuers: list[Body]
    outgoing: list[Group]
    incoming: list[Group]
    tasks: list[Task]


def show(store: Store, identity: str, *, most: int = 200) -> Shown:
    """The document with this id; at most ``most`` links of each type and direction, oldest first.

    Raises UnknownDocument if there is no such document.
    """
    own = store.subgraph([identity])
    if identity not in own.documents:
        raise UnknownDocument(identity)
    issuers = store.rows(
        f"MATCH (d:Document {{id: $id}})-[:{EdgeType.ISSUED_BY}]->(n:Body) RETURN {_returned('n', BODY.columns)}",
        {"id": identity},
    )
    return Shown(
        own.documents[identity],
        [body_of(row) for row in issuers.dicts()],
        _groups(store, identity, outgoing=True, most=most),
        _groups(store, identity, outgoing=False, most=most),
        tasks(own).get(identity, []),
    )


def _groups(store: Store, identity: str, *, outgoing: bool, most: int) -> list[Group]:
    groups: list[Group] = []
    stronger: set[str] = set()
    for type_, role in RELATIONS:
        pairs, count = _edges(store, identity, type_, role, outgoing, most)
        # Every relation rests on a mention: a citation beside a stronger relation is the same thing again.
        if type_ is EdgeType.CITES:
            again = sum(document.id in stronger for document, _ in pairs)
            pairs, count = [pair for pair in pairs if pair[0].id not in stronger], count - again
        stronger |= {document.id for document, _ in pairs}
        labels = Labels(store, [document for document, _ in pairs], [edge for _, edge in pairs])
        links = [Link(d, e.role, e.undecided, e.confidence, labels.quotes(e)) for d, e in pairs]
        links.sort(key=lambda link: document_order(link.document))
        if links:
            groups.append(Group(type_, role, links, max(count, len(links))))
    return groups


def _edges(
    store: Store, identity: str, type_: EdgeType, role: str, outgoing: bool, most: int
) -> tuple[list[tuple[Document, Edge]], int]:
    """Edges of a type with the documents at their other ends, and how many there are in all."""
    arrow = f"-[r:{type_}]->" if outgoing else f"<-[r:{type_}]-"
    match = f"MATCH (d:Document {{id: $id}}){arrow}(n:Document)"
    if type_ is EdgeType.CITES:
        match += " WHERE r.role = $role" if role else " WHERE NOT r.role IN ['basis', 'review']"
    parameters = {"id": identity} | ({"role": role} if role else {})
    count = store.rows(f"{match} RETURN count(*) AS n", parameters).rows[0][0]
    if not count:
        return [], 0
    rows = store.rows(
        f"{match} RETURN {_returned('n', DOCUMENT.columns)}, {_returned('r', EDGE, 'r_')} "
        f"ORDER BY coalesce(n.year, 9999), id LIMIT {most:d}",
        parameters,
    )
    found = []
    for row in rows.dicts():
        document = document_of(row)
        ends = (identity, document.id) if outgoing else (document.id, identity)
        found.append((document, edge_of(ends[0], type_, ends[1], {c.name: row[f"r_{c.name}"] for c in EDGE})))
    return found, count


def _returned(variable: str, columns: tuple[Column, ...], prefix: str = "") -> str:
    return ", ".join(f"{variable}.{c.name} AS {prefix}{c.name}" for c in columns)
