"""Finds the document or the body that a person means: by number or name in any spelling, or by id."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import AmbiguousBody, AmbiguousDocument, QueryError, UnknownDocument
from ..graph.identity import Asked, Jurisdiction, parse_asked
from ..graph.model import Body, Document
from ..graph.store import Store
from ..graph.tables import BODY, DOCUMENT, body_of, document_of
from ..vietnamese import fold, lookup_key

if TYPE_CHECKING:
    from .named import NamedQuery

_ROW = ", ".join(f"d.{column.name} AS {column.name}" for column in DOCUMENT.columns)
_YEAR = re.compile(r"(?:-nam)?-(?P<year>(?:19|20)\d\d)$")
_LIKE = 2_000  # keys compared for the nearest ones, of each way to be like


def find(store: Store, asked: str, *, issued: date | None = None) -> Document:
    """The one document that ``asked`` means: ``29-NQ/TW`` in any case, dashes and blanks, ``29-NQ/TW@2022``,
    ``luật đất đai``, or an id. ``issued`` chooses among those of one number.

    Raises AmbiguousDocument if there are several, UnknownDocument if there is none.
    """
    wanted = parse_asked(asked)
    if wanted.id is not None:
        found = _documents(store, "d.id = $id", {"id": wanted.id})
        if found:
            return found[0]
    known = named(store, wanted.key)
    found = _narrowed(known, wanted, issued)
    if not found:
        raise UnknownDocument(asked, [_dated(d) for d in known] or _nearest(store, wanted.key))
    if len(found) > 1:
        raise AmbiguousDocument(asked, found)
    return found[0]


def find_body(store: Store, asked: str) -> Body:
    """The one body that ``asked`` means: an id, or its name or words of it, with marks or without, abbreviated or not.

    Raises AmbiguousBody if there are several, QueryError if there is none.
    """
    from ..graph.bodies import body  # its tables are many, and documents are asked for more often

    returned = ", ".join(f"b.{column.name} AS {column.name}" for column in BODY.columns)
    known = store.rows(f"MATCH (b:Body) RETURN {returned} ORDER BY name, id").dicts()
    words = [fold(" ".join(name.split())) for name in (asked, body(asked, Jurisdiction()).name)]
    own = set(words[0].split())
    # A name without its province may be that of any province.
    named_alike = re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:,? (?:tinh|thanh pho) .*)?")
    # Of these the first that any body answers to.
    ways: tuple[Callable[[dict[str, Any]], bool], ...] = (
        lambda row: row["id"] == asked.strip(),
        lambda row: bool(named_alike.fullmatch(row["key"])),
        lambda row: row["key"].startswith(tuple(words)),
        lambda row: row["key"].startswith(words[0].split()[0]) and own <= set(row["key"].split()),
        lambda row: own <= set(row["key"].split()),
    )
    for fits in ways:
        found = [body_of(row) for row in known if fits(row)] if own else []
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousBody(asked, found)
    import difflib  # only a miss needs it

    names = {row["key"]: row["name"] for row in known}
    nearest = [names[key] for key in difflib.get_close_matches(words[0], list(names)[:_LIKE], n=3, cutoff=0.6)]
    raise QueryError(f"no body {asked!r} in this graph" + (f"; nearest: {'; '.join(nearest)}" if nearest else ""))


def meant(store: Store, query: NamedQuery, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a named query's parameters, with ids in place of what people type for documents and bodies.

    Raises what :func:`find` and :func:`find_body` raise.
    """
    given = dict(values)
    for parameter in query.parameters:
        asked = given.get(parameter.name)
        if asked and parameter.kind == "document":
            given[parameter.name] = find(store, asked).id
        elif asked and parameter.kind == "body":
            given[parameter.name] = find_body(store, asked).id
    return given


def _documents(store: Store, where: str, parameters: Mapping[str, Any], limit: int | None = None) -> list[Document]:
    rows = store.rows(f"MATCH (d:Document) WHERE {where} RETURN {_ROW}", parameters, limit=limit)
    return [document_of(row) for row in rows.dicts()]


def named(store: Store, key: str) -> list[Document]:
    """Documents of this number or name (:func:`..vietnamese.lookup_key`), oldest first; a law may be asked for with
    or without its year."""
    if not key:
        return []
    exact = _documents(store, "d.key = $key", {"key": key})
    if key[0].isdigit():
        return sorted(exact, key=_age)
    name, year = _without_year(key)
    rows = store.rows("MATCH (d:Document) WHERE d.name IS NOT NULL RETURN d.id AS id, d.name AS name, d.year AS year")
    ids = []
    for identity, printed, own_year in rows.rows:
        known, printed_year = _without_year(lookup_key(printed))
        if known == name and (year is None or year in (printed_year, own_year)):
            ids.append(identity)
    found = exact + (_documents(store, "d.id IN $ids", {"ids": ids}) if ids else [])
    return sorted({d.id: d for d in found}.values(), key=_age)


def _without_year(key: str) -> tuple[str, int | None]:
    match = _YEAR.search(key)
    return (key[: match.start()], int(match["year"])) if match else (key, None)


def _narrowed(found: list[Document], wanted: Asked, issued: date | None) -> list[Document]:
    """Those of the day, or of the year, that was asked for."""
    day = issued or wanted.issued
    year = day.year if day else wanted.year
    if year is None:
        return found
    of_year = [d for d in found if (d.issued.year if d.issued else d.year) == year]
    if day is None:
        return of_year
    return [d for d in of_year if d.issued == day] or [d for d in of_year if d.issued is None]


def _age(document: Document) -> tuple[date, str]:
    """Oldest first; one of whose date only the year is known stands at its end, undated ones last."""
    return document.issued or date(document.year or 9999, 12, 31), document.id


def _dated(document: Document) -> str:
    """What chooses this one among those of its number."""
    when = document.issued or document.year
    return f"{document.label}@{when}" if when else document.id


def _nearest(store: Store, key: str) -> list[str]:
    """Known numbers and names that look like what was asked for, the nearest first."""
    number = re.match(r"(?P<sequence>\d+[a-z]?)-?(?P<rest>.*)", key)
    if number is None:
        alike = _keys(store, "d.key STARTS WITH $head", {"head": key[:4]}) if key else {}
        if len(key) > 3:
            alike |= _keys(store, "d.key CONTAINS $words", {"words": key})
    else:
        if not number["rest"]:
            return sorted(set(_keys(store, "d.key STARTS WITH $head", {"head": key + "-"}).values()))[:5]
        alike = _keys(store, "d.key STARTS WITH $head", {"head": number["sequence"]})
        alike |= _keys(store, "d.key ENDS WITH $tail", {"tail": "-" + number["rest"]})
    import difflib  # only a miss needs it

    nearest = difflib.get_close_matches(key, sorted(alike), n=5, cutoff=0.5)
    return list(dict.fromkeys(alike[found] for found in nearest))


def _keys(store: Store, where: str, parameters: Mapping[str, Any]) -> dict[str, str]:
    statement = (
        f"MATCH (d:Document) WHERE {where} "
        "RETURN DISTINCT d.key AS key, coalesce(d.number, d.name, d.title, d.id) AS label ORDER BY key"
    )
    return dict(store.rows(statement, parameters, limit=_LIKE).rows)
