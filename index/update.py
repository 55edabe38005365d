"""An index brought up to its sources without reading what has not changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from .build import Report
from .collection import Collection
from .errors import UpdateRefusedError
from .ledger import Entry, load_entries
from .local.durable import require_space
from .local.files import SOURCES
from .local.generations import directory_of
from .local.writer import ALONE
from .readers import Source, scan
from .reading import Progress, Reading, Silence
from .settings import WorkSettings


def update(
    sources: Sequence[Path],
    index: Path,
    *,
    encoding: str | None = None,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    wait: float = 0.0,
    checksum: bool = False,
    delete_missing: bool = True,
    max_delete: float = 0.2,
    work: WorkSettings = ALONE,
    progress: Progress | None = None,
) -> Report:
    """Bring an index up to its sources: add new files, change changed ones, delete the articles of missing
    ones.

    ``checksum`` compares contents where size and time agree; ``max_delete`` is the share of articles, 0 to
    1, that may go.

    Raises ``UpdateRefusedError`` beyond that share or without a single source, and what ``Collection.open``
    raises.
    """
    began = time.monotonic()
    reading = Reading(progress or Silence(), encoding)
    with closing(Collection.open(index, wait=wait, work=work)) as collection:
        before = load_entries(directory_of(index, collection.generation) / SOURCES)
        files = reading.sources(scan(sources, include=include, exclude=exclude))
        if not files:
            raise UpdateRefusedError(index, "the sources hold no file")
        unreachable = list(reading.errors)
        require_space(index, sum(source.size for source in files))
        gone = set(before) - {source.name for source in files} if delete_missing else set()
        kept = _unchanged(files, before, checksum=checksum)
        added, changed, deleted = _apply(collection, reading, files, before, kept, gone)
        if kept and any(entry.contested for entry in reading.entries.values()):
            # an id that a file kept until now may belong to one before it: only reading all of them tells
            collection.discard()
            reading = Reading(reading.progress, encoding, errors=unreachable)
            added, changed, deleted = _apply(collection, reading, files, before, set(), gone)
        _require_few(index, deleted, sum(len(entry.ids) for entry in before.values()), max_delete)
        generation = collection.generation
        if added or changed or deleted:
            entries = {**{name: before[name] for name in before if name not in gone}, **reading.entries}
            generation = collection.commit(
                sources=[entry.line() for entry in entries.values()], errors=reading.errors
            )
        count = collection.articles
    return Report(count, added, changed, deleted, generation, tuple(reading.errors), time.monotonic() - began)


def _unchanged(files: Sequence[Source], before: dict[str, Entry], *, checksum: bool) -> set[str]:
    """Return the names of the files that need not be read again."""
    same = {
        source.name
        for source in files
        if source.name in before and before[source.name].still_describes(source, checksum=checksum)
    }
    # where two files gave one id, which of them counts depends on both: they are read again with any change
    if any(entry.contested for entry in before.values()) and same != set(before):
        return set()
    return same


def _require_few(index: Path, deleted: int, total: int, max_delete: float) -> None:
    if deleted > max_delete * total:
        reason = f"{deleted} of {total} articles would go, more than {max_delete:.0%}"
        raise UpdateRefusedError(index, f"{reason}: the sources no longer hold them")


def _apply(
    collection: Collection,
    reading: Reading,
    files: Sequence[Source],
    before: dict[str, Entry],
    kept: set[str],
    gone: set[str],
) -> tuple[int, int, int]:
    """Delete and add; return how many articles were added, changed and deleted."""
    stale = [
        name
        for name in before
        if name in gone or (name not in kept and name in {file.name for file in files})
    ]
    old = {id for name in stale for id in before[name].ids}
    reading.owners.update({id: name for name in before if name not in stale for id in before[name].ids})
    for id in sorted(old):
        collection.delete(id)
    for source in files:
        if source.name not in kept:
            collection.add_many(reading.articles(source))
    new = {id for entry in reading.entries.values() for id in entry.ids}
    return len(new - old), len(new & old), len(old - new)
