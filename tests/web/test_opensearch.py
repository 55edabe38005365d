"""A browser's own search box over the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kashaf.search import Engine
from kashaf.web import WebSettings, create_app, search_blueprint

Read = Callable[[str], Any]
NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
SUGGESTIONS = "application/x-suggestions+json"


def templates(body: bytes) -> dict[str, str]:
    """Return the templates of a description by their type."""
    root = ElementTree.fromstring(body)
    return {each.get("type", ""): each.get("template", "") for each in root.findall("o:Url", NAMES)}


def test_w31_the_description_leads_to_results_and_completions(shelf: FlaskClient, read: Read) -> None:
    """Found from the page, its absolute addresses answer with results, a feed and completions."""
    page = read(shelf.get("/?q=مكتبة").text)
    link = page.one("link", rel="search")
    answer = shelf.get(link["href"])
    assert answer.mimetype == link["type"] == "application/opensearchdescription+xml"
    found = templates(answer.get_data())
    filled = {kind: each.replace("{searchTerms}", quote("مكتبة")) for kind, each in found.items()}
    assert all(each.startswith("http://localhost/") for each in filled.values())
    assert 'class="hit"' in shelf.get(filled["text/html"]).text
    assert b"<entry" in shelf.get(filled["application/atom+xml"]).get_data()
    assert shelf.get(filled[SUGGESTIONS]).mimetype == SUGGESTIONS
    assert shelf.get(filled["application/opensearchdescription+xml"]).get_data() == answer.get_data()


@pytest.mark.parametrize("typed", ["مك", "مكتبة الم", "", "زق", "س" * 300, "<script>"])
def test_completions_are_the_engine_s(shelf: FlaskClient, library: Engine, typed: str) -> None:
    """What was typed, then the engine's own ways to go on, as browsers read them."""
    answer = shelf.get("/completions.json", query_string={"q": typed})
    assert answer.get_json(force=True) == [typed, [each.text for each in library.suggest(typed)]]
    assert answer.headers["Kashaf-Generation"] == str(library.generation)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("كشّاف", "كشّاف"),
        ("أرشيف الصحافة العربية", "أرشيف الصحافة"),
        ("0123456789abcdefg", "0123456789abcdef"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_w31_the_short_name_is_short(library: Engine, title: str, short: str) -> None:
    """Of a long name of the site the first whole words are taken, sixteen characters at most."""
    client = create_app(library, WebSettings(title=title)).test_client()
    root = ElementTree.fromstring(client.get("/opensearch.xml").get_data())
    assert root.findtext("o:ShortName", "", NAMES) == short
    assert len(short) <= 16


def test_the_description_is_in_the_reader_s_language(shelf: FlaskClient) -> None:
    """In English it says so, and leads to results in English."""
    body = shelf.get("/opensearch.xml?hl=en").get_data()
    root = ElementTree.fromstring(body)
    assert root.findtext("o:Language", "", NAMES) == "en"
    assert templates(body)["text/html"] == "http://localhost/?hl=en&q={searchTerms}"


@pytest.mark.parametrize("prefix", [None, "/", "/a/b"])
def test_w31_addresses_are_below_prefix_and_script_name(library: Engine, prefix: str | None) -> None:
    """Mounted below a prefix in an application below another, each address has both."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.register_blueprint(search_blueprint(library), url_prefix=prefix)
    below = (prefix or "").rstrip("/")
    answer = app.test_client().get(f"{below}/opensearch.xml", base_url="https://example.org:8443/site/")
    found = templates(answer.get_data())
    assert found["text/html"] == f"https://example.org:8443/site{below}/?q={{searchTerms}}"
    assert all(each.startswith(f"https://example.org:8443/site{below}/") for each in found.values())


def test_w31_a_proxy_that_is_trusted_names_the_site(seeds_index: Path, served: Callable[..., str]) -> None:
    """Behind a proxy with TLS, its name and scheme are the addresses'; one not trusted changes nothing."""
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "search.example.org"}
    for flags, base in (
        (("--prefix", "/search", "--trusted-proxy", "127.0.0.1"), "https://search.example.org/search/"),
        (("--prefix", "/search"), ""),
    ):
        address = served(seeds_index, *flags)
        with urlopen(Request(f"{address}opensearch.xml", headers=forwarded), timeout=10) as answer:
            found = templates(answer.read())
        assert found["text/html"] == f"{base or address}?q={{searchTerms}}"
        assert json.loads(urlopen(f"{address}health", timeout=10).read())["articles"] == 5
