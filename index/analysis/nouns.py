"""Nouns that an ending hides: the ة of a plural or a dual, لغات, لغتين; the ي of what has no article, قاض."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .letters import ALEF, HEH, LETTERS, TEH, YEH
from .proclitics import LEAST, SHORTEST, Proclitics

_HIDDEN_FEMININE = (
    ("وات", ALEF + HEH, range(2, 6)),
    ("يات", ALEF + HEH, range(2, 6)),
    ("تان", HEH, range(2, 3)),
    ("تين", HEH, range(2, 3)),
    ("ات", ALEF + HEH, range(3, 6)),
    ("ات", ALEF, range(3, 9)),
)
"""Endings of plurals and duals, what the singular has instead, and how many letters stand before it."""
_LAST = frozenset(ending[-1] for ending, _, _ in _HIDDEN_FEMININE)
FEMININE_PLURAL = "ات"


class HiddenNouns(Proclitics):
    """Finds the noun behind such an ending, where people write that noun."""

    def _hidden_feminine(self, word: str) -> str:
        """Return the noun in ة or ا that its plural or dual hides: لغتين, مباريات, كاميرات; or nothing."""
        if word[-1] not in _LAST:
            return ""
        for ending, hidden, lengths in _HIDDEN_FEMININE:
            rest = word[: -len(ending)]
            if len(rest) not in lengths or not word.endswith(ending):
                continue
            noun = f"{rest}{hidden}"
            if hidden == ALEF and self._definite(noun) < 0.1 * self._free(word):
                continue  # ميقات
            if self._is_of(word, noun, *self._rivals(word, rest, noun)):
                keeps = hidden == ALEF or len(noun) < SHORTEST or noun in self._whole
                return noun if keeps else noun[:-1]
        return ""

    def short_plurals(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of the nouns that have two letters before their ة, each with its plural: لغة, لغات.

        They are no forms of one stem: قوات, troops, are not just any قوة.
        """
        for rest in map("".join, product(LETTERS, repeat=2)):
            if self._is_short_plural(rest):
                yield rest + HEH, rest + FEMININE_PLURAL

    def defective(self) -> Iterator[tuple[str, str]]:
        """Yield the known nouns in ي, each with how it is written without an article: قاض, قاضي."""
        for noun in sorted(self._whole - self._names):
            bare = noun[:-1]
            if noun.endswith(YEH) and len(bare) >= 3 and bare[-2] == ALEF:
                own = self._count(bare, 0.0)
                if LEAST <= own <= self._count(noun, 0.0) and self._definite(bare) < 0.05 * own:
                    yield bare, noun

    def _is_plural(self, word: str) -> bool:
        """Say whether a word in ات is the plural of a noun that it hides, قنوات, or of a short one, قوات."""
        rest = word.removesuffix(FEMININE_PLURAL)
        if rest == word:
            return False
        return self._is_short_plural(rest) if len(rest) == 2 else bool(self._hidden_feminine(word))

    def _is_short_plural(self, rest: str) -> bool:
        if self._count(rest + "اوا", 0.0) > 0 or rest + FEMININE_PLURAL in self._whole:
            return False  # قرأت, فتات
        return self._is_of(rest + FEMININE_PLURAL, rest + HEH)

    def _is_of(self, word: str, noun: str, *rivals: str) -> bool:
        """Say whether a word may be of a noun: people write that, with the article, more than its rivals."""
        definite = self._definite(noun)
        if definite < max(LEAST, 0.02 * self._count(noun, 0.0)) or self._free(noun) < 0.2 * self._free(word):
            return False
        return not any(self._definite(rival) >= definite for rival in rivals)

    def _rivals(self, word: str, rest: str, noun: str) -> tuple[str, ...]:
        """Return other nouns that the word may be of: بيتين is of بيت, دعوات of دعوة, مسميات of مسمى."""
        before = word[:-2]
        if before.endswith(TEH):
            return (before,)
        return () if before == rest and word[:-1] != noun else (before, before + HEH)
