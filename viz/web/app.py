"""The site: routes, and what every answer must carry. Read-only throughout."""

from __future__ import annotations

import csv
import io
import ipaddress
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...errors import AmbiguousDocument, LoadError, PolicyGraphError, QueryError, StoreError, UnknownDocument
from ...graph.model import Level
from ...graph.store import Store
from ...queries import named
from ...queries.find import find, meant
from ...queries.search import search
from ...queries.show import show
from ...queries.trace import neighbourhood
from ..pages import chain_network, whole_network
from ..places import units
from . import endpoint, texts
from .held import Held, NotReady
from .network import MOST, Choice, choose
from .pages import language_of, link, page, style, table

if TYPE_CHECKING:
    from ..render import PolicyNetwork

ROWS = 1_000  # of a table on a page
CSV_ROWS = 100_000
SECONDS = 30.0  # a named query or a search
_EXAMPLE = """\
SELECT ?number ?title (COUNT(?other) AS ?implementing)
WHERE {
  ?other eli:ensures_implementation_of ?document .
  ?document a eli:LegalResource ; eli:number ?number .
  OPTIONAL { ?document dcterms:title ?title }
}
GROUP BY ?number ?title ORDER BY DESC(?implementing) LIMIT 20"""
_SITE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def application(held: Held, *, texts: Path | None = None, names: Collection[str] = ()) -> Starlette:
    """The site over a graph. ``texts`` is the folder of the files it was built of; ``names`` are the host names by
    which the site may be called, beside addresses and localhost."""
    app = Starlette(
        routes=[
            Route("/", home),
            Route("/document/{id:path}", document),
            Route("/chain/{id:path}", chain),
            Route("/network", network),
            Route("/query", queries),
            Route("/query/{name}.csv", query_csv),
            Route("/query/{name}", query),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/style.css", lambda request: Response(style(), media_type="text/css")),
        ],
        exception_handlers={
            404: _not_found,
            PolicyGraphError: _wrong,
            Exception: _failed,
        },
    )
    app.state.held, app.state.texts = held, texts
    app.add_middleware(_Guard, names=names)
    return app


