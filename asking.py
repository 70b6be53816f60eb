"""The commands that ask a graph: named queries, Cypher, SPARQL, and whether it can be trusted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import terminal
from .options import (
    ask_password,
    database_option,
    engine_option,
    graph_option,
    open_graph,
    place_for,
    read_statement,
    rows_options,
    statement_options,
)

if TYPE_CHECKING:
    from .graph.rows import Rows
    from .queries.named import NamedQuery


class NamedQueries(click.Group):
    """A command for each named query; its parameters are options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Group by group."""
        from .queries import named

        return list(named.catalogue())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a query; None if there is none of this name."""
        from .queries import named

        known = named.catalogue().get(cmd_name)
        return _query_command(known) if known else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Raises UsageError, which says what is near, if there is no query of the name."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            near = get_close_matches(name, known, 1)
            maybe = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(
                f"no query is named {name!r}.{maybe} 'policygraph query --list' shows them all.", ctx
            )
        return super().resolve_command(ctx, args)


@click.command(
    cls=NamedQueries,
    invoke_without_command=True,
    short_help="Run a named query.",
    subcommand_metavar="NAME [OPTIONS]",
    epilog="""\b
Examples:
  policygraph query --list
  policygraph query coverage --id 29-NQ/TW@2022
  policygraph query assignments --body "sở công thương" --due 2025-12-31 --csv
  policygraph query assignments --help""",
)
@click.option(
    "--list", "listing", is_flag=True, help="List the named queries in English and Vietnamese, with their parameters."
)
@click.pass_context
def query(context: click.Context, listing: bool) -> None:
    """Run a named query: the questions that analysts ask most.

    A document is given as for 'trace', a body by its id, its name or words of it, with marks or without.
    """
    if context.invoked_subcommand is None:
        from .queries import named
        from .queries.present import print_catalogue

        print_catalogue(named.catalogue(), terminal.console())


def _query_command(wanted: NamedQuery) -> click.Command:
    def command(
        parameters: tuple[str, ...],
        engine: str | None,
        where: str,
        database: str | None,
        form: str | None,
        limit: int,
        timeout: float,
        **given: str | None,
    ) -> None:
        from .queries import named
        from .queries.find import meant
        from .queries.present import for_people

        options = (f"{name}={value}" for name, value in given.items() if value is not None)
        values = wanted.bind([*parameters, *options])
        where = place_for(engine, where)
        with open_graph(where, database) as store:
            values = meant(store, wanted, values)
            if engine == "sparql":
                from .queries.prepared import prepare
                from .queries.sparql import SparqlEngine

                rows = SparqlEngine(prepare(where, database=database)).run(wanted, values, limit=limit, timeout=timeout)
            else:
                rows = named.run(store, wanted, values, limit=limit, timeout=timeout)
        if form == "ics":
            from .queries.calendar import calendar

            text, left = calendar(wanted, rows)
            click.echo(text, nl=False)
            if left:
                click.echo(f"left out, having no day: {terminal.counted(left, 'task')}", err=True)
        else:
            terminal.print_rows(rows if form else for_people(wanted, rows), form or "table")

    options = [
        *(
            click.option(
                f"--{p.name}",
                p.name,
                metavar=p.kind.upper(),
                help=p.means,
                default=p.default or None,
                show_default=True,
            )
            for p in wanted.parameters
        ),
        click.option("--param", "parameters", multiple=True, metavar="KEY=VALUE", help="The same, as one option."),
        engine_option,
        graph_option,
        database_option,
        *([click.option("--ics", "form", flag_value="ics", help="Print a calendar file.")] if wanted.dated else []),
        rows_options,
    ]
    decorated: Any = command
    for option in reversed(options):
        decorated = option(decorated)
    columns = f"Columns: {', '.join(wanted.columns)}"
    made: click.Command = click.command(
        wanted.name, short_help=wanted.title, help=f"{wanted.title}\n\n{wanted.title_vi}", epilog=columns
    )(decorated)
    return made


