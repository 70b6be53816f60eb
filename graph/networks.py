"""Graphs as networkx networks, for its algorithms and for GraphML."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .model import Graph
from .tables import EDGE, FINDING, NODES, edge_values, edges, nodes

if TYPE_CHECKING:
    import networkx as nx

#: What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Nodes by id with ``type`` (Document, Body, Directive) and their columns; edges with their type as key.

    Values are Python's: dates, lists, None. ``label`` is what a person calls the node.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for table in NODES:
        for node in nodes(graph, table) if table is not FINDING else ():
            known = {column.name: column.read(node) for column in table.columns}
            label = getattr(node, "label", None) or known.get("name") or known["item"]
            network.add_node(known["id"], type=table.label, label=label, **known)
    names = [column.name for column in EDGE]
    for (type_, _, _), group in edges(graph).items():
        for edge in group:
            known = dict(zip(names, edge_values(edge), strict=True))
            network.add_edge(edge.source, edge.target, key=str(type_), type=str(type_), **known)
    return network


def write_graphml(graph: Graph, file: Path) -> None:
    """Writes GraphML as Gephi, yEd and networkx read it: dates as ISO texts, lists as JSON, None left out, and
    U+FFFD for control characters, which XML has not."""
    import networkx as nx

    network = to_networkx(graph)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.add_nodes_from((_text(name), _plain(known)) for name, known in network.nodes(data=True))
    for source, target, key, known in network.edges(keys=True, data=True):
        plain.add_edge(_text(source), _text(target), key, **_plain(known))
    with file.open("wb") as out:
        kept = _Kept(out)
        nx.write_graphml(plain, kept, named_key_ids=True)
    if kept.error is not None:
        raise kept.error


class _Kept:
    """A file whose error is kept for later: lxml's writer, broken off by one, crashes the process at its end."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.error: OSError | None = None

    def write(self, data: bytes) -> None:
        if self.error is None:
            try:
                self._out.write(data)
            except OSError as error:
                self.error = error


def _plain(known: dict[str, Any]) -> dict[str, Any]:
    return {_name: _value(value) for _name, value in known.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return _text(json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value))


def _text(value: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
