"""RDF: nothing is lost on the way out and back, other tools read it, shapes hold."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ...errors import LoadError, QueryError, StoreError
from ...graph import streaming
from ...graph.embedded import EmbeddedStore
from ...graph.embedded import write as write_store
from ...graph.loading import load
from ...graph.model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level
from ...graph.rdf import FORMATS, triples, write
from ...graph.rdf_reading import read
from ...graph.server import ServerStore
from ...graph.tables import ENDS
from ...graph.vocabulary import PREFIXES, Template
from ..conftest import need
from ..generate import generate
from ..neo4j_server import Unavailable, jars, java

NAMES = st.text(min_size=1, max_size=12)
MAYBE = st.none() | NAMES
RETURNS = st.sampled_from([None, "yearly", "a b"])
PLACES = st.integers(0, 10**9)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Small graphs with every type of edge and texts of any characters."""
    graph = Graph()
    for identity in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        graph.documents[identity] = Document(
            id=identity,
            kind=draw(st.sampled_from(["", "NQ", "Luật", "x/y#z"])),
            number=draw(MAYBE),
            name=draw(MAYBE),
            title=draw(MAYBE),
            issued=draw(st.none() | st.dates()),
            year=draw(st.none() | st.integers(1, 9999)),
            issuer=draw(MAYBE),
            level=draw(st.sampled_from(Level)),
            province=draw(st.none() | st.sampled_from(["VN-27", "vn-dn", "a b"])),
            status=draw(st.sampled_from(["issued", "draft"])),
            signer=draw(MAYBE),
            loaded=draw(st.booleans()),
            file=draw(MAYBE),
            source=draw(MAYBE),
        )
    for identity in draw(st.lists(NAMES, max_size=3, unique=True)):
        graph.bodies[identity] = Body(
            identity, draw(NAMES), draw(st.sampled_from(Level)), draw(st.sampled_from(["", "party"])), draw(MAYBE)
        )
    for identity in draw(st.lists(NAMES, max_size=3, unique=True)):
        if identity not in graph.documents:
            graph.directives[identity] = Directive(
                identity, draw(st.sampled_from(sorted(graph.documents))), draw(st.text(max_size=5)), draw(NAMES),
                draw(PLACES), draw(PLACES), draw(MAYBE), draw(st.none() | st.integers(1, 999)),
                draw(st.none() | st.dates()), draw(RETURNS),
            )  # fmt: skip
    nodes = {"Document": [*graph.documents], "Body": [*graph.bodies], "Directive": [*graph.directives]}
    for edge_type in draw(st.lists(st.sampled_from(EdgeType), max_size=6)):
        source_kind, target_kind = draw(st.sampled_from(ENDS[edge_type]))
        if not nodes[source_kind] or not nodes[target_kind]:
            continue
        graph.connect(
            Edge(
                draw(st.sampled_from(sorted(nodes[source_kind]))),
                edge_type,
                draw(st.sampled_from(sorted(nodes[target_kind]))),
                role=draw(st.sampled_from(["", "basis", "review", "whole", "part", "lead", "document"])),
                deadline=draw(MAYBE),
                due=draw(st.none() | st.dates()),
                recurrence=draw(RETURNS),
                undecided=draw(st.booleans()),
                evidence=draw(
                    st.lists(
                        st.builds(
                            Evidence,
                            asserted_by=NAMES, quote=st.text(max_size=20), start=PLACES, end=PLACES,
                            page=st.none() | st.integers(1, 999), rule=st.text(max_size=5),
                            confidence=st.floats(0, 1),
                        ),
                        max_size=3,
                        unique_by=lambda e: (e.asserted_by, e.start, e.end),
                    )
                ),
            )
        )  # fmt: skip
    return graph


