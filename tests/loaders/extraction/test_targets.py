"""Which citations of one text mean one document."""

from __future__ import annotations

import pytest

from ....graph.identity import Jurisdiction, expand_issuer, level_of
from ....loaders.extraction.mentions import numbered
from ....loaders.extraction.reading import read
from ....loaders.extraction.targets import assign
from .recognised import recognise

ONE_OR_TWO = [
    # a repetition without date or issuer
    ("Nghị quyết số 5-NQ/TU ngày 02/3/2021 của Tỉnh ủy. Theo Nghị quyết số 5-NQ/TU", 1),
    # the same number with two dates
    ("Nghị quyết số 26-NQ/TW ngày 19/5/2018 và Nghị quyết số 26-NQ/TW ngày 03/11/2022", 2),
    # damage does not part it
    ("Kết luận số 15-KL/TW và Kết luận số 15 –KL/TW", 1),
    ("Thông tư số 2/2024/TT-BYT của Bộ Y tế - Bộ Nội vụ; Thông tư số 2/2024/TT-BYT của Bộ Y tế- Bộ Nội vụ", 1),
    # who signs does not
    ("Thông tư số 2/2024/TT-BYT của Bộ trưởng Bộ Y tế; Thông tư số 2/2024/TT-BYT của Bộ Y tế", 1),
    # an act by its number and by its name
    ("Luật Đấu thầu số 22/2023/QH15; quy định chi tiết Luật Đấu thầu", 1),
    ("Theo Luật Đấu thầu; căn cứ Luật đấu thầu số 22/2023/QH15", 1),
    # a congress and a plenum
    ("Nghị quyết Đại hội XIII của Đảng; Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", 1),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI; Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI", 1),
    ("Nghị quyết Trung ương 5 khóa XII; Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa XII", 1),
    ("Nghị quyết Trung ương 5 khóa XII và Nghị quyết Trung ương 6 khóa XII", 2),
    ("Quốc hội đã thông qua Luật Thủ đô (Luật số 39/2024/QH15). Tổ chức thi hành Luật Thủ đô", 1),
    # two acts of one name
    ("Luật Đất đai năm 2013 và Luật Đất đai năm 2024", 2),
    ("Luật Đất đai ngày 18/01/2024 và Luật Đất đai năm 2013", 2),
    ("Luật Đất đai số 31/2024/QH15 và Luật Đất đai năm 2024", 1),
    ("Bộ luật Hàng hải ngày 14/6/2005 và Bộ luật Hàng hải ngày 25/11/2015", 2),
    # an act is not amended by an older one, in whichever order they are named
    ("Luật Đấu thầu số 22/2023/QH15; Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu số 38/2009/QH12", 3),
    ("Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu số 38/2009/QH12; Luật Đấu thầu số 22/2023/QH15", 3),
    ("Luật Đấu thầu số 22/2023/QH15; Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu số 90/2025/QH15", 2),
    ("Luật Đấu thầu năm 2023; Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu năm 2009", 3),
    # one number of two provinces
    ("Quyết định số 9/2019/QĐ-UBND của UBND tỉnh Hà Nam và Quyết định số 9/2019/QĐ-UBND của UBND tỉnh Nam Định", 2),
]


@pytest.mark.parametrize(("text", "count"), ONE_OR_TWO)
def test_sharing(text: str, count: int) -> None:
    assert len(recognise(text)[2]) == count


def test_running_text_is_preferred_to_capitals() -> None:
    (target,) = recognise(
        "CHỈ THỊ SỐ 19/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ\n\nChỉ thị số 19/CT-TTg của Thủ tướng Chính phủ"
    )[2]
    assert (target.number, target.issuer) == ("19/CT-TTg", "Thủ tướng Chính phủ")


def test_a_letter_that_prints_no_type_stays_a_letter() -> None:
    assert recognise("Công văn số 2928/LĐTBXH-BVCS ngày 12/8/2014")[2][0].kind == "CV"


def test_later_mentions_complete_a_target() -> None:
    text = (
        "Theo Luật Giá. Căn cứ Luật Giá số 16/2023/QH15 ngày 19/6/2023 của Quốc hội quy định giá và"
        " Quyết định số 5/QĐ-UBND. Quyết định số 5/QĐ-UBND ngày 01/02/2024 của UBND tỉnh về việc phê duyệt dự án; "
    )
    act, decision = recognise(text)[2]
    assert (act.number, act.name, act.issued, act.kind) == ("16/2023/QH15", "Luật Giá", "2023-06-19", "Luật")
    assert (decision.issued, decision.title) == ("2024-02-01", "về việc phê duyệt dự án")


def test_kinds_and_levels() -> None:
    targets = recognise("Văn bản số 44/UBND-VX; Luật số 22/2023/QH15; Quy định số 37-QĐ/TW; số 12-KL/TU; Luật Giá")[2]
    assert [t.kind for t in targets] == ["CV", "Luật", "QĐi", "KL", "Luật"]
    assert [t.level for t in targets][1:] == ["national-state", "central-party", "province-party", "national-state"]


def test_the_province_of_the_issuer_inside_another_title() -> None:
    text = (
        "a) Quyết định số 6/2020/QĐ-UBND ngày 13/02/2020 của Ủy ban nhân dân tỉnh Kon Tum;\n\n"
        "b) Quyết định số 42/2020/QĐ-UBND ngày 21/12/2020 của Ủy ban nhân dân tỉnh Kon Tum sửa đổi"
        " Quyết định số 6/2020/QĐ-UBND ngày 13/02/2020 của Ủy ban nhân dân tỉnh."
    )
    reading = read(text)
    here = Jurisdiction()
    targets, _ = assign(
        reading, numbered(reading), lambda words: expand_issuer(words, here) + (" Quảng Ngãi" * words.endswith("tỉnh")),
        level_of,
    )  # fmt: skip
    assert [t.number for t in targets] == ["6/2020/QĐ-UBND", "42/2020/QĐ-UBND"]
