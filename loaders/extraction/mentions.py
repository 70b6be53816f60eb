"""Numbered mentions: the type word, the number, its date and its issuer as one quote (GUIDE "mentions")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...data import issuer_tags
from .issuers import issuer_at, issuer_before, issuers_at
from .laws import LAW, name_end
from .reading import Block, Reading
from .symbols import Symbol, find_date, number_sign_before, qualified_type_before, symbols, type_before

_ACT = re.compile(r"(?<!\w)(?:Bộ luật|Luật|Luột|Pháp lệnh|BỘ LUẬT|LUẬT|PHÁP LỆNH|(?<!pháp )luật)(?= )")
#: Numbers of the laws that are amended, not of the one that amends: "… của Luật A số 1/2020/QH14 và Luật B số …".
_MORE_ACTS = re.compile(r"(?:,| và|, và) (?:Bộ luật|Luật) [^;:.()\n\d]{3,120} số \d")
_NUMBER_SIGN = re.compile(r" số:? ?$")
_ACT_BREAK = re.compile(r"[;:.()\"“”\n]|(?<!\w)(?:số|ngày|tại|Điều|khoản) ")
_AMENDING_ACT = re.compile(
    r"(?:Bộ luật|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH) (?:sửa đổi|Sửa đổi|SỬA ĐỔI)(?:(?!\d{1,3}/\d{4}/)[^;:.()\n]){0,400}$"
)
_TYPE_OF_ISSUER = re.compile(r"(?P<of> của (?P<issuer>[^,;:.()\d\n]{3,70}?))(?:,? ngày [\d/.-]{8,10})? ?(?:số)?:? ?$")
_ACT_NAME = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh) [^\d]{3,400}?(?= số:? ?$)", re.IGNORECASE)
_LISTED = re.compile(r"(?:,| và|, và| hoặc)(?: các)? ?", re.IGNORECASE)
_PLURAL_HEAD = re.compile(r"(?<!\w)[Cc]ác (?P<type>[^\W\d_]+ [^\W\d_]+)(?P<of> của )?")
_SINGULAR_HEAD = re.compile(r"(?<!\w)(?P<type>[^\W\d_]+ [^\W\d_]+)(?P<of> của )[^,;:.()\d\n]{3,80}: ?\Z")
_CLAUSE_END = re.compile(r";|\. ")
#: A scan reads "cùa" and "ngảy" for "của" and "ngày".
_OF = re.compile(r",? ?(?:c[ủùúũụ][aàáảã]|do|giữa|ban hành bởi) ", re.IGNORECASE)
_TOGETHER = re.compile(r"liên tịch|phối hợp|liên ngành|liên bộ", re.IGNORECASE)
_COMMA = re.compile(
    r"(?: ?[,(]? ?(?:ban hành |ký )?|(?: đã)? được Quốc hội[^,;.:()\d\n]{0,60} thông qua )(?:ngày (?=ngày))?"
    r"(?=ng[àảáãạ][yỳýỷỹỵ])| ?\((?=[\d/]{8,10}\))",
    re.IGNORECASE,
)
#: A date whose day is left blank: "ngày … tháng … năm 2024".
_BLANK_DATE = re.compile(r",? ngày[ .…]{1,12}tháng[ .…\d]{1,12}năm (?:19|20)\d\d(?!\d)", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """A mention on the reading's text, before it has a target.

    ``cls`` is numbered or named; ``start`` and ``end`` span the quote, ``core`` ends behind the number or
    name (evidence stops there); ``kind`` is the type's code; ``issuer`` the words as printed.
    """

    cls: str
    start: int
    end: int
    core: int
    kind: str
    number: str | None = None
    name: str | None = None
    issued: str | None = None
    issuer: str | None = None
    block: Block | None = None
    tag: str = ""
    head: int | None = None


def numbered(reading: Reading) -> list[Found]:
    """Every numbered mention of the text, in order; the document's own letterhead is not left out yet."""
    text = reading.text
    found: list[Found] = []
    for symbol in symbols(text):
        block = reading.block_at(symbol.start)
        mention = mention_of(text, symbol, block)
        if found and mention.start < found[-1].end:
            mention.start = number_sign_before(text, symbol.start) or symbol.start
        found.append(mention)
    _share(text, found)
    _gather(text, found)
    return found


