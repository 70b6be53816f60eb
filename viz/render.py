"""A pyvis network rendered by our own template: one file that asks the network for nothing and runs no text.

pyvis' own page loads libraries from afar, prints headings and ids raw and turns titles into markup as soon as one
of them contains ``href``; so its ``Network`` serves as the model only (nodes, edges, options), and the page is ours.
It draws with what browsers have: SVG for a chain, a canvas for a network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; connect-src 'none'; frame-src 'none'; object-src 'none'"
)
#: Scripts of the drawings, and those around them in their order; the last one starts the page.
_DRAWING = {"chain": ("text", "routes", "chain"), "network": ("text", "labels", "gestures", "network")}
_AROUND = ("legend", "panel", "search", "table", "save", "page")


class _Ids(list[int]):
    """A list that answers ``in`` from a set: pyvis asks it twice for every edge."""

    def __init__(self, items: Iterable[int] = ()) -> None:
        super().__init__(items)
        self._known = set(self)

    def append(self, item: int) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


class PolicyNetwork(Network):  # type: ignore[misc]
    """pyvis' network with this package's page.

    ``kind`` is ``chain`` or ``network``: the script that draws it. ``options`` are that script's, not those of vis.
    """

    def __init__(self, kind: str, heading: str, options: dict[str, Any]) -> None:
        super().__init__(directed=True)
        self.node_ids = _Ids()
        self.page_heading = heading  # not `heading`, which pyvis' own template would print raw
        self.options = options
        self.kind = kind

    def add_document(self, index: int, **values: Any) -> None:
        """Adds a node under a small number; the document's id is one of its values."""
        self.add_node(index, label=None, **values)
        for unused in ("label", "shape", "color", "font"):
            self.nodes[-1].pop(unused, None)

    def add_relation(self, source: int, target: int, **values: Any) -> None:
        """Adds an edge; several between one pair are kept."""
        self.add_edge(source, target, **values)
        self.edges[-1].pop("arrows", None)

    def generate_html(self, *_: Any, **__: Any) -> str:
        """The whole page."""
        script = '"use strict";\n' + "\n".join(_read(f"{n}.js") for n in ("common", *_DRAWING[self.kind], *_AROUND))
        style = _read("page.css")
        return (
            _environment()
            .get_template("page.html")
            .render(
                policy=_POLICY.format(script=_hash(script), style=_hash(style)),
                heading=self.page_heading, kind=self.kind, nodes=self.nodes, edges=self.edges, options=self.options,
                words=json.loads(_read("words.json")), style=style, script=script,
            )
        )  # fmt: skip

    def write_html(self, name: str, *_: Any, **__: Any) -> None:
        """Writes the page as UTF-8, whatever its name; pyvis' own asks the locale, and leaves folders beside it."""
        from .pages import write_page

        write_page(name, self.generate_html())

    show = write_html  # pyvis' own prints the name and wants a notebook

    def _repr_html_(self) -> str:
        """The page inside a frame, for notebooks."""
        source = Markup.escape(self.generate_html())
        return (
            f'<iframe srcdoc="{source}" width="100%" height="720" style="border:0" '
            'sandbox="allow-scripts allow-downloads allow-modals"></iframe>'
        )


def _environment() -> Environment:
    environment = Environment(loader=DictLoader({"page.html": _read("page.html")}), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _read(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
