"""The command ``policygraph``: parses what the user wants, calls what does it, prints what comes back.

Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__, terminal
from .asking import check, cypher, query, sparql
from .options import (
    ask_password,
    database_option,
    find_document,
    graph_option,
    issued_option,
    json_option,
    ocr_option,
    open_graph,
)

if TYPE_CHECKING:
    pass


@click.group(
    cls=terminal.Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Start here:
  policygraph build documents/            read a folder into graph.lbug
  policygraph trace 29-NQ/TW@2022         what implements that resolution
  policygraph view 29-NQ/TW@2022          the same, in the browser""",
)
@click.version_option(__version__, prog_name="policygraph")
def main() -> None:
    """Who implements which resolution, by whose order, and where that is written.

    Reads policy documents, finds which documents they cite, implement, amend and supersede and which bodies
    they order to do what, and keeps it all as a graph whose every edge leads back to an exact quote.
    """


@main.command(
    short_help="Read documents into a graph.",
    epilog="""\b
Examples:
  policygraph build documents/ more/plan.docx
  policygraph build documents/ -o quangnam.lbug --report report.json
  policygraph build documents/ --catalogue known.csv --overrides settled.csv""",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default="graph.lbug",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The graph file; an old one is replaced when the new one is whole.",
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what was read as JSON.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read files; by default one a core.")
@ocr_option
@click.option(
    "--catalogue",
    "catalogues",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Documents you know, to date and tell apart what is cited; may be repeated.",
)
@click.option(
    "--overrides",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Your decisions where 'check' shows that a citation is undecided or wrong.",
)
@click.option("--no-cache", is_flag=True, help="Read every file anew, also those that did not change.")
def build(
    paths: tuple[Path, ...],
    output: Path,
    report: Path | None,
    workers: int | None,
    ocr: bool,
    catalogues: tuple[Path, ...],
    overrides: Path | None,
    no_cache: bool,
) -> None:
    """Read documents (files, folders or .zip archives with all below them) into a graph.

    A metadata.csv or .jsonl beside the files may tell facts that they do not print (docs/formats.md).

    What was read of a file is kept in the user's cache folder (or that named by POLICYGRAPH_CACHE): the next
    build reads new and changed files only. A file that cannot be read is reported and the others are built. The
    exit code is 1 if nothing was built.
    """
    from .pipeline import build as run
    from .reports import print_build

    made = run(
        paths,
        output,
        workers=workers,
        ocr=ocr,
        cached=not no_cache,
        catalogues=catalogues,
        overrides=overrides,
        follow=lambda results, total: terminal.followed(results, "Reading", total),
    )
    print_build(made, terminal.console(), terminal.console(stderr=True))
    if report:
        whole = terminal.dumps(made.to_json(), indent=1) + "\n"
        report.write_text(whole, encoding="utf-8", errors="backslashreplace")  # names of files may be no text
    if made.graph is None:
        sys.exit(1)


main.add_command(check)


@main.command(
    short_help="Follow a document's chain, down or up.",
    epilog="""\b
Examples:
  policygraph trace 29-NQ/TW@2022         what implements the resolution of 2022
  policygraph trace 29-NQ/TW --issued 17/11/2022
  policygraph trace --up 45-CTr/TU        which central resolution it comes from
  policygraph trace vn/tw/nq/2022/29 -g bolt://localhost:7687 --json""",
)
@click.argument("number")
@click.option("--up", is_flag=True, help="From the document up to what it implements, instead of down.")
@click.option("--brief", is_flag=True, help="One line a document, without quotes and tasks.")
@issued_option
@graph_option
@database_option
@json_option
def trace(number: str, up: bool, brief: bool, issued: Any, where: str, database: str | None, as_json: bool) -> None:
    """Follow a document's chain: what implements it, who is charged, by when, and where that is written.

    NUMBER is a printed number in any spelling ("29-nq/tw"), with @YEAR where several documents bear it, an id, or
    a law's name.
    """
    from .queries.present import chain_json, print_chain
    from .queries.trace import trace as follow

    with open_graph(where, database) as store:
        chain = follow(store, find_document(store, number, issued).id, up=up)
    if as_json:
        click.echo(terminal.dumps(chain_json(chain), indent=1))
    else:
        print_chain(chain, terminal.console(), brief=brief)


@main.command(
    short_help="Show one document with its evidence.", epilog="\b\nExample:\n  policygraph show 2646/QĐ-UBND@2024"
)
@click.argument("number")
@issued_option
@graph_option
@database_option
@json_option
def show(number: str, issued: Any, where: str, database: str | None, as_json: bool) -> None:
    """Show one document: its facts, what it cites and implements, what cites it, each with the quote."""
    from .queries.present import print_shown, shown_json
    from .queries.show import show as look

    with open_graph(where, database) as store:
        shown = look(store, find_document(store, number, issued).id)
    if as_json:
        click.echo(terminal.dumps(shown_json(shown), indent=1))
    else:
        print_shown(shown, terminal.console())


@main.command(
    short_help="Say why: a citation in a file, a document in the graph.",
    epilog="""\b
Examples:
  policygraph explain 26-NQ/TW@2022       why citations were taken for it, and not for that of 2018
  policygraph explain plan.docx:1234      the citation at that character of 'policygraph text plan.docx'""",
)
@click.argument("what", metavar="NUMBER|FILE:OFFSET")
@issued_option
@graph_option
@database_option
@ocr_option
@json_option
def explain(what: str, issued: Any, where: str, database: str | None, ocr: bool, as_json: bool) -> None:
    """Say why things are read as they are.

    For a document of the graph: what else bears its number and, for each citation, the words, the rule that read
    them, and why this document was taken for it. For a place in a file, with the offsets that 'extract --json' and
    'check' print: how the citation there is read, which document it means and which not, by which rule and words,
    and what lost.
    """
    name, _, offset = what.rpartition(":")
    if name and offset.isdecimal():
        _explain_place(Path(name), int(offset), ocr, as_json)
        return
    if os.path.isfile(what):
        raise click.UsageError(f"give a place in the file: {what}:OFFSET, as 'extract --json' or 'check' print it")
    from .queries.explain import explain as ask
    from .queries.present import explained_json, print_explained

    with open_graph(where, database) as store:
        explained = ask(store, find_document(store, what, issued).id)
    if as_json:
        click.echo(terminal.dumps(explained_json(explained), indent=1))
    else:
        print_explained(explained, terminal.console())


def _explain_place(path: Path, offset: int, ocr: bool, as_json: bool) -> None:
    from .loaders.batch import explain as ask
    from .loaders.metadata import find_metadata
    from .reports import print_explanation

    found = ask(path, offset, ocr=ocr, metadata=find_metadata([path], [path]))
    if as_json:
        click.echo(terminal.dumps(found.to_json(), indent=1))
    else:
        print_explanation(found, terminal.console())


for command in (query, cypher, sparql):
    main.add_command(command)


@main.command(
    short_help="Draw a chain or the network for the browser.",
    epilog="""\b
Examples:
  policygraph view 29-NQ/TW@2022          the chain of one document
  policygraph view --all -o network.html  the whole network
  policygraph view --province "Quảng Nam" --years 2020-2025 --relation implements""",
)
@click.argument("number", required=False)
@click.option("--all", "whole", is_flag=True, help="The network of all documents instead of one chain.")
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="LEVEL",
    help="Only the network around documents of a level: central-party, national-state, ministry, province-party, "
    "province-state, district, other, or one half of these (province, party). May be repeated.",
)
@click.option(
    "--province",
    "provinces",
    multiple=True,
    metavar="NAME",
    help="Only around a province's documents; marks may be left out; today's name takes in what was merged into it.",
)
@click.option(
    "--years", default="", metavar="YEARS", help="Only around documents issued in 2020-2025, 2020, 2020- or -2025."
)
@click.option(
    "--relation",
    "relations",
    multiple=True,
    metavar="NAME",
    help="Only relations of a kind: implements, amends, supersedes, basis, reviews, mentions. May be repeated.",
)
@issued_option
@graph_option
@database_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page; by default NUMBER.html.",
)
@click.option("--open/--no-open", "open_it", default=None, help="Open it in the browser; by default when run by hand.")
def view(
    number: str | None,
    whole: bool,
    levels: tuple[str, ...],
    provinces: tuple[str, ...],
    years: str,
    relations: tuple[str, ...],
    issued: Any,
    where: str,
    database: str | None,
    output: Path | None,
    open_it: bool | None,
) -> None:
    """Draw a document's chain, or the network of documents or a part of it, as one HTML page that works offline."""
    narrowed = bool(levels or provinces or years or relations)
    if (number is None) != (whole or narrowed):
        raise click.UsageError(
            "give either a NUMBER for its chain, or --all, or what narrows the network (--level, --province, …)"
        )
    from .vietnamese import slug
    from .viz.pages import chain_page, network_page, write_page

    if number is None:
        from .viz.part import Part

        part = Part.asked(levels, provinces, years, relations) if narrowed else None
    with open_graph(where, database) as store:
        if number is None:
            html, name = network_page(store.subgraph(), heading=Path(where).stem, part=part), "network"
        else:
            from .queries.trace import neighbourhood

            document = find_document(store, number, issued)
            graph, left_out = neighbourhood(store, document.id)
            html, name = chain_page(graph, document.id, left_out=left_out), slug(document.id)
    output = output or Path(f"{name}.html")
    write_page(output, html)
    click.echo(f"wrote {output}")
    if len(html) > 20_000_000:
        click.echo("a page of this size opens slowly; --level, --province or --years narrows it", err=True)
    if sys.stdout.isatty() if open_it is None else open_it:
        click.launch(output.resolve().as_uri())


