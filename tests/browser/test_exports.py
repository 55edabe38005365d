"""What a reader takes along, without JavaScript."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_w1_each_export_without_javascript(tab: Tab, language: str, tmp_path: Path) -> None:
    """The links below the results give all of them as a sheet to keep, and the newest as feed and JSON."""
    page = tab(f"/?q=مكتبة&section=سياسة&hl={language}", java_script_enabled=False, accept_downloads=True)
    with page.expect_download() as kept:
        page.locator(".exports a[type='text/csv']").click()
    assert kept.value.suggested_filename == "search.csv"
    kept.value.save_as(tmp_path / "search.csv")
    with (tmp_path / "search.csv").open(encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert len(rows) == 15
    assert {row["section"] for row in rows} == {"سياسة"}
    for kind, sign in (("application/atom+xml", "<entry"), ("application/json", '"hits"')):
        link = page.locator(f".exports a[type='{kind}']").get_attribute("href")
        answer = page.request.get(link)
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
        assert sign in answer.text()
