"""What a question means, whatever storage answers it.

::

    Query       = Sequence
    Sequence    = clauses, each with its Occur: SHOULD (a bare word), MUST, MUST_NOT
    Alternative = one of several sequences (OR, أو)
    Widened     = what was typed, with what a rescue tries
    Word · Phrase · Scoped (a field's words) · Dates
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum


class Occur(Enum):
    """What a clause asks of an article."""

    SHOULD = "should"
    """Articles with all such clauses come first, those with some after."""
    MUST = "must"
    MUST_NOT = "must not"


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    ``exact`` wants it as written, with vowel signs that agree with those of ``vocalised``; ``prefix`` wants
    any word that begins so; ``stop`` asks for nothing alone; ``literal`` takes no linked words.
    """

    text: str
    exact: bool = False
    prefix: bool = False
    stop: bool = False
    literal: bool = False
    vocalised: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in this order; with ``slop``, within that many words more, in any order."""

    words: tuple[Word, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles of these days, both included; ``None`` leaves that end open."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Scoped:
    """A node that holds within one field."""

    field: str
    node: Node


@dataclass(frozen=True, slots=True)
class Alternative:
    """Articles that answer any of the nodes."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Widened:
    """A node as it was typed, and forms that are tried besides: what they find ranks below it."""

    typed: Node
    tried: tuple[Node, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What was typed and what is tried."""
        return self.typed, *self.tried


@dataclass(frozen=True, slots=True)
class Clause:
    """A node and what it asks."""

    occur: Occur
    node: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """Clauses side by side."""

    clauses: tuple[Clause, ...]

    @property
    def asked(self) -> tuple[Node, ...]:
        """What the clauses ask for; not what they exclude."""
        return tuple(clause.node for clause in self.clauses if clause.occur is not Occur.MUST_NOT)


Node = Word | Phrase | Dates | Scoped | Alternative | Widened | Sequence
EMPTY = Sequence(())
