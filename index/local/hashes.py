"""Stretches of text known by a hash of 63 bits, and a table of such hashes: both for many at once."""

from __future__ import annotations

import sys

import numpy as np

from .columnar import Array

_BITS = 64
_SMALLEST = 16
_EMPTY = 0


class RunHash:
    """Hashes of stretches of a text, whatever their place in it.

    A polynomial over random numbers of the code points (Karp and Rabin, 1987), modulo 2 to the power of 64.
    The numbers are drawn anew for every instance, so nobody can write two words of one hash; that two of a
    million words share one by chance is less likely than one in a million.
    """

    def __init__(self) -> None:
        chance = np.random.default_rng()
        self._numbers = chance.integers(0, 1 << _BITS, sys.maxunicode + 1, dtype=np.uint64)
        self._base = int(chance.integers(0, 1 << (_BITS - 1))) * 2 + 1
        self._powers = self._inverses = np.empty(0, dtype=np.uint64)

    def of(self, codes: Array, begins: Array, ends: Array) -> Array:
        """Return the hash of each stretch ``codes[begin:end]``; none is 0."""
        if len(codes) > len(self._powers):
            inverse = pow(self._base, -1, 1 << _BITS)
            self._powers, self._inverses = _powers(self._base, len(codes)), _powers(inverse, len(codes))
        sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(self._numbers[codes] * self._powers[: len(codes)], out=sums[1:])
        return (sums[ends] - sums[begins]) * self._inverses[begins] | np.uint64(1)


def _powers(base: int, count: int) -> Array:
    powers = np.full(count, base, dtype=np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


class HashTable:
    """Numbers by hash; open addressing, never more than half full."""

    def __init__(self) -> None:
        self._size = 0
        self._resize(_SMALLEST)

    def _resize(self, bits: int) -> None:
        self._bits = bits
        self._keys = np.full(1 << bits, _EMPTY, dtype=np.uint64)
        self._values = np.zeros(1 << bits, dtype=np.uint32)

    def _slots(self, hashes: Array) -> Array:
        # the high bits of the polynomial depend on all of its bits
        return (hashes >> np.uint64(_BITS - self._bits)).astype(np.int64)

    def find(self, hashes: Array) -> Array:
        """Return the number of each hash, -1 for one that is not here."""
        found = np.full(len(hashes), -1, dtype=np.int64)
        sought, slots = np.arange(len(hashes)), self._slots(hashes)
        while len(sought):
            keys = self._keys[slots]
            here = keys == hashes[sought]
            found[sought[here]] = self._values[slots[here]]
            further = ~here & (keys != _EMPTY)
            sought, slots = sought[further], self._next(slots[further])
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
