"""Words side by side, or near each other, in the documents of an index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ...index.local import Array, Inverted, Snapshot, ranges
from ..phrases import adjacent, windows, without_repeats
from .postings import NO_DOCS, POSITION_BITS, joined


def phrase_docs(snapshot: Snapshot, field: str, words: Sequence[Array], slop: int = 0) -> Array:
    """Return the documents, ascending, that have the words side by side in a field, each word as any of its
    terms (ids of the vocabulary, ascending).

    With ``slop`` they stand within that many words more, in any order.
    """
    terms, found = np.concatenate(words), [NO_DOCS]
    edges = np.cumsum([0, *map(len, words)])
    for segment, there, rows in snapshot.rows(field, terms):
        own = [rows[low:high] for low, high in pairwise(there.searchsorted(edges).tolist())]
        if all(map(len, own)):
            docs = _within(segment.fields[field], own, len(segment.alive), slop)
            found.append(docs.astype(np.int64) + segment.base)
    docs = joined(found[1:] or found)
    return docs if snapshot.all_alive else docs[snapshot.columns.alive[docs]]


def _within(field: Inverted, words: Sequence[Array], count: int, slop: int) -> Array:
    """Return those of a segment's ``count`` documents that have the words as asked, each given by its
    rows."""
    distinct = {rows.tobytes(): rows for rows in words}
    # the rarest word first: what lacks it need not be looked into for the others
    rarest, *others = sorted(distinct.values(), key=field.count_of)
    docs = _holding(field, rarest, count)
    for rows in others:
        _, held, _ = field.among(rows, docs, count)
        docs = docs.take(held if len(rows) == 1 else without_repeats(np.sort(held)))
        if not len(docs):
            return docs
    places = {key: _places(field, rows, docs, count) for key, rows in distinct.items()}
    standing = [places[rows.tobytes()] for rows in words]
    begins = np.sort(windows(standing, slop)[0]) if slop else adjacent(standing)
    return docs.take(without_repeats(begins >> POSITION_BITS))


def _holding(field: Inverted, rows: Array, count: int) -> Array:
    """Return the documents that hold a term of the rows, ascending."""
    if len(rows) == 1:
        return field.docs_of(int(rows[0]))
    held = np.zeros(count, dtype=bool)
    first = field.starts.take(rows).astype(np.int64)
    held[field.docs.take(ranges(first, field.starts.take(rows + 1) - first))] = True
    return np.flatnonzero(held).astype(field.docs.dtype)


def _places(field: Inverted, rows: Array, docs: Array, count: int) -> Array:
    """Return where the terms of the rows stand, ascending: the place of the document among ``docs``, above
    the bits of the position."""
    _, held, at = field.among(rows, docs, count)
    counts, positions = field.positions_at(at, ascending=True)
    places: Array = (held.astype(np.int64) << POSITION_BITS).repeat(counts)
    places |= positions
    return places if len(rows) == 1 else np.sort(places)
