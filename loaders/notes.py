"""Footnotes in text: where the anchor stands, where the note, in every shape that converters leave.

``[^3]`` … ``[^3]: text``            Markdown, and what our own readers write
``[footnoteRef:3]`` … ``[3: text]``  Tika on .docx
a lone ``3`` on a line, twice        Tika and PDFBox on .pdf: first the anchor, then the note at the page's foot
``³`` twice                          OCR: anchor, and at the start of a paragraph that interrupts a sentence
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_MARKDOWN_NOTE = re.compile(r"^[ \t]*\[\^(\d{1,3})\]:[ \t]*", re.MULTILINE)
_MARKDOWN_ANCHOR = re.compile(r"\[\^(\d{1,3})\](?!:)")
_TIKA_ANCHOR = re.compile(r"\[footnoteRef:(\d{1,3})\]")
_TIKA_NOTE = re.compile(r"\[(\d{1,3}):[ \t]")
_LONE = re.compile(r"^(\d{1,3})[ \t]*$", re.MULTILINE)
_SUPER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_FOOT = re.compile(r"^[ \t]{20,}$", re.MULTILINE)
_PAGE_END = re.compile(r"\f|\n(?=[ \t]+\S)|\n[ \t]*\n[ \t]*\n|\n\d{1,3}[ \t]*\n")


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
    for shape in (_markdown, _tika, _page_foot, _superscript):
        notes = shape(text)
        if notes:
            return notes
    return []


def _tie(
    anchors: dict[int, tuple[int, int]], bodies: list[tuple[int, int, int, tuple[int, int]]]
) -> list[Note]:
    """Notes from their bodies (number, start, end, whole span) and the anchors by number."""
    notes = []
    for number, start, end, whole in bodies:
        anchor = anchors.get(number)
        notes.append(Note(number, anchor, start, end, (whole, anchor) if anchor else (whole,)))
    return notes


def _markdown(text: str) -> list[Note]:
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
    anchors = {int(m[1]): m.span() for m in reversed(list(_TIKA_ANCHOR.finditer(text)))}
    if not anchors:
        return []
    bodies = []
    position = 0
    for head in _TIKA_NOTE.finditer(text):
        if head.start() < position or int(head[1]) not in anchors:
            continue
        depth, end = 1, head.end()
        limit = min(len(text), head.end() + 20_000)  # a note that never closes must not eat the text
        while end < limit and depth:
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
        if depth:
            continue
        bodies.append((int(head[1]), head.end(), end - 1, (head.start(), end)))
        position = end
    return _tie(anchors, bodies)


def _page_foot(text: str) -> list[Note]:
    feet = [m.end() for m in _FOOT.finditer(text)]
    if not feet:
        return []
    anchors: dict[int, tuple[int, int]] = {}
    bodies: list[tuple[int, int, int, tuple[int, int]]] = []
    expected = 1
    marks = list(_LONE.finditer(text))
    for index, mark in enumerate(marks):
        number = int(mark[1])
        if number != expected:
            continue
        following = next((m for m in marks[index + 1 :] if int(m[1]) == number), None)
        if following is None:
            continue
        foot = next((f for f in feet if mark.end() < f <= following.start()), None)
        if foot is None and not (bodies and following.start() - bodies[-1][2] < 3):
            continue
        start = following.end()
        stop = _PAGE_END.search(text, text.find("\n", start + 1) if start + 1 < len(text) else start)
        end = stop.start() if stop else len(text)
        nearer = next((m.start() for m in marks if m.start() > start and int(m[1]) == number + 1), end)
        end = min(end, nearer)
        begin = foot if foot is not None else following.start()
        line = text.rfind("\n", 0, begin)
        anchors[number] = mark.span()
        bodies.append((number, start, end, (max(line, mark.end()), end)))
        expected += 1
    return _tie(anchors, bodies)


def _superscript(text: str) -> list[Note]:
    marks = [(int(m.group().translate(_SUPERSCRIPT)), m) for m in _SUPER.finditer(text)]
    anchors: dict[int, tuple[int, int]] = {}
    bodies = []
    for number, mark in marks:
        line = text.rfind("\n", 0, mark.start()) + 1
        opens = not text[line : mark.start()].strip()
        if not opens and number not in anchors:
            anchors[number] = mark.span()
        elif opens and number in anchors and number not in {b[0] for b in bodies}:
            end = text.find("\n", mark.end())
            end = len(text) if end < 0 else end
            bodies.append((number, mark.end(), end, (line, end)))
    return _tie({n: anchors[n] for n, *_ in bodies}, bodies)
