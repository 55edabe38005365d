"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...index.local import Array, Postings, Snapshot, places_among

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
    docs = _joined([postings.docs() for postings in found])
    freqs = _joined([postings.freqs() for postings in found])
    if any(len(postings.rows) > 1 for postings in found):
        docs, freqs = _added(docs, freqs, snapshot.max_doc)
    if snapshot.all_alive:
        return docs, freqs
    kept = snapshot.columns.alive[docs]
    return docs[kept], freqs[kept]


def _joined(parts: Sequence[Array]) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _added(docs: Array, freqs: Array, max_doc: int) -> tuple[Array, Array]:
    if len(docs) * _DENSE > max_doc:
        total = np.bincount(docs, weights=freqs, minlength=max_doc)
        found = np.flatnonzero(total)
        return found, total[found]
    order = np.argsort(docs, kind="stable")
    docs, freqs = docs[order], freqs[order]
    first = np.flatnonzero(np.diff(docs, prepend=-1))
    return docs[first], np.add.reduceat(freqs, first, dtype=np.int64)


def places(snapshot: Snapshot, field: str, terms: Array, docs: Array) -> Array:
    """Return every place of the terms in the field within the documents, ascending; ``docs`` ascend."""
    found = [_places_in(postings, docs) for postings in snapshot.postings(field, terms)]
    # no two terms share a place
    return np.sort(np.concatenate([NO_DOCS, *found]), kind="stable")


def _places_in(postings: Postings, docs: Array) -> Array:
    own, freqs = postings.docs(), postings.freqs().astype(np.int64)
    wanted = np.flatnonzero(places_among(docs, own) >= 0)
    positions = postings.positions(wanted, freqs)
    return (np.repeat(own[wanted], freqs[wanted]) << POSITION_BITS) | positions


def in_all(lists: Sequence[Array]) -> Array:
    """Return the numbers that stand in all the ascending arrays."""
    shortest, *others = sorted(lists, key=len)
    for other in others:
        shortest = shortest[places_among(other, shortest) >= 0]
    return shortest


def docs_of(places: Array) -> Array:
    """Return the documents of ascending places, ascending and once each."""
    docs = places >> POSITION_BITS
    return docs[np.flatnonzero(np.diff(docs, prepend=-1))]
