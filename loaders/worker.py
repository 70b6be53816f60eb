"""The other end of :mod:`.batch`: a process that reads one file after another and answers in JSON.

Request, one line: ``[task, path, ocr, told, offset]``, where the task is ``read``, ``extract`` or ``explain``, ``told``
is what metadata tell of the file and only ``explain`` has an offset; both may be null. Answer, one line:
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
from .source import Source, Told


def serve() -> None:
    """Answers until the asker is gone. Arguments of the command: bytes of memory, seconds of processor a file."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    _limit_memory(memory)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print must not mix with answers
    for line in sys.stdin.buffer:
        _limit_processor(seconds)
        answer = _answer(memory, *json.loads(line))
        out.write(json.dumps(answer, separators=(",", ":")).encode() + b"\n")
        out.flush()


def _answer(
    memory: int, task: str, name: str, ocr: bool, told: dict[str, Any] | None, offset: int | None
) -> dict[str, Any]:
    from .readers.files import file_bytes, printable, read_bytes

    try:
        data = file_bytes(Path(name))
        source = read_bytes(data, name, ocr=ocr)
        if task == "read":
            return {"result": asdict(source)}
        beside = Told(**told) if told is not None else None
        if task == "explain":
            return _explained(source, name, offset or 0, beside)
        from .extraction.extract import extract

        return {"result": extract(source, printable(name), hashlib.sha256(data).hexdigest(), beside).to_json()}
    except LoadError as error:
        return {"reason": error.reason, "remedy": error.remedy}
    except MemoryError:
        reason = f"needs more than {memory / 1e9:g} GB of memory: damaged or hostile?"
        return {"reason": reason, "remedy": "", "retire": True}
    except Exception as error:  # one bad file never loses the others
        words = " ".join(str(error).split())[:200]
        return {"reason": f"cannot be read: {type(error).__name__}: {words}", "remedy": "please report it"}


def _explained(source: Source, name: str, offset: int, told: Told | None) -> dict[str, Any]:
    from .extraction.explain import explain

    if offset >= len(source.text):
        raise LoadError(name, f"has {len(source.text)} characters, there is none at {offset}")
    answer = explain(source, name, offset, told)
    if isinstance(answer, str):
        raise LoadError(name, f"cites nothing at {offset}", f"nearest: {answer}" if answer else "nor anywhere else")
    return {"result": answer.to_json()}


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
