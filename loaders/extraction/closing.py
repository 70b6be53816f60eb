"""The end of a document: "Nơi nhận", who signs and for whom, and where annexes begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...vietnamese import CAPITALS
from .lines import Piece, flat, is_capitals, pieces
from .reading import Reading

_RECIPIENTS = re.compile(r"^\W*noi nhan(?!\w)\W{0,4}")
_MAY_LIST = re.compile(r"\W*[Nn]\S{1,2}", re.IGNORECASE)  # what is folded only then
_FOR = re.compile(
    r"^\W*(?P<mark>t ?/? ?\.?m|k ?/? ?t|t ?/? ?\.?l|q|t\.? ?/? ?u\.?q)(?:\. ?| ?\. | (?=[a-z]{2}))(?P<body>[a-z ,\-]*)"
)
_POSITION = re.compile(
    r"^\W*(?:pho |quyen )?(?:chu tich|bo truong|thu truong|thu tuong|bi thu|tong bi thu|chu nhiem|giam doc"
    r"|cuc truong|vu truong|tong cuc truong|truong ban|chanh van phong|chanh thanh tra|thong doc|vien truong"
    r"|chanh an|tong giam doc|hieu truong|truong phong|tong thanh tra|tong kiem toan|thuong truc)(?!\w)"
)
_RANK = (
    r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá)|Đô đốc|GS\.? ?TS\.?|PGS\.? ?TS\.?|GS\.|PGS\.|TS\.|TSKH\."
    r"|ThS\.|BS\.?|LS\.|Ông|Bà)[ .]*"
)
_NAME = re.compile(rf"^(?:{_RANK})*(?P<name>[{CAPITALS}][^\W\d_]*(?:[ '’\-]+[{CAPITALS}][^\W\d_]*){{1,5}})$")
_LOWER = rf"[^\W\d_{CAPITALS}]"
_GLUED = re.compile(rf"(?:\(?[Đđ]ã [Kk]ý\)?)? ?(?P<name>[{CAPITALS}]{_LOWER}+(?: [{CAPITALS}]{_LOWER}*){{1,5}})$")
_DASH = re.compile(r"^(?:[-–—•·+*o‐−][\s\-–]*|\([a-z]\)\s*)+")
_INLINE = re.compile(r"[;,]\s+(?:[-–·]\s*)+")
#: The commonest family names (folded): they tell a name in capitals from a position.
_SURNAMES = re.compile(
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|trinh|mai|dao|doan|lam|ha|cao"
    r"|luong|luu|truong|ta|thai|chau) "
)


@dataclass(slots=True)
class Closing:
    """``start`` is the offset where it begins, ``end`` where it ends (annexes follow); both are the text's end where
    there is none. ``behalf`` is the folded body behind "TM.", ``behalf_printed`` the same as printed, empty if none."""

    start: int
    end: int
    recipients: list[str] = field(default_factory=list)
    signer: str | None = None
    behalf: str = ""
    behalf_printed: str = ""


def find_closing(reading: Reading, body: int) -> Closing:
    """The first closing behind the offset ``body``."""
    blocks = [b for b in reading.blocks if b.note is None]
    stop = blocks[-1].end if blocks else 0
    behind = [i for i, b in enumerate(blocks) if b.start >= body]
    begin = next((i for i in behind if _opens(reading.text[blocks[i].start : blocks[i].end])), None)
    if begin is None:
        begin = next((i for i in behind if _is_inline_list(reading.text[blocks[i].start : blocks[i].end])), None)
    if begin is None:
        return Closing(stop, stop)
    closing = Closing(blocks[begin].start, stop)
    _Closer(closing).run(pieces(reading, begin, min(begin + 60, len(blocks))))
    return closing


def _opens(text: str) -> bool:
    if _MAY_LIST.match(text) and _RECIPIENTS.match(flat(text[:80])):
        return True
    if len(text) >= 160 or text[1:2].islower() or not is_capitals(text[:30]):
        return False
    folded = flat(text[:80])
    position = len(text) < 40 and is_capitals(text) and _POSITION.match(folded)
    return bool(_FOR.match(folded) or position)


def _is_inline_list(text: str) -> bool:
    return text[:1] in "-–" and len(_INLINE.findall(text)) >= 3 and "Lưu" in text


class _Closer:
    """Sorts the pieces of a closing into recipients and signature."""

    def __init__(self, closing: Closing) -> None:
        self.closing = closing
        self.listing = self.signing = self.done = False
        self.pending: list[str] = []

    def run(self, parts: Iterable[Piece]) -> None:
        for part in parts:
            text, folded = part.text.strip(), flat(part.text)
            opening = _RECIPIENTS.match(folded)
            if opening:
                if self.closing.recipients:
                    break
                self.listing = True
                text = part.text[opening.end() :].strip()
                if not text:
                    continue
                folded = flat(text)
            glued = _GLUED.search(text)
            if glued and glued.start() and self._signature(text[: glued.start()], folded[: glued.start()]):
                self._name(glued["name"])
                continue
            if self._signature(text, folded):
                continue
            if self.done and self.closing.signer:
                self.closing.end = part.start
                break
            if not self.done and (self.listing or _DASH.match(text)) and self._recipient(text, part.first):
                continue
            if not part.label and self._name(text):
                continue
            if self.closing.signer and (part.first or not self.listing):
                self.closing.end = part.start
                break
        self.closing.recipients = [r for r in map(_tidy, self.pending) if r]

    def _signature(self, text: str, folded: str) -> bool:
        if not is_capitals(text) or _DASH.match(text):
            return False
        behalf = _FOR.match(folded)
        if behalf:
            self.signing = True
            if re.sub(r"[ /.]", "", behalf["mark"]) == "tm" and not self.closing.behalf:
                self.closing.behalf = " ".join(behalf["body"].split())
                self.closing.behalf_printed = text[behalf.start("body") : behalf.end("body")].strip()
            return True
        if _POSITION.match(folded):
            self.signing = True
            return True
        return False

    def _recipient(self, text: str, first: bool) -> bool:
        last = self.pending[-1].rstrip() if self.pending else ""
        running = not is_capitals(text)
        if _DASH.match(text):
            self.pending.extend(_INLINE.split(_DASH.sub("", text)))
            self.listing = True
        elif last and not first:
            return False
        elif last and running and not last.endswith((";", ".")) and not (self.signing and _NAME.match(text)):
            self.pending[-1] += " " + text
        elif not last and running and text.endswith((";", ",", ".")):
            self.pending.extend(_INLINE.split(text))
        else:
            return False
        last = self.pending[-1].rstrip()
        self.done = flat(last).startswith("luu") and last.endswith((".", ";"))
        return True

    def _name(self, text: str) -> bool:
        if not self.signing or self.closing.signer:
            return False
        found = _NAME.match(re.split(r"[\[(]", text)[0].strip(" *|."))
        if not found:
            return False
        name = " ".join(found["name"].split())
        if name.isupper():
            if not _SURNAMES.match(flat(name)):
                return False
            name = name.title()
        self.closing.signer = name
        return True


def _tidy(text: str) -> str:
    return re.sub(r"[\s;,.]+$", "", " ".join(text.split()))
