"""Xapian by its Python binding, which comes with the system rather than from the package index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine

_ID = 0
_PREFIXES = ("S", "")
"""Of the terms of the title, by Xapian's convention, and of the text."""


class Xapian(Engine):
    """Terms of the title by their prefix; what is stored is the document's data."""

    name = "xapian"
    omits = "stemming"
    requires = ("xapian",)

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        import xapian

        database = xapian.WritableDatabase(str(path), xapian.DB_CREATE)
        generator = xapian.TermGenerator()
        for id, title, text in documents:
            document = xapian.Document()
            document.add_value(_ID, id)
            document.set_data(f"{title}\n{text}")
            generator.set_document(document)
            generator.set_termpos(0)
            for prefix, content in zip(_PREFIXES, (title, text), strict=True):
                generator.index_text(content, 1, prefix)
            database.add_document(document)
        database.commit()
        database.close()

    def open(self, path: Path) -> None:
        """Open the index."""
        import xapian

        self.database = xapian.Database(str(path))
        self.enquire = xapian.Enquire(self.database)

    def search(self, query: Query) -> Answer:
        """Search title and text; every match is looked at, so that the total is exact."""
        self.enquire.set_query(_wanted(query))
        found = self.enquire.get_mset(0, TOP, self.database.get_doccount())
        return found.get_matches_estimated(), [match.document.get_value(_ID).decode() for match in found]

    def close(self) -> None:
        """Let go of the index."""
        self.database.close()


def _wanted(query: Query) -> Any:
    from xapian import Query as Wanted

    if query.form == "phrase":
        both = [
            Wanted(Wanted.OP_PHRASE, [prefix + word for word in query.words], len(query.words))
            for prefix in _PREFIXES
        ]
        return Wanted(Wanted.OP_OR, both)
    if query.form == "prefix":
        # without end to the words it may stand for
        both = [
            Wanted(Wanted.OP_WILDCARD, prefix + query.words[0], 0, Wanted.WILDCARD_LIMIT_ERROR)
            for prefix in _PREFIXES
        ]
        return Wanted(Wanted.OP_OR, both)
    words = [Wanted(Wanted.OP_OR, [Wanted(prefix + word) for prefix in _PREFIXES]) for word in query.words]
    return Wanted(Wanted.OP_OR if query.form == "any" else Wanted.OP_AND, words)
