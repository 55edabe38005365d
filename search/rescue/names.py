"""Other spellings of a foreign name: كازاخستان, قازاخستان; also where it is typed or written in two words."""

from __future__ import annotations

from collections.abc import Iterator

from ...index.analysis import skeleton, stem_key
from .distance import edits, respellings
from .known import Known, Spelling
from .offers import Form, Offer, Run, distinct, form

_REASON = "another spelling of a name"
_LEAST = 3
"""Letters of a skeleton that tell one name from another."""
_FARTHEST = 2.0
_COMMON = 1000.0
"""Two words that the language writes so often (per 100 million) are two words, not two spellings."""
_FEW = 3


def names(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the spellings of each word that may be a name, and of two words as one."""
    for place, word in run.arabic():
        found = [form(other) for other in spellings(word, known)] or list(_parted(word, known))
        if found:
            yield Offer("names", place, place + 1, distinct(found), _REASON)
    for first, last in run.stretches(2):
        if last - first == 2 and known.usual(run[first] + run[first + 1]) is None:
            together = [form(other) for other in spellings(run[first] + run[first + 1], known)]
            if together and not all(map(known.holding, (run[first], run[first + 1]))):
                yield Offer("names", first, last, distinct(together), _REASON)


def spellings(word: str, known: Known, *, least: int = _LEAST) -> list[str]:
    """Return the words of the collection that may spell the same name, the nearest first."""
    forms = known.forms(word)
    found: dict[str, float] = {}
    for key in dict.fromkeys((stem_key(word), forms.stem)):
        if len(skeleton(key)) < least or not known.namelike(key, forms.stem):
            continue
        lenient = not known.holding(word)
        for other in known.alike(skeleton(key)):
            if other.stem != forms.stem and not other.key.isascii():
                distance = _distance(key, other, known, lenient=lenient)
                if distance <= _FARTHEST:
                    found[other.word] = min(distance, found.get(other.word, distance))
    return known.apart(sorted(found, key=lambda other: (found[other], -known.holding(other), other)))


def _distance(key: str, other: Spelling, known: Known, *, lenient: bool) -> float:
    distance = respellings(key, other.key)
    if distance > _FARTHEST and lenient:
        distance = edits(key, other.key)
    if distance > _FARTHEST or not known.namelike(other.key, other.stem):
        return _FARTHEST + 1
    both_common = min(known.count(key), known.count(other.key)) >= _COMMON
    return _FARTHEST + 1 if both_common else distance


def _parted(word: str, known: Known) -> Iterator[Form]:
    """Yield two words of the collection, side by side there, that spell the two parts of a word."""
    if not known.namelike(stem_key(word), known.forms(word).stem):
        return
    for cut in range(3, len(word) - 2):
        heads, tails = (_near(part, known) for part in (word[:cut], word[cut:]))
        for pair in ((head, tail) for head in heads for tail in tails):
            if known.side_by_side(pair):
                yield form(*pair)


def _near(part: str, known: Known) -> list[str]:
    own = known.usual(part)
    others = spellings(part, known, least=2)[:_FEW]
    return [own, *others] if own else others
