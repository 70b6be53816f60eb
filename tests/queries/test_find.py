"""What a person types leads to one document, or to a choice, or to the nearest known numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ...errors import AmbiguousDocument, UnknownDocument
from ...graph.embedded import EmbeddedStore, write
from ...graph.model import Document, Graph, Level
from ...graph.store import Store
from ...queries.find import find

KNOWN = (
    Document("vn/tw/nq/2013/29", "NQ", "29-NQ/TW", issued=date(2013, 11, 4), year=2013, level=Level.CENTRAL_PARTY),
    Document("vn/tw/nq/2022/29", "NQ", "29-NQ/TW", issued=date(2022, 11, 17), year=2022, level=Level.CENTRAL_PARTY),
    Document("vn/tw/nq/undated/29", "NQ", "29-NQ/TW", level=Level.CENTRAL_PARTY),
    Document("vn-99/tu/kh/2021/404", "KH", "404-KH/TU", year=2021, province="VN-99"),
    Document("vn/tw/nq/2008/26", "NQ", "26-NQ/TW", issued=date(2008, 8, 5), year=2008, level=Level.CENTRAL_PARTY),
    Document("vn-99/ubnd/qd/2021/26", "QĐ", "26/QĐ-UBND", issued=date(2021, 3, 1), year=2021, province="VN-99"),
    Document("vn-99/ubnd/qd/2022/26", "QĐ", "26/QĐ-UBND", year=2022, province="VN-99"),
    Document("vn/qh13/luat/2013/45", "Luật", "45/2013/QH13", name="Luật Đất đai", year=2013),
    Document("vn/qh15/luat/2024/31", "Luật", "31/2024/QH15", name="Luật Đất đai", year=2024),
    Document("vn/qh/luat/2020/bien-phong", "Luật", None, name="Luật Biên phòng Việt Nam năm 2020", year=2020),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("find") / "g.lbug"
    write(Graph(documents={d.id: d for d in KNOWN}), path)
    with EmbeddedStore(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "identity"),
    [
        ("29-NQ/TW@2022", "vn/tw/nq/2022/29"),
        ("29-nq/tw @ 2013", "vn/tw/nq/2013/29"),
        ("29 – NQ / TW@17/11/2022", "vn/tw/nq/2022/29"),
        ("vn/tw/nq/2022/29", "vn/tw/nq/2022/29"),
        ("404-KH/TU", "vn-99/tu/kh/2021/404"),
        ("404—kh/tu", "vn-99/tu/kh/2021/404"),
        ("  404 KH TU ", "vn-99/tu/kh/2021/404"),
        ("kế hoạch số 404-KH/TU", "vn-99/tu/kh/2021/404"),
        ("NQ 29-NQ/TW năm 2022", "vn/tw/nq/2022/29"),
        ("nghi quyet so 29 nq tw nam 2013", "vn/tw/nq/2013/29"),
        ("26/qd-ubnd@2022", "vn-99/ubnd/qd/2022/26"),
        ("26/QÐ-UBND@2021-03-01", "vn-99/ubnd/qd/2021/26"),
        ("luat dat dai nam 2013", "vn/qh13/luat/2013/45"),
        ("Luật Đất đai 2024", "vn/qh15/luat/2024/31"),
        ("LUẬT BIÊN PHÒNG VIỆT NAM", "vn/qh/luat/2020/bien-phong"),
    ],
)
def test_any_spelling_finds_the_document(store: Store, asked: str, identity: str) -> None:
    assert find(store, asked).id == identity


def test_a_day_chooses(store: Store) -> None:
    assert find(store, "29-NQ/TW", issued=date(2022, 11, 17)).id == "vn/tw/nq/2022/29"
    assert find(store, "26/QĐ-UBND", issued=date(2022, 5, 5)).id == "vn-99/ubnd/qd/2022/26"  # only its year is known
    with pytest.raises(UnknownDocument):
        find(store, "29-NQ/TW", issued=date(2022, 11, 18))


def test_several_are_listed_oldest_first(store: Store) -> None:
    with pytest.raises(AmbiguousDocument) as raised:
        find(store, "29-nq/tw")
    assert [d.id for d in raised.value.candidates] == ["vn/tw/nq/2013/29", "vn/tw/nq/2022/29", "vn/tw/nq/undated/29"]
    with pytest.raises(AmbiguousDocument) as raised:
        find(store, "Luật đất đai")
    assert [d.year for d in raised.value.candidates] == [2013, 2024]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("28-NQ/TW", "29-NQ/TW"),
        ("404-KH/UBND", "404-KH/TU"),
        ("nghị quyết 29", "29-NQ/TW"),
        ("luật biên phòng việt", "Luật Biên phòng Việt Nam năm 2020"),
    ],
)
def test_an_unknown_one_answers_with_the_nearest(store: Store, asked: str, nearest: str) -> None:
    with pytest.raises(UnknownDocument) as raised:
        find(store, asked)
    assert nearest in raised.value.nearest


def test_those_of_the_kind_that_was_said_come_first(store: Store) -> None:
    for asked, nearest in (("quyết định 26", "26/QĐ-UBND"), ("nghị quyết số 26", "26-NQ/TW"), ("nq 26", "26-NQ/TW")):
        with pytest.raises(UnknownDocument) as raised:
            find(store, asked)
        assert raised.value.nearest[0] == nearest


def test_a_known_number_of_another_year_is_near(store: Store) -> None:
    with pytest.raises(UnknownDocument) as raised:
        find(store, "404-KH/TU@1999")
    assert raised.value.nearest == ("404-KH/TU@2021",)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=40) | st.sampled_from(["'", "\\", "}) DETACH DELETE d //", "$id", "@2022", "29"]))
def test_nothing_typed_breaks_it(store: Store, asked: str) -> None:
    with pytest.raises((UnknownDocument, AmbiguousDocument)):
        find(store, asked)
