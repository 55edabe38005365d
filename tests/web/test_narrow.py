"""The ways on from a page of results: paging, facets, chips, remedies, rescues, a suggestion."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article
from kashaf.search import Engine, Rescue
from kashaf.search.rescue import RESCUES
from kashaf.web import create_app
from kashaf.web.catalogue import TEXTS
from kashaf.web.pages import show
from kashaf.web.present import Interface, numbers
from kashaf.web.settings import WebSettings
from kashaf.web.site import Door, Site
from kashaf.web.state import State
from kashaf.web.view import View

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
FILTERS = "source=وكالة الأنباء الصينية&source=الشرق الأوسط&section=اقتصاد&from=2020-01-01&to=2023-12-31"


def hits(page: Any) -> list[str]:
    """Return the ids of a page's hits."""
    links = [a["href"] for a in page.all("a") if a["href"].startswith("/article?") and "h2" in a["within"]]
    return [dict(parse_qsl(urlsplit(link).query))["id"] for link in links]


def submitted(page: Any, **changes: str | list[str]) -> str:
    """Return the address that a press of the button leads to, some fields typed or ticked anew."""
    inputs = [each for each in page.all("input") if each["name"] not in changes]
    sent = [
        (each["name"], each["value"])
        for each in inputs
        if each.get("type") in ("search", "hidden") or "checked" in each
    ]
    return "/?" + urlencode([*sent, *changes.items()], doseq=True)


def test_w3_filters_survive_paging(shelf: FlaskClient, read: Read) -> None:
    """Following «التالية» to the end shows each hit once, all of them filtered, and the box stays filled."""
    url: str | None = f"/?q=مكتبة&sort=oldest&{FILTERS}"
    seen: list[str] = []
    while url:
        page = read(shelf.get(url).text)
        seen += hits(page)
        assert page.one("input", name="q")["value"] == "مكتبة"
        assert len(page.all("ul", cls="chips")) == 1
        following = page.all("a", rel="next")
        url = following[0]["href"] if following else None
    assert sorted(seen) == sorted(f"n/{nth}" for nth in range(35) if nth % 3 != 2 and nth % 2 == 0)


def test_the_pages_are_numbered(shelf: FlaskClient, read: Read) -> None:
    """Paging stands in a named nav, says which page is current, and points the way the page runs."""
    page = read(shelf.get("/?q=مكتبة&page=2").text)
    nav = page.one("nav", cls="paging")
    assert nav["aria-label"] == "صفحات النتائج"
    current = page.all("a", **{"aria-current": "page"})
    assert [each["text"] for each in current] == ["2"]
    assert "→" in page.one("a", rel="prev")["text"]
    assert "←" in page.one("a", rel="next")["text"]
    english = read(shelf.get("/?q=مكتبة&page=2&hl=en").text)
    assert "←" in english.one("a", rel="prev")["text"]
    assert page.one("ol", cls="hits")["start"] == "11"


def test_one_page_has_no_paging(shelf: FlaskClient, read: Read) -> None:
    """Results that fit on a page have no links to others."""
    assert read(shelf.get("/?q=مكتبة&year=2020").text).all("nav", cls="paging") == []


def test_page_numbers_leave_out_no_single_page() -> None:
    """The ends and the neighbours are linked, and a gap stands for two pages at least."""
    for pages in range(1, 30):
        for page in range(1, pages + 1):
            shown = numbers(page, pages)
            linked = [each for each in shown if each]
            assert {1, page, pages} <= set(linked)
            assert linked == sorted(set(linked))
            for before, gap, after in zip(shown, shown[1:], shown[2:], strict=False):
                assert gap or (before and after and after - before > 2)


def test_w16_a_facet_counts_what_it_would_show(shelf: FlaskClient, read: Read) -> None:
    """Ticking a box and pressing the button gives as many hits as stood beside it."""
    page = read(shelf.get("/?q=مكتبة").text)
    boxes = page.all("input", form="kashaf-search")
    assert {box["name"] for box in boxes} == {"section", "source", "year"}
    for box, label in zip(
        boxes, [each for each in page.all("label") if each["text"][-1:].isdigit()], strict=True
    ):
        url = submitted(page, **{box["name"]: box["value"]})
        count = shelf.get(url.replace("/?", "/search.json?")).get_json()["total"]
        assert label["text"] == f"{box['value']}{count}"


def test_a_facet_offers_the_most_frequent_values(site_of: SiteOf, read: Read) -> None:
    """A facet offers twelve values at most, the most frequent ones, and whatever was chosen beside them."""
    counts = [(nth, 20 - nth) for nth in range(15)]
    articles = (
        Article(id=f"{nth}/{copy}", title="كتاب", text="", source=f"S{nth}")
        for nth, count in counts
        for copy in range(count)
    )
    page = read(site_of(articles).get("/?q=كتاب&source=S14").text)
    offered = [box["value"] for box in page.all("input", name="source")]
    assert offered == [*(f"S{nth}" for nth in range(12)), "S14"]


