"""Arithmetic of lists that lie end to end in one array."""

from __future__ import annotations

import numpy as np

from ..columnar import Array


def ranges(starts: Array, counts: Array) -> Array:
    """Return ``starts[i], starts[i] + 1, …`` of each range, end to end.

    >>> ranges(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    if not len(counts):
        return np.arange(0)
    before = counts.cumsum()
    numbers = np.arange(before[-1])
    before -= counts
    numbers += (starts - before).repeat(counts)
    return numbers


def cumulated(counts: Array) -> Array:
    """Return where each of the runs of these lengths begins, and where the last ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def places_among(ascending: Array, wanted: Array) -> Array:
    """Return where each wanted number stands in an ascending array, -1 for one that does not.

    >>> places_among(np.array([3, 5, 8]), np.array([5, 6])).tolist()
    [1, -1]
    """
    if not len(ascending):
        return np.full(len(wanted), -1)
    # what is above all but the last can only be the last
    at = ascending[:-1].searchsorted(wanted)
    at[ascending.take(at) != wanted] = -1
    return at
