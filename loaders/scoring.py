"""Scores of extraction against annotated records: precision, recall and F1 a layer.

A gold folder holds JSON records in the schema of the annotation guide, each naming its text in ``file``.
Mentions pair by their spans, targets through their mentions, relations through their targets, assignments by
their spans; what finds no partner is *wrong* (ours alone) or *missed* (theirs alone).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from ..data import body_aliases
from ..graph.identity import normalise_number
from .gold import Gold, one_line
from .record import SELF, Assignment, Facts, Record, Relation, Target

CLOSE = 0.5
"""Share of the union that two spans must have in common to be called the same place."""


@dataclass(slots=True)
class Counts:
    """``right`` of ``predicted`` found items among ``expected`` ones."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 when nothing was found."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of what should be found that was; 1.0 when there is nothing to find."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.predicted + self.expected
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One item that is not as it should be: ``what`` is wrong, missed or differs; ``quote`` one line."""

    file: str
    layer: str
    what: str
    quote: str
    detail: str = ""


@dataclass(slots=True)
class Report:
    """Counts by layer, in the order of the layers, and every slip."""

    layers: dict[str, Counts] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def counts(self, layer: str) -> Counts:
        """The layer's counts, made when first asked for."""
        return self.layers.setdefault(layer, Counts())

    def rows(self) -> list[tuple[str, int, int, int, float, float, float]]:
        """(layer, right, predicted, expected, precision, recall, F1) a layer."""
        return [
            (name, c.right, c.predicted, c.expected, c.precision, c.recall, c.f1) for name, c in self.layers.items()
        ]


def score(records: Iterable[Record], gold: Sequence[Record], texts: Mapping[str, str] | None = None) -> Report:
    """Compares records with the gold ones of the same file name (the last part of ``file`` decides).

    Gold without a record counts as wholly missed, records without gold are left out. ``texts`` (file name →
    the loader's text) lets the slips of assignments quote their whole span.
    """
    ours = {Path(r.file).name: r for r in records}
    report = Report()
    for theirs in gold:
        name = Path(theirs.file).name
        text = (texts or {}).get(name, "")
        record = ours.get(name, Record(name, Facts()))
        if isinstance(theirs, Gold) and theirs.upto is not None:
            record = _cut(record, theirs.upto)
        _Scorer(report, name, record, theirs, text).run()
    return report


def _cut(record: Record, upto: int) -> Record:
    """The record without what begins at or behind ``upto``."""
    mentions = [m for m in record.mentions if m.start < upto]
    relations = [r for r in record.relations if r.start < upto]
    named = {m.target for m in mentions} | {r.target for r in relations} | {r.source for r in relations}
    return replace(
        record,
        mentions=mentions,
        relations=relations,
        targets=[t for t in record.targets if t.id in named],
        assignments=[a for a in record.assignments if a.start < upto],
    )


class _Spanned(Protocol):
    start: int
    end: int


S = TypeVar("S", bound=_Spanned)


