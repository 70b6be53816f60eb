"""Who is ordered to do what: orders, items that begin with bodies, and what is carried beneath them.

A walk over the blocks of a reading. A sentence whose first words are bodies ("Sở Tài chính chủ trì…", "Giao
Công an tỉnh…") is an assignment; a block that only names them ("1. Sở Tài chính", "Yêu cầu các sở:") makes
them answer for what stands beneath, until a block as high as itself. The words are in the table ``executors``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..record import Assignee, Assignment
from .deadlines import deadline, opening
from .executors import all_bodies, begins, bodies_at
from .fields import FIELD, aside, within
from .header import Zones
from .orders import CLAUSE, LINK, NOTHING, WITH, Orders, Section, skip
from .phrases import phrases
from .reading import Block, Reading
from .task_tables import table_tasks

_TASK_WORDS = 12
_HEADING = 160  # characters
_LINES = 20  # of one list of bodies
_PLAIN = 8  # depth of a paragraph without a label
#: Matched in lower case, as whatever has no capitals here.
_DIVIDES = re.compile("[tpg](?:ổ chức (?:triển khai )?(?:thực hiện|thi hành)|rách nhiệm|hân công|iao nhiệm vụ|hi hành)")
_REPORT = re.compile(r"BÁO CÁO(?! (?:VIÊN|CHÍ))")
_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Nghị|Quyết|Thông|Pháp|Hiến|Chỉ|Công)|Theo đề nghị|Xét (?:đề nghị|Tờ)")
_DESCRIBES = re.compile(
    r"mục đích|mục tiêu|yêu cầu[ .:]*$|quan điểm|nguyên tắc|đánh giá chung|tình hình"
    r"|(?:những |các |một số )?(?:kết quả|tồn tại|hạn chế)|khó khăn|phạm vi|đối tượng|giải thích từ ngữ"
    r"|thành phần|hồ sơ|trình tự|cách thức|tiêu chí|chỉ tiêu|điều kiện"
)
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|QUY ĐỊNH|QUY CHẾ|CHƯƠNG TRÌNH|DANH MỤC|ĐỀ ÁN|ĐIỀU LỆ|NỘI QUY|HƯỚNG DẪN|BIỂU"
    r"|QUY TRÌNH)(?!\w)"
)
_RESUMES = frozenset({"part", "roman", "article", "number"})  # labels that no closing has
_DEEPER = frozenset("+*●○▪")  # bullets beneath bullets
_CLOSING = re.compile(
    r"trên đây|(?:trong )?quá trình|nơi nhận|(?:tm|kt|tl|tuq)\."
    r"|(?:nghị quyết|kết luận|quyết định|kế hoạch|chỉ thị|chương trình|thông báo|hướng dẫn) này"
)
_RESTRICTION = re.compile(
    r"(?:căn cứ|theo|trên cơ sở|trong phạm vi|tùy theo) [^;.:()]{3,260}?[ ,]"
    r"(?=(?:có trách nhiệm|chịu trách nhiệm|chủ động|chủ trì|thường xuyên|khẩn trương)(?!\w))"
)
#: A document named where a task should be: what a procedure rests on, in the cells of a table.
_DOCUMENT = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh) (?=[A-ZĐÂĂÊÔƠƯ])|(?:Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Chỉ thị"
    r"|Công văn|Văn bản hợp nhất)(?: số)? (?=\d)"
)
_ORDINAL = re.compile(r"\(?\d{1,2}[).]+ *")
_REFERENCE = re.compile(r" *\((?:chi tiết|có|theo|kèm)[^()]{0,120}\)[ .;]*$")
_END_MARK = re.compile(r"(?:\./\.|[ ;,/])+\Z")
_JOINED = re.compile(r"(?:chủ trì, )?phối hợp (?:với |cùng )?")
#: "chỉ đạo các phòng phối hợp với …": those told work with whom follows, not the executor.
_TOLD = re.compile(r"(?:chỉ đạo|yêu cầu|vận động|để) [^,;:.]{3,150}(?<! và) \Z")
_TO = re.compile(rf"(?:cho|về|qua|đến|gửi) (?={begins()})")


@dataclass(slots=True)
class _Subject:
    """Bodies that answer for everything deeper than ``depth``; ``itemised`` once bullets stood beneath them."""

    depth: float
    names: tuple[str, ...]
    itemised: bool = False
    partners: tuple[str, ...] = ()


@dataclass(slots=True)
class _Item:
    """A task whose executors are told by fields beneath it ("Cơ quan chủ trì: …")."""

    start: int
    end: int
    block: Block
    made: list[Assignment] = field(default_factory=list)


def assignments(reading: Reading, zones: Zones) -> list[Assignment]:
    """Assignments of a document in the order of the text; offsets count characters of the source.

    A report of what was done gives none. Linear in the length of the text.
    """
    if _REPORT.search(reading.text, max(zones.title[0] - 60, 0), zones.title[0]):
        return []
    found = _Walk(reading, zones, Orders(reading, zones.body)).run()
    found.sort(key=lambda a: (a.start, a.end))
    for number, assignment in enumerate(found, 1):
        assignment.id = f"a{number}"
    return found


@dataclass(slots=True)
class _Walk:
    reading: Reading
    zones: Zones
    orders: Orders
    found: list[Assignment] = field(default_factory=list)
    subjects: list[_Subject] = field(default_factory=list)
    labels: list[tuple[float, Block]] = field(default_factory=list)
    item: _Item | None = None
    signed: bool = False
    read: int = 0  # end of what was read with a block before

    def run(self) -> list[Assignment]:
        tables, spans = table_tasks(self.reading)
        begin = max(self.zones.title[1], self.zones.begin)
        skipped = iter([*spans, (len(self.reading.source) + 1, 0)])
        table = next(skipped)
        text = self.reading.text
        for index, block in enumerate(self.reading.blocks):
            if block.note is not None:
                self._note(block)
            elif begin <= block.start < self.zones.end:
                origin = self.reading.origin(block.start) if spans else 0
                while table[1] and origin >= table[1]:
                    table = next(skipped)
                if (origin < table[0] or not spans) and block.start >= self.read:
                    whole = self._whole(index, block) if text[block.end - 1] in ";," else block
                    self._block(index, whole)
                    if text.endswith("./.", 0, whole.end):  # the text is over; recipients and annexes follow
                        self.signed = True
                        self.subjects.clear()
        return self.found + tables

    def _whole(self, index: int, block: Block) -> Block:
        """A block with those that go on with its list of bodies: "Điều 3. Chánh Văn phòng …;⏎Giám đốc … thi hành"."""
        text, low, blocks = self.reading.text, self.reading.low, self.reading.blocks
        last = index
        while text[blocks[last].end - 1] in ";," and last + 1 < min(len(blocks), index + _LINES):
            if blocks[last + 1].kind or blocks[last + 1].note is not None:
                break
            last += 1
        bodies = bodies_at(text, low, block.body, blocks[last].end) if last > index else None
        if bodies is None or bodies.end <= block.end:
            return block
        self.read = self.reading.block_at(bodies.end - 1).end
        return replace(block, end=self.read)

    def _block(self, index: int, block: Block) -> None:
        text, low = self.reading.text, self.reading.low
        depth = block.rank + (block.label in _DEEPER) * 0.5
        while self.subjects and self.subjects[-1].depth >= depth:
            self.subjects.pop()
        while self.labels and self.labels[-1][0] >= depth:
            self.labels.pop()
        if depth < _PLAIN:
            self.labels.append((depth, block))
        elif block.kind and self.subjects:
            self.subjects[-1].itemised = True
        if not block.kind:
            if _CLOSING.match(low, block.start, block.end):
                self.subjects.clear()
                self.signed = self.signed or text.startswith("Nơi nhận", block.start)
            elif _ANNEX.match(text, block.start, block.end):
                self.signed = False
        elif block.kind in _RESUMES:
            self.signed = False
        if self.signed or _BASIS.match(text, block.body, block.end):
            return
        if self._beside(block):
            return
        start = self._field(block)
        if start == block.body:
            self.item = _Item(block.body, block.end, block)
        if start < block.end:
            before = len(self.found)
            within = start > block.body and self.item is not None  # "Cơ quan thực hiện: Sở Y tế rà soát …; các xã …"
            self._sentences(index, block, start, depth, Section.DIVIDES if within else None)
            if within and self.item:
                self.item.made += self.found[before:]

    def _section(self) -> Section:
        """What the nearest heading that says something of its items says."""
        low = self.reading.low
        for _, heading in reversed(self.labels):
            if heading.end - heading.body <= _HEADING:
                if _DIVIDES.search(low, heading.body, heading.end):
                    return Section.DIVIDES
                if _DESCRIBES.match(low, heading.body, heading.end):
                    return Section.DESCRIBES
        return Section.OTHER

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
        """Whether it only names bodies, or says what one is or was: "Ban Kiểm soát gồm có…"."""
        text, low = self.reading.text, self.reading.low
        bodies = bodies_at(text, low, block.body, block.end)
        if bodies is None:
            return False
        behind = skip(text, bodies.end, block.end, " ;.,/")
        return behind == block.end or phrases("fact").at(low, behind, block.end)

    def _acts(self, start: int, end: int) -> bool:
        text, low = self.reading.text, self.reading.low
        begun = LINK.match(low, start, end) or CLAUSE.match(text, start, end)
        acts = phrases("verb").at(low, start, end) or (begun and phrases("verb").at(low, begun.end(), end))
        return bool(acts or opening(low, start, end)) and not _CLOSING.match(low, start, end)

    def _sentences(self, index: int, block: Block, start: int, depth: float, section: Section | None) -> None:
        """Assigns a block: to the bodies its sentences name, to those they go on with, or to those above."""
        if not self.subjects and not self.orders.possible(start, block.end):
            return
        section = section or self._section()
        text = self.reading.text
        above: tuple[str, ...] = ()
        current: tuple[str, ...] = ()
        position = begin = start
        order = self.orders.at(position, block.end, section, ".")
        if order is None and start == block.body:
            above = current = self._carried(block, depth)
            if above and self._joined(block, depth, above):
                return
            if not above and not self.orders.possible(start, block.end):
                return
        while position < block.end:
            if order and NOTHING.match(text, order.task, block.end):
                self._push(block, depth, order.bodies.names)
                return
            begun = order.task if order else position
            end, following, then = self.orders.following(
                begun, block.end, Section.DIVIDES if order else section, bool(above)
            )
            if order:
                if following >= block.end and text[end - 1] == ":":
                    self._push(block, depth, order.bodies.names)
                    return
                self._add(order.bodies.names, begin, order.task, end, block.path)
                goes_on = block.kind or section is Section.DIVIDES or self._all_orders(index)
                current, above = (order.bodies.names if goes_on else ()), ()
                if begin == block.body and block.kind:
                    self._push(block, depth, order.bodies.names)
            elif current and (above or self._acts(position, end)) and not (then and text[end - 1] == ","):
                self._add(current, position, position, end, block.path, self.subjects[-1].partners if above else ())
            begin = position if then and not order and text[end - 1] == "," else following
            position, order = following, then

    def _joined(self, block: Block, depth: float, names: tuple[str, ...]) -> bool:
        """Takes "b) Chủ trì, phối hợp với Sở Y tế", whose tasks stand beneath it; False if the block is none."""
        text, low = self.reading.text, self.reading.low
        found = _JOINED.match(low, block.body, block.end)
        bodies = bodies_at(text, low, found.end(), block.end) if found else None
        if bodies is None or skip(text, bodies.end, block.end, " :") < block.end:
            return False
        self._push(block, depth, names)
        self.subjects[-1].partners = bodies.names
        return True

    def _all_orders(self, index: int) -> bool:
        """Whether the paragraphs beside this one name their executors too, so that their sentences go on."""
        blocks = self.reading.blocks
        beside = [blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
        return all(
            self.orders.at(b.body, b.end, Section.OTHER, ".") is not None
            for b in beside
            if not b.kind and b.note is None and b.path == blocks[index].path
        )

    def _push(self, block: Block, depth: float, names: tuple[str, ...]) -> None:
        if depth == _PLAIN and self.reading.text[block.end - 1] == ":":
            depth = (self.labels[-1][0] if self.labels else -1) + 0.5
        while self.subjects and self.subjects[-1].depth >= depth:
            self.subjects.pop()
        self.subjects.append(_Subject(depth, names))

    def _beside(self, block: Block) -> bool:
        """Takes a task with those who do it told behind it in its own paragraph; False if none are."""
        text, low = self.reading.text, self.reading.low
        places = within(low, block.body, block.end)
        if places:
            self.item = _Item(block.body, places[0] - 1, block)
            for start, end in pairwise([*places, block.end]):
                self._field(replace(block, body=start, end=end))
            return True
        told = aside(text, low, block.body, block.end)
        if told is None or self.orders.at(block.body, told.start, self._section(), "."):
            return False
        before = len(self.found)
        self._add(told.bodies.names, block.body, block.body, told.start, block.path)
        for made in self.found[before:]:
            made.bodies += [Assignee(name, "coordinate") for name in self._named(WITH, told.behind, block.end)]
            due = deadline(low, told.behind, block.end)
            made.deadline = made.deadline or (text[slice(*due)] if due else None)
            made.end = self.reading.span(block.start, block.end)[1]
        return len(self.found) > before

    def _field(self, block: Block) -> int:
        """Takes "Cơ quan chủ trì: …" and the like; gives where sentences are still to be read."""
        text, low = self.reading.text, self.reading.low
        match = FIELD.match(low, block.body, block.end)
        if not match:
            return block.body
        item = self.item
        if match["task"] and item:
            item.start, item.end = match.end(), block.end
        elif match["role"] and item:
            names = self._only_names(match.end(), block.end)
            if names is None:
                return match.end()
            role = "coordinate" if match["role"] == "phối hợp" else "lead"
            if item.made:
                known = {b.name for b in item.made[0].bodies}
                item.made[0].bodies += [Assignee(n, role) for n in names if n not in known]
            elif role == "lead":
                self._add(names, item.start, item.start, item.end, item.block.path)
                item.made = self.found[-1:]
        elif match["due"] and item:
            for made in item.made:
                made.deadline = text[match.end() : block.end].strip(" .;,()") or None
        if item and len(item.made) == 1 and (match["role"] or match["due"]):
            item.made[0].end = self.reading.span(block.start, block.end)[1]
        return block.end

    def _only_names(self, start: int, end: int) -> tuple[str, ...] | None:
        """The bodies that a field lists; None if it tells what each does, as sentences do."""
        text, low = self.reading.text, self.reading.low
        bodies = bodies_at(text, low, start, end)
        if bodies is None:
            return None
        behind = skip(text, bodies.end, end, " ,")
        if phrases("strong").at(low, behind, end) or phrases("verb").at(low, behind, end):
            return None
        return all_bodies(text, low, start, end, alone=False)

    def _note(self, block: Block) -> None:
        """An order that stands in a footnote belongs to the item that its anchor hangs on."""
        text, low = self.reading.text, self.reading.low
        home = next((at for at, number in self.reading.anchors if number == block.note), None)
        command = phrases("order").end(low, block.start, block.end)
        caption = phrases("caption").end(low, block.start, block.end)
        bodies = bodies_at(text, low, skip(text, command or caption or block.start, block.end), block.end)
        if home is None or bodies is None or not (command or caption):
            return
        if text[bodies.end] != ":" and not command:
            return
        path = self.reading.block_at(max(home - 1, 0)).path
        self._add(bodies.names, block.start, bodies.end + 1, block.end, f"{path} (footnote {block.note})".strip())

    def _add(
        self, names: tuple[str, ...], start: int, task: int, end: int, where: str, beside: tuple[str, ...] = ()
    ) -> None:
        text, low = self.reading.text, self.reading.low
        closes = text.rfind(")", max(start, end - 4), end) >= 0
        reference = _REFERENCE.search(low, max(start, end - 160), end) if closes else None
        if reference:
            end = reference.start()
        mark = _END_MARK.search(text, max(start, end - 12), end)
        end = mark.start() if mark else end
        due = deadline(low, start, end)
        task = skip(text, task, end)
        for pattern in (LINK, _ORDINAL, _RESTRICTION):
            match = pattern.match(low, task, end)
            task = match.end() if match else task
        opens = opening(low, task, end)
        if opens:
            task = skip(text, opens[1], end, " ,")
        words = self.reading.quote(task, end).replace("*", "").split(None, _TASK_WORDS)[:_TASK_WORDS]
        if not words or not words[0][:1].isalnum() or _DOCUMENT.match(text, task, end):
            return
        partners = dict.fromkeys(beside)
        if low.find("phối hợp", task, end) >= 0:
            partners |= self._named(WITH, task, end)
        told = self._named(_TO, task, end) if len(names) > 1 else {}
        names = tuple(n for n in names if n not in told) or names
        first, last = self.reading.span(start, end)
        bodies = [Assignee(n, "lead") for n in names] + [Assignee(n, "coordinate") for n in partners if n not in names]
        printed = text[slice(*due)] if due else None
        self.found.append(Assignment("", bodies, " ".join(words), first, last, where, printed))

    def _named(self, before: re.Pattern[str], start: int, end: int) -> dict[str, None]:
        """Bodies that stand behind the matches of an expression."""
        named: dict[str, None] = {}
        text, low = self.reading.text, self.reading.low
        for match in before.finditer(low, start, end):
            if before is WITH and _TOLD.search(low, max(start, match.start() - 160), match.start()):
                continue
            bodies = bodies_at(text, low, match.end(), end)
            named.update(dict.fromkeys(bodies.names if bodies else ()))
        return named
