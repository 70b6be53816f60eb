"""Rich Text (.rtf 1.9): paragraphs, notes at their anchors, tables; list numbers are written in the file."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field, replace

from ...errors import LoadError
from ..source import Source
from .blocks import SUPERSCRIPTS, assemble, table_row
from .legacy import form_of_font, in_capitals, mark, settled

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\'?",
    re.DOTALL,
)
_DEEPEST = 1_000
#: Destinations that hold no text of the document; unknown ones that are marked ``\*`` are left out, too.
_LEFT_OUT = frozenset(
    {
        "annotation", "atnauthor", "atnid", "author", "colortbl", "comment", "fldinst", "filetbl", "footer", "footerf",
        "footerl", "footerr", "header", "headerf", "headerl", "headerr", "info", "listtable", "nonesttables",
        "nonshppict", "objdata", "pict", "revtbl", "shprslt", "sp", "stylesheet", "tc", "title", "txe", "xe",
        "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "template", "pnseclvl", "do",
    }
)  # fmt: skip
_STARRED = frozenset({"footnote", "shpinst", "pntext", "listtext", "nesttableprops"})
_WORDS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_RULES = frozenset({"brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair", "brdrtriple", "brdrsh"})
_CODE_PAGES = {163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254", 186: "cp1257"}


@dataclass(slots=True)
class _State:
    """What a group changes and its end restores. ``skip``: its text is none of the document's."""

    font: int = -1
    hidden: bool = False
    capitals: bool = False
    raised: bool = False
    in_table: bool = False
    after_unicode: int = 1  # characters that stand for one Unicode letter in old readers
    skip: bool = False
    fonts: bool = False  # inside the table of fonts
    label: bool = False  # inside the number of a list
    note: int = 0


@dataclass(slots=True)
class _Story:
    """A run of paragraphs: the body, or a note."""

    blocks: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    ruled: bool = False

    def end_paragraph(self, *, in_table: bool) -> None:
        text = "".join(self.open).strip()
        self.open = []
        if in_table:
            self.cell.append(text)
        else:
            self.end_table()
            self.blocks.append(text)

    def end_cell(self) -> None:
        self.end_paragraph(in_table=True)
        self.cells.append("\n".join(filter(None, self.cell)))
        self.cell = []

    def end_row(self) -> None:
        self.rows.append(self.cells)
        self.cells = []

    def end_table(self) -> None:
        """A ruled table as rows; one without rules, which only sets text side by side, as its cells' text."""
        rows, self.rows = [row for row in [*self.rows, self.cells] if row], []
        if rows and not self.ruled and max(map(len, rows)) <= 2:
            self.blocks += [words for row in rows for cell in row for words in cell.split("\n")]
        elif rows:
            self.blocks.append("\n".join(filter(None, map(table_row, rows))))
        self.blocks += self.cell
        self.cells, self.cell, self.ruled = [], [], False


