"""What a question may ask: each limit below, at and above it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from kashaf.index import Article
from kashaf.search import Engine, Limits, QueryError, QueryTimeoutError, QueryTooLongError
from kashaf.search.limits import Deadline

SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    "query_characters": ("characters", lambda count: "ك" * count),
    "query_words": ("words", lambda count: " ".join(["كتاب"] * count)),
    "query_clauses": ("clauses", lambda count: " ".join(["من"] * count)),
    "query_depth": ("nested parentheses", lambda count: f"{'(' * count}كتاب{')' * count}"),
}


@pytest.fixture(scope="module")
def index(build_index: Any) -> Path:
    """Return an index of one article."""
    path: Path = build_index([Article(id="1", title="كتاب", text="كتاب قديم من الصين")])
    return path


@pytest.fixture(scope="module")
def opened(index: Path) -> Iterator[Callable[..., Engine]]:
    """Return a function that opens the index with some limits."""
    engines: dict[Limits, Engine] = {}

    def open_with(**limits: Any) -> Engine:
        chosen = Limits(**limits)
        if chosen not in engines:
            engines[chosen] = Engine.open(index, limits=chosen)
        return engines[chosen]

    yield open_with
    for engine in engines.values():
        engine.close()


@pytest.mark.parametrize("name", SHAPES)
@given(limit=st.integers(1, 20), more=st.integers(-3, 3))
def test_each_limit_is_kept(opened: Callable[..., Engine], name: str, limit: int, more: int) -> None:
    """A question at a limit is answered, one beyond it is refused by the limit's name, number and unit."""
    unit, shape = SHAPES[name]
    engine, asked = opened(**{name: limit}), shape(max(1, limit + more))
    if limit + more <= limit:
        engine.search(asked)
    else:
        with pytest.raises(QueryTooLongError, match=unit) as raised:
            engine.search(asked)
        assert raised.value.limit == limit < raised.value.length <= limit + more


def test_the_limits_as_they_come(opened: Callable[..., Engine]) -> None:
    """A question of 64 clauses is answered, one more is not."""
    assert opened().limits == Limits()
    opened().search(SHAPES["query_clauses"][1](64))
    with pytest.raises(QueryTooLongError):
        opened().search(SHAPES["query_clauses"][1](65))


def test_a_question_that_takes_too_long_is_refused(opened: Callable[..., Engine]) -> None:
    """Beyond its time a question ends with an error that names the limit and what to do."""
    engine, asked = opened(query_seconds=0.0), "كتاب قديم"
    with pytest.raises(QueryTimeoutError, match=r"more than 0 s.*query_seconds") as raised:
        engine.search(asked)
    assert isinstance(raised.value, QueryError)
    assert raised.value.limit == 0.0
    opened().search(asked)


def test_waiting_costs_a_question_nothing() -> None:
    """The time is that of the thread's own work: who sleeps is not late, who works is."""
    deadline = Deadline(0.02)
    time.sleep(0.05)
    deadline.check()
    began = time.thread_time()
    while time.thread_time() < began + 0.03:
        pass
    with pytest.raises(QueryTimeoutError):
        deadline.check()
