"""The site over HTTP: what people find there, and what nobody gets."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import signal
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from ....graph.embedded import write
from ....graph.model import Document, Edge, EdgeType, Evidence, Graph, Level
from ....graph.store import open_store
from ....pipeline import build
from ....viz.web.pages import link
from .conftest import EXAMPLES, Site, command, serving, serving_graph

ROOT = "vn/tw/nq/2022/29"
HOSTILE = "</script><script>window.ran=1</script><img src=x onerror=window.ran=1>\"'&{{7*7}}"


def words_of(page: str) -> str:
    """What a person reads on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize(
    "typed", ["29-nq/tw", "cong nghiep hoa hien dai hoa", "CÔNG NGHIỆP HÓA", "ban chap hanh trung uong"]
)
def test_search_understands_numbers_and_words_with_or_without_marks(site: Site, typed: str) -> None:
    page = site.ask("/?q=" + quote(typed)).text
    assert f'href="/document/{ROOT}"' in page


def test_search_without_a_hit_says_so(site: Site) -> None:
    for nothing in ("zzzz", "[a-z]*", "zz(", "\\", "%00zz"):
        page = site.ask("/?lang=en&q=" + (nothing if "%" in nothing else quote(nothing)))
        assert page.status == 200
        assert "No document has all these words" in page.text


def test_the_home_page_leads_to_chains(site: Site) -> None:
    page = site.ask("/").text
    assert "văn bản" in page
    assert f'href="/chain/{ROOT}"' in page
    assert site.ask(f"/chain/{ROOT}").text.count('id="nodes"') == 1


def test_a_text_is_shown_with_what_it_cites(site: Site, examples: Path) -> None:
    with open_store(str(examples)) as store:
        statement = (
            "MATCH (d:Document)-[r:CITES]->(o:Document {id: $id}) WHERE d.loaded "
            "RETURN d.id, r.quotes, r.asserted_by, r.starts_at, r.stops_at ORDER BY d.id"
        )
        cited = store.rows(statement, {"id": ROOT}).rows
    shown = 0
    for source, quotes, sayers, starts, stops in cited:
        page = site.ask(link("document", source)).text
        assert 'class="notice"' not in page
        marked = {
            html.unescape(re.sub(r"<[^>]*>", "", text))
            for text in re.findall(rf'<a class="mark[^>]*href="/document/{ROOT}"[^>]*>(.*?)</a>', page, re.DOTALL)
        }
        for said, sayer, start, stop in zip(quotes, sayers, starts, stops, strict=True):
            if sayer == source:
                shown += any(part in said for part in marked)
                here = site.ask(f"{link('document', source)}?at={start}-{stop}").text
                assert here.count('id="here"') == 1
    assert shown > 3


