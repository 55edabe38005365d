"""Text to tokens, and a written word to the keys of its channels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import regex

from . import visual
from .fold import stem_key, surface, written
from .letters import ALEF, ARABIC_LETTER, MINI_ALEF
from .lexicon import Lexicon, lexicon
from .names import protected
from .repair import repair
from .segment import WORD, words
from .snowball import snowball
from .stem import Stemmer, Trace

VERSION = 1
"""Raised with every change of what analysis returns: an index of another version is rebuilt."""

_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
_LINE = regex.compile(r".+")


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

    def __init__(self, evidence: Lexicon, names: Iterable[str]) -> None:
        self.evidence, self.names = evidence, frozenset(names)
        self._stemmer = Stemmer(evidence, self.names)

    @classmethod
    def default(cls, attested: Iterable[str] = (), *, protect_names: bool = True) -> Analyzer:
        """Return the analyzer of the background evidence and of the keys that a collection attests
        besides."""
        return cls(lexicon(attested), protected() if protect_names else ())

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the words of the text in reading order.

        A ligature that stands for several words yields several tokens of one span; on a line stored in visual
        order the spans descend.
        """
        if visual.has_shapes(text):
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

    def terms(self, text: str, memo: dict[str, tuple[str, ...]]) -> list[str]:
        """Return the terms of the text in reading order; ``memo`` keeps what each distinct raw word gave.

        The same words as ``tokens``, many times faster on many texts: a raw word is repaired once, not once
        per place.
        """
        if visual.has_shapes(text):
            return [token.written for token in self.tokens(text)]
        terms: list[str] = []
        for raw in WORD.findall(text):
            found = memo.get(raw)
            if found is None:
                found = memo[raw] = self.written(raw)
            terms += found
        return terms

    def written(self, raw: str) -> tuple[str, ...]:
        """Return the terms of one raw word in logical order; none when nothing of it can be read."""
        return tuple(word for word in map(self._written, repair(raw)) if word)

    def _written(self, repaired: str) -> str:
        """Remove the marks; a superscript alef becomes a letter only where that spelling is the commoner."""
        plain = written(repaired)
        if MINI_ALEF in repaired:
            full = written(repaired.replace(MINI_ALEF, ALEF))
            count = self.evidence.forms.get
            if count(stem_key(full), 0.0) > count(stem_key(plain), 0.0):
                return full
        return plain

    def forms(self, word: str) -> Forms:
        """Return the keys of a ``written`` word."""
        if not _ARABIC.match(word):
            stem = snowball(word)
            return Forms(word, stem, stem)
        return Forms(surface(word), self._stemmer.stem(word), snowball(word))

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
        }


def fingerprint(settings: dict[str, Any]) -> str:
    """Return the hexadecimal digest of all that decides what analysis returns: code, packages, settings."""
    packages = {name: version(name) for name in ("wordfreq", "babel", "snowballstemmer", "pyarabic")}
    described = json.dumps({"version": VERSION, "packages": packages, "settings": settings}, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]
