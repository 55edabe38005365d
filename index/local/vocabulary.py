"""Every distinct word of a collection and the groups its channels make of them.

The index stores words as they are written, once. A channel (surface, stem, Snowball) is a grouping of this
vocabulary: to search by stem is to search all written words that share the stem. So a decision of the stemmer
is made once per distinct word, and an update that changes the evidence regroups words instead of rewriting
postings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..analysis import Forms
from .columnar import Array, Arrays, Strings, pack_strings, unpack_strings, write_arrays

CHANNELS = ("surface", "stem", "snowball")


@dataclass(frozen=True, slots=True)
class Channel:
    """One grouping: ``codes`` gives each term's group, ``members`` the terms of a group."""

    keys: Strings
    codes: Array
    _order: Array
    _starts: Array

    def members(self, code: int) -> Array:
        """Return the ids of the terms in a group, ascending."""
        return self._order[self._starts[code] : self._starts[code + 1]]

    def of_key(self, key: str) -> Array:
        """Return the ids of the terms that have the key; none for an unknown key."""
        code = self.keys.find(key)
        return self.members(code) if code >= 0 else self._order[:0]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms in byte order, and their channels by name."""

    terms: Strings
    channels: Mapping[str, Channel]
    rows: Sequence[Array]
    """Each term's row in a segment's text field, -1 where it is not there; by segment, then by field."""

    def forms(self, term: int) -> Forms:
        """Return the keys of a term."""
        return Forms(
            **{name: channel.keys[int(channel.codes[term])] for name, channel in self.channels.items()}
        )


def save_vocabulary(
    path: Path, terms: Sequence[str], rows: Sequence[Array], forms: Mapping[str, Sequence[str]]
) -> None:
    """Write the terms, which ascend, and the groupings by their keys in each channel."""
    arrays: dict[str, Array] = pack_strings("terms", terms)
    for name, keys in forms.items():
        arrays |= _grouping(name, keys)
    for number, row in enumerate(rows):
        arrays[f"rows.{number}"] = row.astype(np.int32)
    write_arrays(path, arrays)


def _grouping(name: str, keys: Sequence[str]) -> dict[str, Array]:
    distinct = sorted(set(keys))
    code_of = {key: code for code, key in enumerate(distinct)}
    codes = np.array([code_of[key] for key in keys], dtype=np.int32)
    starts = np.zeros(len(distinct) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(codes, minlength=len(distinct)), out=starts[1:])
    return {
        **pack_strings(f"{name}.keys", distinct),
        f"{name}.codes": codes,
        f"{name}.order": np.argsort(codes, kind="stable").astype(np.int32),
        f"{name}.starts": starts,
    }


def load_vocabulary(path: Path) -> Vocabulary:
    """Map the saved vocabulary."""
    arrays = Arrays(path)
    channels = {
        name: Channel(
            unpack_strings(arrays, f"{name}.keys"),
            arrays[f"{name}.codes"],
            arrays[f"{name}.order"],
            arrays[f"{name}.starts"],
        )
        for name in CHANNELS
    }
    count = sum(name.startswith("rows.") for name in arrays)
    rows = [arrays[f"rows.{number}"] for number in range(count)]
    return Vocabulary(unpack_strings(arrays, "terms"), channels, rows)
