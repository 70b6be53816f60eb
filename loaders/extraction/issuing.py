"""Who issued a document, as letterhead, signature and preamble say, and in which province."""

from __future__ import annotations

import re
from collections import Counter

from ...data import issuer_tags
from ...graph.identity import spell_out
from ...vietnamese import CAPITALS
from .closing import Closing
from .issuers import issuer_before, issuer_until
from .letterhead import Letterhead
from .lines import flat, is_capitals
from .names import HEAD, Place, in_title_case, place_of, proper_case, province_at, province_row
from .opening import CHAIR
from .reading import Block, Reading
from .symbols import type_words

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
_RESOLVES = re.compile(
    r"\W*(bo chinh tri|ban bi thu|ban thuong vu(?: (?:tinh|thanh|huyen|quan|thi|dang) uy)?)(?: [a-z ]{1,30}?)??"
    r" (?:quyet dinh|ban hanh|quy dinh)(?!\w)"
)
_SPEAKS = re.compile(r"(?:ban hành|xây dựng) (?P<type>[^\W\d_]+ [^\W\d_]+)(?P<other> số| \d)?")
_ASKS = re.compile(
    r" (?=(?:đề nghị|yêu cầu|hướng dẫn|thông báo|có ý kiến|trả lời)(?!\w)[^.;:\n]{0,300} sau(?: đây)? ?:)"
)
_LONGEST_SAYING = 600
"""Characters at the end of a paragraph that may say who writes."""
_CENTRAL = re.compile(
    r"^(?:bo (?!chi huy)|hoi dong (?:bo truong|nha nuoc)"
    r"|chinh phu|thu tuong|quoc hoi|uy ban thuong vu quoc hoi|van phong chinh phu|chu tich nuoc"
    r"|ban bi thu|van phong (?:quoc hoi|trung uong|chu tich nuoc)|tong cuc|kiem toan nha nuoc|ngan hang nha nuoc"
    r"|thanh tra chinh phu|cuc |tong lien doan)|trung uong|toi cao|viet nam$"
)
_OF_A_YEAR = re.compile(r"(?<!\w)nam (?:19|20)\d\d(?!\d)")  # "ĐỊNH HƯỚNG TUYÊN TRUYỀN NĂM 2020": a title
_TERM = re.compile(r",? \(?kh(?:óa|oá) [IVX]{1,6}\)?", re.IGNORECASE)
_OWN_UNIT = re.compile(r"(?<!\w)(?:tinh uy|thanh uy|tinh|thanh pho|dia ban) ")
#: A province that the table does not have.
_OTHER_NAME = re.compile(rf"(?!Đoàn|Ủy)[{CAPITALS}][^\W\d_{CAPITALS}]+ [{CAPITALS}][^\W\d_{CAPITALS}]+(?!\w)")
_DISTRICTS = {"huyen uy": "huyện", "quan uy": "quận", "thi uy": "thị xã", "thanh uy": "thành phố"}


def find_issuer(
    reading: Reading, head: Letterhead, behind: int, closing: Closing
) -> tuple[str | None, Place | None, str | None]:
    """Issuer's full name, the unit it stands for, and its province."""
    words = " ".join(head.lines)
    bodies = [b for b in _bodies(head.lines) if re.match(HEAD, flat(b)) or not _OF_A_YEAR.search(flat(b))]
    bodies = [b for b in bodies if not CHAIR.match(flat(b))] or bodies  # who decides, below the place line
    tagged = _tagged(head, flat(words))
    name = tagged or (proper_case(_spell(bodies[-1])) if bodies else "")
    if head.symbol and head.symbol.kind.endswith("LT") and len(bodies) > 1:
        name = " - ".join(map(proper_case, bodies))
    if not name:
        name = _authority(reading, behind) or (proper_case(closing.behalf_printed) if closing.behalf else "")
    name = name or spoken(reading, behind)[0] or _asking(reading, behind)
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
    return flat(spoken(reading, behind)[0])


def spoken(reading: Reading, first: int) -> tuple[str, str]:
    """The body and the kind's code that a preamble's last sentence tells, from block ``first`` on: "…, Ủy ban nhân dân
    tỉnh ban hành Kế hoạch … như sau:", "Chính phủ ban hành Nghị định …"; empty where it tells none."""
    for block in reading.blocks[first : first + 20]:
        if block.kind in ("article", "part", "roman"):
            break
        issuer, kind, other = issues(reading.text, block)
        opens = reading.text[block.end - 1] == ":" or reading.text.startswith(issuer, block.start)
        if issuer and opens and not other:
            return issuer, kind
    return "", ""


def _asking(reading: Reading, first: int) -> str:
    """The body that says what follows: "…, Sở Y tế đề nghị các đơn vị thực hiện các nội dung sau:"; empty if none."""
    for block in reading.blocks[first : first + 20]:
        if block.kind in ("article", "part", "roman"):
            break
        for said in _ASKS.finditer(reading.text, max(block.start, block.end - _LONGEST_SAYING), block.end):
            if body := issuer_until(reading.text, block.start, said.start()):
                return without_term(body)
    return ""


def issues(text: str, block: Block) -> tuple[str, str, bool]:
    """The first body and paper's kind of which a block says that it issues it, and whether its number is told."""
    for said in _SPEAKS.finditer(text, block.start, block.end):
        kind = type_words().get(flat(said["type"]))
        body = issuer_before(text, block.start, said.start("type")) if kind else None
        if kind and body:
            return without_term(body), kind, said["other"] is not None
    return "", "", False


def without_term(body: str) -> str:
    """A body's printed words written out, without the term of its members: "Ban Thường vụ Tỉnh ủy (khóa XV)"."""
    return _TERM.sub("", spell_out(body))


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
    joint = [part for part in re.split(r" ?[-–] ?(?=BỘ )", line) if part]
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
        cut = _OPEN_END.search(words) is not None and flat(name).startswith(words)  # "BỘ NÔNG NGHIỆP VÀ |"
        if not words or cut or set(flat(name).split()) <= set(words.split()):
            return name
    return ""


def _authority(reading: Reading, behind: int) -> str:
    """Who decides, printed in capitals under the title."""
    for block in reading.blocks[behind : behind + 1]:
        text = reading.text[block.start : block.end]
        if is_capitals(text) and len(text) < 200:
            return proper_case(text[len(m.group()) :] if (m := CHAIR.match(flat(text))) else text)
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
