"""The directory of an index: numbered generations, and a pointer that alone says which one is searched.

::

    archive.kashaf/
      CURRENT             the generation's number and the SHA-256 of its manifest
      lock                held by the one writer
      gen-000124/         the current generation: Whoosh's files, derived arrays, manifest.json, sources.jsonl
      gen-000123/         the previous one
      tmp-000125-4711/    being built by process 4711

A generation is immutable. To publish one is to replace the pointer: a reader sees the old or the new, never
a mixture.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from ..errors import IndexCorruptError, IndexExistsError, IndexNotFoundError
from .durable import PRIVATE_DIRECTORY, make_private, replace_file, sync_directory, sync_tree
from .files import MANIFEST
from .manifest import digest

_POINTER = "CURRENT"
_GENERATION = "gen-"
_TEMPORARY = "tmp-"
_NUMBERED = re.compile(f"{_GENERATION}[0-9]{{6,}}|{_TEMPORARY}[0-9]{{6,}}-[0-9]+")
_OURS = (_POINTER, _POINTER + ".tmp", "lock")


def directory_of(index: Path, generation: int) -> Path:
    """Return where a generation lives."""
    return index / f"{_GENERATION}{generation:06d}"


def is_index(path: Path) -> bool:
    """Say whether the path has ever held a published index."""
    return (path / _POINTER).is_file() or any(path.glob(f"{_GENERATION}*/{MANIFEST}"))


def current(index: Path) -> int:
    """Return the number of the generation to search.

    Raises ``IndexNotFoundError`` where there is none, ``IndexCorruptError`` when the pointer or its target
    is damaged.
    """
    pointer = index / _POINTER
    try:
        number, expected = pointer.read_text(encoding="ascii").split()
        generation = int(number)
    except FileNotFoundError:
        if is_index(index):
            raise IndexCorruptError(pointer, "the pointer to the current generation is missing") from None
        raise IndexNotFoundError(index) from None
    except NotADirectoryError:
        raise IndexNotFoundError(index) from None
    except (OSError, ValueError) as error:
        raise IndexCorruptError(pointer, f"the pointer cannot be read ({error})") from error
    manifest = directory_of(index, generation) / MANIFEST
    if not manifest.is_file():
        raise IndexCorruptError(manifest, "the manifest of the current generation is missing")
    if digest(manifest) != expected:
        raise IndexCorruptError(manifest, "its SHA-256 differs from the pointer's")
    return generation


def read_pointer(index: Path) -> bytes:
    """Return the pointer as it stands, for comparison; nothing where it cannot be read."""
    try:
        return (index / _POINTER).read_bytes()
    except OSError:
        return b""


def stored(index: Path) -> list[int]:
    """Return the numbers of the generations on the disk, newest first."""
    names = (entry for entry in index.glob(f"{_GENERATION}*") if _is_numbered(entry.name))
    return sorted(map(_number, names), reverse=True)


def prepare(index: Path, *, replace: bool) -> None:
    """Make the directory of an index; raise ``IndexExistsError`` where something must not be touched."""
    if index.exists() and not index.is_dir():
        raise IndexExistsError(index, "a file is there")
    if index.is_dir() and is_index(index):
        if not replace:
            raise IndexExistsError(index)
    elif index.is_dir() and any(not _is_ours(entry.name) for entry in index.iterdir()):
        raise IndexExistsError(index, "the folder holds other things")
    index.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)


def begin(index: Path) -> tuple[int, Path]:
    """Return the number of the next generation and the fresh directory to build it in; the lock must be
    held."""
    # numbers never repeat, also after a crash or a rollback
    numbered = [entry for entry in index.iterdir() if _is_numbered(entry.name)]
    number = 1 + max(map(_number, numbered), default=0)
    for leftover in numbered:
        if leftover.name.startswith(_TEMPORARY):
            shutil.rmtree(leftover, ignore_errors=True)
    for unpublished in _newer_than_current(index):
        shutil.rmtree(directory_of(index, unpublished), ignore_errors=True)
    directory = index / f"{_TEMPORARY}{number:06d}-{os.getpid()}"
    directory.mkdir(mode=PRIVATE_DIRECTORY)
    return number, directory


def publish(index: Path, generation: int, temporary: Path, *, keep: int) -> None:
    """Make a finished directory the current generation; keep so many older ones."""
    make_private(temporary)
    sync_tree(temporary)
    final = directory_of(index, generation)
    temporary.rename(final)
    sync_directory(index)
    point_to(index, generation)
    for number in stored(index)[keep + 1 :]:
        shutil.rmtree(directory_of(index, number), ignore_errors=True)


def _newer_than_current(index: Path) -> list[int]:
    """Return the generations a crash left complete but unpublished, or a rollback left behind."""
    try:
        published = current(index)
    except (IndexNotFoundError, IndexCorruptError):
        return []  # without a sound pointer any of them may be the last good one
    return [number for number in stored(index) if number > published]


def point_to(index: Path, generation: int) -> None:
    """Let the pointer name a generation that is complete on the disk."""
    manifest = directory_of(index, generation) / MANIFEST
    replace_file(index / _POINTER, f"{generation} {digest(manifest)}\n".encode("ascii"))


def _is_numbered(name: str) -> bool:
    return _NUMBERED.fullmatch(name) is not None


def _is_ours(name: str) -> bool:
    return name in _OURS or _is_numbered(name)


def _number(entry: Path) -> int:
    return int(entry.name.split("-")[1])
