"""SPARQL over the RDF of a graph, reading only."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryTriples,
    Store,
    Triple,
    Variable,
    serialize,
)  # fmt: skip

from ..errors import QueryError
from ..graph import rdf
from ..graph.model import Graph
from ..graph.rows import Rows
from ..graph.vocabulary import BASE, PREFIXES
from .formats import RESULTS, TRIPLES, Bounded, chosen
from .named import NamedQuery

_Term = NamedNode | BlankNode | Literal | Triple

# What hides words from the grammar (comments, IRIs, texts), or a word itself where it is no part of a name.
_REACHING = re.compile(
    r"""\#[^\n\r]*
      |<[^<>"{}|^`\\\x00-\x20]*>
      |\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
      |'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\n\r]|\\.)*"
      |'(?:[^'\\\n\r]|\\.)*'
      |(?<![\w:?$-])(?P<word>service|from)(?![\w:-])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_READ: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "gYear": int,
    **dict.fromkeys(("integer", "int", "long", "short", "byte", "nonNegativeInteger"), int),
    **dict.fromkeys(("double", "float", "decimal"), float),
}


class SparqlEngine:
    """The RDF of a graph, asked in SPARQL 1.1. The prefixes of :data:`.vocabulary.PREFIXES` are known.

    UPDATE, LOAD, SERVICE and FROM are refused: a query reads this graph and reaches nothing else.
    """

    engine = "sparql"

    def __init__(self, graph: Graph | Path, base: str = BASE) -> None:
        """``graph`` is held in memory; a folder is one that :func:`.prepared.prepare` made."""
        if isinstance(graph, Path):
            self._store = Store.read_only(str(graph))
        else:
            self._store = Store()
            rdf.load(graph, self._store, base)

    def run(
        self, query: NamedQuery, values: Mapping[str, Any], *, limit: int | None = None, timeout: float | None = None
    ) -> Rows:
        """A named query's rows."""
        return self.rows(query.sparql, query.bind(values), limit=limit, timeout=timeout)

    def rows(
        self,
        sparql: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """Runs a SELECT, ASK, CONSTRUCT or DESCRIBE; at most ``limit`` rows, ``timeout`` in seconds.

        A parameter binds the variable of its name, which the query must select; its column is left out. Raises
        QueryError if the query is wrong or refused, or takes too long.
        """
        check_reads(sparql)
        given = dict(parameters or {})
        outcome: list[Rows | Exception] = []

        def work() -> None:
            try:
                outcome.append(self._rows(sparql, given, limit, deadline))
            except Exception as error:
                outcome.append(error.with_traceback(None))

        # Results belong to the thread that asks for them (a traceback would carry them out of it), and one query cannot
        # be stopped from outside: after the time limit its thread is left behind, and ends at its next row or with
        # the process.
        deadline = None if timeout is None else time.monotonic() + timeout
        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        worker.join(timeout)
        if not outcome:
            raise QueryError(f"the query took longer than {timeout:g} seconds")
        answer = outcome[0]
        if isinstance(answer, Rows):
            return answer
        raise _told(answer) from answer

    def answer(self, sparql: str, accept: str = "") -> tuple[str, bytes]:
        """The answer as the SPARQL 1.1 Protocol gives it: its media type, the one of :data:`.formats.RESULTS` or
        :data:`.formats.TRIPLES` that ``accept`` (an HTTP Accept header) likes best, and the bytes.

        Raises QueryError if the query is wrong or refused, or its answer is too large; NotAcceptable
        if no format suits.
        """
        check_reads(sparql)
        out = Bounded()
        try:
            found = self._store.query(sparql, prefixes=PREFIXES)
            if isinstance(found, QueryTriples):
                media = chosen(accept, TRIPLES)
                serialize(found, out, TRIPLES[media], prefixes=PREFIXES)
            else:
                media = chosen(accept, RESULTS)
                found.serialize(out, RESULTS[media])
        except QueryError:
            raise
        except Exception as error:
            raise _told(error) from error
        return media, out.getvalue()

    def _rows(self, sparql: str, given: dict[str, Any], limit: int | None, deadline: float | None) -> Rows:
        bound: dict[Variable, _Term] = {Variable(name): _literal(value) for name, value in given.items()}
        results = self._store.query(sparql, prefixes=PREFIXES, substitutions=bound)
        if isinstance(results, QueryBoolean):
            return Rows(("answer",), [(bool(results),)])
        if isinstance(results, QueryTriples):
            rows = Rows(("subject", "predicate", "object"))
            tuples: Iterator[tuple[Any, ...]] = (tuple(_value(term) for term in triple) for triple in results)
        else:
            names = [variable.value for variable in results.variables]
            kept = [place for place, name in enumerate(names) if name not in given]
            rows = Rows(tuple(names[place] for place in kept))
            tuples = (tuple(_value(solution[place]) for place in kept) for solution in results)
        for row in tuples:
            if limit is not None and len(rows.rows) == limit:
                rows.cut = True
                break
            if deadline is not None and time.monotonic() > deadline:
                raise QueryError("the query took too long")
            rows.rows.append(row)
        return rows


def _told(error: Exception) -> Exception:
    """What went wrong in one line, as the user's query is the cause; anything else as it is."""
    if isinstance(error, SyntaxError | RuntimeError | ValueError | OSError):
        words = " ".join(str(error).split())[:400]
        return QueryError(f"not a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) of this graph: {words}")
    return error


def check_reads(sparql: str) -> None:
    """Raises QueryError for a query that is empty, would ask another server or name another graph.

    Updates are another language, which the engine does not take for a query. Code points are escaped anywhere in
    a query, so both readings are looked at.
    """
    if not sparql.strip():
        raise QueryError("the SPARQL query is empty")
    decoded = _CODEPOINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)
    for text in (sparql, decoded):
        for match in _REACHING.finditer(text):
            word = (match["word"] or "").upper()
            if word == "SERVICE":
                raise QueryError("SERVICE is refused: a query reads this graph and asks no other server")
            if word:
                raise QueryError("FROM is refused: a query reads this graph, and there is no other")


def _literal(value: object) -> Literal:
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))
    if isinstance(value, bool | int | float | str):
        return Literal(value)
    raise QueryError(f"a parameter is a text, number or date, not {type(value).__name__}")


def _value(term: _Term | None) -> Any:
    """A plain Python value; URIs as text."""
    if not isinstance(term, Literal):
        return None if term is None else getattr(term, "value", str(term))
    datatype = term.datatype.value
    read = _READ.get(datatype.removeprefix(PREFIXES["xsd"])) if datatype.startswith(PREFIXES["xsd"]) else None
    try:
        return read(term.value) if read else term.value
    except ValueError:
        return term.value
