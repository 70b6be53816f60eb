"""A browser without a network, whose every request, refusal and error is written down."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ...viz.pages import write_page
from ..conftest import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Opened:
    """A page and what it did besides showing itself."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        """Nothing asked for, refused, failed or run that came with the texts."""
        assert self.requests == []
        assert self.complaints == []
        assert self.page.evaluate("window.ran") is None


def chromium_path() -> str | None:
    """Chromium of the system, or the one that BROWSER_PATH names."""
    return os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a screen."""
    program = chromium_path()
    need(program, "no Chromium found (BROWSER_PATH names another)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a page's HTML from disk."""
    contexts = []

    def open_page(html: str, *, at: str = "", width: int = 1280, height: int = 800) -> Opened:
        path = tmp_path / "page.html"
        write_page(path, html)
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page, path.as_uri())
        # the page itself comes from disk; what it makes itself (pictures to save) asks nobody

        def dismiss(dialog: Dialog) -> None:
            opened.complaints.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("request", lambda r: opened.requests.append(r.url) if not r.url.startswith((opened.url, "blob:", "data:")) else None)  # fmt: skip  # noqa: E501
        page.on("console", lambda m: opened.complaints.append(m.text))
        page.on("pageerror", lambda e: opened.complaints.append(str(e)))
        page.on("dialog", dismiss)
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))")  # fmt: skip  # noqa: E501
        page.goto(opened.url + at)
        assert page.evaluate("performance.getEntriesByName('drawn').length") == 1, opened.complaints
        return opened

    yield open_page
    for context in contexts:
        context.close()
