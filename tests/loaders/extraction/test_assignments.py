"""Assignments: who is ordered, in which role, by when, where; enumerations of bodies; tables of tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ....loaders.extraction.executors import bodies_at
from ....loaders.extraction.extract import extract
from ....loaders.gold import load_gold
from ....loaders.record import Assignment
from ....loaders.scoring import score
from ....loaders.source import Source
from ....vietnamese import lower
from .linear import assert_linear

SHARED = Path(__file__).parents[4] / "shared"
OWN = Path(__file__).parents[2] / "gold" / "assignments"

HEAD = """ỦY BAN NHÂN DÂN TỈNH LẠC GIANG

Số: 7/KH-UBND

Lạc Giang, ngày 05 tháng 3 năm 2024

KẾ HOẠCH

Về phát triển nghề dệt

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

"""


def made(body: str, head: str = HEAD) -> list[Assignment]:
    return extract(Source(head + body, "text"), "x.txt").assignments


def named(assignment: Assignment, role: str = "lead") -> list[str]:
    return [b.name for b in assignment.bodies if b.role == role]


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        # composite fields keep their commas and "và"
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"], "chủ trì"),
        # one head for several fields
        ("các Sở Tài chính, Nội vụ và Xây dựng tổ chức", ["Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng"], "tổ chức"),
        ("Các Sở, ngành: Y tế, Công Thương,... báo cáo", ["Sở Y tế", "Sở Công Thương"], "báo cáo"),
        # a title belongs to every member, up to the semicolon
        (
            "Giám đốc các Sở: Tài chính, Y tế; Chủ tịch UBND các xã, phường chịu trách nhiệm",
            ["Giám đốc Sở Tài chính", "Giám đốc Sở Y tế", "Chủ tịch UBND các xã", "Chủ tịch UBND các phường"],
            "chịu trách nhiệm",
        ),
        ("Giám đốc Sở: Y tế, Tài chính; báo cáo", ["Giám đốc Sở Y tế", "Giám đốc Sở Tài chính"], "; báo cáo"),
        ("Thủ trưởng các Sở, ngành căn cứ", ["Thủ trưởng các Sở", "Thủ trưởng các ngành"], "căn cứ"),
        # … behind "Giám đốc:", too, and a title that says nothing alone is completed
        (
            "Giám đốc: Trung tâm Dệt tỉnh, Trung tâm Nước tỉnh; Chủ tịch UBND cấp xã chịu trách nhiệm",
            ["Giám đốc Trung tâm Dệt tỉnh", "Giám đốc Trung tâm Nước tỉnh", "Chủ tịch UBND cấp xã"],
            "chịu trách nhiệm",
        ),
        (
            "Giám đốc, Thủ trưởng các sở, ban rà soát",
            ["Giám đốc các sở", "Thủ trưởng các sở", "Thủ trưởng các ban"],
            "rà soát",
        ),
        ("Giám đốc (Thủ trưởng) các sở, ban rà soát", ["Giám đốc các sở", "Giám đốc các ban"], "rà soát"),
        # how persons are addressed names nobody
        (
            "Các Ông/bà: Chánh Văn phòng Bộ; Vụ trưởng Vụ Dệt chịu trách nhiệm",
            ["Chánh Văn phòng Bộ", "Vụ trưởng Vụ Dệt"],
            "chịu trách nhiệm",
        ),
        # … and one that leads only what its colon announces
        (
            "Thủ trưởng các cơ quan: Sở Y tế, Thanh tra tỉnh; UBND các xã rà soát",
            ["Thủ trưởng Sở Y tế", "Thủ trưởng Thanh tra tỉnh", "UBND các xã"],
            "rà soát",
        ),
        (
            "công chức, viên chức Văn phòng Bộ rà soát",
            ["công chức Văn phòng Bộ", "viên chức Văn phòng Bộ"],
            "rà soát",
        ),
        ("Các sở, đơn vị thuộc Sở rà soát", ["sở", "đơn vị thuộc Sở"], "rà soát"),
        ("thành viên Ban Chỉ đạo Dệt - May tỉnh rà soát", ["thành viên Ban Chỉ đạo Dệt - May tỉnh"], "rà soát"),
        # persons have no head, so those beside them stand for themselves
        (
            "Thủ trưởng các sở và các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm",
            ["Thủ trưởng các sở", "cơ quan có liên quan", "tổ chức có liên quan", "cá nhân có liên quan"],
            "chịu trách nhiệm",
        ),
        (
            "Thủ trưởng các đơn vị thuộc, trực thuộc Bộ rà soát",
            ["Thủ trưởng các đơn vị thuộc, trực thuộc Bộ"],
            "rà soát",
        ),
        ("Các sở, ban, ngành Thành phố rà soát", ["sở Thành phố", "ban Thành phố", "ngành Thành phố"], "rà soát"),
        # and so does what is said behind the last
        ("các cơ quan, đơn vị liên quan rà soát", ["cơ quan liên quan", "đơn vị liên quan"], "rà soát"),
        # "tổ chức" is a body here and a verb there
        (
            "Các cấp ủy đảng, tổ chức chính trị - xã hội tổ chức học tập",
            ["cấp ủy đảng", "tổ chức chính trị - xã hội"],
            "tổ chức học tập",
        ),
        (
            "Báo Lạc Giang và Đài Phát thanh - Truyền hình tỉnh mở",
            ["Báo Lạc Giang", "Đài Phát thanh - Truyền hình tỉnh"],
            "mở",
        ),
        ("đồng chí Bí thư Huyện ủy chỉ đạo", ["Bí thư Huyện ủy"], "chỉ đạo"),
        # what it is responsible in, how long it takes, when it does are no part of a name
        ("Ủy ban nhân dân cấp xã trong quản lý nghề vườn:", ["Ủy ban nhân dân cấp xã"], "trong quản lý nghề vườn:"),
        ("Ủy ban nhân dân cấp xã 0,25 ngày làm việc", ["Ủy ban nhân dân cấp xã"], "0,25 ngày làm việc"),
        ("Lãnh đạo Sở Công Thương 01 ngày", ["Lãnh đạo Sở Công Thương"], "01 ngày"),
        # how persons are addressed is no part of who they are
        (
            "Các Ông (Bà) Chánh Thanh tra tỉnh, Giám đốc Sở Y tế báo cáo",
            ["Chánh Thanh tra tỉnh", "Giám đốc Sở Y tế"],
            "báo cáo",
        ),
        (
            "Thủ trưởng cơ quan thuộc Chính phủ và các thành viên Ban Chỉ huy chịu trách nhiệm",
            ["Thủ trưởng cơ quan thuộc Chính phủ", "thành viên Ban Chỉ huy"],
            "chịu trách nhiệm",
        ),
        ("đơn vị thì Sở Xây dựng rà soát", ["đơn vị"], "thì Sở Xây dựng rà soát"),
        (
            "Tổ chức tham gia hội chợ phải theo kế hoạch và chịu trách nhiệm",
            ["Tổ chức tham gia hội chợ"],
            "phải theo kế hoạch và chịu trách nhiệm",
        ),
    ],
)
def test_enumeration(text: str, names: list[str], rest: str) -> None:
    bodies = bodies_at(text, lower(text), 0, len(text))
    assert bodies is not None
    assert list(bodies.names) == names
    assert text[bodies.end :].strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "Cấp giấy phép cho vườn",
        "Cấp mới, thu hồi",
        "Thanh tra, kiểm tra việc chấp hành",
        "tổ chức họp",
        "Báo cáo kết quả năm",
        "tổ chức hội nghị",
        "Phòng, chống thiên tai",
        "xã hội hóa y tế",
    ],
)
def test_no_body_begins_here(text: str) -> None:
    assert bodies_at(text, lower(text), 0, len(text)) is None


def test_order_with_roles_and_deadline() -> None:
    (one,) = made("1. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính lập đề án, trình trước ngày 20/6/2024.\n")
    assert named(one) == ["Sở Công Thương"]
    assert named(one, "coordinate") == ["Sở Tài chính"]
    assert (one.where, one.deadline) == ("1", "trước ngày 20/6/2024")
    assert one.task == "chủ trì, phối hợp với Sở Tài chính lập đề án, trình"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("hoàn thành trong Quý III/2024", "Quý III/2024"),
        ("định kỳ hằng quý báo cáo", "định kỳ hằng quý"),
        ("báo cáo trước 15/12 hằng năm", "trước 15/12 hằng năm"),
        ("gửi chậm nhất là ngày 30 tháng 11 năm 2024", "chậm nhất là ngày 30 tháng 11 năm 2024"),
        ("nộp trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng"),
        ("nộp chậm nhất sau 07 ngày kể từ ngày mở lớp", "chậm nhất sau 07 ngày kể từ ngày mở lớp"),
        ("theo Quyết định ngày 27 tháng 8 năm 2023", None),
        ("lập kế hoạch hằng năm của ngành", None),
    ],
)
def test_deadline_as_printed(words: str, printed: str | None) -> None:
    (one,) = made(f"1. Sở Y tế có trách nhiệm {words}.\n")
    assert one.deadline == printed


def test_subject_carries_over_what_stands_beneath() -> None:
    found = made(
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\na) Rà soát danh sách thợ dệt. Lập hồ sơ.\n\nb) Báo cáo kết quả.\n\n"
        "2. Sở Y tế:\n\n- Khám sức khỏe cho thợ dệt.\n\n- Giao Thanh tra tỉnh kiểm tra.\n\n"
        "Trên đây là Kế hoạch của tỉnh, các đơn vị biết.\n"
    )
    assert [(a.where, named(a)) for a in found] == [
        ("II.1.a", ["Sở Nội vụ"]),
        ("II.1.b", ["Sở Nội vụ"]),
        ("II.2", ["Sở Y tế"]),
        ("II.2", ["Thanh tra tỉnh"]),
    ]


def test_sentences_go_on_with_their_subject() -> None:
    first, second = made("III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế xây dựng đề án. Đồng thời, tham mưu kinh phí.\n")
    assert named(first) == named(second) == ["Sở Y tế"]
    assert second.task == "tham mưu kinh phí."


def test_command_inside_a_sentence() -> None:
    (one,) = made("1. Về kinh phí dạy nghề: giao Sở Tài chính cân đối nguồn vốn.\n")
    assert named(one) == ["Sở Tài chính"]
    (other,) = made("1. Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện.\n")
    assert named(other) == ["sở", "ngành"]


def test_who_is_reported_to_is_no_executor() -> None:
    (one,) = made("1. Các Sở Tài chính, Y tế có trách nhiệm gửi số liệu cho Sở Tài chính.\n")
    assert named(one) == ["Sở Y tế"]


def test_execution_clause() -> None:
    (one,) = made(
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert named(one) == ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế"]
    assert one.where == "Điều 3"


@pytest.mark.parametrize(
    "text",
    [
        "I. MỤC TIÊU\n\n1. Các sở, ngành tiếp tục có đủ thợ giỏi.\n",  # an aim
        "1. Sở Công Thương đã tổ chức ba lớp nghề.\n",  # what was done
        "1. Sở Y tế là cơ quan của Ủy ban nhân dân tỉnh.\n",  # what is
        "1. Căn cứ Luật Thủ đô, Sở Tài chính được giao vốn.\n",
    ],
)
def test_tells_and_orders_nothing(text: str) -> None:
    assert made(text) == []


def test_authority_enacts_and_is_told_nothing() -> None:
    head = HEAD.replace("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n", "")
    preamble = (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\n"
        "Ủy ban nhân dân tỉnh ban hành Quy chế dạy nghề dệt.\n\n"
    )
    clause = "Điều 1. Ban hành Quy chế.\n\nĐiều 2. Sở Y tế, các cơ quan căn cứ Quyết định thi hành.\n"
    assert [named(a) for a in made(preamble + clause, head)] == [["Sở Y tế", "cơ quan"]]
    (one,) = made("1. Sở Y tế chủ trì khám bệnh.\n\nVăn phòng tỉnh trân trọng thông báo.\n")
    assert named(one) == ["Sở Y tế"]


def test_recipients_without_their_heading_are_told_nothing() -> None:
    found = made("Điều 1. Giao Sở Y tế khám bệnh.\n\n- Chủ tịch, các Phó Chủ tịch tỉnh;\n\n- Các sở, ngành;\n")
    assert [named(a) for a in found] == [["Sở Y tế"]]


def test_nothing_is_carried_over_the_end_of_the_text() -> None:
    order = "Điều 2. Sở Y tế, các xã chịu trách nhiệm thi hành Quyết định này./.\n\n"
    (one,) = made(order + "- Thường trực Tỉnh ủy, HĐND tỉnh;\n\n- Lưu ở văn thư của Ủy ban.\n")
    assert named(one) == ["Sở Y tế", "xã"]


def test_list_of_bodies_goes_on_over_lines() -> None:
    (one,) = made(
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh;\n\nThủ trưởng các sở, ngành;\n\nGiám đốc Trung tâm Dệt và các"
        " tập thể, cá nhân liên quan chịu trách nhiệm thi hành Quyết định này.\n"
    )
    assert named(one) == [
        "Chánh Văn phòng Ủy ban nhân dân tỉnh",
        "Thủ trưởng các sở",
        "Thủ trưởng các ngành",
        "Giám đốc Trung tâm Dệt",
        "tập thể liên quan",
        "cá nhân liên quan",
    ]


def test_sentence_behind_its_condition_goes_on() -> None:
    first, second = made(
        "1. Về vốn dạy nghề: giao Sở Tài chính xử lý theo quy định. Đối với nội dung vượt thẩm quyền, báo cáo Ủy ban"
        " nhân dân tỉnh trước ngày 25/12/2024.\n"
    )
    assert named(first) == named(second) == ["Sở Tài chính"]
    assert (first.deadline, second.deadline) == (None, "trước ngày 25/12/2024")


def test_orders_side_by_side() -> None:
    first, second = made("1. Giao Sở Y tế khám bệnh cho thợ dệt; Sở Tài chính bố trí kinh phí.\n")
    assert (named(first), named(second)) == (["Sở Y tế"], ["Sở Tài chính"])
    first, second = made(
        "1. Các cơ quan chủ trì có trách nhiệm mở lớp đúng hạn, các cơ quan phối hợp có trách nhiệm cử giáo viên.\n"
    )
    assert (named(first), named(second)) == (["cơ quan chủ trì"], ["cơ quan phối hợp"])
    assert second.task == "có trách nhiệm cử giáo viên."


def test_who_does_a_task_may_be_told_behind_it() -> None:
    (one,) = made(
        "2. Nhiệm vụ\n\na) Mở lớp dạy nghề dệt (Sở Công Thương chủ trì, phối hợp với Sở Nội vụ; hoàn thành trong Quý"
        " III/2024).\n"
    )
    assert (named(one), named(one, "coordinate"), one.task, one.deadline) == (
        ["Sở Công Thương"],
        ["Sở Nội vụ"],
        "Mở lớp dạy nghề dệt",
        "Quý III/2024",
    )
    (one,) = made(
        "3. Tổ chức hội nghị tổng kết. Đơn vị chủ trì: Sở Nội vụ; đơn vị phối hợp: các sở, ngành; thời gian hoàn thành:"
        " tháng 12/2025.\n"
    )
    assert (named(one), named(one, "coordinate"), one.task, one.deadline) == (
        ["Sở Nội vụ"],
        ["sở", "ngành"],
        "Tổ chức hội nghị tổng kết.",
        "tháng 12/2025",
    )


def test_items_of_a_party_paper_are_numbered_with_a_dash() -> None:
    first, second = made(
        "Ban Thường vụ Tỉnh ủy yêu cầu các huyện ủy thực hiện các nhiệm vụ sau:\n\n1- Quán triệt Chỉ thị.\n\n"
        "2- Ban Tuyên giáo Tỉnh ủy chủ trì theo dõi việc thực hiện.\n"
    )
    assert (first.where, named(first)) == ("1", ["huyện ủy"])
    assert (second.where, named(second)) == ("2", ["Ban Tuyên giáo Tỉnh ủy"])


def test_two_days_of_each_year() -> None:
    (one,) = made("1. Giao Sở Nội vụ báo cáo định kỳ trước ngày 15/6 và 15/12 hằng năm về kết quả.\n")
    assert one.deadline == "định kỳ trước ngày 15/6 và 15/12 hằng năm"


def test_roles_within_one_cell_of_a_table() -> None:
    (one,) = made(
        "PHỤ LỤC\n\n| TT | Nhiệm vụ | Đơn vị thực hiện | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Tổ chức tuyên truyền | - Chủ trì: Sở Nội vụ - Phối hợp: Báo Lạc Giang | Hằng năm |\n"
    )
    assert (named(one), named(one, "coordinate")) == (["Sở Nội vụ"], ["Báo Lạc Giang"])


def test_what_stands_in_a_parenthesis_may_be_no_order() -> None:
    assert not made("2. Mục tiêu\n\na) Giữ vững nghề dệt (Sở Công Thương chủ trì cuộc họp năm 2020 về nghề này).\n")
    assert not made("2. Giữ vững nghề dệt (năm 2020, hội nghị do người chủ trì chọn).\n")


def test_an_order_to_be_something() -> None:
    (one,) = made("IV. TỔ CHỨC THỰC HIỆN\n\n1. Giao Sở Y tế là cơ quan đầu mối theo dõi, tổng hợp.\n")
    assert (named(one), one.task) == (["Sở Y tế"], "là cơ quan đầu mối theo dõi, tổng hợp.")
    assert not made("1. Sở Y tế là cơ quan chuyên môn của tỉnh.\n")


def test_period_before_who_is_told() -> None:
    (one,) = made("IV. TỔ CHỨC THỰC HIỆN\n\n1. Hằng năm, Sở Y tế ban hành hướng dẫn, đôn đốc các xã, các trạm y tế.\n")
    assert named(one) == ["Sở Y tế"]
    first, second = made(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Theo dõi sức khỏe của thợ; định kỳ hằng quý, UBND cấp xã báo cáo"
        " kết quả.\n"
    )
    assert (named(first), first.task) == (["Sở Y tế"], "Theo dõi sức khỏe của thợ")
    assert (named(second), second.deadline) == (["UBND cấp xã"], "định kỳ hằng quý")


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("các cơ quan, đơn vị sử dụng xưởng dệt", ["cơ quan sử dụng xưởng dệt", "đơn vị sử dụng xưởng dệt"]),
        ("cá nhân, tổ chức có xưởng dệt", ["cá nhân có xưởng dệt", "tổ chức có xưởng dệt"]),
        ("Báo và Phát thanh, truyền hình Lạc Giang", ["Báo và Phát thanh, truyền hình Lạc Giang"]),
    ],
)
def test_heading_names_bodies_by_what_they_do(heading: str, names: list[str]) -> None:
    (one,) = made(f"Điều 5. Trách nhiệm của {heading}\n\n1. Giữ vệ sinh nơi dệt.\n")
    assert named(one) == names


def test_what_a_body_is_goes_before_what_it_has_to_do() -> None:
    (one,) = made("1. Sở Y tế là cơ quan thường trực của Kế hoạch, có trách nhiệm đôn đốc các xã.\n")
    assert (named(one), one.task) == (["Sở Y tế"], "có trách nhiệm đôn đốc các xã.")
    assert made("1. Giám đốc là người đứng đầu Sở, chịu trách nhiệm trước pháp luật.\n") == []


def test_heading_of_what_one_leads() -> None:
    (one,) = made("Điều 5. Nội dung Công an tỉnh có trách nhiệm chủ trì\n\n1. Nắm tình hình nơi dệt.\n")
    assert (named(one), one.where) == (["Công an tỉnh"], "Điều 5.1")


def test_partners_of_those_who_are_told_are_not_the_executors() -> None:
    (one,) = made("1. Sở Y tế có trách nhiệm chỉ đạo các trạm y tế phối hợp với Hội Phụ nữ khám bệnh.\n")
    assert (named(one), named(one, "coordinate")) == (["Sở Y tế"], [])


def test_report_orders_nothing() -> None:
    head = HEAD.replace("KẾ HOẠCH", "BÁO CÁO").replace("/KH-", "/BC-")
    assert made("1. Sở Y tế chủ trì khám bệnh.\n", head) == []


TASKS = "PHỤ LỤC II\n\nNHIỆM VỤ NĂM 2024\n\n"


def test_table_rows() -> None:
    (one,) = made(
        "1. Nội dung ở Phụ lục.\n\n" + TASKS + "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n"
        "|---|---|---|---|---|\n| 1 | Mở lớp dệt | Sở Công Thương | Các sở, ngành | Quý II/2024 |\n"
        "| 2 | Chưa giao | | | |\n"
    )
    assert (one.where, one.deadline, one.task) == ("Phụ lục II.1", "Quý II/2024", "Mở lớp dệt")
    assert named(one) == ["Sở Công Thương"]
    assert named(one, "coordinate") == ["sở", "ngành"]


def test_rows_of_one_cell_are_parts_of_the_table() -> None:
    rows = "| ST T | Nhiệm vụ | Cơ quan chủ trì |\n| I. KINH TẾ |\n| 1 | Mở lớp[^1] dệt | Sở Công Thương |\n"
    one, two = made("1. Nội dung ở Phụ lục.\n\n" + TASKS + rows + "| B |\n| 1 | Khám bệnh <br> lưu động | Sở Y tế |\n")
    assert [(a.where, a.task) for a in (one, two)] == [
        ("Phụ lục II.I.1", "Mở lớp dệt"), ("Phụ lục II.B.1", "Khám bệnh lưu động")
    ]  # fmt: skip


def test_flattened_table() -> None:
    cells = ("|\nTT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\n", "|\n1\n|\nMở lớp dệt\n|\nSở Công Thương\n|\n")
    (one,) = made("1. Nội dung ở Phụ lục.\n\n" + TASKS + "".join(cells))
    assert (one.where, one.task, named(one)) == ("Phụ lục II.1", "Mở lớp dệt", ["Sở Công Thương"])


def test_fields_beneath_a_task() -> None:
    (one,) = made(
        "1. Mở lớp dệt thổ cẩm cho phụ nữ.\n\n- Cơ quan chủ trì: Sở Công Thương.\n\n- Cơ quan phối hợp: Sở Y tế.\n\n"
        "- Thời gian thực hiện: Quý II/2024.\n"
    )
    assert (named(one), named(one, "coordinate"), one.deadline) == (["Sở Công Thương"], ["Sở Y tế"], "Quý II/2024")


def test_fields_that_tell_what_each_does() -> None:
    one, two, three = made(
        "1. Rà soát nghề dệt\n\n- Cơ quan thực hiện: Sở Y tế tiến hành rà soát nghề dệt; các sở, ngành rà soát nghề"
        " của mình.\n\n- Thời hạn ban hành: Quý II/2024.\n\n- Thời gian báo cáo:\n\n+ Ủy ban nhân dân các xã gửi"
        " kết quả trước ngày 15/5/2024.\n"
    )
    assert [named(a) for a in (one, two)] == [["Sở Y tế"], ["sở", "ngành"]]
    assert [a.deadline for a in (one, two, three)] == ["Quý II/2024", "Quý II/2024", "trước ngày 15/5/2024"]


def test_annex_counts_its_own_items() -> None:
    order = "QUYẾT ĐỊNH:\n\nĐiều 1. Giao Sở Y tế chủ trì khám bệnh cho thợ dệt.\n\nKẾ HOẠCH\n\n"
    attached = "(Kèm theo Quyết định số 7/QĐ-UBND ngày 05 tháng 3 năm 2024)\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    found = made(order + attached + "1. Sở Công Thương mở lớp dệt thổ cẩm.\n")
    assert [a.where for a in found] == ["Điều 1", "II.1"]


def test_partner_named_above_the_tasks() -> None:
    found = made(
        "Điều 3. Giao Sở Y tế thực hiện các nhiệm vụ sau:\n\na) Cập nhật danh sách thợ dệt.\n\nb) Chủ trì, phối hợp với"
        " Sở Công Thương\n\n- Khám bệnh cho thợ dệt, trong thời hạn 05 ngày kể từ ngày nhận được đề nghị.\n"
    )
    assert [(named(a), named(a, "coordinate"), a.where) for a in found] == [
        (["Sở Y tế"], [], "Điều 3.a"),
        (["Sở Y tế"], ["Sở Công Thương"], "Điều 3.b"),
    ]
    assert found[1].deadline == "trong thời hạn 05 ngày kể từ ngày nhận được đề nghị"


def test_whoever_meets_difficulties_reports_them() -> None:
    (one,) = made(
        "IV. TỔ CHỨC THỰC HIỆN\n\nTrong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế"
        " để tổng hợp.\n"
    )
    assert named(one) == ["cơ quan", "đơn vị"]


def test_what_the_told_are_to_ask_of_others_is_no_order_of_its_own() -> None:
    (one,) = made(
        "6. Sở Y tế\n\na) Kiểm tra nước của xưởng dệt; nếu nước bẩn, yêu cầu các đơn vị có biện pháp khắc phục.\n"
    )
    assert named(one) == ["Sở Y tế"]


def test_lines_broken_behind_a_label() -> None:
    """Pages wrap behind "Điều 3. Chánh", however short the line is."""
    lines = (
        "Điều 1. Mở lớp dệt thổ cẩm cho phụ nữ các xã vùng cao của tỉnh theo đúng quy định\nvà bảo đảm chất lượng.\n\n"
    )
    found = made(lines * 8 + "Điều 3. Chánh\nVăn phòng UBND tỉnh, Giám đốc Sở Y tế chịu trách nhiệm thi hành.\n")
    assert named(found[-1]) == ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Y tế"]


def test_span_holds_the_task() -> None:
    text = HEAD + "1. Sở Y tế chủ trì\nkhám bệnh cho thợ dệt.\n"
    (one,) = extract(Source(text, "text"), "x.txt").assignments
    assert text[one.start : one.end] == "Sở Y tế chủ trì\nkhám bệnh cho thợ dệt."


def test_what_a_procedure_rests_on_is_no_task() -> None:
    cell = "III. NHIỆM VỤ\n\n1. Ủy ban nhân dân cấp xã\n\n- Luật Nghề vườn năm 2020;\n- Nghị định số 8/2022/NĐ-CP;\n"
    assert [(named(a), a.task) for a in made(cell + "- Rà soát vườn")] == [(["Ủy ban nhân dân cấp xã"], "Rà soát vườn")]


@pytest.mark.parametrize(
    "piece",
    [
        "Sở Tài chính, ",
        "giao ",
        "các cơ quan được ",
        "Để x, Sở Y tế chủ trì, ",
        "|\n",
        "phối hợp với ",
        "Sở Y tế;\n\n",
        "có trách nhiệm; hằng năm, ",
        "Sở Y tế là cơ quan, có trách nhiệm x; ",
    ],
)
def test_linear_on_hostile_text(piece: str) -> None:
    assert_linear(lambda times: Source(HEAD + piece * times, "text"), 1_000, 16_000)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated documents (../shared/gold) are not here")
def test_floor_on_annotated_documents() -> None:
    gold = load_gold(SHARED / "gold")
    texts = {Path(g.file).name: (SHARED / "corpus" / Path(g.file).name).read_text(encoding="utf-8") for g in gold}
    report = score([extract(Source(text, "text"), name) for name, text in texts.items()], gold, texts)
    assert report.counts("assignments").f1 >= 0.97
    assert report.counts("assignments: where").f1 >= 0.97
    assert report.counts("assignments: deadline").f1 >= 0.97


@pytest.mark.skipif(not (SHARED / "corpus" / "web").is_dir(), reason="no documents beside the checkout")
def test_floor_on_web_documents() -> None:
    """Decisions, plans, notices and a directive of the web, annotated in ``tests/gold/assignments``."""
    gold = load_gold(OWN)
    texts = {g.file: g.annotated((SHARED / "corpus" / "web" / g.file).read_text(encoding="utf-8")) for g in gold}
    report = score([extract(Source(text, "text"), name) for name, text in texts.items()], gold, texts)
    assert report.counts("assignments").f1 >= 0.94
    assert report.counts("assignments: place").f1 >= 0.97
    assert report.counts("assignments: bodies").f1 >= 0.95
    assert report.counts("assignments: where").f1 >= 0.98
    assert report.counts("assignments: deadline").f1 >= 0.98
