"""Annotated records: what they hold, and whether they fit their texts.

A gold folder holds JSON records in the schema of the annotation guide, each naming its text in ``file``; one that
covers only the opening of its text says in ``upto`` how many characters were annotated.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ..errors import LoadError
from .record import SELF, Facts, Record


@dataclass(slots=True)
class Gold(Record):
    """An annotated record. ``upto`` is how many characters of the text were annotated, None for all of them;
    ``stated`` names the facts that were: an opening does not show who signed."""

    upto: int | None = None
    stated: frozenset[str] = frozenset(f.name for f in fields(Facts))

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Gold:
        """Reads an annotated record. Raises KeyError or TypeError if the schema is not met."""
        whole = Record.from_json(plain)
        return cls(
            **{f.name: getattr(whole, f.name) for f in fields(Record)},
            upto=plain.get("upto"),
            stated=frozenset(plain["document"]),
        )

    def annotated(self, text: str) -> str:
        """The part of the loader's text that was annotated: what to extract from for a fair comparison."""
        return text[: self.upto]


def load_gold(folder: Path) -> list[Gold]:
    """The annotated records of a folder, by name of file. Raises LoadError if one is not to the schema."""
    records = []
    for path in sorted(folder.glob("*.json")):
        try:
            records.append(Gold.from_json(json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
            raise LoadError(str(path), f"not an annotated record: {error!r}") from error
    if not records:
        raise LoadError(str(folder), "no annotated records (*.json)")
    return records


def validate(record: Record, text: str) -> list[str]:
    """What is wrong with a record against its text: quotes not there, targets not listed."""
    known = {SELF, *(t.id for t in record.targets)}
    faults = [
        f"{m.id}: {text[m.start : m.end]!r} stands at {m.start}, not {m.quote!r}"
        for m in record.mentions
        if text[m.start : m.end] != m.quote
    ]
    for r in record.relations:
        if one_line(text[r.start : r.end]) != one_line(r.evidence):
            faults.append(f"{r.source} {r.type} {r.target}: {text[r.start : r.end]!r} is not the evidence")
        faults.extend(f"relation names {end}, which is no target" for end in {r.source, r.target} - known)
    faults.extend(f"{m.id} names {m.target}, which is no target" for m in record.mentions if m.target not in known)
    faults.extend(
        f"{a.id}: the task is not at {a.start}-{a.end}"
        for a in record.assignments
        if one_line(a.task) not in one_line(text[a.start : a.end])
    )
    return faults


def one_line(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())
