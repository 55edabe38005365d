"""A final hamza or alef spelled as it sounds: شئ for شيء, مستشفا for مستشفى, يدعوا for يدعو."""

from __future__ import annotations

from collections.abc import Iterator

from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the same word with its end spelled otherwise"
_ALWAYS = (("ئ", "يء"), ("ئ", "ىء"), ("ؤ", "وء"), ("يء", "ئ"), ("ىء", "ئ"), ("وء", "ؤ"))
"""Ends that tell no two words apart, either way."""
_MAYBE = (("أ", "اء"), ("ى", "ا"), ("و", "وا"), ("اء", "أ"), ("ا", "ى"), ("وا", "و"))
"""Ends that may: أنشأ and إنشاء."""
_TIMES = 10.0
"""The one is taken for a misspelling of the other, if that is so many times as frequent."""
_SHORTEST = 2
"""Letters before such an end; one before those that tell nothing apart."""
_TEH_MARBUTA, _TEH = "ة", "ت"
"""The mushaf writes some nouns with the other one, شجرت, where no verb is written so."""
_LAST = frozenset(end[-1] for end, _ in (*_ALWAYS, *_MAYBE)) | {_TEH_MARBUTA}


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
    if word[-1] not in _LAST:
        return
    for end, other in _ALWAYS:
        if word.endswith(end) and len(word) > len(end):
            yield known.found_as(word.removesuffix(end) + other)
    for end, other in _MAYBE:
        if word.endswith(end) and len(word) >= _SHORTEST + len(end):
            twin = word.removesuffix(end) + other
            written = known.usual(twin)  # most are not there, and need no count
            if written and _is_misspelling(word, twin, known):
                yield written
    if word.endswith(_TEH_MARBUTA):
        twin = word.removesuffix(_TEH_MARBUTA) + _TEH
        written = known.usual(twin)
        if written and known.count(twin) * _TIMES <= known.count(word):
            yield written


def _is_misspelling(word: str, twin: str, known: Known) -> bool:
    """Say whether one of the two is far commoner, or the collection lacks the word."""
    if not known.holding(word):
        return True
    one, other = sorted((known.count(word), known.count(twin)))
    return other >= _TIMES * max(one, 1.0)
