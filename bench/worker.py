"""One engine in one pinned process: builds or opens an index, then times the batches it is sent."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from .collections import documents
from .engines import ENGINES
from .queries import Query


def main(name: str, verb: str, path: str, collection: str, core: str) -> None:
    """Build and print the seconds, or open and answer batches read line by line from the standard input."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {int(core)})
    engine = ENGINES[name]()
    if verb == "build":
        rows = list(documents(collection))
        began, cpu = time.perf_counter(), time.process_time()
        engine.build(Path(path), rows)
        say(wall=time.perf_counter() - began, cpu=time.process_time() - cpu, documents=len(rows))
        return
    ENGINES[name]()  # what is imported lazily is not the engine's opening
    began = time.perf_counter()
    engine.open(Path(path))
    say(open=time.perf_counter() - began, resident=resident())
    for line in sys.stdin:
        say(**timed(engine, [Query(form, tuple(words)) for form, words in json.loads(line)]))


def timed(engine: Any, queries: list[Query]) -> dict[str, Any]:
    """Return the processor time of each query in milliseconds, and what the process holds in memory."""
    times: list[float] = []
    try:
        for query in queries:
            began = time.thread_time()
            engine.search(query)
            times.append((time.thread_time() - began) * 1000)
    except NotImplementedError:
        times = []
    return {"ms": times, "resident": resident()}


def resident() -> int:
    """Return the process' own memory in bytes, without the files it has mapped."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon"):
                return int(line.split()[1]) * 1024
    return 0


def say(**values: Any) -> None:
    """Print one line of JSON."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
