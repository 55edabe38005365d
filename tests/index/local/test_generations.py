"""Numbered generations, and the pointer that alone says which one is searched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kashaf.index import (
    Collection,
    IndexCorruptError,
    IndexExistsError,
    IndexNotFoundError,
    IndexOutdatedError,
    SettingsError,
)
from kashaf.index.analysis import VERSION
from kashaf.index.local.generations import begin, current, directory_of, is_index, point_to, publish, stored
from kashaf.index.local.manifest import check_digests, digest_files, load_manifest
from kashaf.search import Engine


@pytest.fixture
def index(tmp_path, small_index) -> Path:
    """Return an index of its own."""
    return Path(shutil.copytree(small_index, tmp_path / "own.kashaf"))


def next_generation(index: Path, keep: int = 1) -> int:
    """Publish a copy of the current generation as the next."""
    number, directory = begin(index)
    shutil.copytree(directory_of(index, current(index)), directory, dirs_exist_ok=True)
    publish(index, number, directory, keep=keep)
    return number


def test_numbers_never_repeat(index) -> None:
    """Neither a crash before publishing nor a removed generation gives a number again."""
    assert next_generation(index) == 2
    number, _leftover = begin(index)
    assert number == 3
    assert next_generation(index) == 4
    shutil.copytree(directory_of(index, 4), directory_of(index, 5))
    assert next_generation(index) == 6
    assert current(index) == 6


def test_numbers_grow_beyond_six_digits(index) -> None:
    """The millionth generation is newer than the one before, and is not taken for an old one."""
    directory_of(index, 1).rename(directory_of(index, 999_999))
    point_to(index, 999_999)
    assert [next_generation(index) for _ in range(3)] == [1_000_000, 1_000_001, 1_000_002]
    assert stored(index) == [1_000_002, 1_000_001]
    assert current(index) == 1_000_002


@pytest.mark.parametrize("keep", [0, 1, 3])
def test_so_many_older_generations_stay(index, keep: int) -> None:
    """``keep`` older generations are kept beside the current one."""
    for _ in range(5):
        next_generation(index, keep)
    assert stored(index) == list(range(6, 5 - keep, -1))


def test_a_negative_keep_is_refused(index) -> None:
    """No value of ``keep`` removes the generation that was just published."""
    with Collection.open(index) as collection:
        with pytest.raises(SettingsError):
            collection.commit(keep=-1)
        collection.discard()
    assert current(index) == 1


def test_leftovers_of_crashes_go_at_the_next_build(index) -> None:
    """Temporaries and unpublished generations are removed, other people's files are not."""
    for name in ("tmp-000007-1", "tmp-000002-99999", "gen-000009"):
        shutil.copytree(directory_of(index, 1), index / name)
    (index / "tmp-notes").mkdir()
    begin(index)
    left = sorted(entry.name for entry in index.iterdir() if entry.is_dir())
    assert [name for name in left if not name.startswith("tmp-000010-")] == ["gen-000001", "tmp-notes"]


@pytest.mark.parametrize(
    "name", ["notes.txt", "gen-000001.bak", "tmp-202401 photos", "gen-²²²²²²", "tmp-000001", "locked"]
)
def test_a_folder_with_other_things_is_refused(tmp_path, name: str) -> None:
    """An index is never made in a folder that holds somebody's files, and nothing in it is touched."""
    (tmp_path / "home" / name).mkdir(parents=True)
    for replace in (False, True):
        with pytest.raises(IndexExistsError):
            Collection.create(tmp_path / "home", replace=replace)
    assert [entry.name for entry in (tmp_path / "home").iterdir()] == [name]


