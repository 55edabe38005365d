"""The best articles read closer: the best passage, the lead, words near each other, a title that is named.

Positions are read of a hundred articles at most, whatever the collection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence as Many
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...index.local import Array
from ..plan import Plan
from ..query import Dates, Node, Phrase, Scoped, Sequence, Widened, Word
from ..ranking import LEAD, PASSAGE, nearness, saturated
from .postings import NO_DOCS, POSITION_BITS, places, summed

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
    asked = list(_asked(plan.sequence))
    ranking = scorings.ranking
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
        self._lengths = scorings.snapshot.columns.lengths["title"][docs]
        self._asked = asked
        groups = {word: plan.groups[word] for word in dict.fromkeys(asked)}
        self._rarity = {word: scorings.rarity(group, "text") for word, group in groups.items()}
        own = {
            word: next(scorer.terms for scorer in group.scorers if scorer.own)
            for word, group in groups.items()
        }
        self._text, self._title = (
            {
                word: _by_number(places(scorings.snapshot, field, terms, docs), docs)
                for word, terms in own.items()
            }
            for field in ("text", "title")
        )

    def passage(self) -> Array:
        """Return the sum of idf x saturated frequency of the words in the best passage of each document."""
        # a passage is a half and the next one, numbered by the first; a document's numbers begin at 1
        last = max((int((at & _POSITION).max()) for at in self._text.values() if len(at)), default=0)
        halves = last // _STEP + 2
        keys, values = [NO_DOCS], [np.empty(0)]
        for word, at in self._text.items():
            half = (at >> POSITION_BITS) * halves + (at & _POSITION) // _STEP + 1
            key, freqs = np.unique(np.concatenate([half, half - 1]), return_counts=True)
            keys.append(key)
            values.append(self._rarity[word] * saturated(freqs))
        key, value = summed(keys, values, self._count * halves + 1)
        best = np.zeros(self._count)
        np.maximum.at(best, key // halves, value)
        return best

    def lead(self) -> Array:
        """Return the sum of idf x saturated frequency of the words in the first ``LEAD`` of each document."""
        value = np.zeros(self._count)
        for word, at in self._text.items():
            early = at[(at & _POSITION) < LEAD] >> POSITION_BITS
            value += self._rarity[word] * saturated(np.bincount(early, minlength=self._count))
        return value

    def proximity(self) -> Array:
        """Return the sum of the lower idf x saturated nearness of each two neighbours of the question."""
        value = np.zeros(self._count)
        for one, other in dict.fromkeys(zip(self._asked, self._asked[1:], strict=False)):
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
        value = np.zeros(self._count)
        for word, at in self._title.items():
            value[np.unique(at >> POSITION_BITS)] += self._rarity[word]
        found = np.unique(np.concatenate(list(self._title.values())))
        held = np.bincount(found >> POSITION_BITS, minlength=self._count)
        return np.where((held >= self._lengths) & (held > 0), value, 0.0)


def _by_number(places: Array, docs: Array) -> Array:
    """Return places with each document's number among ``docs`` instead of its own."""
    return np.searchsorted(docs, places >> POSITION_BITS) << POSITION_BITS | (places & _POSITION)
