"""Text to tokens, and a written word to the keys of its channels."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from typing import Any

import regex

from . import visual
from .fold import stem_key, stem_keys, surface, surfaces, written
from .letters import ALEF, ALEF_MAKSURA, ARABIC_LETTER, MINI_ALEF, WAW, YEH
from .lexicon import Lexicon, lexicon
from .links import PLURAL, SPELLING, VERB, Link, links
from .names import protected
from .nisbas import adjectives
from .plurals import feminine, nouns, plurals
from .proclitics import Trace
from .repair import repair
from .segment import WORD, words
from .snowball import snowball, snowball_all
from .stem import Stemmer
from .verbs import conjugated

VERSION = 4
"""Raised with every change of what analysis returns: an index of another version is rebuilt."""

_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
# the letter that a superscript alef is read instead of: ٱلصَّلَوٰةَ, ٱلتَّوْرَىٰةَ
_INSTEAD = regex.compile(f"[{WAW}{YEH}{ALEF_MAKSURA}]{MINI_ALEF}")
_LINE = regex.compile(r".+")
_KEPT = 1 << 13
"""Raw words of which it is kept how many terms each has."""
# prose without marks and foreign letters: each word of it stands for itself, and a plain pattern finds them
_LETTERS = "\u0621-\u063a\u0641-\u064a"
_PLAIN_PROSE = re.compile(f"[{_LETTERS} \\n.,:;!?()\"'«»“”،؛؟…\\-–—/0-9]*")
_PLAIN_WORD = re.compile(f"[{_LETTERS}]+|[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]`` (half-open, code points) is its surface, ``written`` its term."""

    surface: str
    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class Forms:
    """The keys of a written word: ``surface`` forgets free spelling, ``stem`` and ``snowball`` also
    affixes."""

    surface: str
    stem: str
    snowball: str


