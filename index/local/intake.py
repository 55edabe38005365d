"""Articles to numbers, some hundred at a time: by the vocabulary of this process, or in the worker's by its
own."""

from __future__ import annotations

import pickle
from array import array
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import lru_cache
from zlib import crc32

import numpy as np
import zstandard

from ..analysis import Analyzer
from .codec.documents import compressor, packed
from .codec.lists import cumulated
from .columnar import Array
from .schema import VALUE_FIELDS, WORD_FIELDS
from .sketches import sketches
from .tokens import Chunks, anchored_words, anchors
from .workers import Worker

Stored = Mapping[str, str]
"""The fields of an article that are not empty."""
_READ = "text"
"""The field of which anchors and sketches are kept."""
_LOAD = 4
"""Batches that the worker is given at a time: so many that to hand them over takes little of the time."""
_MOST_AT_WORK = 3
"""Loads that it is given before the first of them is done."""
_MOST_WAITING = 64
"""Batches that wait for a load before them, until that is waited for: none of them counts as taken in."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run keeps of some articles, in their order.

    By field of words, ``words`` are the numbers of the terms end to end and ``lengths`` how many each article
    has. ``anchors`` are their characters, their words, and how many each text has. ``documents`` are the
    stored fields, packed, and ``compressed`` if there was a dictionary to do it by.
    """

    words: Mapping[str, Array]
    lengths: Mapping[str, Array]
    anchors: tuple[Array, Array, Array]
    sketches: Array
    values: Mapping[str, Sequence[str]]
    documents: Sequence[bytes]
    compressed: bool


@dataclass(frozen=True, slots=True)
class _Load:
    """Batches of another process, and the terms it met for the first time, in the order of their numbers."""

    batches: Sequence[Batch]
    terms: Sequence[str]


class Intake:
    """Takes in articles, and has the worker take in what it can as soon as there is one."""

    def __init__(self, worker: Worker) -> None:
        self._worker, self._vocabulary = worker, _Vocabulary()
        self._is_shared = False
        # the number that each of the worker's terms has here
        self._numbers = array("I")
        self._gathered: list[Sequence[Stored]] = []
        self._queue: deque[Batch | Future[_Load]] = deque()

    def __len__(self) -> int:
        """Count the distinct runs of non-space that are remembered."""
        return len(self._vocabulary.chunks)

    @property
    def terms(self) -> Mapping[str, int]:
        """The number of every term, in the order of the numbers."""
        return self._vocabulary.chunks.terms

    def add(self, articles: Sequence[Stored], dictionary: bytes | None) -> None:
        """Take in articles, here or in the worker's process, and compress them by the dictionary; while there
        is none they stay here."""
        if self._gathered or (self._worker.started and dictionary is not None and self._is_idle()):
            self._gathered.append(articles)
            if len(self._gathered) == _LOAD:
                self._hand_over(dictionary or b"")
        else:
            self._queue.append(self._vocabulary.take(articles, dictionary))

    def _is_idle(self) -> bool:
        return sum(not self._is_taken(found) for found in self._queue) < _MOST_AT_WORK

    def _hand_over(self, dictionary: bytes) -> None:
        if not self._is_shared:
            # it need not analyse again what was met here; at once, for it goes on growing
            self._worker.submit(_begin, pickle.dumps(self._vocabulary))
            self._is_shared, self._numbers = True, array("I", range(len(self.terms)))
        self._queue.append(self._worker.submit(_take, self._gathered, dictionary))
        self._gathered = []

    def taken(self) -> Iterator[Batch]:
        """Yield what is taken in, as far as nothing before it is still at work."""
        while self._queue and (self._is_taken(self._queue[0]) or len(self._queue) > _MOST_WAITING):
            yield from self._batches(self._queue.popleft())

    @staticmethod
    def _is_taken(found: Batch | Future[_Load]) -> bool:
        return isinstance(found, Batch) or found.done()

    def rest(self, articles: Sequence[Stored], dictionary: bytes | None) -> Iterator[Batch]:
        """Take in the last articles, which the worker could only begin with later, and yield all that is
        left."""
        gathered, self._gathered = [*self._gathered, articles], []
        self._queue += [self._vocabulary.take(articles, dictionary) for articles in gathered]
        while self._queue:
            yield from self._batches(self._queue.popleft())

    def _batches(self, found: Batch | Future[_Load]) -> Sequence[Batch]:
        if isinstance(found, Batch):
            return [found]
        load = found.result()
        self._numbers.extend(self._vocabulary.chunks.numbers_of(load.terms))
        numbers = np.frombuffer(self._numbers, dtype=np.uint32)
        return [
            replace(batch, words={field: numbers.take(words) for field, words in batch.words.items()})
            for batch in load.batches
        ]

    def forget(self) -> None:
        """Begin with a new vocabulary, in both processes; nothing is at work."""
        self._vocabulary, self._is_shared = _Vocabulary(), False


class _Vocabulary:
    """Takes in articles by the numbers that one process gives to terms."""

    def __init__(self) -> None:
        self.chunks = Chunks(Analyzer.default())
        self._checksums = array("I")

    def take(self, articles: Sequence[Stored], dictionary: bytes | None) -> Batch:
        """Return what a run keeps of the articles, compressed by the dictionary if there is one."""
        words, lengths = {}, {}
        for field in WORD_FIELDS:
            runs, counts, begins = self.chunks.of([article.get(field, "") for article in articles])
            words[field], starts = self.chunks.expand(runs)
            texts = cumulated(counts)
            lengths[field] = np.diff(starts[texts])
            if field == _READ:
                characters, each = anchors(begins, counts)
                placed = characters, anchored_words(each, texts, starts), each
                alike = sketches(self._checked(), words[field], starts[texts].astype(np.int64))
        values = {
            field: [article.get(name, "") for article in articles] for field, name in VALUE_FIELDS.items()
        }
        documents = list(map(packed, articles))
        if dictionary is not None:
            documents = list(map(_compressor(dictionary).compress, documents))
        return Batch(words, lengths, placed, alike, values, documents, dictionary is not None)

    def _checked(self) -> Array:
        """Return the checksum of each term, which is the same in every process and every index."""
        terms = self.chunks.terms_from(len(self._checksums))
        self._checksums.extend([crc32(term.encode()) for term in terms])
        return np.frombuffer(self._checksums, dtype=np.uint32)


_of_process: list[_Vocabulary] = []
"""The vocabulary of a process that takes in articles for another."""


def _begin(pickled: bytes) -> None:
    _of_process[:] = [pickle.loads(pickled)]  # noqa: S301 - by the process that began this one


@lru_cache(maxsize=1)
def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    return compressor(dictionary)


def _take(batches: Sequence[Sequence[Stored]], dictionary: bytes) -> _Load:
    (vocabulary,) = _of_process
    known = len(vocabulary.chunks.terms)
    taken = [vocabulary.take(articles, dictionary) for articles in batches]
    return _Load(taken, vocabulary.chunks.terms_from(known))
