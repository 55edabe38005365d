"""The JSON beside the pages."""

from __future__ import annotations

import datetime
import json
import string
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.search import Engine, Filters
from kashaf.web.remedies import REMEDIES

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


def test_an_article_is_what_the_engine_says(shelf: FlaskClient, library: Engine) -> None:
    """``article.json`` is the article whole, where it answers the question, and what is related to it."""
    said = shelf.get("/article.json?id=n/3&q=نادر&hl=en").get_json()
    article = library.get("n/3")
    assert article is not None
    marked = library.mark("نادر", article)
    assert said["article"] == article.to_dict()
    assert said["text_spans"] == [list(span) for span in marked.text_spans] != []
    assert said["title_spans"] == [list(span) for span in marked.title_spans]
    assert (said["generation"], said["query"]) == (library.generation, "نادر")
    assert "n/3" not in [each["id"] for each in said["related"]]
    assert shelf.get("/article.json?id=n/3").get_json()["text_spans"] == []


def test_the_page_of_an_article_links_its_json(shelf: FlaskClient, read: Any) -> None:
    """From an article reached by a question its JSON is one link away, with the same marks."""
    page = read(shelf.get("/article?id=n/3&q=نادر&page=2").text)
    link = page.one("link", rel="alternate", type="application/json")["href"]
    said = shelf.get(link).get_json()
    assert len(said["text_spans"]) == len([mark for mark in page.all("mark") if "id" in mark]) > 0


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
        ("/article.json?id=missing", 404, "no-article"),
        ("/article.json", 404, "no-article"),
        ("/article.json?id=n/1&q=date:2024..2020", 400, "query-syntax"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_w35_an_error_has_a_json_twin(
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
    assert said["remedy"]
    assert said["type"] == "about:blank"
    assert "{" not in said["remedy"] + said["detail"]


def test_a_problem_tells_place_and_way_out(shelf: FlaskClient) -> None:
    """A query that is not understood is told with the character, a page past the end with the last one."""
    said = shelf.get("/search.json?q=كلمة date:2024..2020&hl=en").get_json()
    assert (said["code"], said["position"]) == ("query-syntax", 10)
    assert "2024-07-05" in said["remedy"]
    said = shelf.get("/search.json?q=مكتبة&page=9&hl=en").get_json()
    assert (said["last"], said["remedy"]) == (4, "Ask for a page from 1 to 4.")
    said = shelf.get("/search.json?q=x&sort=best&hl=en").get_json()
    assert "relevance | newest | oldest" in said["remedy"]


def test_remedies_are_in_both_languages() -> None:
    """Each problem has a remedy in Arabic and in English, with the same values."""
    names = {
        language: {
            code: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for code, text in remedies.items()
        }
        for language, remedies in REMEDIES.items()
    }
    assert names["ar"] == names["en"]


@pytest.mark.parametrize(
    "url",
    ["/", "/?q=مكتبة", "/article?id=n/1", "/search.json?q=مكتبة", "/search.csv?q=مكتبة", "/search.atom"],
)
def test_answers_carry_their_generation(shelf: FlaskClient, library: Engine, url: str) -> None:
    """The header names the generation on whatever rests on the index, on 304 too."""
    answer = shelf.get(url)
    assert answer.headers["Kashaf-Generation"] == str(library.generation)
    held = shelf.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (held.status_code, held.headers["Kashaf-Generation"]) == (304, str(library.generation))


def test_a_browser_gets_a_page_for_an_error(shelf: FlaskClient) -> None:
    """A reader who takes anything gets the page, not the document."""
    for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""):
        assert shelf.get("/nowhere", headers={"Accept": accept}).mimetype == "text/html"
