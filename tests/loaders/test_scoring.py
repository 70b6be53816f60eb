"""Scores mean what their names say: each kind of mistake lowers its own layer and is shown."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from ...errors import LoadError
from ...loaders.gold import Gold, load_gold, validate
from ...loaders.record import Assignee, Assignment, Facts, Mention, Record, Relation, Target
from ...loaders.scoring import canonical, score

TEXT = (
    "Thực hiện Nghị quyết số 05-NQ/TU, ngày 02/3/2021 của Tỉnh ủy; căn cứ Luật Đê điều.\n"
    "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập danh mục công trình."
)


def gold() -> Record:
    def span(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    number, law, order = (
        "Nghị quyết số 05-NQ/TU, ngày 02/3/2021 của Tỉnh ủy",
        "Luật Đê điều",
        TEXT.splitlines()[1],
    )
    return Record(
        file="a.txt",
        document=Facts("KH", "12/KH-UBND", "Ủy ban nhân dân tỉnh Hải Châu", recipients=["Sở Xây dựng", "Lưu: VT"]),
        mentions=[
            Mention("m1", "numbered", number, *span(number), "t1", "preamble"),
            Mention("m2", "named", law, *span(law), "t2", "preamble"),
        ],
        targets=[
            Target("t1", "NQ", "05-NQ/TU", issued="2021-03-02", issuer="Tỉnh ủy Hải Châu"),
            Target("t2", "Luật", name="Luật Đê điều", issuer="Quốc hội"),
        ],
        relations=[
            Relation("SELF", "implements", "t1", "document", "Thực hiện Nghị quyết số 05-NQ/TU", 0, 32),
            Relation("SELF", "based_on", "t2", "document", "căn cứ Luật Đê điều", 62, 81),
        ],
        assignments=[
            Assignment(
                "a1",
                [Assignee("Sở Xây dựng", "lead"), Assignee("Sở Tài chính", "coordinate")],
                "lập danh mục công trình",
                *span(order),
                "1",
            )
        ],
    )


def f1(ours: Record, layer: str) -> float:
    return score([ours], [gold()]).layers[layer].f1


def test_equal_records_score_one_and_show_no_slip() -> None:
    report = score([gold()], [gold()])
    assert {row[-1] for row in report.rows()} == {1.0}
    assert report.slips == []


def test_ids_do_not_matter_only_places_do() -> None:
    ours = deepcopy(gold())
    renamed = {"t1": "x9", "t2": "x3"}
    for mention in ours.mentions:
        mention.target = renamed[mention.target]
    for relation in ours.relations:
        relation.target = renamed[relation.target]
    ours.targets[0].id, ours.targets[1].id = "x9", "x3"
    ours.targets.reverse()
    assert score([ours], [gold()]).slips == []


def test_a_record_that_is_not_there_is_wholly_missed() -> None:
    report = score([], [gold()])
    assert report.layers["mentions: numbered"].recall == 0.0
    assert {s.what for s in report.slips if s.layer.startswith("mentions")} == {"missed"}


def test_the_path_before_the_file_name_does_not_matter() -> None:
    ours = gold()
    ours.file = "folder/a.txt"
    assert score([ours], [gold()]).slips == []


def test_a_span_too_short_is_close_but_not_right() -> None:
    ours = gold()
    ours.mentions[0].end -= 11
    assert f1(ours, "mentions: numbered") == 0.0
    assert f1(ours, "mentions: numbered, close") == 1.0
    assert f1(ours, "targets") == 1.0


def test_a_wrong_date_makes_the_target_wrong_but_not_its_relation() -> None:
    ours = gold()
    ours.targets[0].issued = "2020-03-02"
    assert f1(ours, "targets") == 0.5
    assert f1(ours, "relations") == 1.0


def test_an_invented_target_costs_precision() -> None:
    ours = gold()
    ours.mentions.append(Mention("m3", "numbered", "Sở", 100, 102, "t3", "body"))
    ours.targets.append(Target("t3", "QĐ", "9/QĐ-X"))
    ours.relations.append(Relation("SELF", "cites", "t3", "directive", "Sở", 100, 102, "invented"))
    layers = score([ours], [gold()]).layers
    assert layers["targets"].precision == pytest.approx(2 / 3)
    assert layers["relations"].precision == pytest.approx(2 / 3)
    assert layers["relations: cites"].f1 == 0.0


def test_issuers_are_compared_behind_their_aliases() -> None:
    ours = gold()
    ours.document.issuer = "UBND tỉnh Hải Châu"
    assert f1(ours, "facts: issuer") == 0.0  # the fact is asked for in full
    assert canonical("UBND tỉnh Hải Châu") == canonical("Uỷ ban nhân dân tỉnh Hải Châu")
    ours.targets[0].issuer = "Tỉnh uỷ Hải Châu"
    assert f1(ours, "targets: issuer") == 1.0


def test_type_and_scope_of_relations() -> None:
    ours = gold()
    ours.relations[1].scope = "directive"
    ours.relations[0].type = "cites"
    layers = score([ours], [gold()]).layers
    assert (layers["relations"].right, layers["relations: scope too"].right) == (1, 0)
    assert layers["relations: implements"].recall == 0.0


def test_roles_and_bodies_of_assignments() -> None:
    ours = gold()
    ours.assignments[0].bodies[1].role = "lead"
    report = score([ours], [gold()])
    assert report.layers["assignments"].f1 == 0.0
    assert report.layers["assignments: place"].f1 == 1.0
    assert report.layers["assignments: bodies"].right == 1
    assert any("Sở Tài chính (coordinate)" in s.detail for s in report.slips)


def test_recipients_count_one_by_one() -> None:
    ours = gold()
    ours.document.recipients = ["Lưu: VT", "khác"]
    counts = score([ours], [gold()]).layers["facts: recipients"]
    assert (counts.right, counts.predicted, counts.expected) == (1, 2, 2)


def test_gold_is_checked_against_its_text() -> None:
    assert validate(gold(), TEXT) == []
    broken = gold()
    broken.mentions[0].start += 1
    broken.relations[0].target = "t7"
    broken.assignments[0].task = "lập hồ sơ"
    assert len(validate(broken, TEXT)) == 3


def test_gold_of_an_opening_asks_for_nothing_behind_it() -> None:
    plain = gold().to_json() | {"upto": TEXT.index("căn cứ"), "document": {"kind": "KH"}}
    plain["mentions"], plain["targets"] = plain["mentions"][:1], plain["targets"][:1]
    plain["relations"], plain["assignments"] = plain["relations"][:1], []
    opening = Gold.from_json(plain)
    assert opening.annotated(TEXT) == TEXT[: opening.upto]
    report = score([gold()], [opening])
    assert report.slips == []
    assert (report.layers["mentions: named"].predicted, report.layers["assignments"].predicted) == (0, 0)
    assert [row[0] for row in report.rows() if row[0].startswith("facts:")] == ["facts: kind"]


def test_gold_folder(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no annotated"):
        load_gold(tmp_path)
    (tmp_path / "a.json").write_text(gold().dumps(), encoding="utf-8")
    assert load_gold(tmp_path) == [Gold.from_json(gold().to_json())]
    (tmp_path / "b.json").write_text('{"file": "b.txt"}', encoding="utf-8")
    with pytest.raises(LoadError, match=r"b\.json"):
        load_gold(tmp_path)


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no annotated corpus beside the checkout")
def test_shared_gold_is_valid() -> None:
    for record in load_gold(SHARED / "gold"):
        assert validate(record, (SHARED / "corpus" / record.file).read_text(encoding="utf-8")) == []


@pytest.mark.skipif(not (SHARED / "corpus" / "web").is_dir(), reason="no documents beside the checkout")
def test_own_gold_is_valid() -> None:
    records = load_gold(Path(__file__).parents[1] / "gold")
    assert len(records) >= 30
    for record in records:
        assert validate(record, (SHARED / "corpus" / "web" / record.file).read_text(encoding="utf-8")) == []
