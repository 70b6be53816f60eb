"""The SPARQL 1.1 Protocol, asked by client libraries and by hand."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, N3, POST, POSTDIRECTLY, URLENCODED, XML, SPARQLWrapper

from ....errors import QueryError
from ....queries.prepared import Answerers, prepare
from ....viz.web import app, endpoint
from .conftest import Site

COUNT = "SELECT (COUNT(*) AS ?n) { ?d a eli:LegalResource }"
ELI = "PREFIX eli: <http://data.europa.eu/eli/ontology#> "
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def asked(site: Site, query: str, form: str = JSON, method: str = GET, how: str = URLENCODED) -> Any:
    """What SPARQLWrapper gives for a query."""
    client = SPARQLWrapper(site.url + "/sparql")
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setReturnFormat(form)
    client.setQuery(ELI + query)
    return client.queryAndConvert()


def test_a_client_library_asks_in_every_way(site: Site) -> None:
    ways = [(method, how) for method in (GET, POST) for how in (URLENCODED, POSTDIRECTLY)]
    counts = [asked(site, COUNT, JSON, *way)["results"]["bindings"][0]["n"]["value"] for way in ways]
    assert len(set(counts)) == 1
    assert int(counts[0]) > 10


def test_a_client_library_reads_every_form(site: Site) -> None:
    numbers = "SELECT ?n { ?d eli:number ?n } ORDER BY ?n LIMIT 3"
    assert len(asked(site, numbers, XML).getElementsByTagName("result")) == 3
    assert asked(site, numbers, CSV).decode().split()[0] == "n"
    assert asked(site, "ASK { ?d a eli:LegalResource }")["boolean"] is True
    turtle = asked(site, "CONSTRUCT { ?d eli:number ?n } WHERE { ?d eli:number ?n }", N3)
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 5


def test_rdflib_sees_the_endpoint_as_a_graph(site: Site) -> None:
    graph = rdflib.Graph(SPARQLStore(site.url + "/sparql", method="POST"))
    numbers = {str(o) for o in graph.objects(None, rdflib.URIRef("http://data.europa.eu/eli/ontology#number"))}
    assert "29-NQ/TW" in numbers
    assert len(list(graph.query(ELI + "SELECT ?d { ?d a eli:LegalResource } LIMIT 4"))) == 4


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
    ],
)
def test_results_come_in_the_form_that_is_liked_best(site: Site, accept: str, media: str) -> None:
    query = "SELECT ?n { ?d eli:number ?n } ORDER BY ?n"
    answer = site.ask("/sparql?query=" + quote(query), headers={"Accept": accept})
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, media)
    if "xml" in media:
        solutions = pyoxigraph.parse_query_results(answer.body, pyoxigraph.QueryResultsFormat.XML)
        found = [str(s["n"]) for s in solutions]  # type: ignore[union-attr]
    elif "json" in media:
        found = [b["n"]["value"] for b in json.loads(answer.body)["results"]["bindings"]]
    else:
        found = [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
    assert any("29-NQ/TW" in n for n in found)


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("text/turtle", "text/turtle", "turtle"), ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("", "text/turtle", "turtle"),
    ],
)  # fmt: skip
def test_triples_come_in_the_form_that_is_liked_best(site: Site, accept: str, media: str, form: str) -> None:
    for query in (
        "CONSTRUCT { ?d eli:number ?n } WHERE { ?d eli:number ?n }",
        "DESCRIBE ?d { ?d eli:number '29-NQ/TW' }",
    ):
        answer = site.ask("/sparql?query=" + quote(query), headers={"Accept": accept})
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, media)
        assert len(rdflib.Graph().parse(data=answer.body, format=form)) > 3


def test_without_a_query_the_service_describes_itself_and_a_browser_gets_a_form(site: Site) -> None:
    answer = site.ask("/sparql", headers={"Accept": "text/turtle"})
    described = rdflib.Graph().parse(data=answer.body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert [str(o) for o in described.objects(None, sd.endpoint)] == [site.url + "/sparql"]
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert "<textarea" in site.ask("/sparql", headers=browser).text
    assert "29-NQ/TW" in site.ask("/sparql?query=" + quote("SELECT ?n { ?d eli:number ?n }"), headers=browser).text


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"query": "SELECT"}, "SPARQL"),
        ({"query": ""}, "SPARQL"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
        ({"query": "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }"}, "FROM"),
        ({"query": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }"}, "FROM"),
        ({"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, "SPARQL"),
        ({"query": "LOAD <file:///etc/passwd>"}, "SPARQL"),
        ({"update": "DROP ALL"}, "updates"),
        ({"query": "ASK {}", "default-graph-uri": "http://example.org/"}, "default-graph-uri"),
        ({"query": "ASK {}", "named-graph-uri": "http://example.org/"}, "named-graph-uri"),
    ],
)
def test_what_is_wrong_or_refused_is_one_line(site: Site, fields: dict[str, str], word: str) -> None:
    for answer in (
        site.ask("/sparql?" + urlencode(fields)),
        site.ask("/sparql", method="POST", body=urlencode(fields), headers=FORM),
    ):
        assert answer.status == 400
        assert answer.text.count("\n") == 1
        assert word in answer.text


def test_posts_that_are_no_queries_are_refused(site: Site) -> None:
    for body, headers in (
        ("DROP ALL", {"Content-Type": "application/sparql-update"}),
        ("ASK {}", {"Content-Type": "text/plain"}),
        ("x=y", FORM),
        (b"ASK {} # \xff", DIRECT),
        ("query=ASK%7B%7D&query=ASK%7B%7D", FORM),
        ("&".join(f"a{n}=1" for n in range(99)), FORM),
        ("ASK {} #" + "x" * (1 << 20), DIRECT),
    ):
        assert site.ask("/sparql", method="POST", body=body, headers=headers).status == 400
    assert site.ask("/sparql?query=ASK%7B%7D", headers={"Accept": "image/png"}).status == 406
    assert site.ask("/sparql?query=ASK%7B%7D", method="PUT").status == 405


def test_a_query_without_end_is_ended_and_the_next_is_answered(site: Site) -> None:
    assert app.SECONDS <= endpoint.TIMEOUT <= 60
    ours = Answerers(prepare(str(site.graph)), most=1)
    with pytest.raises(QueryError, match="longer than"):
        ours.answer("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "", timeout=1.5)
    assert ours.answer("ASK {}", "", timeout=20)[1] == b'{"head":{},"boolean":true}'
    with pytest.raises(QueryError, match="larger than"):
        ours.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }", "", timeout=20)
    ours.close()
