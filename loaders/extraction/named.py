"""Named mentions: one instrument that a text names without a number (GUIDE "mentions").

Laws by name, laws that amend laws, resolutions of congresses and plenums, and resolutions or regulations
told by issuer and subject.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import replace

from ...vietnamese import CAPITALS, SMALL
from .issuers import issuer_at
from .laws import AMENDING, CONSTITUTION, LAW, LAW_OPENING, NOT_A_LAW, amending_end, is_drafted, known_names, name_end
from .mentions import Found, tail
from .reading import Reading
from .scan import matches
from .symbols import find_date

_CONGRESS = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết|Kết luận) (?:số \d+ )?(?:của )?(?:Đại hội [^;:.,()\"“”\n\d]{0,110}?"
    r"(?:lần thứ [IVXLC]{1,7}|(?<=[ ])[IVXLC]{2,7}|(?=,? nhiệm kỳ \d))(?!\w)"
    r"(?:(?: của)? Đảng(?! bộ)| Đảng bộ (?:tỉnh|thành phố|huyện|quận|xã"
    rf"|phường)(?-i:(?: [{CAPITALS}][{SMALL}]\w*){{0,3}}))?(?:,? \(?nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}}\)?)?"
    r"|(?:Hội nghị )?(?:lần thứ \w+ )?(?:Ban Chấp hành )?Trung ương (?:Đảng )?"
    r"(?:\d{1,2}|lần thứ \w+)?,? ?(?:\([^)]{1,20}\) ?|(?P<open>\())?kh[óo][áa]? [IVXLC]{1,7}(?!\w)"
    r"(?(open)(?:,? [IVXLC]{1,7})*\)))",
    re.IGNORECASE,
)
_CONGRESS_OPENING = re.compile(r"[NnKk](?i:ghị quyết|ết luận) ")
_REVISED = re.compile(r" \(sửa đổi(?:, bổ sung)?\)")
#: The charter of an organisation: "Điều lệ Đảng".
_CHARTER = re.compile(
    r"(?<!\w)Điều lệ (?P<of>Đảng(?: Cộng sản Việt Nam)?|Công đoàn Việt Nam|Đoàn(?: TNCS| Thanh niên [Cc]ộng sản)"
    r" Hồ Chí Minh|Mặt trận Tổ quốc Việt Nam|MTTQ Việt Nam|Hội [^;:.,()\n]{3,40}? Việt Nam)(?!\w)"
    r"(?:,? kh[óo][áa]? [IVX]{1,5}(?!\w))?"
)
_CHARTER_OPENING = re.compile("Điều lệ ")
#: The rules by which a body works, as a basis: "Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XVII".
_WORKING_RULES = re.compile(
    r"(?<!\w)Quy chế (?:làm việc|hoạt động) của (?P<of>[^;:.()\n]{4,160}?)"
    r"(?P<term>,? (?:kh[óo][áa]? [IVXL\d]{1,7}|nhiệm kỳ \d{4} ?[-–] ?\d{4})){0,2}(?=,?(?:[;.\n]|$))",
    re.MULTILINE,
)
_WORKING_RULES_OPENING = re.compile("Quy chế ")
_OF_A_BASIS = re.compile(r"(?:Căn cứ|;|,| và) $")
_TOLD_TYPES = "Nghị quyết|Kết luận|Chỉ thị|Quyết định|Chương trình|Kế hoạch|Đề án|Quy định|Quy chế"
_TOLD = re.compile(
    rf"(?<!\w)(?:(?P<type>{_TOLD_TYPES})(?: hành động| công tác)? "
    r"(?:của |(?=(?:HĐND|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện ủy) ))"
    rf"|(?P<loud>{_TOLD_TYPES.upper()})(?: HÀNH ĐỘNG)? CỦA )"
)
_TOLD_END = re.compile(r"[.;\n]|,? (?:để|nhằm) |, (?:trong|đến|đã|góp|tạo) ")
_TOLD_OPENING = re.compile(r"[NKCQĐ](?:ghị q|ết l|hỉ t|hương|uy|ế h|ề á|GHỊ Q|ẾT L|HỈ T|HƯƠNG|UY|Ế H|Ề Á)")
#: A short name that tells one document; a bare "Nghị quyết" points back and is no mention.
_ALIAS = re.compile(
    r"\((?:sau đây |dưới đây )?(?:gọi|viết)(?: tắt| chung)?(?: là)?:? ?[\"“]?"
    r"(?P<alias>(?:Bộ luật|Luật|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Đề án"
    r"|Quy định|Quy chế|Hướng dẫn|Thông báo|Công văn)"
    r"(?: số)? (?=\d|[A-ZĐ]{2})[^()\"“”;\n]{1,40}?)[\"”]?\)",
    re.IGNORECASE,
)
_MOST_ALIASES = 30
_OF_YEAR = re.compile(r" (?:năm )?((?:19|20)\d\d)(?![\d/])")
#: A scheme that is told by its title and term; one that is still to be written is none.
_SCHEME = re.compile(rf"(?<!\w)Đề án [{CAPITALS}][^;:.()\n]{{10,200}}?giai đoạn \d{{4}} ?[-–] ?\d{{4}}")
_SCHEME_OPENING = re.compile("Đề án ")
_TO_BE_WRITTEN = re.compile(
    r"(?:xây dựng|ban hành|phê duyệt|trình|lập|hoàn thiện|hoàn thành|dự thảo|tham mưu|soạn thảo|thẩm định|về"
    r"|của|nội dung|theo|và|các|tên đề án:) $",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:các|những|một số|nhiều|dự thảo|Dự thảo|ban hành|xây dựng|này|trình|tham mưu|soạn thảo|ký|hoặc) $",
    re.IGNORECASE,
)
_TITLE_FOLLOWS = re.compile(r" (?:về|VỀ) (?=[^\W\d_])")
_TOLD_KIND = {
    "Nghị quyết": "NQ",
    "Kết luận": "KL",
    "Chỉ thị": "CT",
    "Quyết định": "QĐ",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Đề án": "ĐA",
    "Quy định": "QĐi",
    "Quy chế": "QC",
}


def named(reading: Reading, numbered: list[Found]) -> list[Found]:
    """Every named mention; places that a numbered mention covers are left to it, but for the laws that an
    amending law's name holds."""
    text = reading.text
    found: list[Found] = []
    taken = {m.start for m in numbered}
    covered = sorted((m.start, m.end) for m in numbered)
    spans = iter(covered)
    span = next(spans, None)
    outer = 0  # end of the amending law's name that we are inside of
    for law in matches(LAW, LAW_OPENING, text):
        while span is not None and span[1] <= law.start():
            span = next(spans, None)
        if law.start() in taken or (NOT_A_LAW.match(law["next"] or "") and not CONSTITUTION.match(text, law.start())):
            continue
        inside = span is not None and span[0] <= law.start() < span[1]
        if inside and span is not None and not AMENDING.match(text, span[0]):
            continue
        nested = inside or law.start() < outer
        if law["word"] == "luật" and not (nested and known_names().match(text, law.end())):
            continue
        if not nested and is_drafted(text, law.start()):
            continue
        block = reading.block_at(law.start())
        mention = _law(text, law, block.end if not inside or span is None else span[1], nested)
        if mention is None or (inside and span is not None and mention.end > span[1]):
            continue
        if AMENDING.match(text, mention.start):
            outer = mention.end
        mention.block = block
        found.append(mention)
    for extra in (*_congresses(reading), *_told(reading), *_schemes(reading), *_charters(reading), *_rules(reading)):
        _add_free(extra, covered, found)
    covered = sorted(covered + [(m.start, m.end) for m in found])
    for alias in _aliased(reading, [*numbered, *found]):
        _add_free(alias, covered, found)
    return sorted(found, key=lambda m: (m.start, -m.end))


