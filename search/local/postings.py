"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

import numpy as np

from ...index.local import Array, Snapshot

POSITION_BITS = 32
"""A place in a field is ``docnum << POSITION_BITS | position``."""


def frequencies(snapshot: Snapshot, field: str, terms: Array) -> tuple[Array, Array]:
    """Return the documents that hold any of the terms, ascending, and how often they hold them together."""
    found = [snapshot.postings(field, int(term)) for term in terms]
    found = [postings for postings in found if len(postings.docs)]
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    if len(found) == 1:
        return found[0].docs, found[0].freqs.astype(np.float64)
    docs, inverse = np.unique(np.concatenate([postings.docs for postings in found]), return_inverse=True)
    freqs = np.concatenate([postings.freqs for postings in found])
    return docs, np.bincount(inverse, weights=freqs)


def places(snapshot: Snapshot, field: str, terms: Array) -> Array:
    """Return every place of the terms in the field, ascending."""
    parts = [np.empty(0, np.int64)]
    for term in terms:
        postings = snapshot.postings(field, int(term))
        parts.append((np.repeat(postings.docs, postings.freqs) << POSITION_BITS) + postings.positions)
    # no two terms share a place; a stable sort merges the ascending parts, np.unique would hash them
    return np.sort(np.concatenate(parts), kind="stable")


def docs_of(found: Array) -> Array:
    """Return the documents of ascending places, ascending and once each."""
    docs = found >> POSITION_BITS
    return docs[np.flatnonzero(np.diff(docs, prepend=-1))]
