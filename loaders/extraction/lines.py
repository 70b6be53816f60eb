"""Printed lines of a reading, columns apart: what a letterhead and a signature block are made of.

A reading joins lines to sentences. Letterheads and signature blocks are tables of short lines, and converters flatten
them to bars, to blanks or to nothing; here they come back as the pieces that were printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...vietnamese import fold
from .reading import Block, Reading

_BREAK = re.compile(r" *(?:\|[ |]*| )")
_COLUMNS = re.compile(r"[^\S\n]{4,}|\t")


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line, or one column's part of it; offsets count :attr:`.reading.Reading.text`.

    ``first`` is whether it begins the line, ``block`` the index of its block, ``label`` whether it begins with an
    item's label.
    """

    start: int
    end: int
    text: str
    first: bool
    block: int
    label: bool = False


class _Letters(dict[int, str]):
    """The folded letter of each character, filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code).lower()[:1]
        return self[code]


_LETTERS = _Letters()


def flat(text: str) -> str:
    """``text`` folded letter by letter, so that its offsets stay."""
    return text.translate(_LETTERS)


def share_of_capitals(text: str) -> float:
    """Capital letters among the letters; 0 where there are none."""
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def is_capitals(text: str) -> bool:
    """Whether a line is printed in capitals (a slip of the typist or ``TTg`` is allowed)."""
    return share_of_capitals(text) > 0.75


def pieces(reading: Reading, first: int, last: int) -> Iterator[Piece]:
    """The pieces of ``blocks[first:last]``, parted at bars, breaks and wide gaps.

    The lines of a block that has wide gaps are columns side by side, so they are parted at line ends too.
    """
    for index in range(first, min(last, len(reading.blocks))):
        yield from _pieces(reading, reading.blocks[index], index)


def _pieces(reading: Reading, block: Block, index: int) -> Iterator[Piece]:
    if "|" not in (text := reading.text[block.start : block.end]):
        printed = reading.quote(block.start, block.end)
        if "<br" not in printed and not _COLUMNS.search(printed):
            if text:
                yield Piece(block.start, block.end, text, True, index, bool(block.kind))
            return
    marks: list[tuple[int, int, str]] = []
    for mark in _BREAK.finditer(reading.text, block.start, block.end):
        gap = reading.source[reading.origin(mark.start() - 1) + 1 : reading.origin(mark.end())]
        kind = "bar" if "|" in mark.group() else "break" if "<br" in gap else ""
        kind = kind or ("line" if "\n" in gap else "gap" if _COLUMNS.search(gap) else "")
        marks.append((*mark.span(), kind))
    columns = any(kind == "gap" for _, _, kind in marks)
    start, first = block.start, True
    for end, following, kind in marks:
        if not kind or (kind == "line" and not columns):
            continue
        if end > start:
            yield Piece(start, end, reading.text[start:end], first, index, bool(block.kind) and start == block.start)
        start, first = following, kind in ("line", "break")
    if block.end > start:
        yield Piece(
            start, block.end, reading.text[start : block.end], first, index, bool(block.kind) and start == block.start
        )
