"""What reading articles closer adds, held against reading their texts word by word."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.local import Snapshot
from kashaf.search import Ranking
from kashaf.search.local.closeness import closeness
from kashaf.search.local.matching import Scorings
from kashaf.search.plan import make_plan
from kashaf.search.query import parse
from kashaf.search.ranking import LEAD, NEAR, PASSAGE

WORDS = ["طريق", "الحرير", "الصين", "مصر", "نهر", "جبل"]


def article(number: int) -> Article:
    """Return an article of few words, of no length or several passages."""
    chance = random.Random(number)
    length = chance.choice([0, 1, LEAD, PASSAGE, 200])
    title = " ".join(chance.choices(WORDS, k=chance.randint(not length, 3)))
    text = " ".join(chance.choices([*WORDS, *["بحر"] * chance.choice([1, 40])], k=length))
    return Article(id=f"{number:03}", title=title, text=text)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Return the articles by id, without one that is deleted."""
    return {f"{number:03}": article(number) for number in range(40) if number != 7}


@pytest.fixture(scope="module")
def scorings(articles: dict[str, Article]) -> Iterator[Scorings]:
    """Return what is known of an index of two segments."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "a.kashaf")
        with Collection.create(place) as collection:
            collection.add_many(article(number) for number in range(30))
        with Collection.open(place) as collection:
            collection.delete("007")
            collection.add_many(article(number) for number in range(30, 40))
        yield Scorings(Snapshot.current(place), Ranking())


def sure(freq: float) -> float:
    """Return the saturated frequency."""
    return freq / (freq + 0.5)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_closeness_equals_reading_every_word(
    scorings: Scorings, articles: dict[str, Article], words: list[str]
) -> None:
    """The parts of each article are those of its tokens, and what is asked twice counts once."""
    snapshot, ranking = scorings.snapshot, scorings.ranking
    plan = make_plan(
        parse(" ".join(words), snapshot.analyzer), snapshot.vocabulary, snapshot.analyzer, ranking
    )
    rarity = {word.text: scorings.rarity(group, "text") for word, group in plan.groups.items()}
    numbers = {snapshot.columns.docnum(id): found for id, found in articles.items()}
    docs = np.array(sorted(numbers))
    found = closeness(scorings, plan, docs)
    for place, docnum in enumerate(docs.tolist()):
        text, title = numbers[docnum].text.split(), numbers[docnum].title.split()

        def inside(begin: int, width: int, text: list[str] = text) -> float:
            window = text[begin : begin + width]
            return sum(rarity[word] * sure(window.count(word)) for word in set(words))

        near = 0.0
        for one, other in dict.fromkeys(pairwise(words)):
            others = [at for at, word in enumerate(text) if word == other]
            freq = 0.0
            for at in (at for at, word in enumerate(text) if word == one):
                after = min((to - at for to in others if to > at), default=NEAR + 1)
                before = min((at - to for to in others if to < at), default=NEAR + 1)
                freq += (after <= NEAR) / after + 0.5 * (before <= NEAR) / before
            near += min(rarity[one], rarity[other]) * sure(freq) * (one != other)
        named = sum(rarity[word] for word in set(title)) if set(title) <= set(words) else 0.0
        passage = max((inside(begin, PASSAGE) for begin in range(0, len(text), LEAD)), default=0.0)
        assert found.passage[place] == pytest.approx(ranking.passage_weight * passage)
        assert found.lead[place] == pytest.approx(ranking.lead_weight * inside(0, LEAD))
        assert found.proximity[place] == pytest.approx(ranking.proximity_weight * near)
        assert found.named[place] == pytest.approx(ranking.named_weight * named)
