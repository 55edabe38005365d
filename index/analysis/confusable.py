"""Letters that writers of Arabic take for each other.

A plain and an emphatic consonant (س and ص), consonants that many spoken varieties have merged (ض and ظ, ذ
and ز), and those that stand for a foreign g or k (إنجلترا, إنكلترا, إنغلترا). What folding already joins is
not among them.
"""

from __future__ import annotations

CONFUSABLE = tuple(map(frozenset, "ضظ ضد ظذ ظز ذز ذد سص تط كقغ كجغ".split()))
"""Sets of letters, any of which is taken for any other of its set."""


def taken_for(letter: str) -> frozenset[str]:
    """Return the other letters that a letter is taken for.

    >>> sorted(taken_for("س")), sorted(taken_for("م"))
    (['ص'], [])
    """
    return frozenset().union(*(letters for letters in CONFUSABLE if letter in letters)) - {letter}


def families() -> list[frozenset[str]]:
    """Return the sets joined wherever they share a letter: two letters of different families are never taken
    for each other."""
    found: list[frozenset[str]] = []
    for letters in CONFUSABLE:
        joined = [family for family in found if family & letters]
        found = [family for family in found if not family & letters] + [letters.union(*joined)]
    return found
