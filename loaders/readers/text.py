"""Text files (.txt, .md): bytes → text."""

from __future__ import annotations

import re
import unicodedata

from ...errors import LoadError
from ..source import Source

_MAX_BYTES = 50_000_000
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Letters of Windows-1252 by byte, with the bytes that it leaves open.
_LATIN = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]
_NEARLY_ALL = 0.9
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
        raise LoadError(name, "is not text: control characters", "give the document itself")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), ["the file ends inside a letter: cut off?"]
    return _one_byte(data, name)


def _one_byte(data: bytes, name: str) -> tuple[str, list[str]]:
    """The one-byte encoding that makes Vietnamese syllables of nearly all words with a mark; never guessed."""
    from .legacy import FEW, from_tcvn3, from_viscii, from_vni, share

    letters = "".join(map(_LATIN.__getitem__, data))
    found = []
    for encoding, text, few in (
        ("Windows-1258", _windows_1258(data), 1),
        ("TCVN3", from_tcvn3(letters), FEW),
        ("VNI", from_vni(letters), FEW),
        ("VISCII", from_viscii(data), FEW),
    ):
        good, count = share(text)
        if good >= _NEARLY_ALL and count >= few:
            found.append((good, encoding, text))
    if found:
        _, encoding, text = max(found)
        return text, [] if encoding == "Windows-1258" else [f"its encoding is {encoding}: converted"]
    return _line_by_line(data, name)


def _windows_1258(data: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""


def _line_by_line(data: bytes, name: str) -> tuple[str, list[str]]:
    """UTF-8 in which some words of some lines are Windows-1258: texts pasted together."""
    from .legacy import share

    lines, others = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(" ".join(map(_either, line.split(b" "))))
            others.append(number)
    if len(others) == len(lines) or any(share(lines[number - 1])[0] < _NEARLY_ALL for number in others):
        reason = "its encoding is unknown: neither Unicode nor Windows-1258, TCVN3, VNI or VISCII"
        raise LoadError(name, reason, "save it as UTF-8")
    where = ", ".join(map(str, others[:10])) + (", …" if len(others) > 10 else "")
    return "\n".join(lines), [f"line {where} is partly Windows-1258 in a file of UTF-8"]


def _either(word: bytes) -> str:
    try:
        return word.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_1258(word)


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: half of the bytes of ASCII letters are zero, all on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(data) // 8 and others <= zeros // 20 and len(data) % 2 == 0:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise LoadError(name, f"is not text: {data.count(0):,} NUL bytes", "give the document itself")
