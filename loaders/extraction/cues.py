"""Phrases that state a relation: one table of cues, and the patterns that say how words between two citations
bind them (GUIDE "relations")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...vietnamese import CAPITALS, lower
from .targets import TITLE_OPENERS

#: What one cited document can be said to do to another in passing.
BETWEEN = frozenset(("supersedes", "amends", "implements"))
#: Strength when several places state different things of one target (GUIDE's order).
ORDER = ("supersedes", "amends", "implements", "based_on", "reviews", "cites")

CARRY_OUT = r"(?:thực hiện|triển khai|(?<!hiệu lực )thi hành|cụ thể h[óo][áa]?a?|quán triệt|chấp hành)"
DEGREE = (
    r"(?:tiếp tục|tập trung|đẩy mạnh|tăng cường|phấn đấu|tổ chức|chủ động|lãnh đạo|chỉ đạo|khẩn trương|nghiêm túc"
    r"|học tập|nghiên cứu|tuyên truyền|phổ biến|gắn với|việc|để|quyết liệt)"
)
#: (type, rule, words). The cue that ends nearest to the mention governs it; of two that end together, the
#: longer one. They are matched in lower case.
CUES: tuple[tuple[str, str, str], ...] = (
    (
        "reviews",
        "review-of-implementation",
        r"(?:sơ kết|tổng kết|đánh giá|kiểm tra|giám sát|kiểm điểm|báo cáo|rà soát|tình hình|kết quả|theo dõi|đôn đốc)"
        rf"(?:(?!,? (?:và|;) )[^.;:\n]){{0,60}}? {CARRY_OUT}(?:(?:,| và)? {CARRY_OUT}){{0,3}}",
    ),
    ("reviews", "review", r"(?:sơ kết|tổng kết)(?: \d+ năm)?"),
    ("reviews", "anniversary", rf"\d{{1,2}} năm (?:tổ chức )?{CARRY_OUT}(?:(?:,| và)? {CARRY_OUT}){{0,2}}"),
    (
        "implements",
        "carry-out-provisions",
        rf"{CARRY_OUT}(?: (?:nghiêm|nghiêm túc|nghiêm chỉnh|tốt|đúng|đầy đủ|đúng đắn|có hiệu quả|hiệu quả)){{0,3}}"
        r",?(?: các)? quy định (?:của|tại|trong)(?: các)?",
    ),
    (
        "implements",
        "carry-out-provisions",
        rf"{CARRY_OUT}(?:,? [^\W\d_]+){{0,9}} (?:nhiệm vụ|giải pháp|nội dung|mục tiêu|chỉ tiêu|chủ trương|quan điểm)"
        r"(?:,? [^\W\d_]+){0,6} (?:nêu|đề ra|xác định) (?:tại|trong)(?: các)?",
    ),
    (
        "implements",
        "carry-out",
        rf"(?:{DEGREE}(?:,| và)? (?:có hiệu quả |hiệu quả |tốt )?){{0,4}}{CARRY_OUT}(?:(?:,| và) {CARRY_OUT}){{0,3}}",
    ),
    ("implements", "spread", r"(?:tuyên truyền|phổ biến)"),
    ("implements", "detail", r"(?:quy định chi tiết|hướng dẫn(?: chi tiết)?)(?:(?: và|,) (?:hướng dẫn"
    r"|biện pháp))?(?: thi hành| thực hiện)?"
    r"(?: (?:một số|các|những)(?:,?(?: và)? (?:điều|khoản|điểm|nội dung|quy định)){1,3}"
    r" (?:của|tại|trong))?"),
    ("based_on", "carry-out-under", rf"{CARRY_OUT} theo(?: đúng)?(?: quy định)?(?: tại| của)?"),
    ("based_on", "basis", r"(?:căn cứ|trên cơ sở)(?: vào)?|cơ sở pháp lý"
    r"|xét(?= (?:các )?(?:đề nghị|ý kiến|báo cáo)| $)"),
    ("based_on", "under", r"(?<!kèm )(?<!tiếp )theo(?! dõi)(?: đúng)?(?: các)?(?: (?:tinh thần|quy định|chủ trương"
    r"|nội dung|yêu cầu|hướng dẫn))?(?: tại| của)?"),
    ("based_on", "proposal", r"(?:theo )?đề nghị (?:của )?[^.;\n]{0,160}?(?<! quy định)(?<! nêu) tại"),
    ("amends", "amend-part", r"(?:bãi bỏ|thay thế)(?: một số| các| những| toàn bộ)? (?:khoản|điểm|điều|cụm từ"
    r"|nội dung|quy định|mục|chương|phụ lục|mẫu|số thứ tự)(?! số)"),
    ("amends", "amend", r"(?:sửa đổi|bổ sung|điều chỉnh)(?:,?(?: và)?"
    r" (?:sửa đổi|bổ sung|điều chỉnh|thay thế|bãi bỏ)){0,3}"
    r"(?:(?: một số| các)? (?:nội dung|quy định) (?:tại|của))?"),
    ("supersedes", "replace", r"(?:bãi bỏ, )?thay thế(?: cho)?(?: toàn bộ)?"
    r"|thay(?: cho)?(?= (?:các )?(?:$|nghị |quyết |kết |chỉ |quy |thông |hướng |kế |chương ))"),
    ("supersedes", "repeal", r"(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?: toàn bộ)?"),
    ("supersedes", "expire-list", r"hết hiệu lực(?: thi hành)?"),
    ("cites", "attached", r"(?:kèm theo|đính kèm)"),
    ("cites", "in-accordance", r"phù hợp với(?:(?: các)? (?:quy định|nội dung) (?:của|tại|trong))?(?: các)?"),
    ("cites", "as-provided", r"(?<!theo )(?:quy định|nêu|ghi|ban hành) (?:tại|của|ở|trong)|vi phạm"
     r"|(?:phê duyệt|công bố|thông qua) tại"),
    ("cites", "issued", r"(?:đã|vừa) ban hành(?= $)"),
    ("cites", "in-force", r"(?:từ|trước|sau|đến) (?:ngày|khi|thời điểm)(?= $)"),
)  # fmt: skip
#: The engine passes by an alternative that begins with another letter, so the groups stand behind the words.
_CUE = re.compile(
    r"(?<!\w)(?:%s)(?!\w)" % "|".join(f"(?:{words})(?P<c{i}>)" for i, (_, _, words) in enumerate(CUES))  # noqa: UP031
)
_BEHIND = 9  # characters that a cue looks back


class Cue(NamedTuple):
    """A phrase of the table where it stands in a text."""

    type: str
    rule: str
    start: int
    end: int


def cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in ``text[start:end]``, in their order."""
    low = max(start - _BEHIND, 0)
    for found in _CUE.finditer(lower(text[low:end]), start - low):
        assert found.lastgroup is not None  # every phrase of the table has a group
        kind, rule, _ = CUES[int(found.lastgroup[1:])]
        yield Cue(kind, rule, low + found.start(), low + found.end())


