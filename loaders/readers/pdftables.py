"""Ruled tables of a PDF page: the cells that drawn lines part, read row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .pdflayout import Line, joined, rows_of, text_of
from .pdfwords import Page, Word

_NEAR = 3.0  # points: rules this near are one, and touch
_MOST_RULES = 5_000

_BAR = re.compile(r"(?<!\\)\|")

_Span = tuple[float, float]


def take_tables(page: Page) -> list[tuple[float, list[Word], list[Line]]]:
    """Cuts a page at its tables: for each, its top, the words above it and its rows as lines; the words
    below the last one come with no rows."""
    tables = [] if len(page.rules) > _MOST_RULES else _grids(page.rules)
    pieces: list[tuple[float, list[Word], list[Line]]] = []
    rest = page.words
    for grid in tables:
        inside = [w for w in rest if grid.holds(w)]
        lines = grid.rows(inside, page.number)
        if not lines:
            continue
        pieces.append((grid.top, [w for w in rest if w.y < grid.top and not grid.holds(w)], lines))
        rest = [w for w in rest if w.y >= grid.top and not grid.holds(w)]
    return [*pieces, (0.0, rest, [])]


def join_tables(pages: Sequence[list[Line]]) -> None:
    """Lets a table that goes on over the ends of pages be one: its head, printed again, goes out, and a row that a
    page's end parts is joined. Takes the lines of each page."""
    head = ""
    for before, lines in pairwise(pages):
        if not before or not lines or not _go_on(before[-1], lines[0]):
            continue
        top = len(before)
        while top and before[top - 1].row:
            top -= 1
        if top or not before[0].goes_on:
            head = before[top].text
        if lines[0].text == head and len(lines) > 1 and lines[1].row:
            lines.pop(0)
        parted = _parted(_cells(before[-1].text), _cells(lines[0].text), certain=before[-1].parted)
        if parted:
            before[-1].text = "| " + " | ".join(parted) + " |"
            lines.pop(0)
        if lines and lines[0].row:
            lines[0].goes_on = True


def _go_on(last: Line, first: Line) -> bool:
    return last.row and first.row and abs(last.x0 - first.x0) < _NEAR and abs(last.x1 - first.x1) < _NEAR


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(row)[1:-1]]


