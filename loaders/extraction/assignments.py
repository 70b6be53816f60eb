"""Who is ordered to do what: orders, items that begin with bodies, and what is carried beneath them.

A walk over the blocks of a reading. A sentence whose first words are bodies ("Sở Tài chính chủ trì…", "Giao
Công an tỉnh…") is an assignment; a block that only names them ("1. Sở Tài chính", "Yêu cầu các sở:") makes
them answer for what stands beneath, until a block as high as itself. The words are in the table ``executors``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ...vietnamese import CAPITALS
from ..record import Assignee, Assignment
from .deadlines import deadline, opening
from .executors import NAMING, Bodies, all_bodies, bodies_at, kinds_of, phrases
from .header import Zones
from .reading import Block, Reading
from .task_tables import table_tasks

_TASK_WORDS = 12
_HEADING = 160  # characters
_PLAIN = 8  # depth of a paragraph without a label
_START = re.compile(rf"[.!?…;:,] (?:(?<=[;:,] )|(?=[{CAPITALS}]))(?=[ :]*(?P<word>[^\W\d_]*))")
_DIVIDES = re.compile(
    r"tổ chức (?:triển khai )?(?:thực hiện|thi hành)|trách nhiệm|phân công|giao nhiệm vụ|thi hành", re.IGNORECASE
)
_REPORT = re.compile(r"BÁO CÁO(?! (?:VIÊN|CHÍ))")
_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Nghị|Quyết|Thông|Pháp|Hiến|Chỉ|Công)|Theo đề nghị|Xét (?:đề nghị|Tờ)")
_DESCRIBES = re.compile(
    r"mục đích|mục tiêu|yêu cầu[ .:]*$|quan điểm|nguyên tắc|đánh giá chung|tình hình"
    r"|(?:những |các |một số )?(?:kết quả|tồn tại|hạn chế)|khó khăn|phạm vi|đối tượng|giải thích từ ngữ"
    r"|thành phần|hồ sơ|trình tự|cách thức|tiêu chí|chỉ tiêu|điều kiện",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|QUY ĐỊNH|QUY CHẾ|CHƯƠNG TRÌNH|DANH MỤC|ĐỀ ÁN|ĐIỀU LỆ|NỘI QUY|HƯỚNG DẪN|BIỂU"
    r"|QUY TRÌNH)(?!\w)"
)
_CLOSING = re.compile(
    r"Trên đây|(?:Trong )?quá trình|Nơi nhận|(?:TM|KT|TL|TUQ)\.|"
    r"(?:Nghị quyết|Kết luận|Quyết định|Kế hoạch|Chỉ thị|Chương trình|Thông báo|Hướng dẫn) này",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:Để|Nhằm|Trên cơ sở|Căn cứ|Trong|Sau|Với|Trước|Khi|Đối với|Từ|Nếu|Trường hợp)(?!\w)", re.IGNORECASE
)
_NOTHING = re.compile(r"(?:(?:có|chịu) trách nhiệm(?: sau đây| như sau| sau)?)?[ .:;/]{0,12}\Z")
_CAPTIONED = re.compile(r"[^.;:,]{0,40}: ")  # "Cơ quan thẩm định: Sở Xây dựng"
_FIRST = re.compile(r"[ :]*([^\W\d_]+)")
_LINK = re.compile(r"(?:Đồng thời|Bên cạnh đó|Ngoài ra|Riêng|Trước mắt),? ", re.IGNORECASE)
_RESTRICTION = re.compile(
    r"(?:căn cứ|theo|trên cơ sở|trong phạm vi|tùy theo) [^;.:()]{3,260}?[ ,]"
    r"(?=(?:có trách nhiệm|chịu trách nhiệm|chủ động|chủ trì|thường xuyên|khẩn trương)(?!\w))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\(?\d{1,2}[).]+ *")
_REFERENCE = re.compile(r" *\((?:chi tiết|có|theo|kèm)[^()]{0,120}\)[ .;]*$", re.IGNORECASE)
_END_MARK = re.compile(r"(?:\./\.|[ ;,/])+\Z")
_WITH = re.compile(
    r"phối hợp(?: (?:chặt chẽ|đồng bộ|thường xuyên|tốt|hiệu quả|cùng))*(?: (?:với|cùng)){0,2}:? ", re.IGNORECASE
)
_TO = re.compile(r"(?:cho|về|qua|đến|gửi) ")
#: Every command of the table ``executors`` holds one of these.
_COMMAND = re.compile("[gypđ](?:iao |êu cầu|hân công|ề nghị)")
_LONGEST_LIST = 600  # characters of the bodies before a command
_LONGEST_FIELD = 80
_FIELD = re.compile(
    r"(?:(?:Cơ quan|Đơn vị|Đầu mối) )?(?P<role>chủ trì|thực hiện|phối hợp|tham mưu)(?: thực hiện| tham mưu)?: "
    r"|(?P<due>Thời gian|Thời hạn|Tiến độ)(?: (?:thực hiện|hoàn thành|trình))*: "
    r"|(?P<task>Nội dung(?: thực hiện)?|Nhiệm vụ): "
    r"|(?P<rest>Kinh phí|Địa điểm|Sản phẩm|Kết quả|Đối tượng|Thành phần|Thời lượng|Số lượng|Hình thức)[^.;:]{0,40}: ",
    re.IGNORECASE,
)


#: What an order may begin with: kinds of phrases, and the words of :data:`_LINK`.
_OPENING = NAMING | {"order", "caption"}
_NONE: frozenset[str] = frozenset()
_LINKS = frozenset({"đồng", "bên", "ngoài", "riêng", "trước"})


@lru_cache(10_000)
def _may_order(word: str) -> bool:
    """Whether an order may begin with a word."""
    return not kinds_of(word).isdisjoint(_OPENING) or word.lower() in _LINKS


class _Order(NamedTuple):
    """Executors that a sentence begins with, and where what they have to do begins."""

    bodies: Bodies
    task: int
    commanded: bool


@dataclass(slots=True)
class _Subject:
    """Bodies that answer for everything deeper than ``depth``; ``itemised`` once bullets stood beneath them."""

    depth: float
    names: tuple[str, ...]
    itemised: bool = False


class _Section(Enum):
    """What a heading says of the items beneath it."""

    DIVIDES = "it divides the work, so that a body with a verb is an order"
    DESCRIBES = "it tells aims, scope or results, so that only commands are orders"
    OTHER = "neither"


@dataclass(slots=True)
class _Item:
    """A task whose executors are told by fields beneath it ("Cơ quan chủ trì: …")."""

    start: int
    end: int
    block: Block
    made: Assignment | None = None


def assignments(reading: Reading, zones: Zones) -> list[Assignment]:
    """Assignments of a document in the order of the text; offsets count characters of the source.

    A report of what was done gives none. Linear in the length of the text.
    """
    if _REPORT.search(reading.text, max(zones.title[0] - 60, 0), zones.title[0]):
        return []
    found = _Walk(reading, zones).run()
    found.sort(key=lambda a: (a.start, a.end))
    for number, assignment in enumerate(found, 1):
        assignment.id = f"a{number}"
    return found


@dataclass(slots=True)
class _Walk:
    reading: Reading
    zones: Zones
    found: list[Assignment] = field(default_factory=list)
    subjects: list[_Subject] = field(default_factory=list)
    labels: list[tuple[float, _Section]] = field(default_factory=list)
    item: _Item | None = None
    signed: bool = False
    listed: int = 0  # end of the list of bodies read last

    def run(self) -> list[Assignment]:
        tables, spans = table_tasks(self.reading)
        begin = max(self.zones.title[1], self.zones.begin)
        skipped = iter([*spans, (len(self.reading.source) + 1, 0)])
        table = next(skipped)
        for index, block in enumerate(self.reading.blocks):
            if block.note is not None:
                self._note(block)
                continue
            origin = self.reading.origin(block.start)
            while table[1] and origin >= table[1]:
                table = next(skipped)
            if begin <= block.start < self.zones.end and not table[0] <= origin < table[1]:
                self._block(index, block)
        return self.found + tables

    def _block(self, index: int, block: Block) -> None:
        text = self.reading.text
        depth = block.rank + (block.label in ("+", "*", "●", "○", "▪")) * 0.5
        while self.subjects and self.subjects[-1].depth >= depth:
            self.subjects.pop()
        while self.labels and self.labels[-1][0] >= depth:
            self.labels.pop()
        section = self.labels[-1][1] if self.labels else _Section.OTHER
        if depth < _PLAIN:
            section = self._section(block, section)
            self.labels.append((depth, section))
        elif block.kind and self.subjects:
            self.subjects[-1].itemised = True
        if not block.kind and _CLOSING.match(text, block.start, block.end):
            self.subjects.clear()
        if text.startswith("Nơi nhận", block.start):
            self.signed = True
        elif block.kind in ("part", "roman", "article", "number") or _ANNEX.match(text, block.start, block.end):
            self.signed = False
        if self.signed or _BASIS.match(text, block.body, block.end):
            return
        start = self._field(block)
        if start == block.body:
            self.item = _Item(block.body, block.end, block)
        if start < block.end:
            self._sentences(index, block, start, depth, section)

    def _section(self, block: Block, inherited: _Section) -> _Section:
        text = self.reading.text
        if block.end - block.body > _HEADING:
            return inherited
        if _DIVIDES.search(text, block.body, block.end):
            return _Section.DIVIDES
        if _DESCRIBES.match(text, block.body, block.end):
            return _Section.DESCRIBES
        return inherited

    def _carried(self, block: Block, depth: float) -> tuple[str, ...]:
        """The bodies above that answer for this block: for items, and for paragraphs that begin with a verb."""
        if not self.subjects or self.reading.text[block.end - 1] == ":" or block.end - block.body < 12:
            return ()
        subject, acts = self.subjects[-1], self._acts(block.body, block.end)
        if not block.kind:
            carried = acts and not subject.itemised
        elif block.kind in ("bullet", "letter", "paren"):
            carried = acts or (not self._tells(block) and (self.reading.text[block.end - 1] in ".;/" or depth > _PLAIN))
        else:
            carried = acts and block.kind in ("number", "decimal")
        return subject.names if carried else ()

    def _tells(self, block: Block) -> bool:
        """Whether it says what a body is or was: "Ban Kiểm soát gồm có…"."""
        bodies = bodies_at(self.reading.text, block.body, block.end)
        return bodies is not None and phrases("fact").at(
            self.reading.text, self._skip(bodies.end, block.end), block.end
        )

    def _acts(self, start: int, end: int) -> bool:
        text = self.reading.text
        link = _LINK.match(text, start, end)
        return phrases("verb").at(text, link.end() if link else start, end) and not _CLOSING.match(text, start, end)

    def _sentences(self, index: int, block: Block, start: int, depth: float, section: _Section) -> None:
        """Assigns a block: to the bodies its sentences name, to those they go on with, or to those above."""
        text = self.reading.text
        above: tuple[str, ...] = ()
        current: tuple[str, ...] = ()
        position = begin = start
        order = self._order(position, block.end, section, ".")
        if order is None and start == block.body:
            above = current = self._carried(block, depth)
        while position < block.end:
            if order and _NOTHING.match(text, order.task, block.end):
                self._push(block, depth, order.bodies.names)
                return
            end, following, then = self._boundary(order.task if order else position, block.end, section, current, above)
            if order:
                if following >= block.end and text[end - 1] == ":":
                    self._push(block, depth, order.bodies.names)
                    return
                self._add(order.bodies.names, begin, order.task, end, block.path)
                goes_on = block.kind or section is _Section.DIVIDES or self._all_orders(index)
                current, above = (order.bodies.names if goes_on else ()), ()
                if begin == block.body and block.kind:
                    self._push(block, depth, order.bodies.names)
            elif current and (above or self._acts(position, end)) and not (then and text[end - 1] == ","):
                self._add(current, position, position, end, block.path)
            begin = position if then and text[end - 1] == "," else following
            position, order = following, then

    def _boundary(
        self, position: int, limit: int, section: _Section, current: tuple[str, ...], above: tuple[str, ...]
    ) -> tuple[int, int, _Order | None]:
        """Where the sentence at ``position`` ends, where the next begins, and the order that it opens with.

        What is carried from ``above`` is one assignment a block, whatever its sentences, up to an order of its own.
        """
        text = self.reading.text
        taken = position
        joint = text.find("hối hợp", position, limit) >= 0
        for gap in _START.finditer(text, position, limit):
            end = gap.start() + 1
            if end < taken:
                continue
            mark = text[end - 1]
            mark = "." if mark in "!?…" else mark
            partners = _WITH.search(text, max(taken, end - 90), end) if joint else None
            if partners and (bodies := bodies_at(text, partners.end(), limit)) and bodies.end > gap.end():
                taken = bodies.end
                continue
            if _may_order(gap["word"]):
                order = self._order(gap.end(), limit, section, mark)
                taken = self.listed if order is None else taken
            elif mark in ",:":
                taken = 0
                continue
            else:
                order, taken = None, 0
            if order and above and not (order.commanded or order.bodies.proper):
                order = None
            if order or (mark == "." and not above) or (mark == ";" and not above and opening(text, gap.end(), limit)):
                return end, gap.end(), order
        return limit, limit, None

    def _order(self, start: int, limit: int, section: _Section, mark: str) -> _Order | None:
        """The order that begins at ``start``, behind ``mark``; within a sentence only what is surely one."""
        text = self.reading.text
        first = _FIRST.match(text, start, limit)
        if first is None or not _may_order(first[1]):
            self.listed = 0
            return None
        kinds = kinds_of(first[1])
        link = _LINK.match(text, start, limit) if first[1].lower() in _LINKS else None
        if link:
            start = link.end()
            first = _FIRST.match(text, start, limit)
            kinds = kinds_of(first[1]) if first else _NONE
        command = phrases("order").end(text, start, limit) if "order" in kinds else None
        if mark == "," and not command and not self._adverbial(start) and not self._commands(start, limit):
            self.listed = 0
            return None
        caption = None
        if mark == "." and not command and "caption" in kinds:
            caption = phrases("caption").end(text, start, limit)
        bodies = bodies_at(text, self._skip(command or caption or start, limit), limit)
        self.listed = bodies.end if bodies else 0
        if bodies is None or (section is _Section.DESCRIBES and not command):
            return None
        divides = section is _Section.DIVIDES
        task = self._skip(bodies.end, limit, " ,")
        if _NOTHING.match(text, task, limit) or (caption and text[limit - 1] not in ".;"):
            heads = command or divides or text[limit - 1] == ":" or (bodies.proper and not caption)
            return _Order(bodies, limit, bool(command)) if mark == "." and heads else None
        if text[task] == ":":
            named = command or ((divides or bodies.proper) and not caption)
            return _Order(bodies, self._skip(task + 1, limit), bool(command)) if named and mark != "," else None
        if caption or not (text[task].islower() or text[bodies.end] == ","):
            return None
        again = phrases("order").end(text, task, limit)
        if again:
            inner = bodies_at(text, self._skip(again, limit), limit)
            if inner:
                return _Order(inner, self._skip(inner.end, limit, " ,:"), True)
            if not divides:
                return None
        if phrases("fact").at(text, task, limit) or (not bodies.proper and _CAPTIONED.match(text, task, limit)):
            return None
        block = self.reading.block_at(start)
        item = bodies.proper and start == block.body and not block.path.startswith("Điều")
        if not command and not ((divides or item) and mark == ".") and not phrases("strong").at(text, task, limit):
            return None
        if not command and mark == "," and not self._adverbial(start):
            return None
        return _Order(bodies, task, bool(command))

    def _adverbial(self, start: int) -> bool:
        """Whether the clause before the comma at ``start`` only says when or to what end."""
        find, low, high = self.reading.text.rfind, max(start - 400, 0), start - 1
        begin = max(find("\n", low, high) + 1, find(". ", low, high) + 2, find(": ", low, high) + 2)
        begin = max(begin, find("; ", low, high) + 2)
        return _ADVERBIAL.match(self.reading.text, begin, start) is not None

    def _commands(self, start: int, limit: int) -> bool:
        """Whether a command may follow: "…, Ủy ban nhân dân tỉnh yêu cầu các sở …"."""
        return _COMMAND.search(self.reading.text, start, min(start + _LONGEST_LIST, limit)) is not None

    def _all_orders(self, index: int) -> bool:
        """Whether the paragraphs beside this one name their executors too, so that their sentences go on."""
        blocks = self.reading.blocks
        beside = [blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
        return all(
            self._order(b.body, b.end, _Section.OTHER, ".") is not None
            for b in beside
            if not b.kind and b.note is None and b.path == blocks[index].path
        )

    def _push(self, block: Block, depth: float, names: tuple[str, ...]) -> None:
        if depth == _PLAIN and self.reading.text[block.end - 1] == ":":
            depth = (self.labels[-1][0] if self.labels else -1) + 0.5
        while self.subjects and self.subjects[-1].depth >= depth:
            self.subjects.pop()
        self.subjects.append(_Subject(depth, names))

    def _field(self, block: Block) -> int:
        """Takes "Cơ quan chủ trì: …" and the like; gives where sentences are still to be read."""
        text = self.reading.text
        named = text.find(": ", block.body, min(block.body + _LONGEST_FIELD, block.end)) > 0
        match = _FIELD.match(text, block.body, block.end) if named else None
        if not match:
            return block.body
        item = self.item
        if match["task"] and item:
            item.start, item.end = match.end(), block.end
        elif match["role"] and item:
            bodies = bodies_at(text, match.end(), block.end)
            if bodies is None or phrases("strong").at(text, self._skip(bodies.end, block.end, " ,"), block.end):
                return match.end()
            names = all_bodies(text, match.end(), block.end, alone=False)
            role = "coordinate" if match["role"].lower() == "phối hợp" else "lead"
            if item.made:
                known = {b.name for b in item.made.bodies}
                item.made.bodies += [Assignee(n, role) for n in names if n not in known]
            elif role == "lead":
                self._add(names, item.start, item.start, item.end, item.block.path)
                item.made = self.found[-1]
        elif match["due"] and item and item.made:
            item.made.deadline = text[match.end() : block.end].strip(" .;") or None
        if item and item.made and (match["role"] or match["due"]):
            item.made.end = self.reading.span(block.start, block.end)[1]
        return block.end

    def _note(self, block: Block) -> None:
        """An order that stands in a footnote belongs to the item that its anchor hangs on."""
        text = self.reading.text
        home = next((at for at, number in self.reading.anchors if number == block.note), None)
        command = phrases("order").end(text, block.start, block.end)
        caption = phrases("caption").end(text, block.start, block.end)
        bodies = bodies_at(text, self._skip(command or caption or block.start, block.end), block.end)
        if home is None or bodies is None or not (command or caption):
            return
        if text[bodies.end] != ":" and not command:
            return
        path = self.reading.block_at(max(home - 1, 0)).path
        self._add(bodies.names, block.start, bodies.end + 1, block.end, f"{path} (footnote {block.note})".strip())

    def _skip(self, position: int, limit: int, marks: str = " :") -> int:
        while position < limit and self.reading.text[position] in marks:
            position += 1
        return position

    def _add(self, names: tuple[str, ...], start: int, task: int, end: int, where: str) -> None:
        text = self.reading.text
        closes = text.rfind(")", max(start, end - 4), end) >= 0
        reference = _REFERENCE.search(text, max(start, end - 160), end) if closes else None
        if reference:
            end = reference.start()
        mark = _END_MARK.search(text, max(start, end - 12), end)
        end = mark.start() if mark else end
        due = deadline(text, start, end)
        task = self._skip(task, end)
        for pattern in (_LINK, _ORDINAL, _RESTRICTION):
            match = pattern.match(text, task, end)
            task = match.end() if match else task
        opens = opening(text, task, end)
        if opens:
            task = self._skip(opens[1], end, " ,")
        words = self.reading.quote(task, end).replace("*", "").split()[:_TASK_WORDS]
        if not words or not words[0][:1].isalnum():
            return
        partners = self._named(_WITH, task, end) if text.find("hối hợp", task, end) >= 0 else {}
        told = self._named(_TO, task, end) if len(names) > 1 else {}
        names = tuple(n for n in names if n not in told) or names
        first, last = self.reading.span(start, end)
        bodies = [Assignee(n, "lead") for n in names] + [Assignee(n, "coordinate") for n in partners if n not in names]
        printed = text[slice(*due)] if due else None
        self.found.append(Assignment("", bodies, " ".join(words), first, last, where, printed))

    def _named(self, before: re.Pattern[str], start: int, end: int) -> dict[str, None]:
        """Bodies that stand behind the matches of an expression."""
        named: dict[str, None] = {}
        for match in before.finditer(self.reading.text, start, end):
            bodies = bodies_at(self.reading.text, match.end(), end)
            named.update(dict.fromkeys(bodies.names if bodies else ()))
        return named
