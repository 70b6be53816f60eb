"""The RDF of a graph made ready for SPARQL once, and processes that answer from it.

A graph file's RDF lies in a folder beside it (``.graph.lbug.rdf``), made at the first query and again when the file
has changed; any number of processes may read it. One whose folder cannot be written to, or that a server holds, is
made ready in a temporary folder for the time of the process.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from ..errors import QueryError
from ..graph import rdf, vocabulary
from ..graph.store import is_uri, open_store
from .sparql import SparqlEngine

_MEMORY = 4 << 30  # bytes of address space of a process that answers


def state(where: str) -> str:
    """Name of a graph file's present content and of how it becomes RDF."""
    found = Path(where).stat()
    made_of = (
        found.st_mtime_ns,
        found.st_size,
        found.st_ino,
        *(Path(str(m.__file__)).read_bytes() for m in (rdf, vocabulary)),
    )
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]


def prepare(where: str, *, database: str | None = None) -> Path:
    """The folder that holds the graph's RDF for :class:`.sparql.SparqlEngine`, made if need be.

    Raises StoreError if there is no such graph.
    """
    from pyoxigraph import Store

    with contextlib.ExitStack() as opened:
        if is_uri(where):
            place = _temporary() / "rdf"
        else:
            graph_file = Path(where)
            if not os.path.exists(graph_file):
                open_store(where).close()  # raises the error that says so
            folder = graph_file.with_name(f".{graph_file.name}.rdf")
            place = folder / state(where)
            if place.is_dir():
                return place
            try:
                folder.mkdir(exist_ok=True)
                if not os.access(folder, os.W_OK):
                    raise PermissionError
            except OSError:
                place = _temporary() / place.name
        store = opened.enter_context(open_store(where, database=database))
        unfinished = place.with_name(f"{place.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            made = Store(str(unfinished))
            rdf.load(store, made)
            made.flush()
            del made
            with contextlib.suppress(OSError):  # another process was quicker
                unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    for old in place.parent.iterdir():
        if old != place and "." not in old.name:  # of an older file; one that is being made has a dot
            shutil.rmtree(old, ignore_errors=True)
    return place


def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="policygraph-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Answerers:
    """Processes that answer SPARQL in the forms of the protocol; one that takes too long, or too much memory, is
    ended. May be used by several threads."""

    def __init__(self, folder: Path, *, most: int = 2) -> None:
        """``folder`` is one that :func:`prepare` made; ``most`` queries run at once, further ones wait."""
        self._folder = folder
        self._room = threading.BoundedSemaphore(most)
        self._idle: list[tuple[BaseProcess, Connection]] = []

    def answer(self, sparql: str, accept: str, *, timeout: float) -> tuple[str, bytes]:
        """See :meth:`.sparql.SparqlEngine.answer`; ``timeout`` is in seconds. Raises QueryError also after it."""
        if not self._room.acquire(timeout=timeout):
            raise QueryError("other queries are running; try again in a moment")
        try:
            with self._process() as (_, pipe):
                pipe.send((sparql, accept))
                if not pipe.poll(timeout):
                    raise QueryError(f"the query took longer than {timeout:g} seconds")
                found = pipe.recv()
        except (EOFError, OSError) as error:
            raise QueryError("the query needs more memory than there is; ask for less") from error
        finally:
            self._room.release()
        if isinstance(found, Exception):
            raise found
        media, content = found
        return str(media), bytes(content)

    @contextlib.contextmanager
    def _process(self) -> Iterator[tuple[BaseProcess, Connection]]:
        """An idle process or a new one; it is kept only if all went well."""
        process, pipe = self._idle.pop() if self._idle else self._start()
        try:
            yield process, pipe
        except BaseException:
            process.kill()
            pipe.close()
            process.join()
            raise
        self._idle.append((process, pipe))

    def _start(self) -> tuple[BaseProcess, Connection]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_answer, args=(self._folder, theirs), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def close(self) -> None:
        """Ends the idle processes."""
        while self._idle:
            process, pipe = self._idle.pop()
            pipe.close()
            process.kill()
            process.join()


def _answer(folder: Path, pipe: Connection) -> None:
    """Answers until the asker is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the asker's to understand
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the last words of an engine out of memory help nobody
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    engine = SparqlEngine(folder)
    with contextlib.suppress(EOFError, OSError):
        while True:
            sparql, accept = pipe.recv()
            try:
                pipe.send(engine.answer(sparql, accept))
            except QueryError as error:
                pipe.send(error)
