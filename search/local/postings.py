"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...index.local import Array, Inverted, Snapshot, places_among
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


@dataclass(frozen=True, slots=True)
class Held:
    """Where groups of terms stand in some documents of one segment, one entry a posting, group by group.

    ``groups`` are the numbers of the groups, ``docs`` the places of the documents among those asked about;
    ``at`` are the postings, counted through the field.
    """

    field: Inverted
    groups: Array
    docs: Array
    at: Array


def held(snapshot: Snapshot, field: str, groups: Sequence[Array], docs: Array) -> Iterator[Held]:
    """Yield, segment by segment, where the groups stand in the field within the documents, which ascend."""
    numbers = np.arange(len(groups)).repeat([len(terms) for terms in groups])
    for segment, there, rows in snapshot.rows(field, joined(groups or [NO_DOCS])):
        base, count, own = segment.base, len(segment.alive), segment.fields[field]
        low, high = docs.searchsorted([base, base + count]).tolist()
        row, doc, at = own.among(rows, (docs[low:high] - base).astype(own.docs.dtype), count)
        if len(row):
            yield Held(own, numbers.take(there).take(row), doc + low, at)


def places(snapshot: Snapshot, field: str, terms: Array, docs: Array) -> Array:
    """Return every place of the terms in the field within the documents, ascending; ``docs`` ascend."""
    found = [NO_DOCS]
    for own in held(snapshot, field, [terms], docs):
        counts, positions = own.field.positions_at(own.at, ascending=True)
        found.append(_keys(docs, own.docs, counts, positions))
    # no two terms share a place; those of a single term, and of its segments, come out in order
    return joined(found[1:] or found) if len(terms) == 1 else np.sort(joined(found), kind="stable")


def places_of_each(snapshot: Snapshot, field: str, groups: Sequence[Array], docs: Array) -> list[Array]:
    """Return what ``places`` does for each group of terms; for a few documents."""
    found: list[list[Array]] = [[NO_DOCS] for _ in groups]
    for own in held(snapshot, field, groups, docs):
        counts, positions = own.field.positions_at(own.at)
        keys = _keys(docs, own.docs, counts, positions)
        ends = np.bincount(own.groups, weights=counts, minlength=len(groups)).cumsum().astype(int).tolist()
        for parts, low, high in zip(found, [0, *ends], ends, strict=False):
            parts.append(keys[low:high])
    return [np.sort(joined(parts)) for parts in found]


def _keys(docs: Array, numbers: Array, counts: Array, positions: Array) -> Array:
    """Return the places of postings, each of a document by its number, that have so many positions each."""
    keys = (docs.take(numbers) << POSITION_BITS).repeat(counts)
    keys |= positions
    return keys


def in_all(lists: Sequence[Array]) -> Array:
    """Return the numbers that stand in all the ascending arrays."""
    shortest, *others = sorted(lists, key=len)
    for other in others:
        shortest = common(shortest, other)
    return shortest


def docs_of(places: Array) -> Array:
    """Return the documents of ascending places, ascending and once each."""
    return without_repeats(places >> POSITION_BITS)
