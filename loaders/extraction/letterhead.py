"""The letterhead: where it stands, and the number, place, date and issuer's lines printed in it.

Forms: Nghị định 30/2020 annex I (State), Hướng dẫn 36-HD/VPTW (Party). Both are two columns that converters flatten
in any order, so what is known is taken away (motto, number, place and date, marks); what is left is the issuer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ...graph.identity import Number, normalise_number, parse_number
from ...vietnamese import CAPITALS
from .lines import Piece, flat, is_capitals, pieces
from .names import HEAD
from .reading import Block, Reading
from .symbols import iso_date, type_words

_MOTTO = re.compile(
    r"viet nam dan chu cong hoa"
    r"|cong\s+h[oi]a( xa\s+hoi(\s+chu nghia(\s+viet\s+nam)?)?)?|(?:xa )?hoi\s+chu nghia\s+viet\s+nam"
    r"|chu nghia\s+viet\s+nam"
    r"|dang cong san( viet nam)?|doc lap\W{1,5}tu do\W{1,5}hanh phuc"
    r"|doan (?:tncs|thanh nien cong san) ho chi minh|^(?:viet nam|nghia viet nam|tu do\W{1,5}hanh phuc)$",
)
_WHOLE_MOTTO = re.compile(
    r"cong\s*h[oi]a\s*xa\s*hoi\s*chu\s*nghia\s*viet\s*nam|viet nam dan chu cong hoa"
    r"|dang cong san viet nam|doc lap\W{1,5}tu do\W{1,5}hanh phuc"
)
#: What any motto has, whatever its marks: words in capitals, or "Độc lập".
_MAY_BE_MOTTO = re.compile(rf"[{CAPITALS}]{{3}}|[DĐdđ]\w[Cc] [Ll]")
#: "Số: 12/QĐ-UBND", also with a blank for the sequence; "S6" and "Sế" are what scanners make of it.
_NUMBER = re.compile(
    r"(?<!\w)[Ss][ốỐỔổồỒộÓóôÔ6oO]\s*[:.;]*\s*"
    r"(?P<sequence>\d{1,5}(?:[a-zA-Z](?![^\W\d_]))?)?[\s.…_]*"
    r"(?P<rest>(?:\s?/\s?(?:19|20)\d\d)?\s?[-–—‑/]{1,2}\s?[^\W\d_][\w&]*(?:(?:\s?[-–—‑/]|[-–—‑/]\s)[A-ZĐ&\d][\w&]*){0,4})"
)
_BARE_NUMBER = re.compile(
    r"^[^\w/]*(?:(?P<sequence>\d{1,5}[a-zA-Z]?)|(?=/))(?P<rest>(?:/(?:19|20)\d\d)?[-–/][^\W\d_][\w&]*(?:[-–/][A-ZĐ][\w&]*){0,4})\W*$"
)
_BLANK = r"[\s.…_]*"
_PLACE_DATE = re.compile(
    rf"(?P<place>[^\n|,;:\d]{{0,48}}),?\s*(?<!\w)ngày\s*(?P<d>\d{{1,2}})?{_BLANK}"
    rf"tháng\s*(?P<m>\d{{1,2}})?{_BLANK}năm\s*(?P<y>(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_PLACE_DATE_IN_FIGURES = re.compile(
    rf"^\W*(?P<place>[{CAPITALS}][^\n|,;:\d]{{1,40}}), ngày (?P<d>\d{{1,2}}) ?[/.\-] ?(?P<m>\d{{1,2}}) ?[/.\-] ?"
    r"(?P<y>(?:19|20)\d\d)\W*$",
    re.MULTILINE,
)
_CITY = re.compile(r"(?<!\w)(?:TP|Thành phố)[.\s]*\Z", re.IGNORECASE)  # a narrow column parts it from its name
_DRAFT = re.compile(r"^[^a-z]*du thao(?![a-z])[^a-z]*(?:(?:lan|so|ngay|thu|trinh|[ivx]+)(?![a-z])[^a-z]*){0,4}$")
_SUBJECT = re.compile(r"(?<!\w)[Vv]\s?/\s?[Vv](?!\w)\W*|^\W*(?=Về việc )")
_BASIS = re.compile(r"\W*(?:can cu|xet|theo|thuc hien) ")
RESOLVES = re.compile(r"(quyet dinh|quyet nghi|nghi dinh) ?:$")
#: How a title in capitals begins.
OPENS_TITLE = re.compile(
    r"(?:ve|v/v|ban hanh|quy dinh|phe duyet|sua doi|bo sung|bai bo|cong bo|giao|thanh lap|dieu chinh|trien khai"
    r"|thuc hien|phan cap|thong qua|huong dan|kien toan)(?!\w)"
)
_SENTENCE = re.compile(r"[,;]|(?<!\w)(?:[Tt]ại|[Tt]heo|của)(?!\w)")
_STAMP = re.compile(
    r"nguoi ky|ky boi|thoi gian ky|ngay ky|co quan ?:|email|hoa toc|thuong khan"
    r"|^\W*(?:khan|mat|toi mat|tuyet mat)\W*$|ban sao|cong bao|van ban nay"
)
_BARE_SIGN = re.compile(r"^\W*S[ốỐ]\W*$")
_LATE_NUMBER = re.compile(r"(?:luat |phap lenh |nghi quyet )?s[o6]\W")
_SESSION = re.compile(r"(?:khoa|ky hop|nhiem ky|phien hop) ")
_LONGEST_LINE = 150
"""Characters of a line that names an issuer."""
_EDGES = " *-–_|.:=•"
_ADDRESS = re.compile(r"\s*(?<!\w)K[íi]nh gửi\W")
_FAR = 15
"""Blocks within which the type's line follows the motto."""
_LONGEST = 4000
"""Characters of a letterhead that are read; none that is one has more."""


