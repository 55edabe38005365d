"""Writes one generation: articles into Whoosh's segments, then the arrays derived from them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.writing import IndexingError

from ..analysis import Analyzer, stem_key
from ..article import Article
from ..settings import AnalysisSettings
from .columns import TEXT_FIELDS, save_columns
from .durable import link_or_copy
from .evidence import save_evidence
from .files import COLUMNS, DERIVED, EVIDENCE, INDEX_NAME, VOCABULARY
from .schema import schema, to_article, to_document
from .vocabulary import save_vocabulary

_MEMORY_MB = 256  # postings beyond this are spilled to the disk and merged


class GenerationWriter:
    """Fills a fresh directory, from nothing or from the generation before."""

    def __init__(self, directory: Path, settings: AnalysisSettings, base: Path | None = None) -> None:
        self._directory, self._settings, self._base = directory, settings, base
        storage = FileStorage(str(directory))
        if base is None:
            self._index = FileIndex.create(storage, schema(), INDEX_NAME)
        else:
            for file in base.iterdir():
                if file.name not in DERIVED:
                    link_or_copy(file, directory / file.name)
            self._index = FileIndex(storage, indexname=INDEX_NAME)
        self._writer = self._index.writer(limitmb=_MEMORY_MB)
        self._analyzer = Analyzer.default()
        self._memo: dict[str, tuple[str, ...]] = {}
        self._added: dict[str, int] = {}
        self._superseded: list[int] = []

    def add(self, article: Article) -> None:
        """Add an article, instead of the one with its id if there is one."""
        words = {field: self._analyzer.terms(getattr(article, field), self._memo) for field in TEXT_FIELDS}
        self.delete(article.id)
        self._added[article.id] = self._writer.docnum
        self._writer.add_document(**to_document(article, words))

    def delete(self, id: str) -> None:
        """Remove the article with the id, if it is there."""
        if id in self._added:
            self._superseded.append(self._added.pop(id))
        elif self._base is not None:
            self._writer.delete_by_term("id", id)

    def _delete_superseded(self) -> None:
        """Remove what was added and replaced or deleted since: Whoosh deletes only what is committed."""
        writer = self._index.writer(limitmb=_MEMORY_MB)
        for docnum in self._superseded:
            writer.delete_document(docnum)
        writer.commit(optimize=True)

    def cancel(self) -> None:
        """Give up what was added; the directory is no generation."""
        # a full disk, or a commit that failed half-way, fails here again; the files go in any case
        with suppress(OSError, IndexingError):
            self._writer.cancel()

    def finish(self) -> dict[str, int]:
        """Commit and derive the arrays; return the counts ``articles``, ``words`` and ``distinct_words``."""
        # one segment without deleted documents: counts are exact, so that an update answers as a rebuild does
        self._writer.commit(optimize=True)
        if self._superseded:
            self._delete_superseded()
        for lock in self._directory.glob("*LOCK"):
            lock.unlink()
        with self._index.reader() as reader:
            terms, attested = _terms(reader, self._settings.attested_by)
            stored = [fields for _, fields in reader.iter_docs()]
        self._save_vocabulary(terms, attested)
        lengths = {field: [fields["lengths"][field] for fields in stored] for field in TEXT_FIELDS}
        save_columns(self._directory / COLUMNS, [to_article(fields) for fields in stored], lengths)
        words = sum(map(sum, lengths.values()))
        return {"articles": len(stored), "words": words, "distinct_words": len(terms)}

    def _save_vocabulary(self, terms: list[str], attested: set[str]) -> None:
        analyzer = Analyzer.default(attested, protect_names=self._settings.protect_names)
        save_evidence(self._directory / EVIDENCE, analyzer)
        save_vocabulary(self._directory / VOCABULARY, terms, analyzer)


def _terms(reader: IndexReader, attested_by: int) -> tuple[list[str], set[str]]:
    """Return every term of the text fields, ascending, and the stem keys enough documents attest."""
    terms: set[str] = set()
    attested: set[str] = set()
    for field in TEXT_FIELDS:
        for text, info in reader.iter_field(field):
            term = text.decode("utf-8")
            terms.add(term)
            if info.doc_frequency() >= attested_by:
                attested.add(stem_key(term))
    return sorted(terms), attested
