"""What to read after an article."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from kashaf.index import Article

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
SILK = "ربط طريق الحرير القديم مدن الصين بأسواق سمرقند وبخارى، وحملت قوافل التجار الحرير والورق."
PORTS = "رست السفن في مرفأ بيروت، وفرغ العمال حمولة القمح في مخازن المرفأ قبل المساء."


def article(id: str, text: str, title: str = "", **values: Any) -> Article:
    """Return an article with a title of its own."""
    return Article(id=id, title=title or f"مقال {id}", text=text, **values)


def related(client: FlaskClient, read: Read, id: str) -> list[str]:
    """Return the titles that the page of an article names as related."""
    page = read(client.get("/article", query_string={"id": id}).text)
    sections = page.all("section", cls="related")
    return [a["text"] for a in page.all("a") if "section" in a["within"]] if sections else []


def test_an_article_names_those_about_the_same(client: FlaskClient, read: Read) -> None:
    """The seeds on one subject lead to each other, each link opening an article, never the same one."""
    page = read(client.get("/article?id=004_d9eb4fad3410492d.txt&q=الحرير&hl=en").text)
    assert page.one("h2", id="kashaf-related")["text"] == "Related articles"
    links = [a["href"] for a in page.all("a") if "section" in a["within"]]
    assert 1 <= len(links) <= 5
    assert len(set(links)) == len(links)
    for link in links:
        assert "hl=en" in link
        assert "004_d9eb4fad3410492d" not in link
        assert "q=" not in link
        assert client.get(link).status_code == 200


def test_w22_related_articles_leave_out_the_article_and_its_copies(site_of: SiteOf, read: Read) -> None:
    """Neither the article, nor a copy of it under another title, nor two copies of another are named."""
    client = site_of(
        [
            article("1", SILK),
            article("2", SILK.replace(" ", "  "), title="النسخة"),
            article("3", f"{SILK} وعادت القوافل شتاء."),
            article("4", f"{SILK}\nوعادت القوافل شتاء."),
            *(article(f"x{n}", f"{PORTS} {n}") for n in range(4)),
        ]
    )
    found = related(client, read, "1")
    assert len(found) == 1
    assert found[0] in ("مقال 3", "مقال 4")


def test_at_most_five_are_named(site_of: SiteOf, read: Read) -> None:
    """Of many articles about the same the five closest are named."""
    client = site_of(
        [*(article(str(n), f"{SILK} {n}") for n in range(12)), *(article(f"x{n}", PORTS) for n in range(12))]
    )
    assert len(related(client, read, "3")) == 5


def test_without_related_articles_there_is_no_heading(site_of: SiteOf, read: Read) -> None:
    """An article that stands alone has no empty section, with a text and without."""
    client = site_of(
        [article("1", SILK, date=datetime.date(2024, 1, 1)), article("2", PORTS), article("3", "")]
    )
    for id in ("1", "2", "3"):
        page = read(client.get(f"/article?id={id}").text)
        assert page.all("section", cls="related") == page.all("h2") == []
