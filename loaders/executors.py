"""Enumerations of bodies: "Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các xã, phường" gives four names.

A member is a *head* of the table ``executors`` (Sở, Ủy ban nhân dân, cơ quan…), perhaps behind a title (Giám
đốc), and the words that belong to it; the list ends where a word begins that says what is to be done. What
members share is given to each: the title before them, the qualifier ("liên quan") behind the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from ..data import rows

_LONGEST = 16  # words of one name
_MEMBERS = 60  # of one list
_PLURAL = frozenset({"các", "những"})
_SHARED = re.compile(
    r"(?:có )?liên quan|hữu quan|(?:trực )?thuộc |trên địa bàn|đóng trên|trong tỉnh|cấp |chức năng|của |nêu trên"
)
_OF_SOMETHING = re.compile(r"(?:Lãnh đạo|Đại diện|Trưởng|Chủ nhiệm|Tổ trưởng)(?: các)?$", re.IGNORECASE)
_WHOLE = re.compile(r"(?:Thủ trưởng|Người đứng đầu|Lãnh đạo)$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\s,;:.()…/]+(?:\.(?=[^\s,;:.()…/])[^\s,;:.()…/]+)*")
_SEPARATOR = re.compile(
    r"\s*(?:[,;/](?:\s*(?:\.\.\.|…)+)?(?:\s*và\b)?|\s(?:và|cùng|cùng với|hoặc)\b|\s?[-–]\s(?=[A-ZĐ]))\s*"
)
_PARENTHESIS = re.compile(r"\s*\([^()]{0,200}\)")
_ET_CETERA = re.compile(r"\s*(?:\.\.\.|…)")
_UNITS = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)(?!\w)", re.IGNORECASE)
_OF_UNITS = re.compile(r"(?:UBND|HĐND|(?:Ủy|Uỷ) ban [Nn]hân dân|Hội đồng nhân dân)$")
_OF_FIELDS = frozenset({"sở", "bộ", "phòng", "ngành"})
_NAMED = re.compile(r" (?:và )?[A-ZĐÀ-Ỹ]")
_CONCERNED = re.compile(r"(?:có )?liên quan(?!\w)(?! (?:đến|tới|trong|thuộc|ở|tại|trên|của|khác))")


@dataclass(slots=True)
class _Member:
    """One name in the making; ``group`` counts the semicolons before it."""

    title: str
    head: str
    tail: str
    kind: str
    group: int
    plural: bool


@dataclass(frozen=True, slots=True)
class Bodies:
    """The names of a list and where it ends."""

    names: tuple[str, ...]
    end: int
    proper: bool
    """Whether one of them is a certain body and not only "các cơ quan"."""


def phrase(kind: str) -> re.Pattern[str]:
    """Expression for any of the table's words of a kind, the longest first."""
    return _phrase(kind)


@cache
def _table() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("executors"):
        found.setdefault(row["kind"], []).append(row["words"])
    return found


@cache
def _phrase(*kinds: str, case: bool = False) -> re.Pattern[str]:
    words = sorted({w for kind in kinds for w in _table()[kind]}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.NOFLAG if case else re.IGNORECASE)


def bodies_at(text: str, position: int, limit: int) -> Bodies | None:
    """The list of bodies that begins at ``position`` of a clean text; None if none does.

    Reads at most what the members need: linear in the length of the list.
    """
    return _List(text, limit).read(position)


