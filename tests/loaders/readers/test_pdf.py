"""PDF documents: lines become paragraphs, notes find their anchors, pages stay known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.files import read_bytes
from ....loaders.readers.ocr import program
from ....loaders.readers.pdf import read_pdf
from ....loaders.readers.pdfwords import draw_pages
from .making import Placed, Rule, pdf

FULL = 60  # letters of Courier 12 between margins 72 and 504


def lines(top: float, *texts: str, x: float = 72, size: float = 12) -> list[Placed]:
    """Lines under one another; those that are not last are made full by the caller's words."""
    return [(x, top + 18 * i, size, text) for i, text in enumerate(texts)]


def full(text: str) -> str:
    return (text + " " + "lorem ipsum " * 6)[:FULL].rstrip().ljust(FULL, "a")


def text(*pages: list[Placed], **more: list[tuple[float, float, float, float]]) -> str:
    return read_pdf(pdf(*pages, **more), "a.pdf").text


def test_lines_are_joined_and_indents_begin_paragraphs() -> None:
    first, second = full("Mot"), full("Ba")
    page = [*lines(72, first, "hai."), (100, 108, 12, second[:55]), (72, 126, 12, "bon")]
    assert text([*page, *lines(144, full("nam"), full("sau"), "bay")]) == (
        f"{first} hai.\n\n{second[:55]} bon\n\n{full('nam')} {full('sau')} bay\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [("so 04-", "NQ/TU.", "so 04-NQ/TU."), ("so 01/NQ-", "CP.", "so 01/NQ-CP."), ("2021-", "2025.", "2021-2025."),
     ("so 29", "-NQ/TW.", "so 29-NQ/TW."), ("kinh te -", "xa hoi.", "kinh te - xa hoi.")],
)  # fmt: skip
def test_numbers_cut_at_a_line_end_are_whole(before: str, after: str, whole: str) -> None:
    page = lines(72, full("")[: FULL - len(before) - 1] + " " + before, after, full("a"), full("b"), "c.")
    assert whole in text(page)


def test_a_paragraph_goes_over_the_page_and_pages_stay_known() -> None:
    source = read_pdf(pdf(lines(700, full("mot"), full("hai")), lines(72, "ba.", "bon.")), "a.pdf")
    assert source.text == f"{full('mot')} {full('hai')} ba.\n\nbon.\n"
    assert source.pages == [0, source.text.index("ba.")]
    assert [source.page_of(source.text.index(word)) for word in ("mot", "ba.", "bon")] == [1, 2, 2]


def noted(top: float, words: str, number: str, more: str = "") -> list[Placed]:
    width = 7.2 * len(words)
    return [(72, top, 12, words), (72 + width, top - 4, 7, number), (72 + width + 4.2 * len(number), top, 12, more)]


def test_notes_are_tied_to_their_anchors() -> None:
    foot = [(72, 756, 6, "1"), (80, 760, 9, "Chu thich mot"), (72, 772, 9, "di tiep.")]
    foot += [(72, 780, 6, "2"), (80, 784, 9, "Hai.")]
    page = [*noted(72, "Dat 151", "1", "/193 xa."), *noted(108, "Sau", "2", "."), *lines(144, full("a"), "b."), *foot]
    assert text([*page, (290, 820, 12, "7")]) == (
        f"Dat 151[^1]/193 xa.\n\n[^1]: Chu thich mot di tiep.\n\nSau[^2].\n\n[^2]: Hai.\n\n{full('a')} b.\n"
    )


def test_notes_that_count_anew_on_each_page_are_numbered_through() -> None:
    pages = [[*noted(72, name, "1", "."), (72, 756, 6, "1"), (80, 760, 9, f"Note {name}.")] for name in ("Mot", "Hai")]
    assert text(*(p + lines(90, full("a"), "b.") for p in pages)).startswith("Mot[^1].\n\n[^1]: Note Mot.\n\n")
    assert "Hai[^2].\n\n[^2]: Note Hai." in text(*(p + lines(90, full("a"), "b.") for p in pages))


def test_a_square_is_no_anchor() -> None:
    assert text(noted(72, "Dien tich 940 m", "2", " dat.")) == "Dien tich 940 m² dat.\n"


