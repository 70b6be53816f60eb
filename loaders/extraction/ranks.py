"""Which document may carry out or change which: what their kinds and the levels of their issuers say."""

from __future__ import annotations

from typing import Protocol

from ...graph.identity import level_of

_RANKS = {
    "central-party": 0,
    "national-state": 0,
    "ministry": 1,
    "province-party": 2,
    "province-state": 2,
    "district": 3,
}


class Issued(Protocol):
    """A document as far as it is told: a mention, or the facts of the text itself."""

    @property
    def kind(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...


def outranks(one: Issued, other: Issued) -> bool:
    """Whether ``one`` is of a higher level: it is then not issued to carry ``other`` out, and an "and" between
    two documents belongs to the sentence ("Thực hiện Kế hoạch … của Ủy ban nhân dân tỉnh thực hiện … và Chương
    trình … của Huyện ủy")."""
    mine, its = _rank(one), _rank(other)
    return mine is not None and its is not None and mine < its


def peers(one: Issued, other: Issued) -> bool:
    """Whether both are of one kind and level: a decree carries out no decree, so an "and" between them belongs to the
    sentence ("Căn cứ Nghị định A quy định chi tiết Luật B và Nghị định C")."""
    return one.kind == other.kind and level_of(one.number, one.issuer) == level_of(other.number, other.issuer)


def may_change(one: Issued, other: Issued) -> bool:
    """Whether ``one`` may amend ``other``, as far as their levels are known: no province amends a decree."""
    mine, its = _rank(one), _rank(other)
    return mine is None or its is None or (mine <= its and changes_acts(one, other))


def changes_acts(one: Issued, other: Issued) -> bool:
    """Whether ``one`` may amend ``other`` if that is an act: only an act of the National Assembly changes one."""
    return not _is_act(other) or _is_act(one)


def _rank(document: Issued) -> int | None:
    return _RANKS.get(level_of(document.number, document.issuer))


def _is_act(document: Issued) -> bool:
    return document.kind in ("Luật", "PL", "HP") or "QH" in (document.number or "")
