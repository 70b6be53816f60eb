"""Printed lines: what stands on each, without decorations, page numbers and rules, and which of them go on with
the sentence of the line before.

Most lines are clean and are taken as they are; only those that hold a mark of Markdown, a tab or a run of blanks
are taken apart, which keeps reading close to the speed of a scan.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...vietnamese import CAPITALS

_DECORATION = re.compile(
    r"\[bookmark: [^\]\n]{0,200}\]"  # Word bookmarks, as one converter prints them
    r"|\*+|(?<![^\W_])_+|_+(?![^\W_])"  # Markdown emphasis
    r"|^[ \t]*(?:#+[ \t]|>+[ \t]?)"  # Markdown headings and quotations
    r"|\\(?=[\\`*_{}\[\]()#+.!|<>~-])"  # Markdown escapes
    r"|<(?:br|sup|sub|/sup|/sub|b|/b|i|/i|u|/u)\s*/?>",
    re.MULTILINE,
)
_STRONG = re.compile(r"(?<!\\)\*\*")
_ITALIC = re.compile(r"(?<![\\*(])\*(?![*)])(?!(?<=^\*)\s)", re.MULTILINE)  # neither a bullet nor "(*)"
#: Whether a line needs taking apart.
_UNCLEAN = re.compile(r"[*_\\<#>\[]|[^\S ]| {2}")
_RULE = re.compile(r"[\s\-–—_=*|:+.]*$")  # lines of dashes, lone table bars, blank lines
_PAGE_NUMBER = re.compile(r"[-–]? ?(?:Trang )?\d{1,3} ?[-–]?$")
_WORDS = re.compile(r"\S+")
_TERMINAL = re.compile(r"[.;:!?…][\"”’»)\]*]*$|/\.$")
_LETTERS = re.compile(r"[^\W\d_]")

_ARTICLE = r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?(?=[.:\s])\.?"
_PART = (
    r"(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phần|Chương|Mục|Tiểu mục|Phụ lục)"
    r"\s+(?:(?:thứ|THỨ)\s+\w+|(?:[IVXLC]+|[\d.]+|[A-Z])(?!\w))\.?"
)
#: What an item begins with; the groups name the kinds of labels.
LABEL = re.compile(
    rf"(?P<part>{_PART})|(?P<article>{_ARTICLE})"
    r"|(?P<roman>[IVX]{1,5})(?:[.)]|\s*[-–](?=\s))(?=\s*\D)"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?(?=\s+\S|[{CAPITALS}])"
    r"|(?P<number>\d{1,2})[.)](?=\s*[^\d\s])"
    r"|(?P<paren>\(\d{1,2}\))"
    r"|(?P<letter>[a-zđ])[.)](?=\s)"
    r"|(?P<bullet>[-–•+*●○▪](?=\s*[^\s\d-])|[-–](?=\s+\d))"
)
#: A number that goes on in the next line ("04-", "NQ/").
_BROKEN = re.compile(r"(?:\d ?[-–/]|[^\W\d_]/)$")
#: Lines that begin so never go on with the line before.
_OPENERS = ("Nơi nhận", "TM.", "T/M", "KT.", "Căn cứ", "QUYẾT ĐỊNH")


@dataclass(slots=True)
class Line:
    """One printed line: its clean ``pieces`` as (source offset, words one blank apart), and all of them as ``flat``."""

    pieces: list[tuple[int, str]]
    flat: str
    gap: bool = False  # blank lines stand before it
    rule: bool = False  # a printed rule ("-----") stands before it
    inside: bool = False  # it begins inside an emphasised run, so it goes on with the line before
    caps: bool = False  # it is printed in capitals
    ends: bool = False  # its sentence ends


def printed_lines(text: str, cuts: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines of ``text`` outside ``cuts`` (ascending spans). A line that a cut parts stays one."""
    found: list[Line] = []
    gap = rule = strong = italic = False
    pieces: list[tuple[int, str]] = []
    for start, stop, broken in _stretches(text, cuts):
        inside = strong or italic
        if _UNCLEAN.search(text, start, stop):
            pieces.extend(_clean(text, start, stop))
            if text.find("*", start, stop) >= 0:
                strong ^= len(_STRONG.findall(text, start, stop)) % 2 == 1
                italic ^= len(_ITALIC.findall(text, start, stop)) % 2 == 1
        else:
            words = text[start:stop].strip()
            if words:
                pieces.append((text.find(words[0], start), words))
        if not broken:
            continue
        flat = pieces[0][1] if len(pieces) == 1 else " ".join(words for _, words in pieces)
        if not flat or (not flat[0].isalnum() and _RULE.match(flat)):
            gap, rule = True, rule or flat.count("-") > 2
            strong, italic = strong and bool(flat), italic and bool(flat)
        elif len(flat) < 14 and (gap or not found) and _PAGE_NUMBER.match(flat) and _blank_after(text, stop):
            pass  # a page number does not part a sentence
        else:
            caps, ends = _is_caps(flat[:80]), _TERMINAL.search(flat, max(0, len(flat) - 12)) is not None
            found.append(Line(pieces, flat, gap, rule, inside and not gap, caps, ends))
            gap = rule = False
        pieces = []
    return found


