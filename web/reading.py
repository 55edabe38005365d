"""An article as a page of it is read: its paragraphs with numbered marks, and the places of the marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from markupsafe import Markup

from ..search import mark

Span = tuple[int, int]
Numbered = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class Place:
    """One match in its context; ``number`` is that of the mark it links to, ``m1`` being the first."""

    number: int
    before: str
    match: str
    after: str


def numbered(text: str, spans: Sequence[Span], *, first: int = 1) -> Markup:
    """Return the text escaped, each span in a ``<mark>`` with an id that counts from ``m{first}``.

    Spans are half-open character ranges, ascending and apart.

    >>> numbered("طريق الحرير", [(5, 11)])
    Markup('طريق <mark id="m1">الحرير</mark>')
    """
    return Markup("").join(_pieces(text, [(start, end, first + i) for i, (start, end) in enumerate(spans)]))


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """Return the text escaped, each span in a ``<mark>``."""
    return Markup(mark(text, spans))


def paragraphs(text: str, spans: Sequence[Span], *, first: int = 1) -> list[Markup]:
    """Return each paragraph that is not blank as ``numbered`` would.

    A span over the end of a paragraph is marked on both sides; the id stands on its beginning.
    """
    ends = [end for _, end in spans]
    marked: list[Markup] = []
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            inside = _clipped(spans, bisect_right(ends, begin), begin, begin + len(line), first)
            marked.append(Markup("").join(_pieces(line, list(inside))))
        begin += len(line) + 1
    return marked


def places(
    text: str, spans: Sequence[Span], *, first: int = 1, most: int = 50, around: int = 36
) -> list[Place]:
    """Return the first matches with up to ``around`` characters of whole words on either side."""
    return [
        Place(first + i, _before(text[:start], around), text[start:end], _after(text[end:], around))
        for i, (start, end) in enumerate(spans[:most])
    ]


def _clipped(spans: Sequence[Span], nth: int, begin: int, end: int, first: int) -> Iterator[Numbered]:
    for number, (start, stop) in enumerate(islice(spans, nth, None), nth + first):
        if start >= end:
            return
        yield max(start, begin) - begin, min(stop, end) - begin, number if start >= begin else None


def _pieces(text: str, spans: Sequence[Numbered]) -> Iterator[Markup]:
    done = 0
    for start, end, number in spans:
        identity = "" if number is None else f' id="m{number}"'
        yield Markup(f"{escape(text[done:start])}<mark{identity}>{escape(text[start:end])}</mark>")
        done = end
    yield Markup(escape(text[done:]))


def _before(text: str, around: int) -> str:
    line = text[-around - 1 :].rpartition("\n")[2]
    return line if len(line) <= around else line.partition(" ")[2]


def _after(text: str, around: int) -> str:
    line = text[: around + 1].partition("\n")[0]
    return line if len(line) <= around else line.rpartition(" ")[0]
