"""Disks that are full, or that may not be written."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from kashaf.index import Article, Collection, StorageFullError
from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.search import Engine

pytestmark = pytest.mark.slow

# Fills the disk up to so many free bytes, tries to write, and says what became of it.
WRITER = """
import json, os, shutil, sys
from pathlib import Path
from kashaf.index import Article, Collection, KashafError


index, ballast = Path(sys.argv[1]), Path(sys.argv[1]).with_name("ballast")
for free in json.loads(sys.argv[2]):
    ballast.unlink(missing_ok=True)
    room = shutil.disk_usage(index).free - free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, room)
    try:
        with Collection.open(index) as collection:
            collection.add_many(Article(id=str(n), title="", text="كتاب " * 2000) for n in range(200))
        outcome = "written"
    except KashafError as error:
        outcome = type(error).__name__
    left = [entry.name for entry in index.iterdir() if entry.name.startswith("tmp-")]
    print(json.dumps([free, outcome, left, shutil.disk_usage(index).free]), flush=True)
ballast.unlink()
"""
FREE = [0, 4096, 50_000, 200_000, 600_000, 1_000_000]


def test_a_full_disk_leaves_the_old_index_and_takes_no_room(small_disk, python) -> None:
    """Whenever the disk ends, ``StorageFullError`` is raised, the old index answers, the room comes back."""
    index = small_disk / "index"
    with Collection.create(index) as collection:
        collection.add(Article(id="old", title="قديم", text="كتاب"))
    rows = [json.loads(line) for line in python(WRITER, index, json.dumps(FREE)).stdout]
    assert [row[0] for row in rows] == FREE
    for free, outcome, left, after in rows:
        assert (free, outcome, left) == (free, "StorageFullError", [])
        assert after >= free - 8192
        check(index)
    with Engine.open(index) as engine:
        assert (engine.generation, engine.search("قديم").total) == (1, 1)


def test_a_build_that_would_not_fit_is_refused_before_it_begins(small_disk, tmp_path) -> None:
    """Six times the text must be free; nothing is written otherwise."""
    (tmp_path / "big.txt").write_text("كتاب " * 600_000, encoding="utf-8")
    with pytest.raises(StorageFullError, match="are needed there"):
        build([tmp_path / "big.txt"], small_disk / "index")
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_searched_and_refuses_writers(small_disk, tmp_path) -> None:
    """On a disk mounted for reading the index answers; building and updating say that they may not write."""
    index = small_disk / "index"
    with Collection.create(index) as collection:
        collection.add(Article(id="1", title="كتاب", text=""))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    with Engine.open(index) as engine:
        assert engine.search("كتاب").total == 1
    check(index)
    for writing in (
        lambda: Collection.open(index),
        lambda: Collection.create(index, replace=True),
        lambda: Collection.create(small_disk / "new" / "index"),
        lambda: build([tmp_path / "a.txt"], index),
    ):
        with pytest.raises(StorageFullError, match="cannot write"):
            writing()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_refuses_writers(tmp_path: Path) -> None:
    """Where the folder may not be written, the error names it."""
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StorageFullError, match="locked"):
        Collection.create(tmp_path / "locked" / "index")
