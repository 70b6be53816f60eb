"""Congresses and plenums of the Party, whose papers are named in many ways: "Nghị quyết Trung ương 5 khóa XII" is
"Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng (khóa XII)"."""

from __future__ import annotations

import re

from ..vietnamese import fold

_OF = r"(?:(?P<type>nghi quyet|ket luan) (?:so \d+ )?(?:cua )?)?"
_TERM = r"(?P<term>[ivxlc]+)"
_YEARS = r"(?:,? \(?nhiem ky \d{4} ?- ?\d{4}\)?)?"
_NATIONAL = re.compile(
    rf"{_OF}dai hoi (?:(?:dai bieu )?toan quoc )?(?:lan thu )?{_TERM}(?:(?: cua)? dang(?: cong san viet nam)?)?{_YEARS}"
)
_UNIT = r"dang bo (?P<unit>(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)(?: (?!lan thu|nhiem ky)[\w ]+?)?)"
_LOCAL = re.compile(
    rf"{_OF}dai hoi (?:dai bieu )?(?:{_UNIT},? (?:lan thu )?{_TERM}"
    rf"|(?:lan thu )?(?P<first>[ivxlc]+) {_UNIT.replace('unit', 'behind')}){_YEARS}"
)
_PLENUM = re.compile(
    rf"{_OF}(?:hoi nghi )?(?:lan thu (?P<word>\w+(?: \w+)?) )?(?:ban chap hanh )?trung uong(?: dang)?"
    r"(?: (?:lan thu )?(?P<which>\w+))?,? \(?khoa (?P<term>[ivxlc]+)\)?"
)
_ORDINALS = ("khong", "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai",
             "muoi ba", "muoi bon", "muoi lam")  # fmt: skip


def congress_key(name: str) -> str | None:
    """What the names of one congress or plenum, or of its paper, have in common; None for other names.

    >>> congress_key("Nghị quyết Đại hội XIII của Đảng")
    'nghi quyet dai hoi dang xiii'
    >>> congress_key("Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng (khóa XII)")
    'nghi quyet trung uong 5 khoa xii'
    >>> congress_key("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020 - 2025")
    'nghi quyet dai hoi dang bo tinh xvi'
    """
    words = fold(name)
    if not ("dai hoi" in words or "trung uong" in words):
        return None
    if found := _NATIONAL.fullmatch(words):
        key = f"dai hoi dang {found['term']}"
    elif found := _LOCAL.fullmatch(words):
        key = f"dai hoi dang bo {found['unit'] or found['behind']} {found['term'] or found['first']}"
    elif (found := _PLENUM.fullmatch(words)) and (which := _ordinal(found["word"] or found["which"])):
        key = f"trung uong {which} khoa {found['term']}"
    else:
        return None
    return f"{found['type']} {key}" if found["type"] else key


def _ordinal(word: str | None) -> str:
    """ "5" for "năm"; empty for what tells no number."""
    if word is None:
        return ""
    return word if word.isdecimal() else str(_ORDINALS.index(word)) if word in _ORDINALS else ""
