"""Runs a plan over the arrays of a snapshot: which articles match, how completely, how well."""

from __future__ import annotations

from collections.abc import Sequence as Many
from functools import reduce

import numpy as np

from ...index.local import Array, Snapshot
from ..limits import NEVER, Deadline
from ..memory import Memory
from ..phrases import either
from ..plan import Group, Plan
from ..query import Alternative, Dates, Node, Occur, Phrase, Scoped, Sequence, Widened, Word
from ..ranking import REACH, Ranking, freshness, idf, impact, most_impact, norms
from .closeness import closeness
from .combine import all_of, any_of, filtered, some_of, with_rescue, without
from .malloc import keep_freed_memory
from .match import Match, Spread, SpreadMatch
from .phrases import phrase_docs
from .postings import NO_DOCS, NO_SCORES, added, frequencies, held, held_by_any, holding, is_held
from .selection import first
from .vocalised import agreeing

MEMORY = 3 << 23
"""Bytes of matches of single words that are kept for the next question with the word; an eighth of it for
what they stand for."""
_KEPT = 500
"""Bytes of matches for each document: a larger collection keeps no fewer words, for its longer lists."""

_SPREAD = 4
"""The match of a word in more than a quarter of the documents is kept spread over all of them."""
_LEAST = 1e-300


