"""The table of what pages weigh and how soon they answer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.page import NAMES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not any(map(shutil.which, NAMES)), reason="no Chromium found; get one with: apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def address(seeds_index: Path, command: list[str], clean_environ: dict[str, str]) -> Iterator[str]:
    """Return where a server shows the seeds."""
    words = [*command, "serve", "-i", str(seeds_index)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8", env=clean_environ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def measure(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    words = [sys.executable, "-m", "bench.page", *arguments]
    return subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", timeout=120)


def test_each_page_is_measured_at_each_width(root: Path, address: str) -> None:
    """Home, results and an article are weighed and typed into; an answer below 16 ms is told as such."""
    done = measure(root, address)
    rows = re.findall(
        r"^\| (\w+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| (<?\d+) \|$", done.stdout, re.MULTILINE
    )
    assert [(row[0], row[2]) for row in rows] == [
        (name, width) for name in ("home", "results", "article") for width in ("360", "1280")
    ], done.stderr
    assert all(float(row[1]) > 0 and float(row[3]) > 0 for row in rows)
    assert all(row[5] == "<16" or int(row[5]) >= 16 for row in rows)


def test_a_question_without_hits_is_told(root: Path, address: str) -> None:
    """A question that finds nothing has no article to measure, and the command says what to do."""
    done = measure(root, address, "--query", "زقزقزق")
    assert done.returncode == 1
    assert "--query" in done.stderr
