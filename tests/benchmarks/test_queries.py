"""Each named query on a graph file, the same question asked of networkx in memory and of a Neo4j server, in one run.

Run by ``make bench``. ``POLICYGRAPH_BENCH`` is the number of generated documents, else 20,000. The aim, a median of at
most 100 ms on the graph file, is for 100,000 documents on a machine that does nothing else, so it is told, not
asserted. What is asserted is that the three answer with as many rows.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from ...graph.embedded import EmbeddedStore, write
from ...graph.loading import load
from ...graph.model import EdgeType, Graph
from ...graph.server import ServerStore
from ...graph.store import Store
from ...queries import named
from ..generate import generate
from ..neo4j_server import Server

DOCUMENTS = int(os.environ.get("POLICYGRAPH_BENCH", "20000"))
ROUNDS = 7
MOST = 1000  # rows, as the command prints at most
CENTRAL = {"central-party", "national-state"}
PROVINCIAL = {"province-party", "province-state"}


class InMemory:
    """The questions in networkx, as one writes them down: rows counted, at most :data:`MOST`."""

    def __init__(self, graph: Graph) -> None:
        import networkx as nx

        self.nx, self.graph = nx, graph
        self.of: dict[EdgeType, Any] = {type_: nx.DiGraph() for type_ in EdgeType}
        for edge in graph.edges.values():
            self.of[edge.type].add_edge(edge.source, edge.target, edge=edge)
        for made in self.of.values():
            made.add_nodes_from(graph.documents)

    def reach(self, id_: str, type_: EdgeType, *, up: bool, steps: int) -> set[str]:
        held = self.of[type_] if up else self.of[type_].reverse(copy=False)
        return set(self.nx.single_source_shortest_path_length(held, id_, cutoff=steps))

    def chain(self, id: str) -> int:
        steps = self.of[EdgeType.IMPLEMENTS]
        near = self.reach(id, EdgeType.IMPLEMENTS, up=False, steps=5)
        found = sorted((a, b) for b in near for a in steps.predecessors(b) if a in self.graph.documents)
        return len(found[:MOST])

    def origin(self, id: str) -> int:
        steps = self.of[EdgeType.IMPLEMENTS]
        near = self.reach(id, EdgeType.IMPLEMENTS, up=True, steps=5)
        return len(sorted((a, b) for a in near for b in steps.successors(a))[:MOST])

    def coverage(self, id: str) -> int:
        steps, held = self.of[EdgeType.IMPLEMENTS], Counter[str | None]()
        near = self.reach(id, EdgeType.IMPLEMENTS, up=False, steps=5)
        for own in {a for b in near for a in steps.predecessors(b) if steps.edges[a, b]["edge"].role == "document"}:
            document = self.graph.documents[own]
            if document.level in PROVINCIAL:
                held[document.province] += 1
        return 34

    def ladders(self, id: str) -> int:
        near = self.reach(id, EdgeType.IMPLEMENTS, up=False, steps=6)
        Counter(self.graph.documents[d].level for d in near if d in self.graph.documents)
        return 4

    def response(self, id: str) -> int:
        documents, found = self.graph.documents, []
        for a, b, data in self.of[EdgeType.IMPLEMENTS].in_edges(id, data=True):
            if data["edge"].role == "document" and documents[b].level in CENTRAL and documents[a].level in PROVINCIAL:
                first, last = documents[b].issued, documents[a].issued
                if first and last:
                    found.append(((last - first).days, a))
        return len(sorted(found)[:MOST])

    def _cited(self, wanted: Callable[[str], bool], since: str = "", until: str = "") -> list[tuple[int, str]]:
        documents, citing = self.graph.documents, Counter[str]()
        first, last = date.fromisoformat(since or "0001-01-01"), date.fromisoformat(until or "9999-12-31")
        for a, b in self.of[EdgeType.CITES].edges():
            day = documents[a].issued
            if wanted(b) and (not since or (day and day >= first)) and (not until or (day and day <= last)):
                citing[b] += 1
        return sorted(((n, d) for d, n in citing.items()), key=lambda pair: (-pair[0], pair[1]))[:MOST]

    def unimplemented(self, level: str) -> int:
        documents, steps = self.graph.documents, self.of[EdgeType.IMPLEMENTS]
        return len(
            self._cited(
                lambda d: (
                    documents[d].level == level
                    and not any(p in documents and documents[p].loaded for p in steps.predecessors(d))
                )
            )
        )

    def most_cited(self, level: str, since: str, until: str) -> int:
        return len(self._cited(lambda d: not level or self.graph.documents[d].level == level, since, until))

    def wanted(self) -> int:
        steps, documents = self.of[EdgeType.IMPLEMENTS], self.graph.documents
        citing = Counter(b for _, b in self.of[EdgeType.CITES].edges() if not documents[b].loaded)
        ranked = []
        for d, n in citing.items():
            ends = documents[d].level not in CENTRAL and not steps.out_degree(d)
            ranked.append((-sum(p in documents for p in steps.predecessors(d)) if ends else 0, -n, d))
        return len(sorted(ranked)[:MOST])

    def cites(self, id: str) -> int:
        return len(sorted(self.of[EdgeType.CITES].successors(id))[:MOST])

    def cited_by(self, id: str) -> int:
        return len(sorted(self.of[EdgeType.CITES].predecessors(id))[:MOST])

    def assignments(self, body: str, due: str) -> int:
        given = self.of[EdgeType.ASSIGNS_TO]
        if body not in given:
            return 0
        edges = [given.edges[d, body]["edge"] for d in given.predecessors(body)]
        return len([e for e in edges if not due or (e.due and e.due <= date.fromisoformat(due))][:MOST])

    def uncharged(self, id: str) -> int:
        given = self.of[EdgeType.ASSIGNS_TO]
        tasks = [t for t in self.of[EdgeType.CONTAINS].successors(id) if t not in given or not given.out_degree(t)]
        return len(sorted(tasks)[:MOST])

    def history(self, id: str) -> int:
        after = self.reach(id, EdgeType.SUPERSEDES, up=False, steps=6)
        before = self.reach(id, EdgeType.SUPERSEDES, up=True, steps=6) - {id}
        found = [
            sorted((a, m) for m in near for a in self.of[kind].predecessors(m))
            for near in (after, before)
            for kind in (EdgeType.SUPERSEDES, EdgeType.AMENDS)
        ]
        return len([row for rows in found for row in rows][:MOST])

    def in_force(self, day: str, words: str, level: str) -> int:
        on, documents, later = date.fromisoformat(day), self.graph.documents, self.of[EdgeType.SUPERSEDES]
        found = []
        for d in documents.values():
            if d.issued is None or d.issued > on or d.status != "issued" or (level and d.level != level):
                continue
            if words and not any(words.lower() in (text or "").lower() for text in (d.number, d.name, d.title)):
                continue
            replaced = any(
                later.edges[n, d.id]["edge"].role != "part" and ((day_ := documents[n].issued) is None or day_ <= on)
                for n in later.predecessors(d.id)
            )
            if not replaced:
                found.append((d.issued, d.id))
        return len(sorted(found)[:MOST])


@pytest.fixture(scope="module")
def graph() -> Graph:
    return generate(DOCUMENTS, seed=3)


@pytest.fixture(scope="module")
def engines(graph: Graph, tmp_path_factory: pytest.TempPathFactory, neo4j_server: Server) -> Iterator[list[Store]]:
    path: Path = tmp_path_factory.mktemp("queries") / "graph.lbug"
    write(graph, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.username)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        load(graph, neo4j_server.uri)
        with EmbeddedStore(path) as embedded, ServerStore(neo4j_server.uri) as server:
            yield [embedded, server]


def values(graph: Graph) -> dict[str, list[str]]:
    into = Counter(e.target for e in graph.of_type(EdgeType.IMPLEMENTS))
    ids = [id_ for id_, _ in into.most_common(2)] + [d.id for d in graph.documents.values() if d.loaded][-3:]
    return {
        "id": ids, "body": list(graph.bodies)[7:20:4], "day": ["2020-01-01"], "due": ["", "2025-12-31"],
        "words": ["", "xanh"], "level": ["central-party"], "since": ["", "2020-01-01"], "until": ["", "2021-01-01"],
    }  # fmt: skip


def _rows(store: Store, query: named.NamedQuery, given: dict[str, str]) -> int:
    return len(named.run(store, query, given, limit=MOST).rows)


def test_named_queries_beside_networkx_and_neo4j(graph: Graph, engines: list[Store]) -> None:
    memory, tried = InMemory(graph), values(graph)
    print(f"\n  {DOCUMENTS:,} documents, medians in ms: graph file, networkx, Neo4j")
    for query in named.catalogue().values():
        times: list[list[float]] = [[], [], []]
        for turn in range(ROUNDS):
            given = {p.name: tried[p.name][turn % len(tried[p.name])] for p in query.parameters}
            name = query.name.replace("-", "_")
            ways: tuple[Callable[[], int], ...] = (
                partial(_rows, engines[0], query, given),
                partial(getattr(memory, name), **given),
                partial(_rows, engines[1], query, given),
            )
            counts = []
            for place, way in enumerate(ways):
                begin = time.perf_counter()
                counts.append(way())
                times[place].append(1000 * (time.perf_counter() - begin))
            assert len(set(counts)) == 1, (query.name, given, counts)
        print(f"  {query.name:14}" + "".join(f"{median(held):9.1f}" for held in times), flush=True)
