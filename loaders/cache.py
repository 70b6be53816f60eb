"""Records kept from one build to the next, so that a build reads only files that are new or changed.

Each record is a small compressed file of its own in the user's cache folder. Its name is made of all that the record
depends on: the file's content and ending, what is told of it beside, the options, and the state of the rules. So
nothing is ever out of date, and the whole folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache as once
from pathlib import Path
from typing import Any

from ..errors import LoadError
from .readers.files import file_bytes, printable
from .record import Record
from .source import Told

MOST = 4 << 30  # bytes kept: about a million records
_DAYS = 60  # after which a record that no build asked for is dropped


def user_folder() -> Path | None:
    """Where the user's records are: POLICYGRAPH_CACHE, else ``policygraph/records`` in the folder that the system
    has for caches. None for a user without a home."""
    if own := os.environ.get("POLICYGRAPH_CACHE"):
        return Path(own)
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(given) if given else Path.home() / ".cache") / "policygraph" / "records"
    except RuntimeError:
        return None


class RecordCache:
    """Records under ``folder``; ``hits`` counts those found. May be used by several threads and processes at once.

    Nothing here ever fails: what is missing or damaged is read again, what cannot be kept is not.
    """

    def __init__(self, folder: Path, *, ocr: bool = False) -> None:
        self.hits = 0
        self._folder, self._kept, self._lock = folder, False, threading.Lock()
        self._state = f"{_rules()} {_libraries()} {_recogniser() if ocr else ''}"

    def find(self, path: Path, told: Told | None = None) -> Record | None:
        """The record of a file with this content, of which this is told, under its present name; None if not known."""
        with suppress(LoadError, OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
            place = self._place(hashlib.sha256(file_bytes(path)).hexdigest(), path, told)
            plain = json.loads(zlib.decompress(place.read_bytes()))
            record = Record.from_json({**plain, "file": printable(str(path))})
            with suppress(OSError):
                os.utime(place)
            with self._lock:
                self.hits += 1
            return record
        return None

    def keep(self, record: Record, told: Told | None = None) -> None:
        """Keeps a record that was just read."""
        place = self._place(record.sha256, Path(record.file), told)
        part = place.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            for folder in (self._folder, place.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # records quote what may be confidential
            part.write_bytes(zlib.compress(record.dumps().encode(), 1))
            part.replace(place)
            self._kept = True
        except (OSError, UnicodeEncodeError):
            with suppress(OSError):
                part.unlink()

    def prune(self, most: int = MOST) -> None:
        """Drops what was not asked for in two months, then what was not asked for longest until ``most`` bytes are
        left. Without a new record there is nothing to do."""
        if not self._kept:
            return
        entries = sorted(_entries(self._folder), reverse=True)
        size, oldest = 0, time.time() - _DAYS * 86_400
        for used, bytes_, path in entries:
            size += bytes_
            if used < oldest or size > most:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108 (hundreds of thousands of paths)

    def _place(self, content: str, path: Path, told: Told | None) -> Path:
        key = hashlib.sha256(f"{content} {path.suffix.lower()} {told} {self._state}".encode()).hexdigest()
        return self._folder / key[:2] / key[2:]


def _entries(folder: Path) -> Iterator[tuple[float, int, str]]:
    """When each record was last asked for, its bytes, its path."""
    with suppress(OSError), os.scandir(folder) as parts:
        for part in parts:
            with suppress(OSError), os.scandir(part.path) as records:
                for record in records:
                    with suppress(OSError):
                        found = record.stat()
                        yield found.st_mtime, found.st_size, record.path


@once
def _rules() -> str:
    """Changes with every module and table that has a part in a record."""
    package = Path(__file__).parent.parent
    state = hashlib.sha256()
    for file in sorted(p for folder in ("loaders", "data", "graph") for p in (package / folder).rglob("*.*")):
        if file.suffix in (".py", ".csv"):
            state.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    state.update((package / "vietnamese.py").read_bytes())
    return state.hexdigest()


@once
def _libraries() -> str:
    """The libraries that read files, extras too, with their versions: installing or renewing one changes records."""
    from importlib.metadata import PackageNotFoundError, requires, version

    found: dict[str, Any] = {}
    with suppress(PackageNotFoundError):
        for requirement in requires(__package__.partition(".")[0]) or ():
            if re.search(r"extra == .dev", requirement):
                continue
            name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
            found[name] = None
            with suppress(PackageNotFoundError):
                found[name] = version(name)
    return json.dumps(found, sort_keys=True)


def _recogniser() -> str:
    from .readers.ocr import program

    return str(program())
