"""``<kashaf-search>`` in a page of another origin: the one the README shows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kashaf.index import Article, Collection

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "https://archive.example"
HOSTILE = "<img src=x onerror=\"document.title='run'\">"
# Characters that a string of JavaScript counts twice stand before the matches.
TITLE = f"𝄞🙂 مكتبة {HOSTILE}"
TEXT = f"𝄞🙂🙂 في المكتبة القديمة {HOSTILE} كتب."
POLICY = "default-src 'none'; script-src {0}; connect-src {0}; form-action {0}"


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Return the origin of a site that is not ours, and the folder of its pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of an article with markup in its title, and of eleven harmless ones."""
    path = tmp_path_factory.mktemp("element") / "index"
    with Collection.create(path) as collection:
        collection.add(Article(id="1", title=TITLE, text=TEXT, source=HOSTILE))
        collection.add_many(Article(id=f"{n}", title=f"كتاب {n}", text="المكتبة") for n in range(2, 13))
    return path


def write(folder: Path, address: str, change: Callable[[str], str] = str) -> None:
    """Write a page with the README's block, led to the address, under a strict policy."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```html\n(.*?)^```$", readme, re.M | re.S)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(address)}">'
    page = f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">{policy}<title>foreign</title>'
    (folder / "page.html").write_text(page + change(block.replace(EXAMPLE, address)), encoding="utf-8")


def test_the_readme_s_element_searches_from_another_origin(
    tab: Callable[..., Any], foreign: tuple[str, Path], served: Callable[..., Any], hostile: Path
) -> None:
    """In a foreign page under a strict policy the element finds, marks words, and takes markup for text."""
    origin, folder = foreign
    with served(hostile, KASHAF_ORIGINS=origin) as address:
        write(folder, address)
        page = tab("about:blank")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{origin}/page.html")
        page.get_by_role("combobox", name="ابحث في المقالات").fill("مكتبة")
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("12 نتيجة").wait_for()
        first = page.locator("kashaf-search .hits li", has_text="𝄞")
        assert first.locator("h3").inner_text() == TITLE
        assert first.locator("p[dir=auto]").first.inner_text() == TEXT
        assert first.locator("mark").all_inner_texts() == ["مكتبة", "المكتبة"]
        assert page.locator("kashaf-search img").count() == 0
        assert page.title() == "foreign"
        assert page.locator("kashaf-search .hits li").count() == 10
        more = page.get_by_role("link", name="كل النتائج").get_attribute("href")
        assert (more.partition("?")[0], parse_qs(urlsplit(more).query)["q"]) == (f"{address}/", ["مكتبة"])
        # A browser asks for the icon of any page.
        assert [each for each in said if "404" not in each] == []
        first.locator("h3 a").click()
        page.locator("mark#m1:target").wait_for()


def test_the_element_suggests(
    tab: Callable[..., Any], foreign: tuple[str, Path], served: Callable[..., Any], hostile: Path
) -> None:
    """Completions and titles open below the element's box; one of them is searched for."""
    origin, folder = foreign
    with served(hostile, KASHAF_ORIGINS="*") as address:
        write(folder, address, lambda block: block.replace("<kashaf-search", '<kashaf-search lang="en"'))
        page = tab(f"{origin}/page.html")
        page.get_by_role("combobox", name="Search the articles").press_sequentially("المك")
        page.locator("kashaf-search [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("12 results").wait_for()
        assert not page.locator("kashaf-search [role=listbox]").is_visible()


def test_a_wrong_query_is_explained_in_the_element(
    tab: Callable[..., Any], foreign: tuple[str, Path], served: Callable[..., Any], hostile: Path
) -> None:
    """What the site says of a query that means nothing stands where the count would."""
    origin, folder = foreign
    with served(hostile, KASHAF_ORIGINS=origin) as address:
        write(folder, address)
        page = tab(f"{origin}/page.html")
        page.get_by_role("combobox").fill("date:2024..2020")
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("التواريخ هكذا").wait_for()


def test_without_the_setting_the_link_is_left(
    tab: Callable[..., Any], foreign: tuple[str, Path], served: Callable[..., Any], hostile: Path
) -> None:
    """Where the site allows no other origin its module is refused, and the link inside leads there."""
    origin, folder = foreign
    with served(hostile) as address:
        write(folder, address)
        page = tab(f"{origin}/page.html")
        page.get_by_role("link", name="ابحث في المقالات").click()
        page.locator("#kashaf-q").wait_for()
        assert page.url == f"{address}/"


def test_without_the_answers_the_form_leads_to_the_site(
    tab: Callable[..., Any], foreign: tuple[str, Path], served: Callable[..., Any], hostile: Path
) -> None:
    """An element whose module the page has of its own, and whose site allows nothing, is an ordinary form."""
    origin, folder = foreign
    for module in (ROOT / "web" / "static").glob("kashaf-*.js"):
        (folder / module.name).write_bytes(module.read_bytes())
    with served(hostile) as address:
        own = f"{origin}/kashaf-search.js"
        write(folder, address, lambda block: block.replace(f"{address}/kashaf-static/kashaf-search.js", own))
        text = (folder / "page.html").read_text(encoding="utf-8")
        (folder / "page.html").write_text(
            text.replace("script-src ", f"script-src {origin} "), encoding="utf-8"
        )
        page = tab(f"{origin}/page.html")
        page.get_by_role("combobox").fill("مكتبة")
        page.keyboard.press("Enter")
        page.locator(".hit").first.wait_for()
        assert parse_qs(urlsplit(page.url).query)["q"] == ["مكتبة"]
