"""What a generation is made of, so that a reader knows before it opens anything."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import IndexCorruptError, IndexOutdatedError
from .files import MANIFEST

FORMAT = 5
"""Raised with every change of the files of a generation."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation: its number, versions, counts, and size and SHA-256 of each of its files."""

    generation: int
    built: str
    format: int
    analysis_version: int
    fingerprint: str
    settings: dict[str, Any]
    versions: dict[str, str]
    articles: int
    words: int
    distinct_words: int
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    error_list: list[dict[str, Any]] = field(default_factory=list)

    @property
    def identity(self) -> str:
        """What tells this generation from every other: numbers begin anew where an index is deleted."""
        told = json.dumps([self.generation, self.built, self.files], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def save(self, directory: Path) -> None:
        """Write the manifest into the generation it describes."""
        (directory / MANIFEST).write_text(
            json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8"
        )


def load_manifest(directory: Path, *, analysis_version: int) -> Manifest:
    """Read a generation's manifest and hold its files against it by name and size.

    Raises ``IndexCorruptError`` for what is missing or altered, ``IndexOutdatedError`` for another format.
    """
    path = directory / MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        found = f"format {values['format']}, analysis {values['analysis_version']}"
        if (values["format"], values["analysis_version"]) != (FORMAT, analysis_version):
            raise IndexOutdatedError(directory.parent, found, f"format {FORMAT}, analysis {analysis_version}")
        manifest = Manifest(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexCorruptError(path, f"the manifest cannot be read ({error})") from error
    for name, (size, _) in manifest.files.items():
        file = directory / name
        if not file.is_file():
            raise IndexCorruptError(file, "the file is missing")
        if file.stat().st_size != size:
            raise IndexCorruptError(file, f"it has {file.stat().st_size} bytes instead of {size}")
    return manifest


def digest_files(directory: Path) -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of every file of a generation but the manifest."""
    files = sorted(file for file in directory.iterdir() if file.name != MANIFEST)
    return {file.name: (file.stat().st_size, digest(file)) for file in files}


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with file.open("rb") as stream:
        total = hashlib.sha256()
        while block := stream.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def check_digests(directory: Path, manifest: Manifest, *, suffix: str = "") -> None:
    """Read the files of a generation whose names end so; raise ``IndexCorruptError`` for the first that
    differs."""
    for name, (_, expected) in manifest.files.items():
        if name.endswith(suffix) and digest(directory / name) != expected:
            raise IndexCorruptError(directory / name, "its SHA-256 differs from the manifest's")
