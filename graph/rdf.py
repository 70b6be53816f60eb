"""Graphs as RDF: N-Triples, line by line, which every other form is made of (DESIGN §4 "RDF").

Every edge is one plain triple, for those who only follow links, and one ``rdf:Statement`` that carries its role and
its evidence: an ``oa:Annotation`` whose target is the quote's place in the document that says so. No fact of the
graph is lost: :func:`.rdf_reading.read` gives back the graph that :func:`write` was given.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import Quad, RdfFormat, parse, serialize

from ..data import document_types, provinces
from ..errors import QueryError, StoreError
from .jsonld import write_json_ld
from .model import EdgeType, Graph
from .store import Store
from .streaming import Stream, stream
from .tables import BODY, DIRECTIVE, DOCUMENT, EDGE, JOINS, Join, Said, evidence_of
from .vocabulary import BASE, CHARACTER, HOME, NARROWER, PREFIXES, PROPERTY, Template, concept, expanded

if TYPE_CHECKING:
    import pyoxigraph

#: Formats by the ending of the file's name.
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}

_AT_ONCE = 500  # nodes or edges that are encoded and written together
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
    found = lines(graph, base)
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        while some := b"".join(map(str.encode, islice(found, _AT_ONCE))):
            count += some.count(b"\n")
            yield some

    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as out:
            if chosen == RdfFormat.N_TRIPLES:
                out.writelines(counted())
            elif chosen == RdfFormat.JSON_LD:
                write_json_ld(_parsed(counted()), out, base)
            else:
                serialize(_parsed(counted()), out, chosen, prefixes=PREFIXES)
        unfinished.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    except (SyntaxError, TypeError, ValueError) as error:  # a text that is not Unicode
        raise StoreError(f"{path}: cannot be written: {error}") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def lines(graph: Graph | Store, base: str = BASE) -> Iterator[str]:
    """The graph's triples as N-Triples, some lines at a time, those of one subject together; the same for equal graphs.

    Raises QueryError if ``base`` is not an absolute URI that ends in ``/`` or ``:``.
    """
    if not _ABSOLUTE.match(base):
        raise QueryError(f"{base!r} is no base for URIs: it must be absolute and end in / or :")
    return _Export(stream(graph), Template(base)).lines()


def triples(graph: Graph | Store, base: str = BASE) -> Iterator[Quad]:
    """The triples of :func:`lines`, one by one, as quads of the default graph."""
    return _parsed(map(str.encode, lines(graph, base)))


def load(graph: Graph | Store, into: pyoxigraph.Store, base: str = BASE) -> None:
    """Puts the graph's triples into an Oxigraph store; raises as :func:`lines` does."""
    into.bulk_load(_file(map(str.encode, lines(graph, base))), RdfFormat.N_TRIPLES, lenient=True)


def _parsed(lines: Iterator[bytes]) -> Iterator[Quad]:
    return parse(_file(lines), RdfFormat.N_TRIPLES, lenient=True)  # our own lines need no second look


def _file(lines: Iterator[bytes]) -> IO[bytes]:
    return io.BufferedReader(_Lines(lines), 1 << 20)


class _Lines(io.RawIOBase):
    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._rest or next(self._lines, b"")
        size = min(len(buffer), len(found))
        buffer[:size], self._rest = found[:size], found[size:]
        return size


# -- what a row says --------------------------------------------------------------------------------------------------


def _shape(text: str) -> Callable[..., str]:
    """What makes N-Triples of triples written with prefixed names, one a line; ``{name}`` stands for a value, alone on
    a line for further triples. An f-string is made of it, which is several times as quick as ``str.format``."""

    def term(written: str) -> str:
        if written[0] in "<{":
            return written
        literal, typed, datatype = written.partition("^^")
        return f"{literal}^^<{expanded(datatype)}>" if typed else f"<{expanded(written)}>"

    made = ""
    for line in text.strip().splitlines():
        terms = line.split()
        made += terms[0] if len(terms) == 1 else " ".join(map(term, terms)) + " .\n"
    names = sorted(set(re.findall(r"{(\w+)}", made)))
    return cast("Callable[..., str]", eval(f"lambda *, {', '.join(names)}: f{made!r}"))  # noqa: S307 (of the texts below)


