"""The bulk writer: what it inverts, how its segments become one, and what Whoosh reads of them."""

from __future__ import annotations

import datetime
import multiprocessing
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, open_dir
from whoosh.qparser import QueryParser

from kashaf.index import Article, Collection
from kashaf.index.analysis import Analyzer
from kashaf.index.check import check
from kashaf.index.errors import StorageFullError
from kashaf.index.local import Snapshot, columnar, intake, run as runs, segments, writer
from kashaf.index.local.codec import documents, merge
from kashaf.index.local.codec.invert import invert
from kashaf.index.local.codec.lists import cumulated
from kashaf.index.local.generations import current, directory_of
from kashaf.index.local.schema import to_stored
from kashaf.index.local.workers import Worker
from kashaf.index.settings import WorkSettings
from kashaf.search import Engine, Filters

WORDS = [
    "كتاب",
    "كتب",
    "الكتاب",
    "مكتبة",
    "طريق",
    "الطريق",
    "الحرير",
    "الصين",
    "نُقطة",
    "ـمصرـ",
    "2024",
    "Café",
]
WORDS += ["ﷺ", "إبرٰهيم", "أحمد", "احمد", "«قال»،", "؟", "...", "x-ray", "و20", "ﻧﻘﻄﺔ", "فضقٰط", "فضقاط"]
NUMBERS = st.integers(0, 11)


@given(st.lists(st.lists(st.integers(0, 6), max_size=12), max_size=8))
def test_inversion_equals_a_dictionary(documents: list[list[int]]) -> None:
    """Postings, frequencies and positions are those that reading token by token into a dictionary gives."""
    names = [f"t{number}" for number in range(7)]
    model: dict[int, dict[int, list[int]]] = {}
    for docnum, tokens in enumerate(documents):
        for position, rank in enumerate(tokens):
            model.setdefault(rank, {}).setdefault(docnum, []).append(position)
    ranks = np.array([rank for tokens in documents for rank in tokens], dtype=np.uint32)
    field = invert(
        columnar.packed_strings(names), ranks, cumulated(np.array(list(map(len, documents)), dtype=int))
    )
    for rank in range(7):
        held = model.get(rank, {})
        assert field.docs_of(rank).tolist() == list(held)
        assert field.freqs_of(rank).tolist() == [len(positions) for positions in held.values()]
        assert field.positions_of(rank).tolist() == [place for places in held.values() for place in places]


def test_wide_numbers_are_kept_whole() -> None:
    """A word 70,000 times in one document keeps its frequency and every position."""
    ranks = np.zeros(70_000, dtype=np.uint32)
    field = invert(columnar.packed_strings(["a"]), ranks, np.array([0, 70_000]))
    assert field.freqs_of(0).tolist() == [70_000]
    assert field.positions_of(0).tolist() == list(range(70_000))


def article(number: int, seed: int) -> Article:
    """Return an article of a few of the words, some without a text, a date or a source."""
    rnd = random.Random(seed)
    words = rnd.choices(WORDS, k=rnd.choice([0, 1, 5, 40, 80]))
    title = " ".join(rnd.choices(WORDS, k=rnd.randint(0, 4))) or "بلا"
    return Article(
        id=f"id{number}",
        title=title,
        text=rnd.choice([" ", "\n", "\t ", "\u00a0"]).join(words),
        source=rnd.choice(["", "s1", "s2"]),
        section=rnd.choice(["", "a b"]),
        author=rnd.choice(["", "و", "ي"]),
        date=rnd.choice([None, datetime.date(987, 1, 2), datetime.date(2020 + seed % 3, 1, 2)]),
    )


Operation = tuple[str, int, int]
OPERATIONS = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), NUMBERS, st.integers(0, 2**16)),
            st.tuples(st.just("delete"), NUMBERS, st.just(0)),
        ),
        max_size=12,
    ),
    min_size=1,
    max_size=4,
)


def run(index: Path, sessions: Sequence[Sequence[Operation]]) -> dict[str, Article]:
    """Run writer sessions on a new index; return the articles that survive, by id."""
    alive: dict[str, Article] = {}
    for session in sessions:
        opened = Collection.open(index) if (index / "CURRENT").exists() else Collection.create(index)
        with opened as collection:
            for verb, number, seed in session:
                if verb == "add":
                    found = article(number, seed)
                    collection.add(found)
                    alive[found.id] = found
                else:
                    collection.delete(f"id{number}")
                    alive.pop(f"id{number}", None)
    return alive


