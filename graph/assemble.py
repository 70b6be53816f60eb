"""What was read, with its citations resolved → nodes and edges, each edge with its evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .assemblies import mended
from .bodies import body, issuer_of, ties
from .candidates import Choice, Entity, Reading, slip_of
from .checks import check
from .claims import NATIONAL_KINDS, contradiction, name_key, too_young
from .decisions import in_words
from .due import due
from .findings import Finding
from .identity import Jurisdiction, level_of
from .model import Body, Directive, Document, Edge, EdgeType, Evidence, Graph, Level
from .places import code_of, is_outside, province_at, province_code, province_in

if TYPE_CHECKING:
    from ..data import Province
    from ..loaders.record import Assignment, Relation

SELF = "SELF"

_FEW = 30
"""Of one name, at most so many documents are compared with each other."""

#: Relation of a record → edge and its role; a role of None is the relation's own scope.
_EDGES: dict[str, tuple[EdgeType, str | None]] = {
    "implements": (EdgeType.IMPLEMENTS, None),
    "supersedes": (EdgeType.SUPERSEDES, "whole"),
    "amends": (EdgeType.AMENDS, "part"),
    "based_on": (EdgeType.CITES, "basis"),
    "reviews": (EdgeType.CITES, "review"),
    "cites": (EdgeType.CITES, "mention"),
}
#: Where one edge has several roles, the first of these is told.
_ROLES = ("document", "directive", "whole", "part", "basis", "review", "title", "mention", "lead", "coordinate", "")


def assemble(readings: list[Reading], entities: Sequence[Entity], noticed: Iterable[Finding] = ()) -> Graph:
    """The graph of resolved readings, with what was ``noticed`` before and is found doubtful in them.

    The list of readings is used up: each text is let go once its edges are made.
    """
    graph = Graph()
    findings = list(noticed)
    edges = Edges()
    people = Bodies()
    reasons = Reasons()
    outside = _outside(readings, entities)
    for entity in sorted(entities, key=lambda e: e.id):
        document = graph.documents[entity.id] = _document(entity)
        if document.issuer:
            home = outside.get(entity.place.partition(".")[0]) or province_at(entity.place)
            edges.add(entity.id, EdgeType.ISSUED_BY, people.id_of(document.issuer, Jurisdiction(home)))
    doubles: dict[str, list[str]] = {}
    readings.reverse()
    while readings:
        reading = readings.pop()
        if reading.entity is None:
            continue
        if reading.double:
            doubles.setdefault(reading.entity.id, []).append(reading.record.file)
            continue
        _Text(reading, graph, edges, people, findings, reasons).add()
    for own, files in doubles.items():
        held = graph.documents[own].file or ""
        message = f"{held} and {', '.join(sorted(files))} are one document"
        findings.append(Finding("duplicate", message, (own,), held))
    findings.extend(_of_facts(entities))
    graph.bodies = people.all()
    for edge in ties(graph.bodies.values()):
        edges.add(*edge.key)
    graph.edges = edges.all()
    graph.findings = sorted({*findings, *check(graph)})
    return graph


def _outside(readings: Iterable[Reading], entities: Iterable[Entity]) -> dict[str, Province]:
    """By place the provinces that no table knows, as texts spell them: a place keeps no spelling."""
    spelt = {reading.frame.jurisdiction.province for reading in readings}
    spelt |= {province_in(e.best("issuer") or "") for e in entities if is_outside(e.place)}
    named = [p for p in spelt if p is not None and p.name and is_outside(code_of(p))]
    return {code_of(p): p for p in sorted(named, key=lambda p: p.name, reverse=True)}


class Edges:
    """Edges while they are gathered: evidence by its place, the strongest role."""

    def __init__(self) -> None:
        self._edges: dict[tuple[str, EdgeType, str], Edge] = {}

    def add(
        self,
        source: str,
        kind: EdgeType,
        target: str,
        evidence: Evidence | None = None,
        role: str = "",
        *,
        task: Directive | None = None,
        undecided: bool = False,
    ) -> None:
        """Adds an edge, or to one that is there its evidence, and its role if it is stronger; ``task``
        tells by when it is to be done."""
        edge = self._edges.get((source, kind, target))
        if edge is None:
            edge = self._edges[source, kind, target] = Edge(source, kind, target, role, undecided=undecided)
            if task is not None:
                edge.deadline, edge.due, edge.recurrence = task.deadline, task.due, task.recurrence
        if _ROLES.index(role) < _ROLES.index(edge.role):
            edge.role = role
        edge.undecided |= undecided
        if evidence is not None:
            edge.evidence.append(evidence)

    def all(self) -> dict[tuple[str, EdgeType, str], Edge]:
        """The edges by key, in the order of keys, evidence in the order of texts and places; of one place the
        surest."""
        for edge in self._edges.values():
            if len(edge.evidence) > 1:
                surest: dict[tuple[str, int, int], Evidence] = {}
                for evidence in sorted(edge.evidence, key=lambda e: (e.place, -e.confidence)):
                    surest.setdefault(evidence.place, evidence)
                edge.evidence = list(surest.values())
        return dict(sorted(self._edges.items()))


class Bodies:
    """Bodies while they are gathered: of several spellings of one, the one most texts use is its name."""

    def __init__(self) -> None:
        self._spelt: dict[str, Counter[Body]] = {}

    def id_of(self, name: str, where: Jurisdiction) -> str:
        """The id of the body that a text of this jurisdiction calls ``name``."""
        found = body(name, where)
        self._spelt.setdefault(found.id, Counter())[found] += 1
        return found.id

    def all(self) -> dict[str, Body]:
        """The bodies by id."""
        return {id: min(spelt, key=lambda b: (-spelt[b], b.name)) for id, spelt in sorted(self._spelt.items())}


def _document(entity: Entity) -> Document:
    number, kind = entity.best("number"), entity.best("kind") or "KHAC"
    issuer = entity.best("issuer") or issuer_of(number, entity.place)
    level = Level(level_of(number, issuer))
    if level is Level.OTHER and kind in NATIONAL_KINDS:
        level = Level.NATIONAL_STATE
    own = entity.held
    return Document(
        id=entity.id,
        kind=kind,
        number=number,
        name=entity.best("name"),
        title=entity.best("title"),
        issued=_day(entity.issued),
        year=entity.year,
        issuer=issuer,
        level=level,
        province=province_code(entity.place),
        status=own.status if own is not None else "issued",
        signer=own.signer if own is not None else None,
        loaded=own is not None,
        file=own.file if own is not None else None,
        source=own.source if own is not None else None,
    )


def _day(issued: str | None) -> date | None:
    try:
        return date.fromisoformat(issued) if issued else None
    except ValueError:
        return None


class Reasons:
    """Choices in words, each written once: texts that cite alike share them."""

    def __init__(self) -> None:
        self._words: dict[tuple[int, int], str] = {}

    def of(self, choice: Choice, meant: Entity) -> str:
        """Why a citation was taken for the document that it is taken for."""
        key = id(choice), id(meant)
        if key not in self._words:
            self._words[key] = in_words(choice, meant)
        return self._words[key]


class _Text:
    """The edges of one loaded text."""

    def __init__(
        self,
        reading: Reading,
        graph: Graph,
        edges: Edges,
        people: Bodies,
        findings: list[Finding],
        reasons: Reasons,
    ) -> None:
        assert reading.entity is not None
        self.reasons = reasons
        self.reading, self.record, self.own = reading, reading.record, reading.entity.id
        self.graph, self.edges, self.people, self.findings = graph, edges, people, findings
        self.tasks = sorted(self.record.assignments, key=lambda a: (a.start, a.end, a.id))
        self.directives = {a.id: f"{self.own}#{a.id}" for a in self.tasks}

    def add(self) -> None:
        """Adds directives, relations, mentions, and what is wrong with them."""
        for task in self.tasks:
            self._directive(task)
        stated: dict[str, list[tuple[int, int]]] = {}
        for relation in self.record.relations:
            if self._relation(relation) is EdgeType.CITES and relation.source == SELF:
                stated.setdefault(relation.target, []).append((relation.start, relation.end))
        for mention in self.record.mentions:
            target = self.reading.means.get(mention.target)
            if target is None or target.id == self.own:
                continue
            if any(start <= mention.start < end for start, end in stated.get(mention.target, ())):
                continue  # the relation's quote holds this mention already
            role = "title" if mention.where == "title" else "mention"
            evidence = self._evidence(mention.quote, mention.start, mention.end, "mention", 1.0, mention.target)
            self._edge(self.own, EdgeType.CITES, mention.target, target.id, role, evidence)
        self._check()

    def _directive(self, task: Assignment) -> None:
        id = self.directives[task.id]
        last, returns = due(task.deadline, self.graph.documents[self.own].issued) if task.deadline else (None, None)
        directive = self.graph.directives[id] = Directive(
            id, self.own, task.where, task.task, task.start, task.end, task.deadline, self._page(task.start),
            last, returns,
        )  # fmt: skip
        evidence = self._evidence(task.task, task.start, task.end, "assignment", 1.0)
        self.edges.add(self.own, EdgeType.CONTAINS, id, evidence)
        for assignee in task.bodies:
            charged = self.people.id_of(assignee.name, self.reading.frame.jurisdiction)
            role = assignee.role if assignee.role in ("lead", "coordinate") else ""
            self.edges.add(id, EdgeType.ASSIGNS_TO, charged, evidence, role, task=directive)

    def _relation(self, relation: Relation) -> EdgeType | None:
        known = _EDGES.get(relation.type)
        target = self.reading.means.get(relation.target)
        source = self.reading.entity if relation.source == SELF else self.reading.means.get(relation.source)
        if known is None or target is None or source is None or source is target:
            return None
        kind, role = known
        scope = relation.scope if relation.scope in ("document", "directive") else "document"
        evidence = self._evidence(
            relation.evidence, relation.start, relation.end, relation.rule, relation.confidence,
            relation.target, relation.source,
        )  # fmt: skip
        self._edge(
            source.id, kind, relation.target, target.id, scope if role is None else role, evidence, relation.source
        )
        if kind is EdgeType.IMPLEMENTS and scope == "directive" and relation.source == SELF:
            for task in self._tasks_at(relation.start, relation.end):
                self._edge(self.directives[task.id], kind, relation.target, target.id, "directive", evidence)
        return kind

    def _edge(
        self, source: str, kind: EdgeType, name: str, target: str, role: str, evidence: Evidence, other: str = SELF
    ) -> None:
        choices = (self.reading.choices.get(name), self.reading.choices.get(other))
        undecided = any(c is not None and c.outcome == "undecided" for c in choices)
        self.edges.add(source, kind, target, evidence, role, undecided=undecided)

    def _evidence(self, quote: str, start: int, end: int, rule: str, confidence: float, *targets: str) -> Evidence:
        reasons = []
        for target in targets:
            choice: Choice | None = self.reading.choices.get(target)
            if choice is not None:
                confidence *= choice.confidence
                reasons.append(self.reasons.of(choice, self.reading.means[target]))
        return Evidence(self.own, quote, start, end, self._page(start), rule, round(confidence, 4), "; ".join(reasons))

    def _page(self, offset: int) -> int | None:
        pages = self.record.pages
        return bisect_right(pages, offset) or None if pages else None

    def _tasks_at(self, start: int, end: int) -> Iterator[Assignment]:
        last = bisect_right(self.tasks, start, key=lambda a: a.start)
        for task in self.tasks[max(0, last - 8) : last]:
            if end <= task.end:
                yield task

    def _check(self) -> None:
        first = {m.target: m for m in reversed(self.record.mentions)}
        for target in self.record.targets:
            entity = self.reading.means[target.id]
            mention = first.get(target.id)
            place = (mention.quote, mention.start, mention.end) if mention is not None else ("", 0, 0)
            both = (self.own, entity.id)
            choice = self.reading.choices.get(target.id)
            if choice is not None and choice.outcome == "settled":
                continue
            right = mended(target.number, target.issued) if target.number else None
            if right and right != target.number:
                message = f"{target.number} contradicts its date or its year; it is read as {right}"
                self._find("misprint", message, both, *place)
            clash = contradiction(target)
            if clash:
                self._find("contradiction", clash, both, *place)
            if choice is not None and choice.outcome == "undecided":
                self._find("undecided", self.reasons.of(choice, entity), both, *place)
            said = target.issued
            printed = str(entity.year) if entity.yearly and said and int(said[:4]) != entity.year else entity.issued
            if said and printed and not said.startswith(printed):
                message = f"{entity.label} is said to be of {said}, not of {printed}"
                self._find("dates-differ", message, both, *place)
        for relation in self.record.relations:
            meant = self.reading.means.get(relation.target)
            young = meant and too_young(relation.evidence, meant.year, self.reading.frame)
            if meant and young:
                message = f"“{young}” of {meant.described}"
                place = relation.evidence, relation.start, relation.end
                self._find("contradiction", message, (self.own, meant.id), *place)

    def _find(self, code: str, message: str, documents: tuple[str, ...], quote: str, start: int, end: int) -> None:
        page = (self._page(start) or 0) if end else 0
        self.findings.append(Finding(code, message, documents, self.record.file, quote, start, end, page))


def _of_facts(entities: Iterable[Entity]) -> Iterator[Finding]:
    """Documents that may be one: texts that share number and date, numbers that share name and date."""
    texts: dict[tuple[str, str, str], list[Entity]] = {}
    named: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities:
        if entity.held is not None and entity.key and entity.moment:
            texts.setdefault((entity.place, entity.key, entity.moment), []).append(entity)
        name = entity.best("name")
        if name:
            named.setdefault((entity.place, name_key(name)[0]), []).append(entity)
    for same in texts.values():
        if len(same) > 1:
            ids = tuple(sorted(e.id for e in same))
            file = min(e.held.file for e in same if e.held is not None)
            yield Finding("same-number", f"texts with other titles share {same[0].described}", ids, file)
    for same in named.values():
        for index, one in enumerate(same[:_FEW]):
            for other in same[index + 1 : _FEW]:
                if slip_of(one, other):
                    first, second = sorted((one, other), key=lambda e: e.id)
                    message = f"{first.described} and {second.described} have one name: one is a misprint"
                    yield Finding("misprint", message, (first.id, second.id))
