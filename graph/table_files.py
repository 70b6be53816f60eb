"""Graphs as tables in a folder: CSV, Parquet, and the files that neo4j-admin imports.

One table a label, and one of all edges (for neo4j-admin: one a type), with the columns of :mod:`.tables`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import StoreError
from .delimited import SINGLE, Writer, text, write_rows
from .model import Graph
from .tables import EDGE, FORMAT, NODES, PROPERTIES, Column, Kind, edges, nodes, values

_FILES = {"Document": "documents", "Body": "bodies", "Directive": "directives", "Finding": "findings"}
_ENDS = (
    Column("source", Kind.TEXT, lambda edge: edge.source),
    Column("type", Kind.TEXT, lambda edge: str(edge.type)),
    Column("target", Kind.TEXT, lambda edge: edge.target),
)


def _json(value: Any) -> str:
    return text(json.dumps(value, ensure_ascii=False))


_WRITERS: Mapping[Kind, Writer] = {**SINGLE, Kind.TEXTS: _json, Kind.INTS: _json, Kind.FLOATS: _json}


def write_csv(graph: Graph, folder: Path) -> None:
    """Writes ``documents.csv`` and so on, and ``edges.csv``, with headers, in UTF-8: None is an empty field, an empty
    text ``""``, a list JSON."""
    tables: list[tuple[str, Sequence[Column], Sequence[object]]] = [
        *((_FILES[table.label], table.columns, nodes(graph, table)) for table in NODES),
        ("edges", (*_ENDS, *EDGE), [edge for _, edge in sorted(graph.edges.items())]),
    ]
    for name, columns, items in tables:
        header = ",".join(c.name for c in columns) + "\n"
        rows = (values(columns, item) for item in items)
        write_rows(folder / f"{name}.csv", rows, [_WRITERS[c.kind] for c in columns], header)


def write_parquet(graph: Graph, folder: Path) -> None:
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


def write_neo4j(graph: Graph, folder: Path) -> None:
    """Writes the files that neo4j-admin imports, ``import.args`` for it, and ``finish.cypher``, which makes constraints
    and indexes after it. The database is then as :func:`.server.load` would have made it.

    Raises StoreError if texts hold every character that could part items of lists.
    """
    from .server import IMPORTED, SCHEMA

    parter = _parter(graph)
    writers: dict[Kind, Writer] = {
        **SINGLE,
        Kind.TEXTS: lambda items: text(parter.join(items)),
        Kind.INTS: lambda items: parter.join(map(str, items)),
        Kind.FLOATS: lambda items: parter.join(map(repr, items)),
    }

    def write(name: str, own: str, columns: Sequence[Column], rows: Iterator[tuple[Any, ...]], keys: int) -> None:
        header = ",".join([own, *(f"{c.name}:{_NEO4J_TYPES[c.kind]}" for c in columns[keys:]), "policygraph:boolean\n"])
        fields = [*(writers[c.kind] for c in columns), writers[Kind.BOOL]]
        write_rows(folder / name, ((*row, True) for row in rows), fields, header)

    arguments = []
    for table in NODES:
        name = f"{_FILES[table.label]}.csv"
        rows = (tuple(values(table.columns, node)) for node in nodes(graph, table))
        write(name, f"id:ID({table.label})", table.columns, rows, 1)
        arguments.append(f"--nodes={table.label}=./{name}")
    for (type_, source, target), group in edges(graph).items():
        name = f"{type_}-{source}-{target}.csv".lower()
        columns = (_ENDS[0], _ENDS[2], *EDGE)
        rows = (tuple(values(columns, edge)) for edge in group)
        write(name, f":START_ID({source}),:END_ID({target})", columns, rows, 2)
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


def _parter(graph: Graph) -> str:
    held: set[str] = set()
    for edge in graph.edges.values():
        for e in edge.evidence:
            held.update(c for c in _PARTERS if c in e.quote or c in e.rule or c in e.reason or c in e.asserted_by)
    for finding in graph.findings:
        held.update(c for c in _PARTERS for id_ in finding.documents if c in id_)
    free = [c for c in _PARTERS if c not in held]
    if not free:
        raise StoreError("quotes of the graph hold every character that could part them in CSV; use: policygraph load")
    return free[0]
