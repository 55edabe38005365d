"""What is kept for the next question: bounded, and the same for every thread."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, strategies as st

from kashaf.search.memory import Memory


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40)), max_size=60), st.integers(1, 60))
def test_memory_keeps_the_last_used_within_its_limit(asked: list[tuple[int, int]], limit: int) -> None:
    """It answers what was made, holds the most recently used keys and never more than the limit."""
    memory: Memory[bytes] = Memory(limit, len)
    kept: dict[int, bytes] = {}  # in the order of use
    for key, size in asked:
        made = bytes(size)
        wanted = kept.get(key, made)
        assert memory.get(key, lambda made=made: made) == wanted
        if key in kept or size <= limit:
            kept.pop(key, None)
            kept[key] = wanted
        while sum(map(len, kept.values())) > limit:
            del kept[next(iter(kept))]
        assert memory._held == sum(map(len, kept.values())) <= limit
        assert list(memory._values) == list(kept)


def test_a_value_beyond_the_limit_drives_out_no_other() -> None:
    """What is too large to keep is answered and forgotten; what was kept stays."""
    memory: Memory[bytes] = Memory(10, len)
    memory.get("small", lambda: b"12345")
    assert len(memory.get("huge", lambda: bytes(1000))) == 1000
    assert memory.get("small", lambda: b"made again") == b"12345"


def test_threads_share_it() -> None:
    """Sixteen threads that ask for the same keys each get the key's own value, and the bound holds."""
    memory: Memory[bytes] = Memory(500, len)

    def ask(seed: int) -> None:
        rnd = random.Random(seed)
        for _ in range(500):
            key = rnd.randrange(40)
            assert memory.get(key, lambda key=key: bytes([key]) * (key + 1)) == bytes([key]) * (key + 1)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ask, range(16)))
    assert memory._held == sum(map(len, memory._values.values())) <= 500
