"""Clitics that the stemmer leaves on a word nobody wrote without them: و, ف, ب, ك, ل and the article; and one
that stands apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ...index.analysis import RARE, surface
from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the word with a prefix written on"
_ARTICLE, _LAM = "ال", "ل"
_LONE = frozenset("وفبلك")
_SHORTEST = 4
_CLITICS = tuple(filter(None, map("".join, product(("", "و", "ف"), ("", "ب", "ك", _LAM), ("", _ARTICLE)))))


def clitics(run: Run, known: Known) -> Iterator[Offer]:
    """Offer a word with the clitics that the collection has it with, and a lone clitic with the next word."""
    for place, word in run.arabic.items():
        following = run.arabic.get(place + 1)
        if word in _LONE and following is not None:
            joined = _with(word, following)
            forms = [form(found) for found in (known.usual(joined), known.usual(following)) if found]
            if forms:
                yield Offer("clitics", place, place + 2, distinct(forms), _REASON)
        else:
            written = known.has_few(word) and known.alone(_written_on, word)
            if written:
                yield Offer("clitics", place, place + 1, written, _REASON)


def _written_on(word: str, known: Known) -> tuple[Form, ...]:
    if len(word) < _SHORTEST or known.count(word) >= RARE:
        return ()
    return distinct(map(form, _attached(word, known)))


def _attached(word: str, known: Known) -> Iterator[str]:
    """Yield the written forms of the word with clitics that nothing but this word explains."""
    heads, rest = (_DEFINITE, word[len(_ARTICLE) :]) if word.startswith(_ARTICLE) else (_BARE, word)
    key = surface(rest)
    for head in heads:
        # a form that the language knows is a word of its own: وزير is not و and زير
        other = known.spelt(head + key)
        if other is not None and not known.count(other) and known.stem(other) != known.stem(word):
            yield other


def _with(clitic: str, word: str) -> str:
    whole = clitic + word
    preposition = clitic.removesuffix(_ARTICLE)
    if preposition.endswith(_LAM) and whole.startswith(preposition + _ARTICLE):
        return preposition + _LAM + whole[len(preposition) + len(_ARTICLE) :]
    return whole


_BARE, _DEFINITE = (tuple(_with(clitic, word) for clitic in _CLITICS) for word in ("", _ARTICLE))
"""The clitics as they stand before a word, and with its article."""
