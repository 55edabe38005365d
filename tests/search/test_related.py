"""Related articles."""

from __future__ import annotations

from typing import Any

import pytest

from kashaf.index import Article, SettingsError
from kashaf.search import Engine, Limits
from kashaf.search.asking import Asker
from kashaf.search.ranking import Ranking
from kashaf.search.related import LEAST, TELLING, telling_words

# of each topic: words that only its articles share; the last words are common to all
TOPICS = {
    "trade": "صادرات القمح السوق البورصة الدولار",
    "sport": "المنتخب المباراة الهدف الملعب الحكم",
    "space": "القمر الصناعي المدار الصاروخ الفضاء",
}
COMMON = "قال اليوم في وكالة الأنباء إن"


@pytest.fixture(scope="module")
def topics(engine_on: Any) -> Engine:
    """Return an engine on four articles of each topic, each with three or four of its five words."""
    articles = []
    for topic, words in TOPICS.items():
        five = words.split()
        for number in range(4):
            own = " ".join(five[(number + step) % 5] for step in range(3))
            text = f"{COMMON} {own} {COMMON} {five[number]}"
            articles.append(Article(id=f"{topic}{number}", title="", text=text))
    found: Engine = engine_on(*articles)
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_articles_of_a_topic_are_related(topics: Engine, topic: str) -> None:
    """An article is related to those that share its telling words, never to itself; the best come first."""
    hits = topics.similar(f"{topic}0")
    assert hits is not None
    assert {hit.id for hit in hits[:3]} == {f"{topic}{number}" for number in (1, 2, 3)}
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(LEAST <= hit.score < 1 for hit in hits)
    # what they share is marked
    shown = hits[0].snippets[0]
    marked = {shown.text[start:end] for start, end in shown.spans}
    assert marked & set(TOPICS[topic].split())
    assert topics.similar(f"{topic}0", count=2) == hits[:2]


def test_telling_words_are_few_and_rare(libraries: list[Any]) -> None:
    """The words an article is asked by are at most 25, in other articles too, the weightiest first."""
    asker = Asker(libraries[0].engine._follower.snapshot(), Ranking(), Limits())
    snapshot = asker.snapshot
    for id in libraries[0].articles:
        weights = telling_words(snapshot, snapshot.columns.docnum(id))
        assert 0 < len(weights) <= TELLING
        assert list(weights.values()) == sorted(weights.values(), reverse=True)
        assert not {word.text for word in weights} & {"من", "في", "على"}


def test_every_article_has_an_answer(libraries: list[Any]) -> None:
    """After updates and deletions too, each article's related ones are others that are there."""
    library = libraries[1]
    for id in library.articles:
        hits = library.engine.similar(id, count=100)
        assert id not in {hit.id for hit in hits}
        assert {hit.id for hit in hits} <= library.articles.keys()


def test_what_has_no_related(engine_on: Any) -> None:
    """An article that shares nothing, or says nothing, has none; an id that is not there gives ``None``."""
    engine = engine_on(a="طريق الحرير", b="مرفأ بيروت", c="و", d="؟!")
    assert [engine.similar(id) for id in "abcd"] == [(), (), (), ()]
    assert engine.similar("e") is None
    for count in (0, 101):
        with pytest.raises(SettingsError):
            engine.similar("a", count=count)
