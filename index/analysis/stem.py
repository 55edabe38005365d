"""A light stemmer that removes only what is attested.

An affix goes when the rest is itself a word people write, often enough beside the whole (``lexicon``).
Guards keep names and words whose first or last letters only look like affixes: وزير is not و+زير since
people write الوزير; لبنان is not a dual since people write لبناني. Every threshold is a share of counts,
measured on country and city names and on the judged collections; each guard names the words it was made
for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from .affixes import (
    ARTICLE,
    AT_PRONOUN,
    CONJUNCTIONS,
    DUAL_OR_PLURAL,
    FUTURE,
    FUTURE_FOLLOWERS,
    LAM_ARTICLE,
    LETTERS_BY_KIND,
    NOMINAL,
    PREPOSITIONS,
    PROCLITIC_LETTERS,
    PRONOUN,
    SUFFIXES_BY_LETTER,
    T_PRONOUN,
    VERBAL,
    WHOLE,
    Suffix,
)
from .fold import stem_key
from .letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, HEH, TEH, YEH
from .lexicon import Lexicon

_HAMZA_ALEFS = frozenset([ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA])
_SHORTEST = 4  # a word of fewer letters is left alone
_LEAST = 0.3  # occurrences per 100 million words: less attests nothing
_ARTICLE_SHARE = 0.002
_KNOWN = 20.0  # a word this frequent shows by its own company whether it takes the article
_STACKS = {  # the clitics that stand before a word whose first letter only looks like one
    "ب": ("بب", "لب", "كب"),
    "ك": ("بك", "لك", "كك"),
    "ل": ("بل", "كل"),
    "و": ("وو", "فو", "بو", "لو", "كو"),
    "ف": ("وف", "فف", "بف", "لف", "كف"),
}
_VERB_CLASS = (PRONOUN, T_PRONOUN, VERBAL)


@dataclass(frozen=True, slots=True)
class _Split:
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


class Stemmer:
    """Stems written words with one lexicon and one set of protected names; the same word always alike.

    >>> from .lexicon import lexicon
    >>> stemmer = Stemmer(lexicon(), frozenset(["بكين"]))
    >>> [stemmer.stem(word) for word in ["وزير", "والوزير", "وبكين", "كتابها"]]
    ['وزير', 'وزير', 'بكين', 'كتاب']
    """

    def __init__(self, lexicon: Lexicon, names: Collection[str]) -> None:
        self._count = lexicon.forms.get
        self._hamza = lexicon.hamza.get
        self._names = WHOLE.union(names)

    def stem(self, word: str, trace: Trace | None = None) -> str:
        """Return the stem key of a ``written`` Arabic word; append each step to ``trace``."""
        key = stem_key(word)
        # a hamza on the alef of ألمانيا says that its ال is no article
        bare_alef = not (len(key) == len(word) and any(letter in _HAMZA_ALEFS for letter in word[:4]))
        core = self._without_proclitics(key, word if not bare_alef else "", trace)
        if len(core) < _SHORTEST or core in self._names:
            return core
        return self._without_suffix(core, trace)

    # -- proclitics

    def _without_proclitics(self, key: str, marked: str, trace: Trace | None) -> str:
        word, conjunction, preposition = key, True, True
        while len(word) >= _SHORTEST and word[0] in PROCLITIC_LETTERS and word not in self._names:
            hamza = bool(marked) and marked[len(key) - len(word)] in _HAMZA_ALEFS
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
        splits = [
            split
            for split in self._splits(word, conjunction, preposition, hamza)
            if split.evidence >= split.needed and not self._first_letter_is_radical(word, split)
        ]
        return max(splits, key=lambda split: split.evidence, default=None)

    def _splits(self, word: str, conjunction: bool, preposition: bool, hamza: bool) -> Iterator[_Split]:
        heads = [("", 0.0)]
        if conjunction and word[0] in CONJUNCTIONS:
            heads.append((word[0], CONJUNCTIONS[word[0]]))
        for head, share in heads:
            rest = word[len(head) :]
            if head:
                yield from self._single(word, head, rest, share)
            if not (hamza and not head) and rest.startswith(ARTICLE):
                yield from self._with_article(word, head + ARTICLE, rest, rest[2:])
            if not preposition:
                continue
            if rest.startswith(LAM_ARTICLE):
                yield from self._with_article(word, head + LAM_ARTICLE, "ا" + rest[1:], rest[2:])
            letter, after = rest[:1], rest[1:]
            if letter in PREPOSITIONS and (letter != FUTURE or after[:1] in tuple(FUTURE_FOLLOWERS)):
                yield from self._single(word, head + letter, after, PREPOSITIONS[letter])
                if after.startswith(ARTICLE) and letter not in (FUTURE, "ل"):
                    yield from self._with_article(word, head + letter + ARTICLE, after, after[2:])

    def _single(self, word: str, prefix: str, rest: str, share: float) -> Iterator[_Split]:
        if len(rest) >= 3:
            evidence = float("inf") if rest in self._names else self._free(rest)
            yield _Split(prefix, rest, evidence, max(_LEAST, share * self._count(word, 0.0)), False)

    def _with_article(self, word: str, prefix: str, definite: str, rest: str) -> Iterator[_Split]:
        if len(rest) < 2 or self._begins_with_hamza(definite):
            return
        count = self._count
        evidence = (
            float("inf")
            if rest in self._names
            else count(rest, 0.0)
            + 0.3
            * (
                (count(definite, 0.0) if definite != word else 0.0)
                + count(LAM_ARTICLE + rest, 0.0)
                + count("ب" + ARTICLE + rest, 0.0)
            )
        )
        needed = max(_LEAST, _ARTICLE_SHARE * count(word, 0.0))
        yield _Split(prefix, rest, evidence, needed, True)

    def _begins_with_hamza(self, key: str) -> bool:
        """Say whether people write the key with a hamza first: ألمانيا, whose ال folding makes look like an
        article."""
        whole = self._count(key, 0.0)
        return whole > 0 and self._hamza(key, 0.0) >= 0.5 * whole

    def _first_letter_is_radical(self, word: str, split: _Split) -> bool:
        """Say whether the word takes the article or clitics before its first letter: الوزير, فبكين."""
        if split.prefix.startswith(ARTICLE) or split.rest in WHOLE:
            return False
        own = self._count(word, 0.0)
        if own <= 0:
            return False
        if self._definite(word) >= 0.02 * own:
            return True
        stacked = [self._count(stack[0] + word, 0.0) for stack in _STACKS.get(word[0], ())]
        return sum(count > 0 for count in stacked) >= 2 and sum(stacked) >= 0.02 * own

    # -- suffixes

    def _without_suffix(self, word: str, trace: Trace | None) -> str:
        whole = self._free(word)
        for suffix in SUFFIXES_BY_LETTER.get(word[-1], ()):
            if not word.endswith(suffix.letters):
                continue
            rest = word[: -len(suffix.letters)]
            if not self._long_enough(rest, suffix):
                continue
            evidence = max(self._free(rest), self._free(rest + HEH))
            needed = max(_LEAST, 0.02 * whole)
            if evidence < needed or self._ending_is_radical(word, rest, suffix):
                continue
            if trace is not None:
                trace.add(f"{word} = {rest} + {suffix.letters}: attested {evidence:.3g}, needed {needed:.3g}")
            if suffix.kind == T_PRONOUN and len(rest) == 2:
                return f"{rest}{HEH}"  # قمته is of قمة, whose stem keeps its three letters
            return self._without_heh(rest, trace)
        return self._without_heh(word, trace)

    def _long_enough(self, rest: str, suffix: Suffix) -> bool:
        if suffix.kind == T_PRONOUN and len(rest) == 2:
            # قمته is of قمة, but بيته of بيت
            return self._free(rest + HEH) > self._free(rest + TEH)
        return len(rest) >= 3

    def _without_heh(self, word: str, trace: Trace | None) -> str:
        if len(word) < _SHORTEST or not word.endswith(HEH):
            return word
        if trace is not None:
            trace.add(f"{word} = {word[:-1]} + {HEH}: final teh marbuta")
        return word[:-1]

    def _ending_is_radical(self, word: str, rest: str, suffix: Suffix) -> bool:
        own = self._count(word, 0.0)
        if suffix.letters == ALEF:
            return not self._is_accusative(own, rest)
        if suffix.kind == NOMINAL:
            # names take no article: بوتين, إيران
            if own >= _KNOWN and self._definite(word) < 0.05 * own:
                return True
            # a nisba made of the whole word: لبناني
            nisba = sum(self._count(form, 0.0) for form in (word + "ي", word + "يه", ARTICLE + word + "ي"))
            return suffix.letters in DUAL_OR_PLURAL and own > 0 and nisba >= 0.1 * own
        if suffix.kind == AT_PRONOUN or own <= 0:
            return False
        # an ending without brothers on the same rest: بانكوك, بيروت
        brothers = [
            self._count(rest + letters, 0.0)
            for kind in (_VERB_CLASS if suffix.kind == VERBAL else (suffix.kind,))
            for letters in LETTERS_BY_KIND[kind]
            if letters != suffix.letters
        ]
        return sum(count > 0 for count in brothers) < 2 or sum(brothers) < 0.05 * own

    def _is_accusative(self, own: float, rest: str) -> bool:
        """Say whether a final alef is the tanween of an indefinite noun, رحيما: the rest is common and
        definite."""
        # a country ends in يا beside its nisba in ي (بريطانيا); an adverb in يا is much rarer than its
        # adjective
        share = 5.0 if rest.endswith(YEH) else 0.5
        return self._free(rest) >= share * own and self._definite(rest) >= 0.05 * self._count(rest, 0.0)

    # -- counts

    def _free(self, key: str) -> float:
        """Count the key alone and with the article."""
        return self._count(key, 0.0) + self._count(ARTICLE + key, 0.0)

    def _definite(self, key: str) -> float:
        """Count the key with the article, unless ال is how the word itself begins (ألـ)."""
        definite = self._count(ARTICLE + key, 0.0) - self._hamza(ARTICLE + key, 0.0)
        return definite + self._count(LAM_ARTICLE + key, 0.0)
