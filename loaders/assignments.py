"""Who is ordered to do what: orders, items that begin with a body, and what is carried beneath them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .executors import Bodies, bodies_at, phrase
from .reading import Block, Reading
from .record import Assignee, Assignment

if TYPE_CHECKING:
    from .header import Zones

_WORDS_OF_TASK = 12
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZĐÀ-Ỹ])|(?<=;)\s+")
_SECTION = re.compile(
    r"tổ chức (?:triển khai )?(?:thực hiện|thi hành)|trách nhiệm|phân công|giao nhiệm vụ|thi hành|nhiệm vụ của",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"Căn cứ (?!chức năng|nhiệm vụ|tình hình|nội dung|kế hoạch|Kế hoạch này|điều kiện)|Theo đề nghị|Xét |Trên đây|Nơi nhận|TM\.|KT\.|TL\."
    r"|(?:Thời gian|Thời hạn|Kinh phí|Địa điểm|Sản phẩm|Đối tượng|Thành phần|Ghi chú|Lưu ý)\b[^.;]{0,40}:"
)
_CLOSING = re.compile(
    r"Trên đây|(?:Trong )?[Qq]uá trình|(?:Nghị quyết|Kết luận|Quyết định|Kế hoạch|Chỉ thị|Chương trình|Thông báo) này|Nơi nhận"
)
_WITH = re.compile(
    r"phối hợp(?: (?:chặt chẽ|đồng bộ|thường xuyên|tốt|hiệu quả|cùng))*(?: với(?: với)?| cùng)?\s+", re.IGNORECASE
)
_RECEIVER = re.compile(r"(?:cho|về|qua|đến|gửi)\s+")
_ADVERBIAL = re.compile(
    r"(?:căn cứ|theo|trên cơ sở|trong phạm vi|tùy theo)\s[^;.:]{3,260}?[\s,](?=(?:có trách nhiệm|chịu trách nhiệm|chủ động|chủ trì|thường xuyên|khẩn trương)\b)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:Đồng thời|đồng thời|Bên cạnh đó|Ngoài ra)[,]?\s+")
_TAIL = re.compile(r"\s*\((?:[Cc]hi tiết|[Cc]ó|[Tt]heo|[Kk]èm)[^()]{0,120}\)\s*[.;]*\s*$")
_ITEM = re.compile(r"\(?\d{1,2}[).]+\s*")
_DATE = r"(?:ngày\s+)?\d{1,2}(?:\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
_YEARLY = r"(?:\s+(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))"
_PERIOD = r"(?:hằng|hàng)\s+(?:năm|quý|tháng|tuần)|(?:0?\d+|một|ba|sáu)\s+tháng(?:\s+(?:một lần|\d lần|đầu năm))?|(?:0?6 tháng,? (?:và )?)?(?:hằng|hàng)?\s?năm"
_QUARTER = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[/-]\s*|\s+năm\s+|\s+)\d{4}"
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/-]\s*|\s+năm\s+)\d{4}"
_DEADLINE = re.compile(
    rf"(?:chậm nhất|muộn nhất)(?:\s+(?:là|vào|trước|đến))*\s+{_DATE}{_YEARLY}?"
    rf"|(?:xong |định kỳ )?trước\s+{_DATE}{_YEARLY}?"
    rf"|(?:đến hết|hết|trong|vào)\s+ngày\s+\d{_DATE[0:0]}{{1,2}}(?:/\d{{1,2}}/\d{{4}}|\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)"
    rf"|(?:trước |đến hết |hết |xong trong )?(?:{_MONTH}|{_QUARTER})"
    rf"|(?<=trong )(?:{_MONTH}|{_QUARTER}|(?:[Qq]uý\s+(?:IV|I{{1,3}})))"
    rf"|[Đđ]ịnh kỳ\s+(?:{_PERIOD})(?:\s*(?:,|và|hoặc)\s*(?:{_PERIOD}))*",
)


@dataclass(slots=True)
class _Subject:
    """Bodies that answer for what stands beneath: everything deeper than ``depth``."""

    depth: float
    names: tuple[str, ...]
    listed: bool = False


def assignments(reading: Reading, zones: Zones) -> list[Assignment]:
    """Assignments of a document in the order of the text; offsets count characters of the source."""
    return _Walk(reading, zones.begin, zones.end).run()


@dataclass(slots=True)
class _Walk:
    reading: Reading
    begin: int
    end: int
    found: list[Assignment] = field(default_factory=list)
    subjects: list[_Subject] = field(default_factory=list)
    sections: list[tuple[float, bool]] = field(default_factory=list)

    def run(self) -> list[Assignment]:
        blocks = self.reading.blocks
        for index, block in enumerate(blocks):
            if block.note is not None:
                self._note(block)
            elif self.begin <= block.start < self.end:
                self._block(block, blocks[index + 1] if index + 1 < len(blocks) else None)
        return self.found

    def _depth(self, block: Block) -> float:
        return block.rank + (0.5 if block.label[:1] in "+*●○▪" and block.label else 0)

    def _block(self, block: Block, following: Block | None) -> None:
        text = self.reading.text
        depth = self._depth(block)
        while self.subjects and self.subjects[-1].depth >= depth:
            self.subjects.pop()
        while self.sections and self.sections[-1][0] >= depth:
            self.sections.pop()
        words = text[block.body : block.end]
        if block.kind in ("part", "article", "roman", "number"):
            inherited = self.sections[-1][1] if self.sections else False
            self.sections.append((depth, inherited or _SECTION.search(words[:160]) is not None))
        if words.startswith("Nơi nhận"):
            self.subjects.clear()
            self.sections.clear()
            return
        if _NEVER.match(words):
            return
        if not block.kind and _CLOSING.match(words):
            self.subjects.clear()
        divided = self.sections[-1][1] if self.sections else False
        own = self._explicit(block, depth, divided)
        if own:
            return
        subject = self.subjects[-1] if self.subjects else None
        if subject is None:
            return
        if not block.kind and not phrase("verb").match(words):
            return
        self._add(subject.names, block.body, block.body, block.end, block.path)

    def _explicit(self, block: Block, depth: float, divided: bool) -> bool:
        """Sentences of the block that name their executors, and those that go on with them."""
        text = self.reading.text
        current: tuple[str, ...] | None = None
        hit = False
        pieces = list(self._sentences(block))
        for number, (start, end) in enumerate(pieces):
            order = self._order(start, end, divided)
            if order is None:
                if current and text[start - 2 : start - 1] != ";" and phrase("verb").match(text, start, end):
                    self._add(current, start, start, end, block.path)
                elif current and self.found and text[start - 2 : start - 1] == ";":
                    if self._deadline_first(start):
                        self._add(current, start, start, end, block.path)
                    else:
                        self._extend(end)
                elif number == 0:
                    pass
                continue
            bodies, task = order
            hit = True
            if text[task:end].strip(" :.") == "":
                # nothing to do yet: it stands beneath
                self._push(depth, block, bodies.names)
                return True
            if text[end - 1 : end] == ":" and number == len(pieces) - 1:
                self._push(depth, block, bodies.names)
                return True
            self._add(bodies.names, start, task, end, block.path)
            current = bodies.names
            if number == 0 and block.kind:
                self._push(depth, block, bodies.names)
        return hit

    def _push(self, depth: float, block: Block, names: tuple[str, ...]) -> None:
        self.subjects.append(_Subject(depth, names))

    def _deadline_first(self, start: int) -> bool:
        return re.compile(r"(?:định kỳ|hằng|hàng)\s").match(self.reading.text, start) is not None

    def _extend(self, end: int) -> None:
        last = self.found[-1]
        last.end = self.reading.span(end - 1, end)[1]

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        text = self.reading.text
        start = block.body
        for gap in _SENTENCE.finditer(text, block.body, block.end):
            yield start, gap.start()
            start = gap.end()
        if start < block.end:
            yield start, block.end

    def _order(self, start: int, end: int, divided: bool) -> tuple[Bodies, int] | None:
        """Executors named at the beginning of a sentence and where the task begins."""
        text = self.reading.text
        link = _LINK.match(text, start, end)
        position = link.end() if link else start
        verb = phrase("order").match(text, position, end)
        ordered = False
        if verb:
            ordered = True
            position = verb.end()
            while position < end and text[position] in " :":
                position += 1
        bodies = bodies_at(text, position, end)
        if bodies is None:
            return None
        task = bodies.end
        while task < end and text[task] in " ,":
            task += 1
        rest = text[task:end]
        if not rest.strip(" .;:"):
            return (bodies, end) if ordered or rest.strip() == ":" or divided or bodies.proper else None
        if rest.startswith(":"):
            return bodies, self._skip(task + 1, end)
        if verb and text[verb.start() : verb.end()].lower() in ("chỉ đạo", "đối với", "về phía"):
            return None
        if not rest[0].islower():
            return None
        again = phrase("order").match(text, task, end)
        if again:
            inner = bodies_at(text, self._skip(again.end(), end), end)
            if inner and again.group().lower() != "chỉ đạo":
                bodies, task = inner, self._skip(inner.end, end)
                ordered = True
        if phrase("fact").match(text, task, end):
            return None
        if not ordered and not divided and not phrase("strong").match(text, task, end):
            return None
        return bodies, task

    def _skip(self, position: int, end: int) -> int:
        while position < end and self.reading.text[position] in " ,:":
            position += 1
        return position

    def _note(self, block: Block) -> None:
        text = self.reading.text
        anchors = [at for at, number in self.reading.anchors if number == block.note]
        if not anchors:
            return
        order = self._order(block.start, block.end, False)
        verb = phrase("order").match(text, block.start, block.end)
        if order is None or not verb:
            return
        home = self.reading.block_at(max(anchors[0] - 1, 0))
        bodies, task = order
        self._add(bodies.names, block.start, task, block.end, f"{home.path} (footnote {block.note})")

    def _add(self, names: tuple[str, ...], start: int, task: int, end: int, where: str) -> None:
        text = self.reading.text
        tail = _TAIL.search(text, max(start, end - 160), end)
        if tail:
            end = tail.start()
        while end > start and text[end - 1] in " ;":
            end -= 1
        deadline = _DEADLINE.search(text, start, end)
        for pattern in (_LINK, _ITEM, _ADVERBIAL):
            match = pattern.match(text, task, end)
            if match:
                task = match.end()
        helpers: dict[str, None] = {}
        for match in _WITH.finditer(text, task, end):
            partners = bodies_at(text, match.end(), end)
            if partners:
                helpers.update(dict.fromkeys(partners.names))
        if len(names) > 1:
            told = {
                name
                for match in _RECEIVER.finditer(text, task, end)
                if (receivers := bodies_at(text, match.end(), end))
                for name in receivers.names
            }
            names = tuple(n for n in names if n not in told) or names
        if deadline and deadline.start() <= task:
            task = self._skip(max(task, deadline.end()), end)
        first, last = self.reading.span(start, end)
        words = self.reading.quote(task, end).split()[:_WORDS_OF_TASK]
        if not words:
            return
        self.found.append(
            Assignment(
                f"a{len(self.found) + 1}",
                [Assignee(n, "lead") for n in names] + [Assignee(n, "coordinate") for n in helpers if n not in names],
                " ".join(words),
                first,
                last,
                where,
                deadline.group() if deadline else None,
            )
        )
