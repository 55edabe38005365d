"""How well an article answers a question: the formulas and every number in them.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with Whoosh's idf, which never
falls below 0, over each field and channel apart; a word's score is the weighted sum. Scores are unitless,
higher is better, not comparable across queries.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..index.local import Array
from ..index.options import Settings, option


@dataclass(frozen=True)
class Ranking(Settings):
    """The parameters of ranking."""

    k1: float = option(
        1.2, "how slowly repetition of a word saturates; 0 counts presence only", low=0.0, high=10.0
    )
    b: float = option(
        0.5, "how much a long article is held against it; 0 not at all, 1 in full", low=0.0, high=1.0
    )
    text_weight: float = option(1.0, "what a word in the text counts; 0 ignores the text", low=0.0, high=10.0)
    title_weight: float = option(
        0.5, "what a word in the title counts besides; 0 ignores titles", low=0.0, high=10.0
    )
    surface_weight: float = option(0.25, "share of the form as typed, spelling folded", low=0.0, high=1.0)
    stem_weight: float = option(0.5, "share of all words with the stem", low=0.0, high=1.0)
    snowball_weight: float = option(0.25, "share of all words with the Snowball stem", low=0.0, high=1.0)

    link_weight: float = option(
        0.2, "share of a word together with its broken plurals, or its nisbas", low=0.0, high=1.0
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

    def field_weight(self, field: str) -> float:
        """Return the weight of a text field."""
        return self.title_weight if field == "title" else self.text_weight

    def channel_weight(self, channel: str) -> float:
        """Return the share of a channel."""
        return float(getattr(self, f"{channel}_weight"))


def idf(doc_freq: int, doc_count: int) -> float:
    """Return how much a word tells that ``doc_freq`` of ``doc_count`` articles hold: ln(N / (df + 1)) + 1."""
    return math.log(doc_count / (doc_freq + 1)) + 1 if doc_count else 0.0


def norms(lengths: Array, average: float, ranking: Ranking) -> Array:
    """Return k1 (1 - b + b length / average) for each article: what its length weighs against repetition."""
    return ranking.k1 * (1 - ranking.b + ranking.b * lengths / max(average, 1.0))


def impact(freqs: Array, norms: Array, ranking: Ranking) -> Array:
    """Return tf (k1 + 1) / (tf + norm) for each article; from 0 to k1 + 1."""
    shares: Array = freqs / (freqs + norms)
    return shares * (ranking.k1 + 1)


def most_impact(ranking: Ranking) -> float:
    """Return what no ``impact`` exceeds."""
    return ranking.k1 + 1
