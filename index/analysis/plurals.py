"""Broken plurals: which noun a plural is of, and the nouns that stemming leaves whole.

``plurals.tsv`` was written for modern news: one plural has one singular, and a plural that is also another
common word is not in it (``علوم``, since ``علم`` is also a flag). The names of the patterns are those of the
grammars, without vowels but for the doubled ``فعّال``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .fold import stem_key
from .letters import TEH_MARBUTA
from .tables import lines


@dataclass(frozen=True, slots=True)
class Plural:
    """A noun, one of its broken plurals, and the pattern of that."""

    singular: str
    plural: str
    pattern: str


@cache
def plurals() -> tuple[Plural, ...]:
    """Return the lexicon, the commonest plurals first."""
    return tuple(Plural(*line.split("\t")) for line in lines("plurals.tsv"))


@cache
def nouns() -> frozenset[str]:
    """Return the stem keys of the nouns that look as if they had affixes: بيوت is no بيو + ت."""
    return frozenset(map(stem_key, _words()))


@cache
def feminine() -> frozenset[str]:
    """Return the stem keys of those whose ة is not to be parted with: مكتبة is not مكتب."""
    return frozenset(stem_key(word) for word in _words() if word.endswith(TEH_MARBUTA))


def _words() -> set[str]:
    words = {word for row in plurals() for word in (row.singular, row.plural)}
    return words.union(word for line in lines("nouns.txt") for word in line.split())
