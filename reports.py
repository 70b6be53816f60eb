"""What a build, an extraction and an evaluation found, as a person reads it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .graph.captions import in_words, unmarked
from .graph.findings import KINDS, Severity
from .terminal import counted, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from .graph.findings import Finding
    from .loaders.extraction.explain import Explanation, Loser
    from .loaders.record import Record, Relation
    from .loaders.scoring import Report as Scores
    from .pipeline import Report
    from .queries.check import Checked

_SEVERITIES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}

#: Files listed one by one under a heading; the rest is counted.
MOST_LISTED = 20


def print_build(report: Report, out: Console, err: Console) -> None:
    """What was made on ``out``; what failed and what is doubtful on ``err``."""
    if report.graph is not None:
        graph = report.graph
        held = sum(d.loaded for d in graph.documents.values())
        kinds = Counter(edge.type.value for edge in graph.edges.values())
        out.print(Text(f"{report.output}", style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
        table.add_column(justify="right")
        table.add_column()
        table.add_row(f"{len(graph.documents):,}", f"documents, {held:,} of them read, the others only cited")
        table.add_row(f"{len(graph.bodies):,}", "bodies")
        table.add_row(f"{len(graph.directives):,}", "directives")
        table.add_row(
            f"{len(graph.edges):,}", "edges: " + ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common())
        )
        out.print(table)
    if report.unchanged:
        err.print(
            Text(f"{report.unchanged:,} of {counted(len(report.files), 'file')} as read before (--no-cache reads anew)")
        )
    _list(
        err,
        f"{len(report.failures):,} of {counted(len(report.failures) + len(report.files), 'file')} could not be read:",
        [str(e) for e in report.failures],
        "red",
    )
    warned = [f"{f['file']}: {warning}" for f in report.files for warning in f["warnings"]]
    _list(err, f"{counted(len(warned), 'warning')}:", warned, "yellow")
    if report.findings:
        counts = Counter(f.code for f in report.findings)
        what = ", ".join(f"{n} {code}" for code, n in counts.most_common())
        found = counted(len(report.findings), "finding")
        err.print(Text(f"{found}: {what} ('policygraph check' lists them)", style="yellow"))


def _list(err: Console, heading: str, lines: list[str], style: str) -> None:
    if not lines:
        return
    err.print(Text(heading, style=style))
    for line in lines[:MOST_LISTED]:
        err.print(Text("  " + one_line(line)), soft_wrap=True)
    if len(lines) > MOST_LISTED:
        err.print(Text(f"  … and {len(lines) - MOST_LISTED} more (--report FILE lists them)"))


def print_record(record: Record, out: Console) -> None:
    """A record as tables: the document's facts, then what it says of others, then who must do what."""
    facts = record.document
    out.print(Text(one_line(record.file), style="bold"))
    for name, value in (
        ("number", facts.number),
        ("kind", facts.kind),
        ("issuer", facts.issuer),
        ("issued", in_words(facts.issued or "")),
        ("title", facts.title),
        ("status", facts.status),
        ("signer", facts.signer),
    ):
        out.print(Text(f"  {name:8}{one_line(value or '—')}"))
    targets = {t.id: t for t in record.targets}
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("source", "relation", "target", "issued", "evidence"):
        table.add_column(column, no_wrap=column in ("relation", "issued"))
    for relation in record.relations:
        target = targets[relation.target]
        source = targets.get(relation.source)
        table.add_row(
            Text(one_line((source.number or source.name or source.id) if source else "this")),
            relation.type + (" *" if relation.scope == "directive" else ""),
            Text(one_line(target.number or target.name or target.id)),
            in_words(target.issued or ""),
            Text(one_line(unmarked(relation.evidence))),
        )
    if record.relations:
        out.print(table)
    for assignment in record.assignments:
        bodies = ", ".join(b.name + ("" if b.role == "lead" else f" ({b.role})") for b in assignment.bodies)
        due = f" [{assignment.deadline}]" if assignment.deadline else ""
        out.print(Text(one_line(f"  {assignment.where:12} {bodies}: {assignment.task}…{due}")))
    out.print()


