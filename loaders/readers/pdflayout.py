"""Words of a PDF page → lines in reading order; text set side by side (letterhead, signature) column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .pdfwords import Word

#: Marks around a superscript until it is known whether a note hangs on it.
RAISED = "\ue000{}\ue001"

_SAME_LINE = 0.3  # of the size: baselines this near are one line
_PARTING = 1.6  # of the size: white that parts columns
_TAB = 4.0  # of the size: white behind a list label
_LABEL = re.compile(r"[-–+•*○▪]|\(?[\w.]{1,6}[.)]|(?:Điều|Chương|Mục|Phần) \w{1,5}[.:]?")
_CUT = re.compile(r"[^\W_][-–/]$")
_GOES_ON = re.compile(r"[-–/]\w")


@dataclass(slots=True)
class Line:
    """A printed line, or the part of one in a column. Points as in :class:`.pdfwords.Word`.

    ``column`` numbers the column of the page that it belongs to, 0 for text over the whole width; ``row``
    marks a table row, whose text is whole, ``goes_on`` one of a table that began on the page before, ``parted`` one
    without a rule below it, which goes on on the next page.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
    column: int = 0
    row: bool = False
    goes_on: bool = False
    parted: bool = False


def lines_of(words: list[Word], page: int, column: int = 0) -> list[Line]:
    """Words of a page as lines in reading order; columns are numbered from ``column`` + 1."""
    rows = [_segments(row, page) for row in rows_of(words)]
    lines: list[Line] = []
    index = 0
    while index < len(rows):
        end, left, right = _side_by_side(rows, index)
        if len(left) + len(right) > 2:
            for lines_of_column in (left, right):
                column += 1
                for line in lines_of_column:
                    line.column = column
                lines.extend(lines_of_column)
            index = end
            continue
        lines.append(_whole(rows[index]))
        index += 1
    return lines


def rows_of(words: list[Word]) -> Iterator[list[Word]]:
    """Words on one baseline, from left to right; rows from the top."""
    row: list[Word] = []
    for word in sorted(words, key=lambda w: w.y):
        if row and word.y - row[0].y > _SAME_LINE * max(row[0].size, word.size):
            yield sorted(row, key=lambda w: w.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda w: w.x0)


def _segments(row: list[Word], page: int) -> list[Line]:
    """The row, cut where wide white parts its words; the white behind a list label is no cut."""
    segments: list[Line] = []
    begin = 0
    for index in range(1, len(row) + 1):
        if index < len(row):
            white = (row[index].x0 - row[index - 1].x1) / max(row[index].size, row[index - 1].size)
            labelled = white < _TAB and not segments and _LABEL.fullmatch(text_of(row[begin:index]))
            if white < _PARTING or labelled:
                continue
        segments.append(_line(row[begin:index], page))
        begin = index
    return segments


def _line(words: list[Word], page: int) -> Line:
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    size = letters.most_common(1)[0][0]
    return Line(text_of(words), words[0].x0, max(w.x1 for w in words), words[0].y, size, page)


def text_of(words: list[Word]) -> str:
    pieces: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None and (
            word.x0 - last.x1 > 0.18 * word.size or (last.spaced and word.x0 - last.x1 > 0.05 * word.size)
        ):
            pieces.append(" ")
        pieces.append(RAISED.format(word.text) if word.raised else word.text)
        last = word
    return "".join(pieces)


def joined(before: str, text: str) -> str:
    """Two printed lines of one paragraph as running text."""
    return before + ("" if is_cut(before, text) else " ") + text


def is_cut(before: str, text: str) -> bool:
    """Whether ``text`` goes on with the last word of ``before``: ``04-`` ``NQ/TU``, ``2021`` ``-2025``.

    Vietnamese is never hyphenated: a hyphen at a line's end belongs to the word.
    """
    if _CUT.search(before):
        return text[:1].isalnum()
    return before[-1:].isdigit() and _GOES_ON.match(text) is not None


def _whole(segments: list[Line]) -> Line:
    """A row that stands alone: a line, or a table row if it has more than two parts."""
    first, last = segments[0], segments[-1]
    if len(segments) == 1:
        return first
    row = len(segments) > 2 and not _is_stretched(segments)
    text = "| " + " | ".join(s.text for s in segments) + " |" if row else " ".join(s.text for s in segments)
    return Line(text, first.x0, last.x1, first.y, max(s.size for s in segments), first.page, row=row)


def _is_stretched(segments: list[Line]) -> bool:
    """Whether the parts are words of one line that is spread to the margin: all white is equally wide."""
    white = [after.x0 - before.x1 for before, after in pairwise(segments)]
    return max(white) < 1.1 * min(white)


def _side_by_side(rows: list[list[Line]], index: int) -> tuple[int, list[Line], list[Line]]:
    """Rows from ``index`` that are two columns: where they end, and the lines of either column.

    Two columns begin with two texts on one height; they go on while the white between them stays open and
    the lines keep to the edge or the middle of their column.
    """
    first = rows[index]
    if len(first) == 1 and index + 1 < len(rows) and len(rows[index + 1]) == 1:
        # columns of different sizes: baselines that nearly meet
        other = rows[index + 1][0]
        if other.y - first[0].y < 0.7 * other.size:
            first = sorted((first[0], other), key=lambda s: s.x0)
            if first[1].x0 - first[0].x1 < _PARTING * other.size:
                return index, [], []
            return _extend(rows, index + 2, [first[0]], [first[1]])
    if len(first) != 2:
        return index, [], []
    return _extend(rows, index + 1, [first[0]], [first[1]])


def _extend(
    rows: list[list[Line]], index: int, left: list[Line], right: list[Line]
) -> tuple[int, list[Line], list[Line]]:
    low, high = left[0].x1, right[0].x0
    while index < len(rows):
        row = rows[index]
        size = row[0].size
        if row[0].y - max(left[-1].y, right[-1].y) > 9 * size:
            break
        if len(row) == 2:
            if min(high, row[1].x0) - max(low, row[0].x1) < 0.5 * size:
                break
            low, high = max(low, row[0].x1), min(high, row[1].x0)
            left.append(row[0])
            right.append(row[1])
        elif len(row) == 1 and _keeps_left(row[0], left, low, high):
            low = max(low, row[0].x1)
            left.append(row[0])
        elif len(row) == 1 and _keeps_right(row[0], right, low, high):
            high = min(high, row[0].x0)
            right.append(row[0])
        else:
            break
        index += 1
    return index, left, right


def _keeps_left(line: Line, left: list[Line], low: float, high: float) -> bool:
    if line.x1 > high - 0.5 * line.size:
        return False
    return line.x1 <= low + 0.5 * line.size or abs(line.x0 - left[0].x0) < line.size or _centred(line, left)


def _keeps_right(line: Line, right: list[Line], low: float, high: float) -> bool:
    if line.x0 < low + 0.5 * line.size:
        return False
    return line.x0 >= high - 0.5 * line.size or _centred(line, right)


def _centred(line: Line, column: list[Line]) -> bool:
    middle = (min(s.x0 for s in column) + max(s.x1 for s in column)) / 2
    return abs((line.x0 + line.x1) / 2 - middle) < 1.5 * line.size