@main.command(
    short_help="Write the graph for other tools.",
    epilog="""\b
Examples:
  policygraph export graph.ttl                     RDF (Turtle); also .nt, .trig, .jsonld
  policygraph export graph.graphml                 for Gephi, yEd, networkx
  policygraph export tables/ --tables csv          documents.csv, edges.csv…; also parquet
  policygraph export import/ --tables neo4j-csv    for neo4j-admin, the quickest first load""",
)
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--tables", type=click.Choice(("csv", "parquet", "neo4j-csv")), help="Write a folder of tables instead.")
@click.option("--base", metavar="URI", help="What the URIs of documents begin with, in RDF.")
@graph_option
@database_option
def export(output: Path, tables: str | None, base: str | None, where: str, database: str | None) -> None:
    """Write the graph as a file, whose ending chooses the form, or as a folder of tables.

    RDF is in ELI, CiTO, Web Annotation, ORG and PROV-O.
    """
    from .graph.export import check
    from .graph.export import export as write

    check(output, tables)
    with open_graph(where, database) as store:
        done = write(store, output, tables, base)
    click.echo(f"wrote {output}: {done}")
    if tables == "neo4j-csv":
        from .graph.table_files import FINISH, IMPORT

        click.echo(f"In {output}, with the server stopped (this replaces its database): {IMPORT}", err=True)
        click.echo(f"then, with the server started: {FINISH}", err=True)


