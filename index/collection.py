"""Articles in, an index on the disk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from .analysis import VERSION, fingerprint
from .article import Article
from .errors import ArticleError, IndexCorruptError, IndexOutdatedError, PathLike, SettingsError
from .local import generations
from .local.durable import link_or_copy, make_private, refused_writes, require_trust
from .local.files import BACKGROUND, SOURCES
from .local.lock import WriterLock
from .local.manifest import FORMAT, Manifest, digest_files, load_manifest
from .local.snapshot import Snapshot
from .local.writer import ALONE, GenerationWriter
from .settings import AnalysisSettings, WorkSettings

_LISTED_ERRORS = 100


class Collection:
    """The one writer of an index; what it adds is searched after ``commit``, all at once.

    As a context manager it commits on a clean exit, discards on an exception, and lets go of the lock
    either way.

    >>> import tempfile
    >>> with Collection.create(tempfile.mkdtemp() + "/archive.kashaf") as collection:
    ...     collection.add(Article(id="1", title="طريق الحرير", text="طريق قديم إلى الصين"))
    """

    def __init__(
        self,
        index: Path,
        settings: AnalysisSettings,
        lock: WriterLock,
        base: int | None,
        work: WorkSettings,
    ) -> None:
        self._index, self._settings, self._lock, self._base = index, settings, lock, base
        self._work = work
        self._writer: GenerationWriter | None = None
        self._number, self._temporary = 0, index

    @classmethod
    def create(
        cls,
        path: PathLike,
        *,
        settings: AnalysisSettings | None = None,
        replace: bool = False,
        wait: float = 0.0,
        work: WorkSettings = ALONE,
    ) -> Collection:
        """Begin an index at a path that has none; with ``replace``, begin anew while the old one is searched.

        With ``work`` of more than one process, a script guards its main part by ``__name__ == "__main__"``.

        Raises ``IndexExistsError``, ``IndexLockedError`` after ``wait`` seconds, ``StorageFullError``.
        """
        index = Path(path)
        with refused_writes(index):
            generations.prepare(index, replace=replace)
            require_trust(index)
            lock = _locked(index, wait, "build")
        return cls(index, settings or AnalysisSettings(), lock, None, work)

    @classmethod
    def open(cls, path: PathLike, *, wait: float = 0.0, work: WorkSettings = ALONE) -> Collection:
        """Open an index to add to it and delete from it.

        Raises ``IndexNotFoundError``, ``IndexCorruptError``, ``IndexLockedError``; ``IndexOutdatedError``
        when another analysis wrote it, since words analysed in two ways do not meet.
        """
        index = Path(path)
        generations.current(index)
        require_trust(index)
        with refused_writes(index):
            lock = _locked(index, wait, "update")
        try:
            base = generations.current(index)
            require_trust(generations.directory_of(index, base))
            manifest = load_manifest(generations.directory_of(index, base), analysis_version=VERSION)
            settings = AnalysisSettings(**manifest.settings)
            expected = fingerprint(manifest.settings)
            if manifest.fingerprint != expected:
                raise IndexOutdatedError(index, f"analysis {manifest.fingerprint}", f"analysis {expected}")
        except BaseException:
            lock.release()
            raise
        return cls(index, settings, lock, base, work)

    @property
    def path(self) -> Path:
        """Where the index stands."""
        return self._index

    @property
    def generation(self) -> int:
        """The generation last published; 0 before the first."""
        return self._base or 0

    @property
    def articles(self) -> int:
        """How many articles the generation last published holds."""
        return self._load_manifest().articles if self._base else 0

    def _load_manifest(self) -> Manifest:
        return load_manifest(generations.directory_of(self._index, self.generation), analysis_version=VERSION)

    def add(self, article: Article) -> None:
        """Add an article, instead of the one with its id if there is one."""
        with refused_writes(self._index):
            self._begun().add(article)

    def add_many(self, articles: Iterable[Article]) -> None:
        """Add many articles."""
        for article in articles:
            self.add(article)

    def delete(self, id: str) -> None:
        """Remove the article with the id, if it is there."""
        with refused_writes(self._index):
            self._begun().delete(id)

    def commit(
        self, *, keep: int = 1, sources: Sequence[str] = (), errors: Sequence[ArticleError] = ()
    ) -> int:
        """Publish what was added and deleted as a new generation and return its number.

        ``keep`` older generations stay for a rollback; ``sources`` are the lines of ``sources.jsonl``, by
        default those of the generation before; ``errors`` are counted and quoted in the manifest.

        Raises ``SettingsError`` for a negative ``keep``, ``StorageFullError``.
        """
        if keep < 0:
            raise SettingsError("keep", keep, "int from 0")
        with refused_writes(self._index):
            counts = self._begun().finish()
            self._save_sources(sources)
            self._manifest(counts, errors).save(self._temporary)
            make_private(self._temporary)
            Snapshot(self._temporary)  # what cannot be opened is not published
            generations.publish(self._index, self._number, self._temporary, keep=keep)
        self._base, self._writer = self._number, None
        return self._number

    def _begun(self) -> GenerationWriter:
        if not self._lock.held:
            raise ValueError("the collection is closed; open it again")
        if self._writer is None:
            base = generations.directory_of(self._index, self._base) if self._base is not None else None
            self._number, self._temporary = generations.begin(self._index)
            self._writer = GenerationWriter(
                self._temporary, self._settings, base, background=self._background(), work=self._work
            )
        return self._writer

    def _save_sources(self, lines: Sequence[str]) -> None:
        before = generations.directory_of(self._index, self.generation) / SOURCES
        if lines:
            (self._temporary / SOURCES).write_text("".join(lines), encoding="utf-8")
        elif self._base and before.exists():
            link_or_copy(before, self._temporary / SOURCES)

    def _background(self) -> Path | None:
        """Return the background evidence of a generation that has the same."""
        for number in generations.stored(self._index):
            directory = generations.directory_of(self._index, number)
            with suppress(IndexCorruptError, IndexOutdatedError):
                manifest = load_manifest(directory, analysis_version=VERSION)
                if manifest.fingerprint == fingerprint(manifest.settings):
                    return directory / BACKGROUND
        return None

    def _manifest(self, counts: dict[str, int], errors: Sequence[ArticleError]) -> Manifest:
        kinds = [error.kind for error in errors]
        settings = {name: getattr(self._settings, name) for name in ("attested_by", "protect_names")}
        return Manifest(
            generation=self._number,
            built=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            format=FORMAT,
            analysis_version=VERSION,
            fingerprint=fingerprint(settings),
            settings=settings,
            versions=dict(_versions()),
            files=digest_files(self._temporary),
            errors={kind: kinds.count(kind) for kind in sorted(set(kinds))},
            error_list=[error.to_dict() for error in errors[:_LISTED_ERRORS]],
            **counts,
        )

    def discard(self) -> None:
        """Forget what was added since the last commit."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.cancel()
            shutil.rmtree(self._temporary, ignore_errors=True)

    def close(self) -> None:
        """Discard what was not committed and let go of the lock."""
        try:
            self.discard()
        finally:
            self._lock.release()

    def __enter__(self) -> Collection:
        """Return the collection."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit on a clean exit, discard otherwise."""
        try:
            if kind is None and (self._writer is not None or self._base is None):
                self.commit()
        finally:
            self.close()


def _locked(index: Path, wait: float, verb: str) -> WriterLock:
    lock = WriterLock(index)
    lock.acquire(wait=wait, verb=verb)
    return lock


@cache
def _versions() -> Mapping[str, str]:
    """Return the versions of what an index depends on, as its manifest tells them."""
    found = {name: version(name) for name in ("kashaf", "numpy", "wordfreq", "babel")}
    try:
        found["Whoosh"] = version("Whoosh")
    except PackageNotFoundError:  # the maintained fork reads and writes the same index
        found["Whoosh"] = f"whoosh3 {version('whoosh3')}"
    return {"python": sys.version.split()[0], **found}
