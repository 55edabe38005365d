"""The script as a whole: direction of the box, requests, policy, weight, steadiness."""

from __future__ import annotations

import gzip
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kashaf.web.present import box_direction

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
STATIC = Path(__file__).resolve().parents[2] / "web" / "static"
ARTICLE = "/article?id=003_85dcb45a9a6bb49e.txt&q=الرئيس"
PATHS = {"home": "/?", "results": "/?q=مكتبة", "empty": "/?q=زقطبور", "article": ARTICLE, "help": "/help?"}
QUERIES = ["", "123", "٢٠٢٦", "؟!", "النفط", "Google", "title:النفط", "شركة Google", "ﷲ", "Ｇ", "ـ", "東"]
COMPUTED = "box => getComputedStyle(box).direction"

# The module of the page decides for every letter alone; the answer is one r or l a letter.
EVERY = """async ([address, letters]) => {
  const { direction } = await import(address);
  return ['ar', 'en'].map(ui => [...letters].map(letter => direction(letter, ui)[0]).join(''));
}"""

# Layout that moved without being asked to, and how long the slowest event took, since the page began.
WATCHING = """
  window.seen = { shift: 0, slowest: 0 };
  new PerformanceObserver(list => list.getEntries().forEach(each => {
    if (!each.hadRecentInput) seen.shift += each.value;
  })).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(each => {
    if (each.interactionId) seen.slowest = Math.max(seen.slowest, each.duration);
  })).observe({ type: 'event', durationThreshold: 16, buffered: true });
"""


def ready(tab: Tab, path: str, **options: Any) -> Any:
    """Return a page whose script is ready."""
    page = tab(path, **options)
    page.locator(".kashaf[data-ready]").wait_for()
    return page


@pytest.mark.parametrize("hl", ["ar", "en"])
def test_w5_script_and_server_give_the_box_one_direction(tab: Tab, hl: str) -> None:
    """A query has the same direction while it is typed as on the page that answers it, script or none."""
    page = ready(tab, f"/?hl={hl}")
    plain = tab("about:blank", java_script_enabled=False)
    box = page.locator("#kashaf-q")
    for query in QUERIES:
        box.fill(query)
        plain.goto(f"/nowhere?q={query}&hl={hl}")
        sides = {box.evaluate(COMPUTED), plain.locator("#kashaf-q").evaluate(COMPUTED)}
        assert sides == {box_direction(query, hl)}, query


def test_w5_the_script_knows_every_letter(tab: Tab) -> None:
    """Of each character that is known here the script decides as the server does, in both interfaces."""
    page = ready(tab, "/")
    address = page.evaluate("JSON.parse(document.querySelector('.kashaf').dataset.script).modules.box")
    kept = (chr(code) for code in range(sys.maxunicode + 1))
    letters = "".join(each for each in kept if unicodedata.category(each) not in ("Cn", "Cs", "Co"))
    for ui, decided in zip(("ar", "en"), page.evaluate(EVERY, [address, letters]), strict=True):
        served = (box_direction(letter, ui)[0] for letter in letters)
        pairs = zip(letters, decided, served, strict=True)
        assert [hex(ord(letter)) for letter, script, server in pairs if script != server] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_w27_only_our_own_origin_and_no_violation(tab: Tab, address: str, language: str) -> None:
    """Whatever the script does on each page, it asks our own origin, and the policy is never broken."""
    page = tab("about:blank")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PATHS.values():
        page.goto(f"{path}&hl={language}")
        page.locator(".kashaf[data-ready]").wait_for()
        page.keyboard.press("n")
        page.keyboard.press("/")
        page.locator("#kashaf-q").fill("مكتبة الم")
        page.locator(".suggestions [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(".hit").first.wait_for()
        page.locator(".facets input").first.check()
        page.locator(".chips li").first.wait_for()
    assert {urlsplit(url)[:2] for url in asked} == {urlsplit(address)[:2]}
    assert any("partial=1" in url for url in asked)
    assert said == []


def test_w27_every_file_is_asked_for_at_its_edition(tab: Tab) -> None:
    """Scripts and the stylesheet are asked for at an address that holds the edition, the same for all."""
    page = tab("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS.values():
        page.goto(path)
        page.locator(".kashaf[data-ready]").wait_for()
    files = {urlsplit(url)[2:4] for url in asked if "kashaf-static" in url}
    assert len({query for _, query in files}) == 1
    assert all(query.startswith("v=") for _, query in files)
    assert len({path for path, _ in files if path.endswith(".js")}) == 9


def packed(*files: Path) -> int:
    """Return how many bytes the files are on their way, each packed by itself."""
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_w28_scripts_and_styles_are_light() -> None:
    """All that a page takes, and all that the element takes, is 10 kB of script at most, and 8 of style."""
    modules = sorted(STATIC.glob("*.js"))
    element = [file for file in modules if file.stem.startswith("kashaf-search")]
    shared = [STATIC / f"kashaf-{name}.js" for name in ("words", "box", "live", "suggest")]
    assert packed(*(file for file in modules if file not in element)) <= 10_000
    assert packed(*element, *shared) <= 10_000
    assert packed(STATIC / "kashaf.css") <= 8_000


def test_each_module_is_one_room() -> None:
    """No module has 300 lines."""
    modules = sorted(STATIC.glob("*.js"))
    assert [file.name for file in modules if len(file.read_text(encoding="utf-8").splitlines()) >= 300] == []


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_w28_a_page_is_light(tab: Tab, path: str) -> None:
    """A page weighs 40 kB at most, packed."""
    page = tab("about:blank")
    assert len(gzip.compress(page.request.get(path).body())) <= 40_000


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_w28_nothing_moves_and_keys_are_answered(tab: Tab, path: str, width: int) -> None:
    """The script moves nothing that stands (CLS at most 0.1), and answers typing within half a second."""
    page = tab("about:blank", viewport={"width": width, "height": 800})
    page.add_init_script(WATCHING)
    page.goto(path)
    page.locator(".kashaf[data-ready]").wait_for()
    page.locator("#kashaf-q").fill("")
    page.locator("#kashaf-q").press_sequentially("الص", delay=60)
    page.locator(".suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(400)
    seen = page.evaluate("seen")
    assert seen["shift"] <= 0.1, seen
    assert seen["slowest"] <= 500, seen
