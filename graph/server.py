"""The Neo4j store: a graph in a running server, read through the official driver.

Credentials come from NEO4J_USERNAME and NEO4J_PASSWORD.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Collection, Iterator, Mapping
from typing import Any, LiteralString
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import (
    AuthConfigurationError,
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from .. import __version__
from ..errors import QueryError, StoreError
from .guard import check_reads
from .model import Graph
from .reading import read_graph
from .rows import Rows
from .store import other_tables
from .tables import FORMAT, NODES, PROPERTIES, entity

# The driver logs each try of a server that is away. We say it ourselves at the end; who sets up logging hears it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

#: Property of all that :func:`.loading.load` writes; never shown.
MARK = "policygraph"
#: Labels of our nodes.
LABELS = frozenset(table.label for table in NODES) | {PROPERTIES}
#: What stands in place of a load's token until the schema is made.
IMPORTED = "imported"


class ServerStore:
    """A graph in a server, opened for reading; see :class:`.store.Store`. May be used by several threads."""

    engine = "neo4j"

    def __init__(self, uri: str, *, database: str | None = None) -> None:
        """Raises StoreError if the server does not answer or let us in, or the database holds no graph of ours."""
        self._uri, self._database = uri, database
        with contextlib.ExitStack() as opened, told(uri, database):
            self._driver = opened.enter_context(connect(uri))
            self._driver.verify_connectivity()
            statement = f"MATCH (g:{PROPERTIES} {{id: 'graph'}}) RETURN g.format, g.version, g.loading"
            found, _, _ = self._driver.execute_query(
                literal(statement), database_=database, routing_=neo4j.RoutingControl.READ
            )
            if not found:
                raise StoreError(f"{uri} holds no graph; load one with: policygraph load {uri}")
            written, version, loading = found[0].values()
            if written != FORMAT:
                raise StoreError(f"{uri} was loaded by {other_tables(version)}; load it again")
            if loading == IMPORTED:
                raise StoreError(f"the import into {uri} is not ended; run the statements of its finish.cypher")
            if loading:
                raise StoreError(f"a load into {uri} goes on or was broken off; wait for it, or load again")
            opened.pop_all()

    def rows(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """Runs a statement that only reads; see :meth:`.store.Store.rows`."""
        given = dict(parameters or {})
        check_reads(cypher, given)

        @neo4j.unit_of_work(timeout=None if timeout is None else max(timeout, 0.001))  # 0 would be no limit
        def work(transaction: neo4j.ManagedTransaction) -> tuple[tuple[str, ...], list[neo4j.Record]]:
            result = transaction.run(literal(cypher), given)
            return tuple(result.keys()), list(result) if limit is None else result.fetch(limit + 1)

        try:
            with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
                columns, found = session.execute_read(work)
        except Neo4jError as error:
            code = error.code or ""
            if "TransactionTimedOut" in code or code.endswith(".Terminated"):
                raise QueryError(f"the query took longer than {timeout:g} seconds") from error
            if code.endswith(".AccessMode"):
                raise QueryError("the statement would write; only statements that read are run") from error
            raise QueryError(_line(error)) from error
        except (TypeError, ValueError, OverflowError) as error:  # a parameter that the driver cannot send
            raise QueryError(_line(error)) from error
        except DriverError as error:
            raise StoreError(_reason(error, self._uri, self._database)) from error
        rows = [tuple(_plain(value) for value in record.values()) for record in found[:limit]]
        return Rows(columns, rows, cut=limit is not None and len(found) > limit)

    def subgraph(self, documents: Collection[str] | None = None) -> Graph:
        """The documents with these ids and what hangs on them; see :meth:`.store.Store.subgraph`."""
        return read_graph(self.rows, documents)

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def __enter__(self) -> ServerStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def connect(uri: str, **settings: Any) -> neo4j.Driver:
    """The driver, not yet connected. Raises StoreError for an address with credentials in it."""
    if urlsplit(uri).username is not None:
        raise StoreError("credentials do not belong in the address; set NEO4J_USERNAME and NEO4J_PASSWORD")
    password = os.environ.get("NEO4J_PASSWORD")
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password else None
    return neo4j.GraphDatabase.driver(
        uri,
        auth=auth,
        connection_timeout=15,
        user_agent=f"policygraph/{__version__}",
        notifications_min_severity="OFF",
        **settings,
    )


@contextlib.contextmanager
def told(uri: str, database: str | None) -> Iterator[None]:
    """Turns the driver's errors into a StoreError that says what to do."""
    try:
        yield
    except (Neo4jError, DriverError, ValueError) as error:
        raise StoreError(_reason(error, uri, database)) from error


def _reason(error: Exception, uri: str, database: str | None) -> str:
    code = getattr(error, "code", None) or ""
    if isinstance(error, (AuthError, AuthConfigurationError)) or ".Security." in code:
        if "RateLimit" in code:
            return f"{uri} had too many wrong passwords; wait some seconds and try again"
        return f"{uri} refuses the credentials; set NEO4J_USERNAME and NEO4J_PASSWORD"
    if database == "system":
        return f"the database system of {uri} takes no graphs; leave out --database, or name another"
    if code.endswith(".DatabaseNotFound"):
        return f"{uri} has no database {database!r}; SHOW DATABASES lists them"
    if isinstance(error, ServiceUnavailable):
        cause = _first_cause(error)
        if "+s" in urlsplit(uri).scheme:
            return f"no Neo4j with TLS answers at {uri} ({cause}); for a server without TLS leave out the +s or +ssc"
        return f"no Neo4j answers at {uri} ({cause}); is it running, and are host and port right?"
    if isinstance(error, (ConfigurationError, ValueError)):
        return f"{uri} is not a usable address: {_line(error)}"
    return f"{uri}: {_line(error)}"


def _first_cause(error: BaseException) -> str:
    """What the operating system said, if it did; the driver wraps that in several layers."""
    while error.__cause__ is not None:
        error = error.__cause__
    return (isinstance(error, OSError) and error.strerror) or _line(error)


def _plain(value: Any) -> Any:
    """The driver's value as :class:`.store.Rows` promises it."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != MARK}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": [_plain(n) for n in value.nodes], "relationships": [_plain(r) for r in value.relationships]}
    if isinstance(value, neo4j.graph.Node):
        label = min(value.labels, key=lambda name: (name not in LABELS, name), default="")
        return entity(label, _plain(dict(value)))
    if isinstance(value, neo4j.graph.Relationship):
        return entity(value.type, _plain(dict(value)))
    if hasattr(value, "to_native"):
        return value.to_native()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    return value


def _line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(message.split())[:300]


def literal(statement: str) -> LiteralString:
    """The driver's types want texts that are written in the code; ours are made of names of this package, or
    have been checked by the guard."""
    return statement
