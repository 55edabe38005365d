"""The inverted file of one field: its terms, and where each stands.

Row ``r`` of the term table stands in ``docs[starts[r]:starts[r + 1]]``, ascending; ``freqs`` run beside
``docs``. Its positions are ``positions[places[r]:places[r + 1]]``, those of its first document first. A
field without frequencies has no ``freqs`` and every frequency is 1; one without positions has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..columnar import Array, Arrays, ArrayWriter, Strings, pack_strings, unpack_strings

PARTS = ("starts", "docs", "freqs", "places", "positions", "weights")


@dataclass(frozen=True, slots=True)
class Inverted:
    """Arrays of one field; ``weights`` is empty unless a weight differs from its frequency."""

    terms: Strings
    starts: Array
    docs: Array
    freqs: Array
    places: Array
    positions: Array
    weights: Array

    def docs_of(self, row: int) -> Array:
        """Return the documents of a term, ascending."""
        return self.docs[self.starts[row] : self.starts[row + 1]]

    def freqs_of(self, row: int) -> Array:
        """Return how often each of them holds it."""
        if not len(self.freqs):
            return np.ones(int(self.starts[row + 1] - self.starts[row]), dtype=np.uint8)
        return self.freqs[self.starts[row] : self.starts[row + 1]]

    def positions_of(self, row: int) -> Array:
        """Return the positions of a term in all its documents, one document after the other."""
        return self.positions[self.places[row] : self.places[row + 1]]

    def weights_of(self, row: int) -> Array:
        """Return the weight of a term in each of its documents."""
        if not len(self.weights):
            return self.freqs_of(row)
        return self.weights[self.starts[row] : self.starts[row + 1]]


def write_inverted(path: Path, fields: Mapping[str, Inverted]) -> None:
    """Write an inverted file."""
    writer = ArrayWriter(path)
    for number, field in enumerate(fields.values()):
        writer.add_all(field.terms.sections(f"{number}.terms"))
        for part in PARTS:
            writer.add(f"{number}.{part}", getattr(field, part))
    writer.add_all(pack_strings("fields", fields))
    writer.close()


def read_inverted(arrays: Arrays) -> dict[str, Inverted]:
    """Return the fields of an inverted file by name."""
    # sections bear the field's number: a name from a schema never reaches a file's structure
    names = unpack_strings(arrays, "fields")
    return {
        name: Inverted(
            unpack_strings(arrays, f"{number}.terms"), *(arrays[f"{number}.{part}"] for part in PARTS)
        )
        for number, name in enumerate(names)
    }


def narrowest(highest: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest unsigned type that holds a number."""
    kinds = (np.uint8, np.uint16, np.uint32, np.uint64)
    return next(kind for kind in kinds if highest <= np.iinfo(kind).max)
