"""Where things stand on a page. Pure, deterministic, linear: no forces, no random numbers.

A chain is a grid: columns by level, rows by province. Every box has a cell of its own, so boxes cannot overlap,
and the lanes between rows stay free for lines. A network is a set of discs: the centre, and one a province.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..graph.model import Document, Level
from .places import in_order, old_name
from .select import RANK, Chain

_SIZES = (6, 5.5, 4, 3.2, 3.2, 2.6, 3)  # of a level's documents in the network, in the order of RANK
_FEW = 150  # documents of a network whose numbers can all be written
_MOST_COLUMNS, _BEFORE_SPREADING = 4, 8  # of one level; its documents in one band before it takes a second


@dataclass(frozen=True, slots=True)
class Band:
    """The rows ``first`` to ``last - 1`` of a province; ``former`` are the names its documents bear that are
    not in force today."""

    name: str
    first: int
    last: int
    former: tuple[str, ...] = ()


@dataclass(slots=True)
class Grid:
    """A chain laid out: document → (column, row); the level of each column; the bands from top to bottom.

    How large cells are is the page's to say: boxes grow when their tasks are opened."""

    cells: dict[str, tuple[int, int]]
    columns: list[Level]
    bands: list[Band]


def chain_grid(shown: Chain, place: Mapping[str, str]) -> Grid:
    """Lays a chain out, root in the first row; documents without a place (see :func:`.places.homes`), which are the
    central ones, beside all bands."""
    documents = shown.graph.documents
    column, columns = _columns(shown, place)
    groups: dict[str | None, list[str]] = {}
    for i in shown.order:
        groups.setdefault(place.get(i), []).append(i)
    parent = {i: r.target if r.source == i else r.source for i, r in shown.step.items()}

    cells: dict[str, tuple[int, int]] = {}
    free: dict[int, int] = {}  # column → its first free row
    _place(shown, groups.pop(None, []), column, parent, cells, free, 0)
    bands: list[Band] = []
    top = 0
    for name in in_order(n for n in groups if n):
        bottom = _place(shown, groups[name], column, parent, cells, free, top)
        former = {n for i in groups[name] if (n := old_name(documents[i].province))}
        bands.append(Band(name, top, bottom, tuple(sorted(former))))
        top = bottom
    return Grid(cells, columns, bands)


