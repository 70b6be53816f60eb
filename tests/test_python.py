"""docs/python.md: its examples run, and print what it shows."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

from .. import open as open_graph
from ..pipeline import build
from .conftest import ROOT, need


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        import pandas  # noqa: F401
    except ImportError:
        need(False, "pandas is not installed")
    build([ROOT / "examples"], tmp_path / "graph.lbug")
    monkeypatch.chdir(tmp_path)
    outcome = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 10 and not outcome.failed


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, policygraph; print(sum(name.startswith('policygraph') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no graph at"):
        open_graph(tmp_path / "none.lbug")
