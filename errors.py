"""Every error that policygraph raises on purpose.

PolicyGraphError            base; printed by the command line as one line, exit code 1
├── LoadError               a file cannot be read; names the file, the reason and, if there is one, the remedy
├── StoreError              a graph cannot be opened, read or written
├── QueryError              a query is wrong, is refused or was cut off
│   └── AmbiguousBody       several bodies answer to the words given; carries the candidates
├── UnknownDocument         no document answers to the words given; carries the nearest known numbers
└── AmbiguousDocument       several documents do; carries the candidates
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .graph.model import Body, Document


class PolicyGraphError(Exception):
    """Base of all errors that a user can cause and mend."""


class LoadError(PolicyGraphError):
    """A file that cannot be read.

    ``path`` is the file as the user named it, ``reason`` what is wrong with it, ``remedy`` what to do
    about it (may be empty).
    """

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        self.path, self.reason, self.remedy = path, reason, remedy
        super().__init__(f"{path}: {reason}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[type[LoadError], tuple[str, str, str]]:
        return LoadError, (self.path, self.reason, self.remedy)  # crosses process borders


class StoreError(PolicyGraphError):
    """A graph that cannot be opened, read or written."""


class QueryError(PolicyGraphError):
    """A query that is wrong, refused (it would write or reach outside the graph) or cut off."""


class AmbiguousBody(QueryError):
    """Several bodies of the graph answer to ``asked``; ``candidates`` are they, by name."""

    def __init__(self, asked: str, candidates: Sequence[Body]) -> None:
        self.asked, self.candidates = asked, tuple(candidates)
        super().__init__(
            f"{asked!r} means {len(candidates)} bodies; choose one: {'; '.join(b.id for b in candidates[:5])}"
            + ("…" if len(candidates) > 5 else "")
        )


class UnknownDocument(PolicyGraphError):
    """No document of the graph answers to ``asked``; ``nearest`` are known numbers that look like it."""

    def __init__(self, asked: str, nearest: Sequence[str] = ()) -> None:
        self.asked, self.nearest = asked, tuple(nearest)
        super().__init__(
            f"no document {asked!r} in this graph" + (f"; nearest: {', '.join(nearest)}" if nearest else "")
        )


class AmbiguousDocument(PolicyGraphError):
    """Several documents of the graph answer to ``asked``; ``candidates`` are they, oldest first."""

    def __init__(self, asked: str, candidates: Sequence[Document]) -> None:
        self.asked, self.candidates = asked, tuple(candidates)
        super().__init__(f"{asked!r} means {len(self.candidates)} documents; choose one")
