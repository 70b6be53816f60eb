"""The embedded store: a graph in one LadybugDB file, opened by the process that asks.

A graph is written whole, into a folder beside the file, and moved into place in one step: whoever reads sees the
old graph or the new one, and a build that dies leaves the old one as it was.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import socket
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import ladybug

from .. import __version__
from ..errors import QueryError, StoreError
from .delimited import SINGLE, text, write_rows
from .guard import check_reads
from .model import Graph
from .reading import read_graph
from .rows import Rows
from .store import Store, other_tables
from .streaming import Stream, stream
from .tables import EDGE, ENDS, FORMAT, JOINS, NODES, PROPERTIES, Column, Kind, entity

try:
    import fcntl
except ImportError:  # Windows: there two builds of one file at once are not told apart
    fcntl = None  # type: ignore[assignment]

_MAGIC = b"LBUG"
_LEAST = 1 << 20  # bytes free on a disk that is not full
_MEMORY = 2 << 30  # bytes of cached pages; the engine would take four fifths of the machine's
_TYPES = {
    Kind.TEXT: "STRING",
    Kind.INT: "INT64",
    Kind.FLOAT: "DOUBLE",
    Kind.BOOL: "BOOL",
    Kind.DATE: "DATE",
    Kind.TEXTS: "STRING[]",
    Kind.INTS: "INT64[]",
    Kind.FLOATS: "DOUBLE[]",
}
_PLAIN = frozenset({"STRING", "INT64", "DOUBLE", "BOOL", "DATE"})  # types whose values need no conversion
_SINGLY = 50  # so many nodes are quicker looked up one by one than joined: a join with UNWIND scans the table
_CSV = "HEADER=false, PARALLEL=false, AUTO_DETECT=false, ESCAPE='\"', QUOTE='\"'"

# Lists of texts go through CSV as one text: items parted by U+001F, which, like the escape U+001B, is escaped
# inside them. An empty item is written out because the engine's string_split drops one at the front.
_ESCAPES = (("\x1b", "\x1bE"), ("\x1f", "\x1bS"))
_EMPTY = "\x1bZ"


def write(graph: Graph | Store, path: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Writes a graph to a file, in place of the one that is there; ``progress`` hears (rows done, rows in all).

    Raises StoreError if another build holds the file, it is something else than a graph, or it cannot be written;
    then the old graph is as it was.
    """
    source = stream(graph)
    path = path.resolve()
    if os.path.exists(path) and not _is_graph(path):
        raise StoreError(f"{path} is not a graph, so it is not replaced; name another file")
    try:
        with _building(path) as folder:
            try:
                _fill(source, folder, progress or (lambda done, total: None))
            except RuntimeError as error:  # what the engine says of a full disk depends on where it is met
                if shutil.disk_usage(folder).free < _LEAST:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
                raise
            _swap(folder / "graph", path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    except (RuntimeError, MemoryError) as error:  # what the engine raises
        raise StoreError(f"{path} cannot be written: {_line(error)}") from error


@contextlib.contextmanager
def _building(path: Path) -> Iterator[Path]:
    """The folder of a build of ``path``, ours alone and empty; removed at the end. A killed build leaves it behind
    and the next one takes it over."""
    folder = path.with_name(f".{path.name}.build")
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with contextlib.suppress(FileNotFoundError):  # else its last holder removed it while we waited
                if os.fstat(lock).st_ino == (folder / "lock").stat().st_ino:
                    break
        except BlockingIOError:
            holder = os.pread(lock, 200, 0).decode(errors="replace") or "another process"
            os.close(lock)
            raise StoreError(f"{path} is being built by {holder}; wait for it or stop it") from None
        os.close(lock)
    try:
        for left in folder.iterdir():
            if left.name != "lock":
                left.unlink()
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"process {os.getpid()} on {socket.gethostname()}".encode(), 0)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _fill(source: Stream, folder: Path, progress: Callable[[int, int], None]) -> None:
    total = sum(map(source.count, NODES)) + sum(map(source.count, JOINS))
    done = 0
    file = folder / "rows.csv"
    named = quoted(glob.escape(str(file)))
    with (
        ladybug.Database(folder / "graph", buffer_pool_size=_MEMORY) as database,
        ladybug.Connection(database) as connection,
    ):
        connection.execute(f"CREATE NODE TABLE {PROPERTIES}(id STRING PRIMARY KEY, format INT64, version STRING)")
        connection.execute(
            f"CREATE (:{PROPERTIES} {{id: 'graph', format: $format, version: $version}})",
            {"format": FORMAT, "version": __version__},
        )
        for table in NODES:
            connection.execute(f"CREATE NODE TABLE {table.label}({_declared(table.columns)}, PRIMARY KEY (id))")
            count = _to_csv(file, source.nodes(table), table.columns)
            if count:
                connection.execute(f"COPY {table.label} FROM {_rows_of(named, table.columns)}")
            done += count
            progress(done, total)
        for type_, pairs in ENDS.items():
            joined = ", ".join(f"FROM {a} TO {b}" for a, b in pairs)
            connection.execute(f"CREATE REL TABLE {type_}({joined}, {_declared(EDGE)})")
            for begin, end in pairs:
                count = _to_csv(file, source.edges((type_, begin, end)), _ENDED)
                if count:
                    connection.execute(f"COPY {type_} FROM {_rows_of(named, _ENDED)} (FROM='{begin}', TO='{end}')")
                done += count
                progress(done, total)
        connection.execute("CHECKPOINT")
    file.unlink(missing_ok=True)


