"""Sentences that order: who is told, and where what they have to do begins.

An order begins with a command ("Giao", "Yêu cầu"), or with bodies before a verb that none but an order has ("có trách
nhiệm", "chủ trì"), or, where the section divides the work, with bodies before any verb. The words are in the table
``executors``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum
from typing import NamedTuple

from .deadlines import opening
from .executors import Bodies, begins, bodies_at
from .phrases import phrases
from .reading import Reading

_ADVERBIAL = re.compile(
    r"(?:để|nhằm|trên cơ sở|căn cứ|trong|sau|với|trước|khi|đối với|từ|nếu|trường hợp|định kỳ|hằng|hàng)(?!\w)"
)
#: "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về …" closes most decisions.
_WHILE = re.compile(r"trong quá trình|căn cứ|trên cơ sở|định kỳ|hằng|hàng")
NOTHING = re.compile(r"(?:(?:có|chịu) trách nhiệm(?: sau đây| như sau| sau)?)?[ .:;/]{0,12}\Z")
_CAPTIONED = re.compile(r"[^.;:,]{0,40}: ")  # "Cơ quan thẩm định: Sở Xây dựng"
#: These, and what is made of them, are matched in lower case.
LINK = re.compile(rf"{phrases('link').expression},? ")
WITH = re.compile(
    "phối hợp(?: (?:chặt chẽ|đồng bộ|thường xuyên|tốt|hiệu quả|cùng))*(?: (?:với|cùng)){0,2}:? "
    rf"(?={begins()})"
)
#: "Đối với nội dung vượt thẩm quyền, báo cáo …": what stands before the verb.
CLAUSE = re.compile(rf"(?!Trường hợp|Nếu)(?i:{_ADVERBIAL.pattern})[^,;.:()\n]{{3,150}}, ")
_ANSWERS = re.compile("(?:có|chịu) trách nhiệm(?!\\w)")
#: "Sở Y tế là cơ quan thường trực, có trách nhiệm …": what it has to do stands behind what it is.
_FUNCTION = re.compile(r"là [^.;:\n]{3,200}?, (?=có trách nhiệm(?!\w))")
#: Every command of the table ``executors`` holds one of these.
_COMMAND = re.compile("[gypđ](?:iao |êu cầu|hân công|ề nghị)")
_BEGUN = re.compile(rf"[.;:] {_ADVERBIAL.pattern}")
_LONGEST_LIST = 600  # characters of the bodies before a command
_OPENING = re.compile(begins("order", "caption", "link"))
#: Where within a block an order may begin, and where a sentence or a part of one ends.
_PLACE = re.compile(rf"[.!?…;:,] (?={_OPENING.pattern})")
_GAP = re.compile(rf"[.!?…;:,] (?:(?<=[;.!?…] )|(?={_OPENING.pattern}))")


class Order(NamedTuple):
    """Executors that a sentence begins with, and where what they have to do begins."""

    bodies: Bodies
    task: int
    commanded: bool


class Section(Enum):
    """What a heading says of the items beneath it."""

    DIVIDES = "it divides the work, so that a body with a verb is an order"
    DESCRIBES = "it tells aims, scope or results, so that only commands are orders"
    OTHER = "neither"


def skip(text: str, position: int, limit: int, marks: str = " :") -> int:
    """The first place behind ``position`` that holds none of ``marks``, at most ``limit``."""
    while position < limit and text[position] in marks:
        position += 1
    return position


class Orders:
    """Finds orders in the text of a reading, whose preamble ends at ``body``."""

    def __init__(self, reading: Reading, body: int) -> None:
        self.reading, self.text, self.low, self.body = reading, reading.text, reading.low, body
        self._listed = 0  # end of the list of bodies read last
        self._places = [place.start() for place in _PLACE.finditer(reading.low)]

    def possible(self, start: int, limit: int) -> bool:
        """Whether an order may begin at or behind ``start``: what tells most blocks to hold none."""
        if _OPENING.match(self.low, start, limit):
            return True
        places = self._places[bisect_left(self._places, start) : bisect_left(self._places, limit)]
        if not places:
            return False
        if any(self.text[place] != "," for place in places) or _COMMAND.search(self.text, start, limit):
            return True  # behind a comma stands only what somebody is told, or told when
        return (_ADVERBIAL.match(self.low, start, limit) or _BEGUN.search(self.low, start, limit)) is not None

    def following(self, position: int, limit: int, section: Section, above: bool) -> tuple[int, int, Order | None]:
        """Where the sentence at ``position`` ends, where the next begins, and the order that it opens with.

        What is carried from ``above`` is one assignment a block, whatever its sentences, up to an order of its own.
        """
        text, low = self.text, self.low
        if above and not self.possible(position, limit):
            return limit, limit, None
        taken = position
        answers = _ANSWERS.match(text, position, limit) is not None
        for gap in _GAP.finditer(low, position, limit):
            end = gap.start() + 1
            if end < taken:
                continue
            mark = text[end - 1]
            mark = "." if mark in "!?…" else mark
            if mark == "." and not text[gap.end() : gap.end() + 1].isupper():
                continue
            near = max(taken, end - 90)
            partners = WITH.search(low, near, end)
            if partners and (bodies := bodies_at(text, low, partners.end(), limit)) and bodies.end > gap.end():
                taken = bodies.end
                continue
            if _OPENING.match(low, gap.end(), limit):
                order = self.at(gap.end(), limit, section, mark, position)
                if order is None and mark == "," and answers:  # "…, các cơ quan phối hợp có trách nhiệm …"
                    order = self.at(gap.end(), limit, Section.OTHER, ";")
                    order = order if order and _ANSWERS.match(text, order.task, limit) else None
                taken = self._listed if order is None else taken
            else:
                order, taken = None, 0
            if order and above and (mark == "," if order.commanded else not order.bodies.proper):
                order = None
            if order and mark == "," and (clause := self._clause(gap.end())) > position:
                return clause - 1, clause, order  # "…; hằng năm, Sở Y tế báo cáo"
            if order or (mark == "." and not above) or (mark == ";" and not above and opening(low, gap.end(), limit)):
                return end, gap.end(), order
        return limit, limit, None

    def at(self, start: int, limit: int, section: Section, mark: str, begin: int = 0) -> Order | None:
        """The order that begins at ``start``, behind ``mark``; within a sentence, of which what begins at ``begin`` is
        not read yet, only what is surely one."""
        text, low = self.text, self.low
        if not _OPENING.match(low, start, limit):
            self._listed = 0
            return None
        link = LINK.match(low, start, limit)
        start = link.end() if link else start
        command = phrases("order").end(low, start, limit)
        if mark == "," and not command and not self._adverbial(start, begin) and not self._commands(start, limit):
            self._listed = 0
            return None
        caption = None
        if mark == "." and not command:
            caption = phrases("caption").end(low, start, limit)
        if section is Section.DESCRIBES and not command:
            self._listed = 0
            return None
        named = skip(text, command or caption or start, limit)
        bodies = None
        if caption and text[limit - 1] not in ".;:" and not _ANSWERS.search(text, named, limit):
            # a heading: "Trách nhiệm của các cơ quan quản lý dữ liệu"
            bodies = bodies_at(text, low, named, limit, alone=True)
        if bodies is None or bodies.end < limit:
            bodies = bodies_at(text, low, named, limit)
        self._listed = bodies.end if bodies else 0
        if bodies is None:
            return None
        divides = section is Section.DIVIDES
        task = skip(text, bodies.end, limit, " ,")
        if NOTHING.match(text, task, limit) or (caption and text[limit - 1] not in ".;"):
            heads = command or divides or text[limit - 1] == ":" or (bodies.proper and not caption)
            return Order(bodies, limit, bool(command)) if mark == "." and heads and self._heads(start, limit) else None
        if text[task] == ":":
            told = command or ((divides or bodies.proper) and not caption)
            return Order(bodies, skip(text, task + 1, limit), bool(command)) if told and mark != "," else None
        if caption or not (text[task].islower() or text[bodies.end] == ","):
            return None
        again = phrases("order").end(low, task, limit)
        if again:
            inner = bodies_at(text, low, skip(text, again, limit), limit)
            if inner:
                return Order(inner, skip(text, inner.end, limit, " ,:"), True)
            if not divides:
                return None
        function = _FUNCTION.match(text, task, limit)
        if function and (text[limit - 1] != ":" or NOTHING.match(text, function.end(), limit)):
            task = function.end()
        charged = command and low.startswith("là ", task)  # "Giao Sở Y tế là cơ quan đầu mối …"
        if phrases("fact").at(low, task, limit) and not charged:
            return None
        if not bodies.proper and _CAPTIONED.match(text, task, limit):
            return None
        block = self.reading.block_at(start)
        item = bodies.proper and start == block.body >= self.body and not block.path.startswith("Điều")
        meanwhile = divides and mark == "," and self._adverbial(start, begin, _WHILE)
        acts = meanwhile and phrases("verb").at(low, task, limit)
        beside = divides and (mark == "." or (mark == ";" and bodies.proper and phrases("verb").at(low, task, limit)))
        if not (command or acts or beside or (item and mark == ".") or phrases("strong").at(low, task, limit)):
            return None
        if not command and mark == "," and not self._adverbial(start, begin):
            return None
        return Order(bodies, task, bool(command))

    def _heads(self, start: int, limit: int) -> bool:
        """Whether bodies alone in their block head what stands beneath, and are no item of a list of bodies, nor the
        authority above the bases: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""
        block = self.reading.block_at(start)
        return self.text[limit - 1] != ";" and (bool(block.kind) or not self.text[start:limit].isupper())

    def _adverbial(self, start: int, begin: int, words: re.Pattern[str] = _ADVERBIAL) -> bool:
        """Whether the clause before the comma at ``start`` only says when or to what end."""
        clause = self._clause(start)
        return clause >= begin and words.match(self.low, clause, start) is not None

    def _clause(self, start: int) -> int:
        """Where the clause begins that holds the comma before ``start``."""
        find, first, last = self.text.rfind, max(start - 400, 0), start - 1
        begin = max(find("\n", first, last) + 1, find(". ", first, last) + 2, find(": ", first, last) + 2)
        return max(begin, find("; ", first, last) + 2)

    def _commands(self, start: int, limit: int) -> bool:
        """Whether a command may follow: "…, Ủy ban nhân dân tỉnh yêu cầu các sở …"."""
        return _COMMAND.search(self.text, start, min(start + _LONGEST_LIST, limit)) is not None