def test_w16_a_second_value_widens(shelf: FlaskClient, read: Read) -> None:
    """Two values of a facet are either of them, and values of two facets both."""
    totals = [
        shelf.get(f"/search.json?q=مكتبة&{filters}").get_json()["total"]
        for filters in ("year=2020", "year=2020&year=2021", "year=2020&year=2021&section=سياسة")
    ]
    assert totals == [9, 18, 9]
    page = read(shelf.get("/?q=مكتبة&year=2020&year=2021").text)
    checked = [box["value"] for box in page.all("input", name="year") if "checked" in box]
    assert sorted(checked) == ["2020", "2021"]


def test_the_form_keeps_what_it_has_no_field_for(shelf: FlaskClient, read: Read) -> None:
    """Asking anew keeps order, dates, filters, author and language, and goes back to the first page."""
    kept = {
        "sort": "newest",
        "mode": "any",
        "from": "2020-01-01",
        "year": "2022",
        "author": "أحمد علي",
        "hl": "en",
    }
    page = read(shelf.get(f"/?{urlencode({'q': 'مكتبة', **kept})}").text)
    assert dict(parse_qsl(urlsplit(submitted(page, q="نادر")).query)) == {"q": "نادر", **kept}
    second = read(shelf.get("/?q=مكتبة&page=2").text)
    assert "page=" not in submitted(second)


def test_exact_replaces_any(shelf: FlaskClient, read: Read) -> None:
    """Ticking «مطابق تمامًا» on a search for any word asks for the exact one."""
    page = read(shelf.get("/?q=مكتبة قديمة&mode=any").text)
    url = submitted(page) + "&mode=exact"
    assert read(shelf.get(url).text).one("input", name="mode")["checked"] == ""


def test_each_chip_removes_its_choice(shelf: FlaskClient, read: Read) -> None:
    """A chip's link is the same results without that choice, and the last one drops every choice."""
    page = read(shelf.get(f"/?q=مكتبة&{FILTERS}&year=2020&author=أحمد علي").text)
    links = [a["href"] for a in page.all("a") if "ul" in a["within"]]
    before = parse_qsl(f"q=مكتبة&{FILTERS}&year=2020&author=أحمد علي")
    assert len(links) == len(before)
    for link in links[:-1]:
        left = parse_qsl(urlsplit(link).query)
        assert len(left) == len(before) - 1
        assert set(left) < set(before)
    assert parse_qsl(urlsplit(links[-1]).query) == [("q", "مكتبة")]


def test_a_filter_without_hits_stays_removable(shelf: FlaskClient, read: Read) -> None:
    """A value nothing has keeps its ticked box, so that the form can let go of it."""
    page = read(shelf.get("/?q=مكتبة&source=لا أحد").text)
    assert [box["value"] for box in page.all("input", name="source") if "checked" in box] == ["لا أحد"]
    assert page.all("li", cls="hit") == []


def test_w13_an_empty_page_counts_the_ways_on(shelf: FlaskClient, read: Read) -> None:
    """Where filters leave nothing, the ways that have hits are linked in order, each with its true count."""
    page = read(shelf.get("/?q=مكتبة المدينة&mode=exact&source=لا أحد&year=2020").text)
    ways = [a for a in page.all("a") if "ul" in a["within"] and "li" in a["within"]][-2:]
    assert [way["text"] for way in ways] == ["دون لا أحد", "دون أي تصفية"]
    counts = [each["text"] for each in page.all("span", cls="where") if "ul" in each["within"]]
    totals = [shelf.get(way["href"].replace("/?", "/search.json?")).get_json()["total"] for way in ways]
    assert (totals, counts) == ([9, 35], ["9 نتائج", "35 نتيجة"])


def test_nothing_found_names_the_query_and_gives_tips(shelf: FlaskClient, read: Read) -> None:
    """A page without hits says for what, leads nowhere empty, and has tips."""
    page = read(shelf.get("/?q=زقطبور").text)
    assert page.one("span", role="status")["text"] == "لم نجد شيئًا عن زقطبور"
    assert page.all("ul", cls="remedies") == []
    assert page.one("summary")["text"] == "نصائح للبحث"


@pytest.mark.parametrize(("query", "said"), [("نادر مكتبة", "12 مقالًا فيها كل الكلمات"), ("مكتبة", None)])
def test_partial_hits_are_told_apart(shelf: FlaskClient, read: Read, query: str, said: str | None) -> None:
    """When some hits lack a word the page says how many have them all."""
    text = read(shelf.get(f"/?q={query}").text).one("div", cls="tally")["text"]
    assert (said in text) if said else ("كل الكلمات" not in text)


@pytest.fixture
def told(library: Engine, read: Read) -> Any:
    """Return the page of real results to which rescues and a suggestion were added."""
    found = dataclasses.replace(
        library.search("أحمد"),
        rescues=(
            Rescue("months", "أحمد", ("شباط",), "month", 0),
            Rescue("spaces", "أحمد", ("احمد", "آحمد"), "spelling", 4),
            Rescue("names", "أحمد", ("<b>أحمد</b>", "آحمد", "Ahmad", "Ahmed", "Achmed"), "other script", 2),
        ),
        suggestion='أحمد "علي" & ليلى',
    )
    with create_app(library).test_request_context("/?q=أحمد&year=2020"):
        site = Site(Door(library), WebSettings(), "kashaf/layout.html")
        view = View(site, State(q="أحمد", year=(2020,)))
        return read(show(view, library, found))


