"""Web archives: the page in them, however it is encoded."""

from __future__ import annotations

import quopri
from base64 import encodebytes
from collections.abc import Callable

import pytest

from ....errors import LoadError
from ....loaders.readers.files import read_bytes

PAGE = "<html><body><p>Nghị quyết<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> số 05-NQ/TU</p>" + (
    "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú thích</p></div></body></html>"
)


def mht(*parts: tuple[str, str, bytes], kind: str = "multipart/related") -> bytes:
    """An archive of (type, transfer encoding, content)."""
    body = b"".join(
        f"--=_x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {how}\r\n\r\n".encode() + content + b"\r\n"
        for kind, how, content in parts
    )
    return f'MIME-Version: 1.0\r\nContent-Type: {kind}; boundary="=_x"\r\n\r\n'.encode() + body + b"--=_x--\r\n"


@pytest.mark.parametrize(
    ("how", "encode"), [("quoted-printable", quopri.encodestring), ("base64", encodebytes), ("8bit", bytes)]
)
def test_the_page_is_read(how: str, encode: Callable[[bytes], bytes]) -> None:
    data = mht(("image/png", "base64", b"iVBORw0KGgo="), ('text/html; charset="utf-8"', how, encode(PAGE.encode())))
    source = read_bytes(data, "a.doc")
    assert source.text == "Nghị quyết[^1] số 05-NQ/TU\n\n[^1]: Chú thích\n"
    assert (source.reader, source.warnings) == ("mht", ["is named .doc but is mht"])


def test_what_is_no_page_is_said() -> None:
    with pytest.raises(LoadError, match="without a page"):
        read_bytes(mht(("text/plain", "8bit", b"x")), "a.mht")
    nested = b"".join(b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(20_000))
    with pytest.raises(LoadError, match=r"nested too deep|without a page"):
        read_bytes(b"MIME-Version: 1.0\r\n" + nested, "a.mht")


@pytest.mark.parametrize("opening", ['<?mso-application progid="Word.Document"?>', "<w:wordDocument>", "<pkg:package>"])
def test_word_as_one_xml_file_is_named(opening: str) -> None:
    with pytest.raises(LoadError, match=r"XML.*save it as \.docx"):
        read_bytes(f'<?xml version="1.0"?>{opening}'.encode(), "a.xml")
