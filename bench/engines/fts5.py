"""SQLite's FTS5 with bm25."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine


class Fts5(Engine):
    """One table of three columns; the total is a second query, for it has no other."""

    name = "sqlite-fts5"
    omits = "stemming"
    requires = ("sqlite3",)

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        path.mkdir()
        connection = sqlite3.connect(path / "index.db")
        connection.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, text)")
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", documents)
        connection.commit()
        connection.close()

    def open(self, path: Path) -> None:
        """Open the index."""
        self.connection = sqlite3.connect(path / "index.db")

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        if query.form == "phrase":
            match = f'"{" ".join(query.words)}"'
        elif query.form == "prefix":
            match = f'"{query.words[0]}" *'
        else:
            match = (" OR " if query.form == "any" else " AND ").join(f'"{word}"' for word in query.words)
        total = self.connection.execute("SELECT count(*) FROM articles(?)", (match,)).fetchone()[0]
        best = "SELECT id FROM articles(?) ORDER BY rank LIMIT ?"
        return total, [id for (id,) in self.connection.execute(best, (match, TOP))]

    def close(self) -> None:
        """Let go of the index."""
        self.connection.close()
