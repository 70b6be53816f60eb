"""Blocks of text, with anchors ``[^n]`` in them, and notes → the text of a :class:`.source.Source`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

#: Raised digits that are no anchor ("m²").
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HALF = re.compile("[\ud800-\udfff]")
_ANCHOR = re.compile(r"\[\^(\d+)\]")


def assemble(blocks: Iterable[str], notes: Mapping[int, str]) -> str:
    """The blocks with blank lines between them; each note follows the block that holds its anchor, notes
    without an anchor stand at the end. An empty note is left out."""
    out: list[str] = []
    left = {number: " ".join(words.split()) for number, words in notes.items()}
    left = {number: words for number, words in left.items() if words}
    for block in blocks:
        if not block:
            continue
        out.append(block)
        for mark in _ANCHOR.findall(block):
            words = left.pop(int(mark), "")
            if words:
                out.append(f"[^{mark}]: {words}")
    out += [f"[^{number}]: {words}" for number, words in left.items()]
    return _whole("\n\n".join(out) + "\n")


def _whole(text: str) -> str:
    """Halves of letters that UTF-16 writes in two as one; a half alone is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def table_row(cells: Sequence[str]) -> str:
    """Cells, whose paragraphs are lines, as one row; "" if all are empty."""
    written = [
        " <br> ".join(" ".join(p.replace("|", "\\|").split()) for p in c.split("\n") if p.strip()) for c in cells
    ]
    return "| " + " | ".join(written) + " |" if any(written) else ""
