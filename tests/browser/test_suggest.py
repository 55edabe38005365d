"""Suggestions below the box, by the key table of the ARIA Authoring Practices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
BOX = "#kashaf-q"
LIST = ".suggestions"
OPTION = f"{LIST} [role=option]"


def typing(tab: Tab, text: str = "مكتبة الم", path: str = "/", **options: Any) -> Any:
    """Return a page into whose box a text was typed, its suggestions shown."""
    page = tab(path, **options)
    page.locator(".kashaf[data-ready]").wait_for()
    page.locator(BOX).press_sequentially(text)
    page.locator(OPTION).first.wait_for()
    return page


def active(page: Any) -> int:
    """Return which suggestion the box points to, -1 for none; its id and its look agree."""
    pointed = page.locator(BOX).get_attribute("aria-activedescendant")
    options = page.locator(OPTION).evaluate_all(
        "all => all.map(each => [each.id, each.getAttribute('aria-selected')])"
    )
    chosen = [nth for nth, (_, selected) in enumerate(options) if selected == "true"]
    assert chosen == [nth for nth, (id, _) in enumerate(options) if id == pointed]
    assert bool(chosen) == bool(pointed)
    return chosen[0] if chosen else -1


def test_w18_the_box_is_a_combobox_with_nothing_chosen(tab: Tab) -> None:
    """The box names its list, open with completions, then at most five titles, none of them chosen."""
    page = typing(tab)
    box = page.get_by_role("combobox", name="ابحث في المقالات")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-autocomplete") == "list"
    assert page.locator(f"#{box.get_attribute('aria-controls')}[role=listbox]").is_visible()
    assert active(page) == -1
    titles = page.locator(OPTION).evaluate_all(
        "all => all.map(each => each.querySelector('.where') !== null)"
    )
    assert titles == sorted(titles)
    assert 1 <= sum(titles) <= 5
    assert not all(titles)


def test_w18_arrows_go_round_and_leave_the_text(tab: Tab) -> None:
    """Down and Up go round the suggestions and the box itself; what was typed stays, Home goes back to it."""
    page = typing(tab)
    count = page.locator(OPTION).count()
    walked = []
    for key in ["ArrowDown"] * (count + 2) + ["ArrowUp"] * 3:
        page.keyboard.press(key)
        walked.append(active(page))
    assert walked == [*range(count), -1, 0, -1, count - 1, count - 2]
    page.keyboard.press("Home")
    assert active(page) == -1
    assert page.locator(BOX).input_value() == "مكتبة الم"
    assert page.evaluate("document.activeElement.id") == "kashaf-q"


def test_w18_enter_follows_a_completion(tab: Tab) -> None:
    """Enter on a completion searches for it; with none chosen, for what was typed."""
    page = typing(tab)
    wanted = page.locator(f"{OPTION} > :first-child").nth(1).inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".findings").wait_for()
    assert parse_qs(urlsplit(page.url).query) == {"q": [wanted]}
    plain = typing(tab)
    plain.keyboard.press("Enter")
    plain.locator(".findings").wait_for()
    assert parse_qs(urlsplit(plain.url).query) == {"q": ["مكتبة الم"]}


@pytest.mark.parametrize("hl", ["ar", "en"])
def test_w18_a_title_leads_to_its_article(tab: Tab, hl: str) -> None:
    """A title, pressed or chosen, leads to its article in the same language."""
    page = typing(tab, path=f"/?hl={hl}")
    title = page.locator(f"{OPTION}:has(.where)").first
    text = title.locator("> :first-child").inner_text()
    title.click()
    page.locator("article.reading").wait_for()
    assert page.locator("h1").inner_text() == text
    assert page.locator("html").get_attribute("lang") == hl


def test_w18_escape_closes_then_clears(tab: Tab) -> None:
    """The first Esc closes the list and leaves the text, the second empties the box; Down opens it again."""
    page = typing(tab)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.locator(LIST).is_visible()
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"
    assert page.locator(BOX).get_attribute("aria-activedescendant") is None
    assert page.locator(BOX).input_value() == "مكتبة الم"
    page.keyboard.press("ArrowDown")
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator(BOX).input_value() == ""


def test_w18_tab_leaves(tab: Tab) -> None:
    """Tab goes on to the button, takes nothing over and closes the list."""
    page = typing(tab)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    assert page.locator(BOX).input_value() == "مكتبة الم"
    assert not page.locator(LIST).is_visible()


def test_w18_the_count_is_told(tab: Tab) -> None:
    """How many suggestions there are is put into one of two polite regions, in the language's plural form."""
    page = typing(tab)
    count = page.locator(OPTION).count()
    told = "document.querySelectorAll('p[aria-live=polite]')"
    assert page.evaluate(f"{told}.length") == 2
    assert 3 <= count <= 10
    assert page.evaluate(f"[...{told}].map(each => each.textContent).join('')") == f"{count} اقتراحات"


def test_w18_nothing_is_asked_while_a_word_is_composed(tab: Tab) -> None:
    """Between the start and the end of a composition no suggestion is asked for."""
    page = tab("/")
    page.locator(".kashaf[data-ready]").wait_for()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(BOX).evaluate(
        "box => { box.focus(); box.value = 'مك';"
        "box.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true })) }"
    )
    page.wait_for_timeout(400)
    assert asked == []
    page.locator(BOX).dispatch_event("compositionend")
    page.locator(OPTION).first.wait_for()
    assert len(asked) == 1


def test_w19_a_slow_first_answer_is_dropped(tab: Tab) -> None:
    """Suggestions for what was typed before do not take the place of those for what stands in the box."""
    page = tab("/")
    page.locator(".kashaf[data-ready]").wait_for()
    held: list[Any] = []
    page.route("**/suggest.json?*", lambda route: held.append(route) if not held else route.continue_())
    page.locator(BOX).fill("الر")
    page.wait_for_timeout(300)
    page.locator(BOX).fill("مكتبة الم")
    page.locator(OPTION).first.wait_for()
    shown = page.locator(LIST).inner_text()
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_timeout(300)
    assert page.locator(LIST).inner_text() == shown
    assert "مكتبة المدينة" in shown
