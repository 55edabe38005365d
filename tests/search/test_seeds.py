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


@pytest.fixture(scope="module")
def engine(seeds_index: Path) -> Iterator[Engine]:
    """Return an engine on the index of the seeds."""
    with Engine.open(seeds_index) as opened:
        yield opened


def _found(engine: Engine, query: str) -> list[str]:
    return [hit.id[:3] for hit in engine.search(query).hits]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_a_question_to_the_seeds(engine: Engine, row: dict[str, Any]) -> None:
    """A question finds the articles it must, the best first, and none that it must not."""
    found = _found(engine, row["query"])
    assert set(found) >= set(row["find"])
    assert not set(found) & set(row.get("never", ()))
    assert found[: len(row.get("first", ()))] == row.get("first", [])
    if not row["find"]:
        assert found == []


def test_the_hits_of_the_seeds_are_marked_and_quoted(engine: Engine) -> None:
    """Every hit of a question that finds something shows a snippet; one without a mark has none to show."""
    for row in ROWS:
        for hit in engine.search(row["query"]).hits:
            assert hit.snippets
            assert hit.title_spans or any(snippet.spans for snippet in hit.snippets)
