"""The engines do the same work: what one finds, the others find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.collections import documents
from bench.engines import ENGINES, TOP, Engine
from bench.queries import KINDS, Query, draw

ARTICLES = list(documents("zipf-200"))
EXACT = ("whoosh", "tantivy", "sqlite-fts5", "xapian")
"""Those that neither stem nor fold: their totals are equal."""

Opened = Callable[[str], Engine]


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    """Return queries of every kind."""
    return [query for kind in draw(ARTICLES, 4).values() for query in kind]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Return a function that builds and opens an engine once, or skips where it is not installed."""
    folder, ready = tmp_path_factory.mktemp("engines"), dict[str, Engine]()

    def open_one(name: str) -> Engine:
        if reason := ENGINES[name].missing():
            pytest.skip(reason)
        if name not in ready:
            ENGINES[name]().build(folder / name, ARTICLES)
            ready[name] = ENGINES[name]()
            ready[name].open(folder / name)
        return ready[name]

    yield open_one
    for engine in ready.values():
        engine.close()


def holders(query: Query) -> set[str]:
    """Return the ids of the documents that answer, found by reading every one."""
    found = set()
    for id, title, text in ARTICLES:
        fields = [part.replace("،", " ").replace(".", " ").split() for part in (title, text)]
        words = set().union(*fields)
        if query.form == "phrase":
            hit = any(f" {' '.join(query.words)} " in f" {' '.join(field)} " for field in fields)
        elif query.form == "prefix":
            hit = any(word.startswith(query.words[0]) for word in words)
        else:
            hit = (any if query.form == "any" else all)(word in words for word in query.words)
        if hit:
            found.add(id)
    return found


@pytest.mark.parametrize("name", EXACT)
def test_totals_are_exact(name: str, opened: Opened, queries: list[Query]) -> None:
    """An engine without stemming counts what reading every document finds, and its ten best are of those."""
    engine = opened(name)
    for query in queries:
        expected = holders(query)
        total, best = engine.search(query)
        assert total == len(expected), query
        assert set(best) <= expected, query
        assert len(best) == min(TOP, len(expected)), query


@pytest.mark.parametrize("name", ["kashaf", "kashaf-answer", "lucene"])
def test_a_stemmer_finds_no_less(name: str, opened: Opened, queries: list[Query]) -> None:
    """An engine that stems finds, of the words themselves, at least what stands there."""
    engine = opened("kashaf" if name == "kashaf-answer" else name)
    for query in queries:
        # a prefix is cut before stemming, and words of one stem need not share it
        if query.form != "prefix":
            total, best = engine.search(query)
            assert total >= len(holders(query)), query
            assert len(best) == min(TOP, total), query


def test_one_without_a_form_says_so(opened: Opened) -> None:
    """An engine that has no phrases raises instead of answering something else."""
    with pytest.raises(NotImplementedError):
        opened("bm25s").search(Query("phrase", ("ا", "ب")))


def test_queries_are_always_the_same() -> None:
    """Two draws from the same documents are equal, and every kind has as many as asked for."""
    first, second = (draw(ARTICLES, 3) for _ in range(2))
    assert first == second
    assert {kind: len(batch) for kind, batch in first.items()} == dict.fromkeys(KINDS, 3)


def test_a_jar_less_lucene_is_not_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lucene is left out, with the reason, where no folder with its jars is named."""
    monkeypatch.setenv("KASHAF_BENCH_LUCENE", str(tmp_path))
    assert "KASHAF_BENCH_LUCENE" in ENGINES["lucene"].missing()
