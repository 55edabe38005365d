"""What a search returns: the same values for the page, the terminal and the embedding application."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..index import Article
from .highlight import mark

MAX_DEPTH = 1000
"""Hits that paging reaches; the total is exact beyond."""

Span = tuple[int, int]
"""Half-open character range."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of an article's text.

    ``spans`` are half-open character ranges of ``text`` that matched; ``offset`` is where the window begins
    in the article; ``before`` and ``after`` say whether the article goes on in that direction.
    """

    text: str
    spans: tuple[Span, ...]
    offset: int = 0
    before: bool = False
    after: bool = False

    def html(self) -> str:
        """Return the escaped text with each span inside ``<mark>``, and an ellipsis where it was cut."""
        return ("… " if self.before else "") + mark(self.text, self.spans) + (" …" if self.after else "")


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``score`` is unitless, higher is better, not comparable across queries."""

    rank: int
    score: float
    article: Article
    title_spans: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    complete: bool
    """Whether every word of the query was found in it."""
    matches: int = 0
    """How many places of its title and text are marked in the whole article."""
    facet_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """The spans that matched of ``section``, ``source`` and ``author``, of those where any did."""
    duplicates: tuple[str, ...] = ()
    """The ids of the other articles found that say nearly the same, folded under it; the best first."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def title(self) -> str:
        """The article's title."""
        return self.article.title

    def title_html(self) -> str:
        """Return the escaped title with each match inside ``<mark>``."""
        return mark(self.title, self.title_spans)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        date: datetime.date | None = self.article.date
        return {
            "rank": self.rank,
            "score": self.score,
            "complete": self.complete,
            "matches": self.matches,
            "duplicates": list(self.duplicates),
            "id": self.id,
            "title": self.title,
            "title_spans": [list(span) for span in self.title_spans],
            "facet_spans": {name: [list(span) for span in spans] for name, spans in self.facet_spans.items()},
            "source": self.article.source,
            "author": self.article.author,
            "section": self.article.section,
            "url": self.article.url,
            "date": date.isoformat() if date else None,
            "snippets": [
                {"text": s.text, "spans": [list(span) for span in s.spans], "offset": s.offset}
                for s in self.snippets
            ],
        }


@dataclass(frozen=True, slots=True)
class Marked:
    """Where an article answers a question: spans of its own title and text, and of its facets as in
    ``Hit``."""

    title_spans: tuple[Span, ...]
    text_spans: tuple[Span, ...]
    facet_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rescue:
    """A form that was not typed but searched too, and why.

    ``kind`` names the rescue (``names``, ``months`` …), ``typed`` the reader's word, ``tried`` the forms
    used instead, ``reason`` says it in words, ``hits`` counts the articles it added.
    """

    kind: str
    typed: str
    tried: tuple[str, ...]
    reason: str
    hits: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How what is being typed may go on: ``text`` is all of it, to put in the box.

    ``kind`` is ``word`` or ``title``; ``count`` tells in how many articles the last word stands, ``id`` which
    article has the title.
    """

    text: str
    kind: str
    count: int
    id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the API and of ``--json``."""
        return {"text": self.text, "kind": self.kind, "count": self.count, "id": self.id}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many hits have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """How many hits were published from one day to another, both included."""

    start: datetime.date
    end: datetime.date
    count: int

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), "count": self.count}


@dataclass(frozen=True, slots=True)
class Histogram:
    """When the hits were published: bars that follow each other, empty ones too, from the oldest hit to the
    newest.

    ``unit`` is ``month`` up to 24 of them, else ``year`` up to 60, else ``decade``. Hits without a date
    are in no bar.
    """

    unit: str
    bars: tuple[Bar, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"unit": self.unit, "bars": [bar.to_dict() for bar in self.bars]}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a collection holds: how many articles and how many ``dated`` ones, dates of the oldest and newest,
    sources and sections by frequency, when it was built (UTC)."""

    articles: int
    dated: int
    first: datetime.date | None
    last: datetime.date | None
    sources: tuple[FacetValue, ...]
    sections: tuple[FacetValue, ...]
    built: datetime.datetime
    generation: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what is known of all of them.

    ``total`` counts every article that matches, exactly; ``complete`` those that hold all the words;
    ``folded`` those that stand under another hit, of which they are near-duplicates.
    ``page`` is 1-based. ``facets`` maps ``section``, ``source``, ``author``, ``year`` to their values, most
    frequent first. ``suggestion`` is the question with a word of the collection for each it lacks, where that
    finds something. ``histogram`` is ``None`` where no hit has a date.
    """

    query: str
    mode: str
    sort: str
    page: int
    per_page: int
    total: int
    complete: int
    hits: tuple[Hit, ...]
    took_ms: float
    generation: int
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    histogram: Histogram | None = None
    rescues: tuple[Rescue, ...] = ()
    suggestion: str | None = None
    folded: int = 0

    @property
    def pages(self) -> int:
        """How many pages can be asked for; 0 without hits."""
        return -(-min(self.total - self.folded, MAX_DEPTH) // self.per_page)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the API and of ``--json``."""
        return {
            "schema": 1,
            "generation": self.generation,
            "query": self.query,
            "mode": self.mode,
            "sort": self.sort,
            "page": self.page,
            "per_page": self.per_page,
            "pages": self.pages,
            "total": self.total,
            "complete": self.complete,
            "folded": self.folded,
            "took_ms": self.took_ms,
            "suggestion": self.suggestion,
            "rescues": [
                {"kind": r.kind, "typed": r.typed, "tried": list(r.tried), "reason": r.reason, "hits": r.hits}
                for r in self.rescues
            ],
            "facets": {
                name: [{"value": v.value, "count": v.count} for v in values]
                for name, values in self.facets.items()
            },
            "histogram": self.histogram.to_dict() if self.histogram else None,
            "hits": [hit.to_dict() for hit in self.hits],
        }
