"""Queries to begin with, taken from the collection itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyarabic.araby import ALEF, BEH, FEH, KAF, LAM, WAW, is_arabicword, tokenize

from ..index import Article
from ..search import Engine

ARTICLE = ALEF + LAM
"""The definite article."""
PARTICLES = frozenset([BEH, FEH, KAF, LAM, WAW])
"""Words of one letter, written on the next word."""


def examples(engine: Engine, articles: Sequence[Article], *, most: int = 4) -> list[str]:
    """Return up to ``most`` queries from the articles' titles, each of which finds something whole."""
    found: list[str] = []
    for article in articles:
        query = next((phrase for phrase in _phrases(article.title) if phrase not in found), "")
        query = _bare(engine, query)
        if query not in found and query and engine.search(query, per_page=1, snippets=0).complete:
            found.append(query)
        if len(found) == most:
            break
    return found


def _bare(engine: Engine, query: str) -> str:
    """Return a word without the particle written on it, where the collection has it so too."""
    bare = query[1:]
    if (
        query[:1] in PARTICLES
        and " " not in query
        and engine.search(f"={bare}", per_page=1, snippets=0).total
    ):
        return bare
    return query


def _phrases(title: str) -> Iterator[str]:
    # Two definite words in a row are a noun and its adjective: a phrase that means something by itself.
    words = [word for word in tokenize(title) if len(word) > 3 and is_arabicword(word)]
    for first, second in pairwise(words):
        if first.startswith(ARTICLE) and second.startswith(ARTICLE) and f"{first} {second}" in title:
            yield f"{first} {second}"
    yield from sorted(words, key=len, reverse=True)
