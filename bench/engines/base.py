"""What an engine is to the benchmark."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import resource
import time
from collections.abc import Iterable
from pathlib import Path

from ..collections import Document
from ..queries import Query

TOP = 10
Answer = tuple[int, list[str]]
"""The total, -1 where the engine does not tell it, and the ids of the ten best."""


class Engine:
    """One engine; a class attribute says what a process needs to know before it makes one."""

    name = ""
    omits = ""
    """What of the work it leaves out."""
    beside = ""
    """What else a reader of its figures should know."""
    requires: tuple[str, ...] = ()
    """The modules it is made of; imported before anything is timed."""
    index_of = ""
    """The engine whose index it answers from; its own when empty."""
    answers = True
    cores = 1
    warm_ups = 1
    """How often it answers the queries that are not timed; a virtual machine compiles what ran often."""

    @classmethod
    def missing(cls) -> str:
        """Say why it cannot be measured here; empty when it can."""
        for module in cls.requires:
            if importlib.util.find_spec(module.partition(".")[0]) is None:
                return f"no module named {module}"
        return ""

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents and force them to the disk."""
        raise NotImplementedError

    def open(self, path: Path) -> None:
        """Open the index for searching."""
        raise NotImplementedError

    def search(self, query: Query) -> Answer:
        """Answer a query; raises ``NotImplementedError`` for a form the engine does not have."""
        raise NotImplementedError

    def clock(self) -> float:
        """Return the seconds of processor time that answering has taken so far."""
        return time.thread_time()

    def spent(self) -> float:
        """Return the processor seconds of this process and of those it started that have ended."""
        usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    def resident(self) -> int:
        """Return the bytes of memory of its own it holds, without the files it has mapped."""
        return memory(os.getpid())

    def close(self) -> None:
        """Let go of the index."""


def memory(process: int) -> int:
    """Return the bytes of memory of a process without the files it has mapped; 0 where that is not told."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon"):
                return int(line.split()[1]) * 1024
    return 0
