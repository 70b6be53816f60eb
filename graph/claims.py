"""Claims: what one text, or the catalogue, says of a document, in a form that can be compared.

A claim keeps only what identity rests on. Which document it means is decided in :mod:`.candidates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..data import KnownDocument, Province, document_types, party_terms
from ..vietnamese import fold, lookup_key, slug
from .assemblies import mended
from .congresses import congress_key
from .identity import Jurisdiction, Number, issuer_level, level_of, normalise_number, parse_number, tag_level
from .model import Level
from .places import (
    NATION,
    code_of,
    district_in,
    outside,
    parent,
    place,
    province_at,
    province_in,
    province_named,
    unnamed,
)

if TYPE_CHECKING:
    from ..loaders.record import Facts, Record, Target

CENTRAL = frozenset({Level.CENTRAL_PARTY, Level.NATIONAL_STATE, Level.MINISTRY})
NATIONAL_KINDS = frozenset({"Luật", "BL", "PL", "HP", "NĐ"})

_YEAR_AT_END = re.compile(r",? năm (?P<year>(?:19|20)\d\d)$")
_CONSTITUTION = re.compile(r"Hiến pháp(?: (?:của )?nước|,? năm |$)", re.IGNORECASE)
_TERM = re.compile(r"\bkh[oó][aá] (?P<term>[IVX]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one document.

    ``places`` are the territories that the number may belong to, the likeliest first; ``key`` is what
    documents are compared by: the number's or the name's :func:`..vietnamese.lookup_key`, empty for a loaded
    text without number; ``series`` tells apart documents that share a symbol (law and resolution of one
    Assembly), ``?`` where the text does not say; ``issued`` is an ISO date, ``year`` what the symbol, the date
    or the name prints; ``term`` the Central Committee's.
    """

    places: tuple[str, ...]
    key: str
    series: str
    kind: str = ""
    number: str | None = None
    name: str | None = None
    issued: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    term: str | None = None

    @property
    def parsed(self) -> Number | None:
        """The number taken apart."""
        return parse_number(self.number) if self.number else None

    @property
    def yearly(self) -> bool:
        """Whether the symbol itself prints its year: then it is unique in its place."""
        return self.parsed is not None and self.parsed.year is not None

    @property
    def firm(self) -> bool:
        """Whether number, place and date (or a year in the symbol) say all that identity needs."""
        known = self.yearly or bool(self.issued)
        return bool(self.number and known and len(self.places) == 1 and self.series != "?")

    @property
    def moment(self) -> str:
        """What separates documents of one key: the day, the year, or nothing."""
        if self.yearly:
            return ""
        return self.issued or (str(self.year) if self.year else "")


@dataclass(frozen=True, slots=True)
class Citing:
    """The text that cites: ``home`` is its place, ``local`` that of provincial numbers whose province its words do not
    tell, ``before`` its day (None for drafts and undated texts: they
    bound nothing), ``about`` the year it was written in and ``term`` the Central Committee then in office, as
    far as its own date or the dates that it cites tell, ``after`` the latest day it cites."""

    home: str
    local: str
    jurisdiction: Jurisdiction
    before: str | None
    about: int | None
    term: str
    after: str | None


def citing(record: Record) -> Citing:
    """The frame in which a record's targets are read."""
    own = record.document
    where = own_place(record)
    province = (_province(own) or province_at(where)) if where != NATION else None
    dates = [t.issued for t in record.targets if t.issued]
    latest = max(dates, default=None)
    written = own.issued or latest
    return Citing(
        where,
        where if where != NATION else _unnamed_home(record),
        Jurisdiction(province, district_in(own.issuer or "")),
        own.issued if own.status != "draft" else None,
        int(written[:4]) if written else None,
        term_of(written) if written else "",
        latest,
    )


def own_place(record: Record) -> str:
    """Where a loaded text stands, from its issuer, number and province."""
    own = record.document
    level = Level(level_of(own.number, own.issuer))
    if level in CENTRAL:
        return NATION
    province, district = _province(own), district_in(own.issuer or "")
    if province is None and (district or level is not Level.OTHER):
        home = _unnamed_home(record)
        return f"{home}.{slug(district)}" if district else home
    return place(province, district)


