"""How fast files are read, beside the fastest tools that read them: one core, processor time, interleaved rounds.

The tools do less: none ties notes to their anchors in a PDF, and of those for Word only mammoth does. They are not
needed by anything else: `pip install docx2txt mammoth pypdf` to have them in the table.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pytest

from ...loaders.readers.docx import read_docx
from ...loaders.readers.pdf import read_pdf

ROUNDS = 5
PAGES = 324
Reader = Callable[[bytes], object]


def _others(**tools: Callable[[Any], Reader]) -> dict[str, Reader]:
    """The tools that are installed."""
    found: dict[str, Reader] = {}
    for name, make in tools.items():
        try:
            found[name] = make(importlib.import_module(name))
        except ImportError:
            print(f"\n{name} is not installed: left out")
    return found


def _docx(library: Any) -> Reader:
    def read(data: bytes) -> object:
        return "\n".join(p.text for p in library.Document(BytesIO(data)).paragraphs)

    return read


def _pypdfium2(library: Any) -> Reader:
    def read(data: bytes) -> object:
        with library.PdfDocument(data) as document:
            return [page.get_textpage().get_text_bounded() for page in document]

    return read


WORD = {
    "docx": _docx,  # python-docx
    "docx2txt": lambda library: lambda data: library.process(BytesIO(data)),
    "mammoth": lambda library: lambda data: library.convert_to_html(BytesIO(data)),
}
PDF = {
    "pypdfium2": _pypdfium2,
    "pypdf": lambda library: lambda data: [page.extract_text() for page in library.PdfReader(BytesIO(data)).pages],
}


def _compare(data: bytes, readers: dict[str, Reader]) -> dict[str, float]:
    """Pages a second of each, the median of the rounds."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            start = process_time()
            read(data)
            spent[name].append(process_time() - start)
    speeds = {name: PAGES / median(times) for name, times in spent.items()}
    for name, speed in sorted(speeds.items(), key=lambda item: -item[1]):
        print(f"\n  {name:12} {speed:7.0f} pages/s  ×{speeds['policygraph'] / speed:.2f}", end="")
    print()
    return speeds


@pytest.mark.parametrize(
    ("kind", "read", "tools", "floor"),
    [("docx", read_docx, WORD, 1500), ("pdf", read_pdf, PDF, 60)],
)
def test_pages_a_second(shared: Path, kind: str, read: Any, tools: dict[str, Any], floor: float) -> None:
    data = (shared / f"samples/{kind}/nq_tu_x20.{kind}").read_bytes()
    print(f"\n{kind}, {PAGES} pages:", end="")
    speeds = _compare(data, {"policygraph": lambda data: read(data, "a"), **_others(**tools)})
    assert speeds["policygraph"] >= floor
