"""A question typed on the keys of the other layout: hgwdk for الصين, اثممخ for hello."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .known import Known
from .offers import Offer, Run, form

_REASON = "the same keys on the other keyboard"
# Arabic (101), as PC keyboards have it; the key of b types two letters
_PLAIN = dict(
    zip(
        "`qwertyuiop[]asdfghjkl;'zxcvnm,./",
        "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ",
        strict=True,
    )
)
_SHIFTED = dict(zip("QWERYUIOASFHJKZXNM", "\u064e\u064b\u064f\u064cإ`÷×\u0650\u064dـأـ،~ْآ'", strict=False))
_SHIFTED |= {
    "T": "لإ",
    "G": "لأ",
    "B": "لآ",
    "~": "\u0651",
    "H": "أ",
    "Y": "إ",
    "N": "آ",
    "Z": "~",
    "X": "\u0652",
}
_SHIFTED |= {
    "J": "\u0640",
    "K": "\u060c",
    "M": "'",
    "?": "\u061f",
    "P": "\u061b",
    "L": "/",
    "C": "{",
    "V": "}",
}
_TO_ARABIC = {**_PLAIN, "b": "لا", **_SHIFTED}
_FROM_ARABIC = sorted(((typed, key) for key, typed in _TO_ARABIC.items()), key=lambda pair: -len(pair[0]))


def layout(run: Run, known: Known) -> Iterator[Offer]:
    """Offer each piece of the question as its keys write it on the other layout, where the collection has no
    word of it as typed and every word of it so."""
    if all(known.holding(word.text) for word in run.words):
        return
    place = 0
    for piece in run.text.split():
        typed = known.analyzer.terms(piece)
        if typed != [word.text for word in run.words[place : place + len(typed)]]:
            return
        unknown = _unknown(typed, known)
        retyped = known.analyzer.terms(other_layout(piece)) if unknown else []
        if retyped and retyped != typed:
            written = [word for word in map(known.found_as, retyped) if word is not None]
            if len(written) == len(retyped):
                yield Offer("layout", place, place + len(typed), (form(*written),), _REASON)
        place += len(typed)


def _unknown(typed: Iterable[str], known: Known) -> bool:
    """Say whether the collection has no word of these; a letter alone, as of hgpv,f, tells nothing."""
    long = [word for word in typed if len(word) > 1]
    return bool(long) and not any(map(known.holding, long))


def other_layout(text: str) -> str:
    """Return what the same keys type on the other layout: Arabic for Latin letters, Latin for Arabic ones.

    >>> other_layout("hgwdk"), other_layout("اثممخ")
    ('الصين', 'hello')
    """
    if any(letter.isascii() and letter.isalpha() for letter in text):
        return "".join(_TO_ARABIC.get(letter, _TO_ARABIC.get(letter.lower(), letter)) for letter in text)
    for typed, key in _FROM_ARABIC:
        text = text.replace(typed, key)
    return text
