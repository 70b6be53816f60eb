"""The graph for Python programs and notebooks: what :func:`policygraph.open` gives."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .graph.rows import Rows
from .graph.store import Store, open_store

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx

    from .graph.model import Document, Graph
    from .queries.show import Shown
    from .queries.trace import Chain


class PolicyGraph:
    """A graph opened for reading, in a file or on a server; close it, or use it in a ``with`` statement.

    ``store`` is the :class:`.graph.store.Store` beneath.
    """

    def __init__(self, where: str | os.PathLike[str], *, database: str | None = None) -> None:
        self.store: Store = open_store(os.fspath(where), database=database)

    def cypher(self, statement: str, *, timeout: float | None = None, **parameters: Any) -> Rows:
        """The rows of a Cypher statement that only reads; ``$name`` in it is the argument ``name``.

        Raises QueryError if it is wrong, would write, or takes longer than ``timeout`` seconds.
        """
        return self.store.rows(statement, parameters, timeout=timeout)

    def query(self, name: str, **parameters: Any) -> Rows:
        """The rows of a named query (``policygraph query --list`` lists them). Raises QueryError."""
        from .queries import named

        return named.run(self.store, name, parameters)

    def find(self, number: str, *, issued: date | None = None) -> Document:
        """The document that is meant by a number in any spelling (``29-nq/tw@2022``), an id or a name.

        Raises AmbiguousDocument, whose ``candidates`` are the documents meant, or UnknownDocument.
        """
        from .queries.find import find

        return find(self.store, number, issued=issued)

    def trace(self, number: str, *, up: bool = False) -> Chain:
        """What implements a document, step by step; ``up``: what it implements. Raises as :meth:`find` does."""
        from .queries.trace import trace

        return trace(self.store, self.find(number).id, up=up)

    def show(self, number: str) -> Shown:
        """A document's relations both ways, with their quotes. Raises as :meth:`find` does."""
        from .queries.show import show

        return show(self.store, self.find(number).id)

    def documents(self) -> list[Document]:
        """All documents, in the order of their ids."""
        from .graph.tables import DOCUMENT, document_of

        returned = ", ".join(f"d.{column.name} AS {column.name}" for column in DOCUMENT.columns)
        rows = self.store.rows(f"MATCH (d:Document) RETURN {returned} ORDER BY id").dicts()
        return [document_of(row) for row in rows]

    def graph(self) -> Graph:
        """All nodes and edges with their evidence, in memory."""
        return self.store.subgraph()

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph as networkx has it; see :func:`.graph.networks.to_networkx`."""
        from .graph.networks import to_networkx

        return to_networkx(self.graph())

    def close(self) -> None:
        """Gives the file or the connections back."""
        self.store.close()

    def __enter__(self) -> PolicyGraph:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
