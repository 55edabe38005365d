"""The space that some write inside a name and some do not: عبد الرحمن, عبدالرحمن; جين بينغ, جينبينغ."""

from __future__ import annotations

from collections.abc import Iterator

from ...index.analysis import RARE, STOP_WORDS, stem_key, surface
from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the same letters with or without a space"
_HEADS = frozenset(map(surface, "عبد أبو أبي أبا أم ابن بن بنت بو آل ذو".split()))
"""Words that begin a name and are written on to the next, or not."""
_SHORTEST = 2


def spaces(run: Run, known: Known) -> Iterator[Offer]:
    """Offer two words as one that the collection writes, and one as two that stand side by side in it."""
    arabic = dict(run.arabic())
    for first, word in arabic.items():
        following = arabic.get(first + 1)
        if following is not None and min(len(word), len(following)) >= _SHORTEST:
            joined = known.usual(word + following)
            if joined is not None and _may_join(word, following, known):
                yield Offer("spaces", first, first + 2, (form(joined),), _REASON)
    for place, word in arabic.items():
        if not known.has_few(word):
            continue
        parted = distinct(_parted(word, known))
        if parted:
            yield Offer("spaces", place, place + 1, parted, _REASON)


def _may_join(word: str, following: str, known: Known) -> bool:
    if surface(word) in _HEADS or not (known.holding(word) and known.holding(following)):
        return True
    joined = word + following
    # كل ام are two words though people also write كلام
    return known.count(joined) < RARE or known.namelike(stem_key(joined), known.forms(joined).stem)


def _parted(word: str, known: Known) -> Iterator[Form]:
    if not known.namelike(stem_key(word), known.forms(word).stem):
        return
    key, rare = surface(word), known.count(word) < RARE
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        parts = (word[:cut], word[cut:])
        if (rare or key[:cut] in _HEADS) and not STOP_WORDS.intersection(parts):
            written = tuple(part for part in map(known.usual, parts) if part is not None)
            if len(written) == len(parts) and known.side_by_side(parts):
                yield form(*written)
