"""Nodes and edges as tables: the one description of the columns that every store and table export shares.

A column names a property, its kind and how it is read off the model; :func:`document_of` and its like read a row
back. Both engines keep the same properties under the same names, so that one Cypher text serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from sys import intern
from typing import Any
from zlib import crc32

from ..errors import StoreError
from ..vietnamese import fold
from .findings import Finding
from .model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level

#: Label of the one node that says which version wrote the graph.
PROPERTIES = "PolicyGraph"
_LONGEST_KEY = 1_000  # Neo4j indexes no text of more than 8,000 bytes


class Kind(StrEnum):
    """Kinds of values. A list has no nulls (Neo4j keeps none) and is None itself where no item says anything (its
    importer keeps no empty ones)."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"
    TEXTS = "texts"
    INTS = "ints"
    FLOATS = "floats"


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a property and its kind."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Read(Column):
    """A column whose value ``read`` takes from a node of the model."""

    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class NodeTable:
    """A label and its columns, the first of which is the key."""

    label: str
    columns: tuple[Read, ...]


def _plain(name: str, kind: Kind = Kind.TEXT) -> Read:
    return Read(name, kind, attrgetter(name))


DOCUMENT = NodeTable(
    "Document",
    (
        _plain("id"),
        Read("key", Kind.TEXT, lambda d: d.key[:_LONGEST_KEY]),  # what a look-up compares
        _plain("kind"),
        _plain("number"),
        _plain("name"),
        _plain("title"),
        _plain("issued", Kind.DATE),
        # Days subtract alike in every engine, dates do not.
        Read("day_number", Kind.INT, lambda d: d.issued and d.issued.toordinal()),
        _plain("year", Kind.INT),
        _plain("issuer"),
        Read("level", Kind.TEXT, lambda d: str(d.level)),
        _plain("province"),
        _plain("status"),
        _plain("signer"),
        _plain("loaded", Kind.BOOL),
        _plain("file"),
        _plain("source"),
    ),
)
BODY = NodeTable(
    "Body",
    (
        _plain("id"),
        Read("key", Kind.TEXT, lambda b: fold(b.name)[:_LONGEST_KEY]),
        _plain("name"),
        Read("level", Kind.TEXT, lambda b: str(b.level)),
        _plain("branch"),
        _plain("province"),
    ),
)
DIRECTIVE = NodeTable(
    "Directive",
    (
        _plain("id"),
        _plain("document"),
        Read("item", Kind.TEXT, attrgetter("where")),  # WHERE and END are words of Cypher
        _plain("task"),
        _plain("start", Kind.INT),
        Read("stop", Kind.INT, attrgetter("end")),
        _plain("deadline"),
        _plain("due", Kind.DATE),
        _plain("recurrence"),
        _plain("page", Kind.INT),
    ),
)
FINDING = NodeTable(
    "Finding",
    (
        _plain("id"),
        _plain("code"),
        Read("severity", Kind.TEXT, lambda f: str(f.severity)),
        _plain("message"),
        Read("documents", Kind.TEXTS, lambda f: list(f.documents) if any(f.documents) else None),
        _plain("file"),
        _plain("quote"),
        _plain("start", Kind.INT),
        Read("stop", Kind.INT, attrgetter("end")),
        _plain("page", Kind.INT),
    ),
)
NODES = (DOCUMENT, BODY, DIRECTIVE, FINDING)

#: Columns of every type of edge, as :func:`edge_values` gives them. No name is a word of Cypher (STARTS and ENDS are).
#: The lists run parallel, one item per evidence; page 0 stands for none.
EDGE = (
    Column("role", Kind.TEXT),
    Column("deadline", Kind.TEXT),
    Column("due", Kind.DATE),
    Column("recurrence", Kind.TEXT),
    Column("undecided", Kind.BOOL),
    Column("count", Kind.INT),
    Column("confidence", Kind.FLOAT),
    Column("quotes", Kind.TEXTS),
    Column("locations", Kind.TEXTS),
    Column("asserted_by", Kind.TEXTS),
    Column("starts_at", Kind.INTS),
    Column("stops_at", Kind.INTS),
    Column("pages", Kind.INTS),
    Column("rules", Kind.TEXTS),
    Column("confidences", Kind.FLOATS),
    Column("reasons", Kind.TEXTS),
)

#: The labels that each type of edge may join.
ENDS: Mapping[EdgeType, tuple[tuple[str, str], ...]] = {
    EdgeType.IMPLEMENTS: (("Document", "Document"), ("Directive", "Document")),
    EdgeType.CITES: (("Document", "Document"),),
    EdgeType.SUPERSEDES: (("Document", "Document"),),
    EdgeType.ASSIGNS_TO: (("Directive", "Body"), ("Document", "Body")),
    EdgeType.AMENDS: (("Document", "Document"),),
    EdgeType.ISSUED_BY: (("Document", "Body"),),
    EdgeType.CONTAINS: (("Document", "Directive"),),
    EdgeType.PART_OF: (("Body", "Body"),),
    EdgeType.SUCCEEDED_BY: (("Body", "Body"),),
}

#: A type of edge and labels that it joins: the edges of one table.
Join = tuple[EdgeType, str, str]
JOINS: tuple[Join, ...] = tuple((type_, *pair) for type_, pairs in ENDS.items() for pair in pairs)

