"""Where a document's title stands, and where its body begins behind the preamble."""

from __future__ import annotations

import re

from ...graph.identity import parse_number
from ...vietnamese import CAPITALS
from .letterhead import OPENS_TITLE, Letterhead, type_line
from .lines import flat, is_capitals
from .names import HEAD
from .reading import Block, Reading
from .symbols import iso_date

_CHAIRS = (
    r"(?:bo truong|giam doc|cuc truong|chu nhiem|chu tich(?! nuoc)|truong ban|tong giam doc|chanh an|vien truong"
    r"|thong doc|tong thanh tra)(?:, chu nhiem)? "
)
CHAIR = re.compile(rf"^{_CHAIRS}")
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
#: What the Công báo printed in front of the title until 2004, and copies of it without the letterhead still do: "CỦA
#: CHÍNH PHỦ SỐ 4/2000/NĐ-CP NGÀY 11 THÁNG 2 NĂM 2000 VỀ …".
_RESTATED = re.compile(
    rf"\s*CỦA (?P<body>[{CAPITALS} ,-]{{3,80}}?)(?: NƯỚC CỘNG H[ÒO][ÀA] XÃ HỘI CHỦ NGHĨA VIỆT NAM)? SỐ:? ?"
    r"(?P<number>\d[^\n]{2,30}?),? NGÀY (?P<d>\d{1,2})(?: THÁNG |[/.-])(?P<m>\d{1,2})(?: NĂM |[/.-])(?P<y>\d{4})"
    r"(?!\d)\s*"
)
_ATTACHED = re.compile(r"^\W*(?:ban hanh )?kem theo")
_RULE = re.compile(r"[-_–—=]{4,}")


def find_title(reading: Reading, head: Letterhead) -> tuple[tuple[int, int], int]:
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
        so_far = reading.text[start:end].strip()
        if _ends_title(reading, "" if _RESTATED.fullmatch(so_far) else so_far, end, index):
            break
        if end == head.type_end:
            start = block.start
        end = _paragraph_end(reading, block)
        index += 1
        if end < block.end:
            break
    start = _behind_assembly(reading, start, end)
    end = _before_authority(reading, start, end, index)
    if restated := _RESTATED.match(reading.text, start, end):
        start = restated.end()
        _take_restated(head, restated)
    body = _OF_BODY.match(reading.text, start, end)
    if body:
        head.of_body, start = flat(body["body"]), body.end()
    address = re.compile(r"\s*(?<!\w)Kính gửi\W").search(reading.text, start, end)
    return (start, address.start() if address else end), index


def _take_restated(head: Letterhead, found: re.Match[str]) -> None:
    """Number, date and issuer of a title that tells them, where no letterhead did."""
    symbol = parse_number(found["number"]) if head.symbol is None and not head.place else None
    if symbol is not None:
        head.number, head.symbol = symbol.text, symbol
        head.issued = iso_date(found["y"], found["m"], found["d"])
        body = found["body"]
        head.lines = [body[len(chair.group()) :] if (chair := CHAIR.match(flat(body))) else body]


def _untyped_title(reading: Reading, head: Letterhead) -> tuple[int, int] | None:
    """The title of a copy that lost the line of the type, below number and date or these, too."""
    for index, block in enumerate(reading.blocks[head.first : head.last], head.first):
        text = reading.text[block.start : block.end]
        if is_capitals(text) and OPENS_TITLE.match(flat(text[:24])):
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
        line = reading.text[position + 1 : end]
        if len(line) > 120 or not is_capitals(line):
            continue
        if "\n" not in reading.source[reading.origin(position - 1) : reading.origin(position + 1)]:
            continue
        if _DECIDES.match(flat(line)) and not _TITLE_GOES_ON.search(flat(reading.text[start:position])):
            return position
    return end


def _paragraph_end(reading: Reading, block: Block) -> int:
    """Where the printed paragraph ends that begins a block: a title without a mark at its end and the preamble
    below it look like one sentence to a reading."""
    if not _BLANK_LINE.search(reading.quote(block.start, block.end)):
        return block.end
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
        if not is_capitals(text) or CHAIR.match(flat(text)):  # who decides comes only then ("QUẢN LÝ⏎THUẾ")
            return False
    return False


def find_body(reading: Reading, index: int) -> int:
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
