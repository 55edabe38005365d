"""One pass over the sources: which articles they give, which errors, who gave what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from .article import Article
from .errors import ArticleError
from .ledger import Entry, entry_of
from .readers import Source, read


class Progress(Protocol):
    """Told how a build goes on."""

    def start(self, files: int) -> None:
        """Begin; so many files will be read."""

    def advance(self, source: str, articles: int, errors: int) -> None:
        """One file was read and gave so many articles and errors."""

    def done(self) -> None:
        """All files were read; what follows is the writing of the index."""


class Silence:
    """Says nothing."""

    def start(self, files: int) -> None:
        """Begin."""

    def advance(self, source: str, articles: int, errors: int) -> None:
        """Go on."""

    def done(self) -> None:
        """End."""


@dataclass(slots=True)
class Reading:
    """What has been read so far; ``owners`` says which file gave an id."""

    progress: Progress
    encoding: str | None
    owners: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    errors: list[ArticleError] = field(default_factory=list)

    def articles(self, source: Source) -> Iterator[Article]:
        """Yield the articles of a file that nobody gave before; note the file and its errors."""
        ids: list[str] = []
        failures, contested = len(self.errors), False
        entry = entry_of(source)
        for found in read(source, encoding=self.encoding):
            if isinstance(found, ArticleError):
                self.errors.append(found)
            elif found.id in self.owners:
                contested = contested or self.owners[found.id] != source.name
                reason = (
                    f"the id {found.id!r} was given by {self.owners[found.id]} already; the first is kept"
                )
                self.errors.append(ArticleError(source.path, reason, kind="duplicate"))
            else:
                self.owners[found.id] = source.name
                ids.append(found.id)
                yield found
        self.entries[source.name] = replace(entry, ids=tuple(ids), contested=contested)
        self.progress.advance(source.name, len(ids), len(self.errors) - failures)

    def sources(self, found: Iterable[Source | ArticleError]) -> list[Source]:
        """Return the files to read; keep what could not be reached as errors."""
        sources: dict[str, Source] = {}
        for one in found:
            if isinstance(one, ArticleError):
                self.errors.append(one)
            elif one.name in sources:
                reason = f"another source is named {one.name} too; the first is kept"
                self.errors.append(ArticleError(one.path, reason, kind="duplicate"))
            else:
                sources[one.name] = one
        self.progress.start(len(sources))
        return list(sources.values())
