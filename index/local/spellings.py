"""What a misspelt or an unfinished word is compared with: every surface key, its letters, how common it is.

The letters of a key are a set of 32 bits. Letters that are taken for each other share a bit, so that two
keys whose sets differ by more letters than some number of edits are further apart than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..analysis import families, surface
from ..analysis.letters import HAMZA, YEH
from .columnar import Array, Arrays, Strings, write_arrays
from .vocabulary import Channel

SHORTEST = 3
"""Letters of the shortest word that another is corrected to."""
_LONGEST = 40
"""Letters of the longest."""
_CONTINUES, _CONTINUATION = 0xC0, 0x80
_LOW = 0x3F
_DIGITS = ord("0"), ord("9")


@dataclass(frozen=True, slots=True)
class Spellings:
    """By surface code: ``freqs`` counts the articles of its words, ``best`` is the term most of them hold.

    ``codes`` are those a word may be corrected to, the shorter ones first, those of one length ascending;
    ``bits`` are their letters, ``bounds[n]`` is where those of ``n`` letters begin.
    """

    freqs: Array
    best: Array
    codes: Array
    bits: Array
    bounds: Array

    def of_lengths(self, shortest: int, longest: int) -> slice:
        """Return which of ``codes`` have from ``shortest`` to ``longest`` letters."""
        return slice(self._bound(shortest), self._bound(longest + 1))

    def among(self, codes: range, length: int) -> slice:
        """Return which of ``codes`` lie in a range and have so many letters."""
        low, high = self._bound(length), self._bound(length + 1)
        first, last = np.searchsorted(self.codes[low:high], (codes.start, codes.stop))
        return slice(low + int(first), low + int(last))

    def _bound(self, length: int) -> int:
        return int(self.bounds[min(max(length, 0), _LONGEST + 1)])


def save_spellings(path: Path, surface: Channel, doc_freqs: Array) -> None:
    """Write what the vocabulary's words are compared by; ``doc_freqs`` counts the articles of each term."""
    count = len(surface.keys)
    freqs = np.bincount(surface.codes, weights=doc_freqs, minlength=count)
    # the last one written to a place stays: of a group's terms the commonest, of equals the first
    by_freq = np.lexsort((-np.arange(len(doc_freqs)), doc_freqs))
    best = np.zeros(count, dtype=np.int32)
    best[surface.codes[by_freq]] = by_freq
    bits, lengths, comparable = _letters(surface.keys)
    codes = np.flatnonzero(comparable & (lengths >= SHORTEST) & (lengths <= _LONGEST))
    codes = codes[np.argsort(lengths[codes], kind="stable")]
    arrays = {
        "freqs": freqs.astype(np.int32),
        "best": best,
        "codes": codes.astype(np.int32),
        "bits": bits[codes],
        "bounds": np.searchsorted(lengths[codes], np.arange(_LONGEST + 2)).astype(np.int64),
    }
    write_arrays(path, arrays)


def load_spellings(path: Path) -> Spellings:
    """Map the saved spellings."""
    arrays = Arrays(path)
    return Spellings(*(arrays[name] for name in ("freqs", "best", "codes", "bits", "bounds")))


def letter_bits(word: str) -> int:
    """Return the set of a word's letters.

    >>> letter_bits("ضابط") == letter_bits("ظابط"), letter_bits("ضابط") == letter_bits("رابط")
    (True, False)
    """
    found = 0
    for letter in word:
        found |= int(_BITS[ord(letter) & _LOW])
    return found


def _letters(keys: Strings) -> tuple[Array, Array, Array]:
    """Return the letters of each key, how many they are, and whether it has no digit."""
    parts = keys.sections("")
    blob, starts = parts[".blob"], parts[".starts"][:-1].astype(np.int64)
    if not len(starts):
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64), np.empty(0, dtype=bool)
    begins = (blob & _CONTINUES) != _CONTINUATION
    # the low six bits of a character's last byte in UTF-8 are those of its code point
    ends = np.append(begins[1:], True)
    bits = np.where(ends, _BITS[blob & _LOW], np.uint32(0))
    digits = (blob >= _DIGITS[0]) & (blob <= _DIGITS[1])
    return (
        np.bitwise_or.reduceat(bits, starts),
        np.add.reduceat(begins.astype(np.int64), starts),
        ~np.logical_or.reduceat(digits, starts),
    )


def _bits() -> Array:
    """Return the bit of a letter by the low six bits of its code point: of each family and each other letter
    of folded Arabic one of its own."""
    alphabet = map(chr, range(ord(HAMZA), ord(YEH) + 1))
    confusable = families()
    alone = {letter for letter in alphabet if surface(letter) == letter}.difference(*confusable)
    sets = [*confusable, *sorted(alone)]
    place = {ord(letter) & _LOW: number for number, letters in enumerate(sets) for letter in letters}
    places = [place.get(low, low % 32) for low in range(_LOW + 1)]
    return np.left_shift(np.uint32(1), np.array(places, dtype=np.uint32))


_BITS = _bits()
