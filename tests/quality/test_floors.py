"""The ranking does not get worse: floors for the judged collections of ``KASHAF_EVAL_DATA``."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kashaf.index.build import build
from kashaf.search import Engine
from kashaf.search.evaluate import evaluate
from kashaf.search.judged import Judged, corpus_of

DATA = "KASHAF_EVAL_DATA"
QUERIES = 300


class Floor(NamedTuple):
    """What was measured on a sample of the queries, less 0.005.

    Indexed are the articles relevant to them and one in ``every`` of the others: long articles take long.
    """

    every: int
    ndcg: float
    recall: float


FLOORS = {
    "ant-knownitem": Floor(1, 0.862, 0.975),
    "miracl-ar-pages": Floor(3, 0.928, 0.980),
    "tydiqa-ar-dev": Floor(1, 0.911, 0.981),
    "xquad-ar": Floor(1, 0.941, 0.985),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(DATA not in os.environ, reason=f"no judged collections; name their folder in {DATA}"),
]

Means = Callable[[str], dict[str, float]]


def part_of(corpus: Path, judged: Judged, every: int, folder: Path) -> Path:
    """Write the articles relevant to the queries, and one in ``every`` of the others; return the file."""
    relevant = {id for query in judged.queries for id, grade in query.grades.items() if grade > 0}
    part = folder / "corpus.jsonl"
    with gzip.open(corpus, "rt", encoding="utf-8") as lines, part.open("w", encoding="utf-8") as chosen:
        for number, line in enumerate(lines):
            if number % every == 0 or str(json.loads(line)["id"]) in relevant:
                chosen.write(line)
    return part


@pytest.fixture(scope="session")
def means(tmp_path_factory: pytest.TempPathFactory) -> Means:
    """Return a function that measures a sample of the queries of a collection, indexing it the first time."""
    known: dict[str, dict[str, float]] = {}

    def measured(name: str) -> dict[str, float]:
        if name not in known:
            folder = Path(os.environ[DATA]) / name
            if not folder.is_dir():
                pytest.skip(f"no collection {name} in {DATA}={folder.parent}")
            judged = Judged.read(folder).sample(QUERIES)
            made = tmp_path_factory.mktemp("judged")
            build([part_of(corpus_of(folder), judged, FLOORS[name].every, made)], made / "index")
            with Engine.open(made / "index") as engine:
                known[name] = evaluate(engine, judged).means
        return known[name]

    return measured


@pytest.mark.parametrize("name", FLOORS)
def test_the_best_ten_stay_good(means: Means, name: str) -> None:
    """nDCG@10 is not below its floor."""
    assert means(name)["nDCG@10"] >= FLOORS[name].ndcg


@pytest.mark.parametrize("name", FLOORS)
def test_relevant_articles_stay_found(means: Means, name: str) -> None:
    """Recall@100 is not below its floor."""
    assert means(name)["R@100"] >= FLOORS[name].recall
