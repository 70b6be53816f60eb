"""What a person does with the pages, done in a real browser without a network."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ...graph.model import EdgeType
from ...viz.pages import chain_page, network_page
from .chains import ROOT, forty
from .conftest import Opened

Show = Callable[..., Opened]


def number_of(opened: Opened, selector: str = "#count") -> int:
    return int(opened.page.inner_text(selector).split()[0].replace(".", "").replace(",", ""))


def until(opened: Opened, selector: str, text: str) -> None:
    """Waits without eval, which the page's policy refuses."""
    from playwright.sync_api import expect

    expect(opened.page.locator(selector)).to_have_text(text)


@pytest.fixture(scope="module")
def page() -> str:
    return chain_page(forty(), ROOT)


@pytest.mark.parametrize("typed", ["da nang", "Đà Nẵng", "ÐÀ  nẵng", "3290 kh ubnd quang nam"])
def test_search_understands_words_without_marks_and_in_any_case(show: Show, page: str, typed: str) -> None:
    from playwright.sync_api import expect

    opened = show(page)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)
    opened.page.wait_for_selector("#hits [role=option]")
    hits = opened.page.locator("#hits")
    expect(hits).not_to_contain_text("26-CTr/TU")  # the search follows the typing
    expect(hits).to_contain_text("3290/KH-UBND")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel h2")
    assert opened.page.locator(".box.chosen").count() == 1
    opened.assert_quiet()


def test_a_link_opens_its_document_and_back_returns(show: Show, page: str) -> None:
    opened = show(page, at="#vn-27/ubnd/kh/2024/52")
    assert opened.page.inner_text("#panel h2") == "52/KH-UBND"
    opened.page.click("#panel .path button:has-text('20-CTr/TU')")
    until(opened, "#panel h2", "20-CTr/TU")
    assert opened.page.evaluate("decodeURIComponent(location.hash)") == "#vn-27/tu/ctr/2023/20"
    opened.page.go_back()
    until(opened, "#panel h2", "52/KH-UBND")
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_selector(".box.chosen", state="detached")
    opened.assert_quiet()


def test_an_address_of_no_document_opens_the_overview(show: Show, page: str) -> None:
    opened = show(page, at="#%E0%A4%A", width=1600)
    assert "29-NQ/TW" in opened.page.inner_text("#panel h2")
    opened.assert_quiet()


def test_a_chosen_document_shows_its_path_its_evidence_and_who_must_act(show: Show, page: str) -> None:
    opened = show(page, at="#vn-27/ubnd/kh/2023/3290")
    panel = opened.page.inner_text("#panel")
    for fact in ("Ủy ban nhân dân tỉnh Quảng Nam", "11/05/2023", "Đà Nẵng (trước là Quảng Nam)", "Sở Công Thương — chủ trì", "Sở Xây dựng — phối hợp", "Hạn: 31/12/2024", "Thực hiện 20-CTr/TU", "tr. "):  # fmt: skip  # noqa: E501
        assert fact in panel
    assert opened.page.locator(".path li button").all_inner_texts() == ["3290/KH-UBND", "20-CTr/TU", "29-NQ/TW"]
    assert opened.page.locator(".halo").count() == 2
    assert opened.page.locator(".box:not(.dim)").count() < opened.page.locator(".box").count()


@pytest.mark.parametrize(
    ("document", "why"),
    [("vn-27/ubnd/kh/2024/52", "qua một nhiệm vụ"), ("vn-hn/ubnd/kh/2023/3293", "chưa xác định chắc văn bản")],
)
def test_the_weakest_step_of_a_path_is_marked(show: Show, page: str, document: str, why: str) -> None:
    opened = show(page, at=f"#{document}")
    assert opened.page.locator(".path .warn").all_inner_texts() == [f"⚠ mắt xích yếu nhất: {why}"]
    assert opened.page.locator(".badge.weakest:not(.dim)").count() == 1


def test_another_document_may_be_what_says_so(show: Show, page: str) -> None:
    opened = show(page, at="#vn-22/tu/ctr/2023/24")  # only cited: its step is read in the plan below it
    assert "3294/KH-UBND" in opened.page.inner_text("#panel .relation footer")
    assert "chỉ viện dẫn" in opened.page.inner_text("#panel .tags")


