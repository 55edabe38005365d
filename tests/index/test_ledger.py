"""Which file gave which articles, and whether it is still the file that was read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kashaf.index.ledger import Entry, entry_of, load_entries
from kashaf.index.readers import Source, scan
from kashaf.index.reading import Reading, Silence

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
ENTRIES = st.builds(
    Entry,
    name=TEXT,
    size=st.integers(0),
    mtime_ns=st.integers(),
    read_ns=st.integers(0),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    ids=st.lists(TEXT).map(tuple),
    contested=st.booleans(),
)
HOUR = 3_600_000_000_000


@pytest.fixture
def file(tmp_path) -> Path:
    """Return a text file an hour old."""
    path = tmp_path / "a.txt"
    path.write_text("كتاب أول", encoding="utf-8")
    age(path)
    return path


def age(path: Path) -> None:
    """Let the file have changed an hour ago, to the nanosecond the same for all."""
    then = (time.time_ns() - HOUR) // HOUR * HOUR
    os.utime(path, ns=(then, then))


def source(path: Path) -> Source:
    (found,) = scan([path])
    assert isinstance(found, Source)
    return found


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.name, max_size=5))
def test_entries_survive_the_file(tmp_path_factory, entries: list[Entry]) -> None:
    """What is written as lines is loaded by name, whatever names and ids hold."""
    path = tmp_path_factory.mktemp("ledger") / "sources.jsonl"
    path.write_text("".join(entry.line() for entry in entries), encoding="utf-8")
    assert load_entries(path) == {entry.name: entry for entry in entries}


def test_an_index_not_built_from_files_has_no_entries(tmp_path) -> None:
    """A missing ledger is an empty one."""
    assert load_entries(tmp_path / "sources.jsonl") == {}


def test_a_file_left_alone_is_the_one_that_was_read(file) -> None:
    """Same size and time, long before the reading: not even opened."""
    entry = entry_of(source(file))
    content = file.read_bytes()
    file.write_bytes(content[::-1])
    age(file)
    assert entry.still_describes(source(file), checksum=False)
    assert not entry.still_describes(source(file), checksum=True)


def test_a_file_changed_shortly_before_it_was_read_is_hashed(file) -> None:
    """Within two seconds of the reading the clock cannot tell, so the content decides."""
    os.utime(file)
    entry = entry_of(source(file))
    before = file.stat()
    file.write_text("كتاب ثان", encoding="utf-8")
    os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert not entry.still_describes(source(file), checksum=False)


def test_a_file_from_the_future_is_hashed(file) -> None:
    """A clock set wrong does not hide a change."""
    ahead = time.time_ns() + HOUR
    os.utime(file, ns=(ahead, ahead))
    entry = entry_of(source(file))
    file.write_text("كتاب ثان", encoding="utf-8")
    os.utime(file, ns=(ahead, ahead))
    assert not entry.still_describes(source(file), checksum=False)


def test_a_touched_file_is_the_same_file(file) -> None:
    """Another time with the same content is no change; another size is one without reading."""
    entry = entry_of(source(file))
    os.utime(file)
    assert entry.still_describes(source(file), checksum=False)
    file.write_text("كتاب أول!", encoding="utf-8")
    assert not entry.still_describes(source(file), checksum=True)


def test_what_cannot_be_read_is_never_the_same(tmp_path) -> None:
    """The standard input and a vanished file have no digest, so they are read, or reported, each time."""
    for path in (Path("-"), tmp_path / "gone.txt"):
        gone = Source(path, path.name, 0, 0)
        entry = entry_of(gone)
        assert entry.sha256 == ""
        assert not entry.still_describes(gone, checksum=True)


def test_a_file_that_changes_while_it_is_read_is_read_again(file) -> None:
    """The digest is of what was read, or of what was before: never of what came after."""
    reading = Reading(Silence(), None)
    articles = reading.articles(source(file))
    assert "أول" in next(articles).title
    file.write_text("كتاب ثان", encoding="utf-8")
    assert list(articles) == []
    assert not reading.entries["a.txt"].still_describes(source(file), checksum=False)
    assert not reading.entries["a.txt"].still_describes(source(file), checksum=True)
