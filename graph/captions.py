"""What a document is called where people read it."""

from __future__ import annotations

from functools import cache

from ..data import document_types
from .model import Document


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


@cache
def kinds() -> dict[str, str]:
    """Code of a type of document → its name."""
    return {t.code or t.name_vi: t.name_vi for t in reversed(document_types())}
