"""Where graphs are kept: one protocol, two engines (DESIGN §4 "Store").

A store is opened for reading; writing is :func:`.embedded.write` (a new file that replaces the old one) and
:func:`.loading.load` (batches into a running Neo4j). Cypher texts keep to what both engines run alike, and
``rows`` gives plain Python values for both, so that nothing above a store knows which one it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from .. import __version__
from ..errors import StoreError
from .model import Graph
from .rows import Rows

#: URI schemes of the official driver; anything else is a path.
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Store(Protocol):
    """A graph opened for reading."""

    @property
    def engine(self) -> str:
        """``embedded`` or ``neo4j``."""
        ...

    def rows(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """Runs a statement that only reads; at most ``limit`` rows, ``timeout`` in seconds.

        Raises QueryError if it is wrong, would write or reach outside the graph, or takes too long.
        """
        ...

    def subgraph(self, documents: Collection[str] | None = None) -> Graph:
        """The documents with these ids (all if None), the edges between them, their directives, and the bodies
        that these name; unknown ids are left out."""
        ...

    def close(self) -> None:
        """Gives the engine back."""
        ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *exc: object) -> None: ...


def is_uri(where: str) -> bool:
    """Whether ``where`` names a server rather than a file."""
    return where.partition("://")[0] in SCHEMES and "://" in where


def open_store(where: str, *, database: str | None = None) -> Store:
    """Opens a graph file or a server for reading.

    Raises StoreError if there is no such graph, it is of another version, or the server does not answer.
    """
    if is_uri(where):
        from .server import ServerStore

        return ServerStore(where, database=database)
    if "://" in where:
        raise StoreError(f"{where} is no address of a Neo4j server: write bolt://HOST:PORT or neo4j://HOST:PORT")
    from .embedded import EmbeddedStore

    return EmbeddedStore(where)


def other_tables(version: str) -> str:
    """Says which policygraph wrote a graph that has not the tables of this one; one under development may have the
    same version."""
    if version == __version__:
        return f"another state of policygraph {version}, with other tables"
    return f"policygraph {version}, with other tables than this one's ({__version__})"
