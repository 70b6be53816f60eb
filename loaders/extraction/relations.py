"""Relations between the text and what it cites, and between what it cites (GUIDE "relations")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..record import SELF, Facts, Relation, Target
from .cues import (
    BASIS_LINE,
    BETWEEN,
    MAIN_CLAUSE,
    OPENS_PREAMBLE,
    ORDER,
)
from .governors import PLURAL, Governor, Governors
from .mentions import Found
from .reading import Reading

_LONGEST_EVIDENCE = 2000
"""Characters; a list that is longer is quoted from its end."""


def relate(
    reading: Reading, mentions: Sequence[Found], targets: Sequence[Target], where: Callable[[int], str], own: Facts
) -> list[Relation]:
    """Relations in the order of their evidence: one from SELF, which is ``own``, to each target, and every one between
    targets."""
    found = [r for _, relations in stated(reading, mentions, targets, where, own) for r in relations]
    return _strongest(found)


def stated(
    reading: Reading, mentions: Sequence[Found], targets: Sequence[Target], where: Callable[[int], str], own: Facts
) -> list[tuple[Governor, list[Relation]]]:
    """For each mention what governs it, and the relations that this states, before the strongest are chosen."""
    relater = _Relater(reading, mentions, targets, where, own)
    return [(governor, relater.stated(index, governor)) for index, governor in enumerate(relater.governors.governors)]


class _Relater:
    def __init__(
        self,
        reading: Reading,
        mentions: Sequence[Found],
        targets: Sequence[Target],
        where: Callable[[int], str],
        own: Facts,
    ) -> None:
        self.reading, self.text, self.own = reading, reading.text, own
        self.mentions, self.targets, self.where = mentions, targets, where
        self.governors = Governors(reading, mentions, where, own)

    def stated(self, index: int, governor: Governor) -> list[Relation]:
        """The relations that the governor of a mention states."""
        mention = self.mentions[index]
        target = self.targets[index].id
        end = governor.end if governor.end is not None else mention.core
        own = self._own(index, governor)
        found = [own] if own is not None else []
        if governor.source is None:
            return found
        sources = (
            self.governors.plurals.members[self.governors.plurals.titled[index]]
            if governor.source == PLURAL
            else [governor.source]
        )
        for other in (self.targets[source].id for source in sources):
            if other != target and governor.type in BETWEEN:
                source, to = (target, other) if governor.passive else (other, target)
                found.append(self._relation(source, governor.type, to, "document", governor.start, end, governor))
        return found

    def _own(self, index: int, governor: Governor) -> Relation | None:
        """SELF's relation to the mention: its governor's, or *cites* inside another's title."""
        mention = self.mentions[index]
        target = self.targets[index].id
        if governor.source is None:
            end = governor.end if governor.end is not None else mention.core
            scope = self._scope(governor, mention)
            return self._relation(SELF, governor.type, target, scope, min(governor.start, mention.start), end, governor)
        if governor.passive and governor.source >= 0:  # "Căn cứ Luật A được sửa đổi bởi Luật B": the text rests on both
            outer = self.governors[governor.source]
            if outer.source is None and outer.type in ("based_on", "supersedes"):
                scope = self._scope(outer, mention)
                return self._relation(
                    SELF, outer.type, target, scope, outer.start, mention.core, outer.weaker(0.8, "amended-by")
                )
        cited = Governor("cites", "in-title", mention.start, confidence=0.8)
        return self._relation(SELF, "cites", target, self._scope(cited, mention), mention.start, mention.core, cited)

    def _scope(self, governor: Governor, mention: Found) -> str:
        if governor.type in ("supersedes", "amends"):
            return "document"
        zone = self.where(mention.start)
        block = mention.block
        if block is None or block.note is not None:
            return "directive"
        if zone == "title":
            return "document"
        if zone == "preamble" and self.own.kind == "VBHN":
            return "document"  # what is consolidated
        if zone == "preamble":
            opens = governor.rule == "preamble+list" or OPENS_PREAMBLE.match(self.text, block.body, block.end)
            return "document" if opens else "directive"
        opening = self.text[block.body : min(mention.start, block.body + 200)]
        if governor.type == "based_on" and BASIS_LINE.match(self.text, block.body, block.end):
            return "document"
        if governor.rule.startswith(("this-details", "paper-basis")):
            return "document"
        main = block.kind == "article" and MAIN_CLAUSE.match(opening.strip())
        return "document" if main else "directive"

    def _relation(
        self, source: str, kind: str, target: str, scope: str, start: int, end: int, governor: Governor
    ) -> Relation:
        if end - start > _LONGEST_EVIDENCE:
            start = end - _LONGEST_EVIDENCE
        begin, stop = self.reading.span(start, max(end, start + 1))
        return Relation(
            source,
            kind,
            target,
            scope,
            self.reading.source[begin:stop],
            begin,
            stop,
            governor.rule,
            round(governor.confidence, 2),
        )


def _strongest(found: list[Relation]) -> list[Relation]:
    """One relation from SELF to each target; of equal ones document scope first, then the surest."""
    best: dict[tuple[str, str, str], Relation] = {}
    for relation in found:
        key = (relation.source, relation.target, "" if relation.source == SELF else relation.type)
        known = best.get(key)
        if known is None or _rank(relation) < _rank(known):
            best[key] = relation
    return sorted(best.values(), key=lambda r: (r.start, r.end, r.source, r.target))


def _rank(relation: Relation) -> tuple[int, int, float]:
    return ORDER.index(relation.type), relation.scope != "document", -relation.confidence
