"""Facts about the document itself, and its zones: what GUIDE calls "document"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...graph.identity import Jurisdiction, parse_number, spell_out
from ..record import Facts
from ..source import Source
from .closing import find_closing
from .issuing import find_issuer, issues, spoken, without_term
from .letterhead import Letterhead, find_letterhead
from .lines import flat, is_capitals
from .mentions import Found, mention_of
from .names import UNIT, place_of, proper_case, province_row
from .opening import find_body, find_title
from .reading import Reading
from .symbols import find_date, iso_date, symbols, type_codes, type_words
from .targets import TITLE_OPENERS
from .wrapper import Properties, page_properties

#: Kinds with a code that GUIDE counts among the others.
_OTHERS = frozenset({"TTr", "PA"})
#: A narrow column breaks it over two lines.
_RESOLVES = re.compile(r"(quyet\s+dinh|quyet\s+nghi|nghi\s+dinh) ?:(?=\n|$)")
_ISSUED = re.compile(r"(?<!\w)ban hành $")
_TITLED = re.compile(rf",? {TITLE_OPENERS}(?!\w)")
_LONGEST_HEADING = 500
_LEADS = re.compile(r"(?<!\w)(?<!các )(?<!những )(?<!số )[Nn]ội dung[^.;:]{0,100}:\Z|[Tt]oàn văn[^;:]{0,300}[.:]\Z")
_ON_A_DAY = re.compile(r"[Nn]gày (?=\d)")
_LEAD_BLOCKS = 8
_LONGEST_LEAD = 2000
"""Characters that a site puts above a text."""
_PASSED = re.compile(r"thông qua (?:tại[^.;]{0,80} )?ngày (\d{1,2}) tháng (\d{1,2}) năm ((?:19|20)\d\d)")


@dataclass(slots=True)
class Zones:
    """Offsets in the reading's text: ``begin`` to ``end`` holds what the document says (behind the letterhead,
    before signature and recipients), ``title`` its title, ``body`` begins behind the preamble; ``context`` is where it
    stands."""

    begin: int
    end: int
    title: tuple[int, int]
    body: int
    context: Jurisdiction

    def where(self, offset: int) -> str:
        """title, preamble or body; notes are told by their block."""
        if self.title[0] <= offset < self.title[1]:
            return "title"
        return "preamble" if offset < self.body else "body"


def facts(reading: Reading, source: Source) -> tuple[Facts, Zones]:
    """What the document says of itself. Never raises on any text."""
    head = find_letterhead(reading)
    if head.symbol is None and not (head.place or head.lines):
        if head.type_block is None:
            head.first = head.last = _behind_lead(reading)
        _take_announcement(head, reading)
    title, behind = find_title(reading, head)
    body = find_body(reading, behind)
    closing = find_closing(reading, body)
    own = Facts(number=head.number, issued=head.issued, status="draft" if head.draft else "issued")
    own.kind = _kind(head) if head.symbol or head.kind_word or head.subject else _resolved_kind(reading, behind)
    own.title = " ".join(reading.text[slice(*title)].split()).removesuffix(".") or None
    own.signer, own.recipients = closing.signer, closing.recipients
    if own.issued is None and not head.place:
        passed = _PASSED.search(reading.text, body)
        own.issued = iso_date(passed[3], passed[2], passed[1]) if passed else None
    own.issuer, place, own.province = find_issuer(reading, head, behind, closing)
    page = page_properties(reading.source) if own.signer is None or not head.lines else Properties()
    own.signer = own.signer or page.signer
    headline = _headline(reading) if head.type_block is None else None
    if headline is not None:
        _take_headline(own, reading, headline)
        if headline.issuer and " VÀ " not in headline.issuer:
            issued_by = replace(head, lines=[spell_out(headline.issuer)], symbol=None, issued=own.issued)
            own.issuer, place, own.province = find_issuer(reading, issued_by, behind, closing)
    if not head.lines:
        _complete(own, head, page)
    district = f"{place.unit} {place.name}" if place and not place.provincial and own.province else ""
    row = province_row(own.province, own.issued) if own.province else None
    end = closing.start
    rest = [b for b in reading.blocks if b.note is None and b.start >= closing.end]
    if sum(b.end - b.start for b in rest) > 200:
        end = len(reading.text)
    return own, Zones(min(title[0], body), max(end, body), title, body, Jurisdiction(row, district))


def _headline(reading: Reading) -> Found | None:
    """The heading of a copy that has lost its letterhead: "KẾT LUẬN SỐ 127-KL/TW CỦA BỘ CHÍNH TRỊ VỀ …"."""
    block = reading.blocks[0] if reading.blocks else None
    if block is None or block.kind or block.end - block.start > _LONGEST_HEADING:
        return None
    found = next((s for s in symbols(reading.text[block.start : min(block.end, block.start + 80)])), None)
    mention = mention_of(reading.text, found, block) if found and block.start == 0 else None
    if mention is None or mention.start > block.start or not mention.kind:
        return None
    titled = _TITLED.match(reading.text, mention.end, block.end) and mention.issued
    return mention if titled or is_capitals(reading.text[block.start : block.end]) else None


def _take_headline(own: Facts, reading: Reading, headline: Found) -> None:
    own.kind, own.number, own.issued = headline.kind, headline.number, headline.issued or own.issued
    own.issuer = " và ".join(map(proper_case, re.split(r" VÀ ", headline.issuer))) if headline.issuer else None
    assert headline.block is not None
    own.title = " ".join(reading.text[headline.end : headline.block.end].split()).removesuffix(".") or own.title


def _take_announcement(head: Letterhead, reading: Reading) -> None:
    """What a site says above a text without letterhead: "Ngày 2/3/2020, Tỉnh ủy A đã ban hành Chương trình số …"."""
    above = reading.text[: reading.blocks[head.last].start] if head.last < len(reading.blocks) else ""
    for symbol in symbols(above) if len(above) < _LONGEST_LEAD else ():
        block = reading.block_at(symbol.start)
        mention = mention_of(above, symbol, block)
        if mention.kind == (head.kind_word or mention.kind) and _ISSUED.search(above, block.start, mention.start):
            on = _ON_A_DAY.search(above, block.start, mention.start)
            day = find_date(above, on.start(), mention.start) if on else None
            head.number, head.symbol = mention.number, parse_number(symbol.number)
            head.issued = mention.issued or (day[2] if day else None)
            head.lines = [without_term(mention.issuer)] if mention.issuer else []
            return
    for block in reading.blocks[: head.last if head.type_block is None else 0]:
        issuer, head.kind_word, _ = issues(reading.text, block)
        if issuer:
            head.lines = [issuer]
            return


def _behind_lead(reading: Reading) -> int:
    """Index of the block behind a newspaper's lead, "… Nội dung Chỉ thị như sau:"; 0 where there is none."""
    for index, block in enumerate(reading.blocks[:_LEAD_BLOCKS], 1):
        if block.end > _LONGEST_LEAD or block.kind:
            break
        if _LEADS.search(reading.text, block.start, block.end):
            return index
    return 0


