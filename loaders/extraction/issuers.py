"""The words for an issuing body behind "của": where they begin and, harder, where they end."""

from __future__ import annotations

import re
from functools import cache

from ...data import body_aliases, issuer_tags, provinces
from ...vietnamese import CAPITALS, SMALL

_NAME = rf"[{CAPITALS}]\w*(?:[ -]{{1,3}}[{CAPITALS}]\w*){{0,5}}"
_UNIT = r"(?:tỉnh|thành phố|TP\.?|Thành phố|Tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Thủ đô)"
_PLACE = rf"(?:{_UNIT}(?: {_NAME})?|{_NAME})"
_TERM = (
    r"(?:,? ?(?i:khóa|khoá|nhiệm kỳ|lần thứ) (?:[IVX]{1,5}|\d{4} ?- ?\d{4}|\d{1,2}(?!\d)|thứ \w+)"
    r"| \((?i:khóa|khoá) [IVX]{1,5}\)| (?i:lần thứ) \w+(?=,? \(?(?i:khóa|khoá)))"
)

#: Bodies whose name goes on with a place: head, then what may follow it.
_HEADED = (
    r"(?:Chủ tịch |Thường trực |Văn phòng |Chánh Văn phòng |Đảng đoàn |Ban cán sự đảng |BCS đảng |BCS Đảng "
    r"|Đảng ủy |Đoàn ĐBQH và |Đoàn đại biểu Quốc hội và |VP )?"
    r"(?:UBND|HĐND|(?:Ủy|Uỷ|ủy|uỷ) ban [Nn]hân dân|Hội đồng [Nn]hân dân)",
    r"(?:Ban Thường vụ |Ban Chấp hành |BTV |BCH |Thường trực |Văn phòng |Ủy ban Kiểm tra |UBKT |Ban Tổ chức "
    r"|Ban Tuyên giáo(?: và Dân vận)? |Ban Nội chính |Ban Dân vận )?"
    r"(?:Tỉnh [ủu][ỷyỉ]|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Thị ủy|Đảng ủy|Đảng uỷ"
    r"|Đảng bộ|Quân ủy|Tỉnh đoàn|Thành đoàn)",
    r"(?:Ban Thường trực |Ủy ban )?(?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?|UBMTTQ(?:VN)?(?: Việt Nam)?",
    r"(?:Đoàn )?[Đđ]ại hội (?:đại biểu )?(?:toàn quốc|Đảng bộ)",
)
#: Bodies of the centre that are written in more ways than the registry has.
_CENTRAL = (
    "Ban Chấp hành Trung ương Đảng",
    "Ban Chấp hành Trung ương Đoàn",
    "Ban Bí thư Trung ương Đoàn",
    "Ban Chấp hành Trung ương",
    "Ban Bí thư Trung ương Đảng",
    "Ban Bí thư Trung ương",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Trung ương Đảng",
    "Trung ương",
    "Ủy ban Thường vụ Quốc hội",
    "Ủy ban thường vụ Quốc hội",
    "UBTVQH",
    "Quốc hội",
    "Thủ tướng Chính phủ",
    "Phó Thủ tướng Chính phủ",
    "Thủ tướng",
    "Chính phủ",
    "Chủ tịch nước",
    "Văn phòng Chính phủ",
    "Hội đồng Bộ trưởng",
    "Kiểm toán nhà nước",
    "Kiểm toán Nhà nước",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân hàng Nhà nước",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Văn hóa - Thông tin",
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Lao động, Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Lao động, Thương binh và Xã hội",
)
#: Who signs for a body; the body's name follows.
_POSITION = (
    r"(?:Bộ trưởng, Chủ nhiệm|Bộ trưởng|(?:Phó |Quyền )?Giám đốc|Chủ nhiệm|Trưởng|Tổng [Gg]iám đốc|Cục trưởng"
    r"|Vụ trưởng"
    r"|Tổng cục trưởng|Chi cục trưởng|Chủ tịch|Chánh án|Viện trưởng|Chánh Văn phòng|Chánh Thanh tra|Thủ trưởng"
    r"|[Ll]iên(?= Bộ (?!trưởng))|[Ll]iên [Bb]ộ trưởng|[Ll]iên ngành|[Ll]iên bộ|Liên Bộ|[Ll]iên Sở)(?= )"
)
#: First words of any other body; its name runs to the first word or mark that cannot be part of it.
_OPEN = (
    r"(?:Bộ|Sở|Ban|Cục|Tổng cục|Ủy ban|Uỷ ban|Hội đồng|Hội|Công ty|Tập đoàn|Tổng công ty|Trung tâm|Chi cục"
    r"|Phòng|Viện|Trường|Học viện"
    r"|Liên đoàn|Tòa án|Viện kiểm sát|Kho bạc|Ngân hàng|Thanh tra|Công an|Quân khu|Bảo hiểm|Thuế|Tổ công tác"
    r"|Tổ giúp việc"
    r"|Đoàn|Tổng Liên đoàn|Mặt trận|Chủ tịch|Thủ trưởng|Văn phòng|Hiệp hội|Đoàn đại biểu|Tiểu ban|Đảng đoàn"
    r"|Ban cán sự đảng"
    r"|Tòa án|Tổng Thanh tra|Vụ|Bệnh viện|Đại học)(?!\w)"
)
#: Words at which an open name ends.
_STOP = (
    r"(?:về|V/v|v/v|thực hiện|triển khai|quy định|ban hành|Ban hành|phê duyệt|Phê duyệt|hướng dẫn|sửa đổi"
    r"|bãi bỏ|thay thế|công bố|ngày|tại"
    r"|trong|được|đã|đối với|theo|để|khi|cho|giao|điều chỉnh|bổ sung|kèm theo|gửi|số|là|gồm|có|nhằm|từ|đến|hợp nhất"
    r"|và (?:số|các|những|Nghị|Quyết|Kế|Chỉ|Chương|Thông tư|Thông báo|Công văn|Kết luận|Quy|Hướng|Luật|Tờ|Báo|ý"
    r"|Đề|đề|của|Văn)"
    r"|cùng|thông qua|quyết|chỉ(?! đạo)|yêu cầu|báo cáo|tổ chức thực hiện|Quy định|quy chế|như|hiện hành|này"
    r"|quyết định|phối hợp|gắn|vào)"
)


