"""Matches of a slow expression, found through a fast one: what makes searching a text whole affordable.

The engine of ``re`` skips to the next possible match only where an expression begins with plain letters or one class
of them. An expression in any case, or behind a lookbehind, is tried at every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def matches(pattern: re.Pattern[str], opening: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """``pattern.finditer(text)`` for a ``pattern`` that matches only where ``opening`` does, too.

    >>> [m.group() for m in matches(re.compile(r"(?<!\\w)ab+", re.I), re.compile("[Aa]"), "Abb xab ab")]
    ['Abb', 'ab']
    """
    position = 0
    for place in opening.finditer(text):
        if place.start() >= position:
            found = pattern.match(text, place.start())
            if found is not None:
                yield found
                position = max(found.end(), found.start() + 1)
