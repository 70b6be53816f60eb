"""Answers as plain values for JSON: dictionaries, lists, texts and numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..graph.model import Document
from .parts import Quote, Task
from .show import Group, Shown
from .trace import Chain, Step

if TYPE_CHECKING:
    from .explain import Explained

Json = dict[str, Any]


def document_json(document: Document) -> Json:
    """Every fact of a document that is known."""
    facts = asdict(document)
    facts["level"] = str(document.level)
    facts["issued"] = document.issued.isoformat() if document.issued else None
    return {name: value for name, value in facts.items() if value is not None}


def chain_json(chain: Chain) -> Json:
    """A trace: the root, its tasks, and the steps nested as in the tree."""
    return {
        "direction": "up" if chain.up else "down",
        "document": document_json(chain.root),
        "tasks": [_task(task) for task in chain.tasks],
        "documents": chain.documents,
        "weakest": _ends(chain.weakest) if chain.weakest else None,
        "steps": [_step(step) for step in chain.steps],
    }


def shown_json(shown: Shown) -> Json:
    """A document with its surroundings."""
    return {
        "document": document_json(shown.document),
        "issued_by": [{"id": body.id, "name": body.name} for body in shown.issuers],
        "outgoing": [_group(group) for group in shown.outgoing],
        "incoming": [_group(group) for group in shown.incoming],
        "tasks": [_task(task) for task in shown.tasks],
    }


def _step(step: Step) -> Json:
    return {
        **_ends(step),
        "document": document_json(step.document),
        "quotes": [_quote(quote) for quote in step.quotes],
        "tasks": [_task(task) for task in step.tasks],
        "seen": step.seen,
        "steps": [_step(further) for further in step.steps],
    }


def _ends(step: Step) -> Json:
    return {
        "source": step.lower.id,
        "target": step.upper.id,
        "role": step.role,
        "undecided": step.undecided,
        "confidence": step.confidence,
    }


def _group(group: Group) -> Json:
    return {
        "type": str(group.type),
        "count": group.count,
        "links": [
            {
                "document": document_json(link.document),
                "role": link.role,
                "undecided": link.undecided,
                "confidence": link.confidence,
                "quotes": [_quote(quote) for quote in link.quotes],
            }
            for link in group.links
        ],
    }


def explained_json(explained: Explained) -> Json:
    """The explanation of a document as plain values: as it is shown, with the others of its number and findings."""
    return {
        **shown_json(explained.shown),
        "others": [document_json(d) for d in explained.others],
        "findings": [{"id": f.id, "severity": str(f.severity), **asdict(f)} for f in explained.findings],
    }


def _quote(quote: Quote) -> Json:
    e = quote.evidence
    return {
        "quote": e.quote,
        "asserted_by": e.asserted_by,
        "number": quote.said_in,
        "page": e.page,
        "start": e.start,
        "end": e.end,
        "rule": e.rule,
        "confidence": e.confidence,
        "reason": e.reason,
    }


def _task(task: Task) -> Json:
    d = task.directive
    return {
        "id": d.id,
        "document": d.document,
        "where": d.where,
        "task": d.task,
        "deadline": task.deadline,
        "page": d.page,
        "start": d.start,
        "end": d.end,
        "implements": sorted(task.implements),
        "charged": [
            {"id": c.body.id, "body": c.body.name, "role": c.role, "deadline": c.deadline} for c in task.charges
        ],
    }
