"""The stored fields of documents, each compressed by itself: any one is read without its neighbours.

What documents have in common is kept once, as a dictionary that Zstandard (RFC 8878) compresses them by.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import zstandard

from ..columnar import Array, ArrayWriter
from .lists import cumulated

DICTIONARY_BYTES = 1 << 16
"""The largest dictionary; a larger one compresses no better and takes longer to load."""
TRAINED_BY = 1 << 22
"""Bytes of documents a dictionary is made from."""
_WORTH = 1 << 20
"""Bytes of documents from which a dictionary is worth its own bytes."""
_LEVEL = 3
_TOGETHER = 1 << 10
"""Documents that are written at a time."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BEHIND = "\0"
"""What JSON never holds as it is."""
_NONE = ""
"""The name that no field has."""

DamagedDocumentError = zstandard.ZstdError
"""Raised for a document whose bytes were altered."""


class DocumentWriter:
    """Collects documents and compresses them as they come.

    ``dictionary`` is one that documents like these were compressed by, to be used instead of making another;
    once it is ``settled``, it is the one that these are.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        self._given, self.dictionary = dictionary, b""
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self.settled = False
        self._documents: list[bytes] = []

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._documents) + len(self._waiting)

    def add(self, fields: Mapping[str, Any]) -> None:
        """Append a document; its values are what JSON can say."""
        self.add_raw(packed(fields))

    def add_compressed(self, documents: Iterable[bytes]) -> None:
        """Append documents that were compressed by the dictionary, which is settled."""
        self._documents += documents

    def add_raw(self, document: bytes) -> None:
        """Append a document as ``Documents.raw`` returns it."""
        if self.settled:
            self._documents.append(self._compressor.compress(document))
            return
        self._waiting.append(document)
        self._waiting_bytes += len(document)
        if self._waiting_bytes >= (_WORTH if self._given else TRAINED_BY):
            self._begin()

    def append(self, documents: Documents, alive: Array) -> None:
        """Append the documents of another segment that are ``alive``; as they lie, if by the same
        dictionary."""
        if not self.settled and documents.dictionary:
            self._given = documents.dictionary
            self._begin()
        numbers = np.flatnonzero(alive).tolist()
        if self.settled and documents.dictionary == self.dictionary:
            self._documents += map(documents.compressed, numbers)
        else:
            for number in numbers:
                self.add_raw(documents.raw(number))

    @cached_property
    def _compressor(self) -> zstandard.ZstdCompressor:
        return compressor(self.dictionary)

    def _begin(self) -> None:
        """Settle the dictionary and compress what waits for it."""
        self.dictionary, self.settled = self._given or _trained(self._waiting), True
        self._documents += map(self._compressor.compress, self._waiting)
        self._waiting = []

    def write(self, writer: ArrayWriter) -> None:
        """Append the sections to a file."""
        if not self.settled:
            if self._waiting_bytes < _WORTH:
                self._documents += map(self._compressor.compress, self._waiting)
                self._waiting = []
            else:
                self._begin()
        blobs = (
            np.frombuffer(b"".join(self._documents[first : first + _TOGETHER]), dtype=np.uint8)
            for first in range(0, len(self._documents), _TOGETHER)
        )
        writer.add_parts("stored.blob", np.uint8, blobs)
        sizes = np.fromiter(map(len, self._documents), dtype=np.int64, count=len(self._documents))
        writer.add("stored.starts", cumulated(sizes))
        writer.add("stored.dictionary", np.frombuffer(self.dictionary, dtype=np.uint8))


def compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    """Return what compresses documents by a dictionary, or by none."""
    shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    # with a checksum: an altered byte must not show as another article
    return zstandard.ZstdCompressor(_LEVEL, dict_data=shared, write_checksum=True, write_dict_id=False)


def packed(fields: Mapping[str, Any]) -> bytes:
    """Return a document as JSON, behind it the longest of its texts as it is: to quote that would take as
    long as to compress it."""
    texts = {name: len(value) for name, value in fields.items() if isinstance(value, str)}
    longest = max(texts, key=texts.__getitem__, default=_NONE)
    head = {**fields, _NONE: longest}
    text = head.pop(longest) if longest else ""
    return f"{_JSON.encode(head)}{_BEHIND}{text}".encode()


def _unpacked(document: bytes) -> dict[str, Any]:
    head, _, text = document.decode().partition(_BEHIND)
    fields: dict[str, Any] = json.loads(head)
    if longest := fields.pop(_NONE):
        fields[longest] = text
    return fields


def _trained(samples: list[bytes]) -> bytes:
    """Return what the documents have in common; nothing where they are too few or too much alike to tell."""
    try:
        return zstandard.train_dictionary(DICTIONARY_BYTES, [*samples], level=_LEVEL).as_bytes()
    except zstandard.ZstdError:
        return b""


class Documents:
    """Reads documents by number; shared by threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._blob = arrays["stored.blob"].data
        self._starts = arrays["stored.starts"].data
        self.dictionary = arrays["stored.dictionary"].tobytes()
        self._shared = zstandard.ZstdCompressionDict(self.dictionary) if self.dictionary else None
        # what decompresses has a state of its own, which no two threads may share
        self._of_thread = threading.local()

    def __len__(self) -> int:
        """Count the documents."""
        return max(0, len(self._starts) - 1)

    def __getitem__(self, docnum: int) -> dict[str, Any]:
        """Return the fields of a document; raises ``DamagedDocumentError`` or ``ValueError``."""
        return _unpacked(self.raw(docnum))

    def raw(self, docnum: int) -> bytes:
        """Return the bytes of a document."""
        decompressor = getattr(self._of_thread, "decompressor", None)
        if decompressor is None:
            decompressor = zstandard.ZstdDecompressor(dict_data=self._shared)
            self._of_thread.decompressor = decompressor
        found: bytes = decompressor.decompress(self._blob[self._starts[docnum] : self._starts[docnum + 1]])
        return found

    def compressed(self, docnum: int) -> bytes:
        """Return a document as it lies."""
        return self._blob[self._starts[docnum] : self._starts[docnum + 1]].tobytes()
