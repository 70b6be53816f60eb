"""Why a place of a text is read as it is: the citation there, what it means, what governs it, and what lost.

Nothing here decides: the steps of :mod:`.extract` are run again, and asked for their reasons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ...data import rule_in_words
from ...graph.captions import in_words
from ...graph.identity import expand_issuer
from ...vietnamese import fold
from ..record import SELF, Relation, Target
from ..source import Source, Told
from .cues import SENTENCE, cues
from .extract import Steps, left_out, steps
from .governors import Governor
from .mentions import Found
from .relations import relate, stated
from .targets import objection

_AROUND = 120  # characters of the text shown on either side


@dataclass(slots=True)
class Loser:
    """What was also possible: ``what`` it is, ``why`` it is not so, ``start`` where it stands."""

    what: str
    why: str
    start: int


@dataclass(slots=True)
class Explanation:
    """Why the text at ``offset`` is read as it is. Offsets count characters of the source.

    ``before`` and ``after`` are the words around ``quote``; ``read`` is what the mention alone says (kind, number,
    name, issued, issuer as printed); ``left_out`` says why it does not count as a citation, and all below is then
    empty. ``target`` is the document meant, ``joined`` the other places that mean it and why, ``rivals`` the
    targets that it is not. ``here`` is what this place states, ``cue`` the words that govern it, ``rival_cues`` other
    words that could; ``relation`` is what the whole text states, ``elsewhere`` what other places do. ``rules`` tells
    the rules of these in words, ``names`` the ends that are targets.
    """

    file: str
    offset: int
    quote: str
    start: int
    end: int
    where: str
    anchor: int | None
    page: int | None
    before: str
    after: str
    read: dict[str, str]
    left_out: str = ""
    target: Target | None = None
    joined: list[Loser] = field(default_factory=list)
    rivals: list[Loser] = field(default_factory=list)
    here: list[Relation] = field(default_factory=list)
    cue: str = ""
    rival_cues: list[Loser] = field(default_factory=list)
    relation: Relation | None = None
    elsewhere: list[Loser] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain dictionary."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Explanation:
        """Reads :meth:`to_json` back."""
        parts = dict(plain)
        for name in ("joined", "rivals", "rival_cues", "elsewhere"):
            parts[name] = [Loser(**loser) for loser in plain[name]]
        parts["here"] = [Relation(**r) for r in plain["here"]]
        parts["target"] = Target(**plain["target"]) if plain["target"] else None
        parts["relation"] = Relation(**plain["relation"]) if plain["relation"] else None
        return cls(**parts)


def explain(source: Source, file: str, offset: int, told: Told | None = None) -> Explanation | str:
    """Why the text at ``offset`` is read as it is; where it cites nothing, the nearest citations in words."""
    made = steps(source, told)
    spans = [made.reading.span(m.start, m.end) for m in made.seen]
    here = [i for i, (start, end) in enumerate(spans) if start <= offset < end]
    if not here:
        return _nearest(source, spans, offset)
    seen = min(here, key=lambda i: spans[i][1] - spans[i][0])  # of a law in the name of another, the inner one
    mention, (start, end) = made.seen[seen], spans[seen]
    found = Explanation(
        file,
        offset,
        source.text[start:end],
        start,
        end,
        made.where(mention),
        mention.block.note if mention.block is not None else None,
        source.page_of(start),
        source.text[max(0, start - _AROUND) : start],
        source.text[end : end + _AROUND],
        _read(mention),
        left_out(mention, made.own, made.zones, made.reading),
    )
    if not found.left_out:
        index = next(i for i, m in enumerate(made.found) if m is mention)
        _Question(made, index, found).answer()
    return found


def _read(mention: Found) -> dict[str, str]:
    facts = {
        "class": mention.cls,
        "kind": mention.kind,
        "number": mention.number,
        "name": mention.name,
        "issued": mention.issued,
        "issuer": mention.issuer,
    }
    return {name: value for name, value in facts.items() if value}


def _nearest(source: Source, spans: list[tuple[int, int]], offset: int) -> str:
    ordered = sorted(spans)
    at = bisect_right(ordered, (offset, offset))
    near = ordered[max(0, at - 1) : at + 1]
    return "; ".join(f"{start} “{' '.join(source.text[start:end].split())[:60]}”" for start, end in near)


class _Question:
    """Fills in what a mention means and what governs it."""

    def __init__(self, made: Steps, index: int, found: Explanation) -> None:
        self.made, self.index, self.found = made, index, found
        self.mention, self.target = made.found[index], made.means[index]
        self.stated = stated(made.reading, made.found, made.means, made.zones.where, made.own)

    def answer(self) -> None:
        """Fills :attr:`found`."""
        found = self.found
        found.target = self.target
        found.joined, found.rivals = list(self._joined()), list(self._rivals())
        governor, found.here = self.stated[self.index]
        found.cue = self._cue(governor)
        found.rival_cues = list(self._rival_cues(governor))
        record = relate(self.made.reading, self.made.found, self.made.means, self.made.zones.where, self.made.own)
        found.relation = next((r for r in record if r.source == SELF and r.target == self.target.id), None)
        found.elsewhere = list(self._elsewhere())
        shown = [r for r in (*found.here, found.relation) if r is not None]
        found.rules = {r.rule: rule_in_words(r.rule) for r in shown}
        ids = {id for r in shown for id in (r.source, r.target)}
        found.names = {t.id: label(t) for t in self.made.targets if t.id in ids}

    def _joined(self) -> Iterator[Loser]:
        """Other mentions of the same target, with what they share."""
        for index, (other, target) in enumerate(zip(self.made.found, self.made.means, strict=True)):
            if target is not self.target or index == self.index:
                continue
            shared = [
                name
                for name in ("number", "name", "issued", "issuer")
                if getattr(other, name)
                and getattr(self.mention, name)
                and fold(getattr(other, name)) == fold(getattr(self.mention, name))
            ]
            words = ", ".join({"issued": "date"}.get(name, name) for name in shared)
            why = f"same {words}" if words else "nothing contradicts"
            start, end = self.made.reading.span(other.start, other.end)
            yield Loser(" ".join(self.made.reading.source[start:end].split()), why, start)

    def _rivals(self) -> Iterator[Loser]:
        """Targets of the same number or name that it does not mean, with the reason."""
        issuer = expand_issuer(self.mention.issuer, self.made.zones.context) if self.mention.issuer else None
        first = {t.id: m for m, t in reversed(list(zip(self.made.found, self.made.means, strict=True)))}
        for target in self.made.targets:
            if target is self.target or not (
                _same(self.mention.number, target.number) or _same(self.mention.name, target.name)
            ):
                continue
            why = objection(target, self.mention, issuer) or "the one that is named last before it counts"
            yield Loser(label(target), why, self.made.reading.origin(first[target.id].start))

    def _cue(self, governor: Governor) -> str:
        """The words that govern the mention, as printed."""
        text = self.made.reading.text
        first = next(cues(text, governor.start, self.mention.start), None)
        return text[first.start : first.end] if first and first.start == governor.start else ""

    def _rival_cues(self, governor: Governor) -> Iterator[Loser]:
        """Other words of its sentence that could govern it."""
        block = self.mention.block
        if block is None:
            return
        text = self.made.reading.text
        ends = [m.end() for m in SENTENCE.finditer(text, block.start, self.mention.start)]
        for cue in cues(text, ends[-1] if ends else block.start, self.mention.start):
            if cue.start == governor.start:
                continue
            between = [m for m in self.made.found if cue.end <= m.start and m.end <= self.mention.start]
            why = "another document stands between" if between else "the words that govern it stand nearer"
            if cue.start > governor.start:
                why = "does not reach it"
            words = text[cue.start : cue.end]
            yield Loser(f"{words} ({cue.type}, {cue.rule})", why, self.made.reading.origin(cue.start))

    def _elsewhere(self) -> Iterator[Loser]:
        """What other places state of the document, weaker or not."""
        chosen = self.found.relation
        for index, (_, relations) in enumerate(self.stated):
            for relation in relations if index != self.index else ():
                if relation.source != SELF or relation.target != self.target.id:
                    continue
                same = chosen is not None and (relation.start, relation.type) == (chosen.start, chosen.type)
                why = "the strongest: it counts" if same else "not stronger"
                yield Loser(f"{relation.type}, {relation.scope} ({relation.rule})", why, relation.start)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other and fold(one) == fold(other))


def label(target: Target) -> str:
    """What a person calls a target: number or name, with its date."""
    return (target.number or target.name or target.title or target.id) + (
        f" of {in_words(target.issued)}" if target.issued else ""
    )
