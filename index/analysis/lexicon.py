"""How often a word form is written: the evidence every strip of the stemmer needs.

Background: the Arabic list of wordfreq (Robyn Speer, ``rspeer/wordfreq``), forms per 100 million words. A
form it does not know counts as its rarest when at least two articles of the collection hold it: one typo
must not attest itself. Keys are ``stem_key`` forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

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

    forms: dict[str, float] = {}
    hamza: dict[str, float] = {}
    frequencies = wordfreq.get_frequency_dict("ar", wordlist="best")
    keys = stem_keys(mapped("\n".join(frequencies), _UNSHAPED).split("\n"))
    for key, (form, frequency) in zip(keys, frequencies.items(), strict=True):
        forms[key] = forms.get(key, 0.0) + frequency * PER
        if form.startswith(_INITIAL_HAMZA):
            hamza[key] = hamza.get(key, 0.0) + frequency * PER
    return forms, hamza


def lexicon(attested: Iterable[str] = ()) -> Lexicon:
    """Return the background's evidence, with the keys that a collection attests besides."""
    forms, hamza = background()
    unknown = {key: RAREST for key in attested if key not in forms}
    return Lexicon({**forms, **unknown} if unknown else forms, hamza, forms)
