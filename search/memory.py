"""What was computed of a snapshot and may be asked for again, within a bound of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """Keeps values by key, the least recently used going first; shared by threads.

    ``size`` tells the bytes of a value, ``limit`` how many all may have together.
    """

    def __init__(self, limit: int, size: Callable[[V], int]) -> None:
        self._limit, self._size = limit, size
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value of the key, made now if it is not kept."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found
        made = make()
        with self._lock:
            # what alone is beyond the limit would only drive out all the others
            if key not in self._values and self._size(made) <= self._limit:
                self._values[key] = made
                self._held += self._size(made)
            while self._held > self._limit:
                self._held -= self._size(self._values.popitem(last=False)[1])
        return made
