"""The drawing of when the hits were published."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]


@pytest.mark.parametrize(
    "url", ["/?q=مكتبة", "/?q=مكتبة&year=2021&year=2022", "/?q=نادر&section=سياسة&page=1"]
)
def test_w17_the_bars_sum_to_the_hits(shelf: FlaskClient, read: Read, url: str) -> None:
    """Every article here has a date, so the bars of any choice of them are the results."""
    page = read(shelf.get(url).text)
    bars = [int(bar["data-count"]) for bar in page.all("rect") if "data-count" in bar]
    assert len(bars) > 1
    assert sum(bars) == shelf.get(url.replace("/?", "/search.json?")).get_json()["total"]


def test_w17_hits_without_a_date_are_in_no_bar(site_of: SiteOf, read: Read) -> None:
    """What has no date is counted among the results and drawn nowhere."""
    dates = [datetime.date(2020, 1, 1), datetime.date(2020, 3, 1), datetime.date(2020, 3, 9), None]
    client = site_of(Article(id=str(n), title="كتاب", text="", date=date) for n, date in enumerate(dates))
    page = read(client.get("/?q=كتاب").text)
    bars = [(int(bar["x"]), int(bar["data-count"])) for bar in page.all("rect") if "data-count" in bar]
    assert page.one("span", role="status")["text"] == "4 نتائج"
    # An Arabic page begins on the right, and time with it.
    assert [count for _, count in sorted(bars)] == [2, 0, 1]
    english = read(client.get("/?q=كتاب&hl=en").text)
    bars = [(int(bar["x"]), int(bar["data-count"])) for bar in english.all("rect") if "data-count" in bar]
    assert [count for _, count in sorted(bars)] == [1, 0, 2]
