"""The pages inside somebody else's application."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, render_template
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Response as Answer

from kashaf.search import Engine
from kashaf.web import WebSettings, create_app, search_blueprint

Read = Callable[[str], Any]
QUERY = "مكتبة"
LAYOUT = """<!doctype html><html lang="ar" dir="rtl"><head><title>{% block title %}{% endblock %} · host
</title>{% block head %}{% endblock %}</head>
<body><nav><a href="/about">host</a></nav><main>{% block content %}{% endblock %}</main></body></html>"""


@pytest.fixture
def host(tmp_path: Path) -> Flask:
    """Return an application with its own search page, files, 404 page, headers and layout."""
    for name, content in {
        "templates/search.html": "host search",
        "templates/layout.html": LAYOUT,
        "templates/results.html": "host results",
        "static/kashaf.css": "host css",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    app = Flask("host", root_path=str(tmp_path), instance_path=str(tmp_path))
    app.add_url_rule("/", "index", lambda: "host home")
    app.add_url_rule("/own-search", "own_search", lambda: render_template("search.html"))
    app.add_url_rule("/own-results", "own_results", lambda: render_template("results.html"))
    for status in (400, 404, 500):
        app.register_error_handler(status, lambda error: (f"host {error.code}", error.code))

    @app.after_request
    def own(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "default-src 'self'"
        return response

    return app


def walk(client: Any, read: Read, start: str) -> dict[str, str]:
    """Follow every link of the pages from the first one, the files too; return the pages read."""
    pending, seen = [start], {}
    while pending:
        url = pending.pop()
        answer = client.get(url)
        assert answer.status_code == 200, url
        seen[url] = answer.get_data(as_text=True)
        answer.close()
        if answer.mimetype == "text/html" and len(seen) < 25:
            tags = [tag for tag in read(seen[url]).tags if tag["tag"] in ("a", "link", "form")]
            links = {tag.get("href") or tag.get("action") or "" for tag in tags}
            ours = {link.partition("#")[0] for link in links if link.startswith("/")} - {"/about", ""}
            pending += [link for link in sorted(ours) if link not in seen and link not in pending]
    return seen


def test_w33_what_the_host_has_stays_its_own(host: Flask, library: Engine) -> None:
    """The host's template, file and 404 page of the same names are what they were."""
    host.register_blueprint(search_blueprint(library), url_prefix="/search")
    client = host.test_client()
    assert client.get("/").text == "host home"
    assert client.get("/own-search").text == "host search"
    assert client.get("/own-results").text == "host results"
    with client.get("/static/kashaf.css") as answer:
        assert answer.get_data() == b"host css"
    assert (client.get("/none").text, client.get("/search/none").text) == ("host 404", "host 404")
    assert 'class="hit"' in client.get(f"/search/?q={QUERY}").text
    with client.get("/search/kashaf-static/kashaf.css") as answer:
        assert b".kashaf mark" in answer.get_data()


def test_w33_our_headers_are_on_our_answers_only(host: Flask, library: Engine) -> None:
    """The host's pages get none of our headers, and the host's policy wins on ours."""
    host.register_blueprint(search_blueprint(library), url_prefix="/search")
    client = host.test_client()
    for url in ("/", "/own-search", "/none", "/search/none"):
        answer = client.get(url)
        assert "X-Content-Type-Options" not in answer.headers
        assert "Referrer-Policy" not in answer.headers
    for url in ("/search/", f"/search/?q={QUERY}", "/search/article?id=none"):
        answer = client.get(url)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'self'"


def test_w33_our_errors_are_ours_and_the_host_s_the_host_s(
    host: Flask, library: Engine, own_index: Path
) -> None:
    """Errors of our pages have our page although the host has pages for the same statuses."""
    host.register_blueprint(search_blueprint(library), url_prefix="/search")
    closed = Engine.open(own_index)
    closed.close()
    host.register_blueprint(search_blueprint(closed, name="closed"), url_prefix="/closed")
    client = host.test_client()
    answer = client.get("/search/article?id=none")
    assert (answer.status_code, "ليس في الفهرس مقال" in answer.text) == (404, True)
    assert "لم نفهم هذا الطلب" in client.get("/search/?q=x&page=0").text
    assert "وقع خطأ عندنا" in client.get("/closed/").text
    assert client.post("/search/").status_code == 405


