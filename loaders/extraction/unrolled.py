"""Copies that print a document as one line: where the lines of its letterhead and its parts ended.

A blank becomes a line end there, so every offset stays. What a letterhead holds and in which order is Nghị định
30/2020/NĐ-CP, annex I: motto, number, place and date, type, title in capitals, authority, bases.
"""

from __future__ import annotations

import re

from ...vietnamese import CAPITALS, SMALL

_MOTTO = re.compile(r"[ĐÐ](?i:ộc lập) ?[-–] ?(?i:tự do) ?[-–] ?(?i:hạnh phúc)|ĐẢNG CỘNG SẢN VIỆT NAM")
#: Characters of a line that no letterhead is printed in as it should be.
_ROLLED = 300
_REACH = 8_000
"""Characters of the text in which one is looked for."""
_FARTHEST = 400
"""Characters between the motto and the title."""
_LONGEST = 1500
"""Characters of a title."""
_NAME = rf"[{CAPITALS}][{SMALL}]+"
_HEAD = re.compile(
    rf" (?=CỘNG H|ĐẢNG CỘNG SẢN|[ĐÐ](?i:ộc lập ?[-–])|[-_]{{3}}|\* |V/v )| Số ?:? ?(?P<number>\d[\w./-]+)"
    rf"| (?P<place>{_NAME}(?:[ -]{_NAME}){{0,3}}), ngày |(?<=năm \d{{4}}) (?=Số ?:|[{CAPITALS}]{{2}})"
    rf"|(?<=VIỆT NAM) (?=[{CAPITALS}]{{2}})|(?<=[pP]húc) |(?<=PHÚC) |(?<=[-_]{{3}}) "
)
_TITLE_ENDS = re.compile(rf"(?<=[{CAPITALS}]{{2}}) (?={_NAME} [{SMALL}])|(?<=\d{{4}}) (?={_NAME} [{SMALL}])")
_PARTS = re.compile(
    r"(?<=[;,.]) (?=(?:Căn cứ|Xét|Theo đề nghị) )| (?=(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT) ?:)|(?<=QUYẾT ĐỊNH:) "
    r"|(?<=[.;:]) (?=(?:Điều \d{1,3}|[IVX]{1,4}|\d{1,2})\. \S|Nơi nhận ?:|- \S)"
)


def unrolled(text: str) -> str:
    """``text`` with a line end for a blank where a line that holds a letterhead should end; as long as it was."""
    breaks: list[int] = []
    end = 0
    for motto in _MOTTO.finditer(text, 0, _REACH):
        if motto.start() < end:
            continue
        begin = text.rfind("\n", 0, motto.start()) + 1
        end = text.find("\n", motto.end())
        end = end if end >= 0 else len(text)
        if end - begin < _ROLLED:
            continue
        head = [*_HEAD.finditer(text, begin, min(end, motto.end() + _FARTHEST))]
        if not any(m["number"] or m["place"] for m in head):
            continue
        behind = _TITLE_ENDS.search(text, head[-1].end(), min(end, head[-1].end() + _LONGEST))
        title = behind.start() if behind else motto.end()
        breaks += [place for m in head for place in (m.start(), m.end("number")) if text[place : place + 1] == " "]
        breaks += [title] if behind else []
        breaks += [m.start() for m in _PARTS.finditer(text, title + 1, end)]
    if not breaks:
        return text
    letters = list(text)
    for place in breaks:
        letters[place] = "\n"
    return "".join(letters)
