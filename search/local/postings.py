"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ...index.local import Array, Postings, Snapshot, cumulated, places_among
from ..phrases import common, without_repeats

POSITION_BITS = 32
"""A place in a field is ``docnum << POSITION_BITS | position``."""
_DENSE = 16
"""Lists together longer than a sixteenth of the documents are added into one array over all of them."""

NO_DOCS = np.empty(0, np.int64)


def is_dense(count: int, max_doc: int) -> bool:
    """Say whether numbers so many are rather added into one array over all the documents."""
    return count * _DENSE > max_doc


def frequencies(snapshot: Snapshot, field: str, terms: Array) -> tuple[Array, Array]:
    """Return the documents that hold any of the terms, ascending, and how often they hold them together."""
    found = list(snapshot.postings(field, terms))
    if not found:
        return NO_DOCS, NO_DOCS
    counted = [postings.counted() for postings in found]
    lists, counts = [docs for docs, _ in counted], [freqs for _, freqs in counted]
    if all(postings.of_one for postings in found):
        docs, freqs = joined(lists), joined(counts)
    else:
        docs, freqs = summed(lists, counts, snapshot.max_doc)
    if snapshot.all_alive:
        return docs, freqs
    kept = snapshot.columns.alive[docs]
    return docs[kept], freqs[kept]


def held_by_any(docs: Array, lists: Sequence[Array], max_doc: int) -> Array:
    """Say which of the documents stand in one of the lists."""
    if is_dense(sum(map(len, lists)), max_doc):
        held = np.zeros(max_doc, dtype=bool)
        for each in lists:
            held[each] = True
        return held.take(docs)
    return places_among(np.sort(np.concatenate([NO_DOCS, *lists])), docs) >= 0


def joined(parts: Sequence[Array]) -> Array:
    """Return the arrays end to end."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def summed(docs: Sequence[Array], values: Sequence[Array], max_doc: int) -> tuple[Array, Array]:
    """Return the documents of all the lists, ascending and once each, and the sum of each one's values.

    Values are not negative; a document whose sum is 0 may be missing.
    """
    numbers, weights = joined(docs), joined(values)
    if is_dense(len(numbers), max_doc):
        total = np.bincount(numbers, weights=weights, minlength=max_doc)
        found = np.flatnonzero(total != 0)
        return found, total.take(found)
    order = numbers.argsort(kind="stable")
    numbers = numbers.take(order)
    begins = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    first = np.flatnonzero(begins)
    if not len(first):
        return numbers, weights
    return numbers.take(first), np.add.reduceat(weights.take(order), first, dtype=np.float64)


def places(snapshot: Snapshot, field: str, terms: Array, docs: Array) -> Array:
    """Return every place of the terms in the field within the documents, ascending; ``docs`` ascend."""
    return places_of_each(snapshot, field, [terms], docs, docs)[0]


def places_of_each(
    snapshot: Snapshot, field: str, groups: Sequence[Array], docs: Array, numbers: Array
) -> list[Array]:
    """Return what ``places`` does for each group of terms, each document by its number instead."""
    found: list[list[Array]] = [[] for _ in groups]
    sorted_so = [True] * len(groups)
    for own in _by_segment(snapshot, field, groups):
        among = [postings.among(docs) for postings in own.values()]
        # what a step costs is its call: the positions of all the groups are read at once
        counts, positions = next(iter(own.values())).field.positions_at([at for at, _ in among])
        held = numbers.take(joined([which for _, which in among]))
        keys = np.repeat(held.astype(np.int64) << POSITION_BITS, counts)
        keys |= positions
        ends = cumulated(counts)[np.cumsum([len(at) for at, _ in among])].tolist()
        for (number, postings), low, high in zip(own.items(), [0, *ends], ends, strict=False):
            found[number].append(keys[low:high])
            sorted_so[number] = sorted_so[number] and postings.of_one
    # no two terms share a place
    return [
        joined(parts or [NO_DOCS]) if ascending else np.sort(joined(parts), kind="stable")
        for parts, ascending in zip(found, sorted_so, strict=True)
    ]


def _by_segment(snapshot: Snapshot, field: str, groups: Sequence[Array]) -> Iterable[dict[int, Postings]]:
    """Return, segment by segment, the postings of the groups that have any, by the group's number."""
    segments: dict[int, dict[int, Postings]] = {}
    for number, terms in enumerate(groups):
        for postings in snapshot.postings(field, terms):
            segments.setdefault(postings.segment.base, {})[number] = postings
    # a group's places come out in order when those of the segments do
    return [segments[base] for base in sorted(segments)]


def in_all(lists: Sequence[Array]) -> Array:
    """Return the numbers that stand in all the ascending arrays."""
    shortest, *others = sorted(lists, key=len)
    for other in others:
        shortest = common(shortest, other)
    return shortest


def docs_of(places: Array) -> Array:
    """Return the documents of ascending places, ascending and once each."""
    return without_repeats(places >> POSITION_BITS)
