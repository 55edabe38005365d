"""Matches put together, held against sets and dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kashaf.search.local import postings
from kashaf.search.local.combine import all_of, any_of, some_of, without
from kashaf.search.local.match import Match, Spread, SpreadMatch

MAX_DOC = 40


@dataclass(frozen=True)
class Held:
    """What a match says of one document."""

    score: float
    hit: bool
    complete: bool


Model = dict[int, Held]


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Draw documents with a score, some of them not found, some found but not complete."""
    docs = draw(st.lists(st.integers(0, MAX_DOC - 1), unique=True, max_size=MAX_DOC))
    found = {}
    of_word = draw(st.booleans())  # of a single word: it scores, and is complete where it is found
    for doc in docs:
        hit = draw(st.booleans())
        score = draw(st.integers(1 if of_word else 0, 8)) / 4
        found[doc] = Held(score, hit, hit and (of_word or draw(st.booleans())))
    return found


def match(model: Model, *, sparse: bool, spread: bool = False) -> Match:
    """Return the arrays of a model; with ``sparse`` a flag of all is left out, with ``spread`` that
    of a word is spread over all documents."""
    docs = sorted(model)
    hit = np.array([model[doc].hit for doc in docs], dtype=bool)
    complete = np.array([model[doc].complete for doc in docs], dtype=bool)
    score = np.array([model[doc].score for doc in docs], dtype=np.float64)
    found = Match(
        np.array(docs, dtype=np.int64),
        score,
        None if sparse and hit.all() else hit,
        None if sparse and np.array_equal(hit, complete) else complete,
        10.0,
    )
    # what is spread is complete where it is found, and scores
    fits = spread and np.array_equal(hit, complete) and (score > 0).all()
    return SpreadMatch(Spread.of(found, MAX_DOC)) if fits else found


def said(found: Match) -> Model:
    """Return the model of what is found."""
    only = found.found()
    assert (np.diff(only.docs) > 0).all()
    return {doc: Held(score, True, complete) for doc, score, complete in only.rows()}


def expected_soft(several: Sequence[Model], wanted: int) -> Model:
    """Return what any finds, complete where at least ``wanted`` are."""
    docs = {doc for model in several for doc in model if model[doc].hit}
    return {
        doc: Held(
            sum(model[doc].score for model in several if doc in model),
            True,
            sum(model[doc].complete for model in several if doc in model) >= wanted,
        )
        for doc in docs
    }


SEVERAL = st.lists(models(), min_size=1, max_size=4)


@pytest.mark.parametrize("dense", [0, 16, 10**9])
@settings(max_examples=60)
@given(several=SEVERAL, sparse=st.booleans(), spread=st.lists(st.booleans(), min_size=4, max_size=4))
def test_soft_matches_equal_the_model(
    dense: int, several: list[Model], sparse: bool, spread: list[bool]
) -> None:
    """``any_of`` and ``some_of`` find, score and complete as sets do, by whichever way lists are added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_DENSE", dense)
        arrays = [
            match(model, sparse=sparse, spread=kept) for model, kept in zip(several, spread, strict=False)
        ]
        assert said(any_of(arrays, MAX_DOC)) == expected_soft(several, 1)
        assert said(some_of(arrays, MAX_DOC)) == expected_soft(several, len(several))
        assert said(some_of(arrays, MAX_DOC, only_found=True)) == expected_soft(several, len(several))
        ceiling = any_of(arrays, MAX_DOC).ceiling
        assert ceiling == 10.0 * len(several)


@settings(max_examples=100)
@given(must=SEVERAL, should=st.lists(models(), max_size=2), sparse=st.booleans(), spread=st.booleans())
def test_all_of_equals_the_model(must: list[Model], should: list[Model], sparse: bool, spread: bool) -> None:
    """``all_of`` finds what each finds; the optional add their score, and completeness is that of all."""
    docs = set.intersection(*({doc for doc in model if model[doc].hit} for model in must))
    both = [*must, *should]
    wanted = {
        doc: Held(
            sum(model[doc].score for model in both if doc in model),
            True,
            all(doc in model and model[doc].complete for model in both),
        )
        for doc in docs
    }
    found = all_of(
        [match(model, sparse=sparse, spread=spread) for model in must],
        [match(model, sparse=sparse, spread=spread) for model in should],
        MAX_DOC,
    )
    assert said(found) == wanted


@settings(max_examples=100)
@given(model=models(), excluded=st.lists(models(), max_size=3), sparse=st.booleans())
def test_without_equals_the_model(model: Model, excluded: list[Model], sparse: bool) -> None:
    """``without`` drops what the others find, not what only scores in them."""
    gone = {doc for other in excluded for doc in other if other[doc].hit}
    wanted = {doc: held for doc, held in model.items() if held.hit and doc not in gone}
    found = without(match(model, sparse=sparse), [match(other, sparse=sparse) for other in excluded])
    assert said(found) == wanted


@settings(max_examples=100)
@given(several=SEVERAL, limit=st.integers(1, 12), spread=st.booleans())
def test_what_is_found_is_lifted_and_its_first_raised(several: list[Model], limit: int, spread: bool) -> None:
    """The bonus is that of complete documents; those that reach the first places are known and raised."""
    arrays = [match(model, sparse=True, spread=spread) for model in several]
    found = some_of(arrays, MAX_DOC, only_found=True).found().lifted(0.5)
    wanted = {
        doc: held.score + 0.5 * held.complete for doc, held in expected_soft(several, len(several)).items()
    }
    assert found.count == len(wanted)
    assert dict(zip(found.docs.tolist(), found.score.tolist(), strict=True)) == wanted
    lowest = sorted(wanted.values())[-limit:][:1]
    best = found.reaching(limit)
    assert best.tolist() == [doc for doc in sorted(wanted) if wanted[doc] >= lowest[0]]
    assert found.scores_of(best).tolist() == [wanted[doc] for doc in best.tolist()]
    raised = found.raised(best, np.ones(len(best)))
    assert raised.best is best
    assert raised.score.tolist() == [wanted[doc] + (doc in best) for doc in sorted(wanted)]


def test_a_match_knows_its_size() -> None:
    """The memory a match takes counts every array it holds."""
    docs = np.arange(1000)
    assert Match(docs, np.zeros(1000)).bytes >= 16_000
    assert Match(docs, np.zeros(1000), docs > 3, docs > 4).bytes >= 18_000
