"""Facts about the document itself, and its zones: what GUIDE calls "document"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...data import issuer_tags
from ...graph.identity import Jurisdiction, parse_number
from ...vietnamese import CAPITALS
from ..record import Facts
from ..source import Source
from .closing import Closing, find_closing
from .letterhead import Letterhead, find_letterhead, type_line
from .lines import flat, is_capitals
from .mentions import Found, mention_of
from .names import HEAD, UNIT, Place, in_title_case, place_of, proper_case, province_at, province_row
from .reading import Block, Reading
from .symbols import iso_date, symbols, type_codes, type_words
from .wrapper import Properties, page_properties

#: Kinds with a code that GUIDE counts among the others.
_OTHERS = frozenset({"TTr", "PA"})
_CHAIRS = (
    r"(?:bo truong|giam doc|cuc truong|chu nhiem|chu tich(?! nuoc)|truong ban|tong giam doc|chanh an|vien truong"
    r"|thong doc|tong thanh tra)(?:, chu nhiem)? "
)
_CHAIR = re.compile(rf"^{_CHAIRS}")
_AUTHORITY = re.compile(rf"^(?:{_CHAIRS})?(?:{HEAD})(?!\w)")
#: Words that only without their marks are a body's ("CÔNG⏎BỐ", "MỘT⏎SỐ").
_NO_BODY = re.compile(r"(?:BỐ|SỐ|SỔ|BẢN|BÁN|PHÒNG (?:CHỐNG|NGỪA|CHÁY))(?!\w)")
_PREAMBLE = re.compile(
    r"^\W*(?:can cu|theo |xet |thuc hien |trien khai |nham |tren co so |de |thi hanh |chap hanh |quan triet )"
)
_BASIS = re.compile(r"^\W*(?:can cu|theo|xet|thuc hien)(?!\w)")
#: First words of a preamble, behind a blank.
_OPENER = re.compile(
    r" (?=(?:Thực hiện|Triển khai|Căn cứ|Theo|Xét|Để|Nhằm|Trên cơ sở|Trong|Từ ngày|Ngày|(?:Sáng|Chiều),? ngày|Năm \d{4}"
    r"|Sau khi|Qua) )"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
#: "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY": the body that decides, between the type and the title.
_OF_BODY = re.compile(rf"\s*CỦA (?P<body>(?:BAN|BỘ CHÍNH TRỊ|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)[{CAPITALS} ]*)(?!\w)\s*")
#: What old copies put in front of the title: "CỦA CHÍNH PHỦ SỐ 4/2000/NĐ-CP NGÀY 11 THÁNG 2 NĂM 2000 VỀ …".
_RESTATED = re.compile(rf"\s*CỦA [{CAPITALS} ,]{{3,80}}? SỐ [^\n]{{3,30}}? NGÀY \d[\d .\-/{CAPITALS}]{{4,26}}? (?=VỀ )")
_ATTACHED = re.compile(r"^\W*(?:ban hanh )?kem theo")
_BEGINS = re.compile(rf"(?:{HEAD})(?!\w)")
#: A line that must go on: the name of a body is not complete with it.
_OPEN_END = re.compile(
    r"(?: va|,| nhan| tinh| thanh pho| huyen| quan| xa| phuong"
    r"|^(?:van phong|thanh tra|dang uy|tong cuc|cuc|chi cuc|bo|so|ban|uy ban))$"
)
#: Bodies of a body, which are named with it.
_DEPENDENT = re.compile(
    r"^(?:ban thuong (?:truc|vu)|ban chap hanh|thuong truc|doan chu tich|van phong|uy ban kiem tra"
    r"|ban (?:to chuc|tuyen giao(?: va dan van)?|noi chinh|dan van))$"
)
_RULE = re.compile(r"[-_–—=]{4,}")
_PASSED = re.compile(r"thông qua (?:tại[^.;]{0,80} )?ngày (\d{1,2}) tháng (\d{1,2}) năm ((?:19|20)\d\d)")
_RESOLVES = re.compile(
    r"\W*(bo chinh tri|ban bi thu|ban thuong vu(?: (?:tinh|thanh|huyen|quan|thi|dang) uy)?)(?: [a-z ]{1,30}?)??"
    r" (?:quyet dinh|ban hanh|quy dinh)(?!\w)"
)
_CENTRAL = re.compile(
    r"^(?:bo (?!chi huy)|hoi dong (?:bo truong|nha nuoc)"
    r"|chinh phu|thu tuong|quoc hoi|uy ban thuong vu quoc hoi|van phong chinh phu|chu tich nuoc"
    r"|ban bi thu|van phong (?:quoc hoi|trung uong|chu tich nuoc)|tong cuc|kiem toan nha nuoc|ngan hang nha nuoc"
    r"|thanh tra chinh phu|cuc |tong lien doan)|trung uong|toi cao|viet nam$"
)
_OWN_UNIT = re.compile(r"(?<!\w)(?:tinh uy|thanh uy|tinh|thanh pho|dia ban) ")
#: A province that the table does not have.
_OTHER_NAME = re.compile(rf"(?!Đoàn|Ủy)[{CAPITALS}][^\W\d_{CAPITALS}]+ [{CAPITALS}][^\W\d_{CAPITALS}]+(?!\w)")
_DISTRICTS = {"huyen uy": "huyện", "quan uy": "quận", "thi uy": "thị xã", "thanh uy": "thành phố"}


@dataclass(slots=True)
class Zones:
    """Offsets in the reading's text: ``begin`` to ``end`` holds what the document says (behind the letterhead,
    before signature and recipients), ``title`` its title, ``body`` begins behind the preamble; ``context`` is where it
    stands."""

    begin: int
    end: int
    title: tuple[int, int]
    body: int
    context: Jurisdiction

    def where(self, offset: int) -> str:
        """title, preamble or body; notes are told by their block."""
        if self.title[0] <= offset < self.title[1]:
            return "title"
        return "preamble" if offset < self.body else "body"


def facts(reading: Reading, source: Source) -> tuple[Facts, Zones]:
    """What the document says of itself. Never raises on any text."""
    head = find_letterhead(reading)
    title, behind = _title(reading, head)
    body = _body(reading, behind)
    closing = find_closing(reading, body)
    own = Facts(number=head.number, issued=head.issued, status="draft" if head.draft else "issued")
    own.kind = _kind(head)
    own.title = " ".join(reading.text[slice(*title)].split()).removesuffix(".") or None
    own.signer, own.recipients = closing.signer, closing.recipients
    if own.issued is None and not head.place:
        passed = _PASSED.search(reading.text, body)
        own.issued = iso_date(passed[3], passed[2], passed[1]) if passed else None
    own.issuer, place, own.province = _issuer(reading, head, behind, closing)
    page = page_properties(reading.source) if own.signer is None or not head.lines else Properties()
    own.signer = own.signer or page.signer
    headline = _headline(reading) if head.type_block is None else None
    if headline is not None:
        _take_headline(own, reading, headline)
    if not head.lines:
        _complete(own, head, page)
    district = f"{place.unit} {place.name}" if place and not place.provincial and own.province else ""
    row = province_row(own.province, own.issued) if own.province else None
    end = closing.start
    rest = [b for b in reading.blocks if b.note is None and b.start >= closing.end]
    if sum(b.end - b.start for b in rest) > 200:
        end = len(reading.text)
    return own, Zones(min(title[0], body), max(end, body), title, body, Jurisdiction(row, district))


def _headline(reading: Reading) -> Found | None:
    """The heading of a copy that has lost its letterhead: "KẾT LUẬN SỐ 127-KL/TW CỦA BỘ CHÍNH TRỊ VỀ …"."""
    block = reading.blocks[0] if reading.blocks else None
    if block is None or not is_capitals(reading.text[block.start : block.end]):
        return None
    found = next((s for s in symbols(reading.text[block.start : min(block.end, block.start + 80)])), None)
    mention = mention_of(reading.text, found, block) if found and block.start == 0 else None
    return mention if mention is not None and mention.start == block.start and mention.kind else None


def _take_headline(own: Facts, reading: Reading, headline: Found) -> None:
    own.kind, own.number, own.issued = headline.kind, headline.number, headline.issued or own.issued
    own.issuer = " và ".join(map(proper_case, re.split(r" VÀ ", headline.issuer))) if headline.issuer else None
    assert headline.block is not None
    own.title = " ".join(reading.text[headline.end : headline.block.end].split()).removesuffix(".") or own.title


def _kind(head: Letterhead) -> str:
    code = type_codes().get(flat(head.symbol.kind), "") if head.symbol and head.symbol.kind else ""
    if not head.kind_word and (head.subject or not code):
        return "CV" if head.symbol or head.subject else "KHAC"
    kind = code or head.kind_word
    return "KHAC" if kind in _OTHERS or not kind else kind


def _complete(own: Facts, head: Letterhead, page: Properties) -> None:
    """Fills what the text itself does not print from the page around it."""
    symbol = parse_number(page.number) if page.number and head.symbol is None else None
    if symbol:
        own.number = symbol.text
        own.kind = type_codes().get(flat(symbol.kind)) or own.kind
    if own.kind in ("KHAC", "CV") and page.kind and (head.symbol is None or not head.symbol.kind):
        own.kind = type_words().get(flat(page.kind), own.kind)
    own.kind = "KHAC" if own.kind in _OTHERS else own.kind
    own.title = own.title or page.title
    if not head.place:
        own.issued = own.issued or page.issued
    if own.issuer is None and page.issuer:
        own.issuer, place = page.issuer, place_of(page.issuer)
        own.province = place.name if place and place.provincial else None
        body = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}.get(symbol.tag if symbol else "")
        if body and place and re.match(UNIT, flat(page.issuer)):
            own.issuer = f"{body} {place.unit} {place.name}"


def _title(reading: Reading, head: Letterhead) -> tuple[tuple[int, int], int]:
    """The title's span, and the index of the block behind it."""
    if head.type_block is None:
        untyped = head.subject or _untyped_title(reading, head)
        return untyped or (_offset(reading, head.last),) * 2, head.last
    block = reading.blocks[head.type_block]
    start = end = head.type_end
    index = head.type_block + 1
    rest = reading.text[start : block.end].lstrip(" |")
    if rest:
        start, end = block.end - len(rest), _paragraph_end(reading, block)
    while index < len(reading.blocks) and reading.blocks[index].note is None:
        block = reading.blocks[index]
        if _ends_title(reading, reading.text[start:end].strip(), end, index):
            break
        if end == head.type_end:
            start = block.start
        end = _paragraph_end(reading, block)
        index += 1
        if end < block.end:
            break
    start = _behind_assembly(reading, start, end)
    end = _before_authority(reading, start, end, index)
    restated = _RESTATED.match(reading.text, start, end)
    start = restated.end() if restated else start
    body = _OF_BODY.match(reading.text, start, end)
    if body:
        head.of_body, start = flat(body["body"]), body.end()
    address = re.compile(r"\s*(?<!\w)Kính gửi\W").search(reading.text, start, end)
    return (start, address.start() if address else end), index


