"""What governs each citation: the words that say in what relation it stands, and who stands in it.

They are looked for, in this order, between the mention before and this one (titles nest: "Kế hoạch số … về thực
hiện Nghị quyết số …"), in front of it in its sentence, in the sentence that a list hangs on, in the sentence that
a footnote hangs on, in the opening of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..record import Facts
from .cues import (
    ABOUT,
    AT_PLACE,
    ATTACHED_OBJECT,
    BASIS,
    BETWEEN,
    BY_THIS,
    CLAUSE,
    COORDINATE,
    DEFINES,
    DOCUMENTS,
    DONE_BY,
    EXPIRES,
    EXPIRES_OPENING,
    GUIDANCE,
    IN_TITLE,
    INTENT,
    LEGAL_BASIS,
    NOTE_TELLS,
    OBJECT_OF,
    ONLY_LINK,
    OTHER_REPEALER,
    PAPER_BASIS,
    PART_UNIT,
    PART_WORD,
    PASSIVE,
    PROPOSED,
    REPORTING,
    SELF_ACTS,
    SENTENCE,
    THIS_DETAILS,
    THIS_SUBJECT,
    THIS_TAKES_EFFECT,
    TOGETHER_WITH,
    WHOLE_OBJECT,
    Cue,
    cues,
)
from .mentions import Found
from .plurals import Plurals
from .ranks import changes_acts, may_change, outranks, peers
from .reading import Block, Reading
from .scan import matches

_NEAR = 400  # characters before a mention in which its cue stands
PLURAL = -1
"""Source of a governor that is a plural ("các Nghị định …"): everything that its list names."""


def _in_title(behind: str) -> bool:
    """Whether words behind a mention begin its title; one in capitals too."""
    return IN_TITLE.match(behind.lower() if behind.isupper() else behind) is not None


@dataclass(frozen=True, slots=True)
class Governor:
    """Why a mention stands where it does: ``source`` is an index of mentions, None for the text itself."""

    type: str
    rule: str
    start: int
    source: int | None = None
    passive: bool = False
    end: int | None = None
    confidence: float = 0.95

    @classmethod
    def of(cls, cue: Cue) -> Governor:
        return cls(cue.type, cue.rule, cue.start)

    def weaker(self, by: float, rule: str) -> Governor:
        name = self.rule if self.rule.endswith("+" + rule) else f"{self.rule}+{rule}"
        return replace(self, rule=name, confidence=self.confidence * by)


class Governors:
    """The governors of a text's mentions, in their order; ``where`` tells title, preamble or body by offset, ``own``
    what the text is."""

    def __init__(self, reading: Reading, mentions: Sequence[Found], where: Callable[[int], str], own: Facts) -> None:
        self.reading, self.text, self.mentions, self.where = reading, reading.text, mentions, where
        self.own = own
        self.anchor_of = {number: offset for offset, number in reversed(reading.anchors)}
        self.sentences: dict[int, list[int]] = {}
        self.expiries = [m.start() for m in matches(EXPIRES, EXPIRES_OPENING, self.text)]
        self.plurals = Plurals.of(mentions)
        self.governors: list[Governor] = []
        for index in range(len(mentions)):
            self.governors.append(self._governor(index))

    def __getitem__(self, index: int) -> Governor:
        return self.governors[index]

    def _governor(self, index: int) -> Governor:
        mention = self.mentions[index]
        block = mention.block
        assert block is not None
        start = self._sentence_start(block, mention.start)
        previous = self._previous(index, start)
        at = mention.start if mention.head is None else mention.head
        at = self._part_start(start if previous is None else max(start, self.mentions[previous].end), at)
        expiry = self._expires(mention, block, at)
        if previous is not None and self.mentions[previous].end > mention.start:
            # a law inside the name of the law that amends it
            return Governor("amends", "amending-name", self.mentions[previous].start, previous)
        if previous is not None and DEFINES.search(self.text, self.mentions[previous].end, mention.start):
            return self.governors[previous]
        if index in self.plurals.titled:
            cue = self._last_cue(self.plurals.titled[index], mention.start)
            kind = cue.type if cue is not None else "cites"
            return Governor(kind, "plural-title", cue.start if cue else mention.start, PLURAL)
        passive = self._passive(index, previous)
        if passive is not None:
            return passive
        if mention.head is not None:
            previous = self._previous(self.plurals.before[mention.head], start)
        governor = self._outer(mention, at, start, previous)
        if governor.type == "supersedes" and self._in_part(governor.start, previous, at, mention):
            governor = replace(governor, type="amends", rule=governor.rule + "+part")
        return governor if expiry is None or governor.passive else expiry

    def _outer(self, mention: Found, at: int, start: int, previous: int | None) -> Governor:
        """What governs a mention, or the plural that lists it, at ``at``."""
        block = mention.block
        assert block is not None
        if previous is not None:
            nested = self._between(mention, previous, at)
            if nested is not None:
                return nested
        segment = self._segment_start(start if previous is None else self.mentions[previous].end, at)
        cue = self._cue(segment, at, block, mention)
        if cue is not None:
            return cue
        if ONLY_LINK.match(self.text[segment:at]) and segment > start:
            wider = self._cue(start, segment, block, mention)
            if wider is not None:
                return wider.weaker(0.9, "list")
        inherited = (
            self._from_parent(block, at, mention)
            or self._from_anchor(block, mention)
            or self._from_preamble(block, mention)
        )
        if inherited is None and self.own.kind == "HD" and self.where(mention.start) == "title":
            return Governor("implements", "detail", mention.start)  # "HƯỚNG DẪN một số nội dung Quy định …"
        return inherited or Governor("cites", "mention", mention.start, confidence=0.7, end=mention.core)

    def _part_start(self, low: int, at: int) -> int:
        """Where the reference to a part begins that ends at ``at`` ("khoản 2 Điều 5 của"); ``at`` if none does."""
        if self.text[at - 1 : at] != " ":
            return at
        position = best = at
        told = False  # whether the word behind tells which part
        for word in reversed(self.text[max(low, at - 400) : at - 1].split(" ")):
            part = PART_WORD.match(word)
            if not part:
                break
            position -= len(word) + 1
            if told and PART_UNIT.match(word):
                best = position
            told = part["which"] is not None or (told and word == "số")
        return best

    def _in_part(self, begin: int, previous: int | None, at: int, mention: Found) -> bool:
        """Whether what is repealed between ``begin`` and a mention is no whole document."""
        if at < mention.start and mention.head is None:
            return True
        assert mention.block is not None
        low = max(mention.block.body, self._segment_start(mention.block.start, at))
        if begin >= mention.block.start:
            low = max([low, *(cue.end for cue in cues(self.text, begin, at) if cue.start == begin)])
        if previous is not None:
            low = max(low, self.mentions[previous].end)
        objects = self.text[low:at]
        return OBJECT_OF.search(objects) is not None and not WHOLE_OBJECT.match(objects)

    def _passive(self, index: int, previous: int | None) -> Governor | None:
        """ "X … được sửa đổi, bổ sung bởi Y": the nearest X before that Y is able to change."""
        mention = self.mentions[index]
        if previous is None:
            return None
        passive = PASSIVE.search(self.text, max(self.mentions[previous].end, mention.start - 160), mention.start)
        if passive is None:
            return None
        verb = (passive["verb"] or passive["brief"]).lower()
        replaced = verb.startswith(("thay thế", "bãi bỏ")) and "điều" not in verb
        subject: int | None = previous
        while subject is not None and not changes_acts(mention, self.mentions[subject]):
            outer = self.governors[subject].source
            subject = outer if outer is None or outer >= 0 else None
        if subject is None:
            return None
        begin = self.mentions[subject].start
        kind = "supersedes" if replaced else "amends"
        return Governor(kind, "passive", begin, subject, passive=True, end=mention.core)

    def _between(self, mention: Found, previous: int, at: int) -> Governor | None:
        """The relation that the words between two mentions state; None if they belong to different clauses."""
        before, governor = self.mentions[previous], self.governors[previous]
        between = self.text[before.end : at]
        titled = _in_title(between)
        if between.rstrip(" -–+•").endswith(";"):
            return self._listed(self._head(previous), mention, 0.95)
        cue = self._last_cue(before.end, at)
        linked = ONLY_LINK.match(between) or (COORDINATE.search(between) and cue is None)
        if titled:
            # "Quyết định A phê duyệt Chương trình phổ biến pháp luật và Quyết định B"
            apart = cue is None or (cue.rule == "spread" and mention.kind == before.kind)
            linked = apart and COORDINATE.search(between)
        if linked:
            if governor.source is not None and governor.source >= 0:
                outer = self.mentions[governor.source]
                later = mention.issued and outer.issued and mention.issued > outer.issued
                titled = governor.type not in BETWEEN and not governor.passive and mention.kind != before.kind
                if (
                    titled
                    or later
                    or outranks(outer, mention)
                    or (governor.type == "implements" and peers(outer, mention))
                ):
                    governor = self._head(previous)
            return self._listed(governor, mention, 0.97)
        if TOGETHER_WITH.search(between):
            return Governor("implements", "together-with", cue.start if cue else mention.start, governor.source)
        if titled and cue and cue.type in ("amends", "supersedes") and between[0] == ",":
            assert mention.block is not None
            if THIS_SUBJECT.match(self.text, self._sentence_start(mention.block, before.start)):
                return Governor(cue.type, cue.rule, cue.start)
        if titled and (";" not in between or self._goes_on(mention, between)):
            if cue is None or (cue.type in ("amends", "supersedes") and before.kind in REPORTING):
                return Governor("cites", "in-title", mention.start, previous, confidence=0.8)
            return Governor(cue.type, "title:" + cue.rule, cue.start, previous)
        return None

    def _goes_on(self, mention: Found, between: str) -> bool:
        """Whether the title of a basis goes on behind a semicolon: "Căn cứ A quy định về …; quy định chi tiết …"."""
        assert mention.block is not None
        return BASIS.match(self.text, mention.block.body) is not None and _in_title(between.rpartition(";")[2])

    @staticmethod
    def _listed(governor: Governor, mention: Found, by: float) -> Governor:
        """What governs the next of a list: as the one before, but a bare mention stands for itself."""
        if governor.rule == "mention":
            return Governor("cites", "mention", mention.start, confidence=0.7, end=mention.core)
        return governor.weaker(by, "list")

    def _head(self, index: int) -> Governor:
        """The governor of the list that a mention belongs to: that of its outermost title."""
        governor = self.governors[index]
        while governor.source is not None and governor.source >= 0 and not governor.passive:
            index = governor.source
            governor = self.governors[index]
        return governor

    def _previous(self, index: int, sentence: int) -> int | None:
        """Index of the mention before the ``index``-th, if it stands in the same sentence."""
        return index - 1 if index and self.mentions[index - 1].start >= sentence else None

    def _sentence_start(self, block: Block, position: int) -> int:
        starts = self.sentences.get(block.start)
        if starts is None:
            starts = [block.start, *(gap.end() for gap in SENTENCE.finditer(self.text, block.start, block.end))]
            self.sentences[block.start] = starts
        return starts[max(bisect_right(starts, position) - 1, 0)]

    def _segment_start(self, start: int, position: int) -> int:
        cut = self.text.rfind(";", start, position)
        return cut + 1 if cut >= 0 else start

    def _last_cue(self, start: int, end: int) -> Governor | None:
        found = list(cues(self.text, max(start, end - _NEAR), end))
        if not found:
            return None
        best = found[-1]
        if best.rule == "attached":  # "sửa đổi Quy chế ban hành kèm theo Quyết định số …": what goes before governs
            start = self._segment_start(start, best.start)
            for cue in found[:-1]:
                if cue.start >= start and ATTACHED_OBJECT.match(self.text, cue.end, best.start):
                    return Governor.of(cue)
            return self._last_cue(start, best.start) or Governor.of(best)
        if best.rule == "as-provided" and len(found) > 1:  # "bãi bỏ các quy định về … quy định tại Nghị định …": a part
            outer = found[-2]
            if outer.type == "amends" and not CLAUSE.search(self.text, outer.start, best.start):
                return Governor.of(outer)
        return Governor.of(best)

    def _cue(self, start: int, end: int, block: Block, mention: Found) -> Governor | None:
        """The cue in front of a mention, read as the text's own act."""
        cue = self._last_cue(start, end)
        if cue is None:
            return None
        if cue.type == "implements" and BASIS.match(self.text, block.body, cue.start):
            opinion = ABOUT.search(self.text, start, cue.start) and AT_PLACE.fullmatch(self.text, cue.start, end)
            cue = Governor("based_on", "preamble", block.body, confidence=0.8) if opinion else cue
        if cue.rule == "expire-list":
            stop = SENTENCE.search(self.text, end, block.end)
            if BY_THIS.search(self.text, cue.start, min(stop.start() if stop else block.end, cue.start + 200)):
                return cue
        if cue.type in ("amends", "supersedes") and not self._may_change(mention):
            return Governor("cites", "intended-" + cue.type, cue.start, confidence=0.8)
        if cue.type in ("amends", "supersedes") and not self._acts(cue, start, block):
            if self.where(block.start) == "preamble" and BASIS.match(self.text, block.body, cue.start):
                return Governor("based_on", "preamble", block.body, confidence=0.8)
            return Governor("cites", "intended-" + cue.type, cue.start, confidence=0.8)
        if cue.rule == "detail" and self.where(cue.start) == "body":
            if THIS_DETAILS.search(self.text, max(start, cue.start - 40), cue.start):
                return replace(cue, rule="this-details")
            words = self.text[cue.start : end].rstrip().lower()
            if words.endswith(("thực hiện", "thi hành")) and not GUIDANCE.search(self.text, start, cue.start):
                return replace(cue, confidence=0.8)  # "Hướng dẫn thực hiện Nghị định …", as what somebody has to do
            return Governor("cites", "detail-elsewhere", cue.start, confidence=0.7)
        return cue

    def _may_change(self, mention: Found) -> bool:
        """Whether the text can change a document: no report or proposal does, no province amends a decree, only an act
        amends an act."""
        if self.own.kind in REPORTING or (self.own.kind == "KHAC" and self.own.issuer):
            return False
        return may_change(self.own, mention)

    def _acts(self, cue: Governor, start: int, block: Block) -> bool:
        """Whether the text itself amends or repeals here, not somebody some day."""
        before = self.text[max(start, block.start) : cue.start]
        if INTENT.search(before) or PROPOSED.search(before):
            return False
        if cue.start <= block.body + 1 and block.start and PROPOSED.search(self._words_before(block)):
            return False
        opens = cue.start <= block.body + 1 or not before.strip(" .:-") or SELF_ACTS.search(before) is not None
        return opens or self.where(cue.start) == "title"

    def _words_before(self, block: Block) -> str:
        """The end of the block in front of another."""
        previous = self.reading.blocks[self.reading.index_at(block.start) - 1]
        return self.text[max(previous.start, previous.end - 100) : previous.end]

    def _expires(self, mention: Found, block: Block, at: int) -> Governor | None:
        """ "… hết hiệu lực kể từ ngày Quyết định này có hiệu lực" behind the mention; ``at`` is where it or the
        reference to its part begins."""
        if self.where(mention.start) == "preamble" or not self._may_change(mention):
            return None
        index = bisect_right(self.expiries, mention.end - 1)
        if index == len(self.expiries) or self.expiries[index] > min(block.end, mention.end + 900):
            return None
        stop = SENTENCE.search(self.text, mention.end, block.end)
        limit = min(stop.start() if stop else block.end, mention.end + 900)
        found = EXPIRES.search(self.text, mention.end, limit)
        if not found:
            return None
        rest = self.text[found.end() : limit]
        takes_effect = THIS_TAKES_EFFECT.search(self.text, block.start, mention.start)
        if not (takes_effect or BY_THIS.search(found.group() + rest[:160])) or OTHER_REPEALER.match(rest.strip()):
            return None
        between = self.text[mention.end : found.start()]
        if len(between) > 300 and not re.search(r"[,;]", between) and any(cues(between, 0, len(between))):
            return None
        if at < mention.start or self._in_part(block.start, None, at, mention):
            return Governor("amends", "expire-part", mention.start, end=found.end())
        return Governor("supersedes", "expire", mention.start, end=found.end())

    def _from_parent(self, block: Block, at: int, mention: Found) -> Governor | None:
        """A list item that begins with the mention takes the cue of the sentence that opens the list."""
        if not ONLY_LINK.match(self.text[block.body : at]) or block.note is not None:
            return None
        index = self.reading.index_at(block.start)
        if (rests := self._rests(block, index)) is not None:
            return rests
        for parent in reversed(self.reading.blocks[max(0, index - 40) : index]):
            above = parent.note is None and parent.rank < block.rank
            nearby = parent.kind != block.kind or parent.end + 1 == block.start
            if above or (nearby and self._ends_open(parent)):
                if not self._ends_open(parent):
                    return None
                cue = self._title_above(parent) or self._cue(
                    self._sentence_start(parent, parent.end), parent.end, parent, mention
                )
                return replace(cue.weaker(0.9, "parent"), end=parent.end) if cue else None
        return None

    def _rests(self, block: Block, index: int) -> Governor | None:
        """ "I. Căn cứ xây dựng kế hoạch": the text rests on all items beneath."""
        above = [b for b in reversed(self.reading.blocks[max(0, index - 40) : index]) if b.note is None]
        other = next((b for b in above if b.kind != block.kind), None)
        higher = next((b for b in above if b.rank < block.rank), None)
        headings = [b for b in (other, higher) if b and PAPER_BASIS.fullmatch(self.text, b.body, b.end)]
        if not headings:
            return None
        heading = headings[0]
        return Governor("based_on", "paper-basis", heading.body, confidence=0.9, end=heading.end)

    def _title_above(self, parent: Block) -> Governor | None:
        """ "… ban hành Quyết định số … bãi bỏ các Quyết định sau:": what the title above a list says of its items."""
        index = bisect_right(self.mentions, parent.end, key=lambda m: m.start) - 1
        if index < 0 or self.mentions[index].start < self._sentence_start(parent, parent.end):
            return None
        end = self.mentions[index].end
        cue = self._last_cue(end, parent.end)
        if cue is None or cue.type not in BETWEEN:
            return None
        if not _in_title(self.text[end : parent.end]) and not DONE_BY.fullmatch(self.text, end, cue.start):
            return None
        return replace(cue, source=index, passive=PASSIVE.search(self.text, end, parent.end) is not None)

    def _from_preamble(self, block: Block, mention: Found) -> Governor | None:
        """A paragraph of the preamble that opens with "Căn cứ" rests on everything that it names; one that opens with
        a document goes on with the list of the paragraph above: "Căn cứ Thông tư …;⏎Thông tư …;"."""
        if self.where(block.start) != "preamble":
            return None
        if BASIS.match(self.text, block.body, mention.start):
            return Governor("based_on", "preamble", block.body, confidence=0.8)
        if ONLY_LINK.match(self.text[block.body : mention.start]):
            index = self.reading.index_at(block.start)
            for above in reversed(self.reading.blocks[max(0, index - 10) : index]):
                if self.text[above.end - 1] != ";":
                    return None
                if BASIS.match(self.text, above.body, above.end):
                    return Governor("based_on", "preamble+list", mention.start, confidence=0.8)
        return None

    def _ends_open(self, block: Block) -> bool:
        """Whether a block announces a list: with a colon, or as a heading that names the legal basis."""
        if self.text[block.end - 1 : block.end] == ":":
            return True
        return LEGAL_BASIS.search(self.text, max(block.start, block.end - 80), block.end) is not None

    def _from_anchor(self, block: Block, mention: Found) -> Governor | None:
        """A footnote takes its meaning from the sentence that it hangs on."""
        offset = self.anchor_of.get(block.note) if block.note is not None else None
        if offset is None:
            return None
        host = self.reading.block_at(max(0, offset - 1))
        start = self._sentence_start(host, offset)
        cue = self._last_cue(max(start, offset - 400), offset)
        if cue is None or cue.type not in ("implements", "based_on", "reviews"):
            first = next(cues(self.text, start, offset), None)
            if first is None:
                return None
            cue = Governor.of(first)
        if NOTE_TELLS.match(self.text, mention.end):
            return None
        if cue.type == "implements" and not DOCUMENTS.search(self.text, cue.start, offset):
            return None
        if cue.type not in ("implements", "based_on", "reviews"):
            return None
        about = self.text.find(" về ", cue.start, offset)
        return Governor(cue.type, cue.rule + "+anchor", cue.start, confidence=0.8, end=about if about > 0 else offset)
