"""The stored fields of documents: compressed in blocks, any one read without its neighbours' blocks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from isal import isal_zlib

from ..columnar import Array, ArrayWriter

BLOCK_BYTES = 1 << 13
"""A block is closed when it holds so much: small enough to open one for a hit, large enough to compress."""
_LEVEL = 2
_SECTIONS = ("blob", "blocks", "first", "offsets")


class DocumentWriter:
    """Collects documents and compresses them as they come."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._first: list[int] = []
        self._offsets: list[int] = []
        self._open: list[bytes] = []
        self._size = 0

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._offsets)

    def add(self, fields: Mapping[str, Any]) -> None:
        """Append a document; its values are what JSON can say."""
        self.add_raw(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())

    def add_raw(self, document: bytes) -> None:
        """Append a document as it was stored."""
        if not self._open:
            self._first.append(len(self._offsets))
        self._offsets.append(self._size)
        self._open.append(document)
        self._size += len(document)
        if self._size >= BLOCK_BYTES:
            self._close_block()

    def append(self, documents: Documents, alive: Array) -> None:
        """Append the documents of another segment that are ``alive``; whole blocks move as they are."""
        if not alive.all():
            for document in (raw for raw, kept in zip(documents.raw(), alive, strict=True) if kept):
                self.add_raw(document)
            return
        if self._open:
            self._close_block()
        first = len(self._offsets)
        for block, begins, offsets in documents.blocks():
            self._blocks.append(block)
            self._first.append(first + begins)
            self._offsets += offsets

    def _close_block(self) -> None:
        self._blocks.append(isal_zlib.compress(b"".join(self._open), _LEVEL))
        self._open, self._size = [], 0

    def write(self, writer: ArrayWriter) -> None:
        """Append the sections to a file."""
        if self._open:
            self._close_block()
        ends = np.cumsum([0, *map(len, self._blocks)], dtype=np.int64)
        blobs = (np.frombuffer(block, dtype=np.uint8) for block in self._blocks)
        writer.add_parts("stored.blob", np.uint8, blobs)
        writer.add("stored.blocks", ends)
        writer.add("stored.first", np.array(self._first, dtype=np.uint32))
        writer.add("stored.offsets", np.array(self._offsets, dtype=np.uint32))


class Documents:
    """Reads documents by number; shared by threads, it keeps nothing between two calls."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._blob, self._blocks, self._first, self._offsets = (
            arrays[f"stored.{section}"] for section in _SECTIONS
        )

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._offsets)

    def __getitem__(self, docnum: int) -> dict[str, Any]:
        """Return the fields of a document."""
        block = int(np.searchsorted(self._first, docnum, side="right")) - 1
        documents = self._documents(block)
        fields: dict[str, Any] = json.loads(documents[docnum - int(self._first[block])])
        return fields

    def blocks(self) -> Iterator[tuple[bytes, int, list[int]]]:
        """Yield each block as it lies, the number of its first document, and where its documents begin in
        it."""
        for block, first in enumerate(self._first.tolist()):
            data = self._blob[int(self._blocks[block]) : int(self._blocks[block + 1])].tobytes()
            yield data, first, self._offsets[first : self._after(block)].tolist()

    def _after(self, block: int) -> int:
        """Return the number of the first document behind a block."""
        return int(self._first[block + 1]) if block + 1 < len(self._first) else len(self._offsets)

    def raw(self) -> Iterator[bytes]:
        """Yield every document as it was stored, in order."""
        for block in range(len(self._first)):
            yield from self._documents(block)

    def _documents(self, block: int) -> list[bytes]:
        start, end = int(self._blocks[block]), int(self._blocks[block + 1])
        data = zlib.decompress(self._blob[start:end].data)
        first = int(self._first[block])
        bounds = [*self._offsets[first : self._after(block)].tolist(), len(data)]
        return [data[low:high] for low, high in pairwise(bounds)]
