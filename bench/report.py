"""The figures as tables in Markdown; a ratio is above 1 where the other needs more than the first."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence

from .engines import ENGINES
from .measure import Figures, at
from .queries import KINDS

NONE = "–"
"""Where an engine has no such form, or the machine does not tell."""


def tables(collection: str, text_bytes: int, figures: Sequence[Figures]) -> str:
    """Return the tables of one collection; ratios are to the first engine."""
    answering = [one for one in figures if one.times]
    parts = [
        f"**{collection}**: {figures[0].documents:,} articles, {text_bytes / 1e6:,.0f} MB of text",
        _building(text_bytes, [one for one in figures if one.build_wall]),
        _opening(answering),
        _grid("p50 / p95 ms", answering, _milliseconds),
        _grid("p50 / p95 ×", answering[1:], lambda one, kind: _ratios(answering[0], one, kind)),
        _spread(answering),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def notes(engines: Sequence[str], unavailable: Mapping[str, str]) -> str:
    """Return what each engine leaves out, what else to know of it, and which could not be measured."""
    lines = [f"- {name} leaves out: {ENGINES[name].omits}." for name in engines if ENGINES[name].omits]
    lines += [f"- {name}: {ENGINES[name].beside}." for name in engines if ENGINES[name].beside]
    lines += [f"- {name} was not measured: {reason}." for name, reason in unavailable.items()]
    return "\n".join(lines) + "\n"


def growth(measured: Mapping[str, Sequence[Figures]]) -> str:
    """Return what the largest of several collections needs by what the smallest does; empty for one."""
    ordered = sorted(measured.values(), key=lambda figures: figures[0].documents)
    if len(ordered) < 2:
        return ""
    small, large = ({one.name: one for one in figures} for figures in (ordered[0], ordered[-1]))
    count = ratio(ordered[0][0].documents, ordered[-1][0].documents)
    rows = [
        [
            name,
            ratio(small[name].build_cpu, large[name].build_cpu),
            ratio(small[name].size, large[name].size),
            ratio(small[name].open, large[name].open),
            ratio(small[name].resident_end, large[name].resident_end),
            *(ratio(*(one.percentile(kind, 50) for one in (small[name], large[name]))) for kind in KINDS),
        ]
        for name in small
        if name in large
    ]
    head = ["engine", "build CPU", "size", "open", "memory", *(f"p50 {kind}" for kind in KINDS)]
    return f"**Growth**, with {count} times the articles, in times:\n\n{_table(head, rows)}\n"


def ratio(first: float | None, other: float | None) -> str:
    """Return the second number by the first, in two or three digits."""
    if not first or other is None:
        return NONE
    value = other / first
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def _building(text_bytes: int, figures: Sequence[Figures]) -> str:
    first = figures[0]
    rows = [
        [
            one.name,
            f"{one.documents / one.build_wall:,.0f}",
            ratio(first.build_wall, one.build_wall),
            f"{one.documents / one.build_cpu:,.0f}",
            ratio(first.build_cpu, one.build_cpu),
            _megabytes(one.build_peak),
            ratio(first.build_peak, one.build_peak),
            f"{one.size / text_bytes:.2f}",
            ratio(first.size, one.size),
        ]
        for one in figures
    ]
    head = ["indexing", "articles/s", "×", "articles/CPU s", "×", "peak MB", "×", "size / text", "×"]
    return _table(head, rows)


def _opening(figures: Sequence[Figures]) -> str:
    first = figures[0]
    rows = [
        [
            one.name,
            f"{one.open * 1000:.1f}",
            ratio(first.open, one.open),
            _megabytes(one.resident_open),
            ratio(first.resident_open, one.resident_open),
            _megabytes(one.resident_end),
            ratio(first.resident_end, one.resident_end),
        ]
        for one in figures
    ]
    return _table(["opening", "ms", "×", "MB then", "×", "MB after the queries", "×"], rows)


def _grid(title: str, figures: Sequence[Figures], cell: Callable[[Figures, str], str]) -> str:
    rows = [[one.name, *(cell(one, kind) for kind in KINDS)] for one in figures]
    return _table([title, *KINDS], rows) if rows else ""


def _milliseconds(one: Figures, kind: str) -> str:
    middle, high = one.percentile(kind, 50), one.percentile(kind, 95)
    return NONE if middle is None or high is None else f"{middle:.2f} / {high:.2f}"


def _ratios(first: Figures, other: Figures, kind: str) -> str:
    """Return the medians over the rounds of the ratios of p50 and of p95."""
    found = [_by_round(first, other, kind, share) for share in (50, 95)]
    return " / ".join(ratio(1, statistics.median(each)) for each in found) if found[0] else NONE


def _by_round(first: Figures, other: Figures, kind: str, share: int) -> list[float]:
    return [
        at(theirs, share) / at(ours, share)
        for ours, theirs in zip(first.times[kind], other.times[kind], strict=True)
        if ours and theirs and at(ours, share)
    ]


def _spread(figures: Sequence[Figures]) -> str:
    """Say how far the ratios of p50 lay apart from round to round: half their range, by their median."""
    spreads = [
        (max(found) - min(found)) / 2 / statistics.median(found)
        for other in figures[1:]
        for kind in KINDS
        if (found := _by_round(figures[0], other, kind, 50))
    ]
    if not spreads:
        return ""
    return (
        f"From round to round a ratio of p50 moved by ±{statistics.median(spreads):.0%} at the median, "
        f"by ±{max(spreads):.0%} at most."
    )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f}" if count else NONE


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    ruled = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
