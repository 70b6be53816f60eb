"""Every named query gives the same rows from a graph file, from a Neo4j server and from SPARQL over the RDF, by
Oxigraph and by rdflib: on the examples, on the shared corpus and on a thousand generated documents.

The catalogue of named queries drives it, so a new query is tested as soon as its two texts stand in ``queries/``. Its
parameters are tried with values found in the graph: by name, see :data:`FOUND`, or else by kind, see :data:`KINDS`. A
text parameter of a new name needs one line in ``FOUND``; without it the test fails and says so.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib

from ...graph.embedded import EmbeddedStore, write
from ...graph.export import export
from ...graph.loading import load
from ...graph.model import Graph
from ...graph.resolve import resolve
from ...graph.rows import Rows
from ...graph.server import ServerStore
from ...graph.store import Store
from ...loaders.batch import extract_files
from ...loaders.cache import RecordCache
from ...loaders.readers.files import find_files
from ...loaders.record import Record
from ...queries import named
from ...queries.show import show
from ...queries.sparql import SparqlEngine
from ...queries.trace import trace
from ..conftest import ROOT
from ..generate import generate
from ..neo4j_server import Server

Values = Callable[[Graph], Sequence[str | int]]


def documents(graph: Graph) -> list[str]:
    """Those with most edges into them and out of them, one without any text, and one that is not there."""
    into = Counter(edge.target for edge in graph.edges.values() if edge.target in graph.documents)
    out = Counter(edge.source for edge in graph.edges.values() if edge.source in graph.documents)
    most = [id_ for counted in (into, out) for id_, _ in counted.most_common(3)]
    cited = [d.id for d in graph.documents.values() if not d.loaded][-1:]
    return [*dict.fromkeys([*most, *cited]), "no such id", "' OR 1=1 //"]


def words(graph: Graph) -> list[str]:
    """None, and words of numbers and titles, as people type them."""
    titles = [document.title for document in graph.documents.values() if document.title]
    return ["", titles[0].split()[0].upper(), titles[-1][-12:], "/TU", '"']


#: What a parameter of this name is tried with.
FOUND: dict[str, Values] = {
    "words": words,
    "level": lambda graph: [*sorted({str(d.level) for d in graph.documents.values()}), "other"],
}
#: What any other parameter of this kind is tried with.
KINDS: dict[str, Values] = {
    "document": documents,
    "body": lambda graph: [*list(graph.bodies)[::9][:4], "no such id"],
    "date": lambda graph: days[:: max(1, len(days) // 3)] if (days := issued(graph)) else ["2020-01-01"],
    "integer": lambda graph: [0, 1, 3, 2020, 100_000],
}


def issued(graph: Graph) -> list[str]:
    return sorted({d.issued.isoformat() for d in graph.documents.values() if d.issued})


def arguments(query: named.NamedQuery, graph: Graph) -> list[dict[str, str | int]]:
    """Defaults alone, where there are such; then every value of every parameter once, beside changing others."""
    values: dict[str, Sequence[str | int]] = {}
    for parameter in query.parameters:
        find = FOUND.get(parameter.name) or KINDS.get(parameter.kind)
        if find is None:
            pytest.fail(
                f"{query.name}: where are values for ${parameter.name}? Say it in FOUND of {Path(__file__).name}"
            )
        values[parameter.name] = find(graph)
    tried: list[dict[str, str | int]] = []
    if all(parameter.default is not None for parameter in query.parameters):
        tried.append({})
    turns = range(max(map(len, values.values()), default=0))
    return tried + [{name: held[turn % len(held)] for name, held in values.items()} for turn in turns]


@dataclass(frozen=True, slots=True)
class World:
    """A graph in a file and as RDF."""

    name: str
    graph: Graph
    embedded: Store
    sparql: SparqlEngine
    triples: rdflib.Graph


def read(folder: Path) -> Graph:
    records = extract_files(find_files([folder]), cache=RecordCache(Path(os.environ["POLICYGRAPH_CACHE"])))
    return resolve([record for record in records if isinstance(record, Record)]).graph


@pytest.fixture(scope="module", params=["examples", "corpus", "generated"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    name: str = request.param
    if name == "generated":
        graph = generate(1_000, seed=7)
    else:
        graph = read(ROOT / "examples" if name == "examples" else request.getfixturevalue("shared") / "corpus")
    file = tmp_path_factory.mktemp("parity") / "graph.lbug"
    write(graph, file)
    export(graph, file.with_suffix(".nt"))
    triples = rdflib.Graph().parse(file.with_suffix(".nt"))
    with EmbeddedStore(file) as store:
        yield World(name, graph, store, SparqlEngine(graph), triples)


@pytest.fixture(scope="module")
def server(world: World, neo4j_server: Server) -> Iterator[Store]:
    """The same graph in the server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.username)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        load(world.graph, neo4j_server.uri)
        with ServerStore(neo4j_server.uri) as store:
            yield store


