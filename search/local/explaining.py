"""The score of one article, taken apart."""

from __future__ import annotations

from collections.abc import Sequence as Many

import numpy as np

from ...index.local import TEXT_FIELDS, places_among
from ..explain import Explanation, total
from ..plan import Group, Plan, Scorer
from ..query import Alternative, Node, Occur, Phrase, Scoped, Sequence, Widened, Word
from ..ranking import LEAD, PASSAGE, Ranking, freshness, impact, norms
from .closeness import closeness
from .matching import Matching, Scorings
from .postings import frequencies


def explain_match(scorings: Scorings, plan: Plan, docnum: int, *, all_first: bool) -> Explanation:
    """Return the tree whose root is the score that a search gives the article; 0 when it is no hit."""
    matching = Matching(scorings, plan)
    fields = scorings.snapshot.fields
    match = matching.node(plan.sequence, fields).found()
    place = int(places_among(match.docs, np.array([docnum]))[0])
    if place < 0:
        return Explanation(0.0, "does not match the question")
    parts = [_Explaining(scorings, plan, docnum).node(plan.sequence, fields)]
    if all_first and match.all_complete[place]:
        weight = scorings.ranking.all_words_weight
        parts.append(
            Explanation(
                matching.bonus(match), f"all that was asked is there: {weight:g} of the highest score"
            )
        )
    if scorings.ranking.freshness_weight:
        parts.append(_fresher(matching, scorings.ranking, docnum, sum(part.value for part in parts)))
    parts += _closer(scorings, plan, matching, docnum, all_first=all_first)
    return total("score, the sum of", parts)


def _fresher(matching: Matching, ranking: Ranking, docnum: int, score: float) -> Explanation:
    """Return what its date adds to the score of an article."""
    ages = matching.ages(np.array([docnum]))
    days, weight = ranking.freshness_days, ranking.freshness_weight
    dated = f"published {ages[0]:g} days before the newest" if np.isfinite(ages[0]) else "without a date"
    added = score * (float(freshness(ages, ranking)[0]) - 1)
    return Explanation(added, f"{dated}: {weight:g} x 2^(-age / {days:g}) of the above")


def _closer(
    scorings: Scorings, plan: Plan, matching: Matching, docnum: int, *, all_first: bool
) -> list[Explanation]:
    """Return what reading the article closer added, when it was among the best."""
    match, closer = (matching.run(all_first=all_first, closer=closer) for closer in (False, True))
    place = int(places_among(match.docs, np.array([docnum]))[0])
    if match.score[place] == closer.score[place]:
        return []
    added, ranking = closeness(scorings, plan, np.array([docnum])), scorings.ranking
    told = (
        (
            added.passage,
            f"its best passage of {PASSAGE} words: {ranking.passage_weight:g} x sum of idf x tf/(tf+0.5)",
        ),
        (
            added.lead,
            f"its first {LEAD} words: {ranking.lead_weight:g} x sum of idf x tf/(tf+0.5)",
        ),
        (
            added.proximity,
            f"words near each other: {ranking.proximity_weight:g} x sum of lower idf x nearness",
        ),
        (added.named, f"its title is all in the question: {ranking.named_weight:g} x sum of idf"),
    )
    return [Explanation(float(value[0]), said) for value, said in told if value[0]]


class _Explaining:
    def __init__(self, scorings: Scorings, plan: Plan, docnum: int) -> None:
        self._snapshot, self._ranking = scorings.snapshot, scorings.ranking
        self._scorings, self._plan, self._docnum = scorings, plan, docnum

    def node(self, node: Node, fields: Many[str]) -> Explanation:
        if isinstance(node, Word):
            return self._group(self._plan.groups[node], fields)
        if isinstance(node, Phrase):
            words = [self._group(self._plan.groups[word], fields) for word in node.words]
            return self._if_matched(node, total("phrase, the sum of its words", words), fields)
        if isinstance(node, Scoped):
            return self.node(node.node, (node.field,))
        if isinstance(node, Widened):
            return self._widened(node, fields)
        if isinstance(node, Alternative):
            return total("any of", [self.node(inner, fields) for inner in node.nodes])
        if isinstance(node, Sequence):
            scored = [clause.node for clause in node.clauses if clause.occur is not Occur.MUST_NOT]
            scored = [inner for inner in scored if not (isinstance(inner, Word) and inner.stop)]
            parts = [self.node(inner, fields) for inner in scored]
            return self._if_matched(node, total("the sum of", parts), fields)
        return Explanation(0.0, "a filter, which scores nothing")

    def _widened(self, node: Widened, fields: Many[str]) -> Explanation:
        match = Matching(self._scorings, self._plan).node(node, fields)
        place = int(places_among(match.docs, np.array([self._docnum]))[0])
        value = float(match.score[place]) if place >= 0 else 0.0
        typed = self.node(node.typed, fields)
        if abs(typed.value - value) <= 1e-9 * value:
            return typed
        parts = [typed, *(self.node(inner, fields) for inner in node.tried)]
        share, rest = self._ranking.rescue_weight, value - sum(part.value for part in parts)
        held = f"not as typed: {share:g} of it counts, and less than where it stands as typed"
        return total("what was typed and what is tried", [*parts, Explanation(rest, held)])

    def _if_matched(self, node: Node, tree: Explanation, fields: Many[str]) -> Explanation:
        match = Matching(self._scorings, self._plan).node(node, fields)
        found = places_among(match.hits, np.array([self._docnum]))[0] >= 0
        return tree if found else Explanation(0.0, "does not match")

    def _group(self, group: Group, fields: Many[str]) -> Explanation:
        parts = [self._scored(group, field) for field in fields]
        return total(f"word {group.word.text}", [part for part in parts if part.value])

    def _scored(self, group: Group, field: str) -> Explanation:
        ranking, count = self._ranking, self._snapshot.doc_count
        counted = [(scorer, self._freq(field, scorer)) for scorer in group.scorers]
        freq = sum(scorer.counts * times for scorer, times in counted)
        if not freq:
            return Explanation(0.0, f"not in the {field}")
        length = self._snapshot.lengths(field)[self._docnum]
        average, b = self._snapshot.average_length(field), ranking.length_weight(field)
        weight, rarity = ranking.field_weight(field), self._scorings.rarity(group, field)
        norm = norms(np.array([length]), average, ranking.k1, b)
        strength = float(impact(np.array([freq]), norm, ranking)[0])
        among = f", among {length} words (mean {average:.1f})" if field in TEXT_FIELDS else ""
        held = " + ".join(
            f"{times:g} x {scorer.counts:g} {scorer.name}" for scorer, times in counted if times
        )
        return Explanation(
            weight * rarity * strength,
            f"in the {field}: weight x idf x impact",
            (
                Explanation(weight, f"weight of the {field}"),
                Explanation(rarity, f"idf: ln(1 + ({count} articles - df + 0.5) / (df + 0.5))"),
                Explanation(
                    strength,
                    f"impact: tf {freq:g} = {held}{among}, "
                    f"tf (k1 + 1) / (tf + k1 (1 - b + b length / mean)), k1 {ranking.k1:g}, b {b:g}",
                ),
            ),
        )

    def _freq(self, field: str, scorer: Scorer) -> float:
        docs, freqs = frequencies(self._snapshot, field, scorer.terms)
        place = int(places_among(docs, np.array([self._docnum]))[0])
        return float(freqs[place]) if place >= 0 else 0.0
