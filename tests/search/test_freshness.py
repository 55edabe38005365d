"""What is new may count more, where a host wants so."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kashaf.index import Article, Collection
from kashaf.search import Engine, Ranking

TODAY = datetime.date(2024, 7, 5)
AGES = {"old": 3650, "new": 0, "recent": 30, "undated": None}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of articles that differ in nothing but their dates."""
    path: Path = tmp_path_factory.mktemp("freshness") / "index"
    with Collection.create(path) as collection:
        for id, age in AGES.items():
            date = None if age is None else TODAY - datetime.timedelta(days=age)
            collection.add(Article(id=id, title="قمة", text="انتهت القمة في سمرقند", date=date))
    return path


def scores(index: Path, ranking: Ranking) -> dict[str, float]:
    """Return the score of each article, in the order of the hits."""
    with Engine.open(index, ranking=ranking) as engine:
        return {hit.id: hit.score for hit in engine.search("سمرقند").hits}


def test_by_default_dates_do_not_count(index: Path) -> None:
    """Articles that differ in their dates alone have the same score."""
    assert len(set(scores(index, Ranking()).values())) == 1


def test_the_newer_comes_first(index: Path) -> None:
    """With a weight the newest comes first, and what has no date gains nothing."""
    fresh = scores(index, Ranking(freshness_weight=1.0, freshness_days=30))
    assert list(fresh)[:2] == ["new", "recent"]
    assert fresh["undated"] == pytest.approx(scores(index, Ranking())["undated"])
    assert fresh["old"] == pytest.approx(fresh["undated"])


def test_half_the_gain_is_left_after_so_many_days(index: Path) -> None:
    """What the newest article gains falls to its half after ``freshness_days``."""
    plain, fresh = (
        scores(index, Ranking(freshness_weight=weight, freshness_days=30)) for weight in (0.0, 1.0)
    )
    assert fresh["recent"] - plain["recent"] == pytest.approx((fresh["new"] - plain["new"]) / 2)