#: How a title in capitals begins.
_OPENS_TITLE = re.compile(
    r"(?:ve|v/v|ban hanh|quy dinh|phe duyet|sua doi|bo sung|bai bo|cong bo|giao|thanh lap|dieu chinh|trien khai"
    r"|thuc hien|phan cap|thong qua|huong dan|kien toan)(?!\w)"
)


def _untyped_title(reading: Reading, head: Letterhead) -> tuple[int, int] | None:
    """The title of a copy that lost the line of the type, below number and date."""
    if not head.place:
        return None
    for index, block in enumerate(reading.blocks[head.first : head.last], head.first):
        text = reading.text[block.start : block.end]
        if is_capitals(text) and _OPENS_TITLE.match(flat(text[:24])):
            return block.start, _before_authority(reading, block.start, block.end, index + 1)
    return None


#: Who met, between type and title: "HỘI NGHỊ LẦN THỨ BẢY", "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH (KHÓA XVI)".
_ASSEMBLY = re.compile(r"(?:hoi nghi|ban chap hanh|ban thuong vu|bo chinh tri|ban bi thu|khoa|ky hop|lan thu)(?!\w)")
#: Who decides, in a line of capitals under the title.
_DECIDES = re.compile(
    rf"(?:{_CHAIRS}|uy ban nhan dan|hoi dong nhan dan|thu tuong chinh phu|chinh phu|uy ban thuong vu quoc hoi"
    r"|doan chu tich|ban thuong vu|ban chap hanh|ban bi thu|hoi dong bo truong|hoi dong nha nuoc)"
)
#: Words that a title goes on behind, so that a body's name after them belongs to it.
_TITLE_GOES_ON = re.compile(r"(?:[,–-]|(?<!\w)(?:cua|va|do|cho|tai|voi|boi|la|thuoc|giua|cap|ve|cac))$")


