"""Provinces and districts in the names of bodies: which territory a name means.

A *place* is the first part of every id: ``vn`` for the whole country, ``vn-27`` for a province (ISO 3166-2),
``vn-27.huyen-nui-thanh`` for a district or commune in it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..data import Province, body_aliases, provinces
from ..vietnamese import UPPER, slug

NATION = "vn"

_PLAIN_KIND = re.compile(r"^(?:tinh|thanh-pho|tp)-")
_WORD = rf"(?:[{UPPER}][\w']*|\d+)"
_NAME = rf"{_WORD}(?:[ -]{{1,3}}{_WORD}){{0,3}}"
_DISTRICT = re.compile(
    r"(?<!\w)(?:(?P<kind>[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)"
    rf"|(?P<party>Huyện|Quận|Thị|Thành) ủy) (?!Thành phố|TP)(?P<name>{_NAME})"
)
_PARTY_UNITS = {"Huyện": "huyện", "Quận": "quận", "Thị": "thị xã", "Thành": "thành phố"}
_LOWER_UNITS = "huyen|quan|thi-xa|xa|phuong|thi-tran|dac-khu"


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
    return found


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


def province_code(where: str) -> str | None:
    """The ISO code in a place; None for the nation.

    >>> province_code("vn-27.huyen-nui-thanh")
    'VN-27'
    """
    code = where.partition(".")[0]
    return code.upper() if code != NATION else None


def parent(where: str) -> str:
    """The province of a district's place, the nation of a province's."""
    head, dot, _ = where.partition(".")
    return head if dot else NATION
