"""The best articles read closer: the best passage, the lead, words near each other, a title that is named.

Positions are read of a hundred articles at most, whatever the collection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence as Many
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ...index.local import Array
from ..plan import Plan
from ..query import Dates, Node, Phrase, Scoped, Sequence, Widened, Word
from ..ranking import LEAD, NEAR, PASSAGE, nearness, saturated
from .postings import NO_DOCS, Held, held, joined

if TYPE_CHECKING:
    from .matching import Scorings

_FAR = 1 << 62
_DISTANCES, _NOWHERE = np.array([_FAR, *range(1, NEAR + 1), _FAR]), np.full(NEAR + 2, _FAR)
# tables of the formulas: what lies beyond the ends of the first two is as the ends
_AFTER, _BEFORE = nearness(_DISTANCES, _NOWHERE), nearness(_NOWHERE, _DISTANCES)
_SURE = saturated(np.arange(PASSAGE + 1))


@dataclass(frozen=True, slots=True)
class Closeness:
    """What reading closer adds to the score of each document, by reason."""

    passage: Array
    lead: Array
    proximity: Array
    named: Array

    @property
    def total(self) -> Array:
        """The sum of the reasons."""
        return self.passage + self.lead + self.proximity + self.named


def closeness(scorings: Scorings, plan: Plan, docs: Array) -> Closeness:
    """Return what reading these documents, ascending, closer adds to their scores."""
    ranking = scorings.ranking
    reads = (ranking.passage_weight, ranking.lead_weight, ranking.proximity_weight, ranking.named_weight)
    asked = list(_asked(plan.sequence)) if any(reads) else []
    nothing = np.zeros(len(docs))
    if not asked or not len(docs):
        return Closeness(nothing, nothing, nothing, nothing)
    reading = _Reading(scorings, plan, docs, asked)
    passage, lead = reading.passage_and_lead()
    return Closeness(
        ranking.passage_weight * passage,
        ranking.lead_weight * lead,
        ranking.proximity_weight * reading.proximity() if ranking.proximity_weight else nothing,
        ranking.named_weight * reading.named() if ranking.named_weight else nothing,
    )


def _asked(node: Node) -> Iterator[Word]:
    """Yield the words that a text is scored by, in the order they were typed."""
    if isinstance(node, Word):
        if not node.stop:
            yield node
    elif isinstance(node, Phrase):
        yield from (word for word in node.words if not word.stop)
    elif isinstance(node, Widened):
        yield from _asked(node.typed)
    elif isinstance(node, Scoped):
        yield from _asked(node.node) if node.field == "text" else ()
    elif not isinstance(node, Dates):
        for inner in node.asked if isinstance(node, Sequence) else node.nodes:
            yield from _asked(inner)


class _Reading:
    """The words of a question in some documents; a word stands where any of its forms does.

    All of the words are reckoned with at once, in rows of an entry a document: each step costs its call. A
    row is all the texts end to end, cut into halves of passages, and the rows follow each other: a place is a
    word of that line. Each text has halves enough and an empty one behind them, so that no place is near one
    in another text.
    """

    def __init__(self, scorings: Scorings, plan: Plan, docs: Array, asked: Many[Word]) -> None:
        self._docs, self._snapshot = docs, scorings.snapshot
        groups = [plan.groups[word] for word in asked]
        self._own = [group.own for group in groups]
        self._rarity = [scorings.rarity(group, "text") for group in groups]
        earliest: dict[Word, int] = {}
        self._asked = [earliest.setdefault(word, at) for at, word in enumerate(asked)]
        # a word that is asked twice counts once
        self._once = np.array(self._rarity) * (np.array(self._asked) == np.arange(len(asked)))
        halves = self._snapshot.columns.lengths["text"].take(docs).astype(np.int64)
        halves //= LEAD
        halves += 2
        ends = halves.cumsum()
        self._begins, self._halves = ends - halves, int(ends[-1])
        self._places = joined([*map(self._standing, self._held("text", docs))] or [NO_DOCS])
        self._places.sort(kind="stable")  # runs that ascend are merged

    def _held(self, field: str, docs: Array) -> Iterator[Held]:
        return held(self._snapshot, field, self._own, docs)

    def _standing(self, own: Held) -> Array:
        """Return where on the line the words stand."""
        counts, positions = own.field.positions_at(own.at)
        begins = own.groups * self._halves
        begins += self._begins.take(own.docs)
        begins *= LEAD
        places: Array = begins.repeat(counts)
        places += positions
        return places

    def passage_and_lead(self) -> tuple[Array, Array]:
        """Return the sums of idf x saturated frequency of the words in the best passage of each document, and
        in its lead."""
        halves = np.bincount(self._places // LEAD + 1, minlength=len(self._own) * self._halves + 1)
        # each half with the one before it: an empty one, before the lead
        passages = halves[1:] + halves[:-1]
        sums = self._once @ _SURE.take(passages).reshape(len(self._own), -1)
        return np.maximum.reduceat(sums, self._begins), sums.take(self._begins)

    def proximity(self) -> Array:
        """Return the sum of the lower idf x saturated nearness of each two neighbours of the question."""
        pairs = list(pairwise(self._asked))
        lower = [
            0.0 if one == other or (one, other) in pairs[:at] else min(self._rarity[at : at + 2])
            for at, (one, other) in enumerate(pairs)
        ]
        if not any(lower):
            return np.zeros(len(self._docs))
        line = self._halves * LEAD
        low, high = self._places.searchsorted([line, len(pairs) * line]).tolist()
        first, second = self._places[:high], self._places[low:] - line
        if not len(first) or not len(second):
            return np.zeros(len(self._docs))
        after = second.take(second.searchsorted(first, side="right"), mode="clip")
        after -= first
        before = first - second.take(second.searchsorted(first) - 1, mode="clip")
        near = _AFTER.take(after, mode="clip")
        near += _BEFORE.take(before, mode="clip")
        freqs = np.bincount(first // LEAD, weights=near, minlength=len(pairs) * self._halves)
        freqs = np.add.reduceat(freqs.reshape(len(pairs), -1), self._begins, axis=1)
        total: Array = np.array(lower) @ saturated(freqs)
        return total

    def named(self) -> Array:
        """Return the sum of the idf of the words in each title that holds no other ones."""
        sums = np.zeros(len(self._docs))
        # an article without a title lacks one word
        lengths = np.maximum(self._snapshot.columns.lengths["title"].take(self._docs), 1)
        if lengths.min() > self._snapshot.most_in_title * sum(map(len, self._own)):
            return sums
        short = (lengths <= self._fillable(int(lengths.max()))).nonzero()[0]
        if not len(short):
            return sums
        lengths, docs = lengths.take(short), self._docs.take(short)
        found = [(own, own.field.freqs.take(own.at)) for own in self._held("title", docs)]
        taken = np.zeros(len(docs))
        for own, freqs in found:
            taken += np.bincount(own.docs, weights=freqs, minlength=len(docs))
        if not (taken >= lengths).any():
            return sums
        taken, there = np.zeros(len(docs)), np.zeros((len(self._own), len(docs)))
        for own, freqs in found:
            _, once = np.unique(own.at, return_index=True)  # words may share a form
            taken += np.bincount(own.docs.take(once), weights=freqs.take(once), minlength=len(docs))
            there[own.groups, own.docs] = 1
        sums[short] = np.where(taken >= lengths, self._once @ there, 0.0)
        return sums

    def _fillable(self, longest: int) -> int:
        """Return a length that no title exceeds which is all in the question: each form as often as in any.

        Forms enough for the ``longest`` title are not looked at.
        """
        found = self._snapshot.rows("title", joined(self._own))
        return max(
            (
                segment.fields["title"].most_of(rows) if len(rows) < longest else longest
                for segment, _, rows in found
            ),
            default=0,
        )
