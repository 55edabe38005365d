"""What the pages tell Prometheus."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.index.errors import ExtraMissingError
from kashaf.search import Engine
from kashaf.web import WebSettings, create_app, search_blueprint

prometheus = pytest.importorskip(
    "prometheus_client", reason="no prometheus-client; get it with: pip install 'kashaf[metrics]'"
)
ON = WebSettings(metrics=True)


def figures(client: FlaskClient, url: str = "/metrics") -> dict[tuple[str, ...], float]:
    """Return each figure by its name and the values of its labels."""
    from prometheus_client.parser import text_string_to_metric_families

    answer = client.get(url)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_metrics_are_off_unless_asked_for(shelf: FlaskClient) -> None:
    """Nothing is told at an address nobody asked for."""
    assert shelf.get("/metrics").status_code == 404


def test_requests_are_counted_once_by_route_and_status(library: Engine) -> None:
    """Pages, JSON, errors and addresses that are nowhere are counted once, with their durations."""
    client = create_app(library, ON).test_client()
    for url in ("/", "/?q=مكتبة", "/?q=x&page=0", "/search.json?q=مكتبة", "/nowhere", "/article?id=none"):
        client.get(url)
    client.post("/")
    found = figures(client)
    counted = {key[1:]: value for key, value in found.items() if key[0] == "kashaf_requests_total"}
    assert counted == {
        ("results", "200"): 2,
        ("results", "400"): 1,
        ("data", "200"): 1,
        ("article", "404"): 1,
        ("none", "404"): 1,
        ("none", "405"): 1,
    }
    assert found["kashaf_request_seconds_count", "results"] == 3
    assert 0 < found["kashaf_request_seconds_sum", "results"] < 60
    assert figures(client)["kashaf_requests_total", "metrics", "200"] == 1


def test_the_index_is_told(library: Engine, tmp_path: Path) -> None:
    """Generation and articles are those that answer; an index that is away is told as down."""
    found = figures(create_app(library, ON).test_client())
    told = [found[name,] for name in ("kashaf_index_up", "kashaf_generation", "kashaf_articles")]
    assert told == [1, library.generation, 35]
    path = tmp_path / "later"
    client = create_app(path, ON).test_client()
    assert figures(client)["kashaf_index_up",] == 0
    with Collection.create(path) as collection:
        collection.add(Article(id="1", title="كتاب", text=""))
    assert figures(client)["kashaf_index_up",] == 1


def test_two_sets_of_pages_count_apart(library: Engine) -> None:
    """In one application each set counts its own requests, and none of the host's."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.add_url_rule("/", "index", lambda: "host home")
    for name in ("one", "two"):
        app.register_blueprint(search_blueprint(library, name=name, settings=ON), url_prefix=f"/{name}")
    client = app.test_client()
    for url in ("/", "/one/", "/one/", "/two/"):
        assert client.get(url).status_code == 200
    counted = {
        name: figures(client, f"/{name}/metrics")["kashaf_requests_total", "results", "200"]
        for name in ("one", "two")
    }
    assert counted == {"one": 2, "two": 1}


def test_without_the_extra_the_way_to_it_is_told(library: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for without prometheus-client, the application is not made, and the message names the extra."""
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(ExtraMissingError, match=r"kashaf\[metrics\]"):
        create_app(library, ON)
