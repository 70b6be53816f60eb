"""Documents named without a number, and words that only look like such names."""

from __future__ import annotations

import pytest

from .recognised import cited, quotes, recognise

NAMED = [
    # acts by name, with date, with year, in a list, in capitals
    ("Căn cứ Luật Đất đai ngày 18/01/2024;", ["Luật Đất đai ngày 18/01/2024"]),
    ("theo Luật Nhà ở năm 2023 và Bộ luật Lao động.", ["Luật Nhà ở năm 2023", "Bộ luật Lao động"]),
    ("vi phạm Luật Đất đai, Luật Đầu tư và Luật Doanh nghiệp", ["Luật Đất đai", "Luật Đầu tư", "Luật Doanh nghiệp"]),
    ("KẾ HOẠCH TRIỂN KHAI THI HÀNH LUẬT VIỆC LÀM", ["LUẬT VIỆC LÀM"]),
    # names that hold commas and "và"
    ("Căn cứ Luật Quản lý, sử dụng tài sản công;", ["Luật Quản lý, sử dụng tài sản công"]),
    ("Luật Khoa học, công nghệ và đổi mới sáng tạo quy định", ["Luật Khoa học, công nghệ và đổi mới sáng tạo"]),
    # an act that no table knows ends before a word that no name holds
    ("theo Luật Nghề vườn được Quốc hội thông qua", ["Luật Nghề vườn"]),
    (
        "Căn cứ Luật Nhà ở được Quốc hội khóa XV thông qua ngày 2/2/2020;",
        ["Luật Nhà ở được Quốc hội khóa XV thông qua ngày 2/2/2020"],
    ),
    ("Luật Soạn thảo văn bản quy phạm phát luật quy định", ["Luật Soạn thảo văn bản quy phạm phát luật"]),
    ("Căn cứ\nLuật Nghề vườn ngày 4/4/2001;", ["Luật Nghề vườn ngày 4/4/2001"]),
    ("Pháp lệnh Dân quân tự vệ có hiệu lực", ["Pháp lệnh Dân quân tự vệ"]),
    ("Luật Nghề vườn và bảo vệ giống quý ngày 4/4/2001;", ["Luật Nghề vườn và bảo vệ giống quý ngày 4/4/2001"]),
    ("Pháp lệnh khai thác và bảo vệ công trình thuỷ lợi", ["Pháp lệnh khai thác và bảo vệ công trình thuỷ lợi"]),
    ("theo Hiến pháp năm 2013", ["Hiến pháp năm 2013"]),
    ("để thi hành quy định của Hiến pháp; bảo đảm", ["Hiến pháp"]),
    # an act that amends acts: one mention, and one for each act in its name
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
        [
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
            "Luật Đất đai",
            "Luật Nhà ở",
        ],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20/11/2018;",
        ["Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20/11/2018"],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của luật kế toán, luật quản lý thuế ngày 29/11/2024;",  # in small letters
        [
            "Luật sửa đổi, bổ sung một số điều của luật kế toán, luật quản lý thuế ngày 29/11/2024",
            "luật kế toán",
            "luật quản lý thuế",
        ],
    ),
    (
        "Luật Sửa đổi, bổ sung một số điều của các Luật liên quan đến đầu tư xây dựng cơ bản ngày 19/6/2009",
        ["Luật Sửa đổi, bổ sung một số điều của các Luật liên quan đến đầu tư xây dựng cơ bản ngày 19/6/2009"],
    ),
    # numbers of the acts that are amended are not that of the act that amends
    (
        "ban hành Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15",
        [
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai",
            "Luật Đất đai số 31/2024/QH15",
            "Luật Nhà ở số 27/2023/QH15",
        ],
    ),
    # names with words that end others, and abbreviated ones
    ("Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13", ["Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13"]),
    (
        "Luật Quản lý và Đầu tư vốn Nhà nước tại doanh nghiệp số 68/2025/QH15",
        ["Luật Quản lý và Đầu tư vốn Nhà nước tại doanh nghiệp số 68/2025/QH15"],
    ),
    ("theo Luật BVMT, Luật NSNN năm 2015", ["Luật BVMT", "Luật NSNN năm 2015"]),
    ("Luật KH, CN&ĐMST có hiệu lực", ["Luật KH, CN&ĐMST"]),
    ("Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;", ["Luật Tổ chức HĐND và UBND ngày 26/11/2003"]),
    ("theo Luật Khoa học, Công nghệ năm 2013", ["Luật Khoa học, Công nghệ năm 2013"]),  # a comma for "và"
    (
        "Căn cứ Luật tổ chức Hội đồng nhândân và Ủy ban nhân dân ngày26/11/2003;",
        ["Luật tổ chức Hội đồng nhândân và Ủy ban nhân dân ngày26/11/2003"],  # blanks lost in a copy
    ),
    # an older law whose name begins like one of today
    ("Căn cứ Luật Doanh nghiệp nhà nước ngày 20/4/1995;", ["Luật Doanh nghiệp nhà nước ngày 20/4/1995"]),
    (
        "Căn cứ điều 16 của Luật tổ chức Hội đồng Bộ trưởng ngày 4/7/1981;",
        ["Luật tổ chức Hội đồng Bộ trưởng ngày 4/7/1981"],
    ),
    ("Luật Báo chí (sửa đổi) ngày 12/6/1999", ["Luật Báo chí (sửa đổi) ngày 12/6/1999"]),
    # charters
    ("Căn cứ Điều lệ Đảng;", ["Điều lệ Đảng"]),
    ("Điều lệ Công đoàn Việt Nam khóa XII quy định", ["Điều lệ Công đoàn Việt Nam khóa XII"]),
    # an ordinance that amends one
    (
        "khoản 1 Điều 1 của Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh cán bộ, công chức ngày 29/4/2003.",
        [
            "Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh cán bộ, công chức ngày 29/4/2003",
            "Pháp lệnh cán bộ, công chức",
        ],
    ),
    # by what rules a body works, as a basis
    (
        "- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XXII, nhiệm kỳ 2020 - 2025;",
        ["Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XXII, nhiệm kỳ 2020 - 2025"],
    ),
    (
        "Căn cứ Điều lệ Đảng và Quy chế làm việc của Ban Thường vụ Tỉnh ủy,",
        ["Điều lệ Đảng", "Quy chế làm việc của Ban Thường vụ Tỉnh ủy"],
    ),
    # congresses and plenums
    (
        "Căn cứ Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa X về nghề vườn;",
        ["Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa X"],
    ),
    ("Thực hiện Nghị quyết HĐND tỉnh Gia Lai về nghề vườn, trong bối cảnh mới", ["Nghị quyết HĐND tỉnh Gia Lai"]),
    ("THỰC HIỆN NGHỊ QUYẾT CỦA HĐND THÀNH PHỐ VỀ NGHỀ VƯỜN NĂM 2018", ["NGHỊ QUYẾT CỦA HĐND THÀNH PHỐ"]),
    (
        "Thực hiện Nghị quyết Đại hội đại biểu lần thứ XV Đảng bộ Thành phố và kế hoạch đã đề ra",
        ["Nghị quyết Đại hội đại biểu lần thứ XV Đảng bộ Thành phố"],
    ),
    ("theo quy định của Luật Di sản đối với các vườn", ["Luật Di sản"]),
    ("Kết luận Hội nghị Trung ương 4 khóa XIII nêu", ["Kết luận Hội nghị Trung ương 4 khóa XIII"]),
    ("Nghị quyết Trung ương 4 (khóa XI, XII) nêu", ["Nghị quyết Trung ương 4 (khóa XI, XII)"]),
    (
        "Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025",
        ["Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025"],
    ),
    ("Thực hiện Nghị quyết Đại hội XIII của Đảng.", ["Nghị quyết Đại hội XIII của Đảng"]),
    (
        "Nghị quyết đại hội đại biểu Đảng bộ tỉnh lần thứ XXII, nhiệm kỳ 2020-2025 đề ra",
        ["Nghị quyết đại hội đại biểu Đảng bộ tỉnh lần thứ XXII, nhiệm kỳ 2020-2025"],
    ),
    ("NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ XIII CỦA ĐẢNG", ["NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ XIII CỦA ĐẢNG"]),
    ("Nghị quyết Trung ương 4 khóa XII nêu rõ", ["Nghị quyết Trung ương 4 khóa XII"]),
    # told by issuer and subject, or by title and term
    ("Triển khai Nghị quyết của Tỉnh ủy về phát triển du lịch.", ["Nghị quyết của Tỉnh ủy"]),
    (
        "Thực hiện Đề án Phát triển cảng biển tỉnh giai đoạn 2021-2025.",
        ["Đề án Phát triển cảng biển tỉnh giai đoạn 2021-2025"],
    ),
]
NOT_NAMED = [
    "Luật sư tư vấn pháp luật về đất đai; kỷ luật Đảng; luật này",
    "các nghị quyết của Trung ương và các luật có liên quan",  # vague plurals
    "Tham mưu Nghị quyết của Hội đồng nhân dân tỉnh về hỗ trợ nhà ở",  # yet to be issued
    "Xây dựng Đề án Phát triển cảng biển tỉnh giai đoạn 2021-2025",
    "1. Tên Đề án: Đề án Phát triển cảng biển tỉnh giai đoạn 2021-2025",  # the paper's own
    "Nghị quyết này có hiệu lực; Quyết định của Thủ trưởng đơn vị",
    "sống và làm việc theo Hiến pháp và pháp luật",
    "trình dự thảo Luật Báo chí; khi chưa ban hành Luật Quy hoạch (sửa đổi)",
    "Ban hành Quy chế làm việc của Ban Chỉ đạo; Căn cứ Quy chế hoạt động của Quỹ ban hành kèm theo Quyết định này;",
    "Điều lệ này; Điều lệ tổ chức và hoạt động của Quỹ",
    "khoa học pháp lý, tuổi trẻ pháp luật, Luật gia",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_named(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_not_named(text: str) -> None:
    assert quotes(text) == []


def test_a_short_name_stands_for_its_document() -> None:
    text = (
        "Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09/02/2021 của Chính phủ (sau đây gọi là Nghị định 10).\n\n"
        "Mức chi theo Nghị định 10; Nghị định 100 không áp dụng."
    )
    _, found, targets, of_mention = recognise(text)
    assert [m.cls for m in found] == ["numbered", "named", "named"]
    assert {t.id for t in of_mention} == {targets[0].id}


def test_a_short_name_means_the_paper_of_its_type() -> None:
    text = (
        "Thực hiện Quy định số 24-QĐ/TW ngày 30/7/2021 về thi hành Điều lệ Đảng (sau đây gọi tắt là Quy định 24),"
        " Hướng dẫn số 1-HD/TW.\n\nTheo Quy định 24."
    )
    _, found, _, of_mention = recognise(text)
    named = [t.number for m, t in zip(found, of_mention, strict=True) if m.cls == "named"]
    assert named == [None, "24-QĐ/TW", "24-QĐ/TW"]


def test_an_abbreviated_act_is_the_act() -> None:
    assert len(recognise("Luật Bảo vệ môi trường năm 2020; theo Luật BVMT")[2]) == 1


def test_a_bare_type_word_is_no_short_name() -> None:
    assert len(cited("Kế hoạch số 1-KH/TU (gọi tắt là Kế hoạch). Kế hoạch được triển khai.")) == 1
