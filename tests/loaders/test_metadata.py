"""Facts told beside the files."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from pathlib import Path

import pytest

from ...errors import LoadError
from ...loaders.batch import extract_files
from ...loaders.cache import RecordCache
from ...loaders.metadata import Metadata, find_metadata
from ...loaders.readers.files import find_files
from ...loaders.record import Record

BARE = (
    "KẾ HOẠCH\nphát triển du lịch\n\n"
    "Thực hiện Nghị quyết số 05-NQ/TU của Tỉnh ủy, theo Công văn số 7/UBND-VX của UBND tỉnh.\n"
)
WHOLE = "TỈNH ỦY QUẢNG NAM\nSố 45-CTr/TU\nQuảng Nam, ngày 02 tháng 3 năm 2023\n\nCHƯƠNG TRÌNH\nphát triển đô thị\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def metadata_of(*paths: Path) -> Metadata:
    return find_metadata(paths, find_files(paths))


def records(*paths: Path) -> tuple[dict[str, Record], list[LoadError]]:
    files = find_files(paths)
    got = list(extract_files(files, workers=1, metadata=find_metadata(paths, files)))
    return {Path(r.file).name: r for r in got if isinstance(r, Record)}, [e for e in got if isinstance(e, LoadError)]


def test_what_the_text_leaves_open_is_filled(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__txt=BARE,
        metadata__csv="file,number,kind,issuer,issued,status,source,other\n"
        "a.txt,12/KH-UBND,Kế hoạch,UBND tỉnh Quảng Nam,5/3/2024,Dự thảo,https://example.org/1,x\n",
    )
    got, problems = records(tmp_path)
    own = got["a.txt"].document
    assert (own.number, own.issuer, own.province) == ("12/KH-UBND", "Ủy ban nhân dân tỉnh Quảng Nam", "Quảng Nam")
    assert (own.issued, own.kind, own.status, own.title) == ("2024-03-05", "KH", "draft", "phát triển du lịch")
    assert [t.issuer for t in got["a.txt"].targets] == ["Tỉnh ủy Quảng Nam", "Ủy ban nhân dân tỉnh Quảng Nam"]
    told = got["a.txt"].told
    assert told["source"] == "https://example.org/1" and {"number", "issuer", "issued", "status"} <= set(told)
    assert got["a.txt"].warnings == [] and problems == []


def test_the_print_wins_and_the_contradiction_is_said(tmp_path: Path) -> None:
    write(tmp_path, a__txt=WHOLE, metadata__csv="file,number,issued,title,issuer\n"
          "a.txt,45-CTr/TU,2022-03-02,về phát triển đô thị,TỈNH UỶ QUẢNG NAM\n")  # fmt: skip
    got, _ = records(tmp_path)
    assert got["a.txt"].document.issued == "2023-03-02" and got["a.txt"].told == {}
    assert got["a.txt"].warnings == [
        "metadata.csv tells the issued '2022-03-02', the document prints '2023-03-02': as printed"
    ]


def test_the_nearest_row_counts_and_paths_are_read_in_any_spelling(tmp_path: Path) -> None:
    name = "kế hoạch.txt"
    write(tmp_path, **{"b/c/" + name: BARE, "b/d.txt": BARE})
    rows = [
        {"file": "b\\c\\" + unicodedata.normalize("NFD", name), "signer": "Xa"},
        {"file": "./b/d.txt", "signer": "Y\ud800", "title": 3},
    ]
    write(tmp_path, metadata__jsonl="\n".join(map(json.dumps, rows)))
    (tmp_path / "b" / "metadata.csv").write_bytes("file_name;signer\r\nc/kế hoạch.txt;Gần\r\n".encode("utf-8-sig"))
    for roots in ([tmp_path], [tmp_path / "b"]):
        found = metadata_of(*roots)
        assert found.problems == []
        told = {path.name: row.facts["signer"] for path, row in found.told.items()}
        assert told == ({name: "Gần", "d.txt": "Y?"} if roots == [tmp_path] else {name: "Gần"})
    alone = metadata_of(tmp_path / "b" / "c" / name)
    assert alone.told == {}  # a file that is named: its own folder only
    (tmp_path / "b" / "c" / name).rename(tmp_path / "b" / "c" / unicodedata.normalize("NFD", name))
    assert metadata_of(tmp_path).problems == []


def test_inside_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/b.txt", BARE)
        archive.writestr("x/metadata.csv", "file,signer\nb.txt,Nguyễn Văn A\nc.txt,B\n")
    for root in (tmp_path, tmp_path / "a.zip"):
        got, problems = records(root)
        assert got["b.txt"].document.signer == "Nguyễn Văn A"
        assert [str(e) for e in problems] == [
            f"{tmp_path}/a.zip/x/metadata.csv: names c.txt, which is not there (its other rows were used)"
        ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("metadata.csv", b"name,title\na.txt,x\n", "no column 'file'"),
        ("metadata.csv", b"", "no column 'file'"),
        ("metadata.csv", b"file,title\na.txt,\xff\n", "not UTF-8"),
        ("metadata.csv", b"file,title\na.txt," + b"x" * 200_000, "no CSV"),
        ("metadata.jsonl", b'{"file": "a.txt"\n', "line 1 is no JSON object"),
        ("metadata.jsonl", b"[" * 100_000, "line 1 is no JSON object"),
        ("metadata.jsonl", b'\n["a.txt"]', "line 2 is no JSON object"),
        (
            "metadata.csv",
            b"file,issued,kind\na.txt,32/1/2024,Tho\n",
            "'Tho' is no kind; line 2: '32/1/2024' is no issued",
        ),
        ("metadata.csv", b"file,title\na.txt,x\n./a.txt,y\n,z\n", "line 3 names a.txt again; line 4 names no file"),
        ("metadata.jsonl", b'{"file": 3}', "line 1 names no file"),
        ("metadata.csv", b"file,title\n../../etc/" + b"x" * 5000 + b",x\n", "which is not there"),
    ],
)
def test_wrong_metadata_is_said_and_loses_no_document(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    write(tmp_path, a__txt=BARE)
    (tmp_path / name).write_bytes(content)
    got, problems = records(tmp_path)
    assert set(got) == {"a.txt"} and len(problems) == 1
    assert reason in str(problems[0]) and "\n" not in str(problems[0])


def test_the_cache_knows_what_was_told(tmp_path: Path) -> None:
    write(tmp_path, a__txt=BARE)
    for signer in ("A", "B"):
        write(tmp_path, metadata__csv=f"file,signer\na.txt,{signer}\n")
        files = find_files([tmp_path])
        (got,) = extract_files(files, cache=RecordCache(tmp_path / "cache"), metadata=find_metadata([tmp_path], files))
        assert isinstance(got, Record) and got.document.signer == signer
