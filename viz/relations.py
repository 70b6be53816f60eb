"""What a page shows between two documents: one relation a pair and kind, without its own shadow.

The graph keeps a CITES edge beside every stronger edge, since every relation rests on a mention. On a page that
would be two lines for one fact, so the citation is folded into the stronger relation, its evidence included.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..graph.model import Edge, EdgeType, Evidence, Graph

#: Relations of a page, the strongest first; also their order in the legend.
RELATIONS = ("implements", "amends", "supersedes", "basis", "reviews", "mentions")

_OF_TYPE = {EdgeType.IMPLEMENTS: 0, EdgeType.AMENDS: 1, EdgeType.SUPERSEDES: 2}
_OF_ROLE = {"basis": 3, "review": 4, "reviews": 4}


@dataclass(slots=True)
class Relation:
    """A line of the page: ``kind`` is an index of :data:`RELATIONS`, ``role`` the edge's own; ``confidence`` is
    that of its best evidence, not of the citations folded into it."""

    source: str
    target: str
    kind: int
    role: str = ""
    undecided: bool = False
    confidence: float = 1.0
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def implements(self) -> bool:
        """Whether it is a step of a chain."""
        return self.kind == 0

    @property
    def weakness(self) -> float:
        """How little the step bears, 0 for one that is certain: undecided, not an implementation, one task
        of many, then doubt of the reading, in this order of weight."""
        order = (self.undecided, not self.implements, self.role == "directive")
        return sum(w for w, flag in zip((8, 4, 2), order, strict=True) if flag) + 1 - self.confidence


def relations(graph: Graph) -> list[Relation]:
    """Every relation between two documents of the graph, in the order of (source, target, kind).

    What a directive implements, its document implements, if only by that one task.
    """
    found: dict[tuple[str, str], dict[int, Relation]] = {}
    for edge in graph.of_type(EdgeType.IMPLEMENTS, EdgeType.AMENDS, EdgeType.SUPERSEDES, EdgeType.CITES):
        directive = graph.directives.get(edge.source)
        source = directive.document if directive else edge.source
        if source not in graph.documents or edge.target not in graph.documents or source == edge.target:
            continue
        role = "directive" if directive else edge.role
        new = Relation(source, edge.target, _kind(edge), role, edge.undecided, edge.confidence, list(edge.evidence))
        known = found.setdefault((source, edge.target), {}).setdefault(new.kind, new)
        if known is not new:
            known.role = new.role if known.role == "directive" else known.role
            known.undecided = known.undecided and new.undecided
            known.confidence = max(known.confidence, new.confidence)
            known.evidence.extend(_others(new.evidence, known.evidence))
    for kinds in found.values():
        strongest = kinds[min(kinds)]
        for k in [k for k in kinds if k > 2 and k != strongest.kind]:
            strongest.evidence.extend(_others(kinds.pop(k).evidence, strongest.evidence))
    return [kinds[k] for _, kinds in sorted(found.items()) for k in sorted(kinds)]


def _kind(edge: Edge) -> int:
    return _OF_TYPE.get(edge.type, _OF_ROLE.get(edge.role, 5))


def _others(more: list[Evidence], known: list[Evidence]) -> list[Evidence]:
    """The pieces of ``more`` that overlap none of ``known``."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for e in known:
        spans.setdefault(e.asserted_by, []).append((e.start, e.end))
    return [
        e for e in more
        if not any(start < e.end and e.start < end for start, end in spans.get(e.asserted_by, ()))
    ]  # fmt: skip
