"""Every page answers, in its language and direction."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
SEED = "002_437ff4b006baf7fc.txt"
QUERY = "كازاخستان"
PAGES = (
    ("/", 200),
    (f"/?q={QUERY}", 200),
    ("/?q=زقطبور", 200),
    (f"/article?id={SEED}&q={QUERY}", 200),
    ("/article?id=missing", 404),
    ("/nowhere", 404),
    ("/?page=zero", 400),
)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
@pytest.mark.parametrize(("url", "status"), PAGES)
def test_a_page_says_its_language_and_direction(
    client: FlaskClient, read: Read, url: str, status: int, language: str, direction: str
) -> None:
    """Each page answers with its status, as HTML, in the language asked for and that language's direction."""
    answer = client.get(f"{url}{'&' if '?' in url else '?'}hl={language}")
    page = read(answer.text)
    assert (answer.status_code, answer.content_type) == (status, "text/html; charset=utf-8")
    assert (page.one("html")["lang"], page.one("html")["dir"]) == (language, direction)
    assert len(page.all("main")) == len(page.all("h1")) == len(page.all("form")) == 1
    assert page.one("title")["text"].strip()


@pytest.mark.parametrize("url", [url for url, status in PAGES if status != 400])
def test_the_language_link_leads_to_the_same_page(client: FlaskClient, read: Read, url: str) -> None:
    """The link in the footer gives the other language and leads back."""
    first = read(client.get(url).text)
    there = read(client.get(first.one("a", hreflang="en")["href"]).text)
    assert there.one("html")["lang"] == "en"
    assert "hl=" not in there.one("a", hreflang="ar")["href"]
    again = read(client.get(there.one("a", hreflang="ar")["href"]).text)
    assert again.one("html")["lang"] == "ar"
    if first.all("link", rel="canonical"):
        assert again.one("title")["text"] == first.one("title")["text"]


def test_a_site_in_english_names_arabic_in_its_addresses(site_of: SiteOf, read: Read) -> None:
    """Where English is the site's language it needs no key, and Arabic has one."""
    client = site_of([Article(id="1", title="كتاب", text="")], language="en")
    page = read(client.get("/?q=كتاب&hl=en").text)
    assert page.one("html")["lang"] == "en"
    assert "hl=" not in page.one("link", rel="canonical")["href"]
    assert "hl=ar" in page.one("a", hreflang="ar")["href"]


def test_the_first_page_shows_what_is_here(shelf: FlaskClient, read: Read) -> None:
    """The first page counts the articles, spans their dates, and lists sources and the newest articles."""
    page = read(shelf.get("/").text)
    assert page.one("p", cls="holdings")["text"] == "35 مقالًا من 11 يناير 2020 إلى 11 ديسمبر 2023"
    newest = page.all("time")
    assert [time["datetime"] for time in newest] == sorted((t["datetime"] for t in newest), reverse=True)
    assert "وكالة الأنباء الصينية" in {name["text"] for name in page.all("bdi")}


def test_one_date_is_said_once(site_of: SiteOf, read: Read) -> None:
    """When the oldest and the newest article are of one day, the first page names that day alone."""
    day = datetime.date(2024, 7, 5)
    client = site_of([Article(id=str(n), title="كتاب", text="", date=day) for n in range(3)])
    assert read(client.get("/").text).one("p", cls="holdings")["text"] == "3 مقالات في 5 يوليو 2024"
    english = read(client.get("/?hl=en").text)
    assert english.one("p", cls="holdings")["text"] == "3 articles on July 5, 2024"


def test_without_dates_none_is_named(site_of: SiteOf, read: Read) -> None:
    """A collection without dates says only how many articles it has."""
    client = site_of([Article(id="1", title="كتاب", text="")])
    assert read(client.get("/").text).one("p", cls="holdings")["text"] == "مقال واحد"


