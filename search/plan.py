"""A question made ready for an index: each word becomes the groups of the vocabulary that stand for it.

The index's own vocabulary and frozen evidence decide, never the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..index.analysis import Analyzer, Forms
from ..index.local import CHANNELS, Array, Vocabulary
from .memory import Memory
from .query import Alternative, Node, Phrase, Scoped, Sequence, Widened, Word
from .ranking import Ranking

_FEW = 64
"""Terms that are rather put together as a set than as arrays."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Terms (ids of the vocabulary, ascending) that count for a share of the word, under the name of their
    channel.

    ``admits``: an article that holds one is a hit. ``own``: the articles that hold one are those of the word
    itself, and say how rare it is.
    """

    name: str
    share: float
    terms: Array
    admits: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one word of the question stands for.

    ``terms`` (ids of the vocabulary, ascending) admit an article to the hits. Snowball scores but does not
    admit: it joins too many words (فيروس and يروس). Linked words admit too, for a small share.
    """

    word: Word
    terms: Array
    scorers: tuple[Scorer, ...]

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return 500 + self.terms.nbytes + sum(scorer.terms.nbytes for scorer in self.scorers)


@dataclass(frozen=True, slots=True)
class Plan:
    """The question and the group of each word in it."""

    sequence: Sequence
    groups: Mapping[Word, Group]


def make_plan(
    sequence: Sequence,
    vocabulary: Vocabulary,
    analyzer: Analyzer,
    ranking: Ranking,
    groups: Memory[Group] | None = None,
    others: Iterable[Node] = (),
) -> Plan:
    """Resolve every word of the question, and of ``others`` that will be compared with it.

    ``groups`` remembers what words stand for in this vocabulary.
    """

    def resolved(word: Word) -> Group:
        def make() -> Group:
            return _group(word, vocabulary, analyzer, ranking)

        return make() if groups is None else groups.get(word, make)

    return Plan(sequence, {word: resolved(word) for node in (sequence, *others) for word in words_of(node)})


def words_of(node: Node) -> Iterator[Word]:
    """Yield every word of a node, in order."""
    if isinstance(node, Word):
        yield node
    elif isinstance(node, Phrase):
        yield from node.words
    elif isinstance(node, Scoped):
        yield from words_of(node.node)
    elif isinstance(node, Alternative | Widened):
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
        return _single("as written", word, np.array([term] if term >= 0 else [], dtype=np.int64))
    if word.prefix:
        forms = forms_of(word.text, vocabulary, analyzer)
        return _single("words that begin so", word, _with_prefix(forms.surface, vocabulary))
    forms, found = _by_channel(word.text, vocabulary, analyzer)
    # the stem key writes hamza otherwise than the surface key, so neither group holds all of the other
    found["stem"] = _union(found["stem"], found["surface"])
    scorers: list[Scorer] = []
    for name, terms in found.items():
        stem = name == "stem"
        _add(scorers, Scorer(name, ranking.channel_weight(name), terms, admits=stem, own=stem))
    admitted = found["stem"]
    for kind, linked in _linked(word, forms.stem, vocabulary, analyzer).items():
        together = _union(found["stem"], linked)
        _add(scorers, Scorer(f"{kind} of it", ranking.link_weight, together, admits=True, own=False))
        admitted = _union(admitted, together)
    return Group(word, admitted, tuple(scorers))


def _add(scorers: list[Scorer], scorer: Scorer) -> None:
    """Append a scorer; channels that group the same words are computed once."""
    twin = _same(scorers, scorer.terms)
    if twin is None:
        scorers.append(scorer)
        return
    old = scorers[twin]
    scorers[twin] = Scorer(
        f"{old.name} and {scorer.name}",
        old.share + scorer.share,
        old.terms,
        old.admits or scorer.admits,
        old.own or scorer.own,
    )


def _linked(word: Word, stem: str, vocabulary: Vocabulary, analyzer: Analyzer) -> dict[str, Array]:
    """Return the terms that are linked to a word, by the kind of the link; none for a literal word."""
    found: dict[str, Array] = {}
    for link in () if word.literal else analyzer.links(stem):
        terms = vocabulary.channels["stem"].of_key(link.key)
        found[link.kind] = _union(found[link.kind], terms) if link.kind in found else terms
    return found


def _by_channel(word: str, vocabulary: Vocabulary, analyzer: Analyzer) -> tuple[Forms, dict[str, Array]]:
    """Return the keys of a written word, and the terms each channel groups with it."""
    term = vocabulary.terms.find(word)
    channels = vocabulary.channels
    if term >= 0:
        groups = {name: channels[name].members(int(channels[name].codes[term])) for name in CHANNELS}
        return vocabulary.forms(term), groups
    forms = analyzer.forms(word)
    return forms, {name: channels[name].of_key(getattr(forms, name)) for name in CHANNELS}


def _single(name: str, word: Word, terms: Array) -> Group:
    return Group(word, terms, (Scorer(name, 1.0, terms, admits=True, own=True),))


def _union(left: Array, right: Array) -> Array:
    if _equal(left, right):
        return left
    if len(left) + len(right) < _FEW:
        return np.array(sorted({*left.tolist(), *right.tolist()}), dtype=left.dtype)
    return np.union1d(left, right)


def _equal(left: Array, right: Array) -> bool:
    # most are of one term: as lists they are compared in a tenth of the time
    return len(left) == len(right) and left.tolist() == right.tolist()


def _same(scorers: list[Scorer], terms: Array) -> int | None:
    found = (place for place, scorer in enumerate(scorers) if _equal(scorer.terms, terms))
    return next(found, None)


def _with_prefix(key: str, vocabulary: Vocabulary) -> Array:
    channel = vocabulary.channels["surface"]
    members = [channel.members(code) for code in channel.keys.prefix(key)]
    return np.unique(np.concatenate(members)) if members else np.empty(0, dtype=np.int64)