def fresh(index: Path, articles: Sequence[Article]) -> None:
    """Build an index of articles at once."""
    with Collection.create(index) as collection:
        collection.add_many(articles)


@contextmanager
def small_runs(tokens: int) -> Iterator[None]:
    """Let writers write a segment after so many runs of non-space."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "BYTES_PER_TOKEN", (writer.ALONE.memory << 20) // tokens if tokens else 1 << 40)
        patch.setattr(runs, "_TOGETHER", 1)
        yield


QUESTIONS = (
    "كتاب",
    "الكتاب الطريق",
    '"طريق الحرير"',
    '"كتاب طريق"~3',
    "+الصين -كتب",
    "(نقطة OR مصر) احمد",
    "title:كتاب",
    "source:s1 كتاب",
    "كت*",
    "=الكتاب",
    "فضقٰط",
    "إبرهيم",
    "date:2021",
    "-كتاب",
    "ﷺ",
    "",
)


def said(index: Path, *, sort: str = "relevance") -> list[Any]:
    """Return all an engine says of the questions, without the generation and the time."""
    found = []
    with Engine.open(index) as engine:
        for question in QUESTIONS:
            for filters in (None, Filters(year=(2020, 987)), Filters(source=("s1",), author=("و", "ي"))):
                results = engine.search(question, per_page=50, sort=sort, filters=filters).to_dict()
                del results["took_ms"], results["generation"]
                found.append(results)
        summary = engine.summary()
        found.append((summary.articles, summary.first, summary.last, summary.sources))
        found.append([recent.id for recent in engine.recent(5)])
    return found


def slice_of(at: Any) -> tuple[int, int]:
    """Return the first posting of a single term, and the one after its last."""
    return at.start, at.stop


def content(index: Path) -> dict[str, Any]:
    """Return what a snapshot holds of each article and of the vocabulary, by id and by word."""
    snapshot = Snapshot.current(index)
    columns = snapshot.columns
    ids = {docnum: columns.ids[docnum] for docnum in np.flatnonzero(columns.alive).tolist()}
    words: dict[str, Any] = {}
    for number, term in enumerate(snapshot.vocabulary.terms):
        for field in ("title", "text"):
            for postings in snapshot.postings(field, np.array([number])):
                docs, freqs = postings.counted()
                counts, positions = postings.field.positions_at(np.arange(*slice_of(postings.at)))
                assert counts.tolist() == freqs.tolist()
                places = np.split(positions, np.cumsum(counts)[:-1])
                for docnum, found in zip(docs.tolist(), places, strict=True):
                    if docnum in ids:
                        words[f"{term} {field} {ids[docnum]}"] = found.tolist()
    return {
        "words": words,
        "terms": list(snapshot.vocabulary.terms),
        "articles": {id: snapshot.article(docnum) for docnum, id in ids.items()},
        "anchors": {id: snapshot.anchors(docnum) for docnum, id in ids.items()},
        "lengths": {
            (id, field): int(columns.lengths[field][docnum])
            for docnum, id in ids.items()
            for field in columns.lengths
        },
        "order": [ids[docnum] for docnum in columns.by_id.tolist()],
    }


@settings(max_examples=6)
@given(sessions=OPERATIONS, tokens=st.sampled_from([1, 20, 200, 1 << 23]))
def test_sessions_equal_a_fresh_build(sessions: Any, tokens: int) -> None:
    """Any additions, replacements and deletions equal a fresh build of the survivors."""
    with tempfile.TemporaryDirectory() as folder, small_runs(tokens):
        one, other = Path(folder, "one.kashaf"), Path(folder, "other.kashaf")
        alive = run(one, sessions)
        fresh(other, list(alive.values()))
        check(one)
        assert content(one) == content(other)
        assert content(one)["articles"] == alive
        assert said(one) == said(other)
        assert said(one, sort="newest") == said(other, sort="newest")


@contextmanager
def early_sharing(tokens: int) -> Iterator[None]:
    """Let a writer of so small runs start a second process, and give it articles, after the first few."""
    with small_runs(tokens), pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "_MANY", 20)
        patch.setattr(documents, "TRAINED_BY", 1)
        yield


def test_processes_write_what_one_writes(tmp_path: Path) -> None:
    """An index that two processes wrote, with replacements and deletions, equals that of a single one."""
    one, other = tmp_path / "one.kashaf", tmp_path / "other.kashaf"
    with early_sharing(300):
        for index, jobs in ((one, 1), (other, 2)):
            with Collection.create(index, work=WorkSettings(jobs=jobs)) as collection:
                collection.add_many(article(number, 5) for number in range(60))
                assert len(multiprocessing.active_children()) == jobs - 1
                collection.add_many(article(number, 6) for number in range(0, 60, 7))
                collection.delete("id3")
            with Collection.open(index, work=WorkSettings(jobs=jobs)) as collection:
                collection.add_many(article(number, 7) for number in range(50, 90))
    check(other)
    assert content(one) == content(other)
    assert said(one) == said(other)


def test_processes_write_the_bytes_of_one(tmp_path: Path) -> None:
    """Whichever process takes in which articles, a segment and all that is derived has the same bytes."""
    rnd = random.Random(4)
    articles = [article(rnd.randrange(250), rnd.randrange(10**6)) for _ in range(300)]
    found = []
    with early_sharing(1 << 20):
        for jobs in (1, 2):
            index = tmp_path / f"{jobs}.kashaf"
            with Collection.create(index, work=WorkSettings(jobs=jobs)) as collection:
                collection.add_many(articles)
                taken = sum(isinstance(part, Future) for part in collection._begun()._intake._queue)
                assert jobs == 1 or taken
            # the names of segments are drawn
            files = {path.suffix: path for path in segments_of(index)}
            files |= {path.name: path for path in directory_of(index, 1).glob("*.bin")}
            found.append({name: path.read_bytes() for name, path in files.items()})
    assert found[0] == found[1]


def test_runs_end_where_they_do_in_one_process(tmp_path: Path) -> None:
    """What is at work in the second process counts, also where long words are followed by many short ones."""
    sparse = [Article(id=f"s{number}", title="", text="ا" * 300 + f" {number}") for number in range(300)]
    dense = [Article(id=f"d{number}", title="", text="ب " * 150) for number in range(300)]
    write, ends = runs.Run.write, {1: [], 2: []}

    def writing(run: runs.Run, directory: Path, jobs: int) -> Any:
        ends[jobs].append(len(run))
        return write(run, directory)

    with early_sharing(8000), pytest.MonkeyPatch.context() as patch:
        for jobs in ends:
            patch.setattr(runs.Run, "write", partialmethod(writing, jobs=jobs))
            with Collection.create(tmp_path / f"{jobs}.kashaf", work=WorkSettings(jobs=jobs)) as collection:
                collection.add_many([*sparse, *dense])
    assert len(ends[1]) > 3
    assert ends[2][:-1] == pytest.approx(ends[1][:-1], rel=0.1)


def build_and_kill(index: Path, articles: int) -> None:
    """Build anew of twice so many articles, and kill the second process between."""
    with Collection.create(index, replace=True, work=WorkSettings(jobs=2)) as collection:
        collection.add_many(article(number, 6) for number in range(articles))
        (process,) = multiprocessing.active_children()
        process.kill()
        collection.add_many(article(number, 7) for number in range(articles))


@pytest.mark.parametrize("articles", [30, 300])
def test_a_second_process_that_is_killed_ends_the_build_alone(tmp_path: Path, articles: int) -> None:
    """When the second process is killed, early or late, the build says so and the old index answers."""
    index = tmp_path / "a.kashaf"
    fresh(index, [article(number, 5) for number in range(20)])
    before = content(index)
    with early_sharing(1 << 20), pytest.raises(StorageFullError, match="second process"):
        build_and_kill(index, articles)
    assert multiprocessing.active_children() == []
    assert content(index) == before


def told(taking: intake.Intake, batch: intake.Batch) -> dict[str, Any]:
    """Return what a batch says, its words by name."""
    names = list(taking.terms)
    return {
        "words": {field: [names[word] for word in words] for field, words in batch.words.items()},
        "lengths": {field: lengths.tolist() for field, lengths in batch.lengths.items()},
        "anchors": [array.tolist() for array in batch.anchors],
        "sketches": batch.sketches.tolist(),
        "values": batch.values,
        "documents": batch.documents,
    }


@settings(max_examples=4, deadline=None)
@given(
    seeds=st.lists(st.integers(0, 2**16), min_size=1, max_size=80),
    most=st.integers(0, 3),
    load=st.integers(1, 5),
    waiting=st.integers(0, 9),
)
def test_batches_come_in_the_order_of_the_articles(
    seeds: list[int], most: int, load: int, waiting: int
) -> None:
    """However the articles are shared out, what is taken in is what one process takes in, in their order."""
    stored = [to_stored(article(number, seed)) for number, seed in enumerate(seeds)]
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_MOST_AT_WORK", most), ("_LOAD", load), ("_MOST_WAITING", waiting)):
            patch.setattr(intake, name, value)
        for allowed in (False, True):
            worker = Worker(allowed=allowed)
            taking = intake.Intake(worker)
            found.append([])
            for number, one in enumerate(stored):
                if number == len(stored) // 3:
                    worker.start()
                if number == len(stored) // 2:
                    found[-1] += map(partial(told, taking), taking.rest([], b""))
                    taking.forget()
                taking.add([one], b"")
                found[-1] += map(partial(told, taking), taking.taken())
            found[-1] += map(partial(told, taking), taking.rest([], b""))
            worker.close()
    assert found[0] == found[1]


@settings(max_examples=6)
@given(seeds=st.lists(st.integers(0, 2**16), min_size=1, max_size=30), block=st.sampled_from([1, 7, 1 << 22]))
def test_many_runs_equal_one(seeds: list[int], block: int) -> None:
    """A segment after every article, merged in blocks of any size, equals one segment of all."""
    articles = [article(number, seed) for number, seed in enumerate(seeds)]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "BLOCK", block)
        patch.setattr(segments, "GROWTH", 10**9)  # all of them become one
        one, other = Path(folder, "one.kashaf"), Path(folder, "other.kashaf")
        fresh(one, articles)
        with small_runs(0):
            fresh(other, articles)
        assert content(other) == content(one)
        wanted, found = (
            columnar.Arrays(next(directory_of(index, 1).glob("*.kinv"))) for index in (one, other)
        )
        assert {name: array.tolist() for name, array in found.items()} == {
            name: array.tolist() for name, array in wanted.items()
        }


def segments_of(index: Path) -> list[Path]:
    """Return the segments' files in the current generation."""
    return sorted(directory_of(index, current(index)).glob("MAIN_*"))


