"""What the rooms may know of a collection: its words, how often they are written, which stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, TypeVar

import numpy as np
import regex

from ...index.analysis import STOP_WORDS, is_namelike, skeletons, stem_key, surface
from ...index.local import Array, Snapshot
from ..local.phrases import phrase_docs

FEW = 20
"""Articles: a word that more of them hold needs no rescue but one of strong evidence."""
_KEPT = 4096
"""Answers of each kind that are kept for the next question."""
_MOST = 256
"""Words of one skeleton that are looked at, the most used ones."""
_WORDS = 8192
"""Answers of the rooms on single words that are kept."""
_LATIN = regex.compile(r"\p{Latin}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of the collection by its skeleton: the key that has it, the most used written form and what the
    stemmer makes of that."""

    key: str
    word: str
    stem: str


class Known:
    """Answers about the vocabulary of one snapshot; the costlier ones once, shared by threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot, self._vocabulary = snapshot, snapshot.vocabulary
        self._surfaces, self._stems = (snapshot.vocabulary.channels[name] for name in ("surface", "stem"))
        self._term: Callable[[str], int] = lru_cache(_KEPT)(snapshot.vocabulary.terms.find)
        self.analyzer = snapshot.analyzer
        self.stem: Callable[[str], str] = lru_cache(_KEPT)(self._stem)
        """Return the stem key of a written word: that frozen in the index, or by the frozen evidence."""
        self.count: Callable[[str], float] = lru_cache(_KEPT)(self._count)
        """Return how often the language writes a word, per 100 million."""
        self.skeletons: Callable[[tuple[str, ...]], Sequence[str]] = lru_cache(_KEPT)(skeletons)
        """Return the skeletons of some stem keys: of several at once in the time of one."""
        self.alike: Callable[[str], tuple[Spelling, ...]] = lru_cache(_KEPT)(self._alike)
        """Return the words of the collection by skeleton."""
        self.side_by_side: Callable[[tuple[str, ...]], bool] = lru_cache(_KEPT)(self._side_by_side)
        """Say whether the words stand in this order somewhere, with or without affixes."""
        self.namelike: Callable[[str, str], bool] = lru_cache(_KEPT)(self._namelike)
        """Say whether a stem key, with its stem, may be a name's."""
        self.usual: Callable[[str], str | None] = lru_cache(_KEPT)(self._usual)
        """Return how the collection mostly writes a word; ``None`` for one it lacks."""
        self.found_as: Callable[[str], str | None] = lru_cache(_KEPT)(self._found_as)
        """Return how the collection mostly writes a word, or the word with affixes; ``None`` for neither."""
        self.holding: Callable[[str], int] = lru_cache(_KEPT)(self._holding)
        """Return about how many articles hold a word, in any spelling that folding joins."""
        self._alone: Callable[[Callable[[str, Known], Any], str], Any] = lru_cache(_WORDS)(
            lambda answer, word: answer(word, self)
        )

    def alone(self, answer: Callable[[str, Known], T], word: str) -> T:
        """Return what a room answers to a word whatever stands beside it; kept, for common words come
        again."""
        found: T = self._alone(answer, word)
        return found

    def _stem(self, word: str) -> str:
        term = self._term(word)
        return self._stems.key(term) if term >= 0 else self.analyzer.forms(word).stem

    def has_latin(self, wanted: str) -> bool:
        """Say whether a word of the collection with this skeleton, which is not empty, has a Latin letter."""
        found = self._vocabulary.skeletons.of_key(wanted)
        # the terms ascend by their bytes: one in Latin letters stands before all Arabic ones
        return len(found) > 0 and _LATIN.search(self._vocabulary.terms[int(found[0])]) is not None

    def is_place(self, key: str) -> bool:
        """Say whether a stem key names a country or a city that the index protects."""
        return key in self.analyzer.names

    def _count(self, word: str) -> float:
        return self.analyzer.evidence.language.get(stem_key(word), 0.0)

    def apart(self, words: Iterable[str]) -> list[str]:
        """Return the first of the words with each stem: another one finds no more."""
        first: dict[str, str] = {}
        for word in words:
            first.setdefault(self.stem(word), word)
        return list(first.values())

    def writes(self, word: str) -> bool:
        """Say whether the collection holds the word as written."""
        return self._term(word) >= 0

    def _terms(self, word: str) -> Array:
        return self._surfaces.of_key(surface(word))

    def _stemmed(self, word: str) -> Array:
        return self._stems.of_key(self.stem(word))

    def _usual(self, word: str) -> str | None:
        return self.spelt(surface(word))

    def spelt(self, key: str) -> str | None:
        """Return how the collection mostly writes the word of a surface key; ``None`` for one it lacks.

        Like ``usual``, but not kept: for one of many words that might be there.
        """
        code = self._surfaces.keys.find(key)
        return None if code < 0 else self._vocabulary.terms[int(self._snapshot.spellings.best[code])]

    def _found_as(self, word: str) -> str | None:
        return self.usual(word) or self._most_used(self._stemmed(word))

    def phrase(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words as ``found_as`` has them if they stand side by side somewhere, else nothing."""
        found = tuple(written for written in map(self.found_as, words) if written is not None)
        whole = len(found) == len(words) and (len(words) == 1 or self.side_by_side(words))
        return found if whole else ()

    def has_few(self, word: str) -> bool:
        """Say whether so few articles hold a word that the reader may want it in other forms."""
        return self.holding(word) <= FEW

    def _holding(self, word: str) -> int:
        term = self._term(word)
        code = self._surfaces.codes[term] if term >= 0 else self._surfaces.keys.find(surface(word))
        return int(self._snapshot.spellings.freqs[code]) if code >= 0 else 0

    def _namelike(self, key: str, stem: str) -> bool:
        if key in STOP_WORDS:
            return False
        return self.is_place(stem) or is_namelike(key, stem, self.analyzer.evidence)

    def _alike(self, wanted: str) -> tuple[Spelling, ...]:
        found = self._vocabulary.skeletons.of_key(wanted)
        if len(found) > _MOST:
            found = found[np.argsort(-self._doc_freqs(found), kind="stable")[:_MOST]]
        rows = [(self._vocabulary.terms[term], self._stems.key(term)) for term in found.tolist()]
        owns = [word if word.isascii() else stem_key(word) for word, _ in rows]
        # the index knows a word by its own key, and by its stem where that differs
        differing = [own for own, (_, stem) in zip(owns, rows, strict=True) if own != stem]
        whole = dict(zip(differing, skeletons(differing), strict=True)) if differing else {}
        by_key: dict[str, list[int]] = {}
        for place, (own, (_, stem)) in enumerate(zip(owns, rows, strict=True)):
            by_key.setdefault(own if whole.get(own, wanted) == wanted else stem, []).append(place)
        often = self._doc_freqs(found).tolist() if len(by_key) < len(rows) else [0] * len(rows)
        # rather without clitics, where the collection has it so
        best = {key: max(own, key=lambda at: (owns[at] == key, often[at])) for key, own in by_key.items()}
        return tuple(Spelling(key, *rows[place]) for key, place in best.items())

    def _side_by_side(self, words: tuple[str, ...]) -> bool:
        groups = [np.union1d(self._terms(word), self._stemmed(word)) for word in words]
        if not all(map(len, groups)):
            return False
        return any(len(phrase_docs(self._snapshot, name, groups)) for name in self._snapshot.fields)

    def _most_used(self, terms: Array) -> str | None:
        if not len(terms):
            return None
        best = terms[int(np.argmax(self._doc_freqs(terms)))]
        return self._vocabulary.terms[int(best)]

    def _doc_freqs(self, terms: Array) -> Array:
        """Count the articles of each term, in the field that most hold it in; deleted ones may be among
        them."""
        counted = (self._snapshot.doc_freqs(name, terms) for name in self._snapshot.fields)
        return reduce(np.maximum, counted, np.zeros(len(terms), dtype=np.int64))
