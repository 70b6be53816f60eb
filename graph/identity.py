"""Numbers and ids of documents: what a printed symbol says, and the stable id made from facts.

A number identifies nothing alone (DESIGN §1): the id joins jurisdiction, issuer tag, kind, year, sequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..data import Province, issuer_tags

_SHAPE = re.compile(
    r"(?P<sequence>\d{1,5}[a-zA-Z]?)"
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
        return Number(text, match["sequence"], year, kind, tuple(t for t in re.split(r"[-/]", tags) if t), True)
    kind, _, tags = rest.replace("/", "-", 1).partition("-") if "-" not in rest else rest.partition("-")
    parts = tuple(t for t in tags.split("-") if t)
    if kind in issuer_tags() or not parts:
        return Number(text, match["sequence"], year, "", (kind, *parts), False)
    return Number(text, match["sequence"], year, kind, parts, False)


_UNITED = re.compile(r"(?P<head>.*?(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ|bộ)|.*? (?:tỉnh|thành phố))$")
_SHORT = (("UBND ", "Ủy ban nhân dân "), ("HĐND ", "Hội đồng nhân dân "), ("BTV ", "Ban Thường vụ "), ("BCH ", "Ban Chấp hành "))


def expand_issuer(words: str, context: Jurisdiction) -> str:
    """An issuer's full name from its printed words, its province taken from the citing text where the words
    say "of the province" (GUIDE "targets").

    >>> from ..data import provinces
    >>> here = Jurisdiction(next(p for p in provinces() if p.name == "Quảng Nam"))
    >>> expand_issuer("UBND tỉnh", here)
    'Ủy ban nhân dân tỉnh Quảng Nam'
    """
    name = " ".join(words.split())
    for short, full in _SHORT:
        name = name.replace(short, full)
    name = name.replace("Uỷ ban", "Ủy ban")
    if context.province is not None and _UNITED.match(name):
        return f"{name} {context.province.name}"
    return name


def level_of(number: str | None, issuer: str | None) -> str:
    """The level (:class:`.model.Level`) of a document with this number and issuer; ``other`` where neither tells."""
    parsed = parse_number(number) if number else None
    tag = parsed.tag if parsed else ""
    if tag == "TW" or tag.endswith("TW"):
        return "central-party"
    if tag == "TU":
        return "province-party"
    if tag.startswith(("QH", "UBTVQH")) or tag in ("CP", "TTg"):
        return "national-state"
    if tag in ("UBND", "HĐND"):
        return "province-state"
    return "other"
