"""Which document a claim means: the known ones that it may mean, the decision, and the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING

from ..vietnamese import fold
from .captions import in_words
from .claims import Citing, Claim, term_of
from .identity import Number, parse_number
from .titles import compare

if TYPE_CHECKING:
    from ..loaders.record import Record

LOADED, CATALOGUED, CITED = 1_000_000_000, 1_000_000, 1
"""How much a source weighs when facts of one document differ: its own text, the catalogue, a citation."""

_WORDINGS = 3
"""So many wordings of a title, the weightiest, are compared."""

_MOST = 50
"""More candidates than this are not compared by title: nobody could follow such a choice."""


@dataclass(frozen=True, slots=True)
class Held:
    """A loaded text: its file, what its id's letters are made from (``mark``), and the facts that only it tells;
    ``source`` is where it was found, as the metadata beside it says."""

    file: str
    mark: str
    title: str | None
    status: str
    signer: str | None
    source: str | None


def held(record: Record) -> Held:
    """What is kept of a record while its document is resolved."""
    own = record.document
    return Held(
        record.file, record.sha256 or record.dumps(), own.title, own.status, own.signer, record.told.get("source")
    )


Rank = tuple[int, int, str]


def _rank(value: str, weight: int) -> Rank:
    """Sorts wordings: the weightiest first, of equal weights the longest."""
    return -weight, -len(value), value


@dataclass(slots=True, eq=False)
class Entity:
    """One document, as far as is known: its key and what was said of it, each wording with its weight.

    ``moment`` is the day or year that sets it apart, ``held`` its loaded text; ``open`` marks documents that
    only undated citations name.
    """

    place: str
    key: str
    series: str
    moment: str = ""
    yearly: bool = False
    held: Held | None = None
    catalogued: bool = False
    open: bool = False
    said: dict[tuple[str, str], int] = field(default_factory=dict)
    issued: str | None = None
    year: int | None = None
    issuer: str | None = None
    label: str = ""
    number: Number | None = None
    titles: tuple[str, ...] = ()
    into: Entity | None = None
    id: str = ""

    def say(self, claim: Claim, weight: int) -> None:
        """Adds what a claim says."""
        for name in ("kind", "number", "name", "issued", "issuer", "title"):
            value = getattr(claim, name)
            if value:
                self.said[name, value] = self.said.get((name, value), 0) + weight
        if claim.year and not claim.issued:
            self.said["year", str(claim.year)] = self.said.get(("year", str(claim.year)), 0) + weight

    def unsay(self, claim: Claim, weight: int) -> None:
        """Takes back what :meth:`say` added."""
        without = Entity(self.place, self.key, self.series)
        without.say(claim, weight)
        for fact, once in without.said.items():
            left = self.said.get(fact, 0) - once
            if left > 0:
                self.said[fact] = left
            else:
                self.said.pop(fact, None)

    def absorb(self, other: Entity) -> None:
        """Takes over all that was said of another one, which turned out to be this document; ``into`` of that
        one leads here."""
        other.into = self
        for fact, weight in other.said.items():
            self.said[fact] = self.said.get(fact, 0) + weight
        self.held = self.held if self.held is not None else other.held
        self.catalogued |= other.catalogued

    @property
    def final(self) -> Entity:
        """The document that this one turned out to be; itself if it is its own."""
        entity = self
        while entity.into is not None:
            entity = entity.into
        return entity

    def best(self, name: str) -> str | None:
        """The weightiest of what was said under this name; of equal weights the longest, then the first by letters,
        which of dates is the earliest."""
        return min((_rank(value, weight) for (n, value), weight in self.said.items() if n == name), default=(None,))[-1]

    def settle(self) -> None:
        """Fixes the facts that claims are compared with, from what was said so far."""
        ranked: dict[str, list[Rank]] = {}
        for (name, value), weight in self.said.items():
            ranked.setdefault(name, []).append(_rank(value, weight))
        best = {name: min(values)[-1] for name, values in ranked.items()}
        self.issued, self.issuer = best.get("issued"), best.get("issuer")
        printed, number = self.issued or best.get("year"), best.get("number")
        self.year = int(printed[:4]) if printed else None
        self.number = parse_number(number) if number else None
        if self.number is not None and self.number.year is not None:
            self.year = self.number.year
        self.titles = tuple(title for _, _, title in nsmallest(_WORDINGS, ranked.get("title", ())))
        self.label = number or best.get("name") or best.get("title") or "a text without number"

    @property
    def described(self) -> str:
        """Number or name with its date, for reasons and reports."""
        when = self.issued or self.year
        return f"{self.label} of {in_words(when)}" if when else f"{self.label} without date"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided for a claim. ``outcome`` is ``one``, ``undecided``, ``new``, or ``settled`` (by a person's
    override); ``entity`` the document meant when it is one; ``candidates`` those that fit, ``losers`` those that do
    not, each with what speaks against it; ``reasons`` why, in words."""

    outcome: str
    entity: Entity | None
    candidates: tuple[Entity, ...]
    losers: tuple[tuple[Entity, str], ...]
    reasons: tuple[str, ...]
    confidence: float


