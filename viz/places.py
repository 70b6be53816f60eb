"""Today's provinces, the ones they came from, and which of them a document belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ..data import provinces
from ..graph.model import Document, EdgeType, Graph, Level
from ..graph.places import province_named
from ..vietnamese import CAPITALS, sort_key

#: Stands for the province of a local document that nothing tells.
UNKNOWN = "?"

_PROVINCE = re.compile(rf"(?:[Tt]ỉnh|Tỉnh ủy) (?P<name>[{CAPITALS}][^,;]*)$")
_CITY = re.compile(rf"(?:[Tt]hành phố|Thành ủy) (?P<name>[{CAPITALS}][^,;]*)$")
_CENTRAL = frozenset({Level.CENTRAL_PARTY, Level.NATIONAL_STATE, Level.MINISTRY})
_OF_PROVINCE = frozenset({Level.PROVINCE_PARTY, Level.PROVINCE_STATE})
_BETWEEN = (EdgeType.IMPLEMENTS, EdgeType.AMENDS, EdgeType.SUPERSEDES, EdgeType.CITES)


@cache
def today() -> dict[str, str]:
    """ISO 3166-2 code of any unit, abolished ones too → name of the unit that governs its land today."""
    return {row.code: row.successor or row.name for row in sorted(provinces(), key=lambda r: r.valid_from)}


@cache
def names() -> dict[str, tuple[str, ...]]:
    """ISO 3166-2 code → every name it has borne, oldest first."""
    found: dict[str, list[str]] = {}
    for row in sorted(provinces(), key=lambda r: r.valid_from):
        known = found.setdefault(row.code, [])
        if row.name not in known:
            known.append(row.name)
    return {code: tuple(known) for code, known in found.items()}


@cache
def units() -> tuple[str, ...]:
    """The names of all units in force today, in Vietnamese order."""
    return tuple(sorted((row.name for row in provinces() if not row.valid_to), key=sort_key))


def unit(code: str | None) -> str | None:
    """Today's unit of a code; a code that the table does not know is its own name; None for none."""
    return today().get(code, code) if code else None


def old_name(code: str | None) -> str | None:
    """The name a unit bore, where today's unit is called otherwise: Quảng Nam, now Đà Nẵng."""
    known = names().get(code or "")
    return known[0] if known and known[-1] != unit(code) else None


def homes(graph: Graph) -> tuple[dict[str, str], frozenset[str]]:
    """Local document → today's unit that it belongs to, or :data:`UNKNOWN`; and the documents whose unit is a
    conclusion. Central documents have none.

    The document's own province comes first, then the one in its issuer's name, then that of a body the issuer is
    part of. What is left is concluded from the documents it is tied to: an authority below the centre implements,
    amends and rests on papers of its own province, so where all of them lie in one, it lies there too.
    """
    known, open_ = _own(graph)
    concluded: set[str] = set()
    near: dict[str, set[str]] = {i: set() for i in open_}
    for edge in graph.of_type(*_BETWEEN) if open_ else ():
        directive = graph.directives.get(edge.source)
        a, b = (directive.document if directive else edge.source), edge.target
        for one, other in ((a, b), (b, a)):
            if one in near:
                near[one].add(other)
    while found := {i: places.pop() for i in open_ if len(places := {known[o] for o in near[i] if o in known}) == 1}:
        known |= found
        concluded |= found.keys()
        open_ = [i for i in open_ if i not in known]
    for i, document in graph.documents.items():
        if document.level not in _CENTRAL:
            known.setdefault(i, UNKNOWN)
    return known, frozenset(concluded)


def _own(graph: Graph) -> tuple[dict[str, str], list[str]]:
    """Document → its unit by what it and its issuer say; and the local documents of which these say nothing."""
    issuer: dict[str, str] = {}
    upper: dict[str, str] = {}
    for edge in graph.of_type(EdgeType.ISSUED_BY, EdgeType.PART_OF):
        (issuer if edge.type is EdgeType.ISSUED_BY else upper).setdefault(edge.source, edge.target)
    known: dict[str, str] = {}
    open_: list[str] = []
    for i, document in sorted(graph.documents.items()):
        if document.province:
            known[i] = unit(document.province) or UNKNOWN
        elif document.level not in _CENTRAL:
            place = _in_name(document.issuer, document) or _of_body(graph, document, issuer.get(i), upper)
            if place:
                known[i] = place
            elif document.level is not Level.OTHER:
                open_.append(i)
    return known, open_


def _of_body(graph: Graph, document: Document, body: str | None, upper: Mapping[str, str]) -> str | None:
    seen: set[str] = set()
    while body in graph.bodies and body not in seen:
        seen.add(body)
        found = graph.bodies[body]
        place = unit(found.province) or _in_name(found.name, document)
        if place:
            return place
        body = upper.get(body)
    return None


def _in_name(name: str | None, document: Document) -> str | None:
    """The province at the end of a body's name, one outside the table too; a district's "thành phố" is none."""
    found = _PROVINCE.search(name or "") or (document.level in _OF_PROVINCE and _CITY.search(name or ""))
    if not found:
        return None
    row = province_named(found["name"])
    return unit(row.code) if row else found["name"]


def in_order(places: Iterable[str]) -> list[str]:
    """Names of places as a Vietnamese dictionary has them, the unknown one last."""
    return sorted(places, key=lambda name: (name == UNKNOWN, sort_key(name)))
