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
from ..phrases import without_repeats
from ..plan import Plan
from ..query import Dates, Node, Phrase, Scoped, Sequence, Widened, Word
from ..ranking import LEAD, PASSAGE, nearness, saturated
from .postings import POSITION_BITS, joined, places_of_each

if TYPE_CHECKING:
    from .matching import Scorings

_POSITION = (1 << POSITION_BITS) - 1
_STEP = PASSAGE // 2
_FAR = float(1 << POSITION_BITS)


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
    return Closeness(
        ranking.passage_weight * reading.passage() if ranking.passage_weight else nothing,
        ranking.lead_weight * reading.lead() if ranking.lead_weight else nothing,
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
    """The words of a question in some documents; a word stands where any of its forms does."""

    def __init__(self, scorings: Scorings, plan: Plan, docs: Array, asked: Many[Word]) -> None:
        self._count = len(docs)
        self._lengths = {name: lengths[docs] for name, lengths in scorings.snapshot.columns.lengths.items()}
        self._asked = asked
        groups = [plan.groups[word] for word in dict.fromkeys(asked)]
        self._number = {group.word: number for number, group in enumerate(groups)}
        self._rarity = [scorings.rarity(group, "text") for group in groups]
        own = [next(scorer.terms for scorer in group.scorers if scorer.own) for group in groups]
        numbers = np.arange(len(docs))
        self._text, self._title = (
            places_of_each(scorings.snapshot, field, own, docs, numbers) for field in ("text", "title")
        )

    def passage(self) -> Array:
        """Return the sum of idf x saturated frequency of the words in the best passage of each document."""
        # a passage is a half and the next one; each document has halves enough, and one behind them
        ends = np.cumsum(self._lengths["text"] // _STEP + 2, dtype=np.int64)
        begins, cells = np.append(0, ends[:-1]), int(ends[-1])
        value = np.zeros(cells)
        for rarity, at in zip(self._rarity, self._text, strict=True):
            if len(at):
                half = np.bincount(
                    begins.take(at >> POSITION_BITS) + (at & _POSITION) // _STEP, minlength=cells
                )
                half[:-1] += half[1:]
                value += rarity * saturated(half)
        value[ends - 1] = 0  # a half behind the last, to which the next document's first was added
        return np.maximum.reduceat(value, begins)

    def lead(self) -> Array:
        """Return the sum of idf x saturated frequency of the words in the first ``LEAD`` of each document."""
        value = np.zeros(self._count)
        for rarity, at in zip(self._rarity, self._text, strict=True):
            early = at[(at & _POSITION) < LEAD] >> POSITION_BITS
            value += rarity * saturated(np.bincount(early, minlength=self._count))
        return value

    def proximity(self) -> Array:
        """Return the sum of the lower idf x saturated nearness of each two neighbours of the question."""
        value = np.zeros(self._count)
        numbered = [self._number[word] for word in self._asked]
        for one, other in dict.fromkeys(pairwise(numbered)):
            first, second = self._text[one], self._text[other]
            if one == other or not len(first) or not len(second):
                continue
            ends = np.concatenate([[-_FAR], second, [np.inf]])
            following = np.searchsorted(second, first, side="right") + 1
            preceding = np.searchsorted(second, first, side="left")
            near = nearness(ends[following] - first, first - ends[preceding])
            freqs = np.bincount(first >> POSITION_BITS, weights=near, minlength=self._count)
            value += min(self._rarity[one], self._rarity[other]) * saturated(freqs)
        return value

    def named(self) -> Array:
        """Return the sum of the idf of the words in each title that holds no other ones."""
        found = [at for at in self._title if len(at)]
        value = np.zeros(self._count)
        if not found:
            return value
        for rarity, at in zip(self._rarity, self._title, strict=True):
            value += rarity * (np.bincount(at >> POSITION_BITS, minlength=self._count) > 0)
        places = joined(found)
        if len(found) > 1:  # words may share a form
            places = np.sort(places)
            places = without_repeats(places)
        held = np.bincount(places >> POSITION_BITS, minlength=self._count)
        return np.where((held >= self._lengths["title"]) & (held > 0), value, 0.0)