def test_the_drawing_tells_cited_undecided_and_missing_apart(show: Show, page: str) -> None:
    opened = show(page)
    graph = forty()
    assert opened.page.locator(".box.cited").count() == sum(not d.loaded for d in graph.documents.values())
    assert opened.page.locator(".edge.step[stroke-dasharray='8 6']").count() == 1
    assert "(trước là Quảng Nam)" in (opened.page.locator(".bandName").first.text_content() or "")
    missing = opened.page.locator("#gaps li").all_inner_texts()
    assert len(missing) == 34 - 6 and "Cà Mau" in missing and "Đà Nẵng" not in missing


def test_boxes_never_lie_on_one_another_whatever_is_opened(show: Show, page: str) -> None:
    opened = show(page)
    for key in ("1", "2"):
        if key == "2":
            for i in range(opened.page.locator(".pill").count()):
                opened.page.locator(".pill").nth(i).dispatch_event("click")
            tasks = [opened.page.locator(".tasks").nth(n).text_content() or "" for n in (1, 3)]
            assert "Sở Công Thương" in "".join(tasks)
        boxes = json.loads(opened.page.evaluate("() => JSON.stringify([...document.querySelectorAll('.box')].map(b => { const r = b.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; }))"))  # fmt: skip  # noqa: E501
        for k, a in enumerate(boxes):
            for b in boxes[k + 1 :]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_whole_chain_is_readable_on_a_laptop_without_scrolling_sideways(show: Show, page: str) -> None:
    opened = show(page)
    assert opened.page.evaluate("() => $('stage').scrollWidth <= $('stage').clientWidth")
    assert opened.page.evaluate("() => document.querySelector('.box .number').getBoundingClientRect().height >= 12")


def test_filters_take_documents_relations_provinces_and_years_away(show: Show, page: str) -> None:
    opened = show(page)
    boxes = opened.page.locator(".box")
    opened.page.click("#legend .chip:has-text('Huyện, xã')")
    assert boxes.count() == 38 - 14
    opened.page.click("#legend .chip:has-text('Huyện, xã')")
    opened.page.click("#legend .chip:has-text('triển khai')")
    assert opened.page.locator(".edge.r0").count() == 0 and opened.page.locator(".edge.r3").count() > 0
    opened.page.click("#legend .chip:has-text('triển khai')")
    opened.page.click("#places summary")
    opened.page.click("#places button:has-text('Không')")
    assert boxes.count() == 6 and opened.page.locator(".band").count() == 0
    opened.page.click("#places button:has-text('Tất cả')")
    opened.page.fill("#from", "2025")
    opened.page.keyboard.press("Enter")
    assert boxes.count() == 4
    opened.assert_quiet()


def test_the_keyboard_alone_reaches_and_opens_everything(show: Show, page: str) -> None:
    opened = show(page)
    opened.page.locator(".box[tabindex='0']").focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"):
        opened.page.keyboard.press(key)
        seen.append(opened.page.evaluate("document.activeElement.querySelector('.number').textContent"))
    assert seen[-1] == "3290/KH-UBND"
    opened.page.keyboard.press("Space")
    assert opened.page.locator(".tasks").count() == 1
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel:not([hidden]) h2")
    assert opened.page.inner_text("#panel h2") == "3290/KH-UBND"


def test_a_click_on_the_network_chooses_and_shows_neighbours(show: Show) -> None:
    opened = show(network_page(forty()))
    x, y = opened.page.evaluate("id => view.at(byId.get(id))", ROOT)
    stage = opened.page.locator("#stage").bounding_box()
    assert stage is not None
    opened.page.mouse.click(stage["x"] + x, stage["y"] + y)
    opened.page.wait_for_selector("#panel:not([hidden])")
    assert opened.page.inner_text("#panel h2") == "29-NQ/TW"
    assert "Được viện dẫn bởi (10)" in opened.page.inner_text("#panel")
    opened.assert_quiet()


