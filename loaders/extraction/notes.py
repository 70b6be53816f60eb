"""Footnotes in text: where the anchor stands, where the note, in every shape that converters leave.

``[^3]`` … ``[^3]: text``            Markdown, and what our own readers write
``[footnoteRef:3]`` … ``[3: text]``  Tika on .docx
``[3]`` … ``[3] text``               copies of web pages: notes behind everything else
a lone ``3`` on a line, twice        Tika and PDFBox on .pdf: first the anchor, then the note at the page's foot
``³`` twice                          OCR: anchor, and at the start of a paragraph that interrupts a sentence
``word3`` … ``3 Text`` after a blank  plain text of .pdf: the anchor has lost its height, the note is at the page's foot
``\ufffd text`` at the end          Tika on .doc: the anchor is a line break inside a sentence
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ...vietnamese import CAPITALS

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = str.maketrans(_RAISED, "0123456789")

_MARKDOWN_NOTE = re.compile(r"^[ \t]*\[\^(\d{1,3})\]:[ \t]*", re.MULTILINE)
_MARKDOWN_ANCHOR = re.compile(r"\[\^(\d{1,3})\](?!:)")
_TIKA_ANCHOR = re.compile(r"\[footnoteRef:(\d{1,3})\]")
_TIKA_NOTE = re.compile(r"\[(\d{1,3}):[ \t]")
_BRACKETED_NOTE = re.compile(r"^[ \t*]*\[(\d{1,3})\][ \t*]*(?=\S)", re.MULTILINE)
_BRACKETED_ANCHOR = re.compile(r"\[(?<=\S\[)(\d{1,3})\]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LONE = re.compile(r"^(\d{1,3})[ \t]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]]")
_MARGIN = re.compile(rf"^[ \t]*(?=[{_RAISED}])", re.MULTILINE)
_LONGEST = 20_000
"""A note that never closes must not eat the text."""
_SUPER = re.compile(rf"[{_RAISED}]{{1,3}}")
_FOOT = re.compile(r"^[ \t]{20,}$", re.MULTILINE)
_PAGE_END = re.compile(r"\f|\n(?=[ \t]+\S)|\n[ \t]*\n[ \t]*\n|\n\d{1,3}[ \t]*\n")


_GLUED = re.compile(r"(\d(?<=[^\W\d_]\d|[)”\"…%]\d)(?<!(?<!\w)[mM]\d)(?<!(?<!\w)[kcdh][mM]\d)\d{0,2})(?![\w/-])")
_GLUED_NOTE = re.compile(rf"\n[ \t]*(?P<blank>\n[ \t]*)?(?P<number>\d{{1,3}})[ \t]+(?=[{CAPITALS}“\"(])")
_GLUED_END = re.compile(rf"\f|\n[ \t]*\n|\n(?=[ \t]*\d{{1,3}}[ \t]+[{CAPITALS}“\"(])")
_END_NOTE = re.compile(r"^\ufffd[ \t]+(?=\S)", re.MULTILINE)
_BROKEN = re.compile(rf"(?<=\S)\n(?=[.,;:)/]| (?![{CAPITALS}])[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Note:
    """One note. ``anchor`` is the span of its mark in the body, None when it hangs nowhere; ``start`` and
    ``end`` span its words; ``cuts`` are the spans to leave out of the body. All count source characters."""

    number: int
    anchor: tuple[int, int] | None
    start: int
    end: int
    cuts: tuple[tuple[int, int], ...]


def find_notes(text: str) -> list[Note]:
    """The notes of a text in the order of their numbers. Linear in its length."""
    for shape in (_markdown, _tika, _bracketed, _page_foot, _superscript, _glued, _end):
        notes = shape(text)
        if notes:
            return notes
    return []


def _tie(anchors: dict[int, tuple[int, int]], bodies: list[tuple[int, int, int, tuple[int, int]]]) -> list[Note]:
    """Notes from their bodies (number, start, end, whole span) and the anchors by number."""
    notes = []
    for number, start, end, whole in bodies:
        anchor = anchors.get(number)
        notes.append(Note(number, anchor, start, end, (whole, anchor) if anchor else (whole,)))
    return notes


def _markdown(text: str) -> list[Note]:
    if "[^" not in text:
        return []
    heads = list(_MARKDOWN_NOTE.finditer(text))
    if not heads:
        return []
    anchors = {int(m[1]): m.span() for m in reversed(list(_MARKDOWN_ANCHOR.finditer(text)))}
    bodies = []
    for head in heads:
        end = text.find("\n", head.end())
        end = len(text) if end < 0 else end
        bodies.append((int(head[1]), head.end(), end, (head.start(), end)))
    return _tie(anchors, bodies)


def _tika(text: str) -> list[Note]:
    if "[footnoteRef:" not in text:
        return []
    anchors = {int(m[1]): m.span() for m in reversed(list(_TIKA_ANCHOR.finditer(text)))}
    closing: dict[int, int] = {}
    open_brackets: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "[":
            open_brackets.append(bracket.start())
        elif open_brackets:
            closing[open_brackets.pop()] = bracket.end()
    bodies = []
    position = 0
    for head in _TIKA_NOTE.finditer(text):
        end = closing.get(head.start(), 0)
        if head.start() < position or int(head[1]) not in anchors or not 0 < end - head.start() < _LONGEST:
            continue
        bodies.append((int(head[1]), head.end(), end - 1, (head.start(), end)))
        position = end
    return _tie(anchors, bodies)


def _bracketed(text: str) -> list[Note]:
    if "[1]" not in text:
        return []
    heads: list[re.Match[str]] = []
    anchors: dict[int, tuple[int, int]] = {}
    for anchor in _BRACKETED_ANCHOR.finditer(text):
        anchors.setdefault(int(anchor[1]), anchor.span())
    for head in _BRACKETED_NOTE.finditer(text):
        number = int(head[1])
        if number == len(heads) + 1 and number in anchors and anchors[number][0] < head.start():
            heads.append(head)
    bodies = []
    for head, following in zip(heads, [*heads[1:], None], strict=True) if heads else ():
        limit = min(following.start() if following else len(text), head.end() + _LONGEST)
        blank = _BLANK_LINE.search(text, head.end(), limit)
        end = len(text[head.end() : blank.start() if blank else limit].rstrip()) + head.end()
        bodies.append((int(head[1]), head.end(), end, (head.start(), end)))
    return _tie(anchors, bodies)


def _page_foot(text: str) -> list[Note]:
    feet = [m.end() for m in _FOOT.finditer(text)] if " " * 20 in text or "\t" in text else []
    if not feet:
        return []
    anchors: dict[int, tuple[int, int]] = {}
    bodies: list[tuple[int, int, int, tuple[int, int]]] = []
    expected = 1
    places: dict[int, list[re.Match[str]]] = {}
    for mark in _LONE.finditer(text):
        places.setdefault(int(mark[1]), []).append(mark)
    marks = sorted((m for same in places.values() for m in same), key=lambda m: m.start())
    for mark in marks:
        number = int(mark[1])
        if number != expected:
            continue
        following = _after(places[number], mark.start())
        if following is None:
            continue
        at = bisect_right(feet, mark.end())
        foot = feet[at] if at < len(feet) and feet[at] <= following.start() else None
        if foot is None and not (bodies and following.start() - bodies[-1][2] < 3):
            continue
        start = following.end()
        limit = min(len(text), start + _LONGEST)
        line_end = text.find("\n", start + 1, limit)
        stop = _PAGE_END.search(text, line_end, limit) if line_end >= 0 else None
        end = stop.start() if stop else limit
        nearer = _after(places.get(number + 1, []), start)
        end = min(end, nearer.start()) if nearer else end
        begin = foot if foot is not None else following.start()
        line = text.rfind("\n", 0, begin)
        anchors[number] = mark.span()
        bodies.append((number, start, end, (max(line, mark.end()), end)))
        expected += 1
    return _tie(anchors, bodies)


def _after(marks: list[re.Match[str]], position: int) -> re.Match[str] | None:
    """The first of ``marks`` (ascending) that begins behind ``position``."""
    at = bisect_right(marks, position, key=lambda m: m.start())
    return marks[at] if at < len(marks) else None


def _superscript(text: str) -> list[Note]:
    if not any(digit in text for digit in _RAISED):
        return []
    lines = {m.end(): m.start() for m in _MARGIN.finditer(text)}  # where a line's mark begins → where the line does
    anchors: dict[int, tuple[int, int]] = {}
    bodies: list[tuple[int, int, int, tuple[int, int]]] = []
    noted: set[int] = set()
    for mark in _SUPER.finditer(text):
        number = int(mark.group().translate(_SUPERSCRIPT))
        line = lines.get(mark.start())
        if line is None and number not in anchors:
            anchors[number] = mark.span()
        elif line is not None and number in anchors and number not in noted:
            end = text.find("\n", mark.end())
            end = len(text) if end < 0 else end
            bodies.append((number, mark.end(), end, (line, end)))
            noted.add(number)
    return _tie({n: anchors[n] for n, *_ in bodies}, bodies)


def _glued(text: str) -> list[Note]:
    """Notes at the foot of pages are paragraphs "3 Text" that count on from 1; an anchor is the number glued to a
    word before its note. A number that is glued to several words is not tied; at least two must be."""
    heads = [(int(head["number"]), head) for head in _GLUED_NOTE.finditer(text)]
    if not {1, 2} <= {number for number, _ in heads}:
        return []
    places: dict[int, list[re.Match[str]]] = {}
    for mark in _GLUED.finditer(text):
        places.setdefault(int(mark[1]), []).append(mark)
    anchors: dict[int, tuple[int, int]] = {}
    bodies: list[tuple[int, int, int, tuple[int, int]]] = []
    expected, behind, last = 1, 0, 0
    for number, head in heads:
        if number != expected:
            continue
        begin = head.start("number")
        same = places.get(number, [])
        low = bisect_right(same, behind, key=lambda m: m.start())
        near = same[low : bisect_right(same, begin - 1, key=lambda m: m.start())]
        tied = len(near) == 1
        alone = head["blank"] or head.start() <= last + 1
        if not (tied and alone if number == 1 else tied or alone):
            continue
        if tied:
            anchors[number] = near[0].span()
            behind = near[0].end()
        stop = _GLUED_END.search(text, head.end(), head.end() + _LONGEST)
        last = stop.start() if stop else min(len(text), head.end() + _LONGEST)
        bodies.append((number, head.end(), last, (begin, last)))
        expected += 1
    return _tie(anchors, bodies) if len(anchors) > 1 else []


def _end(text: str) -> list[Note]:
    if "\ufffd" not in text:
        return []
    heads = list(_END_NOTE.finditer(text))
    if not heads:
        return []
    bodies = []
    for number, (head, following) in enumerate(zip(heads, [*heads[1:], None], strict=True), 1):
        limit = following.start() if following else len(text)
        end = text.find("\n\n", head.end(), limit)
        end = limit if end < 0 else end
        stop = head.end() + len(text[head.end() : end].rstrip())
        bodies.append((number, head.end(), stop, (head.start(), end)))
    return _tie(_breaks(text[: heads[0].start()], len(heads)), bodies)


def _breaks(body: str, count: int) -> dict[int, tuple[int, int]]:
    """Line breaks inside sentences as anchors in their order; none unless there are as many as notes, since one
    too many would tie every note behind it to the wrong place."""
    places = [m.span() for m in _BROKEN.finditer(body)]
    return dict(enumerate(places, 1)) if len(places) == count else {}
