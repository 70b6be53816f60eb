"""People's overrides, applied to what resolution decided: they settle what the machine left open, or got wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..data import issuer_tags
from ..vietnamese import lookup_key, slug
from .candidates import CITED, Choice, Entity, Reading
from .claims import Claim, name_key, of_target
from .findings import Finding
from .handwritten import NONE, Override
from .identity import normalise_number
from .naming import named

if TYPE_CHECKING:
    from ..loaders.record import Target

_YEAR = re.compile(r"/((?:19|20)\d\d)(?=[/~]|$)")


def override(readings: Sequence[Reading], rows: Sequence[Override], known: Iterable[Entity]) -> list[Finding]:
    """Applies the rows, the first that says something of a citation; tells of each what it did, or why nothing.

    ``known`` are all documents that an id may name, those of the graph with their ids.
    """
    pool = list(known)
    findings = []
    settled: set[tuple[int, str]] = set()
    for row in rows:
        places = _citations(readings, row) if row.mention else []
        free = [(r, t) for r, t in places if (id(r), t) not in settled]
        settled.update((id(r), t) for r, t in free)
        if not row.mention:
            wrong = _join(readings, row, pool)
        elif not places:
            wrong = "no citation matches it"
        elif not free:
            wrong = "rows before it settle all that it matches"
        else:
            wrong = _settle(free, row, pool)
        what = f"line {row.line}: {row.mention or row.file} is {'none of them' if row.id == NONE else row.id}"
        if wrong:
            findings.append(Finding("override-unused", f"{what}: {wrong}", (), row.source))
        else:
            documents = () if row.id == NONE else (row.id,)
            where = f" ({len(free)} citation{'s' if len(free) != 1 else ''})" if free else ""
            findings.append(Finding("override", f"{what}{where}, because {row.reason}", documents, row.source))
    return findings


def _citations(readings: Sequence[Reading], row: Override) -> list[tuple[Reading, str]]:
    """The citations that a row is of, as (text, target's id). A row without date is of those that are printed
    without one, if there are any."""
    found = list(_matching(readings, row))
    undated = [(reading, target.id) for reading, target in found if target.issued is None]
    return undated if undated and not row.date else [(reading, target.id) for reading, target in found]


def _matching(readings: Sequence[Reading], row: Override) -> Iterator[tuple[Reading, Target]]:
    keys = {lookup_key(normalise_number(row.mention)), name_key(row.mention)[0]}
    quote = " ".join(row.mention.split())
    for reading in readings:
        if row.file and not _is_of(reading, row.file):
            continue
        quoted = {m.target for m in reading.record.mentions if " ".join(m.quote.split()) == quote}
        for target in reading.record.targets:
            number = target.number and lookup_key(normalise_number(target.number))
            name = name_key(target.name)[0] if target.name and not target.number else None
            if (target.id in quoted or number in keys or name in keys) and row.date in ("", target.issued):
                yield reading, target


def _is_of(reading: Reading, file: str) -> bool:
    name = reading.record.file
    return name == file or name.endswith(f"/{file}") or (reading.entity is not None and reading.entity.id == file)


def _settle(places: Sequence[tuple[Reading, str]], row: Override, pool: list[Entity]) -> str:
    """Lets citations mean the row's document; tells what is wrong if they cannot."""
    claims = [of_target(next(x for x in r.record.targets if x.id == t), r.frame) for r, t in places]
    meant = _none_of_them(claims[0]) if row.id == NONE else named(pool, row.id) or _told(claims[0], row.id)
    if meant is None:
        return "no document has this id, and the number cannot get it"
    if row.id != NONE:
        meant.id = row.id
    if meant not in pool:
        pool.append(meant)
    for (reading, target), claim in zip(places, claims, strict=True):
        old = reading.means[target]
        before = reading.choices.get(target)
        losers = tuple((e, "overridden") for e in (before.candidates if before else (old,)) if e is not meant)
        reading.choices[target] = Choice("settled", meant, (meant,), losers, (f"settled by hand: {row.reason}",), 1.0)
        reading.means[target] = meant
        if old is not meant and (before is None or before.outcome != "one"):  # what was chosen was not said of it
            old.unsay(claim, CITED)
            old.settle()
    return ""


def _none_of_them(claim: Claim) -> Entity:
    entity = Entity(claim.places[0], claim.key, claim.series.strip("?"), claim.moment, claim.yearly, open=True)
    entity.say(claim, CITED)
    return entity


def _told(claim: Claim, wanted: str) -> Entity | None:
    """A document that only the row tells of: the claim's number, in the place and year of the id, and with its
    issuer's letters where those are what was misprinted."""
    year = _YEAR.search(wanted)
    place, tag = wanted.split("/")[:2]
    numbers = [claim.number]
    if claim.parsed is not None and len(claim.parsed.tags) == 1 and claim.number:
        head = claim.number.removesuffix(claim.parsed.tag)
        numbers += [head + letters for letters in issuer_tags() if slug(letters) == tag]
    for number in dict.fromkeys(numbers):
        key = lookup_key(number) if number else claim.key
        entity = Entity(place, key, claim.series.strip("?"), year[1] if year else "", claim.yearly)
        told = replace(claim, number=number, issued=None, year=int(year[1]) if year else None)
        entity.say(told if number == claim.number else replace(told, issuer=None), CITED)
        entity.settle()
        if named([entity], wanted) is not None:
            entity.id = wanted
            return entity
    return None


def _join(readings: Sequence[Reading], row: Override, pool: list[Entity]) -> str:
    """Lets a document be another one; tells what is wrong if it cannot."""
    olds = {id(r.entity): r.entity for r in readings if r.entity is not None and _is_of(r, row.file)}
    old = next(iter(olds.values()), None) if len(olds) < 2 else None
    if len(olds) > 1:
        return f"{len(olds)} files end so"
    old = old or next((e for e in pool if e.id == row.file), None)
    new = named(pool, row.id)
    if old is None:
        return "no such file or document"
    if new is None:
        return "no document has this id"
    if new is old:
        return "it is so without it"
    if new.held is not None and old.held is not None:
        return f"both are loaded, from {old.held.file} and {new.held.file}"
    new.id = row.id
    new.absorb(old)
    new.settle()
    for reading in readings:
        if reading.entity is old:
            reading.entity = new
        for target, entity in reading.means.items():
            if entity is old:
                reading.means[target] = new
    return ""
