"""One record a line, from files, compressed files and the standard input."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kashaf.index.article import Article
from kashaf.index.errors import ArticleError
from kashaf.index.readers import Source, read, scan, streams

BODY = "أعلنت وزارة الخارجية في بيان لها أن المحادثات أحرزت تقدما كبيرا."
GOOD = json.dumps({"title": "عنوان", "text": BODY}, ensure_ascii=False)
Write = Callable[..., list[Article | ArticleError]]


@pytest.fixture
def load(tmp_path: Path) -> Write:
    """Return a function that writes a file and reads it."""

    def write(
        data: bytes | str, name: str = "a.jsonl", encoding: str | None = None
    ) -> list[Article | ArticleError]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (source,) = scan([path])
        assert isinstance(source, Source)
        return list(read(source, encoding=encoding))

    return write


def article(load: Write, **fields: object) -> Article:
    """Return the article of one record."""
    (found,) = load(json.dumps(fields))
    assert isinstance(found, Article), found
    return found


def error(load: Write, data: bytes | str) -> ArticleError:
    """Return the error of one record."""
    (found,) = load(data)
    assert isinstance(found, ArticleError), found
    return found


def test_all_fields(load: Write) -> None:
    """Every field of an article is read; what is unknown is ignored."""
    fields = {"id": "7", "title": "عنوان", "text": BODY, "source": "رويترز", "url": "https://example.org/7",
              "author": "كاتب", "date": "2024-07-05", "section": "سياسة", "language": "ar-EG"}  # fmt: skip
    found = article(load, **fields, views=12, tags={"a": 1})
    assert found.to_dict() == fields


@pytest.mark.parametrize("name", ["text", "body", "content", "Content"])
def test_names_of_the_text(load: Write, name: str) -> None:
    """The text goes by several names."""
    assert article(load, title="عنوان", **{name: BODY}).text == BODY


@pytest.mark.parametrize(("given", "wanted"), [(7, "7"), (7.0, "7"), ("x", "x"), (10**30, str(10**30))])
def test_id_of_a_number(load: Write, given: object, wanted: str) -> None:
    """A number becomes its decimal string."""
    assert article(load, id=given, title="عنوان", text=BODY).id == wanted


@pytest.mark.parametrize("given", [None, "", "  "])
def test_record_without_id_is_named_by_its_line(load: Write, given: object) -> None:
    """Without an id the file and the line name the record; blank lines count."""
    found = load("\n\n" + json.dumps({"id": given, "title": "عنوان", "text": BODY}))
    assert [item.id for item in found if isinstance(item, Article)] == ["a.jsonl#3"]


@pytest.mark.parametrize("date", ["2024-07-05T10:00:00Z", "5 تموز/يوليو ٢٠٢٤", "05/07/2024"])
def test_forms_of_the_date(load: Write, date: str) -> None:
    """Timestamps and Arabic dates are read."""
    assert article(load, title="عنوان", text=BODY, date=date).date == datetime.date(2024, 7, 5)


@pytest.mark.parametrize("date", ["أمس", "31/2/2024", 1720137600, None, {"y": 2024}])
def test_unreadable_date_costs_no_article(load: Write, date: object) -> None:
    """The article is kept without a date."""
    assert article(load, title="عنوان", text=BODY, date=date).date is None


def test_record_with_a_title_is_taken_as_it_stands(load: Write) -> None:
    """A text below a given title keeps its lines, but for a repeated title; what is missing is found in
    it."""
    text = f"عنوان\nتابعونا على فيسبوك\n\nالقاهرة - 5 يوليو 2024 (رويترز) - {BODY}"
    found = article(load, title="عنوان", text=text)
    assert found.text == text.removeprefix("عنوان\n")
    assert (found.date, found.source) == (datetime.date(2024, 7, 5), "رويترز")
    assert article(load, title="عنوان", text=text, source="واس", date="2020-01-01").source == "واس"


def test_record_without_a_title_is_raw_text(load: Write) -> None:
    """A text without a title is read like a text file."""
    found = article(load, text=f"تابعونا على فيسبوك\nعودة المحادثات\n{BODY}")
    assert (found.title, found.text) == ("عودة المحادثات", BODY)


def test_lists_and_markup(load: Write) -> None:
    """Paragraphs and authors may be lists; HTML stays as text."""
    found = article(load, title="<b>عنوان</b>", text=[BODY, "<p>نص</p>"], author=["زيد", "عمرو"])
    assert (found.title, found.text) == ("<b>عنوان</b>", f"{BODY}\n<p>نص</p>")
    assert found.author == "زيد، عمرو"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": ', "not JSON at character 11"),
        ("[1, 2]", "no object"),
        ("12", "no object"),
        ('{"id": "1"}', "neither a title nor a text"),
        ('{"title": " ", "text": null}', "neither a title nor a text"),
        ('{"title": {"ar": "عنوان"}, "text": "نص"}', "'title' is an object"),
        ('{"title": "عنوان", "text": "\\ud800"}', "lone surrogate"),
        ('{"title": "عنوان", "text": "\0"}', "not JSON"),
        ("[" * 100_000, ""),
        ('{"id": ' + "9" * 5000 + ', "title": "عنوان"}', ""),
    ],
)
def test_bad_record_names_its_line(load: Write, line: str, reason: str) -> None:
    """A bad record is one error with its line; the records around it are read."""
    before, found, after = load("\n".join((GOOD, line, GOOD)))
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(found, ArticleError)
    assert (found.line, found.kind) == (2, "bad-record")
    assert reason in found.reason


def test_bad_bytes_spoil_their_line_only(load: Write) -> None:
    """A line that is not UTF-8 is an error of encoding; its neighbours are read."""
    before, found, after = load(b"\n".join((GOOD.encode(), b'{"title": "\xd8"}', GOOD.encode())))
    assert isinstance(found, ArticleError)
    assert (found.line, found.kind) == (2, "encoding")
    assert isinstance(before, Article)
    assert isinstance(after, Article)


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"]
)
def test_encodings(load: Write, encoding: str) -> None:
    """Records are read in any encoding, Windows line ends included."""
    found = load(f"{GOOD}\r\n{GOOD}\r\n".encode(encoding))
    assert [item.text for item in found if isinstance(item, Article)] == [BODY, BODY]
    assert [item.id for item in found if isinstance(item, Article)] == ["a.jsonl#1", "a.jsonl#2"]


def test_named_encoding(load: Write) -> None:
    """A named encoding is used for the lines."""
    (found,) = load(GOOD.encode("cp720"), encoding="cp720")
    assert isinstance(found, Article)
    assert found.text == BODY


def test_cut_utf16(load: Write) -> None:
    """UTF-16 cut in the middle of a character gives its records and an error of encoding."""
    found = load(f"{GOOD}\n{GOOD}".encode("utf-16")[:-1])
    assert [type(item) for item in found] == [Article, ArticleError]
    assert isinstance(found[1], ArticleError)
    assert found[1].kind == "encoding"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\r\n \n"])
def test_empty(load: Write, data: bytes) -> None:
    """A file without a record is empty."""
    assert error(load, data).kind == "empty"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "A.JSONL.GZ"])
def test_compressed(load: Write, name: str) -> None:
    """A compressed file is read like a plain one."""
    assert [type(item) for item in load(gzip.compress(f"{GOOD}\n{GOOD}".encode()), name)] == [
        Article,
        Article,
    ]


@pytest.mark.parametrize("cut", [slice(0, -9), slice(3, None)])
def test_damaged_compression(load: Write, cut: slice) -> None:
    """A damaged compressed file is unreadable, after the records before the damage."""
    last = load(gzip.compress(f"{GOOD}\n{GOOD}\n".encode())[cut], "a.jsonl.gz")[-1]
    assert isinstance(last, ArticleError)
    assert last.kind == "unreadable"


def test_line_too_big(load: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is one error; the next line has its right number."""
    monkeypatch.setattr(streams, "LIMIT", 2000)
    monkeypatch.setattr(streams, "_CHUNK", 300)
    found = load(f"{GOOD}\n{'x' * 5000}\n{GOOD}\n{'y' * 2001}")
    assert [(getattr(item, "kind", "read"), getattr(item, "line", None)) for item in found] == [
        ("read", None), ("too-big", 2), ("read", None), ("too-big", 4)
    ]  # fmt: skip
    assert [item.id for item in found if isinstance(item, Article)] == ["a.jsonl#1", "a.jsonl#3"]


@pytest.mark.parametrize("chunk", [1, 2, 7, 100])
def test_chunks_do_not_matter(load: Write, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """Lines are the same however the bytes arrive."""
    whole = load(f"{GOOD}\n\n{GOOD}\n")
    monkeypatch.setattr(streams, "_CHUNK", chunk)
    assert load(f"{GOOD}\n\n{GOOD}\n") == whole


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` is JSON lines on the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    (source,) = scan([Path("-")])
    assert isinstance(source, Source)
    (found,) = read(source)
    assert isinstance(found, Article)
    assert found.id == "-#1"
