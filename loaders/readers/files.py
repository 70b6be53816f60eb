"""Which files a list of paths and folders means, what each file is by its content, and its text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from ...errors import LoadError
from ...vietnamese import LEAST_VIETNAMESE, syllable_share
from ..source import Source
from .archive import is_archive, member_bytes, members, split
from .legacy import converted
from .locked import Locked, unlocked

#: Endings of the files that a folder is searched for. What a file *is* is told by its content.
SUFFIXES = frozenset(
    {".docx", ".docm", ".dotx", ".doc", ".pdf", ".txt", ".md", ".html", ".htm", ".mht", ".mhtml", ".rtf", ".odt"}
)
#: A larger file is no document of an office; reading it would only fill the memory.
MAX_BYTES = 200_000_000

_SAMPLE = 30_000
_FEW = 50  # words: fewer tell nothing

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PACKED = {b"\x1f\x8b": "gzip", b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!": "RAR", b"\xfd7zXZ": "xz", b"BZh": "bzip2",
           b"\x28\xb5\x2f\xfd": "Zstandard"}  # fmt: skip
_WORD_XML = (b'progid="word.document"', b"<w:worddocument", b"<pkg:package")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_NEITHER = {"readme", "license", "changelog", "contributing"}


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The documents that ``paths`` mean, each once: files as given, folders and .zip archives searched to the
    bottom in the order of names. Hidden files, lock files, readmes and files of other kinds in folders are left
    out. A path that means nothing stays in the list if another means something: reading it says what is wrong.

    Raises LoadError if no path means a document.
    """
    found: dict[str, Path] = {}
    errors = []
    for path in paths:
        try:
            inside = _meant(path)
        except LoadError as error:
            errors.append(error)
            inside = [path]
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    if errors and len(errors) == len(paths):
        raise errors[0]
    return list(found.values())


def _meant(path: Path) -> list[Path]:
    """The documents that one path means. Raises LoadError if there is none."""
    if os.path.isdir(path):
        inside = list(_in_folder(path))
        if not inside:
            raise _empty(path)
        return inside
    if is_archive(path):
        inside = [file for file in members(path) if _is_wanted(file)]
        if not inside:
            raise LoadError(str(path), "no documents in this archive")
        return inside
    if not os.path.exists(path) and split(path) is None:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise LoadError(str(path), "no such file or folder") from None
        except OSError as error:
            raise _closed(path, error) from None
    return [path]


def _closed(path: Path, error: OSError) -> LoadError:
    return LoadError(str(path), f"cannot be read: {error.strerror or error}")


def _empty(folder: Path) -> LoadError:
    return LoadError(str(folder), "no documents in this folder", "looked for " + " ".join(sorted(SUFFIXES)))


def _is_wanted(path: Path) -> bool:
    """Whether a file among others is a document by its name."""
    noise = path.name.startswith((".", "~$")) or path.stem.lower() in _NEITHER
    return not noise and path.suffix.lower() in SUFFIXES


