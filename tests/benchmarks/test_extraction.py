"""How fast extraction is on real texts, beside a bare scan of them with the number expression, and step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pytest

from ...loaders.extraction import extract as steps
from ...loaders.extraction.symbols import _CANDIDATE
from ...loaders.source import Source

ROUNDS = 3
STEPS = ("read", "facts", "numbered", "named", "assign", "relate", "assignments")


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[Source]:
    files = sorted((shared / "corpus").rglob("*.md")) + sorted((shared / "corpus").rglob("*.txt"))
    return [Source(path.read_text(encoding="utf-8"), "text") for path in files if path.name != "README.md"]


def _extract(texts: list[Source]) -> None:
    for text in texts:
        steps.extract(text, "")


def _scan(texts: list[Source]) -> None:
    for text in texts:
        for _ in _CANDIDATE.finditer(text.text):
            pass


def _seconds(work: Callable[[list[Source]], None], texts: list[Source]) -> float:
    start = process_time()
    work(texts)
    return process_time() - start


def test_speed(texts: list[Source]) -> None:
    """Two runs, each of interleaved rounds on one core: the ratio holds on any machine, the speed on this one."""
    size = sum(len(text.text) for text in texts)
    _extract(texts)  # tables and expressions are made once
    for run in (1, 2):
        rounds = [(_seconds(_extract, texts), _seconds(_scan, texts)) for _ in range(ROUNDS)]
        whole, bare = (median(column) for column in zip(*rounds, strict=True))
        print(
            f"\nextraction, run {run}: {len(texts)} texts, {size / 1e6:.2f} M characters: {size / whole / 1e6:.2f} M"
            f" characters/s; bare scan {size / bare / 1e6:.0f} M characters/s; ratio {whole / bare:.1f}"
        )


def test_steps(texts: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    """The share of each step."""
    _extract(texts)
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str) -> Callable[..., Any]:
        step = getattr(steps, name)

        def run(*given: Any, **named: Any) -> Any:
            start = process_time()
            result = step(*given, **named)
            spent[name] += process_time() - start
            return result

        return run

    for name in STEPS:
        monkeypatch.setattr(steps, name, timed(name))
    whole = _seconds(_extract, texts)
    print("\n" + ", ".join(f"{name} {spent[name] / whole:.0%}" for name in STEPS))


@pytest.mark.parametrize("piece", ["12-34-5/6-78/2025/", "số ", "[(", "Sở Y tế, các sở; "])
def test_one_hostile_line(piece: str) -> None:
    """A line of ten megabytes takes ten times what one of a megabyte takes, give or take the cache."""

    def seconds(length: int) -> float:
        return _seconds(_extract, [Source(piece * (length // len(piece)), "text")])

    small, large = seconds(1_000_000), seconds(10_000_000)
    print(f"\n{piece!r}: 1 MB in {small:.1f} s, 10 MB in {large:.1f} s; ratio {large / small:.1f}")
    assert large < 20 * small
