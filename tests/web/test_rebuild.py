"""Pages while the index is built anew."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.search import Engine
from kashaf.web import create_app

Read = Callable[[str], Any]
URLS = ("/", "/?q=كتاب", "/article?id=0&q=كتاب", "/help", "/search.json?q=كتاب", "/suggest.json?q=كت")
FOLLOWED_S = 1.1
"""An engine looks for a new generation once a second."""


def build(path: Path, edition: int) -> None:
    """Publish a generation: as many articles as the edition says, which all name it."""
    with Collection.create(path, replace=path.exists()) as collection:
        for nth in range(4 + edition):
            words = f"كتاب مشترك عن طريق الحرير وسمرقند {nth} نسخة {edition}"
            collection.add(Article(id=str(nth), title=f"عنوان {nth} نسخة {edition}", text=words))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return an index of the first edition."""
    build(tmp_path / "index", 1)
    return tmp_path / "index"


def test_w36_a_rebuild_makes_every_page_new(built: Path) -> None:
    """After the index is published anew no page held before is still good, and what is sent is new."""
    with Engine.open(built) as engine:
        client = create_app(engine).test_client()
        before = {url: client.get(url).headers["ETag"] for url in URLS}
        build(built, 2)
        time.sleep(FOLLOWED_S)
        for url, tag in before.items():
            answer = client.get(url, headers={"If-None-Match": tag})
            assert (answer.status_code, answer.headers["ETag"] != tag) == (200, True)


def test_w36_an_index_deleted_and_built_anew_makes_every_page_new(built: Path) -> None:
    """A tag does not rest on the number of the generation, which begins anew with the index."""
    with Engine.open(built) as engine:
        client = create_app(engine).test_client()
        before = {url: client.get(url).headers["ETag"] for url in URLS}
        shutil.rmtree(built)
        build(built, 2)
        time.sleep(FOLLOWED_S)
        assert client.get("/health").get_json()["generation"] == 1
        for url, tag in before.items():
            answer = client.get(url, headers={"If-None-Match": tag})
            assert (answer.status_code, answer.headers["ETag"] != tag) == (200, True)


def test_w36_no_page_mixes_generations(built: Path, read: Read) -> None:
    """Of pages read while six rebuilds go on, each names one edition only and counts as that one does."""
    with Engine.open(built) as engine, ThreadPoolExecutor(3) as threads:
        app, seen = create_app(engine), set()
        building = threads.submit(lambda: [build(built, edition) for edition in range(2, 8)])

        def browse(_: int) -> None:
            client = app.test_client()
            while not building.done() or 7 not in seen:
                for url in URLS[:3]:
                    seen.add(edition_of(client, url, read))

        for browsing in [threads.submit(browse, number) for number in range(2)]:
            browsing.result(timeout=60)
        building.result()
    assert {1, 7} <= seen


def edition_of(client: FlaskClient, url: str, read: Read) -> int:
    """Return the one edition a page is made of; it has all of that edition's articles or names five."""
    page = client.get(url).text
    (edition,) = {int(found) for found in re.findall(r"نسخة (?:<[^>]+>)*(\d+)", page)}
    if url.startswith("/?"):
        assert len(read(page).all("li", cls="hit")) == min(4 + edition, 10)
    return edition
