"""Which citations of the shared corpus mean the same document, against ``tests/gold/clusters.csv``.

A row is a citation, by its file and the offset at which its first mention begins (empty for the text itself), with
the number or name and the date that are printed there, and the cluster: what it means, as a person reads it. What a
person cannot tell either is left out.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from ...graph.resolve import Resolution, resolve
from ...loaders.batch import extract_files
from ...loaders.readers.files import find_files
from ...loaders.record import Record

CLUSTERS = Path(__file__).parents[1] / "gold" / "clusters.csv"
Corpus = tuple[list[Record], Resolution]


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Corpus:
    found = extract_files(find_files([shared / "corpus"]))
    records = [r for r in found if isinstance(r, Record)]
    return records, resolve(records)


@pytest.fixture(scope="module")
def pairs(corpus: Corpus) -> list[tuple[str, str, str]]:
    """(cluster, id, where) of each row whose citation is recognised."""
    records, resolution = corpus
    by_name = {Path(r.file).name: r for r in records}
    made = []
    with CLUSTERS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            record = by_name[row["file"]]
            text = resolution.texts[record.file]
            where = f"{row['file']}:{row['start']} {row['number_or_name']}"
            if not row["start"]:
                made.append((row["cluster"], text.id, where))
                continue
            at = int(row["start"])
            covering = [m for m in record.mentions if m.start <= at < m.end]  # laws stand in names of laws
            if covering:
                mention = min(covering, key=lambda m: m.end - m.start)
                made.append((row["cluster"], text.decision(mention.target).chosen, where))
    return made


def measure(pairs: Iterable[tuple[str, str, str]]) -> tuple[float, float]:
    """Pairwise precision and recall of "the same document"."""
    pairs = list(pairs)

    def count(keys: Iterable[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(keys).values())

    both = count((cluster, id_) for cluster, id_, _ in pairs)
    return both / count(id_ for _, id_, _ in pairs), both / count(cluster for cluster, _, _ in pairs)


def errors(pairs: Iterable[tuple[str, str, str]]) -> str:
    """The clusters that are split, and the documents that join several, for a person to read."""
    by_cluster: dict[str, set[str]] = {}
    by_id: dict[str, set[str]] = {}
    for cluster, id_, _ in pairs:
        by_cluster.setdefault(cluster, set()).add(id_)
        by_id.setdefault(id_, set()).add(cluster)
    split = [f"split {c}: {', '.join(sorted(ids))}" for c, ids in sorted(by_cluster.items()) if len(ids) > 1]
    joined = [f"joined {i}: {', '.join(sorted(cs))}" for i, cs in sorted(by_id.items()) if len(cs) > 1]
    return "\n".join([*split, *joined])


def test_the_same_document_is_one_and_others_are_not(pairs: list[tuple[str, str, str]]) -> None:
    assert len(pairs) >= 1_200
    precision, recall = measure(pairs)
    print(f"\nsame document: precision {precision:.4f}, recall {recall:.4f} of {len(pairs)} citations\n{errors(pairs)}")
    assert precision >= 0.995 and recall >= 0.95, errors(pairs)


def test_so_it_is_without_what_everybody_cites(pairs: list[tuple[str, str, str]]) -> None:
    """The law that two texts of three rest on makes half of all pairs."""
    (most, _), *_ = Counter(cluster for cluster, _, _ in pairs).most_common(1)
    precision, recall = measure(p for p in pairs if p[0] != most)
    print(f"\nwithout {most}: precision {precision:.4f}, recall {recall:.4f}")
    assert precision >= 0.995 and recall >= 0.95, errors(pairs)


def test_numbers_that_repeat_in_the_corpus(corpus: Corpus) -> None:
    _, resolution = corpus

    def ids(number: str) -> list[str]:
        return [d.id for d in resolution.graph.documents.values() if d.number == number]

    assert ids("21-KL/TW") == ["vn/tw/kl/2021/21"]
    assert ids("33-NQ/TW") == ["vn/tw/nq/2014/33"]
    assert ids("36-NQ/TU") == ["vn-27/tu/nq/2023/36"]
    assert ids("19-NQ/TW") == ["vn/tw/nq/2017/19", "vn/tw/nq/2022/19"]
    assert ids("01/NQ-CP") == ["vn/cp/nq/2024/1"]  # the title says of which year
    assert any(f.code == "contradiction" and f.message.startswith("35-NQ/TW") for f in resolution.findings)


def test_neither_order_nor_number_of_processes_nor_repetition_change_the_graph(corpus: Corpus, shared: Path) -> None:
    records, resolution = corpus
    chance = random.Random(7)
    for _ in range(3):
        shuffled = [*records, *chance.sample(records, 5)]
        chance.shuffle(shuffled)
        assert resolve(shuffled).graph == resolution.graph
    files = find_files([shared / "corpus"])[:12]
    found = {
        workers: resolve(r for r in extract_files(files, workers=workers) if isinstance(r, Record)).graph
        for workers in (1, 3)
    }
    assert found[1] == found[3]


def test_a_document_loaded_tomorrow_resolves_the_citations_of_yesterday(corpus: Corpus) -> None:
    records, resolution = corpus
    late = next(
        r for r in records if r.document.number == "71/2025/QĐ-UBND" and "Bắc Ninh" in (r.document.issuer or "")
    )
    yesterday = resolve(r for r in records if r is not late).graph
    today = resolve([*(r for r in records if r is not late), late]).graph
    assert today == resolution.graph != yesterday
