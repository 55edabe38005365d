"""What one question may ask of the machine, and of a reader's patience."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from ..index.errors import QueryTimeoutError
from ..index.options import Settings, option


@dataclass(frozen=True)
class Limits(Settings):
    """The limits of a question; beyond one an error names it."""

    query_characters: int = option(256, "characters of a query, at most", low=1, high=4096)
    query_words: int = option(32, "words of a query, stop words aside, at most", low=1, high=512)
    query_clauses: int = option(
        64, "words, phrases, fields and parentheses of a query, at most", low=1, high=1024
    )
    query_depth: int = option(8, "nested parentheses of a query, at most", low=0, high=32)
    prefix_letters: int = option(3, "letters before a *, at least; with fewer it is a word", low=1, high=40)
    query_seconds: float = option(1.0, "seconds of the processor that a query may take", low=0.0, high=3600.0)

    def deadline(self) -> Deadline:
        """Return the end of the time that a question begun now may take."""
        return Deadline(self.query_seconds)


class Deadline:
    """A moment of the present thread's processor time: on a busy machine nobody is refused for waiting."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._seconds, self._end = seconds, time.thread_time() + seconds

    def check(self) -> None:
        """Raise ``QueryTimeoutError`` when the time is over."""
        if time.thread_time() > self._end:
            raise QueryTimeoutError(self._seconds)


NEVER = Deadline()
"""The deadline of what is no reader's question."""