def overlap(one: _Spanned, other: _Spanned) -> float:
    """Shared characters over the characters of both."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def _pairs(ours: Sequence[S], theirs: Sequence[S]) -> list[tuple[S, S]]:
    """One-to-one pairs of spans that are close, the closest first."""
    ranked: list[tuple[float, int, int]] = []
    order = sorted(range(len(theirs)), key=lambda j: theirs[j].start)
    for i, one in enumerate(ours):
        for j in order:
            if theirs[j].start >= one.end:
                break
            share = overlap(one, theirs[j])
            if share >= CLOSE:
                ranked.append((-share, i, j))
    return [(ours[i], theirs[j]) for _, i, j in _greedy(ranked)]


def _greedy(ranked: Iterable[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    taken: tuple[set[int], set[int]] = set(), set()
    for rank, i, j in sorted(ranked):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield rank, i, j


@dataclass(slots=True)
class _Scorer:
    """Compares two records of one file."""

    report: Report
    file: str
    ours: Record
    theirs: Record
    text: str

    def run(self) -> None:
        self._facts()
        for cls in ("numbered", "named"):
            self._mentions(cls)
        pairs = self._targets()
        self._relations(dict(pairs) | {SELF: SELF})
        self._assignments()

    def _slip(self, layer: str, what: str, quote: str, detail: str = "") -> None:
        self.report.slips.append(Slip(self.file, layer, what, one_line(quote), one_line(detail)))

    def _count(self, layer: str, right: int, predicted: int, expected: int) -> None:
        counts = self.report.counts(layer)
        counts.right += right
        counts.predicted += predicted
        counts.expected += expected

    def _facts(self) -> None:
        self.report.counts("facts")
        stated = self.theirs.stated if isinstance(self.theirs, Gold) else None
        for fact in fields(Facts):
            if stated is not None and fact.name not in stated:
                continue
            layer = f"facts: {fact.name}"
            ours, theirs = getattr(self.ours.document, fact.name), getattr(self.theirs.document, fact.name)
            if isinstance(theirs, list):
                common = sum((Counter(ours) & Counter(theirs)).values())
                self._count(layer, common, len(ours), len(theirs))
            else:
                self._count(layer, ours == theirs, 1, 1)
            self._count("facts", ours == theirs, 1, 1)
            if ours != theirs:
                self._slip(layer, "differs", str(ours), f"gold: {theirs}")

    def _mentions(self, cls: str) -> None:
        ours = [m for m in self.ours.mentions if m.cls == cls]
        theirs = [m for m in self.theirs.mentions if m.cls == cls]
        pairs = _pairs(ours, theirs)
        exact = [(a, b) for a, b in pairs if (a.start, a.end) == (b.start, b.end)]
        self._count(f"mentions: {cls}", len(exact), len(ours), len(theirs))
        self._count(f"mentions: {cls}, close", len(pairs), len(ours), len(theirs))
        for one, other in pairs:
            if (one.start, one.end) != (other.start, other.end):
                self._slip(f"mentions: {cls}", "differs", one.quote, f"gold: {other.quote}")
        self._lonely(f"mentions: {cls}", ours, theirs, pairs, lambda m: m.quote)

    def _lonely(
        self,
        layer: str,
        ours: Sequence[S],
        theirs: Sequence[S],
        pairs: Sequence[tuple[S, S]],
        quote: Callable[[S], str],
    ) -> None:
        met = {id(x) for pair in pairs for x in pair}
        for what, items in (("wrong", ours), ("missed", theirs)):
            for item in items:
                if id(item) not in met:
                    self._slip(layer, what, quote(item), f"at {item.start}-{item.end}")

    def _targets(self) -> list[tuple[str, str]]:
        """Pairs of target ids (ours, theirs)."""
        votes: Counter[tuple[str, str]] = Counter()
        for one, other in _pairs(self.ours.mentions, self.theirs.mentions):
            votes[one.target, other.target] += 1
        ours = {t.id: n for n, t in enumerate(self.ours.targets)}
        theirs = {t.id: n for n, t in enumerate(self.theirs.targets)}
        both = ((ours.get(a), theirs.get(b), float(count)) for (a, b), count in votes.items())
        ranked = ((-count, i, j) for i, j, count in both if i is not None and j is not None)
        pairs = [(self.ours.targets[i], self.theirs.targets[j]) for _, i, j in _greedy(ranked)]
        right = issuers = 0
        for found, wanted in pairs:
            same = _identity(found) == _identity(wanted)
            right += same
            if not same:
                self._slip("targets", "differs", _name(found), f"gold: {_name(wanted)}")
            agree = canonical(found.issuer or "") == canonical(wanted.issuer or "")
            issuers += agree and bool(wanted.issuer)
            if not agree:
                self._slip("targets: issuer", "differs", f"{_name(found)}: {found.issuer}", f"gold: {wanted.issuer}")
        self._count("targets", right, len(self.ours.targets), len(self.theirs.targets))
        self._count(
            "targets: issuer",
            issuers,
            sum(bool(a.issuer) for a, _ in pairs),
            sum(bool(t.issuer) for t in self.theirs.targets),
        )
        met = {id(x) for pair in pairs for x in pair}
        for what, targets in (("wrong", self.ours.targets), ("missed", self.theirs.targets)):
            for target in targets:
                if id(target) not in met:
                    self._slip("targets", what, _name(target))
        return [(a.id, b.id) for a, b in pairs]

    def _relations(self, match: Mapping[str, str]) -> None:
        names = {t.id: _name(t) for t in self.theirs.targets} | {SELF: SELF}
        own_names = {t.id: _name(t) for t in self.ours.targets} | {SELF: SELF}
        theirs = {(r.source, r.type, r.target): r for r in self.theirs.relations}
        ours: dict[tuple[str, str, str], Relation] = {}
        for r in self.ours.relations:
            key = (match.get(r.source, f"?{r.source}"), r.type, match.get(r.target, f"?{r.target}"))
            ours.setdefault(key, r)
        common = ours.keys() & theirs.keys()
        self._count("relations", len(common), len(ours), len(theirs))
        scoped = sum(ours[key].scope == theirs[key].scope for key in common)
        self._count("relations: scope too", scoped, len(ours), len(theirs))
        for kind in sorted({t for _, t, _ in ours.keys() | theirs.keys()}):
            self._count(
                f"relations: {kind}",
                sum(t == kind for _, t, _ in common),
                sum(t == kind for _, t, _ in ours),
                sum(t == kind for _, t, _ in theirs),
            )
        for key in sorted(ours.keys() - theirs.keys()):
            r = ours[key]
            what = f"{own_names.get(r.source)} {r.type} {own_names.get(r.target)} [{r.rule}]"
            self._slip(f"relations: {r.type}", "wrong", r.evidence, what)
        for key in sorted(theirs.keys() - ours.keys()):
            r = theirs[key]
            what = f"{names.get(r.source)} {r.type} {names.get(r.target)}"
            self._slip(f"relations: {r.type}", "missed", r.evidence, what)
        for key in sorted(common):
            if ours[key].scope != theirs[key].scope:
                detail = f"{ours[key].scope}, gold: {theirs[key].scope}"
                self._slip("relations: scope too", "differs", theirs[key].evidence, detail)

    def _assignments(self) -> None:
        ours, theirs = self.ours.assignments, self.theirs.assignments
        pairs = _pairs(ours, theirs)
        self._count("assignments: place", len(pairs), len(ours), len(theirs))
        right = deadlines = places = bodies = 0
        for one, other in pairs:
            mine, wanted = _bodies(one), _bodies(other)
            right += mine == wanted
            bodies += len(mine & wanted)
            deadlines += one.deadline == other.deadline
            places += one.where == other.where
            if mine != wanted:
                extra, lacking = _list(mine - wanted), _list(wanted - mine)
                self._slip("assignments", "differs", one.task, f"not gold: {extra}; gold alone: {lacking}")
            if one.deadline != other.deadline:
                self._slip("assignments: deadline", "differs", str(one.deadline), f"gold: {other.deadline}")
            if one.where != other.where:
                self._slip("assignments: where", "differs", one.where, f"gold: {other.where}")
        self._count("assignments", right, len(ours), len(theirs))
        self._count(
            "assignments: bodies",
            bodies,
            sum(len(_bodies(a)) for a in ours),
            sum(len(_bodies(a)) for a in theirs),
        )
        self._count("assignments: deadline", deadlines, len(pairs), len(pairs))
        self._count("assignments: where", places, len(pairs), len(pairs))
        self._lonely("assignments", ours, theirs, pairs, self._assignment)

    def _assignment(self, one: Assignment) -> str:
        return f"{_list(_bodies(one))}: {self.text[one.start : one.end] or one.task}"


def _bodies(assignment: Assignment) -> set[tuple[str, str]]:
    return {(one_line(b.name), b.role) for b in assignment.bodies}


def _list(bodies: set[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({role})" for name, role in sorted(bodies)) or "none"


def _identity(target: Target) -> tuple[str | None, str | None, str | None]:
    """What makes a target right: its number, or without one its name, and its date."""
    if target.number:
        return normalise_number(target.number), None, target.issued
    return None, one_line(target.name or "").casefold(), target.issued


def _name(target: Target) -> str:
    return f"{target.number or target.name or target.id} ({target.issued or 'no date'})"


@cache
def _aliases() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole names, and prefixes (abbreviations, longest first), each folded to what it stands for."""
    whole = {a.alias.casefold(): a.canonical.casefold() for a in body_aliases()}
    prefixes = sorted(
        ((a.alias.casefold(), a.canonical.casefold()) for a in body_aliases() if a.kind in ("abbreviation", "case")),
        key=lambda pair: -len(pair[0]),
    )
    return whole, tuple(prefixes)


@cache
def canonical(issuer: str) -> str:
    """A body's name with its aliases spelt out, in lower case: for comparing only.

    >>> canonical("UBND tỉnh Quảng Nam")
    'ủy ban nhân dân tỉnh quảng nam'
    """
    whole, prefixes = _aliases()
    name = re.sub(r"uỷ\b", "ủy", one_line(issuer).casefold())
    if name in whole:
        return whole[name]
    for alias, meaning in prefixes:
        if name.startswith(alias + " "):
            return meaning + name[len(alias) :]
    return name
