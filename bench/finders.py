"""The engines as ``cases`` asks them: all words must be there, quotes are phrases, ``-`` excludes.

Each is as its documentation sets it up. The others get a question as plain words: what is no quote and no
minus is left to their own analysis, and title and text are one field.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import regex
import snowballstemmer
from whoosh import analysis, fields, highlight, query as whoosh
from whoosh.filedb.filestore import RamStorage

from kashaf.index import Article, Collection
from kashaf.search import Engine

Span = tuple[int, int]
"""Half-open characters of the text."""
OPEN, CLOSE = "\x02", "\x03"
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<straight>[^"]*)"|«(?P<angled>[^»]*)»|(?P<word>[^\s"«»]+))')
_SNOWBALL = snowballstemmer.stemmer("arabic")
_WORD = regex.compile(r"[\w\p{Mn}]+")


class Part(NamedTuple):
    """A word or a quote of a question."""

    text: str
    excluded: bool


def parts(question: str) -> Iterator[Part]:
    """Yield the words and quotes of a question."""
    for found in _PART.finditer(question):
        text = found["straight"] or found["angled"] or found["word"]
        if text:
            yield Part(text, bool(found["minus"]))


class Finder(Protocol):
    """One engine on the articles it is made with."""

    name: str

    def find(self, question: str, *, exact: bool) -> list[str]:
        """Return the ids of all articles that answer, best first; without an exact mode, as ever."""

    def marks(self, question: str, id: str) -> list[Span]:
        """Return what the engine's own highlighter marks in an article; nothing when it does not answer."""


class Kashaf:
    """kashaf: articles with some of the words answer too, as they do on its page."""

    name = "kashaf"

    def __init__(self, articles: Sequence[Article]) -> None:
        self._count, self._folder = len(articles), tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "cases.kashaf"
        with Collection.create(path) as collection:
            collection.add_many(articles)
        self._engine = Engine.open(path)

    def find(self, question: str, *, exact: bool) -> list[str]:
        """Rank."""
        mode = "exact" if exact else "words"
        return self._engine.rank(question, count=self._count, mode=mode)[1]

    def marks(self, question: str, id: str) -> list[Span]:
        """Mark the text."""
        article = self._engine.get(id)
        if article is None or id not in self.find(question, exact=False):
            return []
        return list(self._engine.mark(question, article).text_spans)


class Whoosh:
    """Whoosh with the analyzer a text field has by default."""

    name = "Whoosh"

    def __init__(self, articles: Sequence[Article]) -> None:
        self._analyzer = self.analyzer()
        schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(self._analyzer, stored=True))
        index = RamStorage().create_index(schema)
        writer = index.writer()
        for article in articles:
            writer.add_document(id=article.id, text=content(article))
        writer.commit()
        self._searcher = index.searcher()

    def analyzer(self) -> Any:
        """Return the analyzer."""
        return analysis.StandardAnalyzer()

    def find(self, question: str, *, exact: bool) -> list[str]:
        """Search."""
        return [hit["id"] for hit in self._hits(question)]

    def marks(self, question: str, id: str) -> list[Span]:
        """Highlight the whole text."""
        hits = self._hits(question)
        hits.fragmenter, hits.formatter = highlight.WholeFragmenter(), _Signs()
        return next((spans(hit.highlights("text")) for hit in hits if hit["id"] == id), [])

    def _hits(self, question: str) -> Any:
        wanted, unwanted = [], []
        for text, excluded in parts(question):
            words = [token.text for token in self._analyzer(text, mode="query")]
            if words:
                (unwanted if excluded else wanted).append(whoosh.Phrase("text", words))
        asked = whoosh.And(wanted + [whoosh.Not(each) for each in unwanted]) if wanted else whoosh.NullQuery
        return self._searcher.search(asked, limit=None)


class _Signs(highlight.Formatter):
    """Puts ``OPEN`` and ``CLOSE`` around what is marked."""

    def format_token(self, text: str, token: Any, replace: bool = False) -> str:
        """Return a marked word."""
        return f"{OPEN}{highlight.get_text(text, token, replace)}{CLOSE}"


