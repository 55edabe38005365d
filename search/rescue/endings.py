"""A final hamza or alef spelled as it sounds: شئ for شيء, مستشفا for مستشفى, يدعوا for يدعو."""

from __future__ import annotations

from collections.abc import Iterator

from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the same word with its end spelled otherwise"
_ALWAYS = (("ئ", "يء"), ("ئ", "ىء"), ("ؤ", "وء"))
"""Ends that tell no two words apart."""
_MAYBE = (("أ", "اء"), ("ى", "ا"), ("و", "وا"))
"""Ends that may: أنشأ and إنشاء."""
_TIMES = 10.0
"""The one is taken for a misspelling of the other, if that is so many times as frequent."""
_SHORTEST = 2
"""Letters before such an end; one before those that tell nothing apart."""
_TEH_MARBUTA, _TEH = "ة", "ت"
"""The mushaf writes some nouns with the other one, شجرت, where no verb is written so."""


def endings(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the other spellings of the end of each word."""
    for place, word in run.arabic.items():
        forms = known.alone(_respelt, word)
        if forms:
            yield Offer("endings", place, place + 1, forms, _REASON)


def _respelt(word: str, known: Known) -> tuple[Form, ...]:
    return distinct(
        form(other) for other in _twins(word, known) if other and known.stem(other) != known.stem(word)
    )


def _twins(word: str, known: Known) -> Iterator[str | None]:
    for end, other in _both_ways(_ALWAYS):
        if word.endswith(end) and len(word) > len(end):
            yield known.found_as(word.removesuffix(end) + other)
    for end, other in _both_ways(_MAYBE):
        rest = word.removesuffix(end)
        if word.endswith(end) and len(rest) >= _SHORTEST and _is_misspelling(word, rest + other, known):
            yield known.usual(rest + other)
    rest = word.removesuffix(_TEH_MARBUTA)
    if rest != word and known.count(rest + _TEH) * _TIMES <= known.count(word):
        yield known.usual(rest + _TEH)


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (*pairs, *((other, end) for end, other in pairs))


def _is_misspelling(word: str, twin: str, known: Known) -> bool:
    """Say whether one of the two is far commoner, or the collection lacks the word."""
    one, other = sorted((known.count(word), known.count(twin)))
    return not known.holding(word) or other >= _TIMES * max(one, 1.0)
