"""The words of the table ``executors``, looked up where they may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ...data import rows

_LETTERS = re.compile(r"[^\W\d_]+")
#: The kinds of words that a name may begin with.
NAMING = frozenset({"article", "title", "office", "generic"})
NONE: frozenset[str] = frozenset()


class Phrases:
    """Words of one kind, found by their first word, the longest phrase first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for words in sorted({p.lower() for p in phrases}, key=len, reverse=True):
            self._by_word.setdefault(_LETTERS.match(words).group(), []).append(words)  # type: ignore[union-attr]

    def end(self, text: str, position: int, limit: int) -> int | None:
        """Where the phrase that begins at ``position`` ends, in any case; None if none does."""
        first = _LETTERS.match(text, position, limit)
        if not first:
            return None
        known = self._by_word.get(first.group().lower())
        if not known:
            return None
        window = text[position : min(position + len(known[0]) + 1, limit)].lower()
        for words in known:
            if window.startswith(words) and not window[len(words) : len(words) + 1].isalnum():
                return position + len(words)
        return None

    @property
    def openings(self) -> Iterable[str]:
        """First words of the phrases, in lower case."""
        return self._by_word.keys()

    def at(self, text: str, position: int, limit: int) -> bool:
        """Whether a phrase begins at ``position``."""
        return self.end(text, position, limit) is not None


@cache
def phrases(kind: str) -> Phrases:
    """The table's words of a kind."""
    return Phrases(row["words"] for row in rows("executors") if row["kind"] == kind)


@cache
def _kinds_by_word() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind in {row["kind"] for row in rows("executors")}:
        for word in phrases(kind).openings:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(of) for word, of in kinds.items()}


def kinds_of(word: str) -> frozenset[str]:
    """The kinds of phrases that a word may begin: most places are told by it to hold none."""
    return _kinds_by_word().get(word.lower(), NONE)
