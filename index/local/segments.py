"""The segments of a generation, opened: their arrays and where their documents begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from .codec.compaction import compact, open_arrays
from .codec.documents import Documents
from .codec.files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .codec.inverted import Inverted, read_inverted
from .codec.reading import read_lengths
from .codec.segment import ColumnarSegment
from .columnar import Array
from .files import INDEX_NAME
from .schema import schema

GROWTH = 4
"""A segment stays apart from newer ones while it is so many times larger than they are together."""
MOST_DOCUMENTS = 1 << 16
"""Documents of one segment: their numbers fit two bytes, half of what a larger one would need."""
MOST_DELETED = 0.25
"""Share of deleted documents from which a segment is written anew."""


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """One segment's arrays. Its documents are numbered from ``base`` on, deleted ones (not ``alive``)
    included."""

    base: int
    fields: Mapping[str, Inverted]
    lengths: Mapping[str, Array]
    documents: Documents
    alive: Array
    all_alive: bool
    anchors: Sequence[memoryview]
    """By document where its anchors begin; their characters; their words."""
    sketches: Array


def read_segments(directory: Path) -> list[ColumnarSegment]:
    """Return the segments that Whoosh's table of contents lists."""
    segments: list[ColumnarSegment] = TOC.read(FileStorage(str(directory)), INDEX_NAME).segments
    return segments


def write_segments(directory: Path, segments: Sequence[ColumnarSegment]) -> None:
    """Write Whoosh's table of contents."""
    TOC(schema(), list(segments), 1).write(FileStorage(str(directory)), INDEX_NAME)


def open_segments(directory: Path) -> list[OpenSegment]:
    """Map the files of every segment."""
    opened, base = [], 0
    for segment in read_segments(directory):
        inverted = open_arrays(directory, segment, INVERTED_EXTENSION)
        documents = open_arrays(directory, segment, DOCUMENTS_EXTENSION)
        alive = segment.new_docs(0) >= 0
        opened.append(
            OpenSegment(
                base,
                read_inverted(inverted),
                read_lengths(documents),
                Documents(documents),
                alive,
                bool(alive.all()),
                tuple(documents[f"anchors.{name}"].data for name in ("starts", "characters", "words")),
                documents["sketches"],
            )
        )
        base += segment.doc_count_all()
    return opened


def compacted(directory: Path, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
    """Return the segments with those merged that are too small or too full of deletions to stay.

    Sizes then fall at least fourfold from one segment to the next: their number grows with the logarithm of
    the collection, and so does how often an article is written again.
    """
    groups: list[list[ColumnarSegment]] = []
    for segment in segments:
        groups.append([segment])
        while len(groups) > 1 and _belong_together(*groups[-2:]):
            newest = groups.pop()
            groups[-1] += newest
    return [kept for group in groups if (kept := _one(directory, group)) is not None]


def _belong_together(older: Sequence[ColumnarSegment], newer: Sequence[ColumnarSegment]) -> bool:
    return _size(older) < GROWTH * _size(newer) and _size(older) + _size(newer) <= MOST_DOCUMENTS


def _size(group: Sequence[ColumnarSegment]) -> int:
    return sum(segment.doc_count() for segment in group)


def _one(directory: Path, group: list[ColumnarSegment]) -> ColumnarSegment | None:
    """Return the one segment of a group; none when all its documents are deleted."""
    alone = group[0]
    if len(group) == 1 and _size(group) and alone.deleted_count() <= MOST_DELETED * alone.doc_count_all():
        return alone
    merged = compact(directory, group) if _size(group) else None
    for segment in group:
        for extension in (DOCUMENTS_EXTENSION, INVERTED_EXTENSION):
            (directory / segment.make_filename(extension)).unlink()
    return merged


def rows_by_document(field: Inverted, count: int) -> Array:
    """Return which value each of ``count`` documents has in a field of one value, -1 for none."""
    rows = np.full(count, -1, dtype=np.int64)
    rows[field.docs] = np.repeat(np.arange(len(field.terms)), np.diff(field.starts))
    return rows