def test_an_empty_index_says_so(site_of: SiteOf) -> None:
    """An index without articles has a first page, an empty search and a health of nought."""
    client = site_of([])
    assert "لا مقالات هنا بعد" in client.get("/").text
    assert client.get("/?q=كتاب").status_code == 200
    assert client.get("/health").get_json()["articles"] == 0


def test_examples_lead_to_results(client: FlaskClient, read: Read) -> None:
    """Each example of the first page finds something."""
    page = read(client.get("/").text)
    links = [a["href"] for a in page.all("a") if a["href"].startswith("/?q=")]
    assert links
    for link in links:
        assert read(client.get(link).text).all("li", cls="hit")


def test_an_example_is_a_word_without_its_particle(site_of: SiteOf, read: Read) -> None:
    """A word of a title with a particle written on it is offered without, where the collection has it so."""
    titles = {"لطاجيكستان": "في طاجيكستان", "باكستان": "دولة"}
    client = site_of([Article(id=title, title=title, text=text) for title, text in titles.items()])
    offered = read(client.get("/").text).one("p", cls="examples")["text"]
    assert "طاجيكستان" in offered.split()
    assert "باكستان" in offered.split()


def test_a_day_that_only_some_articles_have_is_not_told_of_all(site_of: SiteOf, read: Read) -> None:
    """The first page names the days between which articles were published, where there are two."""
    days = [datetime.date(2024, 7, 5), None]
    articles = [Article(id=str(number), title="كتاب", text="", date=day) for number, day in enumerate(days)]
    assert read(site_of(articles).get("/").text).one("p", cls="holdings")["text"] == "مقالان"


def test_a_hit_leads_to_its_article_and_back(client: FlaskClient, read: Read) -> None:
    """A hit's link opens the article at its first mark; the article links back to the same results."""
    results = client.get(f"/?q={QUERY}&sort=oldest")
    link = next(a["href"] for a in read(results.text).all("a") if a["href"].startswith("/article"))
    assert link.endswith("#m1")
    article = read(client.get(link.partition("#")[0]).text)
    assert QUERY in article.one("mark", id="m1")["text"]
    back = next(a["href"] for a in article.all("a") if "عودة" in a["text"])
    assert client.get(back).get_etag() == results.get_etag()


def test_the_list_of_matches_leads_to_each(client: FlaskClient, read: Read) -> None:
    """An article lists its matches as anchors, one for each numbered mark and in its order."""
    page = read(client.get(f"/article?id={SEED}&q={QUERY}").text)
    anchors = [a["href"] for a in page.all("a") if a["href"].startswith("#m")]
    marks = [mark["id"] for mark in page.all("mark") if "id" in mark]
    assert anchors == [f"#m{nth}" for nth in range(1, len(marks) + 1)]
    assert marks == [f"m{nth}" for nth in range(1, len(marks) + 1)]
    assert len(marks) > 3


def test_an_article_without_a_query_has_no_marks(client: FlaskClient, read: Read) -> None:
    """An article opened from the first page is plain, with a paragraph for each line that is not blank."""
    page = read(client.get(f"/article?id={SEED}").text)
    assert page.all("mark") == []
    assert page.all("p", id="p1")
    assert page.one("dd", cls="code")["text"] == SEED


def test_no_page_sets_a_cookie(client: FlaskClient) -> None:
    """Nothing is remembered about a reader."""
    for url, _ in (*PAGES, ("/search.json?q=x", 200), ("/health", 200)):
        assert "Set-Cookie" not in client.get(url).headers


def test_a_link_to_the_source_is_only_for_the_web(site_of: SiteOf, read: Read) -> None:
    """An article's own address becomes a link when it is http, and never when it is a script."""
    texts = {"web": "https://example.org/1", "script": "javascript:alert(1)"}
    client = site_of(Article(id=id, title="كتاب", text="", url=url) for id, url in texts.items())
    assert read(client.get("/article?id=web").text).one("a", rel="external")["href"] == texts["web"]
    assert "javascript" not in client.get("/article?id=script").text