@dataclass(slots=True)
class _List:
    text: str
    limit: int
    members: list[_Member] = field(default_factory=list)

    def read(self, position: int) -> Bodies | None:
        end = self._member(position, None, 0)
        if end is None:
            return None
        group = 0
        while len(self.members) < _MEMBERS:
            position = end
            parenthesis = _PARENTHESIS.match(self.text, position, self.limit)
            if parenthesis:
                position = parenthesis.end()
            last = self.members[-1]
            if self.text[position : position + 1] == ":" and self._announces(last):
                following = self._member(position + 1, self.members[0], group)
                if following is None:
                    break
                named = self.members[-1:]
                self.members = [m for m in self.members[:-1] if m.group != group] + named
                end = following
                continue
            separator = _SEPARATOR.match(self.text, position, self.limit)
            if not separator:
                rest = _ET_CETERA.match(self.text, position, self.limit)
                end = rest.end() if rest else end
                break
            semicolon = ";" in separator.group()
            following = self._member(separator.end(), last, group + semicolon)
            if following is None:
                rest = _ET_CETERA.search(separator.group())
                end = position + rest.end() if rest else end
                break
            group += semicolon
            end = following
        proper = any(m.kind != "generic" or m.title for m in self.members)
        return Bodies(tuple(dict.fromkeys(_names(self.members))), end, proper)

    def _announces(self, last: _Member) -> bool:
        """Whether the names follow a colon: "Các Sở, ngành: Tài chính, Nội vụ"."""
        group = [m for m in self.members if m.group == last.group]
        return group[0].plural and all(m.head.lower() in _OF_FIELDS and not m.tail for m in group)

    def _member(self, position: int, last: _Member | None, group: int) -> int | None:
        """Reads one member; gives its end, or None where no body begins."""
        position = self._skip(position)
        position, plural = self._articles(position)
        if _phrase("other").match(self.text, position, self.limit):
            return None
        title = ""
        match = _phrase("title").match(self.text, position, self.limit)
        if match:
            title = match.group()
            position, plural = self._articles(self._skip(match.end()))
            if plural:
                title += " các"
        head = self._head(position)
        if head is None:
            return self._headless(position, title, last, group)
        kind, end = head
        words = self.text[position:end]
        member = _Member(title, words, "", kind, group, plural)
        self.members.append(member)
        return self._tail(member, end)

    def _head(self, position: int) -> tuple[str, int] | None:
        office = _phrase("office").match(self.text, position, self.limit)
        generic = _phrase("generic").match(self.text, position, self.limit)
        if office and self.text[position].isupper():
            if not generic or office.end() > generic.end() or _NAMED.match(self.text, office.end()):
                return "office", office.end()
        if generic and not self._is_verb(position, generic.end()):
            return "generic", generic.end()
        return None

    def _is_verb(self, position: int, end: int) -> bool:
        """ "tổ chức triển khai" acts, "tổ chức chính trị" does not."""
        if self.text[position:end].lower() != "tổ chức":
            return False
        following = self._skip(end)
        if _phrase("qualifier").match(self.text, following, self.limit):
            return False
        return following > end and (
            _phrase("verb").match(self.text, following, self.limit) is not None
            or re.compile(r"(?:các|hội nghị|hội thảo|lễ|cuộc|học tập|tốt|cho|lớp)\b").match(self.text, following)
            is not None
        )

    def _headless(self, position: int, title: str, last: _Member | None, group: int) -> int | None:
        """A member that shares the head of the one before it, or has a title and no body."""
        if title and not _OF_SOMETHING.match(title):
            end = position
            while self.text[end - 1 : end] == " ":
                end -= 1
            member = _Member("", title.removesuffix(" các"), "", "title", group, False)
            self.members.append(member)
            return self._tail(member, end)
        if last is None or group != last.group:
            return None
        if last.head.lower() in _OF_FIELDS:
            match = _phrase("field", case=True).match(self.text, position, self.limit)
            if match:
                member = _Member(
                    last.title.removesuffix(" các"), last.head, match.group(), "office", group, last.plural
                )
                self.members.append(member)
                return self._place(member, match.end())
        return None

    def _tail(self, member: _Member, position: int) -> int:
        """Takes the words that belong to the head; gives the member's end."""
        if member.head.lower() in _OF_FIELDS and member.kind == "office":
            match = _phrase("field").match(self.text, self._skip(position), self.limit)
            if match:
                member.tail = self.text[self._skip(position) : match.end()]
                return self._place(member, match.end())
        start = end = position
        for _ in range(_LONGEST):
            following = self._skip(end)
            separator = _SEPARATOR.match(self.text, end, self.limit)
            if separator:
                if not self._goes_on(member, end, separator.end()):
                    break
                following = separator.end()
            word = _WORD.match(self.text, following, self.limit)
            if not word or (following == end and end > start and not separator):
                break
            if member.kind == "generic" and not self._qualifies(member, following, end == start):
                break
            if self._stops(following):
                break
            concerned = _CONCERNED.match(self.text, following, self.limit)
            if concerned:
                end = concerned.end()
                break
            end = word.end()
        member.tail = _SPACE.sub(" ", self.text[start:end]).strip()
        return end

    def _place(self, member: _Member, position: int) -> int:
        """ "Sở Tài chính tỉnh Quảng Nam", "Sở Tài chính và các sở": only a place or qualifier may follow."""
        match = re.compile(
            r" (?:(?:tỉnh|thành phố|Thành phố|TP\.?|Thủ đô)(?: [A-ZĐ]\w*(?: [A-ZĐ]\w*)*)?|(?:có )?liên quan)(?!\w)"
        ).match(self.text, position, self.limit)
        if match and not match.group().endswith("liên quan"):
            member.tail += match.group()
        return match.end() if match else position

    def _qualifies(self, member: _Member, position: int, first: bool) -> bool:
        """What may stand behind a generic word: a qualifier, then anything up to a verb."""
        if not first:
            return True
        match = _phrase("qualifier").match(self.text, position, self.limit)
        return (
            match is not None
            or self.text[position].isupper()
            or not _phrase("verb").match(self.text, position, self.limit)
        )

    def _stops(self, position: int) -> bool:
        char = self.text[position]
        if char.isupper() or char.isdigit():
            return _phrase("order").match(self.text, position, self.limit) is not None and not char.isupper()
        if _phrase("qualifier").match(self.text, position, self.limit):
            return False
        return _phrase("verb").match(self.text, position, self.limit) is not None

    def _goes_on(self, member: _Member, end: int, position: int) -> bool:
        """Whether the name continues behind a comma or "và": "Kế hoạch và Đầu tư", "Thể thao và Du lịch"."""
        if ";" in self.text[end:position] or member.kind == "generic" or position >= self.limit:
            return False
        after, plural = self._articles(position)
        if plural or self._head(after) or _phrase("title").match(self.text, after, self.limit):
            return False
        if self.text[position].isupper():
            return True
        return self.text[end:position].strip() == "và" and not self._stops(position)

    def _articles(self, position: int) -> tuple[int, bool]:
        plural = False
        while match := _phrase("article").match(self.text, position, self.limit):
            plural = plural or match.group().lower().split()[0] in _PLURAL
            position = self._skip(match.end())
        return position, plural

    def _skip(self, position: int) -> int:
        while position < self.limit and self.text[position].isspace():
            position += 1
        return position


