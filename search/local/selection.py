"""The first hits in an order."""

from __future__ import annotations

import numpy as np

from ...index.local import Array, Columns


def ordered(columns: Columns, hits: Array, score: Array, sort: str, limit: int) -> Array:
    """Return the document numbers of the first ``limit`` hits.

    ``sort`` is ``relevance``, ``newest`` or ``oldest``; equal dates go by score, equal scores by id.
    Articles without a date come last in either order of dates.
    """
    docs = np.flatnonzero(hits)
    keys = [columns.order[docs], -score[docs]]
    if sort != "relevance":
        days = columns.dates[docs].astype(np.int64)
        # 0 stands for no date
        keys.append(-days if sort == "newest" else np.where(days > 0, days, np.iinfo(np.int64).max))
    elif len(docs) > limit:
        # only what reaches the last place wanted needs sorting
        lowest = np.partition(-score[docs], limit - 1)[limit - 1]
        docs = docs[-score[docs] <= lowest]
        keys = [columns.order[docs], -score[docs]]
    return docs[np.lexsort(keys)][:limit]
