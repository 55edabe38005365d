"""How many answers are made at a time, and how long the others wait."""

from __future__ import annotations

import threading
from types import TracebackType

from ..index.errors import KashafError

WAITING = 128
"""How many wait for their turn at most."""


class OverloadedError(KashafError):
    """More is asked than can be answered; HTTP 503."""

    exit_code = 7
    code = "overloaded"

    def __init__(self, patience: float) -> None:
        self.patience = patience
        super().__init__(f"no turn came within {patience:g} s; serve with more --threads or --processes")


class Gate:
    """Lets so many in at a time, by ``with``; 0 lets in all.

    Refused, by ``OverloadedError``, is who waits longer than ``patience`` seconds, and who comes while
    ``WAITING`` wait.
    """

    def __init__(self, most: int = 0, *, patience: float = 1.0) -> None:
        self._turns = threading.BoundedSemaphore(most) if most else None
        self._places = threading.BoundedSemaphore(WAITING)
        self._patience = patience

    def __enter__(self) -> None:
        """Wait for a turn."""
        if self._turns is None or self._turns.acquire(blocking=False):
            return
        if not self._places.acquire(blocking=False):
            raise OverloadedError(self._patience)
        try:
            came = self._turns.acquire(timeout=self._patience)
        finally:
            self._places.release()
        if not came:
            raise OverloadedError(self._patience)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the turn to the next."""
        if self._turns is not None:
            self._turns.release()
