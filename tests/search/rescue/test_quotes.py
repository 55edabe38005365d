"""Quotes that ask for too much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kashaf.search import Engine

TEXTS = {
    "side": "قال إن طريق الحرير طويل",
    "apart": "طريق طويل ينقل الحرير",
    "other": "كتاب قديم",
}


@pytest.fixture(scope="module")
def engine(engine_on: Callable[..., Engine]) -> Engine:
    """Return an engine on texts that have the words of a phrase side by side and apart."""
    return engine_on(**TEXTS)


def ids(engine: Engine, query: str, **options: object) -> list[str]:
    """Return the ids of the hits in their order."""
    return [hit.id for hit in engine.search(query, **options).hits]  # type: ignore[arg-type]


def test_a_phrase_that_is_there_stays_a_phrase(engine: Engine) -> None:
    """Where an article has the phrase only such articles are found."""
    results = engine.search('"طريق الحرير"')
    assert ([hit.id for hit in results.hits], results.rescues) == (["side"], ())


def test_the_words_of_a_phrase_no_article_has_are_searched_apart(engine: Engine) -> None:
    """Without a hit the words are asked for apart, and the answer says so; as typed it stays empty."""
    results = engine.search('"الحرير طريق"')
    assert {hit.id for hit in results.hits} == {"side", "apart"}
    assert [(rescue.kind, rescue.hits) for rescue in results.rescues] == [("quotes", 2)]
    assert ids(engine, '"الحرير طريق"', rescue=False) == []


def test_quotes_in_a_sentence_that_asks_are_punctuation(engine: Engine) -> None:
    """A question mark at the end makes a quoted name words like others; the nearer ones come first."""
    assert ids(engine, 'أين يمر "طريق الحرير"؟') == ["side", "apart"]
    assert ids(engine, 'أين يمر "طريق الحرير"؟', rescue=False) == ["side"]


@pytest.mark.parametrize("query", ['كتاب -"طريق الحرير"', 'كتاب -"الحرير طريق"؟'])
def test_an_excluded_phrase_stays_whole(engine: Engine, query: str) -> None:
    """What is excluded is never widened."""
    assert ids(engine, query) == ["other"]


def test_a_phrase_nothing_of_which_is_there_finds_nothing(engine: Engine) -> None:
    """Where the words apart find nothing either the answer is empty and tells of no rescue."""
    results = engine.search('"غائب مجهول"')
    assert (results.total, results.rescues) == (0, ())
