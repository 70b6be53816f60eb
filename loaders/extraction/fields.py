"""Who does a task and when, told beside it and not in a sentence: "Cơ quan chủ trì: Sở Nội vụ; thời gian: Quý I/2025",
"(Sở Nội vụ chủ trì; hoàn thành trong Quý I/2025)". All is matched in lower case.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .executors import Bodies, bodies_at

_WHO = r"(?:(?:cơ quan|đơn vị|đầu mối) )?(?P<role>chủ trì|thực hiện|phối hợp|tham mưu)(?: thực hiện| tham mưu)?: "
FIELD = re.compile(
    rf"{_WHO}"
    r"|(?P<due>thời gian|thời hạn|tiến độ)(?: (?:thực hiện|hoàn thành|ban hành|trình|báo cáo))*: "
    r"|(?P<task>nội dung(?: thực hiện)?|nhiệm vụ): "
    r"|(?P<rest>kinh phí|địa điểm|sản phẩm|kết quả|đối tượng|thành phần|thời lượng|số lượng|hình thức)[^.;:]{0,40}: "
)
_WITHIN = re.compile(rf"[.;(,] ?(?={FIELD.pattern})")
_FIRST = re.compile(rf"{_WHO}(?<!phối hợp: )")
_ACTS = re.compile(
    r"(?:chủ trì|thực hiện|phụ trách|tham mưu)(?: (?:thực hiện|tham mưu|xây dựng|triển khai))?(?=[,;.)])"
)
_FROM = re.compile(r"(?:do|giao) ")


class Aside(NamedTuple):
    """A parenthesis behind a task that tells who does it: where it opens, and where what they do begins in it."""

    start: int
    bodies: Bodies
    behind: int


def within(low: str, start: int, end: int) -> list[int]:
    """Where the fields begin that stand in the paragraph of their task, behind it; none unless the first tells who
    leads."""
    if low.find("chủ trì", start + 1, end) < 0 and low.find("thực hiện: ", start + 1, end) < 0:
        return []
    places = [place.end() for place in _WITHIN.finditer(low, start, end)]
    return places if places and _FIRST.match(low, places[0], end) else []


def aside(text: str, low: str, start: int, end: int) -> Aside | None:
    """The parenthesis at the end of a paragraph that tells who does what stands before it."""
    opened = low.rfind("(", start + 1, end)
    if opened < 0 or low.find(")", opened, end - 3) >= 0 or low.find("chủ trì", opened, end) < 0:
        return None
    begun = _FROM.match(low, opened + 1, end)
    bodies = bodies_at(text, low, begun.end() if begun else opened + 1, end)
    if bodies is None:
        return None
    behind = bodies.end + 1
    return Aside(opened, bodies, behind) if _ACTS.match(low, behind, end) else None
