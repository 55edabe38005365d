"""The two files of a segment, as the codec's interface has two halves."""

from __future__ import annotations

from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage

DOCUMENTS_EXTENSION = ".kdoc"
"""Lengths and stored fields."""
INVERTED_EXTENSION = ".kinv"
"""Terms, postings, positions."""


def path_of(storage: FileStorage, segment: Segment, extension: str) -> Path:
    """Return where a file of the segment lies; the arrays are mapped, so the storage must be a directory."""
    folder: str = storage.folder
    name: str = segment.make_filename(extension)
    return Path(folder, name)
