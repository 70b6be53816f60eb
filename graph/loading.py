"""Fills a Neo4j database with a graph, through the official driver.

Nodes and relationships that :func:`load` writes carry a mark, and it changes nothing that does not; so a database may
hold other data beside the graph.
"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import IncompleteCommit

from .. import __version__
from ..errors import StoreError
from .model import Graph
from .server import LABELS, MARK, connect, literal, told
from .store import Store
from .streaming import Row, Stream, stream
from .tables import EDGE, FORMAT, JOINS, NODES, PROPERTIES, Join, NodeTable

_ROWS = 10_000  # a batch is that many rows at most,
_CHARACTERS = 4_000_000  # or so many characters: it must fit into the server's transaction memory
_LANES = 2  # sessions that send batches; the fence's lock lets one at a time write
_DELETED = 5_000  # relationships and nodes removed at once
_OVERTAKEN = "the database was changed meanwhile, by another load or someone else; run the load again"
_PATIENCE = 120  # seconds that a load waits for a server that is away
#: Makes constraints and indexes; those that are there stay.
SCHEMA = (
    *(
        f"CREATE CONSTRAINT policygraph_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in sorted(LABELS)
    ),
    *(
        f"CREATE INDEX policygraph_{label.lower()}_key IF NOT EXISTS FOR (n:{label}) ON (n.key)"
        for label in ("Document", "Body")
    ),
    "CALL db.awaitIndexes(300)",
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: nodes and edges that are now there, and what it removed of an earlier one. ``released``
    counts removed nodes to which others had tied data of their own: they lost their label and the mark, no more."""

    nodes: int
    edges: int
    removed_nodes: int = 0
    removed_edges: int = 0
    released: int = 0


def load(
    graph: Graph | Store, uri: str, *, database: str | None = None, progress: Callable[[int, int], None] | None = None
) -> LoadReport:
    """Makes a database hold this graph, which is read out of a store a part at a time; ``progress`` hears (rows done,
    rows in all).

    Loading the same graph again changes nothing; what an earlier load left and this graph has not is removed. A
    load that was broken off is completed by the next. A server that goes away is waited for, two minutes long.

    Raises StoreError if the server does not let us, or holds nodes of the same labels that are not ours.
    """
    source = stream(graph)
    with told(uri, database), connect(uri, max_transaction_retry_time=_PATIENCE) as driver:
        driver.verify_connectivity()
        return _Load(driver, database, progress or (lambda done, total: None)).run(source)


