"""The lexicon an index was built with, frozen beside it: a question is stemmed by the same counts as the
articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from ..analysis import RAREST, Analyzer, Lexicon, background
from .columnar import Array, Arrays, Strings, pack_strings, unpack_strings, write_arrays
from .hashes import RunHash

# of the format: what is found by these numbers was put away by them
_HASH = RunHash(0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)


class FrozenCounts(Mapping[str, float]):
    """Counts by key over mapped arrays; those the collection ``attests`` besides count as the rarest.

    A key is known by its hash of 64 bits, of which 63 tell: among a million keys two share one with a chance
    of one in 18 million.
    """

    def __init__(self, hashes: Array, counts: Array, attested: Strings | None = None) -> None:
        # one number out of a view takes a quarter of what it takes out of an array
        self._hashes, self._counts, self._attested = hashes.data, counts.data, attested

    def get(self, key: str, default: float = 0.0, /) -> float:  # type: ignore[override]
        """Return the count of the key."""
        wanted = key_hash(key)
        index = bisect_left(self._hashes, wanted)
        if index < len(self._hashes) and self._hashes[index] == wanted:
            return float(self._counts[index])
        return RAREST if self._attested is not None and self._attested.find(key) >= 0 else default

    def __getitem__(self, key: str) -> float:
        """Return the count of a key that was seen."""
        found = self.get(key, -1.0)
        if found < 0:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Refuse: a hash does not say its key."""
        raise TypeError("frozen counts are looked up, not listed")

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._hashes) + len(self._attested or ())


def key_hash(key: str) -> int:
    """Return the 64-bit hash of a key."""
    return _HASH.of_one(key.encode("utf-16-le", "surrogatepass"))


def key_hashes(keys: Iterable[str]) -> Array:
    """Return the hashes of many keys, none of which holds a line end."""
    codes = np.frombuffer("\n".join(keys).encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    ends = np.append(np.flatnonzero(codes == ord("\n")), len(codes))
    return _HASH.of(codes, np.append(0, ends[:-1] + 1), ends)


def load_background() -> None:
    """Read the counts of the language at large, which a process then has at hand."""
    background()


def save_background(path: Path) -> None:
    """Write the counts of the language at large."""
    write_arrays(path, _background_arrays())


@cache
def _background_arrays() -> dict[str, Array]:
    """Return them by the hashes of their keys, which a process that builds again need not take again."""
    forms, hamza = background()
    hashes = key_hashes(forms)
    order = np.argsort(hashes)
    hashes = hashes[order]
    counts = np.fromiter(forms.values(), dtype=np.float32, count=len(forms))[order]
    begun = np.zeros_like(counts)
    begun[np.searchsorted(hashes, key_hashes(hamza))] = list(hamza.values())
    return {"hashes": hashes, "forms": counts, "hamza": begun}


def save_attested(path: Path, analyzer: Analyzer) -> None:
    """Write the protected names and what the collection attests besides the background."""
    forms, _ = background()
    attested = sorted(key for key in analyzer.attested if key not in forms)
    write_arrays(path, {**pack_strings("keys", attested), **pack_strings("names", sorted(analyzer.names))})


def load_analyzer(background: Path, attested: Path) -> Analyzer:
    """Return the analyzer that stems by the saved evidence."""
    arrays, own = Arrays(background), Arrays(attested)
    forms = FrozenCounts(arrays["hashes"], arrays["forms"], unpack_strings(own, "keys"))
    hamza = FrozenCounts(arrays["hashes"], arrays["hamza"])
    evidence = Lexicon(forms, hamza, FrozenCounts(arrays["hashes"], arrays["forms"]))
    return Analyzer(evidence, unpack_strings(own, "names"))