class Scorings:
    """What one ranking makes of one snapshot and the next question may ask for again; shared by threads."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking) -> None:
        keep_freed_memory()
        self.snapshot, self.ranking = snapshot, ranking
        self.matches: Memory[Match | Spread] = Memory(
            max(MEMORY, _KEPT * snapshot.max_doc), lambda match: match.bytes
        )
        self.groups: Memory[Group] = Memory(MEMORY >> 3, lambda group: group.bytes)
        self.rarities: Memory[float] = Memory(MEMORY >> 5, lambda _: 200)
        self.weights: Memory[float] = Memory(MEMORY >> 5, lambda _: 200)
        self._norms: dict[str, Array] = {}

    def norms(self, field: str) -> Array:
        """Return what the length of each document weighs in a field."""
        found = self._norms.get(field)
        if found is None:
            lengths, average = self.snapshot.lengths(field), self.snapshot.average_length(field)
            own = self.ranking.length_weight(field)
            found = self._norms[field] = norms(lengths, average, self.ranking.k1, own)
        return found

    def weight(self, group: Group, field: str) -> float:
        """Return what a word weighs in a field; 0 where no article has it there."""
        return self.weights.get((group.word, field), lambda: self._weight(group, field))

    def _weight(self, group: Group, field: str) -> float:
        if not is_held(self.snapshot, field, group.counted):
            return 0.0
        return self.weighed(self.rarity(group, field), field)

    def weighed(self, rarity: float, field: str) -> float:
        """Return what a word so rare weighs in a field; what weighs nothing is found all the same."""
        return max(self.ranking.field_weight(field) * rarity, _LEAST)

    def rarity(self, group: Group, field: str, known: int = 0) -> float:
        """Return the idf of what a word stands for in a field.

        The articles of the word itself count, so many where that is ``known``; those of its other forms where
        it has none.
        """

        def measured() -> float:
            count = known or holding(self.snapshot, field, group.own)
            return idf(count or holding(self.snapshot, field, group.counted), self.snapshot.doc_count)

        return self.rarities.get((group.word, field), measured)


class Matching:
    """Evaluates the nodes of one plan."""

    def __init__(self, scorings: Scorings, plan: Plan, deadline: Deadline = NEVER) -> None:
        self._scorings, self._plan, self._deadline = scorings, plan, deadline
        self._snapshot, self._ranking = scorings.snapshot, scorings.ranking

    def run(self, *, all_first: bool, closer: bool = True) -> Match:
        """Evaluate the question; with ``all_first`` having all the words adds to the score.

        With ``closer`` the best articles are read closer, which adds to their scores: they stay the best.
        """
        match = self._sequence(self._plan.sequence, self._snapshot.fields, only_found=True).found()
        # new scores, even where nothing is added: those of a word alone are kept for the next question
        match = match.lifted(self.bonus(match) if all_first else 0.0)
        if self._ranking.freshness_weight:
            score = match.score * freshness(self.ages(match.docs), self._ranking)
            match = Match(match.docs, score, None, match.complete, match.ceiling)
        return self._read_closer(match) if closer else match

    def _read_closer(self, match: Match) -> Match:
        """Add to the scores of the best documents."""
        best = np.sort(first(self._snapshot.columns, match, REACH))
        return match.raised(best, closeness(self._scorings, self._plan, best).total)

    def ages(self, docs: Array) -> Array:
        """Return how many days before the newest article each document was published; infinite without a
        date."""
        columns = self._snapshot.columns
        days, newest = columns.dates[docs], int(columns.dates.max(initial=0, where=columns.alive))
        ages: Array = np.where(days > 0, newest - days, np.inf)
        return ages

    def bonus(self, match: Match) -> float:
        """Return what having all that was asked adds to a score."""
        return self._ranking.all_words_weight * match.lift

    def node(self, node: Node, fields: Many[str]) -> Match:
        """Evaluate one node of the question within fields; raises ``QueryTimeoutError``."""
        self._deadline.check()
        if isinstance(node, Word):
            if node.vocalised:
                return self._phrase(Phrase((node,)), fields)
            return self._group(self._plan.groups[node], fields)
        if isinstance(node, Phrase):
            return self._phrase(node, fields)
        if isinstance(node, Scoped):
            return self.node(node.node, (node.field,))
        if isinstance(node, Dates):
            return self._where(self._within(node))
        if isinstance(node, Widened):
            tried = [self.node(inner, fields) for inner in node.tried]
            typed, max_doc = self.node(node.typed, fields), self._snapshot.max_doc
            return with_rescue(typed, any_of(tried, max_doc), self._ranking.rescue_weight, max_doc)
        if isinstance(node, Alternative):
            return any_of([self.node(inner, fields) for inner in node.nodes], self._snapshot.max_doc)
        return self._sequence(node, fields)

    def _group(self, group: Group, fields: Many[str]) -> Match:
        key = (group.word, tuple(fields))
        kept = self._scorings.matches.get(key, lambda: self._kept_group(group, fields))
        return SpreadMatch(kept) if isinstance(kept, Spread) else kept

    def _kept_group(self, group: Group, fields: Many[str]) -> Match | Spread:
        match, max_doc = self._scored_group(group, fields), self._snapshot.max_doc
        return Spread.of(match, max_doc) if match.count * _SPREAD > max_doc else match

    def _scored_group(self, group: Group, fields: Many[str]) -> Match:
        """Score the articles that hold a group: BM25 of how often what it counts is there, by field."""
        docs, score, ceiling = NO_DOCS, NO_SCORES, 0.0
        for field in fields:
            own, freqs = frequencies(self._snapshot, field, group.counted, group.shares)
            if not len(own):
                continue
            known = len(own) if len(group.own) == len(group.counted) else 0
            weight = self._scorings.weighed(self._scorings.rarity(group, field, known), field)
            own_score = impact(freqs, self._scorings.norms(field).take(own), self._ranking)
            own_score *= weight
            docs, score = added(docs, score, own, own_score)
            ceiling += self._ceiling(weight)
        hit = None
        if len(group.terms) < len(group.counted):
            admitted = [frequencies(self._snapshot, field, group.terms)[0] for field in fields]
            hit = held_by_any(docs, admitted, self._snapshot.max_doc)
        return Match(docs, score, hit, None, ceiling)

    def _phrase(self, phrase: Phrase, fields: Many[str]) -> Match:
        groups = [self._plan.groups[word] for word in phrase.words]
        if len(groups) == 1 and not phrase.words[0].vocalised:
            return self._group(groups[0], fields).found()
        terms = [group.terms for group in groups]
        found = [phrase_docs(self._snapshot, field, terms, phrase.slop) for field in fields]
        if any(word.vocalised for word in phrase.words):
            found = [
                agreeing(self._snapshot, phrase.words, field, own)
                for field, own in zip(fields, found, strict=True)
            ]
        return self._scored_at(groups, fields, reduce(either, found, NO_DOCS))

    def _scored_at(self, groups: Many[Group], fields: Many[str], docs: Array) -> Match:
        """Score some documents by the sum of what ``_scored_group`` gives them for each of the groups."""
        owner = np.arange(len(groups)).repeat([len(group.counted) for group in groups])
        terms = np.concatenate([group.counted for group in groups])
        shares = np.concatenate([group.shares for group in groups])
        score, ceiling = np.zeros(len(docs)), 0.0
        for field in fields:
            weights = [self._scorings.weight(group, field) for group in groups]
            ceiling += sum(map(self._ceiling, weights))
            freqs = np.zeros(len(groups) * len(docs))
            for own in held(self._snapshot, field, list(terms[:, np.newaxis]), docs):
                entries = owner.take(own.groups) * len(docs) + own.docs
                times = own.field.freqs.take(own.at) * shares.take(own.groups)
                freqs += np.bincount(entries, weights=times, minlength=len(freqs))
            there = np.flatnonzero(freqs)
            if len(there):
                word, doc = np.divmod(there, len(docs))
                norms = self._scorings.norms(field).take(docs.take(doc))
                own_score = impact(freqs.take(there), norms, self._ranking)
                own_score *= np.take(weights, word)
                score += np.bincount(doc, weights=own_score, minlength=len(docs))
        return Match(docs, score, None, None, ceiling)

    def _ceiling(self, weight: float) -> float:
        """Return what no word of a weight scores beyond."""
        return weight * most_impact(self._ranking) if weight > _LEAST else 0.0

    def _within(self, dates: Dates) -> Array:
        days = self._snapshot.columns.dates
        mask = days > 0
        if dates.first:
            mask &= days >= dates.first.toordinal()
        if dates.last:
            mask &= days <= dates.last.toordinal()
        return mask

    def _where(self, mask: Array) -> Match:
        return filtered(np.flatnonzero(mask & self._snapshot.columns.alive))

    def _sequence(self, sequence: Sequence, fields: Many[str], *, only_found: bool = False) -> Match:
        asked: dict[Occur, list[Match]] = {occur: [] for occur in Occur}
        for clause in sequence.clauses:
            if not (isinstance(clause.node, Word) and clause.node.stop):
                asked[clause.occur].append(self.node(clause.node, fields))
        must, should, must_not = asked[Occur.MUST], asked[Occur.SHOULD], asked[Occur.MUST_NOT]
        if must:
            match = all_of(must, should, self._snapshot.max_doc)
        elif should:
            match = some_of(should, self._snapshot.max_doc, only_found=only_found)
        else:
            everything = np.ones(self._snapshot.max_doc, dtype=bool)
            match = self._where(everything) if must_not else filtered(NO_DOCS)
        return without(match, must_not)
