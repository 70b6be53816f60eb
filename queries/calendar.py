"""Deadlines as a calendar file (iCalendar, RFC 5545): an all-day event a task, on its last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ..errors import QueryError
from ..graph.rows import Rows
from .named import NamedQuery

_LINE = 75  # octets of a line without its end (RFC 5545 §3.1)
_ROLES = {"lead": "chủ trì", "coordinate": "phối hợp", "recipient": "nhận"}


def calendar(query: NamedQuery, rows: Rows) -> tuple[str, int]:
    """The calendar of a query's rows, and how many tasks have no day and so no place in it.

    Raises QueryError if the query is not :attr:`.named.NamedQuery.dated`.
    """
    if not query.dated:
        raise QueryError(f"query {query.name} has no days for a calendar")
    tasks: dict[str, list[dict[str, Any]]] = {}
    for row in rows.dicts():
        tasks.setdefault(row["directive"], []).append(row)
    dated = {directive: given for directive, given in tasks.items() if given[0]["due_on"] is not None}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//policygraph//deadlines//VI"]
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for directive, given in dated.items():
        lines.extend(_event(directive, given, stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)), len(tasks) - len(dated)


def _event(directive: str, given: list[dict[str, Any]], stamp: str) -> Iterator[str]:
    task = given[0]
    said = [f"{task['number']} {task['item']}", f"Thời hạn: {task['deadline']}"]
    if "charged" in task:
        said.extend(f"{_ROLES.get(row['role'], 'thực hiện')}: {row['charged']}" for row in given)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(directive)}@policygraph"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{task['due_on']:%Y%m%d}"
    yield f"SUMMARY:{_text(task['task'])}"
    yield "DESCRIPTION:" + _text("\n".join(said))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A value of type TEXT (§3.3.11); control characters have no place in it."""
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in value)
    for special in "\\;,":
        plain = plain.replace(special, f"\\{special}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no letter torn."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