@pytest.mark.parametrize("prefix", [None, "/", "/a", "/a/b"])
def test_w32_every_link_stays_below_the_prefix(library: Engine, read: Read, prefix: str | None) -> None:
    """Wherever the pages are mounted, each link of theirs leads to a page that is there."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.register_blueprint(search_blueprint(library), url_prefix=prefix)
    root = (prefix or "").rstrip("/")
    seen = walk(app.test_client(), read, f"{root}/?q={QUERY}")
    assert {urlsplit(url).path.startswith(f"{root}/") for url in seen} == {True}
    paths = {urlsplit(url).path.removeprefix(root) for url in seen}
    assert {"/", "/article", "/search.json", "/kashaf-static/kashaf.css"} <= paths


def test_w32_pages_know_the_server_s_own_prefix(library: Engine, read: Read) -> None:
    """Below a server's prefix (``SCRIPT_NAME``) every link, redirect-free, is below it too."""
    mounted = DispatcherMiddleware(Answer("outside", status=404), {"/site": create_app(library)})
    seen = walk(Client(mounted, Answer), read, f"/site/?q={QUERY}")
    assert {urlsplit(url).path.startswith("/site/") for url in seen} == {True}
    missing = Client(mounted, Answer).get("/site/none").get_data(as_text=True)
    assert read(missing).one("form")["action"] == "/site/"


def test_w32_two_stand_side_by_side(library: Engine, engine: Engine, read: Read) -> None:
    """Two sets of pages in one application have their own index, language, links and errors."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.register_blueprint(search_blueprint(library, name="one"), url_prefix="/one")
    english = WebSettings(language="en", title="Second", digits="arab")
    app.register_blueprint(search_blueprint(engine, name="two", settings=english), url_prefix="/two")
    client = app.test_client()
    one, two = (read(client.get(f"/{name}/?q={QUERY}").text) for name in ("one", "two"))
    assert (one.one("html")["lang"], two.one("html")["lang"]) == ("ar", "en")
    assert (len(one.all("li", cls="hit")), len(two.all("li", cls="hit"))) == (10, 0)
    assert (one.one("form")["action"], two.one("form")["action"]) == ("/one/", "/two/")
    assert two.one("a", cls="wordmark")["text"] == "Second"
    assert "Nothing at this address" in client.get("/two/article?id=x").text
    assert "لا شيء في هذا العنوان" in client.get("/one/article?id=x").text


def test_w32_two_applications_stand_in_one_process(library: Engine, engine: Engine) -> None:
    """Two applications answer from their own indexes, whichever was made last."""
    first, second = create_app(library).test_client(), create_app(engine).test_client()
    assert first.get("/health").get_json()["articles"] == 35
    assert second.get("/health").get_json()["articles"] == 5
    assert first.get("/health").get_json()["articles"] == 35


def test_a_layout_of_the_host_holds_the_pages(host: Flask, library: Engine, read: Read) -> None:
    """With ``layout`` the pages stand inside the host's own, with its title and one ``<main>``."""
    host.register_blueprint(search_blueprint(library, layout="layout.html"), url_prefix="/search")
    client = host.test_client()
    for path in ("", f"?q={QUERY}", "article?id=n/1", "article?id=none", "?page=0"):
        page = read(client.get(f"/search/{path}").text)
        assert page.all("nav")[0]["text"] == "host"
        assert page.one("title")["text"].strip().endswith("· host")
        assert len(page.all("main")) == 1
        sheets = [link["href"] for link in page.all("link", rel="stylesheet")]
        assert all(sheet.startswith("/search/kashaf-static/kashaf") for sheet in sheets)
        assert sheets
        inner = page.one("div", cls="kashaf")
        assert (inner["lang"], inner["dir"]) == ("ar", "rtl")


def test_w33_a_host_may_replace_one_of_our_templates(host: Flask, library: Engine, tmp_path: Path) -> None:
    """A template of the host below ``kashaf/`` is taken in place of ours."""
    (tmp_path / "templates" / "kashaf").mkdir()
    (tmp_path / "templates" / "kashaf" / "_tips.html").write_text("host tips", encoding="utf-8")
    host.register_blueprint(search_blueprint(library), url_prefix="/search")
    assert "host tips" in host.test_client().get("/search/?q=زقطبور").text


def test_a_path_is_opened_at_the_first_request(host: Flask, tmp_path: Path) -> None:
    """A blueprint over an index that is not there yet is made, and its pages say that the index is away."""
    host.register_blueprint(search_blueprint(tmp_path / "later.kashaf"), url_prefix="/search")
    client = host.test_client()
    assert client.get("/search/?q=كتاب").status_code == 503
    assert client.get("/").text == "host home"
