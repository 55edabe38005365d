"""How what is being typed may go on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection, SettingsError
from kashaf.index.analysis import STOP_WORDS, surface
from kashaf.index.local import Snapshot
from kashaf.search import Engine, Suggestion

DAY = datetime.date(2020, 1, 1)
TITLES = [
    "طريق الحرير الجديد",
    "ما بعد طريق الحرب",
    "طريق الحرير يصل إلى القاهرة",
    "طريق الحرير الجديد",
    "كيف الحال؟",
    "Google في الصين",
]


@pytest.fixture(scope="module")
def engine(build_index: Any) -> Iterator[Engine]:
    """Return an engine on a few titles, the later ones the newer, and texts of common words."""
    texts = [
        "الأحقاف القاهرة كتاب كتب",
        "القاهرة كتاب الاحقاف",
        "الأحقاف كتاب قاهر هذا",
        "هذا",
        "هذا هدف",
        "",
    ]
    articles = [
        Article(id=str(n), title=title, text=text, date=DAY + datetime.timedelta(days=n))
        for n, (title, text) in enumerate(zip(TITLES, texts, strict=True))
    ]
    with Engine.open(build_index(articles)) as opened:
        yield opened


def words(engine: Engine, typed: str, count: int = 8) -> list[str]:
    return [each.text for each in engine.suggest(typed, count) if each.kind == "word"]


def titles(engine: Engine, typed: str, count: int = 8) -> list[str | None]:
    return [each.id for each in engine.suggest(typed, count) if each.kind == "title"]


@pytest.mark.parametrize(
    ("phenomenon", "typed", "expected"),
    [
        ("the hamza is not typed", "الاح", ["الأحقاف"]),
        ("marks are typed", "كِتَا", ["كتاب"]),
        ("a Persian keyboard", "کتا", ["كتاب"]),
        ("the commoner first", "كت", ["كتاب", "كتب"]),
        ("the article is not typed, after what begins so", "قاه", ["قاهر", "القاهرة"]),
        ("Latin, in any case", "GOO", ["google"]),
        ("stop words last", "ه", ["هدف", "هذا"]),
        ("words before stay as typed", "قرأتُ كت", ["قرأتُ كتاب", "قرأتُ كتب"]),
        ("words that follow in titles first", "طريق الح", ["طريق الحرير", "طريق الحرب", "طريق الحال"]),
        ("the next word", "طريق الحرير ", ["طريق الحرير الجديد", "طريق الحرير يصل"]),
        ("the next word behind one never met", "قرأت ", []),
        ("an operator stays", '-"كت', ['-"كتاب', '-"كتب']),
        ("nothing begins so", "زق", []),
        ("nothing typed", "", []),
        ("spaces", "  ", []),
        ("signs", "؟!", []),
        ("too much typed", "كتاب " * 60 + "كت", []),
    ],
)
def test_words_complete_what_is_typed(
    engine: Engine, phenomenon: str, typed: str, expected: list[str]
) -> None:
    """Words come as the collection writes them, in the order a reader wants them."""
    found = words(engine, typed)
    assert found[: len(expected)] == expected, phenomenon
    assert found == expected or "titles" in phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "typed", "expected"),
    [
        ("the first words first, the newest of these, each title once", "طريق", ["3", "2", "1"]),
        ("a word inside", "جدي", ["3"]),
        ("several words", "طريق الحرير ي", ["2"]),
        ("the next word", "طريق الحرير ", ["3", "2"]),
        ("folded", "طَريق الحَرِب", ["1"]),
        ("words that do not stand side by side", "طريق القاه", []),
        ("Latin", "goo", ["5"]),
        ("a single letter (case 223)", "ک", ["4"]),
    ],
)
def test_titles_complete_what_is_typed(
    engine: Engine, phenomenon: str, typed: str, expected: list[str]
) -> None:
    """Titles hold the typed words side by side, the last of them perhaps unfinished."""
    assert titles(engine, typed) == expected, phenomenon


def test_a_suggestion_tells_what_it_is(engine: Engine) -> None:
    """A word says how many articles hold it, a title whose it is; both are the JSON of a box."""
    assert engine.suggest("كت", 1) == (Suggestion("كتاب", "word", 3),)
    word, title = engine.suggest("goo")
    assert word.to_dict() == {"text": "google", "kind": "word", "count": 1, "id": None}
    assert title.to_dict() == {"text": TITLES[5], "kind": "title", "count": 1, "id": "5"}


def test_titles_leave_places_to_words_and_take_free_ones(engine: Engine) -> None:
    """Of eight places titles take three while words want the rest, and more when words leave them."""
    kinds = [each.kind for each in engine.suggest("ال")]
    assert kinds == ["word"] * (len(kinds) - 3) + ["title"] * 3
    assert [each.kind for each in engine.suggest("طريق", 4)] == ["word", "title", "title", "title"]
    assert [each.kind for each in engine.suggest("طريق", 2)] == ["word", "title"]


@pytest.mark.parametrize("count", [0, -1, 21])
def test_the_count_has_bounds(engine: Engine, count: int) -> None:
    """From one to twenty suggestions can be asked for."""
    with pytest.raises(SettingsError):
        engine.suggest("كت", count)


def test_deleted_articles_suggest_nothing(build_index: Any) -> None:
    """What only a deleted or replaced article said is suggested no more; what came later is."""
    path = build_index([Article(id=id, title=f"عنوان {id} سابق", text="نادر") for id in "ab"])
    with Collection.open(path) as collection:
        collection.delete("a")
        collection.add(Article(id="b", title="عنوان لاحق", text="طريف"))
    with Engine.open(path) as engine:
        assert [each.text for each in engine.suggest("عنوان ")] == ["عنوان لاحق", "عنوان لاحق"]
        assert engine.suggest("نا") == engine.suggest("سا") == ()


def test_an_empty_collection_suggests_nothing(build_index: Any) -> None:
    """Without articles there is nothing to say."""
    with Engine.open(build_index([])) as engine:
        assert engine.suggest("ك") == ()
        assert engine.search("كتاب").suggestion is None


@settings(max_examples=200)
@given(st.data())
def test_every_suggestion_holds_what_was_typed(libraries: Any, data: st.DataObject) -> None:
    """A suggested word is in the index and begins so, with the article or without; a title holds the words;
    none comes twice, and there are no more than asked for."""
    library = data.draw(st.sampled_from(libraries))
    vocabulary = Snapshot.current(library.path).vocabulary
    written = data.draw(st.sampled_from(list(vocabulary.terms)))
    before = data.draw(st.sampled_from(["", "طريق ", "كتاب الصين "]))
    typed = before + written[: data.draw(st.integers(1, len(written)))]
    count = data.draw(st.integers(1, 20))
    found = library.engine.suggest(typed, count)
    assert len({(each.kind, each.text) for each in found}) == len(found) <= count
    key = surface(typed.removeprefix(before))
    stops = []
    for each in found:
        if each.kind == "title":
            keys = [surface(term) for term in library.analyzer.terms(each.text)]
            assert " ".join(keys).find(" ".join([*map(surface, before.split()), ""]).lstrip()) >= 0
            assert any(word.startswith((key, surface("ال") + key)) for word in keys)
            assert " ".join(library.articles[each.id].title.split()) == each.text
        else:
            word = each.text.removeprefix(before)
            assert each.text.startswith(before)
            assert vocabulary.terms.find(word) >= 0
            assert surface(word).startswith((key, surface("ال") + key))
            stops.append(word in STOP_WORDS)
    assert stops == sorted(stops)


def test_titles_are_kept_in_order(libraries: Any) -> None:
    """The words of all titles lie there in order, the newest title first, whatever was updated or deleted."""
    for library in libraries:
        snapshot = Snapshot.current(library.path)
        titles, keys = snapshot.titles, snapshot.vocabulary.channels["surface"].keys
        newest = sorted(
            (article for article in library.articles.values() if article.title),
            key=lambda article: (-(article.date.toordinal() if article.date else 0), article.id),
        )
        assert [snapshot.columns.ids[docnum] for docnum in titles.docs] == [each.id for each in newest]
        expected = [[surface(term) for term in library.analyzer.terms(each.title)] for each in newest]
        assert [keys[code] for code in titles.words] == [word for words in expected for word in words]
        assert titles.numbers.tolist() == [n for n, words in enumerate(expected) for _ in words]
        for code in range(len(keys)):
            places = titles.places_of(range(code, code + 1))
            assert places.tolist() == [place for place, word in enumerate(titles.words) if word == code]


@settings(max_examples=200)
@given(st.text(max_size=12) | st.text("اأبةى\u064e\ufefb \u200f\"'ﷺ؟()-12aA", max_size=12))
def test_any_text_may_be_typed(libraries: Any, typed: str) -> None:
    """Nothing a reader can type is an error."""
    assert len(libraries[0].engine.suggest(typed, 5)) <= 5
