"""Texts that mean to be more than text, and graphs made of them."""

from __future__ import annotations

from dataclasses import replace

from ...graph.model import Edge, Graph

#: Each sets window.ran or asks the network if it is ever taken for anything but text.
HOSTILE = (
    "<script>window.ran=1</script>",
    "</script><script>window.ran=2</script>",
    "<img src=x onerror=window.ran=3>",
    "<svg onload=window.ran=4>",
    "<svg><script>window.ran=5</script></svg>",
    "<a href='javascript:window.ran=6' autofocus onfocus=window.ran=6>x</a>",
    "\"><body onload=window.ran=7>",
    "' onmouseover='window.ran=8",
    "<iframe srcdoc='<script>parent.ran=9</script>'></iframe>",
    "<style>@import 'http://example.invalid/10';</style>",
    "<link rel=stylesheet href=http://example.invalid/11>",
    "<img src=http://example.invalid/12>",
    "{{ 7*7 }}{% include 'page.html' %}",
    "${window.ran=14}`;window.ran=14;//",
    "\\u003cscript\\u003ewindow.ran=15\\u003c/script\\u003e",
    "<!--<script>window.ran=16",
    "]]><script>window.ran=17</script>",
    "\u2028window.ran=18\u2029//",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=19>",
    "<details open ontoggle=window.ran=20>\u202e x\u0000y",
)  # fmt: skip


def hostile(whole: Graph) -> tuple[Graph, dict[str, str]]:
    """The graph with every number, title, name, quote, task and id replaced by a payload; and old id → new one."""
    graph, ids = Graph(), {}
    for k, (i, d) in enumerate(whole.documents.items()):
        p = HOSTILE[k % 20]
        ids[i] = f"{p}/{k}"
        graph.documents[ids[i]] = replace(d, id=ids[i], number=f"{p} {k}", title=p * 3, issuer=p, signer=p, file=p)
    for k, (i, b) in enumerate(whole.bodies.items()):
        ids[i] = f"body {k}"
        graph.bodies[ids[i]] = replace(b, id=ids[i], name=HOSTILE[-1 - k % 20])
    for k, (i, t) in enumerate(whole.directives.items()):
        p = HOSTILE[k % 20]
        ids[i] = f"{p}#{k}"
        graph.directives[ids[i]] = replace(t, id=ids[i], document=ids[t.document], where=p, task=p, deadline=p)
    for k, e in enumerate(whole.edges.values()):
        proofs = [replace(x, quote=HOSTILE[k % 20], asserted_by=ids[x.asserted_by]) for x in e.evidence]
        graph.connect(Edge(ids[e.source], e.type, ids[e.target], e.role, e.deadline, e.undecided, proofs))
    return graph, ids
