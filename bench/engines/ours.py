"""kashaf: ranking alone; the same by BM25 and nothing else, as the others do; the whole answer of a page; and
building on every core."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..collections import Document
from ..queries import Query
from .base import TOP, Answer, Engine


class Kashaf(Engine):
    """Three channels of Arabic analysis, rescues, the best read closer; the ten best and the total."""

    name = "kashaf"
    requires = ("kashaf.index", "kashaf.search")
    jobs = 1

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents."""
        from kashaf.index import Article, Collection
        from kashaf.index.settings import WorkSettings

        with Collection.create(path, work=WorkSettings(jobs=self.jobs)) as collection:
            collection.add_many(Article(id=id, title=title, text=text) for id, title, text in documents)

    def open(self, path: Path) -> None:
        """Open the index."""
        from kashaf.search import Engine as Opened

        self.engine = Opened.open(path)

    def search(self, query: Query) -> Answer:
        """Rank."""
        return self.engine.rank(written(query), count=TOP)

    def close(self) -> None:
        """Let go of the index."""
        self.engine.close()


class KashafAnswer(Kashaf):
    """A whole answer: ten hits with two snippets each, marks, facets, total."""

    name = "kashaf-answer"
    beside = "ten hits fetched, two snippets each, marks and facets, where the others return ids"
    index_of = "kashaf"

    def search(self, query: Query) -> Answer:
        """Answer as the page does."""
        results = self.engine.search(written(query), per_page=TOP)
        return results.total, [hit.id for hit in results.hits]


class KashafBm25(Kashaf):
    """The work the others do: stems, and BM25 in title and text."""

    name = "kashaf-bm25"
    beside = "stems by BM25, nothing read closer, no rescues: the work the others do"
    index_of = "kashaf"

    def open(self, path: Path) -> None:
        """Open the index."""
        from kashaf.search import Engine as Opened, Ranking

        alone = {f"{part}_weight": 0.0 for part in ("passage", "lead", "proximity", "named", "all_words")}
        shares = {"surface_weight": 0.0, "stem_weight": 1.0, "snowball_weight": 0.0, "link_weight": 0.0}
        self.engine = Opened.open(path, ranking=Ranking(**alone, **shares))

    def search(self, query: Query) -> Answer:
        """Rank."""
        return self.engine.rank(written(query), count=TOP, rescue=False)


class KashafParallel(Kashaf):
    """Building shared by two processes; the index is the same."""

    name = "kashaf-2-processes"
    answers = False
    cores = jobs = 2


def written(query: Query) -> str:
    """Return the query as a reader types it."""
    if query.form == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.form == "prefix":
        return f"{query.words[0]}*"
    return (" AND " if query.form == "all" else " ").join(query.words)
