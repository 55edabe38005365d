"""The histogram as a drawing: a bar for each month, year or decade of the hits."""

from __future__ import annotations

from dataclasses import dataclass

from ..search.results import Histogram
from .present import Interface

STEP, WIDTH, HEIGHT = 10, 8, 40
"""Units of the drawing: from bar to bar, of a bar, of the highest one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One bar: its corner nearest the origin, its height, and how many hits it stands for."""

    x: int
    y: int
    height: int
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars and what is written under them: ``first`` below the oldest, ``last`` below the newest."""

    unit: str
    columns: tuple[Column, ...]
    width: int
    first: str
    last: str


def timeline(histogram: Histogram | None, ui: Interface) -> Timeline | None:
    """Return the drawing, the oldest bar where a line begins; ``None`` of fewer than two bars."""
    if histogram is None or len(histogram.bars) < 2:
        return None
    bars, most = histogram.bars, max(bar.count for bar in histogram.bars)
    last = len(bars) - 1
    columns = tuple(
        _column(last - nth if ui.direction == "rtl" else nth, bar.count, most) for nth, bar in enumerate(bars)
    )
    ends = (
        ui.month(bar.start) if histogram.unit == "month" else ui.figures(bar.start.year)
        for bar in (bars[0], bars[-1])
    )
    return Timeline(histogram.unit, columns, len(bars) * STEP, *ends)


def _column(place: int, count: int, most: int) -> Column:
    # A few hits beside many are still to be seen.
    height = max(round(HEIGHT * count / most), 1) if count else 0
    return Column(place * STEP + (STEP - WIDTH) // 2, HEIGHT - height, height, count)
