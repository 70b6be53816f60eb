"""Every command and example of docs/serve.md and docs/rdf.md runs."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like the checkout's root, as the commands of the pages see it."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    inside = tmp_path / "work"
    inside.mkdir()
    (inside / "examples").symlink_to(ROOT / "examples")
    return inside


def blocks(page: str) -> Iterator[tuple[str, str]]:
    for match in _BLOCK.finditer((ROOT / "docs" / page).read_text(encoding="utf-8")):
        if match["language"] == "python":
            yield "python", match["text"]
        else:
            yield from (("shell", line) for line in match["text"].splitlines())


def run(kind: str, text: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-c", text] if kind == "python" else ["bash", "-c", text]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_page_on_rdf(folder: Path) -> None:
    printed = [(text, run(kind, text, folder)) for kind, text in blocks("rdf.md")]
    assert len(printed) == 8
    assert [out for text, out in printed if "print(" in text] == ["True\n", "True\n"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_the_page_on_serving(folder: Path, unused_port: str) -> None:
    serving = None
    try:
        for kind, text in blocks("serve.md"):
            text = text.replace("8123", unused_port)
            if text.startswith("policygraph serve"):
                program = str(Path(sys.executable).parent / "policygraph")
                serving = subprocess.Popen([program, *text.split()[1:]], cwd=folder, stdout=subprocess.PIPE, text=True)
                assert serving.stdout is not None
                assert unused_port in serving.stdout.readline()
                continue
            out = run(kind, text, folder)
            if "build" not in text:
                assert out.strip(), text
    finally:
        if serving is not None:
            serving.kill()
            serving.communicate()


@pytest.fixture
def unused_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
