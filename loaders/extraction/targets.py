"""Mentions → targets: which mentions of one text mean the same document, and what the text tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...graph.congresses import congress_key
from ...graph.identity import parse_number
from ...vietnamese import fold
from ..record import Target
from .laws import spelt_out
from .mentions import Found
from .reading import Reading
from .symbols import known_tags, type_codes

#: Words that open a title behind a citation.
TITLE_OPENERS = (
    r"(?:[Vv]ề(?: việc)?|V/v|bổ sung|quy định|Quy định|ban hành|Ban hành|phê duyệt|Phê duyệt|hướng dẫn|Hướng dẫn"
    r"|sửa đổi|Sửa đổi|hành động|thực hiện|triển khai|thi hành|công bố|Công bố|bãi bỏ|thay thế|điều chỉnh|giao"
    r"|thành lập|tăng cường|đẩy mạnh|quản lý|tiếp tục|kiện toàn|thông qua|gia hạn|cụ thể hóa|cụ thể hoá|hợp nhất"
    r"|tổ chức|kết luận|để|xây dựng|phân cấp|kiểm tra|đánh giá|sơ kết|tổng kết|báo cáo|phát triển)"
)
_TITLE = re.compile(rf",? ?{TITLE_OPENERS}(?!\w)")
_TITLE_END = re.compile(
    r"[;\n]|\.(?=\s|$|\))|(?: ?\((?:viết tắt|sau đây|gọi tắt|sau đây gọi|được|đã|kèm|Chi tiết|[^()\n]{0,6}$))"
    r"|, (?=(?:được|đã được) (?:sửa đổi|thay thế))| (?=(?:đã )?được sửa đổi)"
)
_LONGEST_TITLE = 420
_NAMED_YEAR = re.compile(r" năm \d{4}$", re.IGNORECASE)
_NEVER = 9999
_MOST_RIVALS = 40
"""So many documents of one number are compared with a mention; a text that has more is no text."""


def title_span(text: str, mention: Found) -> tuple[int, int] | None:
    """Span of the title that follows a mention in its block, without the mark that ends it."""
    if mention.block is None:
        return None
    limit = min(mention.block.end, mention.end + _LONGEST_TITLE)
    opener = _TITLE.match(text, mention.end, limit)
    if not opener:
        return None
    begin = opener.start() + len(opener.group()) - len(opener.group().lstrip(", "))
    end = _TITLE_END.search(text, begin, limit)
    return begin, end.start() if end else limit


def assign(
    reading: Reading,
    mentions: list[Found],
    expand: Callable[[str], str],
    level: Callable[[str | None, str | None], str],
) -> tuple[list[Target], list[Target]]:
    """The targets in the order of their first mention, and the target of each mention.

    Two mentions share a target when nothing conflicts: same number, and dates and issuers equal where both
    print them (GUIDE "targets"); what the name of an act holds is not later than that act.
    ``expand`` completes an issuer's words from the text's own jurisdiction, ``level`` tells the level of (number,
    issuer).
    """
    targets: list[Target] = []
    by_key: dict[str, list[Target]] = {}
    of_mention: list[Target] = []
    outer: Found | None = None
    latest: dict[str, int] = {}  # years that targets named in an act's name cannot be later than
    for mention in mentions:
        if outer is None or mention.end > outer.end:
            outer = mention
        bound = (_year(outer) if outer is not mention else 0) or _NEVER
        year = _year(mention)
        issuer = expand(mention.issuer) if mention.issuer else None
        keys = [fold(key) for key in (mention.number, _name_key(mention)) if key]
        target: Target | None = None
        for key in keys:
            same = [
                t
                for t in by_key.get(key, [])[-_MOST_RIVALS:]
                if not objection(t, mention, issuer) and _year(t) <= bound and year <= latest[t.id]
            ]
            dated = [t for t in same if t.issued and t.issued == mention.issued]
            rivals = dated or same
            if target is None and rivals:
                target = rivals[-1]
        if target is None:
            target = Target(f"t{len(targets) + 1}", mention.kind or "KHAC", mention.number, mention.name)
            targets.append(target)
            latest[target.id] = bound
        for key in keys:
            if target not in by_key.setdefault(key, []):
                by_key[key].append(target)
        if mention.number and (target.number is None or _plainer(mention.number, target.number)):
            target.number = mention.number
        if target.number and target.kind in ("QĐi", "CV", "KHAC", "Luật", ""):
            target.kind = _kind(target)
        if mention.name and (target.name is None or (target.name.isupper() and not mention.name.isupper())):
            target.name = mention.name
        target.issued = target.issued or mention.issued
        if target.issuer is None or (issuer and target.issuer.isupper() and not issuer.isupper()):
            target.issuer = issuer
        if target.title is None:
            span = title_span(reading.text, mention)
            if span and span[1] > span[0]:
                target.title = reading.text[span[0] : span[1]].strip()
        of_mention.append(target)
    for target in targets:
        target.level = level(target.number, target.issuer)
        if target.kind in ("Luật", "PL", "HP"):
            target.level = "national-state"
    return targets, of_mention


def _year(paper: Found | Target) -> int:
    """The year told by date, number or name; 0 if none is."""
    if paper.issued:
        return int(paper.issued[:4])
    number = parse_number(paper.number) if paper.number else None
    named = _NAMED_YEAR.search(paper.name or "")
    return (number.year if number else None) or (int(named.group()[-4:]) if named else 0)


def _plainer(one: str, other: str) -> bool:
    """Whether a number is printed in the letters of running text, and another in capitals only ("19/CT-TTG")."""
    return other.isupper() and not one.isupper()


def _name_key(mention: Found) -> str:
    """ "Luật Đất đai" and "Luật Đất đai số 31/2024/QH15" share a name; the year is a fact of its own."""
    name = _NAMED_YEAR.sub("", mention.name or "")
    return congress_key(name) or spelt_out(name) or name


def objection(target: Target, mention: Found, issuer: str | None) -> str:
    """Why a mention, with its issuer's full name, cannot mean a target; empty if it can."""
    if target.number and mention.number and fold(target.number) != fold(mention.number):
        return "another number"
    told = any(_NAMED_YEAR.search(name or "") for name in (target.name, mention.name))
    if told and _year(target) != _year(mention) and _year(target) and _year(mention):
        return "another year"
    if target.issued and mention.issued and target.issued != mention.issued:
        return "another date"
    if not target.issuer or not issuer or _same_body(target.issuer, issuer):
        return ""
    # "của Ủy ban nhân dân tỉnh" inside the title of another province's document
    short = _initials(fold(mention.issuer or ""))
    same = target.issued and target.issued == mention.issued and _initials(fold(target.issuer)).startswith(short)
    return "" if same else "another issuer"


