"""Rows as CSV, the way that bulk loaders read it: None is an empty field, an empty text a quoted one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import StoreError
from .tables import Kind

#: How a value that is not None is written.
Writer = Callable[[Any], str]


def text(value: str) -> str:
    """A quoted field; quotes within are doubled."""
    return '"' + value.replace('"', '""') + '"'


#: Writers of the kinds that hold one value.
SINGLE: Mapping[Kind, Writer] = {
    Kind.TEXT: text,
    Kind.INT: str,
    Kind.FLOAT: repr,
    Kind.BOOL: lambda value: "true" if value else "false",
    Kind.DATE: date.isoformat,
}


def write_rows(file: Path, rows: Iterable[Iterable[Any]], writers: Sequence[Writer], header: str = "") -> int:
    """Writes the rows, one writer a field, and tells how many.

    Raises StoreError for a text that is not Unicode, OSError if the file cannot be written.
    """
    count = 0
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(header)
            for row in rows:
                fields = ("" if v is None else w(v) for w, v in zip(writers, row, strict=True))
                out.write(",".join(fields) + "\n")
                count += 1
    except UnicodeEncodeError as error:
        whose = error.object.partition(",")[0]
        raise StoreError(
            f"a text of {whose} holds half a character (a lone surrogate): mend it at its source"
        ) from error
    return count
