"""One writer at a time, and the lock dies with its process."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import threading
from pathlib import Path

import pytest

from kashaf.index import Collection, IndexLockedError
from kashaf.index.local.lock import WriterLock

HOLD = """
import sys
from kashaf.index import Collection
collection = Collection.open(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
collection.close()
"""


@pytest.fixture
def index(tmp_path, small_index):
    """Return an index of one article of its own."""
    return Path(shutil.copytree(small_index, tmp_path / "own.kashaf"))


def test_a_second_process_is_refused_with_the_owner_named(index, python) -> None:
    """While one process writes, another one gets an error that says who, where and since when."""
    holder = python(HOLD, index)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(IndexLockedError) as refused:
        Collection.open(index)
    assert f"process {holder.pid} on " in refused.value.owner
    assert "update" in refused.value.owner
    assert "--wait" in str(refused.value)
    with pytest.raises(IndexLockedError):
        Collection.create(index, replace=True)
    assert len(list(index.glob("tmp-*"))) == 0


def test_kill_9_frees_the_lock(index, python) -> None:
    """A killed writer leaves no lock behind, though its file stays."""
    holder = python(HOLD, index)
    assert holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (index / "lock").exists()
    Collection.open(index).close()


def test_waiting_gets_the_lock_once_it_is_free(index, python) -> None:
    """``wait`` seconds are spent trying, and the first to find it free has it."""
    holder = python(HOLD, index)
    assert holder.stdout.readline() == "held\n"
    timer = threading.Timer(0.3, holder.stdin.close)
    timer.start()
    Collection.open(index, wait=30).close()
    timer.join()
    assert holder.wait(timeout=30) == 0


def test_waiting_ends_when_the_time_is_over(index) -> None:
    """Past ``wait`` the error says how long it was."""
    with Collection.open(index), pytest.raises(IndexLockedError) as refused:
        Collection.open(index, wait=0.15)
    assert refused.value.waited == 0.15


def fail(index: Path) -> None:
    with Collection.open(index) as collection:
        collection.delete("1")
        raise RuntimeError


def test_the_lock_is_freed_on_every_path(index) -> None:
    """Whether a writer wrote, wrote nothing, failed, or was refused, the next one may write."""
    Collection.open(index).close()
    with Collection.open(index):
        pass
    with pytest.raises(RuntimeError):
        fail(index)
    (index / "CURRENT").write_text("1 0\n")
    for _ in range(2):
        with pytest.raises(Exception, match="damaged"):
            Collection.open(index)
    Collection.create(index, replace=True).close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"5", b"{}", b"\xff", b'{"pid": 1}'])
def test_an_unreadable_owner_is_another_process(index, content: bytes) -> None:
    """Whatever the lock file holds, the refusal is a refusal."""
    with Collection.open(index):
        (index / "lock").write_bytes(content)
        with pytest.raises(IndexLockedError, match="another process"):
            Collection.open(index)


def test_the_lock_file_stays_and_is_private(index) -> None:
    """The file is never deleted, since another process may hold it, and nobody else reads it."""
    lock = WriterLock(index)
    lock.acquire(wait=0, verb="test")
    lock.release()
    lock.release()
    assert stat.S_IMODE((index / "lock").stat().st_mode) == 0o600