def _in_folder(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith((".", "~$")) or path.stem.lower() in _NEITHER or not path.is_file():
                continue
            if path.suffix.lower() in SUFFIXES or _is_document(path):
                yield path
            elif path.suffix.lower() == ".zip":
                try:
                    yield from _meant(path)
                except LoadError:
                    yield path  # reading it says what is wrong
    yield from closed  # and so does reading these


def _is_document(path: Path) -> bool:
    """Whether a file with an unknown ending ("So 29-NQ.TW") is a PDF, Word or RTF document."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith((b"%PDF-", b"{\\rtf")) or (head.startswith(b"PK\3\4") and b"word/" in head)


def kind_of(data: bytes, name: str) -> str:
    """What the bytes are: docx, doc, odt, pdf, rtf, html, mht or text.

    Raises LoadError if they are nothing that can be read as a document; ``name`` is the file's name in it.
    """
    if not data:
        raise LoadError(name, "empty file (0 bytes)")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE2):
        return _kind_of_ole2(data, name)
    if b"%pdf-" in head:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PROGRAMS):
        raise LoadError(name, "is a program, not a document")
    if data.startswith(_PICTURES):
        raise LoadError(name, "is a picture, not a document", "scans must go through OCR first")
    packed = next((what for mark, what in _PACKED.items() if data.startswith(mark)), None)
    if packed is not None:
        raise LoadError(name, f"is a {packed} archive, not a document", "unpack it first, or pack it as .zip")
    wide = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if head.startswith((b"mime-version:", b"from:", b"content-type:")) and b"multipart/related" in head:
        return "mht"
    if any(mark in wide for mark in _WORD_XML):
        raise LoadError(name, "is Word text as one XML file", "open it in Word and save it as .docx")
    if wide.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in wide:
        return "html"
    return "text"


def _kind_of_zip(data: bytes, name: str) -> str:
    from .package import Package

    with Package(data, name) as package:
        return package.kind


def _kind_of_ole2(data: bytes, name: str) -> str:
    """Told by the names of the streams, which the directory holds as UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Locked(name)
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("PowerPoint Document"):
        raise LoadError(name, "is a spreadsheet or a presentation, not a text document")
    raise LoadError(name, "damaged: an old Office file without a Word document in it", "open and save it as .docx")


def read_file(path: Path, *, ocr: bool = False) -> Source:
    """The text of one file, read in this process; :func:`.batch.load` does the same within limits of time
    and memory. What the file is is told by its content, whatever its name. With ``ocr`` the pages of a PDF that
    are only pictures are recognised, where tesseract is installed.

    Raises LoadError.
    """
    return read_bytes(file_bytes(path), str(path), ocr=ocr)


def printable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 become U+FFFD. A graph and its exports hold only text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def file_bytes(path: Path) -> bytes:
    """The content of a file, or of one in an archive. Raises LoadError if it cannot be read or is larger than
    :data:`MAX_BYTES`."""
    try:
        if os.path.isdir(path):
            next(path.iterdir(), None)
            raise _empty(path)
        inside = None if os.path.exists(path) else split(path)
        if inside is not None:
            return member_bytes(path, *inside)
        size = path.stat().st_size
        if not path.is_file():
            raise LoadError(str(path), "is not a file")
        if size > MAX_BYTES:
            raise LoadError(str(path), f"is too large: {size // 1_000_000} MB, the limit is {MAX_BYTES // 1_000_000}")
        return path.read_bytes()
    except FileNotFoundError:
        raise LoadError(str(path), "no such file") from None
    except OSError as error:
        raise _closed(path, error) from None


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> Source:
    """The text of a file's content. Raises LoadError; ``name`` is the file's name in it."""
    try:
        source, kind = _read(data, name, ocr)
    except Locked:
        source, kind = _read(unlocked(data, name), name, ocr)
    if not source.text.strip():
        raise LoadError(name, "holds no text")
    if not source.pages:  # readers of pages have looked already
        source.text, changed = converted(source.text)
        source.warnings += changed
        share, words = syllable_share(source.text[:_SAMPLE])
        if words >= _FEW and share < LEAST_VIETNAMESE:
            source.warnings.append(f"is not Vietnamese, or damaged: {share:.0%} of its words can be")
    expected = {".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".pdf": "pdf"}
    named = expected.get(Path(name).suffix.lower())
    if named and named != kind:
        source.warnings.append(f"is named {Path(name).suffix} but is {kind}")
    return source


def _read(data: bytes, name: str, ocr: bool) -> tuple[Source, str]:
    kind = kind_of(data, name)
    return _reader(kind)(data, name, **({"ocr": True} if ocr and kind == "pdf" else {})), kind


#: Module and function that read a kind of file; the module is imported only when there is such a file.
_READERS = {
    "text": ("text", "read_text"),
    "html": ("html", "read_html"),
    "mht": ("mht", "read_mht"),
    "docx": ("docx", "read_docx"),
    "doc": ("doc", "read_doc"),
    "odt": ("odt", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
    "pdf": ("pdf", "read_pdf"),
}


def _reader(kind: str) -> Callable[..., Source]:
    module, function = _READERS[kind]
    reader: Callable[..., Source] = getattr(import_module(f".{module}", __package__), function)
    return reader
