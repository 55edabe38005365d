"""The histogram of the days of hits, held against the calendar."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from kashaf.search import Filters
from kashaf.search.local import histogram

DAY = datetime.timedelta(days=1)
UNITS = {"month": 24, "year": 60, "decade": 1000}


def _counted(days: list[datetime.date | None]) -> Any:
    columns: Any = SimpleNamespace(dates=np.array([day.toordinal() if day else 0 for day in days], np.int32))
    return histogram(columns, np.arange(len(days)))


@given(
    first=st.dates(),
    after=st.lists(st.one_of(st.none(), st.integers(0, 800), st.integers(0, 40_000)), max_size=30),
)
def test_bars_follow_each_other_and_hold_their_days(first: datetime.date, after: list[int | None]) -> None:
    """Bars follow each other without a gap, begin and end with a dated hit, and count just their days."""
    numbers = [first.toordinal() + step if step is not None else 0 for step in after]
    days = [
        datetime.date.fromordinal(number) if 0 < number <= datetime.date.max.toordinal() else None
        for number in numbers
    ]
    found, dated = _counted(days), [day for day in days if day]
    if not dated:
        assert found is None
        return
    assert [bar.count for bar in found.bars] == [
        sum(bar.start <= day <= bar.end for day in dated) for bar in found.bars
    ]
    assert sum(bar.count for bar in found.bars) == len(dated)
    assert found.bars[0].count
    assert found.bars[-1].count
    assert all(one.end + DAY == other.start for one, other in zip(found.bars, found.bars[1:], strict=False))
    assert len(found.bars) <= UNITS[found.unit]


@pytest.mark.parametrize(
    ("first", "last", "unit", "count", "start", "end"),
    [
        ("2024-02-29", "2024-02-29", "month", 1, "2024-02-01", "2024-02-29"),
        ("2022-03-31", "2024-02-01", "month", 24, "2022-03-01", "2024-02-29"),
        ("2022-03-31", "2024-03-01", "year", 3, "2022-01-01", "2024-12-31"),
        ("1965-12-31", "2024-01-01", "year", 60, "1965-01-01", "2024-12-31"),
        ("1964-12-31", "2024-01-01", "decade", 7, "1960-01-01", "2029-12-31"),
        ("0001-01-01", "9999-12-31", "decade", 1000, "0001-01-01", "9999-12-31"),
    ],
)
def test_the_unit_suits_the_span(first: str, last: str, unit: str, count: int, start: str, end: str) -> None:
    """Up to 24 months go by month, up to 60 years by year, more by decade, to the ends of the calendar."""
    found = _counted([datetime.date.fromisoformat(first), datetime.date.fromisoformat(last), None])
    assert (found.unit, len(found.bars)) == (unit, count)
    assert (found.bars[0].start.isoformat(), found.bars[-1].end.isoformat()) == (start, end)


def test_all_hits_are_counted_not_those_of_a_page(libraries: list[Any]) -> None:
    """The histogram counts every hit that the filters let through, on any page; JSON has the same bars."""
    engine = libraries[0].engine
    for filters in (Filters(), Filters(year=(2022,)), Filters(date_from=datetime.date(2023, 5, 1))):
        results = engine.search("كتاب أو طريق", per_page=3, page=2, filters=filters)
        every = engine.search("كتاب أو طريق", per_page=100, filters=filters).hits
        days = [hit.article.date for hit in every if hit.article.date]
        found = results.histogram
        assert sum(bar.count for bar in found.bars) == len(days) > 3
        assert found.bars[0].start <= min(days) <= max(days) <= found.bars[-1].end
        assert results.to_dict()["histogram"] == {
            "unit": found.unit,
            "bars": [
                {"start": str(bar.start), "end": str(bar.end), "count": bar.count} for bar in found.bars
            ],
        }
    assert engine.search("").histogram is None
    assert engine.search("").to_dict()["histogram"] is None
