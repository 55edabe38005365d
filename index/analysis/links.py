"""Words that answer for another without being the same: a broken plural, the nisba of a place, another form
of a verb, a spelling of another orthography.

A link joins groups of words, not words: قرض finds what stems to قروض, so بقروض too. It is taken when a
question is planned, one step far, and ranks below the group of the typed word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from .nisbas import nisbas
from .plurals import plurals
from .tables import lines

PLURAL, NISBA, SPELLING, VERB = "plural", "nisba", "spelling", "verb"


@dataclass(frozen=True, slots=True)
class Link:
    """The stem key of other words, and what makes them answer: ``plural``, ``nisba``, ``verb`` or
    ``spelling``, either way round."""

    kind: str
    key: str


Pairs = Iterable[tuple[str, Iterable[str], Iterable[str]]]
"""Kinds of links, words, and others that answer for them."""


def links(stem: Callable[[str], str], attested: Pairs = ()) -> Mapping[str, tuple[Link, ...]]:
    """Return the links of each stem key, those of the tables and the ``attested`` ones; ``stem`` is the
    stemmer that made the keys."""
    found: dict[str, dict[Link, None]] = {}
    for kind, one, others in chain(_pairs(), attested):
        left, right = ({stem(word): None for word in words} for words in (one, others))
        for key in left:
            found.setdefault(key, {}).update(
                {Link(kind, other): None for other in right if other not in left}
            )
        for key in right:
            found.setdefault(key, {}).update(
                {Link(kind, other): None for other in left if other not in right}
            )
    return {key: tuple(linked) for key, linked in found.items() if linked}


def _pairs() -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    for row in plurals():
        yield PLURAL, (row.singular,), (row.plural,)
    many = {row.singular: row.plural for row in plurals()}
    for nisba in nisbas():
        # المغاربة are of المغرب, as مغربي is
        people = (*nisba.people, *(many[adjective] for adjective in nisba.adjectives if adjective in many))
        yield NISBA, nisba.places, (*nisba.adjectives, *people)
        yield NISBA, nisba.adjectives, nisba.people
        yield from _spellings(nisba.places)
    for line in lines("spellings.tsv"):
        yield from _spellings(line.split())


def _spellings(words: Iterable[str]) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    return ((SPELLING, (one,), (other,)) for one, other in combinations(words, 2))
