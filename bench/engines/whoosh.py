"""Whoosh with its standard codec."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine


class Whoosh(Engine):
    """As its documentation shows it; the writer has memory enough not to write early."""

    name = "whoosh"
    omits = "stemming"
    requires = ("whoosh.analysis", "whoosh.fields", "whoosh.index", "whoosh.query")

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        from whoosh import index
        from whoosh.analysis import RegexTokenizer
        from whoosh.fields import ID, TEXT, Schema

        words = RegexTokenizer()
        fields = {name: TEXT(analyzer=words, stored=True) for name in ("title", "text")}
        path.mkdir()
        writer = index.create_in(path, Schema(id=ID(stored=True), **fields)).writer(limitmb=512)
        for id, title, text in documents:
            writer.add_document(id=id, title=title, text=text)
        writer.commit()

    def open(self, path: Path) -> None:
        """Open the index."""
        from whoosh import index

        self.searcher = index.open_dir(path).searcher()

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        results = self.searcher.search(_wanted(query), limit=TOP)
        return len(results), [hit["id"] for hit in results]

    def close(self) -> None:
        """Let go of the index."""
        self.searcher.close()


def _wanted(query: Query) -> Any:
    from whoosh.query import And, Or, Phrase, Prefix, Term

    fields = ("title", "text")
    if query.form == "phrase":
        return Or([Phrase(name, list(query.words)) for name in fields])
    if query.form == "prefix":
        return Or([Prefix(name, query.words[0]) for name in fields])
    words = [Or([Term(name, word) for name in fields]) for word in query.words]
    return Or(words) if query.form == "any" else And(words)
