"""tantivy by its Python binding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine


class Tantivy(Engine):
    """One writer thread."""

    name = "tantivy"
    omits = "stemming"
    requires = ("tantivy",)

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        import tantivy

        path.mkdir()
        writer = tantivy.Index(_schema(), path=str(path)).writer(heap_size=512_000_000, num_threads=1)
        for id, title, text in documents:
            writer.add_document(tantivy.Document(id=id, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, path: Path) -> None:
        """Open the index."""
        import tantivy

        self.schema = _schema()
        self.searcher = tantivy.Index(self.schema, path=str(path)).searcher()

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        from tantivy import Occur, Query as Wanted

        def either(make: Any, words: Any) -> Any:
            fields = ("title", "text")
            return Wanted.boolean_query([(Occur.Should, make(self.schema, name, words)) for name in fields])

        if query.form == "phrase":
            wanted = either(Wanted.phrase_query, list(query.words))
        elif query.form == "prefix":
            wanted = either(Wanted.regex_query, query.words[0] + ".*")
        else:
            occur = Occur.Must if query.form == "all" else Occur.Should
            wanted = Wanted.boolean_query([(occur, either(Wanted.term_query, word)) for word in query.words])
        found = self.searcher.search(wanted, TOP, count=True)
        return found.count, [self.searcher.doc(address)["id"][0] for _, address in found.hits]


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        builder.add_text_field(name, stored=True, tokenizer_name="default", index_option="position")
    return builder.build()
