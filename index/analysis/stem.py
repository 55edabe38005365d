"""A light stemmer that removes only what is attested.

An affix goes when the rest is itself a word people write, often enough beside the whole (``lexicon``).
Guards keep names and words whose first or last letters only look like affixes: وزير is not و+زير since
people write الوزير; لبنان is not a dual since people write لبناني. Every threshold is a share of counts,
measured on country and city names and on the judged collections; each guard names the words it was made
for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .affixes import (
    AT_PRONOUN,
    DUAL_OR_PLURAL,
    HIDING_TEH_MARBUTA,
    LETTERS_BY_KIND,
    NOMINAL,
    PRONOUN,
    SECOND_PERSON,
    SUFFIXES,
    SUFFIXES_BY_LETTER,
    T_PRONOUN,
    VERBAL,
    Suffix,
)
from .fold import stem_key
from .letters import ALEF, HEH, TEH, TEH_MARBUTA, WAW, YEH
from .lexicon import Lexicon
from .nouns import FEMININE_PLURAL, HiddenNouns
from .proclitics import HAMZA_ALEFS, LEAST, SHORTEST, Trace

_KNOWN = 20.0  # a word this frequent shows by its own company whether it takes the article
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
_BEHIND_ARTICLE = frozenset([HEH, YEH])
"""Endings of a noun with the article that look like pronouns: ة, and the ي of a nisba."""
_CONSTRUCT = frozenset([WAW, YEH])
_WEAK_WITH_PRONOUN = 5
"""Letters of a word whose alef may stand for ى: بناها, but حماه is mostly حماة."""
_BROTHERS = {
    suffix: tuple(
        letters
        for kind in (_VERB_CLASS if suffix.kind == VERBAL else (suffix.kind,))
        for letters in LETTERS_BY_KIND[kind]
        if letters != suffix.letters and not (suffix.kind == VERBAL and letters in SECOND_PERSON)
    )
    for suffix in SUFFIXES
}


class Stemmer(HiddenNouns):
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
        super().__init__(lexicon, names, nouns)
        self._feminine = frozenset(feminine)

    def stem(self, word: str, trace: Trace | None = None) -> str:
        """Return the stem key of a ``written`` Arabic word; append each step to ``trace``."""
        return self.stem_of(stem_key(word), word, trace)

    def stem_of(self, key: str, word: str, trace: Trace | None = None) -> str:
        """Return the stem key of a ``written`` Arabic word whose ``stem_key`` is known."""
        # a hamza on the alef of ألمانيا says that its ال is no article
        bare_alef = len(key) != len(word) or HAMZA_ALEFS.isdisjoint(word[:4])
        core = self._without_proclitics(key, word if not bare_alef else "", trace)
        if len(core) < SHORTEST:
            return core
        return self._without_suffix(core, word[-1], trace)

    def _without_suffix(self, word: str, last: str, trace: Trace | None) -> str:
        """Part the word with its ending; ``last`` is how its last letter is written, as ه or ة."""
        if word in self._whole and not (last == HEH and self._is_possessed(word)):
            return word
        if last == TEH_MARBUTA and word[:-1] in self._whole:
            return word[:-1]
        noun = self._hidden_feminine(word)
        if noun:
            return noun
        suffixes = _OF_TEH_MARBUTA if last == TEH_MARBUTA else SUFFIXES_BY_LETTER.get(word[-1], ())
        needed = max(LEAST, 0.02 * self._free(word)) if suffixes else LEAST
        found = self._ending(word, suffixes, needed)
        if found is None:
            return self._without_heh(self._without_waw(word), trace)
        rest, suffix, evidence = found
        if trace is not None:
            trace.add(f"{word} = {rest} + {suffix.letters}: attested {evidence:.3g}, needed {needed:.3g}")
        return self._rest(rest, suffix, trace)

    def _ending(
        self, word: str, suffixes: Iterable[Suffix], needed: float
    ) -> tuple[str, Suffix, float] | None:
        found: tuple[str, Suffix, float] | None = None
        for suffix in suffixes:
            if not word.endswith(suffix.letters):
                continue
            rest = word[: -len(suffix.letters)]
            verbal = suffix.letters == "ني" or rest.endswith("نا")
            known = self._is_noun(rest if verbal else self._with_maqsura(rest, suffix), suffix)
            if (found and not known) or not self._long_enough(rest, suffix):
                continue
            evidence = self._free(self._with_maqsura(rest, suffix))
            if evidence < needed:
                evidence = self._free(rest + HEH)
            sure = known and suffix.letters in _SURE_BEHIND_NOUNS
            if evidence >= needed and (sure or not self._ending_is_radical(word, rest, suffix)):
                found = rest, suffix, evidence  # the shortest ending that leaves a noun, else the longest
        return found

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
        rest = self._with_maqsura(rest, suffix)
        if suffix.kind == PRONOUN and rest not in self._whole:
            rest = self._hidden_feminine(rest) or self._without_construct(rest)
        return rest if rest in self._whole else self._without_heh(rest, trace)

    def _is_possessed(self, word: str) -> bool:
        """Say whether a noun in ه is rather another with a pronoun: مكتبه is of مكتب, but زراعه is زراعة."""
        return word[:-1] in self._whole and self._free(word) <= self._free(word[:-1])

    def _with_maqsura(self, rest: str, suffix: Suffix) -> str:
        """Return what stands before a pronoun as it is written without: مستواها is of مستوى."""
        if suffix.kind != PRONOUN or rest[-1] != ALEF or len(rest) + len(suffix.letters) < _WEAK_WITH_PRONOUN:
            return rest
        if rest.endswith("نا") and len(rest) > 4 and self._free(rest[:-2]) > self._free(rest):
            return rest  # قابلناهم
        return max(rest, f"{rest[:-1]}{YEH}", key=self._free)

    def _without_construct(self, rest: str) -> str:
        """Part what stands before a pronoun with the end of a plural that has lost its ن: لاعبيه."""
        base = rest[:-1]
        if rest[-1] not in _CONSTRUCT or len(base) < 3 or self._free(base) < self._free(rest):
            return rest
        plurals = self._free(base + "ين") + self._free(base + "ون")
        return base if plurals >= 0.1 * self._free(rest) else rest

    def _without_waw(self, word: str) -> str:
        """Part a plural before its genitive with its و: مهندسو."""
        base = word[:-1]
        if word[-1] != WAW or len(base) < SHORTEST or self._free(base) < self._free(word):
            return word
        plurals = [self._free(base + ending) for ending in ("ين", "ون")]
        return base if min(plurals) >= LEAST and sum(plurals) >= self._count(word, 0.0) else word

    def _long_enough(self, rest: str, suffix: Suffix) -> bool:
        if suffix.kind == AT_PRONOUN and self._is_plural(rest + FEMININE_PLURAL):
            return False  # قنواتهم
        if suffix.kind != T_PRONOUN or len(rest) < 2:
            return len(rest) >= 3
        if len(rest) == 2:
            # قمته is of قمة, but بيته of بيت
            return self._free(rest + HEH) > self._free(rest + TEH)
        return rest + HEH in self._feminine or not self._is_plural(rest + TEH)  # قواتكم

    def _without_heh(self, word: str, trace: Trace | None) -> str:
        if len(word) < SHORTEST or not word.endswith(HEH):
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
        return own > 0 and self._is_no_pronoun(word, rest, suffix, own)

    def _is_no_pronoun(self, word: str, rest: str, suffix: Suffix, own: float) -> bool:
        """Say whether a word that people write ends in no pronoun and no verbal ending."""
        if suffix.letters not in _BEHIND_ARTICLE and self._definite(word) >= 0.05 * own:
            return True  # what takes the article has no pronoun: اشتراك, تفاهم
        if suffix.kind == AT_PRONOUN:
            return False
        bare = word[:-1]
        rarer = suffix.letters == "نا" and self._free(bare) > self._free(rest)
        if rarer and self._is_accusative(own, bare):
            return True  # إيمانا
        # an ending without brothers on the same rest: بانكوك, بيروت
        return not self._attested_twice([rest + letters for letters in _BROTHERS[suffix]], 0.05 * own)

    def _is_accusative(self, own: float, rest: str) -> bool:
        """Say whether a final alef is the tanween of an indefinite noun, رحيما: the rest is common and
        definite."""
        # a country ends in يا beside its nisba in ي (بريطانيا); an adverb in يا is much rarer than its
        # adjective
        share = 5.0 if rest.endswith(YEH) else 0.5
        return self._free(rest) >= share * own and self._definite(rest) >= 0.05 * self._count(rest, 0.0)
