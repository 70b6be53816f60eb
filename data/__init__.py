"""Facts and rules of language, one table a file, read once and typed here.

Every other module asks these functions; none reads a file of this folder itself. A missing or broken
table is an error of the installation and raises at once: a rule that silently is not there would lower
the quality of every answer.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<table>.csv`` as dictionaries of text."""
    text = (files(__package__) / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document (Nghị định 30/2020 annex III for the State, 66-QĐ/TW for the Party).

    ``code`` is the letters in a symbol (``NQ``), empty where the type has none (laws, state letters).
    """

    code: str
    name_vi: str
    name_en: str
    branch: str
    normative: str


@dataclass(frozen=True, slots=True)
class IssuerTag:
    """What the letters behind the type in a symbol stand for. One tag may serve several levels."""

    tag: str
    body: str
    branch: str
    level: str
    numbering: str
    valid_from: str
    valid_to: str
    successor: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city in one span of its life; ``code`` is ISO 3166-2.

    ``valid_from`` and ``valid_to`` are ISO dates or prefixes of them, empty when not known or still in
    force; ``successor`` is the name of the unit that absorbed it on 1 July 2025 (202/2025/QH15).
    """

    code: str
    name: str
    kind: str
    valid_from: str
    valid_to: str
    successor: str
    gso_code: str


@dataclass(frozen=True, slots=True)
class BodyAlias:
    """Another way to write a body: abbreviation, short name, spelling, OCR confusion."""

    alias: str
    canonical: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A central document of the catalogue: facts with their source. Absence from it proves nothing."""

    number: str
    kind: str
    issued: str
    issuer: str
    term: str
    title: str
    name: str
    implements: str
    supersedes: str
    amends: str
    source: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Every document type, in the table's order."""
    return tuple(
        DocumentType(r["code"], r["name_vi"], r["name_en"], r["branch"], r["normative"]) for r in rows("document_types")
    )


@cache
def issuer_tags() -> dict[str, tuple[IssuerTag, ...]]:
    """Tag → its readings."""
    found: dict[str, list[IssuerTag]] = {}
    for r in rows("issuer_tags"):
        tag = IssuerTag(
            r["tag"], r["body"], r["branch"], r["level"], r["numbering"],
            r["valid_from"], r["valid_to"], r["successor"],
        )  # fmt: skip
        found.setdefault(tag.tag, []).append(tag)
    return {tag: tuple(readings) for tag, readings in found.items()}


@cache
def provinces() -> tuple[Province, ...]:
    """Every unit that is or was, one row a span of life (Tuyên Quang stands twice)."""
    return tuple(
        Province(r["code"], r["name"], r["kind"], r["valid_from"], r["valid_to"], r["successor"], r["gso_code"])
        for r in rows("provinces")
    )


@cache
def body_aliases() -> tuple[BodyAlias, ...]:
    """Every alias, in the table's order."""
    return tuple(BodyAlias(r["alias"], r["canonical"], r["kind"]) for r in rows("body_aliases"))


@cache
def known_documents() -> tuple[KnownDocument, ...]:
    """The catalogue of central documents."""
    return tuple(KnownDocument(**r) for r in rows("central_documents"))


@cache
def law_names() -> tuple[str, ...]:
    """Names of laws, codes and ordinances without the type word ("Đất đai"): they tell where a name ends."""
    return tuple(r["name"] for r in rows("laws"))


@cache
def party_terms() -> tuple[tuple[str, str], ...]:
    """(term, first day) of the Party's Central Committees, oldest first: their numbers restart with each."""
    return tuple((r["term"], r["valid_from"]) for r in rows("party_terms"))


@cache
def rules() -> dict[str, str]:
    """The rules that read citations and orders, each in words."""
    return {r["rule"]: r["means"] for r in rows("rules")}


def rule_in_words(rule: str) -> str:
    """A rule as evidence names it, in words: the rule, then how it came there ("carry-out+list", "title:amend").

    >>> rule_in_words("title:amend")
    'words of amending; said in the title of another document'
    """
    main, *ways = rule.split("+")
    if main.startswith("title:"):
        main, ways = main.removeprefix("title:"), ["title", *ways]
    return "; ".join(rules().get(part, part) for part in (main, *ways))


@cache
def assemblies() -> tuple[tuple[str, str], ...]:
    """(term, first day) of the National Assemblies, oldest first: their numbers restart with each."""
    return tuple((r["term"], r["valid_from"]) for r in rows("assemblies"))
