"""A light stemmer that removes only what is attested.

An affix goes when the rest is itself a word people write, often enough beside the whole (``lexicon``).
Guards keep names and words whose first or last letters only look like affixes: وزير is not و+زير since
people write الوزير; لبنان is not a dual since people write لبناني. Every threshold is a share of counts,
measured on country and city names and on the judged collections; each guard names the words it was made
for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .affixes import (
    ARTICLE,
    AT_PRONOUN,
    CONJUNCTIONS,
    DUAL_OR_PLURAL,
    FUTURE,
    FUTURE_FOLLOWERS,
    HIDING_TEH_MARBUTA,
    LAM_ARTICLE,
    LETTERS_BY_KIND,
    NOMINAL,
    PREPOSITIONS,
    PROCLITIC_LETTERS,
    PRONOUN,
    SUFFIXES,
    SUFFIXES_BY_LETTER,
    T_PRONOUN,
    VERBAL,
    WHOLE,
    Suffix,
)
from .fold import stem_key
from .letters import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    BEH,
    HEH,
    LAM,
    TEH,
    TEH_MARBUTA,
    YEH,
)
from .lexicon import Lexicon

_HAMZA_ALEFS = frozenset([ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA])
_SHORTEST = 4  # a word of fewer letters is left alone
_CERTAIN = float("inf")
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
_BEHIND_NOON = ("ي", "يه", "ات", "ين", "ون")
"""What follows a radical ن, but never the ن of a dual or a plural."""
_BEHIND_NOUN = ("ه", "ها", "هم")
"""The ن of a noun's dual or plural falls before these; that of a verb does not."""
_SURE_BEHIND_NOUNS = HIDING_TEH_MARBUTA | {one for one in LETTERS_BY_KIND[PRONOUN] if len(one) > 1}
"""What needs no other witness behind a known noun; ه, ك and ي end too many other words."""
_PRESENT = frozenset([YEH, TEH])
_VERB_CLASS = (PRONOUN, T_PRONOUN, VERBAL)
_OF_TEH_MARBUTA = tuple(suffix for suffix in SUFFIXES if suffix.letters == "يه")
"""The only ending that is written with ة: what stands before it else is of the word, as in ثابتة."""
_BROTHERS = {
    suffix: tuple(
        letters
        for kind in (_VERB_CLASS if suffix.kind == VERBAL else (suffix.kind,))
        for letters in LETTERS_BY_KIND[kind]
        if letters != suffix.letters
    )
    for suffix in SUFFIXES
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


class Stemmer:
    """Stems written words with one lexicon and one set of protected names; the same word always alike.

    ``nouns`` are keys of words that are whole, ``feminine`` those of them whose final ة stays.

    >>> from .lexicon import lexicon
    >>> stemmer = Stemmer(lexicon(), frozenset(["بكين"]))
    >>> [stemmer.stem(word) for word in ["وزير", "والوزير", "وبكين", "كتابها"]]
    ['وزير', 'وزير', 'بكين', 'كتاب']
    """

    def __init__(
        self,
        lexicon: Lexicon,
        names: Collection[str],
        nouns: Collection[str] = frozenset(),
        feminine: Collection[str] = frozenset(),
    ) -> None:
        self._count = lexicon.forms.get
        self._hamza = lexicon.hamza.get
        self._names = WHOLE.union(names)
        self._whole = self._names.union(nouns)
        self._feminine = frozenset(feminine)

    def stem(self, word: str, trace: Trace | None = None) -> str:
        """Return the stem key of a ``written`` Arabic word; append each step to ``trace``."""
        key = stem_key(word)
        # a hamza on the alef of ألمانيا says that its ال is no article
        bare_alef = len(key) != len(word) or _HAMZA_ALEFS.isdisjoint(word[:4])
        core = self._without_proclitics(key, word if not bare_alef else "", trace)
        if len(core) < _SHORTEST:
            return core
        return self._without_suffix(core, word[-1], trace)

    # -- proclitics

    def _without_proclitics(self, key: str, marked: str, trace: Trace | None) -> str:
        word, conjunction, preposition = key, True, True
        while len(word) >= _SHORTEST and word[0] in PROCLITIC_LETTERS and word not in self._names:
            hamza = bool(marked) and marked[len(key) - len(word)] in _HAMZA_ALEFS
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
        needed = max(_LEAST, share * self._count(word, 0.0))
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
        needed = max(_LEAST, _ARTICLE_SHARE * count(word, 0.0))
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

    # -- suffixes

    def _without_suffix(self, word: str, last: str, trace: Trace | None) -> str:
        """Part the word with its ending; ``last`` is how its last letter is written, as ه or ة."""
        if word in self._whole and not (last == HEH and word[:-1] in self._whole):
            return word
        if last == TEH_MARBUTA and word[:-1] in self._whole:
            return word[:-1]
        suffixes = _OF_TEH_MARBUTA if last == TEH_MARBUTA else SUFFIXES_BY_LETTER.get(word[-1], ())
        needed = max(_LEAST, 0.02 * self._free(word)) if suffixes else _LEAST
        found: tuple[str, Suffix, float] | None = None
        for suffix in suffixes:
            if not word.endswith(suffix.letters):
                continue
            rest = word[: -len(suffix.letters)]
            known = self._is_noun(rest, suffix)
            if (found and not known) or not self._long_enough(rest, suffix):
                continue
            evidence = self._free(rest)
            if evidence < needed:
                evidence = self._free(rest + HEH)
            sure = known and suffix.letters in _SURE_BEHIND_NOUNS
            if evidence >= needed and (sure or not self._ending_is_radical(word, rest, suffix)):
                found = rest, suffix, evidence  # the shortest ending that leaves a noun, else the longest
        if found is None:
            return self._without_heh(word, trace)
        rest, suffix, evidence = found
        if trace is not None:
            trace.add(f"{word} = {rest} + {suffix.letters}: attested {evidence:.3g}, needed {needed:.3g}")
        return self._rest(rest, suffix, trace)

    def _is_noun(self, rest: str, suffix: Suffix) -> bool:
        """Say whether a known noun remains: أسلحت is أسلحة before a pronoun."""
        if suffix.letters in HIDING_TEH_MARBUTA and rest + HEH in self._feminine:
            return True
        return rest in self._whole and rest not in self._feminine

    def _rest(self, rest: str, suffix: Suffix, trace: Trace | None) -> str:
        if suffix.letters in HIDING_TEH_MARBUTA and rest + HEH in self._feminine:
            return f"{rest}{HEH}"
        if suffix.kind == T_PRONOUN and len(rest) == 2:
            return f"{rest}{HEH}"  # قمته is of قمة, whose stem keeps its three letters
        return rest if rest in self._whole else self._without_heh(rest, trace)

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
            # names take no article: بوتين, إيران; nor do verbs: يكتبون
            if suffix.letters == "ون" and word[0] == YEH:
                return False
            if own >= _KNOWN and self._definite(word) < 0.05 * own:
                return True
            if suffix.letters not in DUAL_OR_PLURAL or own <= 0:
                return False
            # a nisba made of the whole word, لبناني; an ending behind it, متعاونين
            further = [word + letters for letters in _BEHIND_NOON]
            if word[0] not in _PRESENT:  # يكتبون and يكتبونها
                further += [word + letters for letters in _BEHIND_NOUN]
            return sum(map(self._free, further)) >= 0.1 * own
        if suffix.kind == AT_PRONOUN or own <= 0:
            return False
        # an ending without brothers on the same rest: بانكوك, بيروت
        return not self._attested_twice([rest + letters for letters in _BROTHERS[suffix]], 0.05 * own)

    def _is_accusative(self, own: float, rest: str) -> bool:
        """Say whether a final alef is the tanween of an indefinite noun, رحيما: the rest is common and
        definite."""
        # a country ends in يا beside its nisba in ي (بريطانيا); an adverb in يا is much rarer than its
        # adjective
        share = 5.0 if rest.endswith(YEH) else 0.5
        return self._free(rest) >= share * own and self._definite(rest) >= 0.05 * self._count(rest, 0.0)

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
