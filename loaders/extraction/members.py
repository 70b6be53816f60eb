"""Members of an enumeration of bodies, and what they share: "Thủ trưởng các sở, ngành liên quan" names two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ...vietnamese import lower
from .phrases import phrases

_SHARED = re.compile(
    r"có |liên quan|hữu quan|(?:trực )?thuộc |trên địa bàn|đóng trên|trong tỉnh|cấp |chức năng|của |nêu trên"
    r"|được |đang |khai thác|sử dụng|khác(?: có liên quan)?$|(?:[Tt]hành phố|tỉnh|huyện)$"
)
_PERSONS = frozenset(
    ("công chức", "viên chức", "cán bộ", "cá nhân", "người lao động", "đảng viên", "đại biểu", "nhân dân", "thành viên")
)
#: Titles that say nothing without what is led.
_LEADS = re.compile(r"(?:Phó )?(?:Tổng )?Giám đốc$|(?:Phó )?Chủ tịch$|Thủ trưởng$|(?:Phó )?Trưởng$", re.IGNORECASE)
_WHOLE = re.compile(r"(?:Thủ trưởng|Người đứng đầu|Lãnh đạo)$", re.IGNORECASE)
_UNITS = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)(?!\w)", re.IGNORECASE)
_UNIT_TAIL = re.compile(r"((?:các )?)(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)")
_OF_UNITS = re.compile(r"(?:Đảng ủy|Công an|UBND|HĐND|(?:Ủy|Uỷ) ban [Nn]hân dân|Hội đồng nhân dân)$")


@dataclass(slots=True)
class Member:
    """One name in the making; ``group`` counts the semicolons before it."""

    title: str
    head: str
    tail: str
    kind: str
    group: int
    plural: bool
    listed: bool = False  # it stands behind "Các Sở:", so that more names may follow without head


def names(members: list[Member]) -> Iterable[str]:
    """What the members are called; gives each what it shares with those beside it, in place."""
    _share_titles(members)
    _share_qualifiers(members)
    for member in members:
        yield " ".join(f"{member.title} {member.head} {member.tail}".split()).strip(" -–")


def _share_titles(members: list[Member]) -> None:
    """ "Thủ trưởng các Sở, Ban, ngành"; "Chủ tịch UBND các huyện, thị xã"; "Giám đốc, Thủ trưởng các sở"."""
    for before, member in pairwise(members):
        alone = before.kind == "title" and not before.tail and _LEADS.match(before.head)
        if alone and before.group == member.group and member.title and member.head:
            before.title, before.head, before.kind = before.head, member.head, member.kind
            before.tail = member.tail
            if member.plural:
                before.title += " các"
    persons = False
    own = set()  # members of an enumeration that ends with persons: "các cơ quan, tổ chức, cá nhân"
    for index in range(len(members) - 1, -1, -1):
        persons = (persons and members[index].group == members[min(index + 1, len(members) - 1)].group) or (
            members[index].head.lower() in _PERSONS
        )
        if persons:
            own.add(index)
        persons = persons and not members[index].plural
    for index, (before, member) in enumerate(pairwise(members), 1):
        if member.group != before.group or member.title or member.kind != "generic":
            continue
        if index in own and member.plural:
            continue
        whole = before.title.endswith(" các") or _WHOLE.match(before.title)
        if whole and before.kind == "generic" and member.head.lower() not in _PERSONS:
            member.title = before.title
        elif _UNITS.fullmatch(member.head):
            unit = _UNIT_TAIL.fullmatch(before.tail)
            if unit and _OF_UNITS.search(before.head):
                member.title, member.kind = before.title, "office"
                member.tail = f"{unit.group(1)}{member.head} {member.tail}".strip()
                member.head = before.head


def _share_qualifiers(members: list[Member]) -> None:
    """ "các cơ quan, đơn vị liên quan": both are concerned."""
    for last, member in zip(reversed(members), reversed(members[:-1]), strict=False):
        if member.group != last.group or member.kind != "generic" or last.kind != "generic" or member.tail:
            continue
        if last.plural and last.title != member.title:
            continue  # "Giám đốc các sở, Thủ trưởng các ban cấp tỉnh"
        if last.tail.lower().removeprefix("trực ") == f"thuộc {member.head}".lower():
            continue  # "các sở, đơn vị thuộc Sở"
        persons = {member.head.lower(), last.head.lower()} <= _PERSONS  # "công chức, viên chức Văn phòng …"
        of_persons = persons and last.tail[:1].isupper()
        if _SHARED.match(last.tail) or of_persons or phrases("verb").at(lower(last.tail), 0, len(last.tail)):
            member.tail = last.tail
            if last.tail.startswith("trực thuộc ") and member.head.lower() == "cơ quan chuyên môn":
                member.tail = last.tail.removeprefix("trực ")
