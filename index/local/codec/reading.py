"""A segment as Whoosh reads it: its terms and its documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.base import FieldCursor, PerDocumentReader, TermsReader
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from ..columnar import Array, Arrays, unpack_strings
from .documents import Documents
from .inverted import Inverted, read_inverted
from .matcher import ColumnarMatcher

if TYPE_CHECKING:
    from .segment import ColumnarSegment

Term = tuple[str, bytes]


class MissingTermError(TermNotFound, KeyError):  # type: ignore[misc]
    """A term is not in the segment; Whoosh expects either of its two bases."""


def read_lengths(arrays: Arrays) -> dict[str, Array]:
    """Return the exact number of words of each document by text field."""
    names = unpack_strings(arrays, "fields")
    return {name: arrays[f"{number}.lengths"] for number, name in enumerate(names)}


# Whoosh's standard codec keeps lengths in a byte and scores by what it reads back; by the same numbers a
# searcher
# gives the same scores on either codec
_AS_STORED = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.int64)


def as_standard(lengths: Array) -> Array:
    """Return lengths as Whoosh's standard codec remembers them."""
    distinct, inverse = np.unique(lengths, return_inverse=True)
    bytes_ = np.array([length_to_byte(int(length)) for length in distinct], dtype=np.int64)
    return _AS_STORED[bytes_][inverse] if len(distinct) else lengths


class ColumnarTermsReader(TermsReader):  # type: ignore[misc]
    """The terms of a segment and their postings."""

    def __init__(self, path: Path, documents: Path) -> None:
        self._fields = read_inverted(Arrays(path))
        self._lengths = {name: as_standard(found) for name, found in read_lengths(Arrays(documents)).items()}
        self._no_lengths = np.zeros(len(Documents(Arrays(documents))), dtype=np.int64)

    def __contains__(self, term: Term) -> bool:
        """Say whether the segment has a term."""
        return self._row(*term) >= 0

    def _row(self, name: str, text: bytes) -> int:
        field = self._fields.get(name)
        return field.terms.find_bytes(text) if field else -1

    def _found(self, name: str, text: bytes) -> tuple[Inverted, int]:
        row = self._row(name, text)
        if row < 0:
            raise MissingTermError(f"no term {name}:{text!r}")
        return self._fields[name], row

    def cursor(self, fieldname: str, fieldobj: Any) -> ColumnarCursor:
        """Return a cursor over the terms of a field."""
        return ColumnarCursor(self, fieldname, self._fields.get(fieldname), fieldobj)

    def terms(self) -> Iterator[Term]:
        """Yield every term, by field and bytes."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms of a field from a prefix on, then those of later fields."""
        if fieldname and fieldname not in self._fields:
            return
        for name in sorted(found for found in self._fields if found >= fieldname):
            terms = self._fields[name].terms
            first = terms.position(prefix) if name == fieldname else 0
            yield from ((name, terms.raw(row)) for row in range(first, len(terms)))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield every term with its statistics."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield terms as ``terms_from`` does, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term, deleted documents included."""
        field, row = self._found(fieldname, text)
        docs, weights = field.docs_of(row), field.weights_of(row)
        lengths = self._lengths.get(fieldname, self._no_lengths)[docs]
        # Whoosh adds to the object when it combines segments: it is made anew for every call
        return TermInfo(
            weight=float(weights.sum(dtype=np.float64)),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ColumnarMatcher:
        """Return a matcher over a term's postings."""
        field, row = self._found(fieldname, text)
        lengths = self._lengths.get(fieldname, self._no_lengths)
        return ColumnarMatcher((fieldname, text), field, row, lengths, format_, scorer)

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have terms."""
        return list(self._fields)

    def close(self) -> None:
        """Let go of the arrays; their memory goes when the last view does."""


class ColumnarCursor(FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field."""

    def __init__(self, reader: ColumnarTermsReader, name: str, field: Inverted | None, fieldobj: Any) -> None:
        self._reader, self._name, self._field, self._fieldobj = reader, name, field, fieldobj
        self._row = 0

    def is_valid(self) -> bool:
        """Say whether the cursor stands on a term."""
        return self._field is not None and self._row < len(self._field.terms)

    def first(self) -> str | None:
        """Go to the first term."""
        self._row = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term not before the string."""
        wanted = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._row = self._field.terms.position(wanted) if self._field is not None else 0
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._row += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term, ``None`` behind the last."""
        if self._field is None or not self.is_valid():
            return None
        text: str = self._fieldobj.from_bytes(self._field.terms.raw(self._row))
        return text

    def term_info(self) -> TermInfo:
        """Return the term's statistics."""
        if self._field is None or not self.is_valid():
            raise MissingTermError("the cursor stands behind the last term")
        return self._reader.term_info(self._name, self._field.terms.raw(self._row))


class ColumnarDocumentReader(PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment."""

    def __init__(self, path: Path, segment: ColumnarSegment) -> None:
        self._arrays, self._segment = Arrays(path), segment
        self._documents = Documents(self._arrays)

    @cached_property
    def _lengths(self) -> dict[str, Array]:
        return read_lengths(self._arrays)

    @cached_property
    def _standard_lengths(self) -> dict[str, Array]:
        return {name: as_standard(lengths) for name, lengths in self._lengths.items()}

    def doc_count(self) -> int:
        """Count the documents without the deleted ones."""
        return self._segment.doc_count()  # type: ignore[no-any-return]

    def doc_count_all(self) -> int:
        """Count the documents."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any document is deleted."""
        return self._segment.has_deletions()  # type: ignore[no-any-return]

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return what is stored of a document."""
        return self._documents[docnum]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a document's field has, as the standard codec remembers it."""
        lengths = self._standard_lengths.get(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return how many words a field has in all documents, exactly."""
        lengths = self._lengths.get(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest field."""
        lengths = self._standard_lengths.get(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest field."""
        lengths = self._standard_lengths.get(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def close(self) -> None:
        """Let go of the arrays; their memory goes when the last view does."""
