"""Zip packages of XML parts (.docx), opened with the distrust that foreign files deserve.

Parts are counted while they inflate, DTDs are refused, nothing is fetched, parts that nobody asks for
are never touched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from types import TracebackType
from typing import Any

from lxml import etree

from ...errors import LoadError

MAX_PART = 64_000_000
MAX_TOTAL = 192_000_000
MAX_PARTS = 10_000

#: ISO 29500 Strict has its own namespaces for the same words; readers see the usual ones.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_MAIN_TYPES = (
    (b"wordprocessingml.document.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
    (b"word.document.macroEnabled.main", "docx"),
    (b"word.template.macroEnabledTemplate.main", "docx"),
    (b"spreadsheetml", "a spreadsheet"),
    (b"ms-excel", "a spreadsheet"),
    (b"presentationml", "a presentation"),
)
_DAMAGED = "damaged: "
_MEND = "get the file again, or open and save it in Word"


class Package:
    """The parts of one file. ``name`` is the file's name in error messages. Every method raises LoadError."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise LoadError(
                name, _DAMAGED + "not a whole zip file, its directory is missing", "get the file again"
            ) from None
        if len(self._zip.namelist()) > MAX_PARTS:
            raise LoadError(name, f"has more than {MAX_PARTS} parts")

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def kind(self) -> str:
        """ "docx" or "odt"."""
        mime = self.part("mimetype")
        if mime and mime.strip() == b"application/vnd.oasis.opendocument.text":
            return "odt"
        types = self.part("[Content_Types].xml")
        if types is None:
            raise LoadError(self.name, "is a zip archive without documents, or too large a one", "unpack it first")
        for mark, kind in _MAIN_TYPES:
            if mark in types:
                if kind != "docx":
                    raise LoadError(self.name, f"is {kind}, not a text document")
                return kind
        raise LoadError(self.name, _DAMAGED + "an Office file without a text document", _MEND)

    def part(self, path: str) -> bytes | None:
        """Content of a part, None if there is no such part."""
        path = path.lstrip("/")
        if path not in self._zip.NameToInfo:
            return None
        pieces = []
        size = 0
        try:
            with self._zip.open(path) as stream:
                while piece := stream.read(1 << 20):
                    size += len(piece)
                    self._inflated += len(piece)
                    if size > MAX_PART or self._inflated > MAX_TOTAL:
                        raise LoadError(
                            self.name,
                            f"part {path} unpacks past {MAX_PART // 1_000_000} MB: a zip bomb?",
                            "if it is yours, split it",
                        )
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as e:
            locked = "encrypted" in str(e)
            reason = "is protected by a password" if locked else f"{_DAMAGED}part {path} cannot be unpacked"
            raise LoadError(self.name, reason, "" if locked else _MEND) from None
        return b"".join(pieces)

    def xml(self, path: str) -> etree._Element | None:
        """Root element of a part, None if there is no such part."""
        data = self.part(path)
        if data is None:
            return None
        if b"purl.oclc.org" in data[:20_000]:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            line, _ = getattr(error, "position", (0, 0))
            reason = str(error)
            if "depth" in reason:
                raise LoadError(self.name, f"part {path} is nested too deep") from None
            if "entit" in reason.lower() and b"<!DOCTYPE" in data[:100_000]:
                raise LoadError(self.name, f"part {path} has a DTD: refused") from None
            raise LoadError(self.name, f"{_DAMAGED}line {line} of part {path} is no XML", _MEND) from None
        described: Any = root.getroottree().docinfo
        if described.doctype:
            raise LoadError(self.name, f"part {path} has a DTD: refused")
        return root

    def related(self, path: str) -> dict[str, list[str]]:
        """Parts of the package that the part at ``path`` refers to ("" is the package itself), by the last
        word of the relation's type ("footnotes", "styles")."""
        folder, base = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, list[str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target")
            if target and relation.get("TargetMode") != "External":
                whole = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.setdefault((relation.get("Type") or "").rsplit("/", 1)[-1], []).append(whole)
        return found