def _behind_assembly(reading: Reading, start: int, end: int) -> int:
    """Where a title in small letters begins behind capitals that name who met."""
    line_start = start
    while (stop := reading.text.find("\n", line_start, end)) >= 0:
        line = reading.text[line_start:stop]
        if not is_capitals(line) or not _ASSEMBLY.match(flat(line)):
            break
        line_start = stop + 1
    return line_start if line_start > start and not is_capitals(reading.text[line_start:end]) else start


def _before_authority(reading: Reading, start: int, end: int, index: int) -> int:
    """Where a title ends before the last printed line, if that names who decides and the preamble follows."""
    following = reading.blocks[index] if index < len(reading.blocks) else None
    if following is None or not _BASIS.match(flat(reading.text[following.start : following.start + 24])):
        return end
    for blank in re.finditer(r"[ \n]", reading.text[start:end]):
        position = start + blank.start()
        if "\n" not in reading.source[reading.origin(position - 1) : reading.origin(position + 1)]:
            continue
        line = reading.text[position + 1 : end]
        if len(line) > 120 or not is_capitals(line):
            continue
        if _DECIDES.match(flat(line)) and not _TITLE_GOES_ON.search(flat(reading.text[start:position])):
            return position
    return end


def _paragraph_end(reading: Reading, block: Block) -> int:
    """Where the printed paragraph ends that begins a block: a title without a mark at its end and the preamble
    below it look like one sentence to a reading."""
    for blank in re.finditer(" ", reading.text[block.start : block.end]):
        position = block.start + blank.start()
        gap = reading.source[reading.origin(position - 1) + 1 : reading.origin(position + 1)]
        emphasis_ends = gap.count("**") == 1 and reading.text[position + 1].isupper()
        if _BLANK_LINE.search(gap) and (emphasis_ends or _OPENER.match(reading.text, position)):
            return position
    return block.end