class Analyzer:
    """The ordered pipeline repair, segment, fold, stem; pure, and the same for index, query and
    highlighting."""

    def __init__(
        self, evidence: Lexicon | None, names: Iterable[str], attested: frozenset[str] = frozenset()
    ) -> None:
        self.names, self.attested = frozenset(names), attested
        self._evidence = evidence

    @cached_property
    def evidence(self) -> Lexicon:
        """How often words are written; that of the language is read when it is first needed."""
        return self._evidence or lexicon(self.attested)

    @cached_property
    def _stemmer(self) -> Stemmer:
        return Stemmer(self.evidence, self.names | adjectives(), nouns(), feminine())

    @classmethod
    def default(cls, attested: Iterable[str] = (), *, protect_names: bool = True) -> Analyzer:
        """Return the analyzer of the background evidence and of the keys that a collection attests
        besides."""
        return cls(None, protected() if protect_names else (), frozenset(attested))

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the words of the text in reading order.

        A ligature that stands for several words yields several tokens of one span; on a line stored in visual
        order the spans descend.
        """
        if self.reads_by_line(text):
            yield from self._tokens_by_line(text)
            return
        for start, end in words(text):
            raw = text[start:end]
            for word in self.written(raw):
                yield Token(raw, start, end, word)

    def _tokens_by_line(self, text: str) -> Iterator[Token]:
        for line in _LINE.finditer(text):
            spans = [(line.start() + start, line.start() + end) for start, end in words(line.group())]
            raws = [text[start:end] for start, end in spans]
            backwards = visual.is_visual(raws)
            pairs = list(zip(spans, raws, strict=True))
            for (start, end), raw in reversed(pairs) if backwards else pairs:
                for word in self.written(visual.logical(raw) if backwards else raw):
                    yield Token(raw, start, end, word)

    def terms(self, text: str) -> list[str]:
        """Return the terms of the text in reading order; the same as those of ``tokens``, without their
        places."""
        if self.reads_by_line(text):
            return [token.written for token in self.tokens(text)]
        return [word for raw in WORD.findall(text) for word in self.written(raw)]

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the characters of the words between two spaces of a text, in reading order.

        A word that stands for several has its characters several times. Not for a text that reads by line.
        """
        if _PLAIN_PROSE.fullmatch(text, start, end):
            return [match.span() for match in _PLAIN_WORD.finditer(text, start, end)]
        found: list[tuple[int, int]] = []
        for match in WORD.finditer(text, start, end):
            found += [match.span()] * self._terms_in(match.group())
        return found

    @cached_property
    def _terms_in(self) -> Callable[[str], int]:
        """Return how many terms a raw word has; the same words stand in most texts."""
        return lru_cache(_KEPT)(lambda raw: len(self.written(raw)))

    def reads_by_line(self, text: str) -> bool:
        """Say whether a line of the text may be stored backwards, so that its words depend on each other."""
        return visual.has_shapes(text)

    def written(self, raw: str) -> tuple[str, ...]:
        """Return the terms of one raw word in logical order; none when nothing of it can be read."""
        return tuple(word for word in map(self._written, repair(raw)) if word)

    def vocalised(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the term of each word of the text in reading order, and the word with its vowel signs."""
        for token in self.tokens(text):
            forms = repair(token.surface)
            # a ligature of several words bears no signs that could be told apart
            yield token.written, forms[0] if len(forms) == 1 else token.written

    def _written(self, repaired: str) -> str:
        """Remove the marks; a superscript alef becomes a letter only where that spelling is the commoner."""
        plain = written(repaired)
        if MINI_ALEF not in repaired:
            return plain
        full = written(repaired.replace(MINI_ALEF, ALEF))
        instead = written(_INSTEAD.sub(ALEF, repaired))
        # a term is written before the collection can attest anything, and asked for after
        count = self.evidence.language.get
        return max((plain, full, instead), key=lambda word: count(stem_key(word), 0.0))

    def forms(self, word: str) -> Forms:
        """Return the keys of a ``written`` word."""
        if not _ARABIC.match(word):
            stem = snowball(word)
            return Forms(word, stem, stem)
        return Forms(surface(word), self._stemmer.stem(word), snowball(word))

    @staticmethod
    def surfaces(words: Sequence[str]) -> list[str]:
        """Return the surface keys of many ``written`` words."""
        return [
            key if own else word
            for word, own, key in zip(words, _are_arabic(words), surfaces(words), strict=True)
        ]

    @staticmethod
    def snowballs(words: Sequence[str]) -> list[str]:
        """Return the Snowball keys of many ``written`` words."""
        return snowball_all(words, _are_arabic(words))

    def stems(self, words: Sequence[str]) -> list[str]:
        """Return the stem keys of many ``written`` words."""
        stem = self._stemmer.stem_of
        return [
            stem(key, word) if own else snowball(word)
            for word, own, key in zip(words, _are_arabic(words), stem_keys(words), strict=True)
        ]

    def links(self, stem: str) -> tuple[Link, ...]:
        """Return what answers for the words of a stem key besides them: broken plurals, nisbas,
        other forms of a verb."""
        if stem in self.names:
            return self._links.get(stem, ())
        verbs = (key for key in conjugated(stem, self.evidence) if key not in self.names)
        return (*self._links.get(stem, ()), *(Link(VERB, key) for key in verbs))

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        stemmer = self._stemmer
        attested = [(PLURAL, (noun,), (plural,)) for noun, plural in stemmer.short_plurals()]
        bare = {noun: without for without, noun in stemmer.defective()}
        attested += [(SPELLING, (without,), (noun,)) for noun, without in bare.items()]
        attested += [
            (PLURAL, (bare[noun],), (row.plural,))
            for row in plurals()
            if (noun := stem_key(row.singular)) in bare
        ]
        return links(stemmer.stem, attested)

    def explain(self, text: str) -> list[dict[str, Any]]:
        """Return every step of the analysis of each token, for people to read."""
        return [self._explained(token) for token in self.tokens(text)]

    def _explained(self, token: Token) -> dict[str, Any]:
        trace = Trace()
        if _ARABIC.match(token.written):
            self._stemmer.stem(token.written, trace)
        forms = self.forms(token.written)
        return {
            **asdict(token),
            "folded": forms.surface,
            "stem": forms.stem,
            "snowball": forms.snowball,
            "stem_steps": trace.steps,
            "links": [asdict(link) for link in self.links(forms.stem)],
        }


def _are_arabic(words: Iterable[str]) -> list[bool]:
    return [_ARABIC.match(word) is not None for word in words]


def fingerprint(settings: dict[str, Any]) -> str:
    """Return the hexadecimal digest of all that decides what analysis returns: code, packages, settings."""
    packages = {name: version(name) for name in ("wordfreq", "babel", "snowballstemmer", "pyarabic")}
    described = json.dumps({"version": VERSION, "packages": packages, "settings": settings}, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]
