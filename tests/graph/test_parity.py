"""The same statements give the same rows on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ...graph.embedded import EmbeddedStore, write
from ...graph.findings import Finding
from ...graph.loading import load
from ...graph.model import Document, Edge, EdgeType, Evidence, Graph
from ...graph.rows import Rows
from ...graph.server import ServerStore
from ...graph.store import Store
from ..generate import generate

#: Texts that break what quotes, escapes or splits by hand.
HOSTILE = (
    *(
        "",
        '"',
        "'",
        "\\",
        '\\"',
        "a\nb",
        "a\r\nb",
        "\r",
        "a,b",
        "[a]",
        "]",
        "{",
        "a;b",
        "null",
        "NULL",
        "\x00",
        "a\x00b",
    ),
    *("\x1f", "\x1b", "\x1bE\x1f\x1bS\x1bZ", "\U0001f600", "e\u0301", " first", "last ", "\t", "$x", "x" * 100_000),
    *("'}) DETACH DELETE n //", "`", "\ufeff", "\u2028", "\\u0027", "<script>", "\uffff", "a\x00b"),
)

STATEMENTS = (
    "MATCH (f:Finding) RETURN f.code, f.severity, f.message, f.documents, f.file, f.quote, f.start, f.stop, f.page",
    "MATCH (d:Document) RETURN count(d), min(d.issued), max(d.issued), count(DISTINCT d.province)",
    "MATCH (d:Document) WHERE d.issued >= date('2020-01-01') RETURN d.id, d.issued, d.year, d.loaded",
    "MATCH (d:Document) WHERE d.title IS NULL RETURN d.id, d.title, d.issuer",
    "MATCH (d:Document {id: $id}) RETURN d",
    "MATCH (d:Document {id: $id})-[r]->(x) RETURN r, x.id",
    "MATCH (a:Document)-[r:CITES]->(b:Document) RETURN a.id, b.id, r.role, r.count, r.confidence, r.quotes, r.pages",
    "MATCH (a:Document)-[:IMPLEMENTS*1..3]->(b:Document {id: $id}) RETURN DISTINCT a.id",
    "MATCH (a)-[r:IMPLEMENTS]->(b:Document) WHERE NOT (b)-[:IMPLEMENTS]->() RETURN a.id, b.id, r.undecided",
    "MATCH (t:Directive)-[r:ASSIGNS_TO]->(b:Body) RETURN t.id, t.item, t.start, t.stop, r.role, r.deadline, b.name",
    "MATCH (d:Document) OPTIONAL MATCH (d)-[:ISSUED_BY]->(b:Body) RETURN d.id, b.id",
    "MATCH (a:Document)-[r:CITES]->(b:Document) UNWIND r.asserted_by AS by RETURN by, count(*)",
    "MATCH (b:Body)-[:PART_OF]->(p:Body) RETURN b.id, p.id, b.key",
    "MATCH (a:Document)-[r:CITES]->(a) RETURN a.id, size(r.quotes)",
)


@pytest.fixture(params=[(60, 1, ()), (25, 2, HOSTILE)], ids=["plain", "hostile"])
def both(request: pytest.FixtureRequest, tmp_path: Path, neo4j_uri: str) -> Iterator[tuple[Graph, Store, Store]]:
    documents, seed, texts = request.param
    graph = generate(documents, seed=seed, texts=texts)
    graph.findings = sorted(
        Finding("undecided", text, ("a", text), "f.txt", text, 1, 2, 3) for text in set(texts) or {"x"}
    )
    write(graph, tmp_path / "graph.lbug")
    load(graph, neo4j_uri)
    with EmbeddedStore(tmp_path / "graph.lbug") as embedded, ServerStore(neo4j_uri) as server:
        yield graph, embedded, server


def test_the_same_rows_on_both_engines(both: tuple[Graph, Store, Store]) -> None:
    graph, *stores = both
    for statement in STATEMENTS:
        given = {"id": next(iter(graph.documents))} if "$id" in statement else {}
        embedded, server = (_sorted(store.rows(statement, given)) for store in stores)
        assert embedded == server, statement


def test_the_same_graphs_from_both_engines(both: tuple[Graph, Store, Store]) -> None:
    graph, *stores = both
    some = [*list(graph.documents)[::3], "no such id"]
    parts = [store.subgraph(some) for store in stores]
    assert parts[0] == parts[1]
    assert set(parts[0].documents) == set(some) - {"no such id"}
    assert all(store.subgraph() == graph for store in stores)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_texts_come_back_as_they_were(text: str, tmp_path: Path) -> None:
    graph = Graph()
    for end in "12":
        graph.documents[text + end] = Document(
            text + end, text, text, text, text, issuer=text, signer=text, file=text, source=text
        )
    found = [
        Evidence(text, text, 1, 2, None, text),
        Evidence("b", "", 3, 4, 5, "r", 1.0, text),
        Evidence(text, text, 5, 6),
    ]
    graph.connect(Edge(text + "1", EdgeType.CITES, text + "2", text, text, True, found))
    write(graph, tmp_path / "graph.lbug")
    with EmbeddedStore(tmp_path / "graph.lbug") as store:
        assert store.subgraph() == graph
        assert store.rows("MATCH (d:Document) WHERE d.title = $t RETURN $t", {"t": text}).rows == [(text,), (text,)]


def _sorted(rows: Rows) -> list[Any]:
    return sorted(map(repr, rows.rows))
