"""Graphs of any size from a seed, shaped like those of real documents: for tests and measurements.

One document in three is loaded; resolutions of the centre are cited most; there are cycles, edges that several
documents assert, edges without evidence, missing dates and titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from ..graph.due import due
from ..graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level

_KINDS = ("NQ", "KL", "CT", "CTr", "KH", "QĐ")
_PROVINCES = ("VN-27", "VN-33", "VN-DN", "VN-HN", "VN-SG")
_WORDS = (
    *("thực", "hiện", "nghị", "quyết", "về", "phát", "triển", "công", "nghiệp", "hóa", "xanh", "bền", "vững"),
    *("đổi", "mới", "sáng", "tạo", "của", "tỉnh", "đến", "năm"),
)
_BETWEEN_DOCUMENTS = (  # type, roles, weight of 19
    (EdgeType.CITES, ("basis", "review", "mention", "title"), 12),
    (EdgeType.IMPLEMENTS, ("document",), 5),
    (EdgeType.AMENDS, ("whole", "part"), 1),
    (EdgeType.SUPERSEDES, ("whole", "part"), 1),
)


def generate(documents: int, *, seed: int = 0, edges_each: int = 5, texts: Sequence[str] = ()) -> Graph:
    """A graph of that many documents with about ``edges_each`` edges for each between documents, their directives
    and bodies. Half of the free texts (titles, quotes, tasks, names) are taken from ``texts`` if there are any.
    """
    make = _Maker(Random(seed), tuple(texts))
    graph = Graph()
    make.bodies(graph, max(4, documents // 40))
    for index in range(documents):
        document = make.document(index, central=index <= documents // 10)
        graph.documents[document.id] = document
    ids, bodies = list(graph.documents), list(graph.bodies)
    for document in graph.documents.values():
        make.around(graph, document, ids, bodies)
    make.between(graph, documents * edges_each)
    return graph


class _Maker:
    def __init__(self, random: Random, texts: Sequence[str]) -> None:
        self.random, self.texts = random, texts

    def text(self, words: int) -> str:
        if self.texts and self.random.random() < 0.5:
            return self.random.choice(self.texts)
        return " ".join(self.random.choices(_WORDS, k=words))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def evidence(self, by: str) -> Evidence:
        start = self.random.randrange(1_000_000)
        page = self.random.choice((None, None, 1, 2, 40))
        rule = self.random.choice(("", "phrase", "heading"))
        sure, reason = self.random.choice((1.0, 0.9, 0.75, 0.1)), self.random.choice(("", self.text(5)))
        return Evidence(by, self.text(12), start, start + 60, page, rule, sure, reason)

    def bodies(self, graph: Graph, count: int) -> None:
        for index in range(count):
            level, branch = self.random.choice(list(Level)), self.random.choice(("", "state"))
            province = self.random.choice((None, *_PROVINCES))
            graph.bodies[f"body-{index}"] = Body(f"body-{index}", self.text(5), level, branch, province)
        for index in range(1, count):
            graph.connect(Edge(f"body-{index}", EdgeType.PART_OF, f"body-{self.random.randrange(index)}"))
        graph.connect(Edge("body-1", EdgeType.SUCCEEDED_BY, "body-2"))

    def document(self, index: int, *, central: bool) -> Document:
        kind, tag = ("NQ", "TW") if central else (self.random.choice(_KINDS), "TU")
        province = None if central else self.random.choice(_PROVINCES)
        year = self.random.choice((None, *range(2013, 2026)))
        named = self.chance(0.1)
        return Document(
            id=f"{(province or 'vn').lower()}/{tag.lower()}/{kind.lower()}/{year or 'undated'}/{index}",
            kind=kind,
            number=None if named else f"{index % 300 + 1}-{kind}/{tag}",
            name=self.text(3) if named else None,
            title=self.text(15) if self.chance(0.8) else None,
            issued=date(year, 1, 1) + timedelta(self.random.randrange(365)) if year and self.chance(0.7) else None,
            year=year,
            issuer=self.random.choice((None, "", "Tỉnh ủy")),
            level=Level.CENTRAL_PARTY if central else Level.PROVINCE_PARTY,
            province=province,
            status=self.random.choice(("issued", "draft")),
            signer=self.text(3) if self.chance(0.3) else None,
            loaded=self.chance(0.34),
            file=f"{index}.docx" if self.chance(0.3) else None,
            source=f"https://example.org/{index}" if self.chance(0.1) else None,
        )

    def around(self, graph: Graph, document: Document, ids: Sequence[str], bodies: Sequence[str]) -> None:
        """The document's issuer, and its directives with the bodies that they are given to."""
        if self.chance(0.8):
            graph.connect(Edge(document.id, EdgeType.ISSUED_BY, self.random.choice(bodies)))
        for index in range(self.random.randrange(4) if document.loaded else 0):
            id_, deadline = f"{document.id}#{index}", self.random.choice((None, "", "31/12/2025", "quý IV", "hằng năm"))
            last, returns = due(deadline or "", document.issued)
            page = self.random.choice((None, 3))
            task = Directive(
                id_, document.id, f"II.{index}", self.text(20), index, index + 9, deadline, page, last, returns
            )
            graph.directives[id_] = task
            graph.connect(Edge(document.id, EdgeType.CONTAINS, id_))
            for role in ("lead", "coordinate") if index < 2 else ():
                body, found = self.random.choice(bodies), [self.evidence(document.id)]
                edge = Edge(id_, EdgeType.ASSIGNS_TO, body, role, deadline, False, found, last, returns)
                graph.connect(edge)
            if self.chance(0.3):
                found = [self.evidence(document.id)]
                graph.connect(Edge(id_, EdgeType.IMPLEMENTS, self.random.choice(ids), "directive", evidence=found))

    def between(self, graph: Graph, count: int) -> None:
        """Edges between documents; the first documents, the centre's, are their targets most often."""
        ids = list(graph.documents)
        loaded = [d.id for d in graph.documents.values() if d.loaded] or ids[:1]
        for type_, roles, weight in _BETWEEN_DOCUMENTS:
            for _ in range(count * weight // 19):
                source, target = self.random.choice(ids), ids[int(self.random.random() ** 2 * len(ids))]
                found = [self.evidence(self.random.choice(loaded)) for _ in range(self.random.choice((1, 1, 1, 2, 3)))]
                role, undecided = self.random.choice(roles), self.chance(0.05)
                graph.connect(Edge(source, type_, target, role, None, undecided, found))
