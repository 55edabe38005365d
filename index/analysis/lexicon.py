"""How often a word form is written: the evidence every strip of the stemmer needs.

Background: the Arabic list of wordfreq (Robyn Speer, ``rspeer/wordfreq``), forms per 100 million words. A
form it does not know counts as its rarest when at least two articles of the collection hold it: one typo
must not attest itself. Keys are ``stem_key`` forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, compress, count

import numpy as np
from numpy.typing import NDArray

from .fold import mapped, stem_keys
from .letters import ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA
from .repair import HOMOGRAPHS

PER = 1e8
"""Counts are occurrences per this many words."""
RAREST = 1.0
"""The count of a form that only the collection attests."""

_INITIAL_HAMZA = (ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA)
_UNSHAPED = str.maketrans({shape: letter for shapes, letter in HOMOGRAPHS.items() for shape in shapes})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often forms are written.

    ``forms`` counts every spelling of a key, ``hamza`` those of them written with a hamza on the first alef;
    ``language`` is ``forms`` without what only a collection attests.

    Occurrences per 100 million words; what was never seen is missing.
    """

    forms: Mapping[str, float]
    hamza: Mapping[str, float]
    language: Mapping[str, float] = field(default_factory=dict)


@cache
def background() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the counts of the background as (all spellings, spellings that begin with a hamza)."""
    import wordfreq

    # words of one frequency, in centibels below 1, stand together
    buckets = wordfreq.get_frequency_list("ar", wordlist="best")
    words = list(chain.from_iterable(buckets))
    shares = [wordfreq.cB_to_freq(-below) * PER for below in range(len(buckets))]
    counts = np.repeat(shares, [len(bucket) for bucket in buckets])
    keys = stem_keys([mapped("\n".join(words), _UNSHAPED)])
    begun = np.fromiter((word.startswith(_INITIAL_HAMZA) for word in words), dtype=bool, count=len(words))
    return _summed(keys, counts), _summed(list(compress(keys, begun)), counts[begun])


def _summed(keys: Sequence[str], counts: NDArray[np.float64]) -> dict[str, float]:
    """Return the sum of the counts of each key, in the order in which the keys come first."""
    places: dict[str, int] = {}
    first = np.fromiter(map(places.setdefault, keys, count()), dtype=np.int64, count=len(keys))
    sums = np.bincount(first, weights=counts, minlength=len(keys))
    return dict(zip(places, sums[list(places.values())].tolist(), strict=True))


def lexicon(attested: Iterable[str] = ()) -> Lexicon:
    """Return the background's evidence, with the keys that a collection attests besides."""
    forms, hamza = background()
    unknown = {key: RAREST for key in attested if key not in forms}
    return Lexicon({**forms, **unknown} if unknown else forms, hamza, forms)
