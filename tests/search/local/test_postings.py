"""Where words stand and how hits are ordered and counted, held against reading every article."""

from __future__ import annotations

import datetime
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.local import Snapshot, writer
from kashaf.index.local.writer import ALONE
from kashaf.search import Engine, Filters
from kashaf.search.local import count_facets, filter_masks, ordered, postings
from kashaf.search.local.phrases import phrase_docs
from kashaf.search.local.postings import POSITION_BITS, added, frequencies, places_of_each

WORDS = ["كتاب", "كتب", "طريق", "الحرير", "الصين", "مصر", "نهر", "جبل"]
FORMS = [["كتاب", "كتب"], ["طريق"], ["الحرير", "الصين", "مصر"], ["نهر"], ["جبل"]]
ARTICLES = 60


def article(number: int) -> Article:
    """Return an article of some words, its fields drawn from few values."""
    rnd = random.Random(number)
    return Article(
        id=f"{number:03}",
        title=" ".join(rnd.choices(WORDS, k=3)),
        text=" ".join(rnd.choices(WORDS, weights=range(1, 9), k=rnd.randint(0, 30))),
        source=rnd.choice(["", "ب", "ا", "c"]),
        author=rnd.choice(["", "x"]),
        date=rnd.choice(
            [None, datetime.date(2020, 1, 1), datetime.date(2021, 5, 5), datetime.date(999, 9, 9)]
        ),
    )


@pytest.fixture(scope="module")
def index() -> Iterator[Path]:
    """Return an index of several segments with deletions in each."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "BYTES_PER_TOKEN", (ALONE.memory << 20) // 100)
        place = Path(folder, "a.kashaf")
        with Collection.create(place) as collection:
            collection.add_many(article(number) for number in range(ARTICLES))
        with Collection.open(place) as collection:
            for number in (0, 7, 30):
                collection.delete(f"{number:03}")
            collection.add(article(100))
        with Collection.open(place) as collection:
            collection.delete("100")
            collection.add(article(101))
            collection.add(article(8))
            collection.add(article(102))
            collection.delete("102")
        yield place


@pytest.fixture(scope="module")
def alive() -> list[Article]:
    """Return the articles that survive, in the order of their ids."""
    return [article(number) for number in [*range(ARTICLES), 101] if number not in (0, 7, 30)]


@pytest.mark.parametrize("dense", [0, 16, 10**9])
@settings(max_examples=40)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True),
    field=st.sampled_from(["title", "text"]),
)
def test_frequencies_and_places_equal_a_scan(
    index: Path, alive: list[Article], dense: int, words: list[str], field: str
) -> None:
    """A group's documents, frequencies and places over all segments equal reading the articles."""
    snapshot = Snapshot.current(index)
    assert not snapshot.all_alive
    terms = np.array(sorted(snapshot.vocabulary.terms.find(word) for word in words))
    by_number = {snapshot.columns.docnum(found.id): found for found in alive}
    wanted = {
        docnum: [at for at, word in enumerate(getattr(found, field).split()) if word in words]
        for docnum, found in sorted(by_number.items())
    }
    wanted = {docnum: found for docnum, found in wanted.items() if found}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_DENSE", dense)
        docs, freqs = frequencies(snapshot, field, terms)
        shares = 1 + np.arange(len(terms)) / 8
        same, weighed = frequencies(snapshot, field, terms, shares)
    assert docs.tolist() == same.tolist() == list(wanted)
    assert freqs.tolist() == [len(found) for found in wanted.values()]
    share = {snapshot.vocabulary.terms[term]: own for term, own in zip(terms.tolist(), shares, strict=True)}
    for docnum, value in zip(docs.tolist(), weighed.tolist(), strict=True):
        written = getattr(by_number[docnum], field).split()
        assert value == sum(share[written[at]] for at in wanted[docnum])
    some = docs[:: 1 + dense % 3]
    standing, none = places_of_each(snapshot, field, [terms, terms[:0]], some)
    assert standing.tolist() == [doc << POSITION_BITS | at for doc in some.tolist() for at in wanted[doc]]
    assert not len(none)


LIST = st.dictionaries(st.integers(0, 40), st.integers(0, 9))


@given(one=LIST, other=LIST)
def test_lists_are_added_document_by_document(one: dict[int, int], other: dict[int, int]) -> None:
    """Two ascending lists give the documents of both, ascending, each with the sum of its values."""
    parts = [
        (np.array(sorted(held), dtype=np.int64), np.array([float(held[doc]) for doc in sorted(held)]))
        for held in (one, other)
    ]
    docs, values = added(*parts[0], *parts[1])
    total = {doc: one.get(doc, 0) + other.get(doc, 0) for doc in sorted({*one, *other})}
    assert dict(zip(docs.tolist(), values.tolist(), strict=True)) == total
    assert docs.tolist() == list(total)


