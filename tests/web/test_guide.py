"""The help page: a form that writes the query, and the query language by example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, strategies as st
from werkzeug.datastructures import MultiDict

from kashaf.search.query.lexer import lex
from kashaf.web.compose import FIELDS, compose
from kashaf.web.present import Interface
from kashaf.web.settings import WebSettings

Read = Callable[[str], Any]

WRITTEN = [
    ({"all": "نفط روسيا"}, "نفط روسيا", "نفط روسيا"),
    ({"phrase": "«طريق الحرير»"}, '"طريق الحرير"', '"طريق الحرير"'),
    ({"any": "نفط غاز"}, "(نفط أو غاز)", "(نفط OR غاز)"),
    ({"any": "نفط"}, "نفط", "نفط"),
    ({"none": "روسيا -الصين"}, "-روسيا -الصين", "-روسيا -الصين"),
    ({"title": "النفط"}, "العنوان:النفط", "title:النفط"),
    ({"title": "أسعار النفط"}, "العنوان:(أسعار النفط)", "title:(أسعار النفط)"),
    ({"author": "ليلى حسن"}, 'الكاتب:"ليلى حسن"', 'author:"ليلى حسن"'),
    ({"author": "ليلى", "all": "نفط", "none": "غاز"}, 'نفط -غاز الكاتب:"ليلى"', 'نفط -غاز author:"ليلى"'),
    ({"all": " ", "phrase": '""', "title": "( )"}, "", ""),
]


@pytest.mark.parametrize(("fields", "arabic", "english"), WRITTEN)
def test_the_form_writes_the_query(fields: dict[str, str], arabic: str, english: str) -> None:
    """Each field becomes its part of the query, in the operators of the interface's language."""
    for language, query in (("ar", arabic), ("en", english)):
        assert compose(MultiDict(fields), Interface(language, WebSettings())) == query


@given(st.sampled_from(FIELDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_field_means_its_label_whatever_is_typed(name: str, typed: str) -> None:
    """No text typed into a field opens a quote, a parenthesis or a field beyond its own."""
    query = compose(MultiDict({name: typed}), Interface("ar", WebSettings()))
    kinds = [lexeme.kind for lexeme in lex(query)]
    assert kinds.count("quoted") <= 1
    assert kinds.count("open") == kinds.count("close") <= 1
    assert kinds.count("field") <= (name in ("title", "author"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_form_leads_to_the_results(shelf: FlaskClient, language: str) -> None:
    """What was filled in leads to the results of its query, dates and language kept."""
    filled = {"all": "مكتبة", "author": "أحمد علي", "from": "2021-01-01", "to": "", "hl": language}
    answer = shelf.get(f"/help?{urlencode(filled)}")
    assert answer.status_code == 302
    where = urlsplit(answer.headers["Location"])
    asked = dict(parse_qsl(where.query))
    assert (where.path, asked["from"], asked.get("hl", "ar")) == ("/", "2021-01-01", language)
    found = shelf.get(f"/search.json?{where.query}").get_json()
    assert found["total"] == sum(nth % 3 == 0 and nth % 4 != 0 for nth in range(35))
    assert {hit["author"] for hit in found["hits"]} == {"أحمد علي"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_help_is_a_page_with_examples_that_work(shelf: FlaskClient, read: Read, language: str) -> None:
    """Every example of the query language is a link that is answered, and the search form names the help."""
    page = read(shelf.get(f"/help?hl={language}").text)
    examples = [a["href"] for a in page.all("a") if "dl" in a["within"]]
    assert len(examples) == 10
    assert {shelf.get(url).status_code for url in examples} == {200}
    (help_link,) = page.all("a", cls="help")
    assert shelf.get(help_link["href"]).status_code == 200
    assert {each["for"] for each in page.all("label") if "for" in each} == {
        each["id"] for each in page.all("input") if "id" in each
    }


def test_a_malformed_date_in_the_form_is_named(shelf: FlaskClient) -> None:
    """A date that is none is a 400 here as everywhere."""
    assert shelf.get("/help?all=x&from=2024-13-01").status_code == 400