@cache
def _fixed() -> re.Pattern[str]:
    names = set(_CENTRAL)
    for readings in issuer_tags().values():
        for reading in readings:
            names.update(n.strip() for n in re.split(r"[;(,…)]", reading.body) if n.strip()[:1].isupper())
    names.update(a.alias for a in body_aliases() if a.alias[:1].isupper() and a.kind in ("abbreviation", "short name"))
    names -= {"Mặt trận", "Ban Chỉ đạo cấp tỉnh", "Trung ương", "Thành ủy trực thuộc Trung ương"}
    names.add("Trung ương")
    ordered = sorted((n for n in names if len(n) > 3 or n.isupper()), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(_spelt, ordered))})(?!\\w)", re.IGNORECASE)


def _spelt(name: str) -> str:
    """An expression for a name in either way of placing the tone, "Văn hóa", "Văn hoá"; "ủy", "uỷ"; "TW" too."""
    name = re.sub(r"óa|oá|òa|oà|ủy|uỷ", lambda tone: _TONES[tone[0]], re.escape(name))
    return name.replace(r"Trung\ ương", r"(?:Trung\ ương|T[WƯ])")


_TONES = {a: f"(?:{one}|{two})" for one, two in (("óa", "oá"), ("òa", "oà"), ("ủy", "uỷ")) for a in (one, two)}


@cache
def _place() -> re.Pattern[str]:
    known = sorted({p.name for p in provinces()}, key=len, reverse=True)
    names = "|".join(map(_spelt, known))
    return re.compile(rf" (?:{_UNIT} )?(?i:(?:{_UNIT} )?(?:{names}))(?!\w)| {_PLACE}")


