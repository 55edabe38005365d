"""Quotes that ask for too much: the words of a quoted phrase, as if nobody had quoted them."""

from __future__ import annotations

from dataclasses import replace

from ...index.analysis import STOP_WORDS
from ..query import Clause, Occur, Phrase, Sequence
from .offers import Offer
from .widen import Rescued

_QUESTION_MARKS = ("?", "\N{ARABIC QUESTION MARK}")
_REASON = "no article has the quoted words side by side with the rest of the question"
_ASKED = "in a sentence that ends with a question mark quotes are punctuation"


def is_asked(text: str) -> bool:
    """Say whether a question is a sentence that asks: there, writers set names and titles in quotes."""
    return text.rstrip().endswith(_QUESTION_MARKS)


def loosened(sequence: Sequence, text: str) -> tuple[Sequence, tuple[Rescued, ...]]:
    """Return the question with the words of its quoted phrases asked for apart, and what was so tried.

    ``text`` is what was typed. Phrases as written (a whole question in exact mode) and excluded ones stay.
    """
    clauses: list[Clause] = []
    taken: list[Rescued] = []
    for clause in sequence.clauses:
        node = clause.node
        if isinstance(node, Phrase) and _is_quoted(clause.occur, node):
            words = _apart(node)
            clauses += words
            offer = Offer("quotes", 0, len(words), (), _ASKED if is_asked(text) else _REASON)
            taken.append(Rescued(offer, node, (Sequence(tuple(words)),)))
        else:
            clauses.append(clause)
    return Sequence(tuple(clauses)), tuple(taken)


def _is_quoted(occur: Occur, phrase: Phrase) -> bool:
    return occur is Occur.MUST and not any(word.exact for word in phrase.words)


def _apart(phrase: Phrase) -> list[Clause]:
    stops = {word for word in phrase.words if word.text in STOP_WORDS}
    if len(stops) == len(set(phrase.words)):
        stops = set()
    return [Clause(Occur.SHOULD, replace(word, literal=False, stop=word in stops)) for word in phrase.words]
