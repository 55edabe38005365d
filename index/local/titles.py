"""The words of all titles, one title after the other, the newest first: what a title is completed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .codec.lists import cumulated, ranges
from .columnar import Array, Arrays, write_arrays
from .columns import Columns
from .schema import WORD_FIELDS
from .segments import OpenSegment
from .vocabulary import Channel

_COLUMN = WORD_FIELDS.index("title")


@dataclass(frozen=True, slots=True)
class Titles:
    """By place: ``words`` are surface codes, ``numbers`` say in which title; ``docs`` gives each title's
    document.

    Titles are numbered from the newest on. ``places[starts[code]:starts[code + 1]]`` are those of a word,
    ascending.
    """

    words: Array
    numbers: Array
    docs: Array
    places: Array
    starts: Array

    def places_of(self, codes: range) -> Array:
        """Return the places of all words of these surface codes."""
        return self.places[int(self.starts[codes.start]) : int(self.starts[codes.stop])]


def save_titles(
    path: Path, surface: Channel, rows: Sequence[Array], segments: Sequence[OpenSegment], columns: Columns
) -> None:
    """Write the words of the titles of all articles that are not deleted; ``rows`` are those of the
    vocabulary."""
    titles = rows[_COLUMN :: len(WORD_FIELDS)]
    found = [_words(segment, surface, own) for segment, own in zip(segments, titles, strict=True)]
    empty = (np.empty(0, dtype=np.int64),) * 3
    docs, positions, words = (np.concatenate(parts) for parts in zip(empty, *found, strict=True))
    newest = np.lexsort((columns.order, -columns.dates.astype(np.int64)))
    age = np.empty(len(newest), dtype=np.int64)
    age[newest] = np.arange(len(newest))
    in_order = np.lexsort((positions, age[docs]))
    docs, words = docs[in_order], words[in_order]
    first = np.flatnonzero(np.diff(docs, prepend=-1))
    counts = np.bincount(words, minlength=len(surface.keys))
    arrays = {
        "words": words,
        "numbers": np.repeat(np.arange(len(first)), np.diff(first, append=len(docs))),
        "docs": docs[first],
        "places": np.argsort(words, kind="stable"),
        "starts": cumulated(counts),
    }
    write_arrays(path, {name: array.astype(np.int32) for name, array in arrays.items()})


def _words(segment: OpenSegment, surface: Channel, rows: Array) -> tuple[Array, Array, Array]:
    """Return the document, the position and the surface code of every word of a segment's titles."""
    field = segment.fields["title"]
    held = np.flatnonzero(rows >= 0)
    codes, rows = surface.codes[held], rows[held]
    lists = np.diff(field.starts)[rows]
    at = ranges(field.starts[rows], lists)
    freqs = field.freqs[at].astype(np.int64)
    docs = np.repeat(field.docs[at], freqs)
    sizes = np.diff(field.places)[rows]
    positions = field.positions[ranges(field.places[rows], sizes)]
    kept = segment.alive[docs]
    return (
        docs[kept].astype(np.int64) + segment.base,
        positions[kept].astype(np.int64),
        np.repeat(codes, sizes)[kept].astype(np.int64),
    )


def load_titles(path: Path) -> Titles:
    """Map the saved words."""
    arrays = Arrays(path)
    return Titles(*(arrays[name] for name in ("words", "numbers", "docs", "places", "starts")))
