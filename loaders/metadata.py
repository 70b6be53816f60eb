"""What is told of documents beside them: ``metadata.csv`` or ``metadata.jsonl`` in a folder or archive.

A row names a file of that folder or below it (column ``file``; ``file_name``, as in data sets of Hugging Face, means
the same) and tells facts of the document, under the names that they have in a record. The text itself says best what
it is: facts from here fill what it leaves open, and a contradiction is a warning.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import LoadError
from ..graph.identity import parse_number, spell_out
from ..vietnamese import fold
from .extraction.symbols import iso_date, type_codes, type_words
from .readers.archive import is_archive, members
from .readers.files import file_bytes
from .source import Told

NAMES = ("metadata.csv", "metadata.jsonl")
_MAX_BYTES = 100_000_000
_LONGEST = 2_000  # characters of a value
_DAY = re.compile(r"(?:(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)|(?P<d2>\d\d?)[/.-](?P<m2>\d\d?)[/.-](?P<y2>\d{4}))$")
_LISTED = 5  # wrong rows that a message names


@dataclass(slots=True)
class Metadata:
    """What is told of files, by their paths; ``problems`` are the metadata files with something wrong, one each."""

    told: dict[Path, Told] = field(default_factory=dict)
    problems: list[LoadError] = field(default_factory=list)


def find_metadata(paths: Sequence[Path], files: Sequence[Path]) -> Metadata:
    """What the metadata files beside ``files`` tell of them; ``paths`` are the folders, archives and files that
    were named. A file is looked up in its own folder and in those above it, up to the folder that was named; the
    nearest row counts."""
    found = Metadata()
    roots = {path if os.path.isdir(path) or is_archive(path) else path.parent for path in paths}
    tables: dict[Path, dict[str, Told]] = {}
    archives: dict[Path, list[Path]] = {}
    for path in files:
        for folder in _folders(path, roots):
            if folder not in tables:
                tables[folder] = _of_folder(folder, archives, found.problems)
            row = tables[folder].get(_plain(path.relative_to(folder).as_posix())) if tables[folder] else None
            if row is not None:
                found.told.setdefault(path, row)
    return found


def _folders(path: Path, roots: set[Path]) -> Iterator[Path]:
    """The folders from that of a file up to the highest that was named."""
    above = list(path.parents)
    highest = max((at for at, folder in enumerate(above) if folder in roots), default=-1)
    yield from above[: highest + 1]


def _of_folder(folder: Path, archives: dict[Path, list[Path]], problems: list[LoadError]) -> dict[str, Told]:
    """The rows of a folder's metadata files by the file that they name."""
    rows: dict[str, Told] = {}
    packed = None if os.path.isdir(folder) else _packed(folder, archives)
    for name in NAMES:
        path = folder / name
        if not (os.path.isfile(path) if packed is None else name in packed):
            continue
        wrong: list[str] = []
        try:
            found = _read(path, wrong)
        except LoadError as error:
            problems.append(error)
            continue
        missing = [f for f in found if not (os.path.exists(folder / f) if packed is None else f in packed)]
        if missing and packed is None:  # they may be spelt otherwise on the disk
            below = {_plain(p.relative_to(folder).as_posix()) for p in folder.rglob("*")}
            missing = [f for f in missing if f not in below]
        wrong += [f"names {file[:200]}, which is not there" for file in missing]
        if wrong:
            more = f"; and {len(wrong) - _LISTED} more" if len(wrong) > _LISTED else ""
            problems.append(LoadError(str(path), "; ".join(wrong[:_LISTED]) + more, "its other rows were used"))
        rows = found | rows
    return rows


def _packed(folder: Path, archives: dict[Path, list[Path]]) -> set[str]:
    """The files below a folder of an archive, by their paths from there."""
    archive = next((p for p in (folder, *folder.parents) if os.path.isfile(p)), None)
    if archive is None:
        return set()
    if archive not in archives:
        try:
            archives[archive] = members(archive)
        except LoadError:
            archives[archive] = []  # reading its documents says what is wrong
    inside = archives[archive]
    return {_plain(p.relative_to(folder).as_posix()) for p in inside if p.is_relative_to(folder)}


def _read(path: Path, wrong: list[str]) -> dict[str, Told]:
    """Rows by file; adds to ``wrong`` what is not right with some. Raises LoadError if none can be read."""
    data = file_bytes(path)
    if len(data) > _MAX_BYTES:
        raise LoadError(str(path), f"is larger than {_MAX_BYTES // 1_000_000} MB", "split it over the folders")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LoadError(str(path), "is not UTF-8", "save it as UTF-8 (in Excel: CSV UTF-8)") from None
    rows = _csv(text, path) if path.suffix == ".csv" else _jsonl(text, path)
    found: dict[str, Told] = {}
    for line, row in rows:
        file = _plain(_words(row, "file") or _words(row, "file_name"))
        if not file or file in found:
            wrong.append(f"line {line} names {f'{file} again' if file else 'no file'}")
            continue
        facts: dict[str, str] = {}
        for name, read in _VALUES.items():
            printed = _words(row, name)
            value = read(printed) if printed else ""
            if value:
                facts[name] = value
            elif printed:
                wrong.append(f"line {line}: {printed[:40]!r} is no {name}")
        found[file] = Told(path.name, facts, _words(row, "source") or _words(row, "url"))
    return found


def _words(row: Mapping[str, object], column: str) -> str:
    """The text of a cell on one line; empty if it has none."""
    value = row.get(column)
    whole = value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""  # JSON may halve letters
    return " ".join(whole.split())[:_LONGEST]


def _csv(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if not {"file", "file_name"} & set(columns):
            raise LoadError(str(path), "has no column 'file'", "name the file of each row in one")
        reader.fieldnames = columns
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise LoadError(str(path), f"is no CSV: line {reader.line_num}: {error}", "save it again as CSV") from None


def _jsonl(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise LoadError(str(path), f"line {number} is no JSON object", "write one object a line")
        yield number, row


def _plain(file: str) -> str:
    """A relative path in one spelling: other systems write ``\\`` and decomposed letters."""
    parts = unicodedata.normalize("NFC", file).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def _kind(words: str) -> str:
    return type_codes().get(fold(words)) or type_words().get(fold(words), "")


def _day(words: str) -> str:
    found = _DAY.match(words.partition("T")[0])
    if found is None:
        return ""
    return iso_date(found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]) or ""


def _number(words: str) -> str:
    number = parse_number(words)
    return number.text if number else ""


def _status(words: str) -> str:
    return {"draft": "draft", "du thao": "draft", "issued": "issued"}.get(fold(words), "")


_VALUES: dict[str, Callable[[str], str]] = {
    "number": _number, "kind": _kind, "issuer": spell_out, "province": str, "issued": _day, "title": str,
    "status": _status, "signer": str,
}  # fmt: skip
