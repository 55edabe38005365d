"""Every byte of the current generation held against what was written."""

from __future__ import annotations

from pathlib import Path

from .analysis import VERSION
from .errors import IndexCorruptError, PathLike
from .local import Snapshot
from .local.durable import require_trust
from .local.files import MANIFEST
from .local.generations import current, directory_of
from .local.manifest import Manifest, check_digests, load_manifest


def check(path: PathLike) -> None:
    """Read the pointer, the manifest and every file it names; return when all is as it was written.

    Raises ``IndexCorruptError`` naming the first file that differs, is missing or was added; else what
    ``Engine.open`` raises.
    """
    index = Path(path)
    generation = current(index)
    require_trust(index)
    directory = directory_of(index, generation)
    require_trust(directory)
    manifest = load_manifest(directory, analysis_version=VERSION)
    _check_names(directory, manifest)
    check_digests(directory, manifest)
    Snapshot(directory)


def _check_names(directory: Path, manifest: Manifest) -> None:
    """Raise ``IndexCorruptError`` for a file the manifest does not name."""
    # an added table of contents with a higher number is the one that Whoosh would open
    for file in sorted(directory.iterdir()):
        if file.name not in manifest.files and file.name != MANIFEST and not file.name.startswith("."):
            raise IndexCorruptError(file, "it is none of the generation's files")
