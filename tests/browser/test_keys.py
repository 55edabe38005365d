"""Keys of one letter, the bar of an article's matches, and links that are copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
ARTICLE = "/article?id=003_85dcb45a9a6bb49e.txt&q=الرئيس"
BAR = ".matches-bar"
PRESS = """([code, key, more]) => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true, ...more }))"""


SEEN = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, 10) / 2, box.top + box.height / 2];
  return node.contains(document.elementFromPoint(x, y));
}"""


def ready(tab: Tab, path: str, **options: Any) -> Any:
    """Return a page whose script is ready."""
    page = tab(path, **options)
    page.locator(".kashaf[data-ready]").wait_for()
    return page


def press(page: Any, code: str, key: str, **more: bool) -> None:
    """Press a key as a keyboard of any layout says it."""
    page.evaluate(PRESS, [code, key, more])


def focused(page: Any) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


KEYS = [
    ("Slash", "/", {}),
    ("Slash", "ظ", {}),
    ("Digit7", "/", {"shiftKey": True}),
    ("KeyK", "k", {"ctrlKey": True}),
    ("KeyK", "ن", {"ctrlKey": True}),
    ("KeyK", "ن", {"metaKey": True}),
]


@pytest.mark.parametrize(("code", "key", "more"), KEYS)
def test_w20_a_key_leads_to_the_box(tab: Tab, code: str, key: str, more: dict[str, bool]) -> None:
    """/ and Ctrl or ⌘ with K lead to the box on a Latin and on an Arabic keyboard, and select its text."""
    page = ready(tab, "/?q=مكتبة")
    press(page, code, key, **more)
    assert focused(page) == "kashaf-q"
    assert page.evaluate("getSelection().toString()") == "مكتبة"


@pytest.mark.parametrize(
    ("code", "key", "more"),
    [
        ("Slash", "-", {}),
        ("KeyK", "k", {}),
        ("Slash", "/", {"altKey": True}),
        ("KeyN", "n", {"ctrlKey": True}),
    ],
)
def test_w20_other_keys_are_the_browser_s(tab: Tab, code: str, key: str, more: dict[str, bool]) -> None:
    """A Latin letter in the place of ours, and ours with other keys, do nothing here."""
    page = ready(tab, ARTICLE)
    press(page, code, key, **more)
    assert focused(page) == ""
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize(("code", "key"), [("Slash", "?"), ("Slash", "؟")])
def test_w20_a_question_mark_leads_to_the_keys(tab: Tab, code: str, key: str) -> None:
    """? of either keyboard leads to the list of the keys on the page of help."""
    page = ready(tab, "/?q=مكتبة")
    press(page, code, key, shiftKey=True)
    page.locator("#kashaf-keys kbd").first.wait_for()
    assert page.url.endswith("/help#kashaf-keys")


def test_w20_keys_are_letters_while_typing(tab: Tab) -> None:
    """In the box, and in the fields of the help, / and ? and n are typed."""
    page = ready(tab, ARTICLE)
    page.locator("#kashaf-q").fill("")
    page.locator("#kashaf-q").press_sequentially("/?n")
    assert page.locator("#kashaf-q").input_value() == "/?n"
    assert page.evaluate("location.hash") == ""
    page = ready(tab, "/help")
    page.locator("#kashaf-all").press_sequentially("/?")
    assert page.locator("#kashaf-all").input_value() == "/?"


def test_w20_keys_are_a_setting(tab: Tab, served: Callable[..., Any]) -> None:
    """With the setting off no key does anything, and the help does not tell of them."""
    with served(KASHAF_KEYS="0") as address:
        page = ready(tab, f"{address}{ARTICLE}")
        for code, key, more in [*KEYS, ("KeyN", "n", {})]:
            press(page, code, key, **more)
        assert focused(page) == ""
        assert page.evaluate("location.hash") == ""
        page = ready(tab, f"{address}/help")
        assert page.locator("kbd").count() == 0


@pytest.mark.parametrize(
    ("after", "before"), [(("KeyN", "n"), ("KeyP", "p")), (("KeyN", "ى"), ("KeyP", "ح"))]
)
def test_w21_n_and_p_reach_every_match(tab: Tab, after: tuple[str, str], before: tuple[str, str]) -> None:
    """n walks through all matches and round, p back; the bar tells which, it is in sight and underlined."""
    page = ready(tab, ARTICLE)
    count = page.locator(".reading mark[id]").count()
    assert page.locator(f"{BAR} [role=status]").inner_text() == f"{count} مواضع"
    for nth in [*range(1, count + 1), 1]:
        press(page, *after)
        assert page.locator(f"{BAR} [role=status]").inner_text() == f"{nth} من {count}"
        mark = page.locator("mark:target")
        assert mark.get_attribute("id") == f"m{nth}"
        box, bar = mark.bounding_box(), page.locator(BAR).bounding_box()
        assert 0 <= box["y"] <= bar["y"] - box["height"]
        assert mark.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "underline"
    press(page, *before)
    assert page.locator("mark:target").get_attribute("id") == f"m{count}"


