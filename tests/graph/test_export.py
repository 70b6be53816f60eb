"""What other tools get: nothing lost where the form can hold it, and read by those tools."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from ...errors import StoreError
from ...graph.embedded import EmbeddedStore, write
from ...graph.export import FILES, FOLDERS, export
from ...graph.loading import load
from ...graph.model import Document, EdgeType, Graph
from ...graph.networks import to_networkx
from ...graph.server import ServerStore
from ...graph.tables import BODY, DIRECTIVE, DOCUMENT, EDGE, Kind, body_of, directive_of, document_of, edge_of
from ...queries import named
from ..conftest import ROOT, need
from ..generate import generate
from ..neo4j_server import Server
from ..queries.test_parity import arguments
from .test_parity import HOSTILE

Read = Callable[[Path], list[dict[str, Any]]]

_FROM_TEXT: dict[Kind, Callable[[str], Any]] = {
    Kind.INT: int,
    Kind.FLOAT: float,
    Kind.BOOL: lambda text: {"true": True, "false": False}[text],
    Kind.DATE: date.fromisoformat,
    **dict.fromkeys((Kind.TEXTS, Kind.INTS, Kind.FLOATS), json.loads),
}


def by_ladybug(file: Path) -> list[dict[str, Any]]:
    import ladybug

    with ladybug.Database() as database, ladybug.Connection(database) as connection:
        result = connection.execute(f"LOAD FROM '{file}' RETURN *")
        assert isinstance(result, ladybug.QueryResult)
        return [dict(zip(result.get_column_names(), row, strict=True)) for row in result.get_all()]


def by_csv(file: Path) -> list[dict[str, Any]]:
    """Values by their kinds; csv does not tell an empty field from an empty text."""
    kinds = {c.name: c.kind for table in (DOCUMENT, BODY, DIRECTIVE) for c in table.columns} | {
        c.name: c.kind for c in EDGE
    }
    usual = csv.field_size_limit(10_000_000)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return [
                {k: _FROM_TEXT.get(kinds.get(k, Kind.TEXT), str)(v) if v else None for k, v in row.items()}
                for row in csv.DictReader(lines)
            ]
    finally:
        csv.field_size_limit(usual)


def rebuilt(folder: Path, ending: str, read: Read) -> Graph:
    graph = Graph()
    for row in read(folder / f"documents.{ending}"):
        graph.documents[row["id"]] = document_of(row)
    for row in read(folder / f"bodies.{ending}"):
        graph.bodies[row["id"]] = body_of(row)
    for row in read(folder / f"directives.{ending}"):
        graph.directives[row["id"]] = directive_of(row)
    for row in read(folder / f"edges.{ending}"):
        graph.connect(edge_of(row["source"], EdgeType(row["type"]), row["target"], {**row, "role": row["role"] or ""}))
    return graph


def blanked(graph: Graph) -> list[str]:
    """The graph as text in which None and the empty text are one."""
    held = (graph.documents, graph.bodies, graph.directives, graph.edges)
    return [repr(item).replace("''", "None") for group in held for _, item in sorted(group.items())]


@pytest.mark.parametrize("texts", [(), HOSTILE], ids=["plain", "hostile"])
def test_tables_hold_the_graph(texts: tuple[str, ...], tmp_path: Path) -> None:
    graph = generate(60, seed=3, texts=texts)
    export(graph, tmp_path / "p", "parquet")
    again = rebuilt(tmp_path / "p", "parquet", by_ladybug)
    assert (again.documents, again.bodies, again.directives) == (graph.documents, graph.bodies, graph.directives)
    assert again.edges == graph.edges
    if not any("\0" in text for text in texts):  # Python's csv before 3.12 reads no NUL
        export(graph, tmp_path / "c", "csv")
        assert blanked(rebuilt(tmp_path / "c", "csv", by_csv)) == blanked(graph)


@pytest.mark.parametrize("texts", [(), HOSTILE], ids=["plain", "hostile"])
def test_graphml_is_read_by_networkx(texts: tuple[str, ...], tmp_path: Path) -> None:
    import networkx as nx

    graph = generate(40, seed=4, texts=texts)
    export(graph, tmp_path / "g.graphml")
    network = cast("nx.MultiDiGraph[str]", nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True))
    assert set(network) == {*graph.documents, *graph.bodies, *graph.directives}
    assert {(a, k, b) for a, b, k in network.edges(keys=True)} == {
        (e.source, e.type, e.target) for e in graph.edges.values()
    }
    for (source, type_, target), edge in graph.edges.items():
        known = network.edges[source, target, str(type_)]
        assert known["count"] == edge.count and known["undecided"] is edge.undecided
        if not texts:
            assert json.loads(known.get("quotes", "[]")) == [e.quote for e in edge.evidence]


def test_networks_hold_pythons_values() -> None:
    graph = generate(50)
    network = to_networkx(graph)
    dated = next(d for d in graph.documents.values() if d.issued)
    assert network.nodes[dated.id]["issued"] == dated.issued and network.nodes[dated.id]["type"] == "Document"
    assert network.nodes[dated.id]["label"] == dated.label
    edge = next(e for e in graph.edges.values() if e.evidence)
    assert network.edges[edge.source, edge.target, str(edge.type)]["quotes"] == [e.quote for e in edge.evidence]


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_with_other_things_is_kept(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for _ in range(2):  # an earlier export is replaced
        export(generate(5), folder, form)
        (folder / "import.report").touch()  # the importer's
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="something else"):
        export(generate(5), folder, form)
    assert (folder / "mine.txt").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_name_without_a_known_ending_is_told_the_list(tmp_path: Path) -> None:
    for name in ("graph.xlsx", "graph", "graph.csv"):
        with pytest.raises(StoreError) as raised:
            export(Graph(), tmp_path / name)
        assert all(ending in str(raised.value) for ending in (*FILES, *FOLDERS))
    with pytest.raises(StoreError, match="cannot be written"):
        export(Graph(), tmp_path / "nowhere" / "graph.graphml")


def test_an_export_to_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    write(generate(1_500), tmp_path / "graph.lbug")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("only root may make a small disk")
    try:
        for output in [[f"g{ending}"] for ending in FILES] + [["folder", "--tables", form] for form in FOLDERS]:
            command = [sys.executable, "-m", ROOT.name, "export", *output, "-g", str(tmp_path / "graph.lbug")]
            environment = os.environ | {"PYTHONPATH": str(ROOT.parent)}
            done = subprocess.run(command, cwd=disk, env=environment, capture_output=True, text=True)
            assert (done.returncode, done.stderr.count("\n")) == (1, 1), (output, done.returncode, done.stderr)
            assert "cannot be written: No space left on device" in done.stderr
        assert not list(disk.iterdir())
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def emptied(neo4j_server: Server, neo4j_uri: str) -> Server:
    need(neo4j_server.home, "the server at NEO4J_URI is not ours to stop")
    return neo4j_server


def test_what_neo4j_admin_imports_is_what_load_makes(emptied: Server, neo4j_uri: str, tmp_path: Path) -> None:
    import neo4j

    from ...graph.table_files import IMPORT

    graph = generate(60, seed=11, texts=HOSTILE)
    graph.documents["lone"] = Document("lone", title="\x1f")
    write(graph, tmp_path / "graph.lbug")
    export(graph, tmp_path / "files", "neo4j-csv")
    emptied.stop()
    try:
        emptied.admin(*IMPORT.split()[1:], cwd=tmp_path / "files")
    finally:
        emptied.start()
    with pytest.raises(StoreError, match=r"finish\.cypher"):
        ServerStore(neo4j_uri)
    statements = (tmp_path / "files" / "finish.cypher").read_text(encoding="utf-8").split(";\n")
    auth = (emptied.username, emptied.password)
    with neo4j.GraphDatabase.driver(neo4j_uri, auth=auth) as driver, driver.session() as session:
        for statement in filter(None, statements):
            session.run(statement).consume()
    with ServerStore(neo4j_uri) as server, EmbeddedStore(tmp_path / "graph.lbug") as embedded:
        assert server.subgraph() == graph
        for query in named.catalogue().values():
            for values in arguments(query, graph)[:2]:
                assert named.run(server, query, values).rows == named.run(embedded, query, values).rows, query.name
    report = load(graph, neo4j_uri)
    assert (report.removed_nodes, report.removed_edges) == (0, 0)
    with ServerStore(neo4j_uri) as server:
        assert server.subgraph() == graph
