"""The page: a text with its notes taken out of the sentences and set behind it, and how its lines are cleaned.

All lines are cleaned at once; where the words of a line stood before is told for those that somebody asks for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from ...vietnamese import LOOK_ALIKES
from .glued import glued
from .notes import Note
from .unrolled import unrolled

#: Decorations in front of a line's words, with the line end before them: Markdown headings and quotations.
_HEADING = re.compile(r"\n[ \t]*(?:#+[ \t]|>+[ \t]?)")
#: Decorations elsewhere. The first character is one of a class, which keeps searching a whole text fast.
_MARK = re.compile(
    r"[*_\\<\[](?:(?<=\*)\**"  # Markdown emphasis
    r"|(?<=_)(?:(?<![^\W_]_)_*|_*(?![^\W_]))"
    r"|(?<=\\)(?=[\\`*_{}\[\]()#+.!|<>~-])"  # Markdown escapes
    r"|(?<=<)(?:br|sup|sub|/sup|/sub|b|/b|i|/i|u|/u)[^\S\n]*/?>"
    r"|(?<=\[)bookmark: [^\]\n]{0,200}\])"  # Word bookmarks, as one converter prints them
)
_WORDS = re.compile(r"\S+(?: \S+)*")
#: Blanks of every kind stand for one, letters that look alike for the Vietnamese one.
_MEANT = LOOK_ALIKES | {code: " " for code in range(0x3001) if chr(code).isspace() and chr(code) not in " \n"}
_ODD = re.compile(f"[{''.join(map(chr, _MEANT))}]")
_LOST_D = str.maketrans("ñÑðÐ", "đĐĐĐ")
_LETTER = re.compile("(?s:.)[\u0300-\u036f]*")
_WIDE = 24
"""Characters of a cut that words do not grow together over, even if it has no blank."""


class Page:
    """``text`` is what is read: the source without ``notes`` and their marks, and then the notes, a blank line before
    each. Both ``anchors`` and ``notes`` are (offset in ``text``, number): where a note's mark stood, and where its
    words stand now."""

    def __init__(self, source: str, notes: Sequence[Note]) -> None:
        self._here, self._there = [0], [0]
        self.anchors: list[tuple[int, int]] = []
        self.notes: list[tuple[int, int]] = []
        self.text = unrolled(_mended(source).replace("\f", "\n"))
        apart_at = glued(self.text)
        if not notes and not apart_at:
            return
        parts: list[str] = []
        length = position = stop = 0
        cuts = sorted({*(cut for note in notes for cut in note.cuts), *((at, at) for at in apart_at)})
        for cut, behind in (*cuts, (len(source), len(source))):
            if position <= cut:
                gap = source[stop:position]
                apart = (position > 0 and not gap) or len(gap) > _WIDE or any(map(str.isspace, gap))
                self._here.append(length)
                self._there.append(position - apart)
                parts.append(" " * apart + self.text[position:cut])
                length += len(parts[-1])
                stop = cut
            position = max(position, behind)
        self.anchors = sorted((self._offset(note.anchor[0]), note.number) for note in notes if note.anchor)
        for note in notes:
            parts.append("\n\n" + self.text[note.start : note.end])
            self._here.append(length + 2)
            self._there.append(note.start)
            self.notes.append((length + 2, note.number))
            length += len(parts[-1])
        self.text = "".join(parts)

    def source_of(self, offset: int) -> int:
        """Offset in the source of the character at ``offset`` of :attr:`text`."""
        part = bisect_right(self._here, offset) - 1
        return self._there[part] + offset - self._here[part]

    def _offset(self, cut: int) -> int:
        """Where in :attr:`text` a cut of the source was made, told before the notes follow."""
        part = bisect_right(self._there, cut) - 1
        return min(self._here[part] + cut - self._there[part], *self._here[part + 1 : part + 2], len(self.text))


def _mended(text: str) -> str:
    """``text`` with the line ends that a copy spells out, ``\\r\\n``, and the đ that the copy of an old font has lost,
    "ñiểm a ðiều 1"; as long as it was."""
    if r"\r\n" in text:
        text = text.replace(r"\r\n", "   \n").replace(r"\t", "  ")
    return text.translate(_LOST_D) if text.count("ñ") > text.count("đ") else text


def clean(page: str) -> list[str]:
    """The lines of ``page`` without decorations and outer blanks, their words one blank apart, in composed letters."""
    if "#" in page or ">" in page:
        page = _HEADING.sub("\n", "\n" + page)[1:]
    page = _MARK.sub("", _ODD.sub(lambda odd: odd.group().translate(_MEANT), page))
    while "  " in page:
        page = page.replace("  ", " ")
    if not unicodedata.is_normalized("NFC", page):
        page = "".join([unicodedata.normalize("NFC", letter) for letter in _LETTER.findall(page)])
    return [line.strip() for line in page.split("\n")]


def composed(words: str) -> list[tuple[str, int]]:
    """NFC pieces of ``words``, each with the offset where its letters begin."""
    return [(unicodedata.normalize("NFC", letter.group()), letter.start()) for letter in _LETTER.finditer(words)]


def way_back(page: str, start: int, clean: str) -> list[tuple[int, int]]:
    """For the line that begins at ``start`` and is ``clean`` now, where on the page its words stand: (offset in
    ``clean``, offset on the page) of each run of characters that goes on alike."""
    end = page.find("\n", start)
    end = end if end >= 0 else len(page)
    if (whole := page.find(clean, start, end)) >= 0:
        return [(0, whole)]
    heading = _HEADING.match("\n" + page[start:end])
    start += heading.end() - 1 if heading else 0
    way: list[tuple[int, int]] = []
    words, behind = "", start
    for mark in (*_MARK.finditer(page, start, end), None):
        for run in _WORDS.finditer(page, start, mark.start() if mark else end):
            blank = bool(words) and any(map(str.isspace, page[behind : run.start()]))
            way.append((len(words), run.start() - blank))
            words += " " * blank + run.group().translate(LOOK_ALIKES)
            behind = run.end()
        start = mark.end() if mark else end
    if unicodedata.is_normalized("NFC", words):
        return way
    loose, length = [], 0
    for letters, at in composed(words):
        here, there = way[bisect_right(way, at, key=itemgetter(0)) - 1]
        loose.append((length, there + at - here))
        length += len(letters)
    return loose
