"""What is amiss is told on a page of our own, without trace or path."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article, Collection, IndexCorruptError
from kashaf.search import Engine, Limits
from kashaf.web import WebSettings, create_app
from kashaf.web.site import Door

Read = Callable[[str], Any]
ROUTES = (
    "/",
    "/article",
    "/help",
    "/search.json",
    "/search.csv",
    "/search.atom",
    "/article.json",
    "/suggest.json",
    "/completions.json",
    "/opensearch.xml",
    "/health",
    "/openapi.json",
    "/kashaf-static/kashaf.css",
    "/nowhere",
)


def told(answer: Any) -> str:
    """Return an error's body, checked to hold neither a trace nor a path."""
    body = str(answer.get_data(as_text=True))
    for leak in ("Traceback", 'File "', ".py", ".kashaf", "/tmp", "kashaf build", "Error"):
        assert leak not in body
    return body


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("س" * 300, ("300", "256")),
        (" ".join(map("".join, product("قكلمن", "طظشغصضثج"))), ("40", "32")),
        ("(" * 9 + "كلمة" + ")" * 9, ("9", "8")),
        ("كلمة date:2024..2020", ("10",)),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_w35_a_bad_query_stays_in_the_box(
    shelf: FlaskClient, read: Read, query: str, said: tuple[str, ...], language: str
) -> None:
    """A query that cannot be answered is a 400 that says the limit in the reader's language."""
    answer = shelf.get("/", query_string={"q": query, "hl": language})
    page = read(told(answer))
    detail = page.all("p")[1]
    assert answer.status_code == 400
    assert page.one("input", name="q")["value"] == query.strip()
    assert tuple(each["text"] for each in page.all("bdi")) == said
    assert ("السؤال" in detail["text"]) == (language == "ar")


