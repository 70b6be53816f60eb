"""Numbers and ids of documents: what a printed symbol says, and the stable id made from facts.

A number identifies nothing alone (DESIGN §1): the id joins jurisdiction, issuer tag, kind, year, sequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(
    r"(?P<sequence>\d{1,5}[a-zA-Z]?)"
    r"(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?P<mark>[-/])(?P<rest>[^\W\d_][\w&.]*(?:[-/][\w&. ]*[\w&.])*)$"
)
_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{1,2}$")


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
    from ..data import issuer_tags  # the table is wanted only here

    if kind in issuer_tags() or not parts:
        return Number(text, match["sequence"], year, "", (kind, *parts), False)
    return Number(text, match["sequence"], year, kind, parts, False)
