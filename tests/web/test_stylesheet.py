"""What the stylesheet may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BOX = (
    "padding",
    "margin",
    "border",
    "font-size",
    "font-weight",
    "display",
    "inline-size",
    "width",
    "position",
)
"""Properties that part joined letters when a mark has them."""

HARMLESS = {"padding": "0", "margin": "0", "border": "0", "display": "inline"}


@pytest.fixture(scope="module")
def rules(root: Path) -> list[tuple[str, dict[str, str]]]:
    """Return each rule of the stylesheet: its selector, and its properties with their values."""
    text = re.sub(
        r"/\*.*?\*/", "", (root / "web/static/kashaf.css").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = (each.partition(":") for each in body.split(";") if ":" in each)
        found.append((selector.strip(), {name.strip(): value.strip() for name, _, value in pairs}))
    return found


def test_w6_sides_are_logical(rules: list[tuple[str, dict[str, str]]]) -> None:
    """No property and no value names left or right: the page runs both ways."""
    said = [
        f"{selector}: {name}: {value}"
        for selector, properties in rules
        for name, value in properties.items()
        if re.search(r"(?<![\w])(left|right)(?![\w])", f"{name} {value}".replace("-", " "))
    ]
    assert len(rules) > 100
    assert said == []


def test_w6_letters_are_not_spaced(rules: list[tuple[str, dict[str, str]]]) -> None:
    """Arabic letters join; a space between them is never asked for."""
    spaced = {properties["letter-spacing"] for _, properties in rules if "letter-spacing" in properties}
    assert spaced <= {"0", "inherit"}


def test_w6_a_mark_has_no_box(rules: list[tuple[str, dict[str, str]]]) -> None:
    """No rule for marks sets a property that takes room, but to take none."""
    marks = [(selector, each) for selector, each in rules if re.search(r"\bmark\b", selector)]
    boxes = [
        (selector, name, value)
        for selector, properties in marks
        for name, value in properties.items()
        if name.startswith(BOX) and name != "border-radius" and HARMLESS.get(name) != value
    ]
    assert len(marks) > 3
    assert boxes == []
