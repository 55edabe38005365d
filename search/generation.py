"""The generation an engine searches: followed when a rebuild publishes the next, or held."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from ..index import StorageError
from ..index.local import Snapshot

_LOG = logging.getLogger(__name__)
_PATIENCE = 1.0  # seconds between two looks at the pointer


class Follower:
    """Hands out the current snapshot; a thread that holds one keeps it to the end of its question."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._pointer = self._read_pointer()
        self._snapshot: Snapshot | None = Snapshot.current(index)
        self.trouble: str | None = None

    def snapshot(self) -> Snapshot:
        """Return the snapshot to search now.

        A new generation that cannot be opened is logged and named in ``trouble``; the old one goes on
        answering. Raises ``ValueError`` after ``close``.
        """
        if time.monotonic() - self._looked >= _PATIENCE and self._lock.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._lock.release()
        return _standing(self._snapshot)

    def close(self) -> None:
        """Let go of the snapshot; its memory goes with the last answer that uses it."""
        with self._lock:
            self._snapshot = None

    def _follow(self) -> None:
        self._looked = time.monotonic()
        if self._snapshot is None:
            return
        pointer = self._read_pointer()
        if pointer == self._pointer and self.trouble is None:
            return
        try:
            self._snapshot = Snapshot.current(self._index)
            self._pointer, self.trouble = pointer, None
        except StorageError as error:
            if str(error) != self.trouble:
                _LOG.error("generation %d goes on answering: %s", self._snapshot.generation, error)
            self.trouble = str(error)

    def _read_pointer(self) -> bytes:
        try:
            return (self._index / "CURRENT").read_bytes()
        except OSError:
            return b""


class Held:
    """Hands out one snapshot, whatever is published meanwhile."""

    trouble: str | None = None

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot: Snapshot | None = snapshot

    def snapshot(self) -> Snapshot:
        """Return the snapshot; raises ``ValueError`` after ``close``."""
        return _standing(self._snapshot)

    def close(self) -> None:
        """Let go of the snapshot."""
        self._snapshot = None


def _standing(snapshot: Snapshot | None) -> Snapshot:
    if snapshot is None:
        raise ValueError("the engine is closed; open another")
    return snapshot