def mention_of(text: str, symbol: Symbol, block: Block) -> Found:
    """The mention that a number belongs to."""
    start, kind = _begin(text, symbol, block)
    joint = symbol.head.endswith(("LT", "LN", "PH")) or _TOGETHER.search(text, start, symbol.start) is not None
    end, issued, issuer = tail(text, symbol.end, block.end, joint=joint)
    if issuer is None and issued is not None:
        end, issuer = _bare_issuer(text, end, symbol.tag)
    if issuer is None:
        inner = _TYPE_OF_ISSUER.search(text, start, symbol.start)
        if inner and issuer_at(text, inner.start("issuer"), symbol.start) == inner.end("issuer"):
            issuer = inner["issuer"]
    if issuer is None:
        issuer = issuer_before(text, block.start, start)
    act = _ACT_NAME.match(text, start, symbol.start) if kind in ("Luật", "PL") else None
    name = text[start : act.end()] if act else _named_before(text, start) if kind == "Luật" else None
    return Found("numbered", start, end, symbol.end, kind, symbol.number, name, issued, issuer, block, symbol.tag)


def _named_before(text: str, start: int) -> str | None:
    """The law's name that its number follows in parentheses: "Luật Thủ đô (Luật số 39/2024/QH15)"."""
    if text[start - 2 : start] != " (":
        return None
    window = text[max(start - 120, 0) : start - 2]
    ends = (law for law in LAW.finditer(window) if name_end(window, law.end(), len(window)) == len(window))
    return next((window[law.start() :] for law in ends), None)


def _bare_issuer(text: str, end: int, tag: str) -> tuple[int, str | None]:
    """The body of the number's letters right behind its date, where "của" is missing: (end of the quote, its name)."""
    for known in issuer_tags().get(tag, ()):
        stop = end + 1 + len(known.body)
        if text[end + 1 : stop].lower() == known.body.lower() and not text[stop : stop + 1].isalnum():
            return stop, text[end + 1 : stop]
    return end, None


def _share(text: str, found: list[Found]) -> None:
    """Lists print a date or issuer once: "số 217-QĐ/TW và số 218-QĐ/TW, ngày 12/12/2013 của Bộ Chính trị".

    A number that has a date elsewhere is only referred to, and "TW" stands for three bodies of the Party.
    """
    dated = {m.number for m in found if m.issued}
    for one, after in zip(reversed(found[:-1]), reversed(found), strict=False):
        if one.block is not after.block or one.tag != after.tag or not _LISTED.fullmatch(text, one.end, after.start):
            continue
        bare = text[after.start : after.start + 2].lower() == "số" or text[after.start].isdigit()
        if not bare and one.kind != after.kind and after.tag == "TW":
            continue
        one.issuer = one.issuer or after.issuer
        if one.end == one.core and after.issued and _year(one) in (None, after.issued[:4]) and one.number not in dated:
            one.issued = after.issued


def _gather(text: str, found: list[Found]) -> None:
    """Numbers listed behind a plural take its type and issuer: "các Nghị định của Chính phủ: số …; số …"."""
    plural: tuple[int, str, str | None, str] | None = None
    for index, mention in enumerate(found):
        assert mention.block is not None
        bare = text[mention.start : mention.start + 2].lower() == "số" or text[mention.start].isdigit()
        if plural is not None:
            gap = text[found[index - 1].end : mention.start]
            if not bare or plural[3] in gap or found[index - 1].block is not mention.block:
                plural = None if plural[3] in gap or found[index - 1].block is not mention.block else plural
        if plural is None and bare:
            plural = _plural_head(text, mention)
        if plural is not None and bare:
            mention.head, mention.kind = plural[0], plural[1]
            mention.issuer = mention.issuer or plural[2]


def _plural_head(text: str, mention: Found) -> tuple[int, str, str | None, str] | None:
    """(offset, kind, issuer, the mark that closes the list) of the plural that opens a list right here."""
    assert mention.block is not None
    opener = text[max(0, mention.start - 2) : mention.start].strip()[-1:]
    if opener not in ("(", ":"):
        return None
    low = max(mention.block.start, mention.start - 400)
    heads = [
        m
        for m in _PLURAL_HEAD.finditer(text, low, mention.start)
        if not _CLAUSE_END.search(text, m.end(), mention.start)
    ]
    head = heads[-1] if heads else _SINGULAR_HEAD.search(text, low, mention.start)
    if head is None:
        return None
    typed = type_before(text, head.end("type"))
    if typed is None and not heads:
        return None
    kind = typed[1] if typed else ""
    of = head.end("of")
    stop = issuer_at(text, of, mention.block.end) if of >= 0 else None
    issuer = text[of:stop] if stop else None
    return head.start(), kind, issuer, ")" if opener == "(" else "."


