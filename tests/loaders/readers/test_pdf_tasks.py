"""A plan as offices print it: the table of tasks in its annex runs over two pages of a PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ....loaders.extraction.extract import extract
from ....loaders.readers.pdf import read_pdf
from ....loaders.record import Assignment
from ...conftest import need
from ...viz.conftest import chromium_path

PAGE = """<html lang=vi><meta charset=utf-8><style>
body {font-size: 14pt} table {border-collapse: collapse} td {border: 1px solid; padding: 6px}</style>
<p>ỦY BAN NHÂN DÂN TỈNH LẠC GIANG<p>Số: 7/KH-UBND<p>Lạc Giang, ngày 05 tháng 3 năm 2024
<p>KẾ HOẠCH<p>Về phát triển nghề dệt<p>Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:<p>1. Nhiệm vụ ở Phụ lục.
<p style="page-break-before: always">PHỤ LỤC<p>NHIỆM VỤ NĂM 2024<table>"""
ONE_HEAD = "TT|Nội dung nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành|Sản phẩm"
TWO_HEADS = (
    "<tr><td rowspan=2>TT<td rowspan=2>Nhiệm vụ<td colspan=2>Cơ quan thực hiện<td rowspan=2>Thời hạn"
    "<td rowspan=2>Sản phẩm<tr><td>Chủ trì<td>Phối hợp"
)
FAIR = "Giới thiệu hàng dệt tại hội chợ của các tỉnh trong vùng và của các nước láng giềng"
ROWS = [
    "1|Mở lớp dạy dệt thổ cẩm cho phụ nữ các xã vùng cao|Sở Công Thương|Sở Y tế; UBND các xã, phường|Quý II/2024|Lớp",
    *(
        f"{n}|{FAIR}|Sở Văn hóa, Thể thao và Du lịch|Các sở, ngành liên quan|Tháng {n % 12 + 1}/2024|Hội chợ"
        for n in range(2, 24)
    ),
]


def row(cells: str) -> str:
    return "<tr><td>" + "<td>".join(cells.split("|"))


@pytest.fixture(scope="module", params=[row(ONE_HEAD), TWO_HEADS], ids=["one head", "two heads"])
def tasks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Assignment]:
    program = chromium_path()
    need(program, "no Chromium prints a page")
    folder: Path = tmp_path_factory.mktemp("plan")
    parts = [row("A|<b>Đào tạo</b>"), row(ROWS[0]), row("B|<b>Thị trường</b>"), *map(row, ROWS[1:])]
    (folder / "plan.html").write_text(PAGE + request.param + "".join(parts), encoding="utf-8")
    printed = folder / "plan.pdf"
    subprocess.run(
        [str(program), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={printed}", (folder / "plan.html").as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    source = read_pdf(printed.read_bytes(), "plan.pdf")
    assert len(source.pages) >= 3
    return extract(source, "plan.pdf").assignments


def test_each_row_is_a_task(tasks: list[Assignment]) -> None:
    assert [a.where for a in tasks] == ["Phụ lục.A.1", *(f"Phụ lục.B.{n}" for n in range(2, 24))]
    assert tasks[1].task == " ".join(FAIR.split()[:12])


def test_columns_tell_roles_and_deadline(tasks: list[Assignment]) -> None:
    first, last = tasks[0], tasks[-1]
    assert [(b.name, b.role) for b in first.bodies] == [
        ("Sở Công Thương", "lead"),
        ("Sở Y tế", "coordinate"),
        ("UBND các xã", "coordinate"),
        ("UBND các phường", "coordinate"),
    ]
    assert [b.name for b in last.bodies] == ["Sở Văn hóa, Thể thao và Du lịch", "sở liên quan", "ngành liên quan"]
    assert (first.deadline, last.deadline) == ("Quý II/2024", "Tháng 12/2024")
