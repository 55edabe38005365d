"""What a page weighs and how soon it answers: ``python -m bench.page ADDRESS`` of a running site.

Bytes as they travel, packed by gzip; the largest contentful paint (LCP) on a network of 1.6 Mbit/s and 150
ms, which Lighthouse calls slow 4G; the cumulative layout shift (CLS) and the slowest answer to a key (INP of
so few keys) while a question is typed. A browser tells no answer below 16 ms: the table says <16 then. It
needs the extra ``bench`` and a Chromium.
"""

from __future__ import annotations

import gzip
import json
import shutil
import urllib.request
from collections.abc import Mapping
from urllib.parse import quote

import click
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (360, 1280)
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""Milliseconds, bytes a second."""
WATCHING = """
window.seen = {lcp: 0, cls: 0, inp: 0};
const watch = (type, take, more) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch('event', (entry) => { if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration); },
  {durationThreshold: 16});
"""


@click.command()
@click.argument("address")
@click.option("--query", default="الصين", help="a question that has hits")
def main(address: str, query: str) -> None:
    """Print a table of the home page, results and an article of the site at ADDRESS."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit("no Chromium found; get one with: apt-get install chromium")
    base = address.rstrip("/")
    print("| page | kB packed | width | LCP s, slow 4G | CLS | INP ms |\n|---|--:|--:|--:|--:|--:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, url in pages(base, query).items():
            weight = len(gzip.compress(urllib.request.urlopen(url).read())) / 1000
            for width in WIDTHS:
                seen = measured(browser, url, width, query)
                print(
                    f"| {name} | {weight:.1f} | {width} | {seen['lcp'] / 1000:.2f} | {seen['cls']:.3f} "
                    f"| {format(seen['inp'], '.0f') if seen['inp'] else '<16'} |"
                )
        browser.close()


def pages(base: str, query: str) -> Mapping[str, str]:
    """Return the addresses of a page of each kind."""
    asked = quote(query)
    found = json.load(urllib.request.urlopen(f"{base}/search.json?q={asked}"))
    if not found["hits"]:
        raise SystemExit(f"{query} has no hits at {base}; name a question that has: --query")
    article = quote(found["hits"][0]["id"])
    return {
        "home": f"{base}/",
        "results": f"{base}/?q={asked}",
        "article": f"{base}/article?id={article}&q={asked}",
    }


def measured(browser: Browser, url: str, width: int, query: str) -> Mapping[str, float]:
    """Return the largest paint and the slowest answer to a key in milliseconds, and the shift."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
    page.add_init_script(WATCHING)
    page.goto(url, wait_until="networkidle")
    page.locator("#kashaf-q").fill("")
    page.locator("#kashaf-q").press_sequentially(query, delay=80)
    page.wait_for_timeout(1500)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    seen: Mapping[str, float] = page.evaluate("seen")
    context.close()
    return seen


if __name__ == "__main__":
    main()
