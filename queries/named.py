"""Named queries: the questions that analysts ask most, each a Cypher and a SPARQL text that answer alike.

``NAME.cypher`` and ``NAME.rq`` stand in this folder. The comment at the top of the Cypher text describes both::

    // What it answers, in one line.
    // vi: Câu hỏi đó bằng tiếng Việt.
    // $id: text -- what the parameter means
    // $due: date = "" -- one with a default
    // -> source, target, role

Parameters are bound by the engines, never pasted into a text.
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

if TYPE_CHECKING:
    from ..graph.store import Rows, Store

_PARAMETER = re.compile(
    r'\$(?P<name>\w+): (?P<kind>text|date|integer)(?: = (?P<default>"[^"]*"|-?\d+))? -- (?P<means>.+)'
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query must be told. ``kind`` is text, date (ISO) or integer; ``default`` None if it must be given."""

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
                return date.fromisoformat(text).isoformat()
        except ValueError:
            wanted = "a whole number" if self.kind == "integer" else "a date such as 2025-12-31"
            raise QueryError(f"parameter {self.name}: {text!r} is not {wanted}") from None
        return text


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its two texts. ``columns`` are the names of what comes back, in order."""

    name: str
    title: str
    title_vi: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    cypher: str
    sparql: str

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
    """Every named query by name, in the order of names."""
    return {name: _read(name) for name in _names()}


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
    if len(header) < 3 or not header[1].startswith("vi: ") or not header[-1].startswith("-> "):
        raise ValueError(f"{name}.cypher: its first lines must be a title, 'vi: …', parameters and '-> columns'")
    parameters = []
    for line in header[2:-1]:
        match = _PARAMETER.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}.cypher: {line!r} describes no parameter")
        default: str | int | None = match["default"]
        if default is not None:
            default = match["default"].strip('"') if match["kind"] != "integer" else int(match["default"])
        parameters.append(Parameter(match["name"], match["kind"], default, match["means"]))
    return NamedQuery(
        name,
        header[0],
        header[1].removeprefix("vi: "),
        tuple(parameters),
        tuple(column.strip() for column in header[-1].removeprefix("-> ").split(",")),
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
