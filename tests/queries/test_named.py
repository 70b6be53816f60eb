"""Every named query gives the same rows from every engine, also where documents implement each other in circles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib

from ...errors import QueryError
from ...graph.embedded import EmbeddedStore, write
from ...graph.loading import load
from ...graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level
from ...graph.rdf import write as write_rdf
from ...graph.server import ServerStore
from ...graph.store import Store
from ...queries import named
from ...queries.sparql import SparqlEngine


def tangle() -> Graph:
    """Chains longer than six steps, two circles, one document below two, an undecided step, tasks."""
    graph = Graph()
    for letter in "abcdefghijk":
        day = None if letter in "ck" else date(2031, 1, 1) + timedelta(ord(letter) - ord("a"))
        level = {"a": Level.CENTRAL_PARTY, "b": Level.PROVINCE_PARTY, "d": Level.PROVINCE_STATE, "e": Level.DISTRICT}
        graph.documents[letter] = Document(
            letter, "KH", f"{ord(letter)}-KH/TU", issued=day, year=2031, loaded=letter in "abc",
            level=level.get(letter, Level.OTHER), province={"b": "VN-27", "d": "VN-DN", "c": "VN-04"}.get(letter),
        )  # fmt: skip
    graph.documents["law"] = Document("law", "Luật", name="Luật Nuôi ong")
    graph.bodies["so"] = Body("so", "Sở Nông nghiệp", branch="state")
    graph.directives["b#1"] = Directive(
        "b#1", "b", "II.1", "Lập đề án nuôi ong", 5, 9, "2032-01-01", due=date(2032, 1, 1)
    )
    graph.directives["b#2"] = Directive("b#2", "b", "II.2", "Báo cáo", 15, 19, "hằng năm", recurrence="yearly")
    graph.connect(Edge("b", EdgeType.CONTAINS, "b#2"))
    graph.documents["nq"] = Document("nq", "NQ", "1-NQ/TW", title="Nuôi ong", level=Level.CENTRAL_PARTY)
    graph.connect(Edge("b", EdgeType.CITES, "nq", "mention", evidence=[Evidence("b", "1-NQ/TW", 90, 99)]))
    for later, earlier, role in (("c", "b", "whole"), ("d", "c", "whole"), ("e", "d", "part"), ("k", "j", "whole")):
        graph.connect(Edge(later, EdgeType.SUPERSEDES, earlier, role, evidence=[Evidence(later, "thay thế", 1, 2)]))
    for later, earlier in (("f", "c"), ("d", "c"), ("e", "a")):
        graph.connect(Edge(later, EdgeType.AMENDS, earlier, "part", evidence=[Evidence(later, "sửa đổi", 1, 2)]))
    for document in "bde":
        graph.connect(Edge(document, EdgeType.ISSUED_BY, "so"))
    graph.connect(Edge("b", EdgeType.CONTAINS, "b#1"))
    graph.connect(Edge("b#1", EdgeType.IMPLEMENTS, "a", "directive"))
    graph.connect(
        Edge(
            "b#1",
            EdgeType.ASSIGNS_TO,
            "so",
            "lead",
            evidence=[Evidence("b", "Sở Nông nghiệp", 1, 9)],
            due=date(2032, 1, 1),
        )
    )
    for pair in ("ba", "ca", "cb", "dc", "ed", "fe", "gf", "hg", "ih", "ac", "cc"):
        said = [Evidence("b", "thực hiện", n, n + 9, 1, confidence=0.5 + n / 10) for n in range(2)]
        graph.connect(Edge(pair[0], EdgeType.IMPLEMENTS, pair[1], "document", evidence=said))
        graph.connect(Edge(pair[0], EdgeType.CITES, pair[1], "basis", evidence=said[:1]))
    graph.connect(Edge("k", EdgeType.IMPLEMENTS, "a", "directive", undecided=True))
    graph.connect(Edge("a", EdgeType.CITES, "law", evidence=[Evidence("a", "Luật Nuôi ong", 0, 9)]))
    return graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("named") / "g.lbug"
    write(tangle(), path)
    with EmbeddedStore(path) as opened:
        yield opened


def arguments(query: named.NamedQuery) -> list[dict[str, Any]]:
    tried: dict[str, tuple[str, ...]] = {
        "id": ("a", "b", "c", "d", "i", "k", "e", "nobody", "' OR 1=1 //"),
        "body": ("so", "", "nobody"),
        "due": ("", "2032-01-01", "2031-01-01"),
        "day": ("2031-02-01", "2033-01-01", "2000-01-01"),
        "since": ("", "2031-02-01"),
        "until": ("", "2032-01-01", "2031-02-02"),
        "level": ("central-party", "", "district", "ministry"),
        "words": ("", "KH/TU", "NUÔI", '"'),
    }
    turns = range(max((len(tried[p.name]) for p in query.parameters), default=1))
    return [{p.name: tried[p.name][turn % len(tried[p.name])] for p in query.parameters} for turn in turns]


def test_a_level_that_there_is_not_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="choose from central-party, "):
        named.run(store, "most-cited", {"level": "province"})


def test_neo4j_gives_the_same_rows(store: Store, neo4j_uri: str) -> None:
    load(tangle(), neo4j_uri)
    with ServerStore(neo4j_uri) as server:
        for query in named.catalogue().values():
            for values in arguments(query):
                assert named.run(server, query, values).rows == named.run(store, query, values).rows, query.name


@pytest.mark.parametrize("name", sorted(named.catalogue()))
def test_every_engine_gives_the_same_rows(name: str, store: Store, tmp_path: Path) -> None:
    query, engine = named.get(name), SparqlEngine(tangle())
    write_rdf(tangle(), tmp_path / "g.nt")
    loaded = rdflib.Graph().parse(tmp_path / "g.nt")
    some = False
    for values in arguments(query):
        cypher, sparql = named.run(store, query, values), engine.run(query, values)
        assert cypher.columns == sparql.columns == query.columns
        assert cypher.rows == sparql.rows
        bound = {key: rdflib.Literal(value) for key, value in query.bind(values).items()}
        answer = [
            tuple(None if row[c] is None else row[c].toPython() for c in query.columns)
            for row in cast("Iterator[dict[str, Any]]", iter(loaded.query(query.sparql, initBindings=bound)))
        ]
        # rdflib gives one row of nothing where SPARQL groups nothing
        assert [row for row in answer if any(isinstance(value, str) and value for value in row)] == cypher.rows
        some = some or bool(cypher.rows)
    assert some


def test_the_chain_stops_after_six_steps(store: Store) -> None:
    pairs = {row[:2] for row in named.run(store, "chain", {"id": "a"}).rows}
    # i is seven steps below a by its shortest way, h is six
    assert ("h", "g") in pairs
    assert ("i", "h") not in pairs


def test_parameters_are_checked() -> None:
    query = named.get("chain")
    assert query.bind(["id=x=y"]) == {"id": "x=y"}
    for wrong in ([], ["id"], ["id=x", "other=y"]):
        with pytest.raises(QueryError):
            query.bind(wrong)
    with pytest.raises(QueryError, match="chain"):
        named.get("chian")


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .service SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' .\\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { # '\nSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <file:///etc/passwd>",
        "DROP ALL",
        "SELECT",
        "",
    ],
)
def test_sparql_that_writes_or_reaches_out_is_refused(attack: str) -> None:
    with pytest.raises(QueryError):
        SparqlEngine(tangle()).rows(attack)


def test_sparql_speaks_of_services_freely_and_stops_at_limits() -> None:
    engine = SparqlEngine(tangle())
    assert engine.rows("SELECT ('SERVICE' AS ?service) { } # SERVICE").rows == [("SERVICE",)]
    assert engine.rows("SELECT ?s { ?s ?p ?o }", limit=3).cut
    everything = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryError, match="longer"):
        engine.rows(everything, timeout=0.2)
