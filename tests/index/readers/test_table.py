"""Rows of comma, semicolon and tab separated tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kashaf.index.article import Article
from kashaf.index.errors import ArticleError
from kashaf.index.readers import Source, read, scan

BODY = "أعلنت وزارة الخارجية في بيان لها أن المحادثات أحرزت تقدما كبيرا."
Load = Callable[..., list[Article | ArticleError]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that writes a table and reads it."""

    def write(data: bytes | str, name: str = "a.csv") -> list[Article | ArticleError]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (source,) = scan([path])
        assert isinstance(source, Source)
        return list(read(source))

    return write


def shape(found: list[Article | ArticleError]) -> list[object]:
    """Return the id of each article, the line and kind of each error."""
    return [item.id if isinstance(item, Article) else (item.line, item.kind) for item in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "A.CSV"])
def test_delimiters(load: Load, delimiter: str, name: str) -> None:
    """The delimiter is the one by which the header names most fields."""
    rows = (("ID", " Title ", "body"), ("1", "عنوان", BODY))
    (found,) = load("\n".join(map(delimiter.join, rows)), name)
    assert found == Article(id="1", title="عنوان", text=BODY)


def test_declared_delimiter(load: Load) -> None:
    """The line by which Excel names a delimiter is obeyed."""
    (found,) = load(f"sep=|\nid|title|text\n1|عنوان|{BODY}\n")
    assert found == Article(id="1", title="عنوان", text=BODY)


def test_quoted_newlines_and_lines(load: Load) -> None:
    """A quoted cell may hold newlines, delimiters and quotes; a row is named by its first line."""
    found = load('title,text\r\n"عنوان, أول","سطر ""أول""\r\nسطر ثان"\r\nثان,نص\r\n')
    assert shape(found) == ["a.csv#2", "a.csv#4"]
    assert isinstance(found[0], Article)
    assert (found[0].title, found[0].text) == ("عنوان, أول", 'سطر "أول"\nسطر ثان')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "iso8859-6", "mac-arabic"])
def test_encodings(load: Load, encoding: str) -> None:
    """Tables are read in any encoding."""
    (found,) = load(f"id,title,text\r\n1,عنوان الخبر,{BODY}\r\n".encode(encoding))
    assert found == Article(id="1", title="عنوان الخبر", text=BODY)


def test_wrong_width(load: Load) -> None:
    """A row that is not as wide as the header is an error with its line; blank rows are none."""
    found = load("id,title,text\n1,a,b\n2,a\n\n3,a,b,c\n,,\n4,a,b\n5,,\n")
    assert shape(found) == ["1", (3, "bad-record"), (5, "bad-record"), "4", (8, "bad-record")]


def test_quote_never_closed_costs_one_row(load: Load) -> None:
    """Reading goes on at the line after the stray quote."""
    rows = "".join(f"{number},عنوان,نص\n" for number in range(2, 50))
    assert shape(load(f'id,title,text\n1,"عنوان,نص\n{rows}')) == [
        (2, "bad-record"),
        *(str(number) for number in range(2, 50)),
    ]


def test_quote_never_closed_in_the_last_column(load: Load) -> None:
    """A row whose last cell swallows the file is an error too, though it is as wide as the header."""
    found = load('id,title,text\n1,عنوان,"نص\n2,عنوان,نص\n3,عنوان,نص\n')
    assert shape(found) == [(2, "bad-record"), "2", "3"]


def test_bad_bytes_spoil_their_row_only(load: Load) -> None:
    """A row that is not UTF-8 is an error of encoding; the rows around it are read."""
    data = f"id,title,text\n1,عنوان,{BODY}\n2,".encode() + b"\xd8,x\n" + f"3,عنوان,{BODY}\n".encode()
    assert shape(load(data)) == ["1", (3, "encoding"), "3"]


def test_nul_spoils_its_row_only(load: Load) -> None:
    """A NUL is a bad record."""
    assert shape(load("id,title,text\n1,a,b\n2,a\0,b\n3,a,b\n")) == ["1", (3, "bad-record"), "3"]


def test_large_cell(load: Load) -> None:
    """A cell may be as large as an article, beyond the limit of the csv module."""
    (found,) = load(f"id,title,text\n1,عنوان,{'نص ' * 100_000}\n")
    assert isinstance(found, Article)


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff", "title,text\n"])
def test_empty(load: Load, data: str) -> None:
    """A file without a row is empty; a header alone is a table without articles."""
    assert shape(load(data)) == ([] if data.startswith("title") else [(None, "empty")])


def test_header_without_known_names(load: Load) -> None:
    """A table that names neither title nor text is one error that shows its columns."""
    (found,) = load("a,b\n1,2\n3,4\n")
    assert isinstance(found, ArticleError)
    assert (found.line, found.kind) == (1, "bad-record")
    assert "a, b" in found.reason
