"""The Neo4j store on a real server."""

from __future__ import annotations

import contextlib
import signal
import threading
from pathlib import Path

import pytest

from ...errors import QueryError, StoreError
from ...graph import embedded, loading, streaming
from ...graph.embedded import EmbeddedStore
from ...graph.loading import load
from ...graph.model import Document, Graph
from ...graph.server import ServerStore
from ..conftest import need
from ..generate import generate
from ..neo4j_server import Server


def test_what_was_loaded_comes_back_and_a_second_load_changes_nothing(neo4j_uri: str) -> None:
    graph = generate(150)
    load(graph, neo4j_uri)
    again = load(graph, neo4j_uri)
    assert (again.removed_nodes, again.removed_edges) == (0, 0)
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == graph


def test_a_graph_file_is_loaded_part_by_part_in_place_of_the_last(
    neo4j_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "_BATCH", 20)
    first, second = generate(120, seed=1), generate(150, seed=2)
    load(first, neo4j_uri)
    embedded.write(second, tmp_path / "graph.lbug")
    heard: list[tuple[int, int]] = []
    with EmbeddedStore(tmp_path / "graph.lbug") as file:
        report = load(file, neo4j_uri, progress=lambda done, total: heard.append((done, total)))
    rows = report.nodes + report.edges
    assert (heard[-1], {total for _, total in heard}) == ((rows, rows), {rows})
    assert report.removed_edges == len(first.edges.keys() - second.edges.keys())
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == second


def test_the_next_graph_takes_the_place_of_the_last(neo4j_uri: str) -> None:
    load(generate(120, seed=1), neo4j_uri)
    other = generate(80, seed=2)
    report = load(other, neo4j_uri)
    assert report.removed_nodes > 0
    assert report.removed_edges > 0
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == other


def test_writing_is_refused_by_the_server_too(neo4j_uri: str) -> None:
    load(generate(5), neo4j_uri)
    with ServerStore(neo4j_uri) as store:
        with pytest.raises(QueryError, match="would write"):
            store.rows("MATCH (d:Document) SET d.title = 'x' RETURN d.id")
        cut = store.rows("MATCH (d:Document) RETURN d.id", limit=2)
        assert len(cut.rows) == 2
        assert cut.cut
        with pytest.raises(QueryError, match="longer than"):
            store.rows("UNWIND range(1, 100000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b)", timeout=0.5)


def test_data_of_others_stays(neo4j_uri: str, neo4j_server: Server) -> None:
    neo4j = pytest.importorskip("neo4j")
    load(Graph(documents={"a": Document("a"), "b": Document("b")}), neo4j_uri)
    auth = (neo4j_server.username, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_uri, auth=auth) as driver:
        driver.execute_query("MATCH (d:Document {id: 'a'}) CREATE (:Note {text: 'mine'})-[:ABOUT]->(d)")
        try:
            report = load(Graph(documents={"b": Document("b")}), neo4j_uri)
            assert (report.released, report.removed_nodes) == (1, 0)
            kept, _, _ = driver.execute_query("MATCH (:Note)-[:ABOUT]->(d) RETURN labels(d), d.id")
            assert kept[0].values() == [[], "a"]
            driver.execute_query("CREATE (:Document {id: 'theirs'})")
            with pytest.raises(StoreError, match="did not make"):
                load(Graph(), neo4j_uri)
        finally:
            driver.execute_query("MATCH (n) WHERE n.policygraph IS NULL DETACH DELETE n")


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1"])
def test_a_server_that_is_down_is_said_in_one_line(uri: str) -> None:
    with pytest.raises(StoreError, match="is it running") as raised:
        ServerStore(uri)
    assert "\n" not in str(raised.value)


def _refused(uri: str, database: str | None = None) -> list[str]:
    """What opening and loading say."""
    said = []
    for refused in (lambda: ServerStore(uri, database=database), lambda: load(generate(3), uri, database=database)):
        with pytest.raises(StoreError) as raised:
            refused()
        said.append(str(raised.value))
    assert not any("\n" in line for line in said)
    return said


def test_wrong_password_database_and_tls_say_what_to_do(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = generate(5)
    load(graph, neo4j_uri)
    assert all("no database 'nosuch'" in said for said in _refused(neo4j_uri, "nosuch"))
    assert all("leave out the" in said for said in _refused(neo4j_uri.replace("bolt://", "bolt+s://")))
    assert all("do not belong" in said for said in _refused("bolt://me:secret@127.0.0.1:7687"))
    with monkeypatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", "wrong")
        assert all("NEO4J_PASSWORD" in said for said in _refused(neo4j_uri))
        patch.delenv("NEO4J_PASSWORD")
        assert all("NEO4J_PASSWORD" in said for said in _refused(neo4j_uri))
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == graph


def test_a_graph_of_other_tables_is_told(neo4j_uri: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "FORMAT", 1)
        load(generate(5), neo4j_uri)
    with pytest.raises(StoreError, match=r"another state of policygraph .*; load it again"):
        ServerStore(neo4j_uri)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "restarted"])
def test_a_server_that_goes_away_in_the_middle_is_waited_for(
    how: signal.Signals, neo4j_uri: str, neo4j_server: Server
) -> None:
    need(neo4j_server.home, "the server at NEO4J_URI is not ours to kill")
    graph, reached = generate(3_000, seed=3), threading.Event()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            load(graph, neo4j_uri, progress=lambda done, total: reached.set())
        except BaseException as error:
            failed.append(error)

    loading = threading.Thread(target=run)
    loading.start()
    assert reached.wait(60)
    neo4j_server.stop(how)
    neo4j_server.start()
    with contextlib.suppress(StoreError), ServerStore(neo4j_uri) as store:
        assert store.subgraph() == graph  # while it goes on nobody reads half a graph
    loading.join(200)
    assert not failed
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == graph


def test_a_load_that_was_broken_off_is_completed_by_the_next(neo4j_uri: str) -> None:
    class Broken(Exception):
        pass

    def break_off(done: int, total: int) -> None:
        raise Broken

    load(generate(10, seed=1), neo4j_uri)
    with pytest.raises(Broken):
        load(generate(60, seed=2), neo4j_uri, progress=break_off)
    with pytest.raises(StoreError, match="broken off"):  # nobody reads half a graph
        ServerStore(neo4j_uri)
    load(generate(60, seed=2), neo4j_uri)
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == generate(60, seed=2)


def test_a_load_that_another_overtakes_stops(neo4j_uri: str) -> None:
    overtaken: list[int] = []

    def overtake(done: int, total: int) -> None:
        if not overtaken:
            overtaken.append(done)
            load(generate(10, seed=5), neo4j_uri)

    with pytest.raises(StoreError, match="by another load"):
        load(generate(50, seed=4), neo4j_uri, progress=overtake)
    with ServerStore(neo4j_uri) as store:
        assert store.subgraph() == generate(10, seed=5)
