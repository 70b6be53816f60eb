"""The graph in memory: documents, bodies, directives and the edges between them (DESIGN §2).

A :class:`Graph` is what resolution makes of extraction records, what the stores take in, and what the
exports and pages read. It holds no engine, only values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..vietnamese import lookup_key
from .findings import Finding


class Level(StrEnum):
    """Where in the State or the Party a document or body stands."""

    CENTRAL_PARTY = "central-party"
    NATIONAL_STATE = "national-state"
    MINISTRY = "ministry"
    PROVINCE_PARTY = "province-party"
    PROVINCE_STATE = "province-state"
    DISTRICT = "district"
    OTHER = "other"


class EdgeType(StrEnum):
    """Types of edges; the first four are the mission's."""

    IMPLEMENTS = "IMPLEMENTS"
    CITES = "CITES"
    SUPERSEDES = "SUPERSEDES"
    ASSIGNS_TO = "ASSIGNS_TO"
    AMENDS = "AMENDS"
    ISSUED_BY = "ISSUED_BY"
    CONTAINS = "CONTAINS"
    PART_OF = "PART_OF"
    SUCCEEDED_BY = "SUCCEEDED_BY"


@dataclass(frozen=True, slots=True)
class Document:
    """An issued or draft instrument. ``loaded`` tells whether we hold its text or only its name.

    ``id`` is made from facts alone (see :mod:`.identity`); ``number`` is the printed symbol, normalised,
    None when blank or for named instruments; ``name`` is the name of an instrument cited by name;
    ``kind`` the code of ``data/document_types.csv``; ``issued`` the day, ``year`` its year, known even
    where the day is not; ``issuer`` the issuer's full name; ``province`` the ISO 3166-2 code; ``file``
    the file it was read from, ``source`` where that was got from (a web address), as told beside it.
    """

    id: str
    kind: str = ""
    number: str | None = None
    name: str | None = None
    title: str | None = None
    issued: date | None = None
    year: int | None = None
    issuer: str | None = None
    level: Level = Level.OTHER
    province: str | None = None
    status: str = "issued"
    signer: str | None = None
    loaded: bool = False
    file: str | None = None
    source: str | None = None

    @property
    def label(self) -> str:
        """Number, or name, or title, or id: what a person calls it."""
        return self.number or self.name or self.title or self.id

    @property
    def key(self) -> str:
        """What a store finds it by: the label's :func:`..vietnamese.lookup_key`, which a question has too."""
        return lookup_key(self.label)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that issues documents or is given tasks; ``id`` is a slug with its province."""

    id: str
    name: str
    level: Level = Level.OTHER
    branch: str = ""
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """One ordered task inside a loaded document.

    ``where`` is the item's path as printed ("III.2"), ``task`` its words, ``deadline`` as printed or an
    ISO date, ``due`` and ``recurrence`` what :func:`.due.due` makes of it; ``start`` and ``end`` count
    characters of the loader's text, ``page`` from 1 where known.
    """

    id: str
    document: str
    where: str
    task: str
    start: int
    end: int
    deadline: str | None = None
    page: int | None = None
    due: date | None = None
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact quote that makes us assert an edge.

    ``asserted_by`` is the id of the loaded document that says so; ``start`` and ``end`` count characters
    of its text; ``rule`` names the rule that read it, ``confidence`` is 0…1; ``reason`` says why the citation was
    taken for this document, empty where its number, place and date say so.
    """

    asserted_by: str
    quote: str
    start: int
    end: int
    page: int | None = None
    rule: str = ""
    confidence: float = 1.0
    reason: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        """The quote's place: evidence of one place counts once."""
        return self.asserted_by, self.start, self.end

    @property
    def location(self) -> str:
        """``start-end`` or ``p.PAGE:start-end``: with ``asserted_by``, the place of the quote."""
        return (f"p.{self.page}:" if self.page else "") + f"{self.start}-{self.end}"


@dataclass(slots=True)
class Edge:
    """One edge per (source, type, target), with all its evidence.

    ``role`` qualifies it: for CITES basis, review, title, mention; for ASSIGNS_TO lead, coordinate; for
    SUPERSEDES and AMENDS whole, part; for IMPLEMENTS document, directive (DESIGN calls these scope and
    extent; they share a column so that every edge has one shape). ``deadline``, ``due`` and
    ``recurrence`` belong to ASSIGNS_TO and are the directive's. ``undecided`` marks a step whose end was not
    settled among several documents.
    """

    source: str
    type: EdgeType
    target: str
    role: str = ""
    deadline: str | None = None
    undecided: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    due: date | None = None
    recurrence: str | None = None

    @property
    def key(self) -> tuple[str, EdgeType, str]:
        """What makes the edge one."""
        return self.source, self.type, self.target

    @property
    def count(self) -> int:
        """Number of places that say so."""
        return len(self.evidence)

    @property
    def confidence(self) -> float:
        """That of its best evidence; 1.0 for edges that follow from facts (ISSUED_BY, PART_OF)."""
        return max((e.confidence for e in self.evidence), default=1.0)


#: Edge types whose source may be a Directive as well as a Document.
FROM_DIRECTIVE = frozenset({EdgeType.IMPLEMENTS, EdgeType.ASSIGNS_TO})


@dataclass(slots=True)
class Graph:
    """Nodes by id and edges by key; ``findings`` are what the build found doubtful, sorted. Iteration order is the
    order of ids: equal graphs print alike."""

    documents: dict[str, Document] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    directives: dict[str, Directive] = field(default_factory=dict)
    edges: dict[tuple[str, EdgeType, str], Edge] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def connect(self, edge: Edge) -> None:
        """Adds an edge; one that is there already gains the evidence that it did not have."""
        known = self.edges.setdefault(edge.key, edge)
        if known is not edge:
            seen = {e.place for e in known.evidence}
            known.evidence.extend(e for e in edge.evidence if e.place not in seen)

    def of_type(self, *types: EdgeType) -> Iterator[Edge]:
        """The edges of these types, in the order of their keys."""
        return (edge for key, edge in sorted(self.edges.items()) if key[1] in types)

    def outgoing(self, node: str, types: Iterable[EdgeType] = ()) -> list[Edge]:
        """Edges from ``node``; a scan, meant for tests and small graphs."""
        wanted = set(types)
        return [e for e in self.edges.values() if e.source == node and (not wanted or e.type in wanted)]

    def incoming(self, node: str, types: Iterable[EdgeType] = ()) -> list[Edge]:
        """Edges into ``node``; a scan, meant for tests and small graphs."""
        wanted = set(types)
        return [e for e in self.edges.values() if e.target == node and (not wanted or e.type in wanted)]
