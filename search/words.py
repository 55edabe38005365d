"""The words of a text by number, read only where they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

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
        self._by_line = analyzer.reads_by_line(text)
        self._characters, self._numbers = anchors if len(anchors[0]) else ((0,), (0,))
        self._blocks: dict[int, list[Span]] = {}

    def span(self, number: int) -> Span:
        """Return the half-open range of characters of a word."""
        block = bisect_right(self._numbers, number) - 1
        spans = self._blocks.get(block)
        if spans is None:
            spans = self._blocks[block] = self._read(block)
        return spans[number - self._numbers[block]]

    def starts(self, first: int, last: int) -> list[int]:
        """Return the first character of each word from one to another."""
        found: list[int] = []
        while first <= last:
            block = bisect_right(self._numbers, first) - 1
            begins = self._numbers[block]
            self.span(first)
            found += [start for start, _ in self._blocks[block][first - begins : last + 1 - begins]]
            first = begins + len(self._blocks[block])
        return found

    def _read(self, block: int) -> list[Span]:
        if self._by_line:
            return [(token.start, token.end) for token in self._analyzer.tokens(self.text)]
        start = self._characters[block]
        end = self._characters[block + 1] if block + 1 < len(self._characters) else len(self.text)
        return self._analyzer.spans(self.text, start, end)

    def stretch(self, first: int, last: int) -> Span:
        """Return the characters from one word to another; on a line stored backwards the last begins
        first."""
        if not self._by_line:
            return self.span(first)[0], self.span(last)[1]
        low, high = zip(*(self.span(number) for number in range(first, last + 1)), strict=True)
        return min(low), max(high)

    def unbroken(self, first: int, last: int) -> bool:
        """Say whether the words from one to another stand in one stretch of the text.

        On lines stored backwards those that run on to the next line do not.
        """
        return not self._by_line or "\n" not in self.text[slice(*self.stretch(first, last))]