def _offset(reading: Reading, index: int) -> int:
    return reading.blocks[index].start if index < len(reading.blocks) else len(reading.text)


def _ends_title(reading: Reading, so_far: str, end: int, index: int) -> bool:
    block = reading.blocks[index]
    text = reading.text[block.start : _paragraph_end(reading, block)]
    folded = flat(text[:120])
    if block.kind or folded.startswith("kinh gui") or _ATTACHED.match(folded) or text.endswith(":"):
        return True
    if not so_far:
        return len(text) > 700 or folded.startswith("can cu")
    if _RULE.search(reading.source[reading.origin(end - 1) + 1 : reading.origin(block.start)]) and not is_capitals(
        text
    ):
        return True
    if is_capitals(text):
        if type_line(reading, block) is not None:
            return True
        if not _AUTHORITY.match(folded) or _NO_BODY.match(text):
            return False
        return not is_capitals(so_far) or _basis_follows(reading, index)
    if text.startswith("(") and len(text) < 160:
        return False
    return not text[:1].islower() or len(text) > 300


def _basis_follows(reading: Reading, index: int) -> bool:
    """Whether the preamble begins behind a block of capitals and those behind it ("KHÓA XII, KỲ HỌP THỨ TƯ")."""
    for block in reading.blocks[index + 1 : index + 4]:
        if _BASIS.match(flat(reading.text[block.start : block.start + 24])):
            return True
        text = reading.text[block.start : block.end]
        if not is_capitals(text) or _CHAIR.match(flat(text)):  # who decides comes only then ("QUẢN LÝ⏎THUẾ")
            return False
    return False


def _body(reading: Reading, index: int) -> int:
    """Where the body begins: the first item behind the bases, or without items the first paragraph that is none and
    no name of an authority."""
    blocks = [b for b in reading.blocks[index:] if b.note is None][:60]
    opening = next((n for n, b in enumerate(blocks) if b.kind in ("article", "part", "roman")), len(blocks))
    bases = [n for n, b in enumerate(blocks[:opening]) if _is_basis(reading, b)]
    rest = blocks[bases[-1] + 1 if bases else 0 :]
    for block in rest:
        if block.kind and block.kind not in ("bullet", "paren"):
            return block.start
    for block in rest:
        text = reading.text[block.start : block.end]
        authority = len(text) < 200 and is_capitals(text) and _AUTHORITY.match(flat(text[:60]))
        if not authority and not _PREAMBLE.match(flat(text[:40])):
            return block.start
    return blocks[-1].end if blocks else _offset(reading, index)


