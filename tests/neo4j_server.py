"""A real Neo4j server for the tests: jars from Maven Central, kept in the user's cache, one start a session.

It is the release with long-term support, or that named by ``POLICYGRAPH_NEO4J`` (such as 2026.05.0, which needs Java 21
or later: one on the path, at JAVA_HOME or in /usr/lib/jvm). ``NEO4J_URI`` (with NEO4J_USERNAME, NEO4J_PASSWORD) points
the tests at a server that runs already; they load graphs into it, so it should hold nothing of value.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

VERSION = os.environ.get("POLICYGRAPH_NEO4J") or "5.26.28"  # long-term support; runs on Java 17
_CALENDAR = not VERSION.startswith("5.")
_MAIN = "org.neo4j.server." + ("Neo4jCommunity" if _CALENDAR else "CommunityEntryPoint")
_LEAST_JAVA = 21 if _CALENDAR else 17
_ARTIFACTS = (
    ("org.neo4j", "neo4j", VERSION),
    ("org.neo4j.app", "neo4j-server", VERSION),
    ("org.neo4j", "neo4j-import-tool", VERSION),
    ("org.slf4j", "slf4j-nop", "2.0.16"),
)
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>policygraph</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>"""
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
_OPENS = tuple(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch", "java.lang"))


class Unavailable(Exception):
    """No server can be had here; the message says why."""


@dataclass(slots=True)
class Server:
    """A running server. ``home`` is its folder, None for one that was running before."""

    uri: str
    username: str
    password: str
    home: Path | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts it and waits until it answers."""
        assert self.home is not None
        command = ("-Xms256m", "-Xmx1g", *_OPENS, "-cp", f"{_jars()}/*", _MAIN)
        where = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen([java(), *command, *where], stdout=log, stderr=log, start_new_session=True)
        self.wait()

    def wait(self, seconds: float = 90) -> None:
        """Waits until it answers."""
        from neo4j import GraphDatabase
        from neo4j.exceptions import DriverError, Neo4jError

        deadline = time.monotonic() + seconds
        with GraphDatabase.driver(self.uri, auth=(self.username, self.password)) as driver:
            while True:
                try:
                    return driver.verify_connectivity()
                except (DriverError, Neo4jError) as error:
                    if self._process is not None and self._process.poll() is not None:
                        raise Unavailable(f"Neo4j ended with code {self._process.returncode}") from error
                    if time.monotonic() > deadline:
                        raise Unavailable(f"Neo4j does not answer at {self.uri}: {error}") from error
                    time.sleep(0.3)

    def admin(self, *arguments: str, cwd: Path | None = None) -> str:
        """Runs neo4j-admin while the server is stopped; gives what it printed. Raises Unavailable if it fails."""
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": f"{self.home}/conf"}
        command = (java(), "-Xmx2g", *_OPENS, "-cp", f"{_jars()}/*", "org.neo4j.cli.AdminTool", *arguments)
        done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise Unavailable(f"neo4j-admin {arguments[0]}: {(done.stderr or done.stdout).strip()[-2000:]}")
        return done.stdout

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process that :meth:`start` started; SIGKILL ends it in the middle of its work."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def java() -> str:
    """A Java that is new enough. Raises Unavailable."""
    tried = [os.environ.get("JAVA_HOME", ""), *sorted(map(str, Path("/usr/lib/jvm").glob("*")), reverse=True)]
    for program in filter(None, (shutil.which("java"), *(shutil.which("java", path=f"{home}/bin") for home in tried))):
        told = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=60).stderr
        version = re.search(r'version "(\d+)', told)
        if version and int(version[1]) >= _LEAST_JAVA:
            return program
    raise Unavailable(f"no Java {_LEAST_JAVA} or later is installed")


def _jars() -> Path:
    return jars(f"neo4j-{VERSION}", _ARTIFACTS)


def jars(name: str, artifacts: Iterable[tuple[str, str, str]]) -> Path:
    """The folder of the jars of a Java program, kept in the user's cache under ``name``, fetched from Maven Central
    the first time; a fetch that breaks off leaves nothing behind. Raises Unavailable."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "policygraph-tests" / name
    lib = cache / "lib"
    if lib.is_dir():
        return lib
    if shutil.which("mvn") is None:
        raise Unavailable("mvn is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        pom = Path(folder) / "pom.xml"
        pom.write_text(_POM.format("".join(_DEPENDENCY.format(*a) for a in artifacts)), encoding="utf-8")
        copy = ("dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime")
        fetched = subprocess.run(["mvn", "-q", "-B", *copy], cwd=folder, capture_output=True, text=True, timeout=600)
        if fetched.returncode:
            raise Unavailable(f"Maven could not fetch it: {fetched.stdout.strip()[-300:]}")
        with contextlib.suppress(OSError):  # another session was quicker
            (Path(folder) / "lib").rename(lib)
    return lib


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """The server at NEO4J_URI, or one started here and stopped at the end. Raises Unavailable."""
    if uri := os.environ.get("NEO4J_URI"):
        given = Server(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        given.wait(10)
        yield given
        return
    java()
    _jars()
    home = Path(tempfile.mkdtemp(prefix="policygraph-neo4j-"))
    server = Server(f"bolt://127.0.0.1:{_free_port()}", "neo4j", secrets.token_hex(8), home)
    address = server.uri.removeprefix("bolt://")
    try:
        (home / "conf").mkdir()
        (home / "conf" / "neo4j.conf").write_text(
            "server.default_listen_address=127.0.0.1\n"
            f"server.bolt.listen_address={address}\nserver.bolt.advertised_address={address}\n"
            "server.http.enabled=false\nserver.https.enabled=false\ndbms.usage_report.enabled=false\n"
            "server.memory.pagecache.size=256m\n",
            encoding="utf-8",
        )
        server.admin("dbms", "set-initial-password", server.password)
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
