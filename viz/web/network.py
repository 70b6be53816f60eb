"""Which documents the network page draws, out of a graph that is too large for one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import QueryError
from ...graph.model import Level
from ...graph.store import Store
from ..places import today

#: Documents of a page: what draws within a second.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose; an empty value chooses all. ``place`` is the name of one of today's units."""

    level: str = ""
    place: str = ""
    first: int | None = None
    last: int | None = None
    held: bool = False

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Choice:
        """From a form. Raises QueryError for a value that is none."""
        level, place = values.get("level", ""), values.get("place", "")
        if level and level not in set(Level):
            raise QueryError(f"{level!r} is no level")
        if place and place not in today().values():
            raise QueryError(f"{place!r} is no province or city of today")
        return cls(level, place, _year(values.get("from", "")), _year(values.get("to", "")), bool(values.get("held")))


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) == 4):
        raise QueryError(f"{text!r} is no year")
    return int(text)


def choose(store: Store, choice: Choice, *, timeout: float | None = None) -> list[str]:
    """Ids of the chosen documents, at most one more than :data:`MOST`."""
    wanted, parameters = ["true"], dict[str, Any]()
    if choice.level:
        wanted.append("d.level = $level")
        parameters["level"] = choice.level
    if choice.place:
        wanted.append("d.province IN $codes")
        parameters["codes"] = [code for code, name in today().items() if name == choice.place]
    if choice.first is not None:
        wanted.append("d.year >= $first")
        parameters["first"] = choice.first
    if choice.last is not None:
        wanted.append("d.year <= $last")
        parameters["last"] = choice.last
    if choice.held:
        wanted.append("d.loaded")
    statement = f"MATCH (d:Document) WHERE {' AND '.join(wanted)} RETURN d.id AS id ORDER BY id"
    return [row[0] for row in store.rows(statement, parameters, limit=MOST + 1, timeout=timeout).rows]
