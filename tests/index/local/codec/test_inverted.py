"""Positions found without summing a whole list, held against doing so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from kashaf.index.local.codec import inverted
from kashaf.index.local.codec.inverted import STRIDE, Inverted, Sums, sums_of
from kashaf.index.local.codec.lists import cumulated
from kashaf.index.local.columnar import packed_strings

NONE = np.empty(0, dtype=np.uint8)
FREQS = st.lists(st.integers(1, 255), min_size=1, max_size=5 * STRIDE)


@given(freqs=FREQS, cuts=st.lists(st.integers(0, 5 * STRIDE), max_size=4))
def test_sums_of_parts_equal_those_of_the_whole(freqs: list[int], cuts: list[int]) -> None:
    """Frequencies that come in parts of any size give the sum before every 16th posting."""
    whole = np.array(freqs, dtype=np.uint8)
    sums = Sums()
    parts = np.split(whole, sorted(cuts))
    assert [len(part) for part in sums.through(parts)] == [len(part) for part in parts]
    wanted = [sum(freqs[:place]) for place in range(0, len(freqs), STRIDE)]
    assert sums.taken().tolist() == sums_of(whole).tolist() == wanted


@pytest.mark.parametrize("few", [0, 2, 256])
@given(freqs=FREQS, data=st.data())
def test_positions_of_chosen_postings(few: int, freqs: list[int], data: st.DataObject) -> None:
    """Postings in any order, and many that ascend, get their own positions, one posting after the other."""
    begins = cumulated(np.array(freqs))
    positions = np.arange(begins[-1], dtype=np.uint16)
    freqs_there = np.array(freqs, dtype=np.uint8)
    none = packed_strings([])
    field = Inverted(none, NONE, NONE, freqs_there, sums_of(freqs_there), NONE, positions, NONE)
    ascending = data.draw(st.booleans())
    chosen = data.draw(st.lists(st.integers(0, len(freqs) - 1), unique=True))
    together = sorted(chosen) if ascending else chosen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted, "_FEW", few)
        counts, found = field.positions_at(np.array(together, dtype=np.int64), ascending=ascending)
    assert counts.tolist() == [freqs[posting] for posting in together]
    wanted = [range(begins[posting], begins[posting + 1]) for posting in together]
    assert found.tolist() == [position for each in wanted for position in each]


@pytest.mark.parametrize(("searches", "rare"), [(10**9, 0), (-(10**9), 0), (-(10**9), 10**9), (0, 4)])
@given(
    held=st.lists(st.sets(st.integers(0, 29), min_size=1), min_size=1, max_size=4),
    docs=st.sets(st.integers(0, 29)),
)
def test_postings_among_documents(searches: int, rare: int, held: list[set[int]], docs: set[int]) -> None:
    """Whether rows are searched or read whole, each posting in a wanted document is told, row by row."""
    none = packed_strings([])
    starts = cumulated(np.array([len(row) for row in held]))
    stand = np.array([doc for row in held for doc in sorted(row)], dtype=np.uint16)
    field = Inverted(none, starts, stand, NONE, NONE, NONE, NONE, NONE)
    rows, wanted = np.arange(len(held))[::-1], sorted(docs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted, "_SEARCHES", searches)
        patch.setattr(inverted, "_RARE", rare)
        found = field.among(rows, np.array(wanted, dtype=np.uint16), 30)
    assert np.stack(found, axis=1).tolist() == [
        [place, wanted.index(doc), int(starts[row]) + at]
        for place, row in enumerate(rows.tolist())
        for at, doc in enumerate(sorted(held[row]))
        if doc in docs
    ]


def test_the_most_that_rows_hold_together() -> None:
    """The highest frequency of each row counts once; no rows hold nothing."""
    none, freqs = packed_strings([]), np.array([1, 3, 2, 255, 4], dtype=np.uint8)
    field = Inverted(none, np.array([0, 2, 3, 5]), NONE, freqs, NONE, NONE, NONE, NONE)
    assert field.most_of(np.array([0, 2])) == 258
    assert field.most_of(np.array([], dtype=np.int64)) == 0
