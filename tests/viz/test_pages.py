"""The pages as files, and what pyvis' own page gets wrong (each of those is held here)."""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ...graph.model import Document, Edge, EdgeType, Evidence, Graph, Level
from ...viz.layout import chain_grid, disc_map
from ...viz.pages import chain_network, chain_page, network_page, whole_network, write_page
from ...viz.places import homes
from ...viz.relations import relations
from ...viz.select import chain
from ..generate import generate
from .chains import ROOT, forty


def island(html: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("html", [chain_page(forty(), ROOT), network_page(forty(), heading="Thử")])
def test_a_page_is_one_file_that_allows_only_its_own_script_and_style(html: str) -> None:
    assert html.startswith("<!doctype html>") and html.count("<h1>") == 1
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|//)""", html)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy and "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]
    for tag in ("script", "style"):
        for text in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S):
            assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy[1]


def test_the_same_graph_gives_the_same_page() -> None:
    graph = generate(300, seed=3)
    backwards = Graph(
        dict(reversed(graph.documents.items())), dict(reversed(graph.bodies.items())),
        dict(reversed(graph.directives.items())), dict(reversed(graph.edges.items())),
    )  # fmt: skip
    assert network_page(graph) == network_page(backwards)
    root = next(e.target for e in graph.of_type(EdgeType.IMPLEMENTS) if e.target in graph.documents)
    assert chain_page(graph, root) == chain_page(backwards, root)


def test_an_unknown_document_has_no_chain() -> None:
    with pytest.raises(KeyError):
        chain_page(forty(), "vn/none")


def test_empty_graphs_and_documents_without_facts_have_pages() -> None:
    network_page(Graph())
    alone = Graph(documents={"x": Document("x")})
    assert '"number":"x"' in chain_page(alone, "x")
    network_page(alone)


def test_a_page_is_written_as_utf8_whatever_the_locale_and_replaces_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda *_: "cp1252")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "trang.html"
    path.write_text("old")
    write_page(path, chain_page(forty(), ROOT))
    assert "Nguyễn Văn An" in path.read_bytes().decode("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["trang.html"]
    assert stat.S_IMODE(path.stat().st_mode) & 0o400


def test_a_failed_write_leaves_the_old_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_page(path, "\ud800")
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 1


def test_nodes_without_label_and_parallel_relations_are_kept() -> None:
    graph = forty()
    a, b = "vn-27/ubnd/kh/2023/3290", "vn-27/tu/ctr/2023/20"
    graph.connect(Edge(a, EdgeType.SUPERSEDES, b, evidence=[Evidence(a, "thay thế", 900, 908)]))
    graph.connect(Edge(b, EdgeType.AMENDS, a, evidence=[Evidence(b, "sửa đổi", 900, 907)]))
    network = whole_network(graph)
    order = sorted(graph.documents)
    ends = [(order[e["from"]], order[e["to"]]) for e in network.edges]
    assert ends.count((a, b)) == 2 and ends.count((b, a)) == 1
    assert all("label" not in n for n in network.nodes)


def test_a_notebook_shows_the_page_in_a_frame_without_a_network() -> None:
    frame = chain_network(forty(), ROOT)._repr_html_()
    assert frame.startswith("<iframe srcdoc=") and "<script" not in frame and "allow-same-origin" not in frame


def test_options_keep_the_blanks_inside_words() -> None:
    options = island(chain_page(forty(), ROOT), "options")
    assert isinstance(options, dict) and ["Cà Mau", False] in options["missing"]


def test_a_citation_beside_a_stronger_relation_is_not_drawn_twice() -> None:
    graph = forty()
    a = "vn/cp/nq/2023/111"
    graph.connect(
        Edge(a, EdgeType.CITES, ROOT, "mention", evidence=[Evidence(a, "Nghị quyết số 29-NQ/TW", 5000, 5020)])
    )
    both = [r for r in relations(graph) if (r.source, r.target) == (a, ROOT)]
    assert [r.kind for r in both] == [0] and len(both[0].evidence) == 2


def test_what_a_directive_implements_its_document_implements_by_one_task() -> None:
    graph = forty()
    task = next(i for i, d in graph.directives.items() if d.document == "vn-27/ubnd/kh/2023/3290")
    graph.connect(Edge(task, EdgeType.IMPLEMENTS, "vn/tw/kl/2024/81", "directive"))
    found = next(r for r in relations(graph) if r.target == "vn/tw/kl/2024/81" and r.source.endswith("3290"))
    assert found.implements and found.role == "directive" and found.weakness > 0


def test_a_district_hangs_on_its_province_rather_than_on_the_centre() -> None:
    graph = forty()
    district = "vn-27/ubnd/kh/2024/50"
    graph.connect(Edge(district, EdgeType.IMPLEMENTS, ROOT, "document"))
    assert chain(graph, ROOT).step[district].target == "vn-27/ubnd/kh/2023/3290"


def test_a_limit_keeps_the_nearest_and_says_how_many_are_left_out() -> None:
    shown = chain(forty(), ROOT, limit=10)
    assert len(shown.order) == 10 and shown.left_out == 28 and shown.order[0] == ROOT
    options = island(chain_page(forty(), ROOT, limit=10), "options")
    assert isinstance(options, dict) and options["leftOut"] == 28


def test_provinces_with_nothing_held_are_listed_for_central_documents_only() -> None:
    central = island(chain_page(forty(), ROOT), "options")
    local = island(chain_page(forty(), "vn-27/tu/ctr/2023/20"), "options")
    assert isinstance(central, dict) and isinstance(local, dict)
    assert len(central["missing"]) == 28 and local["missing"] == []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 150))
