"""Misspelt words and the words of the collection they may be: did you mean?"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article
from kashaf.index.analysis import background, stem_key, surface, taken_for
from kashaf.index.local import Snapshot
from kashaf.search import Engine, Filters
from kashaf.search.suggest import Correction, corrections
from kashaf.search.suggest.correction import bound_of
from kashaf.search.suggest.distance import EDIT, distance, distances

LETTERS = "ابتدذرزسصضطظعغقكلمنهوي"
WORDS = st.text(LETTERS, max_size=9)
NEAR_WORDS = st.text("اسصدضظكق", max_size=6)


def table(word: str, other: str) -> float:
    """Return the distance cell by cell, as the definition says it."""
    cells = {(0, 0): 0.0}
    for i in range(len(word) + 1):
        for j in range(len(other) + 1):
            ways = [cells[0, 0]] if i == j == 0 else []
            if i:
                ways.append(cells[i - 1, j] + (0.5 if word[i - 2 : i - 1] == word[i - 1] else 1))
            if j:
                ways.append(cells[i, j - 1] + (0.5 if other[j - 2 : j - 1] == other[j - 1] else 1))
            if i and j:
                same, likely = word[i - 1] == other[j - 1], other[j - 1] in taken_for(word[i - 1])
                ways.append(cells[i - 1, j - 1] + (0 if same else 0.5 if likely else 1))
            if i > 1 and j > 1 and word[i - 2 : i] == other[j - 1] + other[j - 2]:
                ways.append(cells[i - 2, j - 2] + 1)
            cells[i, j] = min(ways)
    return cells[len(word), len(other)]


@settings(max_examples=400)
@given(WORDS | NEAR_WORDS, WORDS | NEAR_WORDS)
def test_distance_is_the_table(word: str, other: str) -> None:
    """The distance is that of the table of prefixes, and the same in both directions."""
    assert distance(word, other) == table(word, other) == distance(other, word)


@given(WORDS, st.lists(WORDS | NEAR_WORDS, max_size=8))
def test_many_distances_are_those_of_each(word: str, others: list[str]) -> None:
    """Words compared at once are as far as each compared alone."""
    found = distances(word, "".join(others), [len(other) for other in others])
    assert [halves / EDIT for halves in found.tolist()] == [distance(word, other) for other in others]


@pytest.mark.parametrize(
    ("phenomenon", "word", "other", "edits"),
    [
        ("a letter twice", "كتابب", "كتاب", 0.5),
        ("two letters where one belongs", "محممد", "محمد", 0.5),
        ("a letter taken for another", "ظابط", "ضابط", 0.5),
        ("a letter for any other", "كتاب", "كناب", 1),
        ("a letter left out", "كازخستان", "كازاخستان", 1),
        ("neighbours exchanged", "القهارة", "القاهرة", 1),
        ("two emphatic letters made plain", "ساروخ مدات", "صاروخ مضاد", 2),
    ],
)
def test_each_misspelling_has_its_weight(phenomenon: str, word: str, other: str, edits: float) -> None:
    """Likely misspellings are nearer than unlikely ones."""
    assert distance(word, other) == edits, phenomenon


POOL = (
    "كتاب الكتاب كاتب مكتبة القاهرة قاهرة إبراهيم كازاخستان بكين الصين صاروخ ساروج ضابط طريق الطريق مسؤول "
    "علي على كيف ماذا الذي google china chinese covid19 2024 شو وايد كازاخستاني الأحقاف"
).split()


@pytest.fixture(scope="module")
def shelf(build_index: Any) -> Snapshot:
    """Return a collection of the pool's words; the first ones stand in the most articles."""
    texts = [" ".join(POOL[: len(POOL) - skip]) for skip in range(0, len(POOL), 3)]
    path: Path = build_index(Article(id=str(n), title="", text=text) for n, text in enumerate(texts))
    return Snapshot.current(path)


def found(shelf: Snapshot, word: str, limit: int = 5) -> list[Correction]:
    return corrections(word, shelf, limit)


def meant(typed: str, other: str, apart: float) -> bool:
    """Say whether the language writes a word seldom enough to be another misspelt."""
    forms, _ = background()
    own, of_other = forms.get(stem_key(typed), 0), forms.get(stem_key(other), 0)
    return own <= max(20, of_other * (0.1 if apart > 0.5 else 1))


