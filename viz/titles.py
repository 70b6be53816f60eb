"""Titles short enough for a box: the matter first, other documents by their number alone."""

from __future__ import annotations

import re

from ..graph.captions import kinds

_KINDS = "|".join(sorted({re.escape(name) for name in kinds().values()}, key=len, reverse=True))
_DATE = r",? ngày \d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}| tháng \d{1,2} năm \d{4})"
#: "Nghị quyết số 29-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương khóa XIII về"; every part is bounded.
_NAMED = re.compile(
    rf"(?:{_KINDS}) số (?P<number>\d{{1,5}}[-/][^\s,;:]{{2,40}})(?:{_DATE})?"
    r"(?: của [^,;:\"“”]{2,90}?(?=,| về | ban hành | và | trên | gắn với |$))?(?P<on>,? về(?: việc)? )?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:về việc|V/v|về)[: ]+", re.IGNORECASE)


def short_title(title: str) -> str:
    """The title without what its box or the number in it says already.

    >>> short_title("về thực hiện Nghị quyết số 29-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương về công nghiệp")
    'Thực hiện 29-NQ/TW: công nghiệp'
    """
    short = _NAMED.sub(lambda m: m["number"] + (": " if m["on"] else ""), title[:1000])
    short = _ABOUT.sub("", short, count=1) if _ABOUT.match(short) else short
    return short[:1].upper() + short[1:]
