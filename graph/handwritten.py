"""Tables that people write: their catalogue of known documents, and the overrides that settle what stayed open.

Both are CSV with a header, parted by commas, semicolons or tabs, in UTF-8. What cannot be right is refused with the
file, the line and the remedy, before any document is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from ..data import KnownDocument, document_types
from ..errors import LoadError
from ..vietnamese import fold
from .identity import is_id, parse_number

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CATALOGUE = tuple(f.name for f in fields(KnownDocument))
_OVERRIDES = ("file", "mention", "date", "id", "reason")

NONE = "-"
"""The id that stands for none of the known documents."""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word on what a citation, or a document, is.

    ``mention`` is the number, the name or the quote as printed, ``date`` narrows it to citations printed with that
    day; ``file`` names the citing text: a file (the end of its path is enough) or a document's id; empty stands for
    all. Without a mention, ``file`` names the document that ``id`` is said of. ``id`` is what is meant, or
    :data:`NONE`. ``source`` and ``line`` are where the row stands.
    """

    file: str
    mention: str
    date: str
    id: str
    reason: str
    source: str = ""
    line: int = 0


def read_catalogue(path: Path) -> list[KnownDocument]:
    """Known documents, in the columns of ``data/central_documents.csv``; those that are left out are empty.

    Raises LoadError for a file or a row that cannot be right.
    """
    return [_known(path, line, row) for line, row in _rows(path, _CATALOGUE, ("issuer",))]


def read_overrides(path: Path) -> list[Override]:
    """The rows of a table of overrides: ``file``, ``mention``, ``date``, ``id``, ``reason``.

    Raises LoadError for a file or a row that cannot be right.
    """
    return [_override(path, line, row) for line, row in _rows(path, _OVERRIDES, ("id", "reason"))]


def _known(path: Path, line: int, row: dict[str, str]) -> KnownDocument:
    if not row["number"] and not row["name"]:
        raise _wrong(path, line, "neither number nor name", "give the document's number, or a law's name")
    if row["number"] and parse_number(row["number"]) is None:
        raise _wrong(path, line, f"{row['number']!r} is no document's number", "write it as printed: 29-NQ/TW")
    if not row["issuer"]:
        raise _wrong(path, line, "no issuer", "give its full name, with the province")
    if row["kind"] and fold(row["kind"]) not in _kinds():
        raise _wrong(path, line, f"{row['kind']!r} is no kind of document", "write Nghị quyết, Kết luận, KH…")
    return KnownDocument(**{**row, "issued": _day(path, line, row["issued"])})


def _override(path: Path, line: int, row: dict[str, str]) -> Override:
    if not row["mention"] and not row["file"]:
        raise _wrong(path, line, "neither file nor mention", "say which citation, or which document, is meant")
    if row["id"] != NONE and not is_id(row["id"]):
        raise _wrong(path, line, f"{row['id']!r} is no id", f"copy it from 'policygraph check', or write {NONE}")
    if row["id"] == NONE and not row["mention"]:
        raise _wrong(path, line, f"{NONE} without a mention", "say which citation means none of the documents")
    if not row["reason"]:
        raise _wrong(path, line, "no reason", "say why; it is kept with the decision")
    return Override(**{**row, "date": _day(path, line, row["date"])}, source=str(path), line=line)


def _rows(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not blank with its line and all columns, blanks around values removed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LoadError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise LoadError(str(path), "not in UTF-8", "save it as 'CSV UTF-8'") from error
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        for name in names:
            if name not in columns:
                raise LoadError(str(path), f"line 1: unknown column {name!r}", f"columns are {', '.join(columns)}")
        for name in needed:
            if name not in names:
                raise LoadError(str(path), f"line 1: no column {name!r}", f"columns are {', '.join(columns)}")
        for values in reader:
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(names):
                raise _wrong(path, reader.line_num, "more values than columns", "put texts with commas in quotes")
            given = dict(zip(names, (" ".join(value.split()) for value in values), strict=False))
            yield reader.line_num, {name: given.get(name, "") for name in columns}
    except csv.Error as error:
        raise _wrong(path, reader.line_num, str(error), "put texts with quotes or commas in quotes") from error


def _day(path: Path, line: int, text: str) -> str:
    """A day as ISO; empty for none."""
    printed = _DAY.fullmatch(text)
    iso = f"{printed[3]}-{printed[2]:0>2}-{printed[1]:0>2}" if printed else text
    try:
        return date.fromisoformat(iso).isoformat() if iso else ""
    except ValueError:
        raise _wrong(path, line, f"{text!r} is no day", "write 2022-11-17 or 17/11/2022") from None


def _kinds() -> frozenset[str]:
    return frozenset({"luat", "bo luat"} | {fold(w) for t in document_types() for w in (t.code, t.name_vi) if w})


def _wrong(path: Path, line: int, what: str, remedy: str) -> LoadError:
    return LoadError(str(path), f"line {line}: {what}", remedy)
