"""Marks in text: escape first, then insert only our own element."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def mark(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text HTML-escaped, each span inside one ``<mark>``.

    Spans are half-open character ranges of ``text``, ascending and apart.

    >>> mark('شي "بينغ"', [(4, 8)])
    'شي &quot;<mark>بينغ</mark>&quot;'
    """
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join(parts) + escape(text[done:])
