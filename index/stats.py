"""What an index holds and how it came about."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from .analysis import VERSION
from .errors import PathLike
from .local.durable import require_trust
from .local.generations import current, directory_of, stored
from .local.manifest import load_manifest


def stats(path: PathLike) -> dict[str, Any]:
    """Return counts, size in bytes, versions, settings, fingerprint and the errors of the last build.

    Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexOutdatedError`` or ``IndexUntrustedError``.
    """
    index = Path(path)
    generation = current(index)
    require_trust(index)
    manifest = asdict(load_manifest(directory_of(index, generation), analysis_version=VERSION))
    files = manifest.pop("files")
    size = sum(size for size, _ in files.values())
    return {"schema": 1, "path": str(index), **manifest, "bytes": size, "generations": stored(index)}
