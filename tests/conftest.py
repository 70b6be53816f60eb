"""What every test folder shares: the guard of the checkout's name, and when a missing thing is a failure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .neo4j_server import Server

ROOT = Path(__file__).resolve().parent.parent
#: Texts and gold records that are not part of this repository; tests may read them where they are.
SHARED = ROOT.parent / "shared"

if not ROOT.name.isidentifier():
    pytest.exit(
        f"the root of the repository is the package itself, so its folder must be named like one:"
        f" rename {ROOT.name!r} to 'policygraph' and run the tests again",
        returncode=4,
    )


def need(condition: object, reason: str) -> None:
    """Skips the test where ``condition`` is false; with POLICYGRAPH_REQUIRE=1 (set by CI) that fails it."""
    if condition:
        return
    if os.environ.get("POLICYGRAPH_REQUIRE") == "1":
        pytest.fail(f"POLICYGRAPH_REQUIRE=1, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def record_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache of this run's builds, in place of the user's: a corpus that several tests build is read once."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("records")
        patch.setenv("POLICYGRAPH_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts beside the checkout; they are not published, so their absence always skips."""
    if not SHARED.is_dir():
        pytest.skip(f"no texts at {SHARED.name}/ beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running Neo4j: the one at NEO4J_URI, or one started for this run of the tests."""
    from .neo4j_server import Unavailable, running

    try:
        with running() as server:
            yield server
    except Unavailable as reason:
        need(False, f"no Neo4j: {reason}; NEO4J_URI may name one that runs")


@pytest.fixture
def neo4j_uri(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server's address, its user and password in the environment, where the store looks for them."""
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    return neo4j_server.uri
