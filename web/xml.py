"""XML written from names and texts: what stands in a text is text, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

Element = ElementTree.Element

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(
    name: str, text: str = "", children: Iterable[Element] = (), attributes: Mapping[str, str] = {}
) -> Element:
    """Return an element; characters that XML 1.0 has no place for are left out."""
    made = Element(name, {key: _sound(value) for key, value in attributes.items()})
    made.text = _sound(text) or None
    made.extend(children)
    return made


def document(root: Element) -> str:
    """Return the element as a document in UTF-8."""
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _sound(text: str) -> str:
    return _FORBIDDEN.sub("", text)
