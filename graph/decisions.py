"""How each citation was read: what it was compared with, what was decided, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .candidates import Choice, Entity


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a citation was compared with: its ``id``, empty for one that is not in the graph, its number
    or name with its date, and what speaks ``against`` it, empty where it fits."""

    id: str
    described: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a citation was read.

    ``outcome`` is ``told`` (number, place and date say which document), ``one`` (one was chosen), ``undecided``,
    ``new`` (a document that no other text tells of), or ``settled`` (a person's override says so); ``chosen`` the
    id it got; ``candidates`` those that fit, then the losers; ``reasons`` why, in words; ``confidence`` 0…1 that
    the choice is right.
    """

    outcome: str
    chosen: str
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0


_FEW = 6
"""Other documents that a choice names."""


def _age(entity: Entity) -> tuple[str, str, str]:
    """By number, then the oldest first and those without date last, whatever way the date is written."""
    return entity.label, entity.issued or str(entity.year or 9999), entity.id


def in_words(choice: Choice, meant: Entity) -> str:
    """A choice on one line: what was decided and why, what else fits, and what does not with the reason."""
    undecided = choice.outcome == "undecided"
    parts = [f"{meant.described}: {'undecided, ' if undecided else ''}{'; '.join(choice.reasons)}"]
    others = [e.described for e in sorted(choice.candidates, key=_age) if e is not meant]
    if others:
        more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
        parts.append(f"{'may be' if undecided else 'also fit'} {', '.join(others[:_FEW])}{more}")
    losers = sorted(choice.losers[:_FEW], key=lambda loser: (_age(loser[0]), loser[1]))
    parts += (f"not {e.described}: {why}" for e, why in losers)
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """A loaded text: the ``id`` of its document, whether another file holds that one already (``double``: then the
    graph has its facts from there), and what its citations mean. Decisions are made up when they are asked for."""

    id: str
    double: bool
    means: Mapping[str, Entity]
    choices: Mapping[str, Choice]

    def decision(self, target: str) -> Decision:
        """How the target with this id in the text's record was read. Raises KeyError if there is none."""
        meant, choice = self.means[target], self.choices.get(target)
        if choice is None:
            return Decision("told", meant.id, (), ("its number, place and date say all",))
        fit = [Candidate(e.id, e.described) for e in sorted(choice.candidates, key=_age)]
        lost = [Candidate(e.id, e.described, why) for e, why in choice.losers]
        return Decision(choice.outcome, meant.id, (*fit, *lost), choice.reasons, choice.confidence)

    def decisions(self) -> Iterator[tuple[str, Decision]]:
        """Every target's id with how it was read."""
        return ((target, self.decision(target)) for target in self.means)
