"""What every answer says about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.search import Engine
from kashaf.web import WebSettings, create_app
from kashaf.web.settings import POLICY

Read = Callable[[str], Any]
FRESH = ("/", "/?q=مكتبة", "/?q=زقطبور", "/article?id=n/1&q=مكتبة", "/search.json?q=مكتبة")
NEVER_KEPT = ("/health", "/nowhere", "/?q=x&page=0", "/article?id=missing", "/search.json?page=x")


@pytest.mark.parametrize("url", [*FRESH, *NEVER_KEPT, "/kashaf-static/kashaf.css"])
def test_every_answer_tells_the_browser_what_it_may(shelf: FlaskClient, url: str) -> None:
    """Pages, JSON, files and errors alike carry the policy, nosniff and the referrer policy."""
    with shelf.get(url) as answer:
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("wanted", ["default-src 'none'", "form-action 'self'", "base-uri 'none'"])
def test_the_policy_allows_nothing_by_default(wanted: str) -> None:
    """The policy begins from nothing, allows no inline code and names no other origin."""
    assert wanted in POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def test_the_policy_is_a_setting(library: Engine) -> None:
    """An operator may send another policy, or none."""
    other = create_app(library, WebSettings(policy="default-src 'self'")).test_client()
    none = create_app(library, WebSettings(policy="")).test_client()
    assert other.get("/").headers["Content-Security-Policy"] == "default-src 'self'"
    assert "Content-Security-Policy" not in none.get("/").headers
    assert none.get("/").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("url", FRESH)
def test_a_page_that_is_held_already_is_not_sent_again(shelf: FlaskClient, url: str) -> None:
    """A reader who has the page gets 304 without a body; one who has another gets the page."""
    first = shelf.get(url)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    held = shelf.get(url, headers={"If-None-Match": tag})
    assert (held.status_code, held.get_data(), held.headers["ETag"]) == (304, b"", tag)
    assert held.headers["Content-Security-Policy"] == POLICY
    other = shelf.get(url, headers={"If-None-Match": 'W/"other"'})
    assert (other.status_code, other.headers["ETag"]) == (200, tag)


@pytest.mark.parametrize("url", NEVER_KEPT)
def test_an_error_is_never_kept(shelf: FlaskClient, url: str) -> None:
    """Errors and the health of the index are asked for anew each time."""
    answer = shelf.get(url)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_the_tag_tells_all_pages_apart(shelf: FlaskClient, library: Engine) -> None:
    """Another page, query, parameter, language, format or setting has another tag."""
    changed = (
        "&page=2",
        "&sort=newest",
        "&mode=any",
        "&from=2020-01-01",
        "&year=2020",
        "&author=x",
        "&hl=en",
    )
    urls = [*FRESH, "/article?id=n/2&q=مكتبة", *(f"/?q=مكتبة{change}" for change in changed)]
    other = create_app(library, WebSettings(digits="arab")).test_client()
    tags = [client.get(url).get_etag() for client in (shelf, other) for url in urls]
    assert len(set(tags)) == len(tags) == 2 * len(urls)


def test_files_are_kept_for_good_at_the_address_of_their_edition(shelf: FlaskClient, read: Read) -> None:
    """The stylesheet's address changes with the file, so a browser may keep what is there."""
    page = read(shelf.get("/").text)
    for link in (*page.all("link", rel="stylesheet"), page.one("link", rel="icon")):
        with shelf.get(link["href"]) as kept, shelf.get(link["href"].partition("?")[0]) as plain:
            assert (kept.status_code, plain.status_code) == (200, 200)
            assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert "immutable" not in plain.headers["Cache-Control"]
    with shelf.get("/kashaf-static/none.css?v=1") as missing:
        assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")


def test_head_is_get_without_the_body(shelf: FlaskClient) -> None:
    """HEAD has the status and headers of GET."""
    get, head = shelf.get("/?q=مكتبة"), shelf.head("/?q=مكتبة")
    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", get.headers["ETag"])