def held(shelf: Snapshot) -> set[str]:
    return {surface(word) for word in shelf.vocabulary.terms}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("كتابب", "كتاب"),
        ("كازخستان", "كازاخستان"),
        ("ابراهييم", "إبراهيم"),
        ("ابراهام", "إبراهيم"),
        ("ظابط", "ضابط"),
        ("القهارة", "القاهرة"),
        ("الاحكاف", "الأحقاف"),
        ("gogle", "google"),
        ("chinesse", "chinese"),
    ],
)
def test_a_misspelt_word_is_corrected(shelf: Snapshot, typed: str, meant: str) -> None:
    """The nearest word comes first, as most articles write it."""
    assert found(shelf, typed)[0].word == meant


@pytest.mark.parametrize("word", [*POOL, "ابراهيم", "2023", "cc", "", "كت", "covid91", "ز" * 60])
def test_what_is_known_short_or_no_word_is_left(shelf: Snapshot, word: str) -> None:
    """A word of the collection in any spelling, a number, and a word of two letters are not corrected."""
    assert found(shelf, word) == []


@pytest.mark.parametrize(
    ("word", "like"), [("كتب", "كتاب"), ("كرة", "مرة"), ("القدم", "القادم"), ("قلب", "كلب")]
)
def test_a_common_word_is_no_misspelling(build_index: Any, word: str, like: str) -> None:
    """A word that the language writes often is right, though the collection only holds one like it."""
    assert found(Snapshot.current(build_index([Article(id="1", title="", text=like)])), word) == []


def test_a_stop_word_is_no_correction(shelf: Snapshot) -> None:
    """Nothing is corrected to a word that asks for nothing."""
    assert "كيف" not in {each.word for each in found(shelf, "كيفف")}
    assert "الذي" not in {each.word for each in found(shelf, "الذيي")}


def test_equally_near_words_come_by_their_articles(build_index: Any) -> None:
    """Of two words at one distance the commoner is meant."""
    texts = ["سامر", "سامي", "سامي"]
    shelf = Snapshot.current(build_index(Article(id=str(n), title="", text=t) for n, t in enumerate(texts)))
    assert found(shelf, "سامل") == [Correction("سامي", 1.0, 2), Correction("سامر", 1.0, 1)]


def test_the_commonest_spelling_is_offered(build_index: Any) -> None:
    """A correction is written as most articles write it."""
    texts = ["احمد", "أحمد", "أحمد"]
    shelf = Snapshot.current(build_index(Article(id=str(n), title="", text=t) for n, t in enumerate(texts)))
    assert found(shelf, "احممد") == [Correction("أحمد", 0.5, 3)]


@settings(max_examples=300)
@given(st.data())
def test_corrections_are_the_words_within_reach(shelf: Snapshot, data: st.DataObject) -> None:
    """They are all words near enough, in order: what the letters rule out is never within reach."""
    word = data.draw(st.sampled_from(POOL).flatmap(lambda word: st.permutations(word).map("".join)) | WORDS)
    key = surface(word)
    offered = found(shelf, word, 50)
    if key in held(shelf) or len(key) < 3:
        assert offered == []
        return
    bound, expected = bound_of(len(key)) / EDIT, set()
    for term in shelf.vocabulary.terms:
        other = surface(term)
        apart = distance(key, other)
        stays = apart <= 1 or other[0] == key[0] or other[0] in taken_for(key[0])
        near = apart <= bound and stays and abs(len(other) - len(key)) <= 2 and len(other) >= 3
        if near and meant(word, term, apart):
            expected.add((other, apart))
    stops = {surface(term) for term in "على كيف ماذا الذي".split()}
    assert {(surface(each.word), each.distance) for each in offered} == {
        (other, apart) for other, apart in expected if other.isalpha() and other not in stops
    }
    assert [(each.distance, -each.articles) for each in offered] == sorted(
        (each.distance, -each.articles) for each in offered
    )
    assert offered[:3] == found(shelf, word, 3)