_SPECIAL = re.compile(r'["\\\n\r]')
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    """A literal."""
    return f'"{value.translate(_ESCAPES)}"' if _SPECIAL.search(value) else f'"{value}"'


def _typed(kind: str) -> Callable[[Any], str]:
    datatype = expanded(f"xsd:{kind}")
    return lambda value: f'"{value}"^^<{datatype}>'


_integer, _day, _year = _typed("integer"), _typed("date"), _typed("gYear")
_TRUE, _FALSE = (_typed("boolean")(value) for value in ("true", "false"))


def _node(name: str) -> str:
    return f"<{expanded(name)}>"


def _if(write: Callable[[Any], str], value: Any) -> str | None:
    return None if value is None else write(value)


def _said(uri: str, facts: Iterable[tuple[str, str | None]]) -> str:
    """One triple for each (prefixed name, object) whose object is there."""
    return "".join([f"<{uri}> <{expanded(name)}> {value} .\n" for name, value in facts if value is not None])


_DIRECTIVE = _shape("""
    <{uri}> a pg:Directive
    <{uri}> a eli:LegalResourceSubdivision
    {facts}
    {place}
""")
#: Where in a document's text a thing is (Web Annotation §4.2.5: positions count characters).
_PLACE = _shape("""
    <{uri}> oa:hasSource <{document}>
    <{uri}> oa:hasSelector <{position}>
    {page}
    <{position}> a oa:TextPositionSelector
    <{position}> oa:start "{start}"^^xsd:integer
    <{position}> oa:end "{end}"^^xsd:integer
""")
_PAGE = _shape('<{uri}> pg:page "{page}"^^xsd:integer')
_EDGE = _shape("""
    <{source}> <{said}> <{target}>
    {narrower}
    <{uri}> a rdf:Statement
    <{uri}> rdf:subject <{source}>
    <{uri}> rdf:predicate <{said}>
    <{uri}> rdf:object <{target}>
    {facts}
""")
_CITATION = _shape("""
    <{uri}> a cito:Citation
    <{uri}> cito:hasCitingEntity <{source}>
    <{uri}> cito:hasCitedEntity <{target}>
    <{uri}> cito:hasCitationCharacterization <{character}>
""")
_CHANGE = _shape("""
    <{uri}> a org:ChangeEvent
    <{uri}> org:originalOrganization <{source}>
    <{uri}> org:resultingOrganization <{target}>
""")
_EVIDENCE = _shape("""
    <{uri}> a oa:Annotation
    <{uri}> oa:motivatedBy oa:identifying
    <{uri}> oa:hasBody <{edge}>
    <{uri}> oa:hasTarget <{uri};quote>
    <{uri}> pg:confidence "{confidence}"^^xsd:double
    {facts}
    <{uri};quote> a oa:SpecificResource
    <{uri};quote> oa:hasSelector <{uri};exact>
    {place}
    <{uri};exact> a oa:TextQuoteSelector
""")
_QUOTE = _shape("<{uri};exact> oa:exact {quote}")
_ROLE = _shape("<{uri}> pg:role {role}")
_UNDECIDED = _shape('<{uri}> pg:undecided "true"^^xsd:boolean')
_RULE = _shape("<{uri}> pg:rule {rule}")
_REASON = _shape("<{uri}> pg:reason {reason}")
_SAYER = _shape("<{uri}> prov:hadPrimarySource <{document}>")


