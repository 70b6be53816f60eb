"""Word documents (.docx): paragraphs, automatic numbers, notes at their anchors, tables.

What a reader of the printed document sees is what comes out: tracked insertions in, deletions and hidden
text out, field results in, field codes out; headers, footers, page numbers and comments out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...errors import LoadError
from ..source import Source
from .blocks import SUPERSCRIPTS
from .legacy import form_of_font, in_capitals, mark, settled
from .numbering import VAL, Numbering, W, value_of
from .package import Package
from .wordstyles import FONTS, PLAIN, Style, default_font, font_of, has_line, is_line, is_on, read_styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _R, _TBL, _TR, _TC, _T = W + "p", W + "r", W + "tbl", W + "tr", W + "tc", W + "t"
_PPR, _RPR, _NUM_PR = W + "pPr", W + "rPr", W + "numPr"
_CHOICE, _FALLBACK, _ALTERNATE = _MC + "Choice", _MC + "Fallback", _MC + "AlternateContent"
_TEXT_BOX = W + "txbxContent"
_FIELD, _FOOTNOTE, _ENDNOTE = W + "fldChar", W + "footnoteReference", W + "endnoteReference"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object", _ALTERNATE})
#: Never part of the accepted text.
_LEFT_OUT = frozenset({W + "del", W + "moveFrom", _PPR, _RPR, W + "sdtPr", W + "sdtEndPr", W + "smartTagPr"})
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",  # in the fonts of TCVN3 this is the letter ư
}
#: Letters of the Symbol and Wingdings fonts that offices use.
_SYMBOLS = {
    0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xD7: "·", 0xB7: "•", 0xAE: "→", 0xB9: "≠",
    0x2D: "-", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x53: "Σ",
}  # fmt: skip


def read_docx(data: bytes, name: str) -> Source:
    """Text of a Word document. Raises LoadError; ``name`` is the file's name in it."""
    with Package(data, name) as package:
        main = package.related("").get("officeDocument", ["word/document.xml"])[0]
        root = package.xml(main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise LoadError(name, "damaged: the package holds no Word text", "open and save it in Word")
        parts = package.related(main)
        warnings: list[str] = []

        def part(kind: str) -> etree._Element | None:
            if kind not in parts:
                return None
            try:
                return package.xml(parts[kind][0])
            except LoadError as error:
                if "damaged" not in error.reason:
                    raise
                warnings.append(f"{kind} left out: {error.reason}")
                return None

        writer = _Writer(part("styles"), part("numbering"), part("footnotes"), part("endnotes"))
        writer.blocks(body)
        writer.flush()
        text, changed = settled("\n\n".join(writer.out) + "\n")
        return Source(text, "docx", warnings=warnings + writer.complaints() + changed)


class _Writer:
    """Walks the elements of the document in order and collects its paragraphs in ``out``."""

    def __init__(
        self,
        styles: etree._Element | None,
        numbering: etree._Element | None,
        footnotes: etree._Element | None,
        endnotes: etree._Element | None,
    ) -> None:
        self.out: list[str] = []
        self._styles, self._ruled, lists = read_styles(styles)
        self._font = default_font(styles)
        self._numbering = Numbering(numbering, lists)
        self._notes = {_FOOTNOTE: _read_notes(footnotes), _ENDNOTE: _read_notes(endnotes)}
        self._printed: dict[tuple[str, str], int] = {}
        self._last = {_FOOTNOTE: 0, _ENDNOTE: len(self._notes[_FOOTNOTE])}  # endnotes count on behind them
        self._pending: list[tuple[int, etree._Element]] = []
        self._boxes: list[etree._Element] = []
        self._fields: list[bool] = []  # for each open field: whether we are still in its code
        self._carried = ""  # text of a paragraph whose end mark is deleted
        self._in_rows = 0  # inside how many ruled tables, whose end the notes wait for
        self._untied = 0

    def complaints(self) -> list[str]:
        """What could not be done."""
        return [f"{self._untied} anchors without a note"] if self._untied else []

    def blocks(self, parent: etree._Element) -> None:
        """Writes the paragraphs and tables below ``parent``."""
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag == _ALTERNATE:
                self.blocks(_alternative(child))
            elif tag not in _LEFT_OUT:
                self.blocks(child)

    def flush(self) -> None:
        """Writes the text boxes and notes that hang on what was written last."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)
        pending, self._pending = self._pending, []
        self._in_rows += 1
        for number, note in pending:
            fields, self._fields = self._fields, []
            outer, self.out = self.out, []
            self.blocks(note)
            words, self.out, self._fields = " ".join(" ".join(self.out).split()), outer, fields
            self.out.append(f"[^{number}]: {words}")
        self._in_rows -= 1

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(_PPR)
        style_id = value_of(properties, W + "pStyle")
        style = self._styles.get(style_id or "", PLAIN)
        pieces: list[str] = [self._carried] if self._carried else []
        self._carried = ""
        self._inline(paragraph, pieces, style)
        while self._fields and self._fields[-1]:  # a code never goes on in the next paragraph
            self._fields.pop()
        whole = "".join(pieces)
        text = whole.strip()
        mark = properties.find(_RPR) if properties is not None else None
        if mark is not None:
            if mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None:
                self._carried = whole
                return
            if not text and is_on(mark.find(W + "vanish")):
                return
        label = self._label(properties, style_id, style)
        if text:
            self.out.append(f"{label} {text}" if label else text)
        if self._pending or self._boxes:
            self._hang()

    def _hang(self) -> None:
        """Notes and boxes follow their paragraph; inside a ruled table they wait for its end."""
        if not self._in_rows:
            self.flush()

    def _label(self, properties: etree._Element | None, style_id: str | None, style: Style) -> str:
        listed = properties.find(_NUM_PR) if properties is not None else None
        list_id, depth = value_of(listed, W + "numId"), value_of(listed, W + "ilvl")
        if list_id is None:
            list_id = style.list_id
            depth = depth or style.depth
        if list_id in (None, "0"):
            return ""
        return self._numbering.label(list_id, int(depth) if depth and depth.isdecimal() else None, style_id)

    def _inline(self, parent: etree._Element, pieces: list[str], style: Style) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, pieces, style)
            elif tag == _MATH_TEXT:
                pieces.append(child.text or "")
            elif tag == _ALTERNATE:
                self._inline(_alternative(child), pieces, style)
            elif tag not in _LEFT_OUT:
                self._inline(child, pieces, style)

    def _run(self, run: etree._Element, pieces: list[str], style: Style) -> None:
        hidden, capitals, font, raised = style.hidden, style.capitals, style.font or self._font, False
        properties = run.find(_RPR)
        if properties is not None:
            for setting in properties:
                tag = setting.tag
                if tag == W + "vanish":
                    hidden = is_on(setting)
                elif tag == W + "caps":
                    capitals = is_on(setting)
                elif tag == FONTS:
                    font = font_of(setting) or font
                elif tag == W + "vertAlign":
                    raised = setting.get(VAL) == "superscript"
                elif tag == W + "rStyle":
                    own = self._styles.get(setting.get(VAL) or "", PLAIN)
                    hidden, capitals, font = hidden or own.hidden, capitals or own.capitals, own.font or font
        legacy = form_of_font(font) if font else None
        for child in run:
            tag = child.tag
            if tag == _FIELD:
                self._field(child.get(W + "fldCharType"))
            elif hidden or True in self._fields:
                continue
            elif tag == _T:
                text = child.text or ""
                if legacy:
                    text = mark(text, in_capitals(legacy) if capitals else legacy)
                elif capitals:
                    text = text.upper()
                pieces.append(text.translate(SUPERSCRIPTS) if raised else text)
            elif tag in _CHARACTERS:
                pieces.append(mark(_CHARACTERS[tag], legacy) if legacy else _CHARACTERS[tag])
            elif tag == W + "sym":
                pieces.append(_symbol(child.get(W + "char")))
            elif tag in self._notes:
                pieces.append(self._anchor(tag, child.get(W + "id") or ""))
            elif tag in _DRAWN:
                self._boxes.extend(_text_boxes(child))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _anchor(self, kind: str, note_id: str) -> str:
        note = self._notes[kind].get(note_id)
        if (kind, note_id) not in self._printed:
            self._last[kind] += 1
            number = self._printed[kind, note_id] = self._last[kind]
            if note is None:
                self._untied += 1
            else:
                self._pending.append((number, note))
        return f"[^{self._printed[kind, note_id]}]"

    def _table(self, table: etree._Element) -> None:
        """A ruled table as rows; one without rules, which only sets text side by side, as its cells' text."""
        rows = [list(_children(row, _TC)) for row in _children(table, _TR) if not _is_deleted(row)]
        if not self._in_rows and not self._is_ruled(table) and max(map(len, rows), default=0) <= 2:
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        outer, self.out = self.out, []
        self._in_rows += 1
        written = []
        for row in rows:
            cells = []
            for cell in row:
                self.out = []
                if not _goes_on(cell):
                    self.blocks(cell)
                cells.append(" <br> ".join(" ".join(p.replace("|", "\\|").split()) for p in self.out))
            if any(cells):
                written.append("| " + " | ".join(cells) + " |")
        self._in_rows -= 1
        self.out = outer
        if written:
            inner = [row.strip("| ") for row in written]
            self.out.append(" <br> ".join(inner).replace("\\|", "|") if self._in_rows else "\n".join(written))
        if not self._in_rows:
            self.flush()

    def _is_ruled(self, table: etree._Element) -> bool:
        properties = table.find(W + "tblPr")
        own = properties.find(W + "tblBorders") if properties is not None else None
        if own is not None:
            return has_line(own)
        if value_of(properties, W + "tblStyle") in self._ruled:
            return True
        cell_borders = table.find(f"{_TR}/{_TC}/{W}tcPr/{W}tcBorders")
        return cell_borders is not None and sum(is_line(side) for side in cell_borders) >= 3


def _read_notes(part: etree._Element | None) -> dict[str, etree._Element]:
    """Notes by their id, without the rules that part them from the text."""
    if part is None:
        return {}
    return {
        note.get(W + "id") or "": note
        for note in part
        if note.get(W + "type") not in ("separator", "continuationSeparator", "continuationNotice")
    }


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell is the lower part of one that spans rows."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(VAL) != "restart"


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with ``tag``, also those wrapped in content controls or the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _children(child, tag)


def _alternative(element: etree._Element) -> etree._Element:
    """The newer form of drawn content, or the older one where only that holds text."""
    choice, fallback = element.find(_CHOICE), element.find(_FALLBACK)
    if choice is not None and (fallback is None or next(choice.iter(_T), None) is not None):
        return choice
    return fallback if fallback is not None else element


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes below a drawing, outermost ones only."""
    if element.tag == _TEXT_BOX:
        yield element
    elif element.tag == _ALTERNATE:
        yield from _text_boxes(_alternative(element))
    else:
        for child in element:
            yield from _text_boxes(child)


def _symbol(code: str | None) -> str:
    try:
        at = int(code or "", 16)
    except ValueError:
        return "\ufffd"
    if at < 0xF000:
        return chr(at) if 0x20 <= at < 0xD800 else "\ufffd"
    return _SYMBOLS.get(at & 0xFF, "\ufffd")
