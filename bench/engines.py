"""The engines, each doing the same work: title and text indexed with positions, text stored, ten best,
exact total."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from .collections import Document
from .queries import Query

TOP = 10
Answer = tuple[int, list[str]]
"""The total and the ids of the ten best."""


class Engine(Protocol):
    """One engine; ``omits`` says what of the work it leaves out."""

    name: str
    omits: str

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents and force them to the disk."""

    def open(self, path: Path) -> None:
        """Open the index for searching."""

    def search(self, query: Query) -> Answer:
        """Answer a query."""


class Kashaf:
    """kashaf: three channels of Arabic analysis; ranking alone, as the others do here."""

    name, omits = "kashaf", ""

    def __init__(self) -> None:
        import kashaf.index
        import kashaf.search

        self._index, self._search = kashaf.index, kashaf.search

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        article = self._index.Article
        with self._index.Collection.create(path) as collection:
            collection.add_many(article(id=id, title=title, text=text) for id, title, text in documents)

    def open(self, path: Path) -> None:
        """Open the index."""
        self.engine = self._search.Engine.open(path)

    def search(self, query: Query) -> Answer:
        """Rank."""
        return self.engine.rank(written(query), count=TOP)


class KashafAnswer(Kashaf):
    """A whole answer of kashaf: ten hits with two snippets each, marks, facets, total."""

    name = "kashaf answer"

    def search(self, query: Query) -> Answer:
        """Answer as the page does."""
        results = self.engine.search(written(query), per_page=TOP)
        return results.total, [hit.id for hit in results.hits]


def written(query: Query) -> str:
    """Return the query as a reader types it."""
    if query.form == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.form == "prefix":
        return f"{query.words[0]}*"
    return (" AND " if query.form == "all" else " ").join(query.words)


class Whoosh:
    """Whoosh with its standard codec, as its documentation shows it."""

    name, omits = "whoosh", "stemming"

    def _schema(self) -> Any:
        from whoosh.analysis import RegexTokenizer
        from whoosh.fields import ID, TEXT, Schema

        words = RegexTokenizer()
        return Schema(
            id=ID(stored=True),
            title=TEXT(analyzer=words, stored=True),
            text=TEXT(analyzer=words, stored=True),
        )

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        from whoosh import index

        path.mkdir()
        writer = index.create_in(path, self._schema()).writer(limitmb=512)
        for id, title, text in documents:
            writer.add_document(id=id, title=title, text=text)
        writer.commit()

    def open(self, path: Path) -> None:
        """Open the index."""
        from whoosh import index

        self.searcher = index.open_dir(path).searcher()

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        from whoosh import query as whoosh

        def field(name: str) -> Any:
            if query.form == "phrase":
                return whoosh.Phrase(name, list(query.words))
            if query.form == "prefix":
                return whoosh.Prefix(name, query.words[0])
            return None

        if query.form in ("phrase", "prefix"):
            wanted = whoosh.Or([field("title"), field("text")])
        else:
            words = [
                whoosh.Or([whoosh.Term(name, word) for name in ("title", "text")]) for word in query.words
            ]
            wanted = whoosh.Or(words) if query.form == "any" else whoosh.And(words)
        results = self.searcher.search(wanted, limit=TOP)
        return len(results), [hit["id"] for hit in results]


class Tantivy:
    """tantivy by its Python binding, one writer thread."""

    name, omits = "tantivy", "stemming"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "text"):
            builder.add_text_field(name, stored=True, tokenizer_name="default", index_option="position")
        return builder.build()

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        import tantivy

        path.mkdir()
        writer = tantivy.Index(self._schema(), path=str(path)).writer(heap_size=512_000_000, num_threads=1)
        for id, title, text in documents:
            writer.add_document(tantivy.Document(id=id, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, path: Path) -> None:
        """Open the index."""
        import tantivy

        self.schema = self._schema()
        self.index = tantivy.Index(self.schema, path=str(path))
        self.searcher = self.index.searcher()

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        from tantivy import Occur, Query as T

        def word(text: str) -> Any:
            both = [(Occur.Should, T.term_query(self.schema, name, text)) for name in ("title", "text")]
            return T.boolean_query(both)

        if query.form == "phrase":
            wanted = T.boolean_query(
                [
                    (Occur.Should, T.phrase_query(self.schema, name, list(query.words)))
                    for name in ("title", "text")
                ]
            )
        elif query.form == "prefix":
            wanted = T.boolean_query(
                [
                    (Occur.Should, T.regex_query(self.schema, name, query.words[0] + ".*"))
                    for name in ("title", "text")
                ]
            )
        else:
            occur = Occur.Must if query.form == "all" else Occur.Should
            wanted = T.boolean_query([(occur, word(text)) for text in query.words])
        found = self.searcher.search(wanted, TOP, count=True)
        return found.count, [self.searcher.doc(address)["id"][0] for _, address in found.hits]


class Fts5:
    """SQLite's FTS5 with bm25."""

    name, omits = "sqlite-fts5", "stemming"

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


class Bm25s:
    """bm25s over numpy."""

    name, omits = "bm25s", "positions, phrases, prefixes, stored text, a title field, stemming"

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        import bm25s

        rows = list(documents)
        retriever = bm25s.BM25()
        tokens = bm25s.tokenize(
            [f"{title} {text}" for _, title, text in rows], stopwords=None, show_progress=False
        )
        retriever.index(tokens, show_progress=False)
        retriever.save(str(path), corpus=[{"id": id} for id, _, _ in rows], show_progress=False)

    def open(self, path: Path) -> None:
        """Open the index."""
        import bm25s

        self.retriever = bm25s.BM25.load(str(path), mmap=True)

    def search(self, query: Query) -> Answer:
        """Search; only any of the words, without a total."""
        if query.form != "any":
            raise NotImplementedError(query.form)
        found, _ = self.retriever.retrieve([list(query.words)], k=TOP, show_progress=False)
        return -1, [str(hit) for hit in found[0]]


ENGINES: dict[str, type[Engine]] = {
    engine.name: engine for engine in (Kashaf, KashafAnswer, Whoosh, Tantivy, Fts5, Bm25s)
}
