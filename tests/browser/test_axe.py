"""What axe says of every page: WCAG 2.2 AA as far as a program can judge it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

PAGES = {
    "home": "/?",
    "results": f"/?q={quote('مكتبة المدينة')}",
    "empty": "/?q=zzzzqqqq",
    "article": f"/article?id={quote('002_437ff4b006baf7fc.txt')}&q={quote('كازاخستان')}",
    "help": "/help?",
    "error": f"/?q={quote('مكتبة')}&page=x",
}
READERS = [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")]


BOX = "#kashaf-q"


def opened(tab: Callable[..., Any], path: str, *, script: bool, scheme: str) -> Any:
    """Return a page, its script at work or refused; axe is a script too, so the browser must run some."""
    page = tab("about:blank", color_scheme=scheme)
    if not script:
        page.route("**/*.js?*", lambda route: route.abort())
    page.goto(path)
    page.locator(f".kashaf{'[data-ready]' if script else ':not([data-ready])'}").wait_for()
    return page


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with its script", "without"])
@pytest.mark.parametrize("page", PAGES)
def test_w23_axe_finds_no_violation(tab: Callable[..., Any], page: str, script: bool) -> None:
    """Home, results, empty, article, help and error pages pass in both languages and themes."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for language, scheme in READERS:
        found = axe.run(opened(tab, f"{PAGES[page]}&hl={language}", script=script, scheme=scheme))
        assert not found.violations_count, (language, scheme, found.generate_report())


@pytest.mark.browser
@pytest.mark.parametrize(("language", "scheme"), READERS)
def test_w23_axe_finds_no_violation_in_the_suggestions(
    tab: Callable[..., Any], language: str, scheme: str
) -> None:
    """The open list, with a suggestion chosen, passes in both languages and themes."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(tab, f"{PAGES['results']}&hl={language}", script=True, scheme=scheme)
    page.locator(BOX).fill("مكتبة الم")
    page.locator(".suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    found = axe.run(page)
    assert not found.violations_count, found.generate_report()