def test_a_file_in_the_place_of_the_index_is_refused(tmp_path) -> None:
    """A file is neither an index nor replaced by one."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(IndexExistsError):
        Collection.create(tmp_path / "file", replace=True)
    for opening in (Engine.open, Collection.open):
        with pytest.raises(IndexNotFoundError):
            opening(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_nothing_is_found_where_nothing_was_built(tmp_path) -> None:
    """A missing path and an empty folder hold no index, and the error says how to build one."""
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing", tmp_path / "empty"):
        assert not is_index(path)
        for opening in (Engine.open, Collection.open):
            with pytest.raises(IndexNotFoundError, match="kashaf build"):
                opening(path)


@pytest.mark.parametrize(
    "pointer",
    ["", "1", "one two", "1 2 3", "1 " + "0" * 64, "7 " + "0" * 64, "-1 x", "1\0", "٣ ب", "9" * 5000 + " x"],
)
def test_an_altered_pointer_is_damage(index, pointer: str) -> None:
    """Whatever the pointer says that is not so, opening says damage."""
    (index / "CURRENT").write_text(pointer, encoding="utf-8")
    for opening in (current, Engine.open, Collection.open):
        with pytest.raises(IndexCorruptError):
            opening(index)


def test_a_missing_pointer_is_damage_and_a_rebuild_mends_it(index, article) -> None:
    """Generations without a pointer are a damaged index, which building anew replaces."""
    (index / "CURRENT").unlink()
    with pytest.raises(IndexCorruptError):
        Engine.open(index)
    with Collection.create(index, replace=True) as collection:
        collection.add(article("new", "جديد"))
    with Engine.open(index) as engine:
        assert (engine.generation, engine.search("جديد").total) == (2, 1)


def test_an_index_that_is_there_is_replaced_only_on_demand(index) -> None:
    """``create`` without ``replace`` refuses an index, and leaves it as it is."""
    with pytest.raises(IndexExistsError):
        Collection.create(index)
    assert current(index) == 1


# -- manifest


def test_the_manifest_names_every_file_with_size_and_digest(index) -> None:
    """A generation's manifest agrees with the disk, file by file."""
    directory = directory_of(index, 1)
    manifest = load_manifest(directory, analysis_version=VERSION)
    names = {entry.name for entry in directory.iterdir()}
    assert names == {*manifest.files, "manifest.json"}
    assert {name: tuple(entry) for name, entry in manifest.files.items()} == digest_files(directory)
    check_digests(directory, manifest)
    assert manifest.articles == 5


def test_a_missing_or_shorter_file_is_found_by_the_manifest(index) -> None:
    """Names and sizes are compared at every opening, contents on demand."""
    directory = directory_of(index, 1)
    manifest = load_manifest(directory, analysis_version=VERSION)
    for name in manifest.files:
        file, content = directory / name, (directory / name).read_bytes()
        file.write_bytes(content[:-1])
        with pytest.raises(IndexCorruptError, match=name):
            load_manifest(directory, analysis_version=VERSION)
        file.unlink()
        with pytest.raises(IndexCorruptError, match="missing"):
            load_manifest(directory, analysis_version=VERSION)
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        load_manifest(directory, analysis_version=VERSION)
        with pytest.raises(IndexCorruptError, match=name):
            check_digests(directory, manifest)
        file.write_bytes(content)


@pytest.mark.parametrize("change", [{"format": 99}, {"analysis_version": VERSION + 1}])
def test_another_format_or_analysis_is_outdated(index, change: dict[str, int]) -> None:
    """An index of another version is refused with the command that rebuilds it, never read half."""
    path = directory_of(index, 1) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    point_to(index, 1)
    for opening in (Engine.open, Collection.open):
        with pytest.raises(IndexOutdatedError, match="kashaf build"):
            opening(index)


def test_another_fingerprint_is_searched_but_not_written_to(index) -> None:
    """Words analysed by other packages do not meet ours: such an index is searched as it is, not added to."""
    path = directory_of(index, 1) / "manifest.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**values, "fingerprint": "0" * 16}), encoding="utf-8")
    point_to(index, 1)
    with pytest.raises(IndexOutdatedError):
        Collection.open(index)
    Engine.open(index).close()
