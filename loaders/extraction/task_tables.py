"""Tables of tasks, as annexes of plans have them: nhiệm vụ, cơ quan chủ trì, cơ quan phối hợp, thời gian, sản phẩm.

Two ways to write a table are read: a row a line (``| cell | cell |``), and a cell a paragraph between lone
bars, a row beginning where two bars meet, as web pages flatten them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...vietnamese import lower
from ..record import Assignee, Assignment
from .executors import all_bodies, bodies_at
from .reading import Reading

_TASK_WORDS = 12
_ALIGNMENT = re.compile(r":?-{2,}:?")
_EDGES = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "*"
_MARKS = re.compile(r"[*_\\<](?:(?<=<)(?P<blank>br\s*/?>)|(?<!<))")
_ANCHOR = re.compile(r"\[\^\d+\]")
#: Words of a column's head in lower case.
_HEADS = (
    ("due", re.compile(r"thời (?:gian|hạn)|tiến độ|hoàn thành")),
    ("coordinate", re.compile(r"phối hợp")),
    ("lead", re.compile(r"chủ trì|thực hiện$|phụ trách|đầu mối|(?:cơ quan|đơn vị) thực hiện")),
    ("number", re.compile(r"(?:s ?t ?t|tt|số tt|số thứ tự)$")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|hoạt động|tên (?:đề án|văn bản|báo cáo)|đề án|giải pháp")),
)
_BAR_LINE = re.compile(r"\n[^\S\n]*\|[^\n]*")
_ROLES = ("lead", "coordinate")
#: A word of each head of the column of who leads.
_LEADS = re.compile("[TtMm](?i:rì|hực|rách|ối)")
_ANNEX = re.compile(r"P(?:HỤ LỤC|hụ lục)(?<![^\n]PHỤ LỤC|[^\n]Phụ lục)(?: (?:số )?([IVX]{1,5}|\d{1,2}|[A-Z])(?!\w))?")
_BESIDE = re.compile(r"phối hợp(?: thực hiện)? ?:")
_ROMAN = re.compile(r"[IVXLC]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})*")
_PART = re.compile(r"([IVX]{1,5}|[A-Z])(?:[.)].*)?")


@dataclass
class _Cell:
    """A cell's span in the source."""

    source: str
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """Its words, one blank apart, without emphasis."""
        words = self.source[self.start : self.end]
        return " ".join(_MARKS.sub(lambda m: " " if m["blank"] else "", words).split())


_Row = list[_Cell]


def table_tasks(reading: Reading) -> tuple[list[Assignment], list[tuple[int, int]]]:
    """Assignments of the tables of tasks, and the source spans of those tables."""
    found: list[Assignment] = []
    spans: list[tuple[int, int]] = []
    if "|" not in reading.source:
        return found, spans
    annexes = [(reading.origin(m.start()), m[1]) for m in _ANNEX.finditer(reading.text)]
    for table in _tables(reading.source):
        head = next((i for i, row in enumerate(table[:3]) if _may_head(row) and "lead" in _columns(row).values()), None)
        if head is None or "task" not in _columns(table[head]).values():
            continue
        columns, rows = _whole_head(table[head:])
        at = bisect_right([start for start, _ in annexes], table[0][0].start)
        name = ""
        if at:
            name = f"Phụ lục {annexes[at - 1][1] or ''}".strip()
        part = ""
        for row in rows:
            filled = [cell for cell in row if cell.text]
            if len(filled) < 3 and filled and (label := _PART.fullmatch(filled[0].text)):
                part = label[1]
            made = _assignment(reading, row, columns, f"{name}.{part}".strip("."))
            if made:
                found.append(made)
        spans.append((table[0][0].start, table[-1][-1].end))
    return found, spans


def _whole_head(rows: list[_Row]) -> tuple[dict[int, str], list[_Row]]:
    """What the columns of a table hold, and its rows beneath the head: one row, or two where "Cơ quan thực hiện", one
    cell or more, stands above both roles."""
    columns, rest = _columns(rows[0]), rows[1:]
    roles = {i: name for i, name in _columns(rest[0]).items() if name in _ROLES} if rest else {}
    if len(roles) < 2 or any(cell.text for i, cell in enumerate(rest[0]) if i not in roles):
        return columns, rest
    wider = len(rest[0]) - len(rows[0])
    return {i + wider * (i > min(roles)): name for i, name in columns.items()} | roles, rest[1:]


