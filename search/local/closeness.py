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
from ..ranking import LEAD, nearness, saturated
from .postings import POSITION_BITS, Held, held, joined

if TYPE_CHECKING:
    from .matching import Scorings

_FAR = 1 << 62


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

    All of the words are reckoned with at once, in rows of one entry a document: each step costs its call.
    """

    def __init__(self, scorings: Scorings, plan: Plan, docs: Array, asked: Many[Word]) -> None:
        self._docs, self._snapshot = docs, scorings.snapshot
        groups = [plan.groups[word] for word in dict.fromkeys(asked)]
        number = {group.word: number for number, group in enumerate(groups)}
        self._asked = [number[word] for word in asked]
        self._rarity = np.array([scorings.rarity(group, "text") for group in groups])
        self._own = [next(scorer.terms for scorer in group.scorers if scorer.own) for group in groups]
        self._size = len(groups) * len(docs)
        self._text = [(own, *own.field.positions_at(own.at)) for own in self._held("text")]

    def _held(self, field: str) -> Iterator[Held]:
        return held(self._snapshot, field, self._own, self._docs)

    def _entry(self, own: Held) -> Array:
        entries: Array = own.groups * len(self._docs) + own.docs
        return entries

    def _sum(self, rows: Array) -> Array:
        """Return the sum over the words of idf x what each has in its row."""
        total: Array = self._rarity @ rows.reshape(len(self._rarity), -1)
        return total

    def passage_and_lead(self) -> tuple[Array, Array]:
        """Return the sums of idf x saturated frequency of the words in the best passage of each document, and
        in its lead."""
        # a passage is a half and the next one; each document has halves enough, and one behind them
        ends = (self._snapshot.columns.lengths["text"].take(self._docs) // LEAD + 2).cumsum(dtype=np.int64)
        begins, cells = np.zeros_like(ends), int(ends[-1])
        begins[1:] = ends[:-1]
        halves = np.zeros(len(self._rarity) * cells)
        for own, counts, positions in self._text:
            at = (own.groups * cells + begins.take(own.docs)).repeat(counts)
            halves += np.bincount(at + positions // LEAD, minlength=len(halves))
        lead = self._sum(saturated(halves.reshape(-1, cells).take(begins, axis=1)))
        halves[:-1] += halves[1:]
        passage = self._sum(saturated(halves))
        passage[ends - 1] = 0  # a half behind the last, to which the next document's first was added
        return np.maximum.reduceat(passage, begins), lead

    def proximity(self) -> Array:
        """Return the sum of the lower idf x saturated nearness of each two neighbours of the question."""
        pairs = [(one, other) for one, other in dict.fromkeys(pairwise(self._asked)) if one != other]
        count = len(self._docs)
        if not pairs or not self._text:
            return np.zeros(count)
        places = joined(
            [
                (self._entry(own) << POSITION_BITS).repeat(counts) | positions
                for own, counts, positions in self._text
            ]
        )
        places = np.sort(places)
        ends = places.searchsorted(np.arange(len(self._rarity) + 1) * (count << POSITION_BITS)).tolist()
        # each pair has a row of its own, so that no place is near one of another pair
        first, second = (
            np.concatenate(
                [
                    places[ends[pair[side]] : ends[pair[side] + 1]]
                    + ((row - pair[side]) * count << POSITION_BITS)
                    for row, pair in enumerate(pairs)
                ]
            )
            for side in (0, 1)
        )
        bounded = np.concatenate([[-_FAR], second, [_FAR]])
        following = bounded.take(second.searchsorted(first, side="right") + 1)
        preceding = bounded.take(second.searchsorted(first, side="left"))
        near = nearness(following - first, first - preceding)
        freqs = np.bincount(first >> POSITION_BITS, weights=near, minlength=len(pairs) * count)
        lower = np.array([min(self._rarity[one], self._rarity[other]) for one, other in pairs])
        total: Array = lower @ saturated(freqs.reshape(len(pairs), count))
        return total

    def named(self) -> Array:
        """Return the sum of the idf of the words in each title that holds no other ones."""
        count, lengths = len(self._docs), self._snapshot.columns.lengths["title"].take(self._docs)
        fillable = self._snapshot.most_in_title * sum(map(len, self._own))
        if not ((lengths > 0) & (lengths <= fillable)).any():
            return np.zeros(count)
        found = [(own, own.field.freqs.take(own.at)) for own in self._held("title")]
        taken = np.zeros(count)
        for own, freqs in found:
            taken += np.bincount(own.docs, weights=freqs, minlength=count)
        if not (taken >= np.maximum(lengths, 1)).any():
            return np.zeros(count)
        taken, there = np.zeros(count), np.zeros(self._size)
        for own, freqs in found:
            _, once = np.unique(own.at, return_index=True)  # words may share a form
            taken += np.bincount(own.docs.take(once), weights=freqs.take(once), minlength=count)
            there[self._entry(own)] = 1
        return np.where(taken >= np.maximum(lengths, 1), self._sum(there), 0.0)
