"""Articles about the same: those found by the words that tell most of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain, islice

import numpy as np

from ..index.analysis import STOP_WORDS
from ..index.local import TEXT_FIELDS, Array, Snapshot
from .asking import Asker
from .local import Match, Matching, ordered
from .local.combine import filtered
from .local.postings import NO_DOCS, summed
from .plan import Plan, make_plan
from .query import Clause, Occur, Sequence, Word
from .ranking import idf

TELLING = 25
"""Words that an article is asked by."""
READ = 1000
"""Words of a text that are read for them: a long one says early what it is about."""
MOST = 200
"""Articles that are found, the closest ones."""
LEAST = 0.1
"""The share of an article's own score from which another is about the same."""


def telling_words(snapshot: Snapshot, docnum: int) -> dict[Word, float]:
    """Return the words that tell most of an article, each with its weight, above 0; the most telling first.

    The weight is tf x idf over stems (Salton and Buckley, "Term-weighting approaches in automatic text
    retrieval", 1988), where the stem stands in another article too.
    """
    counts = _counts(snapshot, docnum)
    written = np.array([snapshot.vocabulary.terms.find(word) for word in counts], dtype=np.int64)
    known = written >= 0
    frequency, written = np.array(list(counts.values()))[known], written[known]
    if not len(written):
        return {}
    channel = snapshot.vocabulary.channels["stem"]
    # the form that stands most often speaks for its stem
    order = np.lexsort((-frequency, channel.codes[written]))
    stems, first = np.unique(channel.codes[written[order]], return_index=True)
    spokesmen, sums = written[order][first], np.add.reduceat(frequency[order], first)
    weights = np.array(
        [
            often * idf(held, snapshot.doc_count) if held > 1 else 0.0
            for often, held in zip(sums.tolist(), _held(snapshot, stems).tolist(), strict=True)
        ]
    )
    best = np.lexsort((spokesmen, -weights))[:TELLING]
    return {
        Word(snapshot.vocabulary.terms[term], literal=True): weight
        for term, weight in zip(spokesmen[best].tolist(), weights[best].tolist(), strict=True)
        if weight > 0
    }


def related(asker: Asker, docnum: int) -> tuple[Plan, Match]:
    """Return what ``find_related`` does, kept for the next reader of the article."""
    return asker.related.get(docnum, lambda: find_related(asker, docnum))


def find_related(asker: Asker, docnum: int) -> tuple[Plan, Match]:
    """Return the other articles that its telling words find, ``MOST`` at most, and the plan that asks for
    these words.

    A score is the sum of what each word scores by the ranking, times its weight, as a share of what the
    article itself scores so.
    """
    snapshot, weights = asker.snapshot, telling_words(asker.snapshot, docnum)
    asked = Sequence(tuple(Clause(Occur.SHOULD, word) for word in weights))
    plan = make_plan(asked, snapshot.vocabulary, snapshot.analyzer, asker.ranking, asker.scorings.groups)
    if not weights:
        return plan, filtered(NO_DOCS)
    matching = Matching(asker.scorings, plan)
    matches = [matching.node(word, TEXT_FIELDS) for word in weights]
    scores = [match.score * weight for match, weight in zip(matches, weights.values(), strict=True)]
    docs, score = summed([match.docs for match in matches], scores, snapshot.max_doc)
    score = score / score[docs == docnum]
    group = snapshot.duplicates.groups_of(docs)
    same = (docs == docnum) | ((group >= 0) & (group == group[docs == docnum]))
    enough = np.flatnonzero((score >= LEAST) & ~same)
    match = Match(docs[enough], score[enough])
    best = np.sort(ordered(snapshot.columns, match.docs, match.score, "relevance", MOST))
    return plan, match.at(best)


def _counts(snapshot: Snapshot, docnum: int) -> Mapping[str, int]:
    """Return how often each word stands in the article."""
    article, analyzer = snapshot.article(docnum), snapshot.analyzer
    tokens = chain(analyzer.tokens(article.title), islice(analyzer.tokens(article.text), READ))
    words = (token.written for token in tokens)
    return Counter(word for word in words if word not in STOP_WORDS and len(word) > 1)


def _held(snapshot: Snapshot, stems: Array) -> Array:
    """Return how many articles hold each stem in their text; one that holds it in two forms counts twice."""
    members = [snapshot.vocabulary.channels["stem"].members(stem) for stem in stems.tolist()]
    sizes = np.array([len(terms) for terms in members])
    held = snapshot.doc_freqs("text", np.concatenate(members))
    counts: Array = np.add.reduceat(held, np.cumsum(sizes) - sizes)
    return np.minimum(counts, snapshot.doc_count)
