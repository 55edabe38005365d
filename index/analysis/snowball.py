"""The Snowball channel: the published Arabic and English stemmers, applied to the unfolded word.

Source: snowballstem.org. ``snowballstemmer`` hands out the C library, PyStemmer, where that is installed: the
same stems thirty times faster.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol, cast

import regex
import snowballstemmer

from .letters import ARABIC_LETTER

_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
# a stemmer keeps state while it works, so each thread has its own
_local = threading.local()


class _Snowball(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (the library's name)

    def stemWords(self, words: Sequence[str]) -> list[str]: ...  # noqa: N802


def snowball(word: str) -> str:
    """Return the Snowball stem of a ``written`` word: Arabic as Arabic, anything else as English.

    >>> snowball("المكتبات"), snowball("running")
    ('مكتب', 'run')
    """
    return _of("arabic" if _ARABIC.match(word) else "english").stemWord(word)


def snowball_all(words: Sequence[str], arabic: Sequence[bool]) -> list[str]:
    """Return the stems of many words; ``arabic`` says which are."""
    stems = list(words)
    for language, wanted in (("arabic", True), ("english", False)):
        places = [place for place, own in enumerate(arabic) if own is wanted]
        found = _of(language).stemWords([words[place] for place in places])
        for place, stem in zip(places, found, strict=True):
            stems[place] = stem
    return stems


def _of(language: str) -> _Snowball:
    found = getattr(_local, language, None)
    if found is None:
        found = snowballstemmer.stemmer(language)
        # no word is asked for twice in a row, and to remember each takes longer than to stem it
        found.maxCacheSize = 0
        setattr(_local, language, found)
    return cast(_Snowball, found)
