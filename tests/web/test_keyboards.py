"""A question typed on the wrong keyboard is offered as the other one types it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.search import Engine
from kashaf.web import create_app

Read = Callable[[str], Any]
TYPED = {
    "hgr]s": "القدس",
    "hgwdk": "الصين",
    "fdv,j": "بيروت",
    "]lar": "دمشق",
    "fy]h]": "بغداد",
    "hgrhivm": "القاهرة",
    "j,ks": "تونس",
    "lwv": "مصر",
    "s,vdh": "سوريا",
    "hgkt'": "النفط",
    "hgvzds": "الرئيس",
    "hgp;,lm": "الحكومة",
    "l]vsm": "مدرسة",
    "hgpvf": "الحرب",
    "hgsbl": "السلام",
    "hg[.hzv": "الجزائر",
    "hgjugdl": "التعليم",
    "hbrjwh]": "الاقتصاد",
    "l;jfm": "مكتبة",
    "hgfpv": "البحر",
}
"""What the keys of an English keyboard write, by what was meant."""

MEANT_AS_TYPED = (
    *("كتاب", "الصين", "2024", "٢٠٢٤", "", "؟", "...", "title:", "a", "x y"),
    *("world", "Germany", "world hello", "كتاب world", "zzzz", "qqqq", "ضضضض", "قدس", "-", '"world"'),
)
"""What has hits, or says nothing on the other keyboard either."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Return a reader of a site that has each word meant, and a few English ones."""
    path = tmp_path_factory.mktemp("desk") / "index"
    texts = [*TYPED.values(), "كتاب قديم عن قدس الأقداس", "hello world from Germany"]
    with Collection.create(path) as collection:
        collection.add_many(Article(id=str(n), title="", text=text) for n, text in enumerate(texts))
    with Engine.open(path) as engine:
        yield create_app(engine).test_client()


def offered(client: FlaskClient, read: Read, query: str) -> list[str]:
    """Return the questions that a page offers as the other keyboard types them."""
    page = read(client.get("/", query_string={"q": query}).text)
    lines = [line["text"] for line in page.all("p", cls="retyped")]
    asked = [parse_qs(urlsplit(a["href"]).query).get("q", [""])[0] for a in page.all("a")]
    return [q for q in dict.fromkeys(asked) if q and q != query and any(q in line for line in lines)]


@pytest.mark.parametrize(("typed", "meant"), TYPED.items())
def test_w12_the_other_keyboard_is_offered(desk: FlaskClient, read: Read, typed: str, meant: str) -> None:
    """Where the keys as typed find nothing and the others do, a link asks what was meant, and finds it."""
    assert offered(desk, read, typed) == [meant]
    assert desk.get("/search.json", query_string={"q": meant}).get_json()["total"] > 0


@pytest.mark.parametrize("query", MEANT_AS_TYPED)
def test_w12_what_was_meant_is_left_alone(desk: FlaskClient, read: Read, query: str) -> None:
    """Neither what has hits nor what says nothing either way is offered otherwise."""
    assert offered(desk, read, query) == []