def test_w21_the_bar_has_buttons(tab: Tab) -> None:
    """The bar is a region with a name; its buttons keep the focus, lead on and back, and hide it."""
    page = ready(tab, ARTICLE + "#m3")
    bar = page.get_by_role("region", name="التنقل بين مواضع الكلمات")
    assert bar.get_by_role("status").inner_text() == "3 من 8"
    history = page.evaluate("history.length")
    bar.get_by_role("button", name="الموضع التالي").click()
    assert bar.get_by_role("status").inner_text() == "4 من 8"
    page.keyboard.press("Enter")
    assert bar.get_by_role("status").inner_text() == "5 من 8"
    bar.get_by_role("button", name="الموضع السابق").click()
    assert bar.get_by_role("status").inner_text() == "4 من 8"
    assert page.evaluate("history.length") == history
    bar.get_by_role("button", name="إخفاء الشريط").click()
    assert not page.locator(BAR).is_visible()
    assert focused(page) == "kashaf-main"
    press(page, "KeyN", "n")
    assert bar.get_by_role("status").inner_text() == "5 من 8"


def test_w21_the_bar_counts_as_the_page_does(tab: Tab, served: Callable[..., Any]) -> None:
    """The bar has the digits of the setting, as the page has them; in English its own words and digits."""
    with served(KASHAF_DIGITS="arab") as address:
        page = ready(tab, f"{address}{ARTICLE}")
        status = page.locator(f"{BAR} [role=status]")
        assert status.inner_text() == page.locator(".byline .matches").inner_text() == "٨ مواضع"
        press(page, "KeyN", "n")
        assert status.inner_text() == "١ من ٨"
    page = ready(tab, ARTICLE + "&hl=en#m2")
    assert (
        page.get_by_role("region", name="Move between the matches").get_by_role("status").inner_text()
        == "2 of 8"
    )


def test_w24_the_bar_hides_nothing_that_has_the_focus(tab: Tab) -> None:
    """Whatever Tab leads to in an article stands clear of the bar, and the bar's own buttons are reached."""
    page = ready(tab, ARTICLE, viewport={"width": 360, "height": 640})
    walked = []
    while len(walked) < 60 and "↑" not in walked:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.textContent"))
        assert page.evaluate(SEEN), walked
    assert "↑" in walked


def test_an_article_without_matches_has_no_bar(tab: Tab) -> None:
    """Where nothing is marked there is no bar, and n does nothing."""
    page = ready(tab, ARTICLE.partition("&")[0])
    press(page, "KeyN", "n")
    assert page.locator(BAR).count() == 0
    assert page.evaluate("location.hash") == ""


COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}
READ = "navigator.clipboard.readText()"


def test_w22_a_copied_passage_opens_there(tab: Tab, address: str) -> None:
    """«نسخ رابط الفقرة» copies an address that opens the article at that paragraph, and says so."""
    page = ready(tab, ARTICLE, **COPYING)
    page.get_by_role("link", name="نسخ رابط الفقرة 4").click()
    page.locator("p[aria-live]", has_text="نُسخ الرابط").wait_for(state="attached")
    copied = page.evaluate(READ)
    assert copied == f"{address}/article?id=003_85dcb45a9a6bb49e.txt#p4"
    again = ready(tab, copied)
    box = again.locator("p:target").bounding_box()
    assert again.locator("p:target").get_attribute("id") == "p4"
    assert 0 <= box["y"] <= 800 - box["height"]


def test_the_address_of_the_results_is_copied(tab: Tab) -> None:
    """«نسخ الرابط» copies the address of the results as they stand, says so, and is itself again."""
    page = ready(tab, "/?q=مكتبة", **COPYING)
    page.get_by_role("checkbox", name="سياسة").check()
    page.locator(".chips li").wait_for()
    page.get_by_role("button", name="نسخ الرابط").click()
    page.get_by_role("button", name="نُسخ الرابط").wait_for()
    assert page.evaluate(READ) == page.url
    page.get_by_role("button", name="نسخ الرابط").wait_for()