def _unnamed_home(record: Record) -> str:
    """The province of a text that does not name its own: the only one whose bodies it names, else a place that no
    other text shares."""
    named = {
        code_of(province)
        for target in record.targets
        if target.issuer and issuer_level(target.issuer) in (Level.PROVINCE_PARTY, Level.PROVINCE_STATE)
        and (province := province_in(target.issuer)) is not None
    }  # fmt: skip
    if len(named) == 1:
        return named.pop()
    return unnamed(record.sha256 or record.dumps())


def _province(own: Facts) -> Province | None:
    """The province of a loaded text, as it was on its day: of its issuer's name, else of its head."""
    named = province_in(own.issuer or "")
    if named is None and own.province:
        return province_named(own.province, own.issued or "") or outside(own.province)
    return province_named(named.name, own.issued or "") or named if named else None


def of_record(record: Record) -> Claim:
    """What a loaded text says of itself."""
    own = record.document
    number = _number(own.number, own.issuer, own.issued)
    year = int(own.issued[:4]) if own.issued else None
    parsed = parse_number(number) if number else None
    return Claim(
        (own_place(record),),
        lookup_key(number) if number else "",
        _series(parsed, own.kind),
        own.kind,
        number,
        None,
        own.issued,
        parsed.year if parsed and parsed.year else year,
        own.issuer,
        own.title,
    )


def of_known(known: KnownDocument) -> Claim:
    """What the catalogue says of a document."""
    kind = _codes().get(fold(known.kind), known.kind)
    number = _number(known.number, known.issuer, known.issued)
    parsed = parse_number(number) if number else None
    province = province_in(known.issuer)
    return Claim(
        (place(province, district_in(known.issuer)),),
        lookup_key(number) if number else name_key(known.name)[0],
        _series(parsed, kind),
        kind,
        number,
        known.name or None,
        known.issued or None,
        parsed.year if parsed and parsed.year else int(known.issued[:4]) if known.issued else None,
        known.issuer or None,
        known.title or known.name or None,
        known.term or None,
    )


def of_target(target: Target, frame: Citing) -> Claim:
    """What a text says of a document that it cites."""
    number = _number(target.number, target.issuer, target.issued)
    parsed = parse_number(number) if number else None
    name, year = (None, None)
    if target.name:
        name, year = target.name, name_key(target.name)[1]
    if target.issued:
        year = int(target.issued[:4])
    if parsed and parsed.year:
        year = parsed.year
    if year is None and parsed is not None and not parsed.party:
        year = _annual(parsed, target.title)
    term = _TERM.search(f"{target.issuer or ''} {target.name or ''}")
    central = target.level == Level.CENTRAL_PARTY or (parsed is not None and parsed.tag.endswith("TW"))
    return Claim(
        _places(parsed, target, frame),
        lookup_key(number) if number else name_key(target.name or target.title or target.id)[0],
        _series(parsed, target.kind),
        target.kind,
        number,
        name,
        target.issued,
        year,
        target.issuer,
        target.title,
        term["term"].upper() if term and central else None,
    )


def name_key(name: str) -> tuple[str, int | None]:
    """What names are compared by, and the year that the name ends with.

    >>> name_key("Luật Đất đai năm 2013")
    ('luat-dat-dai', 2013)
    """
    year = _YEAR_AT_END.search(name)
    if _CONSTITUTION.match(name):
        name = "Hiến pháp" + (year[0] if year else "")
        year = _YEAR_AT_END.search(name)
    congress = congress_key(name)
    if congress:
        return slug(congress), None
    return slug(name[: year.start()] if year else name, 200), int(year["year"]) if year else None


def _number(printed: str | None, issuer: str | None, issued: str | None = None) -> str | None:
    """The normalised number; a scanned or typed ``/TƯ`` is the Centre's where the issuer's words say so, and a slip
    in an Assembly's symbol is mended where the date tells how."""
    if not printed:
        return None
    number = mended(normalise_number(printed), issued)
    if number.endswith("/TƯ"):
        central = issuer is not None and issuer_level(issuer) is Level.CENTRAL_PARTY
        return number[:-2] + ("TW" if central else "TU")
    return number


