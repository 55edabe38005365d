"""What there is to read: files below the roots, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ..errors import ArticleError, SettingsError

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    ``name`` is the path below the root with ``/`` between its parts, the base of the ids; ``-`` is the
    standard input. ``size`` is in bytes, ``mtime_ns`` in nanoseconds since 1970; both 0 for the latter.
    """

    path: Path
    name: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which names are wanted."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]

    def takes(self, name: str) -> bool:
        """Tell whether the name is included and neither it nor a folder above it is excluded."""
        parts = name.split("/")
        above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        if any(_matches(part, self.exclude) for part in above):
            return False
        return not self.include or _matches(name, self.include)

    def skips(self, folder: str) -> bool:
        """Tell whether nothing in the folder can be wanted."""
        return _matches(folder, self.exclude)


def scan(
    roots: Sequence[Path], *, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()
) -> Iterator[Source | ArticleError]:
    """Yield the files of the roots in the order of their names, and an error for each that is out of reach.

    A root is a file, a folder or ``-``; ``SettingsError`` is raised at once for one that does not exist.
    Below a folder, hidden names are skipped, links to folders are not followed (their content stands at its
    own place) and a link that leads out of the root is an error. ``include`` and ``exclude`` are glob
    patterns on the whole name, where ``*`` also spans ``/``; excluding a folder excludes what is in it.
    """
    for root in roots:
        if str(root) != STDIN and not os.path.lexists(root):
            raise SettingsError("SOURCE", str(root), "an existing file or folder")
    return _scan(roots, _Choice(include, exclude))


def shown(path: Path | str) -> str:
    """Return the path as text that can always be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _scan(roots: Iterable[Path], choice: _Choice) -> Iterator[Source | ArticleError]:
    for root in roots:
        if str(root) == STDIN:
            yield Source(Path(STDIN), STDIN, 0, 0)
        elif Path(root).is_dir():
            yield from _folder(Path(root), "", os.path.realpath(root), choice)
        elif choice.takes(root.name):
            yield _source(Path(root), root.name)


def _folder(folder: Path, prefix: str, top: str, choice: _Choice) -> Iterator[Source | ArticleError]:
    try:
        with os.scandir(folder) as found:
            entries = [(entry, _is_folder(entry)) for entry in found if not entry.name.startswith(".")]
    except OSError as error:
        yield _unreadable(folder, error.strerror or str(error))
        return
    # A folder sorts as "name/": the order is then that of the whole names, whatever the depth.
    for entry, is_folder in sorted(entries, key=lambda pair: pair[0].name + "/" * pair[1]):
        name = prefix + entry.name
        if is_folder and not choice.skips(name):
            yield from _folder(folder / entry.name, name + "/", top, choice)
        elif not is_folder and choice.takes(name):
            yield from _file(entry, folder / entry.name, name, top)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _file(entry: os.DirEntry[str], path: Path, name: str, top: str) -> Iterator[Source | ArticleError]:
    if entry.is_symlink():
        target = os.path.realpath(path)
        if os.path.commonpath([top, target]) != top:
            yield _unreadable(path, "a link out of the folder; name its target as a source instead")
            return
        if Path(target).is_dir():
            return
    yield _source(path, name)


def _source(path: Path, name: str) -> Source | ArticleError:
    try:
        status = path.stat()
    except OSError as error:
        return _unreadable(path, error.strerror or str(error))
    if not stat.S_ISREG(status.st_mode):
        return _unreadable(path, "not a regular file")
    if shown(name) != name:
        return _unreadable(path, "the file name is not UTF-8; rename the file")
    return Source(path, name, status.st_size, status.st_mtime_ns)


def _unreadable(path: Path, reason: str) -> ArticleError:
    return ArticleError(shown(path), reason, kind="unreadable")


def _matches(name: str, patterns: Sequence[str]) -> bool:
    """Tell whether a glob pattern fits the name; ``**/`` may stand for no folder at all."""
    bare = (pattern.rstrip("/").removeprefix("**/") for pattern in patterns)
    return any(fnmatchcase(name, pattern) for pattern in (*patterns, *bare))
