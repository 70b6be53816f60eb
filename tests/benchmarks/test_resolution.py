"""How long resolution takes and what it holds, as the number of texts grows: both must grow no faster."""

from __future__ import annotations

import time
import tracemalloc
from random import Random

from ...data import provinces
from ...graph.resolve import resolve
from ...loaders.record import SELF, Record, Target
from ..graph.records import record, target


def generated(texts: int, *, cited: int = 20) -> list[Record]:
    """Texts of all provinces that cite central resolutions (with and without date), decisions, decrees and laws."""
    chance = Random(1)
    homes = [p for p in provinces() if p.valid_to]
    made = []
    for index in range(texts):
        home = chance.choice(homes)
        targets = [_target(chance, home.name) for _ in range(cited)]
        made.append(
            record(
                f"{index}.txt",
                *targets,
                number=f"{index}/QĐ-UBND",
                issuer=f"Ủy ban nhân dân tỉnh {home.name}",
                province=home.name,
                issued="2024-05-05",
                title=f"việc số {index}",
                relations=tuple((SELF, "cites", place) for place in range(cited)),
            )
        )
    return made


def _target(chance: Random, home: str) -> Target:
    day = f"20{chance.randint(10, 23)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    kind = chance.random()
    if kind < 0.3:
        return target(f"{chance.randint(1, 90)}-NQ/TW", day if chance.random() < 0.6 else None)
    if kind < 0.6:
        return target(f"{chance.randint(1, 3000)}/QĐ-UBND", day, issuer=f"UBND tỉnh {home}")
    if kind < 0.9:
        return target(f"{chance.randint(1, 200)}/2020/NĐ-CP", day)
    return target(None, kind="Luật", name="Luật Đất đai")


def measured(texts: int) -> tuple[float, float]:
    """Seconds of processor and, in another run, bytes at the peak, for each text."""
    records = generated(texts)
    start = time.process_time()
    resolve(records)
    seconds = time.process_time() - start
    del records
    tracemalloc.start()
    records = generated(texts)
    base = tracemalloc.get_traced_memory()[0]
    resolve(records.pop() for _ in range(texts))
    peak = tracemalloc.get_traced_memory()[1] - base
    tracemalloc.stop()
    return seconds / texts, peak / texts


def test_resolution_grows_with_the_texts_and_no_faster() -> None:
    measured(200)
    few, many = measured(500), measured(2_000)
    print(f"\n{many[0] * 1e3:.2f} ms a text of 20 citations, {many[1] / 1e3:.1f} kB above the records at the peak")
    print(f"four times the texts: {many[0] / few[0]:.2f} × the time and {many[1] / few[1]:.2f} × the memory a text")
    assert many[0] < 1.5 * few[0] and many[1] < 1.3 * few[1]
