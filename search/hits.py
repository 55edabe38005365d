"""The hits of a page: the stored articles with their marks and snippets."""

from __future__ import annotations

import numpy as np

from ..index.local import TEXT_FIELDS, Array, Snapshot
from .local.postings import POSITION_BITS, places
from .marks import Marks, find_marks, targets
from .plan import Plan
from .results import Hit
from .snippets import snippets
from .words import TextWords

_POSITION = (1 << POSITION_BITS) - 1


class HitMaker:
    """Makes the hits of one page; where the words stand comes from the index, not from reading the texts."""

    def __init__(self, snapshot: Snapshot, plan: Plan, docs: Array) -> None:
        self._snapshot = snapshot
        self._targets = {field: targets(plan, field) for field in TEXT_FIELDS}
        ascending = np.sort(docs)
        self._places = {
            field: {
                word: places(snapshot, field, plan.groups[word].terms, ascending)
                for word in {word for target in wanted for word in target.words}
            }
            for field, wanted in self._targets.items()
        }

    def hit(self, docnum: int, rank: int, score: float, *, complete: bool, count: int) -> Hit:
        """Return the hit of a document, with at most ``count`` snippets."""
        article = self._snapshot.article(docnum)
        analyzer = self._snapshot.analyzer
        title = TextWords(article.title, analyzer)
        text = TextWords(article.text, analyzer, self._snapshot.anchors(docnum))
        length = int(self._snapshot.columns.lengths["text"][docnum])
        return Hit(
            rank=rank,
            score=round(score, 6),
            article=article,
            title_spans=self._marks("title", docnum).spans(title),
            snippets=snippets(text, length, self._marks("text", docnum), count),
            complete=complete,
        )

    def _marks(self, field: str, docnum: int) -> Marks:
        positions = {word: _within(found, docnum) for word, found in self._places[field].items()}
        return find_marks(positions, self._targets[field])


def _within(found: Array, docnum: int) -> Array:
    """Return the positions of places within one document."""
    low, high = np.searchsorted(found, [docnum << POSITION_BITS, (docnum + 1) << POSITION_BITS])
    return found[low:high] & _POSITION