class _Guard:
    """Answers only to names of this very server, so that no page of another site can read the graph by a name that
    it lets lead here; and sets what browsers must obey."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app, self.names = app, {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _SITE_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        app = self.app if self._ours(host) else PlainTextResponse("this server has another name\n", 421)
        await app(scope, receive, sent)

    def _ours(self, host: str) -> bool:
        name = re.sub(r":\d*$", "", host).lower().removesuffix(".")
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def home(request: Request) -> Response:
    """Search; without words the graph in figures."""
    store: Store = request.app.state.held.store()
    words = request.query_params.get("q", "").strip()[:200]
    if words:
        found = search(store, words, limit=100, timeout=SECONDS)
        return page(request, "home.html", words=words, found=found, figures=None, cited=[])
    figures = {
        label: store.rows(f"MATCH (n:{label}) RETURN count(*) AS n", timeout=SECONDS).rows[0][0]
        for label in ("Document", "Directive", "Body")
    }
    figures["held"] = store.rows("MATCH (n:Document) WHERE n.loaded RETURN count(*) AS n", timeout=SECONDS).rows[0][0]
    return page(request, "home.html", words="", found=[], figures=figures, cited=_most_implemented(store))


def _most_implemented(store: Store) -> list[tuple[Any, int]]:
    """Where chains begin: the documents that most others implement."""
    statement = (
        "MATCH (s:Document)-[:IMPLEMENTS]->(d:Document) WITH d, count(*) AS n "
        "RETURN d.id AS id, n ORDER BY n DESC, id LIMIT 12"
    )
    rows = store.rows(statement, timeout=SECONDS).rows
    documents = store.subgraph([identity for identity, _ in rows]).documents
    return [(documents[identity], n) for identity, n in rows if identity in documents]


def _asked(request: Request, store: Store) -> str:
    """Id of the document that an address means, by its id or as people write it."""
    asked = str(request.path_params["id"] or request.query_params.get("id", ""))
    known = store.rows("MATCH (d:Document {id: $id}) RETURN d.id", {"id": asked}).rows
    return asked if known else find(store, asked).id


def document(request: Request) -> Response:
    """One document: facts, text, relations, tasks."""
    store: Store = request.app.state.held.store()
    asked = _asked(request, store)
    shown = show(store, asked)
    found, missing = None, ""
    here = re.fullmatch(r"(\d{1,9})-(\d{1,9})", request.query_params.get("at", ""))
    if not shown.document.loaded:
        missing = "onlyCited"
    elif request.app.state.texts is None or not shown.document.file:
        missing = "noFolder"
    else:
        try:
            found = texts.read(
                request.app.state.texts, shown.document.file, texts.marks(store, asked),
                [task.directive for task in shown.tasks], (int(here[1]), int(here[2])) if here else None,
            )  # fmt: skip
        except LoadError as error:
            missing = error.reason
    others = [linked.document for group in shown.outgoing for linked in group.links]
    names = {d.id: " — ".join(filter(None, (d.label, (d.title or "")[:160]))) for d in others}
    return page(request, "document.html", shown=shown, text=found, missing=missing, names=names)


def chain(request: Request) -> Response:
    """The chain page of viz, live."""
    store: Store = request.app.state.held.store()
    asked = _asked(request, store)
    graph, left_out = neighbourhood(store, asked)
    return _drawn(request, chain_network(graph, asked, left_out=left_out))


def network(request: Request) -> Response:
    """The network page of viz, live; where too many documents pass, the form that narrows them."""
    store: Store = request.app.state.held.store()
    choice = Choice.read(request.query_params)
    ids = choose(store, choice, timeout=SECONDS)
    if request.query_params.get("draw") and 0 < len(ids) <= MOST:
        return _drawn(request, whole_network(store.subgraph(ids), heading=request.app.state.held.name))
    return page(
        request, "network.html", choice=choice, count=len(ids), most=MOST, units=units(), levels=[str(x) for x in Level]
    )


def _drawn(request: Request, drawing: PolicyNetwork) -> Response:
    """A page of viz, which leads back to the site. It brings its own policy, which allows its own script alone."""
    drawing.options |= {"site": "/", "language": language_of(request)}
    headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
    return Response(drawing.generate_html(), media_type="text/html", headers=headers)


def queries(request: Request) -> Response:
    """The named queries, in their groups."""
    groups = [
        (titles, [q for q in named.catalogue().values() if q.group == key]) for key, titles in named.GROUPS.items()
    ]
    return page(request, "queries.html", groups=groups)


def query(request: Request) -> Response:
    """A named query: its form, and its rows once its parameters are given."""
    wanted = named.get(request.path_params["name"])
    given = _given(request, wanted)
    rows, columns, lines, complaint = None, list[str](), list[Any](), ""
    if given or not wanted.parameters:
        store: Store = request.app.state.held.store()
        try:
            rows = named.run(store, wanted, meant(store, wanted, wanted.bind(given)), limit=ROWS, timeout=SECONDS)
            columns, lines = table(store, wanted, rows)
        except AmbiguousDocument as error:
            again = {d.id: {n: d.id if v == error.asked else v for n, v in given.items()} for d in error.candidates}
            links = {identity: f"/query/{wanted.name}?{urlencode(values)}" for identity, values in again.items()}
            return page(request, "several.html", error=error, links=links)
        except (QueryError, UnknownDocument) as error:
            complaint = str(error)
    return page(
        request, "query.html", query=wanted, given=given, rows=rows, columns=columns, lines=lines, complaint=complaint,
        download=f"/query/{wanted.name}.csv?{urlencode(given)}",
    )  # fmt: skip


def query_csv(request: Request) -> Response:
    """The rows of a named query as CSV."""
    wanted = named.get(request.path_params["name"])
    store: Store = request.app.state.held.store()
    values = meant(store, wanted, wanted.bind(_given(request, wanted)))
    rows = named.run(store, wanted, values, limit=CSV_ROWS, timeout=SECONDS)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows(rows.rows)
    headers = {"Content-Disposition": f'attachment; filename="{wanted.name}.csv"'}
    if rows.cut:
        headers["X-Rows-Cut"] = str(CSV_ROWS)
    return Response("\ufeff" + out.getvalue(), media_type="text/csv", headers=headers)


def _given(request: Request, wanted: named.NamedQuery) -> dict[str, str]:
    """What the form says; an empty field says nothing where the parameter must be given or has a default."""
    values = {p.name: request.query_params.get(p.name, "").strip()[:400] for p in wanted.parameters}
    return {name: value for name, value in values.items() if value}


async def sparql(request: Request) -> Response:
    """The SPARQL endpoint; a browser gets a form and a table."""
    held: Held = request.app.state.held
    accept = request.headers.get("accept", "")
    try:
        text = await endpoint.asked(request)
    except QueryError as error:
        return endpoint.refusal(error)
    if request.method == "GET" and endpoint.prefers_page(accept):
        return endpoint.vary(await run_in_threadpool(_sparql_page, request, text))
    if text is None:
        return endpoint.vary(endpoint.describe(str(request.url.replace(query="")), accept))
    return endpoint.vary(await run_in_threadpool(endpoint.answer, held, text, request.headers))


def _sparql_page(request: Request, text: str | None) -> Response:
    complaint, table, content = "", None, ""
    if text:
        try:
            answerers = request.app.state.held.answerers()
            media, found = answerers.answer(text, "text/csv, text/turtle", timeout=SECONDS)
            content = found.decode()
            if media == "text/csv":
                table = list(csv.reader(io.StringIO(content)))[: ROWS + 1]
        except NotReady:
            complaint = "notReady"
        except QueryError as error:
            complaint = str(error)
    return page(
        request, "sparql.html", text=text or _EXAMPLE, table=table, content=content, complaint=complaint, most=ROWS
    )  # fmt: skip


def _wrong(request: Request, error: Exception) -> Response:
    if isinstance(error, AmbiguousDocument):
        links = {d.id: link("document", d.id) for d in error.candidates}
        return page(request, "several.html", error=error, links=links)
    status = 404 if isinstance(error, UnknownDocument) else 503 if isinstance(error, StoreError) else 400
    if isinstance(error, QueryError) and str(error).startswith("no query is named"):
        status = 404
    return page(request, "error.html", status, message=str(error))


def _not_found(request: Request, error: Exception) -> Response:
    return page(request, "error.html", 404, message="")


def _failed(request: Request, error: Exception) -> Response:
    return PlainTextResponse("something is wrong here; the server's output says what\n", 500)