@main.command(
    short_help="Load the graph into a Neo4j server.",
    epilog="""\b
Example:
  NEO4J_PASSWORD=… policygraph load neo4j://localhost:7687 -g graph.lbug

The user name is taken from NEO4J_USERNAME (else neo4j), the password from NEO4J_PASSWORD or asked for.""",
)
@click.argument("uri", metavar="URI")
@graph_option
@database_option
def load(uri: str, where: str, database: str | None) -> None:
    """Load the graph into a Neo4j server. Loading again changes nothing; data of others is not touched."""
    from .graph.loading import load as send
    from .graph.store import is_uri

    if not is_uri(uri):
        raise click.UsageError(f"{uri} is no Neo4j URI: write bolt://HOST:PORT or neo4j://HOST:PORT")
    ask_password()
    with open_graph(where, None) as store, terminal.progress("Loading") as follow:
        report = send(store, uri, database=database, progress=follow)
    removed = f", {report.removed_nodes + report.removed_edges:,} removed" if report.removed_edges else ""
    click.echo(f"{uri} holds {report.nodes:,} nodes and {report.edges:,} edges of the graph{removed}")


@main.command(
    short_help="Serve the graph to browsers and SPARQL clients.",
    epilog="""\b
Examples:
  policygraph serve --texts documents/    search, chains, texts, queries, SPARQL at http://127.0.0.1:8000/
  policygraph serve -g bolt://localhost:7687 --port 0""",
)
@graph_option
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; others can reach 0.0.0.0.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes any that is free."
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The files the graph was built of, to show texts with their citations marked.",
)
def serve(where: str, database: str | None, host: str, port: int, texts: Path | None) -> None:
    """Serve the graph, reading only, until Ctrl-C: pages for people, the SPARQL 1.1 Protocol at /sparql."""
    from .graph.store import is_uri
    from .viz.web.run import serve as run

    def begun(url: str, open_to_others: bool) -> None:
        if open_to_others:
            what = "the graph and its texts" if texts else "the graph"
            click.echo(f"Warning: whoever reaches this machine can read {what}", err=True)
        click.echo(f"{where} is at {url} (Ctrl-C ends it)")

    if is_uri(where):
        ask_password()
    run(where, database=database, host=host, port=port, texts=texts, begun=begun)


