"""Whether a graph can be trusted: what its build found doubtful, and which documents it lacks most."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..graph.findings import KINDS, Finding, Severity
from ..graph.reading import findings
from ..graph.store import Store
from . import named


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is cited and was never loaded, as the named query ``wanted`` gives it: ``chains`` counts the
    documents whose way up ends at it, ``citing`` those that cite it."""

    id: str
    number: str
    chains: int
    citing: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a graph gives: findings, gravest first, and the wanted documents, most needed first."""

    findings: list[Finding]
    wanted: list[Wanted]

    def fails(self, on: Severity) -> bool:
        """Whether there is a finding of this severity or a graver one."""
        order = list(Severity)
        return any(order.index(f.severity) <= order.index(on) for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Plain values: every finding and every wanted document."""
        return {
            "findings": [{"id": f.id, "severity": str(f.severity), **asdict(f)} for f in self.findings],
            "wanted": [asdict(w) for w in self.wanted],
        }

    def to_sarif(self) -> dict[str, Any]:
        """A SARIF 2.1.0 log with one result a finding. Regions count characters of ``policygraph text FILE``."""
        rules = [code for code in KINDS if any(f.code == code for f in self.findings)]
        driver = {
            "name": "policygraph",
            "semanticVersion": __version__,
            "rules": [
                {
                    "id": code,
                    "shortDescription": {"text": KINDS[code].means},
                    "fullDescription": {"text": f"{KINDS[code].means} · {KINDS[code].means_vi}"},
                    "defaultConfiguration": {"level": str(KINDS[code].severity)},
                }
                for code in rules
            ],
        }
        results = [_result(f, rules.index(f.code)) for f in self.findings]
        return {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }


def check(store: Store) -> Checked:
    """Checks a graph of either store."""
    ranks = {code: rank for rank, code in enumerate(KINDS)}  # the table stands in the order of gravity
    found = sorted(findings(store.rows), key=lambda f: (ranks[f.code], f))
    wanted = [
        Wanted(row["document"], row["number"], row["chains"], row["citing"])
        for row in named.run(store, "wanted").dicts()
    ]
    return Checked(found, wanted)


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "partialFingerprints": {"finding/v1": finding.id},
        "properties": {"documents": list(finding.documents), **({"page": finding.page} if finding.page else {})},
    }
    if finding.file:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.end > finding.start:
            place["region"] = {
                "charOffset": finding.start,
                "charLength": finding.end - finding.start,
                "snippet": {"text": finding.quote},
            }
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(file: str) -> str:
    """A file's name as an URI reference, relative where the name is."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
