"""Which files are read, and as what."""

from __future__ import annotations

import io
import zipfile
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path

import pytest

from ....errors import LoadError
from ....loaders.readers.files import find_files, kind_of, read_bytes, read_file
from ...conftest import need
from .making import docx, p, pdf


def touch(folder: Path, *names: str, content: bytes = b"Nghi quyet") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_folders_are_searched_to_the_bottom_and_noise_is_left_out(tmp_path: Path) -> None:
    wanted = ["a.txt", "b/c.docx", "b/d/e.PDF", "f.md"]
    noise = [".git/x.txt", ".hidden.md", "~$c.docx", "b/photo.jpg", "README.md", "table.xlsx", "code.py"]
    touch(tmp_path, *wanted, *noise)
    assert [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])] == [
        "a.txt",
        "f.md",
        "b/c.docx",
        "b/d/e.PDF",
    ]


def test_documents_with_strange_endings_are_found_by_content(tmp_path: Path) -> None:
    touch(tmp_path, "So 29-NQ.TW", content=pdf([(72, 72, 12, "x")]))
    touch(tmp_path, "So 30-NQ.TW", content=b"\0\1\2")
    assert [path.name for path in find_files([tmp_path])] == ["So 29-NQ.TW"]


def test_each_file_comes_once_and_named_files_are_always_taken(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "strange.bin")
    got = find_files([tmp_path / "a.txt", tmp_path, tmp_path / "strange.bin"])
    assert [path.name for path in got] == ["a.txt", "strange.bin"]


@pytest.mark.parametrize(
    ("path", "reason"), [("missing", "no such file or folder"), (".", "no documents in this folder")]
)
def test_nothing_found_is_said(tmp_path: Path, path: str, reason: str) -> None:
    touch(tmp_path, "photo.jpg")
    with pytest.raises(LoadError, match=reason):
        find_files([tmp_path / path])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(p("a")), "docx"),
        (b"junk\n" + pdf([(72, 72, 12, "x")]), "pdf"),
        (b"{\\rtf1 a}", "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>a", "html"),
        ("\ufeff<html><p>a".encode("utf-16-le"), "html"),
        ("Nghị quyết <html>".encode(), "html"),
        ("Nghị quyết".encode(), "text"),
        (b"PK\0 is how this text begins", "zip"),
    ],
)
def test_content_tells_the_kind(data: bytes, kind: str) -> None:
    if kind == "zip":
        with pytest.raises(LoadError, match="zip"):
            kind_of(data, "a.txt")
    else:
        assert kind_of(data, "a") == kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t ", "holds no text"),
        ("a.docx", b"\x7fELF\2\1\1", "program"),
        ("a.txt", b"\x1f\x8b\x08\0\0", "gzip archive"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.txt", bytes(range(256)) * 20, "not text"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "spreadsheet"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "damaged"),
        ("a.pdf", b"%PDF-1.7\n", "damaged"),
        ("a.docx", b"PK\3\4", "not a whole zip"),
    ],
)
def test_what_is_no_document_is_named(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value) and str(caught.value).startswith(f"{name}: ")


def test_a_wrong_ending_is_only_a_warning(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", content=docx(p("Nghị quyết")))
    source = read_file(tmp_path / "a.pdf")
    assert (source.text, source.reader, source.warnings) == ("Nghị quyết\n", "docx", ["is named .pdf but is docx"])


def test_a_folder_or_a_missing_file_is_no_traceback(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(LoadError):
            read_file(path)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_archives_are_folders(tmp_path: Path) -> None:
    inner = zipped(**{"kế hoạch.docx": docx(p("Kế hoạch")), "x.jpg": b"x"})
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped(**{"b/c.txt": "Nghị quyết".encode(), "d.zip": inner, "../e.txt": b"x", "__MACOSX/f.txt": b"x"})
    )
    files = find_files([tmp_path])
    assert files == [path / "b/c.txt", path / "d.zip/kế hoạch.docx"] == find_files([path])
    assert [read_file(file).text for file in files] == ["Nghị quyết", "Kế hoạch\n"]
    assert find_files([path / "b/c.txt"]) == [path / "b/c.txt"]
    with pytest.raises(LoadError, match="no such file in the archive"):
        read_file(path / "b/missing.txt")


def test_archives_are_bounded(tmp_path: Path) -> None:
    deep = docx(p("x"))
    for _ in range(5):
        deep = zipped(**{"a.zip": deep})
    bomb = zipped(**{"a.txt": bytes(30_000_000)})
    for name, content in {"deep.zip": deep, "bomb.zip": bomb, "cut.zip": bomb[:-30]}.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError, match="3 deep"):
        find_files([tmp_path / "deep.zip"])
    with pytest.raises(LoadError, match="zip bomb"):
        read_file(tmp_path / "bomb.zip/a.txt")
    for path in find_files([tmp_path]):
        with pytest.raises(LoadError):
            read_file(path)


def test_a_path_that_means_nothing_loses_no_other(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "empty/photo.jpg")
    paths = [tmp_path / "missing", tmp_path / "a.txt", tmp_path / "empty"]
    assert find_files(paths) == paths
    for path, reason in ((paths[0], "no such file"), (paths[2], "no documents in this folder")):
        with pytest.raises(LoadError, match=reason):
            read_file(path)


@pytest.mark.parametrize("name", ["aes256_user.pdf", "rc4_user.pdf", "owner_only.pdf", "docx", "doc"])
def test_protected_files_open_with_the_password_given(shared: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    need(find_spec("msoffcrypto"), "the extra 'password' is not installed")
    path = shared / "samples/bad" / f"encrypted{'_' if 'pdf' in name else '.'}{name}"
    kind = name.rpartition(".")[2]
    with nullcontext() if "owner" in name else pytest.raises(LoadError, match=r"protected .* POLICYGRAPH_PASSWORD"):
        read_file(path)
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", "matkhau")
    assert read_file(path).text == read_file(shared / f"samples/{kind}/nq_tu.{kind}").text
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", "another")
    with nullcontext() if "owner" in name else pytest.raises(LoadError, match="does not open it"):
        read_file(path)
