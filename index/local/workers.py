"""Processes that share the writing of a generation."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from ..analysis import Analyzer, background
from ..settings import AnalysisSettings
from .evidence import load_attested

_PIECES = 4
"""Pieces of a vocabulary for each process: what one has done sooner the other need not do."""


class Workers:
    """``jobs`` processes, this one among them; the others are spawned: a script that uses them directly
    guards what it does by ``__name__ == "__main__"``.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._processes: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Start the processes, unless they are: they load what they need while the articles are read."""
        if self._jobs > 1 and self._processes is None:
            context = multiprocessing.get_context("spawn")
            self._processes = ProcessPoolExecutor(self._jobs - 1, mp_context=context, initializer=_begin)
            for _ in range(self._jobs - 1):
                self._processes.submit(background)

    def all_forms(
        self, words: Sequence[str], analyzer: Analyzer, attested: Path, settings: AnalysisSettings
    ) -> dict[str, list[str]]:
        """Return ``Analyzer.all_forms`` of the words; the analyzer's evidence is saved at ``attested``."""
        if self._processes is None:
            return analyzer.all_forms(words)
        step = -(-len(words) // (self._jobs * _PIECES)) or 1
        pieces = [words[start : start + step] for start in range(0, len(words), step)]
        futures = [self._processes.submit(_forms, piece, attested, settings) for piece in pieces]
        # the last pieces, which no process has begun
        own = [
            analyzer.all_forms(piece)
            for piece, future in zip(reversed(pieces), reversed(futures), strict=True)
            if future.cancel()
        ]
        found = [*(future.result() for future in futures if not future.cancelled()), *reversed(own)]
        return {channel: [key for piece in found for key in piece[channel]] for channel in found[0]}

    def close(self) -> None:
        """End the processes; what they have not begun is not done."""
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)
            self._processes = None


def _forms(words: Sequence[str], attested: Path, settings: AnalysisSettings) -> dict[str, list[str]]:
    return _analyzer(attested, settings.protect_names).all_forms(words)


@cache
def _analyzer(attested: Path, protect_names: bool) -> Analyzer:
    return Analyzer.default(load_attested(attested), protect_names=protect_names)


def _begin() -> None:
    # the process that gave the work decides what an interrupt ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
