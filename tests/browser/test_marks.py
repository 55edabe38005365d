"""The highlight contract as the browser keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Tab = Callable[..., Any]
QUERY = "كازاخستان والصين الرئيس"
ARTICLE = "/article?id=002_437ff4b006baf7fc.txt"

# Each paragraph's width on one line, its text in a box that is as wide as the text.
WIDTHS = """texts => texts.map(text => {
  const line = document.createElement('span');
  line.className = 'measured';
  line.innerHTML = text;
  document.querySelector('.text').append(line);
  const width = line.getBoundingClientRect().width;
  line.remove();
  return width;
})"""
SHEET = ".kashaf .measured { white-space: nowrap; position: absolute; font-size: 40px }"

CONTRAST = """() => {
  const drawn = colour => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => drawn(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [.2126, .7152, .0722][i], 0);
  const behind = node => {
    const style = getComputedStyle(node);
    const colour = node.matches('mark') ? style.getPropertyValue('--mark') : style.backgroundColor;
    return drawn(colour)[3] === 255 ? colour : behind(node.parentElement);
  };
  return [...document.querySelectorAll('SELECTOR')].filter(node => node.innerText?.trim()).map(node => {
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), node.className + ' ' + node.innerText.slice(0, 30)];
  });
}"""


def test_w7_marks_do_not_change_widths(tab: Tab) -> None:
    """Each line of an article is as wide with its marks as without them, within a tenth of a pixel."""
    page = tab(f"{ARTICLE}&q={QUERY}", bypass_csp=True)
    page.add_style_tag(content=SHEET)
    marked = page.locator(".text p").evaluate_all("all => all.map(each => each.innerHTML)")
    plain = [re.sub("</?mark[^>]*>", "", each) for each in marked]
    assert sum(each.count("<mark") for each in marked) > 5
    pairs = zip(page.evaluate(WIDTHS, marked), page.evaluate(WIDTHS, plain), strict=True)
    assert [pair for pair in pairs if abs(pair[0] - pair[1]) > 0.1] == []


@pytest.mark.parametrize("style", ["", "mark:target"], ids=["a mark", "the mark the address names"])
def test_w7_a_mark_inside_a_joined_word_changes_no_width(tab: Tab, style: str) -> None:
    """Letters join across the edges of a mark: a word cut by one is as wide as it is whole."""
    page = tab(f"{ARTICLE}&q={QUERY}{'#cut' if style else ''}", bypass_csp=True)
    page.add_style_tag(content=SHEET)
    words = [("وبال", "مدر", "سة"), ("كا", "زاخس", "تان"), ("مُ", "عَلِّ", "مون"), ("م", "ـــر", "حبا")]
    cut = [f'{before}<mark id="cut">{middle}</mark>{after}' for before, middle, after in words]
    pairs = zip(page.evaluate(WIDTHS, cut), page.evaluate(WIDTHS, ["".join(w) for w in words]), strict=True)
    assert [pair for pair in pairs if abs(pair[0] - pair[1]) > 0.1] == []


def test_the_measure_sees_a_box_property(tab: Tab) -> None:
    """With padding on the marks the same lines are wider, so that the checks above can fail."""
    page = tab(f"{ARTICLE}&q={QUERY}", bypass_csp=True)
    page.add_style_tag(content=SHEET + ".kashaf .measured mark { padding: .12em }")
    cut, plain = "وبال<mark>مدر</mark>سة", "وبالمدرسة"
    wide, narrow = page.evaluate(WIDTHS, [cut, plain])
    assert wide - narrow > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", f"/?q={QUERY}", f"{ARTICLE}&q={QUERY}", "/nowhere", "/?q=زقطبور"])
def test_text_stands_out_from_its_ground(tab: Tab, path: str, scheme: str) -> None:
    """In both themes marks, and every other text, have a contrast of 4.5 to 1 at least."""
    page = tab(path, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    everything = page.evaluate(
        CONTRAST.replace("SELECTOR", ".kashaf :is(mark, a, p, h1, h2, span, dd, dt, button, bdi)")
    )
    assert everything
    assert [each for each in everything if each[0] < 4.5] == []
    if ARTICLE in path:
        assert len(page.evaluate(CONTRAST.replace("SELECTOR", ".kashaf .text mark"))) > 5


def test_the_themes_differ(tab: Tab) -> None:
    """The reader's own choice of colours changes the ground of the page and of the marks."""
    ground = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).backgroundImage]"
    pages = [tab(f"{ARTICLE}&q={QUERY}", color_scheme=scheme) for scheme in ("light", "dark")]
    for place in ("body", ".text mark"):
        light, dark = (page.locator(place).first.evaluate(ground) for page in pages)
        assert light != dark


def test_w26_marks_stay_visible_in_print_and_forced_colours(tab: Tab) -> None:
    """In print a mark is underlined without ground; in forced colours it has the system's colours."""
    page = tab(f"{ARTICLE}&q={QUERY}")
    look = "mark => [getComputedStyle(mark).textDecorationLine, getComputedStyle(mark).backgroundColor]"
    mark = page.locator(".text mark").nth(1)
    assert mark.evaluate(look)[0] == "none"
    drawn = "mark => getComputedStyle(mark).backgroundImage"
    assert mark.evaluate(drawn) != "none"
    page.emulate_media(media="print")
    assert mark.evaluate(drawn) == "none"
    assert mark.evaluate(look) == ["underline", "rgba(0, 0, 0, 0)"]
    page.emulate_media(media="screen", forced_colors="active")
    page.evaluate("document.body.append(document.createElement('mark'))")
    assert mark.evaluate(look)[1] == page.locator("body > mark").evaluate(look)[1]
