"""Statements that would write, read files, reach other servers or ask the engine about itself: every one is refused,
on every engine, before it has done anything."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ...errors import QueryError
from ...graph.embedded import EmbeddedStore, write
from ...graph.loading import load
from ...graph.model import Document, Edge, EdgeType, Evidence, Graph
from ...graph.server import ServerStore
from ...graph.store import Store
from ...queries.sparql import SparqlEngine

#: {file} is a path that must not come to be, {secret} one whose content must not be seen, {url} a server that must
#: not be asked.
CYPHER = [
    # files
    "COPY Document TO '{file}'",
    "COPY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "COPY Document FROM '{secret}'",
    "  cOpY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "/* MATCH */ COPY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "// MATCH\rCOPY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "EXPLAIN COPY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "PROFILE COPY (MATCH (d:Document) RETURN d.id) TO '{file}'",
    "EXPORT DATABASE '{file}'",
    "IMPORT DATABASE '{secret}'",
    "LOAD FROM '{secret}' RETURN *",
    "LOAD WITH HEADERS (a STRING) FROM '{secret}' (HEADER=false) RETURN a",
    "MATCH (d:Document) LOAD FROM '{secret}' RETURN *",
    "MATCH (d:Document) WHERE d.year > 1. LOAD FROM '{secret}' RETURN *",
    "MATCH (d:Document) /**/ lOaD /**/ FROM '{secret}' RETURN *",
    "WITH 1 AS x LOAD CSV FROM 'file://{secret}' AS line RETURN line",
    "LOAD CSV FROM 'file://{secret}' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM '{url}' AS line RETURN line",
    "MATCH (d) \\u004cOAD CSV FROM '{url}' AS line RETURN line",
    "MATCH (d) \\uuu004c\\u004fAD CSV FROM '{url}' AS line RETURN line",
    "RETURN '\\u0027 AS x LOAD CSV FROM \\u0027{url}\\u0027 AS line RETURN line //'",
    # other databases and extensions
    "ATTACH '{file}' AS other (dbtype lbug)",
    "DETACH other",
    "USE other",
    "USE system MATCH (n) RETURN n",
    "INSTALL httpfs",
    "LOAD EXTENSION '{secret}'",
    "UPDATE EXTENSION httpfs",
    "CREATE MACRO f(x) AS x + 1",
    "CHECKPOINT",
    "BEGIN TRANSACTION",
    # procedures
    "CALL threads=1",
    "CALL spill_to_disk=true",
    "CALL show_loaded_extensions() RETURN *",
    "CALL storage_info('Document') RETURN *",
    "CALL PROJECT_GRAPH('g', ['Document'], ['CITES'])",
    "CALL db.labels.x() YIELD label RETURN label",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.killQuery('1')",
    "CALL/**/dbms.components() YIELD name RETURN name",
    "MATCH (d:Document) WITH d WHERE d.year > 1. CALL dbms.components() YIELD name RETURN name",
    "CALL `dbms`.`listConfig`() YIELD name RETURN name",
    "c\\u0041ll dbms.components()",
    "CALL apoc.load.json('{url}') YIELD value RETURN value",
    "CALL apoc.export.csv.all('{file}', {{}})",
    "CALL apoc.cypher.runWrite('CREATE (:Document)', {{}})",
    "MATCH (d) CALL {{ WITH d CALL apoc.load.json('{url}') YIELD value RETURN value }} RETURN value",
    "SHOW USERS",
    "SHOW SETTINGS",
    "TERMINATE TRANSACTION 'x'",
    # writing
    "CREATE (:Document {{id: 'x'}})",
    "MERGE (:Document {{id: 'x'}})",
    "MATCH (d:Document) SET d.title = 'x'",
    "MATCH (d:Document) REMOVE d.title RETURN d",
    "MATCH (d:Document) DETACH DELETE d",
    "MATCH (d:Document) CREATE (:Document {{id: d.id + 'x'}})",
    "MATCH (d:Document) FOREACH (x IN [1] | CREATE (:Document {{id: 'x'}}))",
    "MATCH (d:Document) CALL {{ CREATE (:Document {{id: 'x'}}) }} RETURN d",
    "CALL {{ CREATE (:Document {{id: 'x'}}) }} IN TRANSACTIONS",
    "DROP TABLE Document",
    "ALTER TABLE Document DROP title",
    "CREATE INDEX x FOR (d:Document) ON (d.title)",
    # several
    "MATCH (d:Document) RETURN d.id; CREATE (:Document {{id: 'x'}})",
    "MATCH (d:Document) RETURN d.id ;;; COPY Document TO '{file}'",
    "RETURN ';' ; CREATE (:Document {{id: 'x'}})",
]  # fmt: skip

SPARQL = [
    "INSERT DATA {{ <a:a> <a:b> <a:c> }}",
    "DELETE DATA {{ <a:a> <a:b> <a:c> }}",
    "DELETE WHERE {{ ?s ?p ?o }}",
    "INSERT {{ ?s <a:b> ?o }} WHERE {{ ?s ?p ?o }}",
    "PREFIX a: <a:> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH <a:g>",
    "COPY DEFAULT TO <a:g>",
    "MOVE DEFAULT TO <a:g>",
    "ADD DEFAULT TO <a:g>",
    "LOAD <{url}>",
    "LOAD SILENT <file://{secret}> INTO GRAPH <a:g>",
    "# SELECT\nLOAD <{url}>",
    "ASK {{}} ; CLEAR ALL",
    "SELECT * {{ ?s ?p ?o }} ; LOAD <{url}>",
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE ?where {{ ?s ?p ?o }} VALUES ?where {{ <{url}> }} }}",
    "SELECT * {{ ?s ?p 'a'.SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p \"\"\"'\"\"\" .SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 'a\\'' . SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 'a' .\\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\U00000053ERVIC\\u0045 <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ # '\nSERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ #\\u000aSERVICE <{url}> {{ ?s ?p ?o }}\n }}",
    "PREFIX service: <{url}> SELECT * {{ SERVICE service: {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <file://{secret}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "ASK\nfrom\n<{url}> {{ ?s ?p ?o }}",
    "CONSTRUCT FROM <{url}> WHERE {{ ?s ?p ?o }}",
    "DESCRIBE <a:a> FROM <file://{secret}>",
    "SELECT * \\u0046ROM <{url}> {{ ?s ?p ?o }}",
]  # fmt: skip


def graph() -> Graph:
    made = Graph(documents={i: Document(i, number=f"{i}-NQ/A", title="t", year=2031, loaded=True) for i in ("1", "2")})
    made.connect(Edge("1", EdgeType.CITES, "2", evidence=[Evidence("1", "theo", 0, 4)]))
    return made


@dataclass
class World:
    """What an attack may not touch."""

    folder: Path
    port: int
    calls: list[object] = field(default_factory=list)

    def fill(self, attack: str) -> str:
        return attack.format(
            file=self.folder / "made", secret=self.folder / "secret.csv", url=f"http://127.0.0.1:{self.port}/x"
        )

    def assert_untouched(self) -> None:
        assert [p.name for p in self.folder.iterdir()] == ["secret.csv"]
        assert self.calls == []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.csv").write_text("bimat\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = World(folder, listening.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                made.calls.append(address)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)


def refused(store: Store, attacks: list[str], world: World) -> None:
    survived = []
    for attack in attacks:
        try:
            store.rows(world.fill(attack), timeout=10)
            survived.append(attack)
        except QueryError as error:
            assert "\n" not in str(error)
            assert "bimat" not in str(error)
    assert survived == []
    world.assert_untouched()


def test_the_embedded_store_refuses(world: World, tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    write(graph(), path)
    before = path.read_bytes()
    with EmbeddedStore(path) as store:
        refused(store, CYPHER, world)
        assert store.subgraph() == graph()
    assert path.read_bytes() == before


def test_neo4j_refuses(world: World, neo4j_uri: str) -> None:
    load(graph(), neo4j_uri)
    with ServerStore(neo4j_uri) as store:
        refused(store, CYPHER, world)
        assert store.subgraph() == graph()


def test_sparql_refuses(world: World) -> None:
    engine = SparqlEngine(graph())
    whole = engine.rows("SELECT * { ?s ?p ?o }").rows
    survived = []
    for attack in SPARQL:
        for ask in (engine.rows, engine.answer):
            try:
                ask(world.fill(attack))
                survived.append(attack)
            except QueryError as error:
                assert "\n" not in str(error)
                assert "bimat" not in str(error)
    assert survived == []
    assert engine.rows("SELECT * { ?s ?p ?o }").rows == whole
    world.assert_untouched()


def test_the_words_of_attacks_may_be_names_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    write(graph(), path)
    with EmbeddedStore(path) as store:
        said = "MATCH (d:Document) WHERE d.year > 1.5 AND d.title <> 'CALL x(); LOAD FROM' /* COPY */ RETURN d.id"
        assert len(store.rows(said).rows) == 2
    engine = SparqlEngine(graph())
    query = (
        "PREFIX from: <http://from/> "
        "SELECT ?from ?service { ?from eli:cites ?service . FILTER(?from != from:service) } # FROM SERVICE"
    )
    assert len(engine.rows(query).rows) == 1
