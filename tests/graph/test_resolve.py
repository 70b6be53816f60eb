"""Which citations mean the same document, and what is said where that stays open."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ...graph.model import EdgeType
from ...graph.resolve import Resolution, resolve
from ...loaders.record import SELF, Record
from .records import CENTRE, implemented, known, numbers, order, record, target

GOLD = Path(__file__).parents[3] / "shared" / "gold"


def test_one_number_of_two_dates_is_two_documents() -> None:
    found = resolve(
        [
            record("a.txt", target("26-NQ/TW", "2018-05-19")),
            record("b.txt", target("26-NQ/TW", "2022-11-03")),
            record("c.txt", target("26-NQ/TW", "2018-05-19")),
        ],
        catalogue=[],
    )
    assert numbers(found, "26-NQ/TW") == ["vn/tw/nq/2018/26", "vn/tw/nq/2022/26"]
    first = found.graph.incoming("vn/tw/nq/2018/26", [EdgeType.CITES])
    assert len(first) == 2


def test_cited_with_and_without_its_date_is_one_when_one_candidate_fits() -> None:
    found = resolve(
        [
            record("a.txt", target("21-KL/TW", "2021-10-25", issuer=CENTRE)),
            record("b.txt", target("21-KL/TW"), issued="2023-02-01"),
            record("c.txt", target("21-KL/TW"), issued="2024-02-01"),
        ],
        catalogue=[],
    )
    assert numbers(found, "21-KL/TW") == ["vn/tw/kl/2021/21"]
    decision = found.texts["b.txt"].decision("t0")
    assert decision.outcome == "one" and decision.chosen == "vn/tw/kl/2021/21"
    assert "XIII" in decision.reasons[-1] and decision.confidence < 1
    assert not found.findings


def test_a_text_does_not_cite_what_is_issued_after_it() -> None:
    cited = record("a.txt", target("21-KL/TW", "2021-10-25"))
    earlier = record("b.txt", target("21-KL/TW"), issued="2021-05-01")
    found = resolve([cited, earlier], catalogue=[])
    assert numbers(found, "21-KL/TW") == ["vn/tw/kl/2021/21", "vn/tw/kl/undated/21"]
    draft = record("b.txt", target("21-KL/TW"), issued="2021-05-01", status="draft")
    assert numbers(resolve([cited, draft], catalogue=[]), "21-KL/TW") == ["vn/tw/kl/2021/21"]


def test_a_dated_citation_of_something_later_is_reported() -> None:
    found = resolve([record("b.txt", target("21-KL/TW", "2021-10-25"), issued="2021-05-01")], catalogue=[])
    assert [f.code for f in found.findings] == ["impossible-date"]


def test_the_term_in_the_issuer_decides() -> None:
    cited = target("33-NQ/TW", issuer=f"{CENTRE} khóa XI", level="central-party")
    found = resolve([record("a.txt", cited, issued="2020-09-15")])
    assert numbers(found, "33-NQ/TW") == ["vn/tw/nq/2014/33"]
    assert found.graph.documents["vn/tw/nq/2014/33"].issued == date(2014, 6, 9)


def test_several_candidates_stay_open_and_are_reported() -> None:
    catalogue = [known("18-NQ/TW", "2017-10-25", "Sắp xếp bộ máy"), known("18-NQ/TW", "2022-06-16", "Quản lý đất đai")]
    found = resolve([record("a.txt", target("18-NQ/TW"), issued="2024-11-30")], catalogue=catalogue)
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/undated/18"]
    (finding,) = found.findings
    assert finding.code == "undecided" and "25/10/2017" in finding.message and "16/06/2022" in finding.message
    decision = found.texts["a.txt"].decision("t0")
    assert tuple(c.id for c in decision.candidates) == ("vn/tw/nq/2017/18", "vn/tw/nq/2022/18")
    (edge,) = found.graph.of_type(EdgeType.CITES)
    assert edge.undecided


def test_title_words_choose_among_candidates() -> None:
    catalogue = [
        known("18-NQ/TW", "2017-10-25", "Đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn"),
        known("18-NQ/TW", "2022-06-16", "Hoàn thiện thể chế, chính sách, nâng cao hiệu lực quản lý và sử dụng đất"),
    ]
    cited = target("18-NQ/TW", title="về hoàn thiện thể chế, chính sách quản lý và sử dụng đất")
    found = resolve([record("a.txt", cited, issued="2024-11-30")], catalogue=catalogue)
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/2022/18"]
    assert not found.findings


def test_a_decision_keeps_the_losers_with_what_speaks_against_them() -> None:
    catalogue = [known("33-NQ/TW", "2014-06-09"), known("33-NQ/TW", "2008-09-16")]
    cited = target("33-NQ/TW", issuer=f"{CENTRE} khóa XI", level="central-party")
    told = target("21-KL/TW", "2021-10-25")
    text = resolve([record("a.txt", cited, told, issued="2020-09-15")], catalogue=catalogue).texts["a.txt"]
    chosen, loser = text.decision("t0").candidates
    assert (chosen.id, chosen.against) == ("vn/tw/nq/2014/33", "")
    assert loser.described == "33-NQ/TW of 16/09/2008" and "XI" in loser.against and not loser.id
    assert text.decision("t1").outcome == "told" and text.decision("t1").chosen == "vn/tw/kl/2021/21"
    assert sorted(target for target, _ in text.decisions()) == ["t0", "t1"]


def test_another_title_is_another_document() -> None:
    catalogue = [
        known("01/NQ-CP", "2025-01-08", "Nhiệm vụ, giải pháp thực hiện kế hoạch phát triển năm 2025", "Chính phủ")
    ]
    cited = target(
        "01/NQ-CP", issuer="Chính phủ", title="về nhiệm vụ, giải pháp thực hiện kế hoạch phát triển năm 2024"
    )
    found = resolve([record("a.txt", cited, issued="2025-02-01")], catalogue=catalogue)
    assert numbers(found, "01/NQ-CP") == ["vn/cp/nq/2024/1"]


def test_a_state_number_of_years_ago_is_not_taken_for_an_undated_one() -> None:
    old = record("a.txt", target("12/KH-UBND", "2015-03-01", issuer="Ủy ban nhân dân tỉnh Quảng Nam"))
    new = record("b.txt", target("12/KH-UBND", issuer="Ủy ban nhân dân tỉnh Quảng Nam"), issued="2024-05-01")
    found = resolve([old, new], catalogue=[])
    assert len(numbers(found, "12/KH-UBND")) == 2
    assert [f.code for f in found.findings] == ["undecided"]


def test_loaded_texts_without_number_get_ids_from_facts() -> None:
    found = resolve(
        [
            record("folder/x.txt", title="thực hiện nghị quyết về du lịch", kind="CTr"),
            record("y.txt", issuer=None, province=None, kind="KHAC"),
        ],
        catalogue=[],
    )
    assert set(found.graph.documents) == {
        "vn-27/tu/ctr/undated/thuc-hien-nghi-quyet-ve-du-lich",
        "vn/x/khac/undated/y-txt",
    }


def test_a_loaded_text_is_the_document_that_others_cite() -> None:
    title = "thực hiện nghị quyết của Trung ương về phát huy truyền thống đoàn kết"
    loaded = record("plan.txt", number="404-KH/TU", kind="KH", title=title)
    citing = record("a.txt", target("404-KH/TU", "2024-04-15", title=title), issued="2024-11-30")
    found = resolve([loaded, citing], catalogue=[])
    assert numbers(found, "404-KH/TU") == ["vn-27/tu/kh/2024/404"]
    document = found.graph.documents["vn-27/tu/kh/2024/404"]
    assert document.loaded and document.file == "plan.txt" and document.issued == date(2024, 4, 15)


def test_two_files_of_one_document_are_reported_and_count_once() -> None:
    one = record(
        "a.pdf",
        target("29-NQ/TW", "2022-11-17"),
        number="20-CTr/TU",
        issued="2023-01-05",
        kind="CTr",
        title="về công nghiệp",
    )
    two = record(
        "a.docx",
        target("29-NQ/TW", "2022-11-17"),
        number="20-CTr/TU",
        issued="2023-01-05",
        kind="CTr",
        title="về công nghiệp",
    )
    found = resolve([one, two], catalogue=[])
    assert [f.code for f in found.findings] == ["duplicate"]
    (edge,) = found.graph.of_type(EdgeType.CITES)
    assert edge.count == 1


def test_texts_with_other_titles_do_not_become_one() -> None:
    first = record(
        "a.txt", number="20-CTr/TU", issued="2023-01-05", title="về phát triển công nghiệp chế biến nông sản"
    )
    second = record("b.txt", number="20-CTr/TU", issued="2023-01-05", title="về xây dựng đội ngũ cán bộ ngành giáo dục")
    found = resolve([first, second], catalogue=[])
    assert len(numbers(found, "20-CTr/TU")) == 2
    assert [f.code for f in found.findings] == ["same-number"]


def test_edges_say_who_asserts_them() -> None:
    report = record(
        "report.txt",
        target("404-KH/TU", "2024-04-15"),
        target("43-NQ/TW", "2023-11-24", issuer=CENTRE),
        target("15-QĐ/TU", "2020-01-01"),
        issued="2024-11-30",
        title="về nhiệm vụ năm sau",
        relations=((SELF, "cites", 0), (0, "implements", 1), (SELF, "cites", 1), (SELF, "supersedes", 2)),
    )
    report.pages = [0, 50, 9000]
    report.assignments = [
        order(("Ban Tuyên giáo Tỉnh ủy", "lead"), ("Sở Nội vụ", "coordinate"), deadline="trong Quý II/2025")
    ]
    graph = resolve([report], catalogue=[]).graph
    own = next(d.id for d in graph.documents.values() if d.loaded)
    step = graph.edges["vn-27/tu/kh/2024/404", EdgeType.IMPLEMENTS, "vn/tw/nq/2023/43"]
    assert [e.asserted_by for e in step.evidence] == [own] and step.role == "document"
    assert step.evidence[0].quote == "implements it" and step.evidence[0].page == 3 and step.evidence[0].rule == "hand"
    assert graph.edges[own, EdgeType.SUPERSEDES, "vn-27/tu/qd/2020/15"].role == "whole"
    assert graph.edges[own, EdgeType.CITES, "vn-27/tu/qd/2020/15"].role == "mention"
    assert graph.edges[own, EdgeType.ISSUED_BY, "vn-27/tinh-uy-quang-nam"]
    (directive,) = graph.directives.values()
    assert (
        directive.deadline == "trong Quý II/2025"
        and directive.due == date(2025, 6, 30)
        and graph.edges[own, EdgeType.CONTAINS, directive.id]
    )
    assert {e.target: e.role for e in graph.of_type(EdgeType.ASSIGNS_TO)} == {
        "vn-27/ban-tuyen-giao-tinh-uy-quang-nam": "lead",
        "vn-27/so-noi-vu-tinh-quang-nam": "coordinate",
    }
    assert graph.edges["vn-27/ban-tuyen-giao-tinh-uy-quang-nam", EdgeType.PART_OF, "vn-27/tinh-uy-quang-nam"]


def test_an_order_inside_a_task_is_an_edge_of_the_task() -> None:
    text = record("a.txt", target("73-KL/TU", "2021-07-20"), issued="2023-01-01", relations=((SELF, "implements", 0),))
    text.relations[0].scope = "directive"
    text.assignments = [
        order(("Sở Nội vụ", "lead"), start=9_950, end=10_200),
        order(("Sở Y tế", "lead"), start=20_000, end=20_100),
    ]
    graph = resolve([text], catalogue=[]).graph
    sources = [e.source for e in graph.of_type(EdgeType.IMPLEMENTS)]
    own = next(d.id for d in graph.documents.values() if d.loaded)
    assert sources == [own, f"{own}#a9950"]
    assert implemented(graph, f"{own}#a9950") == ["vn-27/tu/kl/2021/73"]


def test_relations_with_unknown_ends_and_itself_are_left_out() -> None:
    text = record(
        "a.txt",
        target("20-CTr/TU", "2023-01-05"),
        number="20-CTr/TU",
        issued="2023-01-05",
        relations=((SELF, "cites", 0), (SELF, "implements", 7)),
    )
    graph = resolve([text], catalogue=[]).graph
    assert not list(graph.of_type(EdgeType.CITES, EdgeType.IMPLEMENTS))


# -- properties -----------------------------------------------------------------------------------------------

_numbers = st.sampled_from(
    ["01-NQ/TW", "18-NQ/TW", "36-NQ/TU", "12/KH-UBND", "30/2020/NĐ-CP", "31/2024/QH15", "05/QĐ-SNV"]
)
_days = st.sampled_from([None, "2014-06-09", "2020-03-05", "2020-03-15", "2021-11-25", "2024-01-18"])
_titles = st.sampled_from(
    [None, "về phát triển du lịch biển đảo", "về công tác cán bộ nữ ngành y", "về phát triển du lịch"]
)
_homes = st.sampled_from(
    [("Tỉnh ủy Quảng Nam", "Quảng Nam"), ("Ủy ban nhân dân tỉnh Gia Lai", "Gia Lai"), ("Bộ Nội vụ", None)]
)
_issuers = st.sampled_from(
    [None, "Bộ Chính trị", "Tỉnh ủy Quảng Nam", "Ủy ban nhân dân tỉnh Gia Lai", f"{CENTRE} khóa XI"]
)


_laws = st.sampled_from(["Luật Đất đai", "Luật Đất đai năm 2024"])


@st.composite
def _records(draw: st.DrawFn) -> list[Record]:
    made = []
    for index in range(draw(st.integers(1, 5))):
        cited = [
            target(draw(_numbers), draw(_days), title=draw(_titles), issuer=draw(_issuers))  # type: ignore[arg-type]
            for _ in range(draw(st.integers(0, 4)))
        ]
        if draw(st.booleans()):
            cited.append(
                target(
                    None,
                    draw(_days),
                    kind="Luật",
                    name=draw(_laws),
                )
            )
        issuer, province = draw(_homes)
        ends = range(len(cited))
        links = tuple((SELF, draw(st.sampled_from(["implements", "cites", "supersedes"])), i) for i in ends)
        made.append(
            record(
                f"{index}.txt",
                *cited,
                number=draw(st.none() | _numbers),
                issuer=issuer,
                province=province,
                issued=draw(_days),
                title=draw(_titles),
                relations=links,
            )
        )
    return made


@settings(max_examples=80, deadline=None)
@given(_records(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(records: list[Record], chance: random.Random) -> None:
    once = resolve(records)
    shuffled = [*records, chance.choice(records)]
    chance.shuffle(shuffled)
    again = resolve(shuffled)
    assert again.graph == once.graph
    assert list(again.graph.documents) == list(once.graph.documents)
    assert list(again.graph.edges) == list(once.graph.edges)
    assert again.findings == once.findings
    assert {f: dict(t.decisions()) for f, t in again.texts.items()} == {
        f: dict(t.decisions()) for f, t in once.texts.items()
    }


@settings(max_examples=50, deadline=None)
@given(_records())
def test_every_edge_has_its_ends_and_every_document_one_number(records: list[Record]) -> None:
    graph = resolve(records).graph
    nodes = {*graph.documents, *graph.bodies, *graph.directives}
    for source, _, end in graph.edges:
        assert source in nodes and end in nodes and source != end
    assert all(graph.documents[i].id == i for i in graph.documents)
    assert sum(d.loaded for d in graph.documents.values()) <= len(records)


# -- the annotated documents ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def annotated() -> Resolution:
    if not GOLD.is_dir():
        pytest.skip("needs the annotated documents in ../shared/gold")
    return resolve(Record.from_json(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(GOLD.glob("*.json")))


def test_chains_of_the_annotated_documents(annotated: Resolution) -> None:
    graph = annotated.graph
    assert "vn/tw/nq/2014/33" in implemented(graph, "vn/tw/kl/2020/76")
    assert "vn/tw/kl/2020/76" in implemented(graph, "vn-27/tu/kh/2020/326")
    assert "vn/tw/nq/2023/43" in implemented(graph, "vn-27/tu/kh/2024/404")
    (programme,) = [d for d in graph.documents.values() if d.loaded and d.kind == "CTr"]
    assert "vn/tw/nq/2022/29" in implemented(graph, programme.id)
    assert len(graph.outgoing(programme.id, [EdgeType.CONTAINS])) == 6


def test_identity_in_the_annotated_documents(annotated: Resolution) -> None:
    assert numbers(annotated, "21-KL/TW") == ["vn/tw/kl/2021/21"]
    assert numbers(annotated, "04-NQ/TU") == ["vn-27/tu/nq/2021/4"]  # cited by two of the three
    assert [f.message[:8] for f in annotated.findings if f.code == "contradiction"] == ["35-NQ/TW"]


def test_a_document_loaded_later_decides_what_was_open() -> None:
    title = "về phát triển công nghiệp chế biến, chế tạo của tỉnh"
    citing = record("a.txt", target("12/KH-UBND", title=title), issued="2024-05-01", issuer="Sở Công Thương Quảng Nam")
    plan = record(
        "b.txt", number="12/KH-UBND", kind="KH", issued="2015-03-01", title=title, issuer="UBND tỉnh Quảng Nam"
    )
    assert numbers(resolve([citing], catalogue=[]), "12/KH-UBND") == ["vn-27/ubnd/kh/undated/12"]
    both = resolve([citing, plan], catalogue=[])
    assert numbers(both, "12/KH-UBND") == ["vn-27/ubnd/kh/2015/12"]
    assert both.texts["a.txt"].decision("t0").reasons == ("its title agrees",)
