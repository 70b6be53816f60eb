"""Text files (.txt, .md): bytes → text."""

from __future__ import annotations

import re

from ..errors import LoadError
from .source import Source

_MAX_BYTES = 50_000_000
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(data: bytes, name: str) -> Source:
    """Text of a text file. UTF-8 comes out as it is, only line ends become ``\\n``; offsets count from there.

    Raises LoadError; ``name`` is the file's name in it.
    """
    text, warnings = decode(data, name)
    return Source(text.replace("\r\n", "\n").replace("\r", "\n"), "text", warnings=warnings)


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Letters of the bytes, and warnings. Raises LoadError if they are no text or the encoding stays unknown."""
    if len(data) > _MAX_BYTES:
        limit = _MAX_BYTES // 1_000_000
        raise LoadError(name, f"is {len(data) // 1_000_000} MB of text, the limit is {limit} MB", "split it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError:
                raise LoadError(name, f"is marked as {encoding} but is not", "save it as UTF-8") from None
    if b"\0" in data:
        return _wide(data, name), []
    if len(_CONTROL.findall(data)) > len(data) // 100:
        raise LoadError(name, "is not text (control characters)", "give the document itself")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), ["the file ends inside a letter: cut off?"]
    raise LoadError(name, "its encoding is unknown", "save it as UTF-8")


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: half of the bytes of ASCII letters are zero, all on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(data) // 8 and others <= zeros // 20 and len(data) % 2 == 0:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise LoadError(name, f"is not text ({data.count(0)} NUL bytes)", "give the document itself")
