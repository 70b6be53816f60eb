"""What a page says: documents, relations and tasks as plain values, each text once, ids as small numbers.

Whatever comes from a document stays a value of the JSON island and reaches the page by ``textContent`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..graph.captions import caption, unmarked
from ..graph.identity import parse_number
from ..graph.model import Document, EdgeType, Evidence, Graph, Level
from .places import homes, old_name
from .relations import Relation
from .titles import short_title

#: Levels of a page's legend, in the order of :data:`.select.RANK`.
LEVELS = tuple(Level)

_MOST_QUOTES = 8  # of one relation

Json = dict[str, Any]


class Content:
    """The values of one page; documents are numbered in the order given."""

    def __init__(self, graph: Graph, order: Iterable[str], names: Graph | None = None) -> None:
        """``names`` is the whole graph where ``graph`` is a part of it: evidence may come from a document that
        the page does not show, and its number is then looked up there."""
        self.graph, self.names = graph, names or graph
        self.place, self._concluded = homes(self.names)
        self.index = {i: k for k, i in enumerate(order)}
        self._tasks: dict[str, list[Json]] = {}
        self._issuers: dict[str, str] = {}
        self._read_edges()

    def document(self, i: str) -> Json:
        """The facts of a document."""
        d = self.graph.documents[i]
        label = caption(d)
        values: Json = {
            "doc": d.id, "number": label, "text": d.title if d.title != label else None,
            "kind": d.kind, "level": LEVELS.index(d.level), "party": is_party(d) or None,
            "issuer": d.issuer or self._issuers.get(i),
            "issued": d.issued.isoformat() if d.issued else None, "year": d.issued.year if d.issued else d.year,
            "place": self.place.get(i), "concluded": i in self._concluded or None,
            "former": old_name(d.province), "held": d.loaded or None,
            "draft": d.status == "draft" or None,
            "signer": d.signer, "file": d.file, "tasks": self._tasks.get(i),
        }  # fmt: skip
        return {k: v for k, v in values.items() if v not in (None, "")}

    def short(self, i: str) -> Json:
        """The title as a box has room for it, where that is another one."""
        title = self.graph.documents[i].title
        short = short_title(title) if title else ""
        return {"short": short} if short != (title or "") else {}

    def relation(self, relation: Relation) -> Json:
        """A relation without its ends, which are the edge's own."""
        more = max(0, len(relation.evidence) - _MOST_QUOTES)
        values: Json = {
            "kind": relation.kind, "role": relation.role, "undecided": relation.undecided or None,
            "weak": round(relation.weakness, 2) or None, "quotes": self._quotes(relation.evidence),
            "more": more or None,
        }  # fmt: skip
        return {k: v for k, v in values.items() if v not in (None, "")}

    def _quotes(self, evidence: list[Evidence]) -> list[Json]:
        """Quotes: ``by`` is a document of the page or, where the page has it not, its label."""
        best = sorted(evidence, key=lambda e: (-e.confidence, e.asserted_by, e.start))
        return [
            {
                "by": self.index.get(e.asserted_by, self._label(e.asserted_by)),
                "quote": unmarked(e.quote),
                **({"page": e.page} if e.page else {}),
                **({"sure": round(e.confidence, 2)} if e.confidence < 1 else {}),
            }
            for e in best[:_MOST_QUOTES]
        ]

    def _label(self, document: str) -> str:
        known = self.names.documents.get(document)
        return caption(known) if known else document

    def _read_edges(self) -> None:
        charged: dict[str, list[Json]] = {}
        carried: dict[str, list[str]] = {}
        by_deadline: dict[str, str] = {}
        for edge in self.graph.of_type(EdgeType.ASSIGNS_TO, EdgeType.IMPLEMENTS, EdgeType.ISSUED_BY):
            if edge.type is EdgeType.ISSUED_BY and edge.target in self.graph.bodies:
                self._issuers[edge.source] = self.graph.bodies[edge.target].name
            elif edge.source in self.graph.directives:
                if edge.type is EdgeType.ASSIGNS_TO and edge.target in self.graph.bodies:
                    body: Json = {"name": self.graph.bodies[edge.target].name, "role": edge.role}
                    charged.setdefault(edge.source, []).append(body)
                    if edge.deadline:
                        by_deadline[edge.source] = edge.deadline
                elif edge.target in self.index:
                    carried.setdefault(edge.source, []).append(edge.target)
        for i, d in sorted(self.graph.directives.items(), key=lambda item: (item[1].start, item[0])):
            task: Json = {
                "where": d.where, "text": d.task, "page": d.page, "deadline": d.deadline or by_deadline.get(i),
                "bodies": sorted(charged.get(i, []), key=lambda b: (b["role"] != "lead", b["name"])),
                "for": [self.index[t] for t in carried.get(i, [])],
            }  # fmt: skip
            self._tasks.setdefault(d.document, []).append({k: v for k, v in task.items() if v})


def is_party(document: Document) -> bool:
    """Whether it stands on the Party's ladder; at district level the number's layout tells."""
    if document.level in (Level.CENTRAL_PARTY, Level.PROVINCE_PARTY):
        return True
    if document.level not in (Level.DISTRICT, Level.OTHER) or not document.number:
        return False
    number = parse_number(document.number)
    return bool(number and number.party)
