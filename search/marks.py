"""Where in a text the words of a question stand.

The text is read by the analysis that indexed it, so every mark is a whole word of the original, clitics and
vowel signs included, and a phrase is one mark from its first word to its last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ..index.analysis import Token
from ..index.local import Vocabulary
from .plan import Plan
from .query import Alternative, Node, Occur, Phrase, Scoped, Sequence as Clauses, Word
from .results import Span


@dataclass(frozen=True, slots=True)
class Target:
    """Something to mark in a field: a word alone, or several as a phrase.

    ``words`` holds, for each place of the phrase, the written words that may stand there.
    """

    words: tuple[frozenset[str], ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span, the target it belongs to, and its place among the tokens."""

    start: int
    end: int
    target: int
    first: int
    last: int


def targets(plan: Plan, field: str, vocabulary: Vocabulary) -> list[Target]:
    """Return what the question wants marked in a field; nothing that it excludes."""
    written = {
        word: frozenset(vocabulary.terms[int(term)] for term in group.terms)
        for word, group in plan.groups.items()
        if not word.stop
    }
    return [
        Target(tuple(written[word] for word in words), slop)
        for words, slop in _wanted(plan.sequence, field)
        if all(word in written for word in words)
    ]


def _wanted(node: Node, field: str) -> Iterator[tuple[tuple[Word, ...], int]]:
    if isinstance(node, Word):
        yield (node,), 0
    elif isinstance(node, Phrase):
        yield node.words, node.slop
    elif isinstance(node, Scoped):
        if node.field == field:
            yield from _wanted(node.node, field)
    elif isinstance(node, Alternative):
        for inner in node.nodes:
            yield from _wanted(inner, field)
    elif isinstance(node, Clauses):
        for clause in node.clauses:
            if clause.occur is not Occur.MUST_NOT:
                yield from _wanted(clause.node, field)


def find_marks(tokens: Sequence[Token], wanted: Sequence[Target]) -> list[Mark]:
    """Return the marks in reading order; they may overlap."""
    at: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        at.setdefault(token.written, []).append(index)
    found = [mark for number, target in enumerate(wanted) for mark in _marks(tokens, at, number, target)]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _marks(tokens: Sequence[Token], at: dict[str, list[int]], number: int, target: Target) -> Iterator[Mark]:
    places = [sorted(index for word in words for index in at.get(word, ())) for words in target.words]
    runs = _near(places, target.slop) if target.slop else _adjacent(places)
    for first, last in runs:
        # on a line stored backwards the last word of a phrase begins first
        spans = [(tokens[index].start, tokens[index].end) for index in (first, last)]
        yield Mark(min(spans)[0], max(end for _, end in spans), number, first, last)


def _adjacent(places: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    rest = [frozenset(found) for found in places[1:]]
    for first in places[0]:
        if all(first + offset in found for offset, found in enumerate(rest, start=1)):
            yield first, first + len(rest)


def _near(places: Sequence[Sequence[int]], slop: int) -> Iterator[tuple[int, int]]:
    """Yield each word of every window that holds all the words."""
    width = len(places) + slop
    # a word asked for twice must stand there twice
    times = [1 + list(places[:number]).count(found) for number, found in enumerate(places)]
    marked: set[int] = set()
    for end in sorted(set(chain.from_iterable(places))):
        latest = [bisect_right(found, end) - time for found, time in zip(places, times, strict=True)]
        window = [found[at] for found, at in zip(places, latest, strict=True) if at >= 0]
        if len(window) == len(places) and end - min(window) < width:
            marked.update(window)
    yield from ((place, place) for place in sorted(marked))


def spans_of(marks: Sequence[Mark]) -> tuple[Span, ...]:
    """Return the marks' spans, ascending and apart; overlapping ones become one."""
    spans: list[Span] = []
    for mark in marks:
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        else:
            spans.append((mark.start, mark.end))
    return tuple(spans)
