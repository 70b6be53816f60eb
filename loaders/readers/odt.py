"""OpenDocument texts (.odt, ISO 26300): paragraphs, list numbers, notes at their anchors, tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from ...errors import LoadError
from ..source import Source
from .blocks import SUPERSCRIPTS, assemble, table_row
from .legacy import form_of_font, in_capitals, mark, settled
from .numbering import printed_number
from .package import Package

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TEXT, _TABLE, _STYLE, _OFFICE, _DRAW = (
    "{" + _SPACES.format(part) + "}" for part in ("text", "table", "style", "office", "drawing")
)
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_P, _H, _LIST, _NOTE = _TEXT + "p", _TEXT + "h", _TEXT + "list", _TEXT + "note"
_LEFT_OUT = frozenset(
    {_TEXT + "tracked-changes", _OFFICE + "annotation", _OFFICE + "forms", _TEXT + "sequence-decls",
     _TEXT + "hidden-text", _TEXT + "variable-decls", _TEXT + "user-field-decls", _TEXT + "page-number",
     _OFFICE + "binary-data", _TEXT + "hidden-paragraph", _TEXT + "list-header"}
)  # fmt: skip
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_SPACES = 1_000


@dataclass(slots=True)
class _Look:
    """What a style does to text."""

    font: str = ""
    hidden: bool = False
    capitals: bool = False
    raised: bool = False
    ruled: bool = False


@dataclass(slots=True)
class _Level:
    form: str
    before: str
    after: str
    start: int
    shown: int


@dataclass(slots=True)
class _Lists:
    """Open lists: the name of their style and the counts of their levels."""

    style: str = ""
    counts: list[int] = field(default_factory=list)


def read_odt(data: bytes, name: str) -> Source:
    """Text of an OpenDocument text. Raises LoadError; ``name`` is the file's name in it."""
    with Package(data, name) as package:
        content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise LoadError(name, "damaged: the package holds no text", "open and save it as .docx")
    writer = _Writer([part for part in (styles, content) if part is not None])
    writer.blocks_of(body)
    text, warnings = settled(assemble(writer.blocks, writer.notes))
    return Source(text, "odt", warnings=warnings)


class _Writer:
    """Walks the elements of the document in order and collects its blocks."""

    def __init__(self, parts: list[etree._Element]) -> None:
        self.blocks: list[str] = []
        self.notes: dict[int, str] = {}
        self._looks, self._levels = _read_styles(parts)
        self._lists = _Lists()
        self._label = ""
        self._counted: dict[str, list[int]] = {}  # counts of a list style, for lists that go on
        self._boxes: list[etree._Element] = []

    def blocks_of(self, parent: etree._Element) -> None:
        """Writes the paragraphs, lists and tables below ``parent``."""
        for child in parent:
            tag = child.tag
            if tag in (_P, _H):
                self._paragraph(child)
            elif tag == _LIST:
                self._list(child)
            elif tag == _TABLE + "table":
                self._table(child)
            elif tag not in _LEFT_OUT:
                self.blocks_of(child)

    def _paragraph(self, element: etree._Element) -> None:
        look = self._looks.get(element.get(_TEXT + "style-name") or "", _Look())
        pieces: list[str] = []
        self._inline(element, pieces, look)
        text = "".join(pieces).strip()
        label, self._label = self._label, ""
        if text:
            self.blocks.append(f"{label} {text}" if label else text)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks_of(box)

    def _inline(self, element: etree._Element, pieces: list[str], look: _Look) -> None:
        self._add(element.text, pieces, look)
        for child in element:
            tag = child.tag
            if tag == _TEXT + "s":
                count = child.get(_TEXT + "c") or "1"
                self._add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), pieces, look)
            elif tag == _TEXT + "tab":
                pieces.append("\t")
            elif tag == _TEXT + "line-break":
                pieces.append("\n")
            elif tag == _NOTE:
                pieces.append(self._note(child))
            elif tag == _DRAW + "text-box":
                self._boxes.append(child)
            elif tag not in _LEFT_OUT:
                name = child.get(_TEXT + "style-name") if tag == _TEXT + "span" else None
                own = self._looks.get(name or "")
                self._inline(child, pieces, replace(own, font=own.font or look.font) if own else look)
            self._add(child.tail, pieces, look)

    def _add(self, text: str | None, pieces: list[str], look: _Look) -> None:
        if not text or look.hidden:
            return
        form = form_of_font(look.font)
        if form:
            text = mark(text, in_capitals(form) if look.capitals else form)
        elif look.capitals:
            text = text.upper()
        pieces.append(text.translate(SUPERSCRIPTS) if look.raised else text)

    def _note(self, note: etree._Element) -> str:
        number = len(self.notes) + 1
        self.notes[number] = ""
        body = note.find(_TEXT + "note-body")
        if body is not None:
            outer, self.blocks = self.blocks, []
            label, self._label = self._label, ""
            self.blocks_of(body)
            self.notes[number] = " ".join(self.blocks)
            self.blocks, self._label = outer, label
        return f"[^{number}]"

    def _list(self, element: etree._Element) -> None:
        outer = self._lists
        style = element.get(_TEXT + "style-name") or outer.style
        depth = len(outer.counts)
        goes_on = element.get(_TEXT + "continue-numbering") == "true" or element.get(_TEXT + "continue-list")
        level = self._levels.get(style, {}).get(depth + 1)
        count = (level.start if level else 1) - 1
        if goes_on and len(self._counted.get(style, ())) > depth:
            count = self._counted[style][depth]
        self._lists = _Lists(style, [*outer.counts, count])
        for item in element:
            if item.tag != _TEXT + "list-item":
                continue
            start = item.get(_TEXT + "start-value") or ""
            counts = self._lists.counts
            counts[-1] = int(start) if start.isdecimal() and len(start) < 7 else counts[-1] + 1
            if len(item) and item[0].tag in (_P, _H):
                self._label = self._printed(style, counts)
            self.blocks_of(item)
            self._label = ""
        self._counted[style] = self._lists.counts
        self._lists = outer

    def _printed(self, style: str, counts: list[int]) -> str:
        levels = self._levels.get(style, {})
        level = levels.get(len(counts))
        if level is None:
            return ""
        if not level.form:
            return level.before
        first = max(0, len(counts) - level.shown)
        shown = [
            printed_number(count, levels[at].form)
            for at, count in enumerate(counts[first:], first + 1)
            if at in levels and levels[at].form
        ]
        return level.before + ".".join(shown) + level.after

    def _table(self, table: etree._Element) -> None:
        """A ruled table as rows; one without rules, which only sets text side by side, as its cells' text."""
        cell_tags = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
        rows = [[c for c in row if c.tag in cell_tags] for row in table.iter(_TABLE + "table-row") if _of(row, table)]
        ruled = any(self._looks.get(c.get(_TABLE + "style-name") or "", _Look()).ruled for row in rows[:3] for c in row)
        if not ruled and max(map(len, rows), default=0) <= 2:
            for row in rows:
                for cell in row:
                    self.blocks_of(cell)
            return
        outer, written = self.blocks, []
        for row in rows:
            cells = []
            for cell in row:
                self.blocks = []
                self.blocks_of(cell)
                cells.append("\n".join(self.blocks))
            written.append(table_row(cells))
        self.blocks = outer
        self.blocks.append("\n".join(filter(None, written)))


