"""Graphs as RDF: a stream of triples, to a file and back (DESIGN §4 "RDF").

Every edge is one plain triple, for those who only follow links, and one ``rdf:Statement`` that carries its role and
its evidence: an ``oa:Annotation`` whose target is the quote's place in the document that says so. No fact of the
graph is lost: :func:`.rdf_reading.read` gives back the graph that :func:`write` was given.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ..data import document_types, provinces
from ..errors import QueryError, StoreError
from .jsonld import write_json_ld
from .model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph
from .store import Store
from .streaming import Stream, stream
from .tables import BODY, DIRECTIVE, DOCUMENT, EDGE, JOINS, NodeTable, body_of, directive_of, document_of, edge_of
from .vocabulary import BASE, CHARACTER, HOME, NARROWER, PREFIXES, PROPERTY, Template, concept

#: Formats by the ending of the file's name.
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#]*[/:]$")


def format_of(path: Path) -> RdfFormat:
    """The format that the file's name asks for; QueryError if it asks for none."""
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        raise QueryError(f"{path.name}: the name of an RDF file ends in {', '.join(FORMATS)}")
    return known


def write(graph: Graph | Store, path: Path, base: str = BASE) -> int:
    """Writes the graph in the format of the file's ending; returns the number of triples.

    Memory does not grow with the graph. The file appears whole or not at all. Raises QueryError for an unknown
    ending or a base that is no URI, StoreError if the file cannot be written.
    """
    chosen = format_of(path)
    found = triples(graph, base)
    count = 0

    def counted() -> Iterator[Triple]:
        nonlocal count
        for count, triple in enumerate(found, 1):  # noqa: B007
            yield triple

    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as out:
            if chosen == RdfFormat.JSON_LD:
                write_json_ld(counted(), out, base)
            else:
                serialize(counted(), out, chosen, prefixes=PREFIXES)
        unfinished.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    except (TypeError, ValueError) as error:  # a text that is not Unicode
        raise StoreError(f"{path}: cannot be written: {error}") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def triples(graph: Graph | Store, base: str = BASE) -> Iterator[Triple]:
    """The graph's triples, those of one subject together, in the same order for equal graphs.

    Raises QueryError if ``base`` is not an absolute URI that ends in ``/`` or ``:``.
    """
    if not _ABSOLUTE.match(base):
        raise QueryError(f"{base!r} is no base for URIs: it must be absolute and end in / or :")
    return _Export(stream(graph), Template(base)).triples()