@click.command(
    short_help="Ask in Cypher.",
    epilog="""\b
Examples:
  policygraph cypher 'MATCH (d:Document) RETURN d.level, count(*) ORDER BY 2 DESC'
  policygraph cypher --file question.cypher --csv > answer.csv
  policygraph cypher                      ask again and again, with completion""",
)
@statement_options
@graph_option
@database_option
@rows_options
def cypher(
    statement: str | None,
    file: Path | None,
    where: str,
    database: str | None,
    form: str | None,
    limit: int,
    timeout: float,
) -> None:
    """Ask the graph in Cypher (reading only).

    STATEMENT is the question, or - to read it from standard input; without one, a terminal gets a prompt.
    """
    text = read_statement(statement, file)
    with open_graph(where, database) as store:
        _answer("Cypher", text, partial(store.rows, limit=limit, timeout=timeout), form or "table")


@click.command(
    short_help="Ask in SPARQL.",
    epilog="""\b
Examples:
  policygraph sparql 'SELECT ?d ?n WHERE { ?d a eli:LegalResource ; eli:number ?n } LIMIT 5'
  policygraph sparql --file question.rq --json
  policygraph sparql                      ask again and again, with completion

The prefixes eli, cito, oa, org, prov, dcterms, skos, rdfs, xsd and pg are known.""",
)
@statement_options
@graph_option
@database_option
@rows_options
def sparql(
    statement: str | None,
    file: Path | None,
    where: str,
    database: str | None,
    form: str | None,
    limit: int,
    timeout: float,
) -> None:
    """Ask the graph in SPARQL (reading only).

    STATEMENT is the question, or - to read it from standard input; without one, a terminal gets a prompt. The first
    question makes the graph's RDF ready, in a folder beside the graph.
    """
    from .graph.store import is_uri
    from .queries.prepared import prepare
    from .queries.sparql import SparqlEngine, check_reads

    text = read_statement(statement, file)
    if text is not None:
        check_reads(text)
    if is_uri(where):
        ask_password()
    with terminal.waiting(f"Making {where} ready for SPARQL"):
        engine = SparqlEngine(prepare(where, database=database))
    _answer("SPARQL", text, partial(engine.rows, limit=limit, timeout=timeout), form or "table")


def _answer(language: str, statement: str | None, run: Callable[[str], Rows], form: str) -> None:
    """Prints the rows of a statement; without one, of those that a person types at a prompt."""
    if statement is not None:
        terminal.print_rows(run(statement), form)
        return
    from .prompt import ask_repeatedly, cypher_words, sparql_words

    ask_repeatedly(language, cypher_words() if language == "Cypher" else sparql_words(), run, form)


@click.command(
    short_help="Check whether the graph can be trusted.",
    epilog="""\b
Examples:
  policygraph check                       what is doubtful in graph.lbug, and which documents it lacks most
  policygraph check --fail-on error -g neo4j://localhost:7687
  policygraph check --sarif > findings.sarif""",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="Gravity from which a finding makes the exit code 1.",
)
@click.option("--json", "form", flag_value="json", help="Print JSON: every finding, every wanted document.")
@click.option("--sarif", "form", flag_value="sarif", help="Print SARIF 2.1.0, for code scanners and editors.")
@graph_option
@database_option
def check(fail_on: str, form: str | None, where: str, database: str | None) -> None:
    """Check whether the graph can be trusted.

    Lists contradictions, undecided citations, impossible dates, circles, work on what was replaced, suspected
    doubles, corrections and whether they were applied; then the documents that are cited and were never loaded,
    those first that would repair most chains. The exit code is 1 if something is as grave as --fail-on says.
    """
    from .graph.findings import Severity
    from .queries.check import check as run

    with open_graph(where, database) as store:
        checked = run(store)
    if form == "json":
        click.echo(terminal.dumps(checked.to_json(), indent=1))
    elif form == "sarif":
        click.echo(terminal.dumps(checked.to_sarif(), indent=1))
    else:
        from .reports import print_checked

        print_checked(checked, terminal.console())
    if fail_on != "never" and checked.fails(Severity(fail_on)):
        sys.exit(1)
