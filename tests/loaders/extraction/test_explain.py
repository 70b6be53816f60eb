"""Why a place is read as it is: the answer holds what was decided, and what lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ....data import rule_in_words, rules
from ....loaders.extraction.cues import CUES
from ....loaders.extraction.explain import Explanation, explain
from ....loaders.extraction.extract import extract
from ....loaders.readers.files import read_file
from ....loaders.source import Source

ROOT = Path(__file__).parents[3]
TEXT = """TỈNH ỦY QUẢNG NAM
Số 45-CTr/TU
Quảng Nam, ngày 02 tháng 3 năm 2024

CHƯƠNG TRÌNH
thực hiện Nghị quyết số 26-NQ/TW, ngày 03/11/2022 của Bộ Chính trị về phát triển vùng

Căn cứ Nghị quyết số 26-NQ/TW, ngày 19/5/2018 của Ban Chấp hành Trung ương, Tỉnh ủy ban hành chương trình như sau:
1. Quán triệt quan điểm, thực hiện nghiêm và đánh giá việc chấp hành Nghị quyết số 26-NQ/TW của Bộ Chính trị.
2. Theo Kế hoạch số 9-KH/TU, ngày 01/02/2023 của Tỉnh ủy thực hiện Kết luận số 21-KL/TW của Bộ Chính trị.
"""


def asked(words: str, text: str = TEXT, nth: int = 0) -> Explanation:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    found = explain(Source(text, "text"), "a.txt", at)
    assert isinstance(found, Explanation)
    assert Explanation.from_json(found.to_json()) == found
    assert text[found.start : found.end] == found.quote and found.start <= at < found.end
    assert text[: found.start].endswith(found.before) and text[found.end :].startswith(found.after)
    return found


def test_which_document_is_meant_and_which_not() -> None:
    found = asked("26-NQ/TW", nth=2)
    assert found.read == {"class": "numbered", "kind": "NQ", "number": "26-NQ/TW", "issuer": "Bộ Chính trị"}
    assert found.target is not None and found.target.issued == "2022-11-03"
    assert [(j.start, j.why) for j in found.joined] == [(TEXT.index("Nghị quyết số 26"), "same number, issuer")]
    (rival,) = found.rivals
    assert (rival.what, rival.why) == ("26-NQ/TW of 19/05/2018", "another issuer")


def test_the_rule_its_words_and_what_lost() -> None:
    found = asked("26-NQ/TW", nth=2)
    (here,) = found.here
    assert (here.type, here.scope, here.evidence.split()[0]) == ("reviews", "directive", "đánh")
    assert found.cue == "đánh giá việc chấp hành" and found.rules[here.rule]
    assert {loser.what.split(" (")[0] for loser in found.rival_cues} >= {"thực hiện"}
    assert found.relation is not None and (found.relation.type, found.relation.scope) == ("implements", "document")
    assert [(e.start < found.start, e.why) for e in found.elsewhere] == [(True, "the strongest: it counts")]


def test_relations_between_others_are_told() -> None:
    found = asked("21-KL/TW")
    assert [(r.source, r.type) for r in found.here] == [("SELF", "cites"), (found.here[1].source, "implements")]
    assert found.names[found.here[1].source] == "9-KH/TU of 01/02/2023"


@pytest.mark.parametrize(("words", "why"), [("45-CTr", "letterhead"), ("45-CTr/TU này", "own number")])
def test_what_does_not_count_is_told_why(words: str, why: str) -> None:
    text = TEXT + "3. Các cơ quan thực hiện Chương trình số 45-CTr/TU này.\n"
    found = asked(words, text)
    assert why in found.left_out and found.target is None and not found.here


def test_where_nothing_is_cited_the_nearest_are_named() -> None:
    answer = explain(Source(TEXT, "text"), "a.txt", TEXT.index("Quán triệt"))
    assert isinstance(answer, str) and "2018" in answer and "26-NQ/TW của Bộ" in answer
    assert explain(Source("Không có gì.", "text"), "a.txt", 3) == ""


def test_every_rule_has_words(shared: Path) -> None:
    assert {rule for _, rule, _ in CUES} <= set(rules())
    for path in [*(ROOT / "examples").glob("*.docx"), *(shared / "corpus").glob("*.txt")]:
        for relation in extract(read_file(path), path.name).relations:
            words = rule_in_words(relation.rule)
            assert all(part in rules().values() for part in words.split("; ")), relation.rule


def test_every_citation_of_a_text_can_be_explained(shared: Path) -> None:
    source = read_file(shared / "corpus/quang-nam-chuong-trinh-29-nq-tw.txt")
    record = extract(source, "a")
    strongest = {r.target: r for r in record.relations if r.source == "SELF"}
    for mention in record.mentions[::4]:
        found = explain(source, "a", mention.start)
        assert isinstance(found, Explanation)
        if (found.start, found.end) == (mention.start, mention.end):
            assert found.target is not None and found.target.id == mention.target
            assert found.relation == strongest[mention.target]
            assert found.here
