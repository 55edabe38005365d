"""Make an article of a record: named fields, from JSON or from a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyarabic import araby

from ..article import Article
from .compose import Composed, clean, compose, find_dateline, without_title
from .dates import parse_date

# Field of the article -> names it goes by, the first that is filled counts.
NAMES = {
    "id": ("id",),
    "title": ("title",),
    "text": ("text", "body", "content"),
    "source": ("source",),
    "url": ("url",),
    "author": ("author",),
    "date": ("date",),
    "section": ("section",),
    "language": ("language",),
}
_LONE = re.compile("[\ud800-\udfff]")
KNOWN = frozenset(name for names in NAMES.values() for name in names)


def make_article(record: Mapping[str, object], *, default_id: str) -> Article:
    """Return the article of a record; raise ``ValueError`` with the reason when it holds none.

    Unknown fields are ignored, and so is a date that cannot be read: the article is worth more than its date.
    A record with a title is taken as it stands, a repeated title line aside; one without is raw text.
    What the record does not say is looked for in the text.
    """
    values = {name: _value(record, name) for name in NAMES}
    if not values["title"] and not values["text"]:
        raise ValueError("neither a title nor a text")
    for name, value in values.items():
        if _LONE.search(value):
            raise ValueError(f"half a character (a lone surrogate) in the field {name!r}")
    made = _as_given(values["title"], values["text"]) if values["title"] else compose(values["text"])
    others = ("source", "url", "author", "section")
    named = {name: values[name] or made.fields.get(name, "") for name in others}
    return Article(
        **named,
        id=values["id"] or default_id,
        title=made.title,
        text=made.text,
        date=parse_date(values["date"]) or made.date,
        language=values["language"] or "ar",
    )


def _as_given(title: str, text: str) -> Composed:
    lines = text.split("\n")
    title = " ".join(title.split())
    dateline = find_dateline([line.strip() for line in lines if line.strip()])
    body = "\n".join(without_title(lines, title)).strip()
    if not dateline:
        return Composed(title, body)
    return Composed(title, body, dateline.date, {"source": dateline.source} if dateline.source else {})


def _value(record: Mapping[str, object], name: str) -> str:
    """Return the first filled field of that name as text."""
    return next((text for key in NAMES[name] if (text := _text(record.get(key), key))), "")


def _text(value: object, key: str) -> str:
    """Return a value of a record as text; lists are joined, paragraphs by a newline, names by a comma."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, str | int | float):
        return clean(str(value)).strip()
    if isinstance(value, list):
        joint = "\n" if key in NAMES["text"] else araby.COMMA + " "
        return joint.join(filter(None, (_text(part, key) for part in value)))
    if key in NAMES["text"] + NAMES["title"] + NAMES["id"]:
        raise ValueError(f"the field {key!r} is an object, not text")
    return ""
