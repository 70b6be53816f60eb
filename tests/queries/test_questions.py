"""What analysts get from the named queries: bodies as people type them, calendars, provinces as they are today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec

import pytest

from ...data import provinces
from ...errors import AmbiguousBody, QueryError
from ...graph.embedded import EmbeddedStore, write
from ...graph.model import Body, Document, Edge, EdgeType, Graph, Level
from ...graph.rows import Rows
from ...graph.store import Store
from ...queries import named
from ...queries.calendar import calendar
from ...queries.find import find_body, meant
from ...queries.present import for_people
from ...vietnamese import sort_key
from ..conftest import ROOT, need

TODAY = {p.name: p.code for p in provinces() if not p.valid_to}
MERGED = {p.code: TODAY[p.successor] for p in provinces() if p.successor and p.code != TODAY[p.successor]}


def graph() -> Graph:
    made = Graph()
    for name in (
        "Sở Công Thương tỉnh Quảng Nam",
        "Giám đốc Sở Công Thương tỉnh Quảng Nam",
        "Ủy ban nhân dân tỉnh Quảng Nam",
        "Sở Công Thương thành phố Đà Nẵng",
        "Sở Công Thương",
        "Bộ Công Thương",
    ):
        made.bodies[f"x/{len(made.bodies)}"] = Body(f"x/{len(made.bodies)}", name)
    made.documents["top"] = Document("top", "NQ", "29-NQ/TW", level=Level.CENTRAL_PARTY)
    for identity, province, loaded, day in (
        ("own", "VN-DN", True, date(2024, 5, 1)),
        ("old", "VN-27", True, date(2023, 5, 1)),
        ("only-old", "VN-28", True, None),
        ("named", "VN-22", False, date(2023, 1, 1)),
    ):
        made.documents[identity] = Document(
            identity, "CTr", f"{len(made.documents)}-CTr/TU", issued=day, level=Level.PROVINCE_PARTY, province=province,
            loaded=loaded,
        )  # fmt: skip
        made.connect(Edge(identity, EdgeType.IMPLEMENTS, "top", "document"))
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("questions") / "g.lbug"
    write(graph(), path)
    with EmbeddedStore(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("x/0", "x/0"),
        ("sở công thương tỉnh quảng nam", "x/0"),
        ("SO CONG THUONG TINH QUANG NAM", "x/0"),
        ("sở công thương quảng nam", "x/0"),
        ("UBND tỉnh Quảng Nam", "x/2"),
        ("bộ công thương", "x/5"),
        ("giám đốc công thương", "x/1"),
    ],
)
def test_a_body_is_found_as_people_type_it(asked: str, found: str, store: Store) -> None:
    assert find_body(store, asked).id == found


def test_a_body_of_several_provinces_is_asked_back(store: Store) -> None:
    with pytest.raises(AmbiguousBody, match="x/0") as raised:
        find_body(store, "so cong thuong")
    assert {b.id for b in raised.value.candidates} == {"x/0", "x/3", "x/4"}
    for unknown in ("Sở Công Thươn tỉnh Quảng Nam", " ", "zzz"):
        with pytest.raises(QueryError, match="no body"):
            find_body(store, unknown)


def test_parameters_are_what_people_type(store: Store) -> None:
    given = {"body": "bộ công thương", "due": "2025-01-01"}
    assert meant(store, named.get("assignments"), given) == {**given, "body": "x/5"}
    assert meant(store, named.get("coverage"), {"id": "29 nq/tw"}) == {"id": "top"}
    assert named.get("in-force").bind(["day=1/12/2024"])["day"] == "2024-12-01"


def test_merged_provinces_are_counted_with_todays(store: Store) -> None:
    rows = {row["unit"]: row for row in named.run(store, "coverage", {"id": "top"}).dicts()}
    assert set(rows) == set(TODAY) and len(rows) == 34
    covered = {unit: row["coverage"] for unit, row in rows.items() if row["coverage"] != "none"}
    assert covered == {"Đà Nẵng": "own", "Quảng Ngãi": "predecessor", "Nghệ An": "cited"}
    danang = rows["Đà Nẵng"]
    assert (danang["own"], danang["predecessors"], danang["first"]) == (1, 1, date(2023, 5, 1))
    assert list(rows) == sorted(rows, key=sort_key)


@pytest.mark.parametrize("ending", ["cypher", "rq"])
def test_the_provinces_in_a_query_are_those_of_the_table(ending: str) -> None:
    text = (ROOT / "queries" / f"coverage.{ending}").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    if ending == "cypher":
        for unit, code, merged in re.findall(r"\{rank: \d+, unit: '(.+?)', code: '(.+?)', merged: \[(.*?)\]\}", text):
            found |= {code: TODAY[unit]} | dict.fromkeys(re.findall(r"'(.+?)'", merged), code)
    else:
        for unit, code, _ in re.findall(r'\(\d+ "(.+?)" "(VN-.+?)" (true|false)\)', text):
            found[code] = TODAY[unit]
    assert found == {code: code for code in TODAY.values()} | MERGED


def test_deadlines_are_a_calendar() -> None:
    need(find_spec("icalendar"), "icalendar is not installed")
    icalendar = import_module("icalendar")
    query = named.get("assignments")
    words = "Rà soát, bổ sung; lập \\ kế hoạch\r\nEND:VEVENT phát triển công nghiệp hỗ trợ trên địa bàn tỉnh " * 2
    row = dict.fromkeys(query.columns, "") | {"due_on": date(2024, 9, 30), "deadline": "Quý III/2024", "task": words}
    given = [
        row | {"directive": "d#1", "charged": "Sở A", "role": "lead"},
        row | {"directive": "d#1", "charged": "Sở B", "role": "coordinate"},
        row | {"directive": "d#2", "due_on": None},
    ]
    text, left = calendar(query, Rows(query.columns, [tuple(r[c] for c in query.columns) for r in given]))
    assert left == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")) and "\n" not in text.replace("\r\n", "")
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert not event.errors
    assert event.decoded("dtstart") == date(2024, 9, 30)
    assert str(event["summary"]) == words.replace("\r", " ")
    assert "chủ trì: Sở A" in event["description"] and "phối hợp: Sở B" in event["description"]
    with pytest.raises(QueryError, match="no days"):
        calendar(named.get("wanted"), Rows(()))


def test_people_see_no_ids_and_no_empty_columns() -> None:
    query = named.get("assignments")
    row = dict.fromkeys(query.columns, "") | {"number": "45-CTr/TU", "directive": "d#1", "task": "Lập đề án"}
    shown = for_people(query, Rows(query.columns, [tuple(row.values())]))
    assert shown.columns == ("number", "task") and shown.rows == [("45-CTr/TU", "Lập đề án")]
