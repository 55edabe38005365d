"""What the pages give their script: parts of pages, words, addresses; and what others may read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from kashaf.search import Engine
from kashaf.web import WebSettings, create_app
from kashaf.web.present import Interface
from kashaf.web.script import MODULES
from kashaf.web.site import edition

Read = Callable[[str], Any]
PATHS = ("/?q=مكتبة&page=2&sort=newest", "/?q=زقطبور", "/article?id=n/1&q=مكتبة", "/help?hl=en", "/?")
PAGES = "https://pages.example"


@pytest.mark.parametrize("path", PATHS)
def test_a_part_is_the_page_without_its_frame(shelf: FlaskClient, read: Read, path: str) -> None:
    """With ``partial=1`` the same content comes without head, stylesheet and script, under its own tag."""
    whole, part = shelf.get(path), shelf.get(f"{path}&partial=1")
    page, fragment = read(whole.text), read(part.text)
    assert not {"html", "head", "body", "script"} & {tag["tag"] for tag in fragment.tags}
    assert fragment.all("link", rel="stylesheet") == []
    assert fragment.one("main")["text"] == page.one("main")["text"]
    assert fragment.one("link", rel="canonical") == {**page.one("link", rel="canonical"), "within": []}
    assert whole.headers["ETag"] != part.headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_no_address_leads_to_a_part(shelf: FlaskClient, read: Read, path: str) -> None:
    """Neither a link nor a form of a page or of a part hands ``partial`` on."""
    for asked in (path, f"{path}&partial=1"):
        tags = read(shelf.get(asked).text).tags
        assert [tag for tag in tags if tag.get("name") == "partial"] == []
        links = [tag.get("href") or tag.get("action") or "" for tag in tags]
        assert [link for link in links if "partial" in parse_qs(urlsplit(link).query)] == []


def test_an_error_is_whole_although_a_part_was_asked_for(shelf: FlaskClient, read: Read) -> None:
    """The page of an error is a page of its own, so a script leaves it to the browser."""
    assert read(shelf.get("/?q=x&page=0&partial=1").text).one("html")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_script_is_told_words_and_addresses(shelf: FlaskClient, read: Read, language: str) -> None:
    """Each module's address holds the edition and is there; words are those of the page's language."""
    page = read(shelf.get(f"/?q=مكتبة&hl={language}").text)
    told = json.loads(page.one("div", cls="kashaf")["data-script"])
    assert set(told["modules"]) == set(MODULES)
    for address in [page.one("script")["src"], *told["modules"].values()]:
        assert parse_qs(urlsplit(address).query) == {"v": [edition()]}
        with shelf.get(address) as module:
            assert (module.status_code, module.mimetype) == (200, "text/javascript")
    assert shelf.get(told["suggest"]).status_code == 200
    assert told["words"]["copied"] == {"ar": "نُسخ الرابط", "en": "Link copied"}[language]
    assert set(told["counts"]) == {"suggestions", "places"}


@pytest.mark.parametrize(
    ("language", "settings", "tag"),
    [
        ("ar", {}, "ar-EG-u-nu-latn"),
        ("ar", {"digits": "arab"}, "ar-EG-u-nu-arab"),
        ("ar", {"digits": "auto"}, "ar-EG-u-nu-arab"),
        ("ar", {"digits": "auto", "months": "ar_MA"}, "ar-MA-u-nu-latn"),
        ("en", {"digits": "arab"}, "en-u-nu-latn"),
    ],
)
def test_the_tag_names_the_digits(language: str, settings: dict[str, str], tag: str) -> None:
    """The tag by which a browser counts has the locale and the digits of the page."""
    assert Interface(language, WebSettings(**settings)).tag == tag


def sharing(library: Engine, origins: str, url: str, origin: str = PAGES) -> tuple[str | None, bool]:
    """Return whom the answer may be read by, and whether it differs by who asks."""
    client = create_app(library, WebSettings(origins=origins)).test_client()
    with client.get(url, headers={"Origin": origin}) as answer:
        return answer.headers.get("Access-Control-Allow-Origin"), "Origin" in answer.vary


SHARED = ("/search.json?q=مكتبة", "/suggest.json?q=مك", "/search.json?page=x", "/kashaf-static/kashaf-box.js")


@pytest.mark.parametrize("url", SHARED)
def test_other_origins_read_what_the_setting_allows(library: Engine, url: str) -> None:
    """JSON and files may be read by the pages of the origins named, of all with ``*``, by default of none."""
    assert sharing(library, "", url) == (None, False)
    assert sharing(library, "*", url) == ("*", False)
    assert sharing(library, f"https://a.example {PAGES}", url) == (PAGES, True)
    assert sharing(library, "https://a.example", url) == (None, True)
    assert sharing(library, f"{PAGES}.evil", url) == (None, True)
    assert sharing(library, PAGES, url, "") == (None, True)


@pytest.mark.parametrize("url", [*PATHS, "/health", "/nowhere"])
def test_pages_are_shared_with_nobody(library: Engine, url: str) -> None:
    """Pages and the index's health are never read by another origin."""
    assert sharing(library, "*", url) == (None, False)
