"""Text to numbers: each distinct run of non-space is analysed once, each of its occurrences is a number."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from ..analysis import Analyzer, is_plain
from .codec.merge import cumulated, ranges
from .columnar import Array

ANCHOR = 16
"""Every so many runs the place of one is kept, to find a word's characters without reading from the
beginning."""

_PUNCTUATION = ".,:;!?()[]\"'«»“”،؛؟…-–"
_TERM = " "  # begins the key of a term already analysed: no run of non-space begins so
_LAST_SPACE = 0x3000
_IS_SPACE = np.array([chr(code).isspace() for code in range(_LAST_SPACE + 2)])


class Chunks(dict[str, int]):
    """Numbers for runs of non-space, and for each the numbers of its terms.

    No word spans a space, so the words of a text are those of its runs, whatever their context.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self.terms: dict[str, int] = {}
        self._members = array("I")
        self._counts = array("I")

    def __missing__(self, raw: str) -> int:
        """Analyse a run that was not seen before."""
        if is_plain(word := raw.strip(_PUNCTUATION)):
            found = [word]  # as most runs are: one word, with punctuation or without
        else:
            found = [raw[1:]] if raw[0] == _TERM else self._analyzer.terms(raw)
        for term in found:
            self._members.append(self.terms.setdefault(term, len(self.terms)))
        self._counts.append(len(found))
        number = self[raw] = len(self)
        return number

    def by_space(self, text: str) -> bool:
        """Say whether the runs of the text stand in reading order, as they do but in lines stored
        backwards."""
        return not self._analyzer.reads_by_line(text)

    def of(self, text: str) -> Iterator[int]:
        """Return the numbers of a text's runs, in reading order."""
        if self.by_space(text):
            return map(self.__getitem__, text.split())
        return map(self.__getitem__, [_TERM + token.written for token in self._analyzer.tokens(text)])

    def expand(self, chunks: Array) -> tuple[Array, Array]:
        """Return the term numbers of a row of runs, and where the terms of each begin among them."""
        counts = np.frombuffer(self._counts, dtype=np.uint32).astype(np.int64)
        members = np.frombuffer(self._members, dtype=np.uint32)
        first = cumulated(counts)[:-1]
        return members[ranges(first[chunks], counts[chunks])], cumulated(counts[chunks])


def anchors(texts: Sequence[str]) -> tuple[Array, Array]:
    """Return where every 16th run of non-space of each text begins, in characters, and how many each has."""
    codes = np.frombuffer(" ".join(texts).encode("utf-32-le"), dtype=np.uint32)
    space = _IS_SPACE[np.minimum(codes, _LAST_SPACE + 1)]
    begins = ~space
    begins[1:] &= space[:-1]
    runs = np.flatnonzero(begins)
    starts = cumulated(np.array([len(text) + 1 for text in texts], dtype=np.int64))
    first = np.searchsorted(runs, starts)
    counts = np.diff(first)
    anchored = runs[(np.arange(len(runs)) - np.repeat(first[:-1], counts)) % ANCHOR == 0]
    counts = -(-counts // ANCHOR)
    return anchored - np.repeat(starts[:-1], counts), counts