def _stretches(text: str, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a line ends there) of what lies between line ends and cuts."""
    position = 0
    feeds = "\f" in text
    for cut, behind in (*cuts, (len(text), len(text) + 1)):
        while position < cut:
            stop = text.find("\n", position, cut)
            if feeds:
                feed = text.find("\f", position, cut if stop < 0 else stop)
                stop = feed if feed >= 0 else stop
            if stop < 0:
                break
            yield position, stop, True
            position = stop + 1
        if position <= cut:
            yield position, cut, cut == len(text)
        position = max(position, behind)


def _blank_after(text: str, stop: int) -> bool:
    following = text.find("\n", stop + 1)
    return not text[stop + 1 : following if following >= 0 else len(text)].strip()


def _clean(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Words of a line, each with its offset, decorations left out."""
    pieces: list[tuple[int, str]] = []
    position = start
    for mark in _DECORATION.finditer(text, start, end):
        pieces.extend((w.start(), w.group()) for w in _WORDS.finditer(text, position, mark.start()))
        position = mark.end()
    pieces.extend((w.start(), w.group()) for w in _WORDS.finditer(text, position, end))
    return pieces


def _is_caps(beginning: str) -> bool:
    if beginning[:1].islower() or beginning[1:2].islower() or beginning[2:3].islower():
        return False
    letters = _LETTERS.findall(beginning)
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


class Joiner:
    """Tells which lines go on, from how the whole text is set."""

    def __init__(self, lines: Sequence[Line]) -> None:
        widths = sorted(len(line.flat) for line in lines)
        self._full = widths[int(len(widths) * 0.75)] * 0.72 if widths else 0
        self._spaced = sum(line.gap for line in lines) > 0.7 * len(lines) and 40 < self._full < 110
        if _is_wrapped(lines):
            self._full *= 0.45  # lines end where the window ended, so a short one may go on too

    def joins(self, previous: Line, line: Line) -> bool:
        """Whether ``line`` goes on with the sentence of ``previous``."""
        flat, before = line.flat, previous.flat
        first = flat[0]
        if line.rule or flat[:2] in ("|", "| ") or before[:2] in ("|", "| ") or before[-2:] == " |":
            return False
        if first.isupper() or not first.isalpha() or flat[1:2] in (".", ")"):
            label = LABEL.match(flat)
            if label and not (label.lastgroup == "bullet" and _goes_on(line)):
                last = before.rpartition(" ")[2].lower()
                refers = last in ("điều", "khoản", "điểm", "mục", "số") and label.lastgroup != "bullet"
                return refers or before[-1] in "-/"
        if line.inside:
            return True
        if flat.startswith(_OPENERS):
            return False
        if _BROKEN.search(before):
            return True
        if previous.caps != line.caps and (previous.caps or first.isupper()):
            return False
        if first.islower() or not first.isalpha():
            return not previous.ends or (not line.gap and len(before) >= self._full)
        if line.gap and not self._spaced:
            return before[-1] in "-/," and not previous.ends
        return not previous.ends and len(before) >= self._full


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines break inside sentences: most that follow an open line directly begin in lower case."""
    starts = [
        line.flat[0].islower()
        for previous, line in itertools.pairwise(lines)
        if not line.gap and not previous.ends and line.flat[0].isalpha()
    ]
    return len(starts) >= 5 and sum(starts) > 0.5 * len(starts)


def _goes_on(line: Line) -> bool:
    """Whether a dash at the line's start belongs to words such as "kinh tế - xã hội"."""
    return not line.gap and line.flat[1:2] == " " and line.flat[2:3].islower()
