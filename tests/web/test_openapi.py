"""The description of the API, held against the API."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kashaf.search import Engine, Limits
from kashaf.web import create_app, search_blueprint
from kashaf.web.remedies import REMEDIES

PAGES = {"/", "/article", "/help", "/kashaf-static/<path:filename>"}
"""What is for people, not programs."""

SEED = "004_d9eb4fad3410492d.txt"
PROBE = f"""
[[operations]]
include-path = "/article.json"
parameters = {{ id = "{SEED}" }}
"""


def test_w29_every_api_route_is_in_the_document(shelf: FlaskClient) -> None:
    """The document describes each route that is no page, and no route that is not there."""
    rules = {rule.rule for rule in shelf.application.url_map.iter_rules()}
    assert set(shelf.get("/openapi.json").get_json()["paths"]) == rules - PAGES


def test_each_operation_tells_its_problems_and_its_shape(shelf: FlaskClient) -> None:
    """Every route is read only, has an example's worth of words, a shape, and problems of one shape."""
    document = shelf.get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        assert list(operations) == ["get"]
        responses = operations["get"]["responses"]
        assert all(each["schema"] for each in responses["200"]["content"].values()), path
        problems = {status: each for status, each in responses.items() if status != "200"}
        wanted = {"$ref": "#/components/schemas/Problem"}
        assert all(
            each["content"]["application/problem+json"]["schema"] == wanted for each in problems.values()
        )
    codes = document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert set(codes) == set(REMEDIES["ar"])


@pytest.mark.parametrize(("prefix", "root"), [("/", ""), ("/a/b", ""), ("/a", "/site"), ("/", "/site")])
def test_the_document_names_where_the_routes_are(library: Engine, prefix: str, root: str) -> None:
    """Below a prefix and a server's own, the document's server is the address the routes are below."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.register_blueprint(search_blueprint(library), url_prefix=prefix)
    base = f"http://localhost{root}"
    answer = app.test_client().get(f"{prefix.rstrip('/')}/openapi.json", base_url=base)
    assert answer.get_json()["servers"] == [{"url": f"{root}{prefix.rstrip('/')}" or "/"}]


def test_the_document_tells_the_limits_that_hold(seeds_index: Path) -> None:
    """How long a query may be is what the engine of the pages takes."""
    with Engine.open(seeds_index, limits=Limits(query_characters=99)) as engine:
        document = create_app(engine).test_client().get("/openapi.json").get_json()
    parameters = document["paths"]["/search.json"]["get"]["parameters"]
    assert next(each for each in parameters if each["name"] == "q")["schema"]["maxLength"] == 99


def test_the_document_is_not_sent_twice(shelf: FlaskClient) -> None:
    """It has a tag of its own, though it rests on no index."""
    tag = shelf.get("/openapi.json").headers["ETag"]
    assert shelf.get("/openapi.json", headers={"If-None-Match": tag}).status_code == 304


def test_w29_the_api_does_what_the_document_says(
    seeds_index: Path, served: Callable[..., str], tmp_path: Path
) -> None:
    """Put to a running server by schemathesis, what is allowed is answered in its shape, the rest refused."""
    pytest.importorskip("schemathesis", reason="no schemathesis; get it with: pip install 'kashaf[dev]'")
    address = served(seeds_index)
    # From a file: at its own address the description would not be put to the test itself.
    (tmp_path / "openapi.json").write_bytes(urlopen(f"{address}openapi.json", timeout=10).read())
    (tmp_path / "schemathesis.toml").write_text(PROBE, encoding="utf-8")
    words = ["run", "openapi.json", "--url", address, "--max-examples", "25", "--seed", "1"]
    phases = ["--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color"]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("schemathesis")), *words, *phases],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    operations: dict[str, Any] = json.loads((tmp_path / "openapi.json").read_text(encoding="utf-8"))["paths"]
    assert f"{len(operations)} selected / {len(operations)} total" in done.stdout