@cache
def term(curie: str) -> NamedNode:
    """The node of a prefixed name, ``eli:cites``."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


_TYPE = term("rdf:type")


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:integer"))


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


class _Export:
    """One pass over a graph. ``concepts`` gathers the codes met, which are described at the end."""

    def __init__(self, stream: Stream, template: Template) -> None:
        self.stream, self.template = stream, template
        self.concepts: dict[tuple[str, str], NamedNode] = {}

    def triples(self) -> Iterator[Triple]:
        yield from self.dataset()
        for row in self.rows(DOCUMENT):
            yield from self.document(document_of(row))
        for row in self.rows(BODY):
            yield from self.body(body_of(row))
        for row in self.rows(DIRECTIVE):
            yield from self.directive(directive_of(row))
        names = [column.name for column in EDGE]
        for join in JOINS:
            type_, source, target = join
            for begin, end, *known in self.stream.edges(join):
                edge = edge_of(begin, type_, end, dict(zip(names, known, strict=True)))
                yield from self.edge(source, target, edge)
        for (scheme, code), node in sorted(self.concepts.items()):
            yield from self.concept(scheme, code, node)

    def rows(self, table: NodeTable) -> Iterator[dict[str, Any]]:
        names = [column.name for column in table.columns]
        return (dict(zip(names, row, strict=True)) for row in self.stream.nodes(table))

    def node(self, kind: str, identity: str) -> NamedNode:
        return NamedNode(self.template.node(kind, identity))

    def code(self, scheme: str, code: str) -> NamedNode:
        node = self.concepts.get((scheme, code))
        if node is None:
            node = self.concepts[scheme, code] = NamedNode(concept(scheme, code))
        return node

    def dataset(self) -> Iterator[Triple]:
        """What this is: VoID and DCAT; ``void:uriSpace`` tells a reader which base the URIs have."""
        base = NamedNode(self.template.base)
        yield Triple(base, _TYPE, term("void:Dataset"))
        yield Triple(base, _TYPE, term("dcat:Dataset"))
        yield Triple(base, term("dcterms:title"), Literal("Policy references", language="en"))
        yield Triple(base, term("dcterms:title"), Literal("Viện dẫn giữa các văn bản chính sách", language="vi"))
        yield Triple(base, term("void:uriSpace"), Literal(self.template.base))
        for prefix in sorted(PREFIXES.keys() - {"rdf", "rdfs", "xsd", "void", "dcat"}):
            yield Triple(base, term("void:vocabulary"), NamedNode(PREFIXES[prefix]))
        count = self.stream.count
        for kind, number in (
            ("eli:LegalResource", count(DOCUMENT)),
            ("org:Organization", count(BODY)),
            ("pg:Directive", count(DIRECTIVE)),
            ("rdf:Statement", sum(map(count, JOINS))),
        ):
            part = NamedNode(f"{self.template.base}partition/{kind.partition(':')[2]}")
            yield Triple(base, term("void:classPartition"), part)
            yield Triple(part, term("void:class"), term(kind))
            yield Triple(part, term("void:entities"), _integer(number))

    def facts(self, node: NamedNode, *facts: tuple[str, Any]) -> Iterator[Triple]:
        """One triple for each (property, text or node) that is there."""
        for curie, value in facts:
            if value is not None:
                yield Triple(node, term(curie), Literal(value) if isinstance(value, str) else value)

    def document(self, d: Document) -> Iterator[Triple]:
        # Title and names are DCTERMS: ELI's own belong to expressions, and we describe the work.
        node = self.node("document", d.id)
        yield Triple(node, _TYPE, term("eli:LegalResource"))
        yield from self.facts(
            node,
            ("dcterms:identifier", d.id),
            ("eli:type_document", self.code("kind", d.kind) if d.kind else None),
            ("eli:number", d.number),
            ("dcterms:alternative", d.name),
            ("dcterms:title", d.title),
            ("eli:date_document", d.issued and Literal(d.issued.isoformat(), datatype=term("xsd:date"))),
            ("pg:dayNumber", None if d.issued is None else _integer(d.issued.toordinal())),
            (
                "dcterms:issued",
                None if d.year is None else Literal(f"{d.year:04}", datatype=term("xsd:gYear")),
            ),
            ("dc:creator", d.issuer),
            ("pg:level", self.code("level", d.level)),
            ("eli:jurisdiction", None if d.province is None else self.code("province", d.province)),
            ("pg:status", self.code("status", d.status)),
            ("pg:signer", d.signer),
            ("pg:loaded", _boolean(d.loaded)),
            ("dcterms:source", d.file),
            ("rdfs:seeAlso", d.source),
        )

    def body(self, b: Body) -> Iterator[Triple]:
        node = self.node("body", b.id)
        yield Triple(node, _TYPE, term("org:Organization"))
        yield from self.facts(
            node,
            ("dcterms:identifier", b.id),
            ("skos:prefLabel", b.name),
            ("pg:level", self.code("level", b.level)),
            ("org:classification", self.code("branch", b.branch) if b.branch else None),
            ("dcterms:spatial", None if b.province is None else self.code("province", b.province)),
        )

    def directive(self, d: Directive) -> Iterator[Triple]:
        node = self.node("directive", d.id)
        yield Triple(node, _TYPE, term("pg:Directive"))
        yield Triple(node, _TYPE, term("eli:LegalResourceSubdivision"))
        yield from self.facts(
            node,
            ("dcterms:identifier", d.id),
            ("eli:number", d.where),
            ("dcterms:description", d.task),
            *self.when(d),
        )
        yield from self.place(node, d.document, d.start, d.end, d.page, "#position")

    def when(self, ordered: Directive | Edge) -> Iterator[tuple[str, Any]]:
        """By when it is to be done."""
        yield "pg:deadline", ordered.deadline
        yield "pg:due", None if ordered.due is None else Literal(ordered.due.isoformat(), datatype=term("xsd:date"))
        yield "pg:recurrence", None if ordered.recurrence is None else self.code("recurrence", ordered.recurrence)

    def place(
        self, node: NamedNode, document: str, start: int, end: int, page: int | None, suffix: str
    ) -> Iterator[Triple]:
        """Where in a document's text ``node`` is (Web Annotation §4.2.5: positions count characters)."""
        position = NamedNode(node.value + suffix)
        yield Triple(node, term("oa:hasSource"), self.node("document", document))
        yield Triple(node, term("oa:hasSelector"), position)
        if page is not None:
            yield Triple(node, term("pg:page"), _integer(page))
        yield Triple(position, _TYPE, term("oa:TextPositionSelector"))
        yield Triple(position, term("oa:start"), _integer(start))
        yield Triple(position, term("oa:end"), _integer(end))

    def edge(self, label: str, target_label: str, edge: Edge) -> Iterator[Triple]:
        source = self.node(label.lower(), edge.source)
        target = self.node(target_label.lower(), edge.target)
        said = term(PROPERTY[edge.type])
        statement = NamedNode(self.template.edge(source.value, edge.type, edge.target))
        yield Triple(source, said, target)
        narrower = NARROWER.get((edge.type, edge.role))
        if narrower:
            yield Triple(source, term(narrower), target)
        yield Triple(statement, _TYPE, term("rdf:Statement"))
        yield Triple(statement, term("rdf:subject"), source)
        yield Triple(statement, term("rdf:predicate"), said)
        yield Triple(statement, term("rdf:object"), target)
        if edge.type is EdgeType.CITES:
            yield Triple(statement, _TYPE, term("cito:Citation"))
            yield Triple(statement, term("cito:hasCitingEntity"), source)
            yield Triple(statement, term("cito:hasCitedEntity"), target)
            character = term(CHARACTER.get(edge.role, "cito:cites"))
            yield Triple(statement, term("cito:hasCitationCharacterization"), character)
        elif edge.type is EdgeType.SUCCEEDED_BY:
            yield Triple(statement, _TYPE, term("org:ChangeEvent"))
            yield Triple(statement, term("org:originalOrganization"), source)
            yield Triple(statement, term("org:resultingOrganization"), target)
        yield from self.facts(
            statement,
            ("pg:role", self.code("role", edge.role) if edge.role else None),
            *self.when(edge),
            ("pg:undecided", _boolean(True) if edge.undecided else None),
        )
        for sayer in dict.fromkeys(e.asserted_by for e in edge.evidence):
            yield Triple(statement, term("prov:hadPrimarySource"), self.node("document", sayer))
        for place, evidence in enumerate(edge.evidence, 1):
            yield from self.evidence(statement, f"{statement.value};{place}", evidence)

    def evidence(self, statement: NamedNode, uri: str, e: Evidence) -> Iterator[Triple]:
        annotation, quoted = NamedNode(uri), NamedNode(uri + ";quote")
        exact = NamedNode(uri + ";exact")
        yield Triple(annotation, _TYPE, term("oa:Annotation"))
        yield Triple(annotation, term("oa:motivatedBy"), term("oa:identifying"))
        yield Triple(annotation, term("oa:hasBody"), statement)
        yield Triple(annotation, term("oa:hasTarget"), quoted)
        confidence = Literal(repr(float(e.confidence)), datatype=term("xsd:double"))
        yield Triple(annotation, term("pg:confidence"), confidence)
        if e.rule:
            yield Triple(annotation, term("pg:rule"), Literal(e.rule))
        if e.reason:
            yield Triple(annotation, term("pg:reason"), Literal(e.reason))
        yield Triple(quoted, _TYPE, term("oa:SpecificResource"))
        yield Triple(quoted, term("oa:hasSelector"), exact)
        yield from self.place(quoted, e.asserted_by, e.start, e.end, e.page, ";position")
        yield Triple(exact, _TYPE, term("oa:TextQuoteSelector"))
        yield Triple(exact, term("oa:exact"), Literal(e.quote))

    def concept(self, scheme: str, code: str, node: NamedNode) -> Iterator[Triple]:
        yield Triple(node, _TYPE, term("skos:Concept"))
        yield Triple(node, term("skos:inScheme"), NamedNode(HOME + scheme))
        yield Triple(node, term("skos:notation"), Literal(code))
        for language, label in _labels(scheme, code):
            yield Triple(node, term("skos:prefLabel"), Literal(label, language=language))


def _labels(scheme: str, code: str) -> Iterator[tuple[str, str]]:
    """Labels from the data tables; those of roles, levels, states and branches stand in the ontology file."""
    if scheme == "kind":
        # One code may name several types ("QĐ" is a decision and a party regulation): the first is the usual one.
        kind = next((t for t in document_types() if code in (t.code, t.name_vi)), None)
        if kind is not None:
            yield "vi", kind.name_vi
            yield "en", kind.name_en
    elif scheme == "province":
        province = next((p for p in provinces() if p.code == code), None)
        if province is not None:
            yield "vi", province.name
