"""A reader's way through the site, without JavaScript, and what the browser asks for on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]


def parameters(page: Any) -> dict[str, list[str]]:
    """Return what the address bar says."""
    return parse_qs(urlsplit(page.url).query)


def test_w1_from_the_first_page_to_an_article_and_back(tab: Tab) -> None:
    """Without JavaScript a query leads to hits, a hit to its first mark, and the link back to the hits."""
    page = tab("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("طريق الحرير")
    page.get_by_role("searchbox").press("Enter")
    assert page.get_by_role("searchbox").input_value() == "طريق الحرير"
    title = page.locator(".hit h2 a").first.inner_text()
    page.locator(".hit h2 a").first.click()
    assert page.locator("h1").inner_text() == title
    assert page.url.endswith("#m1")
    assert page.locator("mark#m1").evaluate("mark => mark.matches(':target')")
    page.get_by_role("link", name="عودة إلى النتائج").click()
    assert parameters(page) == {"q": ["طريق الحرير"]}
    assert page.locator(".hit").count() > 0


def test_w1_filters_order_and_pages_without_javascript(tab: Tab) -> None:
    """Boxes and their button narrow, the order and the next page keep the choice, and Back returns to it."""
    page = tab("/?q=مكتبة", java_script_enabled=False)
    assert page.get_by_role("status").inner_text() == "30 نتيجة"
    page.get_by_role("checkbox", name="سياسة").check()
    page.get_by_role("button", name="طبّق").click()
    assert page.get_by_role("status").inner_text() == "15 نتيجة"
    page.get_by_role("link", name="الأحدث").click()
    page.get_by_role("link", name="التالية").click()
    assert parameters(page) == {"q": ["مكتبة"], "page": ["2"], "sort": ["newest"], "section": ["سياسة"]}
    assert page.get_by_role("checkbox", name="سياسة").is_checked()
    assert page.locator(".hit").count() == 5
    page.go_back()
    assert parameters(page).get("section") == ["سياسة"]
    assert page.get_by_role("checkbox", name="سياسة").is_checked()


def test_exact_and_the_other_language(tab: Tab) -> None:
    """«مطابق تمامًا» goes with the query, and the page in English asks the same."""
    page = tab("/?q=مكتبة المدينة", java_script_enabled=False)
    page.get_by_role("checkbox", name="مطابق تمامًا").check()
    page.get_by_role("button", name="ابحث").click()
    assert parameters(page) == {"q": ["مكتبة المدينة"], "mode": ["exact"]}
    page.get_by_role("link", name="English").click()
    assert parameters(page) == {"q": ["مكتبة المدينة"], "mode": ["exact"], "hl": ["en"]}
    assert page.get_by_role("checkbox", name="Exact match").is_checked()
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_the_list_of_matches_leads_into_the_text(tab: Tab) -> None:
    """Without JavaScript the list of matches opens, and an entry scrolls its mark into view."""
    page = tab("/article?id=003_85dcb45a9a6bb49e.txt&q=الرئيس", java_script_enabled=False)
    page.locator(".places summary").click()
    page.locator(".places a").last.click()
    target = page.locator("mark:target")
    assert target.get_attribute("id") == urlsplit(page.url).fragment
    box = target.bounding_box()
    assert 0 <= box["y"] <= 800 - box["height"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_our_own_origin_and_no_violation(tab: Tab, address: str, language: str) -> None:
    """On every page the browser asks nobody else, nothing fails, and the policy is not broken."""
    page = tab("about:blank")
    asked: list[tuple[str, int]] = []
    said: list[str] = []
    page.on("response", lambda answer: asked.append((answer.url, answer.status)))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    paths = ("/?", "/?q=مكتبة", "/?q=زقطبور", "/article?id=003_85dcb45a9a6bb49e.txt&q=الرئيس")
    for path in paths:
        page.goto(f"{path}&hl={language}", wait_until="networkidle")
    assert {urlsplit(url)[:2] for url, _ in asked} == {urlsplit(address)[:2]}
    assert {status for _, status in asked} == {200}
    assert said == []
    assert any(url.partition("?")[0].endswith("kashaf.css") for url, _ in asked)


def test_the_policy_is_in_force(tab: Tab) -> None:
    """A style that is put into the page is refused by the browser, so that the check above can fail."""
    page = tab("/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    assert re.search("Content Security Policy", " ".join(said))


DIRECTIONS = [
    ("", "rtl", "ltr"),
    ("٢٠٢٦", "rtl", "ltr"),
    ("123", "rtl", "ltr"),
    ("النفط", "rtl", "rtl"),
    ("Google", "ltr", "ltr"),
    ("title:النفط", "rtl", "ltr"),
]


@pytest.mark.parametrize("hl", ["ar", "en"])
def test_the_browser_lays_the_box_out_as_told(tab: Tab, hl: str) -> None:
    """The direction the browser computes for the box is the rule's, and its text begins on that side."""
    page = tab("/")
    for query, arabic, english in DIRECTIONS:
        page.goto(f"/nowhere?q={query}&hl={hl}")
        style = page.locator("#kashaf-q").evaluate("box => getComputedStyle(box).direction")
        assert (query, style) == (query, arabic if hl == "ar" else english)
