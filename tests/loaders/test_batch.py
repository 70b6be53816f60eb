"""Many files in worker processes: order kept, nobody lost to a neighbour."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ...errors import LoadError
from ...loaders.batch import extract_files, load
from ...loaders.record import Record
from .making import docx, p, pdf

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


def test_the_cache_gives_the_same_record_under_the_new_name(tmp_path: Path) -> None:
    path, copy, cache = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "cache"
    for place in (path, copy):
        place.write_text(LETTER.format(1), encoding="utf-8")
    (fresh,) = extract_files([path], cache=cache)
    (again,) = extract_files([copy], cache=cache)
    assert isinstance(fresh, Record) and isinstance(again, Record)
    assert again.file == str(copy)
    assert {**again.to_json(), "file": ""} == {**fresh.to_json(), "file": ""}
    kept = next(cache.rglob("*.json"))
    kept.write_text(kept.read_text(encoding="utf-8").replace('"reader":"text"', '"reader":"kept"'), encoding="utf-8")
    (third,) = extract_files([path], cache=cache)
    assert isinstance(third, Record) and third.reader == "kept"
    kept.write_text("{", encoding="utf-8")
    (mended,) = extract_files([path], cache=cache)
    assert isinstance(mended, Record) and mended.reader == "text"


def test_every_hostile_sample_has_an_answer(shared: Path) -> None:
    paths = sorted((shared / "samples/bad").iterdir())
    good = shared / "samples/docx/nq_tu.docx"
    begin = time.monotonic()
    got = list(extract_files([*paths, good], workers=2, timeout=30))
    assert time.monotonic() - begin < 120
    assert names(got) == [path.name for path in [*paths, good]]
    assert isinstance(got[-1], Record)
    failed = {Path(r.path).name: str(r) for r in got if isinstance(r, LoadError)}
    assert all("\n" not in words and "Error:" not in words for words in failed.values()), failed
    for name, words in {
        "zero.docx": "empty file", "truncated.docx": "not a whole zip", "encrypted.docx": "password",
        "encrypted_user.pdf": "password", "zipbomb_1GB_text.docx": "unpacks past", "xxe_file.docx": "DTD",
        "billion_laughs.docx": "DTD", "deep_table_1000.docx": "nested too deep", "truncated.pdf": "damaged",
        "really_xlsx.docx": "spreadsheet", "binary.txt": "not text", "form_loop.pdf": "hostile",
        "no_document_xml.docx": "no Word text", "broken_xml.docx": "no XML",
    }.items():  # fmt: skip
        assert words in failed[name]
    for name in ("strict_ooxml.docx", "really_docx.doc", "gridspan_50M.docx", "zipbomb_media_2GB.docx",
                 "encrypted_owner_only.pdf", "junk_before_header.pdf"):  # fmt: skip
        assert name not in failed
