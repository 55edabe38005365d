"""The adjectives made of places: روسيا and روسي.

The places are those of Unicode CLDR whose adjective people write, and the regions of the Arab press.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .fold import stem_key
from .tables import lines


@dataclass(frozen=True, slots=True)
class Nisba:
    """The spellings of a place, of the adjectives made of it, and what its people are called together."""

    places: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...] = ()


@cache
def nisbas() -> tuple[Nisba, ...]:
    """Return every place with its adjectives."""
    rows = (line.split("\t") for line in lines("nisbas.tsv"))
    return tuple(Nisba(*(tuple(words.split()) for words in row)) for row in rows)


@cache
def adjectives() -> frozenset[str]:
    """Return the stem keys of the adjectives, whose ي is no pronoun: سوري is not my سور."""
    return frozenset(stem_key(word) for row in nisbas() for word in row.adjectives)
