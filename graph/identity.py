"""Numbers and ids of documents: what a printed symbol says, and the stable id made from facts.

A number identifies nothing alone (DESIGN §1): the id joins jurisdiction, issuer tag, kind, year, sequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ..data import Province, body_aliases, document_types, issuer_tags
from ..vietnamese import CAPITALS, fold, lookup_key, slug
from .model import Level
from .places import district_in, province_in

_SHAPE = re.compile(
    r"(?P<sequence>\d{1,5}(?:\.\d{1,2})?[a-zA-Z]?)"  # 66.4/2025/NQ-CP is real
    r"(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?P<mark>[-/])(?P<rest>[^\W\d_][\w&.]*(?:[-/][\w&. ]*[\w&.])*)$"
)
_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Where a text stands: whose short names it uses ("UBND tỉnh" in a Quảng Nam text).

    ``province`` is the unit as it was on the text's date, None for central texts; ``district`` the unit below
    it with its type ("huyện Núi Thành"), empty if none.
    """

    province: Province | None = None
    district: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed symbol taken apart (Nghị định 30/2020 art. 8 and annex III; 36-HD/VPTW for the Party).

    ``text`` is the symbol normalised: no blanks, plain hyphens. ``kind`` is the type's letters (``NQ``), empty
    where the symbol prints none (laws, state letters); ``tags`` the issuers' letters, the leading one first;
    ``party`` whether the layout is the Party's (``29-NQ/TW``).
    """

    text: str
    sequence: str
    year: int | None
    kind: str
    tags: tuple[str, ...]
    party: bool

    @property
    def tag(self) -> str:
        """The leading issuer's letters, empty if none is printed."""
        return self.tags[0] if self.tags else ""


def normalise_number(printed: str) -> str:
    """The symbol without blanks, dashes plain, ``Ð`` as ``Đ``.

    >>> normalise_number("04 – NQ/TU")
    '04-NQ/TU'
    """
    joined = re.sub(r"\s+", "", printed).translate(str.maketrans("–—‑−Ððƣ", "----Đđư"))
    return re.sub(r"([-/])\1+", r"\1", joined).strip("-/.,;:")


@lru_cache(maxsize=1 << 16)
def parse_number(printed: str) -> Number | None:
    """Takes a symbol apart; None if it has not the shape of one.

    >>> parse_number("2646/QĐ-UBND").tag
    'UBND'
    >>> parse_number("81/2023/QH15").year
    2023
    """
    text = normalise_number(printed)
    match = _SHAPE.match(text)
    if not match:
        return None
    year = int(match["year"]) if match["year"] else None
    party = match["mark"] == "-"
    rest = match["rest"]
    if _ASSEMBLY.match(rest):
        return Number(text, match["sequence"], year, "", (rest,), False)
    if party:
        kind, _, tags = rest.partition("/")
        bodies = issuer_tags().get(kind, ()) if not tags else ()
        if any(body.branch == "state" for body in bodies):  # "64-CP", as the state numbered until 1996
            return Number(text, match["sequence"], year, "", (kind,), False)
        return Number(text, match["sequence"], year, kind, tuple(t for t in re.split(r"[-/]", tags) if t), True)
    kind, *tags = re.split(r"[-/]", rest, maxsplit=1)  # "TTLT-BTC-BNV", and "TTLT/BTC-BNV" as well
    parts = tuple(t for t in "".join(tags).split("-") if t)
    if kind in issuer_tags() or not parts:
        return Number(text, match["sequence"], year, "", (kind, *parts), False)
    return Number(text, match["sequence"], year, kind, parts, False)


def document_id(place: str, issuer: str, kind: str, year: int | None, sequence: str) -> str:
    """The id of a document: jurisdiction / issuer tag / kind / year / sequence (DESIGN §2).

    >>> document_id("vn-27", "TU", "NQ", 2023, "036")
    'vn-27/tu/nq/2023/36'
    """
    parts = (slug(issuer) or "x", slug(kind) or "khac", str(year) if year else "undated")
    return "/".join((place, *parts, slug(sequence, 80).lstrip("0") or "0"))


_ID = re.compile(r"vn(?:-[a-z0-9]{2}|-x-[a-z0-9-]+)?(?:\.[a-z0-9-]+)?(?:/[a-z0-9-]+){2,4}(?:~[a-z0-9-]+)?$")
_AT = re.compile(
    r"@ *(?:(?P<y>\d{4})(?:-(?P<m>\d\d?)-(?P<d>\d\d?))?|(?P<d2>\d\d?)[/.-](?P<m2>\d\d?)[/.-](?P<y2>\d{4})) *$"
)


