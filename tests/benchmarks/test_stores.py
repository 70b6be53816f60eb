"""How quickly the stores take a graph in, against what their engines can do at most; run by ``make bench``.

Times are compared within one run only. Where the comparison starts a server, each measurement has a fresh one, and the
ways are measured in turn. ``load`` is what a user starts: a process that reads a graph file. ``POLICYGRAPH_BENCH`` is
the number of generated documents, else 20,000; the aims are for 100,000, which is measured once and takes about six
minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from ...graph import embedded
from ...graph.embedded import EmbeddedStore
from ...graph.export import export
from ...graph.loading import SCHEMA
from ...graph.model import Graph
from ...graph.table_files import IMPORT
from ...graph.tables import EDGE, NODES, Column, edge_values, edges, nodes, values
from ..conftest import ROOT, need
from ..generate import generate
from ..neo4j_server import Server, Unavailable, running

DOCUMENTS = int(os.environ.get("POLICYGRAPH_BENCH", "20000"))
ROUNDS = 2 if DOCUMENTS < 50_000 else 1
_BATCH = 10_000
_LOAD = """
import sys
from functools import partial
from pathlib import Path
from policygraph.cli import main

main(["load", *sys.argv[1:]], standalone_mode=False)
status = Path("/proc/self/status").read_text()  # getrusage tells of the parent too
print(status.split("VmHWM:")[1].split()[0])
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return generate(DOCUMENTS, seed=1)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores") / "graph.lbug"


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def told(what: str, value: float, wanted: str) -> None:
    print(f"\n  {what}: {value:.2f} (wanted {wanted})", flush=True)


def test_a_graph_file_is_written_in_twice_the_time_of_bare_copy(
    graph: Graph, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ladybug

    copying: list[float] = []
    execute = ladybug.Connection.execute

    def watched(self: Any, query: Any, *rest: Any) -> Any:
        begin = time.perf_counter()
        try:
            return execute(self, query, *rest)
        finally:
            if isinstance(query, str) and query.startswith("COPY"):
                copying[-1] += time.perf_counter() - begin

    monkeypatch.setattr(ladybug.Connection, "execute", watched)
    ratios = []
    for _ in range(ROUNDS):
        copying.append(0.0)
        ratios.append(timed(lambda: embedded.write(graph, file)) / copying[-1])
    told("embedded write / bare COPY", median(ratios), "≤ 2")


def plain(graph: Graph, server: Server) -> float:
    """Batched CREATE as one writes it down: rows as maps, one session; seconds."""
    import neo4j

    def rows(
        columns: Sequence[Column], items: Sequence[Any], read: Callable[[Any], list[Any]]
    ) -> Iterator[list[dict[str, Any]]]:
        names = [c.name for c in columns]
        for start in range(0, len(items), _BATCH):
            yield [
                {
                    "source": getattr(item, "source", None),
                    "target": getattr(item, "target", None),
                    "known": dict(zip(names, read(item), strict=True)) | {"policygraph": True},
                }
                for item in items[start : start + _BATCH]
            ]

    def send(transaction: neo4j.ManagedTransaction, statement: Any, batch: list[dict[str, Any]]) -> None:
        transaction.run(statement, rows=batch).consume()

    def work() -> None:
        with driver.session() as session:
            for table in NODES:
                statement = f"UNWIND $rows AS row CREATE (n:{table.label}) SET n = row.known"
                for batch in rows(table.columns, nodes(graph, table), partial(values, table.columns)):
                    session.execute_write(send, statement, batch)
            for (type_, source, target), group in edges(graph).items():
                ends = f"MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}})"
                statement = f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type_}]->(b) SET r = row.known"
                for batch in rows(EDGE, group, edge_values):
                    session.execute_write(send, statement, batch)

    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        for statement in SCHEMA:
            driver.execute_query(statement)
        return timed(work)


def loaded(file: Path, server: Server) -> tuple[float, float]:
    """Seconds that the command took, and the most memory that it had, in GB."""
    environment = os.environ | {"NEO4J_PASSWORD": server.password, "PYTHONPATH": str(ROOT.parent)}
    command = [sys.executable, "-c", _LOAD, server.uri, "-g", str(file)]
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, int(done.stdout.split()[-1]) / 1e6


def one_by_one(graph: Graph, server: Server, seconds: float) -> int:
    """Relationships made in so many seconds, one statement each, between nodes that are there."""
    import neo4j

    statement = "MATCH (a:Document {id: $a}) MATCH (b:Document {id: $b}) CREATE (a)-[r:CITES]->(b) SET r = $known"
    names = [c.name for c in EDGE]
    cites = [e for e in graph.edges.values() if e.type == "CITES"]
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        for command in SCHEMA:
            driver.execute_query(command)
        end = time.perf_counter() + seconds
        for made, e in enumerate(cites):
            if time.perf_counter() > end:
                return made
            known = dict(zip(names, edge_values(e), strict=True))
            driver.execute_query(statement, a=e.source, b=e.target, known=known)
    raise AssertionError("too few relationships for so much time")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    need(not os.environ.get("NEO4J_URI"), "measured on servers that are started here")

    def start() -> Any:
        monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
        return running()

    return start


def test_the_server_is_loaded_at_its_own_pace(
    graph: Graph, file: Path, started: Callable[[], Any], tmp_path: Path
) -> None:
    if not file.exists():
        embedded.write(graph, file)
    rows = sum(len(nodes(graph, table)) for table in NODES) + len(graph.edges)
    spent: dict[str, list[float]] = {"plain": [], "load": [], "again": [], "import": [], "export": []}
    memory: list[float] = []
    singles: list[int] = []
    try:
        for _ in range(ROUNDS):
            with started() as server:
                spent["plain"].append(plain(graph, server))
            with started() as server:
                for name in ("load", "again"):
                    seconds, gigabytes = loaded(file, server)
                    spent[name].append(seconds)
                    memory.append(gigabytes)
                log = (server.home / "logs" / "debug.log").read_text(encoding="utf-8", errors="replace")
                assert "DeadlockDetected" not in log
                server.stop()
                with EmbeddedStore(file) as store:
                    spent["export"].append(timed(lambda s=store: export(s, tmp_path / "files", "neo4j-csv")))  # type: ignore[misc]
                spent["import"].append(
                    timed(lambda s=server: s.admin(*IMPORT.split()[1:], cwd=tmp_path / "files"))  # type: ignore[misc]
                )
                server.start()  # as fresh as it is for a load, and for as long
                singles.append(one_by_one(graph, server, spent["load"][-1]))
    except Unavailable as reason:
        need(False, str(reason))
    took = {name: median(times) for name, times in spent.items()}
    print(f"\n  {DOCUMENTS:,} documents, {rows:,} rows; seconds:")
    for name, times in spent.items():
        print(f"    {name:8}", *(f"{t:.1f}" for t in times))
    told("load / plain CREATE, rate", took["plain"] / took["load"], "≥ 0.9")
    told("load again / plain CREATE, rate", took["plain"] / took["again"], "no aim")
    told("load / one statement a relationship, in the same time", rows / median(singles), "≥ 30")
    told("import / load, rate", took["load"] / took["import"], "≥ 4")
    told("export and import / load, rate", took["load"] / (took["export"] + took["import"]), "no aim")
    told("peak memory of policygraph load, first and again, GB", max(memory), "≤ 1.5")
