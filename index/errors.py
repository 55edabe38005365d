"""Every error kashaf raises on purpose, in one tree.

::

    KashafError
    ├─ SettingsError            a setting outside its range            exit 2
    ├─ ArticleError             one source or record that was left out  exit 6
    ├─ UpdateRefusedError       an update that looks like an accident   exit 1
    ├─ JudgementsError          a judged collection that does not fit   exit 2
    ├─ ExtraMissingError        a part that was not installed           exit 2
    ├─ StorageError
    │  ├─ IndexNotFoundError    nothing there yet                      exit 3
    │  ├─ IndexExistsError      something is there already             exit 2
    │  ├─ IndexLockedError      another process is writing             exit 5
    │  ├─ IndexOutdatedError    written by another version             exit 4
    │  ├─ IndexCorruptError     bytes that are not what was written    exit 4
    │  ├─ IndexUntrustedError   another owner, or others may write it  exit 7
    │  ├─ StorageFullError      the disk or its permissions refused    exit 7
    │  └─ ClusterUnavailableError   no answer from the cluster         exit 7
    └─ QueryError               the reader can mend it; HTTP 400       exit 2
       ├─ QuerySyntaxError      · QueryTooLongError · UnknownFieldError
       └─ QueryTimeoutError     a question that takes too long; HTTP 503

A message says what happened, to which value, and what to do next; the values are attributes as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

PathLike = str | os.PathLike[str]


class KashafError(Exception):
    """Root of everything kashaf raises on purpose."""

    exit_code = 70
    code = "error"


class SettingsError(KashafError):
    """A setting has a value outside what it allows."""

    exit_code = 2
    code = "settings"

    def __init__(self, name: str, value: object, allowed: str) -> None:
        super().__init__(f"{name} is {value!r}; allowed: {allowed}")
        self.name, self.value, self.allowed = name, value, allowed


class ArticleError(KashafError):
    """One file, line or record could not become an article; the others still do.

    ``kind`` is one of ``encoding empty duplicate too-big unreadable bad-record no-parser``.
    """

    exit_code = 6
    code = "article"

    def __init__(
        self, source: PathLike, reason: str, *, line: int | None = None, kind: str = "bad-record"
    ) -> None:
        self.source, self.line, self.reason, self.kind = os.fspath(source), line, reason, kind
        where = self.source if line is None else f"{self.source}:{line}"
        super().__init__(f"{where}: {reason}")

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form: path, line, code, reason."""
        return {"path": self.source, "line": self.line, "code": self.kind, "reason": self.reason}


class UpdateRefusedError(KashafError):
    """An update would delete more than it should: an unmounted disk must not empty an index."""

    exit_code = 1
    code = "update-refused"

    def __init__(self, path: PathLike, reason: str) -> None:
        self.path, self.reason = os.fspath(path), reason
        super().__init__(
            f"{self.path} was not updated: {reason}; if that is meant, allow it with --max-delete 100%, "
            f"or build anew with: kashaf build SOURCE --index {self.path}"
        )


class JudgementsError(KashafError):
    """A file of a judged collection is missing, malformed, or of another collection."""

    exit_code = 2
    code = "judgements"

    def __init__(self, source: PathLike, reason: str, *, line: int | None = None) -> None:
        self.source, self.line, self.reason = os.fspath(source), line, reason
        where = self.source if line is None else f"{self.source}:{line}"
        super().__init__(f"{where}: {reason}")


class ExtraMissingError(KashafError):
    """A part of kashaf was asked for that is installed only on demand."""

    exit_code = 2
    code = "extra-missing"

    def __init__(self, extra: str, reason: str) -> None:
        self.extra, self.reason = extra, reason
        super().__init__(f"{reason}, which is not installed; install it with: pip install 'kashaf[{extra}]'")


class StorageError(KashafError):
    """The index on disk, or the cluster, cannot do what was asked."""

    exit_code = 7
    code = "storage"


class IndexNotFoundError(StorageError):
    """No index stands at the path."""

    exit_code = 3
    code = "index-not-found"

    def __init__(self, path: PathLike) -> None:
        self.path = os.fspath(path)
        super().__init__(f"no index at {self.path}; build it with: kashaf build SOURCE --index {self.path}")