@pytest.mark.parametrize("ending", sorted(FORMATS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graph=graphs())
def test_reading_back_gives_the_same_graph(ending: str, graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{ending}"
        assert write(graph, path, base="https://data.example.vn/ví-dụ/") > 0
        assert read(path) == graph


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graph=graphs())
def test_rdflib_reads_the_same_triples(graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for ending in (".nt", ".ttl", ".jsonld"):
            write(graph, Path(folder) / f"graph{ending}", base="https://data.example.vn/ví-dụ/")
            found.append(set(rdflib.Graph().parse(Path(folder) / f"graph{ending}")))
        assert len(found[0]) == len(set(triples(graph)))
        assert found[0] == found[1] == found[2]


@given(identity=NAMES, kind=st.sampled_from(["document", "body", "directive"]))
def test_uris_are_plain_ascii_and_lead_back_to_the_id(identity: str, kind: str) -> None:
    template = Template("https://data.example.vn/")
    uri = template.node(kind, identity)
    assert uri.isascii()
    assert not set(uri) & set(' <>"{}|\\^`#?')
    assert "/../" not in uri + "/"
    assert template.split(uri) == (kind, identity)


@pytest.fixture(scope="module")
def small() -> Graph:
    return small_graph()


def small_graph() -> Graph:
    """A resolution, a programme that implements it by one directive with a body charged, a plan it replaced."""
    graph = Graph()
    for document in (
        Document("vn/tw/nq/2031/7", "NQ", "07-NQ/TW", None, "Về phát triển nghề nuôi ong", date(2031, 3, 2), 2031,
                 "Bộ Chính trị", Level.CENTRAL_PARTY),
        Document("vn-99/tu/ctr/2031/3", "CTr", "03-CTr/TU", None, "Thực hiện Nghị quyết về nuôi ong",
                 date(2031, 9, 1), 2031, "Tỉnh ủy Hoa Lư", Level.PROVINCE_PARTY, "VN-99", loaded=True, file="a.txt"),
        Document("vn-99/tu/ctr/2029/1", "CTr", "01-CTr/TU", year=2029, level=Level.PROVINCE_PARTY),
    ):  # fmt: skip
        graph.documents[document.id] = document
    graph.bodies["vn-99/so-nong-nghiep"] = Body("vn-99/so-nong-nghiep", "Sở Nông nghiệp", Level.PROVINCE_STATE, "state")
    graph.directives["vn-99/tu/ctr/2031/3#1"] = Directive(
        "vn-99/tu/ctr/2031/3#1", "vn-99/tu/ctr/2031/3", "II.1", "Lập đề án nuôi ong", 120, 150, "2032-06-30", 2
    )
    said = Evidence("vn-99/tu/ctr/2031/3", "thực hiện Nghị quyết số 07-NQ/TW", 40, 72, 1, "verb", 0.9)
    programme, resolution = "vn-99/tu/ctr/2031/3", "vn/tw/nq/2031/7"
    for edge in (
        Edge(programme, EdgeType.IMPLEMENTS, resolution, "document", evidence=[said]),
        Edge(programme, EdgeType.CITES, resolution, "basis", evidence=[said]),
        Edge(programme, EdgeType.SUPERSEDES, "vn-99/tu/ctr/2029/1", "whole", evidence=[said]),
        Edge(programme, EdgeType.CONTAINS, f"{programme}#1"),
        Edge(f"{programme}#1", EdgeType.ASSIGNS_TO, "vn-99/so-nong-nghiep", "lead", evidence=[said]),
    ):
        graph.connect(edge)
    return graph


def test_links_are_said_in_published_vocabularies(small: Graph, tmp_path: Path) -> None:
    write(small, tmp_path / "g.ttl")
    loaded = rdflib.Graph().parse(tmp_path / "g.ttl")
    base = "https://example.org/policygraph/document/"
    programme = rdflib.URIRef(base + "vn-99/tu/ctr/2031/3")
    resolution = rdflib.URIRef(base + "vn/tw/nq/2031/7")
    eli = rdflib.Namespace(PREFIXES["eli"])
    assert (programme, eli.ensures_implementation_of, resolution) in loaded
    assert (programme, eli.based_on, resolution) in loaded
    assert (programme, eli.repeals, rdflib.URIRef(base + "vn-99/tu/ctr/2029/1")) in loaded
    quotes = loaded.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?words ?source { ?a oa:hasBody ?b ; oa:hasTarget ?t . "
        "?b a <http://purl.org/spar/cito/Citation> . ?t oa:hasSource ?source ; oa:hasSelector/oa:exact ?words }"
    )
    assert [(str(row[0]), row[1]) for row in cast("Iterator[rdflib.query.ResultRow]", iter(quotes))] == [
        ("thực hiện Nghị quyết số 07-NQ/TW", programme)
    ]


def test_undecided_and_partial_edges_do_not_say_more_than_is_known() -> None:
    graph = small_graph()
    edge = graph.edges["vn-99/tu/ctr/2031/3", EdgeType.SUPERSEDES, "vn-99/tu/ctr/2029/1"]
    edge.role = "part"
    said = {t.predicate.value for t in triples(graph)}
    assert PREFIXES["eli"] + "changes" in said
    assert PREFIXES["eli"] + "repeals" not in said


def test_every_own_term_is_defined_in_both_languages(small: Graph) -> None:
    ontology = rdflib.Graph().parse(data=(files("policygraph.data") / "policygraph.ttl").read_text("utf-8"))
    used = {p for t in triples(small) for p in (t.predicate.value, getattr(t.object, "value", ""))}
    own = {u for u in used if u.startswith(PREFIXES["pg"])} - {PREFIXES["pg"]}
    assert len(own) > 5
    for uri in own:
        labels = ontology.objects(rdflib.URIRef(uri), rdflib.RDFS.label)
        assert {label.language for label in labels if isinstance(label, rdflib.Literal)} == {"en", "vi"}, uri


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs())
def test_export_conforms_to_the_shapes(graph: Graph) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(data=(files("policygraph.data") / "shapes.ttl").read_text("utf-8"))
    for candidate in (graph, small_graph()):
        conforms, _, report = pyshacl.validate(as_rdflib(candidate), shacl_graph=shapes)
        assert conforms, report


def test_shapes_refuse_an_edge_without_a_quote() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(data=(files("policygraph.data") / "shapes.ttl").read_text("utf-8"))
    data = as_rdflib(small_graph())
    data.remove((None, rdflib.URIRef(PREFIXES["oa"] + "exact"), None))
    assert not pyshacl.validate(data, shacl_graph=shapes)[0]


def as_rdflib(graph: Graph) -> rdflib.Graph:
    with tempfile.TemporaryDirectory() as folder:
        write(graph, Path(folder) / "g.nt")
        return rdflib.Graph().parse(Path(folder) / "g.nt")


def test_what_cannot_be_read_or_written_is_said_in_one_line(small: Graph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"\.ttl"):
        write(small, tmp_path / "graph.xlsx")
    for base in ("", "no base", "https://x.vn/a b/", "https://x.vn/a>/", "https://x.vn/a"):
        with pytest.raises(QueryError, match="base"):
            write(small, tmp_path / "g.ttl", base=base)
    for content in (b"", b"\x00\xff", b"<a> <b> .", b"<http://a/a> <http://a/b> <http://a/c> ."):
        (tmp_path / "bad.ttl").write_bytes(content)
        with pytest.raises(LoadError, match=r"bad\.ttl"):
            read(tmp_path / "bad.ttl")
    with pytest.raises(LoadError):
        read(tmp_path / "absent.ttl")


def test_a_failed_write_leaves_the_old_file(small: Graph, tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    write(small, path)
    before = path.read_bytes()
    broken = small_graph()
    broken.documents["x"] = Document("x", title="\ud800")
    with pytest.raises(StoreError, match=r"g\.ttl"):
        write(broken, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["g.ttl"]


def test_a_store_gives_the_same_triples_as_its_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = generate(60, seed=3)
    write_store(graph, tmp_path / "g.lbug")
    wanted = list(triples(graph))
    for batch in (7, 2_000):
        monkeypatch.setattr(streaming, "_BATCH", batch)
        with EmbeddedStore(tmp_path / "g.lbug") as store:
            assert list(triples(store)) == wanted


def test_neo4j_gives_the_same_triples_as_its_graph(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = generate(60, seed=3)
    load(graph, neo4j_uri)
    monkeypatch.setattr(streaming, "_BATCH", 150)
    with ServerStore(neo4j_uri) as store:
        assert list(triples(store)) == list(triples(graph))


def test_apache_jena_checks_and_loads_every_form(tmp_path: Path) -> None:
    try:
        runtime = java()
        program = jars("jena-5.2.0", [("org.apache.jena", "jena-cmds", "5.2.0"), ("org.slf4j", "slf4j-nop", "2.0.16")])
    except Unavailable as reason:
        need(False, f"no Jena: {reason}")
    graph = generate(15, seed=4)
    for ending in FORMATS:
        write(graph, tmp_path / f"g{ending}")

    def jena(*command: str) -> str:
        done = subprocess.run(
            [runtime, "-cp", f"{program}/*", *command], cwd=tmp_path, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    many = len(set(triples(graph)))
    said = jena("riotcmd.riot", "--validate", "--strict", "--count", *(f"g{ending}" for ending in FORMATS))
    assert said.count(f"= {many:,}") == len(FORMATS), said
    jena("tdb2.tdbloader", "--loc", "store", "g.ttl")
    count = jena("tdb2.tdbquery", "--loc", "store", "--results", "csv", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert count.split() == ["n", str(many)]
