"""Lossy folding of a repaired word into the keys it is found by.

``written`` is what stands on the page without vowel signs and tatweel, ءا as آ; ``surface`` also forgets
what Arabic writers spell freely (hamza seats, final yeh and teh marbuta, letters of foreign sounds);
``stem_key`` further writes every hamza inside the word as one letter, so that مسؤول and مسئول meet while تأكد
and تؤكد stay apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import numpy as np
import regex

from .letters import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    ARABIC_LETTER,
    BEH,
    FEH,
    HAMZA,
    HEH,
    HIGH_HAMZA_ALEF,
    HIGH_HAMZA_WAW,
    HIGH_HAMZA_YEH,
    JEEM,
    KAF,
    LAM,
    MARK,
    SEEN,
    TATWEEL,
    TEH_MARBUTA,
    WAVY_HAMZA_ALEF_ABOVE,
    WAVY_HAMZA_ALEF_BELOW,
    WAW,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
    ZAIN,
)

_ALEFS = (
    ALEF_HAMZA_ABOVE
    + ALEF_HAMZA_BELOW
    + ALEF_MADDA
    + ALEF_WASLA
    + WAVY_HAMZA_ALEF_ABOVE
    + WAVY_HAMZA_ALEF_BELOW
    + HIGH_HAMZA_ALEF
)
_FOREIGN = {
    "\u067e": BEH,
    "\u0686": JEEM,
    "\u0698": ZAIN,
    "\u06a4": FEH,
    "\u06a5": FEH,
    "\u06af": KAF,
    "\u06ad": KAF,
    "\u0763": KAF,
}
_COMMON = {**dict.fromkeys(_ALEFS, ALEF), **_FOREIGN, ALEF_MAKSURA: YEH, TEH_MARBUTA: HEH}
_SURFACE = str.maketrans(
    {**_COMMON, WAW_HAMZA: WAW, HIGH_HAMZA_WAW: WAW, YEH_HAMZA: YEH, HIGH_HAMZA_YEH: YEH}
)
_STEM_KEY = str.maketrans(
    {**_COMMON, WAW_HAMZA: HAMZA, HIGH_HAMZA_WAW: HAMZA, YEH_HAMZA: HAMZA, HIGH_HAMZA_YEH: HAMZA}
)
_UNMARKED = regex.compile(f"[{MARK}{TATWEEL}]+")
_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
_PLAIN = regex.compile("[\u0621-\u063a\u0641-\u064a]+|[a-z0-9]+")
# hamza and alef side by side write the madda of آمنوا, also behind a clitic: ءامنوا، وءامنوا، بالءاخرة
_SPLIT_MADDA = regex.compile(
    f"^([{WAW}{FEH}]?[{BEH}{KAF}{LAM}{SEEN}]?(?:[{ALEF}{ALEF_WASLA}]{LAM}|{LAM})?){HAMZA}{ALEF}"
)


def written(repaired: str) -> str:
    """Return the repaired word without marks and tatweel; other scripts than Arabic also lose case and
    accents.

    >>> written("كَتَبَ"), written("مـــرحبا"), written("ءَامنوا"), written("Café")
    ('كتب', 'مرحبا', 'آمنوا', 'cafe')
    """
    if _PLAIN.fullmatch(repaired):
        return _join_madda(repaired)
    if _ARABIC.match(repaired):
        return _join_madda(_UNMARKED.sub("", repaired))
    bare = _UNMARKED.sub("", unicodedata.normalize("NFKD", repaired.casefold()))
    # a few modifier letters decompose to a space and a mark; a key holds no space
    return "".join(unicodedata.normalize("NFKC", bare).split())


def surface(word: str) -> str:
    """Return the key that free spelling does not change.

    >>> surface("أحمد"), surface("مدرسة"), surface("آمنوا"), surface("اللئيم")
    ('احمد', 'مدرسه', 'امنوا', 'اللييم')
    """
    return word.translate(_SURFACE)


def stem_key(word: str) -> str:
    """Return the key the stemmer works on: like ``surface``, every hamza inside the word one letter.

    >>> stem_key("مسؤول") == stem_key("مسئول"), stem_key("تأكد") == stem_key("تؤكد")
    (True, False)
    """
    return word.translate(_STEM_KEY)


def surfaces(words: Iterable[str]) -> list[str]:
    """Return the ``surface`` of many words, none of which holds a line end: one pass over all of them."""
    return _folded(words, _SURFACE)


def stem_keys(words: Iterable[str]) -> list[str]:
    """Return the ``stem_key`` of many words, none of which holds a line end."""
    return _folded(words, _STEM_KEY)


def _folded(words: Iterable[str], table: Mapping[int, str]) -> list[str]:
    words = list(words)
    return mapped("\n".join(words), table).split("\n") if words else []


def mapped(text: str, table: Mapping[int, str]) -> str:
    """Return ``text.translate(table)``, for a long text and a table of one basic letter for another."""
    codes = np.arange(1 << 16, dtype=np.uint16)
    codes[list(table)] = list(map(ord, table.values()))
    return codes[np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)].tobytes().decode("utf-16-le")


def _join_madda(word: str) -> str:
    return _SPLIT_MADDA.sub(rf"\1{ALEF_MADDA}", word) if HAMZA + ALEF in word else word
