"""The other end of :mod:`.batch`: a process that reads one file after another and answers in JSON.

Request, one line: ``["extract", path, ocr, told]`` or ``["read", path, ocr, null]``. Answer, one line:
``{"result": …}`` or ``{"reason": …, "remedy": …}``, with ``"retire": true`` when the process should not be asked again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..errors import LoadError


def serve() -> None:
    """Answers until the asker is gone. Arguments of the command: bytes of memory, seconds of processor a file."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    _limit_memory(memory)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print must not mix with answers
    for line in sys.stdin.buffer:
        _limit_processor(seconds)
        task, path, ocr, told = json.loads(line)
        out.write(json.dumps(_answer(task, Path(path), memory, ocr, told), separators=(",", ":")).encode() + b"\n")
        out.flush()


def _answer(task: str, path: Path, memory: int, ocr: bool, told: dict[str, Any] | None) -> dict[str, Any]:
    from .readers.files import file_bytes, read_bytes

    try:
        data = file_bytes(path)
        source = read_bytes(data, str(path), ocr=ocr)
        if task == "read":
            return {"result": asdict(source)}
        from .extraction.extract import extract
        from .source import Told

        beside = Told(**told) if told is not None else None
        return {"result": extract(source, str(path), hashlib.sha256(data).hexdigest(), beside).to_json()}
    except LoadError as error:
        return {"reason": error.reason, "remedy": error.remedy}
    except MemoryError:
        reason = f"needs more than {memory / 1e9:g} GB of memory: damaged or hostile?"
        return {"reason": reason, "remedy": "", "retire": True}
    except Exception as error:  # one bad file never loses the others
        words = " ".join(str(error).split())[:200]
        return {"reason": f"cannot be read: {type(error).__name__}: {words}", "remedy": "please report it"}


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: int) -> None:
    """The asker's clock ends a worker that hangs; this ends it also when the asker is gone."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))
