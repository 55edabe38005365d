"""Days, months, years and ranges of them, as a reader types them after ``date:``."""

from __future__ import annotations

import calendar
import datetime

import regex

from .nodes import Dates

_DAY = regex.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")


def parse_dates(text: str) -> Dates:
    """Read ``2024``, ``2024-07``, ``2024-07-05`` or ``A..B`` with one end left out at will.

    Raises ``ValueError`` saying what is wrong.

    >>> parse_dates("2024-02..").first, parse_dates("2024-02").last
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    low, separator, high = text.partition("..")
    if not separator:
        return Dates(_first(low), _last(low))
    if not low and not high:
        raise ValueError("a range needs at least one end")
    first, last = (_first(low) if low else None), (_last(high) if high else None)
    if first and last and first > last:
        raise ValueError(f"{first} comes after {last}")
    return Dates(first, last)


def after(text: str) -> Dates:
    """Return the days after the one, the month or the year named."""
    last = _last(text)
    if last == datetime.date.max:
        raise ValueError(f"no day comes after {last}")
    return Dates(last + datetime.timedelta(days=1), None)


def before(text: str) -> Dates:
    """Return the days before the one, the month or the year named."""
    first = _first(text)
    if first == datetime.date.min:
        raise ValueError(f"no day comes before {first}")
    return Dates(None, first - datetime.timedelta(days=1))


def _first(text: str) -> datetime.date:
    year, month, day = _parts(text)
    return datetime.date(year, 1 if month is None else month, 1 if day is None else day)


def _last(text: str) -> datetime.date:
    year, month, day = _parts(text)
    month = 12 if month is None else month
    first = datetime.date(year, month, 1 if day is None else day)
    return first if day else first.replace(day=calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date; write 2024, 2024-07 or 2024-07-05")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None
