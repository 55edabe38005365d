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
"""A text of fewer has an empty sketch: sentences of one pattern say different things in few other words."""
EMPTY = 0xFF
_NONE = 0xFFFFFFFF
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def sketches(names: Strings, ranks: Array, begins: Array) -> Array:
    """Return the sketches of texts end to end, ``BINS`` numbers each.

    ``ranks`` says which of ``names`` each word is, ``begins`` where each text begins among the words, and
    where the last ends. A number tells the least hash of the text's shingles that fall into its bin
    (Li, Owen and Zhang, "One Permutation Hashing", 2012), ``EMPTY`` where none does. Equal texts have equal
    sketches in every index.
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
    return found


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