class IndexExistsError(StorageError):
    """The path already holds an index, or something that is not ours."""

    exit_code = 2
    code = "index-exists"

    def __init__(self, path: PathLike, reason: str = "an index is there already") -> None:
        self.path, self.reason = os.fspath(path), reason
        super().__init__(
            f"cannot create an index at {self.path}: {reason}; "
            f"choose another --index, or rebuild an index of ours with: "
            f"kashaf build SOURCE --index {self.path}"
        )


class IndexLockedError(StorageError):
    """Another writer holds the index."""

    exit_code = 5
    code = "index-locked"

    def __init__(self, path: PathLike, waited: float, owner: str) -> None:
        self.path, self.waited, self.owner = os.fspath(path), waited, owner
        super().__init__(
            f"{self.path} is being written by {owner} (waited {waited:g} s); "
            f"try again when it is done, or wait for it with: --wait SECONDS"
        )


class IndexOutdatedError(StorageError):
    """The index was written with another format or another analysis than this kashaf has."""

    exit_code = 4
    code = "index-outdated"

    def __init__(self, path: PathLike, found: str, expected: str) -> None:
        self.path, self.found, self.expected = os.fspath(path), found, expected
        super().__init__(
            f"{self.path} was written as {found}, this kashaf reads {expected}; "
            f"rebuild it with: kashaf build SOURCE --index {self.path}"
        )


class IndexCorruptError(StorageError):
    """A file of the index is missing, cut short or altered."""

    exit_code = 4
    code = "index-corrupt"

    def __init__(self, path: PathLike, reason: str) -> None:
        self.path, self.reason = os.fspath(path), reason
        super().__init__(
            f"{self.path} is damaged: {reason}; rebuild it with: kashaf build SOURCE --index PATH"
        )


class IndexUntrustedError(StorageError):
    """The index belongs to somebody else, or others may write into it: opening it could run their code."""

    code = "index-untrusted"

    def __init__(self, path: PathLike, reason: str) -> None:
        self.path, self.reason = os.fspath(path), reason
        super().__init__(
            f"{self.path} is not opened: {reason}; if the index is yours, run: "
            f"chown -R $USER {self.path} && chmod -R go-w {self.path}"
        )


class StorageFullError(StorageError):
    """The machine refused to write: disk full, permission, read-only file system."""

    code = "storage-refused"

    def __init__(self, path: PathLike, reason: str) -> None:
        self.path, self.reason = os.fspath(path), reason
        super().__init__(
            f"cannot write {self.path}: {reason}; the index is as it was. "
            f"Free space or permission there, then run the command again"
        )


class ClusterUnavailableError(StorageError):
    """The cluster does not answer."""

    code = "cluster-unavailable"

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(f"no answer from {url}: {reason}; check that it runs and is reachable")


class QueryError(KashafError):
    """The question cannot be answered as asked; the message is safe to show to the reader."""

    exit_code = 2
    code = "query"


class QuerySyntaxError(QueryError):
    """A part of the question contradicts itself or has a value that means nothing."""

    code = "query-syntax"

    def __init__(self, position: int, reason: str) -> None:
        self.position, self.reason = position, reason
        super().__init__(f"at character {position}: {reason}")


class QueryTooLongError(QueryError):
    """The question is longer than the limit."""

    code = "query-too-long"

    def __init__(self, length: int, limit: int, unit: str = "characters") -> None:
        self.length, self.limit, self.unit = length, limit, unit
        super().__init__(f"the query has {length} {unit}, the limit is {limit}; ask with fewer words")


class QueryTimeoutError(QueryError):
    """The question takes longer than the limit."""

    code = "query-timeout"

    def __init__(self, limit: float) -> None:
        self.limit = limit
        super().__init__(
            f"the query takes more than {limit:g} s, the limit; ask with fewer words, or allow more with "
            f"query_seconds"
        )


class UnknownFieldError(QueryError):
    """A field was named that the index does not have."""

    code = "unknown-field"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no field {name!r}; the fields are: {', '.join(self.known)}")
