"""Requests a second of ``kashaf serve``: ``python -m bench.load --index PATH``.

Readers on kept connections, each asking as soon as it was answered, or at a given rate; then a request's
time begins when it was due, so that a server which falls behind cannot hide it. The readers run on the same
machine as the server and take a part of it, which is told. The load a site is to bear::

    python -m bench.load --index PATH --rate 200 --seconds 60 --processes 2 --connections 32
"""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click

from .measure import ROOT, at, environment

MIX = {"page": 5, "api": 2, "article": 2, "suggest": 2, "home": 1}
"""Of twelve requests: pages of results, the same as JSON, an article with its marks, what is being typed, the
first page."""
SECONDS = 10.0
CONNECTIONS = 8
_WARM_UP_S = 1.0
_DRAWN = 2000
_ARTICLES = 300
_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, and of which kind it is."""

    kind: str
    path: str


@dataclass(slots=True)
class Load:
    """What came back; ``times`` holds the seconds of each answered request by its kind."""

    processes: int = 1
    seconds: float = 0.0
    errors: int = 0
    readers: float = 0.0
    """Processor seconds of the readers, which the servers did not have."""
    times: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in MIX})

    @property
    def all_times(self) -> list[float]:
        """The times of every kind."""
        return list(itertools.chain.from_iterable(self.times.values()))

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return len(self.all_times) / self.seconds


def draw(index: Path) -> list[Request]:
    """Return requests about the articles of an index; always the same ones for the same index."""
    from kashaf.search import Engine

    with Engine.open(index) as engine:
        articles = engine.recent(_ARTICLES)
    chance = random.Random(31)

    def make(kind: str) -> Request:
        article = chance.choice(articles)
        words = [word for word in article.text.split()[:200] if word.isalpha()] or [article.title]
        query = {"q": " ".join(chance.sample(words, min(len(words), chance.randint(1, 3))))}
        paths = {
            "page": f"?{urlencode(query)}",
            "api": f"search.json?{urlencode(query)}",
            "article": f"article?{urlencode({'id': article.id, **query})}",
            "suggest": f"suggest.json?{urlencode({'q': query['q'][:-2]})}",
            "home": "",
        }
        return Request(kind, paths[kind])

    return [make(kind) for kind in chance.choices(list(MIX), list(MIX.values()), k=_DRAWN)]


@contextlib.contextmanager
def serving(index: Path, processes: int) -> Iterator[str]:
    """Run a server of so many processes on loopback; yield its address."""
    words = [sys.executable, "-m", "kashaf.web", "serve", "--index", str(index.resolve()), "--json"]
    server = subprocess.Popen(
        [*words, "--processes", str(processes)],
        stdout=subprocess.PIPE,
        # a line for each request that waits for a thread, as many do here
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(),
    )
    with server, contextlib.ExitStack() as stack:
        stack.callback(server.terminate)
        assert server.stdout is not None
        said = json.loads(server.stdout.readline() or "{}")
        if "url" not in said:
            raise RuntimeError(f"kashaf serve ended with {server.wait()}: {said}")
        yield said["url"]


def run(
    address: str,
    requests: Sequence[Request],
    seconds: float,
    *,
    connections: int = CONNECTIONS,
    rate: float = 0.0,
) -> Load:
    """Ask the server for so many seconds, over so many connections; ``rate`` 0 is without pause."""
    load, turn, lock = Load(), itertools.count(), threading.Lock()
    cpu, began = time.process_time(), time.perf_counter()
    end = began + seconds

    def read() -> None:
        reader = Reader(address)
        while (now := time.perf_counter()) < end:
            with lock:
                number = next(turn)
            due = began + number / rate if rate else now
            if due >= end:
                break
            time.sleep(max(0.0, due - now))
            request = requests[number % len(requests)]
            answered = reader.ask(request.path)
            took = time.perf_counter() - due
            with lock:
                if answered:
                    load.times[request.kind].append(took)
                else:
                    load.errors += 1
        reader.close()

    threads = [threading.Thread(target=read) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds, load.readers = time.perf_counter() - began, time.process_time() - cpu
    return load


class Reader:
    """One kept connection to a server."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT_S)
        self._base = parts.path

    def ask(self, path: str) -> bool:
        """Return whether the whole answer came, with status 200."""
        try:
            self._connection.request("GET", self._base + path)
            response = self._connection.getresponse()
            response.read()
        except (OSError, HTTPException):
            # it opens itself anew with the next request
            self._connection.close()
            return False
        return response.status == 200

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def measured(
    index: Path,
    seconds: float = SECONDS,
    *,
    processes: int = 1,
    connections: int = CONNECTIONS,
    rate: float = 0,
) -> Load:
    """Serve an index with so many processes and return what a mix of requests found."""
    requests = draw(index)
    with serving(index, processes) as address:
        run(address, requests, min(_WARM_UP_S, seconds), connections=connections)
        load = run(address, requests, seconds, connections=connections, rate=rate)
    load.processes = processes
    return load


def table(loads: Sequence[Load]) -> str:
    """Return what was measured as a table; the ratio is of requests a second, to the first."""
    lines = [
        f"| server processes | requests/s | × | errors | readers' CPU | p50 / p95 ms | {' | '.join(MIX)} |",
        "|---" * (6 + len(MIX)) + "|",
    ]
    for load in loads:
        row = [
            str(load.processes),
            f"{load.rate:,.0f}",
            f"{load.rate / loads[0].rate:.2f}" if loads[0].rate else "–",
            str(load.errors),
            f"{load.readers / load.seconds:.0%}",
            *(_percentiles(times) for times in (load.all_times, *load.times.values())),
        ]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def report(load: Load, rate: float) -> str:
    """Return what was found at a rate as a table, a line for each kind of request and one for all."""
    lines = [
        f"{rate:g} requests/s asked for {load.seconds:.0f} s of {load.processes} server processes: "
        f"{load.rate:,.1f}/s answered, {load.errors} errors; the readers took "
        f"{load.readers / load.seconds:.0%} of a core.",
        "",
        "| request | answered | p50 ms | p95 ms | p99 ms | slowest ms |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind, times in {**load.times, "all": load.all_times}.items():
        figures = [f"{at(times, share) * 1000:.1f}" if times else "–" for share in (50, 95, 99, 100)]
        lines.append(f"| {' | '.join((kind, f'{len(times):,}', *figures))} |")
    return "\n".join(lines) + "\n"


def _percentiles(times: Sequence[float]) -> str:
    return f"{at(times, 50) * 1000:.1f} / {at(times, 95) * 1000:.1f}" if times else "–"


@click.command()
@click.option("--index", type=click.Path(path_type=Path, exists=True), required=True, help="index to serve")
@click.option("--seconds", default=SECONDS, help="how long to ask")
@click.option("--processes", multiple=True, default=(1, 2), help="server processes; may be repeated")
@click.option("--connections", default=CONNECTIONS, help="readers at a time")
@click.option("--rate", default=0.0, help="requests a second; 0 asks without pause")
def main(index: Path, seconds: float, processes: tuple[int, ...], connections: int, rate: float) -> None:
    """Measure requests a second of the server over an index, or its times at a rate."""
    loads = [
        measured(index, seconds, processes=count, connections=connections, rate=rate) for count in processes
    ]
    print("\n".join(report(load, rate) for load in loads) if rate else table(loads), end="")


if __name__ == "__main__":
    main()