@settings(max_examples=200)
@given(st.sampled_from([word for word in POOL if word.isalpha() and len(word) >= 5]), st.randoms())
def test_one_edit_in_a_long_word_is_undone(shelf: Snapshot, word: str, chance: random.Random) -> None:
    """A word of five letters or more with one misspelling is found again among its corrections, unless that
    makes another common word."""
    key, place = surface(word), chance.randrange(len(surface(word)))
    other = chance.choice(LETTERS)
    typed = chance.choice(
        [
            key[:place] + key[place + 1 :],
            key[:place] + other + key[place:],
            key[:place] + other + key[place + 1 :],
            key[:place] + key[place : place + 2][::-1] + key[place + 2 :],
        ]
    )
    offered = found(shelf, typed, 50)
    if surface(typed) in held(shelf):
        assert offered == []
    else:
        assert not meant(typed, word, 1) or key in {surface(each.word) for each in offered}
        assert {surface(each.word) for each in offered} <= held(shelf)


@pytest.fixture(scope="module")
def engine(build_index: Any) -> Iterator[Engine]:
    """Return an engine on three articles."""
    day = datetime.date(2022, 9, 14)
    texts = ["كتاب قديم عن طريق الحرير", "كتاب جديد في كازاخستان", "صاروخ الصين Google"]
    articles = [
        Article(id=str(n), title="الحرير" if not n else "", text=text, source="وكالة" if n else "", date=day)
        for n, text in enumerate(texts)
    ]
    with Engine.open(build_index(articles)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("كتابب", "كتاب"),
        ("كِتَابب", "كتاب"),
        ("كتابب قديم", "كتاب قديم"),
        ("كتابب، كازخستان؟", "كتاب، كازاخستان؟"),
        ('"كتاب جديد" كازخستان -قديم', '"كتاب جديد" كازاخستان -قديم'),
        ("قديم AND كتابب", "قديم AND كتاب"),
        ("(كتابب أو سينما) جديد", "(كتاب أو سينما) جديد"),
        ("عنوان:الحريير", "عنوان:الحرير"),
        ("مصدر:وكالةة", "مصدر:وكالة"),
        ("Gooogle", "google"),
        ("والسينما كتاابب", "والسينما كتاب"),
    ],
)
def test_a_question_keeps_all_but_its_misspellings(engine: Engine, typed: str, meant: str) -> None:
    """The corrected question is the typed one, only the characters of the misspelt words replaced."""
    assert engine.search(typed, rescue=False).suggestion == meant


@pytest.mark.parametrize(
    "typed",
    [
        "كتاب",
        "كتابها",  # no article writes it, its stem is known
        "=كتابب",
        "كتابب*",
        "قديم -كتابب",
        "زقطبور",
        "في من",
        "كتابب AND صاروخ",
        "",
    ],
)
def test_no_suggestion_where_nothing_is_amiss(engine: Engine, typed: str) -> None:
    """Known, quoted, exact, unfinished and excluded words are left, and what would find nothing is not
    offered."""
    assert engine.search(typed).suggestion is None


def test_a_suggestion_finds_something_here(engine: Engine) -> None:
    """What the reader's filters leave nothing of is not offered; an exact question is never corrected."""
    assert engine.search("صاروخخ").suggestion == "صاروخ"
    assert engine.search("صاروخخ", filters=Filters(year=(2021,))).suggestion is None
    assert engine.search("صاروخخ", mode="exact").suggestion is None


def test_a_quoted_misspelling_is_mended_where_the_quotes_found_nothing(engine: Engine) -> None:
    """A phrase that no article has is offered without its misspelling, in its quotes."""
    assert engine.search('"كتابب قديم"').suggestion == '"كتاب قديم"'
    assert engine.search('"كتابب قديم"', rescue=False).suggestion is None


def test_a_long_question_is_not_made_too_long(engine: Engine) -> None:
    """A correction that would pass the limit of a question is not offered."""
    filled = "كتاب " * 25 + " " * (256 - 125 - len("كازخستان"))
    assert engine.search(filled[:-8] + "كازخستان", rescue=False).suggestion
    assert engine.search(filled + "كازخستان", rescue=False).suggestion is None


def test_only_typed_words_are_marked(engine: Engine) -> None:
    """A word that only resembles a typed one is never marked (case 32)."""
    hits = engine.search("كتابب قديم").hits
    marked = [hit.snippets[0].text[slice(*span)] for hit in hits for span in hit.snippets[0].spans]
    assert marked == ["قديم"]


def test_dialect_words_of_the_collection_stay(shelf: Snapshot) -> None:
    """A word that articles hold is right, however like another it is."""
    assert found(shelf, "وايد") == found(shelf, "ساروج") == []
