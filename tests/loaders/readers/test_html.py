"""Web pages: the document without the site, its notes, tables and lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.html import read_html


def text(markup: str) -> str:
    return read_html(markup.encode(), "a.html").text


def test_paragraphs_breaks_and_white() -> None:
    assert text("<p>Nghị  quyết\n số <b>05</b>-NQ/TU<br>năm&nbsp;2021</p>đuôi<h2>II.</h2>m<sup>2</sup>") == (
        "Nghị quyết số 05-NQ/TU\nnăm 2021\n\nđuôi\n\nII.\n\nm²\n"
    )


def test_the_site_around_the_document_is_left_out() -> None:
    page = (
        "<html><head><title>Trang</title></head><body><div class='main-menu'>Trang chủ</div><nav>Mục</nav>"
        "<script>var x = 'Nghị quyết 1-NQ/TW'</script><div id='box'><div class='header'>CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
        f"</div><p style='display:none'>ẩn</p><p>{'Giao Sở Y tế chủ trì. ' * 20}</p></div>"
        "<ul><li><a href='/x'>Quyết định khác có liên quan</a></li></ul><p>Bản quyền</p></body></html>"
    )
    got = text(page)
    assert got.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n\nGiao Sở Y tế")
    for words in ("Trang", "Mục", "1-NQ/TW", "ẩn", "khác", "Bản quyền"):
        assert words not in got


def test_a_letterhead_beside_the_long_part_is_kept() -> None:
    page = f"<body><div>Số: 05/KH-UBND</div><div>{'<p>Giao Sở Y tế chủ trì việc này.</p>' * 30}</div></body>"
    assert text(page).startswith("Số: 05/KH-UBND\n\nGiao")


@pytest.mark.parametrize(
    "note",
    [
        "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú thích.</p></div>",
        "<ol><li id='_ftn1'>Chú thích. <a href='#_ftnref1'>↑</a></li></ol>",
        "<p id='_ftn1'><a href='#_ftnref1'>1</a>Chú thích.</p>",
    ],
)
def test_notes_are_links_there_and_back(note: str) -> None:
    got = text(f"<p>Xã<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>, huyện.</p><p>Hai.</p>{note}")
    assert re.sub(r"(: )(?:\d\. )", r"\1", got) == "Xã[^1], huyện.\n\n[^1]: Chú thích.\n\nHai.\n"


def test_links_that_lead_nowhere_or_only_there_are_text() -> None:
    assert text("<p><a href='#x'>Một</a> <a href='#y'>hai</a></p><p id='y'>Ba</p>") == "Một hai\n\nBa\n"


def test_ruled_tables_are_rows_and_others_text() -> None:
    cells = "<tr><td rowspan=2>A</td><td>b<br>c</td></tr><tr><td>d</td></tr>"
    assert text(f"<table border=1>{cells}</table>") == "| A | b <br> c |\n|  | d |\n"
    assert text(f"<table>{cells}</table>") == "A\n\nb\nc\n\nd\n"


def test_lists_have_what_browsers_print() -> None:
    assert text("<ol type=a start=3><li>x<li>y</ol><ul><li>z</ul>") == "c. x\n\nd. y\n\n- z\n"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html>" + "<div>" * 100_000, "nested too deep"),
        ("<html><p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x", "attributes"),
        ("<html>\0\0<p>x", "NUL"),
    ],
)
def test_hostile_pages_are_refused_at_once(markup: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        text(markup)


def test_spans_cost_nothing() -> None:
    row = "<tr>" + "<td rowspan=65534 colspan=1000>x</td>" * 3 + "</tr>"
    assert len(text(f"<table border=1>{row * 300}</table>")) < 20_000


def test_a_saved_page_in_seven_encodings(shared: Path) -> None:
    folder = shared / "samples/html"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.html")):
        blocks = read_html(path.read_bytes(), path.name).text.split("\n\n")
        lossy = "1258" in path.name  # that encoding has no Ð
        got = {re.sub(r"\[\^(\d+)\]", r"⟦\1⟧", block.strip()) for block in blocks}
        wanted = {p.replace("Ð", "?") if lossy else p for p in truth["paras"]}
        wanted |= {f"⟦{number}⟧: {words}" for number, words in truth["notes"].items()}
        assert wanted <= got, path.name
        assert not re.search(r"99\d-|Đăng nhập|Văn bản liên quan", "".join(got)), path.name
