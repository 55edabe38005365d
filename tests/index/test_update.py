"""An index brought up to its sources: it must answer as if it had been built anew."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kashaf.index import Article, Collection, IndexNotFoundError, UpdateRefusedError
from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.index.local.generations import current, stored
from kashaf.index.update import update
from kashaf.search import Engine

WORDS = (
    "كتاب كتابها الكتاب قلم مسؤول مسئول الصين صيني بكين وزير الوزراء طريق الحرير ظغذضث والظغذضث 2024 علي على"
).split()
QUERIES = ("كتاب", "مسؤول", "الصين بكين", "طريق الحرير", "ظغذضث", "وزير قلم", "علي", "2024")
NAMES = ("a.jsonl", "b.jsonl", "c.txt", "d/e.txt", "d/f.jsonl", "g.txt")
IDS = ("1", "2", "3", "a.jsonl#1", "c.txt", "g.txt")


def answers(index: Path) -> object:
    """Return all that a reader could tell two indexes apart by."""
    with Engine.open(index) as engine:
        found = [
            engine.search(query, per_page=100, mode=mode) for query in QUERIES for mode in ("words", "any")
        ]
        return [
            sorted((article.id, article.title, article.text) for article in engine.recent(1000)),
            [(results.total, results.complete, results.facets) for results in found],
            [[(hit.id, hit.score, hit.complete, hit.snippets) for hit in results.hits] for results in found],
        ]


def write(path: Path, records: list[tuple[str | None, str]]) -> None:
    """Write records as JSON lines, or the first one as a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".txt":
        path.write_text(records[0][1] if records else "", encoding="utf-8")
        return
    rows = [{"title": text[:9], "text": text, **({"id": id} if id else {})} for id, text in records]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


RECORDS = st.lists(
    st.tuples(
        st.none() | st.sampled_from(IDS),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    ),
    max_size=4,
)
EDIT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), RECORDS),
    st.tuples(st.just("delete"), st.sampled_from(NAMES)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("touch"), st.sampled_from(NAMES)),
)


def edit(folder: Path, step: tuple[object, ...]) -> None:
    kind, path = step[0], folder / str(step[1])
    if kind == "write":
        write(path, step[2])  # type: ignore[arg-type]
    elif path.exists() and kind == "delete":
        path.unlink()
    elif path.exists() and kind == "rename":
        target = folder / str(step[2])
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    elif path.exists():
        os.utime(path)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.lists(EDIT, min_size=1, max_size=5), min_size=1, max_size=4))
def test_update_answers_as_build_after_any_edits(rounds: list[list[tuple[object, ...]]]) -> None:
    """After any adds, edits, deletes, renames and contested ids, an update answers as a build."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "src"
        folder.mkdir()
        write(folder / "always.jsonl", [("always", "كتاب الصين"), ("2", "قلم بكين")])
        build([folder], Path(place) / "updated")
        for steps in rounds:
            for step in steps:
                edit(folder, step)
            report = update([folder], Path(place) / "updated", max_delete=1.0)
        check(Path(place) / "updated")
        anew = build([folder], Path(place) / "built")
        assert report.articles == anew.articles
        assert answers(Path(place) / "updated") == answers(Path(place) / "built")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a folder of ten texts."""
    chance = random.Random(7)
    for number in range(10):
        write(
            tmp_path / "src" / f"{number}.txt",
            [(None, f"مقال {number} " + " ".join(chance.choices(WORDS, k=20)))],
        )
    return tmp_path / "src"


@pytest.fixture
def index(folder, tmp_path) -> Path:
    """Return the index of the folder."""
    build([folder], tmp_path / "index")
    return tmp_path / "index"


def test_what_changed_is_counted(folder, index) -> None:
    """The report says how many articles are new, changed and gone; the generation is the next."""
    write(folder / "new.txt", [(None, "مقال جديد عن الصين")])
    write(folder / "3.txt", [(None, "مقال 3 صار غيره")])
    (folder / "4.txt").unlink()
    report = update([folder], index)
    assert (report.added, report.changed, report.deleted, report.articles, report.generation) == (
        1,
        1,
        1,
        10,
        2,
    )


def test_without_a_change_nothing_is_published(folder, index) -> None:
    """An update of the same sources leaves the generation, and no temporary."""
    os.utime(folder / "1.txt")
    for _ in range(2):
        report = update([folder], index, checksum=True)
        assert (report.added, report.changed, report.deleted, report.generation) == (0, 0, 0, 1)
    assert stored(index) == [1]
    assert list(index.glob("tmp-*")) == []