def _law(text: str, law: re.Match[str], limit: int, nested: bool) -> Found | None:
    word = law["word"]
    if AMENDING.match(text, law.start()):
        end = amending_end(text, law.end(), limit)
    elif word == "Hiến pháp" and (law["next"] is None or NOT_A_LAW.match(law["next"])):
        end = law.end()
    else:
        end = name_end(text, law.end(), limit)
        if not text[law.end() : end].strip()[:1].isupper() and word != "Hiến pháp":
            known = known_names().match(text, law.end(), limit)
            dated = find_date(text, end + 1, limit) is not None or text[end - 2 : end].isupper()
            end = known.end() if known else end if dated else law.end()
    if end <= law.end() and word != "Hiến pháp":
        return None
    core = end
    kind = {"p": "PL", "h": "HP"}.get(word[0].lower(), "Luật")
    if nested:  # a date behind it belongs to the amending law
        return Found("named", law.start(), end, end, kind, None, text[law.start() : end])
    revised = _REVISED.match(text, end, limit)
    quote_end, issued, issuer = tail(text, revised.end() if revised else end, limit)
    if revised and quote_end == revised.end():
        quote_end = end
    name = text[law.start() : end]
    year = _OF_YEAR.match(text, end, limit)
    if quote_end == end and year:
        quote_end = core = year.end()
        name += f" năm {year[1]}"
    return Found("named", law.start(), quote_end, core, kind, None, name, issued, issuer)