def test_w14_rescues_name_the_forms_that_found_something(told: Any) -> None:
    """The line names five forms at most, each once, as text, its reason once, none that added nothing."""
    line = told.one("p", cls="rescue")["text"]
    space, name = "بمسافة أو بدونها", "رسم آخر للاسم"
    forms = f"احمد، آحمد ({space})؛ <b>أحمد</b>، Ahmad، Ahmed ({name})"
    assert line == f"طابقنا أيضًا: {forms} — المكتوب فقط"


def test_w14_the_rescue_line_narrows_to_what_was_typed(told: Any) -> None:
    """«المكتوب فقط» is the same search without rescues."""
    link = next(a["href"] for a in told.all("a") if a["text"] == "المكتوب فقط")
    assert parse_qsl(urlsplit(link).query) == [("q", "أحمد"), ("rescue", "0"), ("year", "2020")]


def test_every_rescue_has_its_words() -> None:
    """The catalogue says of each rescue what its forms are, in both languages."""
    kinds = {f"rescue_{room.__name__}" for room in RESCUES}
    for texts in TEXTS.values():
        assert kinds <= texts.keys()


def test_without_rescues_a_chip_leads_back(shelf: FlaskClient, read: Read) -> None:
    """Where rescues are switched off, the chip «المكتوب فقط» switches them on again."""
    page = read(shelf.get("/?q=مكتبة&rescue=0").text)
    [link] = [a["href"] for a in page.all("a") if "المكتوب فقط" in a["text"]]
    assert parse_qsl(urlsplit(link).query) == [("q", "مكتبة")]


def test_a_suggestion_is_one_link_away(told: Any) -> None:
    """«هل تقصد» links the suggested query, filters kept."""
    assert told.one("p", cls="suggestion")["text"] == 'هل تقصد أحمد "علي" & ليلى؟'
    link = next(a["href"] for a in told.all("a") if a["text"] == 'أحمد "علي" & ليلى')
    assert parse_qsl(urlsplit(link).query) == [("q", 'أحمد "علي" & ليلى'), ("year", "2020")]


@pytest.mark.parametrize(("language", "said"), [("ar", "هل تقصد {}؟"), ("en", "Did you mean {}?")])
@pytest.mark.parametrize(("typed", "meant"), [("مكتببة", "مكتبة"), ("مكتببة نادر", "مكتبة نادر")])
def test_a_misspelt_word_is_offered_as_the_one_meant(
    shelf: FlaskClient, read: Read, language: str, said: str, typed: str, meant: str
) -> None:
    """Where nothing is found, and above the hits of the other words, a link asks the question meant."""
    page = read(shelf.get(f"/?q={typed}&rescue=0&hl={language}").text)
    assert page.one("p", cls="suggestion")["text"] == said.format(meant)
    link = next(a for a in page.all("a") if a["text"] == meant)
    assert read(shelf.get(link["href"]).text).all("ol", cls="hits")


def test_w14_the_forms_named_are_in_the_index(site_of: SiteOf, read: Read) -> None:
    """Each form of the rescue line finds something as it stands, and its link leaves these articles out."""
    client = site_of(
        Article(id=place, title="", text=f"زار الرئيس {place} في الصيف")
        for place in ("كازاخستان", "قازاخستان")
    )
    page = read(client.get("/?q=كازاخستان").text)
    line = page.one("p", cls="rescue")
    forms = [each["text"] for each in page.all("bdi") if each["text"] in line["text"]]
    assert forms == ["قازاخستان"]
    for form in forms:
        assert client.get(f"/search.json?q={form}&mode=exact").get_json()["total"] == 1
    link = next(a["href"] for a in page.all("a") if a["text"] == "المكتوب فقط")
    wide, narrow = (
        client.get(url).get_json() for url in ("/search.json?q=كازاخستان", f"/search.json{link[1:]}")
    )
    assert (wide["total"], narrow["total"]) == (2, 1)


@pytest.mark.parametrize("filters", ["source=لا أحد", "from=2030-01-01", "to=2019-01-01&section=اقتصاد"])
def test_w13_every_remedy_is_true(shelf: FlaskClient, read: Read, filters: str) -> None:
    """Whatever left nothing, each way on leads to as many results as it says, and to some."""
    page = read(shelf.get(f"/?q=مكتبة المدينة&mode=exact&{filters}").text)
    links = [a for a in page.all("a") if a["within"][-2:] == ["ul", "li"] and "q=" in a["href"]]
    ways = [a["href"].replace("/?", "/search.json?") for a in links if not a["text"].startswith("أزل")]
    totals = [shelf.get(way).get_json()["total"] for way in ways]
    counts = [each["text"] for each in page.all("span", cls="where") if "ul" in each["within"]]
    ui = Interface("ar", WebSettings())
    assert counts == [ui.count("results", total) for total in totals]
    assert totals
    assert 0 not in totals
