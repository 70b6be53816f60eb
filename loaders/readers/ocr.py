"""Pictures of pages → text, by tesseract where it is installed with its Vietnamese data.

The program runs as a process of its own, a page at a time, bounded in time; memory is bounded by the limits of
the worker that starts it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from .pdflayout import joined

#: Dots per inch that pages are drawn with: more is slower and no better on 12-point print.
RESOLUTION = 300
_SECONDS = 60
INSTALL = "install tesseract with its Vietnamese data (Debian: apt install tesseract-ocr-vie)"


@cache
def program() -> str | None:
    """Path of tesseract, None if it or its Vietnamese data is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 (a fixed command)
            [path, "--list-langs"], capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if b"vie" in listed.stdout.split() else None


def recognise(picture: bytes) -> list[str]:
    """Paragraphs of a page drawn as PGM, PNG or JPEG; none if it cannot be read in time."""
    path = program()
    if path is None:
        return []
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the picture goes through a pipe)
            [path, "stdin", "stdout", "-l", "vie", "--dpi", str(RESOLUTION)],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # with more threads a page takes five times as long
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return _paragraphs(done.stdout.decode("utf-8", "replace").replace("\f", ""))


def _paragraphs(text: str) -> list[str]:
    """Recognised lines as paragraphs, which end at a blank line or a line much shorter than those of the page."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = 0.75 * lengths[int(0.9 * len(lengths))] if lengths else 0.0
    found: list[str] = []
    goes_on = False
    for line in lines:
        if line and goes_on:
            found[-1] = joined(found[-1], line)
        elif line:
            found.append(line)
        goes_on = len(line) >= full and bool(line)
    return found
