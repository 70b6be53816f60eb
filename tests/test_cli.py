"""The command as users run it: a process of its own, real files, a real graph."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click import Command

from ..cli import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
COMMANDS = dict(main.commands)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Done:
    """Runs ``policygraph`` in a process, on a C locale, as the worst terminal would."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "POLICYGRAPH_GRAPH")}
    done = subprocess.run(
        [sys.executable, "-m", "policygraph", *map(str, arguments)],
        cwd=cwd,
        env={**inherited, "LC_ALL": "C", "PYTHONUTF8": "0", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "graph.lbug"
    done = run("build", EXAMPLES, "-o", path)
    assert done.code == 0, done.err
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    command: Command = COMMANDS[name]
    assert command.help and command.short_help
    assert "policygraph" in (command.epilog or ""), "an example is missing"
    done = run(name, "--help")
    assert done.code == 0 and f"policygraph {name}" in done.out


def test_commands_stand_in_the_order_of_work() -> None:
    listed = [
        line.split()[0]
        for line in run("--help").out.split("Commands:")[1].split("Start here")[0].splitlines()
        if line.strip()
    ]
    assert listed == list(COMMANDS)


# -- the main job ----------------------------------------------------------------------------------


def test_build_reports_what_it_made(graph: Path, tmp_path: Path) -> None:
    done = run("build", EXAMPLES, "-o", tmp_path / "g.lbug", "--report", tmp_path / "report.json")
    assert done.code == 0
    assert "documents" in done.out and "IMPLEMENTS" in done.out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["files"]) >= 10 and not report["failures"]
    assert all(file["reader"] for file in report["files"])


def test_a_second_build_reads_only_what_is_new(graph: Path, tmp_path: Path) -> None:
    letter, output = tmp_path / "letter.txt", tmp_path / "g.lbug"
    letter.write_text(
        "ỦY BAN NHÂN DÂN TỈNH LẠC GIANG\nSố: 9/KH-UBND\n\nThực hiện Chương trình số 45-CTr/TU.\n", "utf-8"
    )
    count = len(list(EXAMPLES.iterdir())) - 1  # without the readme
    assert f"{count} of {count + 1} files as read before" in run("build", EXAMPLES, letter, "-o", output).err
    assert "as read before" not in run("build", EXAMPLES, letter, "-o", output, "--no-cache").err
    assert run("show", "9/KH-UBND", "-g", output).code == 0


Node = dict[str, Any]


def walk(steps: list[Node], depth: int = 1) -> Iterator[tuple[int, Node]]:
    """Every step of a trace with its depth."""
    for step in steps:
        yield depth, step
        yield from walk(step["steps"], depth + 1)


def test_trace_goes_from_the_centre_to_a_district_with_bodies_and_quotes(graph: Path) -> None:
    chain = json.loads(run("trace", "29-NQ/TW@2022", "-g", graph, "--json").out)
    assert chain["document"]["issued"] == "2022-11-17"
    steps = list(walk(chain["steps"]))
    levels = {step["document"]["level"] for _, step in steps}
    assert {"province-party", "province-state", "district"} <= levels
    assert max(depth for depth, _ in steps) >= 3
    assert all(step["quotes"] for _, step in steps)
    tasks = [task for _, step in steps for task in step["tasks"]]
    assert any(task["deadline"] for task in tasks)
    assert {body["role"] for task in tasks for body in task["charged"]} == {"lead", "coordinate"}


def test_trace_in_brief_has_a_line_a_document(graph: Path) -> None:
    whole, brief = (run("trace", "29-NQ/TW@2022", *flags, "-g", graph).out for flags in ((), ("--brief",)))
    assert "45-CTr/TU" in brief and "“" not in brief and len(brief) < len(whole) / 4


def test_trace_up_comes_back_to_the_centre(graph: Path) -> None:
    done = run("trace", "--up", "45-CTr/TU", "-g", graph)
    assert done.code == 0 and "29-NQ/TW" in done.out


@pytest.mark.parametrize("asked", ["29-nq/tw@2022", "29 – NQ/TW@2022", "29–NQ/TW@2022", "vn/tw/nq/2022/29"])
def test_a_number_is_understood_however_it_is_typed(graph: Path, asked: str) -> None:
    done = run("trace", asked, "-g", graph)
    assert done.code == 0 and "17/11/2022" in done.out


def test_a_number_of_several_documents_is_never_guessed(graph: Path) -> None:
    done = run("trace", "29-NQ/TW", "-g", graph)
    assert done.code == 1 and not done.out
    assert "04/11/2013" in done.err and "17/11/2022" in done.err and "29-NQ/TW@2022" in done.err
    for chosen in ("2022-11-17", "17/11/2022"):
        assert run("trace", "29-NQ/TW", "--issued", chosen, "-g", graph).code == 0


def test_an_unknown_number_answers_with_the_nearest(graph: Path) -> None:
    done = run("show", "45-CTr/UT", "-g", graph)
    assert done.code == 1 and "45-CTr/TU" in done.err and len(done.err.strip().splitlines()) == 1


def test_show_says_both_ways(graph: Path) -> None:
    done = run("show", "45-CTr/TU", "-g", graph)
    assert done.code == 0 and "29-NQ/TW" in done.out and "“" in done.out
    assert json.loads(run("show", "45-CTr/TU", "-g", graph, "--json").out)


def test_tables_for_people_and_programs(graph: Path) -> None:
    statement = "MATCH (d:Document) WHERE d.loaded RETURN d.id, d.number ORDER BY d.id"
    rows = list(csv.DictReader(io.StringIO(run("cypher", statement, "-g", graph, "--csv").out)))
    objects = json.loads(run("cypher", statement, "-g", graph, "--json").out)
    assert [r["d.id"] for r in rows] == [o["d.id"] for o in objects] and len(rows) >= 10
    cut = run("cypher", statement, "-g", graph, "--limit", "3", "--csv")
    assert len(cut.out.splitlines()) == 4 and "left out" in cut.err


def test_cypher_and_sparql_count_alike(graph: Path) -> None:
    cypher = json.loads(run("cypher", "MATCH (d:Document) RETURN count(*) AS n", "-g", graph, "--json").out)
    sparql = json.loads(
        run("sparql", "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a eli:LegalResource }", "-g", graph, "--json").out
    )
    assert cypher == sparql


@pytest.mark.parametrize(
    "arguments",
    [
        ("cypher", "CREATE (d:Document {id: 'x'})"),
        ("cypher", "COPY Document FROM '/etc/passwd'"),
        ("cypher", "MATCH (d:Nothing) RETURN d"),
        ("cypher", "not a statement"),
        ("sparql", "INSERT DATA { <a:b> <a:c> 1 }"),
        ("sparql", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"),
        ("sparql", "SELECT"),
    ],
)
def test_a_wrong_or_writing_statement_is_one_line(graph: Path, arguments: tuple[str, str]) -> None:
    done = run(*arguments, "-g", graph)
    assert done.code == 1 and not done.out
    assert done.err.startswith("Error: ") and len(done.err.strip().splitlines()) == 1


def test_pages_and_exports_are_written(graph: Path, tmp_path: Path) -> None:
    assert run("view", "29-NQ/TW@2022", "-g", graph, cwd=tmp_path).code == 0
    assert run("view", "--all", "-o", "all.html", "-g", graph, cwd=tmp_path).code == 0
    part = ("--province", "lac giang", "--years", "2023-", "--relation", "implements", "-o", "part.html")
    assert run("view", *part, "-g", graph, cwd=tmp_path).code == 0
    assert run("export", "graph.ttl", "-g", graph, cwd=tmp_path).code == 0
    written = {p.name for p in tmp_path.iterdir()}
    assert {"all.html", "part.html", "graph.ttl"} < written and len(written) == 4
    assert run("view", "-g", graph).code == 2
    assert run("view", "29-NQ/TW@2022", "--level", "ministry", "-g", graph).code == 2
    wrong = run("view", "--level", "village", "-g", graph)
    assert wrong.code == 1 and wrong.err.startswith("Error: no level 'village'") and wrong.err.count("\n") == 1


def test_records_are_one_json_object_a_line() -> None:
    files = sorted(EXAMPLES.glob("*.docx"))[:2]
    done = run("extract", *files, "--json")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [r["file"] for r in records] == [str(f) for f in files]
    for record, file in zip(records, files, strict=True):
        text = run("text", file).out
        assert record["mentions"]
        for mention in record["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["quote"]
            assert {"id", "class", "quote", "start", "end", "target", "in", "anchor"} <= set(mention)


def test_a_place_of_a_file_is_explained() -> None:
    file = sorted(EXAMPLES.glob("*.docx"))[0]
    mention = json.loads(run("extract", file, "--json").out)["mentions"][0]
    words = " ".join(mention["quote"].split())
    done = run("explain", f"{file}:{mention['start']}", COLUMNS="400")
    assert done.code == 0 and words in done.out and "by rule" in done.out and "means" in done.out
    assert json.loads(run("explain", f"{file}:{mention['start']}", "--json").out)["target"]["id"] == mention["target"]
    missed = run("explain", f"{file}:0")
    assert missed.code == 1 and "cites nothing at 0 (nearest: " in missed.err
    assert run("explain", f"{file}:99999999").code == 1
    assert run("explain", file).code == 2


def test_a_document_of_the_graph_is_explained(graph: Path) -> None:
    done = run("explain", "29-NQ/TW@2022", "-g", graph)
    assert done.code == 0 and "04/11/2013" in done.out and "words of carrying out" in done.out
    assert json.loads(run("explain", "29-NQ/TW@2022", "-g", graph, "--json").out)["others"]
    assert run("explain", "29-NQ/TW", "-g", graph).code == 1


def test_the_readme_shows_what_is_printed(graph: Path) -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("$ policygraph ")[1:]
    assert len(shown) >= 3
    for block in shown:
        command, expected = block.split("```")[0].split("\n", 1)
        done = run(*command.split(), "-g", graph)
        printed = "\n".join(line.rstrip() for line in (done.out + done.err).splitlines())
        expected = expected.split("    …")[0].rstrip()
        assert printed.splitlines()[: len(expected.splitlines())] == expected.splitlines(), command


# -- bad input -------------------------------------------------------------------------------------


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "truncated.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendo")
    (folder / "no.docx").write_bytes(b"this is no zip archive \x00\x01\x02\xff" * 9)
    with zipfile.ZipFile(folder / "sheet.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return folder


def test_bad_files_are_one_line_each_and_nothing_is_built(bad: Path, tmp_path: Path) -> None:
    done = run("build", bad, "-o", tmp_path / "g.lbug")
    assert done.code == 1 and not (tmp_path / "g.lbug").exists()
    lines = [line for line in done.err.splitlines() if str(bad) in line]
    assert len(lines) == 5
    for file in bad.iterdir():
        assert sum(file.name in line for line in lines) == 1, file.name


def test_bad_files_do_not_lose_the_good_one(bad: Path, tmp_path: Path) -> None:
    good = sorted(EXAMPLES.glob("*.docx"))[0]
    done = run("build", bad, good, "-o", tmp_path / "g.lbug")
    assert done.code == 0 and (tmp_path / "g.lbug").exists()
    assert "5 of 6 files could not be read" in done.err


def test_strange_files_in_a_folder_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    words = "TỈNH ỦY X\nSố 5-KH/TU\n\nThực hiện Nghị quyết số 05-NQ/TU của Tỉnh ủy.\n"
    for odd in (b"ten-\xff\xfe.txt", b"two\nlines.txt", b"empty-\xff.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + odd)).write_text("" if b"empty" in odd else words, "utf-8")
    os.mkfifo(folder / "pipe.txt")
    for name, target in (("deep/back", ".."), ("nowhere.txt", "none"), ("zero.txt", "/dev/zero")):
        (folder / name).symlink_to(target)
    report = tmp_path / "r.json"
    done = run("build", folder, "-o", tmp_path / "g.lbug", "--report", report)
    assert done.code == 0 and "1 of 3 files could not be read" in done.err
    assert len(json.loads(report.read_text(encoding="utf-8"))["files"]) == 2
    assert run("cypher", "MATCH (d:Document) RETURN d.file", "-g", tmp_path / "g.lbug", "--json").code == 0
    for name in ("pipe.txt", "zero.txt", "nowhere.txt", "deep/back/deep"):
        done = run("text", folder / name)
        assert done.code == 1 and len(done.err.strip().splitlines()) == 1


def test_a_query_that_there_is_not_names_the_nearest() -> None:
    done = run("query", "covrage")
    assert done.code == 2 and "no query is named 'covrage'. Did you mean 'coverage'?" in done.err


def test_a_named_query_is_asked_of_the_engine_that_is_named(graph: Path) -> None:
    asked = ("query", "chain", "--id", "29-NQ/TW@2022", "--csv")
    plain = run(*asked, "-g", graph)
    assert plain.code == 0 and plain.out.count("\n") > 5
    for engine in ("embedded", "sparql"):
        assert run(*asked, "-g", graph, "--engine", engine).out == plain.out
    for given, said in (
        (("--engine", "neo4j", "-g", graph), "is a file"),
        (("--engine", "neo4j"), "NEO4J_URI"),
        (("--engine", "embedded", "-g", "bolt://localhost:1"), "is a server"),
    ):
        done = run(*asked, *given, NEO4J_URI="")
        assert done.code == 2 and said in done.err.splitlines()[-1]
    away = run(*asked, "--engine", "neo4j", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="x")
    assert away.code == 1 and "bolt://127.0.0.1:1" in away.err


def test_the_report_tells_programs_what_needs_a_person(shared: Path, tmp_path: Path) -> None:
    samples, report = shared / "samples", tmp_path / "r.json"
    files = [samples / f for f in ("pdf/mixed_digital_scan.pdf", "tika_txt/nq_tu_doc.tika.txt", "pdf/scan_200dpi.pdf")]
    assert run("build", *files, "-o", tmp_path / "g.lbug", "--report", report).code == 0
    made = json.loads(report.read_text(encoding="utf-8"))
    half, untied = made["files"]
    assert (half["reader"], half["pages"], half["unread_pages"], half["untied_notes"]) == ("pdf", 4, [3, 4], 0)
    assert (untied["reader"], untied["pages"], untied["unread_pages"], untied["untied_notes"]) == ("text", 0, [], 30)
    assert len(half["warnings"]) == len(untied["warnings"]) == 1
    (scan,) = made["failures"]
    assert scan["file"] == str(files[2]) and "--ocr" in scan["remedy"]
    documented = (ROOT / "docs/formats.md").read_text(encoding="utf-8").split("## The report")[1].split("## One")[0]
    assert {
        key for key in (*made, *half, *scan) if f"`{key}`" not in documented and f"`{key}[]`" not in documented
    } == set()


def test_a_password_protected_pdf_says_so(shared: Path, tmp_path: Path) -> None:
    done = run("build", shared / "samples" / "bad" / "encrypted_aes256_user.pdf", "-o", tmp_path / "g.lbug")
    assert done.code == 1 and "password" in done.err


@pytest.mark.parametrize("name", ["nothing-here", "empty-folder"])
def test_a_path_without_documents_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty-folder").mkdir()
    done = run("build", tmp_path / name, "-o", tmp_path / "g.lbug")
    assert done.code == 1 and name in done.err and len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["trace", "show", "view", "cypher", "sparql"])
def test_without_a_graph_the_answer_is_how_to_make_one(command: str, tmp_path: Path) -> None:
    done = run(command, "29-NQ/TW", cwd=tmp_path)
    assert done.code == 1 and "graph.lbug" in done.err and "build" in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_file_that_is_no_graph_says_so(tmp_path: Path) -> None:
    (tmp_path / "graph.lbug").write_bytes(b"not a graph" * 1000)
    done = run("trace", "29-NQ/TW", cwd=tmp_path)
    assert done.code == 1 and len(done.err.strip().splitlines()) == 1
    assert (tmp_path / "graph.lbug").read_bytes() == b"not a graph" * 1000


def test_a_server_that_does_not_answer_says_so() -> None:
    done = run("trace", "29-NQ/TW", "-g", "bolt://127.0.0.1:1", NEO4J_PASSWORD="x")
    assert done.code == 1 and "127.0.0.1:1" in done.err and len(done.err.strip().splitlines()) == 1


# -- whether the graph can be trusted -----------------------------------------------------------------


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of 2023 that carries out a resolution of 2024, and of whose own programme no text is held."""
    folder = tmp_path_factory.mktemp("doubtful")
    (folder / "kế hoạch.txt").write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NAM\nSố: 12/KH-UBND\nQuảng Nam, ngày 05 tháng 3 năm 2023\n\nKẾ HOẠCH\n"
        "Triển khai thực hiện Nghị quyết số 45-NQ/TU ngày 08 tháng 4 năm 2024 của Tỉnh ủy Quảng Nam\n\n"
        "Thực hiện Nghị quyết số 45-NQ/TU ngày 08 tháng 4 năm 2024 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành "
        "Kế hoạch như sau:\n\n1. Giao Sở Công Thương chủ trì.\n",
        encoding="utf-8",
    )
    done = run("build", folder, "-o", folder / "graph.lbug", "--no-cache")
    assert done.code == 0 and "policygraph check" in done.err, done.err
    return folder / "graph.lbug"


def test_check_lists_findings_and_wanted_documents_for_people(doubtful: Path) -> None:
    done = run("check", "-g", doubtful)
    assert done.code == 1
    for words in (
        "error impossible-date (1)",
        "kế hoạch.txt",
        "45-NQ/TU",
        "08/04/2024",
        "vn-27/tu/nq/2024/45",
        "1 error",
    ):
        assert words in done.out, words


@pytest.mark.parametrize(("level", "code"), [("note", 1), ("warning", 1), ("error", 1), ("never", 0)])
def test_check_fails_from_the_gravity_asked_for(doubtful: Path, level: str, code: int) -> None:
    assert run("check", "-g", doubtful, "--fail-on", level).code == code


def test_check_finds_nothing_in_a_sound_graph(tmp_path: Path) -> None:
    assert run("build", sorted(EXAMPLES.glob("08-*"))[0], "-o", tmp_path / "g.lbug").code == 0
    done = run("check", "-g", tmp_path / "g.lbug", "--fail-on", "note")
    assert done.code == 0 and "nothing found" in done.out


def test_check_speaks_json_and_sarif(doubtful: Path) -> None:
    plain = json.loads(run("check", "-g", doubtful, "--json").out)
    (finding,) = plain["findings"]
    assert finding["severity"] == "error" and finding["quote"] and finding["file"].endswith("kế hoạch.txt")
    assert plain["wanted"][0] == {"id": "vn-27/tu/nq/2024/45", "number": "45-NQ/TU", "chains": 1, "citing": 1}
    log = json.loads(run("check", "-g", doubtful, "--sarif").out)
    (sarif,) = log["runs"]
    (result,) = sarif["results"]
    driver = sarif["tool"]["driver"]
    assert log["version"] == "2.1.0" and driver["name"] == "policygraph"
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "impossible-date"
    assert result["level"] == "error" and result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].isascii() and " " not in place["artifactLocation"]["uri"]
    assert place["region"]["charOffset"] == finding["start"] and sarif["columnKind"] == "unicodeCodePoints"


def test_overrides_and_catalogues_are_applied_and_listed(doubtful: Path, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(
        "file,mention,date,id,reason\n,45-NQ/TU,,vn-27/tu/nq/2022/45,năm in nhầm\n,99-NQ/TU,,-,không có\n", "utf-8"
    )
    (tmp_path / "c.csv").write_text(
        "number,kind,issued,issuer,title\n45-NQ/TU,NQ,2022-04-08,Tỉnh ủy Quảng Nam,Phát triển công nghiệp\n", "utf-8"
    )
    graph = tmp_path / "g.lbug"
    tables = ("--overrides", tmp_path / "o.csv", "--catalogue", tmp_path / "c.csv")
    assert run("build", doubtful.parent, "-o", graph, *tables).code == 0
    checked = json.loads(run("check", "-g", graph, "--json").out)
    assert [f["code"] for f in checked["findings"]] == ["override-unused", "override"]
    assert "line 3" in checked["findings"][0]["message"] and "năm in nhầm" in checked["findings"][1]["message"]
    assert "Phát triển công nghiệp" in run("show", "45-NQ/TU@2022", "-g", graph).out
    (tmp_path / "c.csv").write_text("number,issuer\nabc,Chính phủ\n", "utf-8")
    done = run("build", doubtful.parent, "-o", graph, *tables)
    assert done.code == 1 and "line 2" in done.err and len(done.err.strip().splitlines()) == 1


def test_check_says_the_same_of_neo4j(doubtful: Path, neo4j_uri: str) -> None:
    assert run("load", neo4j_uri, "-g", doubtful).code == 0
    there = run("check", "-g", neo4j_uri, "--json")
    assert there.code == 1 and there.out == run("check", "-g", doubtful, "--json").out


# -- on the shared corpus ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus_graph(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "graph.lbug"
    done = run("build", shared / "corpus", "-o", path)
    assert done.code == 0 and "could not be read" not in done.err, done.err
    return path


def test_the_chain_of_33_is_learnt_from_a_third_document(corpus_graph: Path) -> None:
    done = run("trace", "33-NQ/TW@2014", "-g", corpus_graph)
    assert done.code == 0
    order = [done.out.index(number) for number in ("33-NQ/TW", "76-KL/TW", "326-KH/TU")]
    assert order == sorted(order)


def test_the_programme_of_29_has_its_six_assignments(corpus_graph: Path) -> None:
    chain = json.loads(run("trace", "29-NQ/TW@2022", "-g", corpus_graph, "--json").out)
    programme = next(s for _, s in walk(chain["steps"]) if s["document"]["loaded"])
    assert programme["document"]["kind"] == "CTr"
    assert len(programme["tasks"]) == 6 and all(task["charged"] for task in programme["tasks"])


def test_a_plan_known_only_from_a_footnote_is_found(corpus_graph: Path) -> None:
    assert "404-KH/TU" in run("trace", "43-NQ/TW", "-g", corpus_graph).out


def test_trace_answers_the_same_from_neo4j(graph: Path, neo4j_uri: str) -> None:
    assert run("load", neo4j_uri, "-g", graph).code == 0
    for arguments in (("trace", "29-NQ/TW@2022"), ("trace", "--up", "45-CTr/TU", "--json"), ("show", "45-CTr/TU")):
        there = run(*arguments, "-g", neo4j_uri)
        assert there.code == 0 and there.out == run(*arguments, "-g", graph).out


def test_what_the_system_refuses_is_one_line(graph: Path, tmp_path: Path) -> None:
    good, long = sorted(EXAMPLES.glob("*.txt"))[0], f"{'a' * 300}.txt"
    for command in (
        ("build", long), ("extract", long), ("text", long), ("explain", f"{long}:3"), ("show", "1", "-g", long),
        ("sparql", "ASK {}", "-g", long), ("serve", "-g", long),
    ):  # fmt: skip
        done = run(*command)
        assert done.code == 1 and len(done.err.strip().splitlines()) == 1 and long in done.err, command
    done = run("build", good, long, "-o", tmp_path / "g.lbug")
    assert done.code == 0 and "1 of 2 files could not be read" in done.err
    assert run("explain", long, "-g", graph).code == 1  # a number like any other