@main.command(
    short_help="Print what is found in files.",
    epilog="\b\nExample:\n  policygraph extract plan.docx --json | jq .assignments",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read files; by default one a core.")
@ocr_option
@json_option
def extract(paths: tuple[Path, ...], workers: int | None, ocr: bool, as_json: bool) -> None:
    """Print what is found in files: mentions, targets, relations, assignments; with --json a record a line."""
    from .errors import LoadError
    from .loaders.batch import extract_files
    from .loaders.metadata import find_metadata
    from .loaders.readers.files import find_files
    from .reports import print_record

    out = terminal.console()
    read = 0
    files = find_files(paths)
    for result in extract_files(files, workers=workers, ocr=ocr, metadata=find_metadata(paths, files)):
        if isinstance(result, LoadError):
            click.echo(f"Error: {terminal.one_line(str(result))}", err=True)
            continue
        read += 1
        if as_json:
            click.echo(result.dumps())
            continue
        for warning in result.warnings:
            click.echo(terminal.one_line(f"{result.file}: {warning}"), err=True)
        print_record(result, out)
    if not read:
        sys.exit(1)


@main.command(
    short_help="Print the text that offsets count.",
    epilog="\b\nExample:\n  policygraph text scan.pdf --ocr",
)
@click.argument("path", type=click.Path(path_type=Path))
@ocr_option
def text(path: Path, ocr: bool) -> None:
    """Print the text of a file as the loader sees it: what every offset counts.

    A protected PDF or Word file is opened with the password in POLICYGRAPH_PASSWORD; so do 'build' and 'extract'.
    """
    from .loaders.batch import load as read

    source = read(path, ocr=ocr)
    for warning in source.warnings:
        click.echo(f"{path}: {terminal.one_line(warning)}", err=True)
    click.echo(source.text, nl=not source.text.endswith("\n"))


@main.command(
    short_help="Measure extraction against annotated records.",
    epilog="\b\nExample:\n  policygraph evaluate corpus/ gold/ -v",
)
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="List every wrong and missed item with its quote.")
@json_option
def evaluate(corpus: Path, gold: Path, verbose: bool, as_json: bool) -> None:
    """Measure extraction against annotated records: precision, recall and F1 a layer."""
    from .pipeline import evaluate as run
    from .reports import print_scores

    report = run(corpus, gold)
    if as_json:
        columns = ("layer", "right", "found", "gold", "precision", "recall", "f1")
        click.echo(terminal.dumps([dict(zip(columns, row, strict=True)) for row in report.rows()], indent=1))
    else:
        print_scores(report, terminal.console(), verbose=verbose)
