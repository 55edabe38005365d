"""Words side by side, or near each other, in the documents of an index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from ...index.local import Array, Inverted, Snapshot, ranges
from ..phrases import adjacent, windows, without_repeats
from .postings import NO_DOCS, joined


def phrase_docs(snapshot: Snapshot, field: str, words: Sequence[Array], slop: int = 0) -> Array:
    """Return the documents, ascending, that have the words side by side in a field, each word as any of its
    terms (ids of the vocabulary, ascending).

    With ``slop`` they stand within that many words more, in any order.
    """
    terms, found = np.concatenate(words), [NO_DOCS]
    edges = [0, *accumulate(map(len, words))]
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
    rarest, *others = sorted(distinct, key=lambda key: field.count_of(distinct[key]))
    docs, at = _holding(field, distinct[rarest], count)
    alone = {} if at is None else {rarest: at}
    for key in others:
        _, held, at = field.among(distinct[key], docs, count)
        kept = held if len(distinct[key]) == 1 else without_repeats(np.sort(held))
        if not len(kept):
            return docs[:0]
        docs, alone = docs.take(kept), {other: known.take(kept) for other, known in alone.items()}
        if len(distinct[key]) == 1:
            alone[key] = at
    read = {key: _read(field, rows, docs, count, alone.get(key)) for key, rows in distinct.items()}
    # so far apart, the texts of two documents share no phrase
    longest = max(int(np.maximum.reduce(positions)) for _, _, positions in read.values())
    bits = (longest + len(words) + slop).bit_length()
    # half as long numbers are merged in two thirds of the time
    kind = np.int32 if len(docs) << bits < 1 << 31 else np.int64
    places = {
        key: _places(held.astype(kind), counts, positions, bits)
        for key, (held, counts, positions) in read.items()
    }
    standing = [places[rows.tobytes()] for rows in words]
    begins = np.sort(windows(standing, slop)[0]) if slop else adjacent(standing)
    return docs.take(without_repeats(begins >> bits))


def _holding(field: Inverted, rows: Array, count: int) -> tuple[Array, Array | None]:
    """Return the documents that hold a term of the rows, ascending, and the posting in each of these where it
    is one row."""
    if len(rows) == 1:
        at = field.postings_of(int(rows[0]))
        return field.docs[at], np.arange(at.start, at.stop)
    held = np.zeros(count, dtype=bool)
    first = field.starts.take(rows).astype(np.int64)
    held[field.docs.take(ranges(first, field.starts.take(rows + 1) - first))] = True
    return np.flatnonzero(held).astype(field.docs.dtype), None


def _read(
    field: Inverted, rows: Array, docs: Array, count: int, at: Array | None
) -> tuple[Array, Array, Array]:
    """Return where the terms of the rows stand: the place of each posting's document among ``docs``, how
    many positions it has, and those positions end to end.

    ``at`` is the one posting in each document, where that is known.
    """
    held = np.arange(len(docs))
    if at is None:
        _, held, at = field.among(rows, docs, count)
    return held, *field.positions_at(at, ascending=True)


def _places(docs: Array, counts: Array, positions: Array, bits: int) -> Array:
    """Return the numbers, ascending, that tell the document above the bits of the position, given the one of
    each posting, how many positions it has, and those positions end to end."""
    places: Array = (docs << bits).repeat(counts)
    places += positions
    places.sort(kind="stable")  # one row ascends already
    return places
