"""A question made ready for an index: each word becomes the groups of the vocabulary that stand for it.

The index's own vocabulary and frozen evidence decide, never the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..index.analysis import Analyzer, surface
from ..index.local import CHANNELS, Array, Vocabulary
from .memory import Memory
from .query import Alternative, Node, Phrase, Scoped, Sequence, Widened, Word
from .ranking import Ranking

_FINDS = 1e-9
"""The share of what is to find and not to score."""
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

    @property
    def counts(self) -> float:
        """What each time counts; what admits for no share is found all the same."""
        return self.share or (_FINDS if self.admits else 0.0)


@dataclass(frozen=True, slots=True)
class Group:
    """What one word of the question stands for.

    ``terms`` (ids of the vocabulary, ascending) admit an article to the hits. Snowball scores but does not
    admit: it joins too many words (فيروس and يروس). Linked words admit too, for a small share. ``own`` are
    the terms of the word itself. ``counted`` are all that count, ascending, and ``shares`` what each does:
    the sum of the shares of its scorers.
    """

    word: Word
    terms: Array
    scorers: tuple[Scorer, ...]
    own: Array
    counted: Array
    shares: Array

    @classmethod
    def of(cls, word: Word, terms: Array, scorers: tuple[Scorer, ...]) -> Group:
        """Return the group with what its scorers count together."""
        own = next(scorer.terms for scorer in scorers if scorer.own)
        counting = [scorer for scorer in scorers if scorer.counts]
        if len(counting) == 1:  # as of most words, and of a prefix, which may stand for thousands
            counted = counting[0].terms
            shares = np.full(len(counted), counting[0].counts)
        else:
            by_term: dict[int, float] = {}
            for scorer in counting:
                for term in scorer.terms.tolist():
                    by_term[term] = by_term.get(term, 0.0) + scorer.counts
            counted = np.array(sorted(by_term), dtype=own.dtype)
            shares = np.array([by_term[term] for term in counted.tolist()])
        return cls(word, terms, scorers, own, counted, shares)

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        arrays = (self.terms, self.counted, self.shares, *(scorer.terms for scorer in self.scorers))
        return 500 + sum(array.nbytes for array in arrays)


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


def _group(word: Word, vocabulary: Vocabulary, analyzer: Analyzer, ranking: Ranking) -> Group:
    if word.exact:
        term = vocabulary.terms.find(word.text)
        return _single("as written", word, np.array([term] if term >= 0 else [], dtype=np.int64))
    if word.prefix:
        return _single("words that begin so", word, _with_prefix(surface(word.text), vocabulary))
    stem, found = _by_channel(word.text, vocabulary, analyzer)
    # the stem key writes hamza otherwise than the surface key, so neither group holds all of the other
    found["stem"] = _union(found["stem"], found["surface"])
    scorers: dict[tuple[int, ...], Scorer] = {}
    for name, terms in found.items():
        own = name == "stem"
        _add(scorers, Scorer(name, ranking.channel_weight(name), terms, admits=own, own=own))
    admitted = found["stem"]
    for kind, linked in _linked(word, stem, vocabulary, analyzer).items():
        together = _union(found["stem"], linked)
        _add(scorers, Scorer(f"{kind} of it", ranking.link_weight, together, admits=True, own=False))
        admitted = _union(admitted, together)
    return Group.of(word, admitted, tuple(scorers.values()))


def _add(scorers: dict[tuple[int, ...], Scorer], scorer: Scorer) -> None:
    """Put in a scorer, together with the one of the same terms: channels often group the same words."""
    terms = tuple(scorer.terms.tolist())
    old = scorers.get(terms)
    if old is not None:
        scorer = Scorer(
            f"{old.name} and {scorer.name}",
            old.share + scorer.share,
            old.terms,
            old.admits or scorer.admits,
            old.own or scorer.own,
        )
    scorers[terms] = scorer


def _linked(word: Word, stem: str, vocabulary: Vocabulary, analyzer: Analyzer) -> dict[str, Array]:
    """Return the terms that are linked to a word, by the kind of the link; none for a literal word."""
    found: dict[str, Array] = {}
    for link in () if word.literal else analyzer.links(stem):
        terms = vocabulary.channels["stem"].of_key(link.key)
        found[link.kind] = _union(found[link.kind], terms) if link.kind in found else terms
    return found


def _by_channel(word: str, vocabulary: Vocabulary, analyzer: Analyzer) -> tuple[str, dict[str, Array]]:
    """Return the stem of a written word, and the terms each channel groups with it."""
    term = vocabulary.terms.find(word)
    channels = vocabulary.channels
    if term >= 0:
        groups = {name: channels[name].members(channels[name].codes.item(term)) for name in CHANNELS}
        return channels["stem"].key(term), groups
    forms = analyzer.forms(word)
    return forms.stem, {name: channels[name].of_key(getattr(forms, name)) for name in CHANNELS}


def _single(name: str, word: Word, terms: Array) -> Group:
    return Group.of(word, terms, (Scorer(name, 1.0, terms, admits=True, own=True),))


def _union(left: Array, right: Array) -> Array:
    if _equal(left, right):
        return left
    if len(left) + len(right) < _FEW:
        return np.array(sorted({*left.tolist(), *right.tolist()}), dtype=left.dtype)
    return np.union1d(left, right)


def _equal(left: Array, right: Array) -> bool:
    # most are of one term: as lists they are compared in a tenth of the time
    return len(left) == len(right) and left.tolist() == right.tolist()


def _with_prefix(key: str, vocabulary: Vocabulary) -> Array:
    channel = vocabulary.channels["surface"]
    members = [channel.members(code) for code in channel.keys.prefix(key)]
    return np.unique(np.concatenate(members)) if members else np.empty(0, dtype=np.int64)
