"""Articles in by way of the library, and what of them is searched afterwards."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection, IndexExistsError, SettingsError
from kashaf.index.check import check
from kashaf.index.settings import AnalysisSettings
from kashaf.index.stats import stats
from kashaf.search import Engine


def ids(path: Path) -> list[str]:
    with Engine.open(path) as engine:
        return sorted(article.id for article in engine.recent(100))


def folders(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir() if entry.is_dir())


def test_what_was_added_is_found_after_the_context(tmp_path, article) -> None:
    """A clean exit publishes; generation and count say so."""
    with Collection.create(tmp_path / "a") as collection:
        assert (collection.generation, collection.articles) == (0, 0)
        collection.add(article("1", "طريق الحرير"))
        assert not (tmp_path / "a" / "CURRENT").exists()
    assert (collection.generation, collection.articles) == (1, 1)
    assert collection.path == tmp_path / "a"
    with Engine.open(tmp_path / "a") as engine:
        assert [hit.id for hit in engine.search("الحرير").hits] == ["1"]
    check(tmp_path / "a")


def test_every_field_of_an_article_comes_back(tmp_path) -> None:
    """An article is stored as it was given, to the last control character."""
    full = Article(
        id="é/1\n\0#",
        title="  عُنوانٌ\u200f ",
        text="نَصٌّ\n\n<b>&\t\u202e😀",
        source="و",
        url="http://x/?a=1&b",
        author="كاتب، آخر",
        date=datetime.date(1, 1, 1),
        section="س",
        language="ar-EG",
    )
    bare = Article(id="2", title="", text="x", language="")
    with Collection.create(tmp_path / "a") as collection:
        collection.add_many([full, bare])
    with Engine.open(tmp_path / "a") as engine:
        assert engine.get(full.id) == full
        assert engine.get("2") == bare
        assert engine.get("3") is None


def test_an_empty_collection_is_an_index_without_hits(tmp_path) -> None:
    """Nothing added is nothing found, and later articles are."""
    with Collection.create(tmp_path / "a"):
        pass
    with Engine.open(tmp_path / "a") as engine:
        assert engine.search("كتاب").total == engine.summary().articles == 0
        assert engine.recent(3) == ()
    check(tmp_path / "a")
    with Collection.open(tmp_path / "a") as collection:
        collection.add(Article(id="1", title="كتاب", text=""))
    assert ids(tmp_path / "a") == ["1"]


def test_an_exception_discards_what_was_added(tmp_path, article) -> None:
    """After an exception the index is as it was, without leftovers, and the exception is the caller's own."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("1"))
    before = folders(tmp_path / "a")

    def fail() -> None:
        with Collection.open(tmp_path / "a") as collection:
            collection.add(article("2"))
            collection.delete("1")
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        fail()
    assert ids(tmp_path / "a") == ["1"]
    assert folders(tmp_path / "a") == before


def test_discarding_forgets_only_what_was_not_committed(tmp_path, article) -> None:
    """``discard`` goes back to the last commit, and the collection goes on."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("1"))
        assert collection.commit() == 1
        collection.add(article("2"))
        collection.discard()
        collection.add(article("3"))
    assert ids(tmp_path / "a") == ["1", "3"]


FAIL = """
import pathlib, shutil, sys
from kashaf.index import Article, Collection, StorageFullError
try:
    with Collection.open(sys.argv[1]) as collection:
        collection.add(Article(id="2", title="a", text="b"))
        (temporary,) = pathlib.Path(sys.argv[1]).glob("tmp-*")
        shutil.rmtree(temporary)
except StorageFullError:
    Collection.open(sys.argv[1]).close()
    print("refused")
"""


def test_a_commit_that_fails_leaves_the_index_as_it_was(tmp_path, article, python) -> None:
    """When the machine takes the unfinished generation away nothing is published, and the lock is free."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("1"))
    assert python(FAIL, tmp_path / "a").stdout.read() == "refused\n"
    assert ids(tmp_path / "a") == ["1"]
    assert folders(tmp_path / "a") == ["gen-000001"]
    Collection.open(tmp_path / "a").close()


