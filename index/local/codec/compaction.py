"""Segments made into one: their inverted files merged, their documents moved, deleted ones left behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..columnar import Array, Arrays, ArrayWriter, pack_strings
from ..sketches import BINS
from .documents import Documents, DocumentWriter
from .files import DOCUMENTS_EXTENSION, INVERTED_EXTENSION
from .inverted import read_inverted
from .lists import cumulated, ranges
from .merge import Part, union, write_field
from .reading import read_lengths
from .segment import ColumnarSegment
from .writing import write_documents


def compact(directory: Path, segments: Sequence[ColumnarSegment]) -> ColumnarSegment:
    """Write one segment that holds what the segments hold, in their order; return it."""
    merged = ColumnarSegment(segments[0].index_name())
    base, new_docs = 0, []
    for segment in segments:
        new_docs.append(segment.new_docs(base))
        base += segment.doc_count()
    merged.set_doc_count(base)
    _merge_inverted(directory, segments, new_docs, directory / merged.make_filename(INVERTED_EXTENSION))
    _move_documents(directory, segments, new_docs, directory / merged.make_filename(DOCUMENTS_EXTENSION))
    return merged


def open_arrays(directory: Path, segment: ColumnarSegment, extension: str) -> Arrays:
    """Map one of a segment's files."""
    return Arrays(directory / segment.make_filename(extension))


def _merge_inverted(
    directory: Path, segments: Sequence[ColumnarSegment], new_docs: Sequence[Array], path: Path
) -> None:
    opened = [read_inverted(open_arrays(directory, segment, INVERTED_EXTENSION)) for segment in segments]
    names = list(dict.fromkeys(name for fields in opened for name in fields))
    writer = ArrayWriter(path)
    for number, name in enumerate(names):
        found = [
            (fields[name], numbers)
            for fields, numbers in zip(opened, new_docs, strict=True)
            if name in fields
        ]
        terms, rows = union([field.terms.all_bytes() for field, _ in found])
        parts = [Part(field, numbers, row) for (field, numbers), row in zip(found, rows, strict=True)]
        write_field(writer, number, terms, parts)
    writer.add_all(pack_strings("fields", names))
    writer.close()


def _move_documents(
    directory: Path, segments: Sequence[ColumnarSegment], new_docs: Sequence[Array], path: Path
) -> None:
    documents = DocumentWriter()
    lengths: dict[str, list[Array]] = {}
    anchors: dict[str, list[Array]] = {"characters": [], "words": [], "counts": []}
    sketches: list[Array] = []
    for segment, numbers in zip(segments, new_docs, strict=True):
        arrays = open_arrays(directory, segment, DOCUMENTS_EXTENSION)
        alive = numbers >= 0
        documents.append(Documents(arrays), alive)
        own = read_lengths(arrays)
        for name in own:
            lengths.setdefault(name, []).append(own[name][alive])
        starts = arrays["anchors.starts"]
        counts = np.diff(starts)[alive]
        at = ranges(starts[:-1][alive], counts)
        for name in ("characters", "words"):
            anchors[name].append(arrays[f"anchors.{name}"][at])
        anchors["counts"].append(counts)
        sketches.append(arrays["sketches"].reshape(-1, BINS)[alive].ravel())
    joined = {name: np.concatenate(parts) for name, parts in lengths.items()}
    characters, words, counts = (np.concatenate(parts) for parts in anchors.values())
    write_documents(path, documents, joined, characters, words, cumulated(counts), np.concatenate(sketches))
