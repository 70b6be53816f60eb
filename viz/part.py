"""Which part of a network a page shows, as people ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import QueryError
from ..graph.model import Document, Graph, Level
from ..graph.places import province_named
from ..vietnamese import fold, slug
from .places import UNKNOWN, homes, in_order, old_name, unit
from .relations import RELATIONS, Relation, relations
from .select import induced

_YEARS = re.compile(r"(?P<only>\d{4})|(?P<first>\d{4})?\s*[-–]\s*(?P<last>\d{4})?")
_UNIT = re.compile(r"(?:tinh|thanh-pho|tp)-")


@dataclass(frozen=True, slots=True)
class Part:
    """What a network is narrowed to; whatever is empty narrows nothing.

    ``provinces`` as people type them: today's name takes in what the units merged into it issued, an old name
    only what was issued under it. ``years`` are the first and the last, either may be None.
    """

    levels: tuple[Level, ...] = ()
    provinces: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    relations: tuple[int, ...] = ()

    @classmethod
    def asked(
        cls, levels: Iterable[str] = (), provinces: Iterable[str] = (), years: str = "", relations: Iterable[str] = ()
    ) -> Part:
        """The part that these words mean: a level or one of its halves (``province``, ``party``), years as
        ``2020-2025``, ``2020``, ``2020-`` or ``-2025``. Raises QueryError for a word that means none."""
        found = [_levels(word) for word in levels]
        kinds = [_relation(word) for word in relations]
        given = tuple(row.name if (row := province_named(name)) else " ".join(name.split()) for name in provinces)
        return cls(tuple(dict.fromkeys(sum(found, ()))), given, _years(years), tuple(sorted(set(kinds))))

    def __str__(self) -> str:
        first, last = self.years
        years = str(first) if first and first == last else f"{first or ''}–{last or ''}" if first or last else ""
        words = (
            *(level.value for level in self.levels),
            *self.provinces,
            years,
            *(RELATIONS[k] for k in self.relations),
        )
        return " · ".join(filter(None, words))

    def of(self, graph: Graph) -> tuple[Graph, list[Relation]]:
        """The documents meant, the ones they are related to, and the relations between these and those.

        Without the documents at the other ends one would see loose dots. Raises QueryError where no document of
        the graph is meant.
        """
        meant = self._meant(graph)
        by_kind = [r for r in relations(graph) if not self.relations or r.kind in self.relations]
        kept = [r for r in by_kind if r.source in meant or r.target in meant]
        ends = {r.source for r in kept} | {r.target for r in kept}
        if self.relations:
            meant &= ends
        if not meant:
            raise QueryError(f"no document of this graph passes: {self}")
        return induced(graph, meant | ends), kept

    def _meant(self, graph: Graph) -> set[str]:
        place, _ = homes(graph)
        documents = graph.documents.values()
        if self.provinces:
            wanted = {_name(name) for name in self.provinces}
            here = {d.id: _names(d, place) for d in documents}
            unknown = wanted - set().union(*here.values())
            if unknown:
                typed = next(name for name in self.provinces if _name(name) in unknown)
                held = in_order({p for p in place.values() if p != UNKNOWN})
                raise QueryError(
                    f"no document of province {typed!r} in this graph; it has: {', '.join(held) or 'none'}"
                )
            documents = [d for d in documents if wanted & here[d.id]]  # type: ignore[assignment]
        return {d.id for d in documents if (not self.levels or d.level in self.levels) and self._in_years(d)}

    def _in_years(self, document: Document) -> bool:
        first, last = self.years
        year = document.issued.year if document.issued else document.year
        if first is None and last is None:
            return True
        return year is not None and (first or year) <= year <= (last or year)


def _levels(word: str) -> tuple[Level, ...]:
    found = tuple(level for level in Level if word.lower() in (level.value, *level.value.split("-")))
    if not found:
        raise QueryError(f"no level {word!r}: choose from {', '.join(Level)}")
    return found


def _relation(word: str) -> int:
    if word.lower() not in RELATIONS:
        raise QueryError(f"no relation {word!r}: choose from {', '.join(RELATIONS)}")
    return RELATIONS.index(word.lower())


def _years(words: str) -> tuple[int | None, int | None]:
    if not words:
        return None, None
    match = _YEARS.fullmatch(words.strip())
    if match is None or words.strip() in "-–":
        raise QueryError(f"no years {words!r}: write 2020-2025, 2020, 2020- or -2025")
    first, last = (int(y) if (y := match[g] or match["only"]) else None for g in ("first", "last"))
    if first and last and first > last:
        raise QueryError(f"no years {words!r}: the first is after the last")
    return first, last


def _name(typed: str) -> str:
    """A province's name as it is compared: "tỉnh Quảng Nam", "quang nam", "TP HCM"."""
    row = province_named(typed)
    return slug(row.name) if row else _UNIT.sub("", slug(fold(typed)))


def _names(document: Document, place: Mapping[str, str]) -> set[str]:
    """The names under which a document's province may be asked for."""
    return {slug(n) for n in (place.get(document.id), unit(document.province), old_name(document.province)) if n}
