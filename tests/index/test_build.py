"""Files in, an index on the disk, and a report of what became of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kashaf.index import IndexExistsError, IndexNotFoundError, SettingsError
from kashaf.index.build import build
from kashaf.index.check import check
from kashaf.index.stats import stats
from kashaf.search import Engine

TEXTS = {
    "a.txt": "طريق الحرير\n\nطريق قديم بين الصين وأوروبا.",
    "b.txt": "مؤتمر القمة\n\nعقد الوزراء مؤتمرا في بكين.",
    "deep/c.txt": "سوق الكتاب\n\nالكتاب الجديد عن طريق الحرير.",
}
QUERIES = ("طريق الحرير", "مؤتمر", "كتاب", "الصين بكين", '"طريق الحرير"')


@pytest.fixture
def sources(tmp_path) -> Path:
    """Return a folder of three text files."""
    for name, text in TEXTS.items():
        path = tmp_path / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "src"


def records(path: Path, *rows: object) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def answers(index: Path) -> list[list[tuple[str, float]]]:
    with Engine.open(index) as engine:
        return [[(hit.id, hit.score) for hit in engine.search(query).hits] for query in QUERIES]


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def test_each_file_becomes_an_article(sources, tmp_path) -> None:
    """The report counts what the index holds, and the ids are the names below the source."""
    report = build([sources], tmp_path / "i")
    assert (report.articles, report.added, report.changed, report.deleted, report.generation) == (
        3,
        3,
        0,
        0,
        1,
    )
    assert report.errors == ()
    with Engine.open(tmp_path / "i") as engine:
        assert sorted(article.id for article in engine.recent(9)) == sorted(TEXTS)
    check(tmp_path / "i")


def test_the_report_is_json(sources, tmp_path) -> None:
    """``to_dict`` holds numbers and the errors by file, ready for ``--json``."""
    (sources / "empty.txt").write_bytes(b"")
    said = json.loads(json.dumps(build([sources], tmp_path / "i").to_dict()))
    assert (said["schema"], said["articles"], said["generation"]) == (1, 3, 1)
    assert [error["code"] for error in said["errors"]] == ["empty"]


def test_two_builds_answer_alike(sources, tmp_path) -> None:
    """The same sources give the same ids, order and scores."""
    for name in ("one", "two"):
        build([sources], tmp_path / name)
    assert answers(tmp_path / "one") == answers(tmp_path / "two")
    assert any(answers(tmp_path / "one"))


def test_a_build_replaces_what_was_there(sources, tmp_path) -> None:
    """Articles whose files are gone are gone after the next build, and the generation counts on."""
    build([sources], tmp_path / "i")
    (sources / "a.txt").unlink()
    report = build([sources], tmp_path / "i")
    assert (report.generation, report.articles) == (2, 2)
    with Engine.open(tmp_path / "i") as engine:
        assert engine.get("a.txt") is None


def test_bad_files_are_reported_and_the_rest_indexed(sources, tmp_path) -> None:
    """Each kind of bad file is one error with its code, kept for ``stats``; none stops the build."""
    (sources / "empty.txt").write_bytes(b" \n")
    (sources / "odd.xyz").write_bytes(b"x")
    (sources / "out.txt").symlink_to("/etc/hostname")
    (sources / "loose.jsonl").write_text('{"title": "أول"}\nnot json\n[]\n{"id": 1}\n', encoding="utf-8")
    (sources / "cut.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00")
    report = build([sources], tmp_path / "i")
    assert report.articles == 4
    kinds = sorted(error.kind for error in report.errors)
    assert kinds == sorted(
        ["empty", "no-parser", "unreadable", "bad-record", "bad-record", "bad-record", "unreadable"]
    )
    assert sum(stats(tmp_path / "i")["errors"].values()) == len(kinds)
    assert len(stats(tmp_path / "i")["error_list"]) == len(kinds)


def test_of_articles_with_one_id_the_first_is_kept(tmp_path) -> None:
    """A second article with an id is reported, in one file and across files, whatever the order of names."""
    folder = tmp_path / "src"
    folder.mkdir()
    records(
        folder / "1.jsonl",
        {"id": "x", "title": "أول"},
        {"id": "x", "title": "ثان"},
        {"id": "y", "title": "ثالث"},
    )
    records(folder / "2.jsonl", {"id": "y", "title": "رابع"}, {"id": "z", "title": "خامس"})
    report = build([folder], tmp_path / "i")
    assert [(error.kind, Path(error.source).name) for error in report.errors] == [
        ("duplicate", "1.jsonl"),
        ("duplicate", "2.jsonl"),
    ]
    with Engine.open(tmp_path / "i") as engine:
        assert {article.id: article.title for article in engine.recent(9)} == {
            "x": "أول",
            "y": "ثالث",
            "z": "خامس",
        }


def test_two_sources_with_files_of_one_name(tmp_path) -> None:
    """Of two files with one name below their sources the first is read, the other reported."""
    for folder, text in (("one", "كتاب أول"), ("two", "كتاب ثان")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    report = build([tmp_path / "one", tmp_path / "two"], tmp_path / "i")
    assert (report.articles, [error.kind for error in report.errors]) == (1, ["duplicate"])
    with Engine.open(tmp_path / "i") as engine:
        assert engine.search("أول").total == 1


def test_a_dry_run_changes_no_byte(sources, tmp_path) -> None:
    """A dry run reads and reports everything and writes nothing, beside an index or without one."""
    (sources / "empty.txt").write_bytes(b"")
    before = tree(tmp_path)
    report = build([sources], tmp_path / "i", dry_run=True)
    assert (report.articles, report.generation, len(report.errors)) == (3, None, 1)
    assert tree(tmp_path) == before
    build([sources], tmp_path / "i")
    before = tree(tmp_path)
    build([sources], tmp_path / "i", dry_run=True)
    assert tree(tmp_path) == before


def test_without_a_single_article_nothing_is_published(sources, tmp_path) -> None:
    """Sources that give nothing leave an index as it is, and make none."""
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.txt").write_bytes(b"")
    assert build([tmp_path / "bad"], tmp_path / "none").generation is None
    with pytest.raises(IndexNotFoundError):
        Engine.open(tmp_path / "none")
    build([sources], tmp_path / "i")
    report = build([tmp_path / "bad"], tmp_path / "i")
    assert (report.articles, report.generation, len(report.errors)) == (0, None, 1)
    assert any(answers(tmp_path / "i"))
    assert list((tmp_path / "i").glob("tmp-*")) == []


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 99])
def test_a_limit_stops_after_so_many_articles(sources, tmp_path, limit: int) -> None:
    """``limit`` takes the first articles in the order of names."""
    report = build([sources], tmp_path / "i", limit=limit)
    assert report.articles == min(limit, 3)
    assert report.generation == (1 if limit else None)


def test_names_are_included_and_excluded(sources, tmp_path) -> None:
    """Only what the patterns let through is read."""
    assert build([sources], tmp_path / "i", include=("*.txt",), exclude=("deep",)).articles == 2
    assert build([sources], tmp_path / "j", include=("deep/*",)).articles == 1


def test_a_source_that_is_not_there_is_refused(sources, tmp_path) -> None:
    """A missing source is a mistake of the caller, and touches nothing."""
    with pytest.raises(SettingsError, match="missing"):
        build([sources, tmp_path / "missing"], tmp_path / "i")
    assert not (tmp_path / "i").exists()


def test_a_folder_of_other_things_is_never_built_into(sources, tmp_path) -> None:
    """Building over the sources by mistake is refused before anything is written."""
    before = tree(sources)
    with pytest.raises(IndexExistsError):
        build([sources], sources)
    assert tree(sources) == before


class Watch:
    """A progress that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def start(self, files: int) -> None:
        """Note the number of files."""
        self.told.append(("start", files))

    def advance(self, source: str, articles: int, errors: int) -> None:
        """Note a file."""
        self.told.append((source, articles, errors))

    def done(self) -> None:
        """Note the end."""
        self.told.append(("done",))


def test_progress_is_told_of_each_file_in_order(sources, tmp_path) -> None:
    """A progress hears the number of files, each file with its counts, and the end of the reading."""
    (sources / "b2.txt").write_bytes(b"")
    watch = Watch()
    build([sources], tmp_path / "i", progress=watch)
    assert watch.told == [
        ("start", 4),
        ("a.txt", 1, 0),
        ("b.txt", 1, 0),
        ("b2.txt", 0, 1),
        ("deep/c.txt", 1, 0),
        ("done",),
    ]


def test_so_many_older_generations_stay_for_a_rollback(sources, tmp_path) -> None:
    """``keep`` counts the older ones."""
    for _ in range(3):
        build([sources], tmp_path / "i", keep=2)
    assert stats(tmp_path / "i")["generations"] == [3, 2, 1]
    build([sources], tmp_path / "i", keep=0)
    assert stats(tmp_path / "i")["generations"] == [4]
