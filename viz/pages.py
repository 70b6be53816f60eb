"""Pages for the browser: the chain of one document, and the network of many.

Each is one HTML file that works from disk with no network at all, whatever the texts of the documents contain.
pyvis and Jinja are imported when a page is made, not before.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.captions import caption, day
from ..graph.model import Graph
from .content import LEVELS, Content
from .layout import chain_grid, disc_map
from .places import units
from .relations import RELATIONS, relations
from .select import chain

if TYPE_CHECKING:
    from .part import Part
    from .render import PolicyNetwork

__all__ = ["chain_network", "chain_page", "network_page", "whole_network", "write_page"]


def chain_page(graph: Graph, root_id: str, *, limit: int = 400, left_out: int = 0) -> str:
    """The chain of ``root_id`` as HTML: what implements it down to the districts, and what it implements.

    ``graph`` is the whole graph or a part of it that holds the root. At most ``limit`` documents are drawn, the
    nearest first, and the page says how many are left out; ``left_out`` of them are not in ``graph`` already. Raises
    KeyError for an unknown id.
    """
    return str(chain_network(graph, root_id, limit=limit, left_out=left_out).generate_html())


def network_page(graph: Graph, *, heading: str = "", part: Part | None = None) -> str:
    """All documents of ``graph``, or a part of them, as HTML: central ones in the middle, one disc a province; for
    thousands. Raises QueryError where the part is empty."""
    return str(whole_network(graph, heading=heading, part=part).generate_html())


def write_page(path: Path | str, html: str) -> None:
    """Writes the page as UTF-8, whole or not at all. Raises OSError where the folder cannot be written."""
    path = Path(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(html)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def chain_network(graph: Graph, root_id: str, *, limit: int = 400, left_out: int = 0) -> PolicyNetwork:
    """The pyvis network behind :func:`chain_page`; shows itself in a notebook."""
    from .render import PolicyNetwork

    shown = chain(graph, root_id, limit)
    content = Content(shown.graph, shown.order, graph)
    grid = chain_grid(shown, content.place)
    documents = shown.graph.documents.values()
    held = {content.place.get(d.id) for d in documents if d.loaded}
    cited = {content.place.get(d.id) for d in documents} - held
    root = shown.graph.documents[root_id]
    network = PolicyNetwork(
        "chain", f"{caption(root)} ({day(root)})" if root.issued else caption(root),
        _legend() | {
            "root": content.index[root_id], "leftOut": shown.left_out + left_out,
            "columns": [LEVELS.index(level) for level in grid.columns],
            "bands": [[b.name, b.first, b.last, b.former] for b in grid.bands],
            "missing": [] if content.place.get(root_id) else [[n, n in cited] for n in units() if n not in held],
        },
    )  # fmt: skip
    position = {r.source + "\0" + r.target + "\0" + str(r.kind): k for k, r in enumerate(shown.relations)}
    for i in shown.order:
        step = shown.step.get(i)
        up = position[f"{step.source}\0{step.target}\0{step.kind}"] if step else -1
        network.add_document(content.index[i], up=up, cell=grid.cells[i], **content.document(i), **content.short(i))
    for relation in shown.relations:
        network.add_relation(
            content.index[relation.source], content.index[relation.target], **content.relation(relation)
        )
    return network


def whole_network(graph: Graph, *, heading: str = "", part: Part | None = None) -> PolicyNetwork:
    """The pyvis network behind :func:`network_page`; shows itself in a notebook."""
    from .render import PolicyNetwork

    shown, lines = part.of(graph) if part else (graph, relations(graph))
    order = sorted(shown.documents)
    content = Content(shown, order, graph)
    laid = disc_map(shown.documents.values(), Counter(r.target for r in lines), content.place)
    heading = " · ".join(filter(None, (heading, str(part or ""))))
    discs = [[d.name, round(d.x, 1), round(d.y, 1), round(d.radius, 1)] for d in laid.discs]
    network = PolicyNetwork("network", heading, _legend() | {"discs": discs})
    for i in order:
        x, y = laid.positions[i]
        network.add_document(
            content.index[i], x=round(x, 1), y=round(y, 1), r=round(laid.sizes[i], 1), **content.document(i)
        )
    for relation in lines:
        network.add_relation(
            content.index[relation.source], content.index[relation.target], **content.relation(relation)
        )
    return network


def _legend() -> dict[str, Any]:
    return {"levels": [level.value for level in LEVELS], "relations": list(RELATIONS)}
