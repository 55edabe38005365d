"""The windows of a text that show best why it was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ..index.analysis import Token
from .marks import Mark, spans_of
from .results import Snippet

WINDOW = 34
"""Words in a snippet."""
_LEAD = 6  # words shown before the first mark where no sentence begins nearer
_SENTENCE_END = regex.compile(r"[.!?؟؛…\n]\s*[\"»”)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class _Window:
    first: int
    last: int
    marks: tuple[Mark, ...]

    @property
    def value(self) -> tuple[int, int, int, int]:
        """What it shows: different targets, marked words of phrases, marks; earlier windows win ties."""
        words = sum(mark.last - mark.first + 1 for mark in self.marks)
        return (len({mark.target for mark in self.marks}), words, len(self.marks), -self.first)


def snippets(text: str, tokens: Sequence[Token], marks: Sequence[Mark], count: int) -> tuple[Snippet, ...]:
    """Return at most ``count`` windows in reading order, the best ones; the beginning where nothing is
    marked."""
    if not tokens or count < 1:
        return ()
    if not marks:
        return (_cut(text, tokens, _Window(0, min(WINDOW, len(tokens)) - 1, ())),)
    chosen: list[_Window] = []
    shown: set[int] = set()
    for window in sorted(_windows(text, tokens, marks), key=lambda window: window.value, reverse=True):
        apart = all(window.last < other.first or window.first > other.last for other in chosen)
        news = {mark.target for mark in window.marks} - shown
        if apart and (not chosen or news or len(chosen) < count):
            chosen.append(window)
            shown |= news
        if len(chosen) == count:
            break
    return tuple(_cut(text, tokens, window) for window in sorted(chosen, key=lambda window: window.first))


def _windows(text: str, tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[_Window]:
    """Yield the window that begins shortly before each mark, grown to hold a long phrase whole."""
    by_place = sorted(marks, key=lambda mark: mark.first)
    places = [mark.first for mark in by_place]
    for mark in by_place:
        first = _beginning(text, tokens, mark.first)
        last = min(len(tokens) - 1, max(first + WINDOW - 1, mark.last + 1))
        near = by_place[bisect_left(places, first) : bisect_right(places, last)]
        yield _Window(first, last, tuple(other for other in near if other.last <= last))


def _beginning(text: str, tokens: Sequence[Token], place: int) -> int:
    """Return the token to begin at: that of the sentence when it is near, else a few words before the
    place."""
    earliest = max(0, place - WINDOW // 2)
    for index in range(place, earliest, -1):
        if _SENTENCE_END.search(text, tokens[index - 1].end, tokens[index].start):
            return index
    return 0 if earliest == 0 else max(0, place - _LEAD)


def _cut(text: str, tokens: Sequence[Token], window: _Window) -> Snippet:
    inside = tokens[window.first : window.last + 1]
    start, end = min(token.start for token in inside), max(token.end for token in inside)
    start = 0 if window.first == 0 else start
    end = len(text) if window.last == len(tokens) - 1 else end
    shown = text[start:end].rstrip()
    kept = tuple(
        (first - start, last - start)
        for first, last in spans_of(window.marks)
        if first >= start and last <= start + len(shown)
    )
    return Snippet(shown, kept, start, before=start > 0, after=start + len(shown) < len(text.rstrip()))
