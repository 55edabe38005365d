"""The engine as an application meets it."""

from __future__ import annotations

import contextlib
import datetime
import json
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import (
    Article,
    Collection,
    IndexCorruptError,
    IndexNotFoundError,
    IndexOutdatedError,
    SettingsError,
)
from kashaf.search import Engine, Filters, QueryError, QueryTooLongError, generation
from kashaf.search.results import MAX_DEPTH, Results

QUESTIONS = [
    "كتاب",
    "طريق الصين",
    '"كتاب الصين"~5',
    "كتا*",
    "=أحمد",
    "من",
    "title:كتاب",
    "source:الصين",
    "date:2021..2023 مدرسة",
    "كتاب أو طريق -مدرسة",
    "",
    "(كتاب طريق) أو china",
]


@pytest.fixture(scope="session")
def two_articles(build_index: Any) -> Path:
    """Return an index of two articles; a test that writes takes ``own``."""
    day = datetime.date(2022, 9, 14)
    built: Path = build_index(
        [
            Article(id="1", title="طريق", text="طريق الحرير القديم", date=day),
            Article(id="2", title="كتاب", text="كتاب قديم", source="الشرق"),
        ]
    )
    return built


@pytest.fixture
def own(two_articles: Path, tmp_path: Path) -> Path:
    """Return an index of two articles, to change or damage."""
    return Path(shutil.copytree(two_articles, tmp_path / "own.kashaf"))