def is_id(text: str) -> bool:
    """Whether a text has the shape of an id.

    >>> is_id("vn/tw/nq/2022/29"), is_id("29-NQ/TW")
    (True, False)
    """
    return _ID.match(text) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asked for: an ``id``, or the ``key`` (:func:`..vietnamese.lookup_key`) of a number or name,
    narrowed by ``year`` or the day it was ``issued``."""

    key: str
    year: int | None = None
    issued: date | None = None
    id: str | None = None


def parse_asked(text: str) -> Asked:
    """Reads a user's words: ``29-NQ/TW``, ``29–nq/tw@2022``, ``nghị quyết số 29 nq/tw năm 2022``, ``vn/tw/nq/2022/29``.

    Never fails: words that are neither a number nor an id are a name. A day that does not exist counts for
    its year alone.
    """
    words = " ".join(text.split())
    if is_id(words.lower()):
        return Asked(lookup_key(words), id=words.lower())
    year, issued = None, None
    at = _AT.search(words)
    if at:
        words = words[: at.start()]
        year = int(at["y"] or at["y2"])
        month, day = at["m"] or at["m2"], at["d"] or at["d2"]
        if month:
            try:
                issued = date(year, int(month), int(day))
            except ValueError:
                issued = None
    key = lookup_key(words)
    pattern, letters = _asked_number()
    number = pattern.fullmatch(key)
    if number is None:
        return Asked(key, year, issued)
    rest = number["rest"]
    if rest.isdecimal() and letters.get(number["kind"]):
        rest = f"{rest}-{letters[number['kind']]}"
    return Asked(lookup_key(rest), year or (int(number["year"]) if number["year"] else None), issued)


@cache
def _asked_number() -> tuple[re.Pattern[str], dict[str | None, str]]:
    """A number's key with what people say before and after it, "nghị quyết số 29-NQ/TW năm 2022"; and the letters of
    the kinds that they say, which "nghị quyết 29" leaves out."""
    letters: dict[str | None, str] = {}
    for known in document_types():
        for word in (known.name_vi, known.code):
            letters.setdefault(slug(word), slug(known.code))
    kind = "|".join(sorted(filter(None, letters), key=len, reverse=True))
    return re.compile(rf"(?:(?P<kind>{kind})-)?(?:so-)?(?P<rest>\d.*?)(?:-nam-(?P<year>(?:19|20)\d\d))?"), letters


# -- issuers --------------------------------------------------------------------------------------------------


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Abbreviations and spellings that may be written out anywhere in a body's name."""
    full = {
        a.alias: a.canonical
        for a in body_aliases()
        if a.kind in ("abbreviation", "spelling", "case") and "(" not in a.canonical and "/" not in a.alias
    }
    ordered = sorted(full, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"), full


_UNIT = re.compile(
    r"(?<!các )(?<!cấp )(?<!\w)(?:"
    r"(?P<province>[Tt]ỉnh (?:ủy|đoàn)|[Tt]ỉnh)|(?P<city>[Tt]hành (?:ủy|đoàn)|[Tt]hành phố)"
    r"|(?P<district>[Hh]uyện (?:ủy|đoàn)|[Hh]uyện|[Qq]uận ủy|[Qq]uận|[Tt]hị ủy|[Tt]hị xã|[Tt]hị trấn"
    r"|[Pp]hường|[Đđ]ặc khu|(?<=[Đđ]ảng ủy )xã|(?<=dân )xã)"
    rf")(?!\w)(?! (?:[{CAPITALS}]|\d|ủy|đoàn|hội|viên))"
)


#: "Tỉnh Ủy", as newspapers write it.
_COMMITTEE = re.compile(r"(?<!\w)(Tỉnh|Thành|Huyện|Quận|Thị|Đảng) Ủy(?!\w)")


def spell_out(words: str) -> str:
    """A body's printed words with abbreviations and old spellings written out, blanks single.

    >>> spell_out("BTV  Tỉnh uỷ")
    'Ban Thường vụ Tỉnh ủy'
    """
    pattern, full = _spellings()
    return _COMMITTEE.sub(r"\1 ủy", pattern.sub(lambda m: full[m.group()], " ".join(words.split())))


def expand_issuer(words: str, context: Jurisdiction) -> str:
    """An issuer's full name from its printed words, its province taken from the citing text where the words
    say "of the province" (GUIDE "targets").

    >>> from ..data import provinces
    >>> here = Jurisdiction(next(p for p in provinces() if p.name == "Quảng Nam"))
    >>> expand_issuer("UBND tỉnh", here)
    'Ủy ban nhân dân tỉnh Quảng Nam'
    """
    name = spell_out(words)
    if province_in(name) is not None:
        return name
    unit = _UNIT.search(name)
    if unit is None:
        return name
    own = ""
    if unit["district"]:
        if context.district.casefold().startswith(unit["district"].casefold() + " "):
            own = context.district[len(unit["district"]) + 1 :]
    elif unit["city"] and context.district.startswith("thành phố"):
        own = context.district[len("thành phố ") :]
    elif context.province is not None and bool(unit["city"]) == (context.province.kind == "thành phố"):
        own = context.province.name
    return f"{name[: unit.end()]} {own}{name[unit.end() :]}" if own else name


#: Levels by the words of an issuer's name, folded, the first that fits. "Trung ương" of the Front and the
#: unions is neither Party nor State.
_LEVELS: tuple[tuple[re.Pattern[str], Level], ...] = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (r"mat tran to quoc|lien doan lao dong|\bhoi (?:nong|cuu|lien|chu)|doan thanh nien"
         r"|\b(?:tinh|thanh|huyen|trung uong) doan\b|^ban chi dao", Level.OTHER),
        (r"^dang(?: cong san viet nam)?$|chap hanh trung uong|bo chinh tri|ban bi thu|trung uong dang"
         r"|quan uy trung uong|^trung uong\b"
         r"|dai hoi (?:dai bieu )?toan quoc|^dai hoi (?:lan thu )?[ivx]+ (?:cua )?dang$"
         r"|(?:to chuc|kiem tra|tuyen giao|dan van|noi chinh|kinh te|doi ngoai|chien luoc) trung uong"
         r"|(?:can su dang|dang uy) chinh phu|hoc vien chinh tri quoc gia", Level.CENTRAL_PARTY),
        (r"thanh tra chinh phu|van phong (?:chinh phu|quoc hoi|chu tich nuoc)|^(?:bo truong |bo )(?!chi huy)"
         r"|ngan hang nha nuoc|tong cuc|^cuc |uy ban dan toc$|bao hiem xa hoi viet nam|kho bac nha nuoc$",
         Level.MINISTRY),
        (r"(?<!dai bieu )quoc hoi|^(?:pho )?thu tuong|chinh phu$|chu tich nuoc|hoi dong bo truong|nhan dan toi cao"
         r"|kiem toan nha nuoc|hoi dong nha nuoc|bau cu quoc gia", Level.NATIONAL_STATE),
    )
)  # fmt: skip
_LOWER = re.compile(r"^(?:huyen|quan|thi) uy|nhan dan (?:cac )?(?:huyen|quan\b|thi xa|xa\b|phuong|dac khu)")
_PARTY = re.compile(r"\b(?:uy (?!ban)|uy$|dang bo|can su dang|dang doan|dang uy|(?:tinh|thanh|huyen|quan|thi) uy)")
_PROVINCIAL = re.compile(r"\b(?:so|tinh|cong an|thanh tra)\b|(?:uy ban|hoi dong) nhan dan")


