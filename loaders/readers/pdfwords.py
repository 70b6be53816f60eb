"""PDF pages → words with their place, through PDFium's characters.

Plain text interfaces lose what matters here: the size and baseline that make ``151²/193`` a footnote's
anchor and not the number 1512, and the hyphen at a line's end that belongs to ``04-NQ/TU``.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ...errors import LoadError
from .legacy import form_of_font
from .locked import Locked

MAX_PAGES = 5_000
MAX_CHARACTERS = 300_000
_FAR = 1e6  # points
_LARGEST = 1191 * 1684  # square points of A2

_LINE_END_HYPHENS = (0x02, 0xFFFE, 0xAD)  # what PDFium makes of a hyphen that ends a line
_GAP = 0.18  # of the size: white between letters that parts words where no space is written
_PATH, _IMAGE = 2, 3
_CATALOGUE = re.compile(rb"/Type\s{0,9}/Catalog\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9}) (\d{1,5}) obj\b")
_name = ctypes.create_string_buffer(64)  # of a font


@dataclass(slots=True)
class Word:
    """Letters side by side. Points, ``y`` is the baseline and grows downwards; ``raised`` marks a
    superscript, whose ``y`` is that of the text it hangs on; ``spaced``: a space is written behind it; ``form``
    is what :func:`.legacy.form_of_font` makes of its font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False
    raised: bool = False
    form: str | None = None


@dataclass(slots=True)
class Page:
    """Words in the order of the file; ``has_image`` tells a scanned page from a blank one; ``rules`` are the
    thin lines drawn on it as (x0, y0, x1, y1)."""

    number: int
    words: list[Word] = field(default_factory=list)
    has_image: bool = False
    unmapped: int = 0
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def with_end(data: bytes) -> tuple[bytes, list[str]]:
    """A PDF that was cut off behind its pages with an end that leads to them, and a warning; others as they are.

    The end tells where the catalogue is; PDFium finds everything else by itself.
    """
    if any(mark in data for mark in (b"startxref", b"trailer", b"/Encrypt")):
        return data, []
    at = max((found.start() for found in _CATALOGUE.finditer(data)), default=0)
    objects = list(_OBJECT.finditer(data, max(0, at - 400), at))
    if not objects:
        return data, []
    end = b"\nendobj\ntrailer<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % objects[-1].groups()
    return data + end, ["damaged: its end is missing, and pages may be"]


def read_pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a PDF, one at a time. Raises LoadError; ``name`` is the file's name in it."""
    with _opened(data, name) as document:
        count = len(document)
        if not 0 < count <= MAX_PAGES:
            reason = f"has {count} pages, the limit is {MAX_PAGES}" if count > 0 else "damaged: a PDF without pages"
            raise LoadError(name, reason, "split it" if count > 0 else "get the file again")
        for index in range(count):
            with _page(document, index, name) as page:
                yield _read_page(page, index + 1, name)


def draw_pages(data: bytes, name: str, numbers: Sequence[int], resolution: int) -> Iterator[tuple[int, bytes]]:
    """Pages by number (from 1) as pictures in grey (PGM), drawn with ``resolution`` dots per inch; pages larger
    than A2 are left out. Raises LoadError."""
    with _opened(data, name) as document:
        for number in numbers:
            with _page(document, number - 1, name) as page:
                width, height = page.get_size()
                if width * height > _LARGEST:
                    continue
                picture = page.render(scale=resolution / 72, grayscale=True)
                try:
                    rows = bytes(picture.buffer)
                    size = picture.width
                    if picture.stride != size:
                        rows = b"".join(rows[at : at + size] for at in range(0, len(rows), picture.stride))
                    yield number, b"P5 %d %d 255\n" % (size, picture.height) + rows
                finally:
                    picture.close()


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Locked(name) from None
        raise LoadError(name, "damaged: not a whole PDF", "get the file again, or print it to a new PDF") from None
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _page(document: Any, index: int, name: str) -> Iterator[Any]:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        reason = f"damaged: page {index + 1} of {len(document)} is missing"
        raise LoadError(name, reason, "get the file again") from None
    try:
        yield page
    finally:
        page.close()


def _read_page(page: Any, number: int, name: str) -> Page:
    found = Page(number)
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return found
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        if count > MAX_CHARACTERS:
            raise LoadError(name, f"page {number} has {count} characters, the limit is {MAX_CHARACTERS}")
        _collect(text.raw, count, found)
    finally:
        text.close()
    _mark_raised(found.words)
    _collect_objects(page, found)
    return found


