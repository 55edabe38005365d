"""A name or a word in the letters of the other script: Xi Jinping and شي جينبينغ, ma7kama and محكمة.

Candidates share a skeleton; they are ranked by how well the letters of one write the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import regex

from ...index.analysis import STOP_WORDS, readings, skeleton, stem_key
from .distance import mishearing
from .known import Known, Spelling
from .offers import Form, Offer, Run, distinct, form, is_latin

_REASON = "the same name in the other script"
_ARTICLE, _ALEF = "ال", "ا"
_TANWEEN = "an"
_FINAL_SHEEN = regex.compile("ش$")
_ACRONYM = 4
"""Letters of a name that may have two consonants: NATO."""
_PARTICLES = frozenset(["al", "el"])
_DIGITS = frozenset("2356789")
_LEAST = 3
_WORST, _LOOSE, _TIGHT = 0.8, 0.45, 0.3
"""How badly a name may be written, any other word, and one of two consonants."""
_NEAR = 0.2
"""How much worse than the best."""
_FEW = 20
"""Articles that hold a Latin word which may still be an Arabic one in Latin letters."""
_TRIED = 4
_COMMON = 100.0
"""What the language writes so often (per 100 million words) has to look like a name."""
_LONGEST = 32
"""Letters of a word; no longer one is compared."""
_DIVISIBLE = 6


def script(run: Run, known: Known) -> Iterator[Offer]:
    """Offer each word in the other script, alone and with the names beside it."""
    words = {**run.arabic, **run.latin} if run.latin else run.arabic
    for place, word in words.items():
        forms = (place in run.latin or known.has_few(word)) and known.alone(_forms, word)
        if forms:
            first = place - 1 if run[place - 1] in _PARTICLES else place
            yield Offer("script", first, place + 1, distinct(forms), _REASON)
            yield from _beside(words, place, forms, known)


def _may_be(word: str) -> bool:
    return word not in _PARTICLES and len(word) <= _LONGEST


def _beside(words: dict[int, str], place: int, forms: tuple[Form, ...], known: Known) -> Iterator[Offer]:
    """Offer a word together with the one before or behind it, where the collection has both so."""
    for step in (-1, 1):
        other = words.get(place + step)
        if other is None or not _may_be(other) or bool(is_latin(other)) != bool(is_latin(words[place])):
            continue
        pairs = product(_written(other, known, least=1, worst=_LOOSE)[:_TRIED], forms)
        ordered = [(*own, form(near)[0]) if step > 0 else (form(near)[0], *own) for near, own in pairs]
        together = [pair for pair in ordered if known.side_by_side(tuple(word.text for word in pair))]
        if together:
            first = min(place, place + step)
            yield Offer("script", first, first + 2, distinct(together), _REASON)


def _forms(word: str, known: Known) -> tuple[Form, ...]:
    """Return the words of the other script, and pairs of them, that a word writes."""
    if not _may_be(word):
        return ()
    least = 2 if _DIGITS.intersection(word) else _LEAST
    if not (is_latin(word) or known.count(word) < _COMMON or _is_name(word, known)):
        return ()
    found = map(form, _written(word, known, least=least, worst=_WORST)[:_TRIED])
    return (*found, *_parted(word, known))


def _is_name(word: str, known: Known) -> bool:
    stem = known.stem(word)
    return known.namelike(stem_key(word), stem) or known.namelike(stem, stem)


def _parted(word: str, known: Known) -> Iterator[Form]:
    """Yield two Arabic words, side by side in the collection, that a long Latin one writes."""
    if len(word) < _DIVISIBLE or not is_latin(word) or len(skeleton(word)) < _LEAST:
        return
    for cut in range(3, len(word) - 2):
        parts = (_written(part, known, least=2, worst=_LOOSE)[:_TRIED] for part in (word[:cut], word[cut:]))
        for pair in product(*parts):
            if known.side_by_side(pair):
                yield form(*pair)


def _written(word: str, known: Known, *, least: int, worst: float) -> list[str]:
    """Return the words of the collection that write a word in the other script, the best first."""
    found: dict[str, float] = {}
    for key, shared, other in _candidates(word, known, least):
        latin = is_latin(word)
        error = _misheard(word, other, worst) if latin else mishearing(other.key, key, worst)
        if error > worst:
            continue
        if latin:
            enough = len(shared) >= least
            worst_here = min(worst if enough else _few(word, known), _worst(word, other, known))
        else:
            worst_here = min(worst, _LOOSE) if len(known.skeletons((key,))[0]) >= least else 0.0
        if error <= worst_here:
            found[other.word] = min(error, found.get(other.word, error))
    best = min(found.values(), default=0.0)
    near = (other for other, error in found.items() if error <= best + _NEAR)
    return known.apart(sorted(near, key=lambda other: (found[other], -known.holding(other), other)))


def _misheard(word: str, other: Spelling, worst: float) -> float:
    """Return how badly an Arabic word writes a Latin one, the article aside; a tanween may be spelled out."""
    keys = {other.key, other.key.removeprefix(_ARTICLE)}
    heard = [mishearing(word, key, worst) for key in keys]
    if word.endswith(_TANWEEN) and other.key.endswith(_ALEF):
        heard.append(mishearing(word[:-1], other.key, worst))
    return min(heard)


def _candidates(word: str, known: Known, least: int) -> Iterator[tuple[str, str, Spelling]]:
    """Yield the words of the other script that share a skeleton, each after the own key that is heard so and
    that skeleton."""
    if is_latin(word):
        keys = [(word, reading) for reading in readings(word)]
        if word.endswith(_TANWEEN):
            keys += [(word, reading) for reading in readings(word[:-1])]
    else:
        own = dict.fromkeys((stem_key(word), known.stem(word)))
        # most languages write ح as h, which leaves no trace in a skeleton; some a final ش as s
        said = [
            (key, sound) for key in own for sound in (key, key.replace("ح", "ه"), _FINAL_SHEEN.sub("س", key))
        ]
        distinct_sounds = dict.fromkeys(sound for _, sound in said)
        heard = dict(zip(distinct_sounds, known.skeletons(tuple(distinct_sounds)), strict=True))
        keys = [(key, heard[sound]) for key, sound in said]
    for key, wanted in dict.fromkeys(keys):
        if len(wanted) >= least or (len(wanted) == _LEAST - 1 and len(key) >= _ACRONYM):
            if not is_latin(word) and not known.has_latin(wanted):
                continue
            for other in known.alike(wanted):
                if bool(is_latin(other.key)) != bool(is_latin(word)):
                    yield key, wanted, other


def _few(word: str, known: Known) -> float:
    """Return how badly two consonants, which tell little, may write a Latin word."""
    return 0.0 if known.holding(word) else _TIGHT


def _worst(word: str, other: Spelling, known: Known) -> float:
    """Return how badly the Arabic word may write the Latin one; below 0, not at all."""
    if _DIGITS.intersection(word):
        return _WORST
    if other.word in STOP_WORDS or other.key in STOP_WORDS:
        return -1.0
    if known.namelike(other.key, other.stem):
        return _WORST
    return _LOOSE if known.holding(word) <= _FEW else -1.0
