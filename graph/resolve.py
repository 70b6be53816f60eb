"""Records of many texts → one graph: which citations mean the same document (DESIGN §2 "Identity").

Resolution is a function of the set of records: their order changes nothing, nor does a record given twice.
It goes from what is certain to what is not: documents whose number, place and date are all told; loaded texts
that leave one of them blank; citations without date, which are decided among the documents known by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..data import KnownDocument, known_documents
from .assemble import assemble
from .candidates import CATALOGUED, CITED, LOADED, Choice, Entity, Known, Reading, choose, held
from .claims import Citing, Claim, citing, name_key, of_known, of_record, of_target
from .decisions import Candidate, Decision, ResolvedText
from .findings import Finding
from .handwritten import Override
from .identity import parse_number
from .model import Graph
from .naming import give_ids
from .overrides import override
from .places import is_unnamed
from .titles import compare
from .usage import Usage

if TYPE_CHECKING:
    from ..loaders.record import Record

__all__ = ["Candidate", "Decision", "Finding", "Resolution", "ResolvedText", "resolve"]


@dataclass(slots=True)
class Resolution:
    """The graph with its findings, and how the citations of each loaded text were read, by the text's file."""

    graph: Graph
    texts: dict[str, ResolvedText] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """What was noticed and stays open."""
        return self.graph.findings


def resolve(
    records: Iterable[Record],
    *,
    catalogue: Sequence[KnownDocument] | None = None,
    overrides: Sequence[Override] = (),
) -> Resolution:
    """The graph of these records.

    ``catalogue`` is known documents that citations are compared with, by default the package's; only those
    that a record cites come into the graph. ``overrides`` are people's decisions, which come last. Never raises
    on any record that meets the schema.
    """
    readings = [Reading(r, citing(r)) for r in _distinct(records)]
    known = Known()
    named: list[Entity] = []
    for document in known_documents() if catalogue is None else catalogue:
        _enter(known, named, document)
    loose, weak = _certain(readings, known, named)
    _join_slips(known)
    _join_districts(known)
    for reading in readings:
        reading.entity = reading.entity and reading.entity.final
        reading.means = {target: entity.final for target, entity in reading.means.items()}
    for entity in named:
        known.add(entity.final, name_key(entity.best("name") or "")[0])
    _settle(known)
    _place_loose(loose, known)
    _settle(known)
    _decide(weak, known, readings)
    entities = _meant(readings)
    candidates = (e for r in readings for c in r.choices.values() for e in c.candidates)
    give_ids(_unique((*entities, *candidates)))
    findings: list[Finding] = []
    if overrides:
        pool = _unique((*entities, *(e for bucket in known.buckets() for e in bucket)))
        findings = override(readings, overrides, pool)
        entities = _meant(readings)
        give_ids(entities)
    texts = {
        r.record.file: ResolvedText(r.entity.id, r.double, r.means, r.choices) for r in readings if r.entity is not None
    }
    del weak, loose  # they hold the records, which assembling lets go one by one
    return Resolution(assemble(readings, entities, findings), texts)


def _meant(readings: Iterable[Reading]) -> list[Entity]:
    """The documents of the graph: those of the texts, and those that they cite."""
    return _unique(e for r in readings for e in (r.entity, *r.means.values()) if e is not None)


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list({id(e): e for e in entities}.values())


def _distinct(records: Iterable[Record]) -> list[Record]:
    """Each text once, in an order that does not depend on how they came."""
    found: dict[str, Record] = {}
    for record in records:
        key = record.sha256 or record.dumps()
        known = found.get(key)
        if known is None or record.file < known.file:
            found[key] = record
    return [record for _, record in sorted(found.items(), key=lambda item: (item[1].file, item[0]))]


def _enter(known: Known, named: list[Entity], document: KnownDocument) -> None:
    claim = of_known(document)
    if claim.firm:
        entity = known.firm(claim)
        if claim.name:
            named.append(entity)
    elif claim.key:
        entity = Entity(claim.places[0], claim.key, claim.series, claim.moment, claim.yearly)
        known.add(entity, claim.key)
    else:
        return
    entity.say(claim, CATALOGUED)
    entity.catalogued = True


Weak = tuple[Reading, str, Claim, Citing]


