"""A country's documents from a seed: every level, all provinces, titles and quotes in the drafting forms.

Shares are those of the study of drawing such networks: 3 % centre, 10 % ministries, 42 % provinces, 45 % districts;
a third is held; few resolutions are answered by many documents.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ...data import Province, provinces
from ...graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level

_TOPICS = (
    "chuyển đổi số quốc gia", "công nghiệp hóa, hiện đại hóa đất nước", "phát triển kinh tế tư nhân",
    "kinh tế biển bền vững", "bảo vệ, chăm sóc và nâng cao sức khỏe nhân dân", "cải cách hành chính",
    "đổi mới căn bản, toàn diện giáo dục và đào tạo", "quản lý tài nguyên và bảo vệ môi trường",
    "nông nghiệp, nông dân, nông thôn", "bảo đảm an ninh năng lượng quốc gia", "phát triển đô thị bền vững",
    "đột phá phát triển khoa học, công nghệ", "chính sách xã hội giai đoạn mới",
)  # fmt: skip
_MINISTRIES = (
    ("BCT", "Bộ Công Thương", "Sở Công Thương"), ("BTC", "Bộ Tài chính", "Sở Tài chính"), ("BYT", "Bộ Y tế", "Sở Y tế"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"), ("BNV", "Bộ Nội vụ", "Sở Nội vụ"),
    ("BKHCN", "Bộ Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"), ("BXD", "Bộ Xây dựng", "Sở Xây dựng"),
)  # fmt: skip
_DISTRICTS = ("Thượng Kha", "Bến Lau", "Đồng Sim", "Vạn Phú", "Tân Lạc", "Hòa Bình Đông", "An Khê Thượng", "Phú Mỹ")
_PHRASES = {
    EdgeType.IMPLEMENTS: "Thực hiện {kind} số {number}, ban hành kế hoạch với các nội dung sau",
    EdgeType.CITES: "Căn cứ {kind} số {number} của {issuer}",
    EdgeType.AMENDS: "Sửa đổi, bổ sung một số nội dung của {kind} số {number}",
    EdgeType.SUPERSEDES: "Quyết định này thay thế {kind} số {number}",
}
_KINDS = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "CTr": "Chương trình", "KH": "Kế hoạch"}


def nation(size: int, *, seed: int = 7, edges_each: int = 3) -> Graph:
    """A graph of ``size`` documents and about ``edges_each`` relations for each, its directives and bodies."""
    return _Maker(size, Random(seed)).graph(edges_each)


class _Maker:
    def __init__(self, size: int, random: Random) -> None:
        self.size, self.random, self.made = size, random, Graph()
        lives = sorted(provinces(), key=lambda p: p.valid_from)
        current = [p for p in lives if not p.valid_to]
        self.places = current + [p for p in lives if p.name == "Quảng Nam"][-1:]
        self.upper: list[str] = []  # documents of the centre, each as often as it was cited
        self.local: dict[str, list[str]] = {}  # province → its documents so far

    def graph(self, edges_each: int) -> Graph:
        for k in range(self.size):
            share = k / self.size
            level = Level.CENTRAL_PARTY if share < 0.012 or k == 0 else Level.NATIONAL_STATE if share < 0.03 else (
                Level.MINISTRY if share < 0.13 else Level.PROVINCE_PARTY if share < 0.25 else
                Level.PROVINCE_STATE if share < 0.55 else Level.DISTRICT
            )  # fmt: skip
            document = self.document(k, level)
            self.made.documents[document.id] = document
            self.relate(document, edges_each)
            self.upper += [document.id] if level in (Level.CENTRAL_PARTY, Level.NATIONAL_STATE, Level.MINISTRY) else []
            if document.province:
                self.local.setdefault(document.province, []).append(document.id)
            if document.loaded:
                self.tasks(document)
        return self.made

    def document(self, k: int, level: Level) -> Document:
        n, year, topic = k % 3000 + 1, self.random.randrange(2013, 2026), self.random.choice(_TOPICS)
        place = self.random.choice(self.places)
        unit = f"{place.kind} {place.name}"
        code, ministry, _ = self.random.choice(_MINISTRIES)
        kind, number, issuer, title = {
            Level.CENTRAL_PARTY: ("NQ", f"{n}-NQ/TW", "Ban Chấp hành Trung ương", f"về {topic} đến năm 2030"),
            Level.NATIONAL_STATE: ("NQ", f"{n}/NQ-CP", "Chính phủ", f"ban hành Chương trình hành động về {topic}"),
            Level.MINISTRY: ("QĐ", f"{n}/QĐ-{code}", ministry, f"phê duyệt Kế hoạch của ngành về {topic}"),
            Level.PROVINCE_PARTY: ("CTr", f"{n}-CTr/TU", f"Tỉnh ủy {place.name}", f"về {topic} trên địa bàn {unit}"),
            Level.PROVINCE_STATE: ("KH", f"{n}/KH-UBND", f"Ủy ban nhân dân {unit}", f"triển khai {topic} tại {unit}"),
            Level.DISTRICT: (
                "KH", f"{n}/KH-UBND", f"Ủy ban nhân dân huyện {self.random.choice(_DISTRICTS)}, {unit}",
                f"thực hiện {topic} trên địa bàn huyện",
            ),
        }[level]  # fmt: skip
        local = level in (Level.PROVINCE_PARTY, Level.PROVINCE_STATE, Level.DISTRICT)
        day = date(year, 1, 1) + timedelta(self.random.randrange(365))
        held = self.random.random() < 0.4
        return Document(
            f"{self.code(place) if local else 'vn'}/{kind.lower()}/{year}/{k}", kind, number, None, title, day, year,
            issuer, level, place.code if local else None, loaded=held,
            signer="Nguyễn Văn An" if held else None, file=f"{k}.docx" if held else None,
        )  # fmt: skip

    @staticmethod
    def code(place: Province) -> str:
        return place.code.lower()

    def relate(self, document: Document, count: int) -> None:
        """Relations to earlier documents: of the same province, and of the centre, the often cited more often."""
        own = self.local.get(document.province or "", [])
        for _ in range(count):
            pool = own if own and self.random.random() < 0.35 else self.upper
            if not pool:
                return
            target = self.made.documents[self.random.choice(pool)]
            kind = self.random.choices(list(_PHRASES), (45, 45, 6, 4))[0]
            words = _PHRASES[kind].format(kind=_KINDS[target.kind], number=target.number, issuer=target.issuer)
            start = self.random.randrange(100_000)
            proof = Evidence(document.id, words, start, start + len(words), self.random.randrange(1, 9), "phrase")
            role = {EdgeType.CITES: "basis", EdgeType.IMPLEMENTS: "document"}.get(kind, "part")
            undecided = self.random.random() < 0.03
            proof = replace(proof, confidence=0.8) if self.random.random() < 0.1 else proof
            self.made.connect(Edge(document.id, kind, target.id, role, undecided=undecided, evidence=[proof]))
            if pool is self.upper:
                self.upper.append(target.id)

    def tasks(self, document: Document) -> None:
        for n in range(self.random.randrange(3)):
            i, (_, centre, local) = f"{document.id}#{n}", self.random.choice(_MINISTRIES)
            name = local if document.province else centre
            task = f"Rà soát, tham mưu triển khai {self.random.choice(_TOPICS)} trong phạm vi quản lý"
            self.made.directives[i] = Directive(i, document.id, f"II.{n + 1}", task, n, n + 9, "31/12/2026", 2)
            body = self.made.bodies.setdefault(name, Body(name, name))
            self.made.connect(Edge(document.id, EdgeType.CONTAINS, i))
            proof = Evidence(document.id, f"{name} chủ trì {task}", 10, 90, 2)
            self.made.connect(Edge(i, EdgeType.ASSIGNS_TO, body.id, "lead", "31/12/2026", evidence=[proof]))
