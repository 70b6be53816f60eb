"""JSON-LD that people can read: one context of prefixes and types, one object a subject on a line of its own.

Written as the triples come, so that memory does not grow. What the context does not cover is written out in full:
any triples of one subject after another are written truly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from .vocabulary import HOME, PREFIXES

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"

#: Types of values by property; ``@id`` for links. Numbers and truth values are JSON's own.
_TYPES = {
    **dict.fromkeys(
        ("eli:ensures_implementation_of", "eli:cites", "eli:based_on", "eli:repeals", "eli:changes", "eli:amends",
         "eli:passed_by", "eli:has_part", "eli:type_document", "eli:jurisdiction", "dcterms:replaces",
         "dcterms:isReplacedBy", "dcterms:spatial", "pg:assignsTo", "pg:level", "pg:status", "pg:role",
         "org:subOrganizationOf", "org:classification", "org:originalOrganization", "org:resultingOrganization",
         "prov:hadPrimarySource", "rdf:subject", "rdf:predicate", "rdf:object", "cito:hasCitingEntity",
         "cito:hasCitedEntity", "cito:hasCitationCharacterization", "oa:hasBody", "oa:hasTarget", "oa:hasSelector",
         "oa:hasSource", "oa:motivatedBy", "skos:inScheme", "void:vocabulary", "void:classPartition", "void:class"),
        "@id",
    ),
    "eli:date_document": "xsd:date",
    "dcterms:issued": "xsd:gYear",
    "pg:due": "xsd:date",
    "pg:confidence": "xsd:double",
}  # fmt: skip


def write_json_ld(triples: Iterable[Quad], out: IO[bytes], base: str) -> None:
    """Writes the triples, those of one subject together; ``base`` is what the graph's own URIs begin with."""
    writer = _Writer(base)
    context = json.dumps({**writer.prefixes, **{p: {"@type": t} for p, t in _TYPES.items()}}, indent=1)
    out.write(f'{{\n"@context": {context},\n"@graph": ['.encode())
    comma = "\n"
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        out.write((comma + json.dumps(writer.entry(subject, about), ensure_ascii=False)).encode())
        comma = ",\n"
    out.write(b"\n]\n}\n")


class _Writer:
    def __init__(self, base: str) -> None:
        own = {kind: f"{base}{kind}/" for kind in ("document", "body", "directive")}
        codes = {scheme: f"{HOME}{scheme}/" for scheme in ("kind", "level", "province", "status", "branch", "role")}
        self.prefixes = PREFIXES | own | codes
        self._by_space = sorted(((s, p) for p, s in self.prefixes.items()), key=lambda pair: -len(pair[0]))
        self._known: dict[str, str] = {}

    def entry(self, subject: Any, about: Iterable[Quad]) -> dict[str, Any]:
        values: dict[str, list[Any]] = {}
        types: list[str] = []
        for triple in about:
            if triple.predicate.value == _TYPE:
                types.append(self.compact(self.name(triple.object)))
            else:
                curie = self._known.get(triple.predicate.value)
                if curie is None:
                    curie = self._known[triple.predicate.value] = self.compact(triple.predicate.value)
                values.setdefault(curie, []).append(self.value(triple.object, _TYPES.get(curie)))
        entry: dict[str, Any] = {"@id": self.compact(self.name(subject))}
        if types:
            entry["@type"] = types[0] if len(types) == 1 else types
        return entry | {curie: found[0] if len(found) == 1 else found for curie, found in values.items()}

    def value(self, term: Any, coerced: str | None) -> Any:
        if not isinstance(term, Literal):
            name = self.compact(self.name(term))
            return name if coerced == "@id" else {"@id": name}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value.removeprefix(_XSD)
        if coerced is None and datatype == "string":
            return term.value
        if coerced == f"xsd:{datatype}":
            return term.value
        if coerced is None and datatype == "boolean" and term.value in ("true", "false"):
            return term.value == "true"
        if coerced is None and datatype == "integer" and str(int(term.value)) == term.value:
            return int(term.value)
        return {"@value": term.value, "@type": self.compact(term.datatype.value)}

    def name(self, term: Any) -> str:
        assert isinstance(term, NamedNode | BlankNode)
        return term.value if isinstance(term, NamedNode) else f"_:{term.value}"

    def compact(self, uri: str) -> str:
        for space, prefix in self._by_space:
            if uri.startswith(space):
                rest = uri[len(space) :]
                return uri if rest.startswith("//") else f"{prefix}:{rest}"
        return uri
