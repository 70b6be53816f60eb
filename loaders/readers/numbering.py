"""Automatic numbers of Word lists (ECMA-376 part 1, §17.9): "I.", "1.1.", "Điều 2." before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"

_ILVL, _NUM_ID, _NUM_PR = W + "ilvl", W + "numId", W + "numPr"
_PLACE = re.compile(r"%([1-9])")
_LONGEST_LABEL = 100
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def value_of(parent: etree._Element | None, tag: str) -> str | None:
    """``w:val`` of the child ``tag``; None if there is no such child or value."""
    child = parent.find(tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def number_of(parent: etree._Element | None, tag: str) -> int | None:
    """The same as a number; None also if it is none."""
    value = value_of(parent, tag)
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else None


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    of_style: dict[str, int] = field(default_factory=dict)
    link: str | None = None
    counts: dict[int, int] = field(default_factory=dict)


def _level(element: etree._Element) -> _Level:
    start, restart = number_of(element, W + "start"), number_of(element, W + "lvlRestart")
    return _Level(
        start=1 if start is None else start,
        form=value_of(element, W + "numFmt") or "decimal",
        text=(value_of(element, W + "lvlText") or "")[:_LONGEST_LABEL],
        restart=restart,
        legal=element.find(W + "isLgl") is not None,
    )


class Numbering:
    """Counts the lists of one document while its paragraphs pass by in order."""

    def __init__(self, part: etree._Element | None, style_lists: dict[str, etree._Element]) -> None:
        """``part`` is the root of numbering.xml, ``style_lists`` the ``numPr`` of each style that has one."""
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, tuple[_List, dict[int, int], dict[int, _Level]]] = {}
        self._begun: set[str] = set()
        if part is None:
            return
        for abstract in part.findall(W + "abstractNum"):
            here = _List(link=value_of(abstract, W + "numStyleLink"))
            for element in abstract.findall(W + "lvl"):
                depth = _depth(element.get(_ILVL))
                here.levels[depth] = _level(element)
                style = value_of(element, W + "pStyle")
                if style:
                    here.of_style[style] = depth
            self._lists[abstract.get(W + "abstractNumId") or ""] = here
        of_number = {n.get(_NUM_ID) or "": value_of(n, W + "abstractNumId") or "" for n in part.findall(W + "num")}
        for number in part.findall(W + "num"):
            key = number.get(_NUM_ID) or ""
            found = self._lists.get(of_number[key])
            if found is not None and found.link and found.link in style_lists:
                other = value_of(style_lists[found.link], _NUM_ID) or ""
                found = self._lists.get(of_number.get(other, ""), found)
            if found is None:
                continue
            starts: dict[int, int] = {}
            levels: dict[int, _Level] = {}
            for override in number.findall(W + "lvlOverride"):
                depth = _depth(override.get(_ILVL))
                start, form = number_of(override, W + "startOverride"), override.find(W + "lvl")
                if start is not None:
                    starts[depth] = start
                if form is not None:
                    levels[depth] = _level(form)
            self._numbers[key] = (found, starts, levels)

    def label(self, number_id: str | None, depth: int | None, style: str | None) -> str:
        """Counts one paragraph of list ``number_id`` and gives what Word prints before it, "" if nothing."""
        if number_id is None or number_id not in self._numbers:
            return ""
        here, starts, own = self._numbers[number_id]
        if depth is None:
            depth = here.of_style.get(style or "", 0)
        levels = {**here.levels, **own} if own else here.levels
        level = levels.get(depth)
        if level is None:
            return ""
        counts = here.counts
        if number_id not in self._begun:
            self._begun.add(number_id)
            for deep, start in starts.items():
                counts[deep] = start - 1
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deep in [d for d in counts if d > depth]:
            restart = levels[deep].restart if deep in levels else None
            if restart is None or restart > depth:  # restart 0 means never, n after a paragraph of level n
                del counts[deep]
        if level.form == "bullet":
            return {"-": "-", "–": "-", "\uf02d": "-", "+": "+"}.get(level.text, "•")

        def printed(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            if at not in levels:
                return ""
            count = counts.get(at, levels[at].start)
            return printed_number(count, "decimal" if level.legal else levels[at].form)

        return _PLACE.sub(printed, level.text)


def _depth(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 3 else 0


def printed_number(count: int, form: str) -> str:
    """A count as Word prints it: ``form`` is decimal, upperRoman, lowerLetter …"""
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        letters = ""
        for size, letter in _ROMAN:
            letters += letter * (count // size)
            count %= size
        return letters if form == "upperRoman" else letters.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26 * 5:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)
