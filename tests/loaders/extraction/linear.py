"""Time in proportion to the length of a text, on a busy machine, too."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from ....loaders.extraction.extract import extract
from ....loaders.source import Source


def assert_linear(source: Callable[[int], Source], small: int, large: int) -> None:
    """Sixteen times the length takes 16 times as long, or 256 times where it is squared: the middle parts them."""
    assert large == 16 * small

    def seconds(size: int) -> float:
        text = source(size)
        times = []
        for _ in range(3):
            start = process_time()
            extract(text, "hostile")
            times.append(process_time() - start)
        return min(times)

    assert seconds(large) < 64 * seconds(small) + 0.05
