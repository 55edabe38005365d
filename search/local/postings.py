"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...index.local import Array, Postings, Snapshot
from ..phrases import common

POSITION_BITS = 32
"""A place in a field is ``docnum << POSITION_BITS | position``."""
_DENSE = 16
"""Lists together longer than a sixteenth of the documents are added into one array over all of them."""

NO_DOCS = np.empty(0, np.int64)


def frequencies(snapshot: Snapshot, field: str, terms: Array) -> tuple[Array, Array]:
    """Return the documents that hold any of the terms, ascending, and how often they hold them together."""
    found = list(snapshot.postings(field, terms))
    if not found:
        return NO_DOCS, NO_DOCS
    counted = [postings.counted() for postings in found]
    lists, counts = [docs for docs, _ in counted], [freqs for _, freqs in counted]
    if any(len(postings.rows) > 1 for postings in found):
        docs, freqs = summed(lists, counts, snapshot.max_doc)
    else:
        docs, freqs = joined(lists), joined(counts)
    if snapshot.all_alive:
        return docs, freqs
    kept = snapshot.columns.alive[docs]
    return docs[kept], freqs[kept]


def joined(parts: Sequence[Array]) -> Array:
    """Return the arrays end to end."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def summed(docs: Sequence[Array], values: Sequence[Array], max_doc: int) -> tuple[Array, Array]:
    """Return the documents of all the lists, ascending and once each, and the sum of each one's values.

    Values are not negative; a document whose sum is 0 may be missing.
    """
    numbers, weights = joined(docs), joined(values)
    if len(numbers) * _DENSE > max_doc:
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
    found = [_places_in(postings, docs) for postings in snapshot.postings(field, terms)]
    if len(found) == 1 and len(terms) == 1:
        return found[0]
    # no two terms share a place
    return np.sort(np.concatenate([NO_DOCS, *found]), kind="stable")


def _places_in(postings: Postings, docs: Array) -> Array:
    wanted, own = postings.among(docs)
    counts, positions = postings.positions(wanted)
    return (np.repeat(own, counts) << POSITION_BITS) | positions


def in_all(lists: Sequence[Array]) -> Array:
    """Return the numbers that stand in all the ascending arrays."""
    shortest, *others = sorted(lists, key=len)
    for other in others:
        shortest = common(shortest, other)
    return shortest


def docs_of(places: Array) -> Array:
    """Return the documents of ascending places, ascending and once each."""
    docs = places >> POSITION_BITS
    return docs[np.flatnonzero(np.diff(docs, prepend=-1))]
