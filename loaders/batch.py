"""Many files → records, each read in a worker process with limits of memory, processor and time.

A worker is a fresh interpreter that answers one file a line over its pipes, in JSON: nothing of the caller's
program is run again in it, and nothing that a hostile file does to it reaches the caller. A worker that
crashes, is killed or takes too long costs the one file it was reading; the next file gets a new worker.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import LoadError
from .cache import RecordCache
from .metadata import Metadata
from .record import Record
from .source import Source, Told

if TYPE_CHECKING:
    from .extraction.explain import Explanation

TIMEOUT = 60.0
MEMORY = 1_500_000_000
OCR_PATIENCE = 20
_FILES_PER_WORKER = 6  # below this another worker costs more to start than it saves


def extract_files(
    paths: Sequence[Path],
    *,
    workers: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    cache: RecordCache | None = None,
    ocr: bool = False,
    metadata: Metadata | None = None,
) -> Iterator[Record | LoadError]:
    """Records of the files in the order given, each file once; a file that cannot be read gives its LoadError, and
    so does, at the end, ``metadata`` beside the files that is wrong.

    ``timeout`` is in seconds of wall clock a file, ``memory`` in bytes a worker; ``cache`` gives the records of
    files that were read before. With ``ocr`` pages that are only pictures are recognised, which takes seconds a
    page: the time of a file is then :data:`OCR_PATIENCE` times as long.
    """
    files = list(dict.fromkeys(paths))
    beside = metadata or Metadata()
    if workers is None:
        workers = min(os.cpu_count() or 1, 1 + len(files) // _FILES_PER_WORKER)
    pool = _Pool(max(1, workers), timeout, memory, ocr)
    try:
        pending: deque[Future[Record | LoadError]] = deque()
        for path in files:
            pending.append(pool.submit(path, beside.told.get(path), cache))
            if len(pending) >= 8 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
        yield from beside.problems
    finally:
        pool.close()


def load(path: Path, *, timeout: float = TIMEOUT, memory: int = MEMORY, ocr: bool = False) -> Source:
    """The text of one file, read within limits; ``ocr`` as for :func:`extract_files`. Raises LoadError."""
    worker = _Worker(timeout, memory, ocr)
    try:
        return Source(**worker.ask("read", path))
    finally:
        worker.stop()


def explain(
    path: Path, offset: int, *, ocr: bool = False, metadata: Metadata | None = None, timeout: float = TIMEOUT
) -> Explanation:
    """Why the text of one file is read as it is at ``offset``. Raises LoadError, also where it cites nothing."""
    from .extraction.explain import Explanation

    worker = _Worker(timeout, MEMORY, ocr)
    try:
        told = metadata.told.get(path) if metadata is not None else None
        return Explanation.from_json(worker.ask("explain", path, told, offset))
    finally:
        worker.stop()


class _Worker:
    """One worker process, started at the first question and again after it died."""

    def __init__(self, timeout: float, memory: int, ocr: bool) -> None:
        self._timeout, self._memory, self._ocr = timeout * (OCR_PATIENCE if ocr else 1), memory, ocr
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: str, path: Path, told: Told | None = None, offset: int | None = None) -> dict[str, Any]:
        """What the worker answers to ``task`` (see :mod:`.worker`). Raises LoadError."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._timeout, kill)
        timer.daemon = True
        timer.start()
        try:
            beside = asdict(told) if told is not None else None
            process.stdin.write(json.dumps([task, os.fspath(path), self._ocr, beside, offset]).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            self.stop()
            raise self._death(path, process.returncode, late.is_set())
        answer = json.loads(line)
        if "reason" in answer:
            if answer.get("retire"):
                self.stop()
            raise LoadError(str(path), answer["reason"], answer["remedy"])
        result: dict[str, Any] = answer["result"]
        return result

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The worker sees the caller's import path, so that it finds this very package.
            start = f"import sys; sys.path[:] = {sys.path!r}; from {__package__}.worker import serve; serve()"
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and code)
                [sys.executable, "-c", start, str(self._memory), str(int(self._timeout) + 1)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _death(self, path: Path, code: int | None, late: bool) -> LoadError:
        how = f"exit code {code}"
        if code is not None and code < 0:
            how = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        if late or how == "SIGXCPU":
            return LoadError(str(path), f"took longer than {self._timeout:g} s to read: damaged or hostile?")
        limit = f"{self._memory / 1e9:g} GB"
        return LoadError(str(path), f"made its reader crash ({how}) or need more than {limit}: damaged or hostile?")

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # words that no longer reach it
                        pipe.close()


class _Pool:
    """A thread per worker; each thread keeps its worker busy."""

    def __init__(self, size: int, timeout: float, memory: int, ocr: bool) -> None:
        self._limits = timeout, memory, ocr
        self._local = threading.local()
        self._workers: list[_Worker] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="policygraph-read")

    def submit(self, path: Path, told: Told | None, cache: RecordCache | None) -> Future[Record | LoadError]:
        return self._threads.submit(self._extract, path, told, cache)

    def close(self) -> None:
        """Ends all work at once."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()

    def _extract(self, path: Path, told: Told | None, cache: RecordCache | None) -> Record | LoadError:
        if self._closed:
            return LoadError(str(path), "reading was broken off")
        try:
            known = cache.find(path, told) if cache is not None else None
            if known is not None:
                return known
            record = Record.from_json(self._worker().ask("extract", path, told))
        except LoadError as error:
            return error
        if cache is not None:
            cache.keep(record, told)
        return record

    def _worker(self) -> _Worker:
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = _Worker(*self._limits)
            self._workers.append(worker)
        return worker