def _same_body(one: str, other: str) -> bool:
    a, b = (_OFFICE.sub("", fold(body)).replace(" -", "-").replace("- ", "-") for body in (one, other))
    same = a == b or a.startswith(b) or b.startswith(a) or _initials(a) == _initials(b) or {a, b} <= _CENTRE
    return same or (congress_key(one) or one) == (congress_key(other) or other)


#: Who signs does not make another document.
_OFFICE = re.compile(
    r"(?:bo truong|chu tich|giam doc|thu truong|cuc truong|chu nhiem|tong giam doc|thuong truc)(?:, chu nhiem)? "
)

#: One symbol "TW" serves three bodies, and texts confuse them; the number and date decide.
_CENTRE = frozenset(
    fold(b) for b in ("Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "Trung ương", "Trung ương Đảng")
)


def _initials(folded: str) -> str:
    return re.sub(r"uy ban nhan dan", "ubnd", re.sub(r"hoi dong nhan dan", "hdnd", folded))


def _kind(target: Target) -> str:
    """The symbol's letters where the type word is weaker than they are."""
    number = parse_number(target.number or "")
    if target.kind == "Luật":
        return "Luật"
    letter = target.kind == "CV" and number and number.kind == "CT" and fold(number.tag) not in known_tags()
    if number and not letter and fold(number.kind) in type_codes() and not (target.kind == "QĐi" and number.party):
        return number.kind
    if target.kind == "KHAC" and number and not number.kind:
        return "CV" if number.year is None else "KHAC"
    return target.kind or "KHAC"
