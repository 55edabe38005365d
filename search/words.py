"""The words of a text by number, read only where they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ..index.analysis import Analyzer
from .results import Span


class TextWords:
    """Gives the characters of the n-th word of a text.

    ``anchors`` are some characters where a word begins, ascending from 0, and the numbers of those words.
    Without them the whole text is read at the first question.
    """

    def __init__(
        self, text: str, analyzer: Analyzer, anchors: tuple[Sequence[int], Sequence[int]] = ((), ())
    ) -> None:
        self.text, self._analyzer = text, analyzer
        # a text that reads by line has no anchors, and to look whether a long one does takes a while
        self._by_line = not len(anchors[0]) and analyzer.reads_by_line(text)
        self._characters, self._numbers = anchors if len(anchors[0]) else ((0,), (0,))
        self._spans: dict[int, Span] = {}

    def span(self, number: int) -> Span:
        """Return the half-open range of characters of a word."""
        span = self._spans.get(number)
        return self._read(number) if span is None else span

    def first_from(self, character: int, first: int, last: int) -> int:
        """Return the first of the words from one to another that begins at a character or behind it; the last
        one does."""
        return first + bisect_left(range(first, last), character, key=lambda number: self.span(number)[0])

    def _read(self, number: int) -> Span:
        """Read the words from an anchor to the next, among them the one of this number."""
        block = bisect_right(self._numbers, number) - 1
        if self._by_line:
            spans = [(token.start, token.end) for token in self._analyzer.tokens(self.text)]
        else:
            start = self._characters[block]
            end = self._characters[block + 1] if block + 1 < len(self._characters) else len(self.text)
            spans = self._analyzer.spans(self.text, start, end)
        first = self._numbers[block]
        self._spans.update(enumerate(spans, start=first))
        return spans[number - first]

    def stretch(self, first: int, last: int) -> Span:
        """Return the characters from one word to another; on a line stored backwards the last begins
        first."""
        if not self._by_line:
            return self.span(first)[0], self.span(last)[1]
        low, high = zip(*(self.span(number) for number in range(first, last + 1)), strict=True)
        return min(low), max(high)

    def _unbroken(self, first: int, last: int) -> bool:
        """Say whether the words from one to another stand in one stretch of the text.

        On lines stored backwards those that run on to the next line do not.
        """
        return not self._by_line or "\n" not in self.text[slice(*self.stretch(first, last))]

    def marked(self, marks: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Return the characters of marks, each from one word to another, ascending and apart; overlapping
        marks become one."""
        found: list[Span] = []
        for first, last in marks:
            if first == last:
                found.append(self.span(first))
            elif self._unbroken(first, last):
                found.append(self.stretch(first, last))
            else:
                found += map(self.span, range(first, last + 1))
        found.sort()
        spans: list[Span] = []
        for start, end in found:
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
        return tuple(spans)
