"""The tree of a trace: each document once, circles end, tasks and quotes stand where they belong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ...errors import UnknownDocument
from ...graph.embedded import EmbeddedStore, write
from ...graph.store import Store
from ...queries import trace as trace_module
from ...queries.present import chain_json, print_chain, print_shown, shown_json
from ...queries.show import show
from ...queries.trace import Step, neighbourhood, trace
from ...viz.select import chain
from .test_named import tangle


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("trace") / "g.lbug"
    write(tangle(), path)
    with EmbeddedStore(path) as opened:
        yield opened


def walk(steps: list[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from walk(step.steps)


@pytest.mark.parametrize("up", [False, True])
def test_each_document_stands_once_and_circles_end(store: Store, up: bool) -> None:
    steps = list(walk(trace(store, "a", up=up).steps))
    whole = [s.document.id for s in steps if not s.seen]
    assert len(whole) == len(set(whole))
    assert "a" not in whole
    assert {s.document.id for s in steps if s.seen} <= {"a", *whole}
    pairs = [(s.lower.id, s.upper.id) for s in steps]
    assert len(pairs) == len(set(pairs))


def test_steps_carry_quotes_tasks_and_the_weakest_is_told(store: Store) -> None:
    chain = trace(store, "a")
    by_pair = {(s.lower.id, s.upper.id): s for s in walk(chain.steps)}
    step = by_pair["b", "a"]
    assert step.quotes[0].said_in == "98-KH/TU"
    charged = [(t.directive.where, [c.body.name for c in t.charges]) for t in step.tasks]
    assert charged == [("II.1", ["Sở Nông nghiệp"]), ("II.2", [])]
    assert chain.weakest is by_pair["k", "a"]
    with pytest.raises(UnknownDocument):
        trace(store, "nobody")


def test_terminal_and_json_show_the_same(store: Store) -> None:
    out = io.StringIO()
    console = Console(file=out, width=80)
    chain, shown = trace(store, "a"), show(store, "a")
    print_chain(chain, console)
    print_shown(shown, console)
    text = out.getvalue()
    assert "? 107-KH/TU" in text
    assert "“thực hiện” — theo 98-KH/TU, tr. 1" in text
    assert "chủ trì Sở Nông nghiệp" in text
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert json.loads(json.dumps(chain_json(chain)))["documents"] == chain.documents
    assert {g["type"] for g in shown_json(shown)["incoming"]} == {"IMPLEMENTS", "AMENDS"}
    assert {g["type"] for g in shown_json(shown)["outgoing"]} == {"IMPLEMENTS", "CITES"}


@pytest.mark.parametrize("brief", [False, True])
def test_of_very_many_steps_the_first_are_printed_and_the_rest_is_counted(store: Store, brief: bool) -> None:
    chain = trace(store, "a")
    chain.steps = [replace(step, steps=[]) for step in chain.steps[:1] * 1300]
    out = io.StringIO()
    print_chain(chain, Console(file=out, width=80), brief=brief)
    text = out.getvalue()
    assert "… and 1,240 more" in text and "With --json every step is printed." in text
    assert len(chain_json(chain)["steps"]) == 1300


def test_the_neighbourhood_holds_the_chain_and_what_is_cited(store: Store) -> None:
    near, left_out = neighbourhood(store, "a")
    assert left_out == 0
    assert {"a", "b", "c", "k", "law"} <= near.documents.keys()


def test_of_a_large_neighbourhood_the_nearest_are_taken_and_the_rest_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = chain(neighbourhood(store, "a")[0], "a")
    monkeypatch.setattr(trace_module, "MOST", 3)
    graph, left_out = neighbourhood(store, "a")
    near = chain(graph, "a")
    steps = {step.document.id for step in trace(store, "a").steps}
    assert len(near.order) == 3 and near.left_out == 0 and set(near.order) <= {"a"} | steps
    assert left_out == len(every.order) - 3