def test_page_numbers_and_running_lines_are_out() -> None:
    pages = [
        [(290, 40, 12, f"{n}"), *lines(72, full(x), f"{x}."), (72, 800, 12, "Van phong")]
        for n, x in enumerate("abc", 1)
    ]
    assert text(*pages) == "\n\n".join(f"{full(x)} {x}." for x in "abc") + "\n"


def test_pages_of_numbers_only_hold_no_text() -> None:
    with pytest.raises(LoadError, match="no text"):
        read_bytes(pdf([(290, 40, 12, "1")], [(290, 40, 12, "2")]), "a.pdf")


def test_a_letterhead_is_read_column_by_column() -> None:
    left = [(100, 72, 12, "TINH UY X"), (130, 90, 12, "*"), (110, 108, 12, "So 12-NQ/TU")]
    right = [(300, 72, 12, "DANG CONG SAN VIET NAM"), (290, 108, 12, "X, ngay 1 thang 2 nam 2025")]
    title = [(250, 160, 12, "NGHI QUYET")]
    assert text([*left, *right, *title, *lines(200, full("mot"), "hai.")]) == (
        "TINH UY X\n*\nSo 12-NQ/TU\n\nDANG CONG SAN VIET NAM\nX, ngay 1 thang 2 nam 2025\n\nNGHI QUYET\n\n"
        f"{full('mot')} hai.\n"
    )


def test_a_ruled_table_is_rows_of_whole_cells() -> None:
    rules: list[Rule] = [(70, y, 430, y + 0.5) for y in (100, 140, 180)]
    rules += [(x, 100, x + 0.5, 180) for x in (70, 200, 430)]
    cells = [
        (75, 115, 12, "Cu the hoa so"),
        (75, 130, 12, "29-NQ/TW"),
        (210, 115, 12, "So Tai chinh"),
        (75, 160, 12, "Hai"),
    ]
    assert text([*lines(80, "Phu luc"), *cells, *lines(200, "Het.")], rules=rules) == (
        "Phu luc\n\n| Cu the hoa so 29-NQ/TW | So Tai chinh |\n| Hai |  |\n\nHet.\n"
    )


def test_a_cell_over_two_rows_comes_once() -> None:
    rules: list[Rule] = [(70, 100, 430, 100.5), (200, 140, 430, 140.5), (70, 180, 430, 180.5)]
    rules += [(x, 100, x + 0.5, 180) for x in (70, 200, 430)]
    cells: list[Placed] = [(75, 145, 12, "Chung"), (210, 120, 12, "a"), (210, 160, 12, "b")]
    assert text(cells, rules=rules) == "| Chung | a |\n|  | b |\n"


@pytest.mark.parametrize(("length", "end", "joined"), [(52, "cong", True), (52, "cong.", False), (44, "cong", False)])
def test_a_ragged_edge_ends_no_paragraph(length: int, end: str, joined: bool) -> None:
    """A line is short where its successor's first word would have had room."""
    full = "x" * 29 + " " + "y" * 30
    short = "z" * (length - len(end) - 1) + " " + end
    got = text(lines(72, *[full] * 8, short, "nghiepvahoa " + "w" * 40))
    assert (f"{end} nghiepvahoa" in got) is joined


def test_white_between_lines_and_items_part_paragraphs() -> None:
    """Paragraphs set without an indent, whose last lines are full."""
    page: list[Placed] = [(72, 72 + 16 * i, 12, full("dong")) for i in range(6)]
    page += [(72, 174, 12, full("tach")), (72, 190, 12, full("van")[:-1] + ":"), (72, 206, 12, "1. So Y te")]
    assert [block[:4] for block in text(page).split("\n\n")] == ["dong", "tach", "1. S"]


@pytest.mark.parametrize(
    ("end", "item", "parted"),
    [("nhiem", "1. So Y te", True), ("muc,", "1. So Y te", False), ("nhiem", "1. so y te", False),
     ("nhiem", "- Ngan sach", False), ("nhiem;", "- Ngan sach", True)],
)  # fmt: skip
def test_an_item_behind_a_full_line(end: str, item: str, parted: bool) -> None:
    last = full("Trach nhiem")[: -len(end) - 1] + " " + end
    got = text(lines(72, *[full("dong")] * 6, last, item))
    assert (f"{end}\n\n{item}" in got) is parted


