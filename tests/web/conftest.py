"""What the tests of the pages share: sites over real indexes, and a reader of their pages."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.search import Engine
from kashaf.web import WebSettings, create_app

SOURCES = ("وكالة الأنباء الصينية", "الشرق الأوسط", "")
SECTIONS = ("اقتصاد", "سياسة")
AUTHORS = ("أحمد علي", "ليلى حسن", "")


class Page(HTMLParser):
    """A page as a tree walk leaves it: ``tags`` with their attributes, each with the text inside."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[dict[str, Any]] = []
        self._open: list[dict[str, Any]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, open until its end comes."""
        given = {name: value or "" for name, value in attrs}
        self.tags.append({"tag": tag, "text": "", "within": [each["tag"] for each in self._open], **given})
        if tag not in ("meta", "link", "input", "rect"):
            self._open.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag; a page of ours leaves none open."""
        if tag != "rect":
            assert self._open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        """Give the text to every tag it is in."""
        for each in self._open:
            each["text"] += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, Any]]:
        """Return the tags of that name and with those attributes; ``cls`` is one class among others."""
        cls = wanted.pop("cls", None)
        return [
            each
            for each in self.tags
            if each["tag"] == tag
            and all(each.get(name) == value for name, value in wanted.items())
            and (cls is None or cls in each.get("class", "").split())
        ]

    def one(self, tag: str, **wanted: str) -> dict[str, Any]:
        """Return the only such tag."""
        (found,) = self.all(tag, **wanted)
        return found


@pytest.fixture(scope="session")
def read() -> Callable[[str], Page]:
    """Return the function that reads the markup of a page."""
    return Page


@pytest.fixture(scope="session")
def engine(seeds_index: Path) -> Iterator[Engine]:
    """Return an engine on the index of the seeds."""
    with Engine.open(seeds_index) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(engine: Engine) -> FlaskClient:
    """Return a reader of the site over the seeds, with its default settings."""
    return create_app(engine).test_client()


def numbered(nth: int) -> Article:
    """Return the article of a number: every one has مكتبة, every third has نادر."""
    return Article(
        id=f"n/{nth}",
        title=f"مكتبة رقم {nth}",
        text=f"مكتبة المدينة القديمة. {'نادر' if nth % 3 == 0 else ''}\nفقرة ثانية في المكتبة 2024.",
        source=SOURCES[nth % 3],
        section=SECTIONS[nth % 2],
        author=AUTHORS[nth % 3],
        date=datetime.date(2020 + nth % 4, 1 + nth % 12, 11),
        url=f"https://example.org/{nth}",
    )


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine on 35 articles of three sources, two sections, four years."""
    path = tmp_path_factory.mktemp("library") / "library.kashaf"
    with Collection.create(path) as collection:
        collection.add_many(numbered(nth) for nth in range(35))
    with Engine.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def shelf(library: Engine) -> FlaskClient:
    """Return a reader of the site over the 35 articles."""
    return create_app(library).test_client()


@pytest.fixture
def site_of(tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    """Return a function that indexes articles and returns a reader of the site over them."""
    opened: list[Engine] = []

    def make(articles: Iterable[Article], **settings: Any) -> FlaskClient:
        path = tmp_path / f"{len(opened)}.kashaf"
        with Collection.create(path) as collection:
            collection.add_many(articles)
        opened.append(Engine.open(path))
        return create_app(opened[-1], WebSettings(**settings)).test_client()

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def served(command: list[str], clean_environ: dict[str, str]) -> Iterator[Callable[..., str]]:
    """Return a function that serves an index with flags; it returns the address, which ends with a slash."""
    with ExitStack() as stack:

        def serve(index: Path, *flags: str) -> str:
            server = stack.enter_context(
                subprocess.Popen(
                    [*command, "serve", "--index", str(index), *flags],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    env=clean_environ,
                    cwd=index.parent,
                )
            )
            stack.callback(server.terminate)
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "the server printed no address"
            return address

        yield serve