def test_a_segment_of_deleted_articles_leaves_no_file(tmp_path: Path) -> None:
    """When all articles of a segment are deleted its two files go too."""
    index = tmp_path / "a.kashaf"
    fresh(index, [article(number, number) for number in range(5)])
    with Collection.open(index) as collection:
        for number in range(5):
            collection.delete(f"id{number}")
    assert segments_of(index) == []
    check(index)
    with Engine.open(index) as engine:
        assert engine.search("كتاب").total == 0
    with Collection.open(index) as collection:
        collection.add(article(1, 1))
    assert len(segments_of(index)) == 2


def test_articles_of_titles_only_take_a_text_later(tmp_path: Path) -> None:
    """A segment without one word of text, once written anew, still merges with one that has some."""
    index = tmp_path / "a.kashaf"
    fresh(index, [Article(id="1", title="عنوان", text=""), Article(id="2", title="آخر", text="")])
    with Collection.open(index) as collection:
        collection.delete("1")
    with Collection.open(index) as collection:
        collection.add(Article(id="3", title="ثالث", text="نص طويل"))
    with Engine.open(index) as engine:
        assert [hit.id for hit in engine.search('"نص طويل"').hits] == ["3"]
        assert engine.search("آخر").total == 1


def test_compaction_drops_words_of_deleted_articles(tmp_path: Path) -> None:
    """A word that only deleted articles held is gone from the file once their segment is written anew."""
    index = tmp_path / "a.kashaf"
    fresh(index, [Article(id=str(number), title=f"word{number}", text="shared") for number in range(20)])
    with Collection.open(index) as collection:
        for number in range(10):
            collection.delete(str(number))
    (inverted,) = [path for path in segments_of(index) if path.suffix == ".kinv"]
    held = b"".join(array.tobytes() for array in columnar.Arrays(inverted).values())
    assert b"word12" in held
    assert b"word3" not in held


