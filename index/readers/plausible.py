"""How Arabic a text looks: the share of its letters that stand in known words."""

from __future__ import annotations

import functools
import re
from itertools import islice

from pyarabic import araby

SAMPLE = 20_000  # runs of letters looked at; beyond that the share no longer moves

_RUN = re.compile(r"[^\x00-\x7f\s]+")
_MARKS = re.compile(f"[{araby.FATHATAN}-{araby.SUKUN}{araby.TATWEEL}]")
_WORD = re.compile(r"[^\W\d_]+")
_CLITICS = tuple(araby.WAW + araby.FEH + araby.BEH + araby.LAM + araby.KAF)


@functools.cache
def _known() -> dict[str, float]:
    """Load the frequent Arabic words; only a file that is not UTF-8 pays for it (0.2 s)."""
    # the library itself takes long to import, and most files are UTF-8
    from wordfreq import get_frequency_dict

    return get_frequency_dict("ar", "small")


def plausibility(text: str) -> float:
    """Return from 0 (no Arabic) to 1 (each word known) how Arabic the words beyond ASCII look.

    A mark at the start of a run makes the run unknown; so is a letter alone, but for the conjunction.
    """
    letters = attested = 0
    for run in islice(_RUN.finditer(text), SAMPLE):
        stray = _MARKS.match(run[0]) is not None
        for word in _WORD.findall(_MARKS.sub("", run[0])):
            letters += len(word)
            attested += len(word) * (not stray and _attested(word))
    return attested / letters if letters else 0.0


def _attested(word: str) -> bool:
    known = _known()
    if len(word) == 1:
        return word == str(araby.WAW)
    return word in known or (word[0] in _CLITICS and len(word) > 3 and word[1:] in known)
