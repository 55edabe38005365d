"""The writers Whoosh's own ``SegmentWriter`` drives; the bulk writer fills the same files far faster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import FieldWriter, PerDocumentWriter
from whoosh.formats import Existence, Frequency, Positions

from ..columnar import Array, ArrayWriter, pack_bytes, pack_strings
from ..sketches import no_sketches
from .documents import DocumentWriter
from .inverted import PARTS, narrowest, sums_of
from .lists import cumulated

_NO_DOC = -1
_FORMATS = (Existence, Frequency, Positions)
_NONE = np.empty(0, dtype=np.uint32)


class ColumnarDocumentWriter(PerDocumentWriter):  # type: ignore[misc]
    """Collects stored fields and lengths; a document that was begun and not finished is dropped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents = DocumentWriter()
        self._lengths: dict[str, dict[int, int]] = {}
        self._docnum = _NO_DOC
        self._stored: dict[str, Any] = {}
        self._length: dict[str, int] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin a document."""
        self._docnum, self._stored, self._length = docnum, {}, {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int | None) -> None:
        """Note a field's stored value and how many words it has."""
        if value is not None:
            self._stored[fieldname] = value
        if length:
            self._length[fieldname] = length

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Iterable[Any]) -> None:
        """Refuse term vectors, which nothing here reads."""
        raise NotImplementedError(f"the columnar codec keeps no term vectors (field {fieldname!r})")

    def finish_doc(self) -> None:
        """Keep the document."""
        self._documents.add(self._stored)
        for name, length in self._length.items():
            self._lengths.setdefault(name, {})[self._docnum] = length
        self._docnum = _NO_DOC

    def cancel_doc(self) -> None:
        """Drop the document."""
        self._docnum = _NO_DOC

    def close(self) -> None:
        """Write the file."""
        count = len(self._documents)
        arrays = {}
        for name, found in self._lengths.items():
            arrays[name] = np.zeros(count, dtype=np.uint32)
            arrays[name][list(found)] = list(found.values())
        write_documents(self._path, self._documents, arrays)
        self.is_closed = True


def write_documents(
    path: Path,
    documents: DocumentWriter,
    lengths: Mapping[str, Array],
    characters: Array = _NONE,
    words: Array = _NONE,
    starts: Array = _NONE,
    sketches: Array | None = None,
) -> None:
    """Write the documents' own file: the words in each text field of each document, the stored fields, the
    anchors, the sketches of the texts.

    An anchor is a character of a text and the number of the word that begins there; document ``d`` has
    those from ``starts[d]`` to ``starts[d + 1]``.
    """
    writer = ArrayWriter(path)
    writer.add_all(pack_strings("fields", lengths))
    for number, array in enumerate(lengths.values()):
        writer.add(f"{number}.lengths", array)
    for name, array in (("characters", characters), ("words", words), ("starts", starts)):
        writer.add(f"anchors.{name}", array)
    # Whoosh's own writer hands over no words in their order to make sketches of
    writer.add("sketches", no_sketches(len(documents)) if sketches is None else sketches)
    documents.write(writer)
    writer.close()


class ColumnarFieldWriter(FieldWriter):  # type: ignore[misc]
    """Collects the postings Whoosh hands over field by field and term by term."""

    def __init__(self, path: Path) -> None:
        # Whoosh makes this writer also for a segment that stays empty, and then no file may appear
        self._writer: ArrayWriter | None = None
        self._path = path
        self._fields: list[str] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field; refuse one whose format keeps more than positions, which a merge could not give
        back."""
        if type(fieldobj.format) not in _FORMATS:
            kept = type(fieldobj.format).__name__
            raise NotImplementedError(f"the columnar codec keeps no {kept} (field {fieldname!r})")
        self._fields.append(fieldname)
        self._decode = fieldobj.format.decode_positions if fieldobj.format.supports("positions") else None
        self._counted = fieldobj.format.posting_size != 0
        self._terms: list[bytes] = []
        self._per_term: list[int] = []
        self._docs: list[int] = []
        self._freqs: list[int] = []
        self._weights: list[float] = []
        self._positions: list[int] = []
        self._places: list[int] = [0]
        self._decode_frequency = fieldobj.format.decode_frequency

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self._terms.append(text)
        self._per_term.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Take one posting."""
        self._docs.append(docnum)
        self._freqs.append(self._decode_frequency(vbytes))
        self._weights.append(weight)
        self._per_term[-1] += 1
        if self._decode is not None:
            self._positions += self._decode(vbytes)

    def finish_term(self) -> None:
        """End a term."""
        self._places.append(len(self._positions))

    def finish_field(self) -> None:
        """Write the field."""
        number = len(self._fields) - 1
        freqs, weights = np.array(self._freqs), np.array(self._weights, dtype=np.float32)
        positions = np.array(self._positions, dtype=np.uint64)
        plain = np.array_equal(freqs, weights)
        arrays = {
            "starts": cumulated(np.array(self._per_term)),
            "docs": np.array(self._docs, dtype=np.uint32),
            "freqs": freqs.astype(narrowest(int(freqs.max())))
            if self._counted
            else freqs[:0].astype(np.uint8),
            "sums": sums_of(freqs) if self._counted else freqs[:0].astype(np.uint8),
            "places": np.array(self._places if self._decode else [], dtype=np.int64),
            "positions": positions.astype(narrowest(int(positions.max(initial=0)))),
            "weights": weights[:0] if plain else weights,
        }
        writer = self._opened()
        writer.add_all(pack_bytes(f"{number}.terms", self._terms))
        for part in PARTS:
            writer.add(f"{number}.{part}", arrays[part])

    def _opened(self) -> ArrayWriter:
        if self._writer is None:
            self._writer = ArrayWriter(self._path)
        return self._writer

    def close(self) -> None:
        """Complete the file."""
        writer = self._opened()
        writer.add_all(pack_strings("fields", self._fields))
        writer.close()
        self.is_closed = True
