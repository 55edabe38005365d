"""Tokens to postings, by sorting them all at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..columnar import Array, Strings
from .inverted import Inverted, narrowest, sums_of
from .lists import cumulated

_BITS = 64
_BLOCK = 1 << 16
"""Tokens that are looked at in one pass: few enough that their arrays stay in the caches."""
_NONE = np.empty(0, dtype=np.uint8)


def invert(terms: Strings, ranks: Array, doc_starts: Array) -> Inverted:
    """Return the postings of documents whose tokens lie end to end.

    ``ranks`` gives each token's row in ``terms``; document ``d`` has the tokens ``doc_starts[d]`` to
    ``doc_starts[d + 1]``. Time is that of sorting the tokens; 16 bytes a token are held meanwhile.
    """
    lengths = np.diff(doc_starts)
    longest = int(lengths.max(initial=0))
    for_position, for_doc = longest.bit_length(), len(lengths).bit_length()
    if for_position + for_doc + len(terms).bit_length() > _BITS:
        raise OverflowError(f"{len(terms)} terms in {len(lengths)} documents of {longest} words are too many")
    # (row, document, position) as one number: sorted, it holds all that is asked of it
    keys = np.repeat((np.arange(len(lengths)) << for_position) - doc_starts[:-1], lengths).view(np.uint64)
    for low, block in _blocks(keys):
        block += np.arange(low, low + len(block), dtype=np.uint64)
        block |= ranks[low : low + len(block)].astype(np.uint64) << np.uint64(for_doc + for_position)
    keys.sort()
    positions = np.empty(len(keys), dtype=narrowest(max(0, longest - 1)))
    kind = narrowest(len(lengths))
    docs, at = [np.empty(0, dtype=kind)], [np.empty(0, dtype=np.uint32)]
    per_term = np.zeros(len(terms), dtype=np.int64)
    block = before = ~keys[:1]
    for low, block in _blocks(keys):
        positions[low : low + len(block)] = block & np.uint64((1 << for_position) - 1)
        block >>= np.uint64(for_position)
        begins = np.flatnonzero(block != np.append(before, block[:-1]))
        postings, before = block[begins], block[-1:]
        docs.append((postings & np.uint64((1 << for_doc) - 1)).astype(kind))
        at.append((begins + low).astype(np.uint32))
        rows = (postings >> np.uint64(for_doc)).view(np.int64)
        if len(rows):
            per_term[rows[0] : rows[-1] + 1] += np.bincount(rows - rows[0])
    del keys, block, before
    starts, begins = cumulated(per_term), np.concatenate([*at, np.array([len(positions)], dtype=np.uint32)])
    del at
    freqs = np.diff(begins)
    freqs = freqs.astype(narrowest(int(freqs.max(initial=0))))
    return Inverted(
        terms,
        starts=starts,
        docs=np.concatenate(docs),
        freqs=freqs,
        sums=sums_of(freqs),
        places=begins[starts].astype(np.int64),
        positions=positions,
        weights=_NONE,
    )


def _blocks(array: Array) -> Iterator[tuple[int, Array]]:
    """Yield the array in pieces that stay in the caches, each with its beginning."""
    return ((low, array[low : low + _BLOCK]) for low in range(0, len(array), _BLOCK))


def invert_values(terms: Strings, ranks: Array, docs: Array) -> Inverted:
    """Return the postings of a field where each document holds one value, or none."""
    order = np.argsort(ranks, kind="stable")
    starts = cumulated(np.bincount(ranks, minlength=len(terms)))
    docs = docs[order].astype(narrowest(int(docs.max(initial=0))))
    return Inverted(terms, starts, docs, _NONE, _NONE, _NONE, _NONE, _NONE)
