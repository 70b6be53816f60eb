"""Word documents: what the printed page shows comes out, and nothing else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ....errors import LoadError
from ....loaders.readers.docx import read_docx
from .making import docx, p, r, table


def text(body: str, **parts: str) -> str:
    return read_docx(docx(body, **parts), "a.docx").text


def numbering(*levels: str, number: str = "") -> str:
    lvls = "".join(f'<w:lvl w:ilvl="{i}">{level}</w:lvl>' for i, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="0">{lvls}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{number}'
    )


def listed(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


ROMAN = '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
DECIMAL = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/>'
DEEP = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/>'


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert text(p("Điều một") + p("") + p("Điều hai")) == "Điều một\n\nĐiều hai\n"


def test_a_number_split_over_runs_stays_whole() -> None:
    assert text(p(r("Kế hoạch số 1") + r("2-KH", "<w:b/>") + r("/TU"))) == "Kế hoạch số 12-KH/TU\n"


def test_automatic_numbers_count_and_restart() -> None:
    body = "".join(
        p(words, listed(level))
        for words, level in [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 2), ("g", 0), ("h", 1)]
    )
    got = text(body, numbering=numbering(ROMAN, DECIMAL, DEEP)).split("\n\n")
    assert [line.strip() for line in got] == ["I. a", "1. b", "1.1. c", "1.2. d", "2. e", "2.1. f", "II. g", "1. h"]


def test_a_list_may_go_on_through_the_level_above() -> None:
    never = DECIMAL + '<w:lvlRestart w:val="0"/>'
    body = "".join(p(w, listed(level)) for w, level in [("a", 0), ("b", 1), ("c", 0), ("d", 1)])
    assert text(body, numbering=numbering(ROMAN, never)).split() == ["I.", "a", "1.", "b", "II.", "c", "2.", "d"]


def test_a_second_list_starts_where_it_is_told() -> None:
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    level = '<w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/>'
    got = text(p("a", listed(0)) + p("b", listed(0, 2)), numbering=numbering(level, number=other))
    assert got == "Điều 1. a\n\nĐiều 5. b\n"


def test_a_style_brings_its_number() -> None:
    styles = f'<w:style w:styleId="Dieu"><w:pPr>{listed(0)}</w:pPr></w:style>'
    child = '<w:style w:styleId="Con"><w:basedOn w:val="Dieu"/></w:style>'
    got = text(p("a", '<w:pStyle w:val="Con"/>'), styles=styles + child, numbering=numbering(ROMAN))
    assert got == "I. a\n"


def test_deleted_and_hidden_text_is_out_and_inserted_text_in() -> None:
    body = p(
        r("giữ ")
        + f"<w:ins>{r('thêm ')}</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        + r("ẩn", "<w:vanish/>")
        + r("hết")
    )
    assert text(body) == "giữ thêm hết\n"


def test_a_deleted_paragraph_mark_joins_its_paragraph_to_the_next() -> None:
    assert text(p("Sở Tài ", "<w:rPr><w:del/></w:rPr>") + p("chính")) == "Sở Tài chính\n"


def test_field_results_stay_and_codes_go() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF _x</w:instrText></w:r>" + r("trong mã")
    body = p(r("số ") + mark("begin") + code + mark("separate") + r("12-KH/TU") + mark("end") + r("."))
    assert text(body) == "số 12-KH/TU.\n"


def test_an_open_field_does_not_swallow_the_document() -> None:
    assert text(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("mã")) + p("còn lại")) == "còn lại\n"


def note(number: int, words: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{words}</w:{kind}>'


def anchor(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_follow_the_paragraph_of_their_anchor_in_the_order_of_the_text() -> None:
    body = p(r("một") + anchor(7) + r(".")) + p(r("hai") + anchor(3) + anchor(2, "endnote"))
    notes = note(3, p("chú b") + p("tiếp")) + note(7, p("chú a"))
    got = text(body, footnotes=notes, endnotes=note(2, p("cuối"), "endnote"))
    assert got == "một[^1].\n\n[^1]: chú a\n\nhai[^2][^3]\n\n[^2]: chú b tiếp\n\n[^3]: cuối\n"


def test_a_missing_note_is_reported() -> None:
    source = read_docx(docx(p(r("một") + anchor(7))), "a.docx")
    assert (source.text, source.warnings) == ("một[^1]\n", ["1 anchors without a note"])


def test_ruled_tables_are_rows_and_merged_cells_come_once() -> None:
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = [[p("TT"), p("Nội dung | việc")], ['<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("1"), p("a") + p("b")]]
    rows.append([below + p(""), p(r("c") + anchor(1))])
    got = text(table(rows) + p("sau"), footnotes=note(1, p("chú")))
    assert got == "| TT | Nội dung \\| việc |\n| 1 | a <br> b |\n|  | c[^1] |\n\n[^1]: chú\n\nsau\n"


def test_a_letterhead_is_read_column_by_column() -> None:
    head = table([[p("TỈNH ỦY X") + p("Số 1-NQ/TU"), p("ĐẢNG CỘNG SẢN VIỆT NAM") + p("X, ngày 1/2/2025")]], ruled=False)
    assert text(head) == "TỈNH ỦY X\n\nSố 1-NQ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nX, ngày 1/2/2025\n"


def test_a_text_box_comes_once_and_after_its_paragraph() -> None:
    inside = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p(r("ngoài") + box)) == "ngoài\n\ntrong khung\n"


def test_letters_that_word_writes_as_elements() -> None:
    run = "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    body = p(run + symbol + r("m") + r("2", '<w:vertAlign w:val="superscript"/>') + r(" hoa", "<w:caps/>"))
    assert text(body) == "12-KH\ta\nb≥m² HOA\n"


def rezipped(data: bytes, change: dict[str, bytes | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


WHOLE = docx(p("một"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\3\4 no zip", "not a whole zip"),
        (WHOLE[: len(WHOLE) // 2], "not a whole zip"),
        (rezipped(WHOLE, {"word/document.xml": None}), "no Word text"),
        (rezipped(WHOLE, {"word/document.xml": b"<w:document"}), "no XML"),
        (rezipped(WHOLE, {"word/document.xml": b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"}), "DTD"),
        (rezipped(WHOLE, {"word/document.xml": b"<a>" * 400 + b"</a>" * 400}), "nested too deep"),
        (rezipped(WHOLE, {"word/document.xml": b" " * 70_000_000 + b"<a/>"}), "unpacks past 64 MB"),
    ],
)
def test_damage_and_malice_have_their_words(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        read_docx(data, "a.docx")


def test_strict_files_are_read() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as file:
        document = file.read("word/document.xml")
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(rezipped(WHOLE, {"word/document.xml": strict}), "a.docx").text == "một\n"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_of_a_file_gives_text_or_a_load_error(data: st.DataObject) -> None:
    parts = {
        "numbering": numbering(ROMAN, DECIMAL),
        "footnotes": note(1, p("chú")),
        "styles": f'<w:style w:styleId="D"><w:pPr>{listed(0)}</w:pPr></w:style>',
    }
    whole = docx(p("a", listed(1)) + p(r("b") + anchor(1), '<w:pStyle w:val="D"/>') + table([[p("c")]]), **parts)
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        name = data.draw(st.sampled_from(file.namelist()))
        content = bytearray(file.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        cut = data.draw(st.integers(0, 12))
        content[at : at + cut] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"-1", b"99999999", b"<", b""])
        )
    with suppress(LoadError):
        read_docx(rezipped(whole, {name: bytes(content)}), "a.docx")


def test_notes_and_numbers_of_a_real_document(shared: Path) -> None:
    source = read_docx((shared / "samples/docx/nq_tu.docx").read_bytes(), "nq_tu.docx")
    truth = json.loads((shared / "samples/docx/nq_tu.truth.json").read_text(encoding="utf-8"))
    lines = {" ".join(line.split()) for line in source.text.split("\n")}
    notes = {f"[^{number}]: {' '.join(words.split())}" for number, words in truth["notes"].items()}
    assert len(notes) == 30 and notes <= lines
    for block in truth["blocks"]:
        words = re.sub(r"⟦(\d+)⟧", r"[^\1]", " ".join(block["text"].split()))
        whole = f"{block['label']} {words}" if block["label"] else words
        assert whole in lines or f" {whole} |" in source.text, whole
    assert source.warnings == []


def test_features_of_word_files(shared: Path) -> None:
    text = read_docx((shared / "samples/docx/pitfalls.docx").read_bytes(), "pitfalls.docx").text
    wrong = set()
    for feature in json.loads((shared / "samples/docx/pitfalls.features.json").read_text(encoding="utf-8")):
        must, must_not, count = feature["must"], feature["mustnot"], feature["count"]
        pattern = must[3:] if must and must.startswith("re:") else re.escape(must or "")
        fine = re.search(pattern, text) and not (must_not and must_not in text)
        if not fine or (count and text.count(count[0]) != count[1]):
            wrong.add(feature["id"])
    assert wrong == {"header"}  # page headers are left out on purpose


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_letters_of_legacy_fonts() -> None:
    body = p(r("NghÞ quyÕt sè 05-NQ/TU cña TØnh ñy vÒ ph", font(".VnTime")) + r("\xad¬ng", font(".VnTime")))
    body += p(r("kÕ ho¹ch", font(".VnTimeH"))) + p(r("Nghò quye", font("VNI-Times")) + r("át", font("VNI-Times")))
    body += p(r("phöông höôùng, nhieäm vuï", font("VNI-Times"))) + p("Điều 1µ") + p(r("đường", font(".VnTime")))
    source = read_docx(docx(body), "a.docx")
    assert source.text.split("\n\n") == [
        "Nghị quyết số 05-NQ/TU của Tỉnh ủy về phương", "KẾ HOẠCH", "Nghị quyết", "phương hướng, nhiệm vụ",
        "Điều 1µ", "đường\n",
    ]  # fmt: skip
    assert source.warnings == ["letters in fonts of TCVN3: converted", "letters in fonts of VNI: converted"]


def test_the_font_of_a_style_and_of_the_whole_document() -> None:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('VNI-Times')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:styleId="A"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
    )
    body = p("nhieäm vuï chuû yeáu") + p("kÕ ho¹ch nhiÖm vô", '<w:pStyle w:val="A"/>')
    assert text(body, styles=styles) == "nhiệm vụ chủ yếu\n\nkế hoạch nhiệm vụ\n"


def test_a_font_alone_decides_nothing() -> None:
    body = p(r("Größe à la crème, plus été", font(".VnTime")))
    assert text(body) == "Größe à la crème, plus été\n"


def test_legacy_fonts_of_a_real_text(shared: Path) -> None:
    truth = (shared / "samples/docx/legacy.truth.txt").read_text(encoding="utf-8")
    for name in ("tcvn3_vntime.docx", "vni_times.docx"):
        got = read_docx((shared / "samples/docx" / name).read_bytes(), name).text
        assert got.rstrip().split("\n\n") == truth.rstrip().split("\n")
