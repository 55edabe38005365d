"""Text to numbers: each distinct run of non-space is analysed once, each of its occurrences is a number.

The runs of many texts are found and recognised together, by arithmetic on their code points: a look-up for
each of them would take most of the time that a build takes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice

import numpy as np

from ..analysis import PRESENTATION, Analyzer, is_plain
from .codec.lists import cumulated, ranges
from .columnar import Array
from .hashes import HashTable, RunHash

ANCHOR = 16
"""Every so many runs the place of one is kept, to find a word's characters without reading from the
beginning."""

_PUNCTUATION = ".,:;!?()[]\"'«»“”،؛؟…-–"
_SPACE, _LETTER, _MARK, _OTHER = range(4)
_LAST_KNOWN = 0x3000
_LAST_NARROW = 0xFFFF
_FIRST_SHAPE = ord(PRESENTATION[0])
_SEPARATOR = " "
_SEVERAL = -1
"""Stands for the one term of a run that has several, or none."""
_MOST_AROUND = 3
"""Marks on either side of a word without which it is known."""


def _kind(char: str) -> int:
    if is_plain(char):
        return _LETTER
    return _SPACE if char.isspace() else _MARK if char in _PUNCTUATION else _OTHER


# those behind the last known one are neither spaces nor plain letters
_KINDS = np.full(_LAST_NARROW + 1, _OTHER, dtype=np.uint8)
_KINDS[: _LAST_KNOWN + 1] = [_kind(chr(code)) for code in range(_LAST_KNOWN + 1)]


class Chunks:
    """Numbers for runs of non-space, and for each the numbers of its terms.

    No word spans a space, so the words of a text are those of its runs, whatever their context.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.terms: dict[str, int] = {}
        self._hash = RunHash()
        self._numbers = HashTable()
        self._single: dict[str, int] = {}
        self._members = array("I")
        # of each run its one member if it has no other, how many it has, and where they begin
        self._alone, self._counts, self._begins = array("i"), array("I"), array("I")

    def __len__(self) -> int:
        """Count the runs."""
        return len(self._counts)

    def of(self, texts: Sequence[str]) -> tuple[Array, Array, Array]:
        """Return the numbers of the texts' runs in reading order, end to end, how many each text has, and
        where each run begins in its text.

        The words of a text whose lines may be stored backwards come as runs that begin at -1.
        """
        together = _joined(texts)
        codes = _codes(together)
        if codes.max() < _FIRST_SHAPE:
            return self._by_space(texts, together, codes)
        by_line = [place for place, text in enumerate(texts) if self._analyzer.reads_by_line(text)]
        apart = set(by_line)
        others = ["" if place in apart else text for place, text in enumerate(texts)]
        together = _joined(others)
        numbers, counts, begins = self._by_space(others, together, _codes(together))
        for place in by_line:
            own = [self._of_term(token.written) for token in self._analyzer.tokens(texts[place])]
            at = int(counts[:place].sum())
            numbers = np.insert(numbers, at, np.array(own, dtype=np.uint32))
            begins = np.insert(begins, at, np.full(len(own), -1))
            counts[place] = len(own)
        return numbers, counts, begins

    def _by_space(self, texts: Sequence[str], together: str, codes: Array) -> tuple[Array, Array, Array]:
        kinds = _KINDS.take(codes, mode="clip")
        begins, ends = _stretches(kinds != _SPACE)
        starts = cumulated(np.array([len(text) + 1 for text in texts], dtype=np.int64)) + 1
        first = np.searchsorted(begins, starts)
        counts = np.diff(first)
        core_begins, core_ends, plain = _cores(kinds, begins, ends)
        hashes = self._hash.of(codes, core_begins, core_ends)
        numbers = self._numbers.find(hashes)
        if (missing := np.flatnonzero(numbers < 0)).size:
            _, at = np.unique(hashes[missing], return_index=True)
            new = np.sort(missing[at])
            self._numbers.add(hashes[new], np.arange(len(self), len(self) + len(new)))
            written, terms = self._analyzer.written, self._analyzer.terms
            self._add(
                [
                    (written if alone else terms)(together[low:high])
                    for low, high, alone in zip(
                        *(part[new].tolist() for part in (core_begins, core_ends, plain)), strict=True
                    )
                ]
            )
            numbers[missing] = self._numbers.find(hashes[missing])
        return numbers.astype(np.uint32), counts, begins - np.repeat(starts[:-1], counts)

    def _of_term(self, term: str) -> int:
        """Return the number of a run that is the term, whatever the analysis would make of it."""
        if term not in self._single:
            self._single[term] = len(self)
            self._add([[term]])
        return self._single[term]

    def _add(self, runs: Sequence[Sequence[str]]) -> None:
        """Number runs, given the terms of each."""
        counts = list(map(len, runs))
        numbers = self.numbers_of(chain.from_iterable(runs))
        begins = list(islice(accumulate(counts, initial=0), len(counts)))
        self._alone.extend(
            [numbers[begin] if count == 1 else _SEVERAL for begin, count in zip(begins, counts, strict=True)]
        )
        self._begins.extend([len(self._members) + begin for begin in begins])
        self._counts.extend(counts)
        self._members.extend(numbers)

    def numbers_of(self, terms: Iterable[str]) -> list[int]:
        """Return the numbers of terms, for a new one the next."""
        known = self.terms
        return [known.setdefault(term, len(known)) for term in terms]

    def terms_from(self, number: int) -> list[str]:
        """Return the terms that have this number and those behind it."""
        return list(islice(reversed(self.terms), len(self.terms) - number))[::-1]

    def expand(self, chunks: Array) -> tuple[Array, Array]:
        """Return the term numbers of a row of runs, and where the terms of each begin among them."""
        terms = np.frombuffer(self._alone, dtype=np.int32).take(chunks)
        sizes, starts = np.ones(len(chunks), dtype=np.uint32), np.zeros(len(chunks) + 1, dtype=np.uint32)
        # most runs are one word: what the others need is done for them alone
        others = np.flatnonzero(terms == _SEVERAL)
        if others.size:
            several = chunks[others]
            sizes[others] = np.frombuffer(self._counts, dtype=np.uint32).take(several)
            terms = np.repeat(terms, sizes)
        np.cumsum(sizes, out=starts[1:])
        if others.size:
            counts = sizes[others].astype(np.int64)
            at = ranges(np.frombuffer(self._begins, dtype=np.uint32).take(several), counts)
            terms[ranges(starts[others], counts)] = np.frombuffer(self._members, dtype=np.uint32).take(at)
        return terms.view(np.uint32), starts


