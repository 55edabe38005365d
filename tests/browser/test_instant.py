"""Results that come without leaving the page, and the addresses they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
BOX = "#kashaf-q"


def opened(tab: Tab, path: str = "/?q=مكتبة", **options: Any) -> Any:
    """Return a page whose script is ready, and which remembers that it was never left."""
    page = tab(path, **options)
    page.locator(".kashaf[data-ready]").wait_for()
    page.evaluate("window.same = true")
    return page


def parameters(page: Any) -> dict[str, list[str]]:
    """Return what the address bar says."""
    return parse_qs(urlsplit(page.url).query)


def tally(page: Any, text: str) -> None:
    """Wait until the number of results reads so."""
    page.locator(".found h1 [role=status]", has_text=text).wait_for()


def eventually(page: Any, expression: str) -> None:
    """Wait until an expression holds; the policy of the pages keeps the browser from polling it itself."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def is_whole(page: Any) -> bool:
    """Return whether what is shown is a page and not a part of one."""
    return bool(page.evaluate("document.styleSheets.length === 1 && document.querySelector('main') !== null"))


def test_w19_typing_changes_the_results_in_place(tab: Tab) -> None:
    """While typing, results, title, canonical, JSON, language link and address follow; the focus stays."""
    page = opened(tab)
    page.locator(BOX).fill("كازاخستان")
    page.locator(".hit mark", has_text="كازاخستان").first.wait_for()
    assert parameters(page) == {"q": ["كازاخستان"]}
    assert page.evaluate("window.same && document.activeElement.id") == "kashaf-q"
    assert page.title() == "كازاخستان — كشّاف"
    for link in ("link[rel=canonical]", "link[rel=alternate][type='application/json']", "a[hreflang]"):
        (href,) = page.locator(link).evaluate_all("all => all.map(each => each.href)")
        assert parse_qs(urlsplit(href).query)["q"] == ["كازاخستان"]
        assert "partial" not in href
    assert page.locator("link[rel=next]").count() == 0


def test_w19_typing_leaves_one_address_and_submitting_another(tab: Tab) -> None:
    """Typing adds no step to the history; Enter adds one, and Back returns to the search before it."""
    page = opened(tab)
    before = page.evaluate("history.length")
    page.locator(BOX).fill("كازاخستان")
    page.locator(".hit mark", has_text="كازاخستان").first.wait_for()
    assert page.evaluate("history.length") == before
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    eventually(page, f"history.length === {before + 1}")
    page.go_back()
    tally(page, "30 نتيجة")
    assert parameters(page) == {"q": ["مكتبة"]}
    assert page.locator(BOX).input_value() == "مكتبة"
    assert page.evaluate("window.same")
    page.go_forward()
    page.locator(".hit mark", has_text="كازاخستان").first.wait_for()
    assert page.locator(BOX).input_value() == "كازاخستان"


def test_w19_facets_pages_and_orders_are_steps(tab: Tab) -> None:
    """A facet, an order and a page are fetched in place, each a step that Back undoes; a chip follows."""
    page = opened(tab)
    page.get_by_role("checkbox", name="سياسة").check()
    tally(page, "15 نتيجة")
    assert page.evaluate("document.activeElement.value") == "سياسة"
    assert page.locator(".chips li").count() == 1
    page.get_by_role("link", name="الأحدث").click()
    page.locator(".sort [aria-current]", has_text="الأحدث").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "الأحدث"
    page.get_by_role("link", name="التالية").click()
    page.locator(".paging [aria-current]", has_text="2").wait_for()
    assert parameters(page) == {"q": ["مكتبة"], "page": ["2"], "sort": ["newest"], "section": ["سياسة"]}
    assert page.evaluate("[document.activeElement.id, scrollY]") == ["kashaf-main", 0]
    page.go_back()
    page.locator(".paging [aria-current]", has_text="1").wait_for()
    assert parameters(page) == {"q": ["مكتبة"], "sort": ["newest"], "section": ["سياسة"]}
    page.go_back()
    page.locator(".sort [aria-current]", has_text="الأقرب").wait_for()
    page.locator(".chips a").click()
    tally(page, "30 نتيجة")
    assert not page.get_by_role("checkbox", name="سياسة").is_checked()
    assert page.evaluate("window.same")


def test_w19_the_settled_count_is_told(tab: Tab) -> None:
    """When the results of a facet stand, their number is put into a live region outside them."""
    page = opened(tab)
    page.get_by_role("checkbox", name="سياسة").check()
    page.locator("p[aria-live]", has_text="15 نتيجة").wait_for(state="attached")


def test_w19_a_late_answer_is_dropped(tab: Tab) -> None:
    """Results of an earlier text do not take the place of those of what stands in the box."""
    page = opened(tab)
    held: list[Any] = []
    page.route("**/*partial=1*", lambda route: held.append(route) if not held else route.continue_())
    page.locator(BOX).fill("الصين")
    page.wait_for_timeout(500)
    assert page.title().startswith("مكتبة")
    page.locator(BOX).fill("كازاخستان")
    page.locator(".kashaf[data-window^='كازاخستان']").wait_for()
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_timeout(300)
    assert page.title().startswith("كازاخستان")
    assert parameters(page) == {"q": ["كازاخستان"]}


def test_w19_back_never_shows_a_part(tab: Tab) -> None:
    """From an article, Back and a reload show the whole page at the address that typing left."""
    page = opened(tab)
    page.locator(BOX).fill("كازاخستان")
    page.locator(".hit mark", has_text="كازاخستان").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".hit h2 a").first.click()
    page.locator("article.reading").wait_for()
    page.go_back()
    page.locator(".hit").first.wait_for()
    assert is_whole(page)
    page.reload()
    assert is_whole(page)
    assert parameters(page) == {"q": ["كازاخستان"]}
    assert page.locator(BOX).input_value() == "كازاخستان"


def test_an_error_is_left_to_the_browser(tab: Tab) -> None:
    """What cannot be fetched while typing changes nothing; submitted, it is an ordinary page of errors."""
    page = opened(tab)
    page.locator(BOX).fill("date:2024..2020")
    page.wait_for_timeout(600)
    tally(page, "30 نتيجة")
    page.keyboard.press("Enter")
    page.locator("section.error").wait_for()
    assert parameters(page) == {"q": ["date:2024..2020"]}
    assert page.evaluate("window.same") is None


def test_nothing_found_is_shown_in_place_too(tab: Tab) -> None:
    """A query without hits shows its remedies, and one of them leads back to hits."""
    page = opened(tab)
    page.locator(BOX).fill("مكتبة زقطبور")
    page.locator(".exact input").check()
    page.locator(".nothing").wait_for()
    assert parameters(page) == {"q": ["مكتبة زقطبور"], "mode": ["exact"]}
    page.locator(".remedies a").first.click()
    page.locator(".hit").first.wait_for()
    assert not page.locator(".exact input").is_checked()
    assert page.evaluate("window.same")
