"""Processes that share the writing of a generation: articles to segments, words to their forms."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path

from ..analysis import Analyzer
from ..article import Article
from ..settings import AnalysisSettings
from .codec.segment import ColumnarSegment
from .run import Run
from .tokens import Chunks

_PIECES = 4
"""Pieces of a vocabulary for each process: what one has done sooner the other need not do."""
_MOST_CHUNKS = 1 << 22
"""Distinct runs of non-space that a process remembers before it begins anew."""


class Workers:
    """``jobs`` processes, started by the first work they get.

    They are spawned: a script that uses them directly guards what it does by ``__name__ == "__main__"``.
    """

    def __init__(self, jobs: int, directory: Path) -> None:
        self._jobs, self._directory = jobs, directory
        self._executor: ProcessPoolExecutor | None = None
        self._running: list[Future[ColumnarSegment]] = []

    @property
    def started(self) -> bool:
        """Whether there are processes."""
        return self._executor is not None

    def write(self, articles: Sequence[Article]) -> Future[ColumnarSegment]:
        """Have a segment written of the articles; waits while every process has one to write and one more."""
        if len(self._running) > self._jobs:
            self._running.pop(0).result()
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)
        future = self._executor.submit(write_run, self._directory, articles)
        self._running.append(future)
        return future

    def begin(self, task: Callable[[Path], None], path: Path) -> Future[None]:
        """Have a file written; at once where there are no processes."""
        if self._executor is not None:
            return self._executor.submit(task, path)
        done: Future[None] = Future()
        task(path)
        done.set_result(None)
        return done

    def all_forms(
        self, words: Sequence[str], analyzer: Analyzer, settings: AnalysisSettings
    ) -> dict[str, list[str]]:
        """Return ``Analyzer.all_forms`` of the words; ``settings`` are those the analyzer was made by."""
        if self._executor is None:
            return analyzer.all_forms(words)
        step = -(-len(words) // (self._jobs * _PIECES))
        pieces = [words[start : start + step] for start in range(0, len(words), step)]
        futures = [self._executor.submit(_forms, piece, analyzer.attested, settings) for piece in pieces]
        found = [future.result() for future in futures]
        return {channel: [key for piece in found for key in piece[channel]] for channel in found[0]}

    def close(self) -> None:
        """End the processes; what they have not begun is not done."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


class Batch:
    """Articles on their way to a process; fills up as a ``Run`` does."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.tokens = 0

    def __len__(self) -> int:
        """Count the articles."""
        return len(self.articles)

    def add(self, article: Article) -> None:
        """Add an article."""
        self.articles.append(article)
        self.tokens += article.title.count(" ") + article.text.count(" ") + 2


def write_run(directory: Path, articles: Sequence[Article]) -> ColumnarSegment:
    """Write one segment of the articles."""
    chunks = _chunks()
    if len(chunks) > _MOST_CHUNKS:
        _chunks.cache_clear()
        chunks = _chunks()
    run = Run(chunks)
    for article in articles:
        run.add(article)
    return run.write(directory)


@cache
def _chunks() -> Chunks:
    return Chunks(Analyzer.default())


def _forms(
    words: Sequence[str], attested: frozenset[str], settings: AnalysisSettings
) -> dict[str, list[str]]:
    return _analyzer(attested, settings).all_forms(words)


def _analyzer(attested: frozenset[str], settings: AnalysisSettings) -> Analyzer:
    return Analyzer.default(attested, protect_names=settings.protect_names)


def _begin() -> None:
    # the process that gave the work decides what an interrupt ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
