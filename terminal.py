"""What the command line prints and how it fails: one place for UTF-8, tables, progress and errors."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .errors import AmbiguousBody, AmbiguousDocument, PolicyGraphError

if TYPE_CHECKING:
    from rich.console import Console

    from .graph.rows import Rows

T = TypeVar("T")
_SHORT = 16  # characters of what a table keeps on one line


class Commands(click.Group):
    """A group whose commands are listed as written, and whose expected errors are one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of definition: the order of work."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Speaks UTF-8 whatever the locale says; what cannot be written is escaped, never fatal."""
        if sys.getfilesystemencoding() != "utf-8" and os.name == "posix":
            # Arguments and names of files were decoded by a locale that has no Vietnamese: begin anew.
            os.environ["PYTHONUTF8"] = "1"
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - ourselves, with our own arguments
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; turns the errors that users can mend into messages."""
        try:
            return super().invoke(ctx)
        except (AmbiguousBody, AmbiguousDocument) as error:
            from .queries.present import print_bodies, print_candidates

            if isinstance(error, AmbiguousBody):
                print_bodies(error, console(stderr=True))
            else:
                print_candidates(error, console(stderr=True))
            ctx.exit(1)
        except PolicyGraphError as error:
            raise click.ClickException(one_line(str(error))) from error


def one_line(text: str) -> str:
    """Text of unknown origin on one line, without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is one.

    >>> counted(1, "file"), counted(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def console(*, stderr: bool = False) -> Console:
    """A console as wide as the terminal; 100 columns when piped, so that output does not depend on where it runs."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 100
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False)


def print_rows(rows: Rows, form: str) -> None:
    """Prints a table: ``form`` is table, csv or json (an array of objects). Only a table writes dates as 31/12/2025."""
    if form == "json":
        click.echo(dumps(rows.dicts(), indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([_cell(value) for value in row] for row in rows.rows)
    else:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD)
        for place, column in enumerate(rows.columns):
            number = bool(rows.rows) and all(isinstance(row[place], int | float) for row in rows.rows)
            short = all(len(_cell(row[place])) <= _SHORT for row in rows.rows)
            table.add_column(Text(one_line(column)), justify="right" if number else "left", no_wrap=short)
        for row in rows.rows:
            cells = (f"{value:%d/%m/%Y}" if isinstance(value, date) else one_line(_cell(value)) for value in row)
            table.add_row(*map(Text, cells))
        if rows.rows:
            console().print(table)
        click.echo(counted(len(rows.rows), "row"), err=True)
    if rows.cut:
        click.echo("more rows were left out; raise --limit to see them", err=True)


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON with Vietnamese as letters; dates as ISO text."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        return dumps(value)
    return str(value)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, none when that is no terminal; gives a function that hears (steps done, steps in all)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Something that turns on stderr, none when that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with console(stderr=True).status(label):
        yield


def followed(items: Iterable[T], label: str, total: int) -> Iterator[T]:
    """The items, with a bar that follows them."""
    with progress(label) as follow:
        for done, item in enumerate(items, 1):
            yield item
            follow(done, total)
