"""The first hits in an order."""

from __future__ import annotations

import numpy as np

from ...index.local import Array, Columns


def ordered(columns: Columns, docs: Array, score: Array, sort: str, limit: int) -> Array:
    """Return where the first ``limit`` hits stand among ``docs``, each with its ``score``.

    ``sort`` is ``relevance``, ``newest`` or ``oldest``; equal dates go by score, equal scores by id. Articles
    without a date come last in either order of dates.
    """
    at = np.arange(len(docs))
    if sort == "relevance" and 0 < limit < len(docs):
        # only what reaches the last place wanted needs sorting
        lowest = np.partition(score, len(score) - limit)[len(score) - limit]
        at = np.flatnonzero(score >= lowest)
    keys = [columns.order[docs[at]], -score[at]]
    if sort != "relevance":
        days = columns.dates[docs].astype(np.int64)
        # 0 stands for no date
        keys.append(-days if sort == "newest" else np.where(days > 0, days, np.iinfo(np.int64).max))
    return at[np.lexsort(keys)][:limit]
