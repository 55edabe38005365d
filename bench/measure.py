"""Builds every index, then lets the engines answer the same batches in turn, round after round."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from .engines import ENGINES
from .engines.base import memory
from .queries import KINDS, Query

ROUNDS = 5
WARM_UP = 50
ROOT = Path(__file__).resolve().parent.parent
_LOOK_S = 0.02


@dataclass(slots=True)
class Figures:
    """What was measured of one engine on one collection; seconds, bytes, milliseconds of processor time."""

    name: str
    documents: int = 0
    build_cpu: float = 0.0
    build_wall: float = 0.0
    build_peak: int = 0
    """The most memory held while building, of all its processes, above that of the articles given."""
    size: int = 0
    open: float = 0.0
    resident_open: int = 0
    resident_end: int = 0
    times: dict[str, list[list[float]]] = field(default_factory=dict)
    """By kind of query, the times of each round."""

    def percentile(self, kind: str, share: int) -> float | None:
        """Return a percentile of the times of a kind, the median over the rounds."""
        rounds = [times for times in self.times.get(kind, []) if times]
        return statistics.median(at(times, share) for times in rounds) if rounds else None


def at(times: Sequence[float], share: int) -> float:
    """Return the value below which ``share`` of a hundred lie."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


class Worker:
    """A process that answers batches for one engine."""

    def __init__(self, name: str, path: Path, collection: str) -> None:
        self._process = _start(name, "answer", path, collection)
        self.opened = _read(self._process)

    def time(self, queries: Sequence[Query]) -> dict[str, Any]:
        """Return the times of a batch."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([(query.form, query.words) for query in queries]) + "\n")
        self._process.stdin.flush()
        return _read(self._process)

    def __enter__(self) -> Worker:
        """Return the worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.communicate()


def build(name: str, path: Path, collection: str) -> Figures:
    """Build an index from nothing and return what that took."""
    shutil.rmtree(path, ignore_errors=True)
    process = _start(name, "build", path, collection)
    before = _read(process)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(memory(each) for each in _family(process.pid)))
        time.sleep(_LOOK_S)
    after = _read(process)
    process.communicate()
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    above = max(0, peak - before["resident"])
    return Figures(name, before["documents"], after["cpu"], after["wall"], above, size)


def answer(
    figures: dict[str, Figures], paths: dict[str, Path], collection: str, batches: dict[str, list[Query]]
) -> None:
    """Time every kind of query on every engine that answers, the engines in turn within each round."""
    with contextlib.ExitStack() as stack:
        workers = {
            name: stack.enter_context(Worker(name, paths[name], collection))
            for name in figures
            if ENGINES[name].answers
        }
        for name, worker in workers.items():
            figures[name].open = worker.opened["open"]
            figures[name].resident_open = worker.opened["resident"]
            for _ in range(ENGINES[name].warm_ups):
                for kind in KINDS:
                    worker.time(batches[kind][-WARM_UP:])
        order = deque(workers)
        for number in range(ROUNDS):
            for kind in KINDS:
                # no query is asked twice: an engine that remembers answers gains nothing
                batch = batches[kind][number:-WARM_UP:ROUNDS]
                for name in order:
                    timed = workers[name].time(batch)
                    figures[name].times.setdefault(kind, []).append(timed["ms"])
                    figures[name].resident_end = timed["resident"]
                # who answers first finds the caches of the processor cold: each does so as often
                order.rotate()


def environment() -> dict[str, str]:
    """Return the variables of a measured process: one thread, no settings but the benchmark's."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KASHAF_") or name.startswith(("KASHAF_BENCH_", "KASHAF_EVAL_"))
    }
    return {**kept, **threads}


def _start(name: str, verb: str, path: Path, collection: str) -> subprocess.Popen[str]:
    words = ["-W", "ignore", "-m", "bench.worker", name, verb, str(path.resolve()), collection]
    return subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
    )


def _read(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"the worker ended with {process.wait()}")
    answer: dict[str, Any] = json.loads(line)
    return answer


def _family(process: int) -> Iterator[int]:
    """Yield a process and all it started, as the kernel tells."""
    yield process
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _family(int(child))
