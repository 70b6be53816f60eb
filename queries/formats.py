"""Formats of SPARQL answers, and which one an HTTP client likes best."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any

from pyoxigraph import QueryResultsFormat, RdfFormat

from ..errors import QueryError

#: Media types of the answers to SELECT and ASK, and to CONSTRUCT and DESCRIBE; the first is the usual one.
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
#: Other names under which clients ask for them.
_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
MOST_BYTES = 64 << 20


class NotAcceptable(QueryError):
    """No format that the client takes."""


def chosen(accept: str, offered: Collection[str]) -> str:
    """The media type that an Accept header likes best (RFC 9110 §12.5.1); the first one offered where it is empty."""
    offers = list(offered)
    weights: dict[str, tuple[int, float]] = {}  # media type → how exactly it was named, and its weight
    for part in accept.split(",") if accept.strip() else ["*/*"]:
        wanted, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if wanted not in offers:
            wanted = _ALIASES.get(wanted, wanted)
        for media in offers:
            exact = 2 if wanted == media else 1 if wanted == media.partition("/")[0] + "/*" else 0
            if (exact or wanted == "*/*") and (exact, weight) > weights.get(media, (-1, 0.0)):
                weights[media] = (exact, weight)
    best = max(offers, key=lambda media: weights.get(media, (0, 0.0))[1])
    if not weights.get(best, (0, 0.0))[1]:
        raise NotAcceptable(f"the answer comes as {', '.join(offers)}")
    return best


class Bounded(io.BytesIO):
    """Takes so many bytes and no more: an answer is whole or refused, never cut."""

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > MOST_BYTES:
            raise QueryError(f"the answer is larger than {MOST_BYTES >> 20} MB; ask for less, with LIMIT")
        return super().write(data)
