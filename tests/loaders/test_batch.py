"""Many files in worker processes: order kept, nobody lost to a neighbour."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ...errors import LoadError
from ...graph.embedded import write
from ...graph.resolve import resolve
from ...loaders.batch import extract_files, load
from ...loaders.record import Record
from .readers.making import docx, p, pdf

LETTER = "ỦY BAN NHÂN DÂN TỈNH X\nSố: {}/KH-UBND\n\nThực hiện Nghị quyết số 05-NQ/TU.\n"
#: A form that draws itself: PDFium takes all memory there is.
LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 5>>stream\n/A Do\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    b"/Resources<</XObject<</A 5 0 R>>>>/Length 11>>stream\n/A Do /A Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
)


def names(results: list[Record | LoadError]) -> list[str]:
    return [Path(r.file if isinstance(r, Record) else r.path).name for r in results]


def test_records_come_in_the_order_given_and_bad_files_lose_no_other(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(LETTER.format(number), encoding="utf-8")
        paths.append(path)
    bad = {3: b"", 5: LOOP, 7: b"PK\3\4", 9: pdf([])}
    for number, content in bad.items():
        paths[number].write_bytes(content)
    got = list(extract_files([*paths, paths[0]], workers=2, memory=1_000_000_000))
    assert names(got) == [path.name for path in paths]
    assert [n for n, result in enumerate(got) if isinstance(result, LoadError)] == sorted(bad)
    first = got[0]
    assert isinstance(first, Record)
    assert first.file == str(paths[0]) and len(first.sha256) == 64 and first.reader == "text"


def test_a_reader_that_hangs_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LOOP)
    (tmp_path / "b.txt").write_text(LETTER.format(1), encoding="utf-8")
    begin = time.monotonic()
    got = list(extract_files([tmp_path / "a.pdf", tmp_path / "b.txt"], workers=1, timeout=1.5))
    assert time.monotonic() - begin < 15
    assert isinstance(got[0], LoadError) and "\n" not in str(got[0])
    assert isinstance(got[1], Record)


def test_leaving_early_ends_the_workers(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(30)]
    for path in paths:
        path.write_text(LETTER.format(1), encoding="utf-8")
    results = extract_files(paths, workers=2)
    next(results)
    results.close()  # type: ignore[attr-defined]


def test_load_reads_one_file_within_limits(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p("Nghị quyết")))
    (tmp_path / "b.pdf").write_bytes(LOOP)
    assert load(tmp_path / "a.docx").text == "Nghị quyết\n"
    with pytest.raises(LoadError, match=r"crash|longer|memory"):
        load(tmp_path / "b.pdf", memory=800_000_000)


#: What is said of each file of the samples: part of the error, or of the one warning; "" where it is just read.
HOSTILE = {
    "refused": {
        "bad_utf8.docx": "line 2 of part word/document.xml is no XML", "billion_laughs.docx": "has a DTD",
        "binary.txt": "426 NUL bytes",
        "bomb_1GB_stream.pdf": "more than 1.5 GB", "broken_xml.docx": "line 2 of part word/document.xml",
        "deep_div_200k.html": "nested too deep", "deep_sdt_200.docx": "nested too deep",
        "deep_sdt_5000.docx": "nested too deep", "deep_table_1000.docx": "nested too deep",
        "deep_table_5k.html": "nested too deep", "encrypted.doc": "password", "encrypted.docx": "password",
        "encrypted_aes256_user.pdf": "password", "encrypted_rc4_user.pdf": "password",
        "encrypted_user.pdf": "password", "form_loop.pdf": "more than 1.5 GB",
        "fuzz_antiword_TIMEOUTslow.doc": "damaged", "header_only.pdf": "not a whole PDF",
        "huge_count.pdf": "no text on its page: scanned? (--ocr reads it)", "many_attrs.html": "attributes",
        "no_document_xml.docx": "no Word text", "nul_bytes.html": "2 NUL bytes", "nul_in_text.txt": "3 NUL bytes",
        "page_tree_loop.pdf": "page 2 of 2 is missing", "quadratic_blowup.docx": "has a DTD",
        "random.doc": "806 NUL bytes", "really_xlsx.docx": "is a spreadsheet", "truncated.doc": "damaged",
        "truncated.docx": "its directory is missing", "truncated.pdf": "not a whole PDF",
        "xxe_external_dtd.docx": "has a DTD", "xxe_file.docx": "has a DTD",
        "xxe_footnotes.docx": "part word/footnotes.xml has a DTD", "zero.doc": "empty file", "zero.docx": "empty file",
        "zero.html": "empty file", "zero.pdf": "empty file", "zero.txt": "empty file",
        "zipbomb_1GB_text.docx": "part word/document.xml unpacks past 64 MB",
        "zipbomb_paras_300MB.docx": "part word/document.xml unpacks past 64 MB",
    },
    "read": {
        "anchors_without_footnotes_part.docx": "30 anchors without a note", "bomb_1p5M_text_ops.pdf": "",
        "broken_footnotes.docx": "footnotes left out", "deep_table_60.docx": "", "encrypted_owner_only.pdf": "",
        "external_template_missing_part.docx": "", "gridspan_50M.docx": "", "html_named.pdf": "is html",
        "junk_before_header.pdf": "", "mixed_utf8_1258.txt": "line 11 is partly Windows-1258",
        "really_doc.docx": "is doc", "really_docx.doc": "is docx", "really_docx.pdf": "is docx",
        "really_html.doc": "is html", "really_pdf.docx": "is pdf", "really_rtf.doc": "is rtf", "rowspan_bomb.html": "",
        "secret.txt": "", "strict_ooxml.docx": "", "truncated_utf8.txt": "cut off", "unclosed_script.html": "",
        "truncated_tail.pdf": "its end is missing",
        "zipbomb_media_2GB.docx": "",
    },
}  # fmt: skip


def test_every_hostile_sample_has_its_answer_and_a_graph_is_built(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "samples/bad").iterdir())
    good = shared / "samples/docx/nq_tu.docx"
    begin = time.monotonic()
    got = list(extract_files([*paths, good], workers=2, timeout=30))
    assert time.monotonic() - begin < 90
    assert names(got) == [path.name for path in [*paths, good]]
    assert isinstance(got[-1], Record) and len(got[-1].mentions) > 30
    built = resolve(r for r in got if isinstance(r, Record)).graph
    write(built, tmp_path / "g.lbug")
    assert any(d.number == "52-NQ/TU" and d.loaded for d in built.documents.values())
    for path, result in zip(paths, got, strict=False):
        if isinstance(result, LoadError):
            wanted = HOSTILE["refused"].get(path.name, "")
            assert wanted or path.name.startswith("fuzz_"), f"{path.name} should be read: {result}"
            assert wanted in str(result) and "\n" not in str(result) and "Error:" not in str(result), str(result)
        elif not path.name.startswith("fuzz_wv"):  # what is left of those depends on the reader of .doc
            wanted = HOSTILE["read"][path.name]
            assert wanted in "; ".join(result.warnings), path.name
            assert bool(wanted) == bool(result.warnings) or "doc" in wanted, path.name
