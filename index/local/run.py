"""Articles held in memory, written as one segment."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..article import Article
from .codec.files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .codec.invert import invert, invert_values
from .codec.inverted import Inverted, narrowest, write_inverted
from .codec.lists import cumulated, ranges
from .codec.segment import ColumnarSegment
from .columnar import Array, Strings, packed_strings
from .files import INDEX_NAME
from .schema import TEXT_FIELDS, VALUE_FIELDS, WORD_FIELDS, to_stored
from .sketches import sketches
from .storing import Storing
from .tokens import ANCHOR, Chunks, anchors
from .workers import Worker

_TOGETHER = 1 << 17
"""Characters whose runs are recognised in one pass: few enough that their arrays stay in the caches."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of words of a run: its postings, the words of each document, its anchors, its sketches."""

    inverted: Inverted
    lengths: Array
    anchors: tuple[Array, Array, Array]
    sketches: Array


class Run:
    """Fills up with articles; ``tokens`` counts its runs of non-space, but for those of texts that wait.

    ``dictionary`` is one that other articles of the collection are stored by; once the run is written, it is
    the one that these are.
    """

    def __init__(self, chunks: Chunks, dictionary: bytes = b"", worker: Worker | None = None) -> None:
        self._chunks, self.dictionary = chunks, dictionary
        self._waiting: list[Article] = []
        self._characters = 0
        # grows in place, where a list of pieces would have to be copied into one
        self._held = {field: array("I") for field in WORD_FIELDS}
        self._counts: dict[str, list[Array]] = {field: [] for field in WORD_FIELDS}
        self._values: dict[str, list[str]] = {field: [] for field in VALUE_FIELDS}
        self._anchors: dict[str, list[tuple[Array, Array]]] = {field: [] for field in WORD_FIELDS}
        self._storing = Storing(dictionary, worker or Worker())
        self._count = self.tokens = 0

    def __len__(self) -> int:
        """Count the articles."""
        return self._count

    def add(self, article: Article) -> None:
        """Add an article."""
        self._count += 1
        self._waiting.append(article)
        self._characters += len(article.title) + len(article.text)
        if self._characters >= _TOGETHER:
            self._take_in()

    def _take_in(self) -> None:
        """Take the runs of the texts that wait, and store their articles."""
        for field in WORD_FIELDS:
            numbers, counts, begins = self._chunks.of([getattr(article, field) for article in self._waiting])
            self._held[field].frombytes(numbers.data.cast("B"))
            self._counts[field].append(counts)
            self._anchors[field].append(anchors(begins, counts))
            self.tokens += len(numbers)
        stored = [to_stored(article) for article in self._waiting]
        for field, values in self._values.items():
            values += [fields.get(VALUE_FIELDS[field], "") for fields in stored]
        self._storing.add(stored)
        self._waiting, self._characters = [], 0

    def write(self, directory: Path) -> ColumnarSegment:
        """Write the segment's two files and return the segment."""
        self._take_in()
        segment = ColumnarSegment(INDEX_NAME, len(self))
        fields = {field: self._inverted(field) for field in WORD_FIELDS}
        lengths = {field: fields[field].lengths for field in TEXT_FIELDS}
        path = directory / segment.make_filename(DOCUMENTS_EXTENSION)
        stored = self._storing.write(path, lengths, *fields["text"].anchors, fields["text"].sketches)
        inverted = {field: found.inverted for field, found in fields.items()}
        for field in VALUE_FIELDS:
            inverted[field] = self._invert_values(field)
        write_inverted(directory / segment.make_filename(INVERTED_EXTENSION), inverted)
        self.dictionary = stored.result()
        return segment

    def _inverted(self, field: str) -> _Field:
        terms, run_starts = self._chunks.expand(np.frombuffer(self._held.pop(field), dtype=np.uint32))
        texts = cumulated(np.concatenate(self._counts[field]))
        begins = run_starts[texts].astype(np.int64)
        placed = self._placed_anchors(field, texts, run_starts)
        del run_starts
        names, ranks = self._ranked(terms)
        del terms
        alike = sketches(names, ranks, begins)
        return _Field(invert(names, ranks, begins), np.diff(begins).astype(np.uint32), placed, alike)

    def _ranked(self, terms: Array) -> tuple[Strings, Array]:
        """Return the terms that occur, ascending by bytes, and the rank of each occurrence among them."""
        used = np.zeros(len(self._chunks.terms), dtype=bool)
        used[terms] = True
        names = list(self._chunks.terms)
        # Python orders strings by code point, which is the order of their UTF-8 bytes
        ascending = sorted(np.flatnonzero(used).tolist(), key=names.__getitem__)
        rank_of = np.empty(len(names), dtype=np.uint32)
        rank_of[ascending] = np.arange(len(ascending), dtype=np.uint32)
        return packed_strings(map(names.__getitem__, ascending)), rank_of.take(terms)

    def _invert_values(self, field: str) -> Inverted:
        values = self._values[field]
        docs = np.array([docnum for docnum, value in enumerate(values) if value], dtype=np.int64)
        distinct = sorted({value for value in values if value})
        rank_of = {value: rank for rank, value in enumerate(distinct)}
        ranks = np.array([rank_of[value] for value in values if value], dtype=np.int64)
        return invert_values(packed_strings(distinct), ranks, docs)

    def _placed_anchors(self, field: str, texts: Array, starts: Array) -> tuple[Array, Array, Array]:
        """Return the anchors of a field: the character, the word that begins there, where each text's
        begin.

        ``texts`` says where each text begins among the runs, ``starts`` where each run does among the words.
        """
        characters, counts = map(np.concatenate, zip(*self._anchors[field], strict=True))
        runs = np.repeat(texts[:-1], counts) + ANCHOR * ranges(np.zeros_like(counts), counts)
        words = starts[runs] - np.repeat(starts[texts[:-1]], counts)
        longest = narrowest(int(characters.max(initial=0)))
        return (
            characters.astype(longest),
            words.astype(narrowest(int(words.max(initial=0)))),
            cumulated(counts),
        )
