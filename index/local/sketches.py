"""Small sketches of texts, by which two that say nearly the same are known without reading them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .columnar import Array

BINS = 32
"""Numbers in a sketch, a byte each (Li and König, "b-Bit Minwise Hashing", 2010): two of different texts are
equal in one of 255 cases."""
SHINGLE = 3
"""Words in a row that are taken together."""
LEAST_SHINGLES = 40
"""A text of fewer is like its copies only: sentences of one pattern say different things in few other
words."""
LEAST_WORDS = 12
"""A text of fewer has an empty sketch: what stands for a text that is elsewhere says nothing."""
EMPTY = 0xFF
_NONE = 0xFFFFFFFF
_TOGETHER = 1 << 16
"""Words of texts that are sketched in one pass: few enough that their arrays stay in the caches."""
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def sketches(checksums: Array, words: Array, begins: Array) -> Array:
    """Return the sketches of texts end to end, ``BINS`` numbers each.

    ``words`` are the numbers of the terms, whose CRC-32 ``checksums`` hold; ``begins`` says where each text
    begins among the words, and where the last ends. A number tells the least hash of the text's shingles
    that fall into its bin (Li, Owen and Zhang, "One Permutation Hashing", 2012), ``EMPTY`` where none does.
    Equal texts have equal sketches in every index. Each number of a short text is one of all its words in
    their order.
    """
    count = len(begins) - 1
    found = no_sketches(count)
    bounds = np.searchsorted(begins, np.arange(0, int(begins[-1]), _TOGETHER))
    for first, last in pairwise([*bounds.tolist(), count]):
        own = begins[first : last + 1]
        hashes = checksums.take(words[own[0] : own[-1]]).astype(np.uint64)
        sketched = found[first * BINS : last * BINS]
        least = _least(hashes, own - own[0])
        there = least < _NONE
        sketched[there] = least[there] % EMPTY
        _sketch_whole(sketched.reshape(-1, BINS), hashes, own - own[0])
    return found


def _least(words: Array, begins: Array) -> Array:
    """Return the least hash in each bin of each text, ``_NONE`` where none falls."""
    lengths = np.diff(begins)
    least = np.full((len(lengths), BINS), _NONE, dtype=np.uint32)
    shingles = len(words) - (SHINGLE - 1)
    if shingles >= LEAST_SHINGLES:
        hashes = _mixed(sum(words[at : at + shingles] * mixer for at, mixer in enumerate(_MIXERS)))
        values = np.minimum(hashes.astype(np.uint32), _NONE - 1)
        for place in range(1, SHINGLE):
            # what begins here runs on into the next text
            ends = begins[1:] - place
            values[ends[(ends >= 0) & (ends < shingles)]] = _NONE
        bins = np.repeat(np.arange(0, least.size, BINS), lengths)[:shingles]
        np.minimum.at(least.reshape(-1), bins + (hashes >> np.uint64(59)).astype(np.int64), values)
        least[lengths - (SHINGLE - 1) < LEAST_SHINGLES] = _NONE
    return least.reshape(-1)


def _sketch_whole(found: Array, words: Array, begins: Array) -> None:
    """Write the sketches of the short texts, as rows; ``words`` are the hashes of the words."""
    sizes = np.diff(begins)
    short = np.flatnonzero((sizes >= LEAST_WORDS) & (sizes < LEAST_SHINGLES + SHINGLE - 1))
    if not len(short):
        return
    ends = np.cumsum(sizes[short])
    places = np.arange(int(ends[-1])) - np.repeat(ends - sizes[short], sizes[short])
    at = np.repeat(begins[short], sizes[short]) + places
    whole = np.add.reduceat(_mixed(words[at] + places.astype(np.uint64) * _MIXERS[1]), ends - sizes[short])
    numbers = _mixed(whole[:, None] + np.arange(BINS, dtype=np.uint64) * _MIXERS[2])
    found[short] = numbers % np.uint64(EMPTY)


def no_sketches(count: int) -> Array:
    """Return so many empty sketches."""
    return np.full(count * BINS, EMPTY, dtype=np.uint8)


def _mixed(values: Array) -> Array:
    # the finalizer of MurmurHash3 (Appleby), without its first step
    values = values * np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values = values * np.uint64(0xC4CEB9FE1A85EC53)
    mixed: Array = values ^ (values >> np.uint64(33))
    return mixed
