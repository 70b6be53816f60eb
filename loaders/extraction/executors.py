"""Enumerations of bodies: "Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các xã, phường" gives four names.

A member is a *head* of the table ``executors`` (Sở, Ủy ban nhân dân, cơ quan…), perhaps behind a title (Giám
đốc), and the words that belong to it; the list ends where a word begins that says what is to be done. What
members share is given to each: the title before them, the qualifier ("liên quan") behind the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from ...vietnamese import CAPITALS, SMALL
from .members import Member, names
from .phrases import phrases

_LONGEST = 16  # words of one name
_MEMBERS = 60  # of one list
_PLURAL = frozenset({"các", "những"})
_OF_FIELDS = frozenset({"sở", "bộ", "phòng", "ngành"})
_FIELD_OFFICES = frozenset(word.title() for word in _OF_FIELDS)
_OF_NAMES = _OF_FIELDS | {"ban", "cục", "vụ", "tập đoàn", "tổng công ty", "công ty", "trường", "tỉnh", "xã", "phường"}
_OF_SOMETHING = re.compile(r"(?:Lãnh đạo|Đại diện|Trưởng|Chủ nhiệm|Tổ trưởng)(?: các)?$", re.IGNORECASE)
_ADDRESSES = frozenset({"ông", "bà", "ông/bà", "ông (bà)", "đồng chí"})
_WORD = re.compile(r"(?P<letters>[^\W\d_]*)[^\s,;:.()…/]*(?<=[^\s,;:.()…/])(?:\.(?=[^\s,;:.()…/])[^\s,;:.()…/]+)*")
_SEPARATOR = re.compile(
    rf"\s*(?:[,;/](?:\s*(?:\.\.\.|…)+)?(?:\s*và\b)?|\s(?:và|cùng|cùng với|hoặc)\b|\s?[-–]\s(?=[{CAPITALS}]))\s*"
)
#: How long something takes, in the cell of a table: "UBND cấp xã 0,25 ngày".
_DURATION = r"\d+(?:,\d+)? (?:ngày|giờ|phút|tháng)(?!\w)"
_LASTS = re.compile(_DURATION)
#: Words that belong to a name whatever it is; in lower case, as what follows.
_PLAIN = re.compile(
    rf"(?: (?!{_DURATION}|(?:và|cùng|hoặc|có|liên|sở|bộ|phòng|ngành)(?!\w)|{phrases('verb', 'qualifier').expression})"
    r"[^\W_][^\s,;:.()…/]*(?=[\s,;:()]|\Z)){1,16}"
)
_ARTICLES = rf"(?:{phrases('article').expression}\s*)+:?\s*"  # "Các ông, bà: Chánh Văn phòng …"
_OTHER_TITLE = r" \((?:thủ trưởng|giám đốc|chủ tịch|trưởng)[^()]{0,30}\)(?= )"  # "Giám đốc (Thủ trưởng) các sở"
#: What a member begins with; it matches everywhere, and tells by its groups what stands there.
_OPENING = re.compile(
    rf"\s*(?P<articles>{_ARTICLES})?(?:(?=(?P<other>{phrases('other').expression}))|)"
    rf"(?:(?P<title>{phrases('title').expression})(?:{_OTHER_TITLE})?\s*(?P<more>{_ARTICLES})?)?"
    rf"(?:(?=(?P<office>{phrases('office').expression}))|)"
    rf"(?:(?=(?P<generic>{phrases('generic').expression}))|)"
)
_PARENTHESIS = re.compile(r"\s*\([^()]{0,200}\)")
_OF_PLACE = re.compile(
    r" (?:tỉnh|thành phố|Thành phố|TP\.?|Thủ đô|huyện|quận|thị xã|xã|phường)"
    rf"(?: [{CAPITALS}]\w*(?: [{CAPITALS}]\w*)*)?(?!\w)"
)
#: "tổ chức, cá nhân khai thác nước dưới đất có trách nhiệm": words that belong to the body, verbs or not.
_RELATIVE = re.compile(
    rf" (?!(?:và|hoặc|cùng|liên quan|có liên quan|hữu quan)(?!\w))[{SMALL}]"
    r"(?:(?! phải (?!có |chịu )| và các )[^,;:.()]){2,120}?"
    r"(?= (?:phải )?(?:có|chịu) trách nhiệm(?!\w))"
)
#: Bodies beside which "tổ chức" is one.
_BESIDE = ("cơ quan, ", "đơn vị, ", "cá nhân, ", "doanh nghiệp, ", "gia đình, ")
_EVENT = re.compile(r"(?:các|hội nghị|hội thảo|lễ|cuộc|học tập|tốt|cho|lớp)(?!\w)")
_BETWEEN = re.compile(r"[,;.:/+]+\s*|\s(?:và|cùng)\s|\s*[-–]\s")
_ET_CETERA = re.compile(r"\s*(?:\.\.\.|…)")
_NAMED = re.compile(rf" (?:và )?[{CAPITALS}]")
_CONCERNED = re.compile(r"(?:có )?liên quan(?!\w)(?! (?:đến|tới|thuộc|ở|tại|trên|của|khác))")


@dataclass
class Bodies:
    """A list of bodies and where it ends."""

    members: list[Member]
    end: int

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Each body once, with what its members share."""
        return tuple(dict.fromkeys(names(self.members)))

    @cached_property
    def proper(self) -> bool:
        """Whether one of them is a certain body and not only "các cơ quan"."""
        return any(m.kind != "generic" or m.title for m in self.members)


