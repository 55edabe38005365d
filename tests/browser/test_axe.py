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


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_w23_axe_finds_no_violation(tab: Callable[..., Any], page: str) -> None:
    """Home, results, empty, article, help and error pages pass in both languages and themes."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for language, scheme in READERS:
        opened = tab(f"{PAGES[page]}&hl={language}", color_scheme=scheme)
        found = axe.run(opened)
        assert not found.violations_count, (language, scheme, found.generate_report())
