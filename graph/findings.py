"""What a build noticed and could not, or would not, settle by itself. Findings are kept with the graph."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, with what it means in both languages."""

    severity: Severity
    means: str
    means_vi: str


#: Every kind by its code. Codes are stable. Errors are certainly wrong somewhere, in a text or in its reading;
#: warnings need a person's judgement; notes are told for completeness.
KINDS = {
    "cycle": Kind(
        Severity.ERROR,
        "documents that implement or replace each other in a circle",
        "các văn bản triển khai hoặc thay thế nhau theo vòng tròn",
    ),
    "impossible-date": Kind(
        Severity.ERROR,
        "a document cites or implements what is issued after it",
        "văn bản viện dẫn hoặc triển khai văn bản ban hành sau nó",
    ),
    "override-unused": Kind(
        Severity.ERROR,
        "an override that could not be applied",
        "dòng đính chính không áp dụng được",
    ),
    "superseded": Kind(
        Severity.WARNING,
        "a document implements what was replaced before it was issued",
        "văn bản triển khai văn bản đã bị thay thế trước đó",
    ),
    "contradiction": Kind(
        Severity.WARNING,
        "a citation contradicts itself",
        "viện dẫn tự mâu thuẫn",
    ),
    "undecided": Kind(
        Severity.WARNING,
        "a citation that may mean several documents, or perhaps the only one known",
        "viện dẫn chưa xác định được là văn bản nào",
    ),
    "dates-differ": Kind(
        Severity.WARNING,
        "a citation's date is not the document's",
        "ngày ghi trong viện dẫn khác ngày của văn bản",
    ),
    "misprint": Kind(
        Severity.WARNING,
        "two numbers for one document: one of them is a misprint",
        "hai số, ký hiệu cho cùng một văn bản: một số ghi nhầm",
    ),
    "same-number": Kind(
        Severity.WARNING,
        "texts that share number and date and have different titles",
        "các văn bản trùng số và ngày nhưng khác trích yếu",
    ),
    "twins": Kind(
        Severity.WARNING,
        "loaded documents that may be one: same issuer and title, dates that do not differ",
        "các văn bản có thể là một: cùng cơ quan, cùng trích yếu, ngày không khác nhau",
    ),
    "duplicate": Kind(
        Severity.NOTE,
        "files that hold one document; it counts once",
        "nhiều tệp chứa cùng một văn bản; chỉ tính một lần",
    ),
    "override": Kind(
        Severity.NOTE,
        "an override that was applied",
        "dòng đính chính đã áp dụng",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing a person should look at.

    ``code`` is a key of :data:`KINDS`; ``documents`` are ids, the citing or later one first; ``file`` is the file
    that says so, ``quote`` its words at ``start``–``end`` on ``page`` (empty, 0–0 and 0 where there are none).
    """

    code: str
    message: str
    documents: tuple[str, ...] = ()
    file: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    page: int = 0

    @property
    def id(self) -> str:
        """The same for the same finding in every build."""
        return f"{self.code}/{sha256(repr(self).encode(errors='surrogatepass')).hexdigest()[:16]}"

    @property
    def severity(self) -> Severity:
        """That of its kind."""
        return KINDS[self.code].severity
