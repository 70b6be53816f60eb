"""Files that are protected by a password, opened with the one that the user gives.

The password comes from the environment, where other users and lists of processes do not see it; one password is
tried on every protected file.
"""

from __future__ import annotations

import os
from io import BytesIO

from ...errors import LoadError

VARIABLE = "POLICYGRAPH_PASSWORD"
_REASON = "is protected by a password"


class Locked(LoadError):
    """A file that only a password opens."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _REASON, f"give it in {VARIABLE}, or save a copy without one")


def unlocked(data: bytes, name: str) -> bytes:
    """The content of a protected PDF or Word file without its protection. Raises LoadError; :class:`Locked` if no
    password is given."""
    password = os.environ.get(VARIABLE)
    if not password:
        raise Locked(name)
    opened = _pdf(data, password) if b"%PDF-" in data[:1024] else _office(data, name, password)
    if opened is None:
        raise LoadError(name, _REASON, f"the one in {VARIABLE} does not open it")
    return opened


def _pdf(data: bytes, password: str) -> bytes | None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError:
        return None
    out = BytesIO()
    try:
        document.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
    return out.getvalue()


def _office(data: bytes, name: str, password: str) -> bytes | None:
    try:
        from msoffcrypto import OfficeFile
        from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError
    except ImportError:
        raise LoadError(name, _REASON, "pip install 'policygraph[password]'") from None
    out = BytesIO()
    try:
        file = OfficeFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(out)
    except (DecryptionError, FileFormatError, ParseError):
        return None
    except Exception as error:  # of damaged files: that library has no one error for them
        raise LoadError(name, f"damaged: {type(error).__name__} while it was decrypted", "get the file again") from None
    return out.getvalue()
