"""A second process that shares the writing of a generation: it takes in articles beside this one, and stems
the words while this one groups them otherwise."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Does tasks in the order given: in a process of its own once that is started, else at once.

    The process is spawned: a script that uses one directly guards what it does by
    ``__name__ == "__main__"``. Where it is not ``allowed``, none is started.
    """

    def __init__(self, *, allowed: bool = False) -> None:
        self._allowed = allowed
        self._process: ProcessPoolExecutor | None = None

    @property
    def started(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def start(self) -> None:
        """Start the process, unless there is one or may be none."""
        if self._allowed and self._process is None:
            context = multiprocessing.get_context("spawn")
            self._process = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
            # the process begins with its first task, and takes half a second to
            self._process.submit(_is_there)

    def submit(self, task: Callable[..., T], *given: Any) -> Future[T]:
        """Have a task done."""
        if self._process is not None:
            return self._process.submit(task, *given)
        done: Future[T] = Future()
        done.set_result(task(*given))
        return done

    def close(self) -> None:
        """End the process; what it has not begun is not done."""
        if self._process is not None:
            self._process.shutdown(cancel_futures=True)
            self._process = None


def _is_there() -> None:
    """Do nothing."""


def _begin() -> None:
    # the process that gave the work decides what an interrupt ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