def _names(members: list[_Member]) -> Iterable[str]:
    _share_titles(members)
    _share_qualifiers(members)
    for member in members:
        yield _SPACE.sub(" ", f"{member.title} {member.head} {member.tail}").strip(" -–")


def _share_titles(members: list[_Member]) -> None:
    """ "Thủ trưởng các Sở, Ban, ngành"; "Chủ tịch UBND các huyện, thị xã"."""
    for before, member in zip(members, members[1:], strict=False):
        if member.group != before.group or member.title or member.kind != "generic":
            continue
        if (before.title.endswith(" các") or _WHOLE.match(before.title)) and before.kind == "generic":
            member.title = before.title
        elif _UNITS.fullmatch(member.head):
            unit = re.match(r"((?:các )?)(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)$", before.tail)
            if unit and _OF_UNITS.search(before.head):
                member.title, member.kind = before.title, "office"
                member.tail = f"{unit.group(1)}{member.head} {member.tail}".strip()
                member.head = before.head


def _share_qualifiers(members: list[_Member]) -> None:
    """ "các cơ quan, đơn vị liên quan": both are concerned."""
    for last, member in zip(reversed(members), reversed(members[:-1]), strict=False):
        if member.group != last.group or member.kind != "generic" or last.kind != "generic" or member.tail:
            continue
        if last.tail and _SHARED.match(last.tail):
            member.tail = last.tail
            if last.tail.startswith("trực thuộc ") and member.head.lower() == "cơ quan chuyên môn":
                member.tail = last.tail.removeprefix("trực ")
