"""Damaged files: found by a check, refused where the file is short, and never the end of the interpreter."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection, IndexCorruptError
from kashaf.index.check import check
from kashaf.index.local import Snapshot, columnar
from kashaf.search import Engine

WORDS = ["كتاب", "كتب", "طريق", "الحرير", "الصين", "مصر"]
SUFFIXES = [".kdoc", ".kinv", ".bin", ".toc"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of two segments with a deletion."""
    place = tmp_path_factory.mktemp("damage") / "a.kashaf"
    with Collection.create(place) as collection:
        for number in range(80):
            rnd = random.Random(number)
            text = " ".join(rnd.choices(WORDS, k=40))
            collection.add(
                Article(id=str(number), title=rnd.choice(WORDS), text=text, source=f"s{number % 3}")
            )
    with Collection.open(place) as collection:
        collection.add(Article(id="new", title="جديد", text="كتاب الحرير"))
        collection.delete("3")
    shutil.rmtree(place / "gen-000001")
    return place


def files(index: Path) -> list[Path]:
    """Return the files of the generation that hold arrays or pickles."""
    return sorted(file for file in (index / "gen-000002").iterdir() if file.suffix in SUFFIXES)


@pytest.fixture(scope="module")
def sound(index: Path) -> dict[str, bytes]:
    """Return the files as they were written."""
    return {file.name: file.read_bytes() for file in files(index)}


@pytest.fixture
def broken(index: Path, tmp_path: Path) -> Path:
    """Return a copy to damage."""
    return Path(shutil.copytree(index, tmp_path / "broken.kashaf"))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_flipped_byte_is_found(broken: Path, sound: dict[str, bytes], suffix: str) -> None:
    """``check`` finds a flipped byte wherever it is: first, last, and at random places of every file."""
    rnd = random.Random(suffix)
    chosen = [file for file in files(broken) if file.suffix == suffix]
    assert chosen
    for file in chosen:
        whole = bytearray(file.read_bytes())
        for place in {0, len(whole) - 1, *(rnd.randrange(len(whole)) for _ in range(4))}:
            whole[place] ^= 1 << rnd.randrange(8)
            file.write_bytes(whole)
            with pytest.raises(IndexCorruptError):
                check(broken)
            whole[:] = sound[file.name]
            file.write_bytes(whole)
    check(broken)


@pytest.mark.parametrize("left", [0, 1, 0.5, -1])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_short_file_is_refused_at_open(
    broken: Path, sound: dict[str, bytes], suffix: str, left: float
) -> None:
    """A file cut to nothing, to a byte, to its half or by a byte keeps the index from opening."""
    for file in [found for found in files(broken) if found.suffix == suffix]:
        whole = sound[file.name]
        size = int(len(whole) * left) if left == 0.5 else len(whole) - 1 if left == -1 else int(left)
        file.write_bytes(whole[:size])
        with pytest.raises(IndexCorruptError):
            Engine.open(broken)
        with pytest.raises(IndexCorruptError):
            check(broken)
        file.write_bytes(whole)
    Engine.open(broken).close()


def test_a_flipped_table_of_contents_is_not_unpickled(broken: Path, sound: dict[str, bytes]) -> None:
    """Every byte of the one pickle is held against its digest before it is read."""
    (toc,) = [file for file in files(broken) if file.suffix == ".toc"]
    whole = sound[toc.name]
    for place in range(0, len(whole), 3):
        toc.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        with pytest.raises(IndexCorruptError):
            Snapshot(broken / "gen-000002")
    toc.write_bytes(whole)
    Snapshot(broken / "gen-000002")


@settings(max_examples=60)
@given(st.data())
def test_a_cut_file_of_arrays_is_refused_anywhere(
    sound: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """However many bytes are missing, a file of arrays says so instead of opening."""
    names = sorted(name for name in sound if not name.endswith(".toc"))
    whole = sound[data.draw(st.sampled_from(names))]
    short = tmp_path_factory.mktemp("cut") / "short.bin"
    short.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(IndexCorruptError):
        columnar.Arrays(short)


ASK = """
import json, random, resource, sys
from pathlib import Path
import numpy as np
from kashaf.search import Engine
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
path, seed, suffixes = json.loads(sys.argv[1])
rnd, kinds = random.Random(seed), set()
files = sorted(f for f in (Path(path) / "gen-000002").iterdir() if f.suffix in suffixes)
for _ in range(40):
    file = rnd.choice(files)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    for _ in range(rnd.choice([1, 30])):
        damaged[rnd.randrange(len(whole))] ^= 1 << rnd.randrange(8)
    file.write_bytes(damaged)
    try:
        with Engine.open(path) as engine:
            for question in ("كتاب", '"كتاب طريق"', '"كتاب الصين"~3', "كت*", "-مصر", "source:s1"):
                try:
                    engine.search(question)
                    engine.search(question, sort="newest", page=2)
                except Exception as error:
                    kinds.add(type(error).__name__)
            try:
                engine.get("7"), engine.recent(3), engine.summary()
            except Exception as error:
                kinds.add(type(error).__name__)
    except Exception as error:
        kinds.add("open: " + type(error).__name__)
    file.write_bytes(whole)
with Engine.open(path) as engine:
    print(json.dumps([sorted(kinds), engine.search("كتاب").total]))
"""


@pytest.mark.parametrize("suffix", [".kinv", ".kdoc", ".bin"])
def test_flipped_bytes_never_end_the_interpreter(broken: Path, suffix: str) -> None:
    """Searching damaged arrays answers or raises; the process lives, and the sound file answers as before."""
    with Engine.open(broken) as engine:
        wanted = engine.search("كتاب").total
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK, json.dumps([str(broken), 5, [suffix]])],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert asked.returncode == 0, asked.stderr[-2000:]
    kinds, total = json.loads(asked.stdout)
    assert total == wanted
    # what cannot be opened is refused by name; a search may also stumble over a wrong number
    assert {kind for kind in kinds if kind.startswith("open")} <= {"open: IndexCorruptError"}
