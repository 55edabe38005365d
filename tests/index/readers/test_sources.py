"""Which files are read, in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kashaf.index.errors import ArticleError, SettingsError
from kashaf.index.readers import Source, read, scan


def names(*roots: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    """Return the names of the sources found."""
    found = scan(roots, include=include, exclude=exclude)
    return [item.name for item in found if isinstance(item, Source)]


def errors(*roots: Path) -> list[ArticleError]:
    """Return the errors found."""
    return [item for item in scan(roots) if isinstance(item, ArticleError)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a folder with files at three depths and hidden ones."""
    root = tmp_path / "root"
    hidden = (".hidden.txt", ".git/x.txt", "a/.x/y.txt")
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "a.txt", "a-b.txt", *hidden):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("نص", encoding="utf-8")
    return root


def test_names_are_sorted_and_hidden_ones_skipped(tree: Path) -> None:
    """The order is that of the whole names; what begins with a dot is not seen."""
    assert names(tree) == sorted(["a-b.txt", "a.txt", "a/b/c.md", "a/z.txt", "b.txt"])


def test_file_as_root(tree: Path) -> None:
    """A file named by the user is read even when hidden, under its own name, in the order given."""
    assert names(tree / "b.txt", tree / ".hidden.txt") == ["b.txt", ".hidden.txt"]


def test_source_knows_size_and_time(tree: Path) -> None:
    """Size and time are those of the file."""
    source = next(item for item in scan([tree / "b.txt"]) if isinstance(item, Source))
    status = (tree / "b.txt").stat()
    assert (source.path, source.size, source.mtime_ns) == (tree / "b.txt", status.st_size, status.st_mtime_ns)


def test_missing_root_is_a_setting(tmp_path: Path) -> None:
    """A root that does not exist is told at once, before anything is read."""
    with pytest.raises(SettingsError, match=r"SOURCE .* an existing file or folder"):
        scan([tmp_path / "none"])


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        (("*.md",), (), ["a/b/c.md"]),
        (("a/*",), (), ["a/b/c.md", "a/z.txt"]),
        (("**/*.txt",), (), ["a-b.txt", "a.txt", "a/z.txt", "b.txt"]),
        ((), ("a",), ["a-b.txt", "a.txt", "b.txt"]),
        ((), ("a/b/",), ["a-b.txt", "a.txt", "a/z.txt", "b.txt"]),
        (("*.txt",), ("a*",), ["b.txt"]),
    ],
)
def test_patterns(tree: Path, include: tuple[str, ...], exclude: tuple[str, ...], wanted: list[str]) -> None:
    """Patterns fit the whole name; excluding a folder excludes its files."""
    assert names(tree, include=include, exclude=exclude) == wanted


def test_links(tree: Path, tmp_path: Path) -> None:
    """A link to a file inside is read, one that leads outside or nowhere is an error, a cycle is not
    followed."""
    (tmp_path / "secret.txt").write_text("سر", encoding="utf-8")
    (tree / "inside.txt").symlink_to("b.txt")
    (tree / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "nowhere.txt").symlink_to("none.txt")
    (tree / "cycle").symlink_to(tree)
    (tree / "up").symlink_to(tmp_path)
    assert "inside.txt" in names(tree)
    assert not {"outside.txt", "nowhere.txt", "up/secret.txt", "cycle/b.txt"} & set(names(tree))
    assert {Path(error.source).name: error.kind for error in errors(tree)} == dict.fromkeys(
        ["nowhere.txt", "outside.txt", "up"], "unreadable"
    )


def test_special_file(tree: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(tree / "pipe.txt")
    assert [error.reason for error in errors(tree)] == ["not a regular file"]


def test_name_that_is_not_utf8(tree: Path) -> None:
    """A name no id can be made of is an error that can be printed."""
    Path(os.fsdecode(os.fsencode(tree) + b"/\xd3.txt")).write_text("نص", encoding="utf-8")
    (error,) = errors(tree)
    assert "rename" in error.reason
    error.source.encode()


def test_unreadable_folder(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder the system refuses is an error with the system's reason; the others are read."""
    opened = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(error.kind, error.reason) for error in errors(tree)] == [("unreadable", "Permission denied")]
    assert "a/z.txt" in names(tree)


def test_unknown_suffix_names_the_known_ones(tree: Path) -> None:
    """A file of another format is an error that names the formats."""
    (tree / "photo.jpg").write_bytes(b"\xff\xd8")
    (source,) = scan([tree / "photo.jpg"])
    assert isinstance(source, Source)
    (error,) = read(source)
    assert isinstance(error, ArticleError)
    assert error.kind == "no-parser"
    assert ".txt .md .markdown .jsonl" in error.reason


def test_vanished_file(tree: Path) -> None:
    """A file that went between the scan and the reading is an error with the system's reason."""
    source = next(item for item in scan([tree]) if isinstance(item, Source))
    source.path.unlink()
    (error,) = read(source)
    assert isinstance(error, ArticleError)
    assert (error.kind, error.reason) == ("unreadable", "No such file or directory")
