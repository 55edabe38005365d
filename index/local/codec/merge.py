"""Inverted files of several segments merged into one, array by array, in time linear in their size.

A merge writes the file in blocks of terms, so that what it holds in memory does not grow with the collection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..columnar import Array, ArrayWriter, pack_bytes
from .inverted import Inverted, Sums, narrowest
from .lists import cumulated, ranges

BLOCK = 1 << 22
"""Elements of an array that one block may hold, beyond its last term."""


@dataclass(frozen=True, slots=True)
class Part:
    """The postings of one segment in a merge.

    ``new_docs`` gives each document's number in the result, -1 for a deleted one; ``rows`` each result term's
    row in this segment, -1 where it lacks the term.
    """

    field: Inverted
    new_docs: Array
    rows: Array


class _Lists:
    """One array of a part as a list for each term of the result, without the elements of deleted
    documents."""

    def __init__(self, values: Array, starts: Array, rows: Array, alive: Array | None) -> None:
        self._values, self._alive = values, alive
        present = rows >= 0
        if not len(starts):  # a field without one position has no places either
            starts, present = np.zeros(1, dtype=np.int64), np.zeros(len(rows), dtype=bool)
            rows = np.full(len(rows), -1)
        self._first = np.where(present, starts[rows], 0)
        self._end = np.where(present, starts[rows + 1], 0)
        if alive is None:
            self.counts = self._end - self._first
        else:
            before = cumulated(alive)
            self.counts = before[self._end] - before[self._first]

    def block(self, low: int, high: int) -> Array:
        """Return the elements of the terms from ``low`` to ``high``, end to end."""
        first = self._first[low:high]
        at = ranges(first, self._end[low:high] - first)
        if self._alive is not None:
            at = at[self._alive[at]]
        return self._values[at]


def _merged(lists: Sequence[_Lists], starts: Array, kind: type[np.generic]) -> Iterator[Array]:
    """Yield an array of the result in blocks of whole terms."""
    low = 0
    while low < len(starts) - 1:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + BLOCK, side="right")) - 1)
        block = np.empty(int(starts[high] - starts[low]), dtype=kind)
        to = starts[low:high] - starts[low]
        for part in lists:
            counts = part.counts[low:high]
            block[ranges(to, counts)] = part.block(low, high)
            to = to + counts
        yield block
        low = high


def write_field(writer: ArrayWriter, number: int, terms: Sequence[bytes], parts: Sequence[Part]) -> None:
    """Write one field of the result; the parts stand in the order of their new document numbers.

    ``terms`` is the union of the parts' terms, ascending; one whose documents are all deleted is dropped.
    """
    new_docs = [part.new_docs[part.field.docs] for part in parts]
    masks = [None if (docs >= 0).all() else docs >= 0 for docs in new_docs]
    docs = _posting_lists(parts, masks, new_docs)
    total = sum((part.counts for part in docs), np.zeros(len(terms), dtype=np.int64))
    if not total.all():
        kept = np.flatnonzero(total)
        rest = [Part(part.field, part.new_docs, part.rows[kept]) for part in parts]
        write_field(writer, number, [terms[index] for index in kept.tolist()], rest)
        return
    writer.add_all(pack_bytes(f"{number}.terms", terms))
    starts = cumulated(total)
    writer.add(f"{number}.starts", starts)
    kind = narrowest(max(int(part.new_docs.max(initial=0)) for part in parts))
    writer.add_parts(f"{number}.docs", kind, _merged(docs, starts, kind))
    _write_freqs(writer, number, parts, masks, starts)
    _write_positions(writer, number, parts, masks)
    _write_weights(writer, number, parts, masks, starts)


_Masks = Sequence["Array | None"]


def _posting_lists(parts: Sequence[Part], masks: _Masks, values: Sequence[Array]) -> list[_Lists]:
    return [
        _Lists(array, part.field.starts, part.rows, mask)
        for part, mask, array in zip(parts, masks, values, strict=True)
    ]


def _write_freqs(
    writer: ArrayWriter, number: int, parts: Sequence[Part], masks: _Masks, starts: Array
) -> None:
    if not any(len(part.field.freqs) for part in parts):
        for part in ("freqs", "sums"):
            writer.add(f"{number}.{part}", np.empty(0, dtype=np.uint8))
        return
    freqs = [part.field.freqs for part in parts]
    kind = narrowest(max(int(array.max(initial=0)) for array in freqs))
    sums = Sums()
    merged = _merged(_posting_lists(parts, masks, freqs), starts, kind)
    writer.add_parts(f"{number}.freqs", kind, sums.through(merged))
    writer.add(f"{number}.sums", sums.taken())


def _write_positions(writer: ArrayWriter, number: int, parts: Sequence[Part], masks: _Masks) -> None:
    if not any(len(part.field.positions) for part in parts):
        # a text field without one word has a beginning all the same
        placed = any(len(part.field.places) for part in parts)
        writer.add(f"{number}.places", np.zeros(int(placed), dtype=np.int64))
        writer.add(f"{number}.positions", np.empty(0, dtype=np.uint8))
        return
    lists = [
        _Lists(
            part.field.positions,
            part.field.places,
            part.rows,
            None if mask is None else np.repeat(mask, part.field.freqs),
        )
        for part, mask in zip(parts, masks, strict=True)
    ]
    places = cumulated(np.add.reduce([part.counts for part in lists]))
    kind = narrowest(max(int(part.field.positions.max(initial=0)) for part in parts))
    writer.add(f"{number}.places", places)
    writer.add_parts(f"{number}.positions", kind, _merged(lists, places, kind))


def _write_weights(
    writer: ArrayWriter, number: int, parts: Sequence[Part], masks: _Masks, starts: Array
) -> None:
    if not any(len(part.field.weights) for part in parts):
        writer.add(f"{number}.weights", np.empty(0, dtype=np.float32))
        return
    weights = [part.field.weights if len(part.field.weights) else part.field.freqs for part in parts]
    lists = _posting_lists(parts, masks, weights)
    writer.add_parts(f"{number}.weights", np.float32, _merged(lists, starts, np.float32))


def union(tables: Sequence[Sequence[bytes]]) -> tuple[list[bytes], list[Array]]:
    """Return the terms of all tables, ascending, and for each table the row of every term, -1 where
    absent."""
    # tables that ascend are merged by the sort, not sorted anew
    terms = sorted(dict.fromkeys(chain.from_iterable(tables)))
    place = {term: index for index, term in enumerate(terms)}
    rows = []
    for table in tables:
        found = np.full(len(terms), -1, dtype=np.int64)
        found[[place[term] for term in table]] = np.arange(len(table))
        rows.append(found)
    return terms, rows
