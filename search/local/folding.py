"""Near-duplicates of a hit, folded under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...index.local import Snapshot, places_among
from .match import Match
from .selection import ordered


@dataclass(frozen=True, slots=True)
class Folded:
    """What is shown of a match, and for each document shown those folded under it, the best first."""

    shown: Match
    under: Mapping[int, tuple[int, ...]]

    @property
    def count(self) -> int:
        """How many are folded."""
        return sum(map(len, self.under.values()))


def folded(snapshot: Snapshot, match: Match, sort: str) -> Folded:
    """Return the match with only the first of each group of near-duplicates, in the order of ``sort``.

    Each of the match's documents must be found.
    """
    duplicates = snapshot.duplicates
    at = places_among(match.docs, duplicates.docs)
    groups, at = duplicates.groups[at >= 0], at[at >= 0]
    docs = match.docs[at]
    order = ordered(snapshot.columns, docs, match.score[at], sort, len(docs))
    under: dict[int, list[int]] = {}
    for group, docnum in zip(groups[order].tolist(), docs[order].tolist(), strict=True):
        under.setdefault(group, []).append(docnum)
    several = {first: tuple(others) for first, *others in under.values() if others}
    if not several:
        return Folded(match, {})
    hidden = places_among(match.docs, np.sort([docnum for others in several.values() for docnum in others]))
    kept = np.ones(len(match.docs), dtype=bool)
    kept[hidden] = False
    return Folded(match.at(np.flatnonzero(kept)), several)
