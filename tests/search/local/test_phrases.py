"""Words in a row and in windows, held against every place tried by hand."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings, strategies as st

from kashaf.search.local.phrases import _places
from kashaf.search.local.postings import POSITION_BITS
from kashaf.search.phrases import adjacent, windows, without_repeats

PLACES = st.lists(st.integers(0, 14), unique=True, max_size=10).map(sorted)


def arrays(words: list[list[int]]) -> list[np.ndarray]:
    """Return ascending places as arrays."""
    return [np.array(found, dtype=np.int64) for found in words]


@settings(max_examples=300)
@given(st.lists(PLACES, min_size=1, max_size=4))
def test_adjacent_equals_trying_every_place(words: list[list[int]]) -> None:
    """A row begins exactly where each word stands at its own distance."""
    wanted = [
        start for start in range(15) if all(start + index in found for index, found in enumerate(words))
    ]
    assert adjacent(arrays(words)).tolist() == wanted


@settings(max_examples=300)
@given(st.lists(PLACES, min_size=2, max_size=4), st.integers(1, 5))
def test_windows_equal_trying_every_window(words: list[list[int]], slop: int) -> None:
    """A window ends where a word stands and the last stretch holds every word, twice if asked for twice."""
    width = len(words) + slop
    wanted = []
    for end in sorted(place for found in words for place in found):
        inside = [[place for place in found if end - width < place <= end] for found in words]
        if all(len(inside[number]) >= words.count(words[number]) for number in range(len(words))):
            wanted.append(end)
    found = windows(arrays(words), slop)
    assert {len(places) for places in found} == {len(wanted)}
    for number, places in enumerate(found):
        time = 1 + sum(words[number] == earlier for earlier in words[:number])
        assert places.tolist() == [[p for p in words[number] if p <= end][-time] for end in wanted]


@settings(max_examples=100)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), unique=True), min_size=2, max_size=3)
)
def test_no_phrase_spans_two_documents(words: list[list[tuple[int, int]]]) -> None:
    """The last word of a document and the first of the next are not side by side, nor near."""
    places = [
        np.array(sorted(doc << POSITION_BITS | at for doc, at in found), dtype=np.int64) for found in words
    ]
    rows = {
        doc
        for doc in range(4)
        for start in range(6)
        if all((doc, start + index) in found for index, found in enumerate(words))
    }
    assert set(without_repeats(adjacent(places) >> POSITION_BITS).tolist()) == rows
    near = windows(places, 50)
    for doc in {place >> POSITION_BITS for places in near for place in places.tolist()}:
        assert all(any(own == doc for own, _ in found) for found in words)


@settings(max_examples=100)
@given(st.lists(PLACES.filter(bool), min_size=1, max_size=5), st.sampled_from([4, 20]), st.randoms())
def test_places_ascend(texts: list[list[int]], bits: int, chance: random.Random) -> None:
    """Positions of documents in any order become ascending numbers that tell both."""
    order = chance.sample(range(len(texts)), len(texts))
    counts = np.array([len(texts[doc]) for doc in order], dtype=np.uint8)
    positions = np.concatenate([np.array(texts[doc], dtype=np.uint16) for doc in order])
    found = [_places(np.array(order, dtype=kind), counts, positions, bits) for kind in (np.int32, np.int64)]
    assert (
        found[0].tolist()
        == found[1].tolist()
        == [doc << bits | at for doc, own in enumerate(texts) for at in own]
    )