def test_texts_are_shown_only_from_the_folder_given(examples: Path, tmp_path: Path) -> None:
    with open_store(str(examples)) as store:
        graph = store.subgraph()
    secret = tmp_path / "secret.txt"
    secret.write_text("một bí mật", encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    for n, file in enumerate(("../secret.txt", str(secret), "link.txt", "/etc/passwd", "", "a\0b")):
        graph.documents[f"vn/x/{n}"] = Document(f"vn/x/{n}", "KH", f"{n}/KH-X", loaded=True, file=file)
    with serving_graph(graph, tmp_path, folder) as site:
        for n in range(6):
            page = site.ask(f"/document/vn/x/{n}")
            assert page.status == 200
            assert "bí mật" not in page.text
            assert "root:" not in page.text
            assert 'class="notice"' in page.text


def test_a_file_that_changed_is_told_and_nothing_is_marked_wrongly(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(EXAMPLES, texts)
    path = tmp_path / "graph.lbug"
    build([texts], path)
    with open_store(str(path)) as store:
        identity, file = store.rows(
            "MATCH (d:Document)-[:CITES]->(:Document) WHERE d.file ENDS WITH '.txt' OR d.file ENDS WITH '.md' "
            "RETURN d.id, d.file ORDER BY d.id LIMIT 1"
        ).rows[0]
    changed = Path(file)
    with serving(path, texts) as site:
        assert '<a class="mark' in site.ask(link("document", identity)).text
        changed.write_text("Thêm một dòng.\n" + changed.read_text(encoding="utf-8"), encoding="utf-8")
        page = site.ask(link("document", identity)).text
        assert '<a class="mark' not in page
        assert "tệp đã thay đổi" in page
        changed.unlink()
        assert "Không đọc được toàn văn" in site.ask(link("document", identity)).text


def test_named_queries_have_forms_tables_and_csv(site: Site) -> None:
    assert 'href="/query/chain"' in site.ask("/query").text
    page = site.ask("/query/chain?id=" + quote("29-nq/tw@2022")).text
    rows = list(csv.reader(io.StringIO(site.ask(f"/query/chain.csv?id={ROOT}").text.removeprefix("\ufeff"))))
    assert rows[0][:2] == ["source", "target"]
    assert len(rows) > 5
    assert page.count("<tr>") == len(rows)
    assert site.ask("/query/chain?id=zzz").status == 200
    assert site.ask("/query/nothing").status == 404


def test_a_number_of_several_documents_is_asked_back(site: Site) -> None:
    page = site.ask("/query/chain?id=29-NQ/TW").text
    assert f'href="/query/chain?id={quote(ROOT, safe="")}"' in page
    assert site.ask(f"/query/chain?id={quote(ROOT, safe='')}").text.count("<tr>") > 5


def test_an_address_may_hold_a_number_as_people_write_it(site: Site) -> None:
    assert f"<dd>{ROOT.replace('/', '/<wbr>')}" in site.ask("/document/29-nq/tw@2022").text
    assert site.ask("/chain/29-nq/tw@2022").text.count('id="nodes"') == 1
    assert ROOT in site.ask("/document/29-NQ/TW").text  # two documents bear it
    assert site.ask("/document/30-NQ/TWX").status == 404


def test_networks_are_chosen_and_drawn(site: Site) -> None:
    whole = site.ask("/network?draw=1").text
    part = site.ask("/network?draw=1&level=central-party").text
    assert 0 < part.count('"doc":') < whole.count('"doc":')
    for wrong in ("level=x", "place=x", "from=abc", "to=20"):
        assert site.ask(f"/network?{wrong}").status == 400
    assert "Vẽ" in site.ask("/network?place=" + quote("Hà Nội")).text


def test_every_answer_carries_its_policy(site: Site) -> None:
    for path in ("/", f"/document/{ROOT}", "/query", "/sparql?query=ASK%7B%7D", "/nothing", "/style.css", "/network"):
        answer = site.ask(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    drawn = site.ask(f"/chain/{ROOT}")
    assert "frame-ancestors 'none'" in drawn.headers["content-security-policy"]
    assert "script-src &#39;sha256-" in drawn.text or "script-src 'sha256-" in drawn.text


@pytest.mark.parametrize(
    ("host", "allowed"),
    [("127.0.0.1", True), ("localhost:8000", True), ("[::1]:80", True), ("evil.example", False),
     ("127.0.0.1.evil.example", False), ("localhost.evil.example:80", False), ("", False)],
)  # fmt: skip
def test_a_name_of_another_site_gets_nothing(site: Site, host: str, allowed: bool) -> None:
    assert (site.ask("/", headers={"Host": host}).status == 200) is allowed


def test_nothing_writes(site: Site) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert site.ask("/", method=method, body="x").status == 405
    for path in ("/../../etc/passwd", "/style.css/../app.py", "/%2e%2e/%2e%2e/etc/passwd", "/query/..%2f..%2fapp"):
        assert site.ask(path).status == 404


def test_texts_of_documents_stay_texts(tmp_path: Path) -> None:
    graph = Graph()
    said = Evidence("a/b", HOSTILE, 0, 9)
    for identity in ("a/b", f"x/{HOSTILE}", "a/../b", "a//b", "ký hiệu/số 1?x=1#y"):
        graph.documents[identity] = Document(
            identity, HOSTILE, HOSTILE, None, HOSTILE, date(2031, 1, 2), 2031, HOSTILE, Level.OTHER, HOSTILE, "issued",
            HOSTILE, True, HOSTILE,
        )  # fmt: skip
        graph.connect(Edge("a/b", EdgeType.CITES, identity, evidence=[said]))
    with serving_graph(graph, tmp_path, tmp_path) as site:
        for identity in graph.documents:
            path = link("document", identity)
            page = site.ask(path)
            assert page.status == 200, path
            assert f"<h2>{html.escape(HOSTILE, quote=False)[:9]}" in page.text
            for forbidden in ("<script", "<img", "49"):
                assert forbidden not in page.text
            assert HOSTILE not in site.ask(link("chain", identity)).text
            assert site.ask(f"/query/cites?id={quote(identity, safe='')}").text.count("<script") == 0
        for path in (
            "/?q=" + quote(HOSTILE),
            "/document/" + quote(HOSTILE),
            "/query/" + quote(HOSTILE),
            "/sparql?query=" + quote(HOSTILE),
        ):
            page = site.ask(path, headers={"Accept": "text/html"})
            assert "<script" not in page.text
            assert "<img" not in page.text


def test_no_text_of_a_document_is_in_an_address(site: Site) -> None:
    with_spaces = [
        a for a in re.findall(r'(?:href|action)="([^"]*)"', site.ask("/document/vn/cp/nq/2024/111").text) if "%20" in a
    ]
    assert with_spaces == []


def test_a_new_graph_is_served_when_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    write(Graph(documents={"vn/a/1": Document("vn/a/1", number="01-NQ/A")}), path)
    with serving(path) as site:
        assert site.ask("/document/vn/b/2").status == 404
        assert '"boolean":false' in site.ask("/sparql?query=" + quote('ASK { ?d eli:number "02-NQ/B" }')).text
        write(Graph(documents={"vn/b/2": Document("vn/b/2", number="02-NQ/B")}), path)
        assert site.ask("/document/vn/b/2").status == 200
        assert '"boolean":true' in site.ask("/sparql?query=" + quote('ASK { ?d eli:number "02-NQ/B" }')).text
        path.unlink()
        assert site.ask("/document/vn/b/2").status == 200


def test_english_is_chosen_and_kept(site: Site) -> None:
    assert "Câu hỏi" in site.ask("/").text
    chosen = site.ask("/?lang=en")
    assert "Questions" in chosen.text
    cookie = chosen.headers["set-cookie"].partition(";")[0]
    assert "Questions" in site.ask("/query", headers={"Cookie": cookie}).text
    assert site.ask("/?lang=xx").status == 200


def test_interrupting_ends_it_without_a_word(examples: Path) -> None:
    with command("-g", str(examples)) as (process, line):
        site = Site(int(line.partition("127.0.0.1:")[2].partition("/")[0]), examples)
        assert site.ask("/sparql?query=ASK%7B%7D").status == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


def test_a_taken_port_a_missing_graph_and_an_open_address_are_told(examples: Path, site: Site, tmp_path: Path) -> None:
    with command("-g", str(examples), "--port", str(site.port)) as (process, line):
        assert line == ""
        assert f"127.0.0.1:{site.port} cannot be had" in process.communicate(timeout=60)[1]
    with command("-g", str(tmp_path / "none.lbug")) as (process, line):
        assert line == ""
        assert "no graph at" in process.communicate(timeout=60)[1]
    with command("-g", str(examples), "--host", "0.0.0.0") as (process, line):
        assert "http://0.0.0.0:" in line
        process.send_signal(signal.SIGINT)
        assert "Warning: whoever reaches" in process.communicate(timeout=20)[1]
