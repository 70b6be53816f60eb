"""Which law of a name texts of a time mean, from those that say it by number or date: laws of one name follow each
other, and a text without number means the one in force."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from .candidates import Entity

_AROUND = timedelta(days=183)
_FEWEST = 10
_SHARE = 0.95


class Usage:
    """What texts mean by names, as (name's key, day of the text, document)."""

    def __init__(self, told: Iterable[tuple[str, str, Entity]]) -> None:
        by_name: dict[str, list[tuple[str, str, int, Entity]]] = {}
        for name, day, entity in told:
            by_name.setdefault(name, []).append((day, entity.key, id(entity), entity))
        self._by_name = {name: sorted(said, key=lambda s: s[:2]) for name, said in by_name.items()}
        self._known: dict[tuple[str, str], tuple[Entity, int] | None] = {}

    def meant(self, name: str, day: str, fit: Iterable[Entity]) -> tuple[Entity, str] | None:
        """The document of this name that the texts of half a year around ``day`` mean, at least ten of them and
        nearly all, with that reason in words; None if it is not so, or it is not among those that ``fit``."""
        if (name, day) not in self._known:
            self._known[name, day] = self._most(name, day)
        most = self._known[name, day]
        if most is None or most[0] not in fit:
            return None
        return most[0], f"{most[1]} texts of that time that give number or date mean it by this name"

    def _most(self, name: str, day: str) -> tuple[Entity, int] | None:
        said = self._by_name.get(name, [])
        if len(said) < _FEWEST:
            return None
        when = date.fromisoformat(day)
        start = bisect_left(said, (when - _AROUND).isoformat(), key=lambda s: s[0])
        end = bisect_left(said, (when + _AROUND).isoformat(), key=lambda s: s[0])
        counts = Counter(s[3] for s in said[start:end])
        if not counts:
            return None
        entity, times = counts.most_common(1)[0]
        return (entity, times) if times >= max(_FEWEST, _SHARE * counts.total()) else None
