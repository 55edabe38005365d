"""How seldom ordinary words and other places are taken for spellings of a name."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import wordfreq
from babel import Locale

from kashaf.index import Article
from kashaf.index.analysis import STOP_WORDS
from kashaf.index.local import Snapshot
from kashaf.search.plan import make_plan
from kashaf.search.query import Word, parse
from kashaf.search.ranking import Ranking
from kashaf.search.rescue import Known, Rescues
from kashaf.search.rescue.endings import endings
from kashaf.search.rescue.names import spellings
from kashaf.search.rescue.offers import Run

COMMONEST = 5000
PAIRS = [
    ("كازاخستان", "قازاخستان"),
    ("كازاخستان", "كازخستان"),
    ("شنغهاي", "شانغهاي"),
    ("أوكرانيا", "أكرانيا"),
    ("غوتيريش", "جوتيريش"),
    ("نتنياهو", "نتانياهو"),
    ("جوجل", "غوغل"),
    ("ترامب", "ترمب"),
    ("بايدن", "بايدين"),
    ("واشنطن", "واشنطون"),
    ("جينبينغ", "جينبينج"),
    ("ميرفت", "مرفت"),
    ("ماكرون", "مكرون"),
    ("فيسبوك", "فايسبوك"),
    ("أفغانستان", "افغنستان"),
    ("البرازيل", "البرزيل"),
    ("زيلينسكي", "زيلنسكي"),
    ("بلينكن", "بلينكين"),
    ("تشيلسي", "تشلسي"),
    ("هيلاري", "هيلاريي"),
    ("إنستغرام", "انستجرام"),
    ("غورباتشوف", "جورباتشوف"),
]


def _known(build_index: Any, words: list[str]) -> Known:
    return Known(Snapshot.current(build_index([Article(id="1", title="", text=" ".join(words))])))


def _common() -> list[str]:
    words = (word for word in wordfreq.top_n_list("ar", 3 * COMMONEST, wordlist="best") if word.isalpha())
    return [word for word in words if len(word) >= 4 and not word.isascii() and word not in STOP_WORDS]


def test_common_words_are_left_alone(build_index: Any) -> None:
    """The 5,000 commonest forms get one spelling in ten words at most from each other and 10,000 more."""
    words = _common()
    known = _known(build_index, words)
    found = [len(spellings(word, known)) for word in words[:COMMONEST]]
    assert sum(found) / len(found) <= 0.1
    assert sum(count > 0 for count in found) <= COMMONEST // 20


def test_the_ends_of_common_words_are_left_alone(build_index: Any) -> None:
    """Of the 5,000 commonest forms one in a hundred at most is taken for another with its end misspelt."""
    words = _common()
    known = _known(build_index, words)
    found = [word for word in words[:COMMONEST] if [*endings(Run((Word(word),)), known)]]
    assert len(found) <= COMMONEST // 100, found


def test_places_keep_apart(build_index: Any) -> None:
    """Of all pairs of countries and cities at most three are taken for one."""
    places = _places()
    known = _known(build_index, sorted(places))
    found = {place: set(spellings(place, known)) for place in places}
    conflated = [
        (one, other) for one, other in combinations(sorted(places), 2) if other in found[one] | found[other]
    ]
    assert len([pair for pair in conflated if places[pair[0]] != places[pair[1]]]) <= 3, conflated


def _places() -> dict[str, str]:
    """Return the Arabic names of one word, each with the English one."""
    arabic, english = Locale("ar"), Locale("en")
    named = {str(name): str(english.territories[code]) for code, name in arabic.territories.items()}
    for key, zone in arabic.time_zones.items():
        if "city" in zone:
            named.setdefault(str(zone["city"]), str(key).rpartition("/")[2])
    return {name: other for name, other in named.items() if name.isalpha()}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_a_name_are_found(build_index: Any, one: str, other: str) -> None:
    """Each of two spellings of a name finds the other, among the commonest words."""
    snapshot = Snapshot.current(
        build_index([Article(id="1", title="", text=f"{one} {other} محمد كتاب مدينة")])
    )
    rescues = Rescues(Known(snapshot))
    for asked, wanted in ((one, other), (other, one)):
        widened, _ = rescues.widen(parse(asked, snapshot.analyzer))
        plan = make_plan(widened, snapshot.vocabulary, snapshot.analyzer, Ranking())
        terms = {snapshot.vocabulary.terms[term] for group in plan.groups.values() for term in group.terms}
        assert wanted in terms
