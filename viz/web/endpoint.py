"""The SPARQL 1.1 Protocol over a graph, reading only (https://www.w3.org/TR/sparql11-protocol/ §2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ...errors import QueryError
from ...queries.formats import RESULTS, TRIPLES, NotAcceptable, chosen
from .held import Held, NotReady

TIMEOUT = 60.0  # seconds a query
_MOST_QUERY = 1 << 20  # bytes of a query
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"

_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

[] a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_XML> , <http://www.w3.org/ns/formats/SPARQL_Results_CSV> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_TSV> ,
        <http://www.w3.org/ns/formats/Turtle> , <http://www.w3.org/ns/formats/N-Triples> ,
        <http://www.w3.org/ns/formats/JSON-LD> , <http://www.w3.org/ns/formats/RDF_XML> ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph , void:Dataset ] ] .
"""


async def asked(request: Request) -> str | None:
    """The query of a request in any of the protocol's three ways; None for a GET without one.

    Raises QueryError if there is none, it is an update, or another data set is asked for.
    """
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    direct: str | None = None
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        try:
            if kind == _DIRECT:
                direct = body.decode()
            elif kind == _FORM:
                pairs += parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20)
            else:
                raise QueryError(f"a query is sent as {_FORM} or {_DIRECT}, not as {kind or 'nothing'}")
        except UnicodeDecodeError:
            raise QueryError("the query is not UTF-8") from None
        except ValueError:
            raise QueryError("the form has too many fields") from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise QueryError("updates are refused: this graph is only read")
    for name in ("default-graph-uri", "named-graph-uri"):
        if any(values.get(name, ())):
            raise QueryError(f"{name} is refused: there is one graph here, which every query reads")
    queries = values.get("query", []) if direct is None else [direct]
    if len(queries) > 1:
        raise QueryError("one query at a time")
    if not queries and request.method == "POST":
        raise QueryError("the form has no field 'query'")
    return queries[0] if queries else None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_QUERY:
            raise QueryError(f"a query has at most {_MOST_QUERY >> 20} MB")
    return bytes(body)


def answer(held: Held, query: str, headers: Mapping[str, str]) -> Response:
    """The answer to a query, or one line that says what is wrong with it."""
    try:
        media, content = held.answerers().answer(query, headers.get("accept", ""), timeout=TIMEOUT)
    except NotReady:
        return not_ready()
    except NotAcceptable as error:
        return PlainTextResponse(f"{error}\n", 406)
    except QueryError as error:
        return refusal(error)
    return Response(content, media_type=media)


def refusal(error: Exception) -> Response:
    """400 with one line."""
    return PlainTextResponse(" ".join(str(error).split()) + "\n", 400)


def not_ready() -> Response:
    """503: the RDF is being made."""
    return PlainTextResponse(
        "the graph is being made ready for SPARQL; ask again in some seconds\n", 503, {"Retry-After": "10"}
    )


def describe(endpoint: str, accept: str) -> Response:
    """The service's description (https://www.w3.org/TR/sparql11-service-description/), in Turtle."""
    try:
        chosen(accept, ["text/turtle"])
    except NotAcceptable as error:
        return PlainTextResponse(f"{error}\n", 406)
    return Response(_DESCRIPTION.format(endpoint=endpoint), media_type="text/turtle")


def prefers_page(accept: str) -> bool:
    """Whether a person's browser asks, which likes HTML better than any format of answers."""
    try:
        return chosen(accept, [*RESULTS, *TRIPLES, "text/html"]) == "text/html"
    except NotAcceptable:
        return False


def vary(response: Response) -> Response:
    """Tells caches that the answer depends on what the client takes."""
    MutableHeaders(raw=response.raw_headers)["Vary"] = "Accept"
    return response
