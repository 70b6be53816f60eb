"""Which statements are run: one that reads the graph and touches nothing else.

Both engines refuse to write when opened for reading, yet would still read files, write them, attach databases or
call procedures. So a statement must begin with a clause that reads, be the only one, and load and call nothing
but the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import QueryError

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n\r]*|/\*(?:[^*]|\*(?!/))*\*/)
      |(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`)
      |(?P<parameter>\$(?:\w+|`[^`]*`))
      |(?P<word>\w+)
      |(?P<blank>\s+)
      |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_FIRST = frozenset({"match", "optional", "unwind", "with", "return", "call"})
_CATALOGUE = frozenset(
    {"show_tables", "table_info", "show_functions", "db.labels", "db.relationshiptypes", "db.propertykeys"}
)


def check_reads(cypher: str, parameters: Mapping[str, Any]) -> None:
    """Raises QueryError unless the statement only reads the graph and all its parameters are given."""
    _check(cypher, parameters)
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), cypher)  # Neo4j reads \u0041 as A wherever it stands
    if decoded != cypher:
        _check(decoded, parameters)


def _check(cypher: str, parameters: Mapping[str, Any]) -> None:
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1] == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the statement is empty")
    if ";" in tokens:
        raise QueryError("one statement at a time: there is a ';' inside")
    if tokens[0].lower() not in _FIRST:
        raise QueryError(f"only statements that read are run, from MATCH to RETURN; this one begins with {tokens[0]!r}")
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        if token.startswith("$"):
            name = token[1:].strip("`")
            if name not in parameters:
                raise QueryError(f"the parameter ${name} has no value")
        elif before == ":" or (before == "." and not tokens[index - 2].isdigit()):  # "1." is a number
            continue  # a property or label of that name
        elif token.lower() == "load":
            raise QueryError("LOAD is refused: a statement reads the graph, no files")
        elif token.lower() == "call":
            _check_call(tokens[index + 1 :])


def _check_call(after: list[str]) -> None:
    if after[:1] in (["{"], ["("]):
        return  # a subquery, whose own clauses are checked with the rest
    name = re.match(r"\w+(?:\.\w+)*", "".join(after))
    if name is None or name[0].lower() not in _CATALOGUE:
        raise QueryError(f"CALL {name[0] if name else ''} is refused: a statement reads the graph, nothing beside it")


def _tokens(cypher: str) -> Iterator[str]:
    """Words, parameters and signs; text in quotes stands as ``''``, comments are left out."""
    for match in _TOKEN.finditer(cypher):
        if match.lastgroup == "quoted":
            yield "''"
        elif match.lastgroup not in ("comment", "blank"):
            yield match[0]
