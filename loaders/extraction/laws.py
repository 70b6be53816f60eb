"""The names of laws: where they begin and where they end.

The table of laws knows the names in force; an unknown one ends before a mark or a word that no name goes on with. Laws
that amend laws have names of their own kind, which hold the names of others.
"""

from __future__ import annotations

import re
from functools import cache

from ...data import law_names
from ...vietnamese import fold

#: What a law's name may begin with; only the Constitution has none ("theo quy định của Hiến pháp;"). "luật" in small
#: letters begins one only where the table knows the name, inside the name of a law that amends it.
LAW = re.compile(
    r"(?<![\w-])(?<!pháp )(?<!PHÁP )(?P<word>Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp|LUẬT|BỘ LUẬT"
    r"|PHÁP LỆNH|(?<!Bộ )luật)(?= (?P<next>[^\W\d_]\w*)|(?<=Hiến pháp)[;.)])"
)
LAW_OPENING = re.compile(r"[BLPHl](?:[ộỘ] [lL]|uật|UẬT|háp l|HÁP L|iến p)")
#: Words behind "Luật" that make it no law's name.
NOT_A_LAW = re.compile(r"(?:này|[Ss]ư|[Gg]ia|[Pp]háp|trên|đó|nêu|và|của|có|được|sẽ|số|hiện|năm|mới|chuyên|tục)$")
#: Words at which the name of a law that the table does not know ends.
_STOP = re.compile(
    r"(?:này|trên|được|bị|để|trong|theo|tại|cho|khi|nhằm|hoặc|là|thì|mà|phải|không|có|đã|sẽ|do|từ|với|về|như|ở"
    r"|sau|trước|cùng|gắn|đến|hướng|thi|ngày|số|hiện|năm|của|nêu|gồm|bao|vào|nên|bởi|giao|thay|hết|khoá|khóa|ban|căn"
    r"|còn|cần|đang|kể|tới|thực|nếu|chưa|các|những|mỗi|một|quyết|nghị|áp|triển|và/hoặc|ghi|nay|bằng|qua|đảm)$",
    re.IGNORECASE,
)
#: The Constitution has no name behind its word; "Hiến pháp và pháp luật" names nothing.
CONSTITUTION = re.compile(r"Hiến pháp (?!và pháp luật)")
#: "Luật BVMT", "Luật KH, CN&ĐMST", "Luật thuế TNCN": first letters, which bear no tone.
_ABBREVIATED = re.compile(r"(?: [Tt]huế)? [A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯ&]{1,7}(?:(?:,| và| -)? [A-ZĐ&]{2,8}){0,3}(?![\w&])")
#: A law that is only being written, or is the text itself: "dự thảo Luật Báo chí", "Quốc hội ban hành Luật …".
_DRAFTED = re.compile(
    r"(?:dự thảo|dự án|chưa ban hành|đề nghị xây dựng|xây dựng|soạn thảo|hồ sơ|Quốc hội ban hành)(?: các)? $",
    re.IGNORECASE,
)
_TOKEN = re.compile(r" ?([^\s]+)")
_END_MARK = re.compile(r"[,;:.?()\"“”»/|\n]")
_DATED = re.compile(r" (?:ngày|số) \d")
_NEXT_LAW = frozenset(("Luật", "Bộ", "Nghị", "Pháp", "LUẬT", "Thông", "Quyết", "Điều"))

AMENDING = re.compile(r"(?:Bộ luật|Bộ Luật|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH) (?i:sửa đổi)")
_MANY_LAWS = re.compile(
    r" [^;:.()\n\d]{5,60} (?:của|của các) (?:các|\d{1,2}) luật(?: có)? liên quan(?: đến (?:(?!ngày |số "
    r"|năm )[^\W\d_]+ ?){1,12})?(?<! )",
    re.IGNORECASE,
)


@cache
def known_names() -> re.Pattern[str]:
    ordered = sorted(law_names(), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(",", ",?").replace(r"\ ", " ") for name in ordered)
    names = names.replace(" và ", "(?: và|,) ").replace("Hội đồng nhân dân", "(?:Hội đồng nhân dân|HĐND)")
    names = names.replace("ủy", "(?:ủy|uỷ)").replace("Ủy ban nhân dân", "(?:[ỦU][yỷ] ban nhân dân|UBND)")
    return re.compile(rf" (?:về )?(?:{names})(?!\w)", re.IGNORECASE)


