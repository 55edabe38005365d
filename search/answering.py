"""One page of the answer to a question: what is found, narrowed, folded, ordered, counted, quoted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..index.local import Array
from .asking import Question
from .filters import Filters
from .hits import HitMaker
from .local import Folded, Match, count_facets, filter_masks, folded, histogram, ordered, passing
from .results import MAX_DEPTH, Hit, Rescue, Results


@dataclass(frozen=True, slots=True)
class Page:
    """Which hits are wanted, and what of them; as ``Engine.search`` says."""

    number: int
    per_page: int
    sort: str
    snippets: int
    fold: bool

    @property
    def first(self) -> int:
        """How many hits come before it."""
        return (self.number - 1) * self.per_page

    @property
    def last(self) -> int:
        """How many hits there are to its end."""
        return min(self.first + self.per_page, MAX_DEPTH)


def answered(question: Question, page: Page, filters: Filters, began: float) -> Results:
    """Return a page of the answer, which began at a time of ``perf_counter``."""
    snapshot, match = question.asker.snapshot, question.match()
    columns = snapshot.columns
    masks = filter_masks(columns, filters)
    found = match.at(passing(match.docs, masks.values())) if masks else match
    folding = folded(snapshot, found, page.sort) if page.fold else Folded(found, {})
    shown = folding.shown
    at = ordered(columns, shown.docs, shown.score, page.sort, page.last, shown.best)
    wanted = shown.at(at[page.first :])
    maker = HitMaker(snapshot, question.plan, wanted.docs, folding.under)
    rescues = question.rescues(found.docs)
    return Results(
        query=question.text,
        mode=question.mode,
        sort=page.sort,
        page=page.number,
        per_page=page.per_page,
        total=len(found.docs),
        complete=int(np.count_nonzero(found.all_complete)),
        folded=folding.count,
        hits=hits_of(maker, wanted, page.first, page.snippets),
        facets=count_facets(columns, match.docs, masks),
        histogram=histogram(columns, found.docs),
        rescues=rescues,
        suggestion=_suggestion(question, rescues, masks),
        generation=snapshot.generation,
        took_ms=round((time.perf_counter() - began) * 1000, 3),
    )


def hits_of(maker: HitMaker, wanted: Match, first: int, snippets: int) -> tuple[Hit, ...]:
    """Return the hits of a match in its order, ranked from ``first`` on, with so many snippets each."""
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
