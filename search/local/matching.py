"""Runs a plan over the arrays of a snapshot: which articles match, how completely, how well."""

from __future__ import annotations

from collections.abc import Sequence as Many
from dataclasses import dataclass, replace

import numpy as np

from ...index.local import FACETS, TEXT_FIELDS, Array, Snapshot
from ..plan import Group, Plan
from ..query import Alternative, Dates, Node, Occur, Phrase, Scoped, Sequence, Word
from ..ranking import Ranking, bound, idf, impact
from . import phrases
from .facets import values_that_answer
from .postings import frequencies, places


@dataclass(frozen=True, slots=True)
class Match:
    """One entry per document: whether it matches, whether it has all that was asked, its score.

    ``ceiling`` is a number no score reaches beyond.
    """

    mask: Array
    complete: Array
    score: Array
    ceiling: float = 0.0

    @property
    def lift(self) -> float:
        """What having all that was asked adds to a score, also where nothing asked for scores."""
        return self.ceiling or 1.0


class Matching:
    """Evaluates the nodes of one plan on one snapshot."""

    def __init__(self, snapshot: Snapshot, plan: Plan, ranking: Ranking) -> None:
        self._snapshot, self._plan, self._ranking = snapshot, plan, ranking
        self._count = snapshot.doc_count

    def run(self, *, all_first: bool) -> Match:
        """Evaluate the question; with ``all_first`` an article with all the words outranks any with only
        some."""
        match = self.node(self._plan.sequence, TEXT_FIELDS)
        if not all_first:
            return match
        return replace(match, score=match.score + match.lift * match.complete)

    def node(self, node: Node, fields: Many[str]) -> Match:
        """Evaluate one node of the question within text fields."""
        if isinstance(node, Word):
            return self._group(self._plan.groups[node], fields)
        if isinstance(node, Phrase):
            return self._phrase(node, fields)
        if isinstance(node, Scoped):
            return self._scoped(node)
        if isinstance(node, Dates):
            return self._flat(self._within(node))
        if isinstance(node, Alternative):
            return _any([self.node(inner, fields) for inner in node.nodes])
        return self._sequence(node, fields)

    def _group(self, group: Group, fields: Many[str]) -> Match:
        score, ceiling = np.zeros(self._count), 0.0
        mask = np.zeros(self._count, dtype=bool)
        for field in fields:
            mask[frequencies(self._snapshot, field, group.terms)[0]] = True
            for share, terms in group.channels:
                ceiling += self._add_score(score, field, share, terms)
        return Match(mask, mask, score, ceiling)

    def _add_score(self, score: Array, field: str, share: float, terms: Array) -> float:
        docs, freqs = frequencies(self._snapshot, field, terms)
        weight = share * self._ranking.field_weight(field)
        if not len(docs) or not weight:
            return 0.0
        lengths = self._snapshot.columns.lengths[field]
        average = self._snapshot.average_length(field)
        score[docs] += (
            weight * idf(len(docs), self._count) * impact(freqs, lengths[docs], average, self._ranking)
        )
        return weight * bound(len(docs), self._count, self._ranking)

    def _phrase(self, phrase: Phrase, fields: Many[str]) -> Match:
        groups = [self._plan.groups[word] for word in phrase.words]
        mask = np.zeros(self._count, dtype=bool)
        for field in fields:
            places_of = {group.word: places(self._snapshot, field, group.terms) for group in groups}
            found = [places_of[word] for word in phrase.words]
            mask[phrases.near(found, phrase.slop) if phrase.slop else phrases.adjacent(found)] = True
        words = [self._group(group, fields) for group in groups]
        score = np.where(mask, sum(word.score for word in words), 0.0)
        return Match(mask, mask, score, sum(word.ceiling for word in words))

    def _scoped(self, node: Scoped) -> Match:
        if node.field in FACETS:
            facet = self._snapshot.columns.facets[node.field]
            wanted = values_that_answer(node.node, facet, self._snapshot, self._plan)
            return self._flat(wanted[facet.codes])
        return self.node(node.node, (node.field,))

    def _within(self, dates: Dates) -> Array:
        days = self._snapshot.columns.dates
        mask = days > 0
        if dates.first:
            mask &= days >= dates.first.toordinal()
        if dates.last:
            mask &= days <= dates.last.toordinal()
        return mask

    def _flat(self, mask: Array) -> Match:
        return Match(mask, mask, np.zeros(self._count))

    def _sequence(self, sequence: Sequence, fields: Many[str]) -> Match:
        asked: dict[Occur, list[Match]] = {occur: [] for occur in Occur}
        for clause in sequence.clauses:
            if not (isinstance(clause.node, Word) and clause.node.stop):
                asked[clause.occur].append(self.node(clause.node, fields))
        must, should, must_not = asked[Occur.MUST], asked[Occur.SHOULD], asked[Occur.MUST_NOT]
        if not must and not should and not must_not:
            return self._flat(np.zeros(self._count, dtype=bool))
        mask = np.ones(self._count, dtype=bool)
        for match in must:
            mask &= match.mask
        if should and not must:
            mask &= np.logical_or.reduce([match.mask for match in should])
        for match in must_not:
            mask &= ~match.mask
        complete = np.logical_and.reduce([mask, *(match.complete for match in (*must, *should))])
        score = np.where(mask, sum((match.score for match in (*must, *should)), np.zeros(self._count)), 0.0)
        return Match(mask, complete, score, sum(match.ceiling for match in (*must, *should)))


def _any(matches: Many[Match]) -> Match:
    return Match(
        np.logical_or.reduce([match.mask for match in matches]),
        np.logical_or.reduce([match.complete for match in matches]),
        np.sum([match.score for match in matches], axis=0),
        sum(match.ceiling for match in matches),
    )
