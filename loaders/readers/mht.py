"""Web archives (.mht, and .doc or .docx that sites export so): a page with its pictures as parts of one message."""

from __future__ import annotations

import email
from email.message import Message

from ...errors import LoadError
from ..source import Source
from .html import read_html

_MOST_PARTS = 10_000


def read_mht(data: bytes, name: str) -> Source:
    """Text of the first page of a web archive. Raises LoadError; ``name`` is the file's name in it."""
    try:
        message = email.message_from_bytes(data)
        page = _page(message)
    except RecursionError:
        raise LoadError(name, "its parts are nested too deep: damaged or hostile?") from None
    if page is None:
        raise LoadError(name, "damaged: a web archive without a page", "save the page again")
    source = read_html(page, name)
    source.reader = "mht"
    return source


def _page(message: Message) -> bytes | None:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            return None
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else None
    return None
