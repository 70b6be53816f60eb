"""Facts of a document, from letterheads in every form that offices print and converters leave."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ....loaders.extraction.header import Zones, facts
from ....loaders.extraction.names import proper_case
from ....loaders.extraction.reading import read
from ....loaders.gold import load_gold
from ....loaders.record import Facts
from ....loaders.source import Source

SHARED = Path(__file__).parents[4] / "shared"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM\n"
BODY = "\nCăn cứ Luật Thử nghiệm;\n\nI. MỤC ĐÍCH\n\n1. Nâng cao nhận thức của cán bộ.\n"


def head(text: str) -> Facts:
    return facts(read(text), Source(text, "text"))[0]


def zones(text: str) -> Zones:
    return facts(read(text), Source(text, "text"))[1]


def state(issuer: str, number: str, place: str, kind: str = "KẾ HOẠCH", title: str = "Thử việc mới") -> str:
    return f"{issuer}\n-------\n{STATE}-------\n{number}\n{place}\n\n{kind}\n\n{title}\n{BODY}"


def party(issuer: str, number: str, place: str, signature: str = "") -> str:
    return f"{issuer}\n*\n{number}\n{PARTY}{place}\n\nKẾ HOẠCH\nthử việc mới\n-----\n{BODY}\n{signature}"


@pytest.mark.parametrize(
    ("issuer", "number", "place", "name", "province"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NAM", "45/KH-UBND", "Quảng Nam", "Ủy ban nhân dân tỉnh Quảng Nam", "Quảng Nam"),
        ("UỶ BAN NHÂN\nDÂN\nTỈNH HOÀ BÌNH", "45/KH-UBND", "Hoà Bình", "Ủy ban nhân dân tỉnh Hòa Bình", "Hòa Bình"),
        ("HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "45/KH-HĐND", "Hà Nội", "Hội đồng nhân dân thành phố Hà Nội", "Hà Nội"),
        ("UBND TỈNH GIA LAI\nSỞ TÀI CHÍNH", "45/KH-STC", "Gia Lai", "Sở Tài chính tỉnh Gia Lai", "Gia Lai"),
        ("UBND TỈNH GIA LAI SỞ TÀI CHÍNH", "45/KH-STC", "Gia Lai", "Sở Tài chính tỉnh Gia Lai", "Gia Lai"),
        ("BỘ CÔNG\nTHƯƠNG", "45/KH-BCT", "Hà Nội", "Bộ Công Thương", None),
        ("BỘ NÔNG NGHIỆP VÀ |", "45/KH-BNNMT", "Hà Nội", "Bộ Nông nghiệp và Môi trường", None),  # cut off
        ("BỘ TÀI CHÍNH\nCỤC THUẾ", "45/KH-CT", "Hà Nội", "Cục Thuế", None),
        ("THỦ TƯỚNG CHÍNH PHỦ", "45/KH-TTg", "Hà Nội", "Thủ tướng Chính phủ", None),
        (
            "UBND THÀNH PHỐ HÀ NỘI\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            "45/KH-TTPVHCC",
            "Hà Nội",
            "Trung tâm Phục vụ hành chính công thành phố Hà Nội",
            "Hà Nội",
        ),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH QUẢNG NAM\nBAN THƯỜNG TRỰC",
            "45/KH-MTTQ-BTT",
            "Quảng Nam",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Nam",
            "Quảng Nam",
        ),
    ],
)
def test_state_letterheads(issuer: str, number: str, place: str, name: str, province: str | None) -> None:
    own = head(state(issuer, f"Số: {number}", f"{place}, ngày 05 tháng 6 năm 2023"))
    assert (own.kind, own.number, own.issued) == ("KH", number, "2023-06-05")
    assert (own.issuer, own.province) == (name, province)
    assert (own.title, own.status) == ("Thử việc mới", "issued")


@pytest.mark.parametrize(
    ("issuer", "tag", "signature", "name"),
    [
        ("TỈNH ỦY QUẢNG NAM", "TU", "T/M TỈNH ỦY\nBÍ THƯ\nTrần Văn Thử", "Tỉnh ủy Quảng Nam"),
        ("TỈNH UỶ QUẢNG NAM", "TU", "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nTrần Văn Thử", "Ban Thường vụ Tỉnh ủy Quảng Nam"),
        ("THÀNH ỦY ĐÀ NẴNG", "TU", "T/M THÀNH ỦY\nBÍ THƯ\nTrần Văn Thử", "Thành ủy Đà Nẵng"),
        ("TỈNH ỦY QUẢNG NAM\nBAN TUYÊN GIÁO", "BTGTU", "TRƯỞNG BAN\nTrần Văn Thử", "Ban Tuyên giáo Tỉnh ủy Quảng Nam"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "TW", "T/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\nTrần Văn Thử", "Bộ Chính trị"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "TW", "T/M BAN BÍ THƯ\nTHƯỜNG TRỰC\nTrần Văn Thử", "Ban Bí thư"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "TW", "", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_party_letterheads_and_who_signs(issuer: str, tag: str, signature: str, name: str) -> None:
    own = head(party(issuer, f"Số 7-KH/{tag}", "Quảng Nam, ngày 1 tháng 2 năm 2023", signature))
    assert (own.number, own.issuer) == (f"7-KH/{tag}", name)
    assert own.signer == ("Trần Văn Thử" if signature else None)


FLATTENED = {
    "two columns by blanks": (
        "    ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "    TỈNH QUẢNG NAM                    Độc lập - Tự do - Hạnh phúc\n\n"
        "    Số: 45/KH-UBND               Quảng Nam, ngày 5 tháng 6 năm 2023\n\n"
    ),
    "columns run together": (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH QUẢNG NAM Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/KH-UBND Quảng Nam, ngày 5 tháng 6 năm 2023\n\n"
    ),
    "cells with breaks": (
        "| **ỦY BAN NHÂN DÂN** <br> **TỈNH QUẢNG NAM** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** <br> "
        "Độc lập - Tự do - Hạnh phúc |\n| Số: 45/KH-UBND | *Quảng Nam, ngày 5 tháng 6 năm 2023* |\n\n"
    ),
    "a line a cell": (
        "|\n**ỦY BAN NHÂN\nDÂN**\nTỈNH QUẢNG NAM\n-------\n|\n**CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM**\n"
        "Độc lập - Tự do - Hạnh phúc\n----\n|\n|\nSố:\n45/KH-UBND\n|\n*Quảng Nam,\nngày 5 tháng 6năm 2023*\n|\n\n"
    ),
    "glued words": (
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM_______ Số: 45/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        "Độc lập – Tự do – Hạnh phúc______ Quảng Nam, ngày 5 tháng 6 năm 2023 |\n\n"
    ),
    "page around it": (
        "Trang chủ\nVăn bản\nQuyết định 99/QĐ-UBND 2020 việc khác\nMỤC LỤC\n"
        + state("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NAM", "Số: 45/KH-UBND", "Quảng Nam, ngày 5 tháng 6 năm 2023").split("KẾ")[
            0
        ]
    ),
}


@pytest.mark.parametrize("form", FLATTENED)
def test_flattened_letterheads(form: str) -> None:
    own = head(FLATTENED[form] + "**KẾ HOẠCH**\n\n**THỬ VIỆC\nMỚI**\n" + BODY)
    assert (own.kind, own.number, own.issued) == ("KH", "45/KH-UBND", "2023-06-05")
    assert (own.issuer, own.title) == ("Ủy ban nhân dân tỉnh Quảng Nam", "THỬ VIỆC MỚI")


BASES = (
    "Căn cứ Luật Thử nghiệm ngày 1 tháng 2 năm 2020; Theo đề nghị của Giám đốc Sở Nội vụ, QUYẾT ĐỊNH: Điều 1. Ban hành "
    "kèm theo Quyết định này quy định về việc thử. Điều 2. Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./. "
)


@pytest.mark.parametrize(
    ("line", "number", "issuer"),
    [
        (
            "1. CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ỦY BAN NHÂN DÂN TỈNH AN GIANG Độc lập - Tự do - Hạnh phúc -------- "
            "----- An Giang, ngày 5 tháng 3 năm 2021 Số: 15/QĐ-UBND QUYẾT ĐỊNH VỀ VIỆC THỬ TẠI TỈNH AN GIANG",
            "15/QĐ-UBND",
            "Ủy ban nhân dân tỉnh An Giang",
        ),
        (
            "BỘ NỘI VỤ ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ----- "
            "Số: 15/QĐ-BNV Hà Nội, ngày 5 tháng 3 năm 2021 QUYẾT ĐỊNH VỀ VIỆC THỬ NĂM 2021",
            "15/QĐ-BNV",
            "Bộ Nội vụ",
        ),
        (
            "TỈNH ỦY AN GIANG * Số 15-QĐ/TU ĐẢNG CỘNG SẢN VIỆT NAM Long Xuyên, ngày 5 tháng 3 năm 2021 QUYẾT ĐỊNH VỀ "
            "VIỆC THỬ",
            "15-QĐ/TU",
            "Tỉnh ủy An Giang",
        ),
    ],
)
def test_a_copy_that_is_one_line(line: str, number: str, issuer: str) -> None:
    own = head(f"{line} {BASES}")
    assert (own.kind, own.number, own.issuer, own.issued) == ("QĐ", number, issuer, "2021-03-05")
    assert own.title is not None and own.title.startswith("VỀ VIỆC THỬ") and own.title.isupper()


def test_a_narrow_column_parts_a_city_from_its_name() -> None:
    own = head(
        state("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", "Số: 15/KH-UBND", "TP.\nHồ Chí Minh, ngày 5 tháng 3 năm 2021")
    )
    assert (own.issuer, own.issued) == ("Ủy ban nhân dân thành phố Hồ Chí Minh", "2021-03-05")


def test_a_sentence_that_prescribes_the_motto_is_whole() -> None:
    sentence = f'Văn bản có Quốc hiệu và dòng "Độc lập - Tự do - Hạnh phúc" theo mẫu{" của cơ quan" * 30}.'
    assert (
        sentence in read(f"{state('BỘ NỘI VỤ', 'Số: 15/QĐ-BNV', 'Hà Nội, ngày 5 tháng 3 năm 2021')}\n{sentence}\n").text
    )


@pytest.mark.parametrize("blank", ["Số:      /KH-UBND", "Số: ……/KH-UBND", "Số         /KH-UBND"])
def test_blank_number_and_date_of_a_draft(blank: str) -> None:
    own = head(state("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI", f"{blank}\nDỰ THẢO lần 2", "Gia Lai, ngày     tháng 5 năm 2024"))
    assert (own.number, own.issued, own.status) == (None, None, "draft")
    assert (own.kind, own.issuer) == ("KH", "Ủy ban nhân dân tỉnh Gia Lai")


def test_scanned_letterhead() -> None:
    own = head(
        "TỈNH ỦY QUẢNG NAM          ĐẢNG CỘNG SẢN VIỆT NAM\n   *\n"
        "Sổ 36 -NQ/TU              Quảng Nam, ngày 08 tháng 12 năm 2023\n\nNGHỊ QUYÊT\nvề phƣơng hƣớng mới\n-----\n"
        + BODY
    )
    assert (own.kind, own.number, own.title) == ("NQ", "36-NQ/TU", "về phương hướng mới")


def test_letter_has_no_type_line() -> None:
    own = head(
        f"UBND TỈNH GIA LAI\nSỞ TÀI CHÍNH\n{STATE}Số: 3/STC-QLNS\n"
        "V/v góp ý kế hoạch\nGia Lai, ngày 1 tháng 8 năm 2023\n"
        "Kính gửi: Các sở.\nThực hiện Công văn số 2/UBND-KT, Sở Tài chính đề nghị góp ý.\n"
    )
    assert (own.kind, own.number, own.issued) == ("CV", "3/STC-QLNS", "2023-08-01")
    assert (own.issuer, own.title) == ("Sở Tài chính tỉnh Gia Lai", "V/v góp ý kế hoạch")


def test_law_is_dated_where_it_is_passed() -> None:
    own = head(
        f"QUỐC HỘI\n{STATE}Luật số: 31/2024/QH15\nLUẬT\nTHỬ NGHIỆM\nCăn cứ Hiến pháp;\n"
        "Điều 1. Phạm vi\nLuật này quy định.\n"
        "Luật này được Quốc hội khóa XV thông qua ngày 18 tháng 01 năm 2024.\nCHỦ TỊCH QUỐC HỘI\nTrần Văn Thử\n"
    )
    assert (own.kind, own.number, own.issued) == ("Luật", "31/2024/QH15", "2024-01-18")
    assert (own.issuer, own.province, own.signer) == ("Quốc hội", None, "Trần Văn Thử")


def test_submission_is_of_another_kind() -> None:
    assert head(state("UBND TỈNH GIA LAI\nSỞ TÀI CHÍNH", "Số: 7/TTr-STC", "Gia Lai", "TỜ TRÌNH")).kind == "KHAC"


DISTRICT = state("ỦY BAN NHÂN DÂN\nHUYỆN NÚI THÀNH", "Số: 8/KH-UBND", "Núi Thành, ngày 1 tháng 6 năm 2023")
DISTRICT += "\n2. Việc trên địa bàn tỉnh Quảng Nam.\n"


def test_district_stands_in_its_province() -> None:
    own, where = head(DISTRICT), zones(DISTRICT).context
    assert (own.issuer, own.province) == ("Ủy ban nhân dân huyện Núi Thành, tỉnh Quảng Nam", "Quảng Nam")
    assert where.district == "huyện Núi Thành"
    assert where.province is not None and where.province.code == "VN-27"


def test_province_is_the_unit_of_the_date() -> None:
    before, after = (
        zones(
            state("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI", "Số: 1/KH-UBND", f"Gia Lai, ngày 1 tháng 8 năm {y}")
        ).context.province
        for y in (2023, 2025)
    )
    assert before is not None and after is not None
    assert (before.valid_to, after.valid_from) == ("2025-06-30", "2025-07-01")


SIGNED = (
    state("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI", "Số: 1/QĐ-UBND", "Gia Lai, ngày 1 tháng 8 năm 2023", "QUYẾT ĐỊNH")
    + "\n|\nNơi nhận:\n- Như Điều 3;\n- Văn phòng và các\nban đảng;\n- Lưu: VT.\n|\n"
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrần Văn Thử\n|\n"
)


def test_recipients_and_signer() -> None:
    own = head(SIGNED)
    assert own.recipients == ["Như Điều 3", "Văn phòng và các ban đảng", "Lưu: VT"]
    assert own.signer == "Trần Văn Thử"


def test_signature_beside_the_recipients() -> None:
    own = head(
        state("ỦY BAN NHÂN DÂN\nTỈNH GIA LAI", "Số: 1/KH-UBND", "Gia Lai, ngày 1 tháng 8 năm 2023")
        + "\n Nơi nhận:                          KT. CHỦ TỊCH\n - Như trên;                       PHÓ CHỦ TỊCH\n"
        " - Các sở;\n - Lưu: VT.\n\n                                    Trần Văn Thử\n"
    )
    assert (own.recipients, own.signer) == (["Như trên", "Các sở", "Lưu: VT"], "Trần Văn Thử")


def test_annex_does_not_override_but_belongs_to_the_text() -> None:
    annex = state("BAN QUẢN LÝ DỰ ÁN", "Số: 9/HD-BQL", "Huế, ngày 2 tháng 3 năm 2020", "HƯỚNG DẪN") * 3
    own, there = head(SIGNED + annex), zones(SIGNED + annex)
    assert (own.kind, own.number, own.signer) == ("QĐ", "1/QĐ-UBND", "Trần Văn Thử")
    assert there.end == len(read(SIGNED + annex).text)


def test_zones() -> None:
    text, there = read(SIGNED).text, zones(SIGNED)
    assert text[slice(*there.title)] == "Thử việc mới"
    assert text[there.body :].startswith("I. MỤC ĐÍCH")
    assert text[there.end :].startswith("Nơi nhận")
    assert [there.where(text.index(w)) for w in ("việc mới", "Luật Thử", "cán bộ")] == ["title", "preamble", "body"]


def test_title_ends_where_the_preamble_begins() -> None:
    letterhead = f"ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n{STATE}Số: 1/BC-UBND\nGia Lai, ngày 1 tháng 8 năm 2023\n\n"
    items = "".join(f"\n{n}. Việc thứ {n} đã làm xong trong năm theo kế hoạch đã định.\n" for n in range(1, 9))
    plain = "BÁO CÁO\nkết quả thử việc của tỉnh\n\nThực hiện Chương trình số 4-CTr/TU, nay báo cáo như sau:\n"
    bold = "**BÁO CÁO**\n\n**Kết quả thử việc của tỉnh**\n\nỦy ban nhân dân tỉnh báo cáo kết quả như sau:\n"
    assert head(letterhead + plain + items).title == "kết quả thử việc của tỉnh"
    assert head(letterhead + bold + items).title == "Kết quả thử việc của tỉnh"


def test_body_between_type_and_title_is_the_issuer() -> None:
    own = head(
        f"TỈNH ỦY GIA LAI\n*\nSố 2-KL/TU\n{PARTY}Gia Lai, ngày 1 tháng 8 năm 2023\n\nKẾT LUẬN\n"
        f"CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề việc thử\n-----\n{BODY}"
    )
    assert (own.issuer, own.title) == ("Ban Thường vụ Tỉnh ủy Gia Lai", "về việc thử")


def test_province_that_no_table_has() -> None:
    own = head(party("ĐẢNG BỘ TỈNH LẠC GIANG\nHUYỆN ỦY NÚI XA", "Số 2-KH/HU", "Núi Xa, ngày 1 tháng 8 năm 2023"))
    assert (own.issuer, own.province) == ("Huyện ủy Núi Xa, tỉnh Lạc Giang", "Lạc Giang")


def test_page_properties_serve_where_the_letterhead_is_lost() -> None:
    own = head(
        "Số hiệu: | 26/QĐ-UBND | Loại văn bản: | Quyết định\nNơi ban hành: | Tỉnh Gia Lai | Người ký: | Trần Văn Thử\n"
        "Ngày ban hành: | 12/12/2023 | Tình trạng: | Đã biết\n"
    )
    assert (own.kind, own.number, own.issued) == ("QĐ", "26/QĐ-UBND", "2023-12-12")
    assert (own.issuer, own.signer) == ("Ủy ban nhân dân tỉnh Gia Lai", "Trần Văn Thử")


@pytest.mark.parametrize("text", ["", " \n\t\n", "|\n|\n", STATE, "Số:", "QUYẾT ĐỊNH", "TM.", "Nơi nhận:\n- \n"])
def test_poor_texts(text: str) -> None:
    assert head(text).number is None


@pytest.mark.parametrize(
    "unit", ["a", "Số ", "| ", "ngày ", "\n-", "QUYẾT ĐỊNH\n", "ỦY BAN ", "x y\n", "Số: 1/2", "V/v "]
)
def test_a_megabyte_of_garbage_takes_bounded_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    reading = read(text)
    start = time.perf_counter()
    facts(reading, Source(text, "text"))
    assert time.perf_counter() - start < 10


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SIGNED.split("\n"), *DISTRICT.split("\n"), "[1] x", "\x00"]), max_size=40))
def test_any_order_of_lines_gives_facts(lines: list[str]) -> None:
    text = "\n".join(lines)
    there = zones(text)
    assert 0 <= there.begin <= there.end <= len(read(text).text)
    assert there.title[0] <= there.title[1]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("BAN CHỈ ĐẠO XÓA NHÀ TẠM", "Ban Chỉ đạo xóa nhà tạm"),
        ("HUYỆN ỦY NÚI THÀNH", "Huyện ủy Núi Thành"),
        ("ỦY BAN NHÂN DÂN XÃ ĐẠI LỘC", "Ủy ban nhân dân xã Đại Lộc"),
        ("Sở Xây dựng", "Sở Xây dựng"),
    ],
)
def test_letter_case_of_names(printed: str, name: str) -> None:
    assert proper_case(printed) == name


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated documents are not beside this checkout")
def test_annotated_documents() -> None:
    for record in load_gold(SHARED / "gold"):
        assert head((SHARED / "corpus" / record.file).read_text(encoding="utf-8")) == record.document


@pytest.mark.parametrize(
    ("issuer", "number", "place", "name"),
    [
        # words broken over lines, a lost letter, an abbreviation
        ("ỦY\nBAN NHÂN DÂN\nTỈNH QUẢNG NAM", "45/KH-UBND", "Tam\nKỳ", "Ủy ban nhân dân tỉnh Quảng Nam"),
        ("HỘI\nĐỒNG NHÂN DÂN\nTỈNH QUẢNG NAM", "45/KH-HĐND", "Tam Kỳ", "Hội đồng nhân dân tỉnh Quảng Nam"),
        ("Y BAN NHÂN DÂN\nTỈNH QUẢNG NAM", "45/KH-UBND", "Tam Kỳ", "Ủy ban nhân dân tỉnh Quảng Nam"),
        (
            "ỦY BAN MTTQ VIỆT NAM\nTỈNH QUẢNG NAM\nBAN THƯỜNG TRỰC",
            "45/KH-MTTQ-BTT",
            "Tam Kỳ",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Nam",
        ),
        ("BỘ TÀI CHÍNH - BỘ NỘI VỤ", "45/KHLT-BTC-BNV", "Hà Nội", "Bộ Tài chính - Bộ Nội vụ"),
        ("BỘ VĂN HÓA - TIN HỌC-BỘ NỘI VỤ", "45/KHLT/BVHTH-BNV", "Hà Nội", "Bộ Văn hóa - Tin học - Bộ Nội vụ"),
    ],
)
def test_damaged_letterheads(issuer: str, number: str, place: str, name: str) -> None:
    own = head(state(issuer, f"Số: {number}", f"{place}, ngày 05 tháng 6 năm 2023"))
    assert (own.number, own.issuer, own.issued) == (number, name, "2023-06-05")


def test_a_motto_broken_by_a_narrow_column_and_no_type() -> None:
    text = (
        "Tin tức\n\nỦY BAN NHÂN DÂN |\nTỈNH GIA LAI |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\nSố: 4/QĐ-UBND |\n"
        f"Gia Lai, ngày 20 tháng 11 năm 2025 |\n{BODY}"
    )
    own = head(text)
    assert (own.kind, own.number, own.issuer) == ("QĐ", "4/QĐ-UBND", "Ủy ban nhân dân tỉnh Gia Lai")


def test_a_title_without_its_type() -> None:
    text = state(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM", "Số: 4/QĐ-UBND", "Phủ Lý, ngày 1 tháng 2 năm 2023", "", "BAN HÀNH QUY ĐỊNH MỚI"
    )
    assert (head(text).kind, head(text).title) == ("QĐ", "BAN HÀNH QUY ĐỊNH MỚI")


def test_a_sentence_in_front_of_the_letterhead_is_no_part_of_it() -> None:
    text = "Đoàn khảo sát kết quả thực hiện Nghị quyết số 23-NQ/TW của Trung ương làm việc ngày 1/12/2022\n\n" + party(
        "TỈNH ỦY QUẢNG NAM", "Số 7-KH/TU", "Quảng Nam, ngày 1 tháng 2 năm 2023"
    )
    assert (head(text).number, head(text).issued) == ("7-KH/TU", "2023-02-01")


def test_a_date_in_figures() -> None:
    assert head(party("TỈNH ỦY QUẢNG NAM", "Số 7-KH/TU", "Tam Kỳ, ngày 1-2-2023")).issued == "2023-02-01"


def test_who_decides_under_a_title_in_capitals_is_no_part_of_it() -> None:
    for session in ("", "KHÓA XII, KỲ HỌP THỨ TƯ\n"):
        text = state("HỘI ĐỒNG NHÂN DÂN\nTỈNH HÀ NAM", "Số: 1/NQ-HĐND", "Hà Nam, ngày 1 tháng 2 năm 2023", "NGHỊ QUYẾT")
        text = text.replace("Thử việc mới", f"VỀ THỬ VIỆC MỚI CỦA TỈNH\nHỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM\n{session}", 1)
        assert (head(text).title, head(text).issuer) == ("VỀ THỬ VIỆC MỚI CỦA TỈNH", "Hội đồng nhân dân tỉnh Hà Nam")


def test_who_decides_below_the_date_is_not_the_issuer() -> None:
    form = f"ỦY BAN NHÂN DÂN |\n{STATE}Số: 6/QĐ-UBND |\nGia Lai, ngày 5 tháng 3 năm 2020 |\n"
    found = head(form + f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n{BODY}")
    assert found.issuer == "Ủy ban nhân dân tỉnh Gia Lai"


def test_the_number_stands_on_a_line_of_its_own_not_in_a_sites_heading() -> None:
    form = state("BỘ Y TẾ", "Số: 6/2016/TT-BYT", "Hà Nội, ngày 5 tháng 3 năm 2016", "THÔNG TƯ")
    assert head(f"BÃI BỎ THÔNG TƯ SỐ 37/2015/TT-BYT\n\n{form}").number == "6/2016/TT-BYT"


def test_a_report_that_begins_with_a_citation_is_not_what_it_cites() -> None:
    found = head("Cụ thể, tại Thông tư số 4/2025/TT-BYT đã bãi bỏ 2 văn bản:\n\n1. Quyết định số 1/QĐ-BYT.\n")
    assert (found.number, found.kind) == (None, "KHAC")


def test_the_motto_of_before_1976() -> None:
    text = "BỘ GIAO THÔNG VẬN TẢI\nVIỆT NAM DÂN CHỦ CỘNG HÒA\nĐộc lập - Tự do - Hạnh phúc\nSố: 16-QĐ/PC\n"
    assert head(f"{text}Hà Nội, ngày 17 tháng 8 năm 1973\n\nQUYẾT ĐỊNH\n{BODY}").issuer == "Bộ Giao thông vận tải"


def test_a_copy_that_begins_with_the_preamble_is_of_the_kind_that_it_resolves() -> None:
    assert head("CHÍNH PHỦ\nCăn cứ Luật Thử nghiệm;\nNGHỊ ĐỊNH:\nĐiều 1. Phạm vi điều chỉnh\n").kind == "NĐ"
    assert head("Căn cứ Luật Thử nghiệm;\n\nQUYẾT NGHỊ:\n\nĐiều 1. Thông qua kế hoạch.\n").kind == "NQ"


def test_a_title_broken_before_a_word_like_a_body() -> None:
    for title in ("CÔNG\nBỐ THỦ TỤC MỚI", "SỬA ĐỔI MỘT\nSỐ ĐIỀU CỦA QUY CHẾ", "CHẤN CHỈNH CÔNG TÁC QUẢN LÝ\nTHUẾ"):
        text = state("BỘ NỘI VỤ", "Số: 1/QĐ-BNV", "Hà Nội, ngày 1 tháng 2 năm 2023", "QUYẾT ĐỊNH")
        text = text.replace("Thử việc mới", f"{title}\nBỘ TRƯỞNG BỘ NỘI VỤ", 1)
        assert head(text).title == title.replace("\n", " ")


def test_a_draft_whose_number_stands_apart_from_its_sign() -> None:
    text = state("VĂN PHÒNG CHÍNH PHỦ", "Số:", "Hà Nội, ngày tháng năm 2016", "/TTr-VPCP\n\nDỰ THẢO\n\nTỜ TRÌNH")
    assert (head(text).issuer, head(text).status) == ("Văn phòng Chính phủ", "draft")


def test_an_old_copy_says_body_number_and_date_again() -> None:
    text = state("HỘI ĐỒNG BỘ TRƯỞNG", "Số: 101-HĐBT", "Hà Nội, ngày 1 tháng 10 năm 1981", "QUYẾT ĐỊNH")
    title = "CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 101 - HĐBT NGÀY 1-10-1981 VỀ VIỆC MỚI\n\nHỘI ĐỒNG BỘ TRƯỞNG"
    own = head(text.replace("Thử việc mới", title, 1))
    assert (own.kind, own.number, own.issuer, own.province) == ("QĐ", "101-HĐBT", "Hội đồng Bộ trưởng", None)
    assert own.title == "VỀ VIỆC MỚI"


def test_the_union_is_not_the_party() -> None:
    text = state("BAN CHẤP HÀNH TRUNG ƯƠNG", "Số: 1-QĐ/TWĐTN", "Hà Nội, ngày 1 tháng 2 năm 2013", "QUYẾT ĐỊNH")
    text = text.replace("Thử việc mới", "Thử việc mới\n\nBAN BÍ THƯ TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH")
    own = head(f"{text}\n\nTM. BAN BÍ THƯ TRUNG ƯƠNG ĐOÀN\nBÍ THƯ\n\nNguyễn Văn A\n")
    assert own.issuer == "Ban Bí thư Trung ương Đoàn TNCS Hồ Chí Minh"


def test_the_partys_body_that_decides() -> None:
    for resolves, issuer in (
        ("BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH", "Ban Thường vụ Tỉnh ủy Hà Nam"),
        ("TỈNH ỦY QUYẾT ĐỊNH", "Tỉnh ủy Hà Nam"),
    ):
        text = party("TỈNH ỦY HÀ NAM", "Số 445-QĐ/TU", "Phủ Lý, ngày 1 tháng 2 năm 2023")
        bases = f"- Căn cứ Điều lệ Đảng;\n\n- Xét đề nghị của Văn phòng,\n\n{resolves}\n\nĐiều 1. Thử việc mới.\n"
        assert head(text.replace(BODY, f"\n{bases}")).issuer == issuer


def test_who_met_between_type_and_title() -> None:
    text = party("TỈNH ỦY HÀ NAM", "Số 445-KL/TU", "Phủ Lý, ngày 1 tháng 2 năm 2023").replace(
        "KẾ HOẠCH\n", "K ÉT LUẬN\nHỘI NGHỊ LẦN THỨ BẢY\nBAN CHẤP HÀNH ĐẢNG BỘ TỈNH (KHÓA XVI)\n"
    )
    own = head(text)
    assert (own.kind, own.title, own.issuer) == ("KL", "thử việc mới", "Tỉnh ủy Hà Nam")


def test_a_heading_instead_of_a_letterhead() -> None:
    own = head(
        f"KẾT LUẬN SỐ 127-KL/TW CỦA BỘ CHÍNH TRỊ VỀ THỬ VIỆC MỚI\n\nTại phiên họp, Bộ Chính trị kết luận:\n{BODY}"
    )
    assert (own.kind, own.number, own.issuer, own.title) == ("KL", "127-KL/TW", "Bộ Chính trị", "VỀ THỬ VIỆC MỚI")


def test_the_body_begins_behind_the_last_basis() -> None:
    text = state("BỘ CÔNG THƯƠNG", "Số: 1/VBHN-BCT", "Hà Nội, ngày 1 tháng 2 năm 2023", "THÔNG TƯ")
    text = text.replace(
        BODY, "Thông tư được sửa đổi bởi:\n\n1. Thông tư số 2;\n\nCăn cứ Luật Giá;\n\nĐiều 1. Phạm vi\n"
    )
    found = zones(text)
    assert found.where(read(text).text.index("Căn cứ Luật Giá")) == "preamble"
    assert found.where(read(text).text.index("Điều 1")) == "body"


def test_what_a_site_announces_above_a_text_without_letterhead() -> None:
    own = head(
        "Tin tức\n\nNgày 2/3/2020, Tỉnh Ủy Thừa Thiên Huế đã ban hành Chương trình số 7-CTr/TU về nghề vườn.\n\n"
        "CHƯƠNG TRÌNH\n\nThực hiện Chỉ thị số 1-CT/TW về nghề vườn\n\n"
        "Thực hiện Chỉ thị số 1-CT/TW, Tỉnh ủy ban hành chương trình như sau:\n\nI. MỤC ĐÍCH\n"
    )
    assert (own.kind, own.number, own.issued) == ("CTr", "7-CTr/TU", "2020-03-02")
    assert (own.issuer, own.province) == ("Tỉnh ủy Thừa Thiên Huế", "Thừa Thiên Huế")


def test_what_is_cited_above_a_text_is_not_its_number() -> None:
    own = head(
        "Tin tức\n\nTỉnh ủy đã ban hành Kế hoạch số 7-KH/TU về nghề vườn.\n\n"
        "CHƯƠNG TRÌNH\n\nThực hiện Kế hoạch số 7-KH/TU\n\nI. MỤC ĐÍCH\n"
    )
    assert own.number is None


def test_a_copy_without_letterhead_and_type_is_what_it_resolves() -> None:
    own = head(
        "VỀ VIỆC QUY ĐỊNH CHỨC NĂNG CỦA SỞ CÔNG THƯƠNG TỈNH GIA LAI\nUỶ BAN NHÂN DÂN TỈNH GIA LAI\n"
        "Căn cứ Luật Thử nghiệm;\nXét đề nghị của Giám đốc Sở Nội vụ,\nQUYẾT\nĐỊNH:\nĐiều 1. Vị trí và chức\nnăng:\n"
    )
    assert (own.kind, own.issuer) == ("QĐ", "Ủy ban nhân dân tỉnh Gia Lai")
    assert own.title == "VỀ VIỆC QUY ĐỊNH CHỨC NĂNG CỦA SỞ CÔNG THƯƠNG TỈNH GIA LAI"


def test_a_newspapers_lead_is_not_the_document() -> None:
    found = head(
        "Chương trình của Ban Thường vụ Tỉnh ủy về nghề vườn\nBan Thường vụ Tỉnh ủy vừa ban hành Chương trình hành "
        "động thực hiện Nghị quyết số 7-NQ/TW của Bộ Chính trị. Nội dung chương trình như sau:\n"
        "Thực hiện Nghị quyết số 7-NQ/TW, ngày 2/3/2020 của Bộ Chính trị về nghề vườn, Ban Thường vụ Tỉnh ủy ban hành "
        "Chương trình hành động như sau:\nI. MỤC TIÊU\n1. Nhiều vườn tốt.\n"
    )
    assert (found.kind, found.issuer) == ("CTr", "Ban Thường vụ Tỉnh ủy")
    found = head(
        "Nghị quyết của Tỉnh ủy về nghề vườn\n\nLTS: Ngày 2-3-2020, Ban Chấp hành Đảng bộ tỉnh khóa XIII đã ban hành "
        "Nghị quyết số 7-NQ/TU về nghề vườn. Báo giới thiệu toàn văn Nghị quyết.\n\nI- Tình hình\n\n"
        "Tỉnh Gia Lai nhiều vườn.\n"
    )
    assert (found.kind, found.number, found.issued) == ("NQ", "7-NQ/TU", "2020-03-02")
    assert found.issuer == "Ban Chấp hành Đảng bộ tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("text", "kind", "issuer"),
    [
        # a copy that has lost its letterhead, told by the last sentence of its preamble
        (
            "KẾ HOẠCH TỔ CHỨC HỘI VƯỜN\n\nCăn cứ Thông báo số 7-TB/TU ngày 2/3/2020 của Tỉnh ủy;\n\n"
            "Uỷ ban nhân dân tỉnh xây dựng Kế hoạch tổ chức hội vườn của tỉnh Gia Lai như sau:\n\n1. Mục đích\n",
            "KH",
            "Ủy ban nhân dân tỉnh Gia Lai",
        ),
        (
            "NGHỊ ĐỊNH\nVỀ VƯỜN\nCăn cứ Luật Giá ngày 2 tháng 3 năm 2020;\nTheo đề nghị của Bộ trưởng Bộ Y tế;\n"
            "Chính phủ ban hành Nghị định quy định về vườn.\nĐiều 1. Phạm vi\n",
            "NĐ",
            "Chính phủ",
        ),
        # the body of the sentence is more exact than that of the site
        (
            "Ngày 2/3/2020, Tỉnh ủy Gia Lai đã ban hành Chương trình số 7-CTr/TU về nghề vườn.\n\nCHƯƠNG TRÌNH\n\n"
            "về nghề vườn\n\nThực hiện Chỉ thị 9-CT/TW của Ban Bí thư, Ban Thường vụ Tỉnh ủy (khóa XV) ban hành chương "
            "trình thực hiện như sau:\n\nI. MỤC TIÊU\n\n1. Nhiều vườn tốt.\n",
            "CTr",
            "Ban Thường vụ Tỉnh ủy Gia Lai",
        ),
    ],
)
def test_the_sentence_that_opens_a_paper_names_its_issuer(text: str, kind: str, issuer: str) -> None:
    found = head(text)
    assert (found.kind, found.issuer) == (kind, issuer)


def test_a_copy_that_spells_out_its_line_ends() -> None:
    found = head(
        "\\r\\n ỦY BAN NHÂN DÂN\\r\\nTỈNH GIA LAI | \\r\\n CỘNG\\r\\n HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | \\r\\n\n"
        "\\r\\n Số: 7/KH-UBND \\r\\n | \\r\\n Gia Lai, ngày 2 tháng 3 năm 2020 | \\r\\n\nKẾ HOẠCH\nVề nghề vườn\n"
    )
    assert (found.number, found.issuer) == ("7/KH-UBND", "Ủy ban nhân dân tỉnh Gia Lai")
    assert found.issued == "2020-03-02"


def test_a_title_without_its_type_is_no_issuer() -> None:
    found = head(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 7/CT-UBND | Gia Lai, ngày 2 tháng 3 năm 2020 |\n"
        "VỀ VIỆC TRỒNG VƯỜN TRÊN ĐỊA BÀN TỈNH GIA LAI\nThực hiện Quyết định số 1/QĐ-TTg, Chủ tịch yêu cầu:\n"
    )
    assert (found.kind, found.issuer) == ("CT", "Ủy ban nhân dân tỉnh Gia Lai")
    assert found.title == "VỀ VIỆC TRỒNG VƯỜN TRÊN ĐỊA BÀN TỈNH GIA LAI"


def test_a_heading_in_small_letters_instead_of_a_letterhead() -> None:
    found = head(
        "Nghị quyết số 22-NQ/TU ngày 08/6/2022 ban hành bởi Tỉnh Ủy Gia Lai về nghề vườn đến năm 2025.\n"
        "I- Tình hình\n- Vườn tốt.\n"
    )
    assert (found.kind, found.number, found.issued) == ("NQ", "22-NQ/TU", "2022-06-08")
    assert (found.issuer, found.province) == ("Tỉnh ủy Gia Lai", "Gia Lai")


GAZETTE = [
    ("NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 43/1999/NĐ-CP NGÀY 29 THÁNG 6 NĂM 1999\nVỀ NGHỀ VƯỜN", "43/1999/NĐ-CP", "Chính phủ"),
    ("LUẬT\nCỦA QUỐC HỘI SỐ 32/2001/QH10 NGÀY 29 THÁNG 6 NĂM 1999\nVỀ NGHỀ VƯỜN", "32/2001/QH10", "Quốc hội"),
    (
        "LUẬT CỦA QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 32/2001/QH10 NGÀY 29/6/1999 VỀ NGHỀ VƯỜN",
        "32/2001/QH10",
        "Quốc hội",
    ),
    ("QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ Y TẾ SỐ 7/1999/QĐ-BYT NGÀY 29/6/1999 VỀ NGHỀ VƯỜN", "7/1999/QĐ-BYT", "Bộ Y tế"),
]


@pytest.mark.parametrize(("heading", "number", "issuer"), GAZETTE)
def test_what_the_gazette_printed_instead_of_a_letterhead(heading: str, number: str, issuer: str) -> None:
    found = head(f"{heading}\nCăn cứ Luật Vườn tược ngày 30 tháng 9 năm 1992;\nĐiều 1. Vườn được chăm sóc.\n")
    assert (found.number, found.issued, found.issuer) == (number, "1999-06-29", issuer)
    assert found.title == "VỀ NGHỀ VƯỜN"


def test_a_title_of_the_gazette_that_opens_with_a_types_words() -> None:
    heading = "THÔNG TƯ\nCỦA BỘ Y TẾ SỐ 7/1999/TT-BYT NGÀY 29/6/1999\nHƯỚNG DẪN NGHỀ VƯỜN\n"
    found = head(heading + "Thi hành Luật Vườn tược năm 1998,\n")
    assert (found.kind, found.title, found.issuer) == ("TT", "HƯỚNG DẪN NGHỀ VƯỜN", "Bộ Y tế")


def test_a_motto_whose_last_word_stands_alone() -> None:
    motto = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    assert head(f"QUỐC HỘI\n\nSố: 32/2001/QH10\n\n{motto}LUẬT\nVườn tược\n{BODY}").issuer == "Quốc hội"


ASKING = [
    ("Về việc hỏi nghề vườn, Tổng cục Thuế có ý kiến như sau:", "Tổng cục Thuế"),
    (
        "Thực hiện Công văn số 12/UBND-VX của UBND tỉnh Gia Lai, Sở Y tế đề nghị các đơn vị làm các nội dung sau:",
        "Sở Y tế tỉnh Gia Lai",
    ),
    ("Tại Công văn số 12/BYT, Bộ Y tế đề nghị làm vườn.", None),  # who asked is not who writes
]


@pytest.mark.parametrize(("opening", "issuer"), ASKING)
def test_a_letter_without_letterhead_is_of_the_body_that_says_what_follows(opening: str, issuer: str | None) -> None:
    own = head(f"{opening}\n1. Trồng vườn.\n2. Chăm vườn.\n")
    assert (own.number, own.issuer) == (None, issuer)


def test_a_title_of_a_year_is_no_issuer() -> None:
    text = (
        "PHƯƠNG HƯỚNG TRỒNG CÂY THÁNG 3 NĂM 2020\n\nThực hiện Kế hoạch số 17-KH/TU của Tỉnh ủy, các đơn vị trồng cây."
    )
    assert head(text).issuer is None


def test_a_number_in_the_title_is_not_the_papers_own() -> None:
    found = head(
        "CHƯƠNG TRÌNH\nTRIỂN KHAI THỰC HIỆN KẾ HOẠCH\nSỐ 164-KH/TU NGÀY 24 THÁNG 8 NĂM 2022 CỦA TỈNH ỦY VỀ NGHỀ VƯỜN\n"
        "Căn cứ Kế hoạch số 164-KH/TU, Ủy ban nhân dân tỉnh ban hành Chương trình như sau:\nI. MỤC ĐÍCH\n1. Vui.\n"
    )
    assert (found.kind, found.number, found.issuer) == ("CTr", None, "Ủy ban nhân dân tỉnh")


def test_a_motto_in_a_damaged_font() -> None:
    found = head(
        "CHÍNH PHỦ\n-------\nCỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
        "Số: 7/NQ-CP\nHà Nội, ngày 08 tháng 10 năm 2021\nNGHỊ QUYẾT\nVỀ NGHỀ VƯỜN\n"
    )
    assert (found.issuer, found.number) == ("Chính phủ", "7/NQ-CP")


def test_two_bodies_that_issue_a_paper_in_its_sentence() -> None:
    found = head(
        "NGHỊ QUYẾT LIÊN TỊCH\nVỀ NGHỀ VƯỜN\nCăn cứ Luật Giá ngày 2 tháng 3 năm 2020;\n"
        "Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam ban hành Nghị quyết liên tịch về cây.\n"
        "Chương I\nQUY ĐỊNH CHUNG\n"
    )
    assert found.issuer == "Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
