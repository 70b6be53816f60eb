"""Text → extraction record: the one place where the steps of recognition meet."""

from __future__ import annotations

import re

from ...graph.identity import expand_issuer, level_of
from ...vietnamese import fold
from ..record import Facts, Mention, Record
from ..source import Source, Told
from .assignments import assignments
from .header import Zones, facts
from .mentions import Found, numbered
from .named import named
from .reading import Reading, read
from .relations import relate
from .targets import assign
from .told import complete


def extract(source: Source, file: str, sha256: str = "", told: Told | None = None) -> Record:
    """Reads one document. ``file`` is the name that the record carries, ``sha256`` that of the file's bytes, ``told``
    what is told of it beside the file.

    Never raises on any text; a text without a citation gives a record without mentions.
    """
    reading = read(source.text)
    own, zones = facts(reading, source)
    filled, contradictions = complete(own, zones, told) if told is not None else ({}, [])
    found = _mentions(reading, own, zones)
    targets, of_mention = assign(
        reading, found, lambda words: expand_issuer(words, zones.context), lambda n, i: level_of(n, i)
    )
    mentions = []
    for index, (mention, target) in enumerate(zip(found, of_mention, strict=True), 1):
        start, end = reading.span(mention.start, mention.end)
        assert mention.block is not None
        note = mention.block.note
        where = "footnote" if note is not None else zones.where(mention.start)
        mentions.append(Mention(f"m{index}", mention.cls, source.text[start:end], start, end, target.id, where, note))
    return Record(
        file=file,
        document=own,
        mentions=mentions,
        targets=targets,
        relations=relate(reading, found, of_mention, zones.where),
        assignments=assignments(reading, zones),
        sha256=sha256,
        reader=source.reader,
        pages=source.pages,
        warnings=source.warnings + contradictions,
        told=filled,
    )


def _mentions(reading: Reading, own: Facts, zones: Zones) -> list[Found]:
    """Mentions of other documents: neither the letterhead's number nor the text's own."""
    numbers = numbered(reading)
    found = sorted([*numbers, *named(reading, numbers)], key=lambda m: (m.start, -m.end))
    return [m for m in found if _stands_in(m, zones) and not _is_own(m, own, reading)]


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
