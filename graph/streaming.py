"""A graph as a stream of nodes and edges in one order, whether it is in memory or read out of a store in batches, so
that an export needs no more memory for a large graph than for a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from .model import Edge, Graph
from .store import Store
from .tables import BODY, DIRECTIVE, DOCUMENT, EDGE, ENDS, Column, body_of, directive_of, document_of, edge_of
from .tables import nodes as nodes_of

_BATCH = 2_000  # nodes a statement
_TABLES = (DOCUMENT, BODY, DIRECTIVE)
_READ: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    DOCUMENT.label: document_of,
    BODY.label: body_of,
    DIRECTIVE.label: directive_of,
}


class Stream(Protocol):
    """Documents, bodies, directives, each by id; edges by the label of their source, then by key."""

    def counts(self) -> Mapping[str, int]:
        """Number of nodes of each label, and of edges under ``edges``."""
        ...

    def nodes(self) -> Iterator[Any]:
        """Documents, then bodies, then directives."""
        ...

    def edges(self) -> Iterator[tuple[str, str, Edge]]:
        """Label of the source, label of the target, edge."""
        ...


def stream(graph: Graph | Store) -> Stream:
    """The stream of a graph or of a store."""
    return _Held(graph) if isinstance(graph, Graph) else _Stored(graph)


class _Held:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def counts(self) -> Mapping[str, int]:
        graph = self._graph
        return {
            DOCUMENT.label: len(graph.documents),
            BODY.label: len(graph.bodies),
            DIRECTIVE.label: len(graph.directives),
            "edges": len(graph.edges),
        }

    def nodes(self) -> Iterator[Any]:
        for table in _TABLES:
            yield from nodes_of(self._graph, table)

    def edges(self) -> Iterator[tuple[str, str, Edge]]:
        graph = self._graph
        held: Mapping[str, Mapping[str, object]] = {
            DOCUMENT.label: graph.documents,
            BODY.label: graph.bodies,
            DIRECTIVE.label: graph.directives,
        }
        ordered: dict[str, list[tuple[str, Edge]]] = {label: [] for label in held}
        for key in sorted(graph.edges):
            edge = graph.edges[key]
            pairs = ENDS[edge.type]
            source, target = next((pair for pair in pairs if edge.source in held[pair[0]]), pairs[0])
            ordered[source].append((target, edge))
        for source, group in ordered.items():
            for target, edge in group:
                yield source, target, edge


class _Stored:
    def __init__(self, store: Store) -> None:
        self._store = store

    def counts(self) -> Mapping[str, int]:
        counted = {table.label: self._number(f"MATCH (n:{table.label}) RETURN count(*) AS n") for table in _TABLES}
        counted["edges"] = sum(
            self._number(f"MATCH (:{source})-[r:{type_}]->(:{target}) RETURN count(*) AS n")
            for type_, pairs in ENDS.items()
            for source, target in pairs
        )
        return counted

    def _number(self, statement: str) -> int:
        return int(self._store.rows(statement).rows[0][0])

    def nodes(self) -> Iterator[Any]:
        for table in _TABLES:
            returned = _returned("n", table.columns)
            for rows in self._batches(table.label, returned):
                yield from map(_READ[table.label], rows)

    def _batches(self, label: str, returned: str) -> Iterator[list[dict[str, Any]]]:
        """All nodes of a label, so many at a time, by id as the engine orders ids."""
        ordered = f"RETURN {returned} ORDER BY n.id LIMIT {_BATCH}"
        rows = self._store.rows(f"MATCH (n:{label}) {ordered}").dicts()
        while rows:
            yield rows
            further = f"MATCH (n:{label}) WHERE n.id > $last {ordered}"
            rows = self._store.rows(further, {"last": rows[-1]["id"]}).dicts() if len(rows) == _BATCH else []

    def edges(self) -> Iterator[tuple[str, str, Edge]]:
        types = {
            table.label: [(t, target) for t, pairs in ENDS.items() for source, target in pairs if source == table.label]
            for table in _TABLES
        }
        returned = f"a.id AS source_id, b.id AS target_id, {_returned('r', EDGE)}"
        for label, follow in types.items():
            for rows in self._batches(label, "n.id AS id"):
                within = {"first": rows[0]["id"], "last": rows[-1]["id"]}
                found = []
                for type_, target in follow:
                    statement = (
                        f"MATCH (a:{label})-[r:{type_}]->(b:{target}) WHERE a.id >= $first AND a.id <= $last "
                        f"RETURN {returned}"
                    )
                    rows_of_type = self._store.rows(statement, within).dicts()
                    found += [(target, edge_of(r["source_id"], type_, r["target_id"], r)) for r in rows_of_type]
                for target, edge in sorted(found, key=lambda pair: pair[1].key):
                    yield label, target, edge


def _returned(variable: str, columns: tuple[Column, ...]) -> str:
    return ", ".join(f"{variable}.{c.name} AS {c.name}" for c in columns)
