"""The embedded store: a file that is whole or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from ...errors import QueryError, StoreError
from ...graph import embedded
from ...graph.embedded import EmbeddedStore, write
from ...graph.model import Document, Edge, EdgeType, Graph
from ..conftest import ROOT
from ..generate import generate

#: Writes a large graph, over and over, to the file that it is given.
_BUILDER = f"""
import sys, pathlib
sys.path.insert(0, {str(ROOT.parent)!r})
from {ROOT.name}.graph.embedded import write
from {ROOT.name}.tests.generate import generate
graph = generate(1500, seed=9)
print("ready", flush=True)
while True:
    write(graph, pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "graph.lbug"


def _builder(file: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", _BUILDER, str(file)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


@pytest.mark.parametrize("name", ["graph.lbug", "g[1]'*? é.lbug"])
def test_what_was_written_comes_back_and_nothing_else_is_left(name: str, tmp_path: Path) -> None:
    graph, heard = generate(200), []
    write(generate(20), tmp_path / name)
    write(graph, tmp_path / name, progress=lambda done, total: heard.append((done, total)))
    with EmbeddedStore(tmp_path / name) as store:
        assert store.subgraph() == graph
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert heard[-1][0] == heard[-1][1] > 200


def test_a_part_has_the_documents_their_directives_and_the_bodies_these_name(file: Path) -> None:
    graph = generate(300)
    write(graph, file)
    for size in (2, 90):
        some = set(list(graph.documents)[10 : 10 + size])
        with EmbeddedStore(file) as store:
            part = store.subgraph(some)
        assert set(part.documents) == some
        assert set(part.directives) == {d.id for d in graph.directives.values() if d.document in some}
        held = some | set(part.directives) | set(part.bodies)
        assert part.edges == {key: e for key, e in graph.edges.items() if {e.source, e.target} <= held}


def test_killed_at_any_moment_the_old_graph_stays_and_the_next_build_works(file: Path) -> None:
    """At five random points; POLICYGRAPH_KILLS says how many otherwise."""
    sizes = {len(generate(1500, seed=9).documents), 30}
    write(generate(30), file)
    begin = time.monotonic()
    write(generate(1500, seed=9), file.with_name("other.lbug"))
    longest = 1.5 * (time.monotonic() - begin)
    file.with_name("other.lbug").unlink()
    points = Random(int(os.environ.get("POLICYGRAPH_SEED", "1")))
    for _ in range(int(os.environ.get("POLICYGRAPH_KILLS", "5"))):
        process = _builder(file)
        time.sleep(points.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with EmbeddedStore(file) as store:
            assert len(store.subgraph().documents) in sizes
    write(generate(31), file)
    assert [left.name for left in file.parent.iterdir()] == [file.name]
    with EmbeddedStore(file) as store:
        assert store.subgraph() == generate(31)


def test_a_graph_is_read_while_the_next_is_built(file: Path) -> None:
    write(generate(30), file)
    with EmbeddedStore(file) as old:
        process = _builder(file)
        try:
            sizes = set()
            for _ in range(100):
                with EmbeddedStore(file) as store:
                    sizes.add(store.rows("MATCH (d:Document) RETURN count(d)").rows[0][0])
                if 1500 in sizes:
                    break
                time.sleep(0.1)
        finally:
            process.kill()
            process.wait()
        assert sizes <= {30, 1500} and 1500 in sizes
        assert old.subgraph() == generate(30)  # who opened it before goes on reading it


#: Writes a large graph to the file that it is given, with room for so many bytes at most, and prints the error.
_CRAMPED = f"""
import resource, sys, pathlib
sys.path.insert(0, {str(ROOT.parent)!r})
from {ROOT.name}.errors import StoreError
from {ROOT.name}.graph.embedded import write
from {ROOT.name}.tests.generate import generate
graph = generate(1500, seed=9)
if int(sys.argv[2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    write(graph, pathlib.Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


def _write_cramped(file: Path, most: int) -> str:
    done = subprocess.run([sys.executable, "-c", _CRAMPED, str(file), str(most)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


@pytest.mark.parametrize("most", [20_000, 500_000, 3_000_000])
def test_a_file_that_may_not_grow_leaves_the_old_graph(most: int, file: Path) -> None:
    write(generate(5), file)
    assert "cannot be written" in (said := _write_cramped(file, most)) and "\n" not in said
    with EmbeddedStore(file) as store:
        assert store.subgraph() == generate(5)
    assert [left.name for left in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("room", ["5m", "8m"])
def test_a_full_disk_leaves_the_old_graph(room: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may make a small disk")
    try:
        write(generate(5), disk / "graph.lbug")
        said = _write_cramped(disk / "graph.lbug", 0)
        assert said.endswith("cannot be written: No space left on device")
        with EmbeddedStore(disk / "graph.lbug") as store:
            assert store.subgraph() == generate(5)
        assert [left.name for left in disk.iterdir()] == ["graph.lbug"]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_two_builds_of_one_file_say_who_holds_it(file: Path) -> None:
    process = _builder(file)
    try:
        time.sleep(0.2)
        with pytest.raises(StoreError, match=f"being built by process {process.pid} "):
            for _ in range(100):  # it lets go for a moment between two builds
                write(generate(5), file)
    finally:
        process.kill()
        process.wait()


def test_files_that_are_no_graphs_are_refused_and_kept(file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph at"):
        EmbeddedStore(file)
    file.write_text("my notes")
    with pytest.raises(StoreError, match="not a graph file"):
        EmbeddedStore(file)
    with pytest.raises(StoreError, match="not replaced"):
        write(Graph(), file)
    assert file.read_text() == "my notes"
    with pytest.raises(StoreError, match="not a graph file"):
        EmbeddedStore(tmp_path)


def test_a_graph_of_other_tables_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "FORMAT", 1)
    write(generate(5), file)
    monkeypatch.undo()
    with pytest.raises(StoreError, match="build it again"):
        EmbeddedStore(file)


def test_other_versions_and_damage_are_told(file: Path) -> None:
    write(generate(5), file)
    whole = file.read_bytes()
    file.write_bytes(whole[:4] + b"\x01" + whole[5:])
    with pytest.raises(StoreError, match="another version"):
        EmbeddedStore(file)
    file.write_bytes(whole[:5000])
    with pytest.raises(StoreError, match="damaged"):
        EmbeddedStore(file)


def test_a_graph_that_is_not_whole_is_refused_and_the_old_one_kept(file: Path) -> None:
    write(generate(5), file)
    graph = Graph(documents={"a": Document("a")})
    graph.connect(Edge("a", EdgeType.CITES, "nowhere"))
    with pytest.raises(StoreError, match="not whole"):
        write(graph, file)
    with pytest.raises(StoreError, match="surrogate"):
        write(Graph(documents={"a": Document("a", title="\ud800")}), file)
    with EmbeddedStore(file) as store:
        assert len(store.subgraph().documents) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (MATCH (d:Document) RETURN d.id) TO '{0}'",
        "PROFILE COPY (MATCH (d:Document) RETURN d.id) TO '{0}'",
        "/* ' */ COPY (MATCH (d:Document) RETURN d.id) TO '{0}' // '",
        "MATCH (d:Document) RETURN d.id; COPY (MATCH (d:Document) RETURN d.id) TO '{0}'",
        "// \\u000a ' \nCOPY (MATCH (d:Document) RETURN d.id) TO '{0}' // '",
        "EXPORT DATABASE '{0}'",
        "LOAD FROM '/etc/passwd' RETURN *",
        "MATCH (d:Document) LoAd FROM '/etc/passwd' RETURN *",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (d) \\u004cOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL threads=1",
        "CALL apoc.load.json('http://127.0.0.1') YIELD value RETURN value",
        "ATTACH '{0}' AS other (dbtype lbug)",
        "INSTALL json",
        "CREATE (:Document {{id: 'x'}})",
        "MATCH (d:Document) SET d.title = 'x'",
        "MATCH (d:Document) DETACH DELETE d",
        "MATCH (d:Document RETURN d",
        "MATCH (d:Document) WHERE d.id = $missing RETURN d",
        "",
    ],
)
def test_statements_that_do_not_only_read_the_graph_are_refused(statement: str, file: Path) -> None:
    write(generate(5), file)
    outside = file.with_name("outside.csv")
    with EmbeddedStore(file) as store:
        with pytest.raises(QueryError) as raised:
            store.rows(statement.format(outside))
        assert len(store.rows("MATCH (d:Document) RETURN d.id").rows) == 5
    assert "\n" not in str(raised.value)
    assert not outside.exists()


def test_words_of_the_guard_may_be_names_and_texts(file: Path) -> None:
    write(generate(5), file)
    with EmbeddedStore(file) as store:
        assert store.rows("RETURN 'load; CALL x()' AS text, $load AS given;", {"load": 1, "unused": 2}).dicts() == [
            {"text": "load; CALL x()", "given": 1}
        ]


def test_limits_of_rows_and_time_are_kept(file: Path) -> None:
    write(generate(5), file)
    with EmbeddedStore(file) as store:
        assert [store.rows("MATCH (d:Document) RETURN d.id", limit=n).cut for n in (4, 5)] == [True, False]
        with pytest.raises(QueryError, match=r"longer than 0\.2 seconds"):
            store.rows("UNWIND range(1, 1000000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.2)