_CENTRE_BODY = r"(?:Ban Chấp hành Trung ương(?: Đảng)?|Bộ Chính trị|Ban Bí thư)"
#: Bodies of the Party's centre that issue a paper together; one more behind a comma may also begin the next clause.
_CENTRE = re.compile(
    rf"{_CENTRE_BODY}(?:(?:,| và|, và) {_CENTRE_BODY}){{1,2}}(?= (?:về|khóa|khoá|Khóa|Khoá|\()|[;.)]|$)"
)


@cache
def _province() -> re.Pattern[str]:
    """A province that a body is of: nothing of its name follows."""
    names = "|".join(map(_spelt, sorted({p.name for p in provinces()}, key=len, reverse=True)))
    return re.compile(rf" (?:tỉnh|thành phố|Thành phố) (?:{names})(?!\w)(?! (?:và|-) [{CAPITALS}])")


_HEADS = re.compile("|".join(f"(?:{head})(?!\\w)" for head in _HEADED), re.IGNORECASE)
_TERMS = re.compile(_TERM)
_SIGNATORY = re.compile(f"{_POSITION}|{_POSITION.upper()}")
_COMPANY = re.compile(
    r"(?:CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|NGÂN HÀNG)(?: (?:[-–&]"
    rf"|(?:(?!\d)[^\W_])*[{CAPITALS}](?![{SMALL}])[^\W_]*)(?= |[,.;:)]|$))+"
)
_STEERING = re.compile(r"(?:Ban Chỉ đạo|Ban chỉ đạo|BCĐ|Tổ công tác)(?!\w)")
_OPENING = re.compile(_OPEN)
_END = re.compile(
    rf"[.;:()\[\]\"“”/|\n]|, (?![{SMALL}])| {_STOP}(?!\w)|,? {_STOP}(?!\w)"
    rf"|(?<!Kinh tế)(?<!Văn hóa)(?<!Văn hoá)(?<!Lao động) - (?=[{CAPITALS}])"
)
_COMMA = re.compile(r",")
#: "Ủy ban nhân dân (UBND) tỉnh"
_SHORT = re.compile(r" \((?:viết tắt là |gọi tắt là )?[A-ZĐ]{2,6}\)(?= )")
_OF_ASSEMBLY = re.compile(r" của (?=Hội đồng [Nn]hân dân|HĐND|Quốc hội)")


def issuer_at(text: str, position: int, limit: int) -> int | None:
    """End of the body's name that begins at ``position``, at most ``limit``; None if none begins there."""
    centre = _CENTRE.match(text, position, limit)
    if centre:
        return _term(text, centre.end(), limit)
    head = _HEADS.match(text, position, limit)
    if head:
        short = _SHORT.match(text, head.end(), limit)
        end = short.end() if short else head.end()
        placed = _with_place(text, end, limit)
        return _term(text, placed if placed > end else head.end(), limit)
    if _STEERING.match(text, position, limit):
        return _open_end(text, position, limit, commas=True)
    fixed = _fixed().match(text, position, limit)
    if fixed:
        of = _OF_ASSEMBLY.match(text, fixed.end(), limit)
        assembly = issuer_at(text, of.end(), limit) if of else None
        return assembly or _term(text, _with_place(text, fixed.end(), limit, only_unit=True), limit)
    company = _COMPANY.match(text, position, min(limit, position + 160))
    if company:
        return company.end()
    signatory = _SIGNATORY.match(text, position, limit)
    if signatory:
        return issuer_at(text, signatory.end() + 1, limit) or signatory.end()
    opening = _OPENING.match(text, position, limit)
    if opening:
        return _open_end(text, position, limit, commas=False)
    return None


#: A place in capitals, up to the title: "TỈNH ỦY VỀ THỰC HIỆN …", "THỊ XÃ TỪ SƠN VỀ …".
_LOUD_PLACE = re.compile(rf"(?: {_UNIT} (?!về )\w+)?(?:(?! {_STOP}(?!\w)) [\w–-]+)*", re.IGNORECASE)
#: First words of a title that a capital makes look like a place.
_TITLE_WORDS = frozenset(
    (
        "Kính",
        "Về",
        "Ban",
        "Quy",
        "Phê",
        "Thực",
        "Triển",
        "Hướng",
        "Căn",
        "Theo",
        "Đề",
        "Nghị",
        "Quyết",
        "Sửa",
        "Bãi",
        "Công",
    )
)


