"""What a room is asked, and what it offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import regex

from ...index.analysis import is_plain, surface
from ..query import Word
from .known import Known

MAX_FORMS = 5
"""Forms that one offer may try."""

Form = tuple[Word, ...]
"""Words that stand side by side."""
is_latin = regex.compile(r"[\p{Latin}\p{N}'’]*\p{Latin}[\p{Latin}\p{N}'’]*").fullmatch
"""Says whether a written word is in Latin letters, digits and apostrophes among them allowed."""


class Run:
    """Words typed side by side, none of them quoted, exact, cut short or excluded.

    ``text`` is what was typed where the run is the whole question, else empty; ``surfaces`` are the words
    without free spelling; ``arabic`` and ``latin`` those in either script that ask for something, by their
    places.
    """

    def __init__(self, words: tuple[Word, ...], text: str = "") -> None:
        self.words, self.text = words, text
        self.surfaces = tuple([surface(word.text) for word in words])
        self.arabic: dict[int, str] = {}
        self.latin: dict[int, str] = {}
        for place, word in enumerate(words):
            if word.stop:
                continue
            if is_plain(self.surfaces[place]):
                self.arabic[place] = word.text
            elif is_latin(word.text):
                self.latin[place] = word.text

    def __getitem__(self, place: int) -> str:
        """Return the text of a word; empty before the first and after the last."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def stretches(self, longest: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of at most so many words, the longer ones first; none begins or ends with a
        stop word."""
        stops = [word.stop for word in self.words]
        for length in range(min(longest, len(stops)), 0, -1):
            for first, last in enumerate(range(length, len(stops) + 1)):
                if not (stops[first] or stops[last - 1]):
                    yield first, last


@dataclass(frozen=True, slots=True)
class Offer:
    """Forms to try besides the words from ``first`` to before ``last`` of a run, the best first."""

    kind: str
    first: int
    last: int
    forms: tuple[Form, ...]
    reason: str = field(compare=False)


Room = Callable[[Run, Known], Iterator[Offer]]


def form(*words: str, exact: bool = False) -> Form:
    """Return the form of these words."""
    return tuple(Word(word, exact=exact) for word in words)


def distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Return the first few of the forms, each once."""
    return tuple(dict.fromkeys(forms))[:MAX_FORMS]
