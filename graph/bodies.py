"""Bodies: one name and one id for every way to write an organisation, its level, its province, its ties.

Names are completed from the text that they stand in ("UBND tỉnh" in a Quảng Nam text is Ủy ban nhân dân tỉnh
Quảng Nam). Words that name no known body ("các cơ quan liên quan") are a body of their own in that territory:
no one who is charged with a task is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ..data import body_aliases, issuer_tags, provinces
from ..vietnamese import fold, slug
from .claims import CENTRAL
from .identity import Jurisdiction, expand_issuer, issuer_level, parse_number
from .model import Body, Edge, EdgeType, Level
from .places import NATION, code_of, district_in, place, province_code, province_in

_LEADING = re.compile(r"^(?:(?:các|những|đồng chí|đ/c|toàn thể) )+", re.IGNORECASE)
_TERM = re.compile(r",? (?:khóa|khoá|nhiệm kỳ|lần thứ) (?:[IVX]+|\d{4} ?[-–] ?\d{4}|thứ \w+)\b.*$", re.IGNORECASE)
_UNIT_TWICE = re.compile(r"((?:Tỉnh|Thành) ủy) (?:tỉnh|thành phố|TP\.?) (?=\S)", re.IGNORECASE)
_FRONT = re.compile(
    r"mat tran to quoc|lien doan lao dong|\bhoi (?:nong|cuu|lien|chu)|doan thanh nien|(?:tinh|thanh|huyen) doan"
)
_PARTY = re.compile(r"\b(?:uy|dang|cap uy|chi bo)\b(?! ban)|bo chinh tri|ban bi thu")
_STATE = re.compile(r"nhan dan|\b(?:so|cuc|chi cuc|thanh tra|cong an|phong|vien|toa an)\b")
_DEPARTMENT = re.compile(r"^(?:(?:Phó )?Giám đốc )?Sở (?!liên quan|quản lý)\S")


@lru_cache(maxsize=1 << 16)
def body(name: str, where: Jurisdiction) -> Body:
    """The body that a text of this jurisdiction calls ``name``.

    >>> body("Bộ chính trị", Jurisdiction()).id
    'vn/bo-chinh-tri'
    """
    full = _TERM.sub("", _LEADING.sub("", " ".join(name.split())).rstrip(" .,;:"))
    full = _UNIT_TWICE.sub(r"\1 ", _whole(expand_issuer(_whole(full), where)))
    full = full[:1].upper() + full[1:] if _official(full) else full
    level = issuer_level(full)
    if level in CENTRAL or re.search(r"Trung ương(?!.*trên địa bàn)", full):
        return Body(f"{NATION}/{slug(full, 200)}", full, level, _branch(full, level))
    named, district = province_in(full), district_in(full)
    province = named or where.province
    if not district and level in (Level.DISTRICT, Level.OTHER) and named is None:
        district = where.district
    if named is None and province is not None and province.name and _DEPARTMENT.match(full):
        full = f"{full} {province.kind} {province.name}"
    home = place(province, district)
    return Body(f"{home}/{slug(full, 200) or 'x'}", full, level, _branch(full, level), province_code(home))


def issuer_of(number: str | None, home: str) -> str | None:
    """The issuer that a number's letters name without doubt, for documents whose issuer no text tells."""
    parsed = parse_number(number) if number else None
    if parsed is None or not parsed.tag:
        return None
    if parsed.tag in ("TU", "UBND", "HĐND"):
        province = next((p for p in provinces() if code_of(p) == home), None)
        if province is None:
            return None
        city = province.kind == "thành phố"
        head = {
            "TU": "Thành ủy" if city else "Tỉnh ủy",
            "UBND": f"Ủy ban nhân dân {province.kind}",
            "HĐND": f"Hội đồng nhân dân {province.kind}",
        }[parsed.tag]
        return f"{head} {province.name}"
    readings = {t.body for t in issuer_tags().get(parsed.tag, ()) if t.level in ("central", "ministry")}
    only = readings.pop() if len(readings) == 1 else ""
    return only if only and not re.search(r"[;(]", only) else None


