"""Small Word and PDF files, written for the tests from their bare parts."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = (
    '<Relationship Id="r{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}"'
    ' Target="{2}"/>'
)


def docx(body: str, **parts: str) -> bytes:
    """A .docx with the children of ``w:body``, and of the root of further parts (``footnotes="…"``)."""
    space = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATED.format(_RELATION.format(1, "officeDocument", "word/document.xml")))
        relations = "".join(_RELATION.format(i, name, f"{name}.xml") for i, name in enumerate(parts))
        file.writestr("word/_rels/document.xml.rels", _RELATED.format(relations))
        file.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{name} {space}>{inner}</w:{name}>")
    return out.getvalue()


def p(inner: str, properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    run = inner if inner.startswith("<") else r(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: list[list[str]], ruled: bool = True) -> str:
    """A table of cells that hold paragraphs."""
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if ruled else ""
    body = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{body}</w:tbl>"


Placed = tuple[float, float, float, str]
Rule = tuple[float, float, float, float]


def pdf(*pages: list[Placed], rules: list[Rule] | None = None) -> bytes:
    """A PDF of pages 595 × 842; each text is (x, y from the top, size, words in Latin letters), set in
    Courier: a letter is 0.6 of the size wide. ``rules`` are thin boxes on every page."""
    objects = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"]
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {842 - y} Tm ({_escaped(text)}) Tj ET\n" for x, y, size, text in page
        )
        content += "".join(f"{x0} {842 - y1} {x1 - x0} {y1 - y0} re f\n" for x0, y0, x1, y1 in rules or [])
        stream = content.encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (len(objects))
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
