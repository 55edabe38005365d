"""The questions the seeds must answer, on an index that the command built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kashaf.search import Engine

CASES = Path(__file__).resolve().parents[1] / "cases" / "seeds.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
NOT_YET = {}
"""Questions whose articles are not all found without a rescue, and which."""
HOLDING = [row for row in ROWS if row["query"] not in NOT_YET]
WAITING = [row for row in ROWS if row["query"] in NOT_YET]


@pytest.fixture(scope="module")
def engine(seeds_index: Path) -> Iterator[Engine]:
    """Return an engine on the index of the seeds."""
    with Engine.open(seeds_index) as opened:
        yield opened


def _found(engine: Engine, query: str) -> list[str]:
    return [hit.id[:3] for hit in engine.search(query).hits]


@pytest.mark.parametrize("row", HOLDING, ids=lambda row: row["query"])
def test_a_question_to_the_seeds(engine: Engine, row: dict[str, Any]) -> None:
    """A question finds the articles it must, the best first, and none that it must not."""
    found = _found(engine, row["query"])
    assert set(found) >= set(row["find"])
    assert not set(found) & set(row.get("never", ()))
    assert found[: len(row.get("first", ()))] == row.get("first", [])
    if not row["find"]:
        assert found == []


@pytest.mark.parametrize("row", WAITING, ids=lambda row: row["query"])
def test_a_question_that_needs_a_rescue(engine: Engine, row: dict[str, Any]) -> None:
    """A question of the table does not find all its articles yet: it leaves the table when it does."""
    assert not set(_found(engine, row["query"])) >= set(row["find"])


def test_the_table_names_questions_of_the_cases() -> None:
    """Every question of the table is one of the 22 cases."""
    assert len(ROWS) == 22
    assert {row["query"] for row in ROWS} >= set(NOT_YET)


def test_the_hits_of_the_seeds_are_marked_and_quoted(engine: Engine) -> None:
    """Every hit of a question that finds something shows a snippet; one without a mark has none to show."""
    for row in ROWS:
        for hit in engine.search(row["query"]).hits:
            assert hit.snippets
            assert hit.title_spans or any(snippet.spans for snippet in hit.snippets)
