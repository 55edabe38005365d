"""How what is being typed may go on: words of the collection, and its titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from ...index.analysis import ARTICLE, STOP_WORDS, surface
from ...index.local import Array, Snapshot
from ..results import Suggestion

MAX_SUGGESTIONS = 20
_TITLE_SHARE = 3 / 8
"""Of all places, those that titles may take from words."""
_ARTICLE_SHARE = 1 / 4
"""Of the words' places, those that words behind the article may take from others."""
_TWINS = 4
"""Articles looked at for one title: news repeat themselves."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed: the last word's ``key``, and the surface codes that begin so, without the article and
    behind it; the codes of the words ``before`` it, -1 for an unknown one, and their ``text``."""

    key: str
    direct: range
    behind: range
    before: Sequence[int]
    text: str


def complete(snapshot: Snapshot, typed: str, count: int) -> tuple[Suggestion, ...]:
    """Return at most ``count`` ways to go on, words before titles; none for nothing typed.

    Words that follow the typed ones in titles come first, then the commonest; those that begin so behind
    the article later, stop words last. Titles hold the typed words side by side: first those that begin
    with them, then the newest.
    """
    unfinished = _read(snapshot, typed)
    if unfinished is None:
        return ()
    places = _in_titles(snapshot, unfinished)
    titles = _titles(snapshot, places - len(unfinished.before), count)
    some = list(islice(titles, int(count * _TITLE_SHARE)))
    words = _words(snapshot, unfinished, places, count - len(some))
    return (*words, *some, *islice(titles, count - len(some) - len(words)))


def _read(snapshot: Snapshot, typed: str) -> Unfinished | None:
    tokens = list(snapshot.analyzer.tokens(typed))
    if not tokens:
        return None
    # behind a space or a sign a new word begins, of which nothing is typed yet
    last = tokens.pop() if tokens[-1].end == len(typed) else None
    keys = snapshot.vocabulary.channels["surface"].keys
    key = surface(last.written) if last else ""
    return Unfinished(
        key=key,
        direct=keys.prefix(key),
        behind=keys.prefix(ARTICLE + key) if key else range(0),
        before=[keys.find(surface(token.written)) for token in tokens],
        text=typed[: last.start] if last else typed,
    )


def _in_titles(snapshot: Snapshot, unfinished: Unfinished) -> Array:
    """Return the places in titles where words begin so, right after the words before."""
    titles, ranges = snapshot.titles, (unfinished.direct, unfinished.behind)
    if not unfinished.before:
        return np.concatenate([titles.places_of(codes) for codes in ranges])
    last = unfinished.before[-1]
    # of an unknown word there are no places
    places = titles.places_of(range(max(last, 0), last + 1)) + 1
    places = places[places < len(titles.words)]
    for back, code in enumerate(reversed(unfinished.before), start=1):
        places = places[places >= back]
        together = titles.numbers[places - back] == titles.numbers[places]
        places = places[together & (titles.words[places - back] == code)]
    words = titles.words[places]
    within = [(words >= codes.start) & (words < codes.stop) for codes in ranges]
    found: Array = places[within[0] | within[1]]
    return found


def _words(snapshot: Snapshot, unfinished: Unfinished, places: Array, count: int) -> list[Suggestion]:
    freqs, vocabulary = snapshot.spellings.freqs, snapshot.vocabulary
    codes: list[int] = []
    if unfinished.before:
        following, often = np.unique(snapshot.titles.words[places], return_counts=True)
        codes = following[np.lexsort((-freqs[following], -often))].tolist()
    if unfinished.key:
        stops = sum(stop.startswith(unfinished.key) for stop in _stop_keys())
        direct = _commonest(freqs, unfinished.direct, count + stops)
        behind = _commonest(freqs, unfinished.behind, count)
        kept = count + stops - min(len(behind), int(count * _ARTICLE_SHARE))
        codes += [*direct[:kept], *behind, *direct[kept:]]
    texts = {code: vocabulary.terms[int(snapshot.spellings.best[code])] for code in codes}
    ordered = sorted(texts, key=lambda code: texts[code] in STOP_WORDS)
    return [Suggestion(unfinished.text + texts[code], "word", int(freqs[code])) for code in ordered[:count]]


def _commonest(freqs: Array, codes: range, count: int) -> list[int]:
    """Return the codes of a range that most articles hold, the commonest first."""
    own = freqs[codes.start : codes.stop]
    if len(own) > count:
        least = np.partition(own, len(own) - count)[len(own) - count]
        chosen = np.flatnonzero(own > least)
        chosen = np.concatenate([chosen, np.flatnonzero(own == least)[: count - len(chosen)]])
    else:
        chosen = np.arange(len(own))
    found: list[int] = (chosen[np.lexsort((chosen, -own[chosen]))] + codes.start).tolist()
    return found


@cache
def _stop_keys() -> tuple[str, ...]:
    return tuple(map(surface, STOP_WORDS))


def _titles(snapshot: Snapshot, starts: Array, count: int) -> Iterator[Suggestion]:
    """Yield the titles in which the typed words begin at these places, each once."""
    titles = snapshot.titles
    numbers = titles.numbers[starts]
    inside = (starts > 0) & (titles.numbers[starts - 1] == numbers)
    ranks = numbers + np.where(inside, len(titles.docs), 0)
    most = count * _TWINS
    best = np.sort(np.partition(ranks, most)[:most] if len(ranks) > most else ranks)
    told = set()
    for number in (best % max(1, len(titles.docs))).tolist():
        article = snapshot.article(int(titles.docs[number]))
        title = " ".join(article.title.split())
        if title not in told:
            told.add(title)
            yield Suggestion(title, "title", 1, article.id)