def test_every_document_of_a_chain_has_a_cell_of_its_own_and_a_way_to_the_root(seed: int, size: int) -> None:
    graph = generate(size, seed=seed)
    for k, (i, d) in enumerate(graph.documents.items()):
        graph.documents[i] = replace(d, level=list(Level)[(seed + k) % 7])
    root = sorted(graph.documents)[seed % size]
    shown = chain(graph, root, limit=100)
    grid = chain_grid(shown, homes(graph)[0])
    assert len(set(grid.cells.values())) == len(grid.cells) == len(shown.order)
    for i in shown.order:
        ways = 0
        while i != root:
            step = shown.step[i]
            i, ways = (step.target if step.source == i else step.source), ways + 1
            assert ways <= len(shown.order)
    for a, b in zip(grid.bands, grid.bands[1:], strict=False):
        assert a.last <= b.first


def test_discs_of_the_network_lie_apart() -> None:
    graph = generate(1000, seed=2)
    discs = disc_map(graph.documents.values(), {}, homes(graph)[0]).discs
    for k, a in enumerate(discs):
        for b in discs[k + 1 :]:
            assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > (a.radius + b.radius) ** 2


def test_the_page_on_reading_pages_gives_the_numbers_of_the_program() -> None:
    root = Path(__file__).parents[2]
    text = (root / "docs" / "browser.md").read_text(encoding="utf-8")
    script = (root / "viz" / "templates" / "chain.js").read_text(encoding="utf-8")
    assert "SMALL = DOCS.length > 60" in script and "Up to 60 documents" in text
    assert "EDGES.length <= 140" in script and "up to 140" in text
    assert inspect.signature(chain_page).parameters["limit"].default == 400 and "over 400" in text
    for picture in re.findall(r"\]\((\w+\.png)\)", text):
        assert (root / "docs" / picture).stat().st_size < 300_000


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return sum(
        w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_texts_have_a_contrast_of_four_and_a_half_and_marks_of_three(scheme: int) -> None:
    css = (Path(__file__).parents[2] / "viz" / "templates" / "page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css.split(":root {")[1 + scheme].split("}")[0]))

    def contrast(a: str, b: str) -> float:
        low, high = sorted((brightness(colours[a]), brightness(colours[b])))
        return (high + 0.05) / (low + 0.05)

    texts = ("ink", "muted", "accent", "warn", "who", *(f"r{k}" for k in range(6)))  # a relation's name has its colour
    for ground in ("page", "soft", "box", "band"):
        assert {t: contrast(t, ground) for t in texts if contrast(t, ground) < 4.5} == {}, ground
    assert min(contrast("ink", "mark"), contrast("muted", "mark")) >= 4.5
    marks = {f"l{k}": contrast(f"l{k}", ground) for k in range(7) for ground in ("page", "soft", "band", "box")}
    assert min(marks.values()) >= 3, marks
