"""Stretches known by their hash, and numbers known by hashes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from kashaf.index.local.evidence import key_hash, key_hashes
from kashaf.index.local.hashes import HashTable, RunHash

HASHES = st.lists(st.integers(1, 2**64 - 1) | st.integers(1, 40), unique=True)


@given(words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_hash_knows_a_word_wherever_it_stands(words: list[str]) -> None:
    """Two stretches of a text have one hash where they are the same characters, and else two."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    ends = np.cumsum([len(word) for word in words])
    hashes = RunHash().of(codes, np.append(0, ends[:-1]), ends).tolist()
    assert [hashes.index(own) for own in hashes] == [words.index(word) for word in words]


@given(words=st.lists(st.text(st.characters(exclude_characters="\n")), min_size=1))
def test_a_key_has_one_hash_alone_and_among_others(words: list[str]) -> None:
    """Keys hashed together have the hashes that each has by itself."""
    assert key_hashes(words).tolist() == [key_hash(word) for word in words]


@given(parts=st.lists(HASHES, max_size=4), others=HASHES)
def test_a_table_finds_what_was_put_in(parts: list[list[int]], others: list[int]) -> None:
    """Each hash has the number it was put in with, however the table grew; any other has none."""
    table, known = HashTable(), dict[int, int]()
    for part in parts:
        new = {own: len(known) + place for place, own in enumerate(own for own in part if own not in known)}
        table.add(np.array(list(new), dtype=np.uint64), np.array(list(new.values()), dtype=np.uint32))
        known |= new
    wanted = [*known, *others]
    found = table.find(np.array(wanted, dtype=np.uint64)).tolist()
    assert found == [known.get(own, -1) for own in wanted]
