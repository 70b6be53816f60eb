"""What a document is called where people read it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..data import document_types
from .model import Document

_BOLD = re.compile(r"(?<!\()\*\*(?!\))")  # "(**)" is a note's mark


def caption(document: Document) -> str:
    """Its number or name; of one that has neither its kind, and whose it is.

    >>> caption(Document("x", "KH", title="về chuyển đổi số", issuer="Ủy ban nhân dân tỉnh Cà Mau"))
    'Kế hoạch của Ủy ban nhân dân tỉnh Cà Mau'
    """
    if document.number or document.name:
        return document.label
    kind = kinds().get(document.kind)
    if kind is None:
        return document.label
    return f"{kind} của {document.issuer}" if document.issuer else f"{kind} {document.title or document.id}"


def day(document: Document) -> str:
    """Its day of issue as people read it, or its year; empty if neither is known."""
    return in_words(document.issued or document.year or "")


def in_words(when: date | str | int) -> str:
    """A day, or an ISO date, as people here write it; whatever else is told stays as it is.

    >>> in_words("2025-07-01"), in_words(2025), in_words("quý I/2025")
    ('01/07/2025', '2025', 'quý I/2025')
    """
    try:
        return f"{date.fromisoformat(str(when)):%d/%m/%Y}" if len(str(when)) == 10 else str(when)
    except ValueError:
        return str(when)


def unmarked(quote: str) -> str:
    """A quote out of a Markdown file without the marks of bold letters, which stand anywhere, within words too.

    >>> unmarked("**Căn cứ** Nghị định số **1**04/2012/NĐ-CP (**)")
    'Căn cứ Nghị định số 104/2012/NĐ-CP (**)'
    """
    return _BOLD.sub("", quote)


@cache
def kinds() -> dict[str, str]:
    """Code of a type of document → its name."""
    return {t.code or t.name_vi: t.name_vi for t in reversed(document_types())}
