"""Exact questions with vowel signs."""

from __future__ import annotations

from typing import Any

import pytest

from kashaf.index import Article
from kashaf.search import Engine

TEXTS = {
    "plain": "كتب الرجل رسالة",
    "wrote": "كَتَبَ الرجل رسالة",
    "books": "كُتُب الرجل قديمة",
    "both": "هذه كُتُب وقد كَتَبَ الولد",
    "other": "خرج الولد",
}


@pytest.fixture(scope="module")
def engine(build_index: Any) -> Any:
    """Return an engine on texts that write one word with different signs."""
    articles = (Article(id=id, title="", text=text) for id, text in TEXTS.items())
    with Engine.open(build_index(articles)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("كَتَبَ", {"plain", "wrote", "both"}),
        ("كُتُب", {"plain", "books", "both"}),
        ("كتب", {"plain", "wrote", "books", "both"}),
        ("كَتَبَ الرجل", {"plain", "wrote"}),
        ("كُتُب الرجل", {"plain", "books"}),
        ("كَتِب", {"plain"}),
    ],
)
def test_an_exact_question_minds_the_signs_it_has(engine: Engine, query: str, ids: set[str]) -> None:
    """A word typed with vowel signs finds where they agree with those written, as a word and in a phrase."""
    results = engine.search(query, mode="exact")
    assert {hit.id for hit in results.hits} == ids
    assert results.total == len(ids)


def test_one_word_as_written_minds_its_signs(engine: Engine) -> None:
    """``=`` before a word with signs wants signs that agree; left out, it leaves out no more."""
    assert set(engine.rank("=كَتَبَ")[1]) == {"plain", "wrote", "both"}
    assert set(engine.rank("الولد -=كَتَبَ")[1]) == {"other"}
    assert set(engine.rank("الرجل -=كَتَبَ")[1]) == {"books"}


def test_words_without_mode_ignore_signs(engine: Engine) -> None:
    """Outside exact mode vowel signs make no difference."""
    assert engine.rank("كَتَبَ") == engine.rank("كتب")
