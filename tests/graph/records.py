"""Small records by hand: what resolution takes in."""

from __future__ import annotations

from ...data import KnownDocument
from ...graph.model import EdgeType, Graph
from ...graph.resolve import Resolution
from ...loaders.record import SELF, Assignee, Assignment, Facts, Mention, Record, Relation, Target

CENTRE = "Ban Chấp hành Trung ương Đảng"


def target(number: str | None = None, issued: str | None = None, **facts: str) -> Target:
    """A cited document; its kind is the letters of the number where none is given."""
    letters = (number or "").replace("/", "-").split("-")
    kind = facts.pop("kind", next((part for part in letters[1:] if not part.isdigit()), "KHAC"))
    return Target("", kind, number, issued=issued, **facts)


def record(
    file: str,
    *targets: Target,
    number: str | None = None,
    issuer: str | None = "Tỉnh ủy Quảng Nam",
    province: str | None = "Quảng Nam",
    issued: str | None = None,
    title: str | None = None,
    kind: str = "NQ",
    status: str = "issued",
    relations: tuple[tuple[object, str, object], ...] = (),
) -> Record:
    """A text that cites each target once; ``relations`` are (source, type, target) with SELF or the places of
    targets in the call."""
    for index, one in enumerate(targets):
        one.id = f"t{index}"
    mentions = [
        Mention(
            f"m{i}", "numbered" if t.number else "named", t.number or t.name or "", 100 * i, 100 * i + 9, t.id, "body"
        )
        for i, t in enumerate(targets)
    ]

    def end(which: object) -> str:
        return SELF if which == SELF else f"t{which}"

    return Record(
        file,
        Facts(kind, number, issuer, province, issued, title, status),
        mentions,
        list(targets),
        [
            Relation(end(s), type, end(t), "document", f"{type} it", 10_000 + 50 * i, 10_009 + 50 * i, "hand")
            for i, (s, type, t) in enumerate(relations)
        ],
        sha256=f"sha-{file}",
    )


def order(*bodies: tuple[str, str], start: int = 0, end: int = 90, deadline: str | None = None) -> Assignment:
    """A task for bodies with their roles."""
    return Assignment(
        f"a{start}", [Assignee(name, role) for name, role in bodies], "do it", start, end, "III.1", deadline
    )


def known(number: str, issued: str, title: str = "", issuer: str = CENTRE, law: str = "") -> KnownDocument:
    """A document of the catalogue."""
    kind = "Luật" if law else "Nghị quyết"
    return KnownDocument(number, kind, issued, issuer, "", title, law, "", "", "", "here")


def numbers(resolution: Resolution, number: str) -> list[str]:
    """The ids of all documents that carry a number."""
    return [d.id for d in resolution.graph.documents.values() if d.number == number]


def implemented(graph: Graph, source: str) -> list[str]:
    """What a document implements."""
    return [e.target for e in graph.outgoing(source, [EdgeType.IMPLEMENTS])]
