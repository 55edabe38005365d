"""A question widened: words stay as they were typed, with what the rescues offer beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence as Many
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from ..query import Alternative, Clause, Node, Occur, Phrase, Scoped, Sequence, Widened, Word
from .clitics import clitics
from .endings import endings
from .known import Known
from .layout import layout
from .months import months
from .names import names
from .numbers import numbers
from .offers import Form, Offer, Room, Run
from .places import places
from .script import script
from .spaces import spaces

RESCUES: tuple[Room, ...] = (months, numbers, places, script, spaces, names, endings, clitics, layout)
"""The rooms; where two offer other stretches of the same words, the earlier one is taken."""
MAX_OFFERS = 12
"""Offers that one question may take."""
_KEPT = 1024
"""Runs of words whose offers are kept for the next question."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """An offer that was taken: the node that was typed and those that are tried besides."""

    offer: Offer
    typed: Node
    tried: tuple[Node, ...]


class Rescues:
    """Widens questions to one snapshot; shared by threads."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._offers: Callable[[tuple[Word, ...], str], tuple[Offer, ...]] = lru_cache(_KEPT)(self._offered)

    def widen(self, sequence: Sequence, text: str = "") -> tuple[Sequence, tuple[Rescued, ...]]:
        """Return the question with the offers of every rescue, and those offers; without any, the question.

        ``text`` is what was typed. Quoted, exact and excluded words, prefixes and stop words stay alone.
        """
        widening = _Widening(self._offers, text if all(map(_is_plain, sequence.clauses)) else "")
        widened = widening.sequence(sequence, lambda node: node)
        return (widened, tuple(widening.taken)) if widening.taken else (sequence, ())

    def _offered(self, words: tuple[Word, ...], text: str) -> tuple[Offer, ...]:
        """Return what the rooms offer, lying apart or in one another; of two that cross, the earlier one."""
        run = Run(words, text)
        kept: list[Offer] = []
        for offer in (offer for room in RESCUES for offer in room(run, self._known)):
            if not any(_cross(offer, other) for other in kept):
                kept.append(offer)
        return tuple(kept)


def _is_plain(clause: Clause) -> bool:
    node = clause.node
    return clause.occur is not Occur.MUST_NOT and isinstance(node, Word) and not (node.exact or node.prefix)


class _Widening:
    def __init__(self, offers: Callable[[tuple[Word, ...], str], tuple[Offer, ...]], text: str) -> None:
        self._offers, self._text = offers, text
        self.taken: list[Rescued] = []

    def sequence(self, sequence: Sequence, within: Callable[[Node], Node]) -> Sequence:
        clauses: list[Clause] = []
        for (plain, _), group in groupby(sequence.clauses, lambda clause: (_is_plain(clause), clause.occur)):
            found = list(group)
            if plain:
                clauses += self._run(found, within)
            else:
                clauses += [replace(clause, node=self._node(clause, within)) for clause in found]
        return Sequence(tuple(clauses))

    def _node(self, clause: Clause, within: Callable[[Node], Node]) -> Node:
        return clause.node if clause.occur is Occur.MUST_NOT else self._inner(clause.node, within)

    def _inner(self, node: Node, within: Callable[[Node], Node]) -> Node:
        if isinstance(node, Sequence):
            return self.sequence(node, within)
        if isinstance(node, Alternative):
            return Alternative(tuple(self._inner(inner, within) for inner in node.nodes))
        if isinstance(node, Scoped):
            return Scoped(node.field, self._inner(node.node, lambda inner: within(Scoped(node.field, inner))))
        if isinstance(node, Word):
            clauses = [Clause(Occur.MUST, node)]
            if _is_plain(clauses[0]):
                return self._run(clauses, within)[0].node
        return node

    def _run(self, clauses: list[Clause], within: Callable[[Node], Node]) -> list[Clause]:
        words = tuple([clause.node for clause in clauses if isinstance(clause.node, Word)])
        offers = self._offers(words, self._text)[: MAX_OFFERS - len(self.taken)]
        return self._stretch(clauses, offers, 0, len(clauses), within) if offers else clauses

    def _stretch(
        self,
        clauses: list[Clause],
        offers: Many[Offer],
        first: int,
        last: int,
        within: Callable[[Node], Node],
    ) -> list[Clause]:
        """Return the clauses from ``first`` to before ``last`` with the offers that lie in there."""
        found: list[Clause] = []
        while first < last:
            own = [offer for offer in offers if offer.first == first and offer.last <= last]
            end = max((offer.last for offer in own), default=first + 1)
            whole = [offer for offer in own if offer.last == end]
            inner = [offer for offer in offers if offer not in whole]
            parts = (
                self._stretch(clauses, inner, first, end, within) if end - first > 1 else clauses[first:end]
            )
            found += self._with_offers(clauses[first:end], parts, whole, within) if whole else parts
            first = end
        return found

    def _with_offers(
        self,
        typed: list[Clause],
        parts: list[Clause],
        offers: Iterable[Offer],
        within: Callable[[Node], Node],
    ) -> list[Clause]:
        nodes = [_together(parts)]
        for offer in offers:
            tried = tuple(node for node in map(_node_of, offer.forms) if node not in nodes)
            nodes += tried
            if tried:
                self.taken.append(Rescued(offer, within(_together(typed)), tuple(map(within, tried))))
        return [Clause(typed[0].occur, Widened(nodes[0], tuple(nodes[1:])))] if len(nodes) > 1 else parts


def _cross(one: Offer, other: Offer) -> bool:
    return one.first < other.first < one.last < other.last or other.first < one.first < other.last < one.last


def _together(clauses: Many[Clause]) -> Node:
    return clauses[0].node if len(clauses) == 1 else Sequence(tuple(clauses))


def _node_of(words: Form) -> Node:
    return words[0] if len(words) == 1 else Phrase(words)
