"""The National Assembly's symbols (``81/2023/QH15``) say their time twice: by the year and by the Assembly's term."""

from __future__ import annotations

import re

from ..data import assemblies
from .identity import parse_number

_TAG = re.compile(r"(?P<head>(?:UBTV)?QH)(?P<term>\d{0,2})$")


def mended(number: str, issued: str | None) -> str:
    """The symbol as it must have been: a term that is left out, or that was not in office in the symbol's year,
    follows from the date; where the date and the term agree, the year is the slip. Else as it is.

    >>> mended("72/2025/QH", "2025-06-16"), mended("72/2022/QH14", "2020-11-17"), mended("81/2023/QH15", None)
    ('72/2025/QH15', '72/2020/QH14', '81/2023/QH15')
    """
    parsed = parse_number(number)
    tag = _TAG.match(parsed.tag) if parsed is not None and parsed.year is not None and not parsed.kind else None
    if parsed is None or tag is None:
        return number
    day = issued or ""
    year, term = str(parsed.year), tag["term"]
    held = _held(year)
    if not held or term in held:
        return number
    if day[:4] == year or (not term and not day and len(held) == 1):
        (right, *others) = _held(day) if day else held
        return number if others else number[: -len(parsed.tag)] + tag["head"] + right
    if term and term in _held(day):
        return number.replace(f"/{year}/", f"/{day[:4]}/", 1)
    return number


def _held(when: str) -> list[str]:
    """The terms in office on a day, or at some time of a year; empty where the table does not reach."""
    if not when:
        return []
    found = []
    terms = assemblies()
    for (term, begin), end in zip(terms, [*(b for _, b in terms[1:]), "9999"], strict=True):
        if begin[: len(when)] <= when and (when < end if len(when) == 10 else when <= end[:4]):
            found.append(term)
    return found
