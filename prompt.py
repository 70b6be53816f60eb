"""Asks the graph again and again: lines with history and completion, a table after each.

prompt_toolkit is imported when someone sits at a terminal, not before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import PolicyGraphError
from .terminal import one_line, print_rows

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document as Line
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from .graph.rows import Rows

_TYPED = re.compile(r"(?:\w+(?=:))?(?P<last>[:.]?\w*)$")  # "eli:num", or "d:Docu" of which ":Docu" counts
_LEAVE = frozenset({"exit", "quit", ":q", ":quit", ":exit"})
_CYPHER = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "DISTINCT", "WITH", "UNWIND", "ORDER BY", "DESC", "SKIP",
    "LIMIT", "UNION", "AND", "OR", "NOT", "IN", "IS NULL", "IS NOT NULL", "STARTS WITH", "ENDS WITH",
    "CONTAINS", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "AS", "count(", "collect(", "coalesce(",
    "size(", "lower(", "min(", "max(", "avg(", "sum(", "date(",
)  # fmt: skip
_SPARQL = (
    "SELECT", "DISTINCT", "WHERE", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "OPTIONAL", "FILTER", "BIND",
    "VALUES", "UNION", "MINUS", "GROUP BY", "HAVING", "ORDER BY", "DESC", "LIMIT", "OFFSET", "EXISTS",
    "NOT EXISTS", "COUNT", "SAMPLE", "GROUP_CONCAT", "REGEX", "CONTAINS", "STRSTARTS", "LCASE", "STR", "LANG",
    "YEAR", "COALESCE",
)  # fmt: skip


def cypher_words() -> list[str]:
    """What a Cypher statement over a graph may hold: labels and types after ``:``, properties after ``.``."""
    from .graph.tables import EDGE, ENDS, NODES

    named = [f":{table.label}" for table in NODES] + [f":{type_}" for type_ in ENDS]
    columns = {column.name for table in NODES for column in table.columns} | {column.name for column in EDGE}
    return [*_CYPHER, *named, *(f".{name}" for name in sorted(columns))]


def sparql_words() -> list[str]:
    """What a SPARQL query over a graph may hold: keywords and the terms of the export."""
    from .graph.vocabulary import terms

    return [*_SPARQL, *terms()]


def completer(words: Iterable[str]) -> Completer:
    """Offers the words that go on as what is typed; nothing until two letters, a colon or a dot are there."""
    from prompt_toolkit.completion import Completer, Completion

    known = sorted(words, key=str.casefold)

    class Words(Completer):
        def get_completions(self, document: Line, complete_event: CompleteEvent) -> Iterable[Completion]:
            match = _TYPED.search(document.current_line_before_cursor[-80:])
            for typed in () if match is None else (match[0], match["last"]):
                offers = [word for word in known if word.casefold().startswith(typed.casefold())]
                if offers and (len(typed) > 1 or typed in (":", ".")):
                    yield from (Completion(word, start_position=-len(typed)) for word in offers)
                    return

    return Words()


def ask_repeatedly(
    language: str,
    words: Iterable[str],
    run: Callable[[str], Rows],
    form: str,
    *,
    folder: Path | None = None,
    source: Input | None = None,
    sink: Output | None = None,
) -> None:
    """Reads statements until Ctrl-D and prints what ``run`` gives for each; an error is one line.

    ``folder`` keeps the history, by default the user's own one of this program; ``source`` and ``sink`` are the
    terminal's unless given.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings

    history: History = InMemoryHistory()
    folder = folder or Path(click.get_app_dir("policygraph"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"history-{language.lower()}"
        os.close(os.open(place, os.O_CREAT | os.O_APPEND, 0o600))
        history = FileHistory(str(place))
    except OSError:  # a home that cannot be written to: the history lasts as long as the prompt
        pass
    keys = KeyBindings()
    keys.add("enter")(lambda event: event.current_buffer.validate_and_handle())
    keys.add("escape", "enter")(lambda event: event.current_buffer.insert_text("\n"))
    session: PromptSession[str] = PromptSession(
        history=history, completer=completer(words), complete_while_typing=True, auto_suggest=AutoSuggestFromHistory(),
        input=source, output=sink, multiline=True, key_bindings=keys,
    )  # fmt: skip
    click.echo(
        f"{language}, reading only. Tab completes, Alt-Enter begins a line, the arrows bring back, Ctrl-D leaves.",
        err=True,
    )
    while True:
        try:
            statement = session.prompt(f"{language.lower()}> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if statement.lower().rstrip(";") in _LEAVE:
            return
        if not statement:
            continue
        try:
            print_rows(run(statement), form)
        except PolicyGraphError as error:
            click.echo(f"Error: {one_line(str(error))}", err=True)
        except KeyboardInterrupt:
            click.echo("broken off", err=True)
