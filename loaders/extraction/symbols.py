"""The grammar of numbers, dates and type words: what a citation is written with.

Works on the clean text of a :class:`.reading.Reading`, where words are one blank apart. The forms are those
of Nghị định 30/2020 (art. 8, annexes I and III) and Hướng dẫn 36-HD/VPTW, with what scans, fonts and
typists do to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ...data import document_types, issuer_tags
from ...graph.identity import normalise_number
from ...vietnamese import CAPITALS, fold

_HEAD = r"[^\W\d_][^\W\d_&]{0,10}\d{0,2}[^\W\d_]{0,6}"
_TAG = r"[^\W\d_][\w&]{0,15}"
#: Anything that may be a symbol; :func:`symbols` judges by the letters. The sequence is short and every
#: part bounded, so a hostile line costs no more than its length; it begins with a digit, which a scan finds fast.
_CANDIDATE = re.compile(
    r"(?P<sequence>\d(?:(?<![\w/.,\-–]\d)|(?<= số\d)|(?<= SỐ\d))\d{0,4}(?:\.\d{1,2})?[A-Za-zđ]?) ?"
    r"(?:(?P<mark>[-–—‑/]{1,2}|(?<= )(?=(?:NQ|QQ?Đ|KL|CT|KH|TB|BC|HD|CTr|ĐA)/T[UWƯ]))"
    rf"|/ ?(?P<year>(?:19|20)\d\d?)(?: ?[/-]|(?=[{CAPITALS}]{{2}}))) ?"
    rf"(?P<head>{_HEAD})"
    rf"(?P<link> ?[-–—‑/]{{1,2}} ?(?P<tag>{_TAG}))?"
    rf"(?P<more>(?: ?[-–/] ?{_TAG}){{0,4}})"
)
_ASSEMBLY = re.compile(r"(?:UBTV)?QH(?:K?\d{1,2}|[IVX]{1,5})?$", re.IGNORECASE)
_GLUED = re.compile(r"(?:của|ngày|về|và|do)$")  # a word that the typist did not part from the symbol
_SPACED_LINK = re.compile(r" [-–—‑/]{1,2} | [-–—‑/]{1,2}|[-–—‑/]{1,2} ")
_MORE_LINK = re.compile(r"( ?)([-–/])( ?)([^\W\d_][\w&]{0,15})")
#: A number with the letters of who drafted it, as until the 1970s: "Thông tư số 12-PC ngày 21-6-1965".
_DATED_LETTERS = re.compile(rf" ?[-–—/] ?[{CAPITALS}]{{2,4}},? ngày \d", re.IGNORECASE)
#: Kinds whose number is parted from the letters of who writes, known or not: "Công văn số 285/CCTTHC".
_LETTERS = frozenset(("CV", "TTr"))
#: A type by its letters, in front of a number: "NĐ số 43/2014/NĐ-CP".
_TYPE_LETTERS = re.compile(r"(?<!\w)(NQ|NĐ|QĐ|TT|CT|KL|KH|CV|HD|CTr|TB)(?: (số) ?:?)? ?\Z")
#: A form, table or annex has a number, too, and is no document: "mẫu số 01-ĐĐN-CT".
_FORM = re.compile(r"(?<!\w)(?:mẫu|biểu|biểu mẫu|phụ lục|bảng|phiếu|tờ khai|tài khoản|thẻ)(?: số:?)? $", re.IGNORECASE)

#: Words that stand for a type besides its own name; OCR confusions are folded away by themselves.
_TYPE_WORDS = {
    "Chương trình hành động": "CTr",
    "Chương trình công tác": "CTr",
    "Chương trình phối hợp": "CTr",
    "Kế hoạch hành động": "KH",
    "Kế hoạch phối hợp": "KH",
    "Kết luận thanh tra": "KL",
    "Thông báo kết luận": "TB",
    "Thông báo ý kiến": "TB",
    "Báo cáo thẩm tra": "BC",
    "Báo cáo thẩm định": "BC",
    "Báo cáo tiếp thu, giải trình": "BC",
    "Báo cáo tiếp thu": "BC",
    "Báo cáo giải trình": "BC",
    "Báo cáo giải trình, tiếp thu": "BC",
    "Công điện": "CĐ",
    "Luật": "Luật",
    "Bộ luật": "Luật",
    "Pháp lệnh": "PL",
    "Hiến pháp": "HP",
    "Điều lệ": "KHAC",
    "Quy định": "QĐi",
    "Văn bản": "CV",
    "Công văn": "CV",
    "Phiếu trình": "KHAC",
    "Tờ trình": "TTr",
    "Luột": "Luật",
    "Nghz định": "NĐ",
}

_DATE = re.compile(
    r"(?:ng[àảáãạ][yỳýỷỹỵ] ?|(?<=\())(?P<d>\d{1,2}) ?(?:(?P<sep>[/.\-]) ?(?P<m>\d{1,2}) ?(?P=sep) ?(?P<y>(?:19|20)\d\d)"
    r"|(?:tháng|năm) ?(?P<m2>\d{1,2}),? ?năm ?(?P<y2>(?:19|20)\d\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number found in a text: its span there, and the symbol normalised."""

    start: int
    end: int
    number: str
    head: str
    tag: str


