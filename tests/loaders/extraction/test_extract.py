"""The whole of extraction: floors on annotated documents, and hostile text in linear time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ....loaders.extraction.extract import extract
from ....loaders.gold import load_gold
from ....loaders.scoring import Report, score
from ....loaders.source import Source
from .linear import assert_linear

SHARED = Path(__file__).parents[4] / "shared"
OWN = Path(__file__).parents[2] / "gold"


def measured(gold: Path, corpus: Path) -> Report:
    wanted = load_gold(gold)
    records = []
    for theirs in wanted:
        text = theirs.annotated((corpus / theirs.file).read_text(encoding="utf-8"))
        records.append(extract(Source(text, "text"), theirs.file))
    return score(records, wanted)


#: (layer, least F1 on the shared gold, least F1 on our openings): a drop is a mistake.
FLOORS = [
    ("facts", 1.0, 1.0),
    ("mentions: numbered", 1.0, 1.0),
    ("mentions: named", 0.96, 1.0),
    ("targets", 0.99, 1.0),
    ("targets: issuer", 1.0, 1.0),
    ("relations", 0.99, 0.997),
    ("relations: scope too", 0.99, 0.995),
    ("relations: implements", 0.985, 1.0),
    ("relations: amends", 1.0, 1.0),
    ("relations: supersedes", None, 1.0),  # the shared texts repeal nothing
]


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no annotated corpus beside the checkout")
def test_floors_on_the_shared_gold() -> None:
    layers = measured(SHARED / "gold", SHARED / "corpus").layers
    assert {
        layer: layers[layer].f1 for layer, floor, _ in FLOORS if floor is not None and layers[layer].f1 < floor
    } == {}
    assert layers["relations: implements"].precision >= 0.98


@pytest.mark.skipif(not (SHARED / "corpus" / "web").is_dir(), reason="no documents beside the checkout")
def test_floors_on_our_openings() -> None:
    layers = measured(OWN, SHARED / "corpus" / "web").layers
    assert {layer: layers[layer].f1 for layer, _, floor in FLOORS if layers[layer].f1 < floor} == {}


HOSTILE = {
    "digits and dashes": "12-34-5/6-78/2025/",
    "number signs": "số ",
    "nested brackets": "[(",
    "numbers": "Nghị quyết số 1-NQ/TW ",
    "titles": "Nghị quyết số 1-NQ/TW về ",
    "acts": "Luật Đất đai, ",
    "amending acts": "Luật sửa đổi, bổ sung một số điều của Luật ",
    "open lists": "các Nghị định của Chính phủ (số 1/2020/NĐ-CP ",
    "bases": "Căn cứ Luật A; ",
    "expiries": "Luật A hết hiệu lực; ",
    "lone numbers": "1\n",
    "superscripts": "¹ ",
    "end notes": "a\n b\n\ufffd x\n",
    "glued notes": "a1\n\n1 A\n\n",
    "open notes": "[footnoteRef:1] [1: ",
    "sentences": "A. B. ",
    "emphasis": "*a _",
    "bookmarks": "[bookmark: ",
    "mottos": "Độc lập-Tự do-Hạnh phúc",
    "rolled letterheads": "Độc lập - Tự do - Hạnh phúc Số: 1/QĐ-BNV ",
    "grown words": "banhành kếhoạch ",
    "one grown word": "lãnhđạobanhành",
    "spelt-out line ends": "\\r\\n",
    "announcements": "Tỉnh ủy ban hành Kế hoạch như sau:\n",
    "short names": "Luật A số 1/2020/QH14 (gọi tắt là Luật AB) ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    assert_linear(lambda length: Source(piece * (length // len(piece)), "text"), 10_000, 160_000)