def _is_basis(reading: Reading, block: Block) -> bool:
    """Whether a block is a line of the preamble: "Căn cứ …;"."""
    return (
        reading.text[block.end - 1] == ";"
        and _BASIS.match(flat(reading.text[block.start : block.start + 16])) is not None
    )


def _issuer(
    reading: Reading, head: Letterhead, behind: int, closing: Closing
) -> tuple[str | None, Place | None, str | None]:
    """Issuer's full name, the unit it stands for, and its province."""
    words = " ".join(head.lines)
    bodies = _bodies(head.lines)
    tagged = _tagged(head, flat(words))
    name = tagged or (proper_case(_spell(bodies[-1])) if bodies else "")
    if head.symbol and head.symbol.kind.endswith("LT") and len(bodies) > 1:
        name = " - ".join(map(proper_case, bodies))
    if not name:
        name = _authority(reading, behind) or (proper_case(closing.behalf_printed) if closing.behalf else "")
    if not name:
        return None, None, None
    name = _spell(name)
    folded = flat(name)
    place = place_of(name) or (place_of(words) if words else None)
    party = re.search(r"(?:tinh|thanh|huyen|quan|thi) uy", folded)
    province = place.name if place and place.provincial else None
    central = _CENTRAL.search(folded) and province is None
    if party and not central:
        province = _seat(" ".join(bodies[-1:]) or name) or _seat(name) or province
    if central and "trung uong doan" in closing.behalf:
        return _authority(reading, behind) or proper_case(closing.behalf_printed), None, None
    if central:
        return _central(name, closing.behalf or head.of_body or _resolver(reading, behind)), None, None
    province = province or _province_of_place(head.place) or _province_of_text(reading)
    if province is None:
        return name, place, None
    unit = province_row(province, head.issued).kind
    own = place_of(name)
    if party:
        seat = name[party.end() :].strip(" ,")
        if not seat and party.group() in ("tinh uy", "thanh uy"):
            name = f"{name} {province}"
        elif own and not own.provincial:
            place, name = own, f"{name}, {unit} {province}"
        elif seat and seat != province and party.group() in _DISTRICTS:
            place = Place(_DISTRICTS[party.group()], seat, None)
            name = f"{name}, {unit} {province}"
        behalf = closing.behalf or head.of_body or _resolver(reading, behind)
        if "ban thuong vu" in behalf and not folded.startswith("ban thuong vu"):
            name = f"Ban Thường vụ {name}"
    elif own is None:
        if place and not place.provincial:
            name = f"{name} {place.unit} {place.name}, {unit} {province}"
        elif folded.endswith((" tinh", " thanh pho")):
            name = f"{name} {province}"
        else:
            name = f"{name} {unit} {province}"
    elif not own.provincial:
        name = f"{name}, {unit} {province}"
    return name, place, province


def _resolver(reading: Reading, behind: int) -> str:
    """The Party's body that decides, folded, as the preamble's last sentence has it ("Ban Bí thư ban hành Quy chế")."""
    for block in reading.blocks[behind : behind + 20]:
        if block.kind in ("article", "part", "roman"):
            break
        found = _RESOLVES.match(flat(reading.text[block.start : min(block.end, block.start + 90)]))
        if found:
            return found[1]
    return ""


def _seat(name: str) -> str | None:
    """The province in the name of its committee ("Tỉnh ủy Quảng Nam"), None if it is not named."""
    folded = flat(name)
    for head in re.finditer(r"(?:tinh|thanh) uy ", folded):
        found = province_at(folded, head.end())
        if found:
            return found[0]
        if head.group().startswith("tinh"):
            return in_title_case(name[head.end() :])
    return None


