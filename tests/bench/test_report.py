"""The arithmetic of the tables."""

from __future__ import annotations

import pytest

from bench.load import Load, table
from bench.measure import Figures, at
from bench.queries import KINDS
from bench.report import growth, notes, ratio, tables


def figures(name: str, factor: float, documents: int = 100) -> Figures:
    """Return figures of an engine that needs ``factor`` times as much of everything."""
    times = {kind: [[factor * (1 + nth) for nth in range(100)] for _ in range(5)] for kind in KINDS}
    size = int(1000 * factor)
    return Figures(name, documents, factor, 2 * factor, size, size, factor / 1000, size, size, times)


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        *((1, 250.4, "250"), (2, 25, "12.5"), (4, 5, "1.25"), (1, 0.012, "0.012")),
        *((0, 5, "–"), (None, 5, "–"), (5, None, "–")),
    ],
)
def test_ratios(first: float | None, other: float | None, said: str) -> None:
    """A ratio is the other by the first, and a dash where one of them is unknown."""
    assert ratio(first, other) == said


def test_percentiles_are_values_that_were_measured() -> None:
    """A percentile is one of the values, the greatest at most."""
    assert at([5, 1, 3], 50) == 3
    assert at([5, 1, 3], 100) == 5
    assert at([7], 95) == 7


def test_tables_compare_with_the_first_engine() -> None:
    """Who needs three times as much has a ratio of three in every column, and half the spread is told."""
    said = tables("zipf-100", 2000, [figures("kashaf", 1), figures("whoosh", 3)])
    rows = [line for line in said.splitlines() if line.startswith("| whoosh")]
    assert rows[0] == "| whoosh | 17 | 3.00 | 33 | 3.00 | 0 | 3.00 | 1.50 | 3.00 |"
    assert rows[1] == "| whoosh | 3.0 | 3.00 | 0 | 3.00 | 0 | 3.00 |"
    assert rows[2].startswith("| whoosh | 153.00 / 288.00 |")
    assert rows[3] == "| whoosh |" + " 3.00 / 3.00 |" * len(KINDS)
    assert "±0%" in said


def test_a_form_an_engine_lacks_is_a_dash() -> None:
    """No times, no figure: neither in milliseconds nor as a ratio."""
    other = figures("bm25s", 2)
    other.times["phrase2"] = [[] for _ in range(5)]
    said = tables("zipf-100", 2000, [figures("kashaf", 1), other])
    column = 2 + KINDS.index("phrase2")
    rows = [line.split("|") for line in said.splitlines() if line.startswith("| bm25s")]
    assert [row[column].strip() for row in rows[2:]] == ["–", "–"]


def test_growth_needs_two_sizes() -> None:
    """The largest collection is measured by the smallest, whatever their order; one alone has no growth."""
    small, large = [figures("kashaf", 1)], [figures("kashaf", 4, documents=400)]
    assert growth({"zipf-100": small}) == ""
    said = growth({"zipf-400": large, "zipf-100": small})
    assert "4.00 times the articles" in said
    assert said.splitlines()[-1] == "| kashaf |" + " 4.00 |" * (4 + len(KINDS))


def test_what_is_left_out_is_named() -> None:
    """Each engine's omissions and each engine that could not be measured have a line."""
    said = notes(["kashaf", "bm25s"], {"xapian": "no module named xapian"})
    assert "- bm25s leaves out: positions" in said
    assert "- xapian was not measured: no module named xapian.\n" in said
    assert "kashaf leaves out" not in said


def test_requests_a_second_are_those_answered() -> None:
    """Errors are counted apart, and a second process is compared with the first."""
    loads = [Load(count, seconds=2.0, errors=1, readers=0.5) for count in (1, 2)]
    loads[0].times["page"] = [0.01] * 10
    loads[1].times["page"] = [0.02] * 15
    rows = table(loads).splitlines()
    assert rows[2].startswith("| 1 | 5 | 1.00 | 1 | 25% | 10.0 / 10.0 | 10.0 / 10.0 | – |")
    assert rows[3].startswith("| 2 | 8 | 1.50 |")