class _Export:
    """One pass over a graph. ``concepts`` gathers the codes met, which are described at the end."""

    def __init__(self, stream: Stream, template: Template) -> None:
        self.stream, self.template = stream, template
        self.concepts: dict[tuple[str, str], str] = {}

    def lines(self) -> Iterator[str]:
        yield self.dataset()
        for table, describe in ((DOCUMENT, self.document), (BODY, self.body), (DIRECTIVE, self.directive)):
            names = [column.name for column in table.columns]
            for row in self.stream.nodes(table):
                yield describe(dict(zip(names, row, strict=True)))
        names = [column.name for column in EDGE]
        for join in JOINS:
            for source, target, *row in self.stream.edges(join):
                yield from self.edge(join, source, target, dict(zip(names, row, strict=True)))
        for (scheme, code), node in sorted(self.concepts.items()):
            yield self.concept(scheme, code, node)

    def code(self, scheme: str, code: str | None) -> str | None:
        """The node of a code, if there is one."""
        if not code:
            return None
        node = self.concepts.get((scheme, code))
        if node is None:
            node = self.concepts[scheme, code] = f"<{concept(scheme, code)}>"
        return node

    def dataset(self) -> str:
        """What this is: VoID and DCAT; ``void:uriSpace`` tells a reader which base the URIs have."""
        base, counted = self.template.base, self.stream.count
        parts = {
            "eli:LegalResource": counted(DOCUMENT),
            "org:Organization": counted(BODY),
            "pg:Directive": counted(DIRECTIVE),
            "rdf:Statement": sum(map(counted, JOINS)),
        }
        uris = {kind: f"{base}partition/{kind.partition(':')[2]}" for kind in parts}
        about = [
            ("rdf:type", _node("void:Dataset")),
            ("rdf:type", _node("dcat:Dataset")),
            ("dcterms:title", '"Policy references"@en'),
            ("dcterms:title", '"Viện dẫn giữa các văn bản chính sách"@vi'),
            ("void:uriSpace", _text(base)),
            *(
                ("void:vocabulary", f"<{PREFIXES[prefix]}>")
                for prefix in sorted(PREFIXES.keys() - {"rdf", "rdfs", "xsd", "void", "dcat"})
            ),
            *(("void:classPartition", f"<{uri}>") for uri in uris.values()),
        ]
        return _said(base, about) + "".join(
            _said(uris[kind], (("void:class", _node(kind)), ("void:entities", _integer(count))))
            for kind, count in parts.items()
        )

    def document(self, d: Mapping[str, Any]) -> str:
        # Title and names are DCTERMS: ELI's own belong to expressions, and we describe the work.
        issued: date | None = d["issued"]
        return _said(
            self.template.node("document", d["id"]),
            (
                ("rdf:type", _node("eli:LegalResource")),
                ("dcterms:identifier", _text(d["id"])),
                ("eli:type_document", self.code("kind", d["kind"])),
                ("eli:number", _if(_text, d["number"])),
                ("dcterms:alternative", _if(_text, d["name"])),
                ("dcterms:title", _if(_text, d["title"])),
                ("eli:date_document", _if(_day, issued)),
                ("pg:dayNumber", _if(_integer, d["day_number"])),
                ("dcterms:issued", None if d["year"] is None else _year(f"{d['year']:04}")),
                ("dc:creator", _if(_text, d["issuer"])),
                ("pg:level", self.code("level", d["level"])),
                ("eli:jurisdiction", self.code("province", d["province"])),
                ("pg:status", self.code("status", d["status"])),
                ("pg:signer", _if(_text, d["signer"])),
                ("pg:loaded", _TRUE if d["loaded"] else _FALSE),
                ("dcterms:source", _if(_text, d["file"])),
                ("rdfs:seeAlso", _if(_text, d["source"])),
            ),
        )

    def body(self, b: Mapping[str, Any]) -> str:
        return _said(
            self.template.node("body", b["id"]),
            (
                ("rdf:type", _node("org:Organization")),
                ("dcterms:identifier", _text(b["id"])),
                ("skos:prefLabel", _if(_text, b["name"])),
                ("pg:level", self.code("level", b["level"])),
                ("org:classification", self.code("branch", b["branch"])),
                ("dcterms:spatial", self.code("province", b["province"])),
            ),
        )

    def directive(self, d: Mapping[str, Any]) -> str:
        uri = self.template.node("directive", d["id"])
        facts = (
            ("dcterms:identifier", _text(d["id"])),
            ("eli:number", _if(_text, d["item"])),
            ("dcterms:description", _if(_text, d["task"])),
        )
        place = self.place(uri, "#position", d["document"], d["start"], d["stop"], d["page"])
        return _DIRECTIVE(uri=uri, facts=_said(uri, facts) + self.when(uri, d), place=place)

    def when(self, uri: str, ordered: Mapping[str, Any]) -> str:
        """By when it is to be done."""
        deadline, due, recurrence = ordered["deadline"], ordered["due"], ordered["recurrence"]
        if deadline is due is recurrence is None:  # as nearly always
            return ""
        again = self.code("recurrence", recurrence)
        return _said(uri, (("pg:deadline", _if(_text, deadline)), ("pg:due", _if(_day, due)), ("pg:recurrence", again)))

    def place(self, uri: str, suffix: str, document: str, start: int, end: int, page: int | None) -> str:
        held = self.template.node("document", document)
        paged = "" if page is None else _PAGE(uri=uri, page=page)
        return _PLACE(uri=uri, document=held, position=uri + suffix, page=paged, start=start, end=end)

    def edge(self, join: Join, source_id: str, target_id: str, e: Mapping[str, Any]) -> Iterator[str]:
        type_, source_label, target_label = join
        source = self.template.node(source_label.lower(), source_id)
        target = self.template.node(target_label.lower(), target_id)
        uri = self.template.edge(source, type_, target_id)
        narrower = NARROWER.get((type_, e["role"]))
        facts = ""
        if type_ is EdgeType.CITES:
            character = expanded(CHARACTER.get(e["role"], "cito:cites"))
            facts = _CITATION(uri=uri, source=source, target=target, character=character)
        elif type_ is EdgeType.SUCCEEDED_BY:
            facts = _CHANGE(uri=uri, source=source, target=target)
        role = self.code("role", e["role"])
        if role:
            facts += _ROLE(uri=uri, role=role)
        if e["undecided"]:
            facts += _UNDECIDED(uri=uri)
        facts += self.when(uri, e)
        said = list(evidence_of(e))
        for sayer in dict.fromkeys(by for by, *_ in said):
            facts += _SAYER(uri=uri, document=self.template.node("document", sayer))
        yield _EDGE(
            uri=uri,
            source=source,
            target=target,
            said=expanded(PROPERTY[type_]),
            narrower=_said(source, ((narrower, f"<{target}>"),)) if narrower else "",
            facts=facts,
        )
        for number, one in enumerate(said, 1):
            yield from self.evidence(uri, f"{uri};{number}", one)

    def evidence(self, edge: str, uri: str, said: Said) -> Iterator[str]:
        by, quote, start, end, page, rule, confidence, reason = said
        facts = _RULE(uri=uri, rule=_text(rule)) if rule else ""
        if reason:
            facts += _REASON(uri=uri, reason=_text(reason))
        yield _EVIDENCE(
            uri=uri,
            edge=edge,
            confidence=float(confidence),
            facts=facts,
            place=self.place(uri + ";quote", ";position", by, start, end, page or None),
        )
        # By itself: text with marks takes longer to encode, and all that goes with it.
        yield _QUOTE(uri=uri, quote=_text(quote))

    def concept(self, scheme: str, code: str, node: str) -> str:
        return _said(
            node[1:-1],
            (
                ("rdf:type", _node("skos:Concept")),
                ("skos:inScheme", f"<{HOME}{scheme}>"),
                ("skos:notation", _text(code)),
                *(("skos:prefLabel", f"{_text(label)}@{language}") for language, label in _labels(scheme, code)),
            ),
        )


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