@dataclass(slots=True)
class Reading:
    """A record with its frame and what its targets mean: ``means`` by the target's id, ``choices`` for those
    that left a choice. ``entity`` is its own document, ``double`` tells that another file holds it already."""

    record: Record
    frame: Citing
    entity: Entity | None = None
    double: bool = False
    means: dict[str, Entity] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)


class Known:
    """The documents known so far, found by place and key: a number's or a name's."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], list[Entity]] = {}
        self._firm: dict[tuple[str, str, str, str], Entity] = {}

    def firm(self, claim: Claim) -> Entity:
        """The document of a firm claim, made when first named."""
        key = (claim.places[0], claim.key, claim.series, claim.moment)
        entity = self._firm.get(key)
        if entity is None:
            entity = self._firm[key] = Entity(*key, claim.yearly)
            self.add(entity, entity.key)
        return entity

    def add(self, entity: Entity, key: str) -> None:
        """Makes a document findable by a key."""
        bucket = self._by_key.setdefault((entity.place, key), [])
        if entity not in bucket:
            bucket.append(entity)

    def merge(self, old: Entity, into: Entity) -> None:
        """Lets one document be another: what was said of it is said of the other."""
        into.absorb(old)
        self._by_key[old.place, old.key].remove(old)

    def buckets(self) -> list[list[Entity]]:
        """The documents that share place and key, each list oldest first."""
        for bucket in self._by_key.values():
            bucket.sort(key=lambda e: (e.moment, e.series))
        return list(self._by_key.values())

    def candidates(self, claim: Claim) -> list[Entity]:
        """The documents that have a claim's key in one of its places."""
        return [e for place in claim.places for e in self._by_key.get((place, claim.key), ())]


def choose(claim: Claim, frame: Citing, known: Known) -> Choice:
    """Decides which known document a claim means that does not say all that identity needs.

    One document is chosen only if nothing speaks against it and something for it; a lone candidate is not
    enough where the series began anew so often that the number may well be another's.
    """
    fit: list[Entity] = []
    losers: list[tuple[Entity, str]] = []
    for entity in known.candidates(claim):
        why = _objection(claim, entity, frame)
        if why:
            losers.append((entity, why))
        else:
            fit.append(entity)
    del losers[_MOST:]
    if not fit:
        return Choice("new", None, (), tuple(losers), ("no other text tells of it",), 1.0)
    if len(fit) > _MOST:
        return Choice("undecided", None, tuple(fit[:_MOST]), tuple(losers), (f"{len(fit)} documents fit",), 1.0)
    if not claim.number:
        fit, slips = _without_slips(fit)
        losers.extend(slips)
    outcome, chosen, candidates, why, confidence = _among(claim, fit, frame)
    return Choice(outcome, chosen, tuple(candidates), tuple(losers), (why,), confidence)


