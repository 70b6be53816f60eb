"""Options that several commands share, and what their values lead to: a store, a document, a statement."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from .graph.model import Document
    from .graph.store import Store

F = TypeVar("F", bound=Callable[..., Any])

graph_option = click.option(
    "-g",
    "--graph",
    "where",
    default="graph.lbug",
    show_default=True,
    envvar="POLICYGRAPH_GRAPH",
    metavar="FILE|URI",
    help="The graph: a file made by 'build', or a Neo4j server (bolt://…, neo4j+s://…).",
)
database_option = click.option("--database", metavar="NAME", help="Database of the Neo4j server, if not its default.")
engine_option = click.option(
    "--engine",
    type=click.Choice(["embedded", "neo4j", "sparql"]),
    help="What answers; else the store of -g. sparql asks the graph's RDF, neo4j without -g the server of NEO4J_URI.",
)
issued_option = click.option(
    "--issued",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="Day of issue (2022-11-17 or 17/11/2022), where a number means several documents.",
)
ocr_option = click.option("--ocr", is_flag=True, help="Recognise scanned pages with tesseract, seconds a page.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def rows_options(command: F) -> F:
    """--csv, --json, --limit and --timeout of every command that prints a table."""
    for option in (
        click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, metavar="SECONDS"),
        click.option(
            "--limit", type=click.IntRange(min=1), default=1000, show_default=True, help="Most rows to print."
        ),
        click.option("--json", "form", flag_value="json", help="Print a JSON array of objects."),
        click.option("--csv", "form", flag_value="csv", help="Print CSV with a header."),
    ):
        command = option(command)
    return command


def statement_options(command: F) -> F:
    """What is asked, of every command that takes a query."""
    file = click.option(
        "-f",
        "--file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Read the statement from a file.",
    )
    return file(click.argument("statement", required=False)(command))


def open_graph(where: str, database: str | None) -> Store:
    """The graph at a path or a server's address; a terminal is asked for the server's password. Raises StoreError."""
    from .graph.store import is_uri, open_store

    if is_uri(where):
        ask_password()
    return open_store(where, database=database)


def place_for(engine: str | None, where: str) -> str:
    """The graph that an engine is to ask, where -g says ``where``. Raises UsageError if the two do not go together."""
    from .graph.store import is_uri

    if engine == "embedded" and is_uri(where):
        raise click.UsageError(f"--engine embedded asks a file, and {where} is a server: leave out one of the two")
    if engine != "neo4j" or is_uri(where):
        return where
    source = click.get_current_context().get_parameter_source("where")
    if source is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(f"--engine neo4j asks a server, and {where} is a file: give -g bolt://HOST:PORT")
    uri = os.environ.get("NEO4J_URI", "")
    if not is_uri(uri):
        raise click.UsageError("--engine neo4j: give the server's address, -g bolt://HOST:PORT, or set NEO4J_URI")
    return uri


def ask_password() -> None:
    """Asks for the server's password if the environment has none and a person is there to answer."""
    if not os.environ.get("NEO4J_PASSWORD") and sys.stdin.isatty():
        os.environ["NEO4J_PASSWORD"] = click.prompt("Password of the Neo4j server", hide_input=True, err=True)


def find_document(store: Store, number: str, issued: Any) -> Document:
    """The document that a number means, perhaps with its day. Raises what :func:`.queries.find.find` does."""
    from .queries.find import find

    return find(store, number, issued=issued.date() if issued else None)


def read_statement(argument: str | None, file: Path | None) -> str | None:
    """What is asked: from the command line, a file or standard input; None where a person is to be prompted."""
    if argument is not None and file is not None:
        raise click.UsageError("give either STATEMENT or --file")
    try:
        if file is not None:
            return file.read_text(encoding="utf-8-sig")
        if argument == "-" or (argument is None and not sys.stdin.isatty()):
            return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file or 'standard input'} is not UTF-8") from error
    return argument
