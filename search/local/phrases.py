"""Words side by side, or near each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...index.local import Array
from .postings import docs_of


def adjacent(words: Sequence[Array]) -> Array:
    """Return the documents where the words stand in a row; each word by its places."""
    starts = words[0]
    for offset, found in enumerate(words[1:], start=1):
        starts = np.intersect1d(starts, found - offset, assume_unique=True)
    return docs_of(starts)


def near(words: Sequence[Array], slop: int) -> Array:
    """Return the documents where a window of ``len(words) + slop`` positions holds every word, in any
    order."""
    width = len(words) + slop
    ends = np.sort(np.concatenate(words), kind="stable")
    for number, found in enumerate(words):
        # a word asked for twice must stand there twice
        times = 1 + sum(np.array_equal(found, earlier) for earlier in words[:number])
        latest = np.searchsorted(found, ends, side="right") - times
        ends, latest = ends[latest >= 0], latest[latest >= 0]
        # positions stay far below 2**32, so a window never reaches into the next document
        ends = ends[ends - found[latest] < width]
    return docs_of(ends)
