"""Whoosh's cursor over the postings of one term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from ..columnar import Array
from .inverted import Inverted

BLOCK = 128
"""Postings whose best score is bounded together."""


class ColumnarMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks the postings of a row; it holds views of the file's arrays and copies one block at a time."""

    def __init__(
        self, term: tuple[str, bytes], field: Inverted, row: int, lengths: Array, format_: Format, scorer: Any
    ) -> None:
        self._term, self._field, self._row = term, field, row
        self._lengths = lengths
        self.format, self.scorer = format_, scorer
        self._docs, self._weights = field.docs_of(row), field.weights_of(row)
        self._starts: Array | None = None
        self.reset()

    def reset(self) -> None:
        """Go back to the first posting."""
        self._go_to(0)

    def copy(self) -> ColumnarMatcher:
        """Return a matcher at the same posting."""
        other = ColumnarMatcher(self._term, self._field, self._row, self._lengths, self.format, self.scorer)
        other._go_to(self._index)
        return other

    def _go_to(self, index: int) -> None:
        self._index = index
        self._load(index // BLOCK)

    def _load(self, block: int) -> None:
        # behind the last posting Whoosh still asks for the quality of the last block
        self._block = min(block, (len(self._docs) - 1) // BLOCK)
        first = self._block * BLOCK
        # Whoosh computes with Python's numbers: an unsigned one of numpy's wraps below 0
        self._ids: list[int] = self._docs[first : first + BLOCK].tolist()
        # AndNotMatcher.skip_to asks a matcher it moved behind the last posting for its document
        self._ids.append(self._ids[-1])

    def is_active(self) -> bool:
        """Say whether a posting is left."""
        return self._index < len(self._docs)

    def id(self) -> int:
        """Return the document of the posting; behind the last one, that of the last."""
        return self._ids[self._index - self._block * BLOCK]

    def next(self) -> bool:
        """Go to the next posting; say whether that begins a block."""
        if not self.is_active():
            raise ReadTooFar
        self._index += 1
        changed = self._index % BLOCK == 0
        if changed:
            self._load(self._index // BLOCK)
        return changed

    def skip_to(self, id: int) -> bool:
        """Go to the first posting of a document not below ``id``; say whether that is in another block."""
        if not self.is_active():
            raise ReadTooFar
        if id <= self.id():
            return False
        before = self._block
        self._go_to(self._index + int(np.searchsorted(self._docs[self._index :], id)))
        return self._block != before

    def skip_to_quality(self, minquality: float) -> int:
        """Skip the blocks that cannot reach more than the quality; return how many."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._go_to(min((self._block + 1) * BLOCK, len(self._docs)))
            skipped += 1
        return skipped

    def _in_block(self, array: Array) -> Array:
        return array[self._block * BLOCK : (self._block + 1) * BLOCK]

    def block_min_id(self) -> int:
        """Return the first document of the block."""
        return self._ids[0]

    def block_max_id(self) -> int:
        """Return the last document of the block."""
        return self._ids[-1]

    def block_min_length(self) -> int:
        """Return the length of the shortest field in the block."""
        return int(self._lengths[self._in_block(self._docs)].min())

    def block_max_length(self) -> int:
        """Return the length of the longest field in the block."""
        return int(self._lengths[self._in_block(self._docs)].max())

    def block_max_weight(self) -> float:
        """Return the highest weight in the block."""
        return float(self._in_block(self._weights).max())

    def weight(self) -> float:
        """Return the weight of the posting."""
        return float(self._weights[self._index])

    def value(self) -> bytes:
        """Return the posting's value as its format encodes it."""
        if self.supports("positions"):
            return self.format.encode(self._positions())  # type: ignore[no-any-return]
        if self.format.posting_size == 0:
            return b""
        return pack_uint(int(self._field.freqs_of(self._row)[self._index]))  # type: ignore[no-any-return]

    def value_as(self, astype: str) -> Any:
        """Return the posting's value decoded."""
        return self._positions() if astype == "positions" else super().value_as(astype)

    def _positions(self) -> list[int]:
        if self._starts is None:
            freqs = self._field.freqs_of(self._row)
            self._starts = np.concatenate([[0], np.cumsum(freqs, dtype=np.int64)])
        found = self._field.positions_of(self._row)
        positions: list[int] = found[self._starts[self._index] : self._starts[self._index + 1]].tolist()
        return positions

    def all_ids(self) -> Iterator[int]:
        """Yield the documents from here on."""
        return iter(self._docs[self._index :].tolist())
