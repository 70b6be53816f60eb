"""The site in a real browser: a person's way through it, with nothing asked of others and nothing refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ....graph.model import Document, Edge, EdgeType, Evidence, Graph
from ....viz.web.pages import link
from .conftest import Site, serving_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "</script><script>window.ran=1</script><img src=x onerror=window.ran=1>\"'"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that complains to nobody and asks only the site."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    assert complaints == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []
    context.close()


def test_from_a_search_to_the_text_and_along_the_chain(site: Site, page: Page) -> None:
    page.goto(site.url)
    page.fill(".large input", "ke hoach hanh dong")
    page.press(".large input", "Enter")
    page.click("ol.found li:has-text('2315/QĐ-UBND') a.link >> nth=0")
    assert page.locator(".paper").inner_text().strip()
    mark = page.locator(".paper a.mark").first
    target = mark.get_attribute("href")
    mark.click()
    assert page.url == site.url + str(target)
    page.go_back()
    page.locator(".about blockquote footer a").first.click()
    assert page.locator("#here").is_visible()
    page.click("a.go")
    page.wait_for_selector("#stage svg")
    page.click("#language")
    page.locator("g.box").first.click()
    page.click("#panel a:has-text('document')")
    assert "/document/" in page.url
    page.click("nav a:has-text('English')")
    page.click("nav a:has-text('Questions')")
    assert page.locator("h2").first.inner_text() == "Chains"


def test_networks_and_queries(site: Site, page: Page) -> None:
    page.goto(site.url + "/network")
    page.select_option("select[name=level]", "central-party")
    page.click("button[name=draw]")
    page.wait_for_selector("#stage canvas")
    page.click(".tools a")
    assert page.url == site.url + "/"
    page.goto(site.url + "/query/chain")
    page.fill("input[name=id]", "29-NQ/TW@2022")
    page.click("form.fields button")
    assert page.locator("tbody tr").count() > 5
    page.goto(site.url + "/sparql")
    page.click("form.fields button")
    assert page.locator("tbody tr").count() > 5


def test_no_text_of_a_document_runs(page: Page, tmp_path: Path) -> None:
    graph = Graph()
    for identity in ("a/b", "a/c"):
        graph.documents[identity] = Document(identity, HOSTILE, HOSTILE, title=HOSTILE, issuer=HOSTILE, signer=HOSTILE)
    graph.connect(Edge("a/b", EdgeType.IMPLEMENTS, "a/c", "document", evidence=[Evidence("a/b", HOSTILE, 0, 9)]))
    with serving_graph(graph, tmp_path) as site:
        for path in (
            "/",
            "/?q=script",
            link("document", "a/b"),
            link("chain", "a/c"),
            "/network?draw=1",
            "/query/wanted",
        ):
            page.goto(site.url + path)
            assert page.evaluate("window.ran") is None
