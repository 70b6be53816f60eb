"""The text of a document with the places where it names others.

The graph keeps quotes and offsets, not texts: those are read again from the files it was built of. Each quote proves
its place: a mark is made only where the text still says what the graph quotes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePath

from ...errors import LoadError
from ...graph.model import Directive, EdgeType
from ...graph.store import Store
from ...graph.tables import EDGE, edge_of
from ...loaders.batch import load

#: Relations that mark a text, the strongest first, as the pages number them.
_KINDS = {EdgeType.IMPLEMENTS: 0, EdgeType.AMENDS: 1, EdgeType.SUPERSEDES: 2, EdgeType.CITES: 5}
_ROLES = {"basis": 3, "review": 4}
_LONGEST = 5_000_000  # characters of a text on a page


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote of a text: characters ``start`` to ``end`` speak of ``target``; ``kind`` numbers the relation."""

    start: int
    end: int
    target: str
    kind: int
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text. ``mark`` is what it quotes, ``task`` the directive that begins with it, ``inside`` whether it
    lies within one, ``here`` whether it is what was asked for: the ``first`` piece of that or ``more`` of it."""

    text: str
    mark: Mark | None = None
    task: Directive | None = None
    inside: bool = False
    here: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text in pieces; ``displaced`` of ``quotes`` quotes are not where the graph has them."""

    file: str
    pieces: list[Piece]
    quotes: int
    displaced: int
    cut: bool


def marks(store: Store, identity: str) -> list[Mark]:
    """What the document with this id says of others, with the places in its text."""
    found = []
    columns = ", ".join(f"r.{column.name} AS {column.name}" for column in EDGE)
    for type_, kind in _KINDS.items():
        statement = f"MATCH (d:Document {{id: $id}})-[r:{type_}]->(o:Document) RETURN o.id AS target, {columns}"
        for row in store.rows(statement, {"id": identity}).dicts():
            edge = edge_of(identity, type_, row["target"], row)
            shown = _ROLES.get(edge.role, kind) if type_ is EdgeType.CITES else kind
            found += [
                Mark(said.start, said.end, edge.target, shown, said.quote)
                for said in edge.evidence
                if said.asserted_by == identity
            ]
    return found


def find_file(folder: Path, named: str) -> Path | None:
    """The file below ``folder`` whose path ends as ``named`` does, by as many of its parts as possible; archives
    count as folders. A name never leads out of the folder."""
    parts = [part for part in PurePath(named.replace("\\", "/")).parts if part not in ("..", ".", "/")]
    root = folder.resolve()
    for first in range(len(parts)):
        path = root.joinpath(*parts[first:])
        solid = next((p for p in (path, *path.parents) if p.is_file()), None)
        if solid is not None and solid.resolve().is_relative_to(root) and solid.is_relative_to(root):
            return path
    return None


def read(
    folder: Path, named: str, marks: Collection[Mark], tasks: Iterable[Directive], here: tuple[int, int] | None = None
) -> Text:
    """The text of the file, marked. Raises LoadError if it is not below ``folder`` or cannot be read."""
    path = find_file(folder, named)
    if path is None:
        raise LoadError(named, "is not below the folder of texts")
    whole = load(path, timeout=30).text
    proved = [m for m in marks if whole[m.start : m.end] == m.quote]
    text = whole[:_LONGEST]
    placed = [t for t in tasks if 0 <= t.start < t.end] if len(proved) == len(marks) else []
    pieces = list(_pieces(text, proved, placed, here if proved or not marks else None))
    return Text(path.name, pieces, len(marks), len(marks) - len(proved), len(text) < len(whole))


def _pieces(
    text: str, marks: Iterable[Mark], tasks: Collection[Directive], here: tuple[int, int] | None
) -> Iterator[Piece]:
    """Cuts the text where anything begins or ends. Of several quotes over one place the shortest counts."""
    shown = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.end - m.start, m.kind, m.target))
    ends = {0, len(text)}
    for start, end in [(m.start, m.end) for m in shown] + [(t.start, t.end) for t in tasks] + ([here] if here else []):
        ends |= {min(start, len(text)), min(end, len(text))}
    cuts = sorted(ends)
    number = {cut: place for place, cut in enumerate(cuts)}
    over: list[Mark | None] = [None] * len(cuts)
    for mark in shown:
        for place in range(number[min(mark.start, len(text))], number[min(mark.end, len(text))]):
            over[place] = over[place] or mark
    inside = [0] * (len(cuts) + 1)
    first: dict[int, Directive] = {}
    for task in tasks:
        begin, stop = number[min(task.start, len(text))], number[min(task.end, len(text))]
        inside[begin] += 1
        inside[stop] -= 1
        first.setdefault(begin, task)
    depth = 0
    for place, (start, end) in enumerate(pairwise(cuts)):
        depth += inside[place]
        asked = "" if here is None or not here[0] <= start < here[1] else "first" if start == here[0] else "more"
        yield Piece(text[start:end], over[place], first.get(place), depth > 0, asked)
