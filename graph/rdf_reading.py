"""Reads the RDF that :mod:`.rdf` writes, in any order and from any tool that kept its triples."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from ..errors import LoadError
from .model import Body, Directive, Document, Edge, Evidence, Graph, Level
from .rdf import format_of
from .vocabulary import PROPERTY, Template, code_of, expanded

_Object = NamedNode | BlankNode | Literal | Triple
_TYPES = {expanded(curie): edge_type for edge_type, curie in PROPERTY.items()}


def read(path: Path) -> Graph:
    """The graph that was written to ``path``.

    Raises LoadError if the file cannot be read or is not such a graph, QueryError if its ending tells no format.
    """
    chosen = format_of(path)
    about: dict[str, dict[str, list[_Object]]] = defaultdict(lambda: defaultdict(list))
    try:
        with path.open("rb") as stream:
            for quad in parse(stream, chosen):
                if isinstance(quad.subject, NamedNode):
                    about[quad.subject.value][quad.predicate.value].append(quad.object)
        return _Import(about).graph()
    except OSError as error:
        raise LoadError(str(path), f"cannot be read: {error.strerror or error}") from error
    except (SyntaxError, ValueError, KeyError) as error:
        raise LoadError(str(path), f"is not the RDF of a graph: {error}") from error


class _Import:
    """Triples by subject and property, asked for a graph."""

    def __init__(self, about: dict[str, dict[str, list[_Object]]]) -> None:
        self.about = about
        space = (self.text(uri, "void:uriSpace") for uri in list(about))
        base = next((found for found in space if found is not None), None)
        if base is None:
            raise ValueError("no void:uriSpace tells the base of its URIs")
        self.template = Template(base)

    def all(self, uri: str, curie: str) -> list[str]:
        subject = self.about.get(uri)
        objects = subject.get(expanded(curie), ()) if subject is not None else ()
        return [o.value for o in objects if isinstance(o, (NamedNode, Literal))]

    def text(self, uri: str, curie: str) -> str | None:
        return next(iter(self.all(uri, curie)), None)

    def need(self, uri: str, curie: str) -> str:
        found = self.text(uri, curie)
        if found is None:
            raise ValueError(f"<{uri}> has no {curie}")
        return found

    def integer(self, uri: str, curie: str) -> int | None:
        found = self.text(uri, curie)
        return None if found is None else int(found)

    def day(self, uri: str, curie: str) -> date | None:
        found = self.text(uri, curie)
        return date.fromisoformat(found) if found else None

    def code(self, uri: str, curie: str) -> str | None:
        found = self.text(uri, curie)
        return None if found is None else code_of(found)

    def identity(self, uri: str) -> str:
        identity = self.template.split(uri)[1]
        if not identity:
            raise ValueError(f"<{uri}> is not below the base <{self.template.base}>")
        return identity

    def graph(self) -> Graph:
        graph = Graph()
        evidence: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
        statements = []
        for uri in self.about:
            types = self.all(uri, "rdf:type")
            if expanded("oa:Annotation") in types:
                place = int(uri.rpartition(";")[2])
                evidence[self.need(uri, "oa:hasBody")].append((place, self.evidence(uri)))
            elif expanded("rdf:Statement") in types:
                statements.append(uri)
            elif expanded("eli:LegalResource") in types:
                document = self.document(uri)
                graph.documents[document.id] = document
            elif expanded("org:Organization") in types:
                body = self.body(uri)
                graph.bodies[body.id] = body
            elif expanded("pg:Directive") in types:
                directive = self.directive(uri)
                graph.directives[directive.id] = directive
        for uri in statements:
            found = [e for _, e in sorted(evidence.get(uri, ()), key=lambda pair: pair[0])]
            graph.connect(self.edge(uri, found))
        return graph

    def document(self, uri: str) -> Document:
        return Document(
            id=self.need(uri, "dcterms:identifier"),
            kind=self.code(uri, "eli:type_document") or "",
            number=self.text(uri, "eli:number"),
            name=self.text(uri, "dcterms:alternative"),
            title=self.text(uri, "dcterms:title"),
            issued=self.day(uri, "eli:date_document"),
            year=self.integer(uri, "dcterms:issued"),
            issuer=self.text(uri, "dc:creator"),
            level=Level(self.code(uri, "pg:level") or "other"),
            province=self.code(uri, "eli:jurisdiction"),
            status=self.code(uri, "pg:status") or "issued",
            signer=self.text(uri, "pg:signer"),
            loaded=self.text(uri, "pg:loaded") == "true",
            file=self.text(uri, "dcterms:source"),
            source=self.text(uri, "rdfs:seeAlso"),
        )

    def body(self, uri: str) -> Body:
        return Body(
            id=self.need(uri, "dcterms:identifier"),
            name=self.need(uri, "skos:prefLabel"),
            level=Level(self.code(uri, "pg:level") or "other"),
            branch=self.code(uri, "org:classification") or "",
            province=self.code(uri, "dcterms:spatial"),
        )

    def directive(self, uri: str) -> Directive:
        document, start, end, page = self.place(uri)
        return Directive(
            id=self.need(uri, "dcterms:identifier"),
            document=document,
            where=self.need(uri, "eli:number"),
            task=self.need(uri, "dcterms:description"),
            start=start,
            end=end,
            deadline=self.text(uri, "pg:deadline"),
            due=self.day(uri, "pg:due"),
            recurrence=self.code(uri, "pg:recurrence"),
            page=page,
        )

    def place(self, uri: str) -> tuple[str, int, int, int | None]:
        """Document, start, end and page of a directive or a quote."""
        for selector in self.all(uri, "oa:hasSelector"):
            start, end = self.integer(selector, "oa:start"), self.integer(selector, "oa:end")
            if start is not None and end is not None:
                source = self.identity(self.need(uri, "oa:hasSource"))
                return source, start, end, self.integer(uri, "pg:page")
        raise ValueError(f"<{uri}> has no text position")

    def evidence(self, uri: str) -> Evidence:
        quoted = self.need(uri, "oa:hasTarget")
        asserted_by, start, end, page = self.place(quoted)
        exact = (self.text(s, "oa:exact") for s in self.all(quoted, "oa:hasSelector"))
        return Evidence(
            asserted_by=asserted_by,
            quote=next((words for words in exact if words is not None), ""),
            start=start,
            end=end,
            page=page,
            rule=self.text(uri, "pg:rule") or "",
            confidence=float(self.need(uri, "pg:confidence")),
            reason=self.text(uri, "pg:reason") or "",
        )

    def edge(self, uri: str, evidence: list[Evidence]) -> Edge:
        said = self.need(uri, "rdf:predicate")
        if said not in _TYPES:
            raise ValueError(f"<{uri}> says <{said}>, which is no type of edge")
        return Edge(
            source=self.identity(self.need(uri, "rdf:subject")),
            type=_TYPES[said],
            target=self.identity(self.need(uri, "rdf:object")),
            role=self.code(uri, "pg:role") or "",
            deadline=self.text(uri, "pg:deadline"),
            due=self.day(uri, "pg:due"),
            recurrence=self.code(uri, "pg:recurrence"),
            undecided=self.text(uri, "pg:undecided") == "true",
            evidence=evidence,
        )
