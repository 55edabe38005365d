"""Builds every index, then lets the engines answer the same batches in turn, round after round."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from .queries import KINDS, Query

ROUNDS = 5
WARM_UP = 50
CORE = "0"


@dataclass(slots=True)
class Figures:
    """What was measured of one engine on one collection; seconds, bytes, milliseconds of processor time."""

    name: str
    documents: int = 0
    build_cpu: float = 0.0
    build_wall: float = 0.0
    size: int = 0
    open: float = 0.0
    resident_open: int = 0
    resident_end: int = 0
    times: dict[str, list[list[float]]] = field(default_factory=dict)
    """By kind of query, the times of each round."""

    def percentile(self, kind: str, share: int) -> float | None:
        """Return a percentile of the times of a kind, the median over the rounds."""
        rounds = [times for times in self.times.get(kind, []) if times]
        if not rounds:
            return None
        return statistics.median(
            sorted(times)[min(len(times) - 1, len(times) * share // 100)] for times in rounds
        )


class Worker:
    """A process that answers batches for one engine."""

    def __init__(self, name: str, path: Path, collection: str) -> None:
        self._process = subprocess.Popen(
            _command(name, "answer", path, collection),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_environment(),
        )
        self.opened = self._read()

    def time(self, queries: Sequence[Query]) -> dict[str, Any]:
        """Return the times of a batch."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([(query.form, query.words) for query in queries]) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Worker:
        """Return the worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def build(name: str, path: Path, collection: str) -> Figures:
    """Build an index from nothing and return what that took."""
    shutil.rmtree(path, ignore_errors=True)
    done = subprocess.run(
        _command(name, "build", path, collection), stdout=subprocess.PIPE, check=True, env=_environment()
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return Figures(name, answer["documents"], answer["cpu"], answer["wall"], size)


def answer(
    figures: dict[str, Figures], paths: dict[str, Path], collection: str, batches: dict[str, list[Query]]
) -> None:
    """Time every kind of query on every engine, the engines in turn within each round."""
    workers = {name: Worker(name, paths[name], collection) for name in figures}
    try:
        for name, worker in workers.items():
            figures[name].open = worker.opened["open"]
            figures[name].resident_open = worker.opened["resident"]
            for kind in KINDS:
                worker.time(batches[kind][-WARM_UP:])
        for number in range(ROUNDS):
            for kind in KINDS:
                # no query is asked twice: an engine that remembers answers gains nothing
                batch = batches[kind][number:-WARM_UP:ROUNDS]
                for name, worker in workers.items():
                    timed = worker.time(batch)
                    figures[name].times.setdefault(kind, []).append(timed["ms"])
                    figures[name].resident_end = timed["resident"]
    finally:
        for worker in workers.values():
            worker.__exit__(None, None, None)


def _command(name: str, verb: str, path: Path, collection: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "bench.worker", name, verb, str(path), collection, CORE]


def _environment() -> dict[str, str]:
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    return {**os.environ, **threads}
