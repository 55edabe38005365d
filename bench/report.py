"""The figures as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from .measure import Figures
from .queries import KINDS


def tables(collection: str, text_bytes: int, figures: Sequence[Figures]) -> str:
    """Return the tables of one collection; ratios are to the first engine, above 1 where the other needs
    more."""
    first = figures[0]
    lines = [
        f"**{collection}**: {first.documents:,} articles, {text_bytes / 1e6:,.0f} MB of text",
        "",
        "| engine | articles/s | size / text | open ms | memory open MB | memory after MB |",
        "|---|---|---|---|---|---|",
    ]
    for one in figures:
        row = [
            one.name,
            f"{one.documents / one.build_cpu:,.0f}" if one.build_cpu else "",
            f"{one.size / text_bytes:.2f}",
            f"{one.open * 1000:.1f}",
            f"{one.resident_open / 1e6:.0f}",
            f"{one.resident_end / 1e6:.0f}",
        ]
        lines.append(f"| {' | '.join(row)} |")
    lines += ["", f"| p50 / p95 ms | {' | '.join(KINDS)} |", "|---" * (len(KINDS) + 1) + "|"]
    for one in figures:
        cells = [_cell(one, kind) for kind in KINDS]
        lines.append(f"| {one.name} | {' | '.join(cells)} |")
    lines += ["", f"| p50 ratio to {first.name} | {' | '.join(KINDS)} |", "|---" * (len(KINDS) + 1) + "|"]
    for one in figures[1:]:
        lines.append(f"| {one.name} | {' | '.join(_ratio(first, one, kind) for kind in KINDS)} |")
    return "\n".join(lines) + "\n"


def _cell(one: Figures, kind: str) -> str:
    middle, high = one.percentile(kind, 50), one.percentile(kind, 95)
    return "–" if middle is None or high is None else f"{middle:.2f} / {high:.2f}"


def _ratio(first: Figures, other: Figures, kind: str) -> str:
    """Return the median over the rounds of the other's p50 by the first's, with the least and the
    greatest."""
    ratios = sorted(
        _p50(theirs) / _p50(ours)
        for ours, theirs in zip(first.times[kind], other.times[kind], strict=True)
        if ours and theirs
    )
    if not ratios:
        return "–"
    return f"{ratios[len(ratios) // 2]:.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"


def _p50(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]