def test_words_of_no_document_have_no_places(index: Path) -> None:
    """No terms, and no documents, have no places."""
    snapshot = Snapshot.current(index)
    none = np.empty(0, dtype=np.int64)
    assert [len(found) for found in frequencies(snapshot, "text", none)] == [0, 0]
    assert [len(found) for found in places_of_each(snapshot, "text", [none, np.array([0])], none)] == [0, 0]
    assert places_of_each(snapshot, "text", [], none) == []
    assert len(phrase_docs(snapshot, "text", [np.array([0]), none])) == 0


@settings(max_examples=60)
@given(
    asked=st.lists(st.sampled_from(FORMS), min_size=1, max_size=3),
    field=st.sampled_from(["title", "text"]),
    slop=st.integers(0, 2),
)
def test_phrases_equal_a_scan(
    index: Path, alive: list[Article], asked: list[list[str]], field: str, slop: int
) -> None:
    """The documents of a phrase, each of its words in several forms, are those found by reading all."""
    snapshot = Snapshot.current(index)
    terms = [np.array(sorted(snapshot.vocabulary.terms.find(form) for form in forms)) for forms in asked]

    def holds(tokens: list[str]) -> bool:
        places = [[at for at, token in enumerate(tokens) if token in forms] for forms in asked]
        if not slop:
            return any(all(at + number in own for number, own in enumerate(places)) for at in places[0])
        return any(
            max(row) - min(row) < len(asked) + slop and len(set(row)) == len(row) for row in product(*places)
        )

    wanted = [found for found in alive if holds(getattr(found, field).split())]
    docs = phrase_docs(snapshot, field, terms, slop)
    assert docs.tolist() == sorted(snapshot.columns.docnum(found.id) for found in wanted)


@settings(max_examples=100)
@given(
    scores=st.lists(st.integers(0, 3), min_size=1, max_size=57),
    limit=st.integers(0, 70),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
)
def test_order_breaks_ties_by_score_then_id(
    index: Path, alive: list[Article], scores: list[int], limit: int, sort: str
) -> None:
    """The first hits are those of sorting all by date where asked, then score, then id; undated ones last."""
    columns = Snapshot.current(index).columns
    by_number = {columns.docnum(found.id): found for found in alive}
    docs = np.array(sorted(by_number)[: len(scores)])
    score = np.array(scores[: len(docs)], dtype=float)

    def key(at: int) -> tuple[float, float, str]:
        found = by_number[int(docs[at])]
        day = found.date.toordinal() if found.date else None
        when = (
            0.0 if sort == "relevance" else 1e9 if day is None else float(-day if sort == "newest" else day)
        )
        return when, -float(score[at]), found.id

    wanted = sorted(range(len(docs)), key=key)[:limit]
    assert ordered(columns, docs, score, sort, limit).tolist() == wanted


@settings(max_examples=40)
@given(
    year=st.lists(st.sampled_from([999, 2020, 2021, 1990]), max_size=2),
    source=st.lists(st.sampled_from(["ا", "ب", "absent"]), max_size=2),
    since=st.sampled_from([None, datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)]),
    until=st.sampled_from([None, datetime.date(2020, 12, 31), datetime.date(2021, 5, 5)]),
)
def test_filters_and_facets_equal_counting(
    index: Path,
    alive: list[Article],
    year: list[int],
    source: list[str],
    since: datetime.date | None,
    until: datetime.date | None,
) -> None:
    """Totals and facet counts equal those of counting articles; a facet is not narrowed by its own filter."""
    filters = Filters(year=tuple(year), source=tuple(source), date_from=since, date_to=until)

    def passes(found: Article, but: str = "") -> bool:
        day = found.date
        return (
            (but == "year" or not year or (day is not None and day.year in year))
            and (but == "source" or not source or found.source in source)
            and (since is None or (day is not None and day >= since))
            and (until is None or (day is not None and day <= until))
        )

    with Engine.open(index) as engine:
        results = engine.search(
            "كتاب OR كتب OR طريق OR الحرير OR مصر OR نهر OR جبل OR الصين", filters=filters
        )
    assert results.total == sum(map(passes, alive))
    for name in ("source", "author", "year"):
        values = [
            (f"{found.date.year:04}" if found.date else "") if name == "year" else getattr(found, name)
            for found in alive
            if passes(found, name)
        ]
        counts = Counter(value for value in values if value)
        wanted = sorted(counts.items(), key=lambda item: (-item[1], item[0].encode()))
        assert [(found.value, found.count) for found in results.facets[name]] == wanted
    assert list(results.facets) == ["section", "source", "author", "year"]


def test_masks_name_only_what_was_asked(index: Path) -> None:
    """Without filters there is no mask and every facet counts all documents."""
    columns = Snapshot.current(index).columns
    assert filter_masks(columns, Filters()) == {}
    docs = np.flatnonzero(columns.alive)
    assert sum(found.count for found in count_facets(columns, docs, {})["author"]) == sum(
        1 for docnum in docs.tolist() if columns.facets["author"].codes[docnum]
    )


def test_no_places_asked_for_gives_none(index: Path) -> None:
    """Ranking for zero hits counts them and names none."""
    with Engine.open(index) as engine:
        total, best = engine.rank("كتاب", count=0)
    assert total > 0
    assert best == []
