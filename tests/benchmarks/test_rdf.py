"""How fast RDF is written, against rdflib writing the same triples in the same run, and that memory stays flat.

Processor seconds of this process, in turns, the median of three. Memory is the largest that a process of its own
reached when exporting out of a graph file.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import rdflib

from ...graph.embedded import write as write_store
from ...graph.rdf import write
from ..generate import generate

LEAST_RATE, LEAST_RATIO = 300_000, 5
FORMS = {".ttl": "turtle", ".nt": "nt"}
_EXPORT = """
import sys
from pathlib import Path
from policygraph.graph.rdf import write
from policygraph.graph.store import open_store

def largest():
    status = Path("/proc/self/status").read_text()  # getrusage tells of the parent too
    return int(status.split("VmHWM:")[1].split()[0]) >> 10

with open_store(sys.argv[1]) as store:
    begin = largest()
    count = write(store, Path(sys.argv[2]))
print(count, begin, largest())
"""


def seconds(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin


def test_the_export_is_several_times_as_fast_as_rdflib(tmp_path: Path) -> None:
    graph = generate(1_000)
    count = write(graph, tmp_path / "whole.nt")
    theirs = rdflib.Graph().parse(tmp_path / "whole.nt")
    assert len(theirs) <= count
    times: dict[tuple[str, str], list[float]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(3):
            for ending, form in FORMS.items():
                mine, other = tmp_path / f"ours{ending}", tmp_path / f"theirs{ending}"
                times.setdefault((ending, "ours"), []).append(seconds(lambda path=mine: write(graph, path)))  # type: ignore[misc]
                times.setdefault((ending, "rdflib"), []).append(
                    seconds(lambda path=other, form=form: theirs.serialize(path, format=form, encoding="utf-8"))  # type: ignore[misc]
                )
    print()
    for ending in FORMS:
        took, longer = (median(times[ending, who]) for who in ("ours", "rdflib"))
        rates = f"{count / took:,.0f} triples a second, rdflib {len(theirs) / longer:,.0f}"
        print(f"{ending}: {rates}: {longer / took:.1f} ×")
    turtle = median(times[".ttl", "ours"])
    assert count / turtle >= LEAST_RATE
    assert median(times[".ttl", "rdflib"]) / turtle >= LEAST_RATIO


def test_memory_does_not_grow_with_the_graph(tmp_path: Path) -> None:
    used = []
    print()
    for documents in (4_000, 16_000):
        write_store(generate(documents), tmp_path / "g.lbug")
        command = [sys.executable, "-c", _EXPORT, str(tmp_path / "g.lbug"), str(tmp_path / "g.nt")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        count, begin, largest = map(int, done.stdout.split())
        used.append(largest - begin)
        print(f"{documents:,} documents, {count:,} triples: {begin} MB before, {largest} MB at most")
    assert used[1] < 2 * used[0]
