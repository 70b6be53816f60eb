"""Word documents of 1997 to 2003 (.doc), read from their tables ([MS-DOC]).

Text, notes at their anchors, tables, fields, deleted and hidden text and fonts are known here. Automatic numbers
are not: with the extra ``policygraph[doc]`` a converter makes a .docx first, which has them.
"""

from __future__ import annotations

import importlib.util
import re
import struct
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from ...errors import LoadError
from ..source import Source
from .blocks import SUPERSCRIPTS, assemble, table_row
from .legacy import form_of_font, in_capitals, mark, settled
from .locked import Locked

_MOST_CHARACTERS = 20_000_000
_MOST_STREAM = 200_000_000
_REMEDY = "open and save it as .docx"
_NUMBERS_LOST = (
    "automatic numbers of {} paragraphs are not read from .doc; pip install 'policygraph[doc]' or save as .docx"
)

# Places of tables among the FcLcb pairs of the file information block, and the properties looked at ("sprm").
_FOOT_REFS, _FOOT_TEXTS, _CHARACTER_RUNS, _PARAGRAPH_RUNS, _FONTS, _PIECES, _END_REFS, _END_TEXTS = (
    2, 3, 12, 13, 15, 33, 46, 47,
)  # fmt: skip
_DELETED, _HIDDEN, _CAPITALS, _RAISED, _FONT = 0x0800, 0x083C, 0x083B, 0x2A48, 0x4A4F
_LIST, _ROW_END, _IN_TABLE = 0x460B, 0x2417, 0x2416
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_CHARACTERS = {
    "\x0b": "\n",
    "\x0c": "\r",
    "\x1e": "-",
    "\x1f": "\xad",
    "\xa0": " ",
    "\t": "\t",
    "\r": "\r",
    "\x07": "\x07",
}
_STRUCTURE = re.compile("[\r\x07\x13-\x15]")
_UNSEEN = re.compile("[\x00-\x06\x08\x0e-\x12\x16-\x1d]")

Span = tuple[int, int]


def read_doc(data: bytes, name: str) -> Source:
    """Text of a Word 97 document. Raises LoadError; ``name`` is the file's name in it."""
    if importlib.util.find_spec("doc2docx") is not None:
        source = _by_converter(data, name)
        if source is not None:
            return source
    word, tables = _streams(data, name)
    try:
        return _Document(word, tables, name).source()
    except (struct.error, IndexError, OverflowError):
        raise LoadError(name, "damaged: its tables do not fit its text", _REMEDY) from None


def _by_converter(data: bytes, name: str) -> Source | None:
    """The same through a .docx, None if the converter cannot make one."""
    import doc2docx

    from .docx import read_docx

    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        old, new = Path(folder, "a.doc"), Path(folder, "a.docx")
        old.write_bytes(data)
        try:
            doc2docx.convert(old, new)
            source = read_docx(new.read_bytes(), name)
        except MemoryError:
            raise
        except Exception:  # a foreign converter: whatever it meets, the own reader is the answer
            return None
    return Source(source.text, "doc", warnings=source.warnings) if source.text.strip() else None


def _streams(data: bytes, name: str) -> tuple[bytes, bytes]:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            if not file.exists("WordDocument"):
                raise LoadError(name, "damaged: an old Office file without a Word document in it", _REMEDY)
            word = file.openstream("WordDocument").read(_MOST_STREAM)
            if len(word) < 0x1AA or word[:2] != b"\xec\xa5":
                raise LoadError(name, "is a Word file older than Word 97, or damaged", _REMEDY)
            version, flags = struct.unpack_from("<H6xH", word, 2)
            if version < 0xC1:
                raise LoadError(name, "is a Word file older than Word 97", _REMEDY)
            if flags & 0x100:
                raise Locked(name)
            table = "1Table" if flags & 0x200 else "0Table"
            if not file.exists(table):
                raise LoadError(name, "damaged: its table of contents is missing", _REMEDY)
            return word, file.openstream(table).read(_MOST_STREAM)
    except LoadError:
        raise
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever a damaged file makes it stumble over
        raise LoadError(name, "damaged: sectors of the file are missing", _REMEDY) from None


