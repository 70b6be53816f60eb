"""Printed lines: what stands on each, without decorations, page numbers and rules, and which of them go on with
the sentence of the line before.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...vietnamese import CAPITALS, SMALL
from .page import clean

_STRONG = re.compile(r"(?<!\\)\*\*")
_ITALIC = re.compile(r"(?<![\\*(])\*(?![*)])(?!(?<=^\*)\s)", re.MULTILINE)  # neither a bullet nor "(*)"
_RULE = re.compile(r"[\s\-–—_=*|:+.]*$")  # lines of dashes, lone table bars, blank lines
_PAGE_NUMBER = re.compile(r"[-–]? ?(?:Trang )?\d{1,3} ?[-–]?$")
_TERMINAL = frozenset(".;:!?…")
_CLOSERS = '"”’»)]*'
_LETTERS = re.compile(r"[^\W\d_]")
_RUNNING = re.compile("(?:[^a-z]*[a-z]){9}")  # more small letters than a line in capitals has

_ARTICLE = r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?(?=[.:\s])\.?"
_PART = (
    r"(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phần|Chương|Mục|Tiểu mục|Phụ lục)"
    r"\s+(?:(?:thứ|THỨ)\s+\w+|(?:[IVXLC]+|[\d.]+|[A-Z])(?!\w))\.?"
)
#: What an item begins with; the groups name the kinds of labels.
LABEL = re.compile(
    rf"(?P<part>{_PART})|(?P<article>{_ARTICLE})"
    r"|(?P<roman>[IVX]{1,5})(?:[.)]|\s*[-–](?=\s))(?=\s*\D)"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?(?=\s+\S|[{CAPITALS}])"
    rf"|(?P<number>\d{{1,2}})(?:[.)](?=\s*[^\d\s])|\s?[-–](?=\s*[{CAPITALS}][{SMALL}]))"
    r"|(?P<paren>\(\d{1,2}\))"
    r"|(?P<letter>[a-zđ])[.)](?=\s)"
    r"|(?P<bullet>[-–•·+*●○▪](?=\s*[^\s\d-])|[-–](?=\s+\d))"
)
#: The rest of a number whose sequence stands in the line before: "-NQ/TU".
_SYMBOL_GOES_ON = re.compile(rf"[-–][{CAPITALS}]{{1,5}}r?/[{CAPITALS}]{{2}}")
#: Names with a dash within: "Sở Lao động⏎- Thương binh và Xã hội".
_DASHED_NAME = re.compile(
    r"(?:Lao động [-–] Thương binh|(?:Công nghiệp|Bưu chính) [-–] (?:Viễn thông|Năng lượng)|Quy hoạch [-–] Kiến trúc"
    r"|(?:Văn h[oó][áa]|Kinh tế) [-–] (?:Thông tin|Xã hội|Ngân sách|Kỹ thuật)|Thương mại [-–] Du lịch"
    r"|Dân số [-–] Kế hoạch)(?!\w)"
)
#: First words of titles and bodies, which some copies break behind: "THỰC⏎HIỆN NGHỊ QUYẾT …".
_FIRST_OF_TWO = frozenset(
    (
        "BAN", "BÃI", "BỔ", "CẢI", "CÔNG", "ĐẨY", "ĐIỀU", "HƯỚNG", "KIỆN", "NÂNG", "PHÁT", "PHÂN", "PHÊ", "PHỐI", "QUY",
        "SỬA", "TĂNG", "THÀNH", "THÔNG", "THỰC", "TIẾP", "TRIỂN", "ỦY", "UỶ", "XÂY",
    )
)  # fmt: skip
#: The type's word at the end of a line, the number in the next: "THỰC HIỆN KẾ HOẠCH⏎SỐ 164-KH/TU".
_TYPE_ENDS = re.compile(
    r"\w (?:nghị quyết|kết luận|chỉ thị|quyết định|nghị định|thông tư|kế hoạch|chương trình|thông báo|công văn)\Z",
    re.IGNORECASE,
)
_NUMBER_BEGINS = re.compile(r"số:? ?\d", re.IGNORECASE)
#: Words that no sentence ends with; what they ask for stands in the next line ("Giám đốc": whose?, "Căn cứ": what?).
_OPEN_WORDS = frozenset(
    (
        "cứ",
        "của",
        "và",
        "tại",
        "số",
        "do",
        "theo",
        "về",
        "các",
        "cho",
        "với",
        "bởi",
        "từ",
        "là",
        "những",
        "đốc",
        "tịch",
        "trưởng",
        "Giám",
        "Thủ",
        "Chánh",
    )
)
#: The line below the title of an annex.
ATTACHED = re.compile(
    r"\((?:Được )?(?:ban hành )?kèm theo (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Kế hoạch)", re.IGNORECASE
)
#: What an article or item begins with; its label may be a line of its own in a page's source.
_ITEM = re.compile(rf"{_ARTICLE} *[^\W\d_]|\d{{1,2}}\. [^\W\d_]")
#: A number that goes on in the next line ("04-", "NQ/").
_BROKEN = re.compile(r"(?:\d ?[-–—‑−/]|[^\W\d_]/)$")
#: Behind these words a label is a reference ("quy định tại khoản⏎2. …").
_REFERS = frozenset({"điều", "khoản", "điểm", "mục", "số"})
#: Lines that begin so never go on with the line before.
_OPENERS = ("Nơi nhận", "TM.", "T/M", "KT.", "Căn cứ", "QUYẾT ĐỊNH")
#: A basis ends with a mark; without one it goes on ("Căn cứ Luật Tổ chức⏎Chính phủ").
_BASES = ("Căn cứ ", "- Căn cứ ", "Theo đề nghị ", "- Theo đề nghị ", "Xét đề nghị ", "- Xét đề nghị ")


@dataclass(slots=True)
class Line:
    """One printed line: its clean words one blank apart as ``flat``; ``start`` is where it begins on the page."""

    start: int
    flat: str
    gap: bool = False  # blank lines stand before it
    rule: bool = False  # a printed rule ("-----") stands before it
    inside: bool = False  # it begins inside an emphasised run, so it goes on with the line before
    ends: bool = False  # its sentence ends
    plain: bool = True  # the page has it just so


def printed_lines(page: str) -> list[Line]:
    """The lines of a page that say something."""
    found: list[Line] = []
    gap = rule = strong = italic = False
    previous = -1
    lines, flats = page.split("\n"), clean(page)
    starts = list(itertools.accumulate([len(line) + 1 for line in lines], initial=0))
    for index in [index for index, flat in enumerate(flats) if flat]:
        printed, flat = lines[index], flats[index]
        if index > previous + 1:
            gap, strong, italic = True, False, False
        previous = index
        inside = strong or italic
        if "*" in printed:
            strong ^= len(_STRONG.findall(printed)) % 2 == 1
            if "*" in printed.replace("**", ""):
                italic ^= len(_ITALIC.findall(printed)) % 2 == 1
        if not (flat[0].isalnum() or flat[2:3].isalnum()) and _RULE.match(flat):
            gap, rule = True, rule or flat.count("-") > 2
        elif (
            len(flat) < 14
            and (gap or not found)
            and _PAGE_NUMBER.match(flat)
            and not "".join(flats[index + 1 : index + 2])
        ):
            pass  # a page number does not part a sentence
        else:
            ends = flat[-1] in _TERMINAL or (flat[-1] in _CLOSERS and flat.rstrip(_CLOSERS)[-1:] in _TERMINAL)
            found.append(Line(starts[index], flat, gap, rule, inside and not gap, ends, flat == printed))
            gap = rule = False
    return found


def _is_caps(line: str) -> bool:
    """Whether a line is printed in capitals, told from its first eighty characters."""
    if _RUNNING.match(line, 0, 80):
        return False
    letters = _LETTERS.findall(line, 0, 80)
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


_WIDEST = 180
"""Characters of a line that paper can hold; where most of a text stands in longer ones, a line is a paragraph."""


class Joiner:
    """Tells which lines go on, from how the whole text is set."""

    def __init__(self, lines: Sequence[Line]) -> None:
        widths = sorted([len(line.flat) for line in lines])
        self._full = widths[int(len(widths) * 0.75)] * 0.72 if widths else 0.0
        if 2 * sum([width for width in widths if width > _WIDEST]) > sum(widths):
            self._full = float("inf")
        self._spaced = sum([line.gap for line in lines]) > 0.7 * len(lines) and 40 < self._full < 110
        self._blanks = False  # whether it is blank lines that part its paragraphs
        if _is_wrapped(lines):
            self._full *= 0.45  # lines end where the window ended, so a short one may go on too
            self._blanks = sum([line.gap for line in lines]) > 0.25 * len(lines)

    def joins(self, previous: Line, line: Line) -> bool:
        """Whether ``line`` goes on with the sentence of ``previous``."""
        flat, before = line.flat, previous.flat
        first = flat[0]
        if line.rule or (first == "|" and flat[1:2] in ("", " ")):
            return False
        if "|" in before and (before[:2] in ("|", "| ") or before[-2:] == " |"):
            return False
        small = first.islower()
        if not small or flat[1:2] in (".", ")"):
            if first in "-–" and before[-1].isdigit() and _SYMBOL_GOES_ON.match(flat):
                return True
            label = LABEL.match(flat)
            if label and not (label.lastgroup == "bullet" and (_goes_on(line) or _in_name(before, flat))):
                last = before.rpartition(" ")[2].lower()
                refers = last in _REFERS and label.lastgroup != "bullet"
                if label.lastgroup in ("article", "part") and not line.gap:  # "theo quy định tại⏎Điều 4 Nghị định"
                    refers = refers or last in _OPEN_WORDS or before[-1] == ","
                return refers or before[-1] in "-/"
        if line.inside:
            return True
        if before in _FIRST_OF_TWO and not line.gap and flat[:2].isupper():
            return True
        if not small and flat.startswith(_OPENERS):
            return False
        if before[-1] in "-–—‑−/" and _BROKEN.search(before):
            return True
        if small:
            goes_on = not previous.ends or (not line.gap and len(before) >= self._full)
            return goes_on and not _is_caps(before)
        if not first.isalpha():
            goes_on = not previous.ends or (not line.gap and len(before) >= self._full)
        elif line.gap and not self._spaced:
            goes_on = (before[-1] in "-/," or before.endswith(" của")) and not previous.ends
        else:
            basis = before.startswith(_BASES)
            goes_on = not previous.ends and (
                len(before) >= self._full
                or (not (basis and line.gap) if before[-1] == "," else basis)
                or before.rpartition(" ")[2] in _OPEN_WORDS
                or (_NUMBER_BEGINS.match(flat) is not None and _TYPE_ENDS.search(before) is not None)
                or (self._blanks and _ITEM.match(before) is not None)
            )
        return goes_on and not self._parts(previous, line)

    @staticmethod
    def _parts(previous: Line, line: Line) -> bool:
        """Whether capitals end or begin between the lines, which they do not within a sentence."""
        caps, before = _is_caps(line.flat), _is_caps(previous.flat)
        return caps != before and (before or line.flat[0].isupper())


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines break inside sentences: most that follow an open line directly begin in lower case."""
    starts = [
        line.flat[0].islower()
        for previous, line in itertools.pairwise(lines)
        if not line.gap and not previous.ends and line.flat[0].isalpha()
    ]
    return len(starts) >= 5 and sum(starts) > 0.5 * len(starts)


def _in_name(before: str, flat: str) -> bool:
    """Whether a dash between two lines stands within a body's name."""
    return flat[2:3].isupper() and _DASHED_NAME.search(f"{before[-12:]} {flat[:14]}") is not None


def _goes_on(line: Line) -> bool:
    """Whether a dash at the line's start belongs to words such as "kinh tế - xã hội"."""
    return not line.gap and line.flat[1:2] == " " and line.flat[2:3].islower()