def _kind(head: Letterhead) -> str:
    code = type_codes().get(flat(head.symbol.kind), "") if head.symbol and head.symbol.kind else ""
    if not head.kind_word and (head.subject or not code):
        return "CV" if head.symbol or head.subject else "KHAC"
    kind = code or head.kind_word
    return "KHAC" if kind in _OTHERS or not kind else kind


def _resolved_kind(reading: Reading, behind: int) -> str:
    """The kind of a copy that begins with the preamble, as the line below that says it ("NGHỊ ĐỊNH:")."""
    for block in reading.blocks[behind : behind + 40]:
        if block.kind in ("article", "part", "roman"):
            break
        found = _RESOLVES.match(flat(reading.text[block.start : block.start + 24]))
        if found:
            return type_words()[" ".join(found[1].split()).replace("quyet nghi", "nghi quyet")]
    return spoken(reading, behind)[1] or "KHAC"


def _complete(own: Facts, head: Letterhead, page: Properties) -> None:
    """Fills what the text itself does not print from the page around it."""
    symbol = parse_number(page.number) if page.number and head.symbol is None else None
    if symbol:
        own.number = symbol.text
        own.kind = type_codes().get(flat(symbol.kind)) or own.kind
    if own.kind in ("KHAC", "CV") and page.kind and (head.symbol is None or not head.symbol.kind):
        own.kind = type_words().get(flat(page.kind), own.kind)
    own.kind = "KHAC" if own.kind in _OTHERS else own.kind
    own.title = own.title or page.title
    if not head.place:
        own.issued = own.issued or page.issued
    if own.issuer is None and page.issuer:
        own.issuer, place = page.issuer, place_of(page.issuer)
        own.province = place.name if place and place.provincial else None
        body = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}.get(symbol.tag if symbol else "")
        if body and place and re.match(UNIT, flat(page.issuer)):
            own.issuer = f"{body} {place.unit} {place.name}"
