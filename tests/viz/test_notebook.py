"""The page inside a notebook's output: in a frame of its own, without a network, and everything in it works."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from ...viz.pages import chain_network
from .chains import ROOT, forty
from .conftest import Opened

if TYPE_CHECKING:
    from playwright.sync_api import Frame

Show = Callable[..., Opened]


def test_a_notebook_shows_the_page_and_it_works_there_without_a_network(show: Show) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    formatter = InteractiveShell.instance().display_formatter
    assert formatter is not None
    data, _ = formatter.format(chain_network(forty(), ROOT))  # type: ignore[no-untyped-call]
    outside = "<script>performance.mark('drawn'); window.secret = 1</script>"
    opened = show(f"<!doctype html><meta charset=utf-8><title>{escape('Sổ tay')}</title>{outside}{data['text/html']}")
    frame: Frame = opened.page.frames[1]
    frame.locator(".box").nth(3).click()
    frame.wait_for_selector("#panel h2")
    first = frame.inner_text("#panel h2")
    frame.click("#panel .path button:has-text('29-NQ/TW')")
    frame.wait_for_selector("#panel h2:has-text('29-NQ/TW')")
    frame.evaluate("history.back()")
    frame.wait_for_selector(f"#panel h2:has-text('{first}')")
    frame.click("#language")  # nothing may be kept there, and that is no error
    assert frame.inner_text("h1").startswith("Implementation chain")
    with opened.page.expect_download() as download:
        frame.click("#save summary")
        frame.click("[data-save=svg]")
    assert download.value.suggested_filename.endswith(".svg")
    opened.assert_quiet()
