"""A site over examples/ as the command serves it, in a process of its own; and sites over made-up graphs."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from ....graph.embedded import write
from ....graph.model import Graph
from ....pipeline import build
from ....viz.web.app import application
from ....viz.web.held import Held

EXAMPLES = Path(__file__).parents[3] / "examples"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    port: int
    graph: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, given)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of examples/."""
    path = tmp_path_factory.mktemp("served") / "graph.lbug"
    build([EXAMPLES], path)
    return path


@contextmanager
def command(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``policygraph serve`` running, and the line that it begins with."""
    process = subprocess.Popen(
        [sys.executable, "-m", "policygraph", "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def site(examples: Path) -> Iterator[Site]:
    """``policygraph serve --texts examples``."""
    with command("-g", str(examples), "--texts", str(EXAMPLES)) as (process, line):
        assert "http://127.0.0.1:" in line, process.communicate()[1]
        yield Site(int(line.partition("127.0.0.1:")[2].partition("/")[0]), examples)


@contextmanager
def serving(path: Path, texts: Path | None = None) -> Iterator[Site]:
    """A site in this process."""
    held = Held(str(path))
    server = uvicorn.Server(
        uvicorn.Config(application(held, texts=texts), port=0, log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    yield Site(server.servers[0].sockets[0].getsockname()[1], path)
    server.should_exit = True
    thread.join(10)
    held.close()


@contextmanager
def serving_graph(graph: Graph, folder: Path, texts: Path | None = None) -> Iterator[Site]:
    """A site over a graph that a test made."""
    path = folder / "made.lbug"
    write(graph, path)
    with serving(path, texts) as site:
        yield site