class _Document:
    def __init__(self, word: bytes, tables: bytes, name: str) -> None:
        self._word, self._tables, self._name = word, tables, name
        self._lengths = struct.unpack_from("<8i", word, 0x4C)
        if min(self._lengths) < 0 or sum(self._lengths) > _MOST_CHARACTERS:
            raise LoadError(name, "damaged: it counts an impossible number of characters", _REMEDY)
        self._pieces = list(self._read_pieces())
        self._letters = list("".join(self._piece(*piece) for piece in self._pieces))
        self._in_table: set[int] = set()  # ends of paragraphs in cells
        self._numbered = 0

    def source(self) -> Source:
        main, notes, headers, macros, comments, ends, boxes, _ = self._lengths
        after_notes = main + notes + headers + macros + comments
        fonts = self._font_names()
        rows_end: set[int] = set()
        for start, end, properties in self._runs(_PARAGRAPH_RUNS, 13):
            if _ROW_END in properties:
                rows_end.update(range(start, min(end, main)))
            if properties.get(_IN_TABLE):
                self._in_table.update(p for p in range(start, min(end, main)) if self._letters[p] == "\r")
            if properties.get(_LIST) and start < main:
                self._numbered += 1
        runs = list(self._runs(_CHARACTER_RUNS, 1))
        anchors = self._anchors(main, after_notes)
        self._letters = [_CHARACTERS.get(c) or ("" if _UNSEEN.match(c) else c) for c in self._letters]
        for place, number, _ in anchors:
            self._letters[place] = f"[^{number}]"
        for start, end, properties in runs:
            self._dress(start, end, properties, fonts)
        blocks = list(self._blocks(0, main, rows_end))
        blocks += self._blocks(after_notes + ends, after_notes + ends + boxes, set())
        texts = {number: " ".join(self._blocks(*span, set())) for _, number, span in anchors}
        text, warnings = settled(assemble(blocks, texts))
        if self._numbered:
            warnings.insert(0, _NUMBERS_LOST.format(self._numbered))
        return Source(text, "doc", warnings=warnings)

    def _dress(self, start: int, end: int, properties: dict[int, int], fonts: dict[int, str]) -> None:
        """Applies what a run's properties do to its text."""
        run = self._letters[start:end]
        if properties.get(_DELETED) == 1 or properties.get(_HIDDEN) == 1:
            self._letters[start:end] = [""] * len(run)
            return
        form = form_of_font(fonts.get(properties.get(_FONT, -1), ""))
        text = "".join(run)
        if form and text and not _STRUCTURE.search(text):
            form = in_capitals(form) if properties.get(_CAPITALS) == 1 else form
            self._letters[start:end] = [mark(text, form), *[""] * (len(run) - 1)]
        elif properties.get(_CAPITALS) == 1:
            self._letters[start:end] = [letter.upper() for letter in run]
        elif properties.get(_RAISED) == 1 and text.isdecimal():
            self._letters[start:end] = [letter.translate(SUPERSCRIPTS) for letter in run]

    def _table(self, index: int) -> bytes:
        start, length = struct.unpack_from("<II", self._word, 0x9A + 8 * index)
        if start + length > len(self._tables):
            raise LoadError(self._name, "damaged: its tables are cut off", _REMEDY)
        return self._tables[start : start + length]

    def _read_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """Characters from, to; the byte where they begin; whether they are one byte each."""
        whole = self._table(_PIECES)
        position = 0
        while position < len(whole) and whole[position] == 1:
            position += 3 + struct.unpack_from("<H", whole, position + 1)[0]
        if position >= len(whole) or whole[position] != 2:
            raise LoadError(self._name, "damaged: its text has no piece table", _REMEDY)
        table = whole[position + 5 : position + 5 + struct.unpack_from("<I", whole, position + 1)[0]]
        count = (len(table) - 4) // 12
        starts = struct.unpack_from(f"<{count + 1}I", table, 0)
        for index in range(count):
            place = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            start, end = starts[index], starts[index + 1]
            if not start <= end <= _MOST_CHARACTERS:
                raise LoadError(self._name, "damaged: its text is out of order", _REMEDY)
            yield start, end, place // 2 if narrow else place, narrow

    def _piece(self, start: int, end: int, place: int, narrow: bool) -> str:
        size = (end - start) * (1 if narrow else 2)
        content = self._word[place : place + size]
        if len(content) < size:
            raise LoadError(self._name, "damaged: its text is cut off", _REMEDY)
        if narrow:
            return content.decode("cp1252", "replace")
        return "".join(map(chr, struct.unpack(f"<{end - start}H", content)))  # a character is a unit of UTF-16

    def _runs(self, index: int, step: int) -> Iterator[tuple[int, int, dict[int, int]]]:
        """Characters from, to, and their properties; ``step`` is the size of an entry of the formatted pages."""
        table = self._table(index)
        count = (len(table) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ()
        places = sorted(
            (place, place + (end - start) * (1 if narrow else 2), start, narrow)
            for start, end, place, narrow in self._pieces
        )
        begins = [place[0] for place in places]
        for number in pages:
            page = self._word[(number & 0x3FFFFF) * 512 : (number & 0x3FFFFF) * 512 + 512]
            if len(page) < 512:
                continue
            runs = page[511]
            edges = struct.unpack_from(f"<{runs + 1}I", page, 0)
            for run in range(runs):
                properties = _properties(page, page[4 * (runs + 1) + run * step] * 2, paragraph=step > 1)
                if not properties:
                    continue
                at = max(0, bisect_right(begins, edges[run]) - 1)
                while at < len(places) and places[at][0] < edges[run + 1]:
                    first, last, start, narrow = places[at]
                    low, high = max(first, edges[run]) - first, min(last, edges[run + 1]) - first
                    if low < high:
                        width = 1 if narrow else 2
                        yield start + low // width, start + high // width, properties
                    at += 1

    def _font_names(self) -> dict[int, str]:
        table = self._table(_FONTS)
        names: dict[int, str] = {}
        position = 4
        while position < len(table) and table[position]:
            entry = table[position + 1 : position + 1 + table[position]]
            names[len(names)] = entry[39:].decode("utf-16-le", "ignore").partition("\0")[0]
            position += 1 + table[position]
        return names

    def _anchors(self, main: int, ends_begin: int) -> list[tuple[int, int, Span]]:
        """Notes: the place of the anchor, the number, and where the words stand; footnotes before endnotes."""
        found: list[tuple[int, int, Span]] = []
        for refs, texts, begin in ((_FOOT_REFS, _FOOT_TEXTS, main), (_END_REFS, _END_TEXTS, ends_begin)):
            table, words = self._table(refs), self._table(texts)
            count = (len(table) - 4) // 6
            if count <= 0:
                continue
            places = struct.unpack_from(f"<{count}I", table, 0)
            edges = struct.unpack_from(f"<{count + 1}I", words, 0)
            found += [
                (place, len(found) + i, (begin + edges[i - 1], begin + edges[i]))
                for i, place in enumerate(places, 1)
                if place < main
            ]
        return found

    def _blocks(self, start: int, end: int, rows_end: set[int]) -> Iterator[str]:
        """Paragraphs and tables of a part of the text."""
        open_: list[str] = []
        cell: list[str] = []
        cells: list[str] = []
        rows: list[list[str]] = []
        fields: list[bool] = []  # for each open field whether we are in its code
        for place in range(start, min(end, len(self._letters))):
            letter = self._letters[place]
            if letter == "\x13":
                fields.append(True)
            elif letter == "\x14" and fields:
                fields[-1] = False
            elif letter == "\x15" and fields:
                fields.pop()
            elif letter == "\x07":
                if place in rows_end:
                    rows.append(cells)
                    cells = []
                else:
                    cells.append("\n".join(filter(None, [*cell, "".join(open_).strip()])))
                    cell, open_ = [], []
            elif letter == "\r":
                paragraph = "".join(open_).strip()
                open_ = []
                if place in self._in_table:
                    cell.append(paragraph)
                    continue
                yield from _written(rows)
                rows = []
                yield paragraph
            elif True not in fields:
                open_.append(letter)
        yield from _written([*rows, cells])
        yield from (*cell, "".join(open_).strip())


def _written(rows: list[list[str]]) -> Iterator[str]:
    """A table as rows. Whether it is ruled is not known: small ones of two columns only set text side by side."""
    rows = [row for row in rows if row]
    if rows and max(map(len, rows)) <= 2 and len(rows) <= 3:
        yield from (words for row in rows for cell in row for words in cell.split("\n"))
    elif rows:
        yield "\n".join(filter(None, map(table_row, rows)))


def _properties(page: bytes, place: int, *, paragraph: bool) -> dict[int, int]:
    """Properties by their code, the first bytes of the value as a number."""
    if not place:
        return {}
    size = page[place]
    if paragraph:
        size, place = (2 * page[place + 1], place + 1) if not size else (2 * size - 1, place)
    listed = page[place + 1 : place + 1 + size][2 if paragraph else 0 :]
    found: dict[int, int] = {}
    position = 0
    while position + 2 < len(listed):
        code = struct.unpack_from("<H", listed, position)[0]
        position += 2
        width = _OPERANDS.get(code >> 13)
        if width is None:
            width = 1 + listed[position] if code != 0xD608 else 1 + struct.unpack_from("<H", listed, position)[0]
        found[code] = int.from_bytes(listed[position : position + min(width, 4)], "little")
        position += width
    return found
