"""Named queries: the questions that analysts ask most, each a Cypher and a SPARQL text that answer alike.

``NAME.cypher`` and ``NAME.rq`` stand in this folder. The comment at the top of the Cypher text describes both::

    // What it answers, in one line.
    // vi: Câu hỏi đó bằng tiếng Việt.
    // group: chains
    // $id: document -- what the parameter means
    // $due: date = "" -- one with a default
    // -> number, role; source, target

Columns after the semicolon hold ids, for programs; tables for people leave them out.

Parameters are bound by the engines, never pasted into a text. Those of the kinds document and body are ids; what people
type for them, :func:`.find.meant` understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..errors import QueryError
from ..graph.model import Level

if TYPE_CHECKING:
    from ..graph.rows import Rows
    from ..graph.store import Store

_PARAMETER = re.compile(
    r"\$(?P<name>\w+): (?P<kind>document|body|level|text|date|integer)"
    r'(?: = (?P<default>"[^"]*"|-?\d+))? -- (?P<means>.+)'
)
#: Groups of questions in the order in which they are listed: English and Vietnamese.
GROUPS: Mapping[str, tuple[str, str]] = {
    "chains": ("Chains", "Chuỗi triển khai"),
    "tasks": ("Tasks", "Nhiệm vụ được giao"),
    "citations": ("Citations", "Viện dẫn"),
    "force": ("Validity", "Hiệu lực"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query must be told. ``kind`` is document, body, level, text, date or integer; ``default`` None if it
    must be given."""

    name: str
    kind: str
    default: str | int | None
    means: str

    def read(self, given: object) -> str | int:
        """The value as the engines take it; QueryError if it is not of the parameter's kind."""
        text = given.isoformat() if isinstance(given, date) else str(given)
        try:
            if self.kind == "integer":
                return int(text)
            if self.kind == "date" and text:
                written = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text)
                day = date(*map(int, written.group(3, 2, 1))) if written else date.fromisoformat(text)
                return day.isoformat()
        except ValueError:
            wanted = "a whole number" if self.kind == "integer" else "a date such as 31/12/2025 or 2025-12-31"
            raise QueryError(f"parameter {self.name}: {text!r} is not {wanted}") from None
        if self.kind == "level" and text and text not in set(Level):
            raise QueryError(f"parameter {self.name}: no level {text!r}; choose from {', '.join(Level)}")
        return text


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its two texts. ``columns`` are the names of what comes back, in order, ``ids`` those of them that
    only programs need; ``group`` is one of :data:`GROUPS`."""

    name: str
    title: str
    title_vi: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    ids: tuple[str, ...]
    cypher: str
    sparql: str

    @property
    def dated(self) -> bool:
        """Whether its rows have days on which something is due."""
        return "due_on" in self.columns

    def bind(self, given: Iterable[str] | Mapping[str, object] = ()) -> dict[str, str | int]:
        """A value for every parameter, from a mapping or from ``name=value`` texts.

        Raises QueryError if one is missing, unknown or of the wrong kind.
        """
        if isinstance(given, Mapping):
            values = dict(given)
        else:
            values = {}
            for pair in given:
                name, equals, value = pair.partition("=")
                if not equals:
                    raise QueryError(f"{pair!r}: a parameter is given as NAME=VALUE")
                values[name.strip()] = value
        known = {p.name for p in self.parameters}
        for name in values:
            if name not in known:
                choice = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
                raise QueryError(f"query {self.name} has no parameter {name!r}; {choice}")
        bound = {}
        for parameter in self.parameters:
            given_or_default = values.get(parameter.name, parameter.default)
            if given_or_default is None:
                raise QueryError(f"query {self.name} needs {parameter.name}: {parameter.means}")
            bound[parameter.name] = parameter.read(given_or_default)
        return bound


def catalogue() -> dict[str, NamedQuery]:
    """Every named query by name, group by group, in the order of names."""
    found = map(_read, _names())
    order = list(GROUPS)
    return {query.name: query for query in sorted(found, key=lambda q: (order.index(q.group), q.name))}


def get(name: str) -> NamedQuery:
    """The query of this name; QueryError, which lists the names, if there is none."""
    if name not in _names():
        raise QueryError(f"no query is named {name!r}; there are {', '.join(_names())}")
    return _read(name)


@cache
def _names() -> tuple[str, ...]:
    found = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".cypher") for name in found if name.endswith(".cypher")))


@cache
def _read(name: str) -> NamedQuery:
    folder = files(__package__)
    texts = ((folder / f"{name}{ending}").read_text(encoding="utf-8") for ending in (".cypher", ".rq"))
    return parse(name, *texts)


def parse(name: str, cypher: str, sparql: str) -> NamedQuery:
    """Reads a query's header; ValueError if it is not whole."""
    header = []
    for line in cypher.splitlines():
        if not line.startswith("//"):
            break
        header.append(line.removeprefix("//").strip())
    if len(header) < 4 or [line.partition(" ")[0] for line in (*header[1:3], header[-1])] != ["vi:", "group:", "->"]:
        raise ValueError(f"{name}.cypher: it begins with a title, 'vi: …', 'group: …', parameters and '-> columns'")
    group = header[2].removeprefix("group: ")
    if group not in GROUPS:
        raise ValueError(f"{name}.cypher: {group!r} is none of the groups {', '.join(GROUPS)}")
    parameters = []
    for line in header[3:-1]:
        match = _PARAMETER.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}.cypher: {line!r} describes no parameter")
        default: str | int | None = match["default"]
        if default is not None:
            default = match["default"].strip('"') if match["kind"] != "integer" else int(match["default"])
        parameters.append(Parameter(match["name"], match["kind"], default, match["means"]))
    shown, _, ids = (
        tuple(filter(None, map(str.strip, part.split(",")))) for part in header[-1].removeprefix("-> ").partition(";")
    )
    return NamedQuery(
        name,
        header[0],
        header[1].removeprefix("vi: "),
        group,
        tuple(parameters),
        shown + ids,
        ids,
        cypher,
        sparql,
    )


def run(
    store: Store,
    query: NamedQuery | str,
    values: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> Rows:
    """The query's rows from a store. ``values`` may leave out parameters that have a default.

    Raises QueryError for wrong parameters, and where the store does.
    """
    wanted = get(query) if isinstance(query, str) else query
    return store.rows(wanted.cypher, wanted.bind(values or {}), limit=limit, timeout=timeout)
