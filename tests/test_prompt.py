"""The prompt, as a person at a terminal uses it: a real terminal program reads keys from a pipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..errors import QueryError
from ..graph.rows import Rows
from ..prompt import ask_repeatedly, completer, cypher_words, sparql_words


def sit(keys: str, folder: Path, language: str = "Cypher", words: list[str] | None = None) -> list[str]:
    """Types ``keys`` and tells what was asked."""
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    asked = []

    def run(statement: str) -> Rows:
        asked.append(statement)
        if "wrong" in statement:
            raise QueryError("it is wrong\nhere")
        return Rows(("n",), [(len(asked),)])

    with create_pipe_input() as source:
        source.send_text(keys)
        ask_repeatedly(
            language, cypher_words() if words is None else words, run, "csv", folder=folder, source=source,
            sink=DummyOutput(),
        )  # fmt: skip
    return asked


def test_statements_are_asked_until_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = sit("RETURN 1\r\rwrong\rRETURN 2\x1b\r+ 3\rexit;\rnever\r", tmp_path)
    assert asked == ["RETURN 1", "wrong", "RETURN 2\n+ 3"]
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["n", "1", "n", "3"]
    assert "Error: it is wrong here" in printed.err


def test_history_comes_back_the_next_time_and_is_the_users_own(tmp_path: Path) -> None:
    sit("RETURN 'hôm nay'\r\x04", tmp_path)
    assert sit("\x1b[A\r\x04", tmp_path) == ["RETURN 'hôm nay'"]
    assert (tmp_path / "history-cypher").stat().st_mode & 0o077 == 0


def test_a_home_that_cannot_be_written_to_costs_the_history_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert sit("RETURN 1\r\x04", tmp_path / "file" / "x") == ["RETURN 1"]


@pytest.mark.parametrize(
    ("words", "typed", "offered"),
    [
        (cypher_words, "MATCH (d:Docu", [":Document"]),
        (cypher_words, "MATCH (d:Document)-[:impl", [":IMPLEMENTS"]),
        (cypher_words, "RETURN d.lev", [".level"]),
        (cypher_words, "RETURN ", []),
        (cypher_words, "r", []),
        (sparql_words, "ASK { ?a eli:ens", ["eli:ensures_implementation_of"]),
        (sparql_words, "constr", ["CONSTRUCT"]),
    ],
)
def test_what_is_begun_is_completed(words: Callable[[], list[str]], typed: str, offered: list[str]) -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document as Line

    found = completer(words()).get_completions(Line(typed, len(typed)), CompleteEvent())
    assert [completion.text for completion in found] == offered


def test_labels_types_properties_and_terms_are_known() -> None:
    assert {":Document", ":IMPLEMENTS", ".number", ".quotes", "MATCH"} <= set(cypher_words())
    assert {"eli:number", "eli:ensures_implementation_of", "pg:assignsTo", "oa:exact", "SELECT"} <= set(sparql_words())
    assert not [word for word in sparql_words() if word.startswith(":")]
