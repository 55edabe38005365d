"""How well an article answers a question: the formulas and every number in them.

A word and its variants count as one word that is there so many times, each variant for the share of its
channel: weighted synonyms, as Indri's ``#wsyn`` (Metzler and Croft, "Combining the language model and
inference network approaches to retrieval", 2004). That frequency is scored by BM25 in each field (Robertson
and Zaragoza, "The Probabilistic Relevance Framework", 2009), and fields add up. The best articles are then
read closer: what the best passage holds, so that long articles are not drowned (Callan, "Passage-level
evidence in document retrieval", 1994), what the lead holds, which says what the article is about, how near
each other the words stand as they were asked (after Rasolofo and Savoy, "Term proximity scoring for
keyword-based retrieval systems", 2003), and whether a title is all in the question. Scores are unitless,
higher is better, not comparable across queries.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..index.local import Array
from ..index.options import Settings, option


@dataclass(frozen=True)
class Ranking(Settings):
    """The parameters of ranking."""

    k1: float = option(
        0.9, "how slowly repetition of a word saturates; 0 counts presence only", low=0.0, high=10.0
    )
    b: float = option(
        0.3, "how much a long text is held against it; 0 not at all, 1 in full", low=0.0, high=1.0
    )
    title_b: float = option(0.8, "how much a long title is held against it, as b", low=0.0, high=1.0)
    text_weight: float = option(1.0, "what a word in the text counts; 0 ignores the text", low=0.0, high=10.0)
    title_weight: float = option(
        0.5, "what a word in the title counts besides; 0 ignores titles", low=0.0, high=10.0
    )
    section_weight: float = option(
        0.3, "what a word in the name of the section counts; 0 only finds", low=0.0, high=10.0
    )
    source_weight: float = option(
        0.3, "what a word in the name of the source counts; 0 only finds", low=0.0, high=10.0
    )
    author_weight: float = option(
        0.3, "what a word in the name of the author counts; 0 only finds", low=0.0, high=10.0
    )
    surface_weight: float = option(0.25, "share of the form as typed, spelling folded", low=0.0, high=1.0)
    stem_weight: float = option(0.5, "share of all words with the stem", low=0.0, high=1.0)
    snowball_weight: float = option(0.25, "share of all words with the Snowball stem", low=0.0, high=1.0)

    link_weight: float = option(
        0.3, "share of a word together with its broken plurals, or its nisbas", low=0.0, high=1.0
    )

    all_words_weight: float = option(
        0.02,
        "what having all the words adds, as a share of the highest score; 1 puts such articles first",
        low=0.0,
        high=1.0,
    )
    rescue_weight: float = option(
        0.5, "what a form counts that was not typed but tried by a rescue", low=0.0, high=1.0
    )
    passage_weight: float = option(
        0.9, "what the words of the best passage add; 0 scores articles as a whole", low=0.0, high=10.0
    )
    lead_weight: float = option(0.3, "what the words at the beginning of the text add", low=0.0, high=10.0)
    proximity_weight: float = option(
        0.6, "what neighbours in the question add that stand near each other", low=0.0, high=10.0
    )
    named_weight: float = option(
        0.5, "what a title adds whose words are all in the question", low=0.0, high=10.0
    )

    freshness_weight: float = option(
        0.0,
        "what the newest article gains, as a share of its score; 0 minds no dates, 1 doubles it",
        low=0.0,
        high=10.0,
    )
    freshness_days: float = option(
        365.0, "days before the newest article after which that share is half", low=1.0, high=36500.0
    )

    def field_weight(self, field: str) -> float:
        """Return the weight of a field."""
        return float(getattr(self, f"{field}_weight"))

    def length_weight(self, field: str) -> float:
        """Return how much length is held against a field; nothing of a facet, whose values are names."""
        return {"title": self.title_b, "text": self.b}.get(field, 0.0)

    def channel_weight(self, channel: str) -> float:
        """Return the share of a channel."""
        return float(getattr(self, f"{channel}_weight"))


REACH = 100
"""How many of the best articles are read closer."""
PASSAGE = 60
"""Words of a passage; every half of it another one begins."""
LEAD = PASSAGE // 2
"""Words of a text's beginning: half a passage, so that both are counted at once."""
NEAR = 8
"""Words from one to another that is near it, at most."""
_REVERSED = 0.5  # what nearness counts in the other order than the question's
_CLOSE_K = 0.5  # how slowly repetition saturates within a passage, or of a pair


def idf(doc_freq: float, doc_count: int) -> float:
    """Return how much a word tells that ``doc_freq`` of ``doc_count`` articles hold; above 0.

    ln(1 + (N - df + 0.5) / (df + 0.5)), which does not fall below 0 for words that most articles hold.
    """
    return math.log1p((doc_count - doc_freq + 0.5) / (doc_freq + 0.5)) if doc_count else 0.0


def norms(lengths: Array, average: float, k1: float, b: float) -> Array:
    """Return k1 (1 - b + b length / average) for each article: what its length weighs against repetition."""
    return k1 * (1 - b + b * lengths / max(average, 1.0))


def impact(freqs: Array, norms: Array, ranking: Ranking) -> Array:
    """Return tf (k1 + 1) / (tf + norm) for each article; from 0 to k1 + 1."""
    shares: Array = freqs / (freqs + norms)
    return shares * (ranking.k1 + 1)


def most_impact(ranking: Ranking) -> float:
    """Return what no ``impact`` exceeds."""
    return ranking.k1 + 1


def saturated(freqs: Array) -> Array:
    """Return tf / (tf + 0.5) for each number: how sure so many occurrences make of a word, from 0 to 1."""
    return freqs / (freqs + _CLOSE_K)


def freshness(ages: Array, ranking: Ranking) -> Array:
    """Return 1 + w 2^(-age / days) for each age in days, infinite ones too: what scores are multiplied by."""
    factors: Array = 1 + ranking.freshness_weight * np.exp2(-ages / ranking.freshness_days)
    return factors


def nearness(after: Array, before: Array) -> Array:
    """Return 1 / distance to the next word asked, and half of 1 / distance to it where it stands before.

    Distances count words; beyond ``NEAR`` they add nothing.
    """
    return np.where(after <= NEAR, 1 / after, 0.0) + np.where(before <= NEAR, _REVERSED / before, 0.0)
