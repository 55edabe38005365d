"""The inverted file of one field: its terms, and where each stands.

Row ``r`` of the term table stands in ``docs[starts[r]:starts[r + 1]]``, ascending; ``freqs`` run beside
``docs``. Its positions are ``positions[places[r]:places[r + 1]]``, those of its first document first;
``sums`` counts the positions before every 16th posting of the field. A field without frequencies has no
``freqs`` and every frequency is 1; one without positions has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..columnar import Array, Arrays, ArrayWriter, Strings, pack_strings, unpack_strings
from .lists import places_among, ranges

PARTS = ("starts", "docs", "freqs", "sums", "places", "positions", "weights")
STRIDE = 16
"""Of so many postings one has its sum: the frequencies before any other in its row of them are few to add."""
_ROW, _EDGES = np.arange(STRIDE - 1)[:, None], np.arange(2)[:, None]
_FEW, _NEAR = 256, 4
"""Postings that are found one by one wherever they stand; more of them are, where not one of so many between
the first and the last is wanted."""
_SEARCHES, _STEPS = 5000, 12
"""Postings read in the time it takes to make a table, and to look one document up in a row."""
_RARE = 64
"""Postings this many times fewer than a segment's documents are looked up among those that are wanted."""


@dataclass(frozen=True, slots=True)
class Inverted:
    """Arrays of one field; ``weights`` is empty unless a weight differs from its frequency."""

    terms: Strings
    starts: Array
    docs: Array
    freqs: Array
    sums: Array
    places: Array
    positions: Array
    weights: Array

    def postings_of(self, row: int) -> slice:
        """Return which postings of the field are a term's."""
        return slice(*self.starts[row : row + 2].tolist())

    def count_of(self, rows: Array) -> int:
        """Count the postings of some rows."""
        begins, ends = self.starts.take(rows + _EDGES).sum(axis=1).tolist()
        return int(ends - begins)

    def docs_of(self, row: int) -> Array:
        """Return the documents of a term, ascending."""
        return self.docs[self.starts[row] : self.starts[row + 1]]

    def freqs_of(self, row: int) -> Array:
        """Return how often each of them holds it."""
        if not len(self.freqs):
            return np.ones(int(self.starts[row + 1] - self.starts[row]), dtype=np.uint8)
        return self.freqs[self.starts[row] : self.starts[row + 1]]

    def most_of(self, rows: Array) -> int:
        """Return the sum of the highest frequency of each of some rows."""
        edges = zip(*self.starts.take(rows + _EDGES).tolist(), strict=True)
        return sum(int(self.freqs[begin:end].max(initial=0)) for begin, end in edges)

    def positions_of(self, row: int) -> Array:
        """Return the positions of a term in all its documents, one document after the other."""
        return self.positions[self.places[row] : self.places[row + 1]]

    def among(self, rows: Array, docs: Array, count: int) -> tuple[Array, Array, Array]:
        """Return the postings of some rows in some documents, row by row: the place of its row among
        ``rows``, that of its document among ``docs``, and where it lies in the field.

        ``docs`` ascend and are of the type of the field's; all are below ``count``.
        """
        begins, ends = self.starts.take(rows + _EDGES)
        sizes = ends - begins
        total = int(sizes.sum())
        if total + _SEARCHES > _STEPS * len(rows) * len(docs):
            return self._searched(begins, ends, docs)
        own = (
            self.docs[begins[0] : begins[0] + total]
            if len(rows) == 1
            else self.docs.take(ranges(begins, sizes))
        )
        places = places_among(docs, own) if total * _RARE < count else _table(docs, count).take(own)
        there = (places >= 0).nonzero()[0]
        through = sizes.cumsum()
        row = through.searchsorted(there, side="right")
        return row, places.take(there), there + (ends - through).take(row)

    def _searched(self, begins: Array, ends: Array, docs: Array) -> tuple[Array, Array, Array]:
        """Return what ``among`` does, looking each document up in each row."""
        own = self.docs
        # what is above all but the last of a row can only be the last
        found = [
            own[begin : end - 1].searchsorted(docs)
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]
        at = np.concatenate(found).reshape(len(found), -1)
        at += begins[:, None]
        held = own.take(at) == docs
        row, place = held.nonzero()
        return row, place, at[held]

    def positions_at(self, postings: Array, *, ascending: bool = False) -> tuple[Array, Array]:
        """Return how many positions some postings have, and those positions end to end.

        Postings are counted through the field; many that are known to ascend are read faster.
        """
        if ascending and _are_near(postings):
            return self._read_through(postings)
        counts = self.freqs.take(postings).astype(np.int64)
        return counts, self.positions.take(ranges(self._before(postings), counts))

    def _read_through(self, postings: Array) -> tuple[Array, Array]:
        """Return what ``positions_at`` does, reading all that lies between the first and the last."""
        first, last = postings[[0, -1]].tolist()
        freqs, begin = self.freqs[first : last + 1], int(self._before(postings[:1])[0])
        positions = self.positions[begin : begin + int(freqs.sum(dtype=np.int64))]
        if len(freqs) == len(postings):
            return freqs, positions
        wanted = np.zeros(len(freqs), dtype=bool)
        wanted[postings - first] = True
        return freqs[wanted], positions[wanted.repeat(freqs)]

    def _before(self, postings: Array) -> Array:
        """Return how many positions stand before those of each of the postings."""
        places = postings % STRIDE
        # the postings lie beside each other: sums down the columns take half the time of sums along rows
        freqs = self.freqs.take(postings - places + _ROW, mode="clip")
        freqs *= places > _ROW
        before: Array = self.sums.take(postings // STRIDE) + freqs.sum(axis=0, dtype=np.int64)
        return before

    def weights_of(self, row: int) -> Array:
        """Return the weight of a term in each of its documents."""
        if not len(self.weights):
            return self.freqs_of(row)
        return self.weights[self.starts[row] : self.starts[row + 1]]


def write_inverted(path: Path, fields: Mapping[str, Inverted]) -> None:
    """Write an inverted file."""
    writer = ArrayWriter(path)
    for number, field in enumerate(fields.values()):
        writer.add_all(field.terms.sections(f"{number}.terms"))
        for part in PARTS:
            writer.add(f"{number}.{part}", getattr(field, part))
    writer.add_all(pack_strings("fields", fields))
    writer.close()


def read_inverted(arrays: Arrays) -> dict[str, Inverted]:
    """Return the fields of an inverted file by name."""
    # sections bear the field's number: a name from a schema never reaches a file's structure
    names = unpack_strings(arrays, "fields")
    return {
        name: Inverted(
            unpack_strings(arrays, f"{number}.terms"), *(arrays[f"{number}.{part}"] for part in PARTS)
        )
        for number, name in enumerate(names)
    }


def _are_near(postings: Array) -> bool:
    """Say whether reading all that lies between the postings takes less than finding each."""
    return len(postings) > _FEW and int(postings[-1] - postings[0]) < len(postings) * _NEAR


def _table(docs: Array, count: int) -> Array:
    """Return the place of each of ``count`` documents among some, -1 for one that is not there."""
    table = np.full(count, -1, dtype=np.int32)
    table[docs] = np.arange(len(docs), dtype=np.int32)
    return table


class Sums:
    """Counts the positions before every 16th posting, given the frequencies part by part."""

    def __init__(self) -> None:
        self._counts: list[Array] = []
        self._rest = np.empty(0, dtype=np.uint8)

    def through(self, parts: Iterable[Array]) -> Iterator[Array]:
        """Yield the parts as they are, counting them."""
        for part in parts:
            yield part
            freqs = np.concatenate([self._rest, part])
            whole = len(freqs) // STRIDE * STRIDE
            self._counts.append(freqs[:whole].reshape(-1, STRIDE).sum(axis=1, dtype=np.int64))
            self._rest = freqs[whole:]

    def taken(self) -> Array:
        """Return the sums."""
        counts = np.concatenate([*self._counts, np.zeros(min(1, len(self._rest)), dtype=np.int64)])
        before = np.cumsum(counts) - counts
        sums: Array = before.astype(narrowest(int(before.max(initial=0))))
        return sums


def sums_of(freqs: Array) -> Array:
    """Return how many positions stand before every 16th posting."""
    sums = Sums()
    for _ in sums.through([freqs]):
        pass
    return sums.taken()


def narrowest(highest: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest unsigned type that holds a number."""
    kinds = (np.uint8, np.uint16, np.uint32, np.uint64)
    return next(kind for kind in kinds if highest <= np.iinfo(kind).max)
