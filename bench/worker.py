"""One engine in one pinned process: builds or opens an index, then times the batches it is sent."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from .collections import documents
from .engines import ENGINES, Engine
from .engines.base import memory
from .queries import Query


def main(name: str, verb: str, path: str, collection: str) -> None:
    """Build and tell what it took, or open and answer batches read line by line from the standard input."""
    kind = ENGINES[name]
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: kind.cores])
    for module in kind.requires:
        importlib.import_module(module)
    if verb == "build":
        _build(kind(), Path(path), collection)
    else:
        _answer(kind(), Path(path))


def _build(engine: Engine, path: Path, collection: str) -> None:
    rows = list(documents(collection))
    say(documents=len(rows), resident=memory(os.getpid()))
    began, cpu = time.perf_counter(), engine.spent()
    engine.build(path, rows)
    say(wall=time.perf_counter() - began, cpu=engine.spent() - cpu)


def _answer(engine: Engine, path: Path) -> None:
    began = time.perf_counter()
    engine.open(path)
    say(open=time.perf_counter() - began, resident=engine.resident())
    for line in sys.stdin:
        say(**timed(engine, [Query(form, tuple(words)) for form, words in json.loads(line)]))
    engine.close()


def timed(engine: Engine, queries: list[Query]) -> dict[str, Any]:
    """Return the processor time of each query in milliseconds, none when the engine lacks the form, and the
    memory the engine holds."""
    times: list[float] = []
    with contextlib.suppress(NotImplementedError):
        for query in queries:
            began = engine.clock()
            engine.search(query)
            times.append((engine.clock() - began) * 1000)
    return {"ms": times, "resident": engine.resident()}


def say(**values: Any) -> None:
    """Print one line of JSON."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