def saved(opened: Opened, what: str, folder: Path) -> tuple[str, bytes]:
    opened.page.click("#save summary")
    with opened.page.expect_download() as download:
        opened.page.click(f"[data-save={what}]")
    path = folder / "saved"
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


@pytest.mark.parametrize("kind", ["chain", "network"])
def test_pictures_and_tables_are_saved(show: Show, tmp_path: Path, kind: str) -> None:
    from lxml import etree

    graph = forty()
    formula = "vn-27/tu/ctr/2023/20"
    graph.documents[formula] = replace(graph.documents[formula], title="=HYPERLINK(1)")
    opened = show(chain_page(graph, ROOT) if kind == "chain" else network_page(graph))
    assert saved(opened, "png", tmp_path)[1].startswith(b"\x89PNG")
    name, picture = saved(opened, "svg", tmp_path)
    assert name.endswith(".svg") and "29-NQ/TW" in "".join(map(str, etree.fromstring(picture).itertext()))
    assert b"var(--" not in picture
    table = list(csv.reader(io.StringIO(saved(opened, "documents", tmp_path)[1].decode("utf-8-sig"))))
    assert len(table) == 39 and any("'=HYPERLINK(1)" in row for row in table)
    relations = list(csv.reader(io.StringIO(saved(opened, "relations", tmp_path)[1].decode("utf-8-sig"))))
    assert any(row[0] == "vn/cp/nq/2023/111" and row[2] == ROOT and "Thực hiện 29-NQ/TW" in row[3] for row in relations)
    opened.assert_quiet()


def test_the_table_holds_the_same_documents_and_sorts(show: Show, page: str) -> None:
    opened = show(page)
    opened.page.click("#view")
    assert opened.page.locator("tbody tr").count() == 38
    opened.page.click("th:has-text('Ngày ban hành')")
    assert opened.page.inner_text("tbody tr:first-child td:first-child") == "29-NQ/TW"
    opened.page.fill("#q", "quang nam")
    opened.page.wait_for_selector("td:has-text('24-CTr/TU')", state="detached")
    opened.page.click("tbody tr:first-child button")
    opened.page.wait_for_selector("#panel:not([hidden])")


def test_both_languages_have_the_same_words_and_none_is_left_out(show: Show, page: str) -> None:
    opened = show(page, width=1600)
    words: dict[str, Any] = opened.page.evaluate("WORDS")
    assert words["vi"].keys() == words["en"].keys()
    opened.page.click("#language")
    assert opened.page.inner_text("h1").startswith("Implementation chain")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert "implements" in opened.page.inner_text("#legend")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(show: Show, page: str, scheme: Any) -> None:
    opened = show(page)
    opened.page.emulate_media(color_scheme=scheme)
    ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_on_paper_the_drawing_is_whole(show: Show, page: str) -> None:
    opened = show(page)
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#search").is_hidden()
    assert len(opened.page.pdf()) > 10_000
    assert opened.page.evaluate("() => { const s = document.querySelector('#stage > svg').getBoundingClientRect(); return s.width <= innerWidth && s.height > 200; }")  # fmt: skip  # noqa: E501


def test_no_line_runs_through_a_box(show: Show, page: str) -> None:
    from .test_sizes import page as of_size

    for html in (page, of_size("chain", 120)):
        opened = show(html)
        for _ in ("closed", "opened"):
            crossed = opened.page.evaluate("""() => {
              const ground = document.querySelector('#stage > svg').getBoundingClientRect();
              const boxes = [...document.querySelectorAll('.box')].map((b) => b.getBoundingClientRect());
              return [...document.querySelectorAll('.edge')].filter((e) => {
                const n = e.getAttribute('d').match(/-?[\\d.]+/g).map(Number), points = [];
                for (let k = 0; k < n.length; k += 2) points.push([n[k] + ground.left, n[k + 1] + ground.top]);
                return points.slice(1).some(([x, y], k) => boxes.some((b) =>
                  Math.max(x, points[k][0]) > b.left + 3 && Math.min(x, points[k][0]) < b.right - 3 &&
                  Math.max(y, points[k][1]) > b.top + 3 && Math.min(y, points[k][1]) < b.bottom - 3));
              }).map((e) => e.textContent);
            }""")
            assert crossed == []
            opened.page.evaluate("() => document.querySelectorAll('.pill').forEach((p) => p.dispatchEvent(new MouseEvent('click', { bubbles: true })))")  # fmt: skip  # noqa: E501


