"""Every command of the cookbook prints what the pages say, in English and in Vietnamese."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from ...cli import main
from ..conftest import ROOT

_SHOWN = re.compile(r"^```\n\$ policygraph (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cookbook") / "graph.lbug"
    done = CliRunner().invoke(main, ["build", str(ROOT / "examples"), "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path


@cache
def printed(command: str, graph: Path) -> list[str]:
    done = CliRunner().invoke(main, shlex.split(command), env={"POLICYGRAPH_GRAPH": str(graph), "COLUMNS": None})
    assert done.exit_code == 0, done.output
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines).strip("\n").splitlines()


@pytest.mark.parametrize("page", ["cookbook.md", "cookbook.vi.md"])
def test_the_cookbook_shows_what_is_printed(page: str, graph: Path) -> None:
    found = list(_SHOWN.finditer((ROOT / "docs" / page).read_text(encoding="utf-8")))
    assert len(found) > 10
    for shown in found:
        expected = shown["output"].splitlines()
        got = printed(shown["command"], graph)
        if expected and expected[-1] == "…":
            got = [*got[: len(expected) - 1], "…"]
        assert got == expected, shown["command"]


def test_both_languages_have_the_same_commands() -> None:
    pages = [(ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("cookbook.md", "cookbook.vi.md")]
    commands = [[shown["command"] for shown in _SHOWN.finditer(page)] for page in pages]
    assert commands[0] == commands[1]
