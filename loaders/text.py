"""Text files (.txt, .md): bytes → text."""

from __future__ import annotations

import re
import unicodedata

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
_WORD = re.compile(r"[^\W\d_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdđhklmnprstvx])?"
    r"(?:iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uya|uyê|uyu|oao|uao|a[iouy]|â[uy]|eo|êu|i[aêu]|yê|o[aăei]|ôi|ơi"
    r"|u[aâêiôơy]|ư[aiơu]|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
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
    return _one_byte(data, name), []


def _one_byte(data: bytes, name: str) -> str:
    """Windows-1258, if that makes Vietnamese syllables of nearly all words with a mark; never guessed."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if words and sum(_is_syllable(word) for word in words) >= 0.9 * len(words):
        return text
    raise LoadError(name, "its encoding is unknown: neither Unicode nor Windows-1258", "save it as UTF-8")


def _is_syllable(word: str) -> bool:
    """Whether a word with a mark is spelt as Vietnamese is: one tone at most, on a possible rhyme."""
    letters = unicodedata.normalize("NFD", word.casefold())
    toneless = unicodedata.normalize("NFC", _TONES.sub("", letters))
    return len(_TONES.findall(letters)) < 2 and _SYLLABLE.fullmatch(toneless) is not None


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
