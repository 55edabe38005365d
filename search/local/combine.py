"""How matches are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...index.local import Array, narrowest, places_among
from .match import DenseMatch, Match
from .postings import is_dense, summed

_DENSE = 16
"""More than a sixteenth of the documents are looked up in one array over all of them."""
_ONE = np.uint8(1)
_BELOW = 0.99
"""The share of the lowest score as typed that a rescue may give at most: less than it, however rounded."""


def filtered(docs: Array) -> Match:
    """Return a match of documents that scores nothing."""
    return Match(docs, np.zeros(len(docs)))


def any_of(matches: Sequence[Match], max_doc: int) -> Match:
    """Return what any of the matches finds; complete is what is complete in one of them."""
    return _soft(matches, max_doc, 1)


def some_of(matches: Sequence[Match], max_doc: int, *, only_found: bool = False) -> Match:
    """Return what any of the matches finds; complete is what is complete in each of them.

    With ``only_found`` documents that only bring a score may be left out.
    """
    return _soft(matches, max_doc, len(matches), only_found=only_found)


def _soft(matches: Sequence[Match], max_doc: int, wanted: int, *, only_found: bool = False) -> Match:
    if len(matches) == 1:
        return matches[0]
    ceiling = sum(match.ceiling for match in matches)
    if is_dense(sum(match.count for match in matches), max_doc):
        return _soft_dense(matches, max_doc, wanted, ceiling, only_found=only_found)
    # one sum counts and scores at once: each match a document is found in adds a unit no score reaches
    unit = float(1 << int(ceiling + 1).bit_length())
    many = unit * (1 << len(matches).bit_length())
    whole = all(match.complete is None for match in matches)
    values = [_counted(match, unit, 0.0 if whole else many) for match in matches]
    docs, total = summed([match.docs for match in matches], values, max_doc)
    completes, rest = (None, total) if whole else _units(total, many)
    hits, score = _units(rest, unit)
    hit = hits > 0
    complete = (hits if completes is None else completes) >= wanted
    return Match(
        docs,
        score,
        None if hit.all() else hit,
        None if whole and wanted == 1 else complete,
        ceiling,
    )


def _soft_dense(
    matches: Sequence[Match], max_doc: int, wanted: int, ceiling: float, *, only_found: bool
) -> Match:
    """Return what ``_soft`` does, by adding up over all the documents."""
    spreads = [match.spread for match in matches if match.spread is not None]
    total = spreads[0].score.copy() if spreads else np.zeros(max_doc)
    for spread in spreads[1:]:
        total += spread.score
    hits = np.zeros(max_doc, dtype=narrowest(len(matches)))
    whole = all(match.complete is None for match in matches)
    completes = hits if whole else np.zeros_like(hits)
    for match in matches:
        if match.spread is not None:
            hits += match.spread.hit
        else:
            total[match.docs] += match.score
            hits[match.docs] += _ONE if match.hit is None else match.hit
        if not whole:
            completes[match.docs] += _complete(match)
    found = hits > 0
    complete = None if whole and wanted == 1 else completes >= wanted
    if only_found:
        return DenseMatch(total if all(map(_is_found, matches)) else total * found, found, complete, ceiling)
    docs = np.flatnonzero(found | (total != 0))
    hit = None if len(docs) == np.count_nonzero(found) else found.take(docs)
    return Match(docs, total.take(docs), hit, None if complete is None else complete.take(docs), ceiling)


def _is_found(match: Match) -> bool:
    """Say whether no document of the match only brings a score."""
    return match.hit is None if match.spread is None else match.spread.whole


def _counted(match: Match, unit: float, many: float) -> Array:
    """Return the scores, with the units of what is found and what is complete."""
    value = match.score + (unit if match.hit is None else unit * match.hit)
    if many:
        value = value + many * _complete(match)
    return value


def _units(total: Array, unit: float) -> tuple[Array, Array]:
    """Return how many units the numbers hold, and what is left of them; ``unit`` is a power of two."""
    # numpy's floor and divmod of floats take ten times as long
    counts = (total * (1 / unit)).astype(np.int32)
    return counts, total - counts * unit


def _complete(match: Match) -> Array:
    """Say of each document whether it has all that was asked, and so is found."""
    return match.all_complete if match.hit is None or match.complete is not None else match.hit


def all_of(matches: Sequence[Match], optional: Sequence[Match], max_doc: int) -> Match:
    """Return what each of the matches finds; the optional ones add their score and what is complete."""
    first, *others = sorted(matches, key=lambda match: match.count)
    docs, score, complete = first.docs, first.score, first.complete
    if first.hit is not None:
        docs, score = docs[first.hit], score[first.hit]
        complete = None if complete is None else complete[first.hit]
    for match in others:
        if match.spread is not None:
            kept = np.flatnonzero(match.spread.hit.take(docs))
            docs = docs.take(kept)
            score = score.take(kept) + match.spread.score.take(docs)
            complete = None if complete is None else complete.take(kept)
            continue
        places = _places(match.docs, docs, max_doc)
        there = places >= 0
        if match.hit is not None:
            there &= match.hit[places]
        if not there.all():
            docs, score, places = docs[there], score[there], places[there]
            complete = None if complete is None else complete[there]
        score = score + match.score[places]
        if match.complete is not None:
            own = match.complete[places]
            complete = own if complete is None else complete & own
    for match in optional:
        if match.spread is not None:
            score = score + match.spread.score.take(docs)
            held: Array = match.spread.hit.take(docs).view(bool)
            complete = held if complete is None else complete & held
            continue
        places = _places(match.docs, docs, max_doc)
        there = places >= 0
        if len(match.docs):
            score = score + np.where(there, match.score[places], 0.0)
            there &= _complete(match)[places]
        complete = there if complete is None else complete & there
    ceiling = sum(match.ceiling for match in (*matches, *optional))
    return Match(docs, score, None, None if complete is None or complete.all() else complete, ceiling)


def _places(ascending: Array, wanted: Array, max_doc: int) -> Array:
    """Return where each wanted document stands among others, -1 for one that does not."""
    if len(wanted) * _DENSE < max_doc or not len(ascending):
        return places_among(ascending, wanted)
    table = np.full(max_doc, -1, dtype=np.int32)
    table[ascending] = np.arange(len(ascending), dtype=np.int32)
    return table[wanted]


def with_rescue(typed: Match, tried: Match, share: float, max_doc: int) -> Match:
    """Return what either finds; what only ``tried`` has scores its ``share``, and less than ``typed`` does.

    Of a document that has a part of ``typed`` the better of its two scores counts.
    """
    has_typed = typed.hit if typed.complete is None else typed.complete
    answering = typed if has_typed is None else typed.at(np.flatnonzero(has_typed))
    tried = tried.found()
    tried = tried.at(np.flatnonzero(places_among(answering.docs, tried.docs) < 0))
    most = _BELOW * answering.score.min() if len(answering.docs) else np.inf
    score = np.minimum(tried.score * share, most)
    places = places_among(typed.docs, tried.docs)
    partly = places >= 0
    score[partly] = np.maximum(score[partly] - typed.score[places[partly]], 0)
    found = any_of([typed, replace(tried, score=score)], max_doc)
    return replace(found, ceiling=max(typed.ceiling, share * tried.ceiling))


def without(match: Match, excluded: Sequence[Match]) -> Match:
    """Return the match without what the excluded ones find."""
    for other in excluded:
        kept = places_among(other.hits, match.docs) < 0
        match = Match(
            match.docs[kept],
            match.score[kept],
            None if match.hit is None else match.hit[kept],
            None if match.complete is None else match.complete[kept],
            match.ceiling,
        )
    return match