def _certain(
    readings: Sequence[Reading], known: Known, named: list[Entity]
) -> tuple[list[tuple[Reading, Claim]], list[Weak]]:
    """Enters all that is told for certain; gives back loaded texts and citations that leave something open."""
    loose, weak = [], []
    for reading in readings:
        own = of_record(reading.record)
        if own.firm:
            _own(reading, own, known)
        else:
            loose.append((reading, own))
        bounds = _bounds(reading.record)
        for target in reading.record.targets:
            claim = of_target(target, reading.frame)
            if not claim.firm:
                frame, bound = reading.frame, bounds.get(target.id)
                if bound and bound < (frame.before or "9999"):
                    frame = replace(frame, before=bound)
                weak.append((reading, target.id, claim, frame))
                continue
            entity = known.firm(claim)
            entity.say(claim, CITED)
            reading.means[target.id] = entity
            if claim.name:
                named.append(entity)
    return loose, weak


def _bounds(record: Record) -> dict[str, str]:
    """The day by which a cited document was there, by the target's id: another cited document, dated then, cites,
    carries out or amends it."""
    dated = {t.id: t.issued for t in record.targets if t.issued}
    bounds: dict[str, str] = {}
    for relation in record.relations:
        day = dated.get(relation.source)
        if day is not None and day < bounds.get(relation.target, "9999"):
            bounds[relation.target] = day
    return bounds


def _own(reading: Reading, claim: Claim, known: Known) -> None:
    """Ties a loaded text to the document of its number, place and date. A second text of the same document is
    a double, unless their titles differ: then one of the numbers is wrong, and both documents stay."""
    entity = known.firm(claim)
    first = entity.held
    if first is None:
        reading.entity = entity
        entity.held = held(reading.record)
        entity.say(claim, LOADED)
    elif compare(claim.title, first.title) < 0:
        reading.entity = Entity(
            entity.place, entity.key, entity.series, entity.moment, entity.yearly, held=held(reading.record)
        )
        reading.entity.say(claim, LOADED)
    else:
        reading.entity, reading.double = entity, True


def _join_slips(known: Known) -> None:
    """One document cited with two days of one year and the same title: a slip of the pen, not two documents.

    Only for symbols that do not print the year, and never two loaded texts.
    """
    for bucket in known.buckets():
        by_year: dict[tuple[str, str], list[Entity]] = {}
        for entity in bucket:
            if len(entity.moment) == 10 and not entity.yearly:
                by_year.setdefault((entity.series, entity.moment[:4]), []).append(entity)
        for same in by_year.values():
            if len(same) > 1:
                _join(known, same)


def _join_districts(known: Known) -> None:
    """A district's document cited where nothing tells the province is the only one known of that district's name,
    number and day."""
    told: dict[tuple[str, str, str, str], list[Entity]] = {}
    untold: list[Entity] = []
    for bucket in known.buckets():
        for entity in bucket:
            _, _, district = entity.place.partition(".")
            if district and is_unnamed(entity.place):
                untold.append(entity)
            elif district and len(entity.moment) == 10:
                told.setdefault((district, entity.key, entity.series, entity.moment), []).append(entity)
    for entity in untold:
        _, _, district = entity.place.partition(".")
        same = told.get((district, entity.key, entity.series, entity.moment), [])
        if len(same) == 1 and (entity.held is None or same[0].held is None):
            known.merge(entity, same[0])


def _join(known: Known, same: list[Entity]) -> None:
    ranked = sorted(same, key=lambda e: (e.held is None, not e.catalogued, -sum(e.said.values()), e.moment))
    kept: list[Entity] = []
    for entity in ranked:
        title = entity.best("title")
        into = next(
            (k for k in kept if compare(title, k.best("title")) > 0 and (entity.held is None or k.held is None)),
            None,
        )
        if into is None:
            kept.append(entity)
        else:
            known.merge(entity, into)


def _settle(known: Known) -> None:
    for bucket in known.buckets():
        for entity in bucket:
            entity.settle()


def _place_loose(loose: Sequence[tuple[Reading, Claim]], known: Known) -> None:
    """Finds the documents of loaded texts that print no date or no number, among those cited elsewhere."""
    days: dict[tuple[str, str], list[Entity]] = {}
    if any(not own.number and own.issued for _, own in loose):
        for bucket in known.buckets():
            for entity in bucket:
                if len(entity.moment) == 10 and entity.held is None and parse_number(entity.best("number") or ""):
                    days.setdefault((entity.place, entity.moment), []).append(entity)
    taken: dict[int, list[tuple[Reading, Claim]]] = {}
    found: dict[int, Entity] = {}
    for reading, own in loose:
        match = _found(reading, own, known, days)
        if match is not None:
            found[id(match)] = match
            taken.setdefault(id(match), []).append((reading, own))
        else:
            _alone(reading, own, known)
    for key, texts in taken.items():
        entity = found[key]
        if len(texts) > 1:  # two texts want to be one document: nothing tells which is
            for reading, own in texts:
                _alone(reading, own, known)
            continue
        reading, own = texts[0]
        reading.entity, entity.held = entity, held(reading.record)
        entity.say(own, LOADED)