def print_explanation(found: Explanation, out: Console) -> None:
    """Why a place of a text is read as it is: what is printed, what it means, what governs it, and what lost."""
    place = [f"{found.where}{f' {found.anchor}' if found.anchor else ''}"]
    place += [f"tr. {found.page}"] if found.page else []
    heading = Text(one_line(f"{found.file}:{found.offset}"), style="bold")
    heading.append(f"  {', '.join(place)}, characters {found.start}–{found.end}", style="dim")
    out.print(heading, soft_wrap=True)
    quote = Text("…" + " ".join(one_line(found.before).split()) + " ", style="dim")
    quote.append(" ".join(one_line(found.quote).split()), style="bold")
    quote.append(" " + " ".join(one_line(found.after).split()) + "…", style="dim")
    out.print(quote)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()

    def row(name: str, words: str, style: str = "") -> None:
        table.add_row(name, Text(one_line(words), style=style))

    def losers(name: str, listed: list[Loser]) -> None:
        for loser in listed[:MOST_LISTED]:
            row(name, f"{loser.what}, at {loser.start}: {loser.why}", "dim")
            name = ""
        if len(listed) > MOST_LISTED:
            row("", f"… and {len(listed) - MOST_LISTED} more", "dim")

    def stated(name: str, relation: Relation) -> None:
        row(name, _stated(relation, found), "bold")
        row("by rule", f"{relation.rule}: {found.rules[relation.rule]}")
        row("in words", f"“{' '.join(relation.evidence.split())}”, at {relation.start}")

    row("read as", " · ".join(f"{name} {value}" for name, value in found.read.items()))
    if found.left_out:
        row("left out", found.left_out)
    if found.target is not None:
        target = found.target
        facts = [
            target.kind,
            target.number,
            target.name,
            in_words(target.issued or ""),
            target.issuer,
            target.title,
            target.note,
        ]
        row("means", f"{target.id}: " + " · ".join(fact for fact in facts if fact), "bold")
        losers("as do", found.joined)
        losers("not", found.rivals)
    for relation in found.here:
        stated("here", relation)
    losers("not by", found.rival_cues)
    if found.relation is not None and found.relation not in found.here:
        stated("in all", found.relation)
    losers("elsewhere", found.elsewhere)
    out.print(table)


def _stated(relation: Relation, found: Explanation) -> str:
    names = {"SELF": "this document", **found.names}
    ends = names.get(relation.source, relation.source), names.get(relation.target, relation.target)
    return f"{ends[0]} {relation.type} {ends[1]} (scope {relation.scope}, {relation.confidence:.0%} sure)"


def print_checked(checked: Checked, out: Console) -> None:
    """A check, grouped by what was found, each finding with its file and quote; then the wanted documents."""
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in checked.findings:
        groups.setdefault(finding.code, {}).setdefault(finding.message, []).append(finding)
    for code, messages in groups.items():
        kind = KINDS[code]
        heading = Text(f"{kind.severity} ", style=_SEVERITIES[kind.severity])
        heading.append(f"{code} ({sum(map(len, messages.values()))})", style="bold")
        out.print(heading, Text(f"  {kind.means} · {kind.means_vi}", style="dim"), sep="\n")
        for message, found in list(messages.items())[:MOST_LISTED]:
            out.print(_indented(message, 2))
            for finding in found[:MOST_LISTED]:
                page = f", p. {finding.page}" if finding.page else ""
                quote = f":{finding.start}{page} “{unmarked(finding.quote)[:160]}”" if finding.end else ""
                if finding.file:
                    out.print(_indented(finding.file + quote, 6, "dim"))
            if len(found) > MOST_LISTED:
                out.print(Text(f"      … and {len(found) - MOST_LISTED} more places (--json lists them)"))
        if len(messages) > MOST_LISTED:
            out.print(Text(f"  … and {len(messages) - MOST_LISTED} more (--json lists them)"))
        out.print()
    if checked.wanted:
        out.print(Text(f"wanted ({len(checked.wanted)})", style="bold"))
        out.print(Text("  cited, never loaded · được viện dẫn, chưa có toàn văn", style="dim"))
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for column in ("repairs chains", "cited by"):
            table.add_column(column, justify="right", min_width=len(column))
        table.add_column("number or name", overflow="ellipsis", no_wrap=True, max_width=32)
        table.add_column("id", overflow="ellipsis", no_wrap=True, max_width=out.width - 62)
        for wanted in checked.wanted[:MOST_LISTED]:
            words = (Text(one_line(w)) for w in (wanted.number, wanted.id))
            table.add_row(f"{wanted.chains}", f"{wanted.citing}", *words)
        out.print(table)
        out.print()
    counts = Counter(f.severity for f in checked.findings)
    told = ", ".join(counted(counts[s], s) for s in Severity if counts[s])
    out.print(Text(told or "nothing found", style="bold"))


def _indented(words: str, by: int, style: str = "") -> Padding:
    return Padding(Text(one_line(words), style=style), (0, 0, 0, by), expand=False)


def print_scores(report: Scores, out: Console, *, verbose: bool) -> None:
    """Precision, recall and F1 a layer; with ``verbose`` every item that is not as it should be."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("layer")
    for column in ("right", "found", "gold", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for layer, right, found, gold, precision, recall, f1 in report.rows():
        table.add_row(layer, f"{right}", f"{found}", f"{gold}", f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}")
    out.print(table)
    if verbose:
        for slip in report.slips:
            detail = f" — {slip.detail}" if slip.detail else ""
            out.print(Text(one_line(f"{slip.file} · {slip.layer} · {slip.what}: {slip.quote}{detail}")), soft_wrap=True)
