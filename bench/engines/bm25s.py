"""bm25s over numpy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine


class Bm25s(Engine):
    """A matrix of scores, mapped from the disk."""

    name = "bm25s"
    omits = "positions, phrases, prefixes, all of the words, totals, stored text, a title field, stemming"
    requires = ("bm25s",)

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        import bm25s

        rows = list(documents)
        retriever = bm25s.BM25()
        texts = [f"{title} {text}" for _, title, text in rows]
        retriever.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
        retriever.save(str(path), corpus=[{"id": id} for id, _, _ in rows], show_progress=False)

    def open(self, path: Path) -> None:
        """Open the index."""
        import bm25s

        self.retriever = bm25s.BM25.load(str(path), mmap=True, load_corpus=True)

    def search(self, query: Query) -> Answer:
        """Search; only any of the words, without a total."""
        if query.form != "any":
            raise NotImplementedError(query.form)
        found, _ = self.retriever.retrieve([list(query.words)], k=TOP, show_progress=False)
        return -1, [str(hit["id"]) for hit in found[0]]