_YEARS = re.compile(r"\bnăm (?P<year>(?:19|20)\d\d)(?! ?[-–]|\d)")
_EARLY = 9
"""State numbers begin anew with the year: the first few are of its first weeks."""


def _annual(number: Number, title: str | None) -> int | None:
    """The year of an undated state number that is among the first of its year, from the only year that its title
    names: "Nghị quyết số 01/NQ-CP về … kế hoạch năm 2024"."""
    sequence = int(number.sequence) if number.sequence.isdecimal() else 99
    years = {int(y) for y in _YEARS.findall(title or "")}
    return years.pop() if sequence <= _EARLY and len(years) == 1 else None


def _series(parsed: Number | None, kind: str) -> str:
    if parsed is not None and parsed.kind:
        return ""
    if parsed is None:
        return ""
    if kind in ("Luật", "BL"):
        return "Luật"
    return kind if kind in ("NQ", "PL", "HP", "CV", "QĐ") else "?"


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {fold(t.name_vi): t.code for t in reversed(document_types()) if t.code}
    return {**codes, "luat": "Luật", "bo luat": "Luật"}


def _places(parsed: Number | None, target: Target, frame: Citing) -> tuple[str, ...]:
    """The territories that a cited number may belong to: the issuer's words decide, then its letters, and
    then the home of the citing text (GUIDE "targets")."""
    home, issuer = frame.home, target.issuer or ""
    level = issuer_level(issuer) if issuer else Level.OTHER
    if level in CENTRAL:
        return (NATION,)
    province = frame.local if "." not in frame.local else parent(frame.local)
    named, district = (province_in(issuer), district_in(issuer)) if issuer else (None, "")
    if named is not None:
        return (place(named, district),)
    if district:
        return (f"{province}.{slug(district)}",)
    if level in (Level.PROVINCE_PARTY, Level.PROVINCE_STATE):
        return (province,)
    if level is Level.DISTRICT:
        return (frame.local,)
    if target.kind in NATIONAL_KINDS:
        return (NATION,)
    by_tag = tag_level(parsed.tag) if parsed is not None else Level(target.level)
    if by_tag in CENTRAL:
        return (NATION,)
    if by_tag is Level.PROVINCE_PARTY:
        return (province,)
    if by_tag is Level.DISTRICT:
        return (frame.local,)
    if by_tag is Level.PROVINCE_STATE:
        return tuple(dict.fromkeys((province, frame.local)))
    return tuple(dict.fromkeys((home, parent(home) if "." in home else home, NATION)))


def contradiction(target: Target) -> str | None:
    """What is wrong when the letters of a number and the issuer's words name different levels; None if they
    agree or one of them tells nothing."""
    parsed = parse_number(target.number) if target.number else None
    if parsed is None or not target.issuer:
        return None
    letters, words = tag_level(parsed.tag), issuer_level(target.issuer)
    if Level.OTHER in (letters, words) or letters is words or parsed.text.endswith("/TƯ"):
        return None
    provincial = {Level.PROVINCE_STATE, Level.DISTRICT}
    if {letters, words} <= provincial or {letters, words} <= {Level.NATIONAL_STATE, Level.MINISTRY}:
        return None
    if {letters, words} <= {Level.PROVINCE_PARTY, Level.DISTRICT} and parsed.tag != "TU":
        return None
    return f"{parsed.text} has the letters of {letters.value}, but its issuer is {target.issuer} ({words.value})"


_REVIEW = re.compile(r"\b(?:sơ|tổng) kết (?P<years>\d{1,3}) năm\b", re.IGNORECASE)
_AHEAD = 2
"""Years: a plan may order a review for the year after next."""


def too_young(words: str, year: int | None, frame: Citing) -> str | None:
    """The words that speak of more years of a document (of ``year``) than it can have when the text is written;
    None if there are none."""
    review = _REVIEW.search(words)
    if review is None or year is None or frame.about is None:
        return None
    return review[0] if year + int(review["years"]) > frame.about + _AHEAD else None


def term_of(day: str) -> str:
    """The Central Committee in office on an ISO date, empty before the first known.

    >>> term_of("2014-06-09")
    'XI'
    """
    held = [term for term, begin in party_terms() if begin <= day]
    return held[-1] if held else ""