@lru_cache(maxsize=1 << 16)
def issuer_level(issuer: str) -> Level:
    """The level that an issuer's words tell; OTHER where they do not."""
    words = fold(spell_out(issuer))
    for pattern, level in _LEVELS:
        if pattern.search(words):
            return level
    if district_in(issuer) or re.match(
        r"(?:huyen|quan|thi) uy|.*nhan dan (?:huyen|quan\b|thi xa|xa|phuong|dac khu)", words
    ):
        return Level.DISTRICT
    if _PARTY.search(words):
        return Level.PROVINCE_PARTY if re.search(r"\b(?:tinh|thanh)\b", words) or province_in(issuer) else Level.OTHER
    return Level.PROVINCE_STATE if _PROVINCIAL.search(words) else Level.OTHER


@lru_cache(maxsize=4096)
def tag_level(tag: str) -> Level:
    """The level that an issuer's letters tell; OTHER for letters that are unknown or serve several levels."""
    if re.fullmatch(r"(?:UBTV)?QH\d{0,2}", tag):
        return Level.NATIONAL_STATE
    readings = {(t.branch, t.level) for t in issuer_tags().get(tag, ())}
    if not readings and tag.endswith("TW"):
        return Level.CENTRAL_PARTY
    if tag in ("UBND", "HĐND"):
        return Level.PROVINCE_STATE  # the words of the issuer say so where it is a district's
    if len(readings) != 1:
        return Level.OTHER
    branch, level = readings.pop()
    return {
        ("party", "central"): Level.CENTRAL_PARTY,
        ("party", "province"): Level.PROVINCE_PARTY,
        ("state", "central"): Level.NATIONAL_STATE,
        ("state", "ministry"): Level.MINISTRY,
        ("state", "province"): Level.PROVINCE_STATE,
    }.get((branch, level), Level.DISTRICT if level in ("district", "commune") else Level.OTHER)


def level_of(number: str | None, issuer: str | None) -> str:
    """The level (:class:`.model.Level`) of a document with this number and issuer; ``other`` where neither
    tells. The issuer's words weigh more than its letters: the letters are what gets misprinted."""
    level = issuer_level(issuer) if issuer else Level.OTHER
    if level is Level.OTHER and number:
        parsed = parse_number(number)
        level = tag_level(parsed.tag) if parsed else Level.OTHER
    return level.value
