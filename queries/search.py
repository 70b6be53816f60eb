"""Searches documents by words of their number, title, name or issuer, typed with or without Vietnamese marks."""

from __future__ import annotations

import unicodedata

from ..errors import AmbiguousDocument, UnknownDocument
from ..graph.model import Document
from ..graph.store import Store
from ..graph.tables import DOCUMENT, document_of
from ..vietnamese import fold
from .find import find

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _spellings() -> dict[str, str]:
    """Each plain letter with all that fold to it."""
    found: dict[str, set[str]] = {"d": {"d", "đ"}}
    for vowel in _VOWELS:
        plain = fold(vowel)
        forms = {vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)}
        found.setdefault(plain, {plain}).update(forms)
    return {plain: "[" + "".join(sorted(forms | {f.upper() for f in forms})) + "]" for plain, forms in found.items()}


_SPELLINGS = _spellings()
_WORDS = 8


def pattern(word: str) -> str:
    """A regular expression, understood alike by both engines, for texts that hold the word in any spelling."""
    # Ladybug reads two backslashes as one, so that signs are written by their numbers.
    letters = (
        _SPELLINGS.get(c)
        or (f"[{c}{c.upper()}]" if c.isascii() and c.isalpha() else c if c.isalnum() else f"\\x{{{ord(c):x}}}")
        for c in fold(word)
    )
    return "(?s).*" + "".join(letters) + ".*"


def search(store: Store, asked: str, *, limit: int = 100, timeout: float | None = None) -> list[Document]:
    """The documents that hold all the words: those of the number asked for first, then those whose number begins with
    what is asked, then those held and the newest; at most ``limit``. Raises QueryError when it takes too long."""
    asked = "".join(c if c.isprintable() else " " for c in asked)
    try:
        exact = [find(store, asked)] if asked.strip() else []
    except AmbiguousDocument as several:
        exact = list(several.candidates)
    except UnknownDocument:
        exact = []
    words = {f"word{n}": pattern(word) for n, word in enumerate(asked.split()[:_WORDS])}
    if not words:
        return exact
    text = " + ' ' + ".join(f"coalesce(d.{column}, '')" for column in ("number", "name", "title", "issuer"))
    wanted = " AND ".join(f"text =~ ${name}" for name in words)
    returned = ", ".join(f"d.{column.name} AS {column.name}" for column in DOCUMENT.columns)
    words["number"] = pattern(asked.split()[0]).replace(".*", "", 1)
    statement = (
        f"MATCH (d:Document) WITH d, {text} AS text WHERE {wanted} RETURN {returned} "
        "ORDER BY CASE WHEN coalesce(d.number, '') =~ $number THEN 0 ELSE 1 END, "
        f"d.loaded DESC, coalesce(d.year, 0) DESC, id LIMIT {limit:d}"
    )
    rows = store.rows(statement, words, timeout=timeout)
    found = {d.id: d for d in (*exact, *(document_of(row) for row in rows.dicts()))}
    return list(found.values())[:limit]
