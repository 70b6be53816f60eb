"""Search finds the same on every engine, however the words are typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ...graph.embedded import EmbeddedStore, write
from ...graph.loading import load
from ...graph.model import Document, Graph, Level
from ...graph.server import ServerStore
from ...graph.store import Store
from ...queries.search import search
from ...viz.web.held import Held

ASKED = {
    "nuôi ong": ["a", "b"],
    "NUOI ONG": ["a", "b"],
    "ong đường": ["b"],
    "duong ong": ["b"],
    "7-nq/tw": ["a"],
    "07-NQ/TW@2031": ["a"],
    "luật đặc": ["c"],
    "bo chinh tri": ["a"],
    "(sửa": ["b"],
    "c:\\x": ["d"],
    "100%": ["d"],
    "9-kh": ["b", "e"],
    "không có": [],
    "\x00": [],
    "": [],
}


def graph() -> Graph:
    documents = (
        Document("a", "NQ", "07-NQ/TW", None, "Về phát triển nghề nuôi ong", date(2031, 3, 2), 2031, "Bộ Chính trị",
                 Level.CENTRAL_PARTY, loaded=True),
        Document("b", "KH", "9-KH/TU", None, "Nuôi ong (sửa đổi) dọc ĐƯỜNG", year=2030),
        Document("c", "Luật", name="Luật Đặc khu"),
        Document("d", "KH", "1-KH/X", None, "Tệp C:\\x đạt 100% \"yêu cầu\" [a-z]*"),
        Document("e", "CTr", "11-CTr/X", None, "Thực hiện 9-KH/TU", year=2031, loaded=True),
    )  # fmt: skip
    return Graph(documents={d.id: d for d in documents})


def found(store: Store) -> dict[str, list[str]]:
    return {asked: [d.id for d in search(store, asked, timeout=20)] for asked in ASKED}


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    write(graph(), tmp_path / "g.lbug")
    yield tmp_path / "g.lbug"


def test_on_the_embedded_store(path: Path) -> None:
    with EmbeddedStore(path) as store:
        assert found(store) == ASKED
        assert len(search(store, "a", limit=2)) == 2


def test_on_neo4j(neo4j_uri: str) -> None:
    load(graph(), neo4j_uri)
    with ServerStore(neo4j_uri) as store:
        assert found(store) == ASKED


def test_a_server_is_served_too(neo4j_uri: str) -> None:
    load(graph(), neo4j_uri)
    held = Held(neo4j_uri)
    try:
        assert len(held.store().subgraph().documents) == 5
        query = "ASK { ?d a eli:LegalResource ; eli:number '07-NQ/TW' }"
        assert b"true" in held.answerers().answer(query, "", timeout=30)[1]
    finally:
        held.close()
