"""Which file gave which articles: what an update compares the sources with."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from .local.manifest import digest
from .readers import Source

_RECENT_NS = 2_000_000_000
"""A file changed so shortly before it was read may have changed again within the clock's grain."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was read: its name, size in bytes, times in nanoseconds since 1970, SHA-256, articles'
    ids.

    ``contested`` says that another file had given one of its ids before.
    """

    name: str
    size: int
    mtime_ns: int
    read_ns: int
    sha256: str
    ids: tuple[str, ...]
    contested: bool = False

    def line(self) -> str:
        """Return the entry as a line of ``sources.jsonl``."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"

    def still_describes(self, source: Source, *, checksum: bool) -> bool:
        """Say whether the file is the one that was read; ``checksum`` reads it even when size and time
        agree."""
        unchanged = (self.size, self.mtime_ns) == (source.size, source.mtime_ns)
        if unchanged and not checksum and self.mtime_ns < self.read_ns - _RECENT_NS:
            return True
        return bool(self.sha256) and self.size == source.size and _digest(source.path) == self.sha256


def entry_of(source: Source) -> Entry:
    """Return the entry, without ids, of a file about to be read; the standard input has no digest and is
    always new."""
    # before the reading: a file that changes meanwhile then differs from its entry, and is read again
    return Entry(source.name, source.size, source.mtime_ns, time.time_ns(), _digest(source.path), ())


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing for what cannot be read, which its reader reports."""
    try:
        return digest(path) if path.is_file() else ""
    except OSError:
        return ""


def load_entries(path: Path) -> dict[str, Entry]:
    """Return the entries of a ``sources.jsonl`` by name; none where the index was not built from files."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["name"]: Entry(**{**row, "ids": tuple(row["ids"])}) for row in rows}
