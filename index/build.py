"""Files in, an index on the disk, and a report of what became of each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from .article import Article
from .collection import Collection
from .errors import ArticleError
from .local.durable import require_space
from .local.writer import ALONE
from .readers import scan
from .reading import Progress, Reading, Silence
from .settings import AnalysisSettings, WorkSettings


@dataclass(frozen=True, slots=True)
class Report:
    """What a build or an update did.

    ``articles`` counts those in the index; ``added``, ``changed`` and ``deleted`` what this run did to it.
    ``generation`` is the one published, ``None`` when nothing was. ``took_s`` is in seconds.
    """

    articles: int
    added: int
    changed: int
    deleted: int
    generation: int | None
    errors: tuple[ArticleError, ...]
    took_s: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": 1,
            "generation": self.generation,
            "articles": self.articles,
            "added": self.added,
            "changed": self.changed,
            "deleted": self.deleted,
            "took_s": round(self.took_s, 3),
            "errors": [error.to_dict() for error in self.errors],
        }


def build(
    sources: Sequence[Path],
    index: Path,
    *,
    settings: AnalysisSettings | None = None,
    encoding: str | None = None,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    wait: float = 0.0,
    keep: int = 1,
    limit: int | None = None,
    dry_run: bool = False,
    work: WorkSettings = ALONE,
    progress: Progress | None = None,
) -> Report:
    """Build an index from nothing, beside the one that is searched, and swap.

    A bad file or record is left out and reported. Without a single article nothing is published. ``limit``
    stops after so many articles; ``dry_run`` reads everything and writes nothing; ``keep`` older
    generations stay for a rollback; ``work`` says how many processes write, a script that asks for several
    guards its main part by ``__name__ == "__main__"``.

    Raises ``SettingsError`` for a source that is not there, and what ``Collection.create`` raises.
    """
    began = time.monotonic()
    reading = Reading(progress or Silence(), encoding)
    files = reading.sources(scan(sources, include=include, exclude=exclude))
    articles = islice((article for source in files for article in reading.articles(source)), limit)
    if dry_run:
        count, generation = sum(1 for _ in articles), None
    else:
        require_space(index, sum(source.size for source in files))
        count, generation = _publish_new(index, articles, reading, settings, wait, keep, work)
    return Report(count, count, 0, 0, generation, tuple(reading.errors), time.monotonic() - began)


def _publish_new(
    index: Path,
    articles: Iterator[Article],
    reading: Reading,
    settings: AnalysisSettings | None,
    wait: float,
    keep: int,
    work: WorkSettings,
) -> tuple[int, int | None]:
    collection = Collection.create(index, settings=settings, replace=True, wait=wait, work=work)
    try:
        count = 0
        for article in articles:
            collection.add(article)
            count += 1
        reading.progress.done()
        lines = [entry.line() for entry in reading.entries.values()]
        return count, collection.commit(keep=keep, sources=lines, errors=reading.errors) if count else None
    finally:
        collection.close()