def test_the_ladders_are_told_apart_by_shape_and_are_a_filter(show: Show, page: str) -> None:
    opened = show(page)
    shapes = opened.page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('.box')].map((b) =>
      [DOCS[b.dataset.at].doc, b.querySelector('.sign').getAttribute('d').includes('a') ? 'disc' : 'diamond']))""")
    assert shapes["vn-27/hu/ctr/2023/45"] == "diamond" and shapes["vn-27/ubnd/kh/2024/50"] == "disc"
    assert shapes[ROOT] == "diamond" and shapes["vn/cp/nq/2023/111"] == "disc"
    opened.page.click("#legend .chip[data-filter=party]")
    assert opened.page.locator(".box").count() == list(shapes.values()).count("disc")


def test_the_weakest_step_of_the_whole_chain_is_marked_at_once(show: Show, page: str) -> None:
    opened = show(page, width=1600)
    assert opened.page.locator(".badge.weakest").count() == 1
    first = opened.page.locator("#panel li").first
    assert first.inner_text().startswith("23-CTr/TU → 29-NQ/TW") and "mắt xích yếu nhất" in first.inner_text()


def test_provinces_of_which_nothing_is_held_are_listed_with_those_only_cited(show: Show) -> None:
    graph = forty()
    for i, d in graph.documents.items():
        if d.province == "VN-22":
            graph.documents[i] = replace(d, loaded=False)
    opened = show(chain_page(graph, ROOT))
    assert opened.page.locator("#gaps li.some").all_inner_texts() == ["Nghệ An (chỉ viện dẫn)"]


def test_an_empty_network_says_so(show: Show) -> None:
    from ...graph.model import Graph

    opened = show(network_page(Graph()))
    assert opened.page.inner_text("#count") == "0 văn bản · 0 quan hệ"
    opened.page.click("#view")
    assert "Không có văn bản nào" in opened.page.inner_text("#table")
    opened.assert_quiet()


def test_a_document_whose_place_another_takes_is_struck_through(show: Show) -> None:
    graph = forty()
    old, new = "vn-27/ubnd/kh/2023/3290", "vn-27/ubnd/qd/2025/800"
    opened = show(chain_page(graph, ROOT), at="#" + old)
    assert opened.page.locator(".number[text-decoration=line-through]").count() == 0  # in part only
    graph.edges[new, EdgeType.SUPERSEDES, old].role = "whole"
    opened = show(chain_page(graph, ROOT), at="#" + old)
    assert opened.page.locator(".number[text-decoration=line-through]").all_text_contents() == ["3290/KH-UBND"]
    assert "bị thay thế" in opened.page.inner_text("#panel .tags")


def test_a_relation_with_many_quotes_says_how_many_are_not_shown(show: Show) -> None:
    graph = forty()
    edge = graph.edges["vn/cp/nq/2023/111", EdgeType.IMPLEMENTS, ROOT]
    edge.evidence = [replace(edge.evidence[0], start=k * 1000, end=k * 1000 + 9) for k in range(11)]
    opened = show(chain_page(graph, ROOT), at="#vn/cp/nq/2023/111")
    relation = opened.page.locator("#panel .relation:has(blockquote)").first
    assert relation.locator("blockquote").count() == 8 and "và 3 chỗ khác" in relation.inner_text()


def test_on_a_phone_most_of_the_screen_is_the_drawing(show: Show, page: str) -> None:
    opened = show(page, width=390, height=844)
    tall = opened.page.evaluate("document.querySelector('#stage').getBoundingClientRect().height")
    assert tall > 844 * 0.7
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    opened.page.locator("#legend details summary").first.click()
    menu = opened.page.locator("#legend details > div").first
    box = menu.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    menu.locator("label").first.click()
    opened.assert_quiet()
