"""Stretches of text known by a hash of 63 bits, and a table of such hashes: both for many at once."""

from __future__ import annotations

import numpy as np

from .columnar import Array

_BITS = 64
_ALL = (1 << _BITS) - 1
_WORD = 8
"""Bytes of a number that is taken into a hash; two at a time, which most words fit in."""
_SMALLEST = 16
_EMPTY = 0


class RunHash:
    """Hashes of stretches of a text, whatever their place in it.

    Sixteen bytes of a stretch at a time are multiplied and folded, as MurmurHash3 (Appleby) does, by odd
    numbers that are drawn anew for every instance where none are given, so that nobody can write two words of
    one hash; that two of a million words share one by chance is less likely than one in a million.
    """

    def __init__(self, seed: int = 0, factor: int = 0) -> None:
        drawn = np.random.default_rng().integers(0, 1 << _BITS, 2, dtype=np.uint64).tolist()
        self._seed, self._factor = (
            (given or one) | 1 for given, one in zip((seed, factor), drawn, strict=True)
        )

    def of(self, codes: Array, begins: Array, ends: Array) -> Array:
        """Return the hash of each stretch ``codes[begin:end]`` of unsigned integers; none is 0."""
        half = _WORD // codes.itemsize
        # the number that begins at each code: one look-up reads several codes
        padded = np.append(codes, np.zeros(3 * half, dtype=codes.dtype))
        numbers = np.ndarray(len(padded) - half, np.uint64, padded, strides=codes.strides)
        masks = np.array([(1 << 8 * codes.itemsize * held) - 1 for held in range(half + 1)], dtype=np.uint64)
        lengths = ends - begins
        hashes = lengths.astype(np.uint64) * np.uint64(self._seed)
        longer: slice | Array = slice(None)
        while len(begins):
            rest = hashes[longer]
            for _ in range(2):
                rest ^= numbers[begins] & masks.take(lengths, mode="clip")
                rest *= np.uint64(self._factor)
                rest ^= rest >> np.uint64(_BITS // 2)
                begins, lengths = begins + half, lengths - half
            hashes[longer] = rest
            still = np.flatnonzero(lengths > 0)
            longer = still if isinstance(longer, slice) else longer[still]
            begins, lengths = begins[still], lengths[still]
        none_is_0: Array = hashes | np.uint64(1)
        return none_is_0

    def of_one(self, codes: bytes) -> int:
        """Return the hash of a stretch of integers of two bytes, alone."""
        found = len(codes) // 2 * self._seed & _ALL
        for at in range(0, len(codes), 2 * _WORD):
            for begin in (at, at + _WORD):
                found = (found ^ int.from_bytes(codes[begin : begin + _WORD], "little")) * self._factor & _ALL
                found ^= found >> _BITS // 2
        return found | 1


class HashTable:
    """Numbers by hash; open addressing, never more than half full."""

    def __init__(self) -> None:
        self._size = 0
        self._resize(_SMALLEST)

    def _resize(self, bits: int) -> None:
        self._bits = bits
        self._keys = np.full(1 << bits, _EMPTY, dtype=np.uint64)
        self._values = np.zeros(1 << bits, dtype=np.int32)

    def _slots(self, hashes: Array) -> Array:
        # the high bits of the polynomial depend on all of its bits
        return (hashes >> np.uint64(_BITS - self._bits)).astype(np.int64)

    def find(self, hashes: Array) -> Array:
        """Return the number of each hash, -1 for one that is not here."""
        slots = self._slots(hashes)
        found = self._values[slots]
        # most stand in the first slot they are looked for; what follows is for the few others
        sought = np.flatnonzero(self._keys[slots] != hashes)
        slots, wanted = slots[sought], hashes[sought]
        found[sought] = -1
        while len(sought):
            keys = self._keys[slots]
            here = keys == wanted
            found[sought[here]] = self._values[slots[here]]
            further = ~here & (keys != _EMPTY)
            sought, wanted, slots = sought[further], wanted[further], self._next(slots[further])
        return found

    def add(self, hashes: Array, numbers: Array) -> None:
        """Put in hashes, each once and none of them here yet, with their numbers."""
        self._size += len(hashes)
        if self._size * 2 > len(self._keys):
            there = self._keys != _EMPTY
            hashes, numbers = np.append(self._keys[there], hashes), np.append(self._values[there], numbers)
            self._resize(self._size.bit_length() + 1)
        slots = self._slots(hashes)
        while len(hashes):
            free = self._keys[slots] == _EMPTY
            self._keys[slots[free]] = hashes[free]
            # of several that want one slot the last to be written has it
            here = self._keys[slots] == hashes
            self._values[slots[here]] = numbers[here]
            hashes, numbers, slots = hashes[~here], numbers[~here], self._next(slots[~here])

    def _next(self, slots: Array) -> Array:
        return (slots + 1) & (len(self._keys) - 1)
