"""The affixes of written Arabic, as data for the stemmer.

Inventory after light10 (Larkey, Ballesteros and Connell, SIGIR 2002) and Snowball's Arabic algorithm,
widened by the possessive pronouns and the clusters both leave on. An affix is only ever removed when the
rest is attested.
"""

from __future__ import annotations

from dataclasses import dataclass

CONJUNCTIONS = {"و": 0.3, "ف": 0.5}
PREPOSITIONS = {"ب": 0.5, "ل": 0.5, "ك": 1.0, "س": 0.3}
"""A proclitic and the share of the whole word's count that the rest must reach."""
FUTURE = "س"
FUTURE_FOLLOWERS = "يتنا"
"""The letters a verb of the present tense begins with: the only ones the future س stands before."""
ARTICLE = "ال"
PROCLITIC_LETTERS = frozenset([*CONJUNCTIONS, *PREPOSITIONS, ARTICLE[0]])
LAM_ARTICLE = "لل"
"""ل and the article, as they are written together."""

WHOLE = frozenset(["الله", "اللهم", "الان", "الذي", "التي", "اللي"])
"""Keys whose ال is no article to part with: the rest is another word, as له, لهم and ان are."""

NOMINAL, PRONOUN, T_PRONOUN, AT_PRONOUN, VERBAL = "nominal", "pronoun", "t-pronoun", "at-pronoun", "verbal"


@dataclass(frozen=True, slots=True)
class Suffix:
    """An ending and the kind of word it makes."""

    letters: str
    kind: str


_BY_KIND = {
    PRONOUN: "ه ها هم هما هن نا كم ك ي ني",
    NOMINAL: "ات ان ين ون يون يين يات تين تان يه ا",
    VERBAL: "وا ت وه وها",
    T_PRONOUN: "ته تها تهم تهما تنا تي تك تكم تهن",
    AT_PRONOUN: "اته اتها اتهم اتنا اتي اتك اتكم اتهن",
}
SUFFIXES = sorted(
    (Suffix(letters, kind) for kind, row in _BY_KIND.items() for letters in row.split()),
    key=lambda suffix: -len(suffix.letters),
)
"""Longest first."""
SUFFIXES_BY_LETTER = {
    last: tuple(suffix for suffix in SUFFIXES if suffix.letters[-1] == last)
    for last in {suffix.letters[-1] for suffix in SUFFIXES}
}
"""The endings by their last letter, longest first."""
LETTERS_BY_KIND = {kind: tuple(row.split()) for kind, row in _BY_KIND.items()}
SECOND_PERSON = frozenset("تك تكم تهن اتك اتكم اتهن".split())
"""Endings too rare to bear witness for others."""
DUAL_OR_PLURAL = frozenset(["ان", "ين", "ون"])
HIDING_TEH_MARBUTA = frozenset(
    [*LETTERS_BY_KIND[T_PRONOUN], *LETTERS_BY_KIND[AT_PRONOUN], "ات", "تان", "تين"],
)
"""The endings a noun in ة takes in place of it."""
