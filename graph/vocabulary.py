"""The terms that the RDF of a graph is made of: namespaces, URI templates, and which property says which edge.

Published vocabularies come first: ELI 1.x for documents and what they do to each other, CiTO for citations, Web
Annotation for quotes and their places, ORG for bodies, PROV-O for who says so, DCTERMS, SKOS for codes, VoID and DCAT
for the description of the whole. ``data/policygraph.ttl`` defines the few own terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from .model import EdgeType

#: Where our own vocabulary lives; codes (kinds, roles, levels…) are concepts below it, whatever the data's base.
HOME = "https://w3id.org/policygraph/"

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cito": "http://purl.org/spar/cito/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "pg": HOME + "ontology#",
}

#: Base of the URIs of documents, bodies and directives, until the publisher gives its own.
BASE = "https://example.org/policygraph/"

#: The one property that says an edge; ``rdf:predicate`` of its statement tells the type when read back.
PROPERTY = {
    EdgeType.IMPLEMENTS: "eli:ensures_implementation_of",
    EdgeType.CITES: "eli:cites",
    EdgeType.SUPERSEDES: "dcterms:replaces",  # NARROWER tells whole from part
    EdgeType.AMENDS: "eli:amends",
    EdgeType.ASSIGNS_TO: "pg:assignsTo",
    EdgeType.ISSUED_BY: "eli:passed_by",
    EdgeType.CONTAINS: "eli:has_part",
    EdgeType.PART_OF: "org:subOrganizationOf",
    EdgeType.SUCCEEDED_BY: "dcterms:isReplacedBy",
}

#: A second, narrower property for edges with some role.
NARROWER = {
    (EdgeType.CITES, "basis"): "eli:based_on",
    (EdgeType.SUPERSEDES, ""): "eli:repeals",
    (EdgeType.SUPERSEDES, "whole"): "eli:repeals",
    (EdgeType.SUPERSEDES, "part"): "eli:changes",
}

#: What a citation is for, in CiTO's words; other roles are plain ``cito:cites``.
CHARACTER = {"basis": "cito:citesAsAuthority", "review": "cito:reviews"}


@cache
def expanded(name: str) -> str:
    """The URI of a prefixed name, ``eli:cites``; ``a`` is ``rdf:type``."""
    prefix, _, local = ("rdf:type" if name == "a" else name).partition(":")
    return PREFIXES[prefix] + local


def terms() -> list[str]:
    """Every term that an export may use, as prefixed names: what the shapes and the ontology speak of, and the
    properties of edges."""
    from importlib.resources import files

    from pyoxigraph import NamedNode, RdfFormat, parse

    found = {*PROPERTY.values(), *NARROWER.values(), *CHARACTER.values()}
    spaces = {space: prefix for prefix, space in PREFIXES.items()}
    for name in ("policygraph.ttl", "shapes.ttl"):
        text = (files(__package__.rpartition(".")[0]) / "data" / name).read_bytes()
        for quad in parse(text, RdfFormat.TURTLE):
            for term in (quad.subject, quad.object):
                if isinstance(term, NamedNode):
                    cut = max(term.value.rfind("#"), term.value.rfind("/")) + 1
                    prefix = spaces.get(term.value[:cut])
                    if prefix and prefix not in ("rdfs", "xsd") and term.value[cut:]:
                        found.add(f"{prefix}:{term.value[cut:]}")
    return sorted(found)


@lru_cache(maxsize=1 << 16)  # an id stands in many triples
def _escape(text: str) -> str:
    """Percent-encodes all but unreserved characters and ``/``; dot segments too, which clients would fold."""
    escaped = quote(text, safe="/")
    if "." not in escaped:
        return escaped
    return "/".join(part.replace(".", "%2E") if part in (".", "..") else part for part in escaped.split("/"))


def concept(scheme: str, code: str) -> str:
    """URI of a code: ``concept("role", "basis")``."""
    return f"{HOME}{scheme}/{_escape(code)}"


def code_of(uri: str) -> str:
    """The code of a concept's URI."""
    return unquote(uri.removeprefix(HOME).partition("/")[2])


@dataclass(frozen=True, slots=True)
class Template:
    """URIs of nodes and edges below a base, and the way back.

    >>> Template().node("document", "vn/qh15/luật/2024")
    'https://example.org/policygraph/document/vn/qh15/lu%E1%BA%ADt/2024'
    """

    base: str = BASE

    def node(self, kind: str, identity: str) -> str:
        """URI of a ``document``, ``body`` or ``directive``."""
        return f"{self.base}{kind}/{_escape(identity)}"

    def edge(self, source: str, edge_type: EdgeType, target: str) -> str:
        """URI of an edge: a fragment of its source's; ``source`` is a URI, ``target`` an id.

        Its evidence adds ``;1``, ``;2``… in the order of the edge.
        """
        return f"{source}#{edge_type}/{_escape(target)}"

    def split(self, uri: str) -> tuple[str, str]:
        """Kind and id of a node's URI; two empty texts if it is none of ours."""
        if not uri.startswith(self.base):
            return "", ""
        kind, _, rest = uri[len(self.base) :].partition("/")
        return kind, unquote(rest)
