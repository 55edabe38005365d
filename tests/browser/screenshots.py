"""Draw the three screenshots of the README from a running site: ``make screenshots``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = {
    "home": "/",
    "results": "/?q=الرئيس الصيني",
    "article": "/article?id=002_437ff4b006baf7fc.txt&q=كازاخستان",
}


def main(address: str, folder: Path) -> None:
    """Write a PNG of each page at an address, which ends with a slash, into a folder."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit("no Chromium found; get one with: apt-get install chromium")
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1100, "height": 760}, reduced_motion="reduce")
        for name, path in PAGES.items():
            page.goto(address.rstrip("/") + path, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
