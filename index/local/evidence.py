"""The lexicon an index was built with, frozen beside it: queries are stemmed by the same counts as the
articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from ..analysis import Analyzer, Lexicon
from .columnar import Array, Arrays, Strings, pack_strings, unpack_strings, write_arrays


class FrozenCounts(Mapping[str, float]):
    """Counts by key over mapped arrays."""

    def __init__(self, keys: Strings, counts: Array) -> None:
        self._keys, self._counts = keys, counts

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._keys)

    def __getitem__(self, key: str) -> float:
        """Return the count of a key that was seen."""
        index = self._keys.find(key)
        if index < 0:
            raise KeyError(key)
        return float(self._counts[index])


def save_evidence(path: Path, analyzer: Analyzer) -> None:
    """Write the counts and the protected names an analyzer of the background works with."""
    forms, hamza = dict(analyzer.evidence.forms), dict(analyzer.evidence.hamza)
    # Python orders strings by code point, which is the order of their UTF-8 bytes
    keys = sorted(forms)
    write_arrays(
        path,
        {
            **pack_strings("keys", keys),
            "forms": np.array([forms[key] for key in keys], dtype=np.float32),
            "hamza": np.array([hamza.get(key, 0.0) for key in keys], dtype=np.float32),
            **pack_strings("names", sorted(analyzer.names)),
        },
    )


def load_evidence(path: Path) -> Analyzer:
    """Return the analyzer that stems by the saved evidence."""
    arrays = Arrays(path)
    keys = unpack_strings(arrays, "keys")
    counts = Lexicon(FrozenCounts(keys, arrays["forms"]), FrozenCounts(keys, arrays["hamza"]))
    return Analyzer(counts, unpack_strings(arrays, "names"))
