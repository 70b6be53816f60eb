"""Answers for the terminal: trees and tables that read well from 80 columns on.

All texts come from documents, so they are shown as text only: no mark-up, and no control characters that a terminal
would obey.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ..data import rule_in_words
from ..errors import AmbiguousBody, AmbiguousDocument
from ..graph.captions import caption, day, in_words, unmarked
from ..graph.model import Document, EdgeType, Level
from ..graph.rows import Rows
from . import show
from .named import GROUPS, NamedQuery
from .plain import chain_json, explained_json, shown_json

if TYPE_CHECKING:
    from .explain import Explained
    from .parts import Quote, Task
    from .trace import Chain, Step

__all__ = [
    "chain_json", "explained_json", "for_people", "print_bodies", "print_candidates", "print_catalogue", "print_chain",
    "print_explained", "print_shown", "shown_json",
]  # fmt: skip

_TITLE = "bold underline"
_DIM, _NUMBER, _BODY, _DOUBT, _GUIDE = "dim", "bold", "cyan", "bold yellow", "bright_black"
_MOST_TASKS = 12
_MOST_LINKS = 25
_MOST_STEPS = 60
_MOST_QUOTES = 5
_ROLES = {"lead": "chủ trì", "coordinate": "phối hợp", "recipient": "nhận"}
_LEVELS = {
    Level.CENTRAL_PARTY: "central, Party",
    Level.NATIONAL_STATE: "national, State",
    Level.MINISTRY: "ministry",
    Level.PROVINCE_PARTY: "province, Party",
    Level.PROVINCE_STATE: "province, State",
    Level.DISTRICT: "district",
}
_GROUPS = {
    (EdgeType.IMPLEMENTS, ""): ("Implements · thực hiện", "Implemented by · được triển khai bởi"),
    (EdgeType.SUPERSEDES, ""): ("Replaces · thay thế, bãi bỏ", "Replaced by · bị thay thế, bãi bỏ bởi"),
    (EdgeType.AMENDS, ""): ("Amends · sửa đổi, bổ sung", "Amended by · được sửa đổi, bổ sung bởi"),
    (EdgeType.CITES, "basis"): ("Based on · căn cứ", "Is the basis of · là căn cứ của"),
    (EdgeType.CITES, "review"): ("Reviews · sơ kết, tổng kết", "Reviewed by · được sơ kết, tổng kết tại"),
    (EdgeType.CITES, ""): ("Mentions · nhắc đến", "Mentioned by · được nhắc đến tại"),
}


def print_chain(chain: Chain, console: Console, *, brief: bool = False) -> None:
    """Prints a trace as a tree: the root, then each step with its quote and the bodies charged; ``brief`` gives
    a document a line. Of very many steps to one document the first are printed, and how many are not."""
    tree = Tree(_heading(chain.root) if brief else _block(chain.root, chain.tasks), guide_style=_GUIDE)
    # An own stack, as in the trace: a tangle may be deep.
    work: list[tuple[Tree, Step | None, int]] = _first(tree, chain.steps)
    cut = False
    printed = {chain.root.id}
    while work:
        above, step, left = work.pop()
        if step is None:
            above.add(Text(f"… and {left:,} more", style=_DIM))
            cut = True
            continue
        again = "" if not step.seen else "see above" if step.document.id in printed else "its steps are left out"
        printed.add(step.document.id)
        branch = above.add(_brief(step, again) if brief else _step(step, chain.up, again))
        work.extend(_first(branch, step.steps))
    more = [Text("With --json every step is printed.", style=_DIM)] if cut else []
    _print(console, tree, Text(), _summary(chain), *more)


def _first(tree: Tree, steps: Sequence[Step]) -> list[tuple[Tree, Step | None, int]]:
    """The steps to print below a document, last first, before them how many are left out."""
    left = len(steps) - _MOST_STEPS
    more: list[tuple[Tree, Step | None, int]] = [(tree, None, left)] if left > 0 else []
    return more + [(tree, step, 0) for step in reversed(steps[:_MOST_STEPS])]


def _summary(chain: Chain) -> Text:
    if not chain.steps:
        nothing = "It implements no document" if chain.up else "No document implements it"
        return Text(f"{nothing} in this graph.", style=_DIM)
    many = f"{chain.documents} document{'s' if chain.documents != 1 else ''}"
    text = Text(f"{many} {'above' if chain.up else 'below'}.", style=_DIM)
    if chain.weakest is not None:
        step = chain.weakest
        why = (
            "undecided which document is meant"
            if step.undecided
            else "one task of it"
            if step.role == "directive"
            else f"{step.confidence:.0%} sure"
        )
        text.append(f" Weakest step: {_line(caption(step.lower), 60)} → {_line(caption(step.upper), 60)}, {why}.")
    return text


def _brief(step: Step, again: str) -> Text:
    text = _heading(step.document, step.undecided, again)
    if step.tasks:
        text.append(f"  {len(step.tasks)} task{'s' if len(step.tasks) != 1 else ''}", style=_BODY)
    return text


def _step(step: Step, up: bool, again: str) -> RenderableType:
    lines: list[RenderableType] = []
    if step.role == "directive":
        lines.append(Text("by a task of it · theo một nhiệm vụ" if not up else "by a task · một nhiệm vụ", style=_DIM))
    if step.quotes:
        lines.append(_quote(step.quotes, step.confidence))
    if step.seen:  # its own steps and tasks stand where it is met first
        return Group(_heading(step.document, step.undecided, again), *lines, *_tasks(step.tasks))
    return _block(step.document, step.tasks, step.undecided, lines)


def _block(
    document: Document, tasks: Sequence[Task], undecided: bool = False, lines: Iterable[RenderableType] = ()
) -> Group:
    parts: list[RenderableType] = [_heading(document, undecided)]
    if document.title and document.title not in caption(document):
        parts.append(Text(_line(document.title, 180)))
    return Group(*parts, *lines, *_tasks(tasks))


def _heading(document: Document, undecided: bool = False, again: str = "") -> Text:
    text = Text()
    if undecided:
        text.append("? ", style=_DOUBT)
    text.append(_line(caption(document), 160), style=_NUMBER)
    facts = [day(document)]
    if document.issuer and document.issuer not in caption(document):
        facts.append(_line(document.issuer, 80))
    if document.number and document.name:
        facts.insert(0, _line(document.name, 80))
    text.append("".join(f"  {fact}" for fact in facts if fact))
    marks = []
    if document.status == "draft":
        marks.append("draft · dự thảo")
    if not document.loaded:
        marks.append("cited only")
    if again:
        marks.append(again)
    if marks:
        text.append(f"  ({', '.join(marks)})", style=_DIM)
    return text


def _quote(quotes: Sequence[Quote], confidence: float) -> Text:
    best = quotes[0]
    text = Text(style=_DIM)
    text.append(f"“{_line(best.evidence.quote, 200)}”", style="italic")
    text.append(f" — theo {_line(best.said_in, 60)}")
    if best.evidence.page:
        text.append(f", tr. {best.evidence.page}")
    if confidence < 0.75:
        text.append(f", {confidence:.0%} sure")
    if len(quotes) > 1:
        text.append(f" (+{len(quotes) - 1})")
    return text


def _tasks(tasks: Sequence[Task]) -> list[RenderableType]:
    if not tasks:
        return []
    table = Table.grid(padding=(0, 1))
    for task in tasks[:_MOST_TASKS]:
        text = Text()
        role = ""
        for place, charge in enumerate(task.charges):
            text.append((" · " if charge.role != role else ", ") if place else "")
            if charge.role != role:
                text.append(f"{_ROLES.get(charge.role, '')} ".lstrip(), style=_DIM)
            role = charge.role
            text.append(_line(charge.body.name, 80), style=_BODY)
        text.append(": " if task.charges else "", style=_DIM)
        text.append(_line(task.directive.task, 160))
        if not task.directive.task.endswith((".", ";", "…")):
            text.append("…", style=_DIM)  # a directive keeps the first dozen words
        if task.deadline:
            text.append(f" — hạn {_line(in_words(task.deadline), 60)}", style="bold")
        table.add_row(Text("▸", style=_BODY), Text(_line(task.directive.where, 12), style=_DIM), text)
    if len(tasks) > _MOST_TASKS:
        table.add_row("", "", Text(f"… and {len(tasks) - _MOST_TASKS} more tasks", style=_DIM))
    return [table]


def print_shown(shown: show.Shown, console: Console) -> None:
    """Prints a document: its facts, its relations with their quotes, its tasks."""
    document = shown.document
    parts: list[RenderableType] = [_heading(document)]
    if document.title and document.title not in caption(document):
        parts.append(Text(_line(document.title, 400)))
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("id", document.id),
        ("issuer", "; ".join(body.name for body in shown.issuers)),
        ("level", _LEVELS.get(document.level, "")),
        ("province", document.province or ""),
        ("signer", document.signer or ""),
        ("file", document.file or ""),
        ("source", document.source or ""),
    ):
        if value:
            facts.add_row(Text(name, style=_DIM), Text(_line(value, 200)))
    parts.append(_indented(facts))
    for groups, way in ((shown.outgoing, 0), (shown.incoming, 1)):
        for group in groups:
            parts.append(Text())
            parts.append(Text(f"{_GROUPS[group.type, group.role][way]} ({group.count})", style=_TITLE))
            for link in group.links[:_MOST_LINKS]:
                lines: list[RenderableType] = [_heading(link.document, link.undecided)]
                if link.quotes:
                    lines.append(_quote(link.quotes, link.confidence))
                parts.append(_indented(Group(*lines)))
            if group.count > _MOST_LINKS:
                parts.append(_indented(Text(f"… and {group.count - _MOST_LINKS} more", style=_DIM)))
    if shown.tasks:
        parts.append(Text())
        parts.append(Text(f"Tasks · nhiệm vụ ({len(shown.tasks)})", style=_TITLE))
        parts.extend(_indented(part) for part in _tasks(shown.tasks))
    _print(console, *parts)


def print_explained(explained: Explained, console: Console) -> None:
    """Prints why a document is the one it is: the others of its number, and for every citation the words, the rule
    that read them, and why this document was taken."""
    document = explained.shown.document
    parts: list[RenderableType] = [_heading(document)]
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("id", style=_DIM), Text(_line(document.id, 200)))
    if document.loaded:
        facts.add_row(Text("read from", style=_DIM), Text(_line(document.file or "", 200)))
    parts.append(_indented(facts))
    if explained.others:
        parts.append(Text())
        parts.append(Text(f"Others of this number · văn bản khác cùng số ({len(explained.others)})", style=_TITLE))
        parts.extend(_indented(_heading(other)) for other in explained.others[:_MOST_LINKS])
    if explained.findings:
        parts.append(Text())
        parts.append(Text(f"Doubtful · điểm cần xem lại ({len(explained.findings)})", style=_TITLE))
        lines = (f"{f.code}: {f.message}{f' — {f.file}:{f.start}' if f.end else ''}" for f in explained.findings)
        parts.extend(_indented(Text(_line(line, 600), style=_DOUBT)) for line in lines)
    for groups, way in ((explained.shown.incoming, 1), (explained.shown.outgoing, 0)):
        for group in groups:
            parts.append(Text())
            parts.append(Text(f"{_GROUPS[group.type, group.role][way]} ({group.count})", style=_TITLE))
            parts.extend(
                _indented(Group(_heading(link.document, link.undecided), *_reasons(link.quotes)))
                for link in group.links[:_MOST_LINKS]
            )
    _print(console, *parts)


def _reasons(quotes: Sequence[Quote]) -> Iterable[RenderableType]:
    """Each quote with its place, the rule that read it, and why its documents were taken."""
    for quote in quotes[:_MOST_QUOTES]:
        e = quote.evidence
        text = Text(f"“{_line(e.quote, 200)}”", style="italic")
        page = f", tr. {e.page}" if e.page else ""
        text.append(f" — theo {_line(quote.said_in, 60)}{page}, {e.start}–{e.end}", style=_DIM)
        rule = f"{e.rule}: {rule_in_words(e.rule)}, " if e.rule else ""
        reason = e.reason or "its number, place and date say which document"
        why = [Text(_line(line, 600), style=_DIM) for line in (f"{rule}{e.confidence:.0%} sure", reason)]
        yield _indented(Group(text, *map(_indented, why)))
    if len(quotes) > _MOST_QUOTES:
        yield _indented(Text(f"… and {len(quotes) - _MOST_QUOTES} more quotes", style=_DIM))


def print_candidates(error: AmbiguousDocument, console: Console) -> None:
    """Prints the documents that a number may mean, each with what to type for it."""
    console.print(Text(f"Error: {_line(str(error), 200)}:", style="bold"))
    years = [_year(d) for d in error.candidates]
    table = Table.grid(padding=(0, 2))
    for document, year in zip(error.candidates, years, strict=True):
        typed = f"{document.label}@{year}" if year and years.count(year) == 1 else document.id
        if year and years.count(year) > 1 and document.issued:
            same_day = sum(d.issued == document.issued for d in error.candidates)
            typed = f"{document.label}@{document.issued}" if same_day == 1 else document.id
        table.add_row(
            Text(_line(typed, 60), style=_NUMBER),
            Text(day(document) or "no date", style="" if day(document) else _DIM),
            Text(_line(document.issuer or "", 50)),
            Text(_line(document.title or document.name or "", 90), style=_DIM),
        )
    _print(console, _indented(table))


def print_bodies(error: AmbiguousBody, console: Console) -> None:
    """Prints the bodies that some words may mean, each with its id, which chooses it."""
    console.print(
        Text(f"Error: {_line(error.asked, 100)!r} means {len(error.candidates)} bodies; choose one:", style="bold")
    )
    table = Table.grid(padding=(0, 2))
    for body in error.candidates[:_MOST_LINKS]:
        table.add_row(Text(_line(body.id, 100), style=_NUMBER), Text(_line(body.name, 100)))
    left = len(error.candidates) - _MOST_LINKS
    more = [Text(f"… and {left} more; give more words", style=_DIM)] if left > 0 else []
    _print(console, _indented(Group(table, *more)))


def print_catalogue(queries: Mapping[str, NamedQuery], console: Console) -> None:
    """Prints the named queries, group by group, with their parameters."""
    group = ""
    for query in queries.values():
        if query.group != group:
            group = query.group
            console.print(Text(" · ".join(GROUPS[group]), style=_TITLE))
        console.print(Text(query.name, style=_NUMBER))
        lines = [Text(query.title), Text(query.title_vi, style="italic")]
        for p in query.parameters:
            given = "" if p.default is None else f" (default {p.default})" if p.default != "" else " (optional)"
            lines.append(Text(f"--{p.name} {p.kind.upper()}  {p.means}{given}", style=_DIM))
        _print(console, _indented(Group(*lines)))


def for_people(query: NamedQuery, rows: Rows) -> Rows:
    """The rows without ids and without columns in which nothing stands."""
    kept = [
        place
        for place, name in enumerate(rows.columns)
        if name not in query.ids and (not rows.rows or any(row[place] not in (None, "") for row in rows.rows))
    ]
    return Rows(
        tuple(rows.columns[place] for place in kept),
        [tuple(row[place] for place in kept) for row in rows.rows],
        rows.cut,
    )


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2), expand=False)


def _print(console: Console, *parts: RenderableType) -> None:
    """Prints; a file or a pipe gets no blanks at the ends of lines."""
    with console.capture() as captured:
        console.print(*parts, sep="\n")
    lines = captured.get().splitlines()
    console.file.write("\n".join(lines if console.is_terminal else [line.rstrip() for line in lines]) + "\n")


def _year(document: Document) -> int | None:
    return document.issued.year if document.issued else document.year


def _line(text: str, most: int) -> str:
    """Text of unknown origin on one line, at most so long."""
    plain = "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)
    plain = " ".join(unmarked(plain).split())
    if len(plain) <= most:
        return plain
    return plain[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