def test_segments_stay_few(tmp_path: Path) -> None:
    """Forty commits of one article each leave a handful of segments, each four times the later ones."""
    index = tmp_path / "a.kashaf"
    fresh(index, [article(0, 0)])
    for number in range(1, 40):
        with Collection.open(index) as collection:
            collection.add(article(number, number))
    assert len(segments_of(index)) <= 2 * 4
    with Engine.open(index) as engine:
        assert engine.summary().articles == 40


@settings(max_examples=5)
@given(
    seeds=st.lists(st.integers(0, 2**16), min_size=1, max_size=40), picked=st.randoms(use_true_random=False)
)
def test_whoosh_opens_what_the_bulk_writer_wrote(
    parity: Any, seeds: list[int], picked: random.Random
) -> None:
    """Through Whoosh's own interface an index scores as one of the same words on the standard codec."""
    articles = [article(number, seed) for number, seed in enumerate(seeds)]
    terms = Analyzer.default().terms
    documents = [
        {"id": found.id, "title": " ".join(terms(found.title)), "text": " ".join(terms(found.text))}
        for found in articles
    ]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as standard:
        index = Path(folder, "a.kashaf")
        fresh(index, articles)
        ours = open_dir(str(directory_of(index, 1)), indexname="MAIN")
        words = TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True)
        one = FileIndex.create(
            FileStorage(standard), Schema(id=ID(stored=True), title=words, text=words), "MAIN"
        )
        parity.write(one, [parity.commit(added=documents)], None)
        known = sorted({word for found in documents for word in found["text"].split()} | {"غائب"})
        for _ in range(15):
            few, field = picked.choices(known, k=3), picked.choice(["title", "text"])
            for query in (
                q.Term(field, few[0]),
                q.And([q.Term("text", few[0]), q.Or([q.Term(field, few[1]), q.Term("title", few[2])])]),
                q.Phrase("text", few[:2], slop=picked.randint(1, 3)),
                q.Prefix(field, few[0][:2]),
                q.AndMaybe(q.Every("text"), q.Term(field, few[2], boost=2.0)),
            ):
                parity.compare(one, ours, query)


