"""Documents in, graph out: the one path that every build takes.

files → (workers: text → record) → resolution → store
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import LoadError

if TYPE_CHECKING:
    from .graph.findings import Finding
    from .graph.model import Graph
    from .loaders.record import Record
    from .loaders.scoring import Report as Scores

Follow = Callable[[Iterable["Record | LoadError"], int], Iterator["Record | LoadError"]]


@dataclass(slots=True)
class Report:
    """What a build read and made.

    ``files`` tells of each file what was read in it, as JSON has it, ``unchanged`` of them come from an earlier
    build; ``failures`` are the files that could not be read; ``graph`` what was stored, None if nothing was.
    """

    output: Path
    files: list[dict[str, Any]] = field(default_factory=list)
    failures: list[LoadError] = field(default_factory=list)
    graph: Graph | None = None
    unchanged: int = 0

    @property
    def findings(self) -> list[Finding]:
        """What the graph's building noticed."""
        return self.graph.findings if self.graph is not None else []

    def to_json(self) -> dict[str, Any]:
        """Per file what was read, with which reader and which warnings; then what failed, and the findings."""
        from dataclasses import asdict

        return {
            "output": str(self.output),
            "files": self.files,
            "failures": [{"file": e.path, "reason": e.reason, "remedy": e.remedy} for e in self.failures],
            "findings": [{**asdict(f), "severity": str(f.severity)} for f in self.findings],
        }


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    workers: int | None = None,
    ocr: bool = False,
    cached: bool = True,
    catalogues: Sequence[Path] = (),
    overrides: Path | None = None,
    follow: Follow = lambda results, total: iter(results),
) -> Report:
    """Reads ``paths`` (files, or folders with all below them) into a new graph at ``output``.

    The old graph at ``output`` stays until the new one is whole. ``workers`` is the number of processes, by
    default one a core; ``ocr`` recognises scanned pages; with ``cached`` what an earlier build read of the same
    content by the same rules is taken from the user's cache (:mod:`.loaders.cache`); ``catalogues`` are tables of
    documents known beside the package's, ``overrides`` one of people's decisions (:mod:`.graph.handwritten`);
    ``follow`` is handed the results and their number, to show progress.

    Raises LoadError if a path does not exist, no file is found or a table is wrong, StoreError if ``output``
    cannot be written. A file that cannot be read is a failure of the report; if none can, nothing is written.
    """
    from .data import known_documents
    from .graph.embedded import write
    from .graph.handwritten import read_catalogue, read_overrides
    from .graph.resolve import resolve
    from .loaders.batch import extract_files
    from .loaders.cache import RecordCache, user_folder
    from .loaders.metadata import find_metadata
    from .loaders.readers.files import find_files

    catalogue = [*known_documents(), *(document for path in catalogues for document in read_catalogue(path))]
    decided = read_overrides(overrides) if overrides else []
    files = find_files(paths)
    report = Report(output)
    records: list[Record] = []
    beside = find_metadata(paths, files)
    folder = user_folder() if cached else None
    cache = RecordCache(folder, ocr=ocr) if folder else None
    read = extract_files(files, workers=workers, cache=cache, ocr=ocr, metadata=beside)
    for result in follow(read, len(files)):
        if isinstance(result, LoadError):
            report.failures.append(result)
        else:
            report.files.append(_told(result))
            records.append(result)
    if cache is not None:
        report.unchanged = cache.hits
        cache.prune()
    if records:
        report.graph = resolve(_given_away(records), catalogue=catalogue, overrides=decided).graph
        write(report.graph, output)
    return report


def _told(record: Record) -> dict[str, Any]:
    """What a report keeps of a record."""
    own = record.document
    return {
        "file": record.file,
        "reader": record.reader,
        "number": own.number,
        "kind": own.kind,
        "issuer": own.issuer,
        "issued": own.issued,
        "pages": len(record.pages),
        "unread_pages": record.unread,
        "untied_notes": record.untied,
        "mentions": len(record.mentions),
        "relations": len(record.relations),
        "assignments": len(record.assignments),
        "told": record.told,
        "warnings": record.warnings,
    }


def _given_away(records: list[Record]) -> Iterator[Record]:
    """The records, which nothing here holds on to: a nation's are gigabytes, and resolution lets go of each once
    its edges are made."""
    while records:
        yield records.pop()


def evaluate(corpus: Path, gold: Path) -> Scores:
    """Extracts the documents of ``corpus`` that ``gold`` annotates, and compares.

    Raises LoadError if a gold record is not to the schema, or its document is missing or cannot be read.
    """
    from .loaders.extraction.extract import extract
    from .loaders.gold import load_gold
    from .loaders.readers.files import read_file
    from .loaders.scoring import score

    wanted = load_gold(gold)
    texts, records = {}, []
    for theirs in wanted:
        name = Path(theirs.file).name
        path = next((p for p in sorted(corpus.rglob("*")) if p.name == name), corpus / name)
        source = read_file(path)
        source.text = theirs.annotated(source.text)
        texts[name] = source.text
        records.append(extract(source, name))
    return score(records, wanted, texts)
