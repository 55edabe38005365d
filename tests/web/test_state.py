"""The address is the state of a page."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, strategies as st
from werkzeug.datastructures import MultiDict

from kashaf.web.state import MODES, SORTS, State

Read = Callable[[str], Any]
ORDER = (
    "q",
    "page",
    "sort",
    "mode",
    "rescue",
    "fold",
    "from",
    "to",
    "section",
    "source",
    "year",
    "author",
    "hl",
)
CHOSEN = "hl=en&author=أحمد علي&year=2021&year=2020&source=الشرق الأوسط&section=سياسة&to=2023-01-01"
WHOLE = f"{CHOSEN}&from=2020-02-03&mode=any&fold=0&rescue=0&sort=newest&page=1&q=مكتبة"

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip).filter(bool)
many = st.lists(words, max_size=3, unique=True).map(tuple)
dates = st.none() | st.dates(datetime.date(1000, 1, 1))
states = st.builds(
    State,
    q=words,
    page=st.integers(1, 10**9 - 1),
    sort=st.sampled_from(SORTS),
    mode=st.sampled_from(MODES),
    rescue=st.booleans(),
    fold=st.booleans(),
    date_from=dates,
    date_to=dates,
    section=many,
    source=many,
    author=many,
    year=st.lists(st.integers(1, 9999), max_size=3, unique=True).map(tuple),
    hl=st.sampled_from(["", "en"]),
)


def canonical(client: FlaskClient, read: Read, url: str) -> str:
    """Return the address a page gives as its own."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return str(read(answer.text).one("link", rel="canonical")["href"])


def keys(url: str) -> list[str]:
    """Return the names in a query string, in order."""
    return [key for key, _ in parse_qsl(urlsplit(url).query)]


def test_w2_keys_stand_in_one_order(shelf: FlaskClient, read: Read) -> None:
    """However the keys came, the canonical link has them in the one order, and leads to itself."""
    link = canonical(shelf, read, f"/?{WHOLE}")
    assert keys(link) == sorted(keys(link), key=ORDER.index)
    assert set(keys(link)) == set(ORDER) - {"page"}
    assert canonical(shelf, read, link) == link


@pytest.mark.parametrize(
    "extra",
    [
        "page=1",
        "sort=relevance",
        "mode=words",
        "hl=ar",
        "from=&to=&section=&source=&year=&author=&page=&sort=&mode=&hl=",
        "utm_source=x&unknown=y&Q=z",
    ],
)
def test_w2_defaults_blanks_and_unknown_keys_are_left_out(shelf: FlaskClient, read: Read, extra: str) -> None:
    """A default, a blank or an unknown key changes neither the page nor its address."""
    plain = shelf.get("/?q=مكتبة")
    with_extra = shelf.get(f"/?{extra}&q=مكتبة")
    assert with_extra.get_etag() == plain.get_etag()
    assert canonical(shelf, read, f"/?{extra}&q=مكتبة") == canonical(shelf, read, "/?q=مكتبة")


def test_the_later_of_two_values_wins(shelf: FlaskClient, read: Read) -> None:
    """The checkbox «مطابق تمامًا» comes after the hidden field it replaces."""
    assert "mode=exact" in canonical(shelf, read, "/?q=مكتبة&mode=any&mode=exact")


@pytest.mark.parametrize("url", ["/", "/?page=3&sort=newest", "/?q=%20%20&year=2020"])
def test_without_a_query_there_is_the_first_page(shelf: FlaskClient, read: Read, url: str) -> None:
    """An address without a query is the first page, whatever else it says."""
    assert canonical(shelf, read, url) == "/"


def test_an_article_has_one_address(shelf: FlaskClient, read: Read) -> None:
    """The canonical link of an article leaves out the results it was reached from."""
    assert canonical(shelf, read, "/article?id=n/3&q=مكتبة&page=2&year=2020") == "/article?id=n/3"


def test_an_id_of_any_letters_is_an_address(shelf: FlaskClient, read: Read) -> None:
    """A slash in an id survives the way from the hit to the article."""
    link = next(a["href"] for a in read(shelf.get("/?q=مكتبة").text).all("a") if "/article" in a["href"])
    assert "n/" in read(shelf.get(link.partition("#")[0]).text).one("dd", cls="code")["text"]


@given(states)
def test_a_state_survives_its_address(state: State) -> None:
    """What an address is written from is what is read from it, in order and without defaults."""
    params = state.params()
    url = urlencode(params, doseq=True)
    assert State.parse(MultiDict(parse_qsl(url, keep_blank_values=True))) == state
    assert list(params) == sorted(params, key=ORDER.index)
    assert "relevance" not in params.get("sort", ""), params
    assert params.get("page") != "1"


@given(states)
def test_taking_every_choice_away_leaves_the_bare_state(state: State) -> None:
    """Removing the filters one at a time ends where removing all of them does."""
    left = state
    for name, value in state.chosen():
        left = left.without(name, value)
    assert left.but() == state.bare()
    assert state.bare().chosen() == []


MALFORMED = (
    ("page", ("0", "-1", "x", "1.5", "٢", "99999999999999999999", "1 2")),
    ("sort", ("best", "NEWEST")),
    ("mode", ("all", "words ,any")),
    ("from", ("2024", "2024-13-01", "2023-02-29", "20240101", "01-02-2024", "٢٠٢٤-٠١-٠١")),
    ("to", ("tomorrow", "2024-1-1", "0000-01-01")),
    ("year", ("0", "20000", "MMXX", "-5")),
    ("hl", ("fr", "ar-EG")),
)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MALFORMED for value in values])
def test_w4_a_malformed_value_is_named(shelf: FlaskClient, read: Read, name: str, value: str) -> None:
    """A value that means nothing is a 400 that names key and value and keeps the query in the box."""
    answer = shelf.get("/", query_string={"q": "مكتبة بيت", name: value})
    page = read(answer.text)
    assert answer.status_code == 400
    named = [each["text"] for each in page.all("bdi")]
    assert named[:2] == [name, value]
    assert page.one("input", name="q")["value"] == "مكتبة بيت"
    twin = shelf.get("/search.json", query_string={"q": "مكتبة", name: value})
    assert (twin.status_code, twin.get_json()["parameter"]) == (400, name)


@pytest.mark.parametrize("page", ["5", "100", "101", "7777", "999999999"])
def test_w4_past_the_end_links_the_last_page(shelf: FlaskClient, read: Read, page: str) -> None:
    """A page after the last is a 404 whose link opens the last one, filters and all."""
    answer = shelf.get(f"/?q=مكتبة&mode=any&year=2020&year=2021&year=2022&year=2023&page={page}")
    assert answer.status_code == 404
    found = read(answer.text)
    assert found.one("input", name="q")["value"] == "مكتبة"
    link = next(a["href"] for a in found.all("a") if "page=" in a["href"])
    assert [value for key, value in parse_qsl(urlsplit(link).query) if key == "page"] == ["4"]
    last = read(shelf.get(link).text)
    assert len(last.all("li", cls="hit")) == 5
    assert last.all("a", rel="next") == []


def test_past_the_end_of_nothing_links_the_only_page(shelf: FlaskClient, read: Read) -> None:
    """A query without hits has one page; a second is a 404 that leads to it."""
    answer = shelf.get("/?q=زقطبور&page=2")
    assert answer.status_code == 404
    links = [a["href"] for a in read(answer.text).all("a") if "?q=" in a["href"]]
    assert [shelf.get(link).status_code for link in links] == [200]
