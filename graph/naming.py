"""Ids for the documents of a graph: from facts alone, readable, each one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256

from ..data import document_types, issuer_tags
from ..vietnamese import fold, slug
from .candidates import Entity
from .claims import name_key
from .identity import document_id


def give_ids(entities: Sequence[Entity]) -> None:
    """Sets the id of every entity that has none.

    Documents that facts do not tell apart get a suffix behind ``~``: the day, else the title's words, else
    letters made from all that is known of it. The best attested one goes without.
    """
    by_base: dict[str, list[Entity]] = {}
    for entity in entities:
        entity.settle()
        by_base.setdefault(_base(entity), []).append(entity)
    for base, same in by_base.items():
        if len(same) == 1 and not same[0].id:
            same[0].id = base
            continue
        taken = {e.id for e in same}
        same.sort(key=_rank)
        for entity in (e for e in same if not e.id):
            entity.id = next(i for i in _names(base, entity) if i not in taken)
            taken.add(entity.id)


def named(entities: Iterable[Entity], wanted: str) -> Entity | None:
    """The document that has this id, or would get it if no other one had: of several the best attested."""
    base = wanted.partition("~")[0]
    may = []
    for entity in entities:
        if entity.id:
            if entity.id == wanted:
                return entity
        elif _base(entity) == base and wanted in _names(base, entity):
            may.append(entity)
    return min(may, key=_rank, default=None)


def _rank(entity: Entity) -> tuple[object, ...]:
    """Sorts the best attested document first."""
    return not entity.catalogued, entity.held is None, entity.open, entity.moment, _digest(entity)


def _names(base: str, entity: Entity) -> Iterator[str]:
    yield base
    if entity.moment:
        yield f"{base}~{entity.moment}"
    title = slug(entity.best("title") or "", 40)
    if title:
        yield f"{base}~{title}"
    yield f"{base}~{_digest(entity)[:8]}"
    yield base + _digest(entity)


def _digest(entity: Entity) -> str:
    """Letters that only this document has: from its text where we hold it, else from what is said of it."""
    if entity.held is not None:
        facts = entity.held.mark
    else:
        facts = repr((entity.place, entity.key, entity.series, entity.moment, sorted(entity.said)))
    return sha256(facts.encode()).hexdigest()


def _base(entity: Entity) -> str:
    kind = entity.best("kind") or ""
    number = entity.number
    if number is not None:
        letters = number.kind or (kind if kind != "KHAC" else "")
        return document_id(entity.place, "-".join(number.tags), letters, entity.year, number.sequence)
    year = str(entity.year) if entity.year else "undated"
    code = slug(kind) or "khac"
    printed = entity.best("number") or entity.best("name")
    if printed:
        return f"{entity.place}/{code}/{_without_kind(slug(name_key(printed)[0], 80), code)}/{year}"
    own = entity.best("title") or (entity.held.file.rsplit("/", 1)[-1] if entity.held is not None else "")
    issuer = _tag(entity.best("issuer") or "")
    return f"{entity.place}/{issuer}/{code}/{year}/{slug(own, 80) or 'x'}"


def _without_kind(name: str, code: str) -> str:
    for word in _type_words():
        if name.startswith(word + "-"):
            return name[len(word) + 1 :]
    return name or code


@cache
def _type_words() -> tuple[str, ...]:
    words = {slug(t.name_vi) for t in document_types()} | {"luat", "bo-luat"}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _tag(issuer: str) -> str:
    """The letters an issuer signs with, for texts whose number is blank; its name's words where none are known."""
    words = fold(issuer)
    for head, tag in (("tinh uy", "tu"), ("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd")):
        if head in words and "van phong" not in words:
            return tag
    return _tags().get(words) or slug(issuer, 40) or "x"


@cache
def _tags() -> dict[str, str]:
    return {fold(t.body): slug(t.tag) for readings in reversed(issuer_tags().values()) for t in readings}
