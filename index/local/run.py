"""Articles held in memory, written as one segment."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np

from ..article import Article
from .codec.documents import DocumentWriter
from .codec.files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .codec.invert import invert, invert_values
from .codec.inverted import Inverted, narrowest, write_inverted
from .codec.lists import cumulated, ranges
from .codec.segment import ColumnarSegment
from .codec.writing import write_documents
from .columnar import Array, Strings, packed_strings
from .files import INDEX_NAME
from .schema import TEXT_FIELDS, VALUE_FIELDS, WORD_FIELDS, to_stored
from .sketches import sketches
from .tokens import ANCHOR, Chunks, anchors

_TOGETHER = 1 << 17
"""Characters whose runs are recognised in one pass: few enough that their arrays stay in the caches."""


class Run:
    """Fills up with articles; ``tokens`` counts its runs of non-space, but for those of texts that wait.

    ``dictionary`` is one that other articles of the collection are stored by.
    """

    def __init__(self, chunks: Chunks, dictionary: bytes = b"") -> None:
        self._chunks = chunks
        self._waiting: dict[str, list[str]] = {field: [] for field in WORD_FIELDS}
        self._characters = 0
        # grows in place, where a list of pieces would have to be copied into one
        self._held = {field: array("I") for field in WORD_FIELDS}
        self._counts: dict[str, list[Array]] = {field: [] for field in WORD_FIELDS}
        self._values: dict[str, list[str]] = {field: [] for field in VALUE_FIELDS}
        self._anchors: list[tuple[Array, Array]] = []
        self._documents = DocumentWriter(dictionary)
        self.tokens = 0

    @property
    def dictionary(self) -> bytes:
        """What its articles are stored by."""
        return self._documents.dictionary

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._documents)

    def add(self, article: Article) -> None:
        """Add an article."""
        for field, waiting in self._waiting.items():
            text = getattr(article, field)
            waiting.append(text)
            self._characters += len(text) + 1
        stored = to_stored(article)
        for field, values in self._values.items():
            values.append(stored.get(VALUE_FIELDS[field], ""))
        self._documents.add(stored)
        if self._characters >= _TOGETHER:
            self._recognise()

    def _recognise(self) -> None:
        """Take the runs of the texts that wait."""
        for field, texts in self._waiting.items():
            numbers, counts, begins = self._chunks.of(texts)
            self._held[field].frombytes(numbers.data.cast("B"))
            self._counts[field].append(counts)
            self.tokens += len(numbers)
            if field == "text":
                self._anchors.append(anchors(begins, counts))
            texts.clear()
        self._characters = 0

    def write(self, directory: Path) -> ColumnarSegment:
        """Write the segment's two files and return the segment."""
        self._recognise()
        segment = ColumnarSegment(INDEX_NAME, len(self))
        inverted: dict[str, Inverted] = {}
        lengths: dict[str, Array] = {}
        for field in WORD_FIELDS:
            terms, run_starts = self._chunks.expand(np.frombuffer(self._held.pop(field), dtype=np.uint32))
            runs = cumulated(np.concatenate(self._counts[field]))
            begins = run_starts[runs].astype(np.int64)
            if field in TEXT_FIELDS:
                lengths[field] = np.diff(begins).astype(np.uint32)
            if field == "text":
                placed = self._placed_anchors(runs, run_starts)
            del run_starts
            names, ranks = self._ranked(terms)
            del terms
            if field == "text":
                alike = sketches(names, ranks, begins)
            inverted[field] = invert(names, ranks, begins)
        for field in VALUE_FIELDS:
            inverted[field] = self._invert_values(field)
        write_inverted(directory / segment.make_filename(INVERTED_EXTENSION), inverted)
        path = directory / segment.make_filename(DOCUMENTS_EXTENSION)
        write_documents(path, self._documents, lengths, *placed, alike)
        return segment

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

    def _placed_anchors(self, texts: Array, starts: Array) -> tuple[Array, Array, Array]:
        """Return the anchors of all texts: the character, the word that begins there, where each text's
        begin.

        ``texts`` says where each text begins among the runs, ``starts`` where each run does among the words.
        """
        characters, counts = map(np.concatenate, zip(*self._anchors, strict=True))
        runs = np.repeat(texts[:-1], counts) + ANCHOR * ranges(np.zeros_like(counts), counts)
        words = starts[runs] - np.repeat(starts[texts[:-1]], counts)
        longest = narrowest(int(characters.max(initial=0)))
        return (
            characters.astype(longest),
            words.astype(narrowest(int(words.max(initial=0)))),
            cumulated(counts),
        )
