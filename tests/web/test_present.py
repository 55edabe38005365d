"""Words, counts, numbers, dates and directions of the interface."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from kashaf.index import Article
from kashaf.web import WebSettings
from kashaf.web.catalogue import TEXTS
from kashaf.web.plurals import COUNTS
from kashaf.web.present import Interface, box_direction

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
AR, EN = (Interface(language, WebSettings()) for language in ("ar", "en"))

RESULTS = [
    (0, "لا توجد نتائج", "No results"),
    (1, "نتيجة واحدة", "1 result"),
    (2, "نتيجتان", "2 results"),
    (3, "3 نتائج", "3 results"),
    (10, "10 نتائج", "10 results"),
    (11, "11 نتيجة", "11 results"),
    (99, "99 نتيجة", "99 results"),
    (100, "100 نتيجة", "100 results"),
    (101, "101 نتيجة", "101 results"),
    (103, "103 نتائج", "103 results"),
    (1000, "1,000 نتيجة", "1,000 results"),
]
ARTICLES = [
    (0, "لا مقالات", "No articles"),
    (1, "مقال واحد", "1 article"),
    (2, "مقالان", "2 articles"),
    (3, "3 مقالات", "3 articles"),
    (10, "10 مقالات", "10 articles"),
    (11, "11 مقالًا", "11 articles"),
    (99, "99 مقالًا", "99 articles"),
    (100, "100 مقال", "100 articles"),
    (101, "101 مقال", "101 articles"),
    (103, "103 مقالات", "103 articles"),
    (1000, "1,000 مقال", "1,000 articles"),
]


@pytest.mark.parametrize(("n", "arabic", "english"), RESULTS)
def test_w10_results_are_counted_in_their_plural(n: int, arabic: str, english: str) -> None:
    """The number of results takes the plural form its language asks for."""
    assert (AR.count("results", n), EN.count("results", n)) == (arabic, english)


@pytest.mark.parametrize(("n", "arabic", "english"), ARTICLES)
def test_articles_are_counted_in_their_plural(n: int, arabic: str, english: str) -> None:
    """The number of articles takes the plural form its language asks for."""
    assert (AR.count("articles", n), EN.count("articles", n)) == (arabic, english)


def test_every_count_has_its_language_s_plural_forms() -> None:
    """A count has every form of its language's rules, and only those, but for an own word for none."""
    for language, counts in COUNTS.items():
        forms = {*Locale.parse(language).plural_form.tags, "other", "zero"}
        assert {key: set(each) for key, each in counts.items()} == dict.fromkeys(counts, forms)


def names(text: str) -> set[str]:
    """Return the names a phrase wants values for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_phrases() -> None:
    """No phrase is missing in a language, and each takes the same values in both."""
    arabic, english = TEXTS["ar"], TEXTS["en"]
    assert set(arabic) == set(english)
    assert {key: names(text) for key, text in arabic.items()} == {k: names(t) for k, t in english.items()}
    assert set(COUNTS["ar"]) == set(COUNTS["en"])
    assert all(text.strip() for texts in (arabic, english) for text in texts.values())


def test_every_phrase_is_used(root: Path) -> None:
    """Each key of the catalogue occurs in a template or in the code, in full or as its family's prefix."""
    sources = [*(root / "web").glob("*.py"), *(root / "web").rglob("*.html")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.stem != "catalogue")
    families = set(re.findall(r'f?"(\w+_)(?:"|\{)', written))
    assert "error_" in families
    keys = {*TEXTS["ar"], *COUNTS["ar"]}
    unused = {key for key in keys if not re.search(rf"""["']{key}["']""", written)}
    assert {key for key in unused if not any(key.startswith(family) for family in families)} == set()


@pytest.mark.parametrize(
    ("query", "arabic", "english"),
    [
        ("", "rtl", "ltr"),
        ("٢٠٢٦", "rtl", "ltr"),
        ("۲۰۲۶", "rtl", "ltr"),
        ("123", "rtl", "ltr"),
        ("?!؟،", "rtl", "ltr"),
        ("النفط", "rtl", "rtl"),
        ("ﷲ", "rtl", "rtl"),
        ("«النفط» 2024؟", "rtl", "rtl"),
        ("Google", "ltr", "ltr"),
        ("Google؟", "ltr", "ltr"),
        ("Ｇoogle 2024", "ltr", "ltr"),
        ("title:النفط", "rtl", "ltr"),
        ("شركة Google", "rtl", "ltr"),
    ],
)
def test_the_box_has_a_direction(
    client: FlaskClient, read: Read, query: str, arabic: str, english: str
) -> None:
    """The box runs as the interface does, unless the query is all letters of the other script."""
    assert (box_direction(query, "ar"), box_direction(query, "en")) == (arabic, english)
    for language, direction in (("ar", arabic), ("en", english)):
        page = read(client.get("/", query_string={"q": query, "hl": language}).text)
        assert page.one("input", name="q")["dir"] == direction


