"""The windows of a text that show best why it was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import regex

from ..index.local import Array
from .marks import Marks
from .results import Snippet
from .words import TextWords

WINDOW = 34
"""Words in a snippet."""
Pairs = Sequence[tuple[int, int]]
"""The first and the last word of each mark of a text, in reading order."""
_LEAD = 6  # words shown before the first mark where no sentence begins nearer
# with the space behind it: a point inside a number ends nothing
_SENTENCE_END = regex.compile(r"[.!?؟؛…][\"»”)\]]*\s+|\n\s*")


def snippets(words: TextWords, length: int, marks: Marks, order: Array, count: int) -> tuple[Snippet, ...]:
    """Return at most ``count`` windows of a text of ``length`` words, in reading order: the best ones.

    Where nothing is marked, its beginning. ``order`` is ``best_first`` of the marks.
    """
    if not length or count < 1:
        return ()
    pairs = marks.pairs()
    if not pairs:
        return (_cut(words, length, *_whole(words, length, 0, min(WINDOW, length) - 1), pairs),)
    chosen: list[tuple[int, int]] = []
    for index in order.tolist():
        place, end = pairs[index]
        if _overlaps(max(0, place - _LEAD), end, chosen):
            continue
        first = _beginning(words, place)
        first, last = _whole(words, length, first, min(length - 1, max(first + WINDOW - 1, end + 1)))
        if not _overlaps(first, last, chosen):
            chosen.append((first, last))
        if len(chosen) == count:
            break
    return tuple(_cut(words, length, first, last, pairs) for first, last in sorted(chosen))


def _overlaps(first: int, last: int, others: list[tuple[int, int]]) -> bool:
    return any(first <= high and last >= low for low, high in others)


def best_first(marks: Marks, texts: Array | None = None) -> Array:
    """Return which marks to begin a window with, the best first.

    A window is worth the different targets it shows, then the marked words, then the marks; then the
    earlier one. Marks of several texts, whose words are numbered far apart, stay apart by the number of
    their text in ``texts``.
    """
    low = marks.first
    high = np.maximum(low - _LEAD + WINDOW - 1, marks.last)
    kinds, words, inside = np.zeros((3, len(marks)), dtype=np.int64)
    for target in np.unique(marks.target).tolist():
        own = marks.target == target
        first, last = marks.first[own], np.maximum.accumulate(marks.last[own])
        shown = np.searchsorted(last, high, side="right") - np.searchsorted(first, low)
        shown = np.maximum(shown, 0)
        kinds += shown > 0
        words += shown * int(last[0] - first[0] + 1)
        inside += shown
    keys = [low, -inside, -words, -kinds]
    order: Array = np.lexsort(keys if texts is None else [*keys, texts])
    return order


def _beginning(words: TextWords, place: int) -> int:
    """Return the word to begin at: that of the sentence when it is near, else a few words before the
    place."""
    earliest = max(0, place - WINDOW // 2)
    ends = _SENTENCE_END.findall(words.text, words.span(earliest)[0], words.span(place)[0])
    if not ends:
        return 0 if earliest == 0 else max(0, place - _LEAD)
    after = words.text.rindex(ends[-1], 0, words.span(place)[0]) + len(ends[-1])
    return words.first_from(after, earliest, place)


def _whole(words: TextWords, length: int, first: int, last: int) -> tuple[int, int]:
    """Return the words from one to another, with all that one character of them stands for: ﷺ."""
    while first > 0 and words.span(first - 1) == words.span(first):
        first -= 1
    while last + 1 < length and words.span(last + 1) == words.span(last):
        last += 1
    return first, last


def _cut(words: TextWords, length: int, first: int, last: int, pairs: Pairs) -> Snippet:
    text = words.text
    start, end = words.stretch(first, last)
    start = 0 if first == 0 else start
    end = len(text) if last == length - 1 else end
    shown = text[start:end].rstrip()
    within = pairs[bisect_left(pairs, (first, 0)) : bisect_left(pairs, (last + 1, 0))]
    spans = tuple(
        (low - start, high - start)
        for low, high in words.marked(pair for pair in within if pair[1] <= last)
        if low >= start and high <= start + len(shown)
    )
    return Snippet(shown, spans, start, before=start > 0, after=start + len(shown) < len(text.rstrip()))
