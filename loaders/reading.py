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

from ..vietnamese import LOOK_ALIKES
from .notes import Note, find_notes

_DECORATION = re.compile(
    r"\[bookmark: [^\]\n]*\]"  # Word bookmarks, as one converter prints them
    r"|\*+|(?<![^\W_])_+|_+(?![^\W_])"  # Markdown emphasis
    r"|^[ \t]*(?:#+[ \t]|>+[ \t]?)"  # Markdown headings and quotations
    r"|\\(?=[\\`*_{}\[\]()#+.!|<>~-])"  # Markdown escapes
    r"|<(?:br|sup|sub|/sup|/sub|b|/b|i|/i|u|/u)\s*/?>",
    re.MULTILINE,
)
_STRONG = re.compile(r"(?<!\\)\*\*")
_ITALIC = re.compile(r"(?<![\\*(])\*(?![*)])(?!(?<=^\*)\s)", re.MULTILINE)  # neither a bullet nor "(*)"
_RULE = re.compile(r"[\s\-–—_=*|:+.]*$")  # lines of dashes, lone table bars, blank lines
_PAGE_NUMBER = re.compile(r"[ \t]*[-–]?[ \t]*(?:Trang[ \t]+)?\d{1,3}[ \t]*[-–]?[ \t]*$")
_WORDS = re.compile(r"\S+")
_TERMINAL = re.compile(r"[.;:!?…][\"”’»)\]*]*$|/\.$")
_COMBINING = re.compile("[\u0300-\u036f]")

_ARTICLE = r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?(?=[.:\s])\.?"
_PART = (
    r"(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phần|Chương|Mục|Tiểu mục|Phụ lục)"
    r"\s+(?:(?:thứ|THỨ)\s+\w+|(?:[IVXLC]+|[\d.]+|[A-Z])(?!\w))\.?"
)
_LABEL = re.compile(
    rf"(?P<part>{_PART})|(?P<article>{_ARTICLE})"
    r"|(?P<roman>[IVX]{1,5})(?:[.)]|\s*[-–](?=\s))(?=\s*\D)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\s+\S|[A-ZĐÀ-Ỹ])"
    r"|(?P<number>\d{1,2})[.)](?=\s*[^\d\s])"
    r"|(?P<paren>\(\d{1,2}\))"
    r"|(?P<letter>[a-zđ])[.)](?=\s)"
    r"|(?P<bullet>[-–•+*●○▪](?=\s*[^\s\d-])|[-–](?=\s+\d))"
)
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


@dataclass(slots=True)
class _Line:
    """One printed line: its clean pieces as (source offset, words)."""

    pieces: list[tuple[int, str]]
    gap: bool  # blank lines stand before it
    width: int
    rule: bool = False  # a printed rule ("-----") stands before it
    inside: bool = False  # it begins inside an emphasised run, so it goes on with the line before

    @property
    def first(self) -> str:
        return self.pieces[0][1]

    @property
    def last(self) -> str:
        return self.pieces[-1][1]


def read(text: str) -> Reading:
    """Makes the reading of a loader's text. Linear in its length."""
    reading = Reading(text)
    builder = _Builder(reading)
    notes = find_notes(text)
    cuts = sorted({cut for note in notes for cut in note.cuts})
    anchors = sorted((note.anchor[0], note.number) for note in notes if note.anchor)
    lines = list(_lines(text, cuts))
    builder.paragraphs(lines, anchors)
    for note in notes:
        builder.note(note, list(_lines(text, [(0, note.start), (note.end, len(text))])))
    builder.finish()
    return reading


def _lines(text: str, cuts: list[tuple[int, int]]) -> list[_Line]:
    """Printed lines without what is cut, decorations, page numbers and rules."""
    found: list[_Line] = []
    gap = rule = strong = italic = False
    pieces: list[tuple[int, str]] = []
    for start, end in _segments(text, cuts):
        position = start
        while position <= end:
            stop = text.find("\n", position, end)
            feed = text.find("\f", position, stop if stop >= 0 else end)
            stop = feed if feed >= 0 else stop
            broken = stop >= 0
            if not broken:
                stop = end
            pieces.extend(_clean(text, position, stop))
            inside = strong or italic
            strong ^= len(_STRONG.findall(text, position, stop)) % 2 == 1
            italic ^= len(_ITALIC.findall(text, position, stop)) % 2 == 1
            if broken or stop == len(text):
                flat = " ".join(words for _, words in pieces)
                if not flat or _RULE.match(flat):
                    gap, rule = True, rule or flat.count("-") > 2
                    strong, italic = strong and bool(flat), italic and bool(flat)
                elif _PAGE_NUMBER.match(flat) and (gap or not found) and _blank_after(text, stop):
                    pass  # a page number does not part a sentence
                else:
                    found.append(_Line(pieces, gap, len(flat), rule, inside and not gap))
                    gap = rule = False
                pieces = []
            position = stop + 1
            if not broken:
                break
    if pieces and any(not _RULE.match(words) for _, words in pieces):
        found.append(_Line(pieces, gap, sum(len(w) + 1 for _, w in pieces)))
    return found


