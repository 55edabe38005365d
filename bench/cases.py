"""What Arabic readers asked, put to kashaf and to other engines: ``python -m bench.cases``.

The rows are those of ``tests/cases``, judged as the tests judge them. In ``demand.jsonl`` the documents of
all rows are one collection: a question finds its own document, or must not, or marks exactly what it must.
In ``seeds.jsonl`` a question finds those of the five seeds that it must and none that it must not, the best
first.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kashaf.index import Article
from kashaf.index.readers import read, scan

from .finders import FINDERS, Finder

ROOT = Path(__file__).resolve().parents[1]
EXACT = frozenset(["exact", "tashkeel-aware"])
"""Categories that are asked as written, of an engine that can."""
SEEDS = "the five seeds"

Row = dict[str, Any]


@click.command()
@click.option(
    "--engine",
    "names",
    multiple=True,
    type=click.Choice(list(FINDERS)),
    default=tuple(FINDERS),
    help="engines to ask",
)
def main(names: tuple[str, ...]) -> None:
    """Ask each engine what readers asked and print how many rows are as they should be."""
    rows, seeds = demand(), cases("seeds")
    left = {name: [row for row in rows if not holds(finder, row)] for name, finder in demanded(names).items()}
    seeded = {name: sum(seed_holds(finder, row) for row in seeds) for name, finder in on_seeds(names).items()}
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"| rows | asked | {' | '.join(names)} |\n|---{'|--:' * (len(names) + 1)}|")
    for category in sorted({row["category"] for row in rows}):
        print(line(category, count(rows, category), [count(left[name], category) for name in names]))
    print(line("**all**", len(rows), [len(left[name]) for name in names]))
    print(line(SEEDS, len(seeds), [len(seeds) - seeded[name] for name in names]))
    ids = ", ".join(str(row["id"]) for row in left[names[0]])
    print(f"\nNot as they should be in {names[0]}: {ids or 'none'}.")


def cases(name: str) -> list[Row]:
    """Return the rows of a file of cases."""
    text = (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(each) for each in text.splitlines()]


def demand() -> list[Row]:
    """Return the rows of the demand that say what must be found, must not, or must be marked."""
    return [row for row in cases("demand") if row["expected"] != "other"]


def demanded(names: Sequence[str]) -> dict[str, Finder]:
    """Return the engines on the documents of all rows, those included that are not judged."""
    documents = [
        Article(id=str(row["id"]), title="", text=row["document_text"])
        for row in cases("demand")
        if row["document_text"].strip()
    ]
    return {name: FINDERS[name](documents) for name in names}


def on_seeds(names: Sequence[str]) -> dict[str, Finder]:
    """Return the engines on the five seeds."""
    articles = [article for source in scan([ROOT / "seeds"]) for article in read(source)]
    return {name: FINDERS[name](articles) for name in names}


def holds(finder: Finder, row: Row) -> bool:
    """Tell whether a row of the demand is as it should be."""
    id = str(row["id"])
    if row["expected"] == "highlight":
        return [list(span) for span in finder.marks(row["query"], id)] == row["spans"]
    found = finder.find(row["query"], exact=row["category"] in EXACT)
    return (id in found) is (row["expected"] == "match")


def seed_holds(finder: Finder, row: Row) -> bool:
    """Tell whether a question to the seeds is answered as it should be."""
    found = [id[:3] for id in finder.find(row["query"], exact=False)]
    first = row.get("first", [])
    return (
        set(found) >= set(row["find"])
        and not set(found) & set(row.get("never", ()))
        and found[: len(first)] == first
        and (bool(row["find"]) or not found)
    )


def count(rows: Sequence[Row], category: str) -> int:
    """Return how many rows are of a category."""
    return sum(row["category"] == category for row in rows)


def line(name: str, asked: int, left: Sequence[int]) -> str:
    """Return a line of the table: how many rows there are, and how many each engine has as they should be."""
    return f"| {name} | {asked} | {' | '.join(str(asked - each) for each in left)} |"


if __name__ == "__main__":
    main()
