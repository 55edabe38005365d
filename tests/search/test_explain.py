"""A score, taken apart."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.search import Engine, Explanation, Ranking

QUERIES = st.one_of(
    st.lists(
        st.sampled_from("كتاب كتب طريق الصين أحمد مدرسة من في China run 20 غائب -بكين كتا* =أحمد".split()),
        min_size=1,
        max_size=4,
    ).map(" ".join),
    st.sampled_from(
        [
            '"كتاب الصين"~8',
            '"طريق الصين" كتاب',
            "title:كتاب طريق",
            "(كتاب طريق) أو الصين",
            "كتاب أو (طريق -الصين)",
            "source:الصين كتاب",
            "date:2021.. طريق",
            "date:2021",
            "-كتاب",
            "كتاب AND (طريق أو مدرسة)",
            "text:(كتاب -طريق)",
            "من",
        ]
    ),
)
MODES = st.sampled_from(["words", "any"])


def leaves(tree: Explanation) -> list[Explanation]:
    """Return every node of a tree."""
    return [tree, *(inner for part in tree.details for inner in leaves(part))]


@settings(max_examples=70)
@given(number=st.integers(0, 2), query=QUERIES, mode=MODES)
def test_the_root_is_the_score(libraries: list[Any], number: int, query: str, mode: str) -> None:
    """The root of the tree is the hit's score; an article that is no hit explains itself with 0."""
    library = libraries[number]
    hits = {hit.id: hit for hit in library.engine.search(query, mode=mode, per_page=100).hits}
    for id in library.articles:
        tree = library.engine.explain(query, id, mode=mode)
        if id in hits:
            # a hit's score is rounded to six digits
            assert tree.value == pytest.approx(hits[id].score, rel=1e-6, abs=6e-7)
        else:
            assert (tree.value, tree.description, tree.details) == (0.0, "does not match the question", ())


def test_a_fresh_article_explains_its_gain(libraries: list[Any]) -> None:
    """Where new articles gain, the root is the score still, and a node names the age and what it adds."""
    library = libraries[0]
    with Engine.open(library.path, ranking=Ranking(freshness_weight=0.5, freshness_days=30)) as engine:
        dated = [hit for hit in engine.search("طريق", per_page=100).hits if hit.article.date]
        assert dated
        for hit in dated:
            tree = engine.explain("طريق", hit.id)
            assert tree is not None
            assert tree.value == pytest.approx(hit.score, rel=1e-6, abs=6e-7)
            assert any("days before the newest" in node.description for node in leaves(tree))


def test_what_only_finds_explains_the_little_it_counts(libraries: list[Any]) -> None:
    """Where no channel has a share the root is the score still, which repetition may make large."""
    silent = {f"{name}_weight": 0.0 for name in ("surface", "stem", "snowball", "link")}
    with Engine.open(libraries[0].path, ranking=Ranking(k1=0.0, **silent)) as engine:
        for query in ("طريق", "كتاب الصين"):
            hits = engine.search(query, per_page=100).hits
            assert hits
            assert hits[0].score > 0.1
            for hit in hits:
                tree = engine.explain(query, hit.id)
                assert tree is not None
                assert tree.value == pytest.approx(hit.score, rel=1e-6, abs=6e-7)


@settings(max_examples=60)
@given(number=st.integers(0, 2), query=QUERIES, mode=MODES)
def test_details_add_up(libraries: list[Any], number: int, query: str, mode: str) -> None:
    """A node is the product of its details where it says weight x idf x impact, their sum elsewhere."""
    library = libraries[number]
    for hit in library.engine.search(query, mode=mode).hits:
        for node in leaves(library.engine.explain(query, hit.id, mode=mode)):
            assert node.description
            if not node.details:
                continue
            values = [part.value for part in node.details]
            if node.description.endswith("weight x idf x impact"):
                assert node.value == pytest.approx(values[0] * values[1] * values[2])
                assert values[2] <= Ranking().k1 + 1
            else:
                assert node.value == pytest.approx(sum(values))


def test_an_unknown_article_has_no_explanation(libraries: list[Any]) -> None:
    """The explanation of an id that the index does not hold is ``None``."""
    assert libraries[0].engine.explain("كتاب", "no such id") is None


def test_forms_of_an_explanation(engine_on: Any) -> None:
    """A tree becomes JSON and indented lines, and names the word, the channel and the field."""
    engine = engine_on(a="طريق الحرير", b="كتاب")
    tree = engine.explain("طريق كتاب", "a")
    assert json.loads(json.dumps(tree.to_dict()))["value"] == tree.value
    lines = tree.lines()
    assert len(lines) == len(leaves(tree))
    assert lines[0].startswith(f"{tree.value:.4f}  ")
    assert any("word طريق" in line for line in lines)
    assert any("in the text" in line for line in lines)
    assert any("stem" in line for line in lines)
    assert not any("all that was asked" in line for line in lines)
    assert any("all that was asked" in line for line in engine.explain("طريق", "a").lines())