@cache
def type_codes() -> dict[str, str]:
    """Folded letters of every type code → the code (``qd`` → ``QĐ``)."""
    return {fold(t.code): t.code for t in reversed(document_types()) if t.code}


@cache
def known_tags() -> frozenset[str]:
    """Folded letters of every issuer tag."""
    return frozenset(fold(tag) for tag in issuer_tags()) | {"ctubnd", "cp", "ttg", "tu", "tw", "ubnd", "hdnd"}


@cache
def type_words() -> dict[str, str]:
    """Folded words for a type → its code (``nghi quyet`` → ``NQ``)."""
    words = {fold(word): code for word, code in _TYPE_WORDS.items()}
    for kind in document_types():
        for name in kind.name_vi.split(";"):
            if "(" not in name:
                words.setdefault(fold(name.strip()), kind.code or "KHAC")
    return words


@cache
def _type_before() -> re.Pattern[str]:
    words = sorted(type_words(), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, words))})( ?(?:so|sô)? ?:? ?)$")


@cache
def _type_anywhere() -> re.Pattern[str]:
    words = sorted((w for w in type_words() if w not in ("luat", "bo luat")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?= )")


def type_before(text: str, position: int) -> tuple[int, str, bool] | None:
    """Type word that ends right before ``position``: (its offset, code, whether "số" stands between).

    Marks and case are ignored, so ``Chi thị`` and ``NGHỊ QUYẾT`` are read too.
    """
    start = max(0, position - 48)
    newline = text.rfind("\n", start, position)
    start = newline + 1 if newline >= 0 else start
    window = fold(text[start:position])
    if len(window) != position - start:  # a letter that folds to two: rare, and then offsets would lie
        return None
    found = _type_before().search(window)
    while found and not (" " in found[1] or _begins_word(text, start + found.start())):  # "HIỆNNGHỊ QUYẾT SỐ"
        found = _type_before().search(window, found.start() + 1)
    if found:
        return start + found.start(1), type_words()[found[1]], "so" in found[2]
    letters = _TYPE_LETTERS.search(text, start, position)
    return (letters.start(), type_codes()[fold(letters[1])], letters[2] is not None) if letters else None


def _begins_word(text: str, position: int) -> bool:
    """Whether a word begins at ``position``; a typist may glue it to the one before ("tạiTờ trình")."""
    before = text[position - 1 : position]
    return not before.isalnum() or (before.islower() and text[position].isupper())


#: What goes between a type and "số": "Văn bản giải trình số …", "Thông báo kết luận cuộc họp số …".
_QUALIFIED = re.compile(
    r"(?: (?!(?:theo|tại|ngày|là|với|các|những|trong|và|có|mang|của|từ|đến|kèm|này|bao|gồm|được|do)(?!\w))"
    r"[^\W\d_]+){1,7} $"
)


def qualified_type_before(text: str, position: int) -> tuple[int, str] | None:
    """Type word with its qualification that ends right before "số" at ``position``: (its offset, code)."""
    start = max(0, text.rfind("\n", 0, position) + 1, position - 70)
    window = text[start:position]
    found = None
    for word in _type_anywhere().finditer(fold(window)):
        rest = window[word.end() :]
        if _QUALIFIED.fullmatch(rest) and rest.replace("Trung ương", "trung ương").islower():
            found = start + word.start(1), type_words()[word[1]]
    return found


def number_sign_before(text: str, position: int) -> int | None:
    """Offset of "số" right before ``position``, if it stands there."""
    start = max(0, position - 5)
    found = re.search(r"(?<!\w)số ?:? ?$", text[start:position], re.IGNORECASE)
    return start + found.start() if found else None


def symbols(text: str) -> list[Symbol]:
    """Every number in a clean text, in order. Linear in its length."""
    found: list[Symbol] = []
    for candidate in _CANDIDATE.finditer(text):
        symbol = _judge(text, candidate)
        if symbol:
            found.append(symbol)
    return found


def _judge(text: str, candidate: re.Match[str]) -> Symbol | None:
    head, tag = candidate["head"], candidate["tag"] or ""
    end = candidate.end("head")
    start = candidate.start()
    glued = _GLUED.search(tag or head)
    if glued and fold((tag or head)[: glued.start()]) in known_tags():
        head, tag = (head, tag[: glued.start()]) if tag else (head[: glued.start()], "")
        end -= 0 if tag else len(glued[0])
    else:
        glued = None
    folded, folded_tag = fold(head), fold(tag)
    if candidate["year"] and _ASSEMBLY.match(head):
        return Symbol(start, end, normalise_number(text[start:end]), "", head)
    coded = folded in type_codes()
    tagged = folded in known_tags()
    kind = type_before(text, start)
    typed = kind is not None
    introduced = typed or number_sign_before(text, start) is not None
    if not typed and _FORM.search(text, max(0, start - 20), start):
        return None
    if not tag and introduced and (parts := _unparted(head)):
        return Symbol(start, end, normalise_number(text[start:end]), *parts)
    if tagged and typed and not tag and (head.isupper() or head == "TTg"):  # "Nghị định số 64/CP", as until 1996
        return Symbol(start, end, normalise_number(text[start:end]), "", head)
    if typed and not tag and head.isupper() and _DATED_LETTERS.match(text, candidate.end("sequence")):
        return Symbol(start, end, normalise_number(text[start:end]), "", head)
    if kind and kind[1] in _LETTERS and not tag and head.isupper() and len(head) > 2:
        return Symbol(start, end, normalise_number(text[start:end]), "", head)
    if not coded and not (tagged and (tag or candidate["year"])) and not (introduced and tag):
        return None
    if not introduced and not (coded and tag):
        return None
    if head[0].islower() and not (coded and folded_tag in known_tags()):
        return None
    link = candidate["link"] or ""
    if link:
        loose = _SPACED_LINK.match(link) is not None
        known = folded_tag in known_tags() or tag.isupper()
        if not loose or (known and (link[0] != " " or tag[0].isupper())):
            end = candidate.start("tag") + len(tag)
            end = end if glued else _further(candidate, end)
    elif not candidate["year"] and not tagged:
        return None
    number = normalise_number(text[start:end])
    return Symbol(start, end, number, head if coded else "", tag if coded else head)


def _unparted(head: str) -> tuple[str, str] | None:
    """Type and tag that the typist did not part: "NĐCP"."""
    for cut in range(2, len(head) - 1):
        kind, tag = head[:cut], head[cut:]
        code = type_codes().get(fold(kind))
        if code is not None and (kind.isupper() or kind == code) and fold(tag) in known_tags():
            return kind, tag
    return None


def _further(candidate: re.Match[str], end: int) -> int:
    """Where the symbol ends after its first tag: joint issuers and drafting units, printed without blanks."""
    for more in _MORE_LINK.finditer(candidate["more"]):
        if more[1] or not (more[4][0].isupper() or more[4].isdigit()):
            break
        if more[3] and not (len(more[4]) > 2 and more[4].isupper()):  # "TTLT-BYT-BTC- BLĐTBXH"
            break
        end = candidate.start("more") + more.end()
    if candidate.string[candidate.start() : end].endswith("MTTQ") and candidate.string.startswith(" Việt Nam", end):
        end += len(" Việt Nam")
    return end


def find_date(text: str, position: int, end: int) -> tuple[int, int, str | None] | None:
    """A date that begins at ``position``: (start, end, ISO date, which a misprinted day does not have); None if none
    does."""
    found = _DATE.match(text, position, end)
    if not found:
        return None
    return *found.span(), iso_date(found["y"] or found["y2"], found["m"] or found["m2"], found["d"])


def iso_date(year: str, month: str, day: str) -> str | None:
    """``2022-11-17``; None for a day that the calendar does not have."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
