"""The graph that is served: kept open, and opened anew when its file has changed."""

from __future__ import annotations

import threading
from pathlib import Path

from ...errors import StoreError
from ...graph.store import Store, is_uri, open_store
from ...queries.prepared import Answerers, prepare, state

_PATIENCE = 20.0  # seconds that a first SPARQL query waits for its RDF before it is told to come again


class NotReady(Exception):
    """The RDF is still being made."""


class Held:
    """A graph and what answers from it. May be used by several threads."""

    def __init__(self, where: str, database: str | None = None) -> None:
        """Raises StoreError if there is no such graph."""
        self.where, self._database = where, database
        self._lock = threading.Lock()
        self._state = self._now()
        self._store = open_store(where, database=database)
        self._making: threading.Thread | None = None
        self._failure: StoreError | None = None
        self._answerers: tuple[str, Answerers] | None = None

    @property
    def name(self) -> str:
        """What the graph is called on pages."""
        return self.where.rpartition("@")[2] if is_uri(self.where) else Path(self.where).stem

    def store(self) -> Store:
        """The graph as its file is now; while a file is missing or broken, as it was. Those who still read the
        old one keep it until they are done."""
        with self._lock:
            now = self._now()
            if now != self._state:
                try:
                    self._store = open_store(self.where, database=self._database)
                    self._state = now
                except StoreError:
                    if not self._state:
                        raise
            return self._store

    def answerers(self) -> Answerers:
        """What answers SPARQL. Raises NotReady while the RDF is being made, StoreError if it cannot be made."""
        with self._lock:
            if self._answerers is not None and self._answerers[0] == self._now():
                return self._answerers[1]
            if self._making is None:
                self._failure = None
                self._making = threading.Thread(target=self._make, daemon=True)
                self._making.start()
            making = self._making
        making.join(_PATIENCE)
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._answerers is None or making.is_alive():
                raise NotReady
            return self._answerers[1]

    def _make(self) -> None:
        now = self._now()
        made: tuple[str, Answerers] | None = None
        failure: StoreError | None = None
        try:
            made = now, Answerers(prepare(self.where, database=self._database))
        except (StoreError, OSError) as error:
            failure = StoreError(str(error))
        with self._lock:
            old, self._making, self._failure = self._answerers, None, failure
            if made is not None:
                self._answerers = made
        if made is not None and old is not None:
            old[1].close()

    def _now(self) -> str:
        if is_uri(self.where):
            return self.where
        try:
            return state(self.where)
        except OSError:
            return ""

    def close(self) -> None:
        """Gives the engine back and ends what answers SPARQL."""
        with self._lock:
            self._store.close()
            if self._answerers is not None:
                self._answerers[1].close()
