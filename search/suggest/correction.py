"""The words of a collection that a misspelt word may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ...index.analysis import STOP_WORDS, stem_key, surface, taken_for
from ...index.local import SHORTEST, Array, Snapshot, Spellings, Vocabulary, letter_bits
from .distance import EDIT, HALF, distances

MAX_DIFFERENCE = 2
"""Letters that a word may have more or less than the one it is corrected to."""
_BOUNDS = ((6, 2 * EDIT), (5, EDIT + HALF), (SHORTEST, EDIT))
"""A word of so many letters or more is at most so far, in halves of an edit, from the one it is."""
_SELDOM = 20.0
"""Occurrences per 100 million words that any misspelling may have in the language at large."""
_SHARE, _LIKELY_SHARE = 0.1, 1.0
"""What it may have beyond that, as a share of the right word's; the second is of half an edit's (ظابط)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the collection as most articles write it, and how many ``articles`` hold it in a spelling
    that folds alike; ``distance`` counts edits, a likely one as half."""

    word: str
    distance: float
    articles: int


def corrections(word: str, snapshot: Snapshot, limit: int = 5) -> list[Correction]:
    """Return what a written word may be a misspelling of, the nearest first, of these the commonest.

    None for a word that the collection holds in some spelling, for one with anything but letters, and for
    one shorter than three; whether the collection holds its stem is for the caller to know. A stop word is
    none: it asks for nothing. Nor is what the language at large writes too seldom beside the word itself:
    كرة is no misspelling of مرة. Beyond one edit the first letter stays, or is one that it is taken for: few
    misspellings begin with a wrong letter (Yannakoudakis and Fawthrop, The rules of spelling errors, 1983).
    """
    key = surface(word)
    bound = bound_of(len(key))
    if not bound or not key.isalpha() or snapshot.vocabulary.channels["surface"].keys.find(key) >= 0:
        return []
    # most misspellings are one edit away, and those cost little to find
    near = list(islice(_meant(word, EDIT, snapshot), limit))
    if len(near) < limit and bound > EDIT:
        further = (each for each in _meant(word, bound, snapshot) if each.distance > 1)
        near += islice(further, limit - len(near))
    return near


def _meant(word: str, bound: int, snapshot: Snapshot) -> Iterator[Correction]:
    """Yield the corrections within a distance, the nearest first."""
    vocabulary, spellings = snapshot.vocabulary, snapshot.spellings
    codes, apart = _within(surface(word), bound, vocabulary, spellings)
    nearest = np.lexsort((codes, -spellings.freqs[codes], apart))
    often = snapshot.analyzer.evidence.language.get
    own = often(stem_key(word), 0.0)
    for code, halves in zip(codes[nearest].tolist(), apart[nearest].tolist(), strict=True):
        other = vocabulary.terms[int(spellings.best[code])]
        share = _SHARE if halves > HALF else _LIKELY_SHARE
        if other not in STOP_WORDS and own <= max(_SELDOM, share * often(stem_key(other), 0.0)):
            yield Correction(other, halves / EDIT, int(spellings.freqs[code]))


def bound_of(length: int) -> int:
    """Return how far, in halves of an edit, a correction may be from a word of so many letters."""
    return next((bound for least, bound in _BOUNDS if length >= least), 0)


def _within(key: str, bound: int, vocabulary: Vocabulary, spellings: Spellings) -> tuple[Array, Array]:
    """Return the surface codes within a distance, and the distance of each."""
    candidates = np.concatenate(_candidates(key, bound, vocabulary, spellings))
    codes = spellings.codes[candidates]
    lengths = np.searchsorted(spellings.bounds, candidates, side="right") - 1
    apart = distances(key, vocabulary.channels["surface"].keys.joined(codes), lengths)
    within = apart <= bound
    return codes[within], apart[within]


def _candidates(key: str, bound: int, vocabulary: Vocabulary, spellings: Spellings) -> list[Array]:
    """Return where among the spellings those stand whose letters do not say that they are further away."""
    shortest, longest = len(key) - MAX_DIFFERENCE, len(key) + MAX_DIFFERENCE
    if bound <= EDIT:
        stretches = [spellings.of_lengths(shortest, longest)]
    else:
        begins = [vocabulary.channels["surface"].keys.prefix(first) for first in {key[0]} | taken_for(key[0])]
        stretches = [
            spellings.among(codes, length) for codes in begins for length in range(shortest, longest + 1)
        ]
    own, most = np.uint32(letter_bits(key)), bound // EDIT
    found = []
    for stretch in stretches:
        bits = spellings.bits[stretch]
        likely = np.flatnonzero(_at_most(bits & ~own, most))
        found.append(likely[_at_most(~bits[likely] & own, most)] + stretch.start)
    return found


def _at_most(bits: Array, most: int) -> Array:
    """Say for each number whether so many of its bits are set at most."""
    for _ in range(most):
        bits = bits & (bits - np.uint32(1))  # without its lowest
    found: Array = bits == 0
    return found
