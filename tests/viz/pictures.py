"""Takes the pictures of the README and of docs/browser.md; `make pictures` runs it.

The chain is that of 29-NQ/TW over examples/. The network is one of two thousand generated documents, since the
examples are too few to show what that page is for.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ...pipeline import build
from ...viz.pages import chain_page, network_page, write_page
from .conftest import chromium_path
from .nation import nation

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Writes docs/chain.png and docs/network.png."""
    program = chromium_path()
    if program is None:
        sys.exit("no Chromium found (BROWSER_PATH names another)")
    os.chdir(ROOT)  # pages name the files they come from
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        graph = build([Path("examples")], folder / "graph.lbug", cached=False).graph
        assert graph is not None
        root = next(i for i, d in graph.documents.items() if d.number == "29-NQ/TW" and d.year == 2022)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        take(browser, folder, chain_page(graph, root), "164/KH-UBND", ROOT / "docs" / "chain.png")
        take(browser, folder, network_page(nation(2000)), "14-NQ/TW", ROOT / "docs" / "network.png")
        browser.close()


def take(browser: Browser, folder: Path, html: str, number: str, picture: Path) -> None:
    """The page in English, the document of this number chosen."""
    write_page(folder / "page.html", html)
    page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1.5)
    page.goto((folder / "page.html").as_uri())
    page.click("#language")
    page.evaluate("number => choose(DOCS.findIndex((d) => d.number === number))", number)
    page.wait_for_selector("#panel h2")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(500)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)
    print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
