"""Names of bodies as they are written in running text, from the capitals of a letterhead.

The registries tell the case of what they know ("BỘ CÔNG THƯƠNG" → "Bộ Công Thương"); for the rest the rule of
Nghị định 30/2020 annex II serves: the first letter of the body, of its field and of each word of a place is large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ...data import Province, body_aliases, issuer_tags, provinces
from .lines import flat, is_capitals

UNIT = (
    r"(?:tinh(?! uy| doan)|thanh pho|t\.? ?p\.?|huyen(?! uy| doan)|quan(?! khu| ly| doi| uy| su| chung)|thi xa"
    r"|xa(?! hoi)|phuong(?! an| phap)|thi tran|dac khu)"
)
_UNIT_NAMES = {flat(name): name for name in (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"
)}  # fmt: skip
#: Words that begin the name of a body (folded).
HEAD = (
    r"(?:(?:chu tich|thuong truc|van phong|dang uy|ban can su dang|dang doan) )?"
    r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)"
    r"|(?:ban thuong vu |ban chap hanh )?(?:tinh|thanh|huyen|quan|thi|dang) uy"
    r"|ban chap hanh|ban thuong vu|ban bi thu|bo chinh tri|ban chi dao|to cong tac|tieu ban"
    r"|uy ban mat tran|uy ban|mat tran|so|bo|tong cuc|cuc|chi cuc|chi nhanh|van phong|ban|trung tam|thanh tra"
    r"|cong an|toa an|vien kiem sat|vien|truong|hoc vien|hoi dong|hoi|tong lien doan|lien doan|tinh doan"
    r"|thanh doan|doan|dang bo|quoc hoi|chinh phu|thu tuong|ngan hang|kiem toan|kho bac|bao hiem|thue|phong"
    r"|tap doan|tong cong ty|cong ty|chu tich nuoc|dai hoc|benh vien|quan khu|quan uy"
)
_PLACE = re.compile(rf"(?<!\w){UNIT} (?=\w)")
_OPENERS = re.compile(r"(?:Sở|Bộ|Ban|Cục|Phòng|Tổng cục|Chi cục|Viện|Vụ|Thanh tra|Hội|Trường|Ủy ban)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit named in a text: its type in full, its name, and the province row if it is one."""

    unit: str
    name: str
    province: Province | None

    @property
    def provincial(self) -> bool:
        """Whether it is a province: one of the table, or another that is called one (of older times)."""
        return self.province is not None or self.unit == "tỉnh"


@cache
def _provinces_by_letters() -> dict[str, str]:
    return {flat(p.name): p.name for p in provinces()}


@cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted(_provinces_by_letters(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(n).replace(chr(92) + ' ', ' ') for n in names)})(?!\w)")


def province_at(text: str, position: int = 0) -> tuple[str, int] | None:
    """Province whose name begins at ``position`` of a folded text: (name, end)."""
    found = _province_pattern().match(text, position)
    return (_provinces_by_letters()[found.group()], found.end()) if found else None


def in_title_case(words: str) -> str:
    """A place's name: every word with a large first letter."""
    return " ".join(w[:1].upper() + w[1:].lower() for w in words.split())


def province_row(name: str, issued: str | None) -> Province:
    """The row of ``name`` that is valid on the date; the latest one where none is known to be.

    A province that is not in the table gets a row without dates, with the country's code.
    """
    rows = [p for p in provinces() if p.name == name]
    day = issued or date.today().isoformat()
    valid = [p for p in rows if p.valid_from <= day and (not p.valid_to or day <= p.valid_to)]
    return (valid or rows or [Province("VN", name, "tỉnh", "", "", "", "")])[-1]


@cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    """Folded names whose case the registries tell, and what finds them, the longest first."""
    names: set[str] = {p.name for p in provinces()} | {a.canonical for a in body_aliases()}
    for readings in issuer_tags().values():
        for reading in readings:
            whole = re.sub(r" \(.*", "", reading.body)
            names.update(n.strip() for n in (whole.split(";") if ";" in whole else [whole]))
    names |= {re.sub(r"^(?:Bộ|Sở) ", "", n) for n in names if n.startswith(("Bộ ", "Sở "))}
    names = {n for n in names if len(n) > 3 and not is_capitals(n) and n[0].isupper()}
    letters: dict[str, str] = {}
    for name in sorted(names):
        letters.setdefault(flat(name), name)
    pattern = "|".join(map(re.escape, sorted(letters, key=len, reverse=True)))
    return letters, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def proper_case(words: str) -> str:
    """A body's name in letters of running text; words that are not in capitals are left as they are.

    >>> proper_case("SỞ CÔNG THƯƠNG")
    'Sở Công Thương'
    >>> proper_case("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
    'Trung tâm Phục vụ hành chính công'
    """
    if not is_capitals(words):
        return words
    letters, pattern = _known()
    folded = flat(words)
    made = list(_by_rule(words))
    for found in pattern.finditer(folded):
        known = letters[found.group()]
        made[found.start() : found.end()] = known
    text = "".join(made)
    return text[:1].upper() + text[1:]


def _by_rule(words: str) -> str:
    """Large first letters of the body, of its field, and of every word of a place."""
    lower = words.lower()
    folded = flat(words)
    large = {0}
    place = _PLACE.search(folded)
    if place:
        large |= {m.start() for m in re.finditer(r"\w+", folded) if m.start() >= place.end()}
    head = re.match(HEAD, folded)
    if head and head.group().endswith(" uy") and not head.group().startswith("dang"):
        large |= {m.start() for m in re.finditer(r"\w+", folded) if m.start() > head.end()}
    plain = head and head.group() in ("ban chi dao", "to cong tac", "tieu ban")
    if plain:
        large.add(4)
    elif head and head.end() < len(words) and not (place and place.start() == head.end() + 1):
        large.add(head.end() + 1)
    if head and head.group() in ("so", "bo", "ban", "phong"):
        large |= {m.end() for m in re.finditer(r", | va | - ", folded[: place.start() if place else None])}
    return "".join(c.upper() if i in large else c for i, c in enumerate(lower))


def place_of(name: str) -> Place | None:
    """The unit that a body's name ends with ("… TỈNH QUẢNG NAM"), None if it names none."""
    folded = flat(name)
    for unit in _PLACE.finditer(folded):
        kind = unit.group().strip()
        kind = "thanh pho" if re.fullmatch(r"t\.? ?p\.?", kind) else kind
        found = province_at(folded, unit.end())
        if found and kind in ("tinh", "thanh pho"):
            row = province_row(found[0], None)
            return Place(_UNIT_NAMES[kind], found[0], row)
        rest = re.split(r"[,\-–(]", name[unit.end() :])[0]
        other = re.search(rf" (?:{HEAD})(?!\w)", flat(rest))
        title = in_title_case(rest[: other.start()] if other else rest)
        if title:
            return Place(_UNIT_NAMES[kind], title, None)
    return None