def test_a_limit_is_in_the_reader_s_digits(library: Engine, read: Read) -> None:
    """The numbers of an error are the interface's, as every other."""
    client = create_app(library, WebSettings(digits="arab")).test_client()
    page = read(client.get("/", query_string={"q": "س" * 300}).text)
    assert [each["text"] for each in page.all("bdi")] == ["٣٠٠", "٢٥٦"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("route", ROUTES[:-1])
def test_w34_nothing_can_be_written(shelf: FlaskClient, method: str, route: str) -> None:
    """Every method that would write is refused on every route, with those that are not."""
    answer = shelf.open(route, method=method, data={"q": "x"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "GET, HEAD, OPTIONS" in told(answer)
    json_route = route.endswith(".json") or route == "/health"
    assert answer.mimetype == ("application/problem+json" if json_route else "text/html")


def test_w34_every_route_takes_only_reading_methods(shelf: FlaskClient) -> None:
    """No route of the site has been forgotten in the list above, and none accepts another method."""
    rules = list(shelf.application.url_map.iter_rules())
    assert {rule.rule for rule in rules} == {"/kashaf-static/<path:filename>", *ROUTES[:-2]}
    assert {method for rule in rules for method in rule.methods or ()} == {"GET", "HEAD", "OPTIONS"}


def test_w34_refused_writes_leave_the_index_as_it_is(own_index: Path) -> None:
    """After every refused method on every route, each byte of the index is what it was."""

    def content() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in own_index.rglob("*") if path.is_file()}

    before = content()
    client = create_app(own_index).test_client()
    for route in ROUTES:
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            client.open(route, method=method).close()
    assert content() == before


def test_w35_a_missing_address_has_a_search_box(shelf: FlaskClient, read: Read) -> None:
    """A page for an address nothing is at lets the reader search."""
    answer = shelf.get("/nowhere?q=كتاب")
    page = read(told(answer))
    assert answer.status_code == 404
    assert page.one("form")["action"] == "/"
    assert page.one("input", name="q")["value"] == "كتاب"


def away(client: FlaskClient, read: Read, *, seconds: str = "30") -> None:
    """Check that every page of a site says the index is away."""
    for url in ("/", "/?q=كتاب", "/article?id=1"):
        answer = client.get(url)
        page = read(told(answer))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, seconds)
        assert page.one("h1")["text"] == "الفهرس غائب الآن"
        assert answer.headers["Cache-Control"] == "no-store"
    assert read(client.get("/?q=كتاب").text).one("input", name="q")["value"] == "كتاب"
    for url in ("/health", "/search.json?q=كتاب"):
        answer = client.get(url)
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
        assert "index-away" in told(answer)


def test_w35_a_missing_index_is_awaited(tmp_path: Path, read: Read, caplog: pytest.LogCaptureFixture) -> None:
    """Until the index is built the pages are 503 and the log says how to build it; then they answer."""
    path = tmp_path / "later.kashaf"
    client = create_app(path, WebSettings(retry_after=7)).test_client()
    with caplog.at_level(logging.ERROR, logger="kashaf.web"):
        away(client, read, seconds="7")
    assert f"kashaf build SOURCE --index {path}" in caplog.text
    with Collection.create(path) as collection:
        collection.add(Article(id="1", title="كتاب", text=""))
    assert client.get("/health").get_json()["articles"] == 1
    assert len(read(client.get("/?q=كتاب").text).all("li", cls="hit")) == 1


def test_w35_a_damaged_index_is_awaited(own_index: Path, read: Read) -> None:
    """A damaged index is a 503 that names no file, until it is mended."""
    pointer = own_index / "CURRENT"
    content = pointer.read_bytes()
    pointer.write_bytes(b"nonsense")
    client = create_app(own_index).test_client()
    away(client, read)
    pointer.write_bytes(content)
    assert client.get("/?q=كازاخستان").status_code == 200


@pytest.mark.parametrize(("language", "said"), [("ar", "الفهرس غائب الآن"), ("en", "The index is away")])
def test_w35_an_index_that_is_away_is_told_in_the_reader_s_language(
    tmp_path: Path, read: Read, language: str, said: str
) -> None:
    """Page and JSON twin of a 503 are in the language asked for, without trace or path."""
    client = create_app(tmp_path / "later.kashaf").test_client()
    page = client.get(f"/?q=كتاب&hl={language}")
    twin = client.get(f"/search.json?q=كتاب&hl={language}")
    assert (page.status_code, twin.status_code) == (503, 503)
    assert read(told(page)).one("html")["lang"] == language
    assert read(page.text).one("h1")["text"].startswith(said)
    told(twin)
    assert twin.get_json()["title"].startswith(said)
    assert page.headers["Retry-After"] == twin.headers["Retry-After"] == "30"


def test_a_fault_has_the_index_opened_anew(own_index: Path, engine: Engine) -> None:
    """After damage was met the path is opened again, while an engine that was given stays."""
    damage = IndexCorruptError("x", "cut short")
    door, given = Door(own_index), Door(engine)
    first = door.engine()
    assert door.engine() is first
    door.fault(damage)
    given.fault(damage)
    assert door.engine() is not first
    assert given.engine() is engine


def test_an_index_that_goes_while_serving_goes_on_answering(own_index: Path) -> None:
    """What is open answers although its folder is gone."""
    client = create_app(own_index).test_client()
    assert client.get("/?q=كازاخستان").status_code == 200
    shutil.rmtree(own_index)
    assert client.get("/?q=الصين").status_code == 200


def test_a_fault_of_ours_is_told_without_its_cause(own_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An error nobody foresaw is a 500 with our page; its trace is in the log alone."""
    engine = Engine.open(own_index)
    app = create_app(engine)
    engine.close()
    answer = app.test_client().get("/?q=كتاب")
    assert answer.status_code == 500
    assert "وقع خطأ عندنا" in told(answer)
    assert "ValueError" in caplog.text


def test_a_query_that_takes_too_long_is_a_503(seeds_index: Path) -> None:
    """Page and JSON say what took too long and the limit; the index is there and is not opened anew."""
    with Engine.open(seeds_index, limits=Limits(query_seconds=0.0)) as engine:
        client = create_app(engine, WebSettings()).test_client()
        asked = {"q": "شي جين بينغ"}
        page, twin = client.get("/", query_string=asked), client.get("/search.json", query_string=asked)
        assert (page.status_code, twin.status_code) == (503, 503)
        assert page.headers["Retry-After"] == twin.headers["Retry-After"] == "30"
        assert "طال البحث فأوقفناه" in page.text
        assert (twin.get_json()["code"], twin.get_json()["limit"]) == ("query-timeout", 0.0)
        assert client.get("/health").status_code == 200