def test_a_change_that_keeps_size_and_time_is_found(folder, index) -> None:
    """Shortly after the build by the rule of two seconds, later by ``checksum``."""
    path = folder / "5.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace("مقال 5".encode(), "مكان 5".encode()))
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert update([folder], index).changed == 1
    for file in folder.iterdir():
        os.utime(file, ns=(10**18, 10**18))
    write(folder / "touch.txt", [(None, "جديد")])
    update([folder], index)
    path.write_bytes(path.read_bytes().replace("مكان 5".encode(), "مقال 5".encode()))
    os.utime(path, ns=(10**18, 10**18))
    assert update([folder], index, checksum=True).changed == 1


def test_more_deletions_than_allowed_are_refused(folder, index) -> None:
    """Beyond ``max_delete`` nothing is changed, and the error says how to go on."""
    for number in range(3):
        (folder / f"{number}.txt").unlink()
    with pytest.raises(UpdateRefusedError, match="3 of 10") as refused:
        update([folder], index)
    assert "--max-delete" in str(refused.value)
    assert current(index) == 1
    assert list(index.glob("tmp-*")) == []
    assert update([folder], index, max_delete=0.3).deleted == 3


def test_articles_that_vanish_from_within_files_count_as_deletions(tmp_path) -> None:
    """A file cut short on the way must not empty an index any more than a missing one."""
    write(tmp_path / "src/a.jsonl", [(str(n), f"كتاب {n}") for n in range(10)])
    build([tmp_path / "src"], tmp_path / "i")
    write(tmp_path / "src/a.jsonl", [("0", "كتاب 0")])
    with pytest.raises(UpdateRefusedError, match="9 of 10"):
        update([tmp_path / "src"], tmp_path / "i")
    assert update([tmp_path / "src"], tmp_path / "i", max_delete=0.9).deleted == 9


def test_renaming_a_file_deletes_no_article_with_its_own_id(tmp_path) -> None:
    """Ids that come back from another file were never gone."""
    write(tmp_path / "src/a.jsonl", [(str(n), f"كتاب {n}") for n in range(10)])
    build([tmp_path / "src"], tmp_path / "i")
    (tmp_path / "src/a.jsonl").rename(tmp_path / "src/b.jsonl")
    report = update([tmp_path / "src"], tmp_path / "i")
    assert (report.added, report.changed, report.deleted, report.articles) == (0, 10, 0, 10)


def test_an_empty_source_is_refused(folder, index, tmp_path) -> None:
    """An unmounted disk, seen as an empty folder, empties no index, whatever may be deleted."""
    (tmp_path / "empty").mkdir()
    for max_delete in (0.2, 1.0):
        with pytest.raises(UpdateRefusedError, match="no file"):
            update([tmp_path / "empty"], index, max_delete=max_delete)
    assert current(index) == 1


def test_missing_files_stay_on_demand(folder, index) -> None:
    """Without ``delete_missing`` the articles of missing files stay, now and at the next update."""
    for number in range(5):
        (folder / f"{number}.txt").unlink()
    write(folder / "new.txt", [(None, "جديد")])
    assert update([folder], index, delete_missing=False).articles == 11
    assert update([folder], index, max_delete=1.0).articles == 6


def test_there_must_be_an_index_to_update(folder, tmp_path) -> None:
    """Updating nothing is an error, and makes nothing."""
    with pytest.raises(IndexNotFoundError):
        update([folder], tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_article_taken_over_by_an_earlier_file(tmp_path) -> None:
    """A new file that comes first in order wins a contested id, as in a build; its going gives it back."""
    write(tmp_path / "src/b.jsonl", [("x", "قديم كتاب"), ("y", "قلم")])
    build([tmp_path / "src"], tmp_path / "i")
    write(tmp_path / "src/a.jsonl", [("x", "جديد كتاب")])
    report = update([tmp_path / "src"], tmp_path / "i")
    assert [error.kind for error in report.errors] == ["duplicate"]
    with Engine.open(tmp_path / "i") as engine:
        assert engine.get("x").text == "جديد كتاب"
    (tmp_path / "src/a.jsonl").unlink()
    update([tmp_path / "src"], tmp_path / "i")
    with Engine.open(tmp_path / "i") as engine:
        assert engine.get("x").text == "قديم كتاب"


def test_a_damaged_index_is_not_updated(folder, index) -> None:
    """An update never builds on a generation that is not what was written."""
    shutil.rmtree(index / "gen-000001")
    with pytest.raises(Exception, match="damaged"):
        update([folder], index)


def test_an_update_by_the_library_and_one_from_files_go_together(folder, index) -> None:
    """Articles added by the library stay, and which file gave the others stays known."""
    with Collection.open(index) as collection:
        collection.add(Article(id="own", title="بيدي", text="كتاب"))
    (folder / "1.txt").unlink()
    write(folder / "new.txt", [(None, "جديد")])
    report = update([folder], index)
    assert (report.added, report.changed, report.deleted, report.articles) == (1, 0, 1, 11)