_ENDED = (Column("source_id", Kind.TEXT), Column("target_id", Kind.TEXT), *EDGE)


def _declared(columns: Iterable[Column]) -> str:
    return ", ".join(f"`{c.name}` {_TYPES[c.kind]}" for c in columns)


def _rows_of(source: str, columns: Sequence[Column]) -> str:
    """What COPY reads from: the file itself, or where columns hold lists of texts, the file with these restored."""
    if all(c.kind is not Kind.TEXTS for c in columns):
        return f"{source} ({_CSV})"
    return f"(LOAD WITH HEADERS ({_loaded(columns)}) FROM {source} ({_CSV}) RETURN {_restored(columns)})"


def _loaded(columns: Iterable[Column]) -> str:
    """The columns as the CSV holds them: a list of texts is one text."""
    return ", ".join(f"`{c.name}` {'STRING' if c.kind is Kind.TEXTS else _TYPES[c.kind]}" for c in columns)


def _restored(columns: Iterable[Column]) -> str:
    item = f"replace(t, '{_EMPTY}', '')"
    for plain, escaped in reversed(_ESCAPES):
        item = f"replace({item}, '{escaped}', '{plain}')"
    lists = f"CASE WHEN `{{0}}` IS NULL THEN NULL ELSE list_transform(string_split(`{{0}}`, '\x1f'), t -> {item}) END"
    return ", ".join(lists.format(c.name) if c.kind is Kind.TEXTS else f"`{c.name}`" for c in columns)


def _texts(items: list[str]) -> str:
    escaped = []
    for item in items:
        for plain, replacement in _ESCAPES:
            item = item.replace(plain, replacement)
        escaped.append(item or _EMPTY)
    return text("\x1f".join(escaped))


def _list(items: list[Any]) -> str:
    return f'"{items}"'


_WRITERS = {**SINGLE, Kind.TEXTS: _texts, Kind.INTS: _list, Kind.FLOATS: _list}


def _to_csv(file: Path, rows: Iterable[Iterable[Any]], columns: Iterable[Column]) -> int:
    return write_rows(file, rows, [_WRITERS[c.kind] for c in columns])


def quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _swap(new: Path, path: Path) -> None:
    """Puts the finished file in the old one's place; on the disk before it is seen."""
    descriptor = os.open(new, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)  # of the old graph, if someone wrote to it
    new.replace(path)


def _is_graph(path: Path) -> bool:
    if not os.path.isfile(path):
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


class EmbeddedStore:
    """A graph file opened for reading; see :class:`.store.Store`. May be used by several threads."""

    engine = "embedded"

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises StoreError if there is no such file, it is no graph, or one of another version."""
        file = Path(path)
        if not os.path.exists(file):
            raise StoreError(f"no graph at {file}; make one with: policygraph build FILE… -o {file}")
        try:
            if not _is_graph(file):
                raise StoreError(f"{file} is not a graph file")
            self._database = ladybug.Database(file, read_only=True, buffer_pool_size=_MEMORY)
        except OSError as error:
            raise StoreError(f"{file} cannot be read: {error.strerror}") from error
        except (RuntimeError, MemoryError) as error:
            if "different version" in str(error):
                raise StoreError(f"{file} was written by another version; build it again") from error
            raise StoreError(f"{file} is damaged: {_line(error)}; build it again") from error
        try:
            found = self.rows(f"MATCH (g:{PROPERTIES}) RETURN g.format, g.version").rows
        except QueryError:
            found = []
        if not found:
            self.close()
            raise StoreError(f"{file} is a LadybugDB file, but no graph of policygraph")
        if found[0][0] != FORMAT:
            self.close()
            raise StoreError(f"{file} was written by {other_tables(found[0][1])}; build it again")

    def rows(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """Runs a statement that only reads; see :meth:`.store.Store.rows`."""
        check_reads(cypher, parameters or {})
        used = {name: value for name, value in (parameters or {}).items() if f"${name}" in cypher}
        try:
            with ladybug.Connection(self._database) as connection:
                if timeout is not None:
                    connection.set_query_timeout(max(1, round(timeout * 1000)))
                with cast("ladybug.QueryResult", connection.execute(cypher, used)) as result:  # one statement
                    columns = tuple(result.get_column_names())
                    plain = all(type_.rstrip("[]") in _PLAIN for type_ in result.get_column_data_types())
                    found = result.get_all() if limit is None else result.get_n(limit + 1)
        except (RuntimeError, MemoryError, ValueError, OverflowError) as error:
            if str(error).startswith("Interrupted"):
                raise QueryError(f"the query took longer than {timeout:g} seconds") from error
            raise QueryError(_line(error)) from error
        cut = limit is not None and len(found) > limit
        rows = cast("list[tuple[Any, ...]]", found)
        del rows[len(rows) if limit is None else limit :]
        for place, row in enumerate(rows):  # in place: a copy of millions of rows takes a gigabyte
            rows[place] = tuple(row) if plain else tuple(_plain(value) for value in row)
        return Rows(columns, rows, cut=cut)

    def subgraph(self, documents: Collection[str] | None = None) -> Graph:
        """The documents with these ids and what hangs on them; see :meth:`.store.Store.subgraph`."""
        return read_graph(self.rows, documents, singly=_SINGLY)

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _plain(value: Any) -> Any:
    """The engine's value as :class:`.store.Rows` promises it."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        if "_NODES" in value:
            return {"nodes": _plain(value["_NODES"]), "relationships": _plain(value["_RELS"])}
        if "_LABEL" in value:
            return entity(value["_LABEL"], value)
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (UUID, timedelta)):
        return str(value)
    if isinstance(value, Decimal):
        return float(value) if value.as_tuple().exponent else int(value)  # a sum of integers is one of these
    return value


def _line(error: BaseException) -> str:
    """The engine's message on one line, without the kind of exception that it begins with."""
    first = " ".join(str(error).split()) or type(error).__name__
    kind, separator, rest = first.partition(" exception: ")
    return (rest if separator and " " not in kind else first)[:300]