def ties(bodies: Iterable[Body]) -> Iterator[Edge]:
    """PART_OF and SUCCEEDED_BY between the bodies given: what the registries know of hierarchy and mergers."""
    by_name = {(b.id.partition("/")[0], slug(b.name, 200)): b for b in bodies}
    for (home, _), one in by_name.items():
        for name in _parents(one.name):
            upper = by_name.get((home, slug(name, 200))) or by_name.get((NATION, slug(name, 200)))
            if upper is not None and upper is not one:
                yield Edge(one.id, EdgeType.PART_OF, upper.id)
                break
        for other, name in _successors(home, one.name):
            later = by_name.get((other, slug(name, 200)))
            if later is not None and later is not one:
                yield Edge(one.id, EdgeType.SUCCEEDED_BY, later.id)


@cache
def _canonical() -> dict[str, str]:
    return {
        fold(a.alias): a.canonical
        for a in body_aliases()
        if a.kind in ("short name", "case", "full name") and not a.canonical.startswith("các ")
    }


def _whole(name: str) -> str:
    return _canonical().get(fold(name), name)


def _official(name: str) -> bool:
    return issuer_level(name) is not Level.OTHER or bool(_FRONT.search(fold(name)))


def _branch(name: str, level: Level) -> str:
    words = fold(name)
    if _FRONT.search(words):
        return "front"
    if level in (Level.CENTRAL_PARTY, Level.PROVINCE_PARTY) or _PARTY.search(words):
        return "party"
    if level in (Level.NATIONAL_STATE, Level.MINISTRY, Level.PROVINCE_STATE) or _STATE.search(words):
        return "state"
    return ""


#: What a body is part of, by its name: the first that is in the graph.
_UPPER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), upper)
    for pattern, upper in (
        (r"^(?:Bộ Chính trị|Ban Bí thư)$", "Ban Chấp hành Trung ương Đảng"),
        (r"^(?:Ban .*|Ủy ban Kiểm tra|Văn phòng) Trung ương(?: Đảng)?$", "Ban Chấp hành Trung ương Đảng"),
        (r"^(?:Bộ (?!Chính trị|Chỉ huy).*|.* Chính phủ|Ngân hàng Nhà nước Việt Nam)$", "Chính phủ"),
        (r"^Ủy ban Thường vụ Quốc hội.*$", "Quốc hội"),
        (r"^(?:Thường trực|Văn phòng|Ủy ban Kiểm tra|Ban [^,]*?) (?P<of>(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy .+)$", "{of}"),
        (r"^(?:Phó )?Giám đốc (?P<of>Sở .+)$", "{of}"),
        (r"^(?:Phó )?Chánh (?P<of>Văn phòng .+)$", "{of}"),
        (r"^(?:Chủ tịch|Phó Chủ tịch|Thường trực|Văn phòng) (?P<of>(?:Ủy ban|Hội đồng) nhân dân .+)$", "{of}"),
        (r"^Sở .* (?P<of>(?:tỉnh|thành phố) .+)$", "Ủy ban nhân dân {of}"),
        (r"^Công an (?P<of>(?:tỉnh|thành phố) .+)$", "Bộ Công an"),
    )
)  # fmt: skip


def _parents(name: str) -> Iterator[str]:
    for pattern, upper in _UPPER:
        match = pattern.match(name)
        if match:
            yield upper.format(**match.groupdict())


@cache
def _renamed() -> dict[str, str]:
    """Body → the one that took its place; the table names that one by its letters or its name."""
    tags = issuer_tags()
    found: dict[str, str] = {}
    for reading in (t for readings in tags.values() for t in readings if t.successor):
        later = tags[reading.successor][0].body if reading.successor in tags else reading.successor
        if later != reading.body:  # older letters of the same body
            found[reading.body] = later
    return found


def _successors(home: str, name: str) -> Iterator[tuple[str, str]]:
    """(place, name) of what took a body's place, by merger of bodies or of provinces."""
    renamed = _renamed()
    if name in renamed:
        yield home, renamed[name]
    for old in provinces():
        if code_of(old) != home or not old.successor:
            continue
        new = next((p for p in reversed(provinces()) if p.name == old.successor and not p.valid_to), None)
        if new is None or code_of(new) == home:
            continue
        changed = name.replace(f"{old.kind} {old.name}", f"{new.kind} {new.name}").replace(old.name, new.name)
        if new.kind != old.kind:
            changed = changed.replace("Tỉnh ủy", "Thành ủy") if new.kind == "thành phố" else changed
        yield code_of(new), changed
