"""The extraction record: what one document says, before any other document is known.

The JSON form is a contract (gold/GUIDE.md's schema plus provenance); records are cached, shipped between
processes, scored and resolved. Offsets count characters of :attr:`.source.Source.text`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

SELF = "SELF"
"""Source of a relation that the document itself asserts of itself."""


@dataclass(slots=True)
class Facts:
    """What the document says of itself. ``issued`` is an ISO date, None unless wholly printed."""

    kind: str = "KHAC"
    number: str | None = None
    issuer: str | None = None
    province: str | None = None
    issued: str | None = None
    title: str | None = None
    status: str = "issued"
    signer: str | None = None
    recipients: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Mention:
    """A place that names another document. ``cls`` is numbered or named; ``where`` title, preamble, body
    or footnote; ``anchor`` the footnote's number."""

    id: str
    cls: str
    quote: str
    start: int
    end: int
    target: str
    where: str
    anchor: int | None = None


@dataclass(slots=True)
class Target:
    """The document meant by one or more mentions of this text."""

    id: str
    kind: str
    number: str | None = None
    name: str | None = None
    issued: str | None = None
    issuer: str | None = None
    level: str = "other"
    title: str | None = None
    note: str | None = None


@dataclass(slots=True)
class Relation:
    """``source`` is SELF or a target's id. ``rule`` names what found it; ``confidence`` is 0…1."""

    source: str
    type: str
    target: str
    scope: str
    evidence: str
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class Assignee:
    """A body that is ordered to do something; ``role`` is lead or coordinate."""

    name: str
    role: str


@dataclass(slots=True)
class Assignment:
    """Who is ordered to do what. ``task`` is its first dozen words, ``where`` the item's path."""

    id: str
    bodies: list[Assignee]
    task: str
    start: int
    end: int
    where: str
    deadline: str | None = None


@dataclass(slots=True)
class Record:
    """Everything read from one document. ``file`` is its name as given, ``sha256`` of the file's bytes,
    ``pages`` the offsets at which pages begin (empty where the format has none), ``unread`` the numbers of pages
    whose text is missing or bad, ``untied`` counts the notes that hang on no place of the text, ``told`` is what was
    told beside the file and used: facts that the text leaves open, and ``source``, where the document was got from."""

    file: str
    document: Facts
    mentions: list[Mention] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    sha256: str = ""
    reader: str = ""
    pages: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    untied: int = 0
    told: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain dictionary in the schema of GUIDE.md (``class``, ``in``)."""
        plain = asdict(self)
        for mention in plain["mentions"]:
            mention["class"] = mention.pop("cls")
            mention["in"] = mention.pop("where")
        return plain

    def dumps(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Record:
        """Reads :meth:`to_json` back, and the gold records, which have no provenance.

        Raises KeyError or TypeError if the schema is not met.
        """

        def mention(m: dict[str, Any]) -> Mention:
            rest = {k: v for k, v in m.items() if k not in ("class", "in")}
            return Mention(cls=m["class"], where=m["in"], **rest)

        return cls(
            file=plain["file"],
            document=Facts(**plain["document"]),
            mentions=[mention(m) for m in plain["mentions"]],
            targets=[Target(**t) for t in plain["targets"]],
            relations=[Relation(**r) for r in plain["relations"]],
            assignments=[
                Assignment(**{**a, "bodies": [Assignee(**b) for b in a["bodies"]]}) for a in plain["assignments"]
            ],
            sha256=plain.get("sha256", ""),
            reader=plain.get("reader", ""),
            pages=plain.get("pages", []),
            warnings=plain.get("warnings", []),
            unread=plain.get("unread", []),
            untied=plain.get("untied", 0),
            told=plain.get("told", {}),
        )