@dataclass(slots=True)
class Letterhead:
    """What stands above the text. ``first`` and ``last`` are the indexes of its blocks (exclusive end), ``type_block``
    that of the type's line and ``type_end`` the offset behind the type's words; ``kind_word`` its code.

    ``number`` is the printed symbol with its sequence or None, ``symbol`` what it says even where the
    sequence is blank; ``place`` and ``issued`` are of the place line; ``lines`` the issuer's; ``subject`` the span of
    a letter's "V/v …"; ``of_body`` the folded body between type and title ("KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY").
    """

    first: int = 0
    last: int = 0
    type_block: int | None = None
    type_end: int = 0
    kind_word: str = ""
    number: str | None = None
    symbol: Number | None = None
    place: str = ""
    issued: str | None = None
    draft: bool = False
    lines: list[str] = field(default_factory=list)
    subject: tuple[int, int] | None = None
    of_body: str = ""


def find_letterhead(reading: Reading) -> Letterhead:
    """Reads the first letterhead of a text; what is not printed stays empty."""
    blocks = [b for b in reading.blocks if b.note is None]
    motto = next((i for i in range(len(blocks)) if _has_motto(reading, blocks, i)), None)
    after = _first_type(reading, blocks, motto, motto + _FAR + 1) if motto is not None else None
    before = _first_type(reading, blocks, 0, motto) if after is None else None
    head = Letterhead()
    chosen = after or before
    if chosen:
        head.type_block, head.type_end, head.kind_word = chosen
    if motto is None:
        anchor = chosen[0] if chosen else 0
    else:
        anchor = motto if chosen is None or abs(chosen[0] - motto) <= _FAR else chosen[0]
    head.first = _walk_back(reading, blocks, min(anchor, head.type_block if head.type_block is not None else anchor))
    head.last = _walk_on(reading, blocks, anchor, head.type_block)
    _fill(reading, head)
    return head


def _first_type(reading: Reading, blocks: list[Block], first: int, last: int | None) -> tuple[int, int, str] | None:
    """The first type's line among ``blocks[first:last]``: (index, end of its words, code)."""
    for index, block in enumerate(blocks[first:last], first):
        found = type_line(reading, block)
        if found:
            return index, *found
    return None


