"""What the steps of recognition find in a few sentences, as plain tuples for tables of cases."""

from __future__ import annotations

from collections.abc import Callable

from ....graph.identity import Jurisdiction, expand_issuer, level_of
from ....loaders.extraction.mentions import Found, numbered
from ....loaders.extraction.named import named
from ....loaders.extraction.reading import Reading, read
from ....loaders.extraction.relations import relate
from ....loaders.extraction.targets import assign
from ....loaders.record import SELF, Facts, Relation, Target


def recognise(text: str) -> tuple[Reading, list[Found], list[Target], list[Target]]:
    """(reading, mentions, targets, target of each mention); issuers are left to a central text."""
    reading = read(text)
    numbers = numbered(reading)
    found = sorted([*numbers, *named(reading, numbers)], key=lambda m: (m.start, -m.end))
    targets, of_mention = assign(reading, found, lambda words: expand_issuer(words, Jurisdiction()), level_of)
    return reading, found, targets, of_mention


def quotes(text: str) -> list[str]:
    """The quotes of all mentions, one blank between words."""
    reading, found, _, _ = recognise(text)
    return [" ".join(reading.quote(m.start, m.end).split()) for m in found]


def cited(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """(number or name, date, issuer as printed) of every mention."""
    _, found, _, _ = recognise(text)
    return [(m.number or m.name, m.issued, m.issuer) for m in found]


def stated(text: str, where: Callable[[int], str] = lambda _: "body", own: Facts | None = None) -> list[Relation]:
    """The relations of a text that is ``own``; ends are numbers or names instead of ids."""
    reading, found, targets, of_mention = recognise(text)
    names = {SELF: SELF} | {t.id: t.number or t.name or t.id for t in targets}
    relations = relate(reading, found, of_mention, where, own or Facts())
    for relation in relations:
        relation.source, relation.target = names[relation.source], names[relation.target]
    return relations


def triples(text: str, where: Callable[[int], str] = lambda _: "body") -> set[tuple[str, str, str]]:
    """(source, type, target) of every relation."""
    return {(r.source, r.type, r.target) for r in stated(text, where)}
