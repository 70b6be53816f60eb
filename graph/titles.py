"""Comparing titles: do two wordings name the same matter?"""

from __future__ import annotations

import re
from functools import lru_cache

from ..vietnamese import fold

#: Words that say nothing of the matter.
_EMPTY = frozenset(
    {
        "ban", "cac", "cho", "cua", "den", "dia", "dinh", "doan", "giai", "hanh", "hien", "khai", "mot",
        "nam", "ngay", "nham", "nhung", "pho", "quy", "so", "tai", "thanh", "theo", "thuc", "tiep", "tinh",
        "trien", "trong", "tuc", "va", "ve", "viec"
    }
)  # fmt: skip
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST = 3


@lru_cache(maxsize=1 << 16)
def _matter(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title[:600]))) - _EMPTY


def compare(one: str | None, other: str | None) -> int:
    """1 if two titles name the same matter, -1 if they cannot, 0 if that is not told.

    The shorter one counts, since citations cut titles short; titles that print years and share none differ.

    >>> compare("về phát triển du lịch đến năm 2025", "về phát triển du lịch, dịch vụ tỉnh đến năm 2025")
    1
    """
    if not one or not other:
        return 0
    a, b = _matter(one), _matter(other)
    fewest = min(len(a), len(b))
    if fewest < _FEWEST:
        return 0
    years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if years[0] and years[1] and not years[0] & years[1]:
        return -1
    share = len(a & b) / fewest
    return 1 if share >= 0.75 else -1 if share <= 0.34 else 0
