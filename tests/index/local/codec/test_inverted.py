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
    """Few postings, many, and several lists of them get their own positions, one posting after the other."""
    begins = cumulated(np.array(freqs))
    positions = np.arange(begins[-1], dtype=np.uint16)
    freqs_there = np.array(freqs, dtype=np.uint8)
    none = packed_strings([])
    field = Inverted(none, NONE, NONE, freqs_there, sums_of(freqs_there), NONE, positions, NONE)
    chosen = st.lists(st.integers(0, len(freqs) - 1), unique=True).map(sorted)
    lists = data.draw(st.lists(chosen, min_size=1, max_size=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted, "_FEW", few)
        counts, found = field.positions_at([np.array(each, dtype=np.int64) for each in lists])
    together = [posting for each in lists for posting in each]
    assert counts.tolist() == [freqs[posting] for posting in together]
    wanted = [range(begins[posting], begins[posting + 1]) for posting in together]
    assert found.tolist() == [position for each in wanted for position in each]
