"""Whatever an article or a reader says is text on every page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings, strategies as st

from kashaf.index import Article

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
HOSTILE = "<script>alert('كتاب')</script>\"&amp;' </textarea><img src=x onerror=alert(1)> {{7*7}} {x}"
ARTICLE = Article(
    id=f"1/{HOSTILE}",
    title=f"كتاب {HOSTILE}",
    text=f"كتاب {HOSTILE}\nكتاب {HOSTILE}",
    source=f"مصدر {HOSTILE}",
    author=f"كاتب {HOSTILE}",
    section=f"قسم {HOSTILE}",
    url='https://example.org/?a="><script>alert(1)</script>',
    language='ar"><script>',
)
# Filters that leave nothing, so that each is named as a chip, a box and a remedy.
NARROWED = {"q": f"كتاب {HOSTILE}", "source": HOSTILE, "section": f"2{HOSTILE}", "author": HOSTILE}


@pytest.fixture
def hostile(site_of: SiteOf) -> FlaskClient:
    """Return a reader of a site over a hostile article and a harmless one."""
    return site_of([ARTICLE, Article(id="2", title="كتاب", text="كتاب آخر")])


@pytest.mark.parametrize(
    ("path", "query", "times"),
    [
        ("/", {}, 2),
        ("/", {"q": "كتاب"}, 5),
        ("/", {"q": HOSTILE}, 8),
        ("/", NARROWED, 8),
        ("/", {"q": HOSTILE, "page": HOSTILE}, 2),
        ("/", {"q": HOSTILE, "page": "99"}, 1),
        ("/", {"q": f"{HOSTILE} {'س' * 300}"}, 1),
        ("/", {"q": HOSTILE, "hl": HOSTILE}, 2),
        ("/article", {"id": ARTICLE.id, "q": HOSTILE}, 8),
        ("/article", {"id": HOSTILE, "q": HOSTILE}, 1),
        (f"/{HOSTILE}", {"q": HOSTILE}, 1),
    ],
)
def test_w9_markup_is_text(
    hostile: FlaskClient, read: Read, path: str, query: dict[str, str], times: int
) -> None:
    """Markup in any field or parameter makes no element and no attribute, and is shown as it was written."""
    answer = hostile.get(path, query_string=query)
    page = read(answer.text)
    assert [tag for tag in page.tags if tag["tag"] in ("img", "textarea")] == []
    script = page.one("script")
    assert (script["src"].partition("?")[0], script["text"]) == ("/kashaf-static/kashaf.js", "")
    assert [name for tag in page.tags for name in tag if name.startswith("on")] == []
    assert "{{7*7}}" in answer.text
    assert answer.text.count("49 {x}") == 0
    shown = page.one("html")["text"]
    values = [str(value) for tag in page.tags for name, value in tag.items() if name == "value"]
    assert (shown + "".join(values)).count(HOSTILE) >= times


def test_w9_markup_is_text_in_json(hostile: FlaskClient) -> None:
    """JSON carries the fields as they are, and says that it is JSON and nothing else."""
    answer = hostile.get("/search.json", query_string={"q": HOSTILE})
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    said = json.loads(answer.get_data())
    hit = next(hit for hit in said["hits"] if hit["id"] == ARTICLE.id)
    assert (said["query"], hit["title"], hit["author"]) == (HOSTILE, ARTICLE.title, ARTICLE.author)
    wrong = hostile.get("/search.json", query_string={"page": HOSTILE})
    assert wrong.mimetype == "application/problem+json"
    assert HOSTILE in wrong.get_json()["detail"]


def test_a_link_keeps_a_hostile_query(hostile: FlaskClient, read: Read) -> None:
    """Each link of the page leads to our own pages with the query whole."""
    page = read(hostile.get("/", query_string={"q": HOSTILE}).text)
    links = [a["href"] for a in page.all("a") if "q=" in a["href"]]
    assert len(links) > 4
    exports = [link for link in links if link.startswith("/search.")]
    assert len(exports) == 3
    for link in exports:
        assert parse_qs(urlsplit(link).query)["q"] == [HOSTILE]
        assert hostile.get(link).status_code == 200
    for link in set(links) - set(exports):
        assert link.startswith(("/?", "/article?"))
        again = read(hostile.get(link.partition("#")[0]).text)
        assert again.one("input", name="q")["value"] == HOSTILE


@settings(max_examples=60)
@given(query=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_query_is_answered(shelf: FlaskClient, read: Read, query: str) -> None:
    """Whatever is typed, the page is one of ours, well formed, with the query in the box as it was typed."""
    answer = shelf.get("/", query_string={"q": query})
    assert answer.status_code in (200, 400)
    assert read(answer.text).one("input", name="q")["value"] == query.strip()
