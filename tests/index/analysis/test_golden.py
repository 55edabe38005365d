"""What analysis returns for a table of words, word by word."""

from __future__ import annotations

import csv
from pathlib import Path

from kashaf.index.analysis import Analyzer

TABLE = Path(__file__).with_name("golden.tsv")
COLUMNS = ("typed", "written", "surface", "stem", "snowball")


def analysed(word: str) -> list[str]:
    analyzer = Analyzer.default()
    (term,) = analyzer.terms(word)
    forms = analyzer.forms(term)
    return [word, term, forms.surface, forms.stem, forms.snowball]


def test_analysis_returns_what_the_table_says() -> None:
    """No word changes unnoticed: a deliberate change alters the table and raises ``analysis.VERSION``."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter="\t")
    assert tuple(header) == COLUMNS
    assert len(rows) >= 150
    assert [row for row in map(analysed, [row[0] for row in rows]) if row not in rows] == []
