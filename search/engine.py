"""A question in, ranked and highlighted hits out."""

from __future__ import annotations

import datetime
import os
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from ..index import Article, SettingsError
from ..index.local import Snapshot
from .explain import Explanation
from .filters import Filters
from .generation import Follower
from .hits import Highlighter
from .local import Matching, count_facets, explain_match, filter_masks, ordered
from .plan import Plan, make_plan
from .query import parse
from .ranking import Ranking
from .results import MAX_DEPTH, Results, Span, Summary

SORTS = ("relevance", "newest", "oldest")
MODES = ("words", "any", "exact")
MAX_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Marked:
    """Where an article answers a question: spans of its own title and text."""

    title_spans: tuple[Span, ...]
    text_spans: tuple[Span, ...]


class Engine:
    """Searches an index; immutable and safe to share between threads, it follows rebuilds by itself.

    >>> engine = Engine.open("archive.kashaf")  # doctest: +SKIP
    >>> [hit.title for hit in engine.search("طريق الحرير").hits]  # doctest: +SKIP
    """

    def __init__(self, follower: Follower, ranking: Ranking) -> None:
        self._follower, self._ranking = follower, ranking

    @classmethod
    def open(cls, location: str | os.PathLike[str], *, ranking: Ranking | None = None) -> Engine:
        """Open a built index.

        Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexOutdatedError`` or
        ``IndexUntrustedError``, each with the command that mends it.
        """
        return cls(Follower(Path(location)), ranking or Ranking())

    @property
    def generation(self) -> int:
        """The generation that a search now would use."""
        return self._follower.snapshot().generation

    @property
    def trouble(self) -> str | None:
        """Why the newest generation is not the one that answers; ``None`` when it is."""
        return self._follower.trouble

    def search(
        self,
        query: str,
        *,
        page: int = 1,
        per_page: int = 10,
        sort: str = "relevance",
        mode: str = "words",
        filters: Filters | None = None,
        snippets: int = 2,
    ) -> Results:
        """Return one page of the articles that answer a question.

        ``mode`` ``words`` puts articles with all the words first, ``any`` orders by score alone, ``exact``
        takes the question as one phrase as written. ``page`` counts from 1; ``per_page`` is at most 100, a
        page ends at the 1,000th hit. ``snippets`` is how many a hit may have. An empty question has no
        hits.

        Raises ``QueryError`` for a question the reader can mend, ``SettingsError`` for a value outside its
        range.
        """
        began = time.perf_counter()
        _check("sort", sort, SORTS)
        _check("mode", mode, MODES)
        _check_page(page, per_page)
        snapshot = self._follower.snapshot()
        plan = self._plan(query, snapshot, mode)
        match = Matching(snapshot, plan, self._ranking).run(all_first=mode == "words")
        masks = filter_masks(snapshot.columns, filters or Filters())
        hits = np.logical_and.reduce([match.mask, *masks.values()])
        first = (page - 1) * per_page
        last = min(first + per_page, MAX_DEPTH)
        wanted = ordered(snapshot.columns, hits, match.score, sort, last)[first:]
        highlighter = Highlighter(snapshot, plan)
        return Results(
            query=query,
            mode=mode,
            sort=sort,
            page=page,
            per_page=per_page,
            total=int(np.count_nonzero(hits)),
            complete=int(np.count_nonzero(hits & match.complete)),
            hits=tuple(
                highlighter.hit(int(docnum), rank, match, snippets)
                for rank, docnum in enumerate(wanted, start=first + 1)
            ),
            facets=count_facets(snapshot.columns, match.mask, masks),
            generation=snapshot.generation,
            took_ms=round((time.perf_counter() - began) * 1000, 3),
        )

    def _plan(self, query: str, snapshot: Snapshot, mode: str) -> Plan:
        sequence = parse(query, snapshot.analyzer, exact=mode == "exact")
        return make_plan(sequence, snapshot.vocabulary, snapshot.analyzer, self._ranking)

    def get(self, id: str) -> Article | None:
        """Return the article with the id, or ``None``."""
        snapshot = self._follower.snapshot()
        docnum = snapshot.columns.docnum(id)
        return snapshot.article(docnum) if docnum >= 0 else None

    def mark(self, query: str, article: Article, *, mode: str = "words") -> Marked:
        """Return where an article answers a question; raises ``QueryError`` as ``search`` does."""
        _check("mode", mode, MODES)
        snapshot = self._follower.snapshot()
        highlighter = Highlighter(snapshot, self._plan(query, snapshot, mode))
        return Marked(highlighter.spans("title", article.title), highlighter.spans("text", article.text))

    def explain(self, query: str, id: str, *, mode: str = "words") -> Explanation | None:
        """Return how the score of an article for a question comes about; ``None`` for an unknown id."""
        _check("mode", mode, MODES)
        snapshot = self._follower.snapshot()
        docnum = snapshot.columns.docnum(id)
        if docnum < 0:
            return None
        plan = self._plan(query, snapshot, mode)
        return explain_match(snapshot, plan, self._ranking, docnum, all_first=mode == "words")

    def recent(self, count: int) -> tuple[Article, ...]:
        """Return the newest articles; those without a date come last."""
        snapshot = self._follower.snapshot()
        order = np.lexsort((snapshot.columns.order, -snapshot.columns.dates))
        return tuple(snapshot.article(int(docnum)) for docnum in order[:count])

    def summary(self) -> Summary:
        """Return what the collection holds."""
        snapshot = self._follower.snapshot()
        everything = np.ones(snapshot.doc_count, dtype=bool)
        days = snapshot.columns.dates[snapshot.columns.dates > 0]
        return Summary(
            articles=snapshot.doc_count,
            first=datetime.date.fromordinal(int(days.min())) if len(days) else None,
            last=datetime.date.fromordinal(int(days.max())) if len(days) else None,
            sources=count_facets(snapshot.columns, everything, {})["source"],
            built=datetime.datetime.fromisoformat(snapshot.manifest.built),
            generation=snapshot.generation,
        )

    def close(self) -> None:
        """Let go of the index; a search afterwards raises ``ValueError``."""
        self._follower.close()

    def __enter__(self) -> Engine:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsError(name, value, " | ".join(allowed))


def _check_page(page: int, per_page: int) -> None:
    if not 1 <= per_page <= MAX_PER_PAGE:
        raise SettingsError("per_page", per_page, f"from 1 to {MAX_PER_PAGE}")
    deepest = -(-MAX_DEPTH // per_page)
    if not 1 <= page <= deepest:
        raise SettingsError("page", page, f"from 1 to {deepest}, where paging ends")
