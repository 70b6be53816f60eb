"""Text → extraction record: the one place where the steps of recognition meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...graph.identity import expand_issuer, level_of
from ...vietnamese import fold
from ..record import Facts, Mention, Record, Target
from ..source import Source, Told
from .assignments import assignments
from .header import Zones, facts
from .mentions import Found, numbered
from .named import named
from .reading import Reading, read
from .relations import relate
from .targets import assign
from .told import complete


@dataclass(slots=True)
class Steps:
    """A document half way to its record: what is read of it, and for each mention in ``found`` its target in
    ``means``. ``seen`` are all mentions, also those that do not count."""

    reading: Reading
    own: Facts
    zones: Zones
    seen: list[Found]
    found: list[Found]
    targets: list[Target]
    means: list[Target]
    told: dict[str, str]
    contradictions: list[str]

    def where(self, mention: Found) -> str:
        """title, preamble, body or footnote."""
        noted = mention.block is not None and mention.block.note is not None
        return "footnote" if noted else self.zones.where(mention.start)


def steps(source: Source, told: Told | None = None) -> Steps:
    """The first steps of :func:`extract`, which everything else follows from."""
    reading = read(source.text)
    own, zones = facts(reading, source)
    filled, contradictions = complete(own, zones, told) if told is not None else ({}, [])
    numbers = numbered(reading)
    seen = sorted([*numbers, *named(reading, numbers)], key=lambda m: (m.start, -m.end))
    found = [m for m in seen if not left_out(m, own, zones, reading)]
    targets, means = assign(reading, found, lambda words: expand_issuer(words, zones.context), level_of)
    return Steps(reading, own, zones, seen, found, targets, means, filled, contradictions)


def extract(source: Source, file: str, sha256: str = "", told: Told | None = None) -> Record:
    """Reads one document. ``file`` is the name that the record carries, ``sha256`` that of the file's bytes, ``told``
    what is told of it beside the file.

    Never raises on any text; a text without a citation gives a record without mentions.
    """
    made = steps(source, told)
    mentions = []
    for index, (mention, target) in enumerate(zip(made.found, made.means, strict=True), 1):
        start, end = made.reading.span(mention.start, mention.end)
        note = mention.block.note if mention.block is not None else None
        quote = source.text[start:end]
        mentions.append(Mention(f"m{index}", mention.cls, quote, start, end, target.id, made.where(mention), note))
    notes, anchors = made.reading.notes, {number for _, number in made.reading.anchors}
    untied = len(notes.keys() - anchors)
    warned = [f"{untied} of {len(notes)} notes hang on no place of the text"] if untied else []
    return Record(
        file=file,
        document=made.own,
        mentions=mentions,
        targets=made.targets,
        relations=relate(made.reading, made.found, made.means, made.zones.where, made.own),
        assignments=assignments(made.reading, made.zones),
        sha256=sha256,
        reader=source.reader,
        pages=source.pages,
        warnings=[*source.warnings, *made.contradictions, *warned],
        unread=source.unread,
        untied=untied,
        told=made.told,
    )


def left_out(mention: Found, own: Facts, zones: Zones, reading: Reading) -> str:
    """Why a mention does not count; empty if it does."""
    if not _stands_in(mention, zones):
        return "it stands in the letterhead, or behind the end of the document"
    return "it is the document's own number" if _is_own(mention, own, reading) else ""


_ANNEX = re.compile(r"\((?:Ban hành |Được ban hành )?kèm theo $", re.IGNORECASE)


def _sequence(number: str) -> str:
    return re.split(r"[-/]", number, maxsplit=1)[0]


def _stands_in(mention: Found, zones: Zones) -> bool:
    """Whether it stands in the document, not in the letterhead or behind the end; notes stand behind all blocks."""
    noted = mention.block is not None and mention.block.note is not None
    return noted or zones.begin <= mention.start < zones.end


def _is_own(mention: Found, own: Facts, reading: Reading) -> bool:
    """Whether the text names itself; heads of annexes do, and misprint it ("(Kèm theo Quyết định số …)")."""
    if not own.number or not mention.number:
        return False
    if fold(mention.number) != fold(own.number):
        before = reading.text[max(0, mention.start - 24) : mention.start]
        same = mention.kind == own.kind and _sequence(mention.number) == _sequence(own.number)
        return same and _ANNEX.search(before) is not None
    return mention.issued is None or own.issued is None or mention.issued == own.issued
