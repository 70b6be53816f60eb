"""Why a document of the graph is the one it is: what else bears its number, and why each citation was taken for it."""

from __future__ import annotations

from dataclasses import dataclass

from ..graph.model import Document
from ..graph.store import Store
from .find import named
from .show import Shown, show


@dataclass(slots=True)
class Explained:
    """A document with its relations, whose quotes tell rule and reason; ``others`` bear its number or name."""

    shown: Shown
    others: list[Document]


def explain(store: Store, identity: str) -> Explained:
    """Why the citations of the document with this id were taken for it. Raises UnknownDocument if there is none."""
    shown = show(store, identity)
    return Explained(shown, [d for d in named(store, shown.document.key) if d.id != identity])
