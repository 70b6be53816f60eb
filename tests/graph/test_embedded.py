from pathlib import Path

from ...graph.embedded import EmbeddedStore, write
from ..generate import generate


def test_round_trip(tmp_path: Path) -> None:
    graph = generate(200)
    write(graph, tmp_path / "g[1]'*.lbug")
    with EmbeddedStore(tmp_path / "g[1]'*.lbug") as store:
        got = store.subgraph()
        assert got.documents == graph.documents
        assert got.bodies == graph.bodies
        assert got.directives == graph.directives
        assert got == graph
    assert [p.name for p in tmp_path.iterdir()] == ["g[1]'*.lbug"]
