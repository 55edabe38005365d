"""kill -9 at any moment: the old or the new generation answers, and the next build mends."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.index.local.generations import current, stored
from kashaf.search import Engine

pytestmark = pytest.mark.slow

# Forks a writer, kills it after so many seconds, and says so: what takes long was read before the fork.
KILLER = """
import os, signal, sys, time
from pathlib import Path
from kashaf.index.analysis import Analyzer
from kashaf.index.build import build
from kashaf.index.update import update


Analyzer.default().evidence.language.get("كتاب")
verb, source, index = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
print("ready", flush=True)
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        try:
            while True:
                if verb == "update":
                    update([source], index, checksum=True, max_delete=1)
                    break
                build([source], index)
        finally:
            os._exit(0)
    time.sleep(float(line))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    print("killed", flush=True)
"""


def write(source: Path, version: int) -> None:
    """Write forty articles that say which version they are of, as one file and as many."""
    rows = [{"id": f"r{n}", "title": f"سجل {n}", "text": f"كتاب نسخة{version} عن الصين"} for n in range(30)]
    (source / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for n in range(10):
        (source / f"{n}.txt").write_text(f"مقال {n}\n\nكتاب نسخة{version} عن بكين", encoding="utf-8")


def version_of(index: Path) -> int:
    """Return the version all forty articles are of, and prove that they are."""
    with Engine.open(index) as engine:
        results = engine.search("كتاب", per_page=100)
        assert results.total == len(results.hits) == engine.summary().articles == 40
        versions = {int(hit.article.text.split("نسخة")[1].split()[0]) for hit in results.hits}
        assert len(versions) == 1
        (version,) = versions
        assert engine.search(f"نسخة{version}").total == 40
        return version


@pytest.mark.parametrize(("verb", "kills"), [("build", 30), ("update", 15)])
def test_kill_9_leaves_the_old_or_the_new_generation(tmp_path, python, verb: str, kills: int) -> None:
    """After each kill at a random moment the index is sound and of one version, and heals."""
    source, index = tmp_path / "src", tmp_path / "index"
    source.mkdir()
    write(source, 0)
    build([source], index)
    longest = 1.7 * build([source], index).took_s
    killer = python(KILLER, verb, source, index)
    assert killer.stdout.readline() == "ready\n"
    chance = random.Random(9)
    possible, generations = {0}, [current(index)]
    for number in range(1, kills + 1):
        write(source, number)
        killer.stdin.write(f"{chance.uniform(0, longest)}\n")
        killer.stdin.flush()
        assert killer.stdout.readline() == "killed\n"
        version = version_of(index)
        assert version in {*possible, number}
        possible = {version}
        generations.append(current(index))
        # whatever else the machine does, some kills come before the new generation and some after
        longest *= 1.25 if generations[-1] == generations[-2] else 0.8
        if number % 5 == 0:
            check(index)
    assert generations == sorted(generations)
    assert 1 < len(set(generations)) < kills
    report = build([source], index)
    assert report.generation is not None
    assert report.generation > generations[-1]
    assert version_of(index) == kills
    check(index)
    assert len(stored(index)) <= 2
    assert list(index.glob("tmp-*")) == list(index.glob("*.tmp")) == []


def test_kill_9_of_the_very_first_build_leaves_no_index_or_a_whole_one(tmp_path, python) -> None:
    """Where nothing was before, a killed build leaves no index or a whole one, and the next heals."""
    source, index = tmp_path / "src", tmp_path / "index"
    source.mkdir()
    write(source, 1)
    builder = python(KILLER, "build", source, index)
    assert builder.stdout.readline() == "ready\n"
    for moment in (0.0, 0.05, 0.2, 0.4):
        builder.stdin.write(f"{moment}\n")
        builder.stdin.flush()
        assert builder.stdout.readline() == "killed\n"
        if (index / "CURRENT").exists():
            assert version_of(index) == 1
    build([source], index)
    assert version_of(index) == 1
    assert list(index.glob("tmp-*")) == []