_DESCRIPTION = [*((t.label, t.columns) for t in NODES), *((type_, EDGE) for type_ in ENDS)]
#: Number of this description, which a graph carries: one of another description is not read.
FORMAT = crc32(repr([(name, [(c.name, c.kind) for c in columns]) for name, columns in _DESCRIPTION]).encode())


def nodes(graph: Graph, table: NodeTable) -> Sequence[Document | Body | Directive | Finding]:
    """The graph's nodes of one label, in the order of their ids; findings in their own."""
    if table is FINDING:
        return graph.findings
    groups: dict[str, dict[str, Any]] = {
        "Document": graph.documents,
        "Body": graph.bodies,
        "Directive": graph.directives,
    }
    group = groups[table.label]
    return [node for _, node in sorted(group.items())]


def edges(graph: Graph) -> dict[Join, list[Edge]]:
    """The edges of each table, in the order of their keys.

    Raises StoreError for an edge whose ends are not nodes that its type may join.
    """
    held: dict[str, Mapping[str, object]] = {
        "Document": graph.documents,
        "Body": graph.bodies,
        "Directive": graph.directives,
    }
    groups: dict[Join, list[Edge]] = {join: [] for join in JOINS}
    for _, edge in sorted(graph.edges.items()):
        for source, target in ENDS[edge.type]:
            if edge.source in held[source] and edge.target in held[target]:
                groups[edge.type, source, target].append(edge)
                break
        else:
            raise StoreError(
                f"the graph is not whole: {edge.source!r} {edge.type} {edge.target!r} joins no nodes of the right kinds"
            )
    return groups


def values(columns: Sequence[Read], item: object) -> list[Any]:
    """The item's values, column by column."""
    return [column.read(item) for column in columns]


def edge_values(edge: Edge) -> list[Any]:
    """The values of :data:`EDGE`, column by column."""
    e = edge
    lists = zip(*map(_said, e.evidence), strict=True) if e.evidence else ((),) * 9
    return [
        e.role, e.deadline, e.due, e.recurrence, e.undecided, e.count, e.confidence,
        *([*items] if any(items) else None for items in lists),
    ]  # fmt: skip


def _said(e: Evidence) -> tuple[Any, ...]:
    return e.quote, e.location, e.asserted_by, e.start, e.end, e.page or 0, e.rule, e.confidence, e.reason


_LEVELS = {str(level): level for level in Level}
_DOCUMENT_FIELDS = tuple(f.name for f in fields(Document))
_BODY_FIELDS = tuple(f.name for f in fields(Body))
_DIRECTIVE_FIELDS = tuple(f.name for f in fields(Directive))


def _given(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    known = {name: row.get(name) for name in names}
    if "level" in known:
        known["level"] = _LEVELS.get(row["level"], Level.OTHER)
    return known


def document_of(row: Mapping[str, Any]) -> Document:
    """The document that a row of :data:`DOCUMENT` tells of."""
    return Document(**_given(row, _DOCUMENT_FIELDS))


def body_of(row: Mapping[str, Any]) -> Body:
    """The body that a row of :data:`BODY` tells of."""
    return Body(**_given(row, _BODY_FIELDS))


def directive_of(row: Mapping[str, Any]) -> Directive:
    """The directive that a row of :data:`DIRECTIVE` tells of."""
    return Directive(**_given({**row, "where": row["item"], "end": row["stop"]}, _DIRECTIVE_FIELDS))


def finding_of(row: Mapping[str, Any]) -> Finding:
    """The finding that a row of :data:`FINDING` tells of."""
    about = tuple(row["documents"] or ())
    return Finding(
        row["code"], row["message"], about, row["file"], row["quote"], row["start"], row["stop"], row["page"]
    )


#: The lists that evidence is read back from, and what an item is where the list is None.
_READ_BACK: Mapping[str, str | int | float] = {
    "asserted_by": "",
    "quotes": "",
    "starts_at": 0,
    "stops_at": 0,
    "pages": 0,
    "rules": "",
    "confidences": 0.0,
    "reasons": "",
}


#: An evidence as a row tells it: who says so, quote, start, end, page (0: none), rule, confidence, reason.
Said = tuple[str, str, int, int, int, str, float, str]


def evidence_of(row: Mapping[str, Any]) -> Iterator[Said]:
    """Each evidence in a row of :data:`EDGE`."""
    lists = (row[name] or [nothing] * row["count"] for name, nothing in _READ_BACK.items())
    return zip(*lists, strict=True)


def edge_of(source: str, type_: EdgeType, target: str, row: Mapping[str, Any]) -> Edge:
    """The edge that a row of :data:`EDGE` tells of. What many edges say alike is one text in memory."""
    evidence = [
        Evidence(intern(by), quote, start, end, page or None, intern(rule), confidence, reason)
        for by, quote, start, end, page, rule, confidence, reason in evidence_of(row)
    ]
    ends = intern(source), type_, intern(target)
    return Edge(*ends, intern(row["role"]), row["deadline"], row["undecided"], evidence, row["due"], row["recurrence"])


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{table.label: tuple(c.name for c in table.columns) for table in NODES},
    **{str(type_): tuple(c.name for c in EDGE) for type_ in EdgeType},
    PROPERTIES: ("id", "format", "version"),
}


def entity(label: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node or relationship as a row gives it: ``_label`` and all columns of its table, absent ones None."""
    columns = _COLUMNS.get(label)
    if columns is None:
        return {"_label": label, **properties}
    return {"_label": label, **{name: properties.get(name) for name in columns}}
