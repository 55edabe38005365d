"""The JSON beside the pages."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.search import Engine, Filters

DAY = datetime.date(2021, 6, 1)
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("q=مكتبة", {}),
    ("q=", {}),
    ("q=زقطبور", {}),
    ('q="مكتبة المدينة"&page=2', {"page": 2}),
    ("q=نادر مكتبة&mode=any&sort=oldest", {"mode": "any", "sort": "oldest"}),
    ("q=مكتبة المدينة&mode=exact&sort=newest", {"mode": "exact", "sort": "newest"}),
    ("q=مكتبة&from=2021-06-01&year=2021&year=2022", {"filters": Filters(date_from=DAY, year=(2021, 2022))}),
    ("q=مكتبة&author=ليلى حسن&to=2021-06-01", {"filters": Filters(author=("ليلى حسن",), date_to=DAY)}),
    ("q=مكتبة&section=سياسة&source=الشرق الأوسط&hl=en", {
        "filters": Filters(section=("سياسة",), source=("الشرق الأوسط",)),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("url", "options"), ASKED)
def test_json_is_what_the_engine_says(
    shelf: FlaskClient, library: Engine, url: str, options: dict[str, Any]
) -> None:
    """``search.json`` is the engine's own answer to the same question, but for how long it took."""
    answer = shelf.get(f"/search.json?{url}")
    query = url.partition("&")[0].removeprefix("q=")
    wanted = json.loads(json.dumps(library.search(query, **options).to_dict()))
    assert answer.content_type == "application/json; charset=utf-8"
    assert {**answer.get_json(), "took_ms": 0} == {**wanted, "took_ms": 0}


def test_json_of_the_seeds_is_what_the_engine_says(client: FlaskClient, engine: Engine) -> None:
    """Real articles come out of JSON as they are in the index, spans and all."""
    answer = client.get("/search.json?q=طريق الحرير").get_json()
    wanted = json.loads(json.dumps(engine.search("طريق الحرير").to_dict()))
    assert answer["hits"]
    assert {**answer, "took_ms": 0} == {**wanted, "took_ms": 0}


def test_the_page_links_its_json(shelf: FlaskClient, read: Any) -> None:
    """The page of results names the JSON of the same results."""
    page = read(shelf.get("/?q=مكتبة&page=2&sort=newest").text)
    link = page.one("link", rel="alternate", type="application/json")["href"]
    said = shelf.get(link).get_json()
    assert (said["page"], said["sort"], said["total"]) == (2, "newest", 35)


@pytest.mark.parametrize("typed", ["مك", "مكتبة الم", "", "زق", "س" * 300])
def test_suggestions_are_what_the_engine_says(shelf: FlaskClient, library: Engine, typed: str) -> None:
    """``suggest.json`` is the engine's own answer, kept by the browser until another generation."""
    answer = shelf.get("/suggest.json", query_string={"q": typed})
    wanted = [each.to_dict() for each in library.suggest(typed)]
    told = {"schema": 1, "generation": library.generation, "query": typed, "suggestions": wanted}
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.get_json() == told
    again = shelf.get(
        "/suggest.json", query_string={"q": typed}, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_health_says_what_stands(shelf: FlaskClient, library: Engine) -> None:
    """``health`` tells articles, generation and date of the index, and is never kept."""
    answer = shelf.get("/health")
    summary = library.summary()
    assert answer.get_json() == {
        "status": "ok",
        "articles": 35,
        "generation": summary.generation,
        "built": summary.built.isoformat(),
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/search.json?q=x&page=zero", 400, "settings"),
        (f"/search.json?q={'س' * 300}", 400, "query-too-long"),
        ("/search.json?q=date:2024..2020", 400, "query-syntax"),
        ("/search.json?q=مكتبة&page=9", 404, "past-end"),
        ("/nowhere", 404, "not-found"),
        ("/article?id=missing", 404, "no-article"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_error_has_a_json_twin(
    shelf: FlaskClient, url: str, status: int, code: str, language: str
) -> None:
    """Where JSON is asked for, an error is a problem document in the reader's language."""
    joint = "&" if "?" in url else "?"
    answer = shelf.get(f"{url}{joint}hl={language}", headers={"Accept": "application/json"})
    said = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert (said["status"], said["code"]) == (status, code)
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in said["title"])
    assert arabic == (language == "ar")
    assert said["detail"]


def test_a_browser_gets_a_page_for_an_error(shelf: FlaskClient) -> None:
    """A reader who takes anything gets the page, not the document."""
    for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""):
        assert shelf.get("/nowhere", headers={"Accept": accept}).mimetype == "text/html"
