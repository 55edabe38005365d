"""The same index, searched by Whoosh's own searcher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import whoosh.index
from hypothesis import given, settings, strategies as st
from whoosh.query import And, Or, Phrase as WhooshPhrase, Query, Term
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from kashaf.index.local import Snapshot
from kashaf.search import Engine, Ranking
from kashaf.search.local import Matching, Scorings
from kashaf.search.plan import make_plan
from kashaf.search.query import Alternative, Clause, Node, Occur, Phrase, Scoped, Sequence, Word
from kashaf.search.ranking import idf

WORDS = st.sampled_from(
    "كتاب الكتاب كتب طريق الطريق الصين أحمد احمد مدرسة من في على سي تي china run 20 غائب".split()
)
TERM = WORDS.map(lambda word: ("term", word))
PHRASE = st.lists(WORDS, min_size=2, max_size=3).map(lambda words: ("phrase", words))


def _of_two(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3))


TREES = st.recursive(st.one_of(TERM, TERM, PHRASE), _of_two, max_leaves=6)


def ours(tree: Any) -> Node:
    """Return a tree of terms as a question of ours, every word as written."""
    kind, parts = tree
    if kind == "term":
        return Word(parts, exact=True)
    if kind == "phrase":
        return Phrase(tuple(Word(word, exact=True) for word in parts))
    nodes = [ours(part) for part in parts]
    if kind == "or":
        return Alternative(tuple(nodes))
    return Sequence(tuple(Clause(Occur.MUST, node) for node in nodes))


def theirs(tree: Any, field: str) -> Query:
    """Return the tree as a query of Whoosh."""
    kind, parts = tree
    if kind == "term":
        return Term(field, parts)
    if kind == "phrase":
        return WhooshPhrase(field, parts)
    queries = [theirs(part, field) for part in parts]
    return And(queries) if kind == "and" else Or(queries)


@pytest.fixture(scope="module")
def path(libraries: list[Any], build_index: Any) -> Path:
    """Return an index of short articles written at once: Whoosh rounds the lengths of the others."""
    cut = {id: article.text.split()[:14] for id, article in libraries[0].articles.items()}
    built: Path = build_index(
        # 11 is the least length that Whoosh's one byte does not hold
        replace(libraries[0].articles[id], text=" ".join(words[:10] if len(words) == 11 else words))
        for id, words in cut.items()
    )
    return built


class OurIdf(BM25F):
    """Whoosh's BM25F with the idf of ours."""

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        """Return how rare a term is."""
        parent = searcher.get_parent()
        return idf(parent.doc_frequency(fieldname, text), parent.doc_count_all())


def _searcher(path: Path, snapshot: Snapshot) -> Searcher:
    index = whoosh.index.open_dir(str(path / f"gen-{snapshot.generation:06d}"), indexname="MAIN")
    return index.searcher(weighting=OurIdf(B=0.75, K1=1.2))


@pytest.fixture(scope="module")
def searched(libraries: list[Any]) -> Iterator[tuple[Snapshot, Searcher]]:
    """Return a snapshot of a library that has seen merges, and Whoosh's searcher over its directory."""
    snapshot = Snapshot.current(libraries[0].path)
    with _searcher(libraries[0].path, snapshot) as searcher:
        yield snapshot, searcher


@settings(max_examples=400)
@given(tree=TREES, field=st.sampled_from(["title", "text"]))
def test_same_documents_as_whoosh(searched: tuple[Snapshot, Searcher], tree: Any, field: str) -> None:
    """Terms, phrases, AND and OR in one field find the documents that Whoosh finds."""
    snapshot, searcher = searched
    sequence = Sequence((Clause(Occur.MUST, Scoped(field, ours(tree))),))
    plan = make_plan(sequence, snapshot.vocabulary, snapshot.analyzer, Ranking())
    match = Matching(Scorings(snapshot, Ranking()), plan).run(all_first=False)
    expected = {hit["id"] for hit in searcher.search(theirs(tree, field), limit=None)}
    found = {snapshot.columns.ids[docnum] for docnum in match.docs.tolist()}
    assert found == expected


@pytest.mark.parametrize("query", ["كتاب", "طريق OR الصين", "سي AND تي", "سي OR تي OR china OR 20 OR أحمد"])
def test_same_scores_as_whoosh(path: Path, query: str) -> None:
    """Words as written in one field score by BM25F as Whoosh has it, and so stand in its order."""
    words = [word for word in query.split() if word not in ("OR", "AND")]
    joined = [Term("text", word) for word in words]
    with _searcher(path, Snapshot.current(path)) as searcher:
        results = searcher.search(And(joined) if "AND" in query else Or(joined), limit=None)
        expected = {hit["id"]: hit.score for hit in results}
    whole = Ranking(
        k1=1.2, b=0.75, passage_weight=0.0, lead_weight=0.0, proximity_weight=0.0, named_weight=0.0
    )
    with Engine.open(path, ranking=whole) as engine:
        typed = " ".join(word if word in ("OR", "AND") else f"text:={word}" for word in query.split())
        hits = engine.search(typed, mode="any", per_page=100).hits
    assert expected
    assert {hit.id: hit.score for hit in hits} == pytest.approx(expected, abs=1e-6)
    assert [round(hit.score, 6) for hit in hits] == sorted(
        (round(hit.score, 6) for hit in hits), reverse=True
    )
