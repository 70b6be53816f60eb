"""Records kept from build to build: found while nothing they depend on changed, harmless whatever happens to them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ...loaders import cache as caching
from ...loaders.batch import extract_files
from ...loaders.cache import RecordCache
from ...loaders.record import Record

LETTER = "ỦY BAN NHÂN DÂN TỈNH X\nSố: {}/KH-UBND\n\nThực hiện Nghị quyết số 05-NQ/TU.\n"


def letter(path: Path, number: int) -> Path:
    path.write_text(LETTER.format(number), encoding="utf-8")
    return path


def read(folder: Path, *paths: Path, ocr: bool = False) -> tuple[list[Record], int]:
    """The records and how many of them were known."""
    cache = RecordCache(folder, ocr=ocr)
    records = [r for r in extract_files(paths, workers=1, cache=cache, ocr=ocr) if isinstance(r, Record)]
    return records, cache.hits


def test_only_new_and_changed_files_are_read(tmp_path: Path) -> None:
    a, b = letter(tmp_path / "a.txt", 1), letter(tmp_path / "b.txt", 2)
    fresh, hits = read(tmp_path / "c", a, b)
    assert hits == 0
    assert read(tmp_path / "c", a, b) == (fresh, 2)
    assert read(tmp_path / "c", a, b, letter(tmp_path / "new.txt", 3))[1] == 2
    assert read(tmp_path / "c", letter(a, 4), b)[1] == 1
    (moved,), hits = read(tmp_path / "c", letter(tmp_path / "moved.txt", 2))
    assert hits == 1 and moved.file == str(tmp_path / "moved.txt")
    assert {**moved.to_json(), "file": ""} == {**fresh[1].to_json(), "file": ""}


@pytest.mark.parametrize("what", ["rules", "libraries", "options", "ending"])
def test_whatever_a_record_depends_on_is_part_of_its_name(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letter(tmp_path / "a.txt", 1)
    read(tmp_path / "c", path)
    if what == "ending":
        path = path.rename(tmp_path / "a.html")
    elif what != "options":
        monkeypatch.setattr(caching, f"_{what}", lambda: "changed")
    assert read(tmp_path / "c", path, ocr=what == "options")[1] == 0


def test_the_rules_change_with_every_module_and_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("loaders/a.py", "loaders/extraction/b.py", "data/c.csv", "graph/d.py", "vietnamese.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(caching, "__file__", str(tmp_path / "loaders" / "cache.py"))
    states = {caching._rules.__wrapped__()}
    for count, file in enumerate(sorted(tmp_path.rglob("*.*")), 2):
        file.write_text("changed")
        states.add(caching._rules.__wrapped__())
        assert len(states) == count, file


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 50, "cut"])
def test_a_damaged_record_is_read_again(damage: bytes | str, tmp_path: Path) -> None:
    path = letter(tmp_path / "a.txt", 1)
    fresh, _ = read(tmp_path / "c", path)
    (kept,) = (p for p in (tmp_path / "c").rglob("*") if p.is_file())
    kept.write_bytes(kept.read_bytes()[:-5] if isinstance(damage, str) else damage)
    assert read(tmp_path / "c", path) == (fresh, 0)
    assert read(tmp_path / "c", path) == (fresh, 1)


def test_a_folder_that_cannot_be_written_to_only_does_not_help(tmp_path: Path) -> None:
    path = letter(tmp_path / "a.txt", 1)
    (tmp_path / "c").write_text("a file, not a folder")
    for _ in range(2):
        records, hits = read(tmp_path / "c", path)
        assert len(records) == 1 and hits == 0


def test_what_is_asked_for_least_is_dropped_first(tmp_path: Path) -> None:
    paths = [letter(tmp_path / f"{n}.txt", n) for n in range(4)]
    read(tmp_path / "c", *paths)
    kept = {p for p in (tmp_path / "c").rglob("*") if p.is_file()}
    for path in kept:
        os.utime(path, (time.time() - 100, time.time() - 100))
    read(tmp_path / "c", *paths[:2])
    cache = RecordCache(tmp_path / "c")
    list(extract_files([letter(tmp_path / "new.txt", 9)], cache=cache))
    size = max(p.stat().st_size for p in kept)
    cache.prune(most=3 * size)
    assert read(tmp_path / "c", *paths[:2], tmp_path / "new.txt")[1] == 3
    assert read(tmp_path / "c", *paths[2:])[1] == 0
    for path in kept:
        if path.exists():
            os.utime(path, (0, 0))
    list(extract_files([letter(tmp_path / "newer.txt", 10)], cache=cache))
    cache.prune()
    assert read(tmp_path / "c", *paths[:2])[1] == 0