def _term(text: str, end: int, limit: int) -> int:
    while term := _TERMS.match(text, end, limit):
        end = term.end()
    return end


def _with_place(text: str, end: int, limit: int, *, only_unit: bool = False) -> int:
    place = _place().match(text, end, limit)
    if not place:
        return end
    if only_unit and not re.match(rf" {_UNIT}(?!\w)", place.group()):
        return end
    if place.group().isupper():
        quiet = _LOUD_PLACE.match(text, end, place.end())
        return quiet.end() if quiet else end
    words = place.group().strip().split(" ")
    if words[0] in _TITLE_WORDS:
        return end
    if len(words) > 1 and words[-1] in _TITLE_WORDS:  # "của Ủy ban nhân dân tỉnh Quy định …"
        return place.end() - len(words[-1]) - 1
    return place.end()


def _open_end(text: str, position: int, limit: int, *, commas: bool) -> int:
    stop = min(limit, position + 160)
    for mark in _END.finditer(text, position + 2, stop):
        if mark.group()[0] == "," and commas:
            continue
        stop = mark.start()
        break
    if not commas:
        comma = _COMMA.search(text, position, stop)
        if comma:
            stop = comma.start()
    province = _province().search(text, position, stop)
    if province:
        stop = province.end()
    return stop if stop > position else position


_JOINT = re.compile(r"(?:,| và|, và| [-–])(?: của)? (?=\S)")


#: Bodies that issue papers with others; "…, Sở Y tế" behind ministries begins the sentence's own clause.
_PARTNER = re.compile(
    r"(?:Bộ|Ủy ban|Uỷ ban|Viện|Tòa án|Toà án|Đoàn|Trung ương|Hội|Tổng|Bảo hiểm|Chính phủ|Quốc hội|Mặt trận|Ngân hàng"
    r"|Liên đoàn|Công an|Thanh tra|Ban Chấp hành|Ban Bí thư|Ban Thường trực|UBTW|UBMTTQ|BCH)(?!\w)"
)


def issuers_at(text: str, position: int, limit: int) -> int | None:
    """End of the bodies that issue a paper together: "Bộ Tài chính, Bộ Nội vụ và Bộ Y tế"."""
    end = issuer_at(text, position, limit)
    local = text.startswith("Sở", position)
    while end is not None and (link := _JOINT.match(text, end, limit)):
        partner = _PARTNER.match(text, link.end()) or (local and text.startswith("Sở", link.end()))
        further = issuer_at(text, link.end(), limit) if partner else None
        if further is None:
            break
        end = further
    return end


_BEFORE = re.compile(r",?(?: đã| vừa| có)? (?:tại|ban hành|xây dựng|có)(?: các)? $")
_OPENS_NAME = re.compile(rf"(?:^|(?<=[;:.,(] )|(?<= của )|(?<= do ))(?=[{CAPITALS}])", re.MULTILINE)


def issuer_before(text: str, start: int, position: int) -> str | None:
    """The body in front of a citation: "chủ trương của Tỉnh ủy tại Thông báo số …", "Sở Tài chính ban hành Quyết
    định số …"; the words between ``start`` and ``position``, without the signatory's office."""
    start = max(start, position - 200)
    before = _BEFORE.search(text, max(start, position - 24), position)
    return issuer_until(text, start, before.start()) if before else None


def issuer_until(text: str, start: int, end: int) -> str | None:
    """The body whose name ends at ``end``, without the signatory's office; None if no name does."""
    for opening in _OPENS_NAME.finditer(text, max(start, end - 200), end):
        begin = opening.end()
        signatory = _SIGNATORY.match(text, begin, end)
        if signatory and text[signatory.end() + 1].isupper() and not text.startswith("Ủy ban", signatory.end() + 1):
            begin = signatory.end() + 1
        if end in (read(text, begin, end) for read in (issuer_at, issuers_at)):
            return text[begin:end]
    return None
