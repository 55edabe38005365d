"""The same documents written by Whoosh's standard codec and by ours, and what a searcher says of them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.collectors import TopCollector
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.writing import SegmentWriter

from kashaf.index.local.codec.segment import ColumnarCodec

WORDS = [first + second for first in "abcdeكتل" for second in "xyzwك"]
Document = dict[str, str]


def parity_schema() -> Schema:
    """Return a schema with every kind of text field, one of them boosted."""
    return Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True, field_boost=2.0),
        text=TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
        tags=KEYWORD(stored=True, scorable=True),
        quiet=KEYWORD(),
        group=ID(stored=True),
    )


@dataclass(frozen=True)
class Commit:
    """What one writer session does: documents added, ids deleted before, documents that replace others."""

    added: Sequence[Document] = ()
    deleted: Sequence[str] = ()
    updated: Sequence[Document] = ()


@dataclass(frozen=True)
class Answer:
    """What a query finds: the total, and the score of each document by id; or the error it raises."""

    total: int
    scores: dict[str, float] = field(default_factory=dict)
    error: str = ""


def document(number: int, seed: int) -> Document:
    """Return a document of random words: some fields missing, some empty, texts of up to 400 words."""
    rnd = random.Random(seed)

    def words(most: int) -> str:
        count = rnd.randint(0, most if rnd.random() < 0.2 else min(most, 12))
        return " ".join(WORDS[min(len(WORDS) - 1, int(rnd.paretovariate(0.7)) - 1)] for _ in range(count))

    found = {"id": str(number), "title": words(6), "text": words(400), "tags": words(4), "quiet": words(3)}
    found["group"] = rnd.choice("gh")
    return {name: value for name, value in found.items() if name == "id" or rnd.random() < 0.9}


def write(index: FileIndex, commits: Sequence[Commit], codec: Any) -> None:
    """Run the sessions, each leaving a segment of its own."""
    for commit in commits:
        writer = SegmentWriter(index, codec=codec() if codec else None)
        for id in commit.deleted:
            writer.delete_by_term("id", id)
        for found in commit.updated:
            writer.update_document(**found)
        for found in commit.added:
            writer.add_document(**found)
        writer.commit(merge=False)


def optimise(index: FileIndex, codec: Any) -> None:
    """Merge all segments into one of the codec."""
    SegmentWriter(index, codec=codec() if codec else None).commit(optimize=True)


def answer(index: FileIndex, query: Query) -> Answer:
    """Return every document a query finds with its score, without Whoosh's shortcuts."""
    with index.searcher() as searcher:
        collector = TopCollector(100_000, replace=0, usequality=False)
        try:
            searcher.search_with_collector(query, collector)
            results = collector.results()
            scores = {
                hit["id"]: score for score, hit in zip((s for s, _ in results.top_n), results, strict=True)
            }
            return Answer(len(results), scores)
        except Exception as error:
            return Answer(-1, error=type(error).__name__)


@contextmanager
def pair(schema: Callable[[], Schema] = parity_schema) -> Iterator[tuple[FileIndex, FileIndex]]:
    """Yield two empty indexes, for the standard codec and for ours."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        yield (
            FileIndex.create(FileStorage(one), schema(), "MAIN"),
            FileIndex.create(FileStorage(other), schema(), "MAIN"),
        )


class Parity:
    """The functions above, for tests in files of their own."""

    words = WORDS
    commit = Commit
    codec = ColumnarCodec
    document = staticmethod(document)
    write = staticmethod(write)
    optimise = staticmethod(optimise)
    answer = staticmethod(answer)
    pair = staticmethod(pair)

    def compare(self, one: FileIndex, other: FileIndex, query: Query) -> int:
        """Assert that a query has the same documents, total and scores in both; return the total."""
        wanted, found = answer(one, query), answer(other, query)
        if wanted.error == "IndexError" and not found.error:
            return 0  # the standard codec's matcher runs off its last block in an ``AndNot`` of few documents
        assert (found.total, found.error) == (wanted.total, wanted.error), query
        assert list(found.scores) == list(wanted.scores), query
        assert found.scores == pytest.approx(wanted.scores, rel=1e-6, abs=1e-6), query
        return wanted.total


@pytest.fixture(scope="session")
def parity() -> Parity:
    """Return what writes and compares two indexes."""
    return Parity()
