"""Which words of a text a question marks.

A mark runs from one word to another, both counted from the beginning of the text; a phrase is one mark from
its first word to its last. The words are those the analysis found when it indexed the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..index.local import Array, Snapshot, Vocabulary
from .phrases import adjacent, windows
from .plan import Plan
from .query import Dates, Node, Phrase, Scoped, Sequence as Clauses, Word
from .results import Span
from .words import TextWords


@dataclass(frozen=True, slots=True)
class Target:
    """Something to mark: a word alone, or several as a phrase."""

    words: tuple[Word, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in reading order: the first and the last word of each and the number of its target; they may
    overlap."""

    first: Array
    last: Array
    target: Array

    def __len__(self) -> int:
        """Count the marks."""
        return len(self.first)

    def pairs(self) -> list[tuple[int, int]]:
        """Return the first and the last word of each."""
        return list(zip(self.first.tolist(), self.last.tolist(), strict=True))

    def spans(self, words: TextWords) -> tuple[Span, ...]:
        """Return the characters of the marks in their text, as ``TextWords.marked`` does."""
        return words.marked(self.pairs())


def targets(plan: Plan, field: str) -> list[Target]:
    """Return what the question wants marked in a field, each once; nothing that it excludes."""
    found = dict.fromkeys(Target(words, slop) for words, slop in _wanted(plan.sequence, field))
    return [target for target in found if not any(word.stop for word in target.words)]


def _wanted(node: Node, field: str) -> Iterator[tuple[tuple[Word, ...], int]]:
    if isinstance(node, Word):
        yield (node,), 0
    elif isinstance(node, Phrase):
        yield node.words, node.slop
    elif isinstance(node, Scoped):
        if node.field == field:
            yield from _wanted(node.node, field)
    elif not isinstance(node, Dates):
        for inner in node.asked if isinstance(node, Clauses) else node.nodes:
            yield from _wanted(inner, field)


def find_marks(positions: Mapping[Word, Array], wanted: Sequence[Target]) -> Marks:
    """Return the marks of a text in which the words stand at these positions, ascending."""
    found = [_ends(target, [positions[word] for word in target.words]) for target in wanted]
    first = np.concatenate([np.empty(0, np.int64), *(first for first, _ in found)])
    last = np.concatenate([np.empty(0, np.int64), *(last for _, last in found)])
    target = np.repeat(np.arange(len(found)), [len(first) for first, _ in found])
    order = np.lexsort((-last, first))
    return Marks(first[order], last[order], target[order])


def _ends(target: Target, positions: Sequence[Array]) -> tuple[Array, Array]:
    """Return the first and the last word of each mark of a target."""
    if target.slop:
        # words apart are marked each by itself
        near = np.unique(np.concatenate(windows(positions, target.slop)))
        return near, near
    first = adjacent(positions)
    return first, first + len(positions) - 1


def marked_in(text: str, field: str, plan: Plan, snapshot: Snapshot) -> tuple[Span, ...]:
    """Return what a question marks in a text, read anew as that field of an article."""
    wanted = targets(plan, field)
    if not text or not wanted:
        return ()
    at: dict[str, list[int]] = {}
    for number, term in enumerate(snapshot.analyzer.terms(text)):
        at.setdefault(term, []).append(number)
    positions = {
        word: _positions(plan.groups[word].terms.tolist(), at, snapshot.vocabulary)
        for word in {word for target in wanted for word in target.words}
    }
    return find_marks(positions, wanted).spans(TextWords(text, snapshot.analyzer))


def _positions(own: list[int], at: Mapping[str, list[int]], vocabulary: Vocabulary) -> Array:
    """Return the numbers, ascending, that the words of a text have ``at`` which are among the terms."""
    terms = vocabulary.terms
    if len(own) <= len(at):
        held = [at.get(terms[term], []) for term in own]
    else:
        # a prefix stands for more terms than a text has words
        known = set(own)
        held = [numbers for word, numbers in at.items() if terms.find(word) in known]
    return np.array(sorted(chain.from_iterable(held)), dtype=np.int64)
