"""Graphs as tables in a folder: CSV, Parquet, and the files that neo4j-admin imports.

One table a label, and one of all edges (for neo4j-admin: one a type), with the columns of :mod:`.tables`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import StoreError
from .delimited import SINGLE, Writer, text, write_rows
from .model import Graph
from .store import Store
from .streaming import Row, Stream, stream
from .tables import EDGE, FORMAT, JOINS, NODES, PROPERTIES, Column, Kind

_FILES = {"Document": "documents", "Body": "bodies", "Directive": "directives", "Finding": "findings"}
_SOURCE, _TYPE, _TARGET = (Column(name, Kind.TEXT) for name in ("source", "type", "target"))


def _json(value: Any) -> str:
    return text(json.dumps(value, ensure_ascii=False))


_WRITERS: Mapping[Kind, Writer] = {**SINGLE, Kind.TEXTS: _json, Kind.INTS: _json, Kind.FLOATS: _json}


def write_csv(graph: Graph | Store, folder: Path) -> None:
    """Writes ``documents.csv`` and so on, and ``edges.csv``, with headers, in UTF-8: None is an empty field, an empty
    text ``""``, a list JSON."""
    source = stream(graph)

    def write(name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        header = ",".join(c.name for c in columns) + "\n"
        write_rows(folder / f"{name}.csv", rows, [_WRITERS[c.kind] for c in columns], header)

    for table in NODES:
        write(_FILES[table.label], table.columns, source.nodes(table))
    rows = ((row[0], str(join[0]), *row[1:]) for join in JOINS for row in source.edges(join))
    write("edges", (_SOURCE, _TYPE, _TARGET, *EDGE), rows)


def write_parquet(graph: Graph | Store, folder: Path) -> None:
    """Writes ``documents.parquet`` and so on, and ``edges.parquet``; every value keeps its type, lists too."""
    import ladybug

    from .embedded import quoted, write

    file = folder / "graph.lbug"
    write(graph, file)
    with ladybug.Database(file, read_only=True) as database, ladybug.Connection(database) as connection:

        def copy(statement: str, name: str) -> None:
            connection.execute(f"COPY ({statement}) TO {quoted(str(folder / name) + '.parquet')}")

        for table in NODES:
            copy(f"MATCH (x:{table.label}) RETURN {_returned(table.columns)} ORDER BY id", _FILES[table.label])
        ends = "a.id AS source, label(x) AS type, b.id AS target"
        copy(f"MATCH (a)-[x]->(b) RETURN {ends}, {_returned(EDGE)} ORDER BY source, type, target", "edges")
    file.unlink()


def _returned(columns: Sequence[Column]) -> str:
    return ", ".join(f"x.`{c.name}` AS `{c.name}`" for c in columns)


# -- neo4j-admin ------------------------------------------------------------------------------------------------------

#: Run in the folder of the files, while the server is stopped.
IMPORT = "neo4j-admin database import full neo4j --overwrite-destination @import.args"
#: What the importer leaves in that folder.
REPORT = "import.report"
#: Run when the server is started again; until then the graph counts as not whole.
FINISH = "cypher-shell -f finish.cypher"

_NEO4J_TYPES = {
    Kind.TEXT: "string",
    Kind.INT: "long",
    Kind.FLOAT: "double",
    Kind.BOOL: "boolean",
    Kind.DATE: "date",
    Kind.TEXTS: "string[]",
    Kind.INTS: "long[]",
    Kind.FLOATS: "double[]",
}
_PARTERS = "\x1f\x1e\x1d\x1c\ue000\ue001\ue002"  # one that no text holds parts the items of lists


def write_neo4j(graph: Graph | Store, folder: Path) -> None:
    """Writes the files that neo4j-admin imports, ``import.args`` for it, and ``finish.cypher``, which makes constraints
    and indexes after it. The database is then as :func:`.loading.load` would have made it.

    Raises StoreError if texts hold every character that could part items of lists.
    """
    from .loading import SCHEMA
    from .server import IMPORTED

    source = stream(graph)
    parter = _parter(source)
    writers: dict[Kind, Writer] = {
        **SINGLE,
        Kind.TEXTS: lambda items: text(parter.join(items)),
        Kind.INTS: lambda items: parter.join(map(str, items)),
        Kind.FLOATS: lambda items: parter.join(map(repr, items)),
    }

    def write(name: str, keys: str, plain: Sequence[Column], columns: Sequence[Column], rows: Iterable[Row]) -> None:
        header = ",".join([keys, *(f"{c.name}:{_NEO4J_TYPES[c.kind]}" for c in plain), "policygraph:boolean\n"])
        fields = [*(writers[c.kind] for c in columns), writers[Kind.BOOL]]
        write_rows(folder / name, ((*row, True) for row in rows), fields, header)

    arguments = []
    for table in NODES:
        name = f"{_FILES[table.label]}.csv"
        write(name, f"id:ID({table.label})", table.columns[1:], table.columns, source.nodes(table))
        arguments.append(f"--nodes={table.label}=./{name}")
    for type_, begin, end in JOINS:
        name = f"{type_}-{begin}-{end}.csv".lower()
        rows = source.edges((type_, begin, end))
        write(name, f":START_ID({begin}),:END_ID({end})", EDGE, (_SOURCE, _TARGET, *EDGE), rows)
        arguments.append(f"--relationships={type_}=./{name}")
    (folder / "graph.csv").write_text(
        "id:ID(PolicyGraph),format:long,version:string,loading:string,policygraph:boolean\n"
        f"graph,{FORMAT},{__version__},{IMPORTED},true\n",
        encoding="utf-8",
    )
    arguments += [f"--nodes={PROPERTIES}=./graph.csv", "--multiline-fields=true", "--ignore-empty-strings=false"]
    arguments += [f"--array-delimiter=U+{ord(parter):04X}", "--bad-tolerance=0", f"--report-file=./{REPORT}"]
    (folder / "import.args").write_text("\n".join(arguments) + "\n", encoding="utf-8")
    finish = [*SCHEMA, f"MATCH (g:{PROPERTIES} {{id: 'graph'}}) REMOVE g.loading"]
    (folder / "finish.cypher").write_text(";\n".join(finish) + ";\n", encoding="utf-8")


def _parter(source: Stream) -> str:
    """A character that no text of a list holds."""
    free = _PARTERS
    tables = [
        *((t.columns, source.nodes(t)) for t in NODES),
        *(((_SOURCE, _TARGET, *EDGE), source.edges(j)) for j in JOINS),
    ]
    for columns, rows in tables:
        lists = [place for place, column in enumerate(columns) if column.kind is Kind.TEXTS]
        for row in rows if lists else ():
            for items in filter(None, map(row.__getitem__, lists)):
                for item in items:
                    if not item.isprintable():
                        free = "".join(c for c in free if c not in item)
    if not free:
        raise StoreError("quotes of the graph hold every character that could part them in CSV; use: policygraph load")
    return free[0]