def _segments(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    position = 0
    for start, end in cuts:
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    if position < len(text):
        kept.append((position, len(text)))
    return kept


def _blank_after(text: str, stop: int) -> bool:
    following = text.find("\n", stop + 1)
    return not text[stop + 1 : following if following >= 0 else len(text)].strip()


def _clean(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Words of a line, each with its offset, decorations left out."""
    if start >= end:
        return []
    pieces: list[tuple[int, str]] = []
    position = start
    for mark in _DECORATION.finditer(text, start, end):
        pieces.extend((w.start(), w.group()) for w in _WORDS.finditer(text, position, mark.start()))
        position = mark.end()
    pieces.extend((w.start(), w.group()) for w in _WORDS.finditer(text, position, end))
    return pieces


class _Builder:
    """Writes blocks into a reading, keeping the way back."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts: list[str] = []
        self.length = 0
        self.stack: list[tuple[int, str]] = []

    def paragraphs(self, lines: list[_Line], anchors: list[tuple[int, int]]) -> None:
        """Joins lines into blocks; ``anchors`` are (source offset, number), ascending."""
        widths = sorted(line.width for line in lines)
        full = widths[int(len(widths) * 0.75)] * 0.72 if widths else 0
        spaced = sum(line.gap for line in lines) > 0.7 * len(lines) and 40 < full < 110
        if _is_wrapped(lines):
            full *= 0.45  # lines end where the window ended, so a short one may go on too
        pending = iter([*anchors, (len(self.reading.source) + 1, 0)])
        anchor = next(pending)
        previous: _Line | None = None
        for line in lines:
            if previous is None or not _joins(previous, line, full, spaced):
                self._break()
            for offset, words in line.pieces:
                while anchor[0] <= offset:
                    self.reading.anchors.append((self.length, anchor[1]))
                    anchor = next(pending)
                self._word(offset, words)
            previous = line
        while anchor[1]:
            self.reading.anchors.append((self.length, anchor[1]))
            anchor = next(pending)
        self._close()

    def note(self, note: Note, lines: list[_Line]) -> None:
        """Adds a note as one block."""
        self._break(note.number)
        for line in lines:
            for offset, words in line.pieces:
                self._word(offset, words)
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

    def _word(self, offset: int, words: str) -> None:
        block = self.reading.blocks[-1]
        between = self.reading.source[self._next : offset] if 0 <= self._next <= offset else " "
        if self.length > block.start and (len(between) > 24 or any(c.isspace() for c in between)):
            self.parts.append(" ")
            self._map(offset - 1)
            self.length += 1
        self._next = offset + len(words)
        words = words.translate(LOOK_ALIKES)
        if not words.isascii() and not unicodedata.is_normalized("NFC", words):
            for piece, start in _composed(words):
                self._map(offset + start)
                self.parts.append(piece)
                self.length += len(piece)
            return
        self._map(offset)
        self.parts.append(words)
        self.length += len(words)

    _next = -1

    def _map(self, offset: int) -> None:
        here, there = self.reading._here, self.reading._there
        if here and offset - there[-1] == self.length - here[-1]:
            return
        here.append(self.length)
        there.append(offset)

    def _label(self, block: Block) -> None:
        text = self.reading.text
        block.body = block.start
        match = None if block.note is not None else _LABEL.match(text, block.start, block.end)
        if match:
            block.kind = match.lastgroup or ""
            block.label = match.group()
            block.body = match.end()
            while block.body < block.end and text[block.body] in " .:":
                block.body += 1
        if block.note is not None:
            return
        if match and block.kind not in ("bullet", "paren"):
            name = re.sub(r"\s+", " ", match.group().rstrip(".:) -–"))
            while self.stack and self.stack[-1][0] >= block.rank:
                self.stack.pop()
            self.stack.append((block.rank, name))
        block.path = _path(self.stack)


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


def _joins(previous: _Line, line: _Line, full: float, spaced: bool) -> bool:
    """Whether ``line`` goes on with the sentence of ``previous``."""
    first, last = line.first, previous.last
    table = "|"
    if line.rule or first == table or last == table or previous.first == table:
        return False
    start = " ".join(words for _, words in line.pieces[:3])
    label = _LABEL.match(start)
    if label and not (label.lastgroup == "bullet" and line.pieces[-1] != line.pieces[0] and _goes_on(line)):
        refers = last.lower() in ("điều", "khoản", "điểm", "mục", "số") and label.lastgroup != "bullet"
        return refers or last.endswith(("-", "/"))
    if line.inside:
        return True
    if start.startswith(("Nơi nhận", "TM.", "T/M", "KT.", "Căn cứ", "QUYẾT ĐỊNH")):
        return False
    ends = _TERMINAL.search(last) is not None
    caps = _is_caps(previous)
    if caps != _is_caps(line) and (caps or first[0].isupper()):
        return False
    if first[0].islower() or not first[0].isalpha():
        return not ends or (not line.gap and previous.width >= full)
    if line.gap and not spaced:
        return last.endswith(("-", "/", ",")) and not ends
    return not ends and previous.width >= full


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether lines break inside sentences: most that follow an open line directly begin in lower case."""
    starts = [
        line.first[0].islower()
        for previous, line in zip(lines, lines[1:], strict=False)
        if not line.gap and not _TERMINAL.search(previous.last) and line.first[0].isalpha()
    ]
    return len(starts) >= 5 and sum(starts) > 0.5 * len(starts)


def _goes_on(line: _Line) -> bool:
    """Whether a dash at the line's start belongs to words such as "kinh tế - xã hội"."""
    return not line.gap and len(line.first) == 1 and line.pieces[1][1][0].islower()


def _is_caps(line: _Line) -> bool:
    letters = [c for _, words in line.pieces[:12] for c in words if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
