"""By when a task is due, as printed: "trước ngày 20/01/2024", "Quý III/2024", "định kỳ hằng quý"."""

from __future__ import annotations

import re

_DAY = r"(?:ngày )?\d{1,2}(?: ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
_ONE_DAY = r"ngày (?:cuối cùng|\d{1,2})(?= (?:hằng|hàng|của|mỗi))"
_EVERY = r"(?: (?:hằng|hàng|của hằng|của hàng|mỗi|các) (?:năm|quý|tháng))?"
_SPAN = (
    r"(?:[Qq]uý (?:IV|I{1,3}|[1-4])(?: ?[/-] ?| năm | )\d{4}|tháng \d{1,2}(?: ?[/-] ?| năm )\d{4}"
    r"|(?:tháng \d{1,2}|[Qq]uý (?:IV|I{1,3}|[1-4]))(?= (?:hằng|hàng) năm) (?:hằng|hàng) năm)"
)
_PERIOD = r"(?:(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)|0?\d tháng(?: (?:một|1|01) lần)?|năm|quý|tháng|tuần)"
_SITS = r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Chính phủ)(?: tỉnh| thành phố| huyện| xã)?"
#: In the order in which they are preferred; the group is what is printed as the deadline. They begin with one letter in
#: both cases, so that they are tried at few places.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"([cCmM](?i:(?:hậm|uộn) nhất(?: (?:là|vào|đến|trước))* (?:{_DAY}|{_ONE_DAY}|{_SPAN}){_EVERY}))",
        rf"([đĐtT](?i:(?:ịnh kỳ t)?rước (?:{_DAY}|{_ONE_DAY}|{_SPAN}){_EVERY}))",
        rf"([đĐhHtTxX](?i:(?:ến hết|ết|rong|(?<=x)ong) (?:{_DAY}){_EVERY}))(?i:(?! tháng))",
        rf"([đĐhH](?i:(?:ến hết|ết) {_SPAN}))",
        r"([tTcCmM](?i:(?:rong (?:thời hạn |vòng )?|(?:hậm|uộn) nhất (?:là )?(?:sau |trong )?)\d{1,3}"
        r"(?: \([^()]{1,20}\))? (?:ngày|tháng|giờ)(?: làm việc)?"
        r",? (?:kể )?từ (?:ngày|khi|thời điểm) [^,;.:()]{3,160}))(?!\w)",
        rf"[tTvVhHxX](?i:(?:rong|(?<=v)ào|oàn thành|(?<=x)ong) ({_SPAN}))",
        r"[hHxX](?i:(?:oàn thành|(?<=x)ong)(?: trong)? (năm \d{4}))",
        rf"([tT](?i:ại (?:các )?phiên họp thường kỳ(?: (?:của )?{_SITS})?{_EVERY}"
        r"(?: và (?:hằng|hàng) (?:tháng|quý|năm))?))(?!\w)",
        rf"([đĐ](?i:ịnh kỳ {_PERIOD}(?:(?:,| và| hoặc|, và) {_PERIOD})*))(?!\w)",
    )
)
#: What one of the forms begins with, and a letter or digit that it holds behind: of a number, "quý", "kỳ", "cuối".
_TELLS = re.compile(
    "[cmtđhxvCMTĐHXV](?i:ịnh kỳ |(?:hậm nhất|uộn nhất|rước|ến hết|ết|rong|ong|oàn thành|ào|ại)"
    r"(?= [^,;.\n]{0,60}[0-9ýỳố]))"
)
_OPENING = re.compile(rf"((?:hằng|hàng) (?:năm|quý|tháng|tuần))(?!\w)|(định kỳ {_PERIOD})(?!\w)", re.IGNORECASE)


def deadline(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the deadline of the task ``text[start:end]`` is printed; None if it has none. One blank between words."""
    if _TELLS.search(text, start, end):
        for form in _FORMS:
            match = form.search(text, start, end)
            if match:
                return match.span(1)
    return opening(text, start, end)


def opening(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The period with which a task opens: "Hằng năm, …", "định kỳ hằng quý gửi báo cáo"."""
    match = _OPENING.match(text, start, end)
    return match.span() if match else None