@pytest.fixture(scope="session")
def two_generations(two_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index with a second generation, which holds a third article."""
    path = Path(shutil.copytree(two_articles, tmp_path_factory.mktemp("two") / "two.kashaf"))
    _add(path, "3", "خبر جديد")
    return path


def _add(path: Path, id: str, text: str) -> None:
    with Collection.open(path) as collection:
        collection.add(Article(id=id, title="", text=text))


def _gist(results: Results) -> dict[str, Any]:
    return {**results.to_dict(), "took_ms": 0}


def _wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


@settings(max_examples=500)
@given(
    query=st.one_of(
        st.text(alphabet='ابتكو من()«»"-*=:~|.01٤٥\u200f\ud800ّ', max_size=50),
        st.text(alphabet=st.characters(codec=None), max_size=40),
        st.lists(
            st.sampled_from([*'كتاب طريق " ( ) - * = title: source: date:2021 من ~2'.split(), " أو ", " "]),
            max_size=20,
        ).map("".join),
    ),
    mode=st.sampled_from(["words", "any", "exact"]),
)
def test_no_question_breaks_the_engine(libraries: list[Any], query: str, mode: str) -> None:
    """Whatever is typed is answered or refused with a ``QueryError``; searching, marking and explaining."""
    library = libraries[0]
    article = next(iter(library.articles.values()))
    try:
        results = library.engine.search(query, mode=mode)
    except QueryError:
        with pytest.raises(QueryError):
            library.engine.mark(query, article, mode=mode)
        return
    assert results.total >= results.complete >= 0
    assert len(results.hits) == min(results.total, 10)
    json.dumps(results.to_dict())
    library.engine.mark(query, article, mode=mode)
    assert library.engine.explain(query, article.id, mode=mode) is not None


STRANGE = (
    "ابتثجحخدرزسشصضطظعغفقكلمنهوي" * 2 + '  abcXYZ0123456789٠١٢٣"«»“”()*=-:~|؟،؛.!\t\n\0\x1b\u200f\u202eّـ'
)


@pytest.mark.slow
def test_ten_thousand_random_strings_are_answered_at_once(libraries: list[Any]) -> None:
    """Of ten thousand strings of letters, signs and controls each is answered or refused, within a second."""
    chance = random.Random(5)
    for _ in range(10_000):
        query = "".join(chance.choices(STRANGE, k=chance.randrange(80)))
        began = time.thread_time()
        with contextlib.suppress(QueryError):
            libraries[0].engine.search(query, snippets=1)
        assert time.thread_time() - began < 1.0, query


def test_a_prefix_finds_every_word_that_begins_so(build_index: Any) -> None:
    """However many words begin as typed, each article with one is found, and the total says so."""
    letters = str.maketrans("0123456789", "بتثجحخدذرز")
    articles = [Article(id=str(n), title="", text=f"صنم{n:04}".translate(letters)) for n in range(1500)]
    with Engine.open(build_index(articles)) as engine:
        assert engine.search("صنم*").total == 1500
        assert engine.search("صنمت*").total == 500


def test_threads_get_the_answers_of_one(libraries: list[Any]) -> None:
    """32 threads on a fresh engine get the answers that one thread gets."""
    path = libraries[1].path
    expected = [_gist(libraries[1].engine.search(query, per_page=50)) for query in QUESTIONS]
    barrier = threading.Barrier(32)

    def work(seed: int) -> list[dict[str, Any]]:
        barrier.wait()
        order = [(seed + step) % len(QUESTIONS) for step in range(len(QUESTIONS))]
        found = {at: _gist(engine.search(QUESTIONS[at], per_page=50)) for at in order}
        return [found[at] for at in range(len(QUESTIONS))]

    with Engine.open(path) as engine, ThreadPoolExecutor(32) as pool:
        for answers in pool.map(work, range(32)):
            assert answers == expected


def test_a_new_generation_is_followed(own: Path) -> None:
    """About a second after a commit the engine searches the new generation, without being reopened."""
    with Engine.open(own) as engine:
        assert engine.search("جديد").total == 0
        _add(own, "3", "خبر جديد")
        assert _wait_for(lambda: engine.generation == 2)
        assert [hit.id for hit in engine.search("جديد").hits] == ["3"]
        assert engine.trouble is None


def test_a_held_generation_is_not_left(own: Path) -> None:
    """An engine that is held answers from its generation while the one it came from follows the next."""
    with Engine.open(own) as engine:
        held = engine.hold()
        assert (held.identity, held.generation, held.trouble) == (engine.identity, 1, None)
        _add(own, "3", "خبر جديد")
        assert _wait_for(lambda: engine.generation == 2)
        assert (held.search("جديد").total, held.get("3"), held.summary().articles) == (0, None, 2)
        assert engine.identity != held.identity
        held.close()
        assert engine.search("جديد").total == 1
        with pytest.raises(ValueError, match="closed"):
            held.get("1")


def test_an_index_built_anew_has_another_identity(own: Path) -> None:
    """The first generation of an index deleted and built anew is told from the first one before."""
    with Engine.open(own) as before:
        shutil.rmtree(own)
        with Collection.create(own) as collection:
            collection.add(Article(id="1", title="طريق", text="خبر جديد"))
        with Engine.open(own) as after:
            assert before.generation == after.generation == 1
            assert before.identity != after.identity


def test_a_rollback_is_followed(two_articles: Path, two_generations: Path, tmp_path: Path) -> None:
    """A pointer set back is followed like a new generation."""
    path = Path(shutil.copytree(two_generations, tmp_path / "own.kashaf"))
    with Engine.open(path) as engine:
        assert engine.search("جديد").total == 1
        (path / "CURRENT").write_bytes((two_articles / "CURRENT").read_bytes())
        assert _wait_for(lambda: engine.generation == 1)
        assert engine.search("جديد").total == 0


def test_an_old_generation_outlives_its_files(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot in use goes on answering, stored articles too, when rebuilds have removed its files."""
    monkeypatch.setattr(generation, "_PATIENCE", 3600.0)
    with Engine.open(own) as engine:
        for number in range(3):
            _add(own, f"n{number}", "خبر جديد")
        assert not (own / "gen-000001").exists()
        assert [hit.article.text for hit in engine.search("الحرير").hits] == ["طريق الحرير القديم"]
        assert engine.generation == 1


@pytest.mark.parametrize("damage", ["delete", "truncate", "empty"])
@pytest.mark.parametrize(
    "name",
    "columns.bin vocabulary.bin spellings.bin titles.bin background.bin attested.bin manifest.json "
    "_MAIN_1.toc".split(),
)
def test_a_damaged_generation_leaves_the_old_one_answering(
    two_articles: Path,
    two_generations: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    damage: str,
) -> None:
    """While the new generation cannot be opened the old one answers and ``trouble`` says why."""
    path = Path(shutil.copytree(two_generations, tmp_path / "own.kashaf"))
    newest = (path / "CURRENT").read_bytes()
    (path / "CURRENT").write_bytes((two_articles / "CURRENT").read_bytes())
    monkeypatch.setattr(generation, "_PATIENCE", 0.0)
    with Engine.open(path) as engine:
        file = path / "gen-000002" / name
        sound = file.read_bytes()
        # a name of its own: the generations share what they have alike
        file.unlink()
        file.write_bytes(sound[: len(sound) // 2] if damage == "truncate" else b"")
        if damage == "delete":
            file.unlink()
        (path / "CURRENT").write_bytes(newest)
        assert [hit.id for hit in engine.search("طريق").hits] == ["1"]
        assert engine.generation == 1
        assert "gen-000002" in str(engine.trouble)
        file.write_bytes(sound)
        assert engine.generation == 2
        assert engine.trouble is None
        assert [hit.id for hit in engine.search("جديد").hits] == ["3"]


def test_an_index_taken_away_leaves_the_engine_answering(own: Path) -> None:
    """An engine whose directory vanishes goes on answering from what it holds, and says so."""
    with Engine.open(own) as engine:
        shutil.rmtree(own)
        assert _wait_for(lambda: bool(engine.generation and engine.trouble))
        assert [hit.id for hit in engine.search("كتاب").hits] == ["2"]


def test_a_closed_engine_says_so(own: Path) -> None:
    """A closed engine raises ``ValueError``, also when a new generation comes, and closes twice."""
    engine = Engine.open(own)
    engine.close()
    engine.close()
    _add(own, "3", "خبر جديد")
    time.sleep(1.1)
    with pytest.raises(ValueError, match="closed"):
        engine.search("طريق")
    with pytest.raises(ValueError, match="closed"):
        engine.get("1")


def test_no_index(tmp_path: Path) -> None:
    """Opening a path without an index names the path and the command that builds one."""
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexNotFoundError, match="kashaf build SOURCE --index") as caught:
            Engine.open(path)
        assert str(path) in str(caught.value)


def test_a_damaged_or_outdated_index_names_the_way_out(own: Path) -> None:
    """Opening a damaged index raises ``IndexCorruptError``, and both errors name the rebuild."""
    (own / "gen-000001" / "columns.bin").write_bytes(b"KASHAF1\n")
    with pytest.raises(IndexCorruptError, match="kashaf build"):
        Engine.open(own)
    assert "kashaf build" in str(IndexOutdatedError(own, "a", "b"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", 0),
        ("page", -1),
        ("page", 101),
        ("per_page", 0),
        ("per_page", -5),
        ("per_page", 101),
        ("sort", "date"),
        ("sort", ""),
        ("mode", "all"),
        ("mode", "WORDS"),
    ],
)
def test_a_setting_outside_its_range(libraries: list[Any], name: str, value: Any) -> None:
    """A page, a length of page, a sort or a mode that does not exist raises ``SettingsError``."""
    with pytest.raises(SettingsError) as caught:
        libraries[0].engine.search("كتاب", **{name: value})
    assert (caught.value.name, caught.value.value) == (name, value)
    assert caught.value.allowed


def test_mark_and_explain_check_the_mode(libraries: list[Any]) -> None:
    """Marking and explaining refuse a mode that does not exist, and a question that is too long."""
    engine, article = libraries[0].engine, next(iter(libraries[0].articles.values()))
    with pytest.raises(SettingsError):
        engine.mark("كتاب", article, mode="all")
    with pytest.raises(SettingsError):
        engine.explain("كتاب", article.id, mode="all")
    with pytest.raises(QueryTooLongError):
        engine.mark("ا" * 257, article)


@pytest.mark.parametrize("query", ["", "   ", "؟!", "()", '""', "\u200f", "-"])
@pytest.mark.parametrize("mode", ["words", "any", "exact"])
def test_an_empty_question_has_no_hits(libraries: list[Any], query: str, mode: str) -> None:
    """A question without a word has no hits, no facets and no pages, and is no error."""
    found = libraries[0].engine.search(query, mode=mode, filters=Filters(year=(2021,)))
    assert (found.total, found.complete, found.hits, found.pages) == (0, 0, (), 0)
    assert all(values == () for values in found.facets.values())


def test_a_page_past_the_end_is_empty(libraries: list[Any]) -> None:
    """A page past the end has no hits and still tells the total."""
    found = libraries[0].engine.search("كتاب", page=50)
    assert found.hits == ()
    assert found.total == libraries[0].engine.search("كتاب").total > 0


@pytest.fixture(scope="module")
def many(build_index: Any) -> Iterator[Engine]:
    """Return an engine on more articles than paging reaches."""
    path = build_index(Article(id=f"{number:04}", title="", text="خبر") for number in range(1050))
    with Engine.open(path) as engine:
        yield engine


@pytest.mark.parametrize("per_page", [1, 3, 7, 30, 99, 100])
def test_every_page_that_is_promised_can_be_asked(many: Engine, per_page: int) -> None:
    """``pages`` is the last page that may be asked for; it ends at the 1,000th hit and the total is exact."""
    pages = many.search("خبر", per_page=per_page).pages
    last = many.search("خبر", page=pages, per_page=per_page)
    assert last.total == 1050
    assert last.hits[-1].rank == MAX_DEPTH
    assert last.hits[-1].id == f"{MAX_DEPTH - 1:04}"
    with pytest.raises(SettingsError):
        many.search("خبر", page=pages + 1, per_page=per_page)


def test_the_json_of_results_is_frozen(engine_on: Any) -> None:
    """The JSON form has these keys and no others, survives JSON, and dates are ISO strings."""
    engine = engine_on(
        Article(id="a", title="طريق", text="طريق الحرير", source="س", date=datetime.date(2022, 9, 14))
    )
    found = engine.search("طريق").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert (
        list(found)
        == (
            "schema generation query mode sort page per_page pages total complete folded took_ms suggestion "
            "rescues facets histogram hits"
        ).split()
    )
    assert found["schema"] == 1
    [hit] = found["hits"]
    assert (
        list(hit)
        == (
            "rank score complete matches duplicates id title title_spans facet_spans source author section "
            "url date snippets"
        ).split()
    )
    assert hit["date"] == "2022-09-14"
    assert hit["title_spans"] == [[0, 4]]
    assert hit["snippets"] == [{"text": "طريق الحرير", "spans": [[0, 4]], "offset": 0}]
    assert list(found["facets"]) == ["section", "source", "author", "year"]
    assert found["facets"]["year"] == [{"value": "2022", "count": 1}]


def test_get(libraries: list[Any]) -> None:
    """An article comes back as it was added, by its exact id; an unknown id gives ``None``."""
    library = libraries[2]
    for id, article in library.articles.items():
        assert library.engine.get(id) == article
    for id in ("", "no such", "00", "1 ", "\ud800", "\U0010ffff"):
        assert library.engine.get(id) is None


def test_recent(libraries: list[Any]) -> None:
    """The newest articles come first, those without a date last, equal dates by id."""
    library = libraries[0]
    everything = library.engine.recent(1000)
    expected = sorted(library.articles.values(), key=lambda a: (-(a.date.toordinal() if a.date else 0), a.id))
    assert list(everything) == expected
    assert library.engine.recent(3) == everything[:3]
    assert library.engine.recent(0) == ()


def test_summary(libraries: list[Any]) -> None:
    """The summary counts the articles and names the first and last day, the sources and the generation."""
    library = libraries[0]
    summary = library.engine.summary()
    days = [article.date for article in library.articles.values() if article.date]
    sections = [article.section for article in library.articles.values() if article.section]
    sources = [article.source for article in library.articles.values() if article.source]
    assert summary.articles == len(library.articles)
    assert (summary.first, summary.last) == (min(days), max(days))
    assert {value.value: value.count for value in summary.sources} == {
        source: sources.count(source) for source in sources
    }
    assert {value.value: value.count for value in summary.sections} == {
        section: sections.count(section) for section in sections
    }
    assert summary.generation == library.engine.generation == 3
    assert summary.built.utcoffset() == datetime.timedelta(0)


def test_an_index_without_articles(tmp_path: Path) -> None:
    """An index of nothing answers everything with nothing."""
    Collection.create(tmp_path / "empty.kashaf").__exit__(None, None, None)
    with Engine.open(tmp_path / "empty.kashaf") as engine:
        for query in QUESTIONS:
            assert engine.search(query).total == 0
        summary = engine.summary()
        assert (summary.articles, summary.first, summary.last, summary.sources) == (0, None, None, ())
        assert engine.recent(5) == ()
        assert engine.get("1") is None


def test_exact_mode_takes_the_words_as_written(engine_on: Any) -> None:
    """Exact mode finds the spelling as written, vowel signs apart, side by side."""
    engine = engine_on(a="كتب أحمد كِتَابًا", b="كتب احمد كتابا", c="كتابا أحمد كتب")
    assert {hit.id for hit in engine.search("أحمد كتابا", mode="exact").hits} == {"a"}
    assert {hit.id for hit in engine.search("احمد كِتابا", mode="exact").hits} == {"b"}
    assert {hit.id for hit in engine.search("أحمد كتابا").hits} == {"a", "b", "c"}
