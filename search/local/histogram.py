"""When the articles found were published, counted over times that follow each other."""

from __future__ import annotations

import calendar
import datetime

import numpy as np

from ...index.local import Array, Columns
from ..results import Bar, Histogram

MOST_MONTHS, MOST_YEARS = 24, 60
"""A histogram of more months goes by years, one of more years by decades."""

_Times = list[tuple[datetime.date, datetime.date]]


def histogram(columns: Columns, docs: Array) -> Histogram | None:
    """Count documents by month, year or decade, from the oldest to the newest; ``None`` without a date."""
    days = columns.dates[docs]
    days = days[days > 0]
    if not len(days):
        return None
    oldest, newest = int(days.min()), int(days.max())
    unit, times = _times(datetime.date.fromordinal(oldest), datetime.date.fromordinal(newest))
    # by day first: to sum days that stand beside each other no article need be sought among the times
    begins = np.array([first.toordinal() for first, _ in times])
    by_day = np.bincount(days - begins[0], minlength=begins[-1] - begins[0] + 1)
    counts = np.add.reduceat(by_day, begins - begins[0]).tolist()
    return Histogram(unit, tuple(Bar(*time, count=count) for time, count in zip(times, counts, strict=True)))


def _times(oldest: datetime.date, newest: datetime.date) -> tuple[str, _Times]:
    """Return the unit that suits a span, and the first and last day of each time in it."""
    first, last = oldest.year * 12 + oldest.month - 1, newest.year * 12 + newest.month - 1
    if last - first < MOST_MONTHS:
        return "month", [_month(month // 12, month % 12 + 1) for month in range(first, last + 1)]
    if newest.year - oldest.year < MOST_YEARS:
        return "year", [_years(year, year) for year in range(oldest.year, newest.year + 1)]
    decades = range(oldest.year // 10 * 10, newest.year + 1, 10)
    # there is no year 0
    return "decade", [_years(max(decade, 1), decade + 9) for decade in decades]


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, 1), datetime.date(year, month, last)


def _years(first: int, last: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
