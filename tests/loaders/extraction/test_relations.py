"""Each relation in each of its turns; ``(source, type, target)`` with numbers or names for the ends."""

from __future__ import annotations

import pytest

from ....loaders.record import Facts
from .recognised import stated, triples

SELF_CASES = [
    # carrying out, in its many words
    ("Thực hiện Nghị quyết số 1-NQ/TW.", "implements", "1-NQ/TW"),
    ("Tiếp tục quán triệt và triển khai thực hiện có hiệu quả Nghị quyết số 1-NQ/TW.", "implements", "1-NQ/TW"),
    ("Cụ thể hóa nhiệm vụ đề ra tại Nghị quyết số 1-NQ/TW.", "implements", "1-NQ/TW"),
    ("Thông tư này quy định chi tiết khoản 2 Điều 4 Luật Giá.", "implements", "Luật Giá"),
    ("Thực hiện Quy chế ban hành kèm theo Quyết định số 1/QĐ-UBND.", "implements", "1/QĐ-UBND"),
    ("Chấp hành nghiêm quy định của Luật Tài nguyên nước.", "implements", "Luật Tài nguyên nước"),
    (
        "Thực hiện quyết liệt các nhiệm vụ, giải pháp nêu tại Kết luận số 121-KL/TW.", "implements", "121-KL/TW"
    ),
    ("a) Hướng dẫn thực hiện Nghị định số 1/2020/NĐ-CP.", "implements", "1/2020/NĐ-CP"),
    # resting on
    ("Căn cứ Nghị định số 1/2020/NĐ-CP;", "based_on", "1/2020/NĐ-CP"),
    ("Căn cứ\nNghị định số 1/2020/NĐ-CP;", "based_on", "1/2020/NĐ-CP"),
    ("Các mức chi theo quy định tại Nghị định số 1/2020/NĐ-CP.", "based_on", "1/2020/NĐ-CP"),
    ("Hồ sơ thực hiện theo Nghị định số 1/2020/NĐ-CP.", "based_on", "1/2020/NĐ-CP"),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 5/TTr-SNV.", "based_on", "5/TTr-SNV"),
    ("Xét Tờ trình số 5/TTr-UBND của Ủy ban nhân dân tỉnh;", "based_on", "5/TTr-UBND"),
    ("Căn cứ NĐ số 1/2020/NĐ-CP;", "based_on", "1/2020/NĐ-CP"),
    # words that a longer one holds, and what only tells since when or by whom
    ("Một công đoạn tiếp theo để làm hàng hóa (Phụ lục kèm theo Thông tư số 7/2025/TT-BCT).", "cites", "7/2025/TT-BCT"),
    ("Thống kê theo dữ liệu dân cư trong 15 ngày kể từ ngày Nghị định số 1/2020/NĐ-CP có hiệu lực.", "cites",
     "1/2020/NĐ-CP"),
    ("Cấp lại theo đề nghị của tổ chức quy định tại Điều 5 Nghị định số 1/2020/NĐ-CP.", "cites", "1/2020/NĐ-CP"),
    ("a) Thông tin theo quy định tại\nĐiều 4 Nghị định số 1/2020/NĐ-CP.", "based_on", "1/2020/NĐ-CP"),
    ("Thực hiện kế hoạch năm, từ đầu năm UBND tỉnh đã ban hành Chương trình số 34/CTr-UBND với 8 việc.", "cites",
     "34/CTr-UBND"),
    # looking back
    ("Tổng kết 10 năm thực hiện Chỉ thị số 40-CT/TW.", "reviews", "40-CT/TW"),
    ("Sơ kết Nghị quyết số 18-NQ/TW.", "reviews", "18-NQ/TW"),
    ("Báo cáo kết quả thực hiện Nghị quyết số 18-NQ/TW.", "reviews", "18-NQ/TW"),
    ("Kiểm tra tình hình triển khai thực hiện Kết luận số 1-KL/TU.", "reviews", "1-KL/TU"),
    # changing a part
    ("Sửa đổi, bổ sung Điều 2 của Quyết định số 1/2020/QĐ-UBND như sau:", "amends", "1/2020/QĐ-UBND"),
    ("Bãi bỏ khoản 2 Điều 3 Quyết định số 1/2020/QĐ-UBND.", "amends", "1/2020/QĐ-UBND"),
    (
        "Điều 1. Phê duyệt điều chỉnh Quy hoạch vùng đã được phê duyệt tại Quyết định số 1/QĐ-UBND.",
        "amends", "1/QĐ-UBND",
    ),
    (
        "Sửa đổi Quy chế ban hành kèm theo Quyết định số 1/2020/QĐ-UBND.", "amends", "1/2020/QĐ-UBND"
    ),
    (
        "Khoản 3 Điều 5 Quyết định số 1/2020/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
        "amends", "1/2020/QĐ-UBND",
    ),
    ("Điều chỉnh, bổ sung khoản 2 Điều 1 Nghị quyết số 22/NQ-HĐND như sau:", "amends", "22/NQ-HĐND"),
    ("Sửa đổi, bãi bỏ một số điểm, khoản của Nghị định số 1/2020/NĐ-CP như sau:", "amends", "1/2020/NĐ-CP"),
    ("Sửa đổi quy định tại Điều 9 Thông tư số 7/2025/TT-BCT như sau:", "amends", "7/2025/TT-BCT"),
    (
        "Quyết định này có hiệu lực từ ngày ký và thay thế: Điều 14, 18 Quyết định số 15/2022/QĐ-UBND.",
        "amends", "15/2022/QĐ-UBND",
    ),
    (
        "Bãi bỏ thủ tục hành chính có số thứ tự 1, 2 tại Quyết định số 1126/QĐ-UBND.", "amends", "1126/QĐ-UBND"
    ),
    (
        "Bãi bỏ các quy định về xử lý kỷ luật tại Nghị định số 112/2020/NĐ-CP.", "amends", "112/2020/NĐ-CP"
    ),
    (
        "Sửa đổi một số điều của Quy định thực hiện nếp sống mới ban hành kèm theo Quyết định số 5/QĐ-UBND.",
        "amends", "5/QĐ-UBND",
    ),
    (
        "Nghị định này bãi bỏ các quy định về nghề vườn, nghề ao quy định tại Nghị định số 1/2020/NĐ-CP.",
        "amends", "1/2020/NĐ-CP",
    ),
    # ending the whole
    (
        "Quyết định có hiệu lực kể từ ngày ký, đồng thời thay thế các quyết định: Quyết định số 1/QĐ-UBND;",
        "supersedes", "1/QĐ-UBND",
    ),
    ("Kết luận này thay Kết luận số 12-KL/TW.", "supersedes", "12-KL/TW"),
    (
        "Quyết định này có hiệu lực từ ngày ký, đồng thời thay thế Quyết định số 3526/QĐ-UBND.",
        "supersedes", "3526/QĐ-UBND",
    ),
    ("Bãi bỏ Quy chế ban hành kèm theo Quyết định số 1/QĐ-UBND.", "supersedes", "1/QĐ-UBND"),
    ("Quyết định này thay thế Quyết định số 1/2020/QĐ-UBND.", "supersedes", "1/2020/QĐ-UBND"),
    ("Bãi bỏ Quyết định số 1/2020/QĐ-UBND.", "supersedes", "1/2020/QĐ-UBND"),
    (
        "Quyết định số 1/2020/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
        "supersedes", "1/2020/QĐ-UBND",
    ),
    # none of these
    ("Căn cứ Quyết định số 3659/QĐ-BYT về công bố thủ tục mới ban hành và bị bãi bỏ;", "based_on", "3659/QĐ-BYT"),
    ("d) Kiến nghị thực thi: Sửa đổi khoản 2 Điều 5 Quyết định số 7/QĐ-UBND.", "cites", "7/QĐ-UBND"),
    ("Phương án phù hợp với các quy hoạch tại Quyết định số 36/QĐ-TTg.", "cites", "36/QĐ-TTg"),
    ("Kiến nghị sửa đổi Nghị định số 1/2020/NĐ-CP.", "cites", "1/2020/NĐ-CP"),
    ("Rà soát, trình cấp thẩm quyền bãi bỏ Quyết định số 1/2020/QĐ-UBND.", "cites", "1/2020/QĐ-UBND"),
    ("Hồ sơ gửi kèm theo Tờ trình số 8/TTr-SNV.", "cites", "8/TTr-SNV"),
    ("Dự án cũ vi phạm Luật Đất đai.", "cites", "Luật Đất đai"),
    ("Hội đồng xét tặng theo mẫu số 2 (Phụ lục Thông tư số 4/2024/TT-BYT).", "based_on", "4/2024/TT-BYT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "target"), SELF_CASES)
def test_of_the_text_itself(text: str, kind: str, target: str) -> None:
    assert triples(text) == {("SELF", kind, target)}


OTHERS = [
    # nested in a title, and beside it
    (
        "Kế hoạch số 4-KH/TU của Tỉnh ủy thực hiện Nghị quyết số 43-NQ/TW gắn với thực hiện Nghị quyết số 29-NQ/TU",
        {("4-KH/TU", "implements", "43-NQ/TW"), ("4-KH/TU", "implements", "29-NQ/TU")},
    ),
    # a chain of three
    (
        "Kế hoạch số 1-KH/TU về thực hiện Kết luận số 2-KL/TW về tiếp tục thực hiện Nghị quyết số 3-NQ/TW",
        {("1-KH/TU", "implements", "2-KL/TW"), ("2-KL/TW", "implements", "3-NQ/TW")},
    ),
    # two carried out by one
    (
        "Kế hoạch số 1-KH/TU về thực hiện Kết luận số 2-KL/TW và Chỉ thị số 3-CT/TW",
        {("1-KH/TU", "implements", "2-KL/TW"), ("1-KH/TU", "implements", "3-CT/TW")},
    ),
    # passives, one amending by two, and across a title
    (
        "Nghị định số 1/2020/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 2/2021/NĐ-CP, Nghị định số 3/2022/NĐ-CP",
        {("2/2021/NĐ-CP", "amends", "1/2020/NĐ-CP"), ("3/2022/NĐ-CP", "amends", "1/2020/NĐ-CP")},
    ),
    (
        "Nghị định số 1/2020/NĐ-CP (đã được thay thế bởi Nghị định số 2/2021/NĐ-CP)",
        {("2/2021/NĐ-CP", "supersedes", "1/2020/NĐ-CP")},
    ),
    (
        "Nghị định số 1/2020/NĐ-CP quy định mức phí đã được sửa đổi, bổ sung và bãi bỏ một số điều tại"
        " Nghị định số 2/2021/NĐ-CP",
        {("2/2021/NĐ-CP", "amends", "1/2020/NĐ-CP")},
    ),
    # a decree amends the decree, not the act that the decree details
    (
        "Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Giá được sửa đổi, bổ sung bởi Nghị định số 2/2021/NĐ-CP",
        {("1/2020/NĐ-CP", "implements", "Luật Giá"), ("2/2021/NĐ-CP", "amends", "1/2020/NĐ-CP")},
    ),
    # a circular details provisions of a decree, said in its title
    (
        "Thông tư số 1/2020/TT-BTC hướng dẫn thi hành một số quy định của Nghị định số 2/2019/NĐ-CP",
        {("1/2020/TT-BTC", "implements", "2/2019/NĐ-CP")},
    ),
    # the title of what is issued says what becomes of the list below it
    (
        "Bộ ban hành Thông tư số 9/2025/TT-BYT bãi bỏ toàn bộ 2 văn bản sau:\n\n1. Quyết định số 1/QĐ-BYT;\n\n"
        "2. Chỉ thị số 2/CT-BYT.",
        {("9/2025/TT-BYT", "supersedes", "1/QĐ-BYT"), ("9/2025/TT-BYT", "supersedes", "2/CT-BYT")},
    ),
    (
        "Thông tư số 9/2025/TT-BYT do Bộ trưởng Bộ Y tế Lê Văn An ký ngày 3/2/2025 đã bãi bỏ các văn bản sau:\n\n"
        "1. Quyết định số 1/QĐ-BYT;",
        {("9/2025/TT-BYT", "supersedes", "1/QĐ-BYT")},
    ),
    # a title in capitals nests as one in small letters does
    (
        "KẾ HOẠCH THỰC HIỆN KẾT LUẬN SỐ 2-KL/TW NGÀY 2/8/2012 CỦA BỘ CHÍNH TRỊ VỀ TIẾP TỤC THỰC HIỆN NGHỊ QUYẾT SỐ"
        " 3-NQ/TW CỦA BỘ CHÍNH TRỊ KHÓA IX ĐẨY MẠNH PHÁT TRIỂN",
        {("2-KL/TW", "implements", "3-NQ/TW")},
    ),
    (
        "Hợp nhất Quyết định số 1/2016/QĐ-TTg ban hành Quy chế, được sửa đổi, bổ sung bởi:\n\n"
        "- Quyết định số 2/2019/QĐ-TTg;",
        {("2/2019/QĐ-TTg", "amends", "1/2016/QĐ-TTg")},
    ),
    # acts that amend by their name
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở số 4/2024/QH15",
        {("4/2024/QH15", "amends", "Luật Đất đai"), ("4/2024/QH15", "amends", "Luật Nhà ở")},
    ),
    # an act that adds to another
    ("Điều 7 Luật Thuế số 9/2025/QH15 bổ sung vào Điều 4 Luật Giá", {("9/2025/QH15", "amends", "Luật Giá")}),
    # brief passives
    (
        "Luật Giá số 1/2020/QH14 (sửa đổi, bổ sung tại Luật số 2/2021/QH15)",
        {("2/2021/QH15", "amends", "1/2020/QH14")},
    ),
    # "and" between papers of one kind goes on with the sentence, not with the title; so does what is later
    (
        "Căn cứ Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Giá và Nghị định số 2/2021/NĐ-CP;",
        {("1/2020/NĐ-CP", "implements", "Luật Giá")},
    ),
    (
        "Thông tư số 1/2020/TT-BCA quy định chi tiết Luật Giá và Nghị định số 2/2019/NĐ-CP",
        {("1/2020/TT-BCA", "implements", "Luật Giá"), ("1/2020/TT-BCA", "implements", "2/2019/NĐ-CP")},
    ),
    (
        "Kế hoạch số 25-KH/TU ngày 30/11/2016 thực hiện Kết luận số 100-KL/TW và Kết luận số 111-KL/TU ngày 14/8/2017",
        {("25-KH/TU", "implements", "100-KL/TW")},
    ),
    # a part of the second
    (
        "Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Giá và Điều 7 Luật Nhà ở",
        {("1/2020/NĐ-CP", "implements", "Luật Giá"), ("1/2020/NĐ-CP", "implements", "Luật Nhà ở")},
    ),
    # a list behind a plural whose title says what all of it details
    (
        "Căn cứ các Nghị định của Chính phủ quy định chi tiết Luật Quy hoạch (số 37/2019/NĐ-CP, số 58/2023/NĐ-CP"
        " sửa đổi Nghị định số 37/2019/NĐ-CP và số 22/2025/NĐ-CP);",
        {
            ("37/2019/NĐ-CP", "implements", "Luật Quy hoạch"),
            ("58/2023/NĐ-CP", "implements", "Luật Quy hoạch"),
            ("22/2025/NĐ-CP", "implements", "Luật Quy hoạch"),
            ("58/2023/NĐ-CP", "amends", "37/2019/NĐ-CP"),
        },
    ),
    # a submission does not do what it proposes
    ("Xét Tờ trình số 5/TTr-UBND về sửa đổi Nghị quyết số 1/2020/NQ-HĐND;", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_between_others(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {t for t in triples(text) if t[0] != "SELF"} == expected


def test_every_target_has_one_relation_from_the_text_the_strongest() -> None:
    text = "Căn cứ Nghị quyết số 1-NQ/TU;\n\nĐiều 1. Thực hiện Nghị quyết số 1-NQ/TU. Nghị quyết số 1-NQ/TU nêu rõ."
    assert triples(text) == {("SELF", "implements", "1-NQ/TU")}


def test_inside_a_title_only_the_text_cites() -> None:
    assert ("SELF", "cites", "2-KL/TW") in triples("Thực hiện Kế hoạch số 1-KH/TU về triển khai Kết luận số 2-KL/TW.")


def test_the_title_of_a_basis_goes_on_behind_a_semicolon() -> None:
    text = (
        "Căn cứ Luật Giá số 16/2023/QH15;\nCăn cứ Nghị định số 1/2020/NĐ-CP của Chính phủ quy định về phân cấp; quy "
        "định chi tiết một số điều của Luật Giá;\n"
    )
    assert triples(text) == {
        ("SELF", "based_on", "16/2023/QH15"),
        ("SELF", "based_on", "1/2020/NĐ-CP"),
        ("1/2020/NĐ-CP", "implements", "16/2023/QH15"),
    }


def test_a_programme_of_action_carries_out() -> None:
    text = "Thực hiện Chương trình số 7-CTr/TU của Tỉnh ủy hành động thực hiện Nghị quyết số 29-NQ/TW về vườn.\n"
    assert ("7-CTr/TU", "implements", "29-NQ/TW") in triples(text)


def test_an_opinion_on_carrying_out_is_a_basis() -> None:
    text = "Căn cứ ý kiến của Tỉnh ủy về thực hiện nhiệm vụ trọng tâm tại Công văn số 33-CV/TU ngày 1/2/2020;\n"
    assert triples(text) == {("SELF", "based_on", "33-CV/TU")}


def test_who_carries_out_an_act_in_passing() -> None:
    text = "Sửa đổi Điều 1 Nghị định số 1/2020/NĐ-CP của Chính phủ thi hành một số điều của Luật Việc làm về vườn.\n"
    assert ("1/2020/NĐ-CP", "implements", "Luật Việc làm") in triples(text)


def test_a_basis_holds_for_what_amends_it() -> None:
    found = triples("Căn cứ Luật Giá số 16/2023/QH15 được sửa đổi, bổ sung bởi Luật số 90/2025/QH15;")
    assert ("SELF", "based_on", "90/2025/QH15") in found


def test_what_a_title_tells_does_not_bind_the_next_of_its_kind() -> None:
    text = "Căn cứ Quyết định số 7/QĐ-TTg phê duyệt Chương trình phổ biến pháp luật và Quyết định số 1/QĐ-TTg;"
    assert triples(text) == {("SELF", "based_on", "7/QĐ-TTg"), ("SELF", "based_on", "1/QĐ-TTg")}


def test_a_list_with_titles_goes_on_behind_a_comma() -> None:
    text = "Thực hiện Nghị quyết số 22-NQ/TW về hội nhập (khóa XI), Nghị quyết số 6-NQ/TW, Chỉ thị số 25-CT/TW."
    assert triples(text) == {("SELF", "implements", number) for number in ("22-NQ/TW", "6-NQ/TW", "25-CT/TW")}


def test_a_text_does_two_things_of_itself() -> None:
    text = "Kế hoạch này thực hiện Chương trình số 18-CTr/TU, thay thế Kế hoạch số 55/KH-UBND."
    assert triples(text) == {("SELF", "implements", "18-CTr/TU"), ("SELF", "supersedes", "55/KH-UBND")}


def test_a_list_behind_one_type_and_its_body() -> None:
    text = "II. CĂN CỨ PHÁP LÝ\n\n- Nghị quyết của Quốc hội: số 25/2021/QH15, số 88/2019/QH14."
    assert triples(text) == {("SELF", "based_on", "25/2021/QH15"), ("SELF", "based_on", "88/2019/QH14")}


def test_changed_at_another_place_and_by_whom() -> None:
    text = (
        "Quy hoạch phê duyệt tại Quyết định số 1/QĐ-UBND và điều chỉnh tại Quyết định số 2/QĐ-UBND; Quyết định số"
        " 4/QĐ-UBND về sửa đổi mức chi quy định tại Quyết định số 3/QĐ-UBND."
    )
    assert {("2/QĐ-UBND", "amends", "1/QĐ-UBND"), ("4/QĐ-UBND", "amends", "3/QĐ-UBND")} <= triples(text)


def test_lists_behind_semicolons_go_on() -> None:
    text = "Triển khai thực hiện Nghị quyết số 1-NQ/TW về khoa học; Nghị quyết số 3/NQ-CP; Quyết định số 9/QĐ-TTg."
    assert triples(text) == {("SELF", "implements", n) for n in ("1-NQ/TW", "3/NQ-CP", "9/QĐ-TTg")}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Các Quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực:", "supersedes"),
        ("Bãi bỏ các văn bản sau đây:", "supersedes"),
        ("Tập trung triển khai thực hiện:", "implements"),
    ],
)
def test_items_take_the_cue_of_their_heading(heading: str, kind: str) -> None:
    text = f"{heading}\n\na) Quyết định số 1/2020/QĐ-UBND;\n\nb) Quyết định số 2/2020/QĐ-UBND."
    assert triples(text) == {("SELF", kind, "1/2020/QĐ-UBND"), ("SELF", kind, "2/2020/QĐ-UBND")}


@pytest.mark.parametrize(
    ("own", "cited", "kind"),
    [
        (Facts("QĐ", "5/QĐ-UBND", "Ủy ban nhân dân tỉnh Hà Nam"), "Nghị định số 1/2020/NĐ-CP", "cites"),
        (Facts("QĐ", "5/QĐ-UBND", "Ủy ban nhân dân tỉnh Hà Nam"), "Quyết định số 1/2020/QĐ-UBND", "amends"),
        (Facts("NĐ", "5/2024/NĐ-CP", "Chính phủ"), "Luật Giá số 1/2020/QH14", "cites"),  # only an act amends an act
        (Facts("Luật", "5/2024/QH15", "Quốc hội"), "Luật Giá số 1/2020/QH14", "amends"),
        (Facts("BC", "5/BC-UBND", "Ủy ban nhân dân tỉnh Hà Nam"), "Quyết định số 1/2020/QĐ-UBND", "cites"),  # a report
    ],
)
def test_a_text_changes_only_what_it_can(own: Facts, cited: str, kind: str) -> None:
    found = stated(f"Sửa đổi, bổ sung Điều 2 của {cited} như sau:", own=own)
    assert [r.type for r in found] == [kind]


def test_a_heading_tells_the_legal_basis_of_what_is_under_it() -> None:
    text = "11. Căn cứ pháp lý của thủ tục\n\n- Luật Giá;\n\n- Nghị định số 1/2020/NĐ-CP."
    assert triples(text) == {("SELF", "based_on", "Luật Giá"), ("SELF", "based_on", "1/2020/NĐ-CP")}


def test_a_repeal_reaches_what_amended_it() -> None:
    text = (
        "Nghị quyết số 1/2020/NQ-HĐND được sửa đổi, bổ sung bởi Nghị quyết số 2/2021/NQ-HĐND hết hiệu lực kể từ ngày"
        " Nghị quyết này có hiệu lực."
    )
    assert ("SELF", "supersedes", "2/2021/NQ-HĐND") in triples(text)


def test_a_note_that_tells_something_is_not_what_its_sentence_means() -> None:
    text = "Hướng dẫn thi hành Luật Giá[^1].\n\n[^1]: Thông tư số 9/2014/TT-BTC có căn cứ ban hành như sau."
    assert ("SELF", "cites", "9/2014/TT-BTC") in triples(text)


FOOTNOTES = [
    ("Triển khai thực hiện các nghị quyết của Trung ương[^1] về văn hóa.", "Nghị quyết số 1-NQ/TW.", "implements"),
    ("Theo các kết luận của Bộ Chính trị[^1], cả nước giữ mục tiêu.", "Kết luận số 1-NQ/TW.", "based_on"),
    ("Toàn tỉnh có 10 xã đạt chuẩn[^1].", "Nghị quyết số 1-NQ/TW.", "cites"),
    ("Toàn tỉnh có 10 xã đạt chuẩn[^1].", "Theo Nghị quyết số 1-NQ/TW.", "based_on"),
]


@pytest.mark.parametrize(("sentence", "note", "kind"), FOOTNOTES)
def test_a_footnote_means_what_its_sentence_means(sentence: str, note: str, kind: str) -> None:
    assert triples(f"{sentence}\n\n[^1]: {note}") == {("SELF", kind, "1-NQ/TW")}


def test_scope() -> None:
    text = "Thực hiện Nghị quyết số 1-NQ/TW;"
    assert [r.scope for r in stated(text, lambda _: "preamble")] == ["document"]
    assert [r.scope for r in stated(text, lambda _: "title")] == ["document"]
    considered = "Sau khi xem xét Tờ trình số 1/TTr-UBND;"
    assert [r.scope for r in stated(considered, lambda _: "preamble")] == ["document"]
    assert [r.scope for r in stated(text)] == ["directive"]
    assert [r.scope for r in stated("Bãi bỏ Quyết định số 1/QĐ-UBND.")] == ["document"]


def test_evidence_is_in_the_text_and_names_its_rule() -> None:
    text = (
        "Thực hiện\n**Kế hoạch số 1-KH/TU** về thực hiện Kết luận số 2-KL/TW, căn cứ Luật Giá; bãi bỏ Quyết định số 1."
    )
    found = stated(text)
    assert len(found) == 4
    for relation in found:
        assert text[relation.start : relation.end] == relation.evidence
        assert relation.rule
        assert 0 < relation.confidence <= 1


def test_a_paragraph_of_the_preamble_goes_on_with_the_list_above() -> None:
    text = "Căn cứ Thông tư số 4/2008/TT-BNV về nghề vườn;\nThông tư số 6/2008/TT-BNV về nghề ao;"
    found = stated(text, lambda _: "preamble")
    assert [(r.type, r.target, r.scope) for r in found] == [
        ("based_on", "4/2008/TT-BNV", "document"),
        ("based_on", "6/2008/TT-BNV", "document"),
    ]
    assert triples(text.replace(";\n", ".\n"), lambda _: "preamble") >= {("SELF", "cites", "6/2008/TT-BNV")}


def test_a_paragraph_of_the_preamble_rests_on_all_it_names() -> None:
    text = (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 5/TTr-SNV và ý kiến thẩm định của Sở Tư pháp tại"
        " Báo cáo số 6/BC-STP."
    )
    assert triples(text, lambda _: "preamble") == {("SELF", "based_on", "5/TTr-SNV"), ("SELF", "based_on", "6/BC-STP")}


@pytest.mark.parametrize("heading", ["I. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "I. Cơ sở để lập đề án", "Các căn cứ ban hành:"])
def test_a_heading_says_what_the_paper_rests_on(heading: str) -> None:
    items = (
        "1. Luật Giá năm 2023.\n2. Nghị quyết số 5-NQ/TU của Tỉnh ủy về vườn.\nII. MỤC TIÊU\n1. Chỉ thị số 7-CT/TU.\n"
    )
    text = f"{heading}\n{items}"
    assert triples(text) >= {("SELF", "based_on", "Luật Giá năm 2023"), ("SELF", "based_on", "5-NQ/TU")}
    assert ("SELF", "based_on", "7-CT/TU") not in triples(text)


def test_a_list_on_one_line_goes_on_behind_dashes() -> None:
    text = "CĂN CỨ - Nghị định số 1/2020/NĐ-CP về vườn; - Nghị quyết số 5-NQ/TU về hoa.\n"
    assert triples(text) == {("SELF", "based_on", "1/2020/NĐ-CP"), ("SELF", "based_on", "5-NQ/TU")}
