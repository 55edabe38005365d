"""Markdown: front matter, headings, markup."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kashaf.index.article import Article
from kashaf.index.errors import ArticleError
from kashaf.index.readers import Source, markdown, read, scan

BODY = "أعلنت وزارة الخارجية في بيان لها أن المحادثات أحرزت تقدما كبيرا."


def load(folder: Path, text: str) -> Article:
    """Write the text to a file and return its article."""
    path = folder / "a.md"
    path.write_bytes(text.encode())
    (source,) = scan([path])
    assert isinstance(source, Source)
    (found,) = read(source)
    assert isinstance(found, Article), found
    return found


HEADINGS = ("# عودة المحادثات", "عودة المحادثات\n===", "# **عودة** المحادثات #", "## عودة المحادثات")


@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_is_the_title(tmp_path: Path, heading: str) -> None:
    """The first heading is the title, without its markup, and is not repeated."""
    found = load(tmp_path, f"{heading}\n\n{BODY}\n")
    assert (found.title, found.text) == ("عودة المحادثات", BODY)


def test_front_matter(tmp_path: Path) -> None:
    """The known keys of the front matter become fields; a heading that repeats the title goes."""
    head = '---\ntitle: "عودة: المحادثات"\ndate: 2024-07-05\nauthor: زيد\nsource: رويترز\n'
    head += "section: سياسة\nurl: https://example.org/1\ntags: [a]\n---\n"
    found = load(tmp_path, f"{head}# عودة: المحادثات\n\n{BODY}")
    assert found == Article(
        id="a.md",
        title="عودة: المحادثات",
        text=BODY,
        date=datetime.date(2024, 7, 5),
        author="زيد",
        source="رويترز",
        section="سياسة",
        url="https://example.org/1",
    )


def test_rule_is_no_front_matter(tmp_path: Path) -> None:
    """A line of dashes that is never closed is a rule."""
    assert load(tmp_path, f"---\n\n{BODY}").text == BODY


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("كلمة **غليظة** و*مائلة* و~~ملغاة~~ و`رمز`", "كلمة غليظة ومائلة وملغاة ورمز"),
        ("انظر [الرابط](https://example.org) و![صورة](a.png)", "انظر الرابط وصورة"),
        ("- أول\n- ثان\n\n1. ثالث", "أول\nثان\nثالث"),
        ("> قول مقتبس", "قول مقتبس"),
        ("```python\nx = *1*\n```", "x = *1*"),
        ("| أ | ب |\n|---|---|\n| ج | د |", "أ | ب\nج | د"),
        ("سطر ملفوف\nفي سطرين", "سطر ملفوف في سطرين"),
        ("<div>نص <b>غليظ</b></div>", "نص غليظ"),
        ("نص <b>غليظ</b><br>سطر", "نص غليظ\nسطر"),
        ("2 < 3 و 5 > 4 &amp; \\*نجمة\\*", "2 < 3 و 5 > 4 & *نجمة*"),
    ],
)
def test_markup_is_reduced_to_text(tmp_path: Path, markup: str, text: str) -> None:
    """Of markup its words stay; code stays as it is."""
    assert load(tmp_path, f"# عنوان\n\n{BODY}\n\n{markup}\n\n{BODY}").text == f"{BODY}\n{text}\n{BODY}"


def test_no_heading(tmp_path: Path) -> None:
    """Without a heading the title is found as in a raw text."""
    assert load(tmp_path, f"عودة المحادثات\n\n{BODY}").title == "عودة المحادثات"


def test_heading_alone(tmp_path: Path) -> None:
    """A file of one heading is an article."""
    assert load(tmp_path, "# عودة المحادثات").title == "عودة المحادثات"


def test_huge_file_keeps_its_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit the markup stays rather than the build waiting."""
    monkeypatch.setattr(markdown, "LARGEST", 10)
    assert "**" in load(tmp_path, f"# عنوان\n\n{BODY} **غليظ**").text


def test_empty(tmp_path: Path) -> None:
    """A file of blanks is empty."""
    (tmp_path / "a.md").write_text(" \n", encoding="utf-8")
    (source,) = scan([tmp_path])
    assert isinstance(source, Source)
    (found,) = read(source)
    assert isinstance(found, ArticleError)
    assert found.kind == "empty"
