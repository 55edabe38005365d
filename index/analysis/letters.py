"""Letters by name: those PyArabic names are taken from it, the others are named here.

Classes of characters are strings for ``regex`` character sets (they stand between square brackets).
"""

from __future__ import annotations

from pyarabic.araby import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    BEH,
    FEH,
    GHAIN,
    HAMZA,
    HAMZA_ABOVE,
    HEH,
    JEEM,
    KAF,
    LAM,
    LETTERS,
    MINI_ALEF,
    NOON,
    SEEN,
    SHEEN,
    TATWEEL,
    TEH,
    TEH_MARBUTA,
    WAW,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
    ZAIN,
)

__all__ = [
    "ALEF",
    "ALEF_HAMZA_ABOVE",
    "ALEF_HAMZA_BELOW",
    "ALEF_MADDA",
    "ALEF_MAKSURA",
    "ALEF_WASLA",
    "ARABIC_LETTER",
    "BEH",
    "FEH",
    "GHAIN",
    "HAMZA",
    "HAMZA_ABOVE",
    "HEH",
    "HIGH_HAMZA_ALEF",
    "HIGH_HAMZA_WAW",
    "HIGH_HAMZA_YEH",
    "INVISIBLE",
    "JEEM",
    "KAF",
    "LAM",
    "LETTERS",
    "MARK",
    "MINI_ALEF",
    "NOON",
    "PRESENTATION",
    "SEEN",
    "SHEEN",
    "TATWEEL",
    "TEH",
    "TEH_MARBUTA",
    "WAVY_HAMZA_ALEF_ABOVE",
    "WAVY_HAMZA_ALEF_BELOW",
    "WAW",
    "WAW_HAMZA",
    "YEH",
    "YEH_HAMZA",
    "ZAIN",
]

WAVY_HAMZA_ALEF_ABOVE = "\u0672"
WAVY_HAMZA_ALEF_BELOW = "\u0673"
HIGH_HAMZA_ALEF = "\u0675"
HIGH_HAMZA_WAW = "\u0676"
HIGH_HAMZA_YEH = "\u0678"

MARK = (
    # Arabic vowel signs, Quranic annotation and the extensions of Unicode 13 and later; small waw and small
    # yeh are letters to Unicode (Lm) and marks to a reader
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    # the vowel signs a presentation form carries
    "\ufe70-\ufe7f\ufc5e-\ufc63\ufcf2-\ufcf4"
    # every other script's combining marks
    "\\p{M}"
)
INVISIBLE = "\u00ad\u034f\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0600-\u0605\u06dd\u08e2"
"""Directional and joining controls, soft hyphen, signs that number a verse: seen by nobody, inside words."""

PRESENTATION = "\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufcf1\ufcf5-\ufd3d\ufd50-\ufdfb\ufdfc-\ufdff\ufe80-\ufefc"
"""Letters in the shape of their place in the word, as old PDF files hold them, and the ligatures of whole
phrases."""

ARABIC_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
    "\u0870-\u0887\u0889-\u088e\u08a0-\u08c9" + PRESENTATION
)
