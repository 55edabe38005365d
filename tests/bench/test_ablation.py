"""The table of what each part of the ranking is worth."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Return a folder with one collection, whose one question only a title answers."""
    folder = tmp_path / "judged" / "one"
    folder.mkdir(parents=True)
    rows = [
        {"id": "1", "title": "نهر النيل", "text": "يجري شمالا إلى البحر"},
        {"id": "2", "title": "", "text": "النيل يجري في مصر، والنيل طويل"},
        {"id": "3", "title": "", "text": "رست السفن في المرفأ"},
    ]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(row) + "\n" for row in rows)
    (folder / "queries.tsv").write_text("q\tنهر النيل\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text("q\t0\t1\t1\n", encoding="utf-8")
    return folder.parent


def ablation(root: Path, *arguments: str, data: Path | None) -> subprocess.CompletedProcess[str]:
    """Run the command on the collections of a folder."""
    given = {name: value for name, value in os.environ.items() if name != "KASHAF_EVAL_DATA"}
    return subprocess.run(
        [sys.executable, "-m", "bench.ablation", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        env=given if data is None else {**given, "KASHAF_EVAL_DATA": str(data)},
    )


def test_what_is_switched_off_is_missed(root: Path, judged: Path) -> None:
    """Without titles the article that only its title names falls behind."""
    done = ablation(root, "--part", "all of it", "--part", "titles", data=judged)
    rows = dict(re.findall(r"^\| (all of it|titles) \| ([\d.]+)", done.stdout, re.MULTILINE))
    assert float(rows["all of it"]) == 1.0, done.stderr
    assert float(rows["titles"]) < 1.0


def test_without_collections_it_says_so(root: Path, tmp_path: Path) -> None:
    """Without the folder, or with an empty one, the command names the variable and fails."""
    for data in (None, tmp_path):
        done = ablation(root, data=data)
        assert done.returncode == 1
        assert "KASHAF_EVAL_DATA" in done.stderr
