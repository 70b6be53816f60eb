"""The words of the table ``executors`` as expressions that are matched where they may stand in a text.

They are matched in lower case: the engine passes by words that begin with another letter, but tries
each of which the case is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ...data import rows


class Phrases:
    """Words of one kind; ``expression`` matches the longest that ends with its word."""

    def __init__(self, words: Iterable[str]) -> None:
        self.expression = rf"{_trie(words)}(?![^\W_])"
        self._match = re.compile(self.expression).match

    def end(self, low: str, position: int, limit: int) -> int | None:
        """Where the phrase that begins at ``position`` of a text in lower case ends; None if none does."""
        match = self._match(low, position, limit)
        return match.end() if match else None

    def at(self, low: str, position: int, limit: int) -> bool:
        """Whether a phrase begins at ``position`` of a text in lower case."""
        return self._match(low, position, limit) is not None


@cache
def phrases(*kinds: str) -> Phrases:
    """The table's words of some kinds."""
    return Phrases(row["words"] for row in rows("executors") if row["kind"] in kinds)


def _trie(words: Iterable[str]) -> str:
    """An expression for words that looks at each letter once, longest first."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _branches(below) for letter, below in node.items() if letter]
    if not branches:
        return ""
    if "" in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
