"""Runs a plan over the arrays of a snapshot: which articles match, how completely, how well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence as Many
from dataclasses import replace

import numpy as np

from ...index.local import FACETS, TEXT_FIELDS, Array, Snapshot, places_among
from ..phrases import adjacent, windows
from ..plan import Group, Plan, Scorer
from ..query import Alternative, Dates, Node, Occur, Phrase, Scoped, Sequence, Word
from ..ranking import Ranking, bound, idf, impact
from .combine import Match, all_of, any_of, filtered, some_of, without
from .facets import values_that_answer
from .memory import Memory
from .postings import NO_DOCS, docs_of, frequencies, in_all, places

MEMORY = 1 << 25
"""Bytes of matches of single words that are kept for the next question with the word."""


class Matching:
    """Evaluates the nodes of one plan on one snapshot; ``memory`` keeps the words' own matches."""

    def __init__(
        self, snapshot: Snapshot, plan: Plan, ranking: Ranking, memory: Memory[Match] | None = None
    ) -> None:
        self._snapshot, self._plan, self._ranking = snapshot, plan, ranking
        self._memory = memory if memory is not None else word_memory()

    def run(self, *, all_first: bool) -> Match:
        """Evaluate the question.

        With ``all_first`` what has all the words outranks what has only some; what answers as typed outranks
        what only a rescue finds.
        """
        match = self.scored()
        score = match.score
        for _, answering in self.tiers(match, all_first=all_first):
            score = score + match.lift * answering
        return replace(match, score=score)

    def scored(self) -> Match:
        """Evaluate the question, by score alone."""
        return self.node(self._plan.sequence, TEXT_FIELDS).found()

    def tiers(self, match: Match, *, all_first: bool) -> Iterator[tuple[str, Array]]:
        """Yield what lifts an article above all that lack it, and which documents of the match have it."""
        if all_first:
            yield "all that was asked is there", match.all_complete
        if self._plan.typed is not None:
            typed = self.node(self._plan.typed, TEXT_FIELDS).found()
            answering = typed.docs[typed.all_complete] if all_first else typed.docs
            yield "it answers as typed", places_among(answering, match.docs) >= 0

    def node(self, node: Node, fields: Many[str]) -> Match:
        """Evaluate one node of the question within text fields."""
        if isinstance(node, Word):
            return self._group(self._plan.groups[node], fields)
        if isinstance(node, Phrase):
            return self._phrase(node, fields)
        if isinstance(node, Scoped):
            return self._scoped(node)
        if isinstance(node, Dates):
            return self._where(self._within(node))
        if isinstance(node, Alternative):
            return any_of([self.node(inner, fields) for inner in node.nodes], self._snapshot.max_doc)
        return self._sequence(node, fields)

    def _group(self, group: Group, fields: Many[str]) -> Match:
        return self._memory.get((group.word, tuple(fields)), lambda: self._scored_group(group, fields))

    def _scored_group(self, group: Group, fields: Many[str]) -> Match:
        """Score the articles that hold a group, by field and channel."""
        scores = [
            self._scored(field, weight, scorer)
            for field in fields
            for scorer in group.scorers
            if (weight := scorer.share * self._ranking.field_weight(field)) or scorer.admits
        ]
        return any_of(scores, self._snapshot.max_doc)

    def _scored(self, field: str, weight: float, scorer: Scorer) -> Match:
        docs, freqs = frequencies(self._snapshot, field, scorer.terms)
        lengths = self._snapshot.columns.lengths[field][docs]
        average, count = self._snapshot.average_length(field), self._snapshot.doc_count
        score = weight * idf(len(docs), count) * impact(freqs, lengths, average, self._ranking)
        ceiling = weight * bound(len(docs), count, self._ranking) if len(docs) else 0.0
        return Match(docs, score, None if scorer.admits else np.zeros(len(docs), dtype=bool), None, ceiling)

    def _phrase(self, phrase: Phrase, fields: Many[str]) -> Match:
        groups = [self._plan.groups[word] for word in phrase.words]
        found = [self._phrase_docs(groups, phrase.slop, field) for field in fields]
        docs = np.unique(np.concatenate(found))
        words = all_of([self._group(group, fields) for group in groups], ())
        kept = places_among(words.docs, docs)
        return Match(docs, words.score[kept], None, None, words.ceiling)

    def _phrase_docs(self, groups: Many[Group], slop: int, field: str) -> Array:
        distinct = {id(group): group for group in groups}
        docs = in_all([frequencies(self._snapshot, field, group.terms)[0] for group in distinct.values()])
        if len(groups) == 1 or not len(docs):
            return docs
        found = {key: places(self._snapshot, field, group.terms, docs) for key, group in distinct.items()}
        rows = [found[id(group)] for group in groups]
        return docs_of(np.sort(windows(rows, slop)[0]) if slop else adjacent(rows))

    def _scoped(self, node: Scoped) -> Match:
        if node.field in FACETS:
            facet = self._snapshot.columns.facets[node.field]
            wanted = values_that_answer(node.node, facet, self._snapshot, self._plan)
            return self._where(wanted[facet.codes])
        return self.node(node.node, (node.field,))

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

    def _sequence(self, sequence: Sequence, fields: Many[str]) -> Match:
        asked: dict[Occur, list[Match]] = {occur: [] for occur in Occur}
        for clause in sequence.clauses:
            if not (isinstance(clause.node, Word) and clause.node.stop):
                asked[clause.occur].append(self.node(clause.node, fields))
        must, should, must_not = asked[Occur.MUST], asked[Occur.SHOULD], asked[Occur.MUST_NOT]
        if must:
            match = all_of(must, should)
        elif should:
            match = some_of(should, self._snapshot.max_doc)
        else:
            everything = np.ones(self._snapshot.max_doc, dtype=bool)
            match = self._where(everything) if must_not else filtered(NO_DOCS)
        return without(match, must_not)


def word_memory() -> Memory[Match]:
    """Return an empty memory for the matches of words on one snapshot with one ranking."""
    return Memory(MEMORY, lambda match: match.bytes)
