"""The site's pages: search, a document with its text, named queries, SPARQL. Rendered here, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ...graph.captions import day, unmarked
from ...graph.model import EdgeType
from ...graph.rows import Rows
from ...graph.store import Store
from ...queries.named import NamedQuery
from ...queries.present import for_people
from ..content import LEVELS
from ..places import old_name, unit

LANGUAGES = ("vi", "en")
_COOKIE = "policygraph-language"

#: Relations as the viz pages name and number them.
_RELATIONS: Mapping[tuple[EdgeType, str], tuple[int, str]] = {
    (EdgeType.IMPLEMENTS, ""): (0, "implements"),
    (EdgeType.AMENDS, ""): (1, "amends"),
    (EdgeType.SUPERSEDES, ""): (2, "supersedes"),
    (EdgeType.CITES, "basis"): (3, "basis"),
    (EdgeType.CITES, "review"): (4, "reviews"),
    (EdgeType.CITES, ""): (5, "mentions"),
}
_DOTS = re.compile(r"(?:^|/)\.{0,2}(?:/|$)")


def link(kind: str, identity: str) -> str:
    """Path of a document's page or chain; an id that a client would fold goes behind a question mark."""
    if _DOTS.search(identity):
        return f"/{kind}/?id={quote(identity, safe='')}"
    return f"/{kind}/{quote(identity, safe='/')}"


def language_of(request: Request) -> str:
    """The one that a link chose now, or before; Vietnamese until then."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    return LANGUAGES[0]


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of the site."""
    language = language_of(request)
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    words = {**_words()[LANGUAGES[0]], **_words()[language]}

    def t(key: str, **given: Any) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: str(given.get(m[1], "")), words.get(key, key))

    def number(n: int) -> str:
        return f"{n:,}".replace(",", "." if language == "vi" else ",")

    query = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    again = "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in [*query, ("lang", other)])
    html = (
        environment()
        .get_template(template)
        .render(
            t=t, number=number, language=language, other_language=f"?{again}", link=link, place=unit, former=old_name,
            relation=_RELATIONS, words_of=dict(_RELATIONS.values()), graph=request.app.state.held.name, **values,
        )
    )  # fmt: skip
    response = HTMLResponse(html, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, language, max_age=365 * 86400, samesite="lax", httponly=True)
    return response


@cache
def environment() -> Environment:
    """Templates that escape all text."""
    made = Environment(
        loader=FunctionLoader(read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["day"] = day
    made.filters["cell"] = cell
    made.filters["unmarked"] = unmarked
    made.filters["rank"] = LEVELS.index
    made.filters["breakable"] = lambda text: Markup("/<wbr>").join(str(text).split("/"))
    return made


def read(name: str) -> str:
    """A file of the folder of templates."""
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


@cache
def style() -> str:
    """The viz pages' style, and what the site adds."""
    own = (files(__package__.rpartition(".")[0]) / "templates" / "page.css").read_text(encoding="utf-8")
    return own + read("site.css")


@cache
def _words() -> dict[str, dict[str, str]]:
    shared = json.loads((files(__package__.rpartition(".")[0]) / "templates" / "words.json").read_text("utf-8"))
    own = json.loads(read("words.json"))
    return {language: {**shared[language], **own[language]} for language in LANGUAGES}


def cell(value: Any) -> str:
    """A value of a table as text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(cell, value))
    return str(value)


def table(store: Store, query: NamedQuery, rows: Rows) -> tuple[list[str], list[list[tuple[Any, str]]]]:
    """The rows of a named query as people read them: column names, and cells with the id of the document that each
    leads to, or an empty text. Columns of ids are left out; they tell where the numbers beside them lead."""
    shown = for_people(query, rows).columns
    places = {name: place for place, name in enumerate(rows.columns)}
    leads = {name: places.get("document" if name == "number" else name.removesuffix("_number")) for name in shown}
    known = _labels(store, (row[places[name]] for row in rows.rows for name in shown))
    lines = []
    for row in rows.rows:
        cells = []
        for name in shown:
            value, leading = row[places[name]], leads[name]
            if isinstance(value, str) and value in known:
                cells.append((known[value], value))
            elif leading is not None and leading != places[name] and value is not None:
                cells.append((value, row[leading] or ""))
            else:
                cells.append((value, ""))
        lines.append(cells)
    return list(shown), lines


def _labels(store: Store, values: Iterable[Any]) -> dict[str, str]:
    """What those documents are called whose ids are among the values."""
    found = {value for value in values if isinstance(value, str) and "/" in value and len(value) < 400}
    if not found:
        return {}
    statement = (
        "UNWIND $ids AS id MATCH (d:Document {id: id}) "
        "RETURN d.id AS id, coalesce(d.number, d.name, d.title, d.id) AS label, d.year AS year"
    )
    named = store.rows(statement, {"ids": sorted(found)}).rows
    return {i: f"{label[:120]} ({year})" if year else label[:120] for i, label, year in named}
