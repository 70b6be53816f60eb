"""OpenDocument texts, written for the tests from their bare parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from ....errors import LoadError
from ....loaders.readers.files import read_bytes

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                         ("draw", "drawing"), ("fo", "xsl-fo-compatible")]
)  # fmt: skip


def odt(body: str, styles: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def text(body: str, styles: str = "") -> str:
    source = read_bytes(odt(body, styles), "a.odt")
    assert source.reader == "odt"
    return source.text


def style(name: str, properties: str, kind: str = "text") -> str:
    return f'<style:style style:name="{name}"><style:{kind}-properties {properties}/></style:style>'


def test_paragraphs_and_what_is_left_out() -> None:
    body = (
        "<text:tracked-changes><text:p>bỏ</text:p></text:tracked-changes><text:h>Nghị<text:s text:c='2'/>quyết</text:h>"
        "<text:p>m<text:span text:style-name='R'>2</text:span><text:line-break/>b<office:annotation><text:p>x</text:p>"
        "</office:annotation>c<text:span text:style-name='V'>ẩn</text:span></text:p>"
    )
    styles = style("R", 'style:text-position="super 58%"') + style("V", 'text:display="none"')
    assert text(body, styles) == "Nghị  quyết\n\nm²\nbc\n"


def test_notes() -> None:
    note = "<text:note-citation>9</text:note-citation><text:note-body><text:p>Một</text:p></text:note-body>"
    note = f"<text:note>{note}</text:note>"
    assert text(f"<text:p>Xã{note}, huyện</text:p><text:p>B</text:p>") == "Xã[^1], huyện\n\n[^1]: Một\n\nB\n"


def test_lists_count() -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="." {}/>'
    styles = f'<text:list-style style:name="L">{level.format(1, "I", "")}' + (
        level.format(2, "1", 'text:display-levels="2"') + "</text:list-style>"
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('b', '')}{item.format('c', '')}</text:list>"
    body = f'<text:list text:style-name="L">{item.format("a", inner)}{item.format("d", inner)}</text:list>'
    body += f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("e", "")}</text:list>'
    assert text(body, styles).split("\n\n") == ["I. a", "I.1. b", "I.2. c", "II. d", "II.1. b", "II.2. c", "III. e\n"]


def test_tables() -> None:
    cell = "<table:table-cell table:style-name='C'><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('a')}{cell.format('b')}<table:covered-table-cell/></table:table-row>"
    table = f"<table:table>{row}</table:table>"
    assert text(table, style("C", 'fo:border="0.5pt solid"', "table-cell")) == "| a | b |  |\n"
    assert text(table.replace("<table:covered-table-cell/>", "")) == "a\n\nb\n"


def test_legacy_fonts() -> None:
    styles = style("T", 'style:font-name=".VnTime"')
    assert (
        text("<text:p><text:span text:style-name='T'>NghÞ quyÕt</text:span> số</text:p>", styles) == "Nghị quyết số\n"
    )


def test_bad_parts_are_refused() -> None:
    with pytest.raises(LoadError, match="nested too deep"):
        text("<text:section>" * 5_000 + "</text:section>" * 5_000)
    with pytest.raises(LoadError, match="no XML"):
        text("<text:p>")