def _among(claim: Claim, fit: list[Entity], frame: Citing) -> tuple[str, Entity | None, list[Entity], str, float]:
    """The decision among documents that nothing speaks against."""
    titled = [e for e in fit if _same_title(claim, e)]
    if len(titled) == 1:
        return "one", titled[0], fit, "its title agrees", 0.95
    fit = titled or fit
    if len(fit) == 1:
        why, confidence = _support(claim, fit[0], frame)
        if confidence:
            return "one", fit[0], fit, why, confidence
        return "undecided", None, fit, why, 1.0
    by_issuer = [e for e in fit if _organ(claim.issuer) and _organ(e.issuer) == _organ(claim.issuer)]
    if len(by_issuer) == 1:
        confidence = _support(claim, by_issuer[0], frame)[1]
        if confidence:
            return "one", by_issuer[0], fit, f"of those that fit, it alone is of {claim.issuer}", 0.75
    return "undecided", None, fit, f"{len(fit)} documents fit", 1.0


def _objection(claim: Claim, entity: Entity, frame: Citing) -> str:
    """Why a claim cannot mean a document; empty if it can."""
    if claim.number and "?" not in (claim.series, entity.series) and claim.series != entity.series:
        return f"another kind ({entity.series})"
    issued, year = entity.issued, entity.year
    if claim.issued and issued and claim.issued != issued and not claim.yearly:
        return f"the text says {in_words(claim.issued)}"
    if claim.year and year and claim.year != year:
        return f"the text says {claim.year}"
    if claim.term and issued and term_of(issued) != claim.term:
        return f"not of term {claim.term}"
    if frame.before and issued and issued > frame.before:
        return f"issued after the citing text ({in_words(frame.before)})"
    if frame.before is None and frame.about and year and year > frame.about + 1:
        return f"long after the latest that the citing text cites ({in_words(frame.after or frame.about)})"
    if claim.number and entity.titles and all(compare(claim.title, title) < 0 for title in entity.titles):
        return "its title is another"
    return ""


def _without_slips(fit: list[Entity]) -> tuple[list[Entity], list[tuple[Entity, str]]]:
    """Of documents of one name, those that are not a misprint of another: of two with one date, or one sequence
    in one Assembly, the better attested stays."""
    ranked = sorted(fit, key=lambda e: (not e.catalogued, e.held is None, -sum(e.said.values()), e.moment, e.key))
    kept: list[Entity] = []
    slips: list[tuple[Entity, str]] = []
    for entity in ranked:
        right = next((k for k in kept if slip_of(entity, k)), None)
        if right is None:
            kept.append(entity)
        else:
            slips.append((entity, f"a slip for {right.described}"))
    return [e for e in fit if e in kept], slips


def slip_of(one: Entity, other: Entity) -> bool:
    """Whether two numbers for documents of one name can only be one number and its misprint."""
    a, b = one.number, other.number
    if a is None or b is None:
        return False
    return bool(one.issued and one.issued == other.issued) or (a.sequence, a.tag) == (b.sequence, b.tag)


def _same_title(claim: Claim, entity: Entity) -> bool:
    return any(compare(claim.title, title) > 0 for title in entity.titles)


def _support(claim: Claim, entity: Entity, frame: Citing) -> tuple[str, float]:
    """What speaks for the only document that fits, and how strongly; 0.0 if too little."""
    if claim.issued and claim.issued == entity.issued:
        return "its date agrees", 1.0
    if claim.term:
        return f"the only one known of term {claim.term}", 0.95
    if claim.year or claim.yearly:
        return f"the only one known of {claim.year}", 0.9
    number, year, about = claim.parsed, entity.year, frame.about
    if number is None:
        return "the only one known of this name", 0.85
    if year is None:
        return "the only one known", 0.7
    if about is None:
        return "the only one known, but nothing tells when the text was written", 0.0
    if number.party and claim.places == ("vn",):
        issued = entity.issued or f"{year}-12-31"
        if term_of(issued) == frame.term:
            return f"the only one known of the term in office ({term_of(issued)})", 0.85
        return "the only one known, but of an earlier term, and numbers begin anew with each", 0.0
    span = 5 if number.party else 1
    if 0 <= about - year <= span:
        return f"the only one known, issued within {span} year{'s'[: span - 1]} of the text", 0.8
    return f"the only one known, but of {year}, and numbers begin anew", 0.0


def _organ(issuer: str | None) -> str:
    """Which of the three bodies that number as /TW an issuer is; empty for any other."""
    words = fold(issuer or "")
    return next((o for o in ("bo chinh tri", "ban bi thu", "chap hanh trung uong") if o in words), "")
