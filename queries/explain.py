"""Why a document of the graph is the one it is: what else bears its number, and why each citation was taken for it."""

from __future__ import annotations

from dataclasses import dataclass

from ..graph.findings import Finding
from ..graph.model import Document
from ..graph.reading import findings
from ..graph.store import Store
from .find import named
from .show import Shown, show


@dataclass(slots=True)
class Explained:
    """A document with its relations, whose quotes tell rule and reason; ``others`` bear its number or name,
    ``findings`` are what the build found doubtful about it."""

    shown: Shown
    others: list[Document]
    findings: list[Finding]


def explain(store: Store, identity: str) -> Explained:
    """Why the citations of the document with this id were taken for it. Raises UnknownDocument if there is none."""
    shown = show(store, identity)
    others = [d for d in named(store, shown.document.key) if d.id != identity]
    return Explained(shown, others, [f for f in findings(store.rows) if identity in f.documents])
