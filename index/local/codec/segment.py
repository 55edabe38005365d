"""The codec and its segment, as Whoosh knows them.

Whoosh pickles the segment into every table of contents with the import path of its class: moving it makes
every index outdated.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh.codec.base import Codec, Segment
from whoosh.filedb.filestore import Storage

from ..columnar import Array
from .files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION, path_of
from .reading import ColumnarDocumentReader, ColumnarTermsReader
from .writing import ColumnarDocumentWriter, ColumnarFieldWriter

_VERSION = 1


class ColumnarSegment(Segment):  # type: ignore[misc]
    """What the table of contents holds of a segment: its name, size and deletions; its files never change."""

    def __init__(self, indexname: str, doc_count: int = 0) -> None:
        super().__init__(indexname)
        self._doc_count = doc_count
        self._deleted: set[int] = set()
        self._frozen: frozenset[int] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Return plain values only."""
        deleted = np.array(sorted(self._deleted), dtype="<u4").tobytes()
        return {
            "version": _VERSION,
            "indexname": self.indexname,
            "segid": self.segid,
            "doc_count": self._doc_count,
            "deleted": deleted,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the plain values back."""
        self.indexname, self.segid, self.compound = state["indexname"], state["segid"], False
        self._doc_count = state["doc_count"]
        self._deleted = set(np.frombuffer(state["deleted"], dtype="<u4").tolist())
        self._frozen = None

    def codec(self) -> ColumnarCodec:
        """Return the codec that reads it."""
        return ColumnarCodec()

    def should_assemble(self) -> bool:
        """Say no: packed into one file, the arrays would lose their alignment."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Set how many documents it holds, deleted ones included."""
        self._doc_count = doccount

    def doc_count_all(self) -> int:
        """Count the documents, deleted ones included."""
        return self._doc_count

    def deleted_count(self) -> int:
        """Count the deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        # Whoosh asks once for every term: the answer is kept
        if self._frozen is None:
            self._frozen = frozenset(self._deleted)
        return self._frozen

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)
        self._frozen = None

    def new_docs(self, base: int) -> Array:
        """Return the number of each document once the deleted ones are gone, from ``base`` on; -1 for
        those."""
        alive = np.ones(self._doc_count, dtype=bool)
        alive[list(self._deleted)] = False
        return np.where(alive, base + np.cumsum(alive) - 1, -1)


class ColumnarCodec(Codec):  # type: ignore[misc]
    """Segments of memory-mapped arrays; positions, frequencies or bare existence, JSON stored fields."""

    # lengths come from the documents' own arrays, not posting by posting
    length_stats = False

    def new_segment(self, storage: Storage, indexname: str) -> ColumnarSegment:
        """Return a segment to be filled."""
        return ColumnarSegment(indexname)

    def per_document_writer(self, storage: Storage, segment: ColumnarSegment) -> ColumnarDocumentWriter:
        """Return what writes the documents' own file."""
        return ColumnarDocumentWriter(path_of(storage, segment, DOCUMENTS_EXTENSION))

    def field_writer(self, storage: Storage, segment: ColumnarSegment) -> ColumnarFieldWriter:
        """Return what writes the inverted file."""
        return ColumnarFieldWriter(path_of(storage, segment, INVERTED_EXTENSION))

    def terms_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarTermsReader:
        """Return what reads the inverted file."""
        documents = path_of(storage, segment, DOCUMENTS_EXTENSION)
        return ColumnarTermsReader(path_of(storage, segment, INVERTED_EXTENSION), documents)

    def per_document_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarDocumentReader:
        """Return what reads the documents' own file."""
        return ColumnarDocumentReader(path_of(storage, segment, DOCUMENTS_EXTENSION), segment)
