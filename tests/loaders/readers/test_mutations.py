"""Damaged files of every kind give text or a LoadError: never a crash, a hang or another error.

Each kind runs in a process of its own within limits of memory, because PDFium ends the program that it runs in
when memory ends. ``POLICYGRAPH_MUTATIONS=2000`` tries that many files a kind.
"""

from __future__ import annotations

import os
import quopri
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from io import BytesIO

import pytest

from ...conftest import SHARED
from .making import docx, p, pdf, r, table
from .test_mht import mht
from .test_odt import odt

COUNT = int(os.environ.get("POLICYGRAPH_MUTATIONS", "40"))
SLOWEST = 20.0  # seconds a file
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1 .VnTime;}}\pard Ngh\u7883?\'20{\b quy\u7871?t}"
    rb"{\super\chftn}{\footnote\pard M\u7897?t\par}\par\trowd\clbrdrt\brdrs\cellx1\cellx2\pard\intbl a\cell b\cell\row"
    rb"\pard{\field{\*\fldinst PAGE}{\fldrslt 1}}{\listtext 1.\tab}\f1 ph\'ad\'acng\par}"
)
HTML = (
    "<html><body><div id=header>x</div><div><p>Nghị quyết<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a></p>"
    "<table border=1><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td></tr></table><ol type=i start=3>"
    "<li>d</ol><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú thích</p></div></div></body></html>"
)


def samples(kind: str) -> list[bytes]:
    """Whole files of a kind: our own, and a few of the shared ones where they are."""
    own = {
        "docx": [docx(p(r("Nghị quyết") + NOTE.format(1)) + table([[p("a"), p("b")]] * 2),
                      footnotes=f'<w:footnote w:id="1">{p("Chú thích")}</w:footnote>', styles="", numbering="")],
        "odt": [odt("<text:p>Nghị<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note></text:p>"
                    "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>")],
        "pdf": [pdf([(72, 72, 12, "Nghi quyet so 05-"), (72, 90, 12, "NQ/TU"), (200, 86, 7, "1")], [(9, 9, 9, "b")])],
        "rtf": [RTF], "html": [HTML.encode()], "doc": [],
        "mht": [mht(("text/html", "quoted-printable", quopri.encodestring(HTML.encode())))],
        "txt": ["Nghị quyết số 05-NQ/TU về việc ấy\n".encode(e) for e in ("utf-8", "utf-16", "utf-16-le", "utf-32")],
    }[kind]  # fmt: skip
    more = {"docx": "docx/pitfalls.docx", "doc": "doc/pitfalls.doc", "pdf": "pdf/pitfalls.pdf", "rtf": "doc/nq_tu.rtf",
            "html": "html/tvpl_utf8.html", "txt": "txt/tcvn3_bytes.txt"}.get(kind)  # fmt: skip
    path = SHARED / "samples" / more if more else None
    return own + ([path.read_bytes()] if path and path.exists() else [])


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few things done to them: bits, cuts, copies, numbers at their edge, other words."""
    bad = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(max(1, len(bad)))
        what = chance.randrange(6)
        if what == 0 and bad:
            bad[at % len(bad)] ^= 1 << chance.randrange(8)
        elif what == 1:
            bad[at : at + chance.choice((1, 4, 40, 400))] = b""
        elif what == 2:
            bad[at:at] = bad[at : at + chance.choice((1, 10, 300))] * chance.choice((1, 2, 50))
        elif what == 3:
            bad[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"99999999", b"-1"))
        elif what == 4:
            bad[at : at + 2] = chance.choice(
                (b"<", b">", b"{", b"}", b"\\u", b'"', b"&#", b"<!", b"]]", b"\xed\xa0\x80")
            )
        elif chance.random() < 0.2:
            del bad[at:]
    return bytes(bad)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package with one part mutated: damage that the zip's checksums do not catch."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(parts)
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name), chance) if name == chosen else old.read(name))
    return out.getvalue()


def attack(kind: str, first: int) -> None:
    """Runs in a process of its own: reads mutated files from seed ``first`` on and prints how each ended."""
    from ....errors import LoadError
    from ....loaders.readers.files import read_bytes

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, resource.getrlimit(resource.RLIMIT_AS)[1]))
    whole = samples(kind)
    for seed in range(first, COUNT):
        chance = random.Random(f"{kind} {seed}")
        data = chance.choice(whole)
        data = repacked(data, chance) if kind in ("docx", "odt") and seed % 4 else mutated(data, chance)
        print("\nseed", seed, end=" ", flush=True)
        begin = time.perf_counter()
        try:
            source = read_bytes(data, "a")
        except LoadError as error:
            assert "\n" not in str(error), error
            print("refused", end="")
        except MemoryError:
            print("memory", end="")
        else:
            source.text.encode()
            assert all(0 <= page <= len(source.text) for page in source.pages)
            print("text", end="")
        assert time.perf_counter() - begin < SLOWEST, "slow"


@pytest.mark.parametrize("kind", ["docx", "doc", "odt", "pdf", "rtf", "html", "mht", "txt"])
def test_mutated_files(kind: str) -> None:
    if not samples(kind):
        pytest.skip("no file of this kind can be made here")
    start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import attack; attack({kind!r}, int(sys.argv[1]))"
    ends: Counter[str] = Counter()
    first = 0
    while first < COUNT:
        done = subprocess.run(
            [sys.executable, "-c", start, str(first)], capture_output=True, text=True, timeout=60 + COUNT, check=False
        )
        lines = [line.split() for line in done.stdout.split("\n") if line]
        ends.update(line[2] for line in lines if len(line) > 2)
        first = int(lines[-1][1]) + 1 if lines else COUNT
        if done.returncode == -signal.SIGABRT and kind == "pdf":
            ends["PDFium aborted"] += 1  # out of memory: in a build it costs that one file
            continue
        assert done.returncode == 0, f"seed {first - 1}: {done.stderr[-2000:]}"
    print(kind, dict(ends))
    assert ends.total() == COUNT and ends["text"] > 0