def begins(*kinds: str) -> str:
    """An expression that matches, in lower case, wherever :func:`bodies_at` finds a list, and where words of ``kinds``
    stand."""
    words = phrases("title", "office", "generic", *kinds).expression
    return rf"[ :]*(?:{_ARTICLES})?+(?={words})(?!{phrases('other').expression})"


def bodies_at(text: str, low: str, position: int, limit: int, *, alone: bool = False) -> Bodies | None:
    """The list of bodies that begins at ``position`` of a clean text, of which ``low`` is the lower case; None if none
    does.

    ``alone`` says that nothing but names stands up to ``limit`` (a cell of a table), so that no verb ends one.
    Reads at most what the members need: linear in the length of the list.
    """
    return _List(text, low, limit, alone).read(position)


def all_bodies(text: str, low: str, start: int, end: int, *, alone: bool = True) -> tuple[str, ...]:
    """Every body of a place that holds nothing else, whatever stands between them."""
    found: dict[str, None] = {}
    while start < end:
        bodies = bodies_at(text, low, start, end, alone=alone)
        if bodies:
            found.update(dict.fromkeys(bodies.names))
            start = bodies.end
        else:
            following = _BETWEEN.search(text, start, end)
            start = following.end() if following else end
    return tuple(found)


@dataclass(slots=True)
class _List:
    text: str
    low: str
    limit: int
    alone: bool = False
    members: list[Member] = field(default_factory=list)

    def read(self, position: int) -> Bodies | None:
        end = self._member(position, None, 0)
        if end is None:
            return None
        group = 0
        while len(self.members) < _MEMBERS:
            parenthesis = _PARENTHESIS.match(self.text, end, self.limit)
            position = parenthesis.end() if parenthesis else end
            last = self.members[-1]
            if self.text.startswith(":", position, self.limit):
                following = self._announced(last, position + 1, group)
                if following is None:
                    break
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
        return Bodies(self.members, end) if self.members else None

    def _announced(self, last: Member, position: int, group: int) -> int | None:
        """Reads what a colon announces: who is addressed or led, or names for the heads before it; gives its end."""
        if not last.tail and (last.kind == "title" or (last.title and last.head.lower() not in _OF_NAMES)):
            return self._titled(last, position, group)
        if all(m.head.lower() in _ADDRESSES and not m.tail for m in self.members):
            self.members.clear()
            return self._member(position, None, group)
        heads = self._heads(last)
        following = self._member(position, heads[0], group) if heads else None
        if following is not None:
            del self.members[-1 - len(heads) : -1]
        return following

    def _titled(self, title: Member, position: int, group: int) -> int | None:
        """The bodies behind "Giám đốc:" or "Thủ trưởng các cơ quan:", each led by one, up to a semicolon; gives their
        end."""
        self.members.remove(title)
        first = len(self.members)
        end = self._member(position, None, group)
        while end is not None:
            separator = _SEPARATOR.match(self.text, end, self.limit)
            if separator is None or ";" in separator.group() or len(self.members) > _MEMBERS:
                break
            following = self._member(separator.end(), self.members[-1], group)
            if following is None:
                break
            end = following
        for member in self.members[first:]:
            leads = title.title.removesuffix(" các") or title.head
            member.title = member.title or (f"{leads} các" if title.title and member.kind == "generic" else leads)
        if len(self.members) == first:
            self.members.append(title)
        return end

    def _heads(self, last: Member) -> list[Member]:
        """The heads of "Các Sở, ngành: Tài chính, Nội vụ" or "Sở: Tài chính, Nội vụ"; none if they stand for
        themselves."""
        heads: list[Member] = []
        for member in reversed(self.members):
            if member.group != last.group or member.head.lower() not in _OF_NAMES or member.tail:
                break
            heads.insert(0, member)
            if member.plural:
                return heads
        return [last] if last.head.lower() in _OF_FIELDS and not last.tail else []

    def _member(self, position: int, last: Member | None, group: int) -> int | None:
        """Reads one member; gives its end, or None where no body begins."""
        opening = _OPENING.match(self.low, position, self.limit)
        assert opening is not None  # all its parts are optional
        if opening["other"]:
            return None
        position, title = opening.end(), self.text[slice(*opening.span("title"))] if opening["title"] else ""
        plural = _is_plural(opening["more"] if title else opening["articles"])
        title += " các" if title and plural else ""
        head = self._head(opening)
        if head is None:
            return self._headless(position, title, last, group)
        kind, end = head
        following = self._skip(end)
        if self.low[position:end] in _ADDRESSES and self.text[following : following + 1].isupper():
            addressed = self._member(following, last, group)  # "các ông (bà) Giám đốc Sở Y tế"
            if addressed is not None:
                return addressed
        member = Member(title, self.text[position:end], "", kind, group, plural)
        self.members.append(member)
        return self._tail(member, end)

    def _head(self, opening: re.Match[str]) -> tuple[str, int] | None:
        office, generic = opening.end("office"), opening.end("generic")
        if office > 0 and not self.text[opening.end()].isupper():
            office = -1
        if office > generic or (office == generic > 0 and _NAMED.match(self.text, office)):
            return "office", office
        if generic > 0 and not self._is_verb(opening.end(), generic):
            return "generic", generic
        return None

    def _is_verb(self, position: int, end: int) -> bool:
        """ "tổ chức triển khai" acts, "tổ chức chính trị" does not."""
        if self.low[position:end] != "tổ chức" or self.text.endswith(_BESIDE, 0, position):
            return False
        following = self._skip(end)
        if phrases("qualifier").at(self.low, following, self.limit) or self.text.startswith("có ", following):
            return False
        return following > end and (
            phrases("verb").at(self.low, following, self.limit)
            or _EVENT.match(self.text, following, self.limit) is not None
        )

    def _headless(self, position: int, title: str, last: Member | None, group: int) -> int | None:
        """A member that shares the head of the one before it, or has a title and no body."""
        if title and not _OF_SOMETHING.match(title):
            end = position
            while self.text[end - 1 : end] == " ":
                end -= 1
            member = Member("", title.removesuffix(" các"), "", "title", group, False)
            self.members.append(member)
            return self._tail(member, end)
        if last is None or group != last.group or last.head.lower() not in _OF_NAMES:
            return None
        if position < self.limit:
            listed = last.listed or self.text[position - 2 : position] == ": "
            field = phrases("field").end(self.low, position, self.limit)
            if self.text[position : position + 1].isupper() and (field or listed):
                member = Member(last.title.removesuffix(" các"), last.head, "", "office", group, last.plural, listed)
                self.members.append(member)
                return self._tail(member, position)
        return None

    def _tail(self, member: Member, position: int) -> int:
        """Takes the words that belong to the head; gives the member's end."""
        if member.head.lower() in _OF_FIELDS and member.kind == "office":
            field_end = phrases("field").end(self.low, self._skip(position), self.limit)
            if field_end:
                member.tail = self.text[self._skip(position) : field_end]
                return self._place(member, field_end)
        text, limit = self.text, self.limit
        start = end = position
        answers = member.kind == "generic" and not self.alone and text.find("trách nhiệm", start, start + 140) > 0
        relative = _RELATIVE.match(text, start, limit) if answers else None
        if relative and not phrases("strong").at(self.low, start + 1, limit):
            member.tail = relative.group().strip()
            return relative.end()
        words = 0
        while words < _LONGEST:
            plain = _PLAIN.match(self.low, end, limit)
            if plain:
                words += plain.group().count(" ")
                end = plain.end()
                continue
            words += 1
            following = self._skip(end)
            separator = _SEPARATOR.match(text, end, limit)
            if separator:
                if not self._goes_on(member, end, separator.end()):
                    break
                following = separator.end()
            word = _WORD.match(text, following, limit)
            if not word or (following == end and end > start and not separator) or self._stops(following):
                break
            if _LASTS.match(text, following, limit):
                break
            office = self._office_of_field(word)
            if office and self.alone and not text.endswith(("thuộc ", "của ", "và "), start, following):
                break
            concerned = _CONCERNED.match(text, following, limit)
            if concerned:
                end = concerned.end()
                break
            end = max(word.end(), office or phrases("qualifier").end(self.low, following, limit) or 0)
        else:
            end = start  # no name is that long
        member.tail = " ".join(text[start:end].split())
        return end

    def _office_of_field(self, word: re.Match[str]) -> int | None:
        """End of "Sở Tài chính" or "Bộ Văn hóa, Thể thao và Du lịch" within another name."""
        if word["letters"] not in _FIELD_OFFICES:
            return None
        return phrases("field").end(self.low, self._skip(word.end("letters")), self.limit)

    def _place(self, member: Member, position: int) -> int:
        """ "Sở Tài chính tỉnh Quảng Nam", "Sở Tài chính và các sở": only a place may follow."""
        match = _OF_PLACE.match(self.text, position, self.limit)
        member.tail += match.group() if match else ""
        return match.end() if match else position

    def _stops(self, position: int) -> bool:
        """Whether what is to be done begins at ``position``; where both fit, the longer phrase decides."""
        if self.alone or not self.text[position : position + 1].islower():
            return False
        verb = phrases("verb").end(self.low, position, self.limit)
        return verb is not None and verb > (phrases("qualifier").end(self.low, position, self.limit) or 0)

    def _goes_on(self, member: Member, end: int, position: int) -> bool:
        """Whether the name continues behind a comma or "và": "Kế hoạch và Đầu tư", "Thể thao và Du lịch"."""
        mark = self.text[end:position]
        if self.text.startswith("trực thuộc ", position) and self.text.endswith(" thuộc", 0, end):
            return True  # "các đơn vị thuộc, trực thuộc Bộ"
        if (
            ";" in mark
            or (member.kind == "generic" and mark.strip() not in "-–")
            or (member.listed and "," in mark)
            or position >= self.limit
        ):
            return False
        opening = _OPENING.match(self.low, position, self.limit)
        if opening and (_is_plural(opening["articles"]) or opening["title"] or self._head(opening)):
            return False
        if self.text[position].isupper():
            return True
        return self.text[end:position].strip() == "và" and not self._stops(position)

    def _skip(self, position: int) -> int:
        while position < self.limit and self.text[position].isspace():
            position += 1
        return position


def _is_plural(articles: str | None) -> bool:
    return articles is not None and not _PLURAL.isdisjoint(articles.lower().split())
