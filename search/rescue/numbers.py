"""Numbers in words and in digits: خمسة, خمس, 5; ثلاثة عشر, 13; مائة, مئة, 100."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...index.analysis import surface
from .known import Known
from .offers import Form, Offer, Run, distinct, form

_REASON = "the same number, in words or digits"
_UNITS = {
    2: "اثنان اثنين اثنتان اثنتين",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
}
_TENS = dict(zip(range(2, 10), "عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), strict=True))
_HUNDREDS = {**{value: _TENS[value] for value in range(3, 10)}, 8: "ثمان ثماني"}
_TEENS = {1: "أحد إحدى", 2: "اثنا اثني اثنتا اثنتي", **{value: _UNITS[value] for value in range(3, 10)}}
_OTHERS = {
    1: "واحد واحدة",
    10: "عشرة عشر",
    100: "مئة مائة",
    200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
    1000: "ألف",
    2000: "ألفان ألفين ألفا ألفي",
    1_000_000: "مليون",
    1_000_000_000: "مليار",
}
_MANY = {1000: ("آلاف", "ألف"), 1_000_000: ("ملايين", "مليون"), 1_000_000_000: ("مليارات", "مليار")}
"""What is counted by three to ten, and by more."""
_FEW = 10
_LONGEST, _DIGITS = 2, 12

Name = tuple[str, ...]


def numbers(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the digits of a number in words, with its other spellings, and the words of one in digits."""
    if _words().isdisjoint(run.surfaces):
        return
    taken: set[int] = set()
    for first, last in run.stretches(_LONGEST):
        value = _value(run.surfaces[first:last])
        if value is None or taken.intersection(range(first, last)):
            continue
        taken.update(range(first, last))
        typed = [known.stem(word.text) for word in run.words[first:last]]
        names = [(str(value),), *_names()[value]]
        forms = [found for name in names for found in _form(name, typed, known)]
        if forms:
            yield Offer("numbers", first, last, distinct(forms), _REASON)


def _form(name: Name, typed: list[str], known: Known) -> Iterator[Form]:
    if [known.stem(word) for word in name] == typed:
        return
    written = known.phrase(name)
    if written:
        yield form(*written)


def _value(typed: Name) -> int | None:
    if len(typed) == 1 and typed[0].isascii() and typed[0].isdigit() and len(typed[0]) <= _DIGITS:
        value = int(typed[0])
        return value if value in _names() and typed[0] == str(value) else None
    return _values().get(typed)


@cache
def _values() -> dict[Name, int]:
    return {tuple(map(surface, name)): value for value, names in _names().items() for name in names}


@cache
def _words() -> frozenset[str]:
    """Return the words that numbers are written with, and their digits."""
    return frozenset(map(str, _names())).union(*_values())


@cache
def _names() -> dict[int, tuple[Name, ...]]:
    """Return the ways to write each number that takes a word or two, in either gender and case."""
    tens = {10 * value: [stem + ending for ending in ("ون", "ين")] for value, stem in _TENS.items()}
    hundreds = {
        100 * value: [stem + hundred for stem in stems.split() for hundred in ("مئة", "مائة")]
        for value, stems in _HUNDREDS.items()
    }
    single = {value: words.split() for value, words in {**_UNITS, **_OTHERS}.items()} | tens | hundreds
    found: dict[int, list[Name]] = {value: [(word,) for word in words] for value, words in single.items()}
    for unit, words in _TEENS.items():
        found[10 + unit] = [(word, ten) for word in words.split() for ten in ("عشر", "عشرة")]
    for ten, endings in tens.items():
        for unit in range(1, 10):
            found[ten + unit] = [(word, "و" + ending) for word in single[unit] for ending in endings]
    for each, (few, many) in _MANY.items():
        counted = {unit: few if unit <= _FEW else many for unit in single if 3 <= unit < 1000}
        found |= {unit * each: [(word, counted[unit]) for word in single[unit]] for unit in counted}
    return {value: tuple(names) for value, names in found.items()}
