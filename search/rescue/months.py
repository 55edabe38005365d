"""The names of a month from Morocco to Iraq, in English and in French.

Source: Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale

from ...index.analysis import surface
from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "another name of the month"
_LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR", "en", "fr")
_AMBIGUOUS = frozenset(map(surface, "ماي مارس أوت آب جوان نيسان may mars mai march".split()))
"""Names that are also other words: typed they need a number or the word month beside them."""
_MISLEADING = _AMBIGUOUS - {*map(surface, "مارس نيسان آب".split()), "march"}
"""Those that mostly are other words: tried they need it too."""
_MONTH = frozenset(map(surface, "شهر الشهر بشهر لشهر month mois".split()))

Name = tuple[str, ...]


def months(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the other names of each month named."""
    for first, last in run.stretches(1 if _of_two().isdisjoint(run.surfaces) else 2):
        typed = run.surfaces[first:last] if last - first > 1 else known.alone(_name, run[first])
        others = _table().get(typed, ())
        if not others:
            continue
        dated = any(near.isdigit() or surface(near) in _MONTH for near in (run[first - 1], run[last]))
        if dated or typed[0] not in _AMBIGUOUS:
            forms = [found for other in others for found in _form(other, known, dated=dated)]
            if forms:
                yield Offer("months", first, last, distinct(forms), _REASON)


def _name(word: str, known: Known) -> Name:
    """Return the name of a month that a word is, or is with affixes; else nothing."""
    names = (surface(word),), (known.stem(word),)
    return next((name for name in names if name in _table()), ())


@cache
def _of_two() -> frozenset[str]:
    """Return the words of the names of two words."""
    return frozenset(word for name in _table() if len(name) > 1 for word in name)


@cache
def _table() -> dict[Name, tuple[Name, ...]]:
    """Return the names of the same month for the folded words of each name."""
    families = [
        dict.fromkeys(
            tuple(Locale.parse(code).months["format"]["wide"][month].lower().split()) for code in _LOCALES
        )
        for month in range(1, 13)
    ]
    return {
        tuple(map(surface, name)): tuple(other for other in family if other != name)
        for family in families
        for name in family
    }


def _form(name: Name, known: Known, *, dated: bool) -> Iterator[Form]:
    ambiguous = len(name) == 1 and surface(name[0]) in _AMBIGUOUS
    if ambiguous:
        # آب is no father (أب): only as written
        if known.writes(name[0]) and (dated or surface(name[0]) not in _MISLEADING):
            yield form(name[0], exact=True)
        return
    written = known.phrase(name)
    if written:
        yield form(*written)
