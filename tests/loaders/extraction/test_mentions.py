"""Where a numbered citation begins and ends, its date and its issuer."""

from __future__ import annotations

import pytest

from .recognised import cited, quotes

QUOTES = [
    # number, date and issuer in every order, up to the title
    (
        "Thực hiện Nghị quyết số 5-NQ/TU ngày 02/3/2021 của Tỉnh ủy về cảng biển.",
        ["Nghị quyết số 5-NQ/TU ngày 02/3/2021 của Tỉnh ủy"],
    ),
    (
        "Nghị quyết số 5-NQ/TU của Tỉnh ủy, ngày 02 tháng 3\nnăm 2021 quy định mức hỗ trợ",
        ["Nghị quyết số 5-NQ/TU của Tỉnh ủy, ngày 02 tháng 3 năm 2021"],
    ),
    ("Kết luận số 33-KL/TW (ngày 09/6/2014) thực hiện", ["Kết luận số 33-KL/TW (ngày 09/6/2014)"]),
    # a committee of a congress, a term
    (
        "Nghị quyết số 33-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XI về văn hóa",
        ["Nghị quyết số 33-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XI"],
    ),
    # commas and "và" inside a body's name; who signs for it
    (
        "Thông tư số 10/2025/TT-BVHTTDL của Bộ trưởng Bộ Văn hoá, Thể thao và Du lịch hướng dẫn",
        ["Thông tư số 10/2025/TT-BVHTTDL của Bộ trưởng Bộ Văn hoá, Thể thao và Du lịch"],
    ),
    (
        "Thông tư số 3/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn",
        ["Thông tư số 3/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"],
    ),
    # the Party's centre by its letters, a type glued to the word before
    (
        "triển khai Kết luận số 6-KL/TW của Ban Bí thư TW Đảng (khoá IX) về",
        ["Kết luận số 6-KL/TW của Ban Bí thư TW Đảng (khoá IX)"],
    ),
    ("THỰC HIỆNNGHỊ QUYẾT SỐ 14-NQ/TW VỀ", ["NGHỊ QUYẾT SỐ 14-NQ/TW"]),
    # two bodies of a joint programme, a date alone, a type by its letters
    (
        "Chương trình số 9-CTr/BCA-MTTQ giữa Bộ Công an và Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam.",
        ["Chương trình số 9-CTr/BCA-MTTQ giữa Bộ Công an và Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"],
    ),
    ("Quyết định số 942/QĐ-TTg (15/6/2021).", ["Quyết định số 942/QĐ-TTg (15/6/2021)"]),
    ("NĐ 01/2017/NĐ-CP và NĐ số 148/2020/NĐ-CP", ["NĐ 01/2017/NĐ-CP", "NĐ số 148/2020/NĐ-CP"]),
    (
        "Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP của liên Bộ Tài nguyên và Môi trường, Bộ Tư pháp quy định",
        ["Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP của liên Bộ Tài nguyên và Môi trường, Bộ Tư pháp"],
    ),
    # a misprinted day
    (
        "theo Chỉ thị số 31/CT-TTg ngày 21/21/2023 của Thủ tướng Chính phủ trên địa bàn",
        ["Chỉ thị số 31/CT-TTg ngày 21/21/2023 của Thủ tướng Chính phủ"],
    ),
    (
        "Công văn số 14/2025/CV-TH ngày 1/2/2025 của CÔNG TY CỔ PHẦN BIA HẢI CHÂU – BẾN ĐÁ vướng mắc",
        ["Công văn số 14/2025/CV-TH ngày 1/2/2025 của CÔNG TY CỔ PHẦN BIA HẢI CHÂU – BẾN ĐÁ"],
    ),
    # joint papers name all their issuers; what follows a comma else begins the clause
    (
        "Thông tư liên tịch số 1/2020/TTLT-BTC-BNV ngày 5/5/2020 của Bộ Tài chính và Bộ Nội vụ quy định",
        ["Thông tư liên tịch số 1/2020/TTLT-BTC-BNV ngày 5/5/2020 của Bộ Tài chính và Bộ Nội vụ"],
    ),
    (
        "Chương trình phối hợp số 9/CTr-BCA-MTTQ Việt Nam ngày 1/1/2020 giữa Bộ Công an và Hội Nông dân Việt Nam về",
        ["Chương trình phối hợp số 9/CTr-BCA-MTTQ Việt Nam ngày 1/1/2020 giữa Bộ Công an và Hội Nông dân Việt Nam"],
    ),
    (
        "Quy chế số 1-QC/TW ngày 16/3/2021 của Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư khóa XIII;",
        ["Quy chế số 1-QC/TW ngày 16/3/2021 của Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư khóa XIII"],
    ),
    (
        "Thực hiện Kết luận số 21-KL/TW của Bộ Chính trị, Ban Thường vụ Tỉnh ủy ban hành kế hoạch",
        ["Kết luận số 21-KL/TW của Bộ Chính trị"],
    ),
    (
        "Kết luận số 100-KL/ĐU ngày 17/11/2025 của Đảng ủy UBND tỉnh về nội dung",
        ["Kết luận số 100-KL/ĐU ngày 17/11/2025 của Đảng ủy UBND tỉnh"],
    ),
    (
        "Nghị quyết số 5-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa XIII) về văn hóa",
        ["Nghị quyết số 5-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa XIII)"],
    ),
    # a body's name ends with its province
    (
        "công văn số 636/CT-TH ngày 25/4/2014 của Cục thuế tỉnh Đắk Nông hỏi về hóa đơn",
        ["công văn số 636/CT-TH ngày 25/4/2014 của Cục thuế tỉnh Đắk Nông"],
    ),
    # words between type and number
    ("Văn bản giải trình số 6260/UBND-ĐT", ["Văn bản giải trình số 6260/UBND-ĐT"]),
    ("Kết luận liên ngành tư pháp Trung ương số 23/KL-LNTP", ["Kết luận liên ngành tư pháp Trung ương số 23/KL-LNTP"]),
    # the issuer between type and number
    (
        "Nghị quyết của Bộ Chính trị số 57-NQ/TW ngày 22/12/2024 về đột phá",
        ["Nghị quyết của Bộ Chính trị số 57-NQ/TW ngày 22/12/2024"],
    ),
    # a list that does not repeat the type
    (
        "Quyết định số 17-QĐ/TW và số 18-QĐ/TW, ngày 12/12/2013 của Bộ Chính trị",
        ["Quyết định số 17-QĐ/TW", "số 18-QĐ/TW, ngày 12/12/2013 của Bộ Chính trị"],
    ),
    # an act's name belongs to its quote, also that of an act that amends
    ("Căn cứ Luật Quản lý thuế số 38/2019/QH14;", ["Luật Quản lý thuế số 38/2019/QH14"]),
    (
        "theo Luật Đầu tư, Luật Doanh nghiệp số 59/2020/QH14 và Luật số 3/2022/QH15",
        ["Luật Đầu tư", "Luật Doanh nghiệp số 59/2020/QH14", "Luật số 3/2022/QH15"],
    ),
    (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Giá số 87/2025/QH15;",
        ["Luật sửa đổi, bổ sung một số điều của Luật Giá số 87/2025/QH15", "Luật Giá"],
    ),
    # letters of who drafted it, a date that the issuer is glued to, a body of one word
    ("- Thông tư số 12-PC ngày 21-6-1965của Bộ quy định biện pháp", ["Thông tư số 12-PC ngày 21-6-1965của Bộ"]),
    # what scans make of "ngày" and "của"
    (
        "Nghị quyết số 18-NQ/TW, ngảy 25/10/2017 cùa Bộ Chính trị về tổ chức",
        ["Nghị quyết số 18-NQ/TW, ngảy 25/10/2017 cùa Bộ Chính trị"],
    ),
    (
        "Báo cáo thẩm tra số 7/BC-HĐND ngày 2/3/2025 của Ban Dân tộc của Hội đồng nhân dân tỉnh; ý kiến thảo luận",
        ["Báo cáo thẩm tra số 7/BC-HĐND ngày 2/3/2025 của Ban Dân tộc của Hội đồng nhân dân tỉnh"],
    ),
    (
        "theo Chỉ thị số 14/CT-UBND ngày 22/9/2016 của Ủy ban nhân dân (UBND) tỉnh, đạt được kết quả",
        ["Chỉ thị số 14/CT-UBND ngày 22/9/2016 của Ủy ban nhân dân (UBND) tỉnh"],
    ),
    (
        "Nghị quyết số 17/2024/QH15 ngày 3 tháng 2 năm 2024 của Quốc hội khóa 15 về nghề vườn",
        ["Nghị quyết số 17/2024/QH15 ngày 3 tháng 2 năm 2024 của Quốc hội khóa 15"],
    ),
    (
        "Nghị quyết 29-NQ/TW ngày 4-11-2013 của Ban Chấp hành Trung ương Đảng lần thứ 8 (khóa XI) về đổi mới",
        ["Nghị quyết 29-NQ/TW ngày 4-11-2013 của Ban Chấp hành Trung ương Đảng lần thứ 8 (khóa XI)"],
    ),
    # a missing "của", a day that is not filled in
    (
        "Căn cứ Nghị định số 13/2025/NĐ-CP ngày 03 tháng 6 năm 2025 Chính phủ quy định chi tiết",
        ["Nghị định số 13/2025/NĐ-CP ngày 03 tháng 6 năm 2025 Chính phủ"],
    ),
    (
        "Thực hiện Quyết định số 13/QĐ-TTg ngày 03/6/2025 Ủy ban nhân dân tỉnh ban hành kế hoạch",
        ["Quyết định số 13/QĐ-TTg ngày 03/6/2025"],
    ),
    (
        "Thông tư số 24/2024/TT-BYT ngày tháng năm 2024 của Bộ trưởng Bộ Y tế về việc ban hành",
        ["Thông tư số 24/2024/TT-BYT ngày tháng năm 2024 của Bộ trưởng Bộ Y tế"],
    ),
    # in capitals: who signed, the term
    (
        "BÃI BỎ THÔNG TƯ SỐ 37/2015/TT-BCT NGÀY 3 THÁNG 10 NĂM 2015 CỦA BỘ TRƯỞNG BỘ CÔNG THƯƠNG QUY ĐỊNH VỀ GIÁ",
        ["THÔNG TƯ SỐ 37/2015/TT-BCT NGÀY 3 THÁNG 10 NĂM 2015 CỦA BỘ TRƯỞNG BỘ CÔNG THƯƠNG"],
    ),
    (
        "THỰC HIỆN NGHỊ QUYẾT SỐ 5-NQ/TW CỦA BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG (KHÓA XI) VỀ VĂN HÓA",
        ["NGHỊ QUYẾT SỐ 5-NQ/TW CỦA BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG (KHÓA XI)"],
    ),
    (
        "THỰC HIỆN NGHỊ QUYẾT SỐ 53-NQ/TW CỦA BỘ CHÍNH TRỊ KHÓA IX ĐẨY MẠNH PHÁT TRIỂN",
        ["NGHỊ QUYẾT SỐ 53-NQ/TW CỦA BỘ CHÍNH TRỊ KHÓA IX"],
    ),
    # ministries of old, and two that issue a joint circular
    (
        "Thông tư liên bộ số 21/1997/TTLB-BVHTT-TCTDTT ngày 2.4.1997 của Bộ Văn hóa - Thông tin, Tổng cục Thể dục"
        " thể thao về việc phối hợp",
        [
            "Thông tư liên bộ số 21/1997/TTLB-BVHTT-TCTDTT ngày 2.4.1997 của Bộ Văn hóa - Thông tin, Tổng cục Thể dục"
            " thể thao"
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotes(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


FACTS = [
    # date and issuer printed once for two
    (
        "Quyết định số 17-QĐ/TW và số 18-QĐ/TW, ngày 12/12/2013 của Bộ Chính trị",
        [("17-QĐ/TW", "2013-12-12", "Bộ Chính trị"), ("18-QĐ/TW", "2013-12-12", "Bộ Chính trị")],
    ),
    # but a date that the number itself denies is not shared
    (
        "Nghị định số 37/2019/NĐ-CP và số 22/2025/NĐ-CP ngày 11/02/2025 của Chính phủ",
        [("37/2019/NĐ-CP", None, "Chính phủ"), ("22/2025/NĐ-CP", "2025-02-11", "Chính phủ")],
    ),
    # nor with a number that has its own, nor between papers of the centre
    (
        "Chỉ thị số 40-CT/TW ngày 22/11/2014. Chỉ thị số 40-CT/TW và số 41-CT/TW ngày 01/02/2015",
        [("40-CT/TW", "2014-11-22", None), ("40-CT/TW", None, None), ("41-CT/TW", "2015-02-01", None)],
    ),
    (
        "Chỉ thị số 40-CT/TW và Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Bộ Chính trị",
        [("40-CT/TW", None, None), ("20-NQ/TW", "2022-06-16", "Bộ Chính trị")],
    ),
    # nor anything between different bodies
    (
        "Nghị quyết số 57-NQ/TW và Nghị quyết số 3/NQ-CP ngày 09/01/2025 của Chính phủ",
        [("57-NQ/TW", None, None), ("3/NQ-CP", "2025-01-09", "Chính phủ")],
    ),
    # a title in capitals begins behind the issuer, a place in capitals does not end it
    (
        "KẾ HOẠCH SỐ 7-KH/TU NGÀY 6/6/2023 CỦA TỈNH ỦY VỀ THỰC HIỆN NGHỊ QUYẾT SỐ 9-NQ/TW",
        [("7-KH/TU", "2023-06-06", "TỈNH ỦY"), ("9-NQ/TW", None, None)],
    ),
    (
        "QUYẾT ĐỊNH SỐ 7/QĐ-UBND CỦA UBND THỊ XÃ TỪ SƠN VỀ NGHỀ VƯỜN",
        [("7/QĐ-UBND", None, "UBND THỊ XÃ TỪ SƠN")],
    ),
    (
        "QUYẾT ĐỊNH SỐ 7/QĐ-UBND CỦA UBND TỈNH BÀ RỊA - VŨNG TÀU VỀ NGHỀ VƯỜN",
        [("7/QĐ-UBND", None, "UBND TỈNH BÀ RỊA - VŨNG TÀU")],
    ),
    # in a list that the typist began twice without "số"
    (
        "các Nghị quyết của HĐND tỉnh: số 1/NQ-HĐND ngày 2/2/2020 về vườn; 2/NQ-HĐND ngày 3/2/2020 về ao; số 3/NQ-HĐND",
        [
            ("1/NQ-HĐND", "2020-02-02", "HĐND tỉnh"),
            ("2/NQ-HĐND", "2020-02-03", "HĐND tỉnh"),
            ("3/NQ-HĐND", None, "HĐND tỉnh"),
        ],
    ),
    # type and issuer from the plural that opens a list
    (
        "các Nghị định của Chính phủ: số 10/2020/NĐ-CP ngày 17/01/2020; số 11/2020/NĐ-CP ngày 20/01/2020",
        [("10/2020/NĐ-CP", "2020-01-17", "Chính phủ"), ("11/2020/NĐ-CP", "2020-01-20", "Chính phủ")],
    ),
    # the issuer stands in front
    ("Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 7-KH/TU", [("7-KH/TU", None, "Ban Thường vụ Tỉnh ủy")]),
    ("theo chủ trương của Tỉnh ủy tại Thông báo số 468-TB/TU", [("468-TB/TU", None, "Tỉnh ủy")]),
    ("Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 5/TTr-STC", [("5/TTr-STC", None, "Sở Tài chính")]),
    # a day that the calendar has not is no date
    ("Nghị quyết số 5-NQ/TU ngày 31/02/2024", [("5-NQ/TU", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert cited(text) == expected