def _may_head(row: _Row) -> bool:
    return _LEADS.search(row[0].source, row[0].start, row[-1].end) is not None


def _columns(row: _Row) -> dict[int, str]:
    """What each column holds, as far as its head says."""
    columns: dict[int, str] = {}
    for index, cell in enumerate(row):
        words = cell.text.lower()
        for name, head in _HEADS if len(words) < 80 else ():
            if name not in columns.values() and head.search(words):
                columns[index] = name
                break
    return columns


def _assignment(reading: Reading, row: _Row, columns: dict[int, str], annex: str) -> Assignment | None:
    cells = {columns[i]: cell for i, cell in enumerate(row) if i in columns and cell.text}
    if "task" not in cells or "lead" not in cells:
        return None
    told = cells["task"].text
    whole = bodies_at(told, lower(told), 0, len(told), alone=True)
    if whole and whole.end == len(told):
        return None  # cells out of their columns
    bodies: dict[str, str] = {}
    for role in _ROLES:
        cell = cells.get(role)
        low = lower(cell.text) if cell else ""
        beside = _BESIDE.search(low)  # "- Chủ trì: Sở A - Phối hợp: Sở B"
        end = beside.start() if beside else len(low)
        for name in all_bodies(cell.text, low, 0, end) if cell else ():
            bodies.setdefault(name, role)
        for name in all_bodies(cell.text, low, beside.end(), len(low)) if cell and beside else ():
            bodies.setdefault(name, "coordinate")
    if "lead" not in bodies.values():
        return None
    task = cells["task"]
    number = cells["number"].text.rstrip(".") if "number" in cells else ""
    where = ".".join(part for part in (annex, number if _ROMAN.fullmatch(number) else "") if part)
    due = cells["due"].text.strip(" .;") if "due" in cells else ""
    words = _ANCHOR.sub("", task.text).split()[:_TASK_WORDS]
    end = max(cell.end for name, cell in cells.items() if name != "number")
    assignees = [Assignee(name, role) for name, role in bodies.items()]
    return Assignment("", assignees, " ".join(words), task.start, end, where, due or None)


def _tables(source: str) -> Iterator[list[_Row]]:
    """Tables of at least two rows. Linear in the length of the source."""
    rows: list[_Row] = []
    row: _Row = []
    opened: int | None = None  # offset behind the lone bar that opened a cell
    filled = False  # words stand in that cell
    bars = 0  # lone bars since the last words
    position = 0
    for match in _BAR_LINE.finditer("\n" + source):  # so that a line begins in the source where its match does
        start, end = match.start(), match.end() - 1
        between, words = source[position:start], source[start:end].strip()
        blank = between[: len(between) - len(between.lstrip())]
        if row and bars == 1 and not filled and (blank.startswith("\n\n") or "\n\n\n" in blank):
            yield from _whole([*rows, row])  # blank lines behind a lone bar: the table is over
            rows, row, opened, bars = [], [], None, 0
        if len(blank) < len(between):  # words stand between
            filled = opened is not None
            if rows and not filled:
                yield from _whole(rows)
                rows = []
        if words == "|":
            bars += 1
            if filled and opened is not None:
                row.append(_cell(source, opened, start))
                bars = 1
            elif opened is not None and bars == 2 and row:
                rows.append(row)
                row = []
            opened, filled = end + 1, False
        elif words.count("|") > 2 or (rows and words[-1] == "|"):  # one cell: a merged row
            opened, filled = None, False
            cells = _split(source, start, end)
            if not all(_ALIGNMENT.fullmatch(c.text) for c in cells):
                rows.append(cells)
        elif opened is not None:
            filled = True
        elif rows:
            yield from _whole(rows)
            rows = []
        position = end + 1
    yield from _whole([*rows, row] if row else rows)


def _whole(rows: list[_Row]) -> Iterator[list[_Row]]:
    if len(rows) > 1 and rows[0]:
        yield rows


def _split(source: str, start: int, end: int) -> _Row:
    first, last = source.index("|", start) + 1, source.rindex("|", start, end)
    cells: _Row = []
    while first <= last:
        stop = source.find("|", first, last + 1)
        cells.append(_cell(source, first, stop))
        first = stop + 1
    return cells


def _cell(source: str, start: int, end: int) -> _Cell:
    inner = source[start:end]
    words = inner.strip(_EDGES)
    start += len(inner) - len(inner.lstrip(_EDGES))
    return _Cell(source, start, start + len(words))
