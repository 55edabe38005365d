"""What holds of rescues whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article
from kashaf.index.local import Snapshot
from kashaf.search import Engine, QueryError
from kashaf.search.plan import words_of
from kashaf.search.query import parse
from kashaf.search.rescue import Known, Rescues
from kashaf.search.rescue.distance import TOO_FAR, edits, mishearing, respellings
from kashaf.search.rescue.widen import MAX_OFFERS

TEXTS = {
    "1": "زار عبد الرحمن كازاخستان يوم 15 آب 2024 ومعه خمسة وزراء",
    "2": "عبدالرحمن في قازاخستان يوم 3 أغسطس مع 5 وزراء",
    "3": "شي جين بينغ Xi Jinping في شنغهاي وبكين",
    "4": "شي جينبينغ في شانغهاي، ألمانيا Germany",
    "5": "hello world في المحكمة العليا",
}
WORDS = st.sampled_from(
    "عبد الرحمن عبدالرحمن كازاخستان قازاخستان كازخستان 15 آب أغسطس خمسة 5 وزراء شي جينبينغ جين بينغ "
    "xi jinping شنغهاي شانغهاي germany ألمانيا hello "
    'اثممخ hgwdk ma7kama و ب في (  ) - = * " أو AND title:'.split()
)
TYPED = st.one_of(
    st.lists(WORDS, max_size=9).map(" ".join),
    st.text(max_size=30),
    st.text("ابتكلمنويىةء57ak '", max_size=30),
)
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", max_size=9)


@pytest.fixture(scope="module")
def path(build_index: Any) -> Any:
    """Return an index of the texts."""
    return build_index(Article(id=id, title="", text=text) for id, text in TEXTS.items())


@pytest.fixture(scope="module")
def snapshot(path: Any) -> Snapshot:
    """Return a snapshot of the texts."""
    return Snapshot.current(path)


@pytest.fixture(scope="module")
def engine(path: Any) -> Any:
    """Return an engine on the texts."""
    with Engine.open(path) as opened:
        yield opened


@settings(max_examples=500)
@given(text=TYPED)
def test_any_question_is_widened_to_words_of_the_index(snapshot: Snapshot, text: str) -> None:
    """No question breaks a rescue, each tries a few words that the index holds, and what was typed stays."""
    try:
        typed = parse(text, snapshot.analyzer)
    except QueryError:
        return
    widened, taken = Rescues(Known(snapshot)).widen(typed, text)
    assert len(taken) <= MAX_OFFERS
    assert set(words_of(typed)) <= set(words_of(widened))
    assert (widened is typed) is (taken == ())
    for rescued in taken:
        assert rescued.offer.reason
        assert 0 < len(rescued.tried) <= 5
        for node in rescued.tried:
            assert all(snapshot.vocabulary.terms.find(word.text) >= 0 for word in words_of(node))


@settings(max_examples=300)
@given(text=TYPED, mode=st.sampled_from(["words", "any"]))
def test_typed_hits_outrank_rescued_ones(engine: Engine, text: str, mode: str) -> None:
    """Every article that answers as typed is found with rescues too; for a question of one word, or of one
    name in several, above those that do not."""
    try:
        plain = engine.search(text, mode=mode, rescue=False)
        widened = engine.search(text, mode=mode)
    except QueryError:
        return
    answering = {hit.id for hit in plain.hits if hit.complete or mode == "any"}
    found = [hit.id for hit in widened.hits]
    assert {hit.id for hit in plain.hits} <= set(found)
    if len(text.split()) == 1 or all(rescue.typed == text for rescue in widened.rescues):
        assert set(found[: len(answering)]) == answering
    assert widened.complete >= plain.complete
    assert all(0 < rescue.hits <= widened.total for rescue in widened.rescues)


@given(LETTERS, LETTERS, LETTERS)
def test_edits_are_a_distance(one: str, other: str, third: str) -> None:
    """Levenshtein's distance is 0 for the same word alone, the same both ways, and never longer by a
    detour."""
    assert (edits(one, other) == 0) is (one == other)
    assert edits(one, other) == edits(other, one)
    assert edits(one, third) <= edits(one, other) + edits(other, third)
    assert respellings(one, other) == respellings(other, one) <= TOO_FAR
    assert respellings(one, one) == 0


@given(st.text("abcdefghijklmnopqrstuvwxyz23567'", max_size=12), LETTERS)
def test_mishearing_is_never_below_zero(latin: str, arabic: str) -> None:
    """A Latin word is written perfectly at best."""
    assert mishearing(latin, arabic) >= 0