class _Load:
    """One load. It leaves a token in the database; a later one takes it away, and then this one stops."""

    def __init__(self, driver: neo4j.Driver, database: str | None, progress: Callable[[int, int], None]) -> None:
        self.driver, self.database, self.progress = driver, database, progress
        self.token = uuid.uuid4().hex
        self.first = False
        self.done = self.total = 0

    def run(self, source: Stream) -> LoadReport:
        self._refuse_foreign()
        self._prepare()
        self._begin()
        node_count, edge_count = (sum(map(source.count, tables)) for tables in (NODES, JOINS))
        self.total = node_count + edge_count
        held = {table: self._write(*_node_statements(table), source.nodes(table), 1) for table in NODES}
        removed_edges = 0
        for join in JOINS:
            tied = self._write(*_edge_statements(join), source.edges(join), 2)
            removed_edges += self._remove_edges(join, tied)
        removed_nodes = released = 0
        for table, ids in held.items():
            gone, freed = self._remove_nodes(table, ids)
            removed_nodes, released = removed_nodes + gone, released + freed
        self._end()
        return LoadReport(node_count, edge_count, removed_nodes, removed_edges, released)

    def _refuse_foreign(self) -> None:
        for table in NODES:
            if self._read(f"MATCH (n:{table.label}) WHERE n.{MARK} IS NULL RETURN n.id LIMIT 1"):
                raise StoreError(
                    f"the database holds {table.label} nodes that policygraph did not make; load into another one"
                )

    def _prepare(self) -> None:
        for statement in SCHEMA:
            self._run(statement)

    def _begin(self) -> None:
        """Leaves the token."""
        # Nothing of ours is there at a first load: CREATE does what MERGE would, quicker, and nothing can be stale.
        self.first = not self._read(f"MATCH (g:{PROPERTIES}) RETURN g.id")
        self._run(
            f"MERGE (g:{PROPERTIES} {{id: 'graph'}})"
            f" SET g.format = $format, g.version = $version, g.{MARK} = true, g.loading = $token",
            format=FORMAT,
            version=__version__,
        )

    def _end(self) -> None:
        graph = f"MATCH (g:{PROPERTIES} {{id: 'graph'}}) WHERE"
        take = "REMOVE g.loading RETURN 1"
        if not self._run(f"{graph} g.loading = $token {take}", f"{graph} coalesce(g.loading, $token) = $token {take}"):
            raise StoreError(_OVERTAKEN)

    def _write(self, create: str, merge: str, rows: Iterable[Row], keys: int) -> set[Row]:
        """Writes the rows; gives their keys, so many values at the beginning, but none at a first load."""
        written: set[Row] = set()

        def write(batch: list[Row]) -> list[Row]:
            if self._fenced(create if self.first else merge, merge, rows=batch) != len(batch):
                raise StoreError(_OVERTAKEN)
            return batch

        for batch in _abreast(write, _batches(rows)):
            if not self.first:
                written.update(tuple(row[:keys]) for row in batch)
            self.done += len(batch)
            self.progress(self.done, self.total)
        return written

    def _remove_edges(self, join: Join, held: Collection[Row]) -> int:
        """Removes the marked edges of a table that this load has not written."""
        type_, source, target = join
        edge = f"-[r:{type_} {{{MARK}: true}}]->"
        stale = self._stale(f"MATCH (a:{source}){edge}(b:{target})", "a.id, b.id", held)
        one = f"(a:{source} {{id: row[0]}}){edge}(b:{target} {{id: row[1]}})"
        statement = f"UNWIND $rows AS row MATCH {one} DELETE r RETURN count(*)"
        return sum(self._fenced(statement, rows=batch) for batch in _parts(stale))

    def _remove_nodes(self, table: NodeTable, held: Collection[Row]) -> tuple[int, int]:
        """Removes the nodes of a label that this load has not written, and releases those that others use."""
        removed = released = 0
        own = [*(c.name for c in table.columns), MARK]
        match = f"UNWIND $rows AS row MATCH (n:{table.label} {{id: row[0]}})"
        theirs = "EXISTS { (n)--() } OR size(labels(n)) > 1 OR any(k IN keys(n) WHERE NOT k IN $own)"
        release = f"{match} WHERE {theirs} REMOVE n:{table.label}, n.{MARK} RETURN count(*)"
        for batch in _parts(self._stale(f"MATCH (n:{table.label} {{{MARK}: true}})", "n.id", held)):
            released += self._fenced(release, rows=batch, own=own)
            removed += self._fenced(f"{match} DELETE n RETURN count(*)", rows=batch)
        return removed, released

    def _stale(self, match: str, key: str, held: Collection[Row]) -> list[Row]:
        """Keys of what is there and not held. All that is held is there, so that equal numbers mean none."""
        if self.first or self._read(f"{match} RETURN count(*)") == [(len(held),)]:
            return []
        return [found for found in self._read(f"{match} RETURN {key}") if found not in held]

    def _fenced(self, body: str, again: str | None = None, **parameters: Any) -> int:
        """Runs a writing statement if the token is still ours, else nothing; gives the number that it returns.
        ``again`` takes its place where it may be in already and would not leave that as it is.

        Setting a property takes the lock of the node that has the token: writing statements wait for one another
        there and so never for nodes of the graph, which is what deadlocks are made of."""
        fence = f"MATCH (g:{PROPERTIES} {{id: 'graph'}}) SET g.{MARK} = true WITH g WHERE g.loading = $token"
        result = self._run(f"{fence} {body}", f"{fence} {again or body}", **parameters)
        if not result:
            raise StoreError(_OVERTAKEN)
        return int(result[0][0])

    def _run(self, statement: str, again: str | None = None, **parameters: Any) -> list[tuple[Any, ...]]:
        """Runs a statement in a transaction of its own. The driver repeats it while the server is away, but not if
        that went away at the commit: whether it is in is not known then."""
        given = {"token": self.token, **parameters}

        def work(transaction: neo4j.ManagedTransaction) -> list[tuple[Any, ...]]:
            return [tuple(record.values()) for record in transaction.run(literal(statement), given)]

        try:
            with self.driver.session(database=self.database) as session:
                return session.execute_write(work)
        except IncompleteCommit:
            return self._run(again or statement, **parameters)

    def _read(self, statement: str) -> list[tuple[Any, ...]]:
        def work(transaction: neo4j.ManagedTransaction) -> list[tuple[Any, ...]]:
            return [tuple(record.values()) for record in transaction.run(literal(statement))]

        with self.driver.session(database=self.database) as session:
            return session.execute_read(work)


def _node_statements(table: NodeTable) -> tuple[str, str]:
    """Makes nodes of rows of values, by CREATE and by MERGE. Lists are shorter to send than maps of properties."""
    known = {c.name: f"row[{place}]" for place, c in enumerate(table.columns)}
    return (
        f"UNWIND $rows AS row CREATE (n:{table.label} {_map(known)}) RETURN count(*)",
        f"UNWIND $rows AS row MERGE (n:{table.label} {{id: row[0]}}) SET n += {_map(known)} RETURN count(*)",
    )


def _edge_statements(join: Join) -> tuple[str, str]:
    """The same for edges, of rows that begin with the ids of the ends."""
    type_, source, target = join
    known = {c.name: f"row[{place}]" for place, c in enumerate(EDGE, 2)}
    ends = f"UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}})"
    return (
        f"{ends} CREATE (a)-[:{type_} {_map(known)}]->(b) RETURN count(*)",
        f"{ends} MERGE (a)-[r:{type_} {{{MARK}: true}}]->(b) SET r += {_map(known)} RETURN count(*)",
    )


def _map(known: Mapping[str, str]) -> str:
    return "{" + ", ".join([f"{MARK}: true", *(f"{name}: {value}" for name, value in known.items())]) + "}"


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += _weight(row)
        if len(batch) >= _ROWS or weight >= _CHARACTERS:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _weight(row: Row) -> int:
    """Characters of all the texts in a row."""
    weight = 0
    for value in row:
        if isinstance(value, str):
            weight += len(value)
        elif isinstance(value, list) and isinstance(value[0], str):
            weight += sum(map(len, value))
    return weight


def _abreast(write: Callable[[list[Row]], list[Row]], batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """The batches as they are written: while the server works on one the next is on its way, and another is made."""
    with ThreadPoolExecutor(_LANES) as lanes:
        coming: deque[Future[list[Row]]] = deque()
        for batch in batches:
            coming.append(lanes.submit(write, batch))
            if len(coming) > _LANES:
                yield coming.popleft().result()
        for future in coming:
            yield future.result()


def _parts(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + _DELETED] for start in range(0, len(items), _DELETED))