_WORD = re.compile(r"[^\W\d_]+")


def _initials(name: str) -> str:
    """ "BVMT" of "Bảo vệ môi trường", "TTNCN" of "thuế TNCN"."""
    words = (word for word in _WORD.findall(name) if word != "và")
    return "".join(fold(w) if w.isupper() and len(w) > 1 else fold(w[0]) for w in words)


@cache
def _names_by_initials() -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for name in law_names():
        names.setdefault(_initials(name), []).append(name)
    return {letters: same[0] for letters, same in names.items() if len(same) == 1}


def spelt_out(name: str) -> str | None:
    """ "Luật Bảo vệ môi trường" for "Luật BVMT"; None if it is no abbreviation of one law of the table."""
    word, _, rest = name.partition(" ")
    if not any(w.isupper() and len(w) > 1 for w in _WORD.findall(rest)):
        return None
    whole = _names_by_initials().get(_initials(rest))
    return f"{word} {whole}" if whole else None


def is_drafted(text: str, position: int) -> bool:
    """Whether the law that is named at ``position`` is yet to be passed."""
    return _DRAFTED.search(text, max(0, position - 24), position) is not None


def name_end(text: str, position: int, limit: int) -> int:
    """End of a law's name that goes on from ``position``: as the table of laws has it, else before a mark,
    a comma or a stop word. Equal to ``position`` where no name begins."""
    known = known_names().match(text, position, limit)
    if known:
        longer = _open_end(text, known.end(), min(limit, known.end() + 40), 1)
        return longer if _DATED.match(text, longer, limit) else known.end()  # "Luật Doanh nghiệp nhà nước ngày …"
    if text[position - 1].islower():
        abbreviated = _ABBREVIATED.match(text, position, limit)
        if abbreviated:
            return abbreviated.end()
    if text[position + 1 : position + 3].isupper():
        return position  # capitals tell nothing of names
    return _open_end(text, position, min(limit, position + 120), 0)


def _open_end(text: str, position: int, limit: int, words: int) -> int:
    """Where a name ends that the table does not have, behind ``words`` of it."""
    end = position
    while token := _TOKEN.match(text, end, limit):
        word = token[1]
        mark = _END_MARK.search(word)
        bare = word[: mark.start()] if mark else word
        folded = bare.casefold()
        if not bare or bare[0].isdigit() or bare in ("-", "–") or (words and _stops(text, token)):
            break
        if (words and bare in _NEXT_LAW and (bare != "Bộ" or text.startswith((" luật", " Luật"), token.end()))) or (
            folded == "và" and not _and_goes_on(text, token.end(), limit)
        ):
            break
        end = token.start(1) + len(bare)
        words += 1
        if mark:
            break
    return end


def _and_goes_on(text: str, position: int, limit: int) -> bool:
    """ "Luật A và B" goes on unless another instrument or a plural follows."""
    following = _TOKEN.match(text, position, limit)
    return following is not None and following[1][0].islower() and not _stops(text, following)


def _stops(text: str, token: re.Match[str]) -> bool:
    """Whether no name goes on with a word; "bảo đảm" and "quy định" end one, "bảo vệ" and "quy phạm" do not."""
    word = _END_MARK.split(token[1], maxsplit=1)[0]
    if word.lower() in ("bảo", "đối"):
        return text.startswith((" đảm", " với"), token.end())
    if word.lower() == "quy":
        return not text.startswith((" phạm", " hoạch"), token.end())
    return _STOP.match(word) is not None


def amending_end(text: str, position: int, limit: int) -> int:
    """End of the name of a law that amends laws: through the last law it names."""
    many = _MANY_LAWS.match(text, position, limit)
    if many:
        return many.end()
    end = position
    stop = min(limit, position + 600)
    mark = re.compile(r"[;:.()\n]| (?:ngày|số) \d| được | có hiệu lực").search(text, position, stop)
    stop = mark.start() if mark else stop
    for law in LAW.finditer(text, position, stop):
        small = law["word"] == "luật" and known_names().match(text, law.end(), stop) is None
        inner = law.end() if small else name_end(text, law.end(), stop)
        if inner > law.end():
            gap = text[end : law.start()]
            if end != position and not re.fullmatch(r"(?:, | và |; | của ){1,2}", gap):
                break
            end = inner
    return end
