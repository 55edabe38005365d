"""One writer at a time: a lock of the operating system, which dies with its process."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from ..errors import IndexLockedError
from .durable import PRIVATE_FILE

_PAUSE = 0.05  # seconds between two tries

if sys.platform != "win32":
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
else:
    import msvcrt

    _FAR = 1 << 30  # beyond the owner's line, which stays readable

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True


class WriterLock:
    """Held from ``acquire`` to ``release``; the file stays, only the lock comes and goes."""

    def __init__(self, index: Path) -> None:
        self._index, self._path = index, index / "lock"
        self._descriptor: int | None = None

    def acquire(self, *, wait: float, verb: str) -> None:
        """Take the lock, trying for ``wait`` seconds; raise ``IndexLockedError`` naming who holds it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            self._await(descriptor, wait)
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(_self_description(verb)).encode())
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _await(self, descriptor: int, wait: float) -> None:
        start = time.monotonic()
        while not _try_lock(descriptor):
            if time.monotonic() - start >= wait:
                raise IndexLockedError(self._index, wait, self._owner())
            time.sleep(_PAUSE)

    def _owner(self) -> str:
        try:
            owner = json.loads(self._path.read_text())
            return f"process {owner['pid']} on {owner['host']} ({owner['verb']}, since {owner['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    @property
    def held(self) -> bool:
        """Whether the lock is held now."""
        return self._descriptor is not None

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _self_description(verb: str) -> dict[str, object]:
    since = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "verb": verb, "since": since}