def read_rtf(data: bytes, name: str) -> Source:
    """Text of a Rich Text file. Raises LoadError; ``name`` is the file's name in it."""
    reader = _Reader(name)
    reader.read(data.decode("latin-1"))
    text, warnings = settled(assemble(reader.body.blocks, reader.notes))
    text = unicodedata.normalize("NFC", text)
    if reader.open_groups:
        warnings.append("the file ends inside a group: cut off?")
    return Source(text, "rtf", warnings=warnings)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self.body = _Story()
        self.notes: dict[int, str] = {}
        self.open_groups = 0
        self._story = self.body
        self._outer: list[_Story] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._pages: dict[int, str] = {}
        self._forms: dict[int, str | None] = {}
        self._default_font = -1
        self._font_name = ""
        self._bytes = bytearray()  # letters of one code page, not yet decoded
        self._skip = 0  # characters that repeat a Unicode letter
        self._starred = False
        self._defining = False  # a table row's form, not its text

    def read(self, text: str) -> None:
        position = 0
        while position < len(text):
            token = _TOKEN.match(text, position)
            assert token is not None
            position = token.end()
            kind = token.lastgroup
            if kind == "byte":
                self._letter(int(token["byte"], 16))
            elif kind == "text":
                self._plain(token["text"])
            elif kind in ("word", "value"):
                if token["word"] == "bin":
                    position += max(0, int(token["value"] or 0))
                else:
                    self._word(token["word"], int(token["value"]) if token["value"] else None)
            elif kind == "brace":
                self._open() if token["brace"] == "{" else self._close()
            elif kind == "sign":
                self._sign(token["sign"])
        self._flush()
        self.open_groups = len(self._stack)
        while self._stack:
            self._close()
        self._story.end_paragraph(in_table=False)

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= _DEEPEST:
            raise LoadError(self._name, "its groups are nested too deep: damaged or hostile?")
        self._stack.append(self._state)
        self._state = replace(self._state, note=0)
        self._starred = False

    def _close(self) -> None:
        self._flush()
        if self._state.note:
            self._story.end_paragraph(in_table=False)
            self.notes[self._state.note] = " ".join(self._story.blocks)
            self._story = self._outer.pop()
        if self._stack:
            self._state = self._stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in _SIGNS:
            self._plain(_SIGNS[sign])

    def _letter(self, byte: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(byte)

    def _plain(self, text: str) -> None:
        text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        self._bytes += text.encode("latin-1")

    def _flush(self) -> None:
        """Decodes the letters read and writes them."""
        if self._bytes:
            letters, self._bytes = bytes(self._bytes), bytearray()
            legacy = self._forms.get(self._state.font)
            page = "cp1252" if legacy else self._pages.get(self._state.font, self._page)
            self._write(letters.decode(page, "replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.skip or state.hidden:
            return
        if state.fonts:
            *names, self._font_name = (self._font_name + text).split(";")
            if names:
                self._forms[state.font] = form_of_font(names[0].strip())
            return
        form = self._forms.get(state.font)
        if form:
            text = mark(text, in_capitals(form) if state.capitals else form)
        elif state.capitals:
            text = text.upper()
        self._story.open.append(text.translate(SUPERSCRIPTS) if state.raised else text)

    def _word(self, word: str, value: int | None) -> None:
        state = self._state
        if word == "u":
            self._flush()
            self._write(chr((value or 0) & 0xFFFF))
            self._skip = state.after_unicode
            return
        self._skip = 0
        if word in _WORDS:
            self._flush()
            self._write(" " if state.label and word == "tab" else _WORDS[word])
            return
        if self._starred and word not in _STARRED:
            state.skip = True
        self._starred = False
        self._flush()
        if state.fonts:
            self._font(word, value)
        elif word == "fonttbl":
            state.fonts = True
        elif word in _LEFT_OUT:
            state.skip = True
        elif word in ("listtext", "pntext"):
            state.label = True
        elif word == "footnote" and not state.skip:
            state.note = len(self.notes) + len(self._outer) + 1
            self._story.open.append(f"[^{state.note}]")
            self._outer.append(self._story)
            self._story = _Story()
        elif word == "shptxt":
            state.skip = False
        elif not state.skip and not self._form(word, value):
            self._structure(word)

    def _font(self, word: str, value: int | None) -> None:
        """One word of the table of fonts."""
        if word == "f" and value is not None:
            self._state.font = value
            self._font_name = ""
        elif word == "fcharset" and value in _CODE_PAGES:
            self._pages[self._state.font] = _CODE_PAGES[value]

    def _form(self, word: str, value: int | None) -> bool:
        """How letters look; whether ``word`` says that."""
        state = self._state
        on = value != 0
        if word == "f":
            state.font = -1 if value is None else value
        elif word == "plain":
            state.font, state.hidden, state.capitals, state.raised = self._default_font, False, False, False
        elif word in ("v", "deleted"):
            state.hidden = on
        elif word == "caps":
            state.capitals = on
        elif word in ("super", "nosupersub"):
            state.raised = on and word == "super"
        elif word == "uc":
            state.after_unicode = min(max(0, value or 0), 8)
        elif word == "deff":
            self._default_font = state.font = -1 if value is None else value
        elif word == "ansicpg" and value:
            self._page = _known(f"cp{value}")
        else:
            return False
        return True

    def _structure(self, word: str) -> None:
        story = self._story
        if word in ("par", "sect", "page"):
            story.end_paragraph(in_table=self._state.in_table)
        elif word in ("cell", "nestcell"):
            story.end_cell()
        elif word in ("row", "nestrow"):
            story.end_row()
            self._defining = False
        elif word == "trowd":
            self._defining = True
        elif word == "pard":
            self._state.in_table = self._defining = False
        elif word == "intbl":
            self._state.in_table = True
        elif word in _RULES and self._defining:
            story.ruled = True


def _known(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"
