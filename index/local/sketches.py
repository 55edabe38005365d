"""Small sketches of texts, by which two that say nearly the same are known without reading them."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from .columnar import Array, Strings

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
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def sketches(names: Strings, ranks: Array, begins: Array) -> Array:
    """Return the sketches of texts end to end, ``BINS`` numbers each.

    ``ranks`` says which of ``names`` each word is, ``begins`` where each text begins among the words, and
    where the last ends. A number tells the least hash of the text's shingles that fall into its bin
    (Li, Owen and Zhang, "One Permutation Hashing", 2012), ``EMPTY`` where none does. Equal texts have equal
    sketches in every index. Each number of a short text is one of all its words in their order.
    """
    count = len(begins) - 1
    found = no_sketches(count)
    shingles = np.maximum(np.diff(begins) - (SHINGLE - 1), 0)
    shingles[shingles < LEAST_SHINGLES] = 0
    first = np.repeat(begins[:-1] - np.cumsum(shingles) + shingles, shingles) + np.arange(shingles.sum())
    words = np.array([crc32(name) for name in names.all_bytes()], dtype=np.uint64)[ranks]
    hashes = _mixed(sum(words[first + place] * mixer for place, mixer in enumerate(_MIXERS)))
    bins = np.repeat(np.arange(count), shingles) * BINS + (hashes >> np.uint64(59)).astype(np.int64)
    least = np.full(count * BINS, _NONE, dtype=np.uint32)
    np.minimum.at(least, bins, np.minimum(hashes.astype(np.uint32), _NONE - 1))
    there = least < _NONE
    found[there] = least[there] % EMPTY
    _sketch_whole(found.reshape(count, BINS), words, begins)
    return found


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
