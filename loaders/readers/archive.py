"""Documents inside .zip archives, named as if the archive were a folder: ``a.zip/plan.docx``.

Nothing is unpacked to the disk. The number of documents, their size, how much they inflate and how deep archives
lie in archives are bounded before anything is read.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ...errors import LoadError

MAX_MEMBERS = 10_000
MAX_TOTAL = 2_000_000_000
MAX_MEMBER = 200_000_000
MAX_DEPTH = 3
_MAX_RATIO = 200  # of a large member; text of an office inflates ten times
_LARGE = 20_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def is_archive(path: Path) -> bool:
    """Whether the file is a zip of files; Word and OpenDocument files are zips of their own parts."""
    try:
        if not path.is_file():  # a pipe would wait for ever
            return False
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\3\4", b"PK\5\6"):
                return False
        with zipfile.ZipFile(path) as archive:
            return _holds_files(archive)
    except _BROKEN:
        return False


def members(path: Path) -> list[Path]:
    """The files in an archive and in the archives in it, in the order of their names. Raises LoadError."""
    try:
        with zipfile.ZipFile(path) as archive:
            found: list[Path] = []
            _list(archive, path, path, found, 1)
            return found
    except _BROKEN:
        raise LoadError(str(path), "damaged: the archive cannot be read", "get the file again") from None


def split(path: Path) -> tuple[Path, list[str]] | None:
    """The archive that a path leads into, and the rest of the path; None if there is none."""
    for parent in path.parents:
        if os.path.isfile(parent):
            return parent, list(path.relative_to(parent).parts)
    return None


def member_bytes(path: Path, archive: Path, rest: list[str]) -> bytes:
    """The content of one file of an archive. Raises LoadError."""
    try:
        with archive.open("rb") as file:
            data: bytes | None = None
            while rest:
                with zipfile.ZipFile(file if data is None else io.BytesIO(data)) as here:
                    names = set(here.namelist())
                    length = next((n for n in range(1, len(rest) + 1) if "/".join(rest[:n]) in names), 0)
                    if not length:
                        raise LoadError(str(path), "no such file in the archive")
                    data = _read(here, here.getinfo("/".join(rest[:length])), path)
                    rest = rest[length:]
            return data or b""
    except _BROKEN as error:
        locked = "encrypted" in str(error)
        reason = "is protected by a password" if locked else "damaged: it cannot be unpacked from the archive"
        raise LoadError(str(path), reason, "" if locked else "get the archive again") from None


def _holds_files(archive: zipfile.ZipFile) -> bool:
    return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist()[:100])


def _list(archive: zipfile.ZipFile, place: Path, top: Path, found: list[Path], depth: int) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and _is_plain(entry.filename)]
    if len(found) + len(entries) > MAX_MEMBERS:
        raise LoadError(str(top), f"holds more than {MAX_MEMBERS} files", "split it")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise LoadError(str(top), f"unpacks past {MAX_TOTAL // 1_000_000_000} GB: a zip bomb?", "split it")
    for entry in sorted(entries, key=lambda e: e.filename):
        inner = place / entry.filename
        if not entry.filename.lower().endswith(".zip"):
            found.append(inner)
            continue
        if depth >= MAX_DEPTH:
            raise LoadError(str(top), f"holds archives more than {MAX_DEPTH} deep", "unpack it first")
        with zipfile.ZipFile(io.BytesIO(_read(archive, entry, inner))) as below:
            _list(below, inner, top, found, depth + 1)


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not name.startswith("__MACOSX/")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    """Zipfile stops at the size that the directory gives; that size is bounded here."""
    bomb = entry.file_size > _LARGE and entry.file_size > _MAX_RATIO * max(1, entry.compress_size)
    if bomb or entry.file_size > MAX_MEMBER:
        size = entry.file_size // 1_000_000
        raise LoadError(str(path), f"unpacks to {size} MB" + (": a zip bomb?" if bomb else ""), "unpack it first")
    with archive.open(entry) as stream:
        return stream.read(MAX_MEMBER)
