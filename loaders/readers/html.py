"""Web pages (.html): the document that a page carries, without the site around it.

The bytes are decoded before they are parsed, since pages name their encoding wrongly. Notes are told by links
that lead there and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...errors import LoadError
from ..source import Source
from .blocks import SUPERSCRIPTS, assemble, table_row
from .numbering import printed_number
from .text import decode

_LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "aside", "form", "button", "select", "textarea",
    "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "dialog", "del",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SMALL = frozenset({"p", "span", "font", "b", "i", "a"})  # never hold a whole document
#: What sites call the parts of a page around a document, as words of an id or a class.
_WRAPPING = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|bread-?crumbs?|comments?|cookies?|footer|header|lien-?quan|login|menu\w*|nav\w*"
    r"|popup|quang-?cao|related|search|share|side-?bar|social|toolbar|top-?bar)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: What only the document itself begins or ends with.
_OWN = re.compile(
    r"(?i)cộng\s+h[òo]a\s+xã\s+hội\s+chủ|đảng\s+cộng\s+sản\s+việt\s+nam|^\s*số\s*:|nơi\s+nhận\s*:", re.MULTILINE
)
_MAIN = 0.8  # of the words outside links: an element with so many of them holds the document
_HIDDEN = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_RULED = re.compile(r"(?i)border(?:-\w+)*\s*:[^;]*\b(?:solid|double|windowtext|dotted|dashed)\b")
_DATA = re.compile(r"""(?:src|href)\s*=\s*(?:"data:[^"]*"|'data:[^']*')""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*")
_SPACE = re.compile(r"\s")
_MOST_WORDS_OF_A_TAG = 5_000
_WHITE = re.compile(r"[ \t\n\r\f]+")
_LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_COLUMNS = 63


def read_html(data: bytes, name: str) -> Source:
    """Text of a web page. Raises LoadError; ``name`` is the file's name in it."""
    markup, warnings = decode(data, name)
    markup = _DATA.sub("", markup.replace("\0", ""))
    if any(len(_SPACE.findall(tag)) > _MOST_WORDS_OF_A_TAG for tag in _TAG.findall(markup) if len(tag) > 10_000):
        raise LoadError(name, f"a tag has more than {_MOST_WORDS_OF_A_TAG} attributes: damaged or hostile?")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise LoadError(name, "its elements are nested too deep") from None
        raise LoadError(name, "is no HTML that can be read", "save it as .docx or .txt") from None
    if any("depth" in entry.message for entry in parser.error_log):  # lxml gives the part before, in silence
        raise LoadError(name, "its elements are nested too deep")
    if root is None:
        raise LoadError(name, "holds no text")
    page = _Page(root)
    return Source(page.text(), "html", warnings=warnings)


