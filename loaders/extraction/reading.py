"""The text as a reader takes it in: paragraphs whole, notes out of the way, one blank between words.

Offices wrap lines, converters put notes into the middle of sentences, scans part ``04-`` from ``NQ/TU``.
A :class:`Reading` undoes that once, so that every rule of language is written for clean text, and leads
each place back to the exact offsets of the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from ...vietnamese import LOOK_ALIKES
from .notes import Note, find_notes
from .printed import ATTACHED, LABEL, Joiner, Line, printed_lines

_BLANK = re.compile(r"\s")
_COMBINING = re.compile("[\u0300-\u036f]")
_ODD = re.compile(f"[{''.join(map(chr, LOOK_ALIKES))}]")

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

    ``text`` has a line per block; ``anchors`` are (offset in ``text``, note number) where a note hangs;
    ``notes`` are the blocks of the notes by number. Notes stand after the body, in order.
    """

    source: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[int, Block] = field(default_factory=dict)
    _here: list[int] = field(default_factory=list)
    _there: list[int] = field(default_factory=list)
    _start_cache: list[int] = field(default_factory=list)

    def origin(self, offset: int) -> int:
        """Offset in the source of the character at ``offset`` of :attr:`text`."""
        if not self._here:
            return offset
        piece = max(bisect_right(self._here, offset) - 1, 0)
        return self._there[piece] + offset - self._here[piece]

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
    reading = Reading(text)
    builder = _Builder(reading)
    notes = find_notes(text)
    cuts = sorted({cut for note in notes for cut in note.cuts})
    anchors = sorted((note.anchor[0], note.number) for note in notes if note.anchor)
    builder.paragraphs(printed_lines(text, cuts), anchors)
    for note in notes:
        builder.note(note, printed_lines(text, [(0, note.start), (note.end, len(text))]))
    builder.finish()
    return reading


class _Builder:
    """Writes blocks into a reading, keeping the way back."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts: list[str] = []
        self.length = 0
        self.stack: list[tuple[int, str]] = []
        self.path = ""
        self.odd = _ODD.search(reading.source) is not None
        self.loose = not unicodedata.is_normalized("NFC", reading.source)
        self._next = 0  # source offset behind the last words

    def paragraphs(self, lines: list[Line], anchors: list[tuple[int, int]]) -> None:
        """Joins lines into blocks; ``anchors`` are (source offset, number), ascending."""
        joiner = Joiner(lines)
        pending = iter([*anchors, (len(self.reading.source) + 1, 0)])
        anchor = next(pending)
        previous: Line | None = None
        for line in lines:
            if previous is None or not joiner.joins(previous, line):
                self._break()
            for offset, words in line.pieces:
                while anchor[0] <= offset:
                    self.reading.anchors.append((self.length, anchor[1]))
                    anchor = next(pending)
                self._words(offset, words)
            previous = line
        while anchor[1]:
            self.reading.anchors.append((self.length, anchor[1]))
            anchor = next(pending)
        self._close()

    def note(self, note: Note, lines: list[Line]) -> None:
        """Adds a note as one block."""
        self._break(note.number)
        for line in lines:
            for offset, words in line.pieces:
                self._words(offset, words)
        self._close()
        if self.reading.blocks and self.reading.blocks[-1].note == note.number:
            self.reading.notes.setdefault(note.number, self.reading.blocks[-1])

    def finish(self) -> None:
        """Puts the text together."""
        self.reading.text = "".join(self.parts)
        for block in self.reading.blocks:
            self._label(block)

    def _break(self, note: int | None = None) -> None:
        self._close()
        if self.length:
            self.parts.append("\n")
            self.length += 1
        self.reading.blocks.append(Block(self.length, self.length, note=note))

    def _close(self) -> None:
        blocks = self.reading.blocks
        if blocks:
            blocks[-1].end = self.length
            if blocks[-1].start == self.length:
                blocks.pop()
                if self.parts and self.parts[-1] == "\n":
                    self.parts.pop()
                    self.length -= 1

    def _words(self, offset: int, words: str) -> None:
        """Adds words that stand one blank apart in the source, too."""
        source, gap = self.reading.source, offset - self._next
        if self.length > self.reading.blocks[-1].start and (
            not 0 <= gap <= 24 or (gap and (source[self._next].isspace() or _BLANK.search(source, self._next, offset)))
        ):
            self.parts.append(" ")
            self._map(offset - 1)
            self.length += 1
        self._next = offset + len(words)
        if self.odd and _ODD.search(words):
            words = words.translate(LOOK_ALIKES)
        if self.loose and not unicodedata.is_normalized("NFC", words):
            for piece, start in _composed(words):
                self._map(offset + start)
                self.parts.append(piece)
                self.length += len(piece)
            return
        self._map(offset)
        self.parts.append(words)
        self.length += len(words)

    def _map(self, offset: int) -> None:
        here, there = self.reading._here, self.reading._there
        if here and offset - there[-1] == self.length - here[-1]:
            return
        here.append(self.length)
        there.append(offset)

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
            name = re.sub(r"\s+", " ", match.group().rstrip(".:) -–"))
            while self.stack and self.stack[-1][0] >= block.rank:
                self.stack.pop()
            self.stack.append((block.rank, name))
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


def _composed(words: str) -> list[tuple[str, int]]:
    """NFC pieces of ``words``, each with the offset where its letters begin."""
    pieces: list[tuple[str, int]] = []
    start = 0
    for position in range(1, len(words) + 1):
        if position == len(words) or not _COMBINING.match(words[position]):
            pieces.append((unicodedata.normalize("NFC", words[start:position]), start))
            start = position
    return pieces
