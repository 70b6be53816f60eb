"""Provinces and districts in the names of bodies: which territory a name means.

A *place* is the first part of every id: ``vn`` for the whole country, ``vn-27`` for a province (ISO 3166-2),
``vn-27.huyen-nui-thanh`` for a district or commune in it. A province that the table does not know (abolished long ago,
misprinted, invented) is one of its own, ``vn-x-hai-hung``: two such never share a place.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import sha256

from ..data import Province, body_aliases, provinces
from ..vietnamese import CAPITALS, slug

NATION = "vn"

_PLAIN_KIND = re.compile(r"^(?:tinh|thanh-pho|tp)-")
_WORD = rf"(?:[{CAPITALS}][\w']*|\d+)"
_NAME = rf"{_WORD}(?:[ -]{{1,3}}{_WORD}){{0,3}}"
_DISTRICT = re.compile(
    r"(?<!\w)(?:(?P<kind>[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)"
    rf"|(?P<party>Huyện|Quận|Thị|Thành) ủy) (?!Thành phố|TP)(?P<name>{_NAME})"
)
_PARTY_UNITS = {"Huyện": "huyện", "Quận": "quận", "Thị": "thị xã", "Thành": "thành phố"}
_LOWER_UNITS = "huyen|quan|thi-xa|xa|phuong|thi-tran|dac-khu"


_OUTSIDE = "VN-X-"
_UNNAMED = "vn-x-0"  # no name begins with a digit
_PROVINCE = re.compile(
    rf"(?<!\w)(?:tỉnh|TỈNH|Tỉnh)(?: (?:[ủuỦU][ỷyỶY]|đoàn))? (?P<name>{_NAME})(?!\w)(?! [{CAPITALS}])"
)
_NO_NAMES = frozenset(
    {
        "ban", "bao", "bi", "bo", "chi", "chu", "cong", "cuc", "dai", "dang", "doan", "hdnd", "hoi", "mat", "nghi",
        "quy", "quyet", "so", "thanh", "thuong", "to", "truong", "ubnd", "uy", "van"
    }
)  # fmt: skip
"""First words of bodies that may follow "tỉnh" or "Tỉnh ủy"."""


def outside(name: str, kind: str = "tỉnh") -> Province:
    """A province that the table does not know."""
    return Province(_OUTSIDE + slug(name, 60).upper(), name, kind, "", "", "", "")


def unnamed(text: str) -> str:
    """The place of what is a province's where nothing tells which; ``text`` is what sets it apart from all others."""
    return f"{_UNNAMED}{sha256(text.encode(errors='surrogatepass')).hexdigest()[:8]}"


def is_unnamed(where: str) -> bool:
    """Whether a place lies in a province that nothing tells."""
    return where.startswith(_UNNAMED)


def is_outside(where: str) -> bool:
    """Whether a place lies in a province that the table does not know."""
    return where.startswith(_OUTSIDE.lower())


def code_of(province: Province) -> str:
    """The place of a province: its ISO code in lower case."""
    return province.code.lower()


@cache
def _by_slug() -> dict[str, tuple[Province, ...]]:
    found: dict[str, list[Province]] = {}
    for province in provinces():
        found.setdefault(slug(province.name), []).append(province)
    for alias in body_aliases():
        if slug(alias.canonical) in found:
            found.setdefault(slug(alias.alias), found[slug(alias.canonical)])
    return {name: tuple(lives) for name, lives in found.items()}


@lru_cache(maxsize=4096)
def province_named(name: str, on: str = "") -> Province | None:
    """The province of this name ("Quảng Nam", "TP Hồ Chí Minh", "tỉnh Hoà Bình"), as it was on an ISO date.

    Without a date, or with one that no row covers, its latest life. None if there is no such province.
    """
    lives = _by_slug().get(_PLAIN_KIND.sub("", slug(name, 80)), ())
    for life in lives:
        if on and life.valid_from <= on and (not life.valid_to or on <= life.valid_to):
            return life
    return lives[-1] if lives else None


@cache
def _mentioned() -> re.Pattern[str]:
    names = "|".join(sorted(_by_slug(), key=len, reverse=True))
    return re.compile(rf"(?:^|-)(?:(?P<unit>tinh|thanh-pho|tp|uy|doan|bo)-)?(?P<name>{names})(?=-|$)")


@lru_cache(maxsize=65536)
def province_in(words: str) -> Province | None:
    """The province that a body's name gives: behind "tỉnh", "Tỉnh ủy"…, or as its last word.

    >>> province_in("Sở Công Thương tỉnh Quảng Nam").name
    'Quảng Nam'
    >>> province_in("Học viện Chính trị quốc gia Hồ Chí Minh") is None
    True
    >>> province_in("UBND tỉnh Hải Hưng").code
    'VN-X-HAI-HUNG'
    """
    plain = slug(words, 400)
    found = None
    for match in _mentioned().finditer(plain):
        before = plain[: match.start("name")]
        if re.search(rf"(?:^|-)(?:{_LOWER_UNITS})-$", before):
            continue
        last = match.end() == len(plain)
        if match["unit"] or (last and match["name"] != "ho-chi-minh"):
            found = province_named(match["name"])
    return found or _province_outside(words)


def _province_outside(words: str) -> Province | None:
    """A province by its words alone, "tỉnh Hải Hưng", where the table has none of this name."""
    for match in _PROVINCE.finditer(words):
        name = match["name"]
        if slug(name.partition(" ")[0]) not in _NO_NAMES and not name.isdecimal():
            return outside(name.title() if name.isupper() else name)
    return None


@lru_cache(maxsize=65536)
def district_in(words: str) -> str:
    """The district, city of a province, or commune that a body's name gives, with its kind; empty if none.

    >>> district_in("Huyện ủy Núi Thành"), district_in("UBND tỉnh Quảng Nam")
    ('huyện Núi Thành', '')
    """
    for match in _DISTRICT.finditer(words):
        kind = _PARTY_UNITS[match["party"]] if match["party"] else match["kind"].lower()
        province = province_named(match["name"])
        if kind == "thành phố" and province is not None and province.kind == "thành phố":
            continue  # a city of its own, not of a province
        return f"{kind} {match['name']}"
    return ""


def place(province: Province | None, district: str = "") -> str:
    """The place's text: ``vn``, ``vn-27``, ``vn-27.huyen-nui-thanh``."""
    if province is None:
        return NATION
    return f"{code_of(province)}.{slug(district)}" if district else code_of(province)


def province_at(where: str) -> Province | None:
    """The province that a place is or lies in; one that the table does not know has no name. None for the nation."""
    home = where.partition(".")[0]
    if home == NATION:
        return None
    known = next((p for p in reversed(provinces()) if code_of(p) == home), None)
    return known or Province(home.upper(), "", "tỉnh", "", "", "", "")


def province_code(where: str) -> str | None:
    """The ISO code in a place; None for the nation, and for provinces that have none.

    >>> province_code("vn-27.huyen-nui-thanh")
    'VN-27'
    """
    code = where.partition(".")[0].upper()
    return None if code == NATION.upper() or code.startswith(_OUTSIDE) else code


def parent(where: str) -> str:
    """The province of a district's place, the nation of a province's."""
    head, dot, _ = where.partition(".")
    return head if dot else NATION
