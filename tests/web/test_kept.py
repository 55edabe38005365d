"""Answers that are kept for the next reader who asks the same."""

from __future__ import annotations

import time
from pathlib import Path

import flask
import pytest
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.search import Engine
from kashaf.web import WebSettings, create_app, search_blueprint


def took(client: FlaskClient, url: str = "/search.json?q=كتاب", **options: str) -> float:
    """Return how long the search took that an answer tells of: the same number only where it is the same."""
    return float(client.get(url, **options).get_json()["took_ms"])


def test_an_answer_is_made_once(library: Engine) -> None:
    """Who asks the same is given what was made before; other parameters and other hosts have their own."""
    client = create_app(library).test_client()
    assert took(client) == took(client)
    hosts = ("one.test", "two.test")
    feeds = {host: client.get("/search.atom?q=كتاب", base_url=f"http://{host}").text for host in hosts}
    assert "http://one.test/" in feeds["one.test"]
    assert "http://two.test/" in feeds["two.test"]
    assert client.get("/?q=كتاب&hl=en").text != client.get("/?q=كتاب").text


def test_with_no_room_nothing_is_kept(library: Engine) -> None:
    """With ``cache`` 0 every answer is made anew."""
    client = create_app(library, WebSettings(cache=0)).test_client()
    assert len({took(client) for _ in range(8)}) > 1


def test_a_host_s_pages_are_made_for_each_reader(library: Engine) -> None:
    """Inside a host's application nothing is kept: its layout may hold what is one reader's own."""
    app = flask.Flask("host")
    app.register_blueprint(search_blueprint(library))
    assert len({took(app.test_client()) for _ in range(8)}) > 1


@pytest.mark.slow
def test_a_rebuild_is_seen_at_once(tmp_path: Path) -> None:
    """A kept answer ends with its generation."""
    index = tmp_path / "index"
    with Collection.create(index) as collection:
        collection.add(Article(id="1", title="كتاب", text=""))
    before = create_app(index).test_client()
    assert before.get("/search.json?q=كتاب").get_json()["total"] == 1
    with Collection.open(index) as collection:
        collection.add(Article(id="2", title="كتاب آخر", text=""))
    for _ in range(40):
        if before.get("/search.json?q=كتاب").get_json()["total"] == 2:
            return
        time.sleep(0.1)
    pytest.fail("the new generation was not seen in four seconds")
