"""A chain of forty documents from a central resolution to communes, written by hand in the real forms."""

from __future__ import annotations

from datetime import date

from ...graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level

ROOT = "vn/tw/nq/2022/29"
_TITLE = "về tiếp tục đẩy mạnh công nghiệp hóa, hiện đại hóa đất nước đến năm 2030, tầm nhìn đến năm 2045"
_PLACES = {
    "VN-27": "Quảng Nam", "VN-DN": "Đà Nẵng", "VN-33": "Đắk Lắk", "VN-HN": "Hà Nội", "VN-22": "Nghệ An",
    "VN-SG": "Thành phố Hồ Chí Minh", "VN-26": "Thừa Thiên Huế",
}  # fmt: skip


class _Chain:
    def __init__(self) -> None:
        self.graph = Graph()

    def document(
        self,
        i: str,
        number: str,
        title: str,
        issued: date,
        issuer: str,
        level: Level,
        province: str = "",
        *,
        held: bool = True,
    ) -> str:
        self.graph.documents[i] = Document(
            i, i.split("/")[2], number, None, title, issued, issued.year, issuer, level, province or None,
            loaded=held, signer="Nguyễn Văn An" if held else None, file=f"{i.replace('/', '-')}.txt" if held else None,
        )  # fmt: skip
        return i

    def edge(
        self,
        a: str,
        kind: EdgeType,
        b: str,
        quote: str,
        *,
        role: str = "",
        by: str = "",
        undecided: bool = False,
        sure: float = 1.0,
    ) -> None:
        proof = Evidence(by or a, quote, 120, 120 + len(quote), 1 + len(quote) % 7, "phrase", sure)
        self.graph.connect(Edge(a, kind, b, role, undecided=undecided, evidence=[proof]))

    def implements(
        self, a: str, b: str, *, by: str = "", undecided: bool = False, role: str = "document", sure: float = 1.0
    ) -> None:
        number = self.graph.documents[b].number
        quote = f"Thực hiện {number}, xây dựng kế hoạch triển khai với các nhiệm vụ, giải pháp sau"
        self.edge(a, EdgeType.IMPLEMENTS, b, quote, role=role, by=by, undecided=undecided, sure=sure)

    def task(self, document: str, where: str, text: str, deadline: str, *bodies: tuple[str, str]) -> None:
        i = f"{document}#{where}"
        self.graph.directives[i] = Directive(
            i, document, where, text, len(self.graph.directives), 9999, deadline or None, 3
        )
        self.graph.connect(Edge(document, EdgeType.CONTAINS, i))
        for name, role in bodies:
            self.graph.bodies.setdefault(name, Body(name, name))
            proof = Evidence(document, f"{name} {text}", 10, 90, 3)
            self.graph.connect(Edge(i, EdgeType.ASSIGNS_TO, name, role, deadline or None, evidence=[proof]))


