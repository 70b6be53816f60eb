"""By when a task is due, as printed: "trước ngày 20/01/2024", "Quý III/2024", "định kỳ hằng quý"."""

from __future__ import annotations

import re

_DAY = r"(?:ngày )?\d{1,2}(?: ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
_ONE_DAY = r"ngày (?:cuối cùng|\d{1,2})(?= (?:hằng|hàng|của|mỗi))"
_EVERY = r"(?: (?:hằng|hàng|của hằng|của hàng|mỗi|các) (?:năm|quý|tháng))?"
_SPAN = (
    r"(?:quý (?:iv|i{1,3}|[1-4])(?: ?[/-] ?| năm | )\d{4}|tháng \d{1,2}(?: ?[/-] ?| năm )\d{4}"
    r"|(?:tháng \d{1,2}|quý (?:iv|i{1,3}|[1-4]))(?= (?:hằng|hàng) năm) (?:hằng|hàng) năm)"
)
_PERIOD = r"(?:(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)|0?\d tháng(?: (?:một|1|01) lần)?|năm|quý|tháng|tuần)"
_SITS = r"(?:ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|chính phủ)(?: tỉnh| thành phố| huyện| xã)?"
#: In the order in which they are preferred; the group is what is printed as the deadline.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"([cm](?:hậm|uộn) nhất(?: (?:là|vào|đến|trước))* (?:{_DAY}|{_ONE_DAY}|{_SPAN}){_EVERY})",
        rf"((?:định kỳ )?trước (?:{_DAY}(?:(?:,| và) {_DAY})*|{_ONE_DAY}|{_SPAN}){_EVERY})",
        rf"((?:đến hết|hết|trong|xong) (?:{_DAY}){_EVERY})(?! tháng)",
        rf"((?:đến hết|hết) {_SPAN})",
        r"((?:trong (?:thời hạn |vòng )?|(?:chậm|muộn) nhất (?:là )?(?:sau |trong )?)\d{1,3}"
        r"(?: \([^()]{1,20}\))? (?:ngày|tháng|giờ)(?: làm việc)?"
        r",? (?:kể )?từ (?:ngày|khi|thời điểm) [^,;.:()]{3,160})(?!\w)",
        rf"(?:trong|vào|hoàn thành|xong) ({_SPAN})",
        r"(?:hoàn thành|xong)(?: trong)? (năm \d{4})",
        rf"(tại (?:các )?phiên họp thường kỳ(?: (?:của )?{_SITS})?{_EVERY}"
        r"(?: và (?:hằng|hàng) (?:tháng|quý|năm))?)(?!\w)",
        rf"(định kỳ {_PERIOD}(?:(?:,| và| hoặc|, và) {_PERIOD})*)(?!\w)",
    )
)
#: What one of the forms begins with, and a letter or digit that it holds behind: of a number, "quý", "kỳ", "cuối".
_TELLS = re.compile(
    "[cmtđhxv](?:ịnh kỳ |(?:hậm nhất|uộn nhất|rước|ến hết|ết|rong|ong|oàn thành|ào|ại)(?= [^,;.\n]{0,60}[0-9ýỳố]))"
)
_OPENING = re.compile(rf"((?:hằng|hàng) (?:năm|quý|tháng|tuần))(?!\w)|(định kỳ {_PERIOD})(?!\w)")


def deadline(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the deadline of the task ``low[start:end]``, a text in lower case, is printed; None if it has none."""
    tells = [tell.start() for tell in _TELLS.finditer(low, start, end)]
    for form in _FORMS if tells else ():
        for place in tells:
            match = form.match(low, place, end)
            if match:
                return match.span(1)
    return opening(low, start, end)


def opening(low: str, start: int, end: int) -> tuple[int, int] | None:
    """The period with which a task opens: "Hằng năm, …", "định kỳ hằng quý gửi báo cáo"."""
    match = _OPENING.match(low, start, end)
    return match.span() if match else None
