"""Reads the model back out of a store, with statements that both engines run alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from .findings import Finding
from .model import Edge, EdgeType, Graph
from .rows import Rows
from .tables import (
    BODY,
    DIRECTIVE,
    DOCUMENT,
    EDGE,
    ENDS,
    FINDING,
    Column,
    NodeTable,
    body_of,
    directive_of,
    document_of,
    edge_of,
    finding_of,
)

Run = Callable[[str, Mapping[str, Any]], Rows]

_BATCH = 5_000  # ids a statement


def read_graph(run: Run, documents: Collection[str] | None = None, *, singly: int = 0) -> Graph:
    """The whole graph, or the part that :meth:`.store.Store.subgraph` describes; the edges of up to ``singly`` nodes
    are asked for node by node."""
    graph = Graph()
    wanted = None if documents is None else sorted(set(documents))
    for row in _nodes(run, DOCUMENT, wanted):
        graph.documents[row["id"]] = document_of(row)
    own = None if wanted is None else sorted(graph.documents)
    contained = list(_edges(run, EdgeType.CONTAINS, ("Document", "Directive"), own, singly))
    for row in _nodes(run, DIRECTIVE, None if own is None else [edge.target for edge in contained]):
        graph.directives[row["id"]] = directive_of(row)
    sources = {"Document": own, "Directive": None if own is None else sorted(graph.directives)}
    named: set[str] = set()
    for type_, pairs in ENDS.items():
        for pair in pairs:
            if pair[0] == "Body":
                continue
            few = own is not None and pair[0] == "Directive" and len(own) <= singly
            held = own if few else sources[pair[0]]
            found = _edges(run, type_, pair, held, singly, of_documents=few)
            for edge in contained if type_ is EdgeType.CONTAINS else found:
                if pair[1] == "Document" and edge.target not in graph.documents:
                    continue
                if pair[1] == "Body":
                    named.add(edge.target)
                graph.connect(edge)
    for row in _nodes(run, BODY, None if own is None else sorted(named)):
        graph.bodies[row["id"]] = body_of(row)
    for type_ in (EdgeType.PART_OF, EdgeType.SUCCEEDED_BY):
        holders = None if own is None else sorted(graph.bodies)
        for edge in _edges(run, type_, ("Body", "Body"), holders, singly=0):  # few, so one scan
            if edge.target in graph.bodies:
                graph.connect(edge)
    if documents is None:
        graph.findings = findings(run)
    return _ordered(graph)


def findings(run: Run) -> list[Finding]:
    """What the build found doubtful, sorted."""
    return sorted(finding_of(row) for row in _nodes(run, FINDING, None))


def _ordered(graph: Graph) -> Graph:
    return Graph(
        dict(sorted(graph.documents.items())),
        dict(sorted(graph.bodies.items())),
        dict(sorted(graph.directives.items())),
        dict(sorted(graph.edges.items())),
        graph.findings,
    )


def _nodes(run: Run, table: NodeTable, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    returned = _returned("n", table.columns)
    if ids is None:
        yield from _drained(run(f"MATCH (n:{table.label}) RETURN {returned}", {}))
    for batch in _batches(ids or ()):
        statement = f"UNWIND $ids AS id MATCH (n:{table.label} {{id: id}}) RETURN {returned}"
        yield from _drained(run(statement, {"ids": batch}))


def _edges(
    run: Run,
    type_: EdgeType,
    ends: tuple[str, str],
    sources: Sequence[str] | None,
    singly: int,
    *,
    of_documents: bool = False,
) -> Iterator[Edge]:
    """The edges of one type from these sources, from all if None; with ``of_documents`` the sources are documents, and
    the edges those of their directives."""
    source, target = ends
    returned = f"a.id AS source_id, b.id AS target_id, {_returned('r', EDGE)}"
    one = f"MATCH (a:{source} {{id: id}})-[r:{type_}]->(b:{target}) RETURN {returned}"
    if sources is None:
        found = _in_parts(run, f"MATCH (a:{source})-[r:{type_}]->(b:{target}) WHERE {{}} RETURN {returned}", source)
    elif of_documents:
        step = f"(:Document {{id: $id}})-[:CONTAINS]->(a:{source})-[r:{type_}]->(b:{target})"
        found = (run(f"MATCH {step} RETURN {returned}", {"id": id_}) for id_ in sources)
    elif len(sources) <= singly:
        found = (run(one.replace("{id: id}", "{id: $id}"), {"id": id_}) for id_ in sources)
    else:
        found = (run(f"UNWIND $ids AS id {one}", {"ids": batch}) for batch in _batches(sources))
    for rows in found:
        for row in _drained(rows):
            yield edge_of(row["source_id"], type_, row["target_id"], row)


def _in_parts(run: Run, statement: str, source: str) -> Iterator[Rows]:
    """The statement's rows, from some thousands of sources at a time. Where the engine orders texts otherwise than
    Python, some come twice, and none is missed."""
    ids = sorted(id_ for (id_,) in run(f"MATCH (a:{source}) RETURN a.id", {}).rows)
    begins = ids[_BATCH::_BATCH]
    for least, below in zip([None, *begins], [*begins, None], strict=True):
        given = {name: id_ for name, id_ in (("least", least), ("below", below)) if id_ is not None}
        within = {"least": "a.id >= $least", "below": "a.id < $below"}
        yield run(statement.format(" AND ".join(["true", *(within[name] for name in given)])), given)


def _drained(rows: Rows) -> Iterator[dict[str, Any]]:
    """Each row as a dictionary, the last first; it is gone from the rows then, which may be millions."""
    while rows.rows:
        yield dict(zip(rows.columns, rows.rows.pop(), strict=True))


def _returned(variable: str, columns: Sequence[Column]) -> str:
    return ", ".join(f"{variable}.{c.name} AS {c.name}" for c in columns)


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    return (list(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH))