GRID = [(x, 100.0, x + 1, 141.0) for x in (70.0, 120.0, 400.0)] + [
    (70.0, y, 401.0, y + 1) for y in (100.0, 120.0, 140.0)
]


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        (["TT", "Nhiem vu", "", "det vai"], "| 1 | Mo lop det vai |"),
        (["TT", "Nhiem vu", "2", "Xay cho"], "| 1 | Mo lop |\n| 2 | Xay cho |"),
        (["", "det; thuc hien", "2", "Xay cho"], "| 1 | Mo lop det; thuc hien |\n| 2 | Xay cho |"),
        (["2", "det vai", "3", "Xay cho"], "| 1 | Mo lop |\n| 2 | det vai |\n| 3 | Xay cho |"),
    ],
)
def test_a_table_over_two_pages_is_one(below: list[str], rows: str) -> None:
    pages: list[list[Placed]] = [
        [(x, y, 12, words) for (x, y), words in zip([(75, 114), (125, 114), (75, 134), (125, 134)], cells, strict=True)]
        for cells in (["TT", "Nhiem vu", "1", "Mo lop"], below)
    ]
    assert read_pdf(pdf(*pages, rules=GRID), "a.pdf").text == f"| TT | Nhiem vu |\n{rows}\n"


@pytest.mark.parametrize(("last", "rows"), [(140.0, 3), (None, 2)])
def test_a_row_without_a_rule_below_goes_on_on_the_next_page(last: float | None, rows: int) -> None:
    rules: list[Rule] = [(x, 100, x + 1, 141) for x in (70, 120, 260, 400)]
    rules += [(70, y, 401, y + 1) for y in (100, 120, last) if y]
    places = [(x, y) for y in (114, 134) for x in (75, 125, 265)]
    pages: list[list[Placed]] = [
        [(x, y, 12, words) for (x, y), words in zip(places, cells, strict=True) if words]
        for cells in (["TT", "Viec", "So", "1", "Mo", "So"], ["TT", "Viec", "So", "", "Lop", "Y te"])
    ]
    lines = read_pdf(pdf(*pages, rules=rules), "a.pdf").text.splitlines()
    assert len(lines) == rows and lines[1] == ("| 1 | Mo | So |" if last else "| 1 | Mo Lop | So Y te |")


def test_a_page_without_text_is_an_error_that_names_ocr() -> None:
    with pytest.raises(LoadError, match=r"no text on any of 2 pages.*ocr"):
        read_pdf(pdf([], []), "a.pdf")


def test_a_file_without_its_end_is_read() -> None:
    whole = pdf([(72, 72, 12, "Nghi quyet so 05-NQ/TU")], [(72, 72, 12, "Trang hai")])
    cut = read_pdf(whole[: whole.index(b"xref") + 40], "a.pdf")
    assert (cut.text, cut.pages) == (read_pdf(whole, "a.pdf").text, read_pdf(whole, "a.pdf").pages)
    assert cut.warnings == ["damaged: its end is missing, and pages may be"]


@pytest.mark.parametrize("cut", [9, 100, 200])
def test_a_truncated_file_is_damaged(cut: int) -> None:
    with pytest.raises(LoadError, match=r"damaged|no text"):
        read_pdf(pdf(lines(72, "a"))[:cut], "a.pdf")


@pytest.mark.parametrize("name", ["nq_tu", "nq_tu_composed_glyphs", "nq_tu_oi"])
def test_notes_and_references_of_a_real_document(shared: Path, name: str) -> None:
    source = read_pdf((shared / f"samples/pdf/{name}.pdf").read_bytes(), name)
    truth = json.loads((shared / "samples/docx/nq_tu.truth.json").read_text(encoding="utf-8"))
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", source.text, re.MULTILINE))
    tied = [n for n, words in truth["notes"].items() if notes.get(n) == " ".join(words.split())]
    body = re.sub(r"^\[\^.*$", "", source.text, flags=re.MULTILINE)
    assert len(tied) == 30 and all(f"[^{n}]" in body for n in tied)
    paragraphs = set(source.text.split("\n\n"))
    wanted = [re.sub(r"⟦(\d+)⟧", r"[^\1]", " ".join(b["text"].split())).replace("Ð", "Đ") for b in truth["blocks"]]
    found = [w for w in wanted if any(line.endswith((w, f". {w}", f") {w}")) for line in paragraphs)]
    assert len(found) >= len(wanted) - 2
    numbers = re.findall(r"\d+(?:/\d{4})?[-/][A-ZĐ]\w*(?:[-/]\w+)+", json.dumps(truth, ensure_ascii=False))
    assert len(set(numbers)) > 30 and all(number in source.text for number in numbers)


