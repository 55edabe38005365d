"""What matches, as arrays beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from ...index.local import Array
from .selection import reaching


@dataclass(frozen=True, slots=True)
class Spread:
    """A match over every document of the index, as that of a common word is kept: in less room than as lists,
    and added to others several times faster.

    ``score`` is 0 of a document that is not in the match; ``hit`` is 1 of one that is found, else 0. Where it
    is ``whole`` all of the match are found.
    """

    score: Array
    hit: Array
    count: int
    ceiling: float
    whole: bool

    @classmethod
    def of(cls, match: Match, max_doc: int) -> Spread:
        """Return the spread of a match in which complete is what is found, and no score is 0."""
        score, hit = np.zeros(max_doc), np.zeros(max_doc, dtype=np.uint8)
        spread = cls(score, hit, match.count, match.ceiling, match.hit is None)
        spread.score[match.docs] = match.score
        spread.hit[match.docs] = 1 if match.hit is None else match.hit
        return spread

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return 200 + self.score.nbytes + self.hit.nbytes


@dataclass(frozen=True)
class Match:
    """Documents, ascending, each with a score.

    ``hit`` says which of them are found: the others only bring a score to what another part of the question
    finds. ``complete`` says which have all that was asked. ``None`` stands for all of ``docs``, and for all
    of ``hit``. ``ceiling`` is a number no score reaches beyond. ``best`` are the first documents by score,
    ascending, where these are known.
    """

    docs: Array
    score: Array
    hit: Array | None = None
    complete: Array | None = None
    ceiling: float = 0.0
    best: Array | None = None
    spread: ClassVar[Spread | None] = None

    @property
    def count(self) -> int:
        """How many documents it has."""
        return len(self.docs)

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

    def lifted(self, bonus: float) -> Match:
        """Return what is found with new scores: a complete one is higher by the bonus."""
        lift = bonus if self.complete is None else bonus * self.complete
        return Match(self.docs, self.score + lift, None, self.complete, self.ceiling)

    def raised(self, best: Array, by: Array) -> Match:
        """Raise the scores of the first documents, in place, and return the match that knows them."""
        self.score[self.docs.searchsorted(best)] += by
        return replace(self, best=best)

    def scores_of(self, docs: Array) -> Array:
        """Return the scores of some of the documents."""
        return self.score.take(self.docs.searchsorted(docs))

    def reaching(self, limit: int) -> Array:
        """Return the documents, ascending, whose scores reach the lowest of the ``limit`` highest."""
        return self.docs.take(reaching(self.score, limit))

    def rows(self) -> Iterator[tuple[int, float, bool]]:
        """Yield each document with its score and whether it has all that was asked."""
        return zip(self.docs.tolist(), self.score.tolist(), self.all_complete.tolist(), strict=True)

    def found(self) -> Match:
        """Return the match without what is not found."""
        return self if self.hit is None else self.at(np.flatnonzero(self.hit))


class SpreadMatch(Match):
    """A match that is spread over all documents; as lists only where it is asked for so."""

    spread: Spread  # type: ignore[misc]

    def __init__(self, spread: Spread) -> None:
        # the lists are kept here and not in the spread, which stays in memory
        self.__dict__.update(spread=spread, complete=None, ceiling=spread.ceiling, best=None)

    @property
    def count(self) -> int:
        """How many documents it has."""
        return self.spread.count

    @cached_property
    def docs(self) -> Array:
        """The documents."""
        return np.flatnonzero(self.spread.score != 0)

    @cached_property
    def score(self) -> Array:
        """The score of each."""
        return self.spread.score.take(self.docs)

    @cached_property
    def hit(self) -> Array | None:
        """Which of them are found."""
        hit = self.spread.hit.take(self.docs).view(bool)
        return None if hit.all() else hit

    @property
    def hits(self) -> Array:
        """The documents that are found."""
        return np.flatnonzero(self.spread.hit.view(bool))

    def found(self) -> Match:
        """Return the match without what is not found."""
        score, hit = self.spread.score, self.spread.hit.view(bool)
        return DenseMatch(score if self.spread.whole else score * hit, hit, None, self.ceiling)


class DenseMatch(Match):
    """What is found, by document of the whole index; as lists only where it is asked for so.

    ``scores`` are 0 of a document that is not found; ``there`` says which are, ``completes`` which are
    complete, ``None`` standing for all that are found.
    """

    def __init__(
        self, scores: Array, there: Array, completes: Array | None, ceiling: float, best: Array | None = None
    ) -> None:
        self.__dict__.update(
            scores=scores, there=there, completes=completes, hit=None, ceiling=ceiling, best=best
        )

    scores: Array
    there: Array
    completes: Array | None

    @cached_property
    def count(self) -> int:
        """How many documents it has."""
        return int(np.count_nonzero(self.there))

    @cached_property
    def docs(self) -> Array:
        """The documents."""
        return np.flatnonzero(self.there)

    @cached_property
    def score(self) -> Array:
        """The score of each."""
        return self.scores.take(self.docs)

    @cached_property
    def complete(self) -> Array | None:
        """Which of them have all that was asked."""
        return None if self.completes is None else self.completes.take(self.docs)

    def lifted(self, bonus: float) -> Match:
        """Return what is found with new scores: a complete one is higher by the bonus."""
        # of what is not found nobody asks the score
        scores = self.scores + (bonus if self.completes is None else bonus * self.completes)
        return DenseMatch(scores, self.there, self.completes, self.ceiling)

    def raised(self, best: Array, by: Array) -> Match:
        """Raise the scores of the first documents, in place, and return the match that knows them."""
        self.scores[best] += by
        return DenseMatch(self.scores, self.there, self.completes, self.ceiling, best)

    def scores_of(self, docs: Array) -> Array:
        """Return the scores of some of the documents."""
        return self.scores.take(docs)

    def reaching(self, limit: int) -> Array:
        """Return the documents, ascending, whose scores reach the lowest of the ``limit`` highest."""
        docs = reaching(self.scores, limit)
        return docs[self.there.take(docs)]