class _Page:
    """Walks the elements of a page in order and collects its blocks."""

    def __init__(self, root: etree._Element) -> None:
        for element in list(root.iter(etree.Element)):
            if _is_left_out(element):
                _drop(element)
        self._anchors, self._marks, self._bodies = _notes(root)
        self._body = _document(root, set(self._bodies))
        self._notes: dict[int, str] = {}
        self._blocks: list[str] = []
        self._open: list[str] = []  # pieces of the paragraph being read
        self._lists: list[list[object]] = []  # for each open list: the next number and its form
        self._label = ""
        self._exact = 0  # inside how many elements whose white is kept

    def text(self) -> str:
        self._walk(self._body)
        self._close()
        return assemble(self._blocks, self._notes)

    def _walk(self, element: etree._Element) -> None:
        number = self._bodies.get(element)
        if number is not None:
            outer = self._blocks, self._open, self._label
            self._blocks, self._open, self._label = [], [], ""
            self._inside(element)
            self._close()
            self._notes[number] = " ".join(self._blocks)
            self._blocks, self._open, self._label = outer
        else:
            self._element(element)

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if element in self._marks:
            return
        if element in self._anchors:
            self._open.append(f"[^{self._anchors[element]}]")
        elif tag == "br":
            self._open.append("\n")
        elif tag == "sup":
            text = _text(element)
            if text.strip().isdecimal() and not any(e in self._anchors or e in self._marks for e in element.iter()):
                self._open.append(text.strip().translate(SUPERSCRIPTS))
            else:
                self._inside(element)
        elif tag == "table":
            self._close()
            self._table(element)
        elif tag in ("ol", "ul"):
            self._close()
            start = element.get("start") or "1"
            form = _LIST_FORMS.get(element.get("type") or "1", "decimal") if tag == "ol" else "-"
            self._lists.append([int(start) if start.isdecimal() and len(start) < 7 else 1, form])
            self._inside(element)
            self._close()
            self._lists.pop()
        elif tag in _BLOCKS:
            self._close()
            if tag == "li" and self._lists:
                self._label = self._list_label(element)
            self._exact += tag == "pre"
            self._inside(element)
            self._exact -= tag == "pre"
            self._close()
        else:
            self._inside(element)

    def _inside(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            self._walk(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._open.append(text if self._exact else _WHITE.sub(" ", text))

    def _close(self) -> None:
        """Ends the paragraph."""
        lines = "".join(self._open).replace("\xa0", " ").split("\n")
        self._open.clear()
        text = "\n".join(_WHITE.sub(" ", line).strip() for line in lines).strip()
        if text:
            self._blocks.append(f"{self._label} {text}" if self._label else text)
            self._label = ""

    def _list_label(self, item: etree._Element) -> str:
        here = self._lists[-1]
        count, form = here
        if form == "-":
            return "-"
        value = item.get("value") or ""
        if value.isdecimal() and len(value) < 7:
            count = int(value)
        assert isinstance(count, int) and isinstance(form, str)
        here[0] = count + 1
        return printed_number(count, form) + "."

    def _table(self, table: etree._Element) -> None:
        """A ruled table as rows; one that only sets text side by side, or holds the page, as its cells' text."""
        rows = [[c for c in row if c.tag in ("td", "th")] for row in _rows(table)]
        ruled = _is_ruled(table)
        holds = next(table.iterdescendants("table"), None) is not None
        if max(map(len, rows), default=0) <= 1 or (not ruled and (holds or max(map(len, rows)) <= 2)):
            self._inside(table)
            self._close()
            return
        written = []
        covered: dict[int, list[int]] = {}  # column → width and number of rows that a cell above still covers
        for row in rows:
            cells: list[str] = []
            column = 0
            after: dict[int, list[int]] = {}
            for cell in [*row, None]:
                while column in covered:
                    width, count = covered.pop(column)
                    cells.append("")
                    if count > 1:
                        after[column] = [width, count - 1]
                    column += width
                if cell is None:
                    break
                cells.append(self._cell(cell))
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                if height > 1 and column < _MOST_COLUMNS:
                    after[column] = [width, height - 1]
                column += width
            covered = {**covered, **after}
            written.append(table_row(cells))
        if any(written):
            self._blocks.append("\n".join(filter(None, written)))

    def _cell(self, cell: etree._Element) -> str:
        outer = self._blocks, self._open, self._label
        self._blocks, self._open, self._label = [], [], ""
        self._inside(cell)
        self._close()
        text = "\n".join(self._blocks)
        self._blocks, self._open, self._label = outer
        return text


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDDEN.search(style):
        return True
    named = f"{element.get('id') or ''} {element.get('class') or ''}"
    if element.tag in ("header", "footer") or (len(named) > 1 and len(named) < 500 and _WRAPPING.search(named)):
        return element.tag not in ("body", "html", "main", "article") and not _OWN.search(_text(element))
    return False


def _drop(element: etree._Element) -> None:
    """Takes the element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _document(root: etree._Element, notes: set[etree._Element]) -> etree._Element:
    """The element that holds the document: the smallest that keeps nearly all words which are no links, all
    notes, and what only a document begins or ends with."""
    body = root.find("body")
    here = body if body is not None else root
    weights: dict[etree._Element, int] = {}
    for element in here.iter():  # children come after their parents: summed from the last
        weights[element] = 0 if element.tag == "a" else len((element.text or "").strip())
        for child in element:
            weights[element] += len((child.tail or "").strip())
    for element in reversed(list(weights)):
        parent = element.getparent()
        if parent is not None and parent in weights and element.tag != "a":
            weights[parent] += weights[element]
    while True:
        heavy = max(here, key=lambda e: weights[e], default=None)
        if heavy is None or weights[heavy] < _MAIN * weights[here] or heavy.tag in _SMALL:
            return here
        lost = [child for child in here if child is not heavy]
        if any(note in notes for child in lost for note in child.iter()):
            return here
        if _OWN.search("\n".join(map(_text, lost))):
            return here
        here = heavy


def _notes(
    root: etree._Element,
) -> tuple[dict[etree._Element, int], set[etree._Element], dict[etree._Element, int]]:
    """Anchors with their numbers, the marks that lead back to them, and the blocks that hold the notes."""
    named: dict[str, etree._Element] = {}
    for element in root.iter():
        for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if key:
                named.setdefault(key, element)
    anchors: dict[etree._Element, int] = {}
    marks: set[etree._Element] = set()
    bodies: dict[etree._Element, int] = {}
    for link in root.iter("a"):
        target = named.get((link.get("href") or "").partition("#")[2])
        if target is None or link in marks or target is link or (link.get("href") or "").find("#") < 0:
            continue
        back = _way_back(link, target, named)
        if back is None or back in marks:
            continue
        block = _block_of(back)
        if block in bodies or link in block.iter("a"):
            continue
        anchors[link] = bodies[block] = len(anchors) + 1
        marks.add(back)
    return anchors, marks, bodies


def _way_back(link: etree._Element, target: etree._Element, named: dict[str, etree._Element]) -> etree._Element | None:
    """The link near ``target`` that leads back to ``link`` or to what holds it."""
    near = {link, link.getparent(), *link.iter()}
    places = [target] if target.tag == "a" and target.get("href") else [*target.iter("a")]
    if not places:
        places = [*_block_of(target).iter("a")]
    for place in places[:20]:
        if place is not link and named.get((place.get("href") or "").rpartition("#")[2]) in near:
            return place
    return None


def _block_of(element: etree._Element) -> etree._Element:
    """The paragraph around a note's mark, or the division that holds nothing but this note."""
    here, parent = element, element.getparent()
    while here.tag not in _BLOCKS and parent is not None:
        here, parent = parent, parent.getparent()
    if parent is not None and parent.tag in ("div", "li") and parent.get("id") and parent[0] is here:
        links = sum(1 for link in parent.iter("a") if "#" in (link.get("href") or ""))
        if links == 1:
            return parent
    return here


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_ruled(table: etree._Element) -> bool:
    if (table.get("border") or "0").strip() not in ("0", "0px", "none", ""):
        return True
    cells = [cell for row in _rows(table) for cell in row][:4]
    styles = [e.get("style") or "" for e in (table, *cells)]
    return any(map(_RULED.search, styles)) or next(table.iter("th"), None) is not None


def _span(cell: etree._Element, which: str) -> int:
    value = (cell.get(which) or "1").strip()
    count = int(value) if value.isdecimal() and len(value) < 7 else 1
    return max(1, min(count, _MOST_COLUMNS if which == "colspan" else 65_535))
