"""Knowledge graph of policy references: documents in, implementation chains out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from .api import PolicyGraph

__version__ = "0.1.0"


def open(where: str | PathLike[str], *, database: str | None = None) -> PolicyGraph:
    """Opens a graph for reading: a file that ``policygraph build`` made, or a Neo4j server (``neo4j://HOST:PORT``, with
    NEO4J_USERNAME and NEO4J_PASSWORD set).

    Raises errors.StoreError if there is no such graph, it is of another version, or the server does not answer.
    """
    from .api import PolicyGraph

    return PolicyGraph(where, database=database)
