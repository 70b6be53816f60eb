"""What extraction is given: the text of one file, with pages and warnings, and what is told of it elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(slots=True)
class Source:
    """Text of one file, as ``policygraph text FILE`` prints it; every offset of the project counts its
    characters.

    Readers that know the structure of a file write it in the few marks of Markdown: a paragraph a line, a
    blank line between blocks where the file shows one, table rows as ``| cell | cell |``, the anchor of
    footnote 3 as ``[^3]`` and the note itself as a line ``[^3]: text`` after the paragraph of its anchor.
    Text files are left as they are. ``pages`` are the offsets at which pages begin, ``unread`` the numbers of those
    whose text is missing or bad.
    """

    text: str
    reader: str
    pages: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def page_of(self, offset: int) -> int | None:
        """Page (from 1) that holds ``offset``; None where the format has no pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a metadata file beside a document tells of it: ``facts`` by the names of :class:`.record.Facts`, and
    ``source``, where the document was got from; ``by`` is the metadata file's name."""

    by: str
    facts: dict[str, str]
    source: str = ""
