"""Flipped and missing bytes in every file of an index."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from kashaf.index import Article, Collection, IndexCorruptError, IndexNotFoundError
from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.search import Engine, Filters

pytestmark = pytest.mark.slow


FILES = (
    "CURRENT",
    "manifest.json",
    "*.toc",
    "*.kdoc",
    "*.kinv",
    "columns.bin",
    "vocabulary.bin",
    "background.bin",
    "attested.bin",
    "spellings.bin",
    "titles.bin",
    "duplicates.bin",
    "sources.jsonl",
)
QUERIES = ("كتاب", "الصين بكين", '"كتاب عن"', "كتا*", "نادر", "عنوان:رقم", "-كتاب الصين", "كتااب")
TYPED = ("ك", "قم", "رقم ")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    """Return an index built from files, to copy."""
    place = tmp_path_factory.mktemp("pristine")
    (place / "src").mkdir()
    for n in range(12):
        text = f"رقم {n}\n\nكتاب عن الصين وبكين واليابان {'نادر' * (n == 7)} " + f"كلمة{n} " * n
        text += " ".join(f"خبر{word}" for word in range(60)) * (n > 9)  # two are near-duplicates
        (place / "src" / f"{n}.txt").write_text(text, encoding="utf-8")
    build([place / "src"], place / "index")
    return place / "index"


@pytest.fixture
def index(pristine, tmp_path) -> Path:
    """Return an index of its own."""
    return Path(shutil.copytree(pristine, tmp_path / "index"))


def find(index: Path, name: str) -> Path:
    (found,) = [index / name] if name == "CURRENT" else index.glob(f"gen-*/{name}")
    return found


def answers(index: Path) -> object:
    """Return all that a reader could see of an index."""
    with Engine.open(index) as engine:
        found = [engine.search(query, per_page=100) for query in QUERIES]
        narrowed = engine.search("كتاب", filters=Filters(source=("x",)), sort="newest")
        return (
            engine.recent(100),
            engine.get("3.txt"),
            engine.summary(),
            [engine.suggest(typed) for typed in TYPED],
            [
                (results.total, results.hits, results.facets, results.suggestion)
                for results in [*found, narrowed]
            ],
        )


def flips(content: bytes, count: int) -> list[bytes]:
    """Return the content with one byte altered: at the first and last place, and at random ones."""
    chance = random.Random(7)
    places = {0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(count))}
    return [
        content[:place] + bytes([content[place] ^ chance.choice((1, 16, 128, 255))]) + content[place + 1 :]
        for place in sorted(places)
    ]


def cuts(content: bytes) -> list[bytes]:
    """Return the content cut short, emptied and made longer."""
    return [content[:-1], content[: len(content) // 2], content[:1], b"", content + b"\0"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_or_missing_is_found_when_the_index_is_opened(index, name: str) -> None:
    """Searching an index with a shorter, longer or missing file says damage, and so does ``check``."""
    file = find(index, name)
    content = file.read_bytes()
    for bad in cuts(content):
        if name == "CURRENT" and bad == content[:-1]:
            continue  # the pointer without its line end says the same
        file.write_bytes(bad)
        for opening in (Engine.open, Collection.open, check):
            with pytest.raises(IndexCorruptError):
                opening(index)
    file.unlink()
    for opening in (Engine.open, check):
        with pytest.raises(IndexCorruptError):
            opening(index)
    file.write_bytes(content)
    check(index)


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json", "*.toc"])
def test_a_flipped_byte_is_found_when_the_index_is_opened(index, name: str) -> None:
    """An altered pointer, manifest or table of contents gives the true answer or none."""
    before = answers(index)
    file = find(index, name)
    content = file.read_bytes()
    found = 0
    for bad in flips(content, 60):
        file.write_bytes(bad)
        try:
            assert answers(index) == before
        except IndexCorruptError:
            found += 1
    # the rest is the pointer's line end
    assert found > 30


@pytest.mark.parametrize("name", FILES)
def test_every_flipped_byte_is_found_by_check(index, name: str) -> None:
    """``check`` passes a sound index, and no altered byte of any file."""
    check(index)
    file = find(index, name)
    content = file.read_bytes()
    missed = []
    for bad in flips(content, 20):
        file.write_bytes(bad)
        try:
            check(index)
        except IndexCorruptError:
            continue
        missed.append(bad)
    # a space for the line end behind the pointer, say, is no damage
    assert all(name == "CURRENT" and bad.split() == content.split() for bad in missed)
    file.write_bytes(content)
    check(index)


@pytest.mark.parametrize(
    "name",
    "*.kdoc *.kinv columns.bin vocabulary.bin attested.bin spellings.bin titles.bin duplicates.bin".split(),
)
def test_altered_arrays_raise_nothing_but_damage(index, name: str) -> None:
    """Arrays are not read whole at opening: altered ones answer, or raise ``IndexCorruptError``."""
    file = find(index, name)
    content = file.read_bytes()
    outcomes = {"damage": 0, "answered": 0}
    for bad in flips(content, 60):
        file.write_bytes(bad)
        try:
            answers(index)
        except IndexCorruptError:
            outcomes["damage"] += 1
        else:
            outcomes["answered"] += 1
    assert sum(outcomes.values()) > 50
    file.write_bytes(content)
    check(index)


def test_a_planted_file_is_found_by_check(index) -> None:
    """A file the manifest does not name, as a newer table of contents, is damage."""
    toc = find(index, "*.toc")
    (toc.parent / "_MAIN_99.toc").write_bytes(toc.read_bytes())
    (toc.parent / "_MAIN_99.toc").chmod(0o600)
    with pytest.raises(IndexCorruptError, match="_MAIN_99"):
        check(index)


def test_without_pointer_and_generations_there_is_no_index(index) -> None:
    """Where only the lock is left nothing was damaged: there is no index."""
    (index / "CURRENT").unlink()
    shutil.rmtree(next(index.glob("gen-*")))
    for opening in (Engine.open, Collection.open, check):
        with pytest.raises(IndexNotFoundError):
            opening(index)


def test_a_rebuild_mends_any_damage(index, pristine) -> None:
    """Building anew needs nothing of the damaged generation."""
    for name in FILES:
        find(index, name).write_bytes(b"nonsense")
        with Collection.create(index, replace=True) as collection:
            collection.add(Article(id="1", title="كتاب", text=""))
            collection.commit(keep=0, sources=["{}\n"])
        with Engine.open(index) as engine:
            assert engine.search("كتاب").total == 1


def test_damage_while_serving_leaves_the_old_generation_answering(index) -> None:
    """An engine that holds a sound generation goes on when the next is damaged, and says what troubles it."""
    with Engine.open(index) as engine:
        with Collection.open(index) as collection:
            collection.add(Article(id="new", title="جديد", text=""))
        find_new = index / "gen-000002" / "columns.bin"
        content = find_new.read_bytes()
        find_new.write_bytes(content[:-1])
        time.sleep(1.1)
        assert engine.search("كتاب").generation == 1
        assert "columns.bin" in (engine.trouble or "")
        find_new.write_bytes(content)
        time.sleep(1.1)
        assert engine.search("جديد").generation == 2
        assert engine.trouble is None
