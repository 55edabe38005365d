"""The five articles the project was given, as raw text."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kashaf.index import readers
from kashaf.index.article import Article


@pytest.fixture(scope="module")
def seeds(seeds_dir: Path) -> dict[str, Article]:
    """Return the articles by the first three letters of their names."""
    found = [item for source in readers.scan([seeds_dir]) if isinstance(source, readers.Source)
             for item in readers.read(source)]  # fmt: skip
    return {item.id[:3]: item for item in found if isinstance(item, Article)}


def test_each_seed_is_one_article_named_by_its_file(seeds: dict[str, Article], seeds_dir: Path) -> None:
    """Five files give five articles whose ids are the file names."""
    assert sorted(article.id for article in seeds.values()) == sorted(
        path.name for path in seeds_dir.iterdir()
    )


def test_title_below_boilerplate(seeds: dict[str, Article]) -> None:
    """The title of 001 stands below a newsletter prompt, a form field and two network lines."""
    assert seeds["001"].title == 'شي يتعهد بدعم "وحدة أراضيها" لطاجيكستان'
    assert seeds["001"].text.startswith("الرئيس الصيني شي جين بينغ يحضر قمة")
    for left_out in ("النشرة", "البودكاست", "التحقق", "وسائل التواصل", seeds["001"].title):
        assert left_out not in seeds["001"].text


def test_photo_caption_gives_no_date(seeds: dict[str, Article]) -> None:
    """The date in the caption of 001 is not the date of the article."""
    assert seeds["001"].date is None


def test_first_line_is_the_title(seeds: dict[str, Article]) -> None:
    """The first line of 002 is its title and is not repeated in the text."""
    assert seeds["002"].title == "الصين: مستعدون لتقديم كل أشكال الدعم لوقف أعمال العنف في كازاخستان"
    assert seeds["002"].text.startswith("جدّدت الصين")


@pytest.mark.parametrize("seed", ["000", "003", "004"])
def test_made_title(seeds: dict[str, Article], seed: str) -> None:
    """A text without a title line is named by its first words, and keeps them."""
    title = seeds[seed].title
    assert title.endswith("…")
    assert len(title) <= 90
    assert title[:-1] in seeds[seed].text


def test_dateline(seeds: dict[str, Article]) -> None:
    """The dateline of 004 gives day and source, stays in the text and out of the title."""
    assert seeds["004"].date == datetime.date(2024, 7, 5)
    assert seeds["004"].source == "PRNewswire"
    assert seeds["004"].text.startswith("بكين, 5 يوليو، 2024 /PRNewswire/ — أَشاد")
    assert seeds["004"].title.startswith("أَشاد الرئيس الصيني")


@pytest.mark.parametrize("seed", ["000", "002", "003"])
def test_nothing_is_invented(seeds: dict[str, Article], seed: str) -> None:
    """A text that does not say when and by whom has no date and no source."""
    assert (seeds[seed].date, seeds[seed].source) == (None, "")


def test_no_paragraph_is_lost(seeds: dict[str, Article], seeds_dir: Path) -> None:
    """Each line of a seed is the title, a line of the text, or one of the four prompts of 001."""
    for article in seeds.values():
        lines = [line.strip() for line in (seeds_dir / article.id).read_text(encoding="utf-8").split("\n")]
        kept = {article.title, *article.text.split("\n")}
        assert len([line for line in lines if line and line not in kept]) == (
            4 if article.id[:3] == "001" else 0
        )
