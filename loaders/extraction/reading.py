"""The text as a reader takes it in: paragraphs whole, notes out of the way, one blank between words.

Offices wrap lines, converters put notes into the middle of sentences, scans part ``04-`` from ``NQ/TU``.
A :class:`Reading` undoes that once, so that every rule of language is written for clean text, and leads
each place back to the exact offsets of the source.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from ...vietnamese import lower
from .notes import find_notes
from .page import Page, way_back
from .printed import ATTACHED, LABEL, Joiner, Line, printed_lines

#: How deep each kind of label stands; a bullet never opens a level of the path.
_RANK = {"part": 0, "article": 1, "roman": 2, "number": 3, "decimal": 4, "letter": 5, "paren": 6, "bullet": 9}


@dataclass(slots=True)
class Block:
    """A paragraph, list item or note of the reading.

    ``start`` and ``end`` count characters of :attr:`Reading.text`; ``label`` is what it begins with
    ("Điều 2.", "III.", "1.", "a)", "-"), ``kind`` the label's kind (a key of the rank table, or empty);
    ``path`` the item's place ("III.2"); ``note`` the footnote's number; ``body`` the offset behind the label.
    """

    start: int
    end: int
    label: str = ""
    kind: str = ""
    path: str = ""
    note: int | None = None
    body: int = 0

    @property
    def rank(self) -> int:
        """Depth of its label; 8 for plain paragraphs."""
        return _RANK.get(self.kind, 8)


@dataclass(slots=True)
class Reading:
    """Clean text with the way back.

    ``text`` has a line per block, ``low`` is the same in small letters; ``anchors`` are (offset in ``text``, note
    number) where a note hangs; ``notes`` are the blocks of the notes by number. Notes stand after the body, in order.
    """

    source: str
    text: str = ""
    low: str = ""
    blocks: list[Block] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[int, Block] = field(default_factory=dict)
    _page: Page = field(default_factory=lambda: Page("", []))
    _here: list[int] = field(default_factory=list)  # where printed lines begin in the text, or the blank before them
    _there: list[int] = field(default_factory=list)  # and on the page
    _ways: dict[int, list[tuple[int, int]]] = field(
        default_factory=dict
    )  # of those that were cleaned; empty: not asked
    _start_cache: list[int] = field(default_factory=list)

    def origin(self, offset: int) -> int:
        """Offset in the source of the character at ``offset`` of :attr:`text`."""
        if not self._here:
            return offset
        line = max(bisect_right(self._here, offset) - 1, 0)
        within = offset - self._here[line]
        if line not in self._ways:
            return self._page.source_of(self._there[line] + within)
        way = self._way(line)
        here, there = way[bisect_right(way, within, key=itemgetter(0)) - 1]
        return self._page.source_of(there + within - here)

    def _way(self, line: int) -> list[tuple[int, int]]:
        """Where each run of a line's characters stands on the page, from the line's beginning on."""
        if line not in self._ways:
            return [(0, self._there[line])]
        if not self._ways[line]:
            blank = self.text[self._here[line]] == " "
            words = self.text[self._here[line] + blank : self._end(line)]
            (_, first), *rest = way_back(self._page.text, self._there[line] + blank, words)
            self._ways[line] = [(0, first - blank), *((here + blank, there) for here, there in rest)]
        return self._ways[line]

    def _end(self, line: int) -> int:
        """Where the words of a printed line end in :attr:`text`."""
        if line + 1 == len(self._here):
            return len(self.text)
        following = self._here[line + 1]
        return following if self.text[following] == " " else following - 1

    def _place(self, offset: int) -> int:
        """Where in :attr:`text` something stood that was cut out at ``offset`` of the page: behind the words before
        it, or where the next block begins."""
        line = bisect_right(self._there, offset) - 1
        if line < 0:
            return 0
        way = self._way(line)
        run = max(bisect_right(way, offset, key=itemgetter(1)) - 1, 0)
        place = self._here[line] + way[run][0] + max(offset - way[run][1], 0)
        if run + 1 < len(way):
            place = min(place, self._here[line] + way[run + 1][0])
        elif line + 1 < len(self._here) and place >= self._end(line):
            place = self._here[line + 1]
        return place - (self.text[place - 1 : place] == " ")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of ``text[start:end]``; the end is exclusive and just behind the last character."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)

    def quote(self, start: int, end: int) -> str:
        """The exact words of the source behind ``text[start:end]``."""
        begin, stop = self.span(start, end)
        return self.source[begin:stop]

    def block_at(self, offset: int) -> Block:
        """The block that holds ``offset``. Raises IndexError on an empty reading."""
        return self.blocks[max(bisect_right(self._starts(), offset) - 1, 0)]

    def index_at(self, offset: int) -> int:
        """Index in :attr:`blocks` of the block that holds ``offset``."""
        return max(bisect_right(self._starts(), offset) - 1, 0)

    def _starts(self) -> list[int]:
        if len(self._start_cache) != len(self.blocks):
            self._start_cache = [b.start for b in self.blocks]
        return self._start_cache

    def words(self, block: Block) -> str:
        """The block's text behind its label."""
        return self.text[block.body : block.end]


