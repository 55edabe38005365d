"""The consonants of a word, so coarse that every spelling of a foreign name has the same ones.

A sound that Arabic lacks is written with a neighbour of it (غوتيريش, جوتيريش, قوتيريش), its vowels with
letters or without (كازاخستان, قازخستان), and in Latin letters as each language likes. The skeleton keeps one
letter of each such family and no vowel after the first letter: words that share it are candidates for the
same name, no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

import numpy as np
import regex

from .letters import ALEF, ARABIC_LETTER, LAM, SHEEN, TEH

MAX_READINGS = 8
"""Skeletons that one Latin word may have."""

_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
# by code: made once, for to make them takes longer than to look up a word
_FAMILY = np.arange(1 << 16, dtype=np.uint16)
_FAMILY[list(map(ord, "قغجطثصضذظ"))] = list(map(ord, "كككتتسددز"))
_IS_WEAK = np.isin(_FAMILY, list(map(ord, "اويءهع")))
_DEFINITE = regex.compile(f"^{ALEF}{LAM}(?=.{{4}})", regex.MULTILINE)
_TWICE = regex.compile(r"(.)\1+")

_GRAPHEMES = {
    # each with the letters it may be heard as, the likeliest first; ^ and $ mark its ends
    **dict.fromkeys(("tsch", "sch", "tch", "sh"), ("ش",)),
    "ch": ("ش", "ك"),
    "zh": ("ش", "ك"),
    "kh": ("خ",),
    "gh": ("ك",),
    "th": ("ت",),
    "dh": ("د",),
    **dict.fromkeys(("ph", "pf"), ("ف",)),
    "ck": ("ك",),
    "qu": ("ك",),
    "q": ("ك", "ش"),
    "ng": ("نك", "ن"),
    "x": ("كس", "ش"),
    "^x": ("ش", "كس"),
    "s$": ("س", "ش"),
    "h": ("ه", "ح"),
    **{f"c{vowel}": ("سا",) for vowel in "eiy"},
    **dict(zip("bptdkgjcszfvlrmn", map(tuple, "ببتدككككسزففلرمن"), strict=True)),
    # the digits that stand for letters of like shape in chats
    "2": ("ء",),
    "3": ("ع",),
    "5": ("خ",),
    "6": ("ت",),
    "7": ("ح",),
    "8": ("ك",),
    "9": ("س",),
    "3'": ("ك",),
    "7'": ("خ",),
    "9'": ("د",),
    "6'": ("ز",),
}
_VOWELS = "aeiouyw"
_LATIN = regex.compile("[a-z2356789'’]*[a-z][a-z2356789'’]*")
_CUT = regex.compile(
    "|".join(sorted((key.strip("^$") for key in _GRAPHEMES), key=len, reverse=True)) + f"|[{_VOWELS}]+"
)


def skeleton(key: str) -> str:
    """Return the skeleton of a stem key, or the likeliest one of a Latin word; empty for anything else.

    >>> skeleton("كازاخستان") == skeleton("قازخستان") == skeleton("kazakhstan")
    True
    """
    return skeletons([key])[0]


def skeletons(keys: Sequence[str]) -> list[str]:
    """Return the skeletons of many keys, which hold no line break."""
    arabic = iter(_of_arabic([key for key in keys if _ARABIC.match(key)]))
    return [next(arabic) if _ARABIC.match(key) else next(iter(readings(key)), "") for key in keys]


def readings(word: str) -> tuple[str, ...]:
    """Return the skeletons that a Latin word may have, the likeliest first; none for anything else.

    >>> readings("xi"), readings("zhang")
    (('ش', 'كس'), ('شنك', 'شن', 'كنك', 'كن'))
    """
    if not _LATIN.fullmatch(word):
        return ()
    written = islice(product(*_choices(_TWICE.sub(r"\1", word))), MAX_READINGS)
    return tuple(dict.fromkeys(_consonants(["".join(letters) for letters in written])))


def _choices(word: str) -> Iterator[tuple[str, ...]]:
    cuts = _CUT.findall(word)
    for number, cut in enumerate(cuts):
        letters = _GRAPHEMES.get(cut, (ALEF,))
        if number and number == len(cuts) - 1:
            yield _GRAPHEMES.get(f"{cut}$", letters)
        else:
            yield letters if number else _GRAPHEMES.get(f"^{cut}", letters)


def _of_arabic(keys: Sequence[str]) -> list[str]:
    bare = _DEFINITE.sub("", "\n".join(keys))
    return _consonants(bare.replace(TEH + SHEEN, SHEEN).split("\n"))


def _consonants(words: Sequence[str]) -> list[str]:
    # all at once: to go through the words one by one would cost ten times as much
    codes = _FAMILY[np.frombuffer("\n".join(["", *words]).encode("utf-16-le"), dtype=np.uint16)]
    ends = codes == ord("\n")
    kept = ends[1:] | (codes[1:] != codes[:-1])
    first, codes = ends[:-1][kept], codes[1:][kept]
    weak = _IS_WEAK[codes]
    codes[weak & first] = ord(ALEF)
    skeletal: str = codes[first | ~weak].tobytes().decode("utf-16-le")
    return skeletal.split("\n")
