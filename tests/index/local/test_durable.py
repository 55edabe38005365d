"""Private files, whole files, and the refusal to read what somebody else may have written."""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import threading
from pathlib import Path

import pytest

from kashaf.index import Collection, IndexUntrustedError, StorageFullError
from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.index.local.durable import link_or_copy, replace_file, require_space, require_trust
from kashaf.index.local.generations import current, directory_of
from kashaf.index.stats import stats
from kashaf.index.update import update
from kashaf.search import Engine


@pytest.fixture
def index(tmp_path, small_index) -> Path:
    """Return an index of its own."""
    return Path(shutil.copytree(small_index, tmp_path / "own.kashaf"))


@pytest.fixture
def no_umask():
    """Take the umask away for the test."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(index: Path) -> dict[str, int]:
    return {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in (index, *index.rglob("*"))}


@pytest.mark.usefixtures("no_umask")
def test_everything_is_private_whatever_the_umask(tmp_path, article) -> None:
    """Directories are 0700 and files 0600, of the first generation and of an update, also under umask 0."""
    path = tmp_path / "a.kashaf"
    with Collection.create(path) as collection:
        collection.add(article("1"))
    with Collection.open(path) as collection:
        collection.add(article("2"))
    for entry in (path, *path.rglob("*")):
        assert stat.S_IMODE(entry.stat().st_mode) == (0o700 if entry.is_dir() else 0o600), entry
    Engine.open(path).close()


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self):
        """Return the call that makes the file."""
        return (Path.touch, (self._path,))


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_may_write_is_refused_before_anything_is_unpickled(index, tmp_path, mode: int) -> None:
    """A pickle planted in a file others may write never runs: not by search, update, stats or check."""
    burst = tmp_path / "burst"
    directory = directory_of(index, 1)
    (toc,) = directory.glob("*.toc")
    toc.write_bytes(pickle.dumps(Bomb(burst)))
    toc.chmod(mode)
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    for opening in (Engine.open, Collection.open, check, lambda path: update([tmp_path / "a.txt"], path)):
        with pytest.raises(IndexUntrustedError, match="chmod"):
            opening(index)
    assert not burst.exists()
    pickle.loads(pickle.dumps(Bomb(burst)))
    assert burst.exists()


def test_a_table_of_contents_of_the_same_size_is_refused_before_it_is_unpickled(index, tmp_path) -> None:
    """A table altered without changing its size, in a private index, does not run either."""
    burst = tmp_path / "burst"
    (toc,) = directory_of(index, 1).glob("*.toc")
    bomb = pickle.dumps(Bomb(burst))
    toc.write_bytes(bomb + toc.read_bytes()[len(bomb) :])
    with pytest.raises(Exception, match="damaged"):
        Engine.open(index)
    assert not burst.exists()


@pytest.mark.parametrize(
    "place", [".", "gen-000001", "CURRENT", "gen-000001/columns.bin", "gen-000001/manifest.json"]
)
def test_any_entry_others_may_write_is_refused(index, place: str) -> None:
    """One writable file or folder is enough to refuse the whole index."""
    (index / place).chmod(0o777)
    with pytest.raises(IndexUntrustedError):
        Engine.open(index)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("place", [".", "gen-000001", "gen-000001/columns.bin"])
def test_an_entry_of_another_user_is_refused(index, place: str) -> None:
    """What belongs to somebody else is not opened."""
    os.chown(index / place, 65534, 65534)
    for opening in (Engine.open, Collection.open, check):
        with pytest.raises(IndexUntrustedError, match="65534"):
            opening(index)


def test_building_into_a_folder_others_may_write_is_refused_at_once(tmp_path, article) -> None:
    """No index is published where the search would then refuse it."""
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    with pytest.raises(IndexUntrustedError):
        build([tmp_path / "a.txt"], tmp_path / "open")
    assert list((tmp_path / "open").iterdir()) == []


def test_entries_that_vanish_while_they_are_looked_at_are_no_error(tmp_path) -> None:
    """A reader that looks while a writer's temporaries come and go is not disturbed."""
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            for number in range(50):
                (tmp_path / f"{number}.tmp").write_bytes(b"")
            for number in range(50):
                (tmp_path / f"{number}.tmp").unlink()

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(300):
            require_trust(tmp_path)
            require_space(tmp_path, 0)
    finally:
        stop.set()
        thread.join()


def test_more_than_the_disk_holds_is_refused_before_writing(tmp_path, small_index) -> None:
    """Six times the text must be free, else the refusal says how much is missing."""
    with pytest.raises(StorageFullError, match="bytes are needed"):
        require_space(tmp_path / "not" / "yet", 1 << 60)
    require_space(tmp_path / "not" / "yet", 1)
    require_space(small_index, 1)


def test_a_replaced_file_is_whole_and_private(tmp_path) -> None:
    """The new content stands alone, without its temporary."""
    for content in (b"long content", b"short"):
        replace_file(tmp_path / "pointer", content)
        assert (tmp_path / "pointer").read_bytes() == content
    assert modes(tmp_path)["pointer"] == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["pointer"]


def test_a_generation_shares_immutable_files_by_links_or_copies(tmp_path) -> None:
    """A file gets a second name, or a copy where the file system has no links."""
    (tmp_path / "a").write_bytes(b"x")
    link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"x"
    if Path("/dev/shm").stat().st_dev != tmp_path.stat().st_dev:
        elsewhere = Path("/dev/shm") / f"kashaf-{os.getpid()}"
        try:
            link_or_copy(tmp_path / "a", elsewhere)
            assert elsewhere.read_bytes() == b"x"
        finally:
            elsewhere.unlink()


def test_stats_reads_no_pickle_and_counts_what_is_there(index) -> None:
    """Counts, bytes and generations are those of the disk."""
    said = stats(index)
    assert said["articles"] == 5
    assert said["generations"] == [current(index)]
    files = [entry for entry in directory_of(index, 1).iterdir() if entry.name != "manifest.json"]
    assert said["bytes"] == sum(entry.stat().st_size for entry in files)
