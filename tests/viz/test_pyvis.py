"""What pyvis 0.3.2's own page gets wrong, held one by one, so that a change of template or of pyvis cannot bring
it back. Other faults are held where they belong: no text runs (test_sizes), one heading and a policy (test_pages),
boxes on one another (test_browser)."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ...graph.model import Document, Graph, Level
from ...viz.pages import chain_network, network_page, whole_network
from .chains import ROOT, forty
from .conftest import Opened

Show = Callable[..., Opened]


def linked() -> Graph:
    """One title with the letters that turn every title of pyvis' page into markup, and another that waits for it."""
    graph = forty()
    first, second = sorted(graph.documents)[:2]
    graph.documents[first] = replace(graph.documents[first], title="xem href trong văn bản " * 30)
    graph.documents[second] = replace(graph.documents[second], title="<img src=x onerror=window.ran=1>")
    return graph


def test_href_in_one_title_turns_no_title_into_markup_and_a_long_one_stays_on_screen(show: Show) -> None:
    opened = show(network_page(linked()))
    for i in (0, 1):
        x, y = opened.page.evaluate("i => view.at(i)", i)
        stage = opened.page.locator("#stage").bounding_box()
        assert stage is not None
        opened.page.mouse.move(stage["x"] + x, stage["y"] + y)
        tip = opened.page.locator("#tip").bounding_box()
        assert tip is not None and tip["x"] >= 0 and tip["x"] + tip["width"] <= 1280 and tip["width"] <= 340
    assert "<img src=x onerror" in opened.page.inner_text("#tip")
    opened.assert_quiet()


def test_the_page_is_in_standards_mode_and_fills_the_window(show: Show) -> None:
    opened = show(network_page(forty()))
    assert opened.page.evaluate("document.compatMode") == "CSS1Compat"
    box = opened.page.locator("#stage canvas").bounding_box()
    assert box is not None and box["width"] == 1280 and box["y"] + box["height"] == 800


def test_no_overlay_waits_on_the_page_and_a_click_on_nothing_fails_nothing(show: Show) -> None:
    from .nation import nation

    opened = show(network_page(nation(150)))
    stage = opened.page.locator("#stage").bounding_box()
    assert stage is not None
    opened.page.mouse.click(stage["x"] + 3, stage["y"] + 3)
    assert opened.page.evaluate("document.elementFromPoint(640, 500).tagName") == "CANVAS"
    opened.page.click("#places summary")
    opened.page.click("#places button:first-of-type")
    opened.assert_quiet()


def test_the_browser_needs_no_network_and_waits_for_none(show: Show) -> None:
    opened = show(network_page(forty()))
    opened.page.context.set_offline(True)
    opened.page.reload()
    assert opened.page.evaluate("performance.getEntriesByName('drawn').length") == 1
    opened.assert_quiet()


@pytest.mark.parametrize("name", ["trang.html", "trang"])
@pytest.mark.parametrize("method", ["write_html", "show"])
def test_pyvis_ways_to_write_give_the_same_one_file_under_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], method: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    network = chain_network(forty(), ROOT)
    getattr(network, method)(name)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == network.generate_html()
    assert capsys.readouterr().out == ""


def test_pages_of_an_ascii_locale_are_utf8(tmp_path: Path) -> None:
    code = (
        "from policygraph.tests.viz.chains import *; from policygraph.viz.pages import *;"
        "chain_network(forty(), ROOT).write_html('page.html')"
    )
    folder = Path(__file__).parents[3]
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(folder)},
        check=True,
    )
    assert "Nguyễn Văn An" in (tmp_path / "page.html").read_bytes().decode("utf-8")


def test_neither_pyvis_nor_ipython_is_imported_before_a_page_is_made() -> None:
    code = "import sys, policygraph.viz.pages; sys.exit(bool({'pyvis', 'IPython', 'jinja2'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3]).returncode == 0


def test_options_are_taken_as_they_are() -> None:
    network = chain_network(forty(), ROOT)
    network.options = {"physics": False, "font": "Noto Sans"}
    assert '{"physics":false,"font":"Noto Sans"}' in network.generate_html()


def test_ids_stay_texts_dates_are_written_and_no_style_or_label_is_put_in() -> None:
    documents = [
        Document("57", "KH", None, issued=date(2024, 2, 1), level=Level.DISTRICT, province="VN-27"),
        Document("58", "KH", "58/KH", title="", level=Level.DISTRICT, province="VN-27"),
    ]
    network = whole_network(Graph(documents={d.id: d for d in documents}))
    assert [(n["doc"], n.get("issued")) for n in network.nodes] == [("57", "2024-02-01"), ("58", None)]
    assert not {"label", "title", "shape", "image", "color", "font"} & set().union(*network.nodes)
    network.generate_html()


def test_the_callers_graph_is_not_changed() -> None:
    graph = forty()
    before = copy.deepcopy(graph)
    network_page(graph)
    chain_network(graph, ROOT).generate_html()
    assert graph == before
