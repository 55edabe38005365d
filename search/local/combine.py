"""What matches, as arrays beside each other, and how matches are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...index.local import Array, places_among
from .postings import NO_DOCS, in_all

_DENSE = 16
"""Lists together longer than a sixteenth of the documents are added in one array over all of them."""


@dataclass(frozen=True, slots=True)
class Match:
    """Documents, ascending, each with a score.

    ``hit`` says which of them are found: the others only bring a score to what another part of the question
    finds. ``complete`` says which have all that was asked. ``None`` stands for all of ``docs``, and for all
    of ``hit``. ``ceiling`` is a number no score reaches beyond.
    """

    docs: Array
    score: Array
    hit: Array | None = None
    complete: Array | None = None
    ceiling: float = 0.0

    @property
    def lift(self) -> float:
        """What puts a complete article above every other one; above 0 even where nothing is scored."""
        return self.ceiling or 1.0

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        arrays = (self.docs, self.score, self.hit, self.complete)
        return 200 + sum(array.nbytes for array in arrays if array is not None)

    @property
    def hits(self) -> Array:
        """The documents that are found."""
        return self.docs if self.hit is None else self.docs[self.hit]

    @property
    def all_complete(self) -> Array:
        """Say of each document whether it has all that was asked."""
        return np.ones(len(self.docs), dtype=bool) if self.complete is None else self.complete

    def at(self, places: Array) -> Match:
        """Return the match of the documents at these places; each of ``docs`` must be found."""
        complete = None if self.complete is None else self.complete[places]
        return Match(self.docs[places], self.score[places], None, complete, self.ceiling)

    def rows(self) -> Iterator[tuple[int, float, bool]]:
        """Yield each document with its score and whether it has all that was asked."""
        return zip(self.docs.tolist(), self.score.tolist(), self.all_complete.tolist(), strict=True)

    def found(self) -> Match:
        """Return the match without what is not found."""
        return self if self.hit is None else self.at(np.flatnonzero(self.hit))


def filtered(docs: Array) -> Match:
    """Return a match of documents that scores nothing."""
    return Match(docs, np.zeros(len(docs)))


@dataclass(frozen=True, slots=True)
class _Sum:
    """Documents with the sum of their scores, and in how many matches each is found and complete."""

    docs: Array
    score: Array
    hits: Array
    completes: Array


def _sum(matches: Sequence[Match], max_doc: int) -> _Sum:
    whole = all(match.complete is None for match in matches)
    if sum(len(match.docs) for match in matches) * _DENSE > max_doc:
        return _dense_sum(matches, max_doc, whole=whole)
    docs = np.concatenate([NO_DOCS, *(match.docs for match in matches)])
    found, inverse = np.unique(docs, return_inverse=True)

    def added(columns: Sequence[Array]) -> Array:
        return np.bincount(inverse, weights=np.concatenate([NO_DOCS, *columns]), minlength=len(found))

    hits = added([_flags(match, match.hit) for match in matches])
    completes = hits if whole else added([_complete(match) for match in matches])
    return _Sum(found, added([match.score for match in matches]), hits, completes)


def _dense_sum(matches: Sequence[Match], max_doc: int, *, whole: bool) -> _Sum:
    score, seen = np.zeros(max_doc), np.zeros(max_doc, dtype=bool)
    hits = np.zeros(max_doc, dtype=np.uint8)
    completes = hits if whole else np.zeros(max_doc, dtype=np.uint8)
    for match in matches:
        seen[match.docs] = True
        score[match.docs] += match.score
        hits[match.docs] += _flags(match, match.hit)
        if not whole:
            completes[match.docs] += _complete(match)
    docs = np.flatnonzero(seen)
    return _Sum(docs, score[docs], hits[docs], completes[docs])


def _flags(match: Match, flags: Array | None) -> Array:
    return np.ones(len(match.docs), dtype=np.uint8) if flags is None else flags.astype(np.uint8)


def _complete(match: Match) -> Array:
    return _flags(match, match.hit if match.complete is None else match.complete)


def any_of(matches: Sequence[Match], max_doc: int) -> Match:
    """Return what any of the matches finds; complete is what is complete in one of them."""
    return _soft(matches, max_doc, 1)


def some_of(matches: Sequence[Match], max_doc: int) -> Match:
    """Return what any of the matches finds; complete is what is complete in each of them."""
    return _soft(matches, max_doc, len(matches))


def _soft(matches: Sequence[Match], max_doc: int, wanted: int) -> Match:
    if len(matches) == 1:
        return matches[0]
    together = _sum(matches, max_doc)
    hit, complete = together.hits > 0, together.completes >= wanted
    ceiling = sum(match.ceiling for match in matches)
    return Match(
        together.docs,
        together.score,
        None if hit.all() else hit,
        None if np.array_equal(hit, complete) else complete,
        ceiling,
    )


def all_of(matches: Sequence[Match], optional: Sequence[Match]) -> Match:
    """Return what each of the matches finds; the optional ones add their score and what is complete."""
    docs = in_all([match.hits for match in matches])
    score, complete = np.zeros(len(docs)), np.ones(len(docs), dtype=bool)
    for match in (*matches, *optional):
        at = places_among(match.docs, docs)
        there = at >= 0
        score[there] += match.score[at[there]]
        complete &= there
        complete[there] &= _complete(match)[at[there]] > 0
    ceiling = sum(match.ceiling for match in (*matches, *optional))
    return Match(docs, score, None, None if complete.all() else complete, ceiling)


def without(match: Match, excluded: Sequence[Match]) -> Match:
    """Return the match without what the excluded ones find."""
    for other in excluded:
        kept = places_among(other.hits, match.docs) < 0
        match = Match(
            match.docs[kept],
            match.score[kept],
            None if match.hit is None else match.hit[kept],
            None if match.complete is None else match.complete[kept],
            match.ceiling,
        )
    return match
