"""The first hits in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...index.local import Array, Columns

if TYPE_CHECKING:
    from .match import Match

_ROWS = 8
"""Scores are laid in so many rows, as long as they are many: the highest of each column tell, in one fast
pass, what the best reach at least."""


def ordered(
    columns: Columns, docs: Array, score: Array, sort: str, limit: int, best: Array | None = None
) -> Array:
    """Return where the first ``limit`` hits stand among ``docs``, each with its ``score``.

    ``sort`` is ``relevance``, ``newest`` or ``oldest``; equal dates go by score, equal scores by id. Articles
    without a date come last in either order of dates. ``best`` are the first documents by relevance,
    ascending, for as many of them as it has.
    """
    if sort == "relevance":
        known = best is not None and limit <= len(best)
        at = docs.searchsorted(best) if best is not None and known else reaching(score, limit)
        return at[np.lexsort([columns.order[docs[at]], -score[at]])][:limit]
    days = columns.dates[docs].astype(np.int64)
    # 0 stands for no date
    keys = -days if sort == "newest" else np.where(days > 0, days, np.iinfo(np.int64).max)
    return np.lexsort([columns.order[docs], -score, keys])[:limit]


def first(columns: Columns, match: Match, limit: int) -> Array:
    """Return the first ``limit`` documents of what is found by relevance, the best one first."""
    known = match.best is not None and limit <= len(match.best)
    docs = match.best if match.best is not None and known else match.reaching(limit)
    return docs[np.lexsort([columns.order[docs], -match.scores_of(docs)])][:limit]


def reaching(score: Array, limit: int) -> Array:
    """Return which scores reach the lowest of the ``limit`` highest: no other needs sorting."""
    if not 0 < limit < len(score):
        return np.arange(len(score))
    likely = (score >= _reached(score, limit)).nonzero()[0]
    some = score.take(likely)
    return likely[some >= _highest(some, limit)]


def _reached(score: Array, limit: int) -> Array:
    """Return a number that the ``limit`` highest scores reach, and few others."""
    while len(score) > 2 * limit * _ROWS:
        wide = len(score) // _ROWS
        score = score[: wide * _ROWS].reshape(_ROWS, wide).max(axis=0)
    return _highest(score, limit)


def _highest(values: Array, limit: int) -> Array:
    """Return the lowest of the ``limit`` highest values."""
    last = len(values) - limit
    lowest: Array = np.partition(values, last)[last]
    return lowest