def _congresses(reading: Reading) -> list[Found]:
    found = []
    for match in matches(_CONGRESS, _CONGRESS_OPENING, reading.text):
        block = reading.block_at(match.start())
        if match.end() > block.end or _PLURAL.search(reading.text, max(0, match.start() - 12), match.start()):
            continue
        words = match.group()
        issuer = re.sub(r"^(?:Nghị quyết|Kết luận) (?:số \d+ )?(?:của )?", "", words, flags=re.IGNORECASE)
        kind = "NQ" if match["type"].upper().startswith("N") else "KL"
        found.append(Found("named", match.start(), match.end(), match.end(), kind, None, words, None, issuer, block))
    return found


def _add_free(mention: Found, covered: list[tuple[int, int]], found: list[Found]) -> None:
    """Adds a mention that stands in none of the spans ``covered`` (ascending)."""
    at = bisect_right(covered, (mention.start, sys.maxsize)) - 1
    if at < 0 or covered[at][1] <= mention.start:
        found.append(mention)


def _aliased(reading: Reading, known: list[Found]) -> list[Found]:
    """Places that use a short name which the text gave: "(sau đây gọi là Nghị định 10)"."""
    text = reading.text
    known = sorted(known, key=lambda m: m.end)
    ends = [m.end for m in known]
    meant: dict[str, tuple[int, Found]] = {}
    for given in _ALIAS.finditer(text):
        if len(meant) == _MOST_ALIASES:
            break
        at = bisect_right(ends, given.start())
        block = reading.block_at(given.start())
        before = [m for m in reversed(known[max(0, at - 6) : at]) if m.block is block]
        if before:
            alias = given["alias"]
            document = next((m for m in before if text[m.start : m.start + 6].lower() == alias[:6].lower()), before[0])
            meant.setdefault(alias, (given.start("alias"), document))
    if not meant:
        return []
    found = []
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(meant, key=len, reverse=True)))})(?!\w)")
    for used in names.finditer(text):
        given_at, document = meant[used.group()]
        if used.start() >= given_at:
            found.append(
                replace(
                    document,
                    cls="named",
                    start=used.start(),
                    end=used.end(),
                    core=used.end(),
                    head=None,
                    block=reading.block_at(used.start()),
                )
            )
    return found


def _schemes(reading: Reading) -> list[Found]:
    """ "Đề án Phát triển cảng biển tỉnh giai đoạn 2021-2025": title and term tell one instrument."""
    text = reading.text
    return [
        Found("named", m.start(), m.end(), m.end(), "ĐA", name=m.group(), block=reading.block_at(m.start()))
        for m in matches(_SCHEME, _SCHEME_OPENING, text)
        if not _TO_BE_WRITTEN.search(text, max(0, m.start() - 14), m.start())
    ]


def _charters(reading: Reading) -> list[Found]:
    return [
        Found("named", *m.span(), m.end(), "KHAC", name=m.group(), issuer=m["of"], block=reading.block_at(m.start()))
        for m in matches(_CHARTER, _CHARTER_OPENING, reading.text)
    ]


def _rules(reading: Reading) -> list[Found]:
    text = reading.text
    found = []
    for match in matches(_WORKING_RULES, _WORKING_RULES_OPENING, text):
        block = reading.block_at(match.start())
        basis = text.startswith("Căn cứ ", block.start) or text.startswith("- Căn cứ ", block.start)
        if not basis or not _OF_A_BASIS.search(text, block.start, match.start()) or "ban hành" in match["of"]:
            continue
        end = issuer_at(text, match.start("of"), block.end)
        issuer = text[match.start("of") : end] if end else None
        found.append(Found("named", *match.span(), match.end(), "QC", name=match.group(), issuer=issuer, block=block))
    return found


def _told(reading: Reading) -> list[Found]:
    """ "Nghị quyết của Tỉnh ủy về phát triển du lịch": issuer and subject tell one instrument."""
    text = reading.text
    found = []
    for match in matches(_TOLD, _TOLD_OPENING, text):
        block = reading.block_at(match.start())
        begin = match.end()
        if _PLURAL.search(text, max(0, match.start() - 12), match.start()):
            continue
        end = issuer_at(text, begin, block.end)
        if not end or not text[begin].isupper():
            continue
        date_at = find_date(text, end + 1, block.end)
        title = _TITLE_FOLLOWS.match(text, end, block.end)
        if not title and not date_at:
            continue
        stop = _TOLD_END.search(text, end, min(block.end, end + 200))
        name = text[match.start() : stop.start() if stop else min(block.end, end + 200)]
        issued = date_at[2] if date_at else None
        kind = _TOLD_KIND[(match["type"] or match["loud"]).capitalize()]
        quoted = date_at[1] if date_at else end
        found.append(
            Found("named", match.start(), quoted, end, kind, None, name.strip(), issued, text[begin:end], block)
        )
    return found