def _of(row: etree._Element, table: etree._Element) -> bool:
    """Whether the row is of this table, not of one inside it."""
    return next(row.iterancestors(_TABLE + "table")) is table


def _read_styles(parts: list[etree._Element]) -> tuple[dict[str, _Look], dict[str, dict[int, _Level]]]:
    elements = {s.get(_STYLE + "name") or "": s for part in parts for s in part.iter(_STYLE + "style")}
    looks: dict[str, _Look] = {}
    for name in elements:
        chain: list[etree._Element] = []
        step: str | None = name
        while step in elements and elements[step] not in chain and len(chain) < 32:
            chain.append(elements[step])
            step = elements[step].get(_STYLE + "parent-style-name")
        look = looks[name] = _Look()
        for style in reversed(chain):
            text = style.find(_STYLE + "text-properties")
            cell = style.find(_STYLE + "table-cell-properties")
            if text is not None:
                look.font = text.get(_STYLE + "font-name") or text.get(_FO + "font-family") or look.font
                look.hidden = text.get(_TEXT + "display", "none" if look.hidden else "") == "none"
                look.capitals = text.get(_FO + "text-transform", "uppercase" if look.capitals else "") == "uppercase"
                look.raised = text.get(_STYLE + "text-position", "super" if look.raised else "").startswith("super")
            if cell is not None:
                look.ruled = any("border" in key and value != "none" for key, value in cell.attrib.items())
    levels: dict[str, dict[int, _Level]] = {}
    for listed in (s for part in parts for s in part.iter(_TEXT + "list-style")):
        levels[listed.get(_STYLE + "name") or ""] = {
            _number(level.get(_TEXT + "level"), 1): _level(level) for level in listed if isinstance(level.tag, str)
        }
    return looks, levels


def _level(level: etree._Element) -> _Level:
    bullet = level.get(_TEXT + "bullet-char")
    if bullet is not None:
        return _Level("", bullet if bullet in "-–+" else "•", "", 1, 1)
    return _Level(
        _FORMATS.get(level.get(_STYLE + "num-format") or "", ""),
        level.get(_STYLE + "num-prefix") or "",
        level.get(_STYLE + "num-suffix") or "",
        _number(level.get(_TEXT + "start-value"), 1),
        _number(level.get(_TEXT + "display-levels"), 1),
    )


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else default