def test_whoosh_parses_and_reads_the_index(tmp_path: Path) -> None:
    """Whoosh's query parser splits text into the terms the index holds, and reads the stored fields."""
    index = tmp_path / "a.kashaf"
    fresh(
        index, [Article(id="1", title="السمٰوات", text="إبرٰهيم قرأ الـكِتاب", date=datetime.date(2020, 1, 2))]
    )
    opened = open_dir(str(directory_of(index, 1)), indexname="MAIN")
    with opened.searcher() as searcher:
        for question in ("إبرٰهيم", "title:السمٰوات", "الكتاب", '"قرأ الكتاب"', "date:2020-01-02", "id:1"):
            (hit,) = searcher.search(QueryParser("text", opened.schema).parse(question))
            assert (hit["id"], hit["date"]) == ("1", "2020-01-02")
        assert Counter(dict(searcher.reader().stored_fields(0)))["title"] == "السمٰوات"


def test_a_word_is_read_alike_whatever_the_collection_attests(tmp_path: Path) -> None:
    """A superscript alef read one way in the articles is read the same way in a question about them."""
    index = tmp_path / "a.kashaf"
    texts = ["فضقٰط الكتاب", "فضقاط أولا", "فضقاط ثانيا"]
    fresh(index, [Article(id=str(number), title="عنوان", text=text) for number, text in enumerate(texts)])
    with Engine.open(index) as engine:
        assert "0" in [hit.id for hit in engine.search("فضقٰط").hits]
        (hit,) = engine.search("=فضقٰط").hits
        assert hit.snippets[0].spans == ((0, 5),)