#: "X … được sửa đổi, bổ sung bởi Y": the words right before Y.
PASSIVE = re.compile(
    r"(?<!\w)(?:(?:được|bị) (?P<verb>(?:sửa đổi|bổ sung|thay thế|bãi bỏ|điều chỉnh"
    r"|đính chính)(?:(?! được)[^.;:\n]){0,90}?)"
    r"(?: bởi| tại| theo| bằng| của)?(?: các| những)?[ (:]*"
    r"|(?:(?<=\()|(?<=, )(?=[^.;:()\n]{1,80} bởi )|(?<= và )(?=[^.;:()\n]{1,40} (?:bởi|tại) ))"
    r"(?P<brief>(?:sửa đổi|bổ sung|thay thế|bãi bỏ|điều chỉnh)[^.;:()\n]{0,60}?)"
    r" (?:bởi|tại|theo)(?: các| những)? )$",
    re.IGNORECASE,
)
#: The words of a reference to a part: "điểm a, b khoản 2 Điều 5 của".
PART_UNIT = re.compile(r"(?:điểm|khoản|điều|tiết|đoạn|mục|tiểu|chương|phần|phụ|biểu|mẫu)$", re.IGNORECASE)
PART_WORD = re.compile(
    r"(?:(?:điểm|khoản|điều|tiết|đoạn|mục|tiểu|chương|phần|phụ|lục|biểu|mẫu|số|thứ|nhất|hai|ba|và|đến|hoặc|của|tại|thuộc|các)"
    r"|(?P<which>\d{1,3}[a-zđ]?|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zđ]\d?|[IVXLC]{1,5}|lục|mục))[,;]?$",
    re.IGNORECASE,
)
#: What is repealed is no whole document: "thủ tục … tại", "Danh mục … ban hành kèm theo". A regulation or a plan
#: that a decision issues is the decision itself.
OBJECT_OF = re.compile(r"(?:kèm theo|tại|trong|của)(?: các)? $", re.IGNORECASE)
WHOLE_OBJECT = re.compile(
    r"(?: ?(?:toàn bộ|các|những|hiệu lực(?: thi hành)?(?: của)?)(?!\w))* ?(?:(?:Quy chế|Quy định|Điều lệ|Quy tắc"
    r"|Nội quy|Kế hoạch|Chương trình|Đề án|Phương án|Bảng giá|Đơn giá|Hướng dẫn|Bộ tiêu chí|Tiêu chí)(?!\w)|$)"
)
COORDINATE = re.compile(
    r"^(?:[ ,;()]|và|hoặc|cùng với|cùng|gồm|các|những|:|đến hết|;)*$|(?:[,;] ?|(?: |^)(?:và|cùng với|cùng"
    r"|hoặc) )(?:các |những )?$",
    re.IGNORECASE,
)
ONLY_LINK = re.compile(r"^(?:[ ,;()]|và|hoặc|cùng với|cùng|các|những)*$", re.IGNORECASE)
IN_TITLE = re.compile(rf"^,? ?\(?{TITLE_OPENERS}(?!\w)")
#: Who signed it when, between a document and what it does: "Thông tư số … do Bộ trưởng ký ngày … đã bãi bỏ …".
DONE_BY = re.compile(r"(?: [^.,;:\n]{1,120}?)? (?:đã|sẽ) ")
TOGETHER_WITH = re.compile(r"gắn với(?: việc)?(?: tiếp tục)? (?:thực hiện|triển khai)[^,;.]{0,40}$", re.IGNORECASE)
#: "thủ tục hành chính mới ban hành, được thay thế và bị bãi bỏ" tells kinds of procedures, not the fate of a document.
EXPIRES = re.compile(
    r"hết hiệu lực(?: thi hành)?(?!\w)|(?<!ban hành )(?<!ban hành, )(?<!ban hành và )(?<!bổ sung )(?<!bổ sung, )"
    r"(?<!bổ sung và )(?<!bổ sung hoặc )(?<!thay thế )(?<!thay thế, )(?<!thay thế và )(?<!hành chính )"
    r"(?:bị|được) (?:thay thế|bãi bỏ)",
    re.IGNORECASE,
)
EXPIRES_OPENING = re.compile(r"[HhBbĐđ](?i:ết hiệu|(?:ị|ược) (?:thay|bãi))")
BY_THIS = re.compile(r" này(?!\w)|kể từ ngày|(?:bị|được) (?:thay thế|bãi bỏ)(?! (?:bởi|bằng))", re.IGNORECASE)
THIS_TAKES_EFFECT = re.compile(r" này có hiệu lực(?!\w)", re.IGNORECASE)
OTHER_REPEALER = re.compile(
    r"(?:theo|bởi|tại) (?:quy định )?(?:của |tại )?(?:Luật|Nghị|Quyết định|Thông tư|điểm|khoản|Điều)"
)
SENTENCE = re.compile(rf"(?<=[^\s.][.?!])\s+(?=[\"“(]?[{CAPITALS}(\d])")
CLAUSE = re.compile(r"[.;:\n]|, (?:đồng thời|và)(?!\w)")
INTENT = re.compile(
    r"(?:để|nhằm|nghiên cứu|kiến nghị|đề nghị|đề xuất|tham mưu|xem xét|trình|dự thảo|sẽ|rà soát|kịp thời|hồ sơ"
    r"|xây dựng)(?!\w)[^.;:]{0,80}$",
    re.IGNORECASE,
)
SELF_ACTS = re.compile(
    r"(?:(?:này|(?:Quyết định|Nghị quyết|Nghị định|Thông tư)(?= có hiệu lực))"
    r"(?:,| có hiệu lực[^.;\n]{0,90})?(?:,| và|,? đồng thời)?(?: sẽ)?|Điều \d+\w?\.?:?"
    r"|^(?:Phê duyệt|Thông qua)(?: việc)?"
    r"|ban hành (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Quy định|Luật|Chỉ thị)[^.;\n]{0,30}"
    r"|nay|và|Quyết định|Nghị quyết|Thông tư|Nghị định|:) ?$",
    re.IGNORECASE,
)
DOCUMENTS = re.compile(
    r"(?:nghị quyết|kết luận|chỉ thị|chủ trương|chính sách|quy định|văn bản|chương trình|kế hoạch|đề án"
    r"|quyết định|nhiệm vụ)",
    re.IGNORECASE,
)
BASIS = re.compile(r"(?:Căn cứ|Theo|Xét|Trên cơ sở)(?!\w)", re.IGNORECASE)
#: A line of the preamble wherever it stands: "Căn cứ …;" as a paragraph of its own.
BASIS_LINE = re.compile(r"Căn cứ [^\n]*;$")
OPENS_PREAMBLE = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Theo|Xét|(?:Để|Nhằm) (?:triển khai|thực hiện|thi hành|cụ thể hóa)|Tiếp tục"
    r"|Quán triệt|Trên cơ sở|(?:Sau khi|Qua) xem xét|Thi hành|Chấp hành|Cụ thể hóa"
    r"|Tổ chức (?:triển khai|thực hiện|thi hành))",
    re.IGNORECASE,
)
MAIN_CLAUSE = re.compile(
    r"(?:Ban hành|Phê duyệt|Thông qua|Công bố)(?: kèm theo| theo| này|,| và|$)|(?:xây dựng"
    r"|ban hành) (?:Chương trình|Kế hoạch|Chỉ thị|Nghị quyết|Kết luận)",
    re.IGNORECASE,
)
#: What is said about carrying something out stands in a document: "ý kiến về thực hiện nhiệm vụ tại Công văn số …".
ABOUT = re.compile(r"(?:về|về việc) $", re.IGNORECASE)
AT_PLACE = re.compile(r"[^.;:\n]*(?<!nêu)(?<!giao)(?<!đề ra)(?<!định) tại ", re.IGNORECASE)
#: A short name is given: "(sau đây gọi tắt là Nghị định 10)".
DEFINES = re.compile(r"\((?:sau đây |dưới đây )?(?:gọi|viết)(?: tắt| chung)?(?: là)?:? ?[\"“]?$", re.IGNORECASE)
#: A note that tells something of a document instead of naming what the sentence means.
NOTE_TELLS = re.compile(r",? (?:có căn cứ|có hiệu lực|được|quy định như sau|bãi bỏ|sửa đổi)(?!\w)")
#: A heading above a list of what a procedure rests on.
LEGAL_BASIS = re.compile(r"(?:căn cứ|cơ sở) pháp lý(?!\w)[^.;:\n]{0,40}$", re.IGNORECASE)
#: A heading above what the paper itself rests on.
PAPER_BASIS = re.compile(
    r"(?:các )?(?:căn cứ|cơ sở)(?: để)? (?:xây dựng|lập|ban hành|thực hiện|triển khai|đề xuất|hình thành)"
    r"(?: (?:kế hoạch|chương trình|đề án|phương án|dự thảo|nghị quyết|quy định|quy chế)(?!\w)[^.;:\n]{0,60})?:?$",
    re.IGNORECASE,
)
#: A heading under which changes are only proposed.
PROPOSED = re.compile(r"(?:kiến nghị|đề xuất)(?!\w)[^.;\n]{0,60}$", re.IGNORECASE)
#: What is issued with a decision, right behind the verb that acts on it.
ATTACHED_OBJECT = re.compile(
    r"(?: (?:toàn bộ|một số|các|những|nội dung|điều|khoản|điểm|phụ lục|của|tại)(?!\w)){0,5} (?:Quy|Điều lệ|Nội quy"
    r"|Kế hoạch|Chương trình|Đề án|Phương án|Danh mục|Bảng|Bộ|Hướng dẫn|Phụ lục|Tiêu chí|Định mức|Đơn giá)(?!\w)",
    re.IGNORECASE,
)
#: What an order to guide is not: "các văn bản hướng dẫn thi hành Luật A".
GUIDANCE = re.compile(
    r"(?:văn bản|quy định|nghị định|thông tư|tài liệu|quyết định)(?!\w)[^,;.:()\n]{0,20}$", re.IGNORECASE
)
#: "Quyết định này thực hiện …, thay thế …": the text itself does both.
THIS_SUBJECT = re.compile(r"(?:Điều \d+\w?\. )?[^\W\d_]+(?: [^\W\d_]+)? này(?!\w)")
#: "Thông tư này quy định chi tiết …": the text says of itself what it is issued for.
THIS_DETAILS = re.compile(r" này[^.;:\n]{0,12} $", re.IGNORECASE)
#: Kinds that report or propose; what their titles announce is not done by them.
REPORTING = frozenset(("TTr", "BC", "TB", "BB"))
