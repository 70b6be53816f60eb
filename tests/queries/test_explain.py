"""Why a document of the graph is the one it is, from what the graph keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...data import KnownDocument
from ...graph.embedded import EmbeddedStore, write
from ...graph.resolve import resolve
from ...queries.explain import Explained, explain
from ...queries.plain import explained_json
from ..graph.records import CENTRE, record, target


def known(number: str, issued: str) -> KnownDocument:
    return KnownDocument(number, "Nghị quyết", issued, CENTRE, "", "", "", "", "", "", "x")


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Explained]:
    """By the id of the document."""
    records = [
        record("a.txt", target("33-NQ/TW", issuer=f"{CENTRE} khóa XI", level="central-party"), number="45-CTr/TU",
               kind="CTr", issued="2020-09-15", relations=(("SELF", "implements", 0),)),
        record("b.txt", target("33-NQ/TW", level="central-party"), number="46-CTr/TU", kind="CTr",
               issued="2020-10-15", relations=(("SELF", "implements", 0),)),
        record("c.txt", target("33-NQ/TW", "2014-06-09"), number="47-CTr/TU", kind="CTr", issued="2020-11-15"),
    ]  # fmt: skip
    found = resolve(records, catalogue=[known("33-NQ/TW", "2014-06-09"), known("33-NQ/TW", "2008-09-16")])
    path: Path = tmp_path_factory.mktemp("explain") / "g.lbug"
    write(found.graph, path)
    with EmbeddedStore(path) as store:
        return {identity: explain(store, identity) for identity in found.graph.documents}


def reasons(explained: Explained) -> dict[str, str]:
    return {
        q.said_in: q.evidence.reason for g in explained.shown.incoming for link in g.links for q in link.quotes
    }  # fmt: skip


def test_each_citation_tells_why_this_document_was_taken_and_what_lost(explained: dict[str, Explained]) -> None:
    why = reasons(explained["vn/tw/nq/2014/33"])
    assert set(why) == {"45-CTr/TU", "47-CTr/TU"} and why["47-CTr/TU"] == ""
    assert why["45-CTr/TU"].startswith("33-NQ/TW of 09/06/2014: ") and "XI" in why["45-CTr/TU"]
    assert "not 33-NQ/TW of 16/09/2008: not of term XI" in why["45-CTr/TU"]


def test_what_was_not_decided_names_what_it_may_be(explained: dict[str, Explained]) -> None:
    why = reasons(explained["vn/tw/nq/undated/33"])
    assert list(why) == ["46-CTr/TU"] and "undecided" in why["46-CTr/TU"]
    assert "may be 33-NQ/TW of 16/09/2008, 33-NQ/TW of 09/06/2014" in why["46-CTr/TU"]
    assert [f.code for f in explained["vn/tw/nq/undated/33"].findings] == ["undecided"]
    assert explained["vn/tw/nq/2014/33"].findings == []


def test_the_others_of_its_number_are_named(explained: dict[str, Explained]) -> None:
    assert [d.id for d in explained["vn/tw/nq/2014/33"].others] == ["vn/tw/nq/undated/33"]
    assert explained["vn-27/tu/ctr/2020/45"].others == []
    plain = explained_json(explained["vn/tw/nq/2014/33"])
    assert plain["others"][0]["number"] == "33-NQ/TW"
    assert plain["incoming"][0]["links"][0]["quotes"][0]["reason"]
