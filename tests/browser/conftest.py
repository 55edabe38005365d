"""A browser and a served site, started once for all tests of this folder."""

from __future__ import annotations

import datetime
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kashaf.index import Article, Collection
from kashaf.index.readers import read, scan

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LONG = "https://example.org/" + "a" * 300


def pytest_runtest_setup() -> None:
    """Skip every test of this folder, with one line for all, where no Chromium is installed."""
    if PROGRAM is None:
        pytest.skip("no Chromium found; get one with: apt-get install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a headless Chromium of the system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield chromium
        chromium.close()


def numbered(nth: int) -> Article:
    """Return an article of a number; some of its words are too long for a narrow page."""
    return Article(
        id=f"{nth}/{'long' * 40}",
        title=f"مكتبة المدينة القديمة {nth}",
        text=f"في المدينة مكتبة قديمة {nth}.\n{LONG}\nكلمة{'طويلة' * 40}",
        source=("وكالة الأنباء الصينية", "source" * 20)[nth % 2],
        section=("اقتصاد", "سياسة")[nth % 2],
        author=("أحمد علي", "ليلى حسن")[nth % 2],
        date=datetime.date(2020 + nth % 3, 1 + nth % 12, 11),
        url=LONG,
    )


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, seeds_dir: Path) -> Path:
    """Return an index of the seeds and of 30 articles that fill pages and facets."""
    path = tmp_path_factory.mktemp("browser") / "index"
    seeds = (article for source in scan([seeds_dir]) for article in read_all(source))
    with Collection.create(path) as collection:
        collection.add_many(seeds)
        collection.add_many(numbered(nth) for nth in range(30))
    return path


def read_all(source: Any) -> list[Article]:
    """Return the articles of a file."""
    return [article for article in read(source) if isinstance(article, Article)]


@contextmanager
def serving(command: list[str], environ: dict[str, str], index: Path) -> Iterator[str]:
    """Serve an index; yield the address as the server printed it, without the last slash."""
    process = subprocess.Popen(
        [*command, "serve", "--index", str(index)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=environ,
        cwd=index.parent,
    )
    with process:
        assert process.stdout is not None
        printed = process.stdout.readline().strip()
        assert printed.startswith("http://127.0.0.1:"), "the server printed no address"
        try:
            yield printed.rstrip("/")
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.fixture(scope="session")
def served(command: list[str], clean_environ: dict[str, str], index: Path) -> Callable[..., Any]:
    """Return a function that serves an index with settings, given as variables, for a ``with`` block."""
    return lambda place=index, **environ: serving(command, clean_environ | environ, place)


@pytest.fixture(scope="session")
def address(served: Callable[..., Any]) -> Iterator[str]:
    """Return the address of a server over that index with its default settings."""
    with served() as standing:
        yield standing


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a tab on a page of the site; options are those of a browser context."""
    contexts: list[Any] = []

    def open_tab(path: str = "/", **options: Any) -> Any:
        # Scrolling is smooth for who likes it, and then a place is reached only after a while.
        still = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 800}}
        given = {"base_url": address, **still, **options}
        contexts.append(browser.new_context(**given))
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_tab
    for context in contexts:
        context.close()
