"""Plurals and nisbas in a search: found, ranked below the word itself, never where words are literal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kashaf.index import Article
from kashaf.search import Engine, Ranking

TEXTS = {
    "قرض": "حصلت الشركة على قرض جديد من المصرف",
    "قروض": "تمويل المشاريع بقروض ميسرة وقروض أخرى وقروض طويلة",
    "روسيا": "قمة في روسيا هذا العام",
    "روسي": "الرئيس الروسي يصل والوفد الروسي معه",
    "غيره": "خبر عن الطقس",
}


@pytest.fixture(scope="module")
def path(build_index: Callable[[Iterable[Article]], Path]) -> Path:
    """Return an index of articles with a word, its plural, a place and its nisba."""
    return build_index(Article(id=id, title="", text=text) for id, text in TEXTS.items())


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("قرض", ["قرض", "قروض"]),
        ("قروض", ["قروض", "قرض"]),
        ("روسيا", ["روسيا", "روسي"]),
        ("الروسية", ["روسي", "روسيا"]),
    ],
)
def test_a_linked_word_is_found_below_the_word_itself(path: Path, query: str, ids: list[str]) -> None:
    """Both are found, however often the linked word stands there, and what was asked comes first."""
    with Engine.open(path) as engine:
        assert [hit.id for hit in engine.search(query).hits] == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [('"قرض"', {"قرض"}), ("=قرض", {"قرض"}), ("قمة -روسي", {"روسيا"}), ("«قروض»", {"قروض"})],
)
def test_literal_words_have_no_links(path: Path, query: str, ids: set[str]) -> None:
    """Words in quotes, as written or excluded stand for their own stems alone."""
    with Engine.open(path) as engine:
        assert {hit.id for hit in engine.search(query).hits} == ids
        assert engine.search("قرض", mode="exact").total == 1


def test_a_linked_word_is_marked(path: Path) -> None:
    """The reader sees why an article was found."""
    with Engine.open(path) as engine:
        hit = engine.search("قرض").hits[1]
        (snippet,) = hit.snippets
        assert [snippet.text[start:end] for start, end in snippet.spans] == ["بقروض", "وقروض", "وقروض"]


def test_the_weight_of_links_is_a_parameter(path: Path) -> None:
    """With weight 0 a linked word is still found and adds nothing to the score."""
    with Engine.open(path, ranking=Ranking(link_weight=0.0)) as engine:
        own, linked = engine.search("قرض", mode="any").hits
        assert (own.id, linked.id, linked.score) == ("قرض", "قروض", 0.0)


def test_explain_names_the_link(path: Path) -> None:
    """The tree of a score tells what the link brought."""
    with Engine.open(path) as engine:
        found = engine.explain("قرض", "قروض")
        assert found is not None
        assert "plural of it" in "\n".join(found.lines())
