"""Articles held in memory, written as one segment."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..article import Article
from .codec.documents import DocumentWriter
from .codec.files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .codec.invert import invert, invert_values
from .codec.inverted import Inverted, narrowest, write_inverted
from .codec.merge import cumulated, ranges
from .codec.segment import ColumnarSegment
from .codec.writing import write_documents
from .columnar import Array, Strings, packed_strings
from .columns import TEXT_FIELDS
from .files import INDEX_NAME
from .schema import VALUE_FIELDS, to_stored
from .tokens import ANCHOR, Chunks, anchors

_TOGETHER = 256
"""Texts whose anchors are found in one pass."""


class Run:
    """Fills up with articles; ``tokens`` says how many runs of non-space it holds."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._held = {field: array("I") for field in TEXT_FIELDS}
        self._starts = {field: array("q", [0]) for field in TEXT_FIELDS}
        self._values: dict[str, list[str]] = {field: [] for field in VALUE_FIELDS}
        self._texts: list[str] = []
        self._anchors: list[tuple[Array, Array]] = []
        self._documents = DocumentWriter()

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._documents)

    @property
    def tokens(self) -> int:
        """How many runs of non-space are held."""
        return sum(map(len, self._held.values()))

    def add(self, article: Article) -> None:
        """Add an article."""
        for field in TEXT_FIELDS:
            held = self._held[field]
            held.extend(self._chunks.of(getattr(article, field)))
            self._starts[field].append(len(held))
        stored = to_stored(article)
        for name, values in self._values.items():
            values.append(stored.get(name, ""))
        # a text whose words do not stand in reading order has no anchors
        self._texts.append(article.text if self._chunks.by_space(article.text) else "")
        if len(self._texts) == _TOGETHER:
            self._anchor()
        self._documents.add(stored)

    def write(self, directory: Path) -> ColumnarSegment:
        """Write the segment's two files and return the segment."""
        segment = ColumnarSegment(INDEX_NAME, len(self))
        inverted: dict[str, Inverted] = {}
        lengths: dict[str, Array] = {}
        run_starts: dict[str, Array] = {}
        for field in TEXT_FIELDS:
            inverted[field], run_starts[field] = self._invert(field)
            lengths[field] = np.diff(run_starts[field][self._begins(field)]).astype(np.uint32)
        for field in VALUE_FIELDS:
            inverted[field] = self._invert_values(field)
        write_inverted(directory / segment.make_filename(INVERTED_EXTENSION), inverted)
        path = directory / segment.make_filename(DOCUMENTS_EXTENSION)
        write_documents(path, self._documents, lengths, *self._placed_anchors(run_starts["text"]))
        return segment

    def _anchor(self) -> None:
        self._anchors.append(anchors(self._texts))
        self._texts = []

    def _invert(self, field: str) -> tuple[Inverted, Array]:
        """Return the inverted field, and where the terms of each run begin among all its terms."""
        terms, run_starts = self._chunks.expand(np.frombuffer(self._held[field], dtype=np.uint32))
        names, ranks = _ranked(self._chunks.terms, terms)
        return invert(names, ranks, run_starts[self._begins(field)]), run_starts

    def _begins(self, field: str) -> Array:
        """Return which run begins each document."""
        return np.frombuffer(self._starts[field], dtype=np.int64)

    def _invert_values(self, field: str) -> Inverted:
        values = self._values[field]
        docs = np.array([docnum for docnum, value in enumerate(values) if value], dtype=np.int64)
        distinct = sorted({value for value in values if value})
        rank_of = {value: rank for rank, value in enumerate(distinct)}
        ranks = np.array([rank_of[value] for value in values if value], dtype=np.int64)
        return invert_values(packed_strings(distinct), ranks, docs)

    def _placed_anchors(self, run_starts: Array) -> tuple[Array, Array, Array]:
        """Return the anchors of all texts: the character, the word that begins there, where each text's
        begin."""
        begins = self._begins("text")
        self._anchor()
        characters, counts = map(np.concatenate, zip(*self._anchors, strict=True))
        runs = np.repeat(begins[:-1], counts) + ANCHOR * ranges(np.zeros_like(counts), counts)
        words = run_starts[runs] - np.repeat(run_starts[begins[:-1]], counts)
        longest = narrowest(int(characters.max(initial=0)))
        return (
            characters.astype(longest),
            words.astype(narrowest(int(words.max(initial=0)))),
            cumulated(counts),
        )


def _ranked(numbers: Mapping[str, int], terms: Array) -> tuple[Strings, Array]:
    """Return the terms that occur, ascending by bytes, and the rank of each occurrence among them."""
    used = np.bincount(terms, minlength=len(numbers)) > 0
    # Python orders strings by code point, which is the order of their UTF-8 bytes
    names = sorted(name for name, number in numbers.items() if used[number])
    rank_of = np.zeros(len(numbers), dtype=np.uint32)
    rank_of[[numbers[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
    return packed_strings(names), rank_of[terms]
