"""Words side by side, or near each other, given where each stands as ascending numbers.

The numbers may be positions in one text, or places in many (a document's number above the position's bits).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..index.local import Array, places_among

_FEW = 16
"""A list this many times shorter than another is looked up in it, a longer one is merged with it."""


def adjacent(words: Sequence[Array]) -> Array:
    """Return where the words begin to stand in a row."""
    # the rarest word first: what it rules out need not be looked for
    first, *others = sorted(range(len(words)), key=lambda index: len(words[index]))
    starts = words[first] - first
    for index in others:
        starts = common(starts, words[index] - index)
    return starts


def either(left: Array, right: Array) -> Array:
    """Return the numbers that stand in one of two ascending arrays, or in both."""
    if not len(left) or not len(right):
        return left if len(left) else right
    both = np.concatenate([left, right])
    both.sort(kind="stable")
    return without_repeats(both)


def without_repeats(ascending: Array) -> Array:
    """Return the numbers of an ascending array, once each."""
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending.take(np.flatnonzero(first))


def common(left: Array, right: Array) -> Array:
    """Return the numbers that stand in both of two ascending arrays."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    if len(few) * _FEW < len(many):
        return few[places_among(many, few) >= 0]
    both = np.concatenate([few, many])
    both.sort(kind="stable")  # merges what ascends, in linear time
    return both.take(np.flatnonzero(both[1:] == both[:-1]))


def windows(words: Sequence[Array], slop: int) -> list[Array]:
    """Return, word by word, where they stand in windows of ``len(words) + slop`` numbers that hold them all.

    The words may stand in any order; one that was asked for twice must stand there twice. There is a window
    for each last word, with the latest place of every other.
    """
    width = len(words) + slop
    times = [
        1 + sum(np.array_equal(found, earlier) for earlier in words[:number])
        for number, found in enumerate(words)
    ]
    ends = np.sort(np.concatenate(words), kind="stable")
    for found, time in zip(words, times, strict=True):
        latest = np.searchsorted(found, ends, side="right") - time
        ends, latest = ends[latest >= 0], latest[latest >= 0]
        ends = ends[ends - found[latest] < width]
    return [
        found[np.searchsorted(found, ends, side="right") - time]
        for found, time in zip(words, times, strict=True)
    ]
