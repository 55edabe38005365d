"""The Whoosh schema: words as written of titles, texts and facets; whole values; everything else stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from whoosh.analysis import Analyzer as WhooshAnalyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema

from ..analysis import Analyzer
from ..article import Article

TEXT_FIELDS = ("title", "text")
"""Fields that are read: their words have an order that counts, and are counted."""
FACETS = ("section", "source", "author")
"""Fields of few values, each of a few words."""
WORD_FIELDS = (*TEXT_FIELDS, *FACETS)
"""Fields whose words are found."""


def value_of(facet: str) -> str:
    """Return the name of the field that holds the whole value of a facet."""
    return f"{facet}_value"


VALUE_FIELDS = {"id": "id", "date": "date"} | {value_of(name): name for name in FACETS}
"""Fields that are searched by their whole value, and what of an article it is."""
_TEXTS = ("id", "title", "text", "source", "url", "author", "section", "language")


@cache
def _words() -> Analyzer:
    # a word as written may depend on the counts of the language, never on the collection
    return Analyzer.default()


# Whoosh pickles the schema with the import path of this class: moving it makes every index outdated.


class WrittenWords(WhooshAnalyzer):  # type: ignore[misc]
    """Splits text for Whoosh's own query parser into the terms this index holds."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield one Whoosh token per word, its offsets in the original text."""
        token = Token(**{**options, "removestops": False})
        for position, word in enumerate(_words().tokens(value)):
            token.text = token.original = word.written
            token.boost, token.stopped, token.pos = 1.0, False, position + options.get("start_pos", 0)
            token.startchar, token.endchar = word.start, word.end
            yield token


def schema() -> Schema:
    """Return the schema of every kashaf index."""
    return Schema(
        id=ID(stored=True, unique=True),
        date=ID(stored=True),
        url=STORED(),
        language=STORED(),
        **{name: TEXT(analyzer=WrittenWords(), phrase=True, stored=True) for name in TEXT_FIELDS},
        **{name: _facet_words() for name in FACETS},
        **{value_of(name): ID() for name in FACETS},
    )


def _facet_words() -> TEXT:
    """Return a field of words whose number is not kept: what is scored by length ranks such a field by
    occurrence."""
    words = TEXT(analyzer=WrittenWords(), phrase=True, stored=True)
    words.scorable = False
    return words


def to_stored(article: Article) -> dict[str, str]:
    """Return the stored fields of an article: all that is not empty."""
    stored = {name: value for name in _TEXTS if (value := getattr(article, name))}
    if article.date:
        stored["date"] = article.date.isoformat()
    return stored


def to_article(stored: Mapping[str, str]) -> Article:
    """Return the article that a document's stored fields hold."""
    date = stored.get("date")
    values = {name: stored.get(name, "") for name in _TEXTS}
    return Article(**values, date=datetime.date.fromisoformat(date) if date else None)