def _collect(text: Any, count: int, page: Page) -> None:
    """Joins characters to words. Text that runs another way than most of the page (a stamp) is left out."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, matrix_at, x_at, y_at = map(ctypes.byref, (box, matrix, x, y))
    words: dict[tuple[int, int], list[Word]] = {}
    letters: Counter[tuple[int, int]] = Counter()
    way = (1, 0)
    last: Word | None = None
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _LINE_END_HYPHENS and last is not None and _ends_line(text, index, count):
            last.text += "-"
            continue
        if code == 0 or 0xD800 <= code < 0xE000:
            page.unmapped += 1
            continue
        letter = chr(code)
        if letter.isspace() or code in _LINE_END_HYPHENS:
            if last is not None:
                last.spaced = True
            continue
        if 0x300 <= code <= 0x36F and last is not None:
            last.text += letter
            continue
        pdfium.FPDFText_GetMatrix(text, index, matrix_at)
        pdfium.FPDFText_GetLooseCharBox(text, index, box_at)
        pdfium.FPDFText_GetCharOrigin(text, index, x_at, y_at)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        turn = (round(matrix.a), round(matrix.b)) if abs(matrix.a) > 1 else (matrix.a, matrix.b)
        way = _way(*turn)
        if way == (1, 0):
            x0, x1, base = box.left, box.right, -y.value
        elif way == (0, 1):
            x0, x1, base = box.bottom, box.top, x.value
        elif way == (0, -1):
            x0, x1, base = -box.top, -box.bottom, -x.value
        else:
            x0, x1, base = -box.right, -box.left, y.value
        letters[way] += 1
        if (
            last is not None
            and not last.spaced
            and abs(base - last.y) < 0.05 * size
            and abs(size - last.size) < 0.05 * size
            and -0.3 * size < x0 - last.x1 < _GAP * size
        ):
            last.text += letter
            last.x1 = max(last.x1, x1)
            continue
        if not (size > 0.1 and abs(x0) < _FAR and abs(x1) < _FAR and abs(base) < _FAR):  # nor what is no number
            last = None
            continue
        last = Word(letter, x0, x1, base, size, form=_form(text, index))
        words.setdefault(way, []).append(last)
    if letters:
        page.words = words[letters.most_common(1)[0][0]]


def _form(text: Any, index: int) -> str | None:
    length = pdfium.FPDFText_GetFontInfo(text, index, _name, len(_name), None)
    return form_of_font(_name.raw[: min(length, len(_name)) - 1].decode("latin-1")) if length > 1 else None


def _ends_line(text: Any, index: int, count: int) -> bool:
    """Whether a soft hyphen stands at a line's end; inside a line it is invisible."""
    return (
        index + 1 >= count
        or pdfium.FPDFText_GetUnicode(text, index) != 0xAD
        or (pdfium.FPDFText_GetUnicode(text, index + 1) in (10, 13))
    )


def _way(a: float, b: float) -> tuple[int, int]:
    """The direction the text runs in, as a step to the right, up, left or down."""
    if abs(a) >= abs(b):
        return (1, 0) if a >= 0 else (-1, 0)
    return (0, 1) if b > 0 else (0, -1)


def _mark_raised(words: list[Word]) -> None:
    """A small word set higher than its neighbour, and touching it, is a superscript of its line."""
    for index, word in enumerate(words):
        if len(word.text) > 5:
            continue
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        for host, white in ((before, 0.6), (after, 1.2)):  # the tab behind a note's number is wider
            if host is None or host.raised or word.size >= 0.85 * host.size:
                continue
            between = word.x0 - host.x1 if host is before else host.x0 - word.x1
            height = (host.y - word.y) / host.size
            if -0.2 < between / host.size < white and -0.4 < height < 0.7 and abs(height) > 0.03:
                word.raised, word.y = height > 0.08, host.y
                break


def _collect_objects(page: Any, found: Page) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    places = [ctypes.byref(place) for place in (left, bottom, right, top)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 20_000)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == _IMAGE:
            found.has_image = True
        elif kind == _PATH and pdfium.FPDFPageObj_GetBounds(drawn, *places):
            width, height = right.value - left.value, top.value - bottom.value
            if min(width, height) < 3:
                found.rules.append((left.value, -top.value, right.value, -bottom.value))