def _bodies(lines: list[str]) -> list[str]:
    """The bodies named in a letterhead, the superior one first."""
    bodies: list[str] = []
    for line in (part for printed in lines for part in _parted(printed)):
        whole = _BEGINS.match(flat(f"{bodies[-1]} {line}")) if bodies else None
        broken = whole is not None and whole.end() > len(bodies[-1])  # "ỦY" / "BAN NHÂN DÂN"
        if not bodies or (_BEGINS.match(flat(line)) and not broken and not _OPEN_END.search(flat(bodies[-1]))):
            bodies.append(line)
        else:
            bodies[-1] += " " + line
    if len(bodies) > 1 and _DEPENDENT.match(flat(bodies[-1])):
        bodies.append(f"{bodies[-1]} {bodies[-2]}")
    return bodies


def _parted(line: str) -> list[str]:
    """Bodies on one line: "UBND TỈNH QUẢNG NAM SỞ CÔNG THƯƠNG", "BỘ TÀI CHÍNH CỤC THUẾ", "BỘ TÀI CHÍNH - BỘ NỘI VỤ"."""
    joint = [part for part in re.split(r" [-–] (?=BỘ )", line) if part]
    if len(joint) > 1:
        return joint
    folded = flat(line)
    for mark in re.finditer(r" ", folded):
        if not _BEGINS.match(folded, mark.end()):
            continue
        before = folded[: mark.start()]
        under_ministry = before.startswith("bo ") and folded.startswith(("cuc ", "tong cuc "), mark.end())
        if under_ministry or _ends_with_province(before):
            return [line[: mark.start()], line[mark.end() :]]
    return [line]


def _ends_with_province(folded: str) -> bool:
    if re.search(r" tinh \w+ \w+$", folded):
        return True
    return any((found := province_at(folded, m.end())) and found[1] == len(folded) for m in re.finditer(" ", folded))


def _tagged(head: Letterhead, words: str) -> str:
    """The registry's name for the symbol's tag, where it names one body and the letterhead agrees."""
    tag = head.symbol.tag if head.symbol else ""
    for reading in issuer_tags().get(tag, ()):
        name = re.sub(r" khóa [IVX]+$", "", reading.body)
        if ";" in name or "(" in name or re.fullmatch(HEAD, flat(name)) or tag in ("UBND", "HĐND"):
            continue
        if words and reading.level in ("central", "ministry") and place_of(words):
            continue
        if not words or set(flat(name).split()) <= set(words.split()):
            return name
    return ""


def _authority(reading: Reading, behind: int) -> str:
    """Who decides, printed in capitals under the title."""
    for block in reading.blocks[behind : behind + 1]:
        text = reading.text[block.start : block.end]
        if is_capitals(text) and len(text) < 200:
            return proper_case(text[len(m.group()) :] if (m := _CHAIR.match(flat(text))) else text)
    return ""


_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc"}


def _spell(name: str) -> str:
    name = re.sub(r"^[YỶÝ] (?=ban|BAN)", "ủy " if name[2:5] == "ban" else "ỦY ", name)  # a lost letter
    for short, whole in _SHORT.items():
        name = re.sub(rf"\b{short}\b", whole.upper() if is_capitals(name) else whole, name)
    return re.sub(r"[Uu]ỷ\b|[Uu]ỷ(?= )", lambda m: "Ủy" if m.group()[0] == "U" else "ủy", " ".join(name.split()))


def _central(name: str, behalf: str) -> str:
    """The Party's centre prints one letterhead for three bodies; the signature says which."""
    if flat(name).startswith(("ban chap hanh trung uong", "trung uong")):
        if "bo chinh tri" in behalf:
            return "Bộ Chính trị"
        if "ban bi thu" in behalf:
            return "Ban Bí thư"
        return "Ban Chấp hành Trung ương Đảng"
    return name


def _province_of_place(place: str) -> str | None:
    folded = re.sub(r"^(?:thanh pho|tinh|tp\.?) ", "", flat(place))
    found = province_at(folded)
    return found[0] if found and found[1] == len(folded) else None


def _province_of_text(reading: Reading) -> str | None:
    """The province that the text speaks of most as its own ("tỉnh Quảng Nam", "Tỉnh ủy Quảng Nam")."""
    text = reading.text[:400_000]
    folded = flat(text)
    votes: Counter[str] = Counter()
    for mark in _OWN_UNIT.finditer(folded):
        found = province_at(folded, mark.end())
        other = _OTHER_NAME.match(text, mark.end()) if mark.group().startswith("tinh") else None
        if found:
            votes[found[0]] += 1
        elif other:
            votes[other.group()] += 1
    return votes.most_common(1)[0][0] if votes else None