def same(one: Rows, other: Rows, what: str, values: object) -> None:
    """Fails if the rows differ; then both sides are written out."""
    if one.rows == other.rows:
        return
    folder = Path(tempfile.mkdtemp(prefix="parity-"))
    for side, rows in ((one, "embedded"), (other, "other")):
        (folder / f"{what}.{rows}.txt").write_text("\n".join(map(repr, side.rows)), encoding="utf-8")
    pytest.fail(f"{what} {values}: {len(one.rows)} and {len(other.rows)} rows; both sides are in {folder}")


@pytest.mark.parametrize("name", named.catalogue())
def test_sparql_gives_the_rows_of_cypher(name: str, world: World) -> None:
    query = named.get(name)
    some = False
    for values in arguments(query, world.graph):
        cypher, sparql = named.run(world.embedded, query, values), world.sparql.run(query, values)
        assert cypher.columns == sparql.columns == query.columns, values
        same(cypher, sparql, f"{world.name}-{name}", values)
        some = some or bool(cypher.rows)
    assert some or world.name != "generated", "no rows at all: then nothing is shown"


@pytest.mark.parametrize("name", named.catalogue())
def test_rdflib_gives_the_rows_of_sparql(name: str, world: World) -> None:
    """Of the thousand documents a few values are tried: rdflib takes its time."""
    query = named.get(name)
    tried = arguments(query, world.graph)
    for values in tried if world.name != "generated" else tried[:3]:
        bound = {key: rdflib.Literal(value) for key, value in query.bind(values).items()}
        found = [
            tuple(None if row[c] is None else row[c].toPython() for c in query.columns)
            for row in cast("Iterator[dict[str, Any]]", iter(world.triples.query(query.sparql, initBindings=bound)))
        ]
        # rdflib gives one row of nothing where SPARQL groups nothing
        answer = Rows(query.columns, [row for row in found if any(isinstance(value, str) and value for value in row)])
        same(world.sparql.run(query, values), answer, f"{world.name}-{name}", values)


@pytest.mark.parametrize("name", named.catalogue())
def test_neo4j_gives_the_rows_of_the_file(name: str, world: World, server: Store) -> None:
    query = named.get(name)
    for values in arguments(query, world.graph):
        same(named.run(world.embedded, query, values), named.run(server, query, values), f"{world.name}-{name}", values)


def test_the_whole_graph_comes_back_from_every_store(world: World, server: Store) -> None:
    assert world.embedded.subgraph() == world.graph
    assert server.subgraph() == world.graph
    some = [*list(world.graph.documents)[::7], "no such id"]
    assert server.subgraph(some) == world.embedded.subgraph(some)


def test_chains_and_documents_are_shown_alike(world: World, server: Store) -> None:
    for id_ in documents(world.graph)[:2]:
        for up in (False, True):
            assert trace(server, id_, up=up) == trace(world.embedded, id_, up=up)
        assert show(server, id_) == show(world.embedded, id_)
