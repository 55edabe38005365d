"""How far a word is from many others: the restricted Damerau-Levenshtein distance with weights.

A letter added, left out or put for another costs an edit, two neighbours exchanged too, and no letter is
edited twice (Damerau 1964; the restricted form is also called optimal string alignment). Half an edit costs
a letter put for one it is taken for, and a letter doubled or a double letter written once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...index.analysis import taken_for
from ...index.local import Array

EDIT = 2
"""Distances are counted in halves of an edit."""
HALF = 1
_NEVER = np.uint16(1 << 15)


def distance(word: str, other: str) -> float:
    """Return how many edits two words are apart; the same in both directions.

    >>> distance("كتابب", "كتاب"), distance("ضابت", "ظابط"), distance("قاهرة", "قهارة")
    (0.5, 1.0, 1.0)
    """
    return int(distances(word, other, [len(other)])[0]) / EDIT


def distances(word: str, letters: str, lengths: Sequence[int] | Array) -> Array:
    """Return the distances, in halves of an edit, of a word from others.

    ``letters`` are those of the others end to end, ``lengths`` say how many each has. All are compared at
    once: a cell of the table of prefixes is an array with an entry for each.
    """
    sizes = np.asarray(lengths, dtype=np.int64)
    others = _matrix(letters, sizes)
    added = np.full(others.shape, EDIT, dtype=np.uint16)
    added[1:][others[1:] == others[:-1]] = HALF
    row = np.zeros((len(others) + 1, len(sizes)), dtype=np.uint16)
    np.cumsum(added, axis=0, dtype=np.uint16, out=row[1:])
    before, last = row, ""
    for letter in word:
        left_out = np.uint16(HALF if letter == last else EDIT)
        best = np.minimum(row[:-1] + _put_for(letter, others), row[1:] + left_out)
        if last and len(others) > 1:
            swapped = (others[:-1] == ord(letter)) & (others[1:] == ord(last))
            np.minimum(best[1:], np.where(swapped, before[:-2] + np.uint16(EDIT), _NEVER), out=best[1:])
        following = np.empty_like(row)
        following[0] = row[0] + left_out
        for column in range(len(others)):
            np.minimum(best[column], following[column] + added[column], out=following[column + 1])
        before, row, last = row, following, letter
    found: Array = row[sizes, np.arange(len(sizes))]
    return found


def _matrix(letters: str, sizes: Array) -> Array:
    """Return the code points of each word in a column, 0 below its end."""
    points = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found = np.zeros((len(sizes), int(sizes.max(initial=0))), dtype=np.uint32)
    found[np.arange(found.shape[1]) < sizes[:, None]] = points
    return np.ascontiguousarray(found.T)


def _put_for(letter: str, others: Array) -> Array:
    cost = np.full(others.shape, EDIT, dtype=np.uint16)
    for other in taken_for(letter):
        cost[others == ord(other)] = HALF
    cost[others == ord(letter)] = 0
    return cost