def _parted(upper: list[str], lower: list[str], *, certain: bool) -> list[str]:
    """The cells of a row of which a part stands on the next page; empty if these are two rows. The part has no
    number or label of its own, and where rules do not tell, fills few cells or goes on with a sentence in one."""
    filled = [cell for cell in lower if cell]
    if len(upper) != len(lower) or len(upper) < 2 or not upper[0] or lower[0] or not filled:
        return []
    sentence = any(cell[0].islower() or cell[0] in "(,;" for cell in filled)
    if not (certain or sentence or len(filled) <= len(lower) // 2):
        return []
    return [joined(a, b) if a and b else a or b for a, b in zip(upper, lower, strict=True)]


class _Grid:
    """One table. ``across`` holds the horizontal rules at each height, ``down`` the vertical ones at each x."""

    def __init__(self, across: dict[float, list[_Span]], down: dict[float, list[_Span]], parted: bool) -> None:
        self._parted = parted
        self._heights = sorted(across)
        self._across, self._down = across, sorted(down.items())
        self.top, self._bottom = self._heights[0], self._heights[-1]
        self._left, self._right = self._down[0][0], self._down[-1][0]

    def holds(self, word: Word) -> bool:
        """Whether the word stands inside."""
        middle = word.y - 0.3 * word.size
        return self.top < middle < self._bottom and self._left < (word.x0 + word.x1) / 2 < self._right

    def rows(self, words: list[Word], page: int) -> list[Line]:
        """Its rows; a cell over several rows stands in the first of them."""
        edges = [self._edges(row) for row in range(len(self._heights) - 1)]
        cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
        for word in words:
            row = bisect_right(self._heights, word.y - 0.3 * word.size) - 1
            middle = (word.x0 + word.x1) / 2
            while row and not self._is_ruled(row, middle):
                row -= 1
            cells[row, bisect_right(edges[row], middle) - 1].append(word)
        lines = []
        for row, bounds in enumerate(edges):
            texts = [_flowing(cells.get((row, column), [])) for column in range(len(bounds) - 1)]
            if any(texts):
                inside = [w for column in range(len(bounds) - 1) for w in cells.get((row, column), [])]
                size = sorted(w.size for w in inside)[len(inside) // 2]
                text = "| " + " | ".join(texts) + " |"
                lines.append(Line(text, self._left, self._right, self._heights[row], size, page, row=True))
        if lines and self._parted:
            lines[-1].parted = True
        return lines

    def _edges(self, row: int) -> list[float]:
        """Where the cells of a row begin and end."""
        middle = (self._heights[row] + self._heights[row + 1]) / 2
        inner = [x for x, spans in self._down if any(y0 <= middle <= y1 for y0, y1 in spans)]
        return sorted({self._left, *inner, self._right})

    def _is_ruled(self, row: int, x: float) -> bool:
        return any(x0 - _NEAR <= x <= x1 + _NEAR for x0, x1 in self._across[self._heights[row]])


def _grids(rules: list[tuple[float, float, float, float]]) -> list[_Grid]:
    """Tables from the top: upright rules whose heights overlap, with the level ones that cross them."""
    down = sorted((y0, y1, (x0 + x1) / 2) for x0, y0, x1, y1 in rules if y1 - y0 > max(x1 - x0, _NEAR))
    across = sorted(((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in rules if x1 - x0 > max(y1 - y0, _NEAR))
    bands: list[list[tuple[float, float, float]]] = []
    bottom = float("-inf")
    for rule in down:
        if rule[0] > bottom + _NEAR:
            bands.append([])
        bands[-1].append(rule)
        bottom = max(bottom, rule[1])
    grids = []
    for band in bands:
        low, high = band[0][0] - _NEAR, max(y1 for _, y1, _ in band) + _NEAR
        uprights = _grouped([(x, y0, y1) for y0, y1, x in band])
        levels = _grouped([rule for rule in across if low <= rule[0] <= high])
        parted = _close(levels, uprights)
        if len(uprights) > 2 and len(levels) > 1:  # two uprights are a frame, not a table
            grids.append(_Grid(levels, uprights, parted))
    return grids


def _close(levels: dict[float, list[_Span]], uprights: dict[float, list[_Span]]) -> bool:
    """Adds the level rules that a row lacks which a page's end parts: where most uprights end beyond the outermost.
    Tells whether one was added below."""
    if not levels:
        return False
    whole = [(min(uprights), max(uprights))]
    tops, ends = (sorted(pick(span) for span in uprights.values()) for pick in (_top, _end))
    top, end = tops[len(tops) // 2], ends[len(ends) // 2]
    if top < min(levels) - 2 * _NEAR:
        levels[top] = whole
    parted = end > max(levels) + 2 * _NEAR
    if parted:
        levels[end] = whole
    return parted


def _top(spans: list[_Span]) -> float:
    return min(start for start, _ in spans)


def _end(spans: list[_Span]) -> float:
    return max(end for _, end in spans)


def _grouped(rules: list[tuple[float, float, float]]) -> dict[float, list[_Span]]:
    """Spans of the rules (place, from, to) by place, near places taken together."""
    groups: dict[float, list[_Span]] = {}
    place = float("-inf")
    for at, start, end in sorted(rules):
        if at > place + _NEAR:
            place = at
            groups[place] = []
        groups[place].append((start, end))
    return groups


def _flowing(words: list[Word]) -> str:
    """The words of a cell, its lines joined."""
    text = ""
    for row in rows_of(words):
        text = joined(text, text_of(row)) if text else text_of(row)
    return text.replace("|", "\\|")