class WhooshSnowball(Whoosh):
    """Whoosh with Snowball's Arabic stemmer, which takes off the vowel signs that its words keep."""

    name = "Whoosh + Snowball"

    def analyzer(self) -> Any:
        """Return the analyzer."""
        return analysis.RegexTokenizer(_WORD) | analysis.LowercaseFilter() | analysis.StemFilter(_stem)


def _stem(word: str) -> str:
    stem: str = _SNOWBALL.stemWord(word)
    return stem


class Tantivy:
    """tantivy with its default tokenizer."""

    name = "tantivy"

    def __init__(self, articles: Sequence[Article]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", stored=True)
        self._count, self._schema = len(articles), builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(num_threads=1)
        for article in articles:
            writer.add_document(tantivy.Document(id=article.id, text=content(article)))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, question: str, *, exact: bool) -> list[str]:
        """Search."""
        return [document["id"][0] for document in self._hits(self._query(question))]

    def marks(self, question: str, id: str) -> list[Span]:
        """Highlight the whole text; tantivy counts bytes."""
        from tantivy import SnippetGenerator

        query = self._query(question)
        for document in self._hits(query):
            if document["id"] == [id]:
                generator = SnippetGenerator.create(self._searcher, query, self._schema, "text")
                generator.set_max_num_chars(len(document["text"][0].encode()))
                snippet = generator.snippet_from_doc(document)
                shown = snippet.fragment().encode()
                found = snippet.highlighted()
                return [(len(shown[: at.start].decode()), len(shown[: at.end].decode())) for at in found]
        return []

    def _query(self, question: str) -> Any:
        asked = " ".join(f'{"-" * excluded}"{text}"' for text, excluded in parts(question))
        return self._index.parse_query(asked, ["text"], conjunction_by_default=True)

    def _hits(self, query: Any) -> Iterator[Any]:
        for _, address in self._searcher.search(query, self._count).hits:
            yield self._searcher.doc(address)


class Fts5:
    """SQLite's FTS5 with its default tokenizer, unicode61."""

    name = "SQLite FTS5"

    def __init__(self, articles: Sequence[Article]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, text)")
        rows = ((article.id, content(article)) for article in articles)
        self._connection.executemany("INSERT INTO articles VALUES (?, ?)", rows)

    def find(self, question: str, *, exact: bool) -> list[str]:
        """Search."""
        return [id for id, _ in self._rows(question)]

    def marks(self, question: str, id: str) -> list[Span]:
        """Highlight the text."""
        return next((spans(marked) for found, marked in self._rows(question) if found == id), [])

    def _rows(self, question: str) -> list[tuple[str, str]]:
        asked = list(parts(question))
        if not asked:
            return []
        match = " AND ".join(f'"{text}"' for text, excluded in asked if not excluded)
        match += "".join(f' NOT "{text}"' for text, excluded in asked if excluded)
        best = "SELECT id, highlight(articles, 1, ?, ?) FROM articles(?) ORDER BY rank"
        return self._connection.execute(best, (OPEN, CLOSE, match)).fetchall()


def content(article: Article) -> str:
    """Return title and text as one."""
    return "\n".join(filter(None, (article.title, article.text)))


def spans(marked: str) -> list[Span]:
    """Return where a text is marked, counted without the signs.

    >>> spans("a \\x02bc\\x03 \\x02d\\x03")
    [(2, 4), (5, 6)]
    """
    found = re.finditer(f"{OPEN}(.*?){CLOSE}", marked, re.DOTALL)
    return [(one.start() - 2 * at, one.end() - 2 * at - 2) for at, one in enumerate(found)]


FINDERS: dict[str, type[Finder]] = {
    finder.name: finder
    for finder in (Kashaf, Whoosh, WhooshSnowball, Tantivy, Fts5)
    if finder is not Tantivy or find_spec("tantivy")
}