def read(text: str) -> Reading:
    """Makes the reading of a loader's text. Linear in its length."""
    notes = find_notes(text)
    page = Page(text, notes)
    reading = Reading(text, _page=page)
    _Builder(reading).run(printed_lines(page.text))
    return reading


class _Builder:
    """Writes lines into a reading as blocks, keeping the way back."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stack: list[tuple[int, str]] = []
        self.path = ""

    def run(self, lines: list[Line]) -> None:
        """Joins the lines of the body to paragraphs, those of each note to one block."""
        reading, page = self.reading, self.reading._page
        starts = [line.start for line in lines]
        first = bisect_left(starts, page.notes[0][0]) if page.notes else len(lines)
        body = lines[:first]
        joined = [False, *map(Joiner(body).joins, body, body[1:])][:first]
        numbers: dict[int, int] = {}  # of the notes, by their first line
        for (start, number), (stop, _) in itertools.pairwise([*page.notes, (len(page.text) + 1, 0)]):
            begin, behind = bisect_left(starts, start), bisect_left(starts, stop)
            if begin < behind:
                numbers[begin] = number
                joined += [False, *[True] * (behind - begin - 1)]
        parts = [(" " if goes_on else "\n") + line.flat for line, goes_on in zip(lines, joined, strict=True)]
        ends = itertools.accumulate(map(len, parts), initial=0)
        reading.text = "".join(parts)[1:]
        reading.low = lower(reading.text)
        reading._here = [end - goes_on for end, goes_on in zip(ends, joined, strict=False)]
        reading._there = [start - goes_on for start, goes_on in zip(starts, joined, strict=True)]
        reading._ways = {index: [] for index, line in enumerate(lines) if not line.plain}
        begins = [index for index, goes_on in enumerate(joined) if not goes_on]
        edges = [*(reading._here[index] for index in begins), len(reading.text) + 1]
        reading.blocks = [Block(start, stop - 1) for start, stop in itertools.pairwise(edges)]
        for index, block in zip(begins, reading.blocks, strict=True):
            if index in numbers:
                block.note = numbers[index]
                reading.notes.setdefault(block.note, block)
        end = max(reading._here[first] - 1, 0) if first < len(lines) else len(reading.text)
        reading.anchors = [(min(reading._place(at), end), number) for at, number in page.anchors]
        for block in reading.blocks:
            self._label(block)

    def _label(self, block: Block) -> None:
        text = self.reading.text
        block.body = block.start
        match = None if block.note is not None else LABEL.match(text, block.start, block.end)
        if match:
            block.kind = match.lastgroup or ""
            block.label = match.group()
            block.body = match.end()
            while block.body < block.end and text[block.body] in " .:":
                block.body += 1
        if block.note is not None:
            return
        if text.startswith("(", block.start) and ATTACHED.match(text, block.start, block.end):
            self.stack.clear()  # the annex counts its own items
            self.path = ""
        if match and block.kind not in ("bullet", "paren"):
            rank = block.rank
            while self.stack and self.stack[-1][0] >= rank:
                self.stack.pop()
            self.stack.append((rank, block.label.rstrip(".:) -–")))
            self.path = _path(self.stack)
        block.path = self.path


def _path(stack: list[tuple[int, str]]) -> str:
    """ "III.2", "Điều 1.II.3"; "1.2" stands for its parent "1" too; parts are left out below articles."""
    names: list[str] = []
    for rank, name in stack:
        if rank == 0 and len(stack) > 1:
            continue
        if names and rank == _RANK["decimal"] and name.startswith(names[-1] + "."):
            names[-1] = name
        else:
            names.append(name)
    return ".".join(names)
