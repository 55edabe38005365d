"""A question made ready for an index: each word becomes the groups of the vocabulary that stand for it.

The index's own vocabulary and frozen evidence decide, never the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..index.analysis import Analyzer, Forms
from ..index.local import CHANNELS, Array, Vocabulary
from .query import Alternative, Node, Phrase, Scoped, Sequence, Word
from .ranking import Ranking

MAX_EXPANSIONS = 1024
"""Words of the vocabulary that one prefix may stand for."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one word of the question stands for.

    ``terms`` (ids of the vocabulary, ascending) admit an article to the hits; ``channels`` are (share,
    terms) pairs that score it. Snowball scores but does not admit: it joins too many words (فيروس and
    يروس).
    """

    word: Word
    terms: Array
    channels: tuple[tuple[float, Array], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The question and the group of each word in it."""

    sequence: Sequence
    groups: Mapping[Word, Group]


def make_plan(sequence: Sequence, vocabulary: Vocabulary, analyzer: Analyzer, ranking: Ranking) -> Plan:
    """Resolve every word of the question."""
    found = set(words_of(sequence))
    return Plan(sequence, {word: _group(word, vocabulary, analyzer, ranking) for word in found})


def words_of(node: Node) -> Iterator[Word]:
    """Yield every word of a node, in order."""
    if isinstance(node, Word):
        yield node
    elif isinstance(node, Phrase):
        yield from node.words
    elif isinstance(node, Scoped):
        yield from words_of(node.node)
    elif isinstance(node, Alternative):
        for inner in node.nodes:
            yield from words_of(inner)
    elif isinstance(node, Sequence):
        for clause in node.clauses:
            yield from words_of(clause.node)


def forms_of(word: str, vocabulary: Vocabulary, analyzer: Analyzer) -> Forms:
    """Return the keys of a written word: those frozen in the index, or by the frozen evidence for a word it
    lacks."""
    term = vocabulary.terms.find(word)
    return vocabulary.forms(term) if term >= 0 else analyzer.forms(word)


def _group(word: Word, vocabulary: Vocabulary, analyzer: Analyzer, ranking: Ranking) -> Group:
    if word.exact:
        term = vocabulary.terms.find(word.text)
        terms = np.array([term] if term >= 0 else [], dtype=np.int64)
        return Group(word, terms, ((1.0, terms),))
    forms = forms_of(word.text, vocabulary, analyzer)
    if word.prefix:
        terms = _with_prefix(forms.surface, vocabulary)
        return Group(word, terms, ((1.0, terms),))
    found = {name: vocabulary.channels[name].of_key(getattr(forms, name)) for name in CHANNELS}
    # the stem key writes hamza otherwise than the surface key, so neither group holds all of the other
    found["stem"] = np.union1d(found["stem"], found["surface"])
    channels = tuple((ranking.channel_weight(name), found[name]) for name in CHANNELS)
    return Group(word, found["stem"], channels)


def _with_prefix(key: str, vocabulary: Vocabulary) -> Array:
    channel = vocabulary.channels["surface"]
    members = [channel.members(code) for code in channel.keys.prefix(key)[:MAX_EXPANSIONS]]
    return np.unique(np.concatenate(members)) if members else np.empty(0, dtype=np.int64)
