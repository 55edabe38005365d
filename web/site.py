"""What one set of pages stands on: its engine, its settings, its edition."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..index.errors import PathLike, StorageError
from ..search import Engine, Limits
from ..search.memory import Memory
from .gate import Gate
from .settings import WebSettings

log = logging.getLogger(__name__)


class Door:
    """The way to an index that may not be there yet: opens it when first asked, and again after a fault.

    An open engine may be given instead of a path; it is then never opened anew. Threads share the door.
    """

    def __init__(self, index: PathLike | Engine) -> None:
        self._index = index
        self._opened: Engine | None = None
        self._lock = threading.Lock()

    def engine(self) -> Engine:
        """Return the engine; raises the ``StorageError`` of ``Engine.open`` while the index is away."""
        if isinstance(self._index, Engine):
            return self._index
        with self._lock:
            if self._opened is None:
                self._opened = Engine.open(self._index)
            return self._opened

    @property
    def limits(self) -> Limits:
        """What a question may ask, of an index that is away too."""
        return self._index.limits if isinstance(self._index, Engine) else Limits()

    def fault(self, error: StorageError) -> None:
        """Log what the operator does next, and open the index anew at the next request.

        The engine is not closed: another thread may be answering from it.
        """
        log.error("%s", error)
        with self._lock:
            self._opened = None


@dataclass(frozen=True, slots=True)
class Site:
    """One set of pages; ``layout`` is the template they extend.

    ``kept`` are answers, compressed, for the next reader who asks the same: of an application that is nothing
    but these pages, for a host's layout may hold what is one reader's own. Other answers are made behind the
    ``gate``.
    """

    door: Door
    settings: WebSettings
    layout: str
    kept: Memory[bytes] | None = None
    gate: Gate = field(default_factory=Gate)

    def engine(self) -> Engine:
        """Return the engine of one request, which answers from one generation to its end."""
        return self.door.engine().hold()


@cache
def edition() -> str:
    """Return a short fingerprint of these pages' own files, so that a new version makes every page new."""
    here = Path(__file__).parent
    files = sorted(path for kind in ("*.py", "templates/**/*.html", "static/*") for path in here.glob(kind))
    digest = hashlib.blake2b(digest_size=6)
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
