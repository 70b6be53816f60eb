"""PDF documents with a text layer: paragraphs rejoined, notes tied to their anchors, page numbers out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from ...errors import LoadError
from ...vietnamese import CAPITALS, LEAST_VIETNAMESE, LOOK_ALIKES, syllable_share
from ..source import Source
from .blocks import SUPERSCRIPTS
from .legacy import convert, form_of, is_form
from .ocr import INSTALL, RESOLUTION, program, recognise
from .pdflayout import RAISED, Line, is_cut, joined, lines_of
from .pdftables import join_tables, take_tables
from .pdfwords import Page, draw_pages, read_pages, with_end

_NUMBER_ONLY = re.compile(r"[-–—\s|]*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s|]*")
_DIGITS = re.compile(r"\d+")
_OPEN, _CLOSE = RAISED.split("{}")
_RAISED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_NOTE = re.compile(rf"{_OPEN}[(\[]?(\d{{1,3}})[)\]]?{_CLOSE}\s*|(\d{{1,3}})[.)]?\s+")
_LABEL = re.compile(r"(?:[-–+•*○▪]|\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXa-zđ]{1,4}[.)]|\(\w{1,3}\))\s")
_ITEM = re.compile(
    rf"(?:(?P<dash>[-–+•*○▪])|\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[IVXa-zđ]{{1,4}}[.)]|Điều \d+\.)\s+(?=[{CAPITALS}])"
)
#: Ends of lines whose sentence may go on with a number.
_REFERS = re.compile(r"(?:[,(–-]|(?<!\w)(?:khoản|điểm|điều|mục|phần|phụ lục|mẫu|số|và|tháng|ngày))$", re.IGNORECASE)
_OPEN_END = re.compile(r"\w ?[-–/]$")
_UNIT = re.compile(r"(?<!\w)[kcd]?m$")  # m² is no anchor
_FEW = 20  # characters: a page with fewer has no text layer worth the name; words: fewer tell no language
_FIRST = 20  # pages that tell the form of the letters
_SAMPLE = 300  # words of a page that tell its language


@dataclass(slots=True)
class _Page:
    """``left`` and ``right`` are the margins that its running text keeps; ``blocks`` are the paragraphs of a page
    that was recognised from its picture, in place of lines."""

    number: int
    lines: list[Line]
    left: float = 0.0
    right: float = 0.0
    notes: list[tuple[int, str]] = field(default_factory=list)
    pictured: bool = False
    blocks: list[str] = field(default_factory=list)


def read_pdf(data: bytes, name: str, *, ocr: bool = False) -> Source:
    """Text of a PDF; ``pages`` holds the offset at which each page begins. With ``ocr`` pages that are only
    pictures, or whose text is none, are recognised.

    Raises LoadError; ``name`` is the file's name in it.
    """
    pages: list[_Page] = []
    scanned: list[int] = []
    foreign: list[int] = []
    unmapped = 0
    data, cut = with_end(data)
    rest = read_pages(data, name)
    first = list(islice(rest, _FIRST))
    forms = _forms(first)
    for page in chain(first, rest):
        for word in page.words:
            form = forms.get(word.form, word.form)
            if form:
                word.text = convert(word.text, form)
        if page.has_image and sum(len(w.text) for w in page.words) < _FEW:
            scanned.append(page.number)
        elif not _is_vietnamese(page):
            foreign.append(page.number)
        unmapped += page.unmapped
        pages.append(_Page(page.number, _lines(page), pictured=page.has_image))
    warnings, unread = _recognised(pages, data, name, scanned, foreign, ocr)
    warnings = cut + warnings
    warnings += [f"its letters are {form}: converted" for form in sorted({f for f in forms.values() if f})]
    if unmapped > 10:
        warnings.append(f"{unmapped} letters of its fonts have no meaning: text is missing")
    _drop_running_lines(pages)
    _take_notes(pages)
    join_tables([page.lines for page in pages])
    text, offsets = _Paragraphs(pages).write()
    return Source(text, "pdf", offsets, warnings, unread)


def _recognised(
    pages: list[_Page], data: bytes, name: str, scanned: list[int], foreign: list[int], ocr: bool
) -> tuple[list[str], list[int]]:
    """Recognises the pages that have no text, or a bad one; gives warnings on what was read so, or was not read, and
    the numbers of the pages that were not."""
    count = len(pages)
    done: list[int] = []
    if ocr and program() is not None:
        pictured = [number for number in foreign if pages[number - 1].pictured]
        for number, picture in draw_pages(data, name, sorted([*scanned, *pictured]), RESOLUTION):
            blocks = [b for b in recognise(picture) if not _NUMBER_ONLY.fullmatch(b)]
            if blocks:
                pages[number - 1].lines, pages[number - 1].blocks = [], blocks
                done.append(number)
    remedy = "--ocr reads it" if not ocr else (INSTALL if program() is None else "nothing was recognised either")
    if not any(page.lines or page.blocks for page in pages):
        where = f"any of {count} pages" if count > 1 else "its page"
        raise LoadError(name, f"no text on {where}: scanned?", remedy)
    warnings = [f"page {_listed(done)} of {count} was recognised by OCR: expect wrong letters"] if done else []
    scanned = [number for number in scanned if number not in done]
    foreign = [number for number in foreign if number not in done]
    if scanned:
        warnings.append(f"no text on page {_listed(scanned)} of {count}: scanned? ({remedy})")
    if foreign:
        warnings.append(f"the text of page {_listed(foreign)} of {count} is not Vietnamese: a bad scan or font?")
    return warnings, sorted({*scanned, *foreign})


def _forms(pages: list[Page]) -> dict[str | None, str | None]:
    """For each kind of font the form that its letters are in, None if that is Unicode."""
    texts: dict[str | None, list[str]] = {}
    for page in pages:
        for word in page.words:
            texts.setdefault(word.form, []).append(word.text)
    forms: dict[str | None, str | None] = {}
    for kind, words in texts.items():
        text = " ".join(words)
        forms[kind] = kind if kind and is_form(text, kind) else form_of(text)
    return forms


def _is_vietnamese(page: Page) -> bool:
    share, count = syllable_share(" ".join(word.text for word in page.words[:_SAMPLE]))
    return count < _FEW or share >= LEAST_VIETNAMESE


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")


def _lines(page: Page) -> list[Line]:
    lines: list[Line] = []
    for _, words, rows in take_tables(page):
        lines += lines_of(words, page.number, max((line.column for line in lines), default=0))
        lines += rows
    return lines


def _drop_running_lines(pages: list[_Page]) -> None:
    """Takes page numbers, and headers and footers that stand at one place on most pages, off the top and foot."""
    for at in (0, -1, 0, -1):
        edges = Counter(_edge(page.lines[at]) for page in pages if page.lines)
        for page in pages:
            if not page.lines or page.lines[at].row:
                continue
            line = page.lines[at]
            runs = edges[_edge(line)] > max(1, len(pages) / 2) and len(page.lines) > 1
            if runs or _NUMBER_ONLY.fullmatch(line.text):
                page.lines.pop(at)


def _edge(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y / 4)


def _take_notes(pages: list[_Page]) -> None:
    """Moves the notes at the foot of the pages from the lines to ``notes`` and marks their anchors ``[^n]``.

    Notes that count anew on each page are numbered through.
    """
    sizes: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2)] += len(line.text)
    body = sizes.most_common(1)[0][0] / 2 if sizes else 0.0
    last = 0  # number of the last note
    shift = 0
    for page in pages:
        foot = len(page.lines)
        while foot and page.lines[foot - 1].size < 0.93 * body and not page.lines[foot - 1].row:
            foot -= 1
        zone = page.lines[foot:]
        anchors = {int(n) for line in page.lines[:foot] for n in _numbers(line.text)}
        begun = bool(pages[page.number - 2].notes) if page.number > 1 else False
        taken: list[tuple[int, str]] = []
        kept: list[Line] = []
        of_page: dict[int, int] = {}
        for line in zone:
            opens = _NOTE.match(line.text)
            printed = int(opens[1] or opens[2]) if opens else 0
            if opens and printed in anchors and printed not in of_page:
                if printed + shift <= last:
                    shift = last + 1 - printed
                last = of_page[printed] = printed + shift
                taken.append((last, line.text[opens.end() :]))
            elif taken:
                taken[-1] = (taken[-1][0], joined(taken[-1][1], line.text))
            elif begun and not kept:
                earlier = pages[page.number - 2].notes
                earlier[-1] = (earlier[-1][0], joined(earlier[-1][1], line.text))
            else:
                kept.append(line)
        page.lines[foot:] = kept
        page.notes = taken
        for line in page.lines:
            line.text = _resolved(line.text, of_page)
    for page in pages:
        page.notes = [(number, _resolved(text, {})) for number, text in page.notes]


def _numbers(text: str) -> list[str]:
    return [n for mark in _RAISED.findall(text) for n in _DIGITS.findall(mark) if len(n) < 4]


def _resolved(text: str, notes: dict[int, int]) -> str:
    """Superscripts as anchors where a note hangs on them, else as superscript digits."""

    def anchor(mark: re.Match[str]) -> str:
        numbers = [int(n) for n in _DIGITS.findall(mark[1])]
        if numbers and all(n in notes for n in numbers) and not _UNIT.search(text, 0, mark.start()):
            return "".join(f"[^{notes[n]}]" for n in numbers)
        return mark[1].translate(SUPERSCRIPTS)

    return _RAISED.sub(anchor, text)


class _Paragraphs:
    """Joins lines to paragraphs and notes the offsets at which pages begin."""

    def __init__(self, pages: list[_Page]) -> None:
        self._pages = pages
        self._out: list[str] = []
        self._length = 0
        self._waiting: list[tuple[int, str]] = []  # notes whose anchor stands in the open paragraph
        self._last: Line | None = None
        self._start: Line | None = None  # first line of the open paragraph
        self._hanging: float | None = None  # indent of its other lines, where they stand under a label's text
        flow = [line for page in pages for line in page.lines if not line.column and not line.row]
        self._margins = _margins(flow, None)
        self._pitch = _pitch(flow)
        for page in pages:
            page.left, page.right = _margins([x for x in page.lines if not x.column and not x.row], self._margins)

    def write(self) -> tuple[str, list[int]]:
        """The text and the offset of each page."""
        offsets = []
        for page in self._pages:
            begin: int | None = None
            notes = dict(page.notes)
            for line in page.lines:
                start = self._add(line, page)
                begin = start if begin is None else begin
                for number in [n for n in notes if f"[^{n}]" in line.text]:
                    self._waiting.append((number, notes.pop(number)))
            for block in page.blocks:
                self._hang()
                start = self._put(_clean(block), "\n\n" if self._out else "")
                begin = start if begin is None else begin
                self._last = self._start = None
            self._waiting += notes.items()
            offsets.append(self._length if begin is None else begin)
        self._hang()
        self._put("\n")
        return "".join(self._out), offsets

    def _add(self, line: Line, page: _Page) -> int:
        """Writes one line; the offset at which it begins."""
        last, self._last = self._last, line
        text = _clean(line.text)
        if last is None:
            self._start = line
            return self._put(text, "\n\n" if self._out else "")
        if line.column or last.column or line.row or last.row:
            same = line.goes_on or (line.page, line.column, line.row) == (last.page, last.column, last.row)
            if not same:
                self._hang()
            self._start = line
            return self._put(text, "\n" if same else "\n\n")
        if self._begins(line, last, page):
            self._hang()
            self._start, self._hanging = line, None
            return self._put(text, "\n\n")
        return self._put(text, "" if is_cut(self._out[-1], text) else " ")

    def _begins(self, line: Line, last: Line, page: _Page) -> bool:
        """Whether ``line`` begins a paragraph."""
        if is_cut(last.text, line.text) or (_OPEN_END.search(last.text) and not _LABEL.match(line.text)):
            return False
        margins = self._pages[last.page - 1]
        room = margins.right - last.x1
        if room > 0.09 * (margins.right - margins.left) and not _needed_more(line, last, room):
            return True
        if line.page == last.page and line.y - last.y > min(1.9, 1.25 * self._pitch) * line.size:
            return True
        item = _ITEM.match(line.text)
        if item and (last.text[-1:] in ".;:" or not (item["dash"] or _REFERS.search(last.text))):
            return True
        if abs(line.size - last.size) > 0.15 * last.size:
            return True
        if last is self._start and _hangs_under(line, last):
            self._hanging = line.x0 - page.left
            return False
        if self._hanging is not None and abs(line.x0 - page.left - self._hanging) < 3:
            return False
        return line.x0 > page.left + 8

    def _hang(self) -> None:
        """Writes the notes of the paragraph that ends here."""
        waiting, self._waiting = self._waiting, []
        for number, text in waiting:
            self._put(f"[^{number}]: {_clean(text)}", "\n\n")

    def _put(self, text: str, between: str = "") -> int:
        self._out += (between, text)
        start = self._length + len(between)
        self._length = start + len(text)
        return start


def _needed_more(line: Line, last: Line, room: float) -> bool:
    """Whether the first word of ``line`` had no room at the end of ``last``, whose sentence is open: a ragged edge."""
    first = next(iter(line.text.split(maxsplit=1)), "")
    width = (len(first) + 1) * (line.x1 - line.x0) / max(1, len(line.text))
    return room < 1.1 * width and last.text[-1:] not in ".;:!?"


def _hangs_under(line: Line, first: Line) -> bool:
    """Whether ``line`` stands under the text behind the label of ``first``, not under the label."""
    indent = (line.x0 - first.x0) / line.size
    return 0.3 < indent < 4 and _LABEL.match(first.text) is not None and not _LABEL.match(line.text)


def _pitch(lines: list[Line]) -> float:
    """The usual distance from line to line, in sizes; more of it parts paragraphs."""
    steps = sorted(
        (below.y - above.y) / below.size
        for above, below in pairwise(lines)
        if above.page == below.page and above.size == below.size and 0 < below.y - above.y < 3 * below.size
    )
    return steps[len(steps) // 2] if steps else 3.0


def _margins(lines: list[Line], default: tuple[float, float] | None) -> tuple[float, float]:
    """Left margin, the leftmost place where lines begin again and again; right margin that nearly all keep."""
    if len(lines) < 6 and default is not None:
        return default
    if not lines:
        return 0.0, 0.0
    places = Counter(round(line.x0) for line in lines)
    left = min(x for x, count in places.items() if count >= min(max(2, len(lines) / 12), max(places.values())))
    ends = sorted(line.x1 for line in lines)
    return float(left), ends[int(len(ends) * 0.97)]


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(LOOK_ALIKES)
