"""The table of what readers asked says of kashaf what the tests of these rows say."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def table(root: Path) -> str:
    """Return what the command prints when only kashaf is asked."""
    command = [sys.executable, "-m", "bench.cases", "--engine", "kashaf"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def counts(table: str, row: str) -> tuple[int, int]:
    """Return how many questions a line of the table asks and how many are as they should be."""
    [found] = re.findall(rf"^\| {re.escape(row)} \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    return int(found[0]), int(found[1])


def test_the_demand_is_answered_but_for_the_rows_that_are_refused(table: str, root: Path) -> None:
    """All judged rows are as they should be but those that the test of the demand gives a reason for."""
    tested = runpy.run_path(str(root / "tests" / "search" / "test_demand.py"))
    marked = sum(row["expected"] == "highlight" for row in tested["ROWS"].values())
    asked = len(tested["JUDGED"]) + marked
    assert counts(table, "**all**") == (asked, asked - len(tested["NOT_YET"]))
    [left] = re.findall(r"^Not as they should be in kashaf: (.*)\.$", table, re.MULTILINE)
    assert sorted(left.split(", ")) == sorted(tested["NOT_YET"])


def test_every_question_to_the_seeds_is_answered(table: str, root: Path) -> None:
    """All questions to the seeds are answered as they should be."""
    asked = len((root / "tests" / "cases" / "seeds.jsonl").read_text(encoding="utf-8").splitlines())
    assert counts(table, "the five seeds") == (asked, asked)
