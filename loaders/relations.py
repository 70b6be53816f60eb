"""Relations between the text and what it cites, and between what it cites (GUIDE "relations").

Every mention gets a *governor*: the words that say in what relation it stands, and whether it is the text
itself or an earlier mention that stands in it. They are looked for, in this order, between the mention
before and this one (titles nest: "Kế hoạch số … về thực hiện Nghị quyết số …"), in front of it in its
sentence, in the sentence that a list hangs on, in the sentence that a footnote hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .mentions import Found
from .reading import Block, Reading
from .record import SELF, Relation, Target
from .targets import TITLE_OPENERS

#: Strength when several places state different things of one target (GUIDE's order).
ORDER = ("supersedes", "amends", "implements", "based_on", "reviews", "cites")

_CARRY_OUT = r"(?:thực hiện|triển khai|(?<!hiệu lực )thi hành|cụ thể h[óo][áa]?a?|quán triệt|chấp hành)"
_DEGREE = (
    r"(?:tiếp tục|tập trung|đẩy mạnh|tăng cường|phấn đấu|tổ chức|chủ động|lãnh đạo|chỉ đạo|khẩn trương|nghiêm túc"
    r"|học tập|nghiên cứu|tuyên truyền|phổ biến|gắn với|việc|để|quyết liệt)"
)
#: (type, rule, words). The cue that ends nearest to the mention governs it; of two that end together, the
#: longer one. Case is ignored; ``…`` of the phrase tables is a bounded gap.
_CUES: tuple[tuple[str, str, str], ...] = (
    (
        "reviews",
        "review-of-implementation",
        r"(?:sơ kết|tổng kết|đánh giá|kiểm tra|giám sát|kiểm điểm|báo cáo|rà soát|tình hình|kết quả|theo dõi|đôn đốc)"
        rf"(?:(?!,? (?:và|;) )[^.;:\n]){{0,60}}? {_CARRY_OUT}",
    ),
    ("reviews", "review", r"(?:sơ kết|tổng kết)(?: \d+ năm)?"),
    ("reviews", "anniversary", rf"\d{{1,2}} năm (?:triển khai |tổ chức )?{_CARRY_OUT}"),
    (
        "implements",
        "carry-out",
        rf"(?:{_DEGREE}(?:,| và)? (?:có hiệu quả |hiệu quả |tốt )?){{0,4}}{_CARRY_OUT}(?:(?:,| và) {_CARRY_OUT}){{0,3}}",
    ),
    ("implements", "spread", r"(?:tuyên truyền|phổ biến)"),
    ("implements", "detail", r"(?:quy định chi tiết|hướng dẫn)(?:(?: và|,) (?:hướng dẫn|biện pháp))?(?: thi hành| thực hiện)?"),
    ("based_on", "carry-out-under", rf"{_CARRY_OUT} theo(?: đúng)?(?: quy định)?(?: tại| của)?"),
    ("based_on", "basis", r"(?:căn cứ|trên cơ sở|xét)(?: vào)?"),
    ("based_on", "under", r"(?<!kèm )theo(?! dõi)(?: đúng)?(?: các)?(?: (?:tinh thần|quy định|chủ trương|nội dung|yêu cầu|hướng dẫn))?(?: tại| của)?"),
    ("based_on", "proposal", r"(?:theo )?đề nghị (?:của )?[^.;\n]{0,160}? tại"),
    ("amends", "amend-part", r"(?:bãi bỏ|thay thế)(?: một số| các| những| toàn bộ)? (?:khoản|điểm|điều|cụm từ|nội dung|quy định|mục|chương|phụ lục|mẫu|số thứ tự)(?! số)"),
    ("amends", "amend", r"(?:sửa đổi(?:,? (?:và )?bổ sung)?|bổ sung|điều chỉnh)(?:,? thay thế)?"),
    ("supersedes", "replace", r"(?:bãi bỏ, )?thay thế(?: cho)?(?: toàn bộ)?"),
    ("supersedes", "repeal", r"(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?: toàn bộ)?"),
    ("supersedes", "expire-list", r"hết hiệu lực(?: thi hành)?"),
    ("cites", "attached", r"(?:kèm theo|đính kèm)"),
    ("cites", "as-provided", r"(?<!theo )(?:quy định|nêu|ghi|ban hành) (?:tại|của|ở|trong)|vi phạm"),
)  # fmt: skip
_CUE = re.compile("|".join(f"(?P<c{i}>(?<!\\w){words}(?!\\w))" for i, (_, _, words) in enumerate(_CUES)), re.IGNORECASE)

_PASSIVE = re.compile(
    r"^[ ,(]*(?:đã |nay )?(?:được|bị) (?P<verb>(?:sửa đổi|bổ sung|thay thế|bãi bỏ|điều chỉnh|đính chính|hợp nhất)[^.;:\n]{0,90}?)"
    r"(?: bởi| tại| theo| bằng| của)(?: các| những)?[ (:]*$",
    re.IGNORECASE,
)
_COORDINATE = re.compile(
    r"^(?:[ ,;()]|và|hoặc|cùng với|cùng|gồm|các|những|:|đến hết|;)*$|(?:[,;] ?|(?: |^)(?:và|cùng với|cùng|hoặc) )(?:các |những )?$",
    re.IGNORECASE,
)
_ONLY_LINK = re.compile(r"^(?:[ ,;()]|và|hoặc|cùng với|cùng|các|những)*$", re.IGNORECASE)
_IN_TITLE = re.compile(rf"^,? ?\(?{TITLE_OPENERS}(?!\w)")
_TOGETHER_WITH = re.compile(r"gắn với(?: việc)?(?: tiếp tục)? (?:thực hiện|triển khai)[^,;.]{0,40}$", re.IGNORECASE)
_EXPIRES = re.compile(r"hết hiệu lực(?: thi hành)?(?!\w)|(?:bị|được) (?:thay thế|bãi bỏ)", re.IGNORECASE)
_BY_THIS = re.compile(r" này(?!\w)|kể từ ngày|(?:bị|được) (?:thay thế|bãi bỏ)(?! (?:bởi|bằng))", re.IGNORECASE)
_OTHER_REPEALER = re.compile(r"(?:theo|bởi|tại) (?:quy định )?(?:của |tại )?(?:Luật|Nghị|Quyết định|Thông tư|điểm|khoản|Điều)")
_SENTENCE = re.compile(r"(?<=[^\s.][.?!])\s+(?=[\"“(]?[A-ZĐÀ-Ỹ(\d])")
_SEGMENT = re.compile(r";")
_INTENT = re.compile(
    r"(?:để|nhằm|nghiên cứu|kiến nghị|đề nghị|đề xuất|tham mưu|xem xét|trình|dự thảo|sẽ|rà soát|kịp thời|hồ sơ|xây dựng)(?!\w)[^.;:]{0,80}$",
    re.IGNORECASE,
)
_SELF_ACTS = re.compile(
    r"(?:này(?:,| có hiệu lực[^.;\n]{0,90})?(?:,| và)?(?: sẽ)?|Điều \d+\w?\.?:?|ban hành (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Quy định|Luật|Chỉ thị)[^.;\n]{0,30}"
    r"|nay|và|Quyết định|Nghị quyết|Thông tư|Nghị định|:) ?$",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"(?:nghị quyết|kết luận|chỉ thị|chủ trương|chính sách|quy định|văn bản|chương trình|kế hoạch|đề án|quyết định|nhiệm vụ)",
    re.IGNORECASE,
)
_OPENS_PREAMBLE = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|Theo|Xét|Để (?:triển khai|thực hiện)|Tiếp tục|Quán triệt|Trên cơ sở)", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(
    r"(?:Ban hành|Phê duyệt|Thông qua|Công bố)(?: kèm theo| theo| này|,| và|$)|(?:xây dựng|ban hành) (?:Chương trình|Kế hoạch|Chỉ thị|Nghị quyết|Kết luận)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Governor:
    """Why a mention stands where it does: ``source`` is an index of mentions, None for the text itself."""

    type: str
    rule: str
    start: int
    source: int | None = None
    passive: bool = False
    end: int | None = None
    confidence: float = 0.95

    def weaker(self, by: float, rule: str) -> _Governor:
        name = self.rule if self.rule.endswith("+" + rule) else f"{self.rule}+{rule}"
        return replace(self, rule=name, confidence=self.confidence * by)


def relate(
    reading: Reading, mentions: Sequence[Found], targets: Sequence[Target], where: Callable[[int], str]
) -> list[Relation]:
    """Relations in the order of their evidence: one from SELF to each target, and every one between targets."""
    return _Relater(reading, mentions, targets, where).relations()


class _Relater:
    def __init__(
        self, reading: Reading, mentions: Sequence[Found], targets: Sequence[Target], where: Callable[[int], str]
    ) -> None:
        self.reading, self.text = reading, reading.text
        self.mentions, self.targets, self.where = mentions, targets, where
        self.governors: list[_Governor] = []
        self.anchor_of = {number: offset for offset, number in reversed(reading.anchors)}

    def relations(self) -> list[Relation]:
        found: list[Relation] = []
        for index in range(len(self.mentions)):
            governor = self._governor(index)
            self.governors.append(governor)
            found.extend(self._stated(index, governor))
        return self._strongest(found)

    # -- what governs a mention ------------------------------------------------------------------

    def _governor(self, index: int) -> _Governor:
        mention = self.mentions[index]
        block = mention.block
        assert block is not None
        start = self._sentence_start(block, mention.start)
        previous = self._previous(index, start)
        expiry = self._expires(mention, block)
        if previous is not None:
            before = self.mentions[previous]
            if before.end > mention.start:  # a law inside the name of the law that amends it
                return _Governor("amends", "amending-name", before.start, previous)
            between = self.text[before.end : mention.start]
            nested = self._between(index, previous, between)
            if nested is not None:
                return expiry or nested
        if expiry is not None:
            return expiry
        segment = self._segment_start(start if previous is None else self.mentions[previous].end, mention.start)
        cue = self._cue(segment, mention.start, block)
        if cue is not None:
            return cue
        if _ONLY_LINK.match(self.text[segment : mention.start]) and segment > start:
            wider = self._cue(start, segment, block)
            if wider is not None:
                return wider.weaker(0.9, "list")
        inherited = self._from_parent(block, mention) or self._from_anchor(block)
        return inherited or _Governor("cites", "mention", mention.start, confidence=0.7, end=mention.core)

    def _between(self, index: int, previous: int, between: str) -> _Governor | None:
        """The relation that the words between two mentions state; None if they belong to different clauses."""
        mention, before, governor = self.mentions[index], self.mentions[previous], self.governors[previous]
        passive = _PASSIVE.match(between)
        if passive:
            replaced = passive["verb"].lower().startswith(("thay thế", "bãi bỏ"))
            return _Governor(
                "supersedes" if replaced else "amends", "passive", before.start, previous, passive=True, end=mention.core
            )
        titled = _IN_TITLE.match(between) is not None
        if between.rstrip().endswith(";"):
            return self._head(previous).weaker(0.95, "list")
        cue = self._last_cue(before.end, mention.start)
        if titled and cue is None and _COORDINATE.search(between) and not between.rstrip().endswith(","):
            return governor.weaker(0.97, "list")
        if not titled and (_ONLY_LINK.match(between) or (_COORDINATE.search(between) and cue is None)):
            return governor.weaker(0.97, "list")
        if _TOGETHER_WITH.search(between):
            return _Governor("implements", "together-with", cue.start if cue else mention.start, governor.source)
        if titled and ";" not in between:
            if cue is None:
                return _Governor("cites", "in-title", mention.start, previous, confidence=0.8)
            return _Governor(cue.type, "title:" + cue.rule, cue.start, previous)
        return None

    def _head(self, index: int) -> _Governor:
        """The governor of the list that a mention belongs to: that of its outermost title."""
        governor = self.governors[index]
        while governor.source is not None and not governor.passive:
            index = governor.source
            governor = self.governors[index]
        return governor

    def _previous(self, index: int, sentence: int) -> int | None:
        if index and self.mentions[index - 1].start >= sentence:
            return index - 1
        return None

    def _sentence_start(self, block: Block, position: int) -> int:
        start = block.start
        for end in _SENTENCE.finditer(self.text, max(block.start, position - 2000), position):
            start = end.end()
        return start

    def _segment_start(self, start: int, position: int) -> int:
        cut = self.text.rfind(";", start, position)
        return cut + 1 if cut >= 0 else start

    def _last_cue(self, start: int, end: int) -> _Governor | None:
        best: re.Match[str] | None = None
        for found in _CUE.finditer(self.text, max(start, end - 400), end):
            best = found
        if best is None or best.lastgroup is None:
            return None
        kind, rule, _ = _CUES[int(best.lastgroup[1:])]
        return _Governor(kind, rule, best.start())

    def _cue(self, start: int, end: int, block: Block) -> _Governor | None:
        """The cue in front of a mention, read as the text's own act."""
        cue = self._last_cue(start, end)
        if cue is None:
            return None
        if cue.type in ("amends", "supersedes") and not self._acts(cue, start, block):
            return _Governor("cites", "intended-" + cue.type, cue.start, confidence=0.8)
        if cue.rule == "detail" and self.where(cue.start) == "body":
            return _Governor("cites", "detail-elsewhere", cue.start, confidence=0.7)
        return cue

    def _acts(self, cue: _Governor, start: int, block: Block) -> bool:
        """Whether the text itself amends or repeals here, not somebody some day."""
        before = self.text[max(start, block.start) : cue.start]
        if _INTENT.search(before):
            return False
        opens = cue.start <= block.body + 1 or not before.strip(" .:-") or _SELF_ACTS.search(before) is not None
        return opens or self.where(cue.start) == "title"

    def _expires(self, mention: Found, block: Block) -> _Governor | None:
        """ "… hết hiệu lực kể từ ngày Quyết định này có hiệu lực" behind the mention."""
        stop = _SENTENCE.search(self.text, mention.end, block.end)
        limit = min(stop.start() if stop else block.end, mention.end + 900)
        found = _EXPIRES.search(self.text, mention.end, limit)
        if not found:
            return None
        rest = self.text[found.end() : limit]
        if not _BY_THIS.search(found.group() + rest[:160]) or _OTHER_REPEALER.match(rest.strip()):
            return None
        between = self.text[mention.end : found.start()]
        if _CUE.search(between) and not re.search(r"[,;]", between) and len(between) > 300:
            return None
        if re.search(r"(?<!\w)(?:khoản|điểm|Điều) [\d\w]+[^;.]{0,60}$", self.text[max(block.start, mention.start - 70) : mention.start]):
            return _Governor("amends", "expire-part", mention.start, end=found.end())
        return _Governor("supersedes", "expire", mention.start, end=found.end())

    def _from_parent(self, block: Block, mention: Found) -> _Governor | None:
        """A list item that begins with the mention takes the cue of the sentence that opens the list."""
        if not _ONLY_LINK.match(self.text[block.body : mention.start]) or block.note is not None:
            return None
        at = self.reading.index_at(block.start)
        for parent in reversed(self.reading.blocks[max(0, at - 40) : at]):
            if parent.note is None and parent.rank < block.rank or (parent.kind != block.kind and self._ends_open(parent)):
                if not self._ends_open(parent):
                    return None
                cue = self._cue(self._sentence_start(parent, parent.end), parent.end, parent)
                return replace(cue.weaker(0.9, "parent"), end=parent.end) if cue else None
        return None

    def _ends_open(self, block: Block) -> bool:
        return self.text[block.end - 1 : block.end] == ":"

    def _from_anchor(self, block: Block) -> _Governor | None:
        """A footnote takes its meaning from the sentence that it hangs on."""
        offset = self.anchor_of.get(block.note) if block.note is not None else None
        if offset is None:
            return None
        host = self.reading.block_at(max(0, offset - 1))
        start = self._sentence_start(host, offset)
        cue = self._last_cue(max(start, offset - 400), offset)
        if cue is None or cue.type not in ("implements", "based_on", "reviews"):
            first = next(_CUE.finditer(self.text, start, offset), None)
            if first is None or first.lastgroup is None:
                return None
            kind, rule, _ = _CUES[int(first.lastgroup[1:])]
            cue = _Governor(kind, rule, first.start())
        if cue.type == "implements" and not _DOCUMENTS.search(self.text, cue.start, offset):
            return None
        if cue.type not in ("implements", "based_on", "reviews"):
            return None
        about = self.text.find(" về ", cue.start, offset)
        return _Governor(
            cue.type, cue.rule + "+anchor", cue.start, confidence=0.8, end=about if about > 0 else offset
        )

    # -- what is stated --------------------------------------------------------------------------

    def _stated(self, index: int, governor: _Governor) -> list[Relation]:
        mention = self.mentions[index]
        target = self.targets[index].id
        end = governor.end if governor.end is not None else mention.core
        own = self._own(index, governor)
        found = [own] if own is not None else []
        if governor.source is None:
            return found
        other = self.targets[governor.source].id
        if other != target and governor.type != "cites":
            source, to = (target, other) if governor.passive else (other, target)
            found.append(self._relation(source, governor.type, to, "document", governor.start, end, governor))
        return found

    def _own(self, index: int, governor: _Governor) -> Relation | None:
        """SELF's relation to the mention: its governor's, or *cites* inside another's title."""
        mention = self.mentions[index]
        target = self.targets[index].id
        if governor.source is None:
            end = governor.end if governor.end is not None else mention.core
            scope = self._scope(governor, mention)
            return self._relation(SELF, governor.type, target, scope, min(governor.start, mention.start), end, governor)
        if governor.passive:  # "Căn cứ Luật A được sửa đổi bởi Luật B": the text rests on both
            outer = self.governors[governor.source]
            if outer.source is None and outer.type == "based_on":
                scope = self._scope(outer, mention)
                return self._relation(SELF, "based_on", target, scope, outer.start, mention.core, outer.weaker(0.8, "amended-by"))
        cited = _Governor("cites", "in-title", mention.start, confidence=0.8)
        return self._relation(SELF, "cites", target, self._scope(cited, mention), mention.start, mention.core, cited)

    def _scope(self, governor: _Governor, mention: Found) -> str:
        if governor.type in ("supersedes", "amends"):
            return "document"
        zone = self.where(mention.start)
        block = mention.block
        if block is None or block.note is not None:
            return "directive"
        if zone == "title":
            return "document"
        if zone == "preamble":
            return "document" if _OPENS_PREAMBLE.match(self.text, block.body, block.end) else "directive"
        opening = self.text[block.body : min(mention.start, block.body + 200)]
        main = block.kind == "article" and _MAIN_CLAUSE.match(opening.strip())
        return "document" if main else "directive"

    def _relation(
        self, source: str, kind: str, target: str, scope: str, start: int, end: int, governor: _Governor
    ) -> Relation:
        begin, stop = self.reading.span(start, max(end, start + 1))
        return Relation(
            source, kind, target, scope, self.reading.source[begin:stop], begin, stop, governor.rule, round(governor.confidence, 2)
        )

    @staticmethod
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
