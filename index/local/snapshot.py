"""One generation, opened for reading: immutable, shared by threads and, its files being mapped, by processes.

All that ranking needs comes out of it as arrays by document number. Numbers run through the segments one
after the other and count deleted documents, which no answer holds.
"""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from whoosh.index import EmptyIndexError

from ..analysis import VERSION, Analyzer
from ..article import Article
from ..errors import IndexCorruptError, IndexNotFoundError, PathLike
from .codec.documents import DamagedDocumentError
from .codec.inverted import Inverted
from .codec.lists import ranges
from .columnar import Array
from .columns import load_columns
from .duplicates import load_duplicates
from .durable import require_trust
from .evidence import load_analyzer
from .files import ATTESTED, BACKGROUND, COLUMNS, DUPLICATES, SPELLINGS, TITLES, VOCABULARY
from .generations import current, directory_of, read_pointer
from .manifest import check_digests, load_manifest
from .schema import WORD_FIELDS, to_article
from .segments import OpenSegment, open_segments
from .spellings import load_spellings
from .titles import load_titles
from .vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Postings:
    """Where some terms stand in a text field of one segment.

    ``at`` are their postings, counted through the field: one term's after the other's, terms and documents
    ascending. A slice stands for those of a single term. ``terms`` are the places of the terms among those
    asked about, ``sizes`` how many postings each has; both are ``None`` where one term alone was asked about.
    """

    segment: OpenSegment
    field: Inverted
    at: Array | slice
    terms: Array | None = None
    sizes: Array | None = None

    @property
    def of_one(self) -> bool:
        """Whether they are of a single term, so that no document stands twice among them."""
        return isinstance(self.at, slice)

    def counted(self, shares: Array | None = None) -> tuple[Array, Array]:
        """Return the document of each posting, numbered in the index, and how often it holds the term; times
        the share of the term, where ``shares`` gives one for each that was asked about."""
        docs, freqs = self.field.docs[self.at].astype(np.int64), self.field.freqs[self.at]
        docs += self.segment.base
        if shares is not None:
            freqs = freqs * self._each(shares)
        return docs, freqs

    def _each(self, shares: Array) -> Array | float:
        if self.terms is None or self.sizes is None:
            return float(shares[0])
        own = shares.take(self.terms)
        return float(own[0]) if self.of_one else own.repeat(self.sizes)


_TRIES = 3


