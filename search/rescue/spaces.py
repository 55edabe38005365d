"""The space that some write inside a name and some do not: عبد الرحمن, عبدالرحمن; جين بينغ, جينبينغ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ...index.analysis import RARE, STOP_WORDS, stem_key, surface
from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the same letters with or without a space"
_HEADS = frozenset(map(surface, "عبد أبو أبي أبا أم ابن بن بنت بو آل ذو".split()))
"""Words that begin a name and are written on to the next, or not."""
_TAILS = frozenset(["الله", "لله"])
"""Words that end what is often written on: إنشاءالله, الحمدلله."""
_PARTICLES = frozenset(["لا", "ما", "يا"])
"""Words that some write on to any next one: لايحب, يارب."""
_SHORTEST, _LONG = 2, 3
"""Letters of a part; and of those of a word that people mostly write in one (نيويورك)."""
_MOST = 3
"""Words that are written as one."""


def spaces(run: Run, known: Known) -> Iterator[Offer]:
    """Offer two words as one that the collection writes, and one as two that stand side by side in it."""
    for first, word in run.arabic.items():
        following = run.arabic.get(first + 1)
        if following is not None and min(len(word), len(following)) >= _SHORTEST:
            joined = known.spelt(run.surfaces[first] + run.surfaces[first + 1])
            if joined is not None and _may_join(word, following, known):
                yield Offer("spaces", first, first + 2, (form(joined),), _REASON)
    yield from _after_a_vocative(run, known)
    yield from _before_a_tail(run, known)
    for place, word in run.arabic.items():
        parted = known.has_few(word) and known.alone(_apart, word)
        if parted:
            yield Offer("spaces", place, place + 1, parted, _REASON)


def _after_a_vocative(run: Run, known: Known) -> Iterator[Offer]:
    """Offer يا and a word in alef as the mushaf writes them: يأرض."""
    for place in (place for place, word in run.arabic.items() if word == "يا"):
        joined = "ي" + run[place + 1]
        if surface(joined).startswith("يا") and known.count(joined) < RARE:
            written = known.usual(joined)
            if written is not None:
                yield Offer("spaces", place, place + 2, (form(written),), _REASON)


def _before_a_tail(run: Run, known: Known) -> Iterator[Offer]:
    """Offer three words as one where the last is the name of God and stop words may be among them."""
    tails = (place + 1 for place, word in enumerate(run.surfaces) if word in _TAILS)
    for last in (last for last in tails if last >= _MOST):
        joined = known.usual("".join(word.text for word in run.words[last - _MOST : last]))
        if joined is not None:
            yield Offer("spaces", last - _MOST, last, (form(joined),), _REASON)


def _may_join(word: str, following: str, known: Known) -> bool:
    if (
        surface(word) in _HEADS
        or surface(following) in _TAILS
        or not (known.holding(word) and known.holding(following))
    ):
        return True
    joined = word + following
    # كل ام are two words though people also write كلام
    return known.count(joined) < RARE or known.namelike(stem_key(joined), known.stem(joined))


def _apart(word: str, known: Known) -> tuple[Form, ...]:
    return distinct(_parted(word, known))


def _parted(word: str, known: Known) -> Iterator[Form]:
    key = surface(word)
    rare, named = known.count(word) < RARE, known.namelike(stem_key(word), known.stem(word))
    least = _SHORTEST if rare else _LONG
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        parts = (word[:cut], word[cut:])
        lone = key[:cut] in _PARTICLES and not known.holding(word)
        likely = named and min(map(len, parts)) >= least and not STOP_WORDS.intersection(parts)
        if not (likely or lone or key[:cut] in _HEADS or key[cut:] in _TAILS):
            continue
        for whole in (parts, *_thrice(parts)):
            written = tuple(takewhile(bool, map(known.usual, whole)))
            if len(written) == len(whole) and known.side_by_side(whole):
                yield form(*filter(None, written))


def _thrice(parts: tuple[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of what is written on before the name of God: إن شاء الله."""
    head, tail = parts
    if surface(tail) in _TAILS:
        for cut in range(_SHORTEST, len(head) - _SHORTEST + 1):
            yield head[:cut], head[cut:], tail
