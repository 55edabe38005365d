"""One generation, opened for reading: immutable, shared by threads.

All that ranking needs comes out of it as arrays by document number, whatever codec wrote the segments.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from ..analysis import VERSION, Analyzer
from ..article import Article
from ..errors import IndexCorruptError, IndexNotFoundError, PathLike
from .columnar import Array
from .columns import load_columns
from .durable import require_trust
from .evidence import load_evidence
from .files import COLUMNS, EVIDENCE, INDEX_NAME, VOCABULARY
from .generations import current, directory_of, read_pointer
from .manifest import check_digests, load_manifest
from .schema import to_article
from .vocabulary import load_vocabulary

_CACHED_POSTINGS = 20_000
_TRIES = 3  # rebuilds that may remove the generation while it is being opened


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: ``docs`` ascend; document ``docs[i]`` holds it at ``positions[starts[i]:starts[i
    + 1]]``."""

    docs: Array
    starts: Array
    positions: Array

    @property
    def freqs(self) -> Array:
        """How often each document holds the term."""
        return np.diff(self.starts)


_NOWHERE = Postings(np.empty(0, np.int64), np.zeros(1, np.int64), np.empty(0, np.int64))


class Snapshot:
    """A generation's vocabulary, columns, postings and stored articles.

    Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexOutdatedError`` or ``IndexUntrustedError``.
    """

    def __init__(self, directory: Path) -> None:
        require_trust(directory)
        self.manifest = load_manifest(directory, analysis_version=VERSION)
        # small, and a pickle: not one byte of it may differ
        check_digests(directory, self.manifest, suffix=".toc")
        self.generation = self.manifest.generation
        self.vocabulary = load_vocabulary(directory / VOCABULARY)
        self.columns = load_columns(directory / COLUMNS)
        self.analyzer = load_evidence(directory / EVIDENCE)
        self.doc_count = len(self.columns.order)
        self._averages = {
            field: float(lengths.mean()) if len(lengths) else 0.0
            for field, lengths in self.columns.lengths.items()
        }
        self._directory = directory
        # Whoosh's reader keeps a file position: one thread at a time
        self._lock = threading.Lock()
        self._cache: OrderedDict[tuple[str, int], Postings] = OrderedDict()
        try:
            self._reader = FileIndex(FileStorage(str(directory)), indexname=INDEX_NAME).reader()
        except Exception as error:  # whatever unpickling altered bytes raises
            raise IndexCorruptError(directory, f"Whoosh cannot open it ({error!r})") from error

    @classmethod
    def current(cls, index: Path) -> Snapshot:
        """Open the generation the pointer names; read the pointer again when a rebuild removes it
        meanwhile."""
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

    def average_length(self, field: str) -> float:
        """Return the mean number of words in a text field."""
        return self._averages[field]

    def postings(self, field: str, term: int) -> Postings:
        """Return where a term of the vocabulary stands in a text field."""
        key = (field, term)
        with self._lock:
            found = self._cache.get(key)
            if found is None:
                found = self._cache[key] = self._decode(field, self.vocabulary.terms[term])
                if len(self._cache) > _CACHED_POSTINGS:
                    self._cache.popitem(last=False)
            else:
                self._cache.move_to_end(key)
        return found

    def _decode(self, field: str, text: str) -> Postings:
        docs: list[int] = []
        starts = [0]
        positions: list[int] = []
        try:
            matcher = self._reader.postings(field, text.encode())
            while matcher.is_active():
                docs.append(matcher.id())
                positions += matcher.value_as("positions")
                starts.append(len(positions))
                matcher.next()
        except TermNotFound:
            return _NOWHERE
        except Exception as error:  # struct, zlib and index errors: altered bytes
            raise IndexCorruptError(
                self._directory, f"the postings of {text!r} cannot be read ({error!r})"
            ) from error
        return Postings(np.array(docs, np.int64), np.array(starts, np.int64), np.array(positions, np.int64))

    def article(self, docnum: int) -> Article:
        """Return the stored article of a document number."""
        with self._lock:
            try:
                fields: dict[str, Any] = self._reader.stored_fields(docnum)
                return to_article(fields)
            except Exception as error:
                raise IndexCorruptError(
                    self._directory, f"article {docnum} cannot be read ({error!r})"
                ) from error


def _missing(error: IndexCorruptError | FileNotFoundError) -> IndexCorruptError:
    if isinstance(error, IndexCorruptError):
        return error
    return IndexCorruptError(error.filename, "the file is missing")


def open_analyzer(index: PathLike) -> Analyzer:
    """Return the analyzer of an index, with the evidence frozen in it; raises what ``Snapshot`` raises."""
    return Snapshot.current(Path(index)).analyzer