def _year(mention: Found) -> str | None:
    """The year that the number prints ("81/2023/QH15")."""
    parts = (mention.number or "").split("/")
    return parts[1] if len(parts) > 2 and parts[1].isdigit() else None


def _begin(text: str, symbol: Symbol, block: Block) -> tuple[int, str]:
    """Where the quote begins, and the kind that its type word says (else the symbol's letters)."""
    word = type_before(text, symbol.start)
    if symbol.tag.upper().startswith(("QH", "UBTVQH")) and (word is None or word[1] in ("Luật", "PL", "KHAC")):
        act = _act_before(text, symbol.start, block)
        if act is not None:
            return act
    if word is not None:
        return max(word[0], block.start), word[1]
    sign = number_sign_before(text, symbol.start)
    window = text[max(block.start, symbol.start - 130) : symbol.start]
    issuer = _TYPE_OF_ISSUER.search(window)
    if issuer:
        before = type_before(text, symbol.start - len(window) + issuer.start("of"))
        if before is not None and not _plural(text, before[0]):
            return before[0], before[1]
    qualified = qualified_type_before(text, sign) if sign is not None else None
    if qualified is not None and qualified[0] >= block.start:
        return qualified
    return (sign if sign is not None else symbol.start), symbol.head


def _plural(text: str, position: int) -> bool:
    return text[max(0, position - 5) : position].lower().endswith(("các ", "những "))


def _act_before(text: str, position: int, block: Block) -> tuple[int, str] | None:
    """The act's name before its number: "Luật Quản lý thuế số 38/2019/QH14"."""
    low = max(block.start, position - 420)
    window = text[low:position]
    amending = _AMENDING_ACT.search(window)
    if amending and not _MORE_ACTS.match(text, text.find(" ", position), block.end):
        return low + amending.start(), "Luật"
    stop = len(window) - (len(sign[0]) if (sign := _NUMBER_SIGN.search(window)) else 1)
    named = [law for law in LAW.finditer(window) if name_end(window, law.end(), len(window)) == stop]
    if named:
        chosen = named[0]
    else:
        acts = list(_ACT.finditer(window))
        near = (act for act in acts if stop - act.end() <= 160 and not _ACT_BREAK.search(window, act.end(), stop))
        nearest = next(near, None)
        if nearest is None:
            return None
        between = window[nearest.start() : acts[-1].start()]
        chosen = acts[-1] if "," in between or " và " in between else nearest
    return low + chosen.start(), "PL" if chosen.group().lower().startswith("pháp") else "Luật"


def tail(text: str, position: int, limit: int, *, joint: bool = False) -> tuple[int, str | None, str | None]:
    """Date and issuer behind a number or name: (end of the quote, ISO date, issuer's words); ``joint`` where several
    bodies issue it."""
    end, issued, issuer = position, None, None
    for _ in range(2):
        if issued is None:
            comma = _COMMA.match(text, end, limit)
            found = find_date(text, comma.end(), limit) if comma else None
            if found:
                end, issued = found[1], found[2]
                if comma and "(" in comma.group() and text[end : end + 1] == ")":
                    end += 1
                continue
            blank = _BLANK_DATE.match(text, end, limit)
            end = blank.end() if blank else end
        if issuer is None:
            of = _OF.match(text, end, limit)
            several = joint or (of is not None and of.group().lower().endswith("giữa "))
            stop = (issuers_at if several else issuer_at)(text, of.end(), limit) if of else None
            if of and stop:
                issuer = text[of.end() : stop].strip()
                end = of.end() + len(text[of.end() : stop].rstrip())
    if issuer is not None and issued is None:
        comma = _COMMA.match(text, end, limit)
        found = find_date(text, comma.end(), limit) if comma else None
        if found:
            end, issued = found[1], found[2]
    return end, issued, issuer
