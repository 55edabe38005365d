"""The articles of a run on their way into its file of documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from .codec.documents import DocumentWriter
from .codec.writing import write_documents
from .columnar import Array
from .workers import Worker

_MOST_AT_WORK = 8
"""Batches of articles that a process is given before the first of them is waited for."""


class Storing:
    """Compresses articles, and goes on in the worker's process as soon as there is one.

    ``dictionary`` is one that other articles of the collection are stored by.
    """

    def __init__(self, dictionary: bytes, worker: Worker) -> None:
        self._worker, self._documents = worker, DocumentWriter(dictionary)
        self._handed_over = False
        self._at_work: deque[Future[None]] = deque()

    def add(self, articles: Sequence[Mapping[str, str]]) -> None:
        """Append the stored fields of articles."""
        if not self._worker.started:
            self._documents.add_all(articles)
            return
        self._hand_over()
        self._at_work.append(self._worker.submit(_add, articles))
        while len(self._at_work) > _MOST_AT_WORK:
            self._at_work.popleft().result()

    def write(self, path: Path, lengths: Mapping[str, Array], *arrays: Array) -> Future[bytes]:
        """Write the file, as ``write_documents`` does; the future is of the dictionary."""
        if not self._worker.started:
            return self._worker.submit(_written, path, self._documents, lengths, *arrays)
        self._hand_over()
        return self._worker.submit(_write, path, lengths, *arrays)

    def _hand_over(self) -> None:
        if not self._handed_over:
            self._at_work.append(self._worker.submit(_take, self._documents))
            self._handed_over, self._documents = True, DocumentWriter()


def _written(path: Path, documents: DocumentWriter, lengths: Mapping[str, Array], *arrays: Array) -> bytes:
    write_documents(path, documents, lengths, *arrays)
    return documents.dictionary


_of_process: list[DocumentWriter] = []
"""What a process that only stores holds of the run at work."""


def _take(documents: DocumentWriter) -> None:
    _of_process[:] = [documents]


def _add(articles: Sequence[Mapping[str, str]]) -> None:
    _of_process[0].add_all(articles)


def _write(path: Path, lengths: Mapping[str, Array], *arrays: Array) -> bytes:
    return _written(path, _of_process.pop(), lengths, *arrays)
