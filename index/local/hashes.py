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
_NOBODY = -1


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
        rounds = -(-len(codes) // (2 * _WORD))
        for number in memoryview(codes.ljust(2 * _WORD * rounds, b"\0")).cast("Q"):
            found = (found ^ number) * self._factor & _ALL
            found ^= found >> _BITS // 2
        return found | 1


class HashTable:
    """Numbers by hash; open addressing, never more than a quarter full."""

    def __init__(self) -> None:
        self._size = 0
        # by number, of which the low ones are asked for most and stay in the caches; the last one is nobody's
        self._hashes = np.full(_SMALLEST, _EMPTY, dtype=np.uint64)
        self._resize(_SMALLEST)

    def _resize(self, bits: int) -> None:
        self._bits = bits
        self._numbers = np.full(1 << bits, _NOBODY, dtype=np.int32)

    def _slots(self, hashes: Array) -> Array:
        # the high bits of a product depend on all of its factors
        return (hashes >> np.uint64(_BITS - self._bits)).astype(np.int64)

    def find(self, hashes: Array) -> Array:
        """Return the number of each hash, -1 for one that is not here."""
        slots = self._slots(hashes)
        found = self._numbers[slots]
        # most stand in the first slot they are looked for; what follows is for the few others
        sought = np.flatnonzero(self._hashes[found] != hashes)
        slots, wanted = slots[sought], hashes[sought]
        while len(sought):
            numbers = self._numbers[slots]
            found[sought] = numbers
            further = (self._hashes[numbers] != wanted) & (numbers != _NOBODY)
            sought, wanted, slots = sought[further], wanted[further], self._next(slots[further])
        return found

    def add(self, hashes: Array, numbers: Array) -> None:
        """Put in hashes, each once and none of them here yet, with their numbers."""
        self._size += len(hashes)
        if (most := int(numbers.max(initial=0))) + 1 >= len(self._hashes):
            more = np.full(2 * most + 2 - len(self._hashes), _EMPTY, dtype=np.uint64)
            self._hashes = np.append(self._hashes, more)
        self._hashes[numbers] = hashes
        if self._size * 4 > len(self._numbers):
            # the last to be written to a slot has it: the low ones
            numbers = np.sort(np.append(self._numbers[self._numbers != _NOBODY], numbers))[::-1]
            self._resize(self._size.bit_length() + 2)
        slots = self._slots(self._hashes[numbers])
        while len(numbers):
            free = self._numbers[slots] == _NOBODY
            self._numbers[slots[free]] = numbers[free]
            # of several that want one slot the last to be written has it
            left = self._numbers[slots] != numbers
            numbers, slots = numbers[left], self._next(slots[left])

    def _next(self, slots: Array) -> Array:
        return (slots + 1) & (len(self._numbers) - 1)