def _found(reading: Reading, own: Claim, known: Known, days: dict[tuple[str, str], list[Entity]]) -> Entity | None:
    if own.number:
        choice = choose(own, reading.frame, known)
        entity = choice.entity
        late = entity is not None and entity.issued and (reading.frame.after or "") <= entity.issued
        return entity if entity is not None and entity.held is None and late else None
    fit = [
        e
        for e in days.get((own.places[0], own.issued or ""), ())
        if e.best("kind") == own.kind and any(compare(own.title, t) > 0 for t in e.titles)
    ]
    return fit[0] if len(fit) == 1 else None


def _alone(reading: Reading, own: Claim, known: Known) -> None:
    entity = Entity(own.places[0], own.key, own.series.strip("?"), own.moment, own.yearly, held=held(reading.record))
    entity.say(own, LOADED)
    reading.entity = entity
    if own.key:
        known.add(entity, own.key)


def _decide(weak: Sequence[Weak], known: Known, readings: Sequence[Reading]) -> None:
    """Decides the citations that do not say all, those with a day first, then those with a year, then the rest:
    each round knows the documents that the rounds before it found."""
    rounds: tuple[list[Weak], ...] = ([], [], [])
    for item in weak:
        rounds[0 if item[2].issued else 1 if item[2].year else 2].append(item)
    usage = Usage(())
    for items in rounds:
        made: dict[tuple[Claim, str | None, int | None, str], Choice] = {}
        unsettled: dict[tuple[str, str, str, str], list[tuple[Weak, Choice]]] = {}
        for item in items:
            reading, target, claim, frame = item
            key = claim, frame.before, frame.about, frame.term
            choice = made.get(key) or _by_usage(choose(claim, frame, known), claim, frame, usage)
            made[key] = choice
            reading.choices[target] = choice
            if choice.entity is not None:
                reading.means[target] = choice.entity
            else:
                group = claim.places[0], claim.key, claim.series.strip("?"), claim.moment
                unsettled.setdefault(group, []).append((item, choice))
        fresh = [e for group, open_items in unsettled.items() for e in _open(group, open_items)]
        for entity in fresh:
            known.add(entity, entity.key)
            entity.settle()
        if items is rounds[0]:
            usage = Usage(_told_names(readings))


def _told_names(readings: Sequence[Reading]) -> Iterator[tuple[str, str, Entity]]:
    """What is meant by names where number or date tell, as :class:`.usage.Usage` takes it."""
    for reading in readings:
        day = reading.frame.before
        if day is None or reading.double:
            continue
        for target in reading.record.targets:
            entity = reading.means.get(target.id)
            if target.name and entity is not None and not entity.open:
                yield name_key(target.name)[0], day, entity


def _by_usage(choice: Choice, claim: Claim, frame: Citing, usage: Usage) -> Choice:
    """The choice, or where it is undecided among documents of a name, the one that texts of that time mean by it."""
    if choice.outcome != "undecided" or claim.number or frame.before is None or len(choice.candidates) < 2:
        return choice
    found = usage.meant(claim.key, frame.before, choice.candidates)
    if found is None:
        return choice
    return replace(choice, outcome="one", entity=found[0], reasons=(found[1],), confidence=0.8)


def _open(group: tuple[str, str, str, str], items: Sequence[tuple[Weak, Choice]]) -> list[Entity]:
    """The documents of citations that stay open: one, or where titles exclude each other, one a title."""
    made: list[Entity] = []
    titled = sorted((i for i in items if i[0][2].title), key=lambda i: (-len(i[0][2].title or ""), i[0][2].title))
    for (reading, target, claim, _), _ in (*titled, *(i for i in items if not i[0][2].title)):
        same = _open_one(made, claim)
        entity = same or Entity(*group, claim.yearly, open=True)
        if same is None:
            made.append(entity)
        entity.say(claim, CITED)
        reading.means[target] = entity
    return made


def _open_one(made: Sequence[Entity], claim: Claim) -> Entity | None:
    """Which of the open documents a claim of the same number is of: the one whose title agrees, or the only one
    if it does not differ; where there are several, claims without title are a document of their own."""
    if claim.moment or claim.number is None:
        return made[0] if made else None
    verdicts = [compare(e.best("title"), claim.title) for e in made]
    if 1 in verdicts:
        return made[verdicts.index(1)]
    if len(made) == 1 and verdicts[0] == 0:
        return made[0]
    return next((e for e in made if not claim.title and e.best("title") is None), None)