def _stretches(inside: Array) -> tuple[Array, Array]:
    """Return where the stretches of what is inside begin and end; the first and the last are not."""
    changes = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return changes[::2], changes[1::2]


def _cores(kinds: Array, begins: Array, ends: Array) -> tuple[Array, Array, Array]:
    """Return where the word of each run begins and ends, and whether it is one plain word.

    A run of plain letters with a few marks around them is known by its letters; any other by all it has.
    """
    core_begins, core_ends, plain = begins.copy(), ends.copy(), np.ones(len(begins), dtype=bool)
    # most runs are letters and nothing else
    odd = np.searchsorted(begins, np.flatnonzero(kinds > _LETTER), side="right") - 1
    first = np.flatnonzero(np.diff(odd, prepend=-1))
    mixed, others = odd[first], np.diff(first, append=len(odd))
    low, high = begins[mixed], ends[mixed]
    for _ in range(_MOST_AROUND):
        before, behind = kinds[low] == _MARK, kinds[high - 1] == _MARK
        low, high = low + before, high - behind
        others = others - before - behind
    bare = (others == 0) & (low < high)
    plain[mixed] = bare
    core_begins[mixed[bare]], core_ends[mixed[bare]] = low[bare], high[bare]
    return core_begins, core_ends, plain


def anchors(begins: Array, counts: Array) -> tuple[Array, Array]:
    """Return every 16th of what begins in each text, and how many of them each has; a text whose words do not
    stand in reading order has none."""
    sizes = -(-counts // ANCHOR)
    kept = begins[np.repeat(cumulated(counts)[:-1], sizes) + ANCHOR * ranges(np.zeros_like(sizes), sizes)]
    texts = np.repeat(np.arange(len(counts)), sizes)[kept >= 0]
    return kept[kept >= 0], np.bincount(texts, minlength=len(counts))


def anchored_words(counts: Array, texts: Array, starts: Array) -> Array:
    """Return the number, in its text, of the word that begins at each anchor.

    ``counts`` says how many anchors each text has, ``texts`` where each text begins among the runs,
    ``starts`` where each run does among the words.
    """
    runs = np.repeat(texts[:-1], counts) + ANCHOR * ranges(np.zeros_like(counts), counts)
    words: Array = starts[runs] - np.repeat(starts[texts[:-1]], counts)
    return words


def _joined(texts: Sequence[str]) -> str:
    return f"{_SEPARATOR}{_SEPARATOR.join(texts)}{_SEPARATOR}"


def _codes(text: str) -> Array:
    """Return the code points of a text, in two bytes each where they fit."""
    codes = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)
    if len(codes) == len(text):
        return codes
    # some take two of these: places would not be those of characters
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
