"""People settle what the machine leaves open; a row that does nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...errors import LoadError
from ...graph.handwritten import Override, read_catalogue, read_overrides
from ...graph.model import EdgeType
from ...graph.resolve import Resolution, resolve
from .records import CENTRE, known, numbers, record, target

HEADER = "file,mention,date,id,reason\n"


def row(mention: str = "", id: str = "-", file: str = "", date: str = "", line: int = 2) -> Override:
    return Override(file, mention, date, id, "seen on paper", "o.csv", line)


def two_18s(*rows: Override) -> Resolution:
    catalogue = [known("18-NQ/TW", "2017-10-25", "Sắp xếp bộ máy"), known("18-NQ/TW", "2022-06-16", "Quản lý đất đai")]
    texts = [record(f"in/{name}.txt", target("18-NQ/TW"), issued="2024-11-30", title=name) for name in "ab"]
    return resolve(texts, catalogue=catalogue, overrides=rows)


def told(found: Resolution) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in found.findings if f.code.startswith("override")]


def test_a_row_settles_a_citation_everywhere_or_in_one_file() -> None:
    everywhere = two_18s(row("18-nq/tw", "vn/tw/nq/2022/18"))
    assert numbers(everywhere, "18-NQ/TW") == ["vn/tw/nq/2022/18"]
    assert everywhere.graph.documents["vn/tw/nq/2022/18"].title == "Quản lý đất đai"
    assert not any(e.undecided for e in everywhere.graph.edges.values())
    ((code, message),) = told(everywhere)
    assert code == "override" and "2 citations" in message and "seen on paper" in message and "line 2" in message
    assert len(everywhere.findings) == 1
    one = two_18s(row("18-NQ/TW", "vn/tw/nq/2022/18", file="b.txt"))
    assert numbers(one, "18-NQ/TW") == ["vn/tw/nq/2022/18", "vn/tw/nq/undated/18"]
    decision = one.texts["in/b.txt"].decision("t0")
    assert (decision.outcome, decision.chosen) == ("settled", "vn/tw/nq/2022/18")
    assert "seen on paper" in decision.reasons[0]
    assert [c.id for c in decision.candidates if c.against] == ["vn/tw/nq/2017/18"]


def test_none_of_them_is_a_document_of_its_own() -> None:
    found = two_18s(row("18-NQ/TW"))
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/undated/18"]
    assert [f.code for f in found.findings] == ["override"]
    wrong = resolve(
        [
            record("a.txt", target("21-KL/TW", "2021-10-25", issuer=CENTRE)),
            record("b.txt", target("21-KL/TW"), issued="2023-02-01"),
        ],
        catalogue=[],
        overrides=[row("21-KL/TW", file="b.txt")],
    )
    assert numbers(wrong, "21-KL/TW") == ["vn/tw/kl/2021/21", "vn/tw/kl/undated/21"]


def test_a_row_may_tell_of_a_document_that_no_text_dates() -> None:
    cited = record("a.txt", target("12/KH-UBND", issuer="UBND tỉnh Quảng Nam"))
    found = resolve([cited], catalogue=[], overrides=[row("12/KH-UBND", "vn-27/ubnd/kh/2019/12")])
    assert numbers(found, "12/KH-UBND") == ["vn-27/ubnd/kh/2019/12"]
    assert found.graph.documents["vn-27/ubnd/kh/2019/12"].year == 2019


def test_letters_that_were_misprinted_are_put_right() -> None:
    cited = record("a.txt", target("35-NQ/TW", "2023-12-08", issuer="Tỉnh ủy Quảng Nam", level="province-party"))
    found = resolve([cited], catalogue=[], overrides=[row("35-NQ/TW", "vn-27/tu/nq/2023/35")])
    document = found.graph.documents["vn-27/tu/nq/2023/35"]
    assert (document.number, document.issuer, document.level) == ("35-NQ/TU", "Tỉnh ủy Quảng Nam", "province-party")
    assert [f.code for f in found.findings] == ["override"]


def test_a_row_leaves_alone_what_prints_a_date_or_a_number_of_its_own() -> None:
    texts = [
        record("a.txt", target(None, kind="Luật", name="Luật Ngân sách"), issued="2025-10-01"),
        record("b.txt", target(None, "2025-06-25", kind="Luật", name="Luật Ngân sách"), issued="2025-10-02"),
        record("c.txt", target("89/2025/QH15", kind="Luật", name="Luật Ngân sách"), issued="2025-10-03"),
    ]
    numbers = (("83/2015/QH13", "2015-06-25"), ("89/2025/QH15", "2025-06-25"))
    laws = [known(number, day, issuer="Quốc hội", law="Luật Ngân sách") for number, day in numbers]
    found = resolve(texts, catalogue=laws, overrides=[row("Luật Ngân sách", "vn/qh13/luat/2015/83")])
    chosen = [found.texts[f"{name}.txt"].decision("t0").chosen for name in "abc"]
    assert chosen == ["vn/qh13/luat/2015/83", "vn/qh15/luat/2025/89", "vn/qh15/luat/2025/89"]


def test_a_contradiction_that_is_settled_is_not_reported_again() -> None:
    wrong = target("35-NQ/TW", "2023-12-08", issuer="Tỉnh ủy Quảng Nam", level="province-party")
    right = target("35-NQ/TU", "2023-12-08", issuer="Tỉnh ủy Quảng Nam")
    texts = [record("a.txt", wrong), record("b.txt", right)]
    found = resolve(texts, catalogue=[], overrides=[row("35-NQ/TW", "vn-27/tu/nq/2023/35")])
    assert [f.code for f in found.findings] == ["override"]
    assert len(found.graph.incoming("vn-27/tu/nq/2023/35", [EdgeType.CITES])) == 2


def test_a_loaded_text_may_be_said_to_be_a_cited_document() -> None:
    plan = record("in/plan.txt", title="về du lịch biển", kind="KH")
    citing = record("a.txt", target("404-KH/TU", "2024-04-15"), issued="2024-11-30", title="khác hẳn")
    found = resolve([plan, citing], catalogue=[], overrides=[row(id="vn-27/tu/kh/2024/404", file="plan.txt")])
    document = found.graph.documents["vn-27/tu/kh/2024/404"]
    assert document.loaded and document.file == "in/plan.txt" and document.number == "404-KH/TU"
    assert sum(d.loaded for d in found.graph.documents.values()) == 2
    assert found.texts["in/plan.txt"].id == "vn-27/tu/kh/2024/404"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (row("19-NQ/TW", "vn/tw/nq/2022/18"), "no citation"),
        (row("18-NQ/TW", "vn/tw/nq/2022/18", file="c.txt"), "no citation"),
        (row("18-NQ/TW", "vn/tw/nq/2022/18", date="2024-01-01"), "no citation"),
        (row("18-NQ/TW", "vn/tw/nq/2022/19"), "no document has this id"),
        (row(id="vn/tw/nq/2022/18", file="c.txt"), "no such file"),
        (row(id="vn/tw/nq/2099/18", file="a.txt"), "no document has this id"),
    ],
)
def test_a_row_that_does_nothing_is_told_with_its_line(wrong: Override, says: str) -> None:
    found = two_18s(wrong)
    ((code, message),) = told(found)
    assert code == "override-unused" and says in message and "line 2" in message
    assert [f.file for f in found.findings if f.code == code] == ["o.csv"]
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/undated/18"]


def test_of_two_rows_for_one_citation_the_second_is_told() -> None:
    found = two_18s(row("18-NQ/TW", "vn/tw/nq/2022/18"), row("18-NQ/TW", "vn/tw/nq/2017/18", line=3))
    assert numbers(found, "18-NQ/TW") == ["vn/tw/nq/2022/18"]
    assert sorted(code for code, _ in told(found)) == ["override", "override-unused"]


def test_tables_of_people_are_read_as_spreadsheets_write_them(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text('\ufefffile;mention;date;id;reason\r\n;"18-NQ/TW";16/6/2022;-;"a; b"\r\n;;;;\r\n', "utf-8")
    assert read_overrides(path) == [Override("", "18-NQ/TW", "2022-06-16", "-", "a; b", str(path), 2)]
    path.write_text("number,kind,issued,issuer\n36-NQ/TU,NQ,08/12/2023,Tỉnh ủy Quảng Nam\n", "utf-8")
    (document,) = read_catalogue(path)
    assert (document.issued, document.title) == ("2023-12-08", "")
    cited = record("a.txt", target("36-NQ/TU"), issued="2024-02-02")
    assert numbers(resolve([cited], catalogue=[document]), "36-NQ/TU") == ["vn-27/tu/nq/2023/36"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("file,mention,date,id\n", "no column 'reason'"),
        ("fille,mention,id,reason\n", "unknown column 'fille'"),
        ("", "no column 'id'"),
        (HEADER + ",,,-,x\n", "line 2: neither"),
        (HEADER + "a.txt,,,-,x\n", "line 2: - without a mention"),
        (HEADER + ",a,,29-NQ/TW,x\n", "line 2: '29-NQ/TW' is no id"),
        (HEADER + ",a,31/2/2024,-,x\n", "line 2: '31/2/2024' is no day"),
        (HEADER + ",a,,-,\n", "line 2: no reason"),
        (HEADER + ",a,,-,x,y\n", "line 2: more values"),
        (HEADER + ',"a\n', "line 2"),
    ],
)
def test_wrong_rows_of_overrides_are_refused_with_their_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(LoadError) as raised:
        read_overrides(path)
    assert says in str(raised.value) and "o.csv" in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",,,Chính phủ,", "neither number nor name"),
        ("chín,,,Chính phủ,", "'chín' is no document's number"),
        ("1/NQ-CP,,,,", "no issuer"),
        ("1/NQ-CP,Bài thơ,,Chính phủ,", "'Bài thơ' is no kind"),
        ("1/NQ-CP,NQ,2024-02-30,Chính phủ,", "'2024-02-30' is no day"),
    ],
)
def test_wrong_rows_of_a_catalogue_are_refused_with_their_line(line: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"number,kind,issued,issuer,name\n{line}\n", "utf-8")
    with pytest.raises(LoadError, match="line 2") as raised:
        read_catalogue(path)
    assert says in str(raised.value)


def test_a_table_in_another_encoding_says_so(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes("number,issuer\n1/NQ-CP,Chính phủ\n".encode("utf-16"))
    with pytest.raises(LoadError, match="UTF-8"):
        read_catalogue(tmp_path / "c.csv")