@given(st.text())
def test_a_direction_is_always_explicit(query: str) -> None:
    """Whatever is typed the box has a direction, and where the languages differ it is their own."""
    arabic, english = box_direction(query, "ar"), box_direction(query, "en")
    assert {arabic, english} <= {"rtl", "ltr"}
    if arabic != english:
        assert (arabic, english) == ("rtl", "ltr")


MONTHS = {"ar_EG": "نوفمبر", "ar_LB": "تشرين الثاني", "ar_MA": "نونبر", "ar_DZ": "نوفمبر"}
JANUARY = {"ar_EG": "يناير", "ar_LB": "كانون الثاني", "ar_MA": "يناير", "ar_DZ": "جانفي"}


@pytest.mark.parametrize("country", MONTHS)
def test_months_have_the_names_of_the_setting(country: str) -> None:
    """The months are called what their country calls them, and English stays English."""
    ui = Interface("ar", WebSettings(months=country))
    assert ui.date(datetime.date(2024, 11, 5)) == f"5 {MONTHS[country]} 2024"
    assert ui.date(datetime.date(2024, 1, 5)) == f"5 {JANUARY[country]} 2024"
    english = Interface("en", WebSettings(months=country))
    assert english.date(datetime.date(2024, 11, 5)) == "November 5, 2024"


@pytest.mark.parametrize(
    ("digits", "country", "number", "year"),
    [
        ("latn", "ar_EG", "1,234", "2024"),
        ("arab", "ar_EG", "١٬٢٣٤", "٢٠٢٤"),
        ("arab", "ar_MA", "١٬٢٣٤", "٢٠٢٤"),
        ("auto", "ar_EG", "١٬٢٣٤", "٢٠٢٤"),
        ("auto", "ar_MA", "1.234", "2024"),
    ],
)
def test_digits_are_those_of_the_setting(digits: str, country: str, number: str, year: str) -> None:
    """Numbers, years and dates are in one kind of digits, and English keeps its own."""
    settings = WebSettings(digits=digits, months=country)
    ui = Interface("ar", settings)
    assert (ui.number(1234), ui.figures(2024)) == (number, year)
    assert ui.date(datetime.date(2024, 11, 5)).endswith(year)
    assert Interface("en", settings).number(1234) == "1,234"


def test_w11_settings_change_the_interface_and_never_an_article(site_of: SiteOf, read: Read) -> None:
    """Other digits and months show in dates and counts; title, text and id are the article's own."""
    article = Article(
        id="2024/11",
        title="خطة 2030 في نوفمبر",
        text="صدرت عام 1999 خطة 2030.",
        date=datetime.date(2024, 11, 5),
    )
    client = site_of([article], digits="arab", months="ar_LB")
    results, shown = (read(client.get(url).text) for url in ("/?q=خطة", "/article?id=2024/11&q=خطة"))
    assert {page.one("time")["text"] for page in (results,)} == {"٥ تشرين الثاني ٢٠٢٤"}
    assert shown.all("time")[0]["text"] == "٥ تشرين الثاني ٢٠٢٤"
    assert (shown.one("h1")["text"], shown.one("p", id="p1")["text"]) == (article.title, article.text)
    assert shown.one("dd", cls="code")["text"] == article.id
    assert results.one("li", cls="hit")["text"].count("2030") == 2
    assert "٢٠٢٤" in read(client.get("/").text).one("p", cls="holdings")["text"]


def test_the_title_of_the_site_is_a_setting(site_of: SiteOf, read: Read) -> None:
    """The operator's name for the site stands in the heading and in the window's title."""
    client = site_of([Article(id="1", title="كتاب", text="")], title="أرشيف & <وثائق>")
    page = read(client.get("/?q=كتاب").text)
    assert page.one("a", cls="wordmark")["text"] == "أرشيف & <وثائق>"
    assert page.one("title")["text"] == "كتاب — أرشيف & <وثائق>"


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_theme_is_a_setting(site_of: SiteOf, read: Read, theme: str) -> None:
    """The theme chosen by the operator reaches the stylesheet and the browser's own colours."""
    page = read(site_of([], theme=theme).get("/").text)
    assert page.one("body")["data-theme"] == theme
    assert page.one("meta", name="color-scheme")["content"] == ("light dark" if theme == "auto" else theme)
