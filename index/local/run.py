"""Articles held in memory, written as one segment."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..article import Article
from .codec.documents import DocumentWriter
from .codec.files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .codec.invert import invert, invert_values
from .codec.inverted import Inverted, narrowest, write_inverted
from .codec.lists import cumulated
from .codec.segment import ColumnarSegment
from .codec.writing import write_documents
from .columnar import Array, Strings, packed_strings
from .files import INDEX_NAME
from .intake import Batch, Intake, Stored
from .schema import TEXT_FIELDS, VALUE_FIELDS, WORD_FIELDS, to_stored

_TOGETHER = 1 << 17
"""Characters whose runs are recognised in one pass: few enough that their arrays stay in the caches."""


class Run:
    """Fills up with articles.

    ``dictionary`` is one that other articles of the collection are stored by; once the run is written, it is
    the one that these are.
    """

    def __init__(self, intake: Intake, dictionary: bytes = b"") -> None:
        self._intake, self._documents = intake, DocumentWriter(dictionary)
        self._waiting: list[Stored] = []
        self._characters = 0
        # grows in place, where a list of pieces would have to be copied into one
        self._words = {field: array("I") for field in WORD_FIELDS}
        self._lengths: dict[str, list[Array]] = {field: [] for field in WORD_FIELDS}
        self._values: dict[str, list[str]] = {field: [] for field in VALUE_FIELDS}
        self._anchors: list[tuple[Array, Array, Array]] = []
        self._sketches: list[Array] = []
        # the spaces of each batch at work, about as many as it has words
        self._at_work: deque[int] = deque()
        self._count = self._tokens = self._spaces = 0

    def __len__(self) -> int:
        """Count the articles."""
        return self._count

    @property
    def tokens(self) -> int:
        """The words of the articles that are taken in, and as many of those at work as they have spaces."""
        return self._tokens + self._spaces

    def add(self, article: Article) -> None:
        """Add an article."""
        self._count += 1
        self._waiting.append(to_stored(article))
        self._characters += len(article.title) + len(article.text)
        if self._characters >= _TOGETHER:
            self._take_in()

    def _take_in(self) -> None:
        """Hand over the articles that wait, and keep what was made of others."""
        spaces = sum(value.count(" ") for article in self._waiting for value in article.values())
        self._at_work.append(spaces)
        self._spaces += spaces
        self._intake.add(self._waiting, self._settled)
        self._waiting, self._characters = [], 0
        for batch in self._intake.taken():
            self._spaces -= self._at_work.popleft()
            self._keep(batch)

    @property
    def _settled(self) -> bytes | None:
        return self._documents.dictionary if self._documents.settled else None

    def _keep(self, batch: Batch) -> None:
        for field, words in batch.words.items():
            self._words[field].frombytes(words.data.cast("B"))
            self._lengths[field].append(batch.lengths[field])
            self._tokens += len(words)
        for field, values in batch.values.items():
            self._values[field] += values
        self._anchors.append(batch.anchors)
        self._sketches.append(batch.sketches)
        if batch.compressed:
            self._documents.add_compressed(batch.documents)
        else:
            for document in batch.documents:
                self._documents.add_raw(document)

    def write(self, directory: Path) -> ColumnarSegment:
        """Write the segment's two files and return the segment."""
        for batch in self._intake.rest(self._waiting, self._settled):
            self._keep(batch)
        segment = ColumnarSegment(INDEX_NAME, len(self))
        lengths = {field: np.concatenate(self._lengths.pop(field)) for field in WORD_FIELDS}
        self._write_documents(directory / segment.make_filename(DOCUMENTS_EXTENSION), lengths)
        inverted = {field: self._inverted(field, cumulated(lengths[field])) for field in WORD_FIELDS}
        for field in VALUE_FIELDS:
            inverted[field] = self._invert_values(field)
        write_inverted(directory / segment.make_filename(INVERTED_EXTENSION), inverted)
        return segment

    def _write_documents(self, path: Path, lengths: Mapping[str, Array]) -> None:
        read = {field: lengths[field] for field in TEXT_FIELDS}
        characters, words, counts = map(np.concatenate, zip(*self._anchors, strict=True))
        characters, words = (
            array.astype(narrowest(int(array.max(initial=0)))) for array in (characters, words)
        )
        sketches = np.concatenate(self._sketches)
        write_documents(path, self._documents, read, characters, words, cumulated(counts), sketches)
        self.dictionary = self._documents.dictionary
        # they are most of what a run holds, and the words are yet to be sorted
        self._documents = DocumentWriter()

    def _inverted(self, field: str, begins: Array) -> Inverted:
        names, ranks = self._ranked(np.frombuffer(self._words.pop(field), dtype=np.uint32))
        return invert(names, ranks, begins)

    def _ranked(self, terms: Array) -> tuple[Strings, Array]:
        """Return the terms that occur, ascending by bytes, and the rank of each occurrence among them."""
        names = list(self._intake.terms)
        used = np.zeros(len(names), dtype=bool)
        used[terms] = True
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
