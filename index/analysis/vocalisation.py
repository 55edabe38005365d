"""Vowel signs that agree: كَتَبَ may be meant by كتب, not by كُتُب."""

from __future__ import annotations

from itertools import zip_longest

import regex

from .letters import MARK, TATWEEL

_UNIT = regex.compile(f"([^{MARK}{TATWEEL}])([{MARK}{TATWEEL}]*)")
_MARK = regex.compile(f"[{MARK}]")


def has_marks(text: str) -> bool:
    """Say whether any letter of the text bears a vowel sign."""
    return _MARK.search(text) is not None


def agree(one: str, other: str) -> bool:
    """Say whether two vocalised spellings of the same letters can be one word.

    Letter by letter the signs are the same, in any order, or one side writes none. This is no equivalence:
    كتب agrees with both كَتَبَ and كُتُب, which do not agree with each other.

    >>> agree("كَتَبَ", "كتب"), agree("كَتَبَ", "كُتُب"), agree("كَتَبَ", "كَتب")
    (True, False, True)
    """
    pairs = zip_longest(_UNIT.findall(one), _UNIT.findall(other), fillvalue=("", ""))
    return all(
        not mine or not theirs or set(mine) == set(theirs)
        for (_, mine), (_, theirs) in (
            ((left, signs.replace(TATWEEL, "")), (right, others.replace(TATWEEL, "")))
            for (left, signs), (right, others) in pairs
        )
    )
