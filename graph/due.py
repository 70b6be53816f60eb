"""When a printed deadline falls due: the last day that it names, or how often it returns.

"trước ngày 20/01/2024" is due on that day: texts write "trước ngày 31/12" for the end of the year. A day, month or
quarter without its year is the first one from the day on which its document was issued.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from ..vietnamese import fold

_DAY, _MONTH, _YEAR, _QUARTER = (
    r"(?:0?[1-9]|[12]\d|3[01])",
    r"(?:0?[1-9]|1[0-2])",
    r"(?:19|20)\d\d",
    r"(?:iv|i{1,3}|[1-4])",
)
_AND = r"(?:, ?| va | ?- ?)"
_OF = r"(?: ?[/-] ?|,? nam | )"
#: The spans of days that folded words name; of a list ("tháng 10, 11/2025") the last.
_SPANS = re.compile(
    rf"(?<!\d)(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day>{_DAY})(?: ?[/.-] ?| thang )(?P<m>{_MONTH})(?!\d)(?:(?: ?[/.-] ?| nam )(?P<y>{_YEAR})(?!\d))?"
    rf"|(?<!\d)(?:0?6|sau) thang (?P<half>dau|cuoi) nam(?: (?P<half_y>{_YEAR})(?!\d))?"
    rf"|\bquy (?:{_QUARTER}{_AND})*(?P<quarter>{_QUARTER})\b(?:{_OF}(?P<quarter_y>{_YEAR})(?!\d))?"
    rf"|\bthang (?:{_MONTH}{_AND})*(?P<month>{_MONTH})(?!\d| lan)(?:{_OF}(?P<month_y>{_YEAR})(?!\d))?"
    rf"|(?<![\d/])(?P<of>{_MONTH}) ?/ ?(?P<of_y>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<year>{_YEAR})(?!\d)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EACH = r"\b(?:hang|moi|tung|cac|dinh ky(?: theo)?) "
#: How often, by folded words; the first that is found is told, so the most frequent stands first.
_RETURNS = tuple(
    (word, re.compile(form))
    for word, form in (
        ("weekly", rf"{_EACH}tuan\b"),
        ("monthly", rf"{_EACH}thang\b|\b0?1 thang (?:mot|0?1) lan\b|dinh ky 0?1 thang\b"),
        ("quarterly", rf"{_EACH}quy\b|\b(?:0?3|ba) thang (?:mot|0?1) lan\b|dinh ky (?:0?3|ba) thang\b"),
        ("half-yearly", r"\b(?:0?6|sau) thang (?:mot|0?1) lan\b|dinh ky (?:0?6|sau) thang\b"),
        ("yearly", rf"{_EACH}nam\b"),
        ("continuous", r"\bthuong xuyen\b|\blien tuc\b|\bhang ngay\b"),
    )
)


@lru_cache(maxsize=4096)
def due(printed: str, issued: date | None = None) -> tuple[date | None, str | None]:
    """The last day that a printed deadline names, and how often it returns: ``weekly``, ``monthly``, ``quarterly``,
    ``half-yearly``, ``yearly`` or ``continuous``.

    Of what returns only a day with its year is a day; None for what the words do not tell.

    >>> due("trong Quý III/2024")
    (datetime.date(2024, 9, 30), None)
    >>> due("trước 15/12 hằng năm")
    (None, 'yearly')
    """
    words = " ".join(fold(printed).split())
    returns = next((word for word, form in _RETURNS if form.search(words)), None)
    days = [_last_day(found, None if returns else issued) for found in _SPANS.finditer(words)]
    if returns:
        days = [day for found, day in zip(_SPANS.finditer(words), days, strict=True) if found["iso"] or found["day"]]
    return max((day for day in days if day is not None), default=None), returns


def _last_day(span: re.Match[str], issued: date | None) -> date | None:
    """The span's last day; None if there is no such day, or its year is neither printed nor follows."""
    if span["iso"]:
        return _day(*map(int, span["iso"].split("-")))
    if span["year"]:
        return date(int(span["year"]), 12, 31)
    year = next(
        (int(y) for y in (span["y"], span["half_y"], span["quarter_y"], span["month_y"], span["of_y"]) if y), None
    )
    if span["day"]:
        month, day = int(span["m"]), int(span["day"])
    else:
        month, day = _month(span), None
    if year is not None:
        return _day(year, month, day)
    if issued is None:
        return None
    # A leap day comes again within eight years.
    coming = (_day(issued.year + years, month, day) for years in range(9))
    return next((found for found in coming if found is not None and found >= issued), None)


def _month(span: re.Match[str]) -> int:
    if span["half"]:
        return 6 if span["half"] == "dau" else 12
    if span["quarter"]:
        return 3 * int(_QUARTERS.get(span["quarter"], span["quarter"]))
    return int(span["month"] or span["of"])


def _day(year: int, month: int, day: int | None) -> date | None:
    """A day, the month's last one if none is given; None if there is no such day."""
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None
