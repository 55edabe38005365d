"""Text files: errors, sizes, speed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kashaf.index.article import Article
from kashaf.index.errors import ArticleError, SettingsError
from kashaf.index.readers import Source, read, scan, streams


def load(path: Path, data: bytes, encoding: str | None = None) -> Article | ArticleError:
    """Write a file and return what is read from it."""
    path.write_bytes(data)
    (source,) = scan([path])
    assert isinstance(source, Source)
    (found,) = read(source, encoding=encoding)
    return found


@pytest.mark.parametrize(
    ("data", "kind", "line"),
    [
        (b"", "empty", None),
        (b"\xef\xbb\xbf \n", "empty", None),
        (b"\x7fELF\0\0\xff\xfe\0", "unreadable", None),
        ("سطر\nثان".encode() + b"\xff", "encoding", 2),
        (bytes(range(0x80, 0x100)) * 4, "encoding", 1),
    ],
)
def test_bad_file_is_an_error(tmp_path: Path, data: bytes, kind: str, line: int | None) -> None:
    """A file that is no text is one error with path, line and kind."""
    found = load(tmp_path / "a.txt", data)
    assert isinstance(found, ArticleError)
    assert (found.source, found.kind, found.line) == (str(tmp_path / "a.txt"), kind, line)


def test_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is not read."""
    monkeypatch.setattr(streams, "LIMIT", 100)
    found = load(tmp_path / "a.txt", b"x" * 101)
    assert isinstance(found, ArticleError)
    assert found.kind == "too-big"


def test_unknown_encoding_stops_at_once(tmp_path: Path) -> None:
    """An encoding that does not exist is the user's to mend, not one error a file."""
    with pytest.raises(SettingsError):
        read(Source(tmp_path / "a.txt", "a.txt", 0, 0), encoding="nonsense")


@pytest.mark.parametrize(
    "line", ["كلمة عربية، " * 250_000, "ا" * 2_500_000, "/ ( " * 1_250_000, "1/1/" * 1_250_000,
             ": - " * 1_250_000,
             "." * 5_000_000, "#" * 5_000_000, "@ا " * 1_000_000, "«" * 2_500_000, "\u064b" * 2_500_000]
)  # fmt: skip
def test_one_long_line_of_anything_is_read(tmp_path: Path, line: str) -> None:
    """A file of one line of 5 MB ends as an article; a quadratic rule would not come to an end."""
    assert isinstance(load(tmp_path / "a.txt", line.encode()), Article)


def test_many_short_lines_are_read(tmp_path: Path) -> None:
    """A file of 200,000 prompts ends as an article; a quadratic rule would not come to an end."""
    assert isinstance(load(tmp_path / "a.txt", "تابعونا على الموقع\n".encode() * 200_000), Article)
