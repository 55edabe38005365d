"""Every page is within reach: narrow screens, keyboards, fingers, paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
LONG = "0/" + "long" * 40
FILTERS = "section=سياسة&year=2021&source=" + "source" * 20
PATHS = {
    "first": "/",
    "results": "/?q=مكتبة&page=2",
    "filtered": f"/?q=مكتبة المدينة&{FILTERS}&author=ليلى حسن&from=2020-01-01&mode=any",
    "empty": f"/?q=مكتبة {'زقطبور' * 10}&mode=exact&{FILTERS}",
    "article": f"/article?id={LONG}&q=مكتبة المدينة",
    "seed": "/article?id=003_85dcb45a9a6bb49e.txt&q=الرئيس",
    "missing": f"/nowhere?q={'long' * 30}",
    "wrong": f"/?q=x&page={'9' * 90}",
}

# What a finger or a pointer may press: the label with its box, else the control itself.
TARGETS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')]
  .map(node => node.type === 'checkbox' ? node.closest('label') : node)
  .filter(node => node.checkVisibility() && !node.matches('.skip'))
  .map(node => [node, node.getBoundingClientRect()])
  .map(([node, box]) => [Math.min(box.width, box.height), node.innerText.slice(0, 30)])"""

OUTSIDE = """() => [...document.querySelectorAll('.kashaf *')]
  .filter(node => node.checkVisibility() && !node.closest('.skip, .hidden, svg'))
  .map(node => [node, node.getBoundingClientRect()])
  .filter(([node, box]) => box.width && (box.left < -.5 || box.right > innerWidth + .5))
  .map(([node]) => node.outerHTML.slice(0, 120))"""

FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const top = document.elementFromPoint(box.left + Math.min(box.width, 10) / 2, box.top + box.height / 2);
  return {
    what: node.matches('.hit h2 a') ? 'hit' : node.matches('.skip') ? 'skip' : node.name || node.type,
    outline: parseFloat(style.outlineWidth) * (style.outlineStyle === 'none' ? 0 : 1),
    seen: box.top >= 0 && box.bottom <= innerHeight && node.contains(top),
  };
}"""


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_w25_no_page_scrolls_sideways(tab: Tab, path: str, language: str) -> None:
    """On a narrow screen a page is as wide as the screen, and nothing of it stands outside."""
    page = tab(f"{path}{'&' if '?' in path else '?'}hl={language}")
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_w24_every_target_is_large_enough(tab: Tab, path: str) -> None:
    """Whatever can be pressed is 24 pixels wide and high at least, on a telephone and on a desk."""
    page = tab(path)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        targets = page.evaluate(TARGETS)
        assert len(targets) > 4
        assert [target for target in targets if target[0] < 24] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_w24_the_keyboard_reaches_the_first_hit(tab: Tab, language: str) -> None:
    """Tab leads from the skip link over box, button and toggle to the first hit, the focus visible."""
    page = tab(f"/?q=مكتبة&hl={language}")
    walked = []
    for _ in range(20):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))
        if walked[-1]["what"] == "hit":
            break
    order = [each["what"] for each in walked]
    assert order[0] == "skip"
    assert [what for what in order if what in ("q", "submit", "mode", "hit")] == [
        "q",
        "submit",
        "mode",
        "hit",
    ]
    assert [each for each in walked if each["outline"] < 2 or not each["seen"]] == []
    page.keyboard.press("Enter")
    page.locator("article.reading").wait_for()


def test_the_skip_link_leads_past_the_form(tab: Tab) -> None:
    """The first Tab and Enter move the focus to the content, and the next Tab stays inside it."""
    page = tab("/?q=مكتبة")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_paper_has_the_article_and_not_the_controls(tab: Tab) -> None:
    """Printed, a page loses form, facets, paging and footer, and keeps hits and text."""
    page = tab("/?q=مكتبة")
    controls = page.locator(".search, .facets, .sort, .paging, .colophon, .skip")
    assert controls.first.is_visible()
    page.emulate_media(media="print")
    assert [each for each in controls.all() if each.is_visible()] == []
    assert page.locator(".hit").first.is_visible()
    page.goto(PATHS["seed"])
    assert page.locator("h1").is_visible()
    assert page.locator(".text p").first.is_visible()
    assert not page.locator(".places").is_visible()


def test_w25_larger_text_and_spacing_lose_nothing(tab: Tab) -> None:
    """With the spacing of WCAG 1.4.12 and text twice as large the page still does not scroll sideways."""
    page = tab(PATHS["results"], viewport={"width": 640, "height": 800}, bypass_csp=True)
    page.add_style_tag(
        content="html { font-size: 200% } * { line-height: 1.5 !important; letter-spacing: .12em !important; "
        "word-spacing: .16em !important } p { margin-block-end: 2em !important }"
    )
    assert page.evaluate("document.scrollingElement.scrollWidth") == 640