def type_line(reading: Reading, block: Block) -> tuple[int, str] | None:
    """Whether a block is the type's line ("QUYẾT ĐỊNH", "KẾ HOẠCH Triển khai…"): (end of its words, code)."""
    if block.end - block.start > 600:
        return None
    if not reading.text[block.start : min(block.start + 4, block.end)].isupper():
        return None
    text = reading.text[block.start : block.end]
    head = text[:48]
    folded = flat(head)
    for words, code in _types():
        if folded.startswith(words) and head[: len(words)].isupper():
            rest = text[len(words) :]
            alone = not rest.strip(" |*.")
            titled = rest[:1] in (" ", "|") and rest.strip()[:1].isalpha() and flat(rest).split()[0] != "so"
            if alone or titled:
                return block.start + len(words), code
    if len(text) < 24 and " " in text:  # a scan parts letters: "K ÉT LUẬN"
        letters = folded.replace(" ", "").strip("|*.")
        parted = next((code for words, code in _types() if words.replace(" ", "") == letters), None)
        if parted is not None and text.isupper():
            return block.end, parted
    return None


@cache
def _types() -> list[tuple[str, str]]:
    """Words for a type with their codes, the longest first."""
    return sorted(type_words().items(), key=lambda pair: -len(pair[0]))


def _has_motto(reading: Reading, blocks: list[Block], index: int) -> bool:
    """Whether the motto begins in a block; a narrow column breaks it over two."""
    block = blocks[index]
    narrow = block.end - block.start < 30 and index + 1 < len(blocks)
    end = blocks[index + 1].end if narrow else block.end
    text = reading.text[block.start : min(end, block.start + 400)]
    found = _WHOLE_MOTTO.search(flat(text)) if _MAY_BE_MOTTO.search(text) else None
    if not found:
        return False
    printed = text[found.start() : found.end()]
    return printed.isupper() or (found.group().startswith("doc") and block.end - block.start < 120)


def _walk_back(reading: Reading, blocks: list[Block], anchor: int) -> int:
    """First block of the letterhead: short lines of capitals, numbers and marks in front of the motto."""
    first = anchor
    while first > 0 and anchor - first < 8:
        text = reading.text[blocks[first - 1].start : blocks[first - 1].end]
        if len(text) > 160 or not _belongs(text):
            break
        first -= 1
    return first


def _walk_on(reading: Reading, blocks: list[Block], anchor: int, type_block: int | None) -> int:
    """End of the letterhead: the type's line, or without one the first block of running text."""
    if type_block is not None and type_block >= anchor:
        return type_block
    last = anchor
    while last < min(len(blocks), anchor + _FAR):
        block = blocks[last]
        text = reading.text[block.start : block.end]
        if block.kind or len(text) > 240 or not _belongs(text):
            break
        last += 1
    return last


def _belongs(text: str) -> bool:
    """Whether a short block may be part of a letterhead."""
    folded = flat(text)
    if _BASIS.match(folded) or RESOLVES.match(folded):
        return False
    if is_capitals(text) or _MOTTO.search(folded) or _DRAFT.match(folded):
        return True
    number = _NUMBER.search(text)
    before = text[: number.start()] if number else ""
    if number and not _SENTENCE.search(before) and (len(before.split()) < 6 or is_capitals(before)):
        return True  # else a sentence that cites something
    return any(form.search(text) for form in (_PLACE_DATE, _SUBJECT, _BARE_SIGN))


