"""The hits of a page: the stored articles with their marks and snippets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ..index import Article
from ..index.local import FACETS, TEXT_FIELDS, Array, Snapshot
from .local.postings import POSITION_BITS, places_of_each
from .marks import Marks, find_marks, targets
from .plan import Plan
from .results import Hit, Span
from .snippets import best_first, snippets
from .words import TextWords

_POSITION = (1 << POSITION_BITS) - 1


class HitMaker:
    """Makes the hits of one page; where the words stand comes from the index, not from reading the texts.

    ``under`` says which documents are folded under one.
    """

    def __init__(
        self, snapshot: Snapshot, plan: Plan, docs: Array, under: Mapping[int, tuple[int, ...]] = {}
    ) -> None:
        self._snapshot, self._under = snapshot, under
        ascending = np.sort(docs)
        # one pass for all the hits: what a step costs is its call, not its few numbers
        self._facets = [field for field in FACETS if field in snapshot.fields]
        self._marks = {
            field: _PageMarks(snapshot, plan, field, ascending) for field in (*TEXT_FIELDS, *self._facets)
        }
        self._order = best_first(self._marks["text"].marks, self._marks["text"].texts)

    def hit(self, docnum: int, rank: int, score: float, *, complete: bool, count: int) -> Hit:
        """Return the hit of a document, with at most ``count`` snippets."""
        article = self._snapshot.article(docnum)
        analyzer = self._snapshot.analyzer
        title = TextWords(article.title, analyzer)
        text = TextWords(article.text, analyzer, self._snapshot.anchors(docnum))
        length = int(self._snapshot.columns.lengths["text"][docnum])
        in_title, in_text = self._marks["title"].of(docnum), self._marks["text"].of(docnum)
        own = self._marks["text"].slices[docnum]
        order = self._order[own] - own.start
        return Hit(
            rank=rank,
            score=round(score, 6),
            article=article,
            title_spans=in_title.spans(title),
            snippets=snippets(text, length, in_text, order, count),
            complete=complete,
            matches=len(in_title) + len(in_text),
            facet_spans=dict(self._in_facets(docnum, article)),
            duplicates=tuple(self._snapshot.columns.ids[other] for other in self._under.get(docnum, ())),
        )

    def _in_facets(self, docnum: int, article: Article) -> Iterator[tuple[str, tuple[Span, ...]]]:
        for field in self._facets:
            marks = self._marks[field].of(docnum)
            if len(marks):
                yield field, marks.spans(TextWords(getattr(article, field), self._snapshot.analyzer))


class _PageMarks:
    """The marks of one field in all the documents of a page, which ascend."""

    def __init__(self, snapshot: Snapshot, plan: Plan, field: str, docs: Array) -> None:
        wanted = targets(plan, field)
        words = list(dict.fromkeys(word for target in wanted for word in target.words))
        groups = [plan.groups[word].terms for word in words]
        found = dict(zip(words, places_of_each(snapshot, field, groups, docs), strict=True))
        self.marks = find_marks(found, wanted)
        self.texts = self.marks.first >> POSITION_BITS
        edges = np.searchsorted(self.texts, np.append(docs, docs[-1:] + 1)).tolist()
        self.slices = dict(zip(docs.tolist(), map(slice, edges, edges[1:]), strict=False))

    def of(self, docnum: int) -> Marks:
        """Return the marks of a document."""
        own, marks = self.slices[docnum], self.marks
        return Marks(marks.first[own] & _POSITION, marks.last[own] & _POSITION, marks.target[own])
