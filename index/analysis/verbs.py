"""Forms of one verb that no suffix parts: the persons of the present, يؤكد, تؤكد, and the past, أكد.

Only what is a verb and nothing else, as far as counts tell: ذهب is also gold. The noun of يتقدم is written as
its past, and means the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from .affixes import ARTICLE, LAM_ARTICLE
from .fold import stem_key
from .letters import ALEF, HAMZA, NOON, TEH, WAW, YEH
from .lexicon import Lexicon
from .stopwords import STOP_WORDS

_LEAST = 0.3
"""Occurrences per 100 million words: less attests nothing."""
_SHORTEST = 3
_PERSONS = (YEH, TEH, NOON)
_HE_AND_SHE, _WE = 0.05, 0.5
"""What the rarer of the two has of the commoner, and we at most of him: نجيب is a name, not answers."""
_DEFINITE, _INFLECTED = 0.05, 0.05
_STOP_KEYS = frozenset(map(stem_key, STOP_WORDS))


def conjugated(key: str, evidence: Lexicon) -> tuple[str, ...]:
    """Return the keys of other forms of a verb; nothing for the key of another word.

    >>> from .lexicon import lexicon
    >>> conjugated("يهاجم", lexicon()), conjugated("قلب", lexicon())
    (('تهاجم', 'نهاجم', 'هاجم'), ())
    """
    found: dict[str, None] = {}
    for base in _bases(key):
        present = list(_present(base, evidence))
        forms = [*present, *_past(base, evidence)] if present else []
        if key in forms:
            found.update(dict.fromkeys(forms))
    found.pop(key, None)
    return tuple(found)


def _bases(key: str) -> Iterator[str]:
    """Yield what may follow the person in the present of a verb."""
    bases = [key]
    if key[:1] in _PERSONS or key[:1] == ALEF:
        bases.append(key[1:])
    if key[:1] == ALEF:
        bases.append(HAMZA + key[1:])
    bases = [base for base in bases if len(base) >= _SHORTEST]
    yield from bases
    for base in bases:
        if base[-2] == ALEF:
            yield f"{base[:-2]}{YEH}{base[-1]}"  # استقال, يستقيل


def _present(base: str, evidence: Lexicon) -> Iterator[str]:
    count = evidence.forms.get
    if (he := count(YEH + base, 0.0)) < _LEAST:
        return  # as of most words: nothing else need be looked up
    she, we = count(TEH + base, 0.0), count(NOON + base, 0.0)
    they = count(YEH + base + WAW + NOON, 0.0) + count(YEH + base + WAW + ALEF, 0.0)
    if len(base) > _SHORTEST:
        they += count(ALEF + base + TEH, 0.0)  # what no people do: اندلعت
    if min(he, she) >= max(_LEAST, _HE_AND_SHE * max(he, she)) and they >= _LEAST:
        for person in _PERSONS if we <= _WE * he else _PERSONS[:2]:
            if _is_only_a_verb(person + base, evidence):
                yield person + base


def _past(base: str, evidence: Lexicon) -> Iterator[str]:
    count = evidence.forms.get
    for past in _pasts(base):
        she, they = count(past + TEH, 0.0), count(past + WAW + ALEF, 0.0)
        if past[0] == ALEF and len(past) > _SHORTEST + 1:
            they = max(they, _LEAST)
        inflected = min(she, they) >= _LEAST and she + they >= _INFLECTED * count(past, 0.0)
        if inflected and past not in _STOP_KEYS and _is_only_a_verb(past, evidence):
            yield past
        elif past == base and past[0] == TEH and len(past) > _SHORTEST and count(past, 0.0) >= _LEAST:
            yield past  # the noun of يتوقع is written as its past


def _pasts(base: str) -> Iterator[str]:
    """Yield what may be the past of a verb with such a present."""
    yield from (base, ALEF + base)
    if base[0] == HAMZA:
        yield ALEF + base[1:]
    if base[-2] == YEH:
        yield f"{ALEF}{base[:-2]}{ALEF}{base[-1]}"


def _is_only_a_verb(key: str, evidence: Lexicon) -> bool:
    """Say whether people write the key, and hardly ever with the article."""
    own = evidence.forms.get(key, 0.0)
    definite = evidence.forms.get(ARTICLE + key, 0.0) - evidence.hamza.get(ARTICLE + key, 0.0)
    return own >= _LEAST and definite + evidence.forms.get(LAM_ARTICLE + key, 0.0) < _DEFINITE * own