def _columns(shown: Chain, place: Mapping[str, str]) -> tuple[dict[str, int], list[Level]]:
    """Document → column; and the columns, one a level; a level with many documents in a band spreads over more."""
    documents = shown.graph.documents
    crowds: dict[Level, dict[str | None, list[str]]] = {}
    for i in shown.order:
        crowds.setdefault(documents[i].level, {}).setdefault(place.get(i), []).append(i)
    column: dict[str, int] = {}
    columns: list[Level] = []
    for level in sorted(crowds, key=RANK.__getitem__):
        largest = max((len(members) for band, members in crowds[level].items() if band), default=1)
        wide = min(math.ceil(largest / _BEFORE_SPREADING), _MOST_COLUMNS)
        for members in crowds[level].values():
            each = math.ceil(len(members) / wide)
            column.update((i, len(columns) + k // each) for k, i in enumerate(members))
        columns += [level] * wide
    return column, columns


def _place(
    shown: Chain,
    members: list[str],
    column: dict[str, int],
    parent: dict[str, str],
    cells: dict[str, tuple[int, int]],
    free: dict[int, int],
    top: int,
) -> int:
    """Gives the members their rows from ``top`` on, each beside the document its step leads to where that is
    free; returns the first row below."""
    documents = shown.graph.documents
    inside = set(members)
    by_column: dict[int, list[str]] = {}
    for i in members:
        by_column.setdefault(column[i], []).append(i)

    def key(i: str) -> tuple[bool, int, date, str]:
        at = cells[parent[i]][1] if parent.get(i) in cells and parent.get(i) in inside else 1 << 30
        return i != shown.root, at, documents[i].issued or date(documents[i].year or 9999, 1, 1), i

    for c in sorted(by_column):
        for i in sorted(by_column[c], key=key):
            beside = cells[parent[i]][1] if parent.get(i) in inside and parent.get(i) in cells else top
            row = max(free.get(c, 0), beside, top)
            cells[i] = (c, row)
            free[c] = row + 1
    return max((cells[i][1] + 1 for i in members), default=top)


@dataclass(slots=True)
class Disc:
    """A province's place in the network, or the centre's (``name`` None)."""

    name: str | None
    x: float
    y: float
    radius: float


@dataclass(slots=True)
class Discs:
    """A network laid out."""

    positions: dict[str, tuple[float, float]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    discs: list[Disc] = field(default_factory=list)


def disc_map(documents: Iterable[Document], cited: Mapping[str, int], place: Mapping[str, str]) -> Discs:
    """Central documents in the middle, one disc a province on rings around; ``cited`` gives how often each is.

    Inside a disc documents lie like seeds of a sunflower, the upper levels and the most cited innermost. The rings
    are circles; the page widens or heightens them to the shape of its screen, which only moves discs apart. Few
    documents lie wide apart, so that their numbers find room.
    """
    laid = Discs()
    groups: dict[str | None, list[Document]] = {}
    for document in documents:
        groups.setdefault(place.get(document.id), []).append(document)
        size = _SIZES[RANK[document.level]] + 0.5 * math.sqrt(cited.get(document.id, 0))
        laid.sizes[document.id] = min(14.0, size)
    for members in groups.values():
        members.sort(key=lambda d: (RANK[d.level], -cited.get(d.id, 0), d.id))

    core = groups.pop(None, [])
    gap = 9.0 if len(laid.sizes) > _FEW else 21.0
    reach = _seeds(laid, core, 0.0, 0.0, 21.0)
    laid.discs.append(Disc(None, 0.0, 0.0, reach))
    names = in_order(n for n in groups if n)
    radius = {n: gap * math.sqrt(len(groups[n]) + 1) + 12 for n in names}
    need = 2 * max(radius.values(), default=1.0) + 44  # a disc, its name and room
    begin = 0.0 if len(names) <= 2 else -math.pi / 2  # two discs lie left and right, as screens are wide
    for ring, (distance, members_of) in enumerate(_rings(names, reach + need / 2 + 30, need)):
        for j, name in enumerate(members_of):
            turn = 2 * math.pi * (j + 0.5 * (ring % 2)) / len(members_of) + begin
            x, y = distance * math.cos(turn), distance * math.sin(turn)
            _seeds(laid, groups[name], x, y, gap)
            laid.discs.append(Disc(name, x, y, radius[name]))
    return laid


def _rings(names: list[str], nearest: float, need: float) -> Iterable[tuple[float, list[str]]]:
    """Shares the names out over rings, each with its distance from the middle, so that the outermost is as near as
    can be: a few rings pushed outwards may do better than one more."""

    def first(rings: int) -> float:  # where the first of so many begins, for all to hold the names
        return max(nearest, need * (len(names) / (2 * math.pi * rings) - (rings - 1) / 2 + 0.16 * rings))

    count = min(range(1, 12), key=lambda rings: first(rings) + (rings - 1) * need)
    distances = [first(count) + ring * need for ring in range(count)]
    begin, whole = 0, sum(distances)
    for ring, distance in enumerate(distances):
        end = len(names) if ring == count - 1 else round(len(names) * sum(distances[: ring + 1]) / whole)
        yield distance, names[begin:end]
        begin = end


def _seeds(laid: Discs, members: list[Document], x: float, y: float, gap: float) -> float:
    """Puts the members around (x, y) on a sunflower's spiral; returns its radius."""
    for k, document in enumerate(members):
        turn, distance = k * 2.399963229728653, gap * math.sqrt(k + (0.5 if len(members) > 1 else 0))
        laid.positions[document.id] = (x + distance * math.cos(turn), y + distance * math.sin(turn))
    return gap * math.sqrt(len(members) + 1)
