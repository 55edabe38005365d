"""Names that a stemmer must leave whole: countries and the cities of time zones, from Unicode CLDR; which
words are written as names are; and what places and languages are called elsewhere.

Source: CLDR by way of Babel (``Locale("ar").territories``, ``languages`` and ``time_zones``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex
from babel import Locale

from .affixes import (
    ARTICLE,
    DUAL_OR_PLURAL,
    FUTURE_FOLLOWERS,
    LAM_ARTICLE,
    PREPOSITIONS,
    PRONOUN,
    SUFFIXES,
    T_PRONOUN,
    VERBAL,
)
from .fold import stem_key, surface, written
from .letters import ALEF, GHAIN, HEH, JEEM, NOON, WAW, YEH
from .lexicon import Lexicon
from .repair import repair
from .segment import words

_SHORTEST = 3
RARE = 20.0
"""Occurrences per 100 million words below which any word may be a name."""
_BRAND = 1.0
_NG = regex.compile(f".[{ALEF}{WAW}{YEH}]{NOON}[{GHAIN}{JEEM}]$")
"""How no Arabic word ends: يانغ, بيونج."""
_ENDINGS = tuple(suffix.letters for suffix in SUFFIXES if suffix.kind in (PRONOUN, T_PRONOUN, VERBAL))


@cache
def protected() -> frozenset[str]:
    """Return the keys of the one-word place names, without the article where they have one (صين)."""
    locale = Locale("ar")
    places = [str(name) for name in locale.territories.values()]
    places += [str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone]
    keys: set[str] = set()
    for place in places:
        named = [word for piece in place.split() for word in map(written, repair(piece))]
        if len(named) == 1 and named[0].isalpha():
            # ألمانيا keeps its ال; الصين is known as صين, so that its article can go
            bare = named[0].removeprefix(ARTICLE)
            keys.add(stem_key(bare if len(bare) >= _SHORTEST else named[0]))
    return frozenset(keys)


def is_namelike(key: str, stem: str, evidence: Lexicon) -> bool:
    """Say whether the stem key of a word may be a foreign name's; ``stem`` is what the stemmer makes of it.

    Such a word is rare and no form of a common one, or it goes without the endings of a noun and the
    beginnings of a verb; it may take the article as brands do (اليوتيوب).

    >>> from .lexicon import lexicon
    >>> [is_namelike(key, key, lexicon()) for key in ("نتنياهو", "يوتيوب", "قلب", "تقوم")]
    [True, True, False, False]
    """
    count = evidence.forms.get
    own = count(key, 0.0)
    if _NG.search(key):
        return True
    if own < RARE:
        rare = stem == key or count(stem, 0.0) + count(ARTICLE + stem, 0.0) < RARE
        return rare or is_namelike(stem, stem, evidence)
    if stem != key and not (_foreign_stem(key, stem) and own >= 0.5 * count(stem, 0.0)):
        return False
    definite = count(ARTICLE + key, 0.0) - evidence.hamza.get(ARTICLE + key, 0.0)
    definite += count(LAM_ARTICLE + key, 0.0)
    if definite >= _BRAND * own:
        return False
    if key[0] in FUTURE_FOLLOWERS:
        others = (letter + key[1:] for letter in FUTURE_FOLLOWERS if letter != key[0])
        if any(count(other, 0.0) >= 0.05 * own for other in others):
            return False
    # ي makes the nisba of a word that never has the article: بنجلاديشي
    never = definite < 0.005 * own
    endings = sum(count(key + ending, 0.0) for ending in _ENDINGS if not (never and ending == YEH))
    return endings < (0.05 if definite < 0.06 * own else 0.005) * own


def _foreign_stem(key: str, stem: str) -> bool:
    """Say whether the stemmer may have mistaken a letter of a name for a preposition, its end for a plural:
    بايدن, ماكرون."""
    if key == stem + HEH:
        return True  # برشلونة
    return key in {letter + stem for letter in PREPOSITIONS} | {stem + ending for ending in DUAL_OR_PLURAL}


Words = tuple[str, ...]

_BESIDES = {
    "saudi arabia": "السعودية",
    "arabie saoudite": "السعودية",
    "turkey": "تركيا",
    "america": "أمريكا",
    "usa": "أمريكا",
    "britain": "بريطانيا",
    "uk": "بريطانيا",
    "emirates": "الإمارات",
    "uae": "الإمارات",
    "beijing": "بكين",
    "pekin": "بكين",
    "washington": "واشنطن",
    "korea": "كوريا",
    "alexandria": "الإسكندرية",
    "alexandrie": "الإسكندرية",
    "aleppo": "حلب",
    "alep": "حلب",
    "barcelona": "برشلونة",
    "barcelone": "برشلونة",
    "fez": "فاس",
    "hebron": "الخليل",
    "homs": "حمص",
    "jaffa": "يافا",
    "mecca": "مكة",
    "mecque": "مكة",
    "munich": "ميونخ",
    "nazareth": "الناصرة",
    "seville": "إشبيلية",
    "sidon": "صيدا",
    "tangier": "طنجة",
    "tanger": "طنجة",
    "tyre": "صور",
    "venice": "البندقية",
}
"""What CLDR does not say: short names, older ones, capitals that name no time zone."""


@cache
def translations() -> Mapping[Words, tuple[Words, ...]]:
    """Return what countries, languages and cities of time zones are called: the Arabic name of each English
    and French one, and those of the Arabic one. Names are their ``written`` words, Arabic keys are folded."""
    found: dict[Words, dict[Words, None]] = {}
    arabic = _named("ar")
    pairs: list[tuple[Words, Words]] = [(tuple(name.split()), (own,)) for name, own in _BESIDES.items()]
    pairs += [
        (name, arabic[code])
        for language in ("en", "fr")
        for code, name in _named(language).items()
        if arabic.get(code) and all(map(str.isascii, name))
    ]
    for name, own in pairs:
        found.setdefault(name, {})[own] = None
        found.setdefault(tuple(map(surface, own)), {})[name] = None
    return {key: tuple(names) for key, names in found.items()}


def _named(language: str) -> dict[tuple[str, str], Words]:
    locale, arabic = Locale(language), Locale("ar")
    names = [(("territory", code), str(name)) for code, name in locale.territories.items()]
    names += [(("language", code), str(name)) for code, name in locale.languages.items()]
    for key in map(str, arabic.time_zones):
        # where a language calls a city by the identifier, CLDR gives it no name of its own
        known = locale.time_zones.get(key, {}).get("city", key.rpartition("/")[2].replace("_", " "))
        names.append((("city", key), str(known)))
    return {code: _terms(name) for code, name in names if "(" not in name}


def _terms(name: str) -> Words:
    pieces = (name[start:end] for start, end in words(name))
    return tuple(word for piece in pieces for word in map(written, repair(piece)) if word)
