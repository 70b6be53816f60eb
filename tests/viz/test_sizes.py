"""Pages of 120 and of 5,000 documents: quiet, safe from their texts, and everything a person does works."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ...graph.model import EdgeType, Graph
from ...viz.pages import chain_page, network_page
from .conftest import Opened
from .hostile import HOSTILE, hostile
from .nation import nation
from .test_browser import number_of, saved, until

Show = Callable[..., Opened]


def most_answered(graph: Graph) -> str:
    targets = [e.target for e in graph.of_type(EdgeType.IMPLEMENTS) if e.target in graph.documents]
    return max(sorted(set(targets)), key=targets.count)


@cache
def page(kind: str, size: int) -> str:
    graph = nation(size)
    return network_page(graph, heading="Cả nước") if kind == "network" else chain_page(graph, most_answered(graph))


@cache
def hostile_page(kind: str, size: int) -> str:
    whole = nation(size)
    graph, ids = hostile(whole)
    if kind == "network":
        return network_page(graph, heading="".join(HOSTILE))
    return chain_page(graph, ids[most_answered(whole)])


SIZES = pytest.mark.parametrize(
    ("kind", "size"), [("chain", 120), ("chain", 5000), ("network", 120), ("network", 5000)]
)


@SIZES
def test_no_text_of_a_document_ever_runs(show: Show, kind: str, size: int) -> None:
    opened = show(hostile_page(kind, size), width=1500)
    page = opened.page
    page.evaluate("() => { for (let i = 0; i < Math.min(40, DOCS.length); i++) show(i); }")  # each payload twice
    if kind == "chain":
        page.evaluate("() => document.querySelectorAll('.pill').forEach((p, k) => { if (k < 40) p.dispatchEvent(new MouseEvent('click', { bubbles: true })); })")  # fmt: skip  # noqa: E501
    page.fill("#q", "script")
    page.wait_for_selector("#hits [role=option]")
    page.click("#view")
    page.click("#language")
    page.click("#view")
    page.mouse.move(500, 400)
    page.mouse.move(700, 430)
    inside = page.locator("main script, main img, main iframe, main a, main style, #hits img, h1 *:not(b):not(span)")
    assert inside.count() == 0
    opened.assert_quiet()


def test_a_hostile_text_is_shown_as_it_is(show: Show) -> None:
    opened = show(hostile_page("chain", 120))
    opened.page.evaluate("() => show(DOCS.findIndex((d) => d.number.startsWith('<script>')))")
    assert opened.page.inner_text("#panel h2").startswith(HOSTILE[0])
    assert opened.page.inner_text("#panel .lead") == HOSTILE[0] * 3


@SIZES
def test_everything_a_person_does_works_at_every_size(show: Show, tmp_path: Path, kind: str, size: int) -> None:
    opened = show(page_of := page(kind, size))
    page_, every = opened.page, number_of(opened)
    assert every == (size if kind == "network" else min(every, 400))

    # evidence: a document that cites and is cited shows its quotes
    chosen = page_.evaluate("() => { const i = DOCS.findIndex((d, k) => outgoing[k].length && incoming[k].length); choose(i); return [DOCS[i].doc, DOCS[i].number]; }")  # fmt: skip  # noqa: E501
    page_.wait_for_selector("#panel blockquote")
    assert page_.inner_text("#panel h2") == chosen[1]
    assert page_.locator("#panel blockquote footer .link").first.inner_text() in page_.inner_text("#panel")
    page_.locator("#panel .relation .link").first.click()
    page_.go_back()
    until(opened, "#panel h2", chosen[1])

    # filters take documents away and give them back
    box = page_.locator("#legend .chip input").first
    box.evaluate("e => e.click()")
    assert number_of(opened) < every
    box.evaluate("e => e.click()")
    assert number_of(opened) == every

    # keyboard: search, choose, clear, zoom
    page_.keyboard.press("Escape")
    page_.keyboard.press("/")
    page_.keyboard.type(chosen[1].lower())
    page_.wait_for_selector("#hits [role=option]")
    page_.keyboard.press("Enter")
    page_.wait_for_selector("#panel:focus h2")
    for key in ("0", "+", "-"):
        page_.keyboard.press(key)

    # saving: the table has every document, the picture is one
    name, table = saved(opened, "documents", tmp_path)
    assert name.endswith(".csv") and len(list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))) == every + 1
    assert saved(opened, "svg", tmp_path)[1].startswith(b"<svg")
    page_.fill("#q", "")
    page_.click("#view")
    assert page_.locator("#table tbody tr").count() == min(every, 200)
    opened.assert_quiet()

    # a link to a document opens it
    again = show(page_of, at="#" + chosen[0])
    assert again.page.inner_text("#panel h2") == chosen[1]
    again.assert_quiet()
