"""The hits of a page: the stored articles with their marks and snippets."""

from __future__ import annotations

from ..index.analysis import Token
from ..index.local import TEXT_FIELDS, Snapshot
from .local import Match
from .marks import Mark, find_marks, spans_of, targets
from .plan import Plan
from .results import Hit, Span
from .snippets import snippets


class Highlighter:
    """Marks what one plan looks for."""

    def __init__(self, snapshot: Snapshot, plan: Plan) -> None:
        self._snapshot = snapshot
        self._targets = {field: targets(plan, field, snapshot.vocabulary) for field in TEXT_FIELDS}

    def hit(self, docnum: int, rank: int, match: Match, count: int) -> Hit:
        """Return the hit of a document number, with at most ``count`` snippets."""
        article = self._snapshot.article(docnum)
        tokens, marks = self._marks("text", article.text)
        return Hit(
            rank=rank,
            score=round(float(match.score[docnum]), 6),
            article=article,
            title_spans=self.spans("title", article.title),
            snippets=snippets(article.text, tokens, marks, count),
            complete=bool(match.complete[docnum]),
        )

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """Return the spans to mark in a text, ascending and apart."""
        return spans_of(self._marks(field, text)[1])

    def _marks(self, field: str, text: str) -> tuple[list[Token], list[Mark]]:
        tokens = list(self._snapshot.analyzer.tokens(text))
        return tokens, find_marks(tokens, self._targets[field])