class Snapshot:
    """A generation's vocabulary, columns, postings, stored articles and what suggestions are made of.

    Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexOutdatedError`` or ``IndexUntrustedError``.
    """

    def __init__(self, directory: Path) -> None:
        require_trust(directory)
        self.manifest = load_manifest(directory, analysis_version=VERSION)
        self.generation, self.identity = self.manifest.generation, self.manifest.identity
        self._directory = directory
        # the one pickle of a generation: no byte of it is trusted unread
        check_digests(directory, self.manifest, suffix=".toc")
        try:
            self.vocabulary = load_vocabulary(directory / VOCABULARY)
            self.columns = load_columns(directory / COLUMNS)
            self.spellings = load_spellings(directory / SPELLINGS)
            self.titles = load_titles(directory / TITLES)
            self.duplicates = load_duplicates(directory / DUPLICATES)
            self.analyzer: Analyzer = load_analyzer(directory / BACKGROUND, directory / ATTESTED)
            self._segments = open_segments(directory)
        except (
            pickle.UnpicklingError,
            AttributeError,
            EmptyIndexError,
            EOFError,
            ImportError,
            IndexError,
            OSError,
            ValueError,
        ) as error:
            raise IndexCorruptError(directory, f"it cannot be opened ({error!r})") from error
        self._bases = [segment.base for segment in self._segments]
        self.all_alive = all(segment.all_alive for segment in self._segments)
        self.doc_count = self.manifest.articles
        """Articles, without deleted ones."""
        self.max_doc = len(self.columns.order)
        """What every document number is below."""
        alive = self.columns.alive
        rows = self.vocabulary.rows
        self._rows = {
            field: [
                pair
                for pair in zip(self._segments, rows[column :: len(WORD_FIELDS)], strict=True)
                if len(pair[1])
            ]
            for column, field in enumerate(WORD_FIELDS)
        }
        self.fields = tuple(field for field, found in self._rows.items() if found)
        """The fields that hold a word in any article."""
        self._averages = {
            field: float(lengths.sum(where=alive, dtype=np.float64)) / max(1, self.doc_count)
            for field, lengths in self.columns.lengths.items()
        }

    @classmethod
    def current(cls, index: Path) -> Snapshot:
        """Open the generation the pointer names; read it again when a rebuild removes that meanwhile."""
        if not index.is_dir():
            raise IndexNotFoundError(index)
        require_trust(index)
        for _ in range(_TRIES):
            pointer = read_pointer(index)
            try:
                return cls(directory_of(index, current(index)))
            except (IndexCorruptError, FileNotFoundError) as error:
                if read_pointer(index) == pointer:
                    raise _missing(error) from error
        return cls(directory_of(index, current(index)))

    def verify(self) -> None:
        """Read every file; raise ``IndexCorruptError`` for the first that is not as it was written."""
        check_digests(self._directory, self.manifest)

    def lengths(self, field: str) -> Array:
        """Return the number of words of each document in a field; 1 in a facet, where it is not kept."""
        kept = self.columns.lengths.get(field)
        return np.ones(self.max_doc) if kept is None else kept

    def average_length(self, field: str) -> float:
        """Return the mean of ``lengths``."""
        return self._averages.get(field, 1.0)

    @cached_property
    def most_in_title(self) -> int:
        """How often a word stands in a title at most."""
        freqs = (segment.fields["title"].freqs for segment in self._segments)
        return max((int(own.max(initial=0)) for own in freqs), default=0)

    def rows(self, field: str, terms: Array) -> Iterator[tuple[OpenSegment, Array, Array]]:
        """Yield, segment by segment, which of some terms of the vocabulary stand in a field: their places
        among these, and their rows."""
        for segment, rows in self._rows[field]:
            found = rows.take(terms).astype(np.int64)
            there = (found >= 0).nonzero()[0]
            if len(there):
                yield segment, there, found if len(there) == len(found) else found.take(there)

    def postings(self, field: str, terms: Array) -> Iterator[Postings]:
        """Yield where terms of the vocabulary stand in a field, segment by segment."""
        if len(terms) == 1:
            term = terms.item()
            for segment, rows in self._rows[field]:
                row = rows.item(term)
                if row >= 0:
                    own = segment.fields[field]
                    yield Postings(segment, own, own.postings_of(row))
            return
        for segment, there, rows in self.rows(field, terms):
            own = segment.fields[field]
            first = own.starts.take(rows)
            sizes = own.starts.take(rows + 1) - first
            at = own.postings_of(rows.item()) if len(rows) == 1 else ranges(first, sizes)
            yield Postings(segment, own, at, there, sizes)

    def doc_freqs(self, field: str, terms: Array) -> Array:
        """Count the documents that hold each term in a field; deleted ones may be among them."""
        counts = np.zeros(len(terms), dtype=np.int64)
        for segment, there, rows in self.rows(field, terms):
            starts = segment.fields[field].starts
            counts[there] += starts.take(rows + 1).astype(np.int64) - starts.take(rows)
        return counts

    def article(self, docnum: int) -> Article:
        """Return the stored article of a document number."""
        segment = self._segments[bisect_right(self._bases, docnum) - 1]
        try:
            return to_article(segment.documents[docnum - segment.base])
        except (ValueError, DamagedDocumentError, IndexError) as error:
            raise IndexCorruptError(
                self._directory, f"article {docnum} cannot be read ({error!r})"
            ) from error

    def anchors(self, docnum: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return characters of an article's text, ascending, and the number of the word that begins at
        each."""
        segment = self._segments[bisect_right(self._bases, docnum) - 1]
        starts, characters, words = segment.anchors
        own = slice(*starts[docnum - segment.base : docnum - segment.base + 2])
        return characters[own], words[own]


def _missing(error: IndexCorruptError | FileNotFoundError) -> IndexCorruptError:
    if isinstance(error, IndexCorruptError):
        return error
    return IndexCorruptError(error.filename, "the file is missing")


def open_analyzer(index: PathLike) -> Analyzer:
    """Return the analyzer of an index, with the evidence frozen in it; raises what ``Snapshot`` raises."""
    return Snapshot.current(Path(index)).analyzer