def _fill(reading: Reading, head: Letterhead) -> None:
    parts = list(pieces(reading, head.first, head.last))
    text = "\n".join(p.text for p in parts)[:_LONGEST]
    following = list(pieces(reading, head.last, head.last + 3))
    later = "\n".join(
        p.text
        for p in following
        if reading.blocks[p.block].note is None and _LATE_NUMBER.match(flat(p.text[:24])) and " CỦA " not in p.text
    )
    later = later[:_LONGEST]
    known: list[tuple[int, int]] = []
    numbers = sorted(_NUMBER.finditer(text), key=lambda found: _stands_inside(text, found.start()))
    for found in (*numbers, _NUMBER.search(later), *(_BARE_NUMBER.match(p.text) for p in parts)):
        if found and _take_number(head, found):
            break
    known.extend(found.span() for found in numbers)
    place = _PLACE_DATE.search(text) or _PLACE_DATE_IN_FIGURES.search(text)
    if place:
        head.place = _capitalised_end(place["place"])
        start = place.end("place") - len(head.place)
        city = _CITY.search(text, max(start - 12, 0), start)
        known.append((city.start() if city else start, place.end()))
        if place["d"] and place["m"] and place["y"]:
            head.issued = iso_date(place["y"], place["m"], place["d"])
    known.extend(found.span() for found in _MOTTO.finditer(flat(text)))
    _take_subject(head, parts)
    head.draft = any(_DRAFT.match(flat(p.text)) for p in (*parts, *following))
    lines = [line for line in re.split(r"\n+", _rest(text, known)) if _is_issuer(line)]
    if head.type_block is None and place:  # below the date stands the title
        above = text[: place.start()]
        lines = [line for line in lines if line in above or not OPENS_TITLE.match(flat(line.strip(_EDGES)))]
    head.lines = lines
    head.lines = [line.strip(_EDGES) for line in head.lines]


def _stands_inside(text: str, position: int) -> bool:
    """Whether words go before a place on its line: a site's heading "BÃI BỎ THÔNG TƯ SỐ …" is not the number."""
    return bool(text[text.rfind("\n", 0, position) + 1 : position].strip(_EDGES))


def _take_number(head: Letterhead, found: re.Match[str]) -> bool:
    symbol = parse_number((found["sequence"] or "0") + normalise_number("0" + found["rest"])[1:])
    if symbol is None:
        return False
    head.symbol = symbol
    head.number = symbol.text if found["sequence"] else None
    return True


def _capitalised_end(words: str) -> str:
    """The name at the end of ``words``: "NQ/TU Quảng Nam" → "Quảng Nam"."""
    name: list[str] = []
    for word in reversed(words.strip(" *_.").split()):
        tag = bool(name) and len(word) > 1 and word.isupper() and word != "TP"
        if tag or not (word[:1].isupper() or word in ("-", "phố", "thành", "tỉnh")):
            break
        name.insert(0, word)
    return " ".join(name).lstrip("- ")


def _take_subject(head: Letterhead, parts: list[Piece]) -> None:
    """A letter's "V/v …" under its number; it may go on in the next pieces."""
    if head.type_block is not None:
        return
    for index, part in enumerate(parts):
        found = _SUBJECT.search(part.text)
        if not found:
            continue
        to = _ADDRESS.search(part.text)
        end = part.start + to.start() if to else part.end
        date = _PLACE_DATE.search(part.text, found.end())
        if date:
            end = part.start + date.start("place")
        elif not to:
            for more in parts[index + 1 :]:
                other = more.block != part.block or is_capitals(more.text) or _ADDRESS.match(more.text)
                if other or _PLACE_DATE.search(more.text):
                    break
                end = more.end
        head.subject = (part.start + found.start(), end)
        return


def _rest(text: str, known: list[tuple[int, int]]) -> str:
    """``text`` with what is known cut out, each cut a line end."""
    letters = list(text)
    for start, end in known:
        for position in range(start, end):
            letters[position] = "\n"
    return "".join(letters)


def _is_issuer(line: str) -> bool:
    letters = flat(line.strip(_EDGES))
    if sum(c.isalpha() for c in letters) < 2 or any(form.search(line) for form in (_SUBJECT, _BARE_NUMBER, _BARE_SIGN)):
        return False
    if _DRAFT.match(letters) or _STAMP.search(letters) or _SESSION.match(letters) or len(letters) > _LONGEST_LINE:
        return False
    return is_capitals(line) or (re.match(HEAD, letters) is not None and len(letters) < 80)
