"""Postings of many terms taken together: a group of words searched as if it were one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...index.local import Array, Inverted, Snapshot, places_among

POSITION_BITS = 32
"""A place in a field is ``docnum << POSITION_BITS | position``."""
_DENSE = 16
"""Lists together longer than a sixteenth of the documents are added into one array over all of them."""

NO_DOCS = np.empty(0, np.int64)
NO_SCORES = np.empty(0)


def is_dense(count: int, max_doc: int) -> bool:
    """Say whether numbers so many are rather added into one array over all the documents."""
    return count * _DENSE > max_doc


def frequencies(
    snapshot: Snapshot, field: str, terms: Array, shares: Array | None = None
) -> tuple[Array, Array]:
    """Return the documents that hold any of the terms, ascending, and how often they hold them together.

    Each time counts for the share of its term, where ``shares`` gives these.
    """
    found = list(snapshot.postings(field, terms))
    if not found:
        return NO_DOCS, NO_DOCS
    counted = [postings.counted(shares) for postings in found]
    lists, counts = [docs for docs, _ in counted], [freqs for _, freqs in counted]
    if all(postings.of_one for postings in found):
        docs, freqs = joined(lists), joined(counts)
    else:
        docs, freqs = summed(lists, counts, snapshot.max_doc)
    if snapshot.all_alive:
        return docs, freqs
    kept = snapshot.columns.alive[docs]
    return docs[kept], freqs[kept]


def holding(snapshot: Snapshot, field: str, terms: Array) -> int:
    """Count the documents that hold any of the terms."""
    if len(terms) == 1 and snapshot.all_alive:
        return sum(segment.fields[field].count_of(rows) for segment, _, rows in snapshot.rows(field, terms))
    return len(frequencies(snapshot, field, terms)[0])


def is_held(snapshot: Snapshot, field: str, terms: Array) -> bool:
    """Say whether any document holds one of the terms."""
    return any(snapshot.rows(field, terms)) and (snapshot.all_alive or holding(snapshot, field, terms) > 0)


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
    numbers, weights = numbers.take(order), weights.take(order).astype(np.float64, copy=False)
    begins = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    if begins.all():
        return numbers, weights
    first = np.flatnonzero(begins)
    return numbers.take(first), np.add.reduceat(weights, first)


def added(docs: Array, values: Array, others: Array, own: Array) -> tuple[Array, Array]:
    """Return the documents of two lists, each ascending without repeats, and the sum of each one's values;
    the values may be changed."""
    if len(docs) < len(others):
        docs, values, others, own = others, own, docs, values
    if not len(others):
        return docs, values
    at = docs.searchsorted(others)
    new = docs.take(at, mode="clip") != others
    count = int(np.count_nonzero(new))
    if count:
        places = new.nonzero()[0]
        inserted = at.take(places)
        inserted += np.arange(count)
        kept = np.ones(len(docs) + count, dtype=bool)
        kept[inserted] = False
        together, sums = np.empty(len(kept), dtype=docs.dtype), np.zeros(len(kept))
        together[inserted] = others.take(places)
        together[kept], sums[kept] = docs, values
        at += new.cumsum()
        at -= new
        docs, values = together, sums
    values[at] += own
    return docs, values


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
    numbers = np.arange(len(groups)).repeat([*map(len, groups)])
    for segment, there, rows in snapshot.rows(field, joined(groups or [NO_DOCS])):
        base, count, own = segment.base, len(segment.alive), segment.fields[field]
        low, high = (0, len(docs)) if count == snapshot.max_doc else docs.searchsorted([base, base + count])
        row, doc, at = own.among(rows, (docs[low:high] - base).astype(own.docs.dtype), count)
        if len(row):
            yield Held(own, numbers.take(there.take(row)), doc + low if low else doc, at)


def places_of_each(snapshot: Snapshot, field: str, groups: Sequence[Array], docs: Array) -> list[Array]:
    """Return every place of each group of terms in the field within the documents, which ascend; places
    ascend too."""
    found: list[list[Array]] = [[NO_DOCS] for _ in groups]
    for own in held(snapshot, field, groups, docs):
        counts, positions = own.field.positions_at(own.at)
        places = (docs.take(own.docs) << POSITION_BITS).repeat(counts) | positions
        ends = np.bincount(own.groups, weights=counts, minlength=len(groups)).cumsum().astype(int).tolist()
        for parts, low, high in zip(found, [0, *ends], ends, strict=False):
            parts.append(places[low:high])
    return [np.sort(joined(parts)) for parts in found]
