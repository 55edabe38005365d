"""The proclitics of a word, by the evidence that the rest is a word: وبالكتاب is of كتاب.

A first letter is of the word where people write clitics or the article before it: وزير, الوزير.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .affixes import (
    ARTICLE,
    CONJUNCTIONS,
    FUTURE,
    FUTURE_FOLLOWERS,
    LAM_ARTICLE,
    PREPOSITIONS,
    PROCLITIC_LETTERS,
    WHOLE,
)
from .letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, BEH, LAM
from .lexicon import Lexicon

HAMZA_ALEFS = frozenset([ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA])
SHORTEST = 4
"""A word of fewer letters is left alone."""
LEAST = 0.3
"""Occurrences per 100 million words: less attests nothing."""
_CERTAIN = float("inf")
_ARTICLE_SHARE = 0.002
_STACKS = {  # the clitics that stand before a word whose first letter only looks like one
    "ب": ("بب", "لب", "كب"),
    "ك": ("بك", "لك", "كك"),
    "ل": ("بل", "كل"),
    "و": ("وو", "فو", "بو", "لو", "كو"),
    "ف": ("وف", "فف", "بف", "لف", "كف"),
}


class _Split(NamedTuple):
    """A proclitic and the rest of a word, with the count that attests it and the count it needs."""

    prefix: str
    rest: str
    evidence: float
    needed: float
    article: bool


@dataclass(slots=True)
class Trace:
    """The steps of one decision in words, for ``kashaf analyze``."""

    steps: list[str] = field(default_factory=list)

    def add(self, step: str) -> None:
        """Append one step."""
        self.steps.append(step)


class Proclitics:
    """Parts words from their proclitics; ``names`` and ``nouns`` are keys of words that are whole."""

    def __init__(self, lexicon: Lexicon, names: Collection[str], nouns: Collection[str]) -> None:
        self._count = lexicon.forms.get
        self._hamza = lexicon.hamza.get
        self._names = WHOLE.union(names)
        self._whole = self._names.union(nouns)

    def _without_proclitics(self, key: str, marked: str, trace: Trace | None) -> str:
        word, conjunction, preposition = key, True, True
        while len(word) >= SHORTEST and word[0] in PROCLITIC_LETTERS and word not in self._names:
            hamza = bool(marked) and marked[len(key) - len(word)] in HAMZA_ALEFS
            if word in self._whole and (hamza or not word.startswith(ARTICLE)):
                break  # ألغاز are riddles, but الغاز is gas
            split = self._best_split(word, conjunction, preposition, hamza)
            if split is None:
                break
            if trace is not None:
                trace.add(
                    f"{word} = {split.prefix} + {split.rest}: attested {split.evidence:.3g}, "
                    f"needed {split.needed:.3g}"
                )
            word = split.rest
            if split.article:
                break
            conjunction = False
            preposition = preposition and split.prefix in CONJUNCTIONS
        return word

    def _best_split(self, word: str, conjunction: bool, preposition: bool, hamza: bool) -> _Split | None:
        best: _Split | None = None
        for split in self._splits(word, conjunction, preposition, hamza):
            if split.evidence < split.needed or (best is not None and split.evidence <= best.evidence):
                continue
            if split.prefix[0] == ALEF or split.rest in WHOLE or not self._first_letter_is_radical(word):
                best = split
        return best

    def _splits(self, word: str, conjunction: bool, preposition: bool, hamza: bool) -> list[_Split]:
        found: list[_Split] = []
        if not hamza:
            self._add_with_article(found, word, "", word)
        if preposition:
            self._add_prepositions(found, word, "", word)
        if conjunction and word[0] in CONJUNCTIONS:
            head, rest = word[0], word[1:]
            self._add_single(found, word, head, rest, CONJUNCTIONS[head])
            self._add_with_article(found, word, head, rest)
            if preposition:
                self._add_prepositions(found, word, head, rest)
        return found

    def _add_prepositions(self, found: list[_Split], word: str, head: str, rest: str) -> None:
        letter, after = rest[0], rest[1:]
        if letter not in PREPOSITIONS:
            return
        if letter == LAM and after[0] == LAM:
            self._add_definite(found, word, head + LAM_ARTICLE, ALEF + after, rest[2:])
        if letter == FUTURE and after[0] not in FUTURE_FOLLOWERS:
            return
        self._add_single(found, word, head + letter, after, PREPOSITIONS[letter])
        if letter not in (FUTURE, LAM):
            self._add_with_article(found, word, head + letter, after)

    def _add_single(self, found: list[_Split], word: str, prefix: str, rest: str, share: float) -> None:
        if len(rest) < 3:
            return
        needed = max(LEAST, share * self._count(word, 0.0))
        found.append(
            _Split(prefix, rest, _CERTAIN if rest in self._names else self._free(rest), needed, False)
        )

    def _add_with_article(self, found: list[_Split], word: str, head: str, rest: str) -> None:
        if rest[0] == ALEF and rest[1] == LAM:
            self._add_definite(found, word, head + ARTICLE, rest, rest[2:])

    def _add_definite(self, found: list[_Split], word: str, prefix: str, definite: str, rest: str) -> None:
        if len(rest) < 2:
            return
        count = self._count
        evidence = _CERTAIN
        if rest not in self._names:
            definites = count(LAM_ARTICLE + rest, 0.0) + count(BEH + definite, 0.0)
            if definite != word:
                definites += count(definite, 0.0)
            evidence = count(rest, 0.0) + 0.3 * definites
        needed = max(LEAST, _ARTICLE_SHARE * count(word, 0.0))
        if evidence >= needed and not self._begins_with_hamza(definite):
            found.append(_Split(prefix, rest, evidence, needed, True))

    def _begins_with_hamza(self, key: str) -> bool:
        """Say whether people write the key with a hamza first: ألمانيا, whose ال folding makes look like an
        article."""
        whole = self._count(key, 0.0)
        return whole > 0 and self._hamza(key, 0.0) >= 0.5 * whole

    def _first_letter_is_radical(self, word: str) -> bool:
        """Say whether the word takes the article or clitics before its first letter: الوزير, فبكين."""
        own = self._count(word, 0.0)
        if own <= 0:
            return False
        if self._definite(word) >= 0.02 * own:
            return True
        return self._attested_twice([stack[0] + word for stack in _STACKS.get(word[0], ())], 0.02 * own)

    # -- counts

    def _attested_twice(self, keys: Iterable[str], needed: float) -> bool:
        """Say whether at least two of the keys are attested, together at least ``needed``."""
        attested, together = 0, 0.0
        for key in keys:
            count = self._count(key, 0.0)
            if count > 0:
                attested, together = attested + 1, together + count
                if attested >= 2 and together >= needed:
                    return True
        return False

    def _free(self, key: str) -> float:
        """Count the key alone and with the article."""
        return self._count(key, 0.0) + self._count(ARTICLE + key, 0.0)

    def _definite(self, key: str) -> float:
        """Count the key with the article, unless ال is how the word itself begins (ألـ)."""
        definite = self._count(ARTICLE + key, 0.0) - self._hamza(ARTICLE + key, 0.0)
        return definite + self._count(LAM_ARTICLE + key, 0.0)
