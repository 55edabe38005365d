"""A question in, ranked and highlighted hits out."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np

from ..index import Article, SettingsError
from ..index.local import Array
from .asking import Asker, Question
from .explain import Explanation
from .filters import Filters
from .generation import Follower
from .hits import HitMaker
from .local import Match, count_facets, filter_masks, histogram, ordered, passing
from .marks import find_marks, positions_in, targets
from .ranking import Ranking
from .related import related
from .results import MAX_DEPTH, Hit, Rescue, Results, Span, Suggestion, Summary
from .suggest import MAX_SUGGESTIONS, complete
from .words import TextWords

P = ParamSpec("P")
T = TypeVar("T")

SORTS = ("relevance", "newest", "oldest")
MODES = ("words", "any", "exact")
MAX_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Marked:
    """Where an article answers a question: spans of its own title and text."""

    title_spans: tuple[Span, ...]
    text_spans: tuple[Span, ...]


def _telling_damage(method: Callable[Concatenate[Engine, P], T]) -> Callable[Concatenate[Engine, P], T]:
    """Let a method that fails on altered arrays say so: what it raised is no fault of the question."""

    @wraps(method)
    def telling(engine: Engine, /, *args: P.args, **options: P.kwargs) -> T:
        try:
            return method(engine, *args, **options)
        except (IndexError, MemoryError, OverflowError, ValueError):
            engine.verify()
            raise

    return telling


class Engine:
    """Searches an index; immutable and safe to share between threads, it follows rebuilds by itself.

    >>> engine = Engine.open("archive.kashaf")  # doctest: +SKIP
    >>> [hit.title for hit in engine.search("طريق الحرير").hits]  # doctest: +SKIP
    """

    def __init__(self, follower: Follower, ranking: Ranking) -> None:
        self._follower, self._ranking = follower, ranking
        self._asker: Asker | None = None

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
    def ranking(self) -> Ranking:
        """The parameters it ranks by."""
        return self._ranking

    @property
    def trouble(self) -> str | None:
        """Why the newest generation is not the one that answers; ``None`` when it is."""
        return self._follower.trouble

    def verify(self) -> None:
        """Read every byte of the generation searched; raise ``IndexCorruptError`` for one that differs."""
        self._follower.snapshot().verify()

    @_telling_damage
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
        rescue: bool = True,
    ) -> Results:
        """Return one page of the articles that answer a question.

        ``mode`` ``words`` lifts articles with all the words, ``any`` orders by score alone, ``exact`` takes
        the question as one phrase as written. ``page`` counts from 1; ``per_page`` is at most 100, a
        page ends at the 1,000th hit. ``snippets`` is how many a hit may have. ``rescue`` also tries
        forms that were not typed, as ``Results.rescues`` says. An empty question has no hits.

        Raises ``QueryError`` for a question the reader can mend, ``SettingsError`` for a value out of range.
        """
        began = time.perf_counter()
        _check("sort", sort, SORTS)
        _check("mode", mode, MODES)
        _check_page(page, per_page)
        question = self._ask(query, mode, rescue)
        snapshot, match = question.asker.snapshot, question.match()
        masks = filter_masks(snapshot.columns, filters or Filters())
        found = match.at(passing(match.docs, masks.values())) if masks else match
        first = (page - 1) * per_page
        last = min(first + per_page, MAX_DEPTH)
        at = ordered(snapshot.columns, found.docs, found.score, sort, last, found.best)
        wanted = found.at(at[first:])
        rescues = question.rescues(found.docs)
        return Results(
            query=query,
            mode=mode,
            sort=sort,
            page=page,
            per_page=per_page,
            total=len(found.docs),
            complete=int(np.count_nonzero(found.all_complete)),
            hits=_hits(HitMaker(snapshot, question.plan, wanted.docs), wanted, first, snippets),
            facets=count_facets(snapshot.columns, match.docs, masks),
            histogram=histogram(snapshot.columns, found.docs),
            rescues=rescues,
            suggestion=_suggestion(question, rescues, masks),
            generation=snapshot.generation,
            took_ms=round((time.perf_counter() - began) * 1000, 3),
        )

    @_telling_damage
    def rank(
        self, query: str, *, count: int = 10, mode: str = "words", rescue: bool = True
    ) -> tuple[int, list[str]]:
        """Return how many articles answer a question and the ids of the best, without fetching them."""
        _check("mode", mode, MODES)
        question = self._ask(query, mode, rescue)
        snapshot, match = question.asker.snapshot, question.match()
        at = ordered(snapshot.columns, match.docs, match.score, "relevance", count, match.best)
        return len(match.docs), [snapshot.columns.ids[docnum] for docnum in match.docs[at].tolist()]

    def _ask(self, query: str, mode: str, rescue: bool) -> Question:
        return self._asking().ask(query, mode, rescue=rescue)

    def _asking(self) -> Asker:
        snapshot, asker = self._follower.snapshot(), self._asker
        if asker is None or asker.snapshot is not snapshot:
            asker = self._asker = Asker(snapshot, self._ranking)
        return asker

    @_telling_damage
    def suggest(self, prefix: str, count: int = 8) -> tuple[Suggestion, ...]:
        """Return at most ``count`` (1 to 20) ways to go on with what is being typed: words, then titles.

        >>> [each.text for each in engine.suggest("طريق الح")]  # doctest: +SKIP
        """
        if not 1 <= count <= MAX_SUGGESTIONS:
            raise SettingsError("count", count, f"from 1 to {MAX_SUGGESTIONS}")
        return complete(self._follower.snapshot(), prefix, count)

    @_telling_damage
    def get(self, id: str) -> Article | None:
        """Return the article with the id, or ``None``."""
        snapshot = self._follower.snapshot()
        docnum = snapshot.columns.docnum(id)
        return snapshot.article(docnum) if docnum >= 0 else None

    @_telling_damage
    def similar(self, id: str, *, count: int = 5) -> tuple[Hit, ...] | None:
        """Return at most ``count`` (1 to 100) articles about the same as one, the closest first; ``None`` for
        an unknown id.

        Their marks and passages show the words they have in common.
        """
        if not 1 <= count <= MAX_PER_PAGE:
            raise SettingsError("count", count, f"from 1 to {MAX_PER_PAGE}")
        asker = self._asking()
        columns = asker.snapshot.columns
        docnum = columns.docnum(id)
        if docnum < 0:
            return None
        plan, found = related(asker, docnum)
        best = found.at(ordered(columns, found.docs, found.score, "relevance", count))
        return _hits(HitMaker(asker.snapshot, plan, best.docs), best, 0, 1)

    @_telling_damage
    def mark(self, query: str, article: Article, *, mode: str = "words", rescue: bool = True) -> Marked:
        """Return where an article answers a question; raises ``QueryError`` as ``search`` does."""
        _check("mode", mode, MODES)
        question = self._ask(query, mode, rescue)
        plan, snapshot = question.plan, question.asker.snapshot
        title, text = (
            find_marks(
                positions_in(content, plan, snapshot.vocabulary, snapshot.analyzer), targets(plan, field)
            ).spans(TextWords(content, snapshot.analyzer))
            for field, content in (("title", article.title), ("text", article.text))
        )
        return Marked(title, text)

    @_telling_damage
    def explain(self, query: str, id: str, *, mode: str = "words", rescue: bool = True) -> Explanation | None:
        """Return how the score of an article for a question comes about; ``None`` for an unknown id."""
        _check("mode", mode, MODES)
        question = self._ask(query, mode, rescue)
        docnum = question.asker.snapshot.columns.docnum(id)
        return question.explain(docnum) if docnum >= 0 else None

    @_telling_damage
    def recent(self, count: int) -> tuple[Article, ...]:
        """Return the newest articles; those without a date come last."""
        snapshot = self._follower.snapshot()
        docs = np.flatnonzero(snapshot.columns.alive)
        newest = ordered(snapshot.columns, docs, np.zeros(len(docs)), "newest", count)
        return tuple(snapshot.article(docnum) for docnum in docs[newest].tolist())

    @_telling_damage
    def summary(self) -> Summary:
        """Return what the collection holds."""
        snapshot = self._follower.snapshot()
        everything = np.flatnonzero(snapshot.columns.alive)
        days = snapshot.columns.dates[everything]
        days = days[days > 0]
        counted = count_facets(snapshot.columns, everything, {})
        return Summary(
            articles=snapshot.doc_count,
            first=datetime.date.fromordinal(int(days.min())) if len(days) else None,
            last=datetime.date.fromordinal(int(days.max())) if len(days) else None,
            sources=counted["source"],
            sections=counted["section"],
            built=datetime.datetime.fromisoformat(snapshot.manifest.built),
            generation=snapshot.generation,
        )

    def close(self) -> None:
        """Let go of the index; a search afterwards raises ``ValueError``."""
        self._follower.close()
        self._asker = None

    def __enter__(self) -> Engine:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()


def _hits(maker: HitMaker, wanted: Match, first: int, snippets: int) -> tuple[Hit, ...]:
    return tuple(
        maker.hit(docnum, rank, score, complete=complete, count=snippets)
        for rank, (docnum, score, complete) in enumerate(wanted.rows(), start=first + 1)
    )


def _suggestion(question: Question, rescues: tuple[Rescue, ...], masks: Mapping[str, Array]) -> str | None:
    """Return the question without misspellings when that has hits."""
    corrected = question.corrected(rescues)
    if corrected is None or not len(passing(corrected.match().docs, masks.values())):
        return None
    return corrected.text


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsError(name, value, " | ".join(allowed))


def _check_page(page: int, per_page: int) -> None:
    if not 1 <= per_page <= MAX_PER_PAGE:
        raise SettingsError("per_page", per_page, f"from 1 to {MAX_PER_PAGE}")
    deepest = -(-MAX_DEPTH // per_page)
    if not 1 <= page <= deepest:
        raise SettingsError("page", page, f"from 1 to {deepest}, where paging ends")
