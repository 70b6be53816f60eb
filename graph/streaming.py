"""A graph as rows of its tables, whether it is in memory or read out of a store a part at a time, so that what writes
it elsewhere needs no more memory for a large graph than for a small one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from .model import Graph
from .reading import findings
from .store import Store
from .tables import EDGE, FINDING, Column, Join, NodeTable, edge_values, edges, nodes, values

_BATCH = 2_000  # nodes a statement, or the edges that leave so many

Row = Sequence[Any]


class Stream(Protocol):
    """Rows in the order of :mod:`.tables`' columns. Nodes come by id, findings in their own order; edges by the ids of
    their ends, which stand before the columns."""

    def count(self, table: NodeTable | Join) -> int:
        """Number of rows."""
        ...

    def nodes(self, table: NodeTable) -> Iterator[Row]:
        """The nodes of a label."""
        ...

    def edges(self, join: Join) -> Iterator[Row]:
        """The edges of a type between nodes of two labels."""
        ...


def stream(graph: Graph | Store) -> Stream:
    """The stream of a graph or of a store. Raises StoreError for a graph with an edge whose ends it has not."""
    return _Held(graph) if isinstance(graph, Graph) else _Stored(graph)


class _Held:
    def __init__(self, graph: Graph) -> None:
        self._graph, self._edges = graph, edges(graph)

    def count(self, table: NodeTable | Join) -> int:
        return len(nodes(self._graph, table) if isinstance(table, NodeTable) else self._edges[table])

    def nodes(self, table: NodeTable) -> Iterator[Row]:
        return (values(table.columns, node) for node in nodes(self._graph, table))

    def edges(self, join: Join) -> Iterator[Row]:
        return ([e.source, e.target, *edge_values(e)] for e in self._edges[join])


class _Stored:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._parts = cache(self._read_parts)

    def count(self, table: NodeTable | Join) -> int:
        if isinstance(table, NodeTable):
            found = self._store.rows(f"MATCH (n:{table.label}) RETURN count(*) AS n")
        else:
            type_, source, target = table
            found = self._store.rows(f"MATCH (:{source})-[r:{type_}]->(:{target}) RETURN count(*) AS n")
        return int(found.rows[0][0])

    def nodes(self, table: NodeTable) -> Iterator[Row]:
        if table is FINDING:
            return (values(table.columns, finding) for finding in findings(self._store.rows))
        return self._rows(f"(a:{table.label})", table.label, _returned("a", table.columns), "a.id")

    def edges(self, join: Join) -> Iterator[Row]:
        type_, source, target = join
        returned = f"a.id AS source_id, b.id AS target_id, {_returned('r', EDGE)}"
        return self._rows(f"(a:{source})-[r:{type_}]->(b:{target})", source, returned, "source_id, target_id")

    def _rows(self, pattern: str, label: str, returned: str, order: str) -> Iterator[Row]:
        for first, last in self._parts(label):
            statement = f"MATCH {pattern} WHERE a.id >= $first AND a.id <= $last RETURN {returned} ORDER BY {order}"
            yield from self._store.rows(statement, {"first": first, "last": last}).rows

    def _read_parts(self, label: str) -> list[tuple[str, str]]:
        """First and last id of each part of a label's nodes, in the order that the engine gives ids."""
        ids = [id_ for (id_,) in self._store.rows(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id").rows]
        return [(ids[at], ids[min(at + _BATCH, len(ids)) - 1]) for at in range(0, len(ids), _BATCH)]


def _returned(variable: str, columns: tuple[Column, ...]) -> str:
    return ", ".join(f"{variable}.{c.name} AS {c.name}" for c in columns)
