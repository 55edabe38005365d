"""Articles to read after one: about the same, and none of them twice."""

from __future__ import annotations

from ..index import Article
from ..search import Engine

MOST = 5
"""How many related articles a page names."""

_ASKED = 2 * MOST
"""How many are asked for, as some may be the article once more."""


def nearby(engine: Engine, article: Article) -> list[Article]:
    """Return at most ``MOST`` articles about the same, the closest first; neither it nor a copy of it.

    Of articles that are copies of each other the closest is kept. A copy has the same words, however they
    are spaced.
    """
    seen = {_words(article)}
    found: list[Article] = []
    for hit in engine.similar(article.id, count=_ASKED, snippets=0) or ():
        words = _words(hit.article)
        if words not in seen and len(found) < MOST:
            seen.add(words)
            found.append(hit.article)
    return found


def _words(article: Article) -> str:
    # A copy is often published under another title; without a text the title is all there is.
    return " ".join((article.text.strip() or article.title).split())
