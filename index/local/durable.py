"""Files that are on the disk when the call returns, and directories only their owner reads."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path

from ..errors import IndexUntrustedError, StorageFullError

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600


@contextmanager
def refused_writes(path: Path) -> Iterator[None]:
    """Turn what the machine refuses (disk full, permission, a second process) into ``StorageFullError``."""
    try:
        yield
    except BrokenExecutor as error:
        reason = "its second process was ended, as a machine short of memory does; jobs = 1 needs less of it"
        raise StorageFullError(path, reason) from error
    except OSError as error:
        raise StorageFullError(error.filename or path, error.strerror or str(error)) from error


def sync_file(path: Path) -> None:
    """Force a file's content to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Force a directory's entries to the disk; a system that cannot open directories does so by itself."""
    if os.name == "posix":
        sync_file(path)


def make_private(directory: Path) -> None:
    """Close the files of a directory to other users, whatever the umask left open."""
    for file in directory.iterdir():
        file.chmod(PRIVATE_FILE)


def sync_tree(directory: Path) -> None:
    """Force every file of a directory, then the directory, to the disk."""
    for file in sorted(directory.iterdir()):
        sync_file(file)
    sync_directory(directory)


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file's content as a whole: a reader sees the old or the new, also after a power cut."""
    temporary = path.with_name(path.name + ".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_directory(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Give an immutable file a second name; copy it where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def require_trust(path: Path) -> None:
    """Raise ``IndexUntrustedError`` unless only the present user can write the directory and what is in it.

    An index holds pickles (Whoosh's table of contents): opening one that another wrote would run their code.
    """
    if os.name != "posix":
        return
    for entry in (path, *path.iterdir()):
        try:
            status = entry.lstat()
        except FileNotFoundError:
            continue  # a writer's temporary, gone since it was listed
        if status.st_uid != os.geteuid():
            raise IndexUntrustedError(entry, f"it belongs to user {status.st_uid}, not to you")
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise IndexUntrustedError(entry, "other users may write it")


def require_space(path: Path, text_bytes: int) -> None:
    """Raise ``StorageFullError`` unless the disk has room for an index of so much text beside the one at
    the path."""
    existing = path
    while not existing.exists():
        existing = existing.parent
    present = sum(map(_size, path.rglob("*"))) if path.is_dir() else 0
    # Whoosh takes 2.2 to 5.9 times the text while it writes
    needed = max(present * 3 // 2, 6 * text_bytes)
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise StorageFullError(path, f"{needed:,} bytes are needed there, {free:,} are free")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0  # another writer's temporary, gone since it was listed
