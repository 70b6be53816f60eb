"""Graphs in forms that other tools read: a file, whose ending chooses the form, or a folder of tables."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from ..errors import StoreError
from .model import Graph
from .store import Store
from .streaming import stream
from .tables import DOCUMENT, JOINS

#: Endings of files.
FILES = (".ttl", ".nt", ".trig", ".jsonld", ".graphml")
#: Forms of folders.
FOLDERS = ("csv", "parquet", "neo4j-csv")


def check(output: Path, tables: str | None) -> None:
    """Raises StoreError if ``output`` has no ending that is known and ``tables`` does not make it a folder."""
    if tables is None and output.suffix.lower() not in FILES:
        raise StoreError(
            f"{output.name}: the name ends in {', '.join(FILES)}; for a folder of tables give --tables"
            f" {', '.join(FOLDERS)}"
        )


def export(source: Graph | Store, output: Path, tables: str | None = None, base: str | None = None) -> str:
    """Writes the graph to a file, or to a folder with ``tables``, one of :data:`FOLDERS`; ``base`` is what URIs of RDF
    begin with. Returns what was written in a few words.

    The file or folder appears whole or not at all. A folder that holds anything but an earlier export is not touched.
    All but GraphML is streamed out of a store, so that memory does not grow with the graph. Raises StoreError for an
    unknown form, or if the output cannot be written.
    """
    check(output, tables)
    if tables is None and output.suffix.lower() != ".graphml":
        from .rdf import write
        from .vocabulary import BASE

        return f"{write(source, output, base or BASE):,} triples"
    if tables is not None:
        _write_folder(source, output, tables)
    else:
        from .networks import write_graphml

        graph = source if isinstance(source, Graph) else source.subgraph()
        _write_file(output, lambda file: write_graphml(graph, file))
    counted = stream(source)
    return f"{counted.count(DOCUMENT):,} documents and {sum(map(counted.count, JOINS)):,} edges"


def _write_file(output: Path, write: Callable[[Path], None]) -> None:
    unfinished = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        write(unfinished)
        unfinished.replace(output)
    except (OSError, UnicodeEncodeError) as error:
        raise StoreError(f"{output} cannot be written: {getattr(error, 'strerror', None) or error}") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _write_folder(graph: Graph | Store, output: Path, form: str) -> None:
    from . import table_files

    write = {
        "csv": table_files.write_csv,
        "parquet": table_files.write_parquet,
        "neo4j-csv": table_files.write_neo4j,
    }[form]
    unfinished = output.resolve().with_name(f".{output.name}.{os.getpid()}.part")
    try:
        unfinished.mkdir(parents=True)
        write(graph, unfinished)
        if output.exists():
            known = {table_files.REPORT, *(file.name for file in unfinished.iterdir())}
            if not output.is_dir() or {file.name for file in output.iterdir()} - known:
                raise StoreError(f"{output} holds something else; name a new folder")
            shutil.rmtree(output)
        unfinished.replace(output)
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