def test_adding_an_id_again_replaces_the_article(tmp_path, article) -> None:
    """The last article of an id counts, across generations and within one."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add_many([article("1", "قديم"), article("2", "قديم"), article("1", "أحدث")])
    with Engine.open(tmp_path / "a") as engine:
        assert (engine.search("قديم").total, engine.search("أحدث").total) == (1, 1)
        assert engine.summary().articles == 2
    with Collection.open(tmp_path / "a") as collection:
        collection.add_many([article("1", "جديد"), article("1", "آخر"), article("2", "آخر")])
    with Engine.open(tmp_path / "a") as engine:
        assert [engine.search(word).total for word in ("قديم", "أحدث", "جديد", "آخر")] == [0, 0, 0, 2]
    check(tmp_path / "a")


def test_deleting_removes_what_is_there(tmp_path, article) -> None:
    """An article goes, added in this generation or an earlier one; an unknown id changes nothing."""
    with Collection.create(tmp_path / "a") as collection:
        collection.delete("never")
        collection.add_many([article("1"), article("2"), article("3")])
        collection.delete("3")
    assert ids(tmp_path / "a") == ["1", "2"]
    with Collection.open(tmp_path / "a") as collection:
        collection.add(article("4"))
        collection.delete("4")
        collection.delete("2")
        collection.delete("2")
        collection.delete("never")
    assert ids(tmp_path / "a") == ["1"]
    with Collection.open(tmp_path / "a") as collection:
        collection.delete("1")
    assert ids(tmp_path / "a") == []


ID = st.sampled_from(["1", "2", "3", "é", "ا"])
TEXT = st.lists(
    st.sampled_from("كتاب كتابها قلم مسؤول مسئول الصين صيني".split()), min_size=1, max_size=5
).map(" ".join)
STEP = st.one_of(
    st.tuples(st.just("add"), ID, TEXT),
    st.tuples(st.just("delete"), ID),
    st.just(("commit",)),
    st.just(("discard",)),
)


@settings(max_examples=6)
@given(st.lists(STEP, max_size=14))
def test_a_collection_is_a_dictionary_by_id(tmp_path_factory, steps: list[tuple[str, ...]]) -> None:
    """After any adds, deletes, commits and discards the index holds what a dictionary would."""
    path = tmp_path_factory.mktemp("model") / "a"
    saved: dict[str, str] = {}
    with Collection.create(path) as collection:
        now = dict(saved)
        for step in steps:
            if step[0] == "add":
                collection.add(Article(id=step[1], title="", text=step[2]))
                now[step[1]] = step[2]
            elif step[0] == "delete":
                collection.delete(step[1])
                now.pop(step[1], None)
            elif step[0] == "commit":
                collection.commit()
                saved = dict(now)
            else:
                collection.discard()
                now = dict(saved)
    with Engine.open(path) as engine:
        assert {article.id: article.text for article in engine.recent(100)} == now
        for word in ("كتاب", "قلم", "مسؤول", "الصين"):
            hits = engine.search(word, per_page=100).hits
            for hit in hits:
                assert now[hit.id] == hit.article.text
                assert hit.snippets[0].spans
    check(path)


def test_the_number_of_a_generation_counts_commits(tmp_path, article) -> None:
    """Each commit is one more, also when it changed nothing, and the engine sees the last."""
    with Collection.create(tmp_path / "a") as collection:
        assert [collection.commit(), collection.commit()] == [1, 2]
        collection.add(article("1"))
        assert collection.commit() == 3
    assert collection.generation == 3
    with Engine.open(tmp_path / "a") as engine:
        assert engine.generation == 3


def test_opening_and_leaving_writes_nothing(tmp_path, article) -> None:
    """Without a change no generation is published."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("1"))
    with Collection.open(tmp_path / "a"):
        pass
    assert folders(tmp_path / "a") == ["gen-000001"]


def test_replacing_begins_anew_while_the_old_index_answers(tmp_path, article) -> None:
    """``create`` with ``replace`` forgets the old articles, but not before the commit."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("old"))
    with Collection.create(tmp_path / "a", replace=True) as collection:
        collection.add(article("new"))
        assert ids(tmp_path / "a") == ["old"]
    assert ids(tmp_path / "a") == ["new"]
    with pytest.raises(IndexExistsError):
        Collection.create(tmp_path / "a")


def test_the_settings_are_kept_in_the_index(tmp_path, article) -> None:
    """A collection goes on with the settings it was created with."""
    chosen = AnalysisSettings(attested_by=7, protect_names=False)
    with Collection.create(tmp_path / "a", settings=chosen) as collection:
        collection.add(article("1"))
    with Collection.open(tmp_path / "a") as collection:
        collection.add(article("2"))
    assert stats(tmp_path / "a")["settings"] == {"attested_by": 7, "protect_names": False}
    with Engine.open(tmp_path / "a") as engine:
        assert engine.search("نص").total == 2


def test_attestation_by_the_collection_changes_with_it(tmp_path, article) -> None:
    """A word the background lacks attests a stem while two articles hold it, and no longer."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add_many([article("1", "ظغذضث"), article("2", "ظغذضث"), article("3", "والظغذضث")])
    with Engine.open(tmp_path / "a") as engine:
        assert engine.search("ظغذضث", rescue=False).total == 3
    with Collection.open(tmp_path / "a") as collection:
        collection.delete("2")
    with Engine.open(tmp_path / "a") as engine:
        assert engine.search("ظغذضث", rescue=False).total == 1


def test_huge_words_ids_and_texts_are_stored(tmp_path) -> None:
    """No length of a word, an id or a text is refused or cut."""
    long = Article(id="x" * 70_000, title="ا" * 70_000, text="ب" * 200_000 + " كتاب " * 50_000)
    with Collection.create(tmp_path / "a") as collection:
        collection.add(long)
    with Engine.open(tmp_path / "a") as engine:
        assert engine.get(long.id) == long
        assert engine.search("كتاب").total == 1


def test_a_path_may_be_text_and_lie_deep(tmp_path, article) -> None:
    """The folders above an index are made."""
    with Collection.create(str(tmp_path / "كشاف" / "b")) as collection:
        collection.add(article("1"))
    assert ids(tmp_path / "كشاف" / "b") == ["1"]


def test_a_negative_keep_is_refused(tmp_path, article) -> None:
    """``keep`` is 0 or more, and a refused commit can be repeated."""
    with Collection.create(tmp_path / "a") as collection:
        collection.add(article("1"))
        with pytest.raises(SettingsError):
            collection.commit(keep=-1)
    assert ids(tmp_path / "a") == ["1"]


def test_a_closed_collection_writes_nothing(tmp_path, article) -> None:
    """After ``close`` the lock is somebody else's, so adding is an error and leaves nothing."""
    collection = Collection.create(tmp_path / "a")
    collection.close()
    for change in (lambda: collection.add(article("1")), lambda: collection.delete("1"), collection.commit):
        with pytest.raises(ValueError, match="closed"):
            change()
    assert folders(tmp_path / "a") == []
