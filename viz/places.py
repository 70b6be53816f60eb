"""Today's provinces and the ones they came from, for bands and discs."""

from __future__ import annotations

from functools import cache

from ..data import provinces
from ..vietnamese import sort_key


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
