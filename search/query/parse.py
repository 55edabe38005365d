"""The reader's language: text in, a ``Sequence`` out; any text means something.

A recursive descent over a dozen lexemes, by hand: the grammar is small, must never fail on free text, and
lets an operator be a word where it joins nothing (أو at the end of a question), which a generated parser
makes hard to say.

::

    alternatives = sequence (or sequence)*
    sequence     = ([and] ["-" | not] primary)+
    primary      = "(" alternatives ")" | field ":" primary | quoted ["~" n] | ["="] words ["*"]
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from ...index.analysis import STOP_WORDS, Analyzer, has_marks
from ...index.errors import QuerySyntaxError, QueryTooLongError
from ..limits import Limits
from . import dates
from .lexer import DATE_FIELDS, Lexeme, field_named, lex
from .nodes import Alternative, Clause, Node, Occur, Phrase, Scoped, Sequence, Word

DEFAULT = Limits()

_CLOSING = "?!,;\u061f\u060c\u061b\u06d4"  # what may follow a word without being part of it

_END = ""
"""The kind of what follows the last lexeme."""
_DATE_READERS = {"date": dates.parse_dates, "after": dates.after, "before": dates.before}


def parse(text: str, analyzer: Analyzer, limits: Limits = DEFAULT, *, exact: bool = False) -> Sequence:
    """Read a question; ``exact`` takes all its words as one phrase, as written.

    Raises ``QueryTooLongError`` beyond one of the limits, ``QuerySyntaxError`` for a date that is none.
    """
    if len(text) > limits.query_characters:
        raise QueryTooLongError(len(text), limits.query_characters)
    parser = _Parser([] if exact else lex(text), analyzer, limits)
    sequence = Sequence(tuple(parser.phrase(text, exact=True))) if exact else parser.alternatives(0)
    if parser.words > limits.query_words:
        raise QueryTooLongError(parser.words, limits.query_words, "words")
    if parser.clauses > limits.query_clauses:
        raise QueryTooLongError(parser.clauses, limits.query_clauses, "clauses")
    return sequence


class _Parser:
    """Reads lexemes from left to right; ``words`` counts the words, stop words aside, ``clauses`` all that is
    asked."""

    def __init__(self, lexemes: list[Lexeme], analyzer: Analyzer, limits: Limits) -> None:
        self._left, self._analyzer, self._limits = lexemes[::-1], analyzer, limits
        self._look()
        self.words = self.clauses = 0

    def alternatives(self, depth: int) -> Sequence:
        if depth > self._limits.query_depth:
            raise QueryTooLongError(depth, self._limits.query_depth, "nested parentheses")
        sequences = [self._sequence(depth)]
        while self._kind == "or":
            self._take()
            sequences.append(self._sequence(depth))
        asking = [_asking_something(sequence) for sequence in sequences if sequence.clauses]
        if len(asking) <= 1:
            return asking[0] if asking else Sequence(())
        return Sequence((Clause(Occur.SHOULD, Alternative(tuple(map(_simplest, asking)))),))

    def _sequence(self, depth: int) -> Sequence:
        clauses: list[Clause] = []
        while self._kind not in ("or", "close", _END):
            joined, negated = self._kind == "and", False
            if joined:
                self._take()
                clauses[-1:] = map(_must, clauses[-1:])
            while self._kind in ("minus", "not"):
                self._take()
                negated = True
            found = self._primary(depth) if self._kind not in ("close", _END) else []
            if negated and found:
                found = [Clause(Occur.MUST_NOT, _literal(_together(found)))]
            clauses += map(_must, found) if joined else found
            self.clauses += len(found)
        return Sequence(tuple(clauses))

    def _primary(self, depth: int) -> list[Clause]:
        lexeme = self._take()
        if lexeme.kind == "open":
            inner = self.alternatives(depth + 1)
            if self._kind == "close":
                self._take()
            return list(inner.clauses) if len(inner.clauses) <= 1 else [Clause(Occur.SHOULD, inner)]
        if lexeme.kind == "field" and self._left:
            return self._field(lexeme, depth)
        if lexeme.kind == "quoted":
            return self.phrase(lexeme.text, slop=lexeme.slop)
        return self._words(lexeme.text)

    def _field(self, field: Lexeme, depth: int) -> list[Clause]:
        name, value = field_named(field.text), self._left[-1]
        if name is None or value.kind not in ("quoted", "open", "run"):
            return self._words(field.text)
        if name not in DATE_FIELDS:
            found = self._primary(depth)
            return [Clause(Occur.MUST, Scoped(name, _together(found)))] if found else []
        digits = _western(value.text.rstrip(_CLOSING))
        if not digits.strip(".")[:1].isdigit():
            return self._words(field.text) + self._primary(depth)
        self._take()
        try:
            return [Clause(Occur.MUST, _DATE_READERS[name](digits))]
        except ValueError as error:
            raise QuerySyntaxError(value.position, str(error)) from None

    def _words(self, text: str) -> list[Clause]:
        if text.startswith("="):
            words = self._exact(text)
        else:
            words = [Word(term, stop=term in STOP_WORDS) for term in self._analyzer.terms(text)]
        self.words += [word.stop for word in words].count(False)
        cut = bool(words) and text.rstrip(_CLOSING).endswith("*")
        if cut and len(words[-1].text) >= self._limits.prefix_letters:
            words[-1] = Word(words[-1].text, prefix=True)
        return [Clause(Occur.SHOULD, word) for word in words]

    def phrase(self, text: str, *, exact: bool = False, slop: int = 0) -> list[Clause]:
        words = (
            self._exact(text) if exact else [Word(term, literal=True) for term in self._analyzer.terms(text)]
        )
        self.words += len(words)
        return [Clause(Occur.MUST, Phrase(tuple(words), slop))] if words else []

    def _exact(self, text: str) -> list[Word]:
        """Return the words as written, with their vowel signs where they bear any."""
        return [
            Word(written, exact=True, vocalised=form if has_marks(form) else "")
            for written, form in self._analyzer.vocalised(text)
        ]

    def _take(self) -> Lexeme:
        lexeme = self._left.pop()
        self._look()
        return lexeme

    def _look(self) -> None:
        self._kind = self._left[-1].kind if self._left else _END


def _western(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)


def _must(clause: Clause) -> Clause:
    if clause.occur is not Occur.SHOULD:
        return clause
    node = replace(clause.node, stop=False) if isinstance(clause.node, Word) else clause.node
    return Clause(Occur.MUST, node)


def _together(clauses: list[Clause]) -> Node:
    """Return one node that wants all of the clauses: words that were typed as one stay side by side."""
    words = [clause.node for clause in clauses if isinstance(clause.node, Word)]
    if len(clauses) == 1 and clauses[0].occur is not Occur.MUST_NOT:
        return _must(clauses[0]).node
    if len(words) == len(clauses) > 1:
        return Phrase(tuple(replace(word, stop=False, literal=not word.exact) for word in words))
    return Sequence(tuple(clauses))


def _literal(node: Node) -> Node:
    """Return the node without what is linked to its words: who leaves out روسيا keeps the Russian."""
    if isinstance(node, Word):
        return replace(node, literal=not node.exact)
    if isinstance(node, Scoped):
        return replace(node, node=_literal(node.node))
    if isinstance(node, Alternative):
        return Alternative(tuple(map(_literal, node.nodes)))
    if isinstance(node, Sequence):
        return Sequence(tuple(replace(clause, node=_literal(clause.node)) for clause in node.clauses))
    return node


def _simplest(sequence: Sequence) -> Node:
    alone = len(sequence.clauses) == 1 and sequence.clauses[0].occur is not Occur.MUST_NOT
    return sequence.clauses[0].node if alone else sequence


def _asking_something(sequence: Sequence) -> Sequence:
    """Let stop words count where a question, or a group of it, asks for no other word."""
    asked = [clause.node for clause in sequence.clauses if clause.occur is not Occur.MUST_NOT]
    if not all(isinstance(node, Word) and node.stop for node in asked):
        return sequence
    clauses = (
        replace(clause, node=replace(clause.node, stop=False)) if isinstance(clause.node, Word) else clause
        for clause in sequence.clauses
    )
    return Sequence(tuple(clauses))