def test_line_end_hyphens_of_a_real_document(shared: Path) -> None:
    got = read_pdf((shared / "samples/pdf/hyphens.pdf").read_bytes(), "a").text
    for number in ("01/NQ-CP", "04-NQ/TU", "2021-2025", "7304/KH-UBND", "1453/QĐ-TTg", "29-NQ/TW", "11/2022/NQ-HĐND"):
        assert number in got


def test_scanned_pages_are_named(shared: Path) -> None:
    with pytest.raises(LoadError, match="no text on any of 6 pages: scanned"):
        read_pdf((shared / "samples/pdf/scan_200dpi.pdf").read_bytes(), "a")
    mixed = read_pdf((shared / "samples/pdf/mixed_digital_scan.pdf").read_bytes(), "a")
    assert "3, 4 of 4" in mixed.warnings[0]


def scan(source: bytes) -> bytes:
    """A PDF whose page is the picture of another's first page."""
    ((_, picture),) = draw_pages(source, "a.pdf", [1], 200)
    header, rows = picture.split(b" 255\n", 1)
    _, width, height = header.split()
    head = b"<</Type/XObject/Subtype/Image/Width %s/Height %s/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
        b"<</Length 27>>stream\n595 0 0 842 0 0 cm /A Do   \nendstream",
        head % (width, height, len(rows)) + b"stream\n" + rows + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def test_scanned_pages_are_named_and_recognised_if_wanted() -> None:
    data = scan(pdf(lines(90, full("Giao So Y te chu tri."), full("Ket luan"), "so 45.")))
    with pytest.raises(LoadError, match=r"no text on its page: scanned\? \(--ocr reads it\)"):
        read_pdf(data, "a.pdf")
    if program() is None:
        with pytest.raises(LoadError, match="install tesseract"):
            read_pdf(data, "a.pdf", ocr=True)
        return
    source = read_pdf(data, "a.pdf", ocr=True)
    assert "chu tri" in source.text and source.pages == [0]
    assert source.warnings[0].startswith("page 1 of 1 was recognised by OCR")


def test_a_bad_text_layer_is_named() -> None:
    words = "The committee shall report on the progress of this plan to the minister before the end of every year"
    warnings = read_pdf(pdf(lines(90, words, words, words)), "a.pdf").warnings
    assert warnings == ["the text of page 1 of 1 is not Vietnamese: a bad scan or font?"]


def test_letters_of_a_legacy_font() -> None:
    data = pdf(lines(90, "NghÞ quyÕt sè 05-NQ/TU cña TØnh ñy vÒ nhiÖm vô"))
    source = read_pdf(data.replace(b"/Courier", b"/ABCDEF+.VnTime/Encoding/WinAnsiEncoding"), "a.pdf")
    assert source.text == "Nghị quyết số 05-NQ/TU của Tỉnh ủy về nhiệm vụ\n"
    assert source.warnings == ["its letters are TCVN3: converted"]


def test_samples_of_scans(shared: Path) -> None:
    folder = shared / "samples/pdf"
    half = read_pdf((folder / "mixed_digital_scan.pdf").read_bytes(), "a.pdf")
    assert half.warnings == ["no text on page 3, 4 of 4: scanned? (--ocr reads it)"]
    layered = read_pdf((folder / "scan_with_english_ocr_layer.pdf").read_bytes(), "a.pdf")
    assert layered.warnings == ["the text of page 1, 2 of 2 is not Vietnamese: a bad scan or font?"]
    if program() is not None:
        read = read_pdf((folder / "mixed_digital_scan.pdf").read_bytes(), "a.pdf", ocr=True)
        assert len(read.text) > 2 * len(half.text) - 500 and "page 3, 4" in read.warnings[0]