def forty() -> Graph:
    """The graph: every level, an old province, undecided and weak steps, cited-only documents, tasks."""
    c = _Chain()
    centre, state = Level.CENTRAL_PARTY, Level.NATIONAL_STATE
    c.document(ROOT, "29-NQ/TW", _TITLE, date(2022, 11, 17), "Ban Chấp hành Trung ương", centre, held=False)
    c.document(
        "vn/tw/kl/2024/81",
        "81-KL/TW",
        "về tình hình thực hiện nghị quyết công nghiệp hóa",
        date(2024, 6, 4),
        "Bộ Chính trị",
        centre,
        held=False,
    )
    c.document(
        "vn/cp/nq/2023/111",
        "111/NQ-CP",
        "ban hành Chương trình hành động thực hiện nghị quyết " + _TITLE,
        date(2023, 7, 22),
        "Chính phủ",
        state,
    )
    c.document(
        "vn/ttg/qd/2023/165",
        "165/QĐ-TTg",
        "phê duyệt Đề án cơ cấu lại ngành công thương",
        date(2023, 2, 28),
        "Thủ tướng Chính phủ",
        state,
    )
    c.document(
        "vn/bct/qd/2023/2146",
        "2146/QĐ-BCT",
        "Kế hoạch của ngành Công Thương",
        date(2023, 8, 11),
        "Bộ Công Thương",
        Level.MINISTRY,
    )
    c.document(
        "vn/bkhcn/qd/2023/1670",
        "1670/QĐ-BKHCN",
        "Kế hoạch của ngành khoa học và công nghệ",
        date(2023, 9, 1),
        "Bộ Khoa học và Công nghệ",
        Level.MINISTRY,
        held=False,
    )
    c.implements("vn/tw/kl/2024/81", ROOT, by="vn/cp/nq/2023/111", sure=0.7)
    c.implements("vn/cp/nq/2023/111", ROOT)
    c.edge("vn/ttg/qd/2023/165", EdgeType.CITES, ROOT, "Căn cứ Nghị quyết số 29-NQ/TW", role="basis")
    c.implements("vn/bct/qd/2023/2146", "vn/cp/nq/2023/111")
    c.implements("vn/bct/qd/2023/2146", "vn/ttg/qd/2023/165", role="directive")
    c.implements("vn/bkhcn/qd/2023/1670", "vn/cp/nq/2023/111", by="vn/bct/qd/2023/2146")
    c.task(
        "vn/cp/nq/2023/111",
        "II.1",
        "Xây dựng Luật Công nghiệp trọng điểm trình Quốc hội",
        "2025-06-30",
        ("Bộ Công Thương", "lead"),
        ("Bộ Tư pháp", "coordinate"),
    )
    c.task(
        "vn/cp/nq/2023/111",
        "II.4",
        "Hoàn thiện chính sách thu hút đầu tư vào khu công nghiệp sinh thái",
        "",
        ("Bộ Kế hoạch và Đầu tư", "lead"),
    )
    for n, (code, name) in enumerate(_PLACES.items()):
        low = code.lower()
        tu = c.document(
            f"{low}/tu/ctr/2023/{20 + n}",
            f"{20 + n}-CTr/TU",
            f"Chương trình hành động của Tỉnh ủy {name} thực hiện nghị quyết {_TITLE}",
            date(2023, 3, 3 + n),
            f"Tỉnh ủy {name}",
            Level.PROVINCE_PARTY,
            code,
            held=n != 4,
        )
        kh = c.document(
            f"{low}/ubnd/kh/2023/{3290 + n}",
            f"{3290 + n}/KH-UBND",
            f"Kế hoạch phát triển công nghiệp {name} đến năm 2030",
            date(2023, 5, 11 + n),
            f"Ủy ban nhân dân tỉnh {name}",
            Level.PROVINCE_STATE,
            code,
        )
        c.implements(tu, ROOT, undecided=n == 3, by="" if n != 4 else kh)
        c.implements(kh, tu)
        c.edge(kh, EdgeType.CITES, "vn/cp/nq/2023/111", "Căn cứ Nghị quyết số 111/NQ-CP của Chính phủ", role="basis")
        c.task(
            kh,
            "III.1",
            f"Rà soát, bổ sung quy hoạch các khu, cụm công nghiệp trên địa bàn {name} gắn với hạ tầng giao thông",
            "31/12/2024",
            ("Sở Công Thương", "lead"),
            ("Sở Xây dựng", "coordinate"),
            ("Ban Quản lý các khu công nghiệp", "coordinate"),
        )
        c.task(
            kh,
            "III.2",
            "Tổ chức đào tạo lại lao động cho ngành công nghiệp chế biến, chế tạo",
            "Quý II/2025",
            ("Sở Nội vụ", "lead"),
        )
        for m in range(3 if n < 3 else 1):
            district = c.document(
                f"{low}/ubnd/kh/2024/{50 + 10 * n + m}",
                f"{50 + 10 * n + m}/KH-UBND",
                f"Kế hoạch của huyện số {m + 1} về cụm công nghiệp và làng nghề",
                date(2024, 1, 5 + m),
                f"Ủy ban nhân dân huyện {m + 1}",
                Level.DISTRICT,
                code,
                held=m != 1,
            )
            c.implements(
                district,
                kh,
                role="directive" if m == 2 else "document",
                by=kh if m == 1 else "",
                sure=0.8 if m == 1 else 1.0,
            )
            if m == 0:
                c.task(
                    district,
                    "2",
                    "Bố trí mặt bằng cho cụm công nghiệp số 1",
                    "30/9/2024",
                    ("Phòng Kinh tế và Hạ tầng", "lead"),
                )
        if n < 4:
            new = c.document(
                f"{low}/ubnd/qd/2025/{800 + n}",
                f"{800 + n}/QĐ-UBND",
                "sửa đổi, bổ sung Kế hoạch phát triển công nghiệp",
                date(2025, 4, 2 + n),
                f"Ủy ban nhân dân tỉnh {name}",
                Level.PROVINCE_STATE,
                code,
            )
            c.edge(
                new,
                EdgeType.AMENDS if n % 2 else EdgeType.SUPERSEDES,
                kh,
                f"Sửa đổi, bổ sung {c.graph.documents[kh].number}",
                role="part",
            )
    party = c.document(
        "vn-27/hu/ctr/2023/45",
        "45-CTr/HU",
        "Chương trình của Huyện ủy thực hiện nghị quyết công nghiệp hóa",
        date(2023, 6, 30),
        "Huyện ủy Thăng Bình",
        Level.DISTRICT,
        "VN-27",
    )
    c.implements(party, "vn-27/tu/ctr/2023/20")
    return c.graph
