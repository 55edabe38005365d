"""A question in, ranked and highlighted hits out."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np

from ..index import Article, SettingsError
from ..index.local import FACETS, WORD_FIELDS
from .answering import Page, answered, hits_of
from .asking import Asker, Question
from .explain import Explanation
from .filters import Filters
from .generation import Follower, Held
from .hits import HitMaker
from .limits import Limits
from .local import count_facets, first, folded, ordered
from .marks import marked_in
from .ranking import Ranking
from .related import related
from .results import MAX_DEPTH, Hit, Marked, Results, Suggestion, Summary
from .suggest import MAX_SUGGESTIONS, complete

P = ParamSpec("P")
T = TypeVar("T")

SORTS = ("relevance", "newest", "oldest")
MODES = ("words", "any", "exact")
MAX_PER_PAGE = 100


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

    def __init__(self, follower: Follower | Held, ranking: Ranking, limits: Limits) -> None:
        self._follower, self._ranking, self._limits = follower, ranking, limits
        self._asker: Asker | None = None

    @classmethod
    def open(
        cls,
        location: str | os.PathLike[str],
        *,
        ranking: Ranking | None = None,
        limits: Limits | None = None,
    ) -> Engine:
        """Open a built index.

        Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexOutdatedError`` or
        ``IndexUntrustedError``, each with the command that mends it.
        """
        return cls(Follower(Path(location)), ranking or Ranking(), limits or Limits())

    @property
    def generation(self) -> int:
        """The generation that a search now would use."""
        return self._follower.snapshot().generation

    @property
    def identity(self) -> str:
        """What tells that generation from every other, one of the same number in an index built anew too."""
        return self._follower.snapshot().identity

    @property
    def ranking(self) -> Ranking:
        """The parameters it ranks by."""
        return self._ranking

    @property
    def limits(self) -> Limits:
        """What a question may ask of it."""
        return self._limits

    @property
    def trouble(self) -> str | None:
        """Why the newest generation is not the one that answers; ``None`` when it is."""
        return self._follower.trouble

    def hold(self) -> Engine:
        """Return an engine on the present generation alone, for who asks more than once for one answer."""
        asker = self._asking()
        held = Engine(Held(asker.snapshot), self._ranking, self._limits)
        held._asker = asker
        return held

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
        fold: bool = True,
    ) -> Results:
        """Return one page of the articles that answer a question.

        ``mode`` ``words`` lifts articles with all the words, ``any`` orders by score alone, ``exact`` takes
        the question as one phrase as written. ``page`` counts from 1; ``per_page`` is at most 100, a
        page ends at the 1,000th hit. ``snippets`` is how many a hit may have. ``rescue`` also tries
        forms that were not typed, as ``Results.rescues`` says. ``fold`` puts near-duplicates of a hit under
        it, as ``Hit.duplicates`` says. An empty question has no hits.

        Raises ``QueryError`` for a question the reader can mend, among them ``QueryTimeoutError`` for one
        that takes longer than its limit, ``SettingsError`` for a value out of range.
        """
        began = time.perf_counter()
        _check("sort", sort, SORTS)
        _check("mode", mode, MODES)
        _check_page(page, per_page)
        page_asked = Page(page, per_page, sort, snippets, fold)
        return answered(self._ask(query, mode, rescue), page_asked, filters or Filters(), began)

    @_telling_damage
    def rank(
        self, query: str, *, count: int = 10, mode: str = "words", rescue: bool = True
    ) -> tuple[int, list[str]]:
        """Return how many articles answer a question and the ids of the best, without fetching them."""
        _check("mode", mode, MODES)
        question = self._ask(query, mode, rescue)
        snapshot, match = question.asker.snapshot, question.match()
        best = first(snapshot.columns, match, count)
        return match.count, [snapshot.columns.ids[docnum] for docnum in best.tolist()]

    def _ask(self, query: str, mode: str, rescue: bool) -> Question:
        return self._asking().ask(query, mode, rescue=rescue)

    def _asking(self) -> Asker:
        snapshot, asker = self._follower.snapshot(), self._asker
        if asker is None or asker.snapshot is not snapshot:
            asker = self._asker = Asker(snapshot, self._ranking, self._limits)
        return asker

    @_telling_damage
    def suggest(self, prefix: str, count: int = 8) -> tuple[Suggestion, ...]:
        """Return at most ``count`` (1 to 20) ways to go on with what is being typed: words, then titles.

        >>> [each.text for each in engine.suggest("طريق الح")]  # doctest: +SKIP
        """
        if not 1 <= count <= MAX_SUGGESTIONS:
            raise SettingsError("count", count, f"from 1 to {MAX_SUGGESTIONS}")
        typed = prefix if len(prefix) <= self._limits.query_characters else ""
        return complete(self._follower.snapshot(), typed, count)

    @_telling_damage
    def get(self, id: str) -> Article | None:
        """Return the article with the id, or ``None``."""
        snapshot = self._follower.snapshot()
        docnum = snapshot.columns.docnum(id)
        return snapshot.article(docnum) if docnum >= 0 else None

    @_telling_damage
    def similar(self, id: str, *, count: int = 5, snippets: int = 1) -> tuple[Hit, ...] | None:
        """Return at most ``count`` (1 to 100) articles about the same as one, the closest first; ``None`` for
        an unknown id.

        Their marks and ``snippets`` passages each show the words they have in common. Near-duplicates of the
        article are not among them, and of several near-duplicates only the closest.
        """
        if not 1 <= count <= MAX_PER_PAGE:
            raise SettingsError("count", count, f"from 1 to {MAX_PER_PAGE}")
        asker = self._asking()
        columns = asker.snapshot.columns
        docnum = columns.docnum(id)
        if docnum < 0:
            return None
        plan, found = related(asker, docnum)
        found = folded(asker.snapshot, found, "relevance").shown
        best = found.at(ordered(columns, found.docs, found.score, "relevance", count))
        return hits_of(HitMaker(asker.snapshot, plan, best.docs), best, 0, snippets)

    @_telling_damage
    def mark(self, query: str, article: Article, *, mode: str = "words", rescue: bool = True) -> Marked:
        """Return where an article answers a question; raises ``QueryError`` as ``search`` does."""
        _check("mode", mode, MODES)
        question = self._ask(query, mode, rescue)
        plan, snapshot = question.plan, question.asker.snapshot
        found = {field: marked_in(getattr(article, field), field, plan, snapshot) for field in WORD_FIELDS}
        return Marked(
            found["title"], found["text"], {field: found[field] for field in FACETS if found[field]}
        )

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
            dated=len(days),
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


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsError(name, value, " | ".join(allowed))


def _check_page(page: int, per_page: int) -> None:
    if not 1 <= per_page <= MAX_PER_PAGE:
        raise SettingsError("per_page", per_page, f"from 1 to {MAX_PER_PAGE}")
    deepest = -(-MAX_DEPTH // per_page)
    if not 1 <= page <= deepest:
        raise SettingsError("page", page, f"from 1 to {deepest}, where paging ends")
