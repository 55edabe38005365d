"""What holds of rescues whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from kashaf.index import Article
from kashaf.index.local import Snapshot
from kashaf.search import Engine, QueryError
from kashaf.search.plan import words_of
from kashaf.search.query import parse
from kashaf.search.rescue import Known, Rescues
from kashaf.search.rescue.distance import (
    _CONSONANT_TWICE,
    _SOUNDS,
    TOO_FAR,
    _aligned,
    _cut,
    _same_vowels,
    edits,
    mishearing,
    respellings,
)
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
CHANGES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["", *"اويءهعفسز"]), st.booleans()), max_size=3
)


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


@pytest.fixture(scope="module")
def rescues(snapshot: Snapshot) -> Rescues:
    """Return the rescues that every question is put to."""
    return Rescues(Known(snapshot))


@settings(max_examples=300)
@given(text=TYPED)
def test_what_was_asked_before_changes_no_offer(snapshot: Snapshot, rescues: Rescues, text: str) -> None:
    """A question is widened by what was kept of earlier ones as it would be the first."""
    try:
        typed = parse(text, snapshot.analyzer)
    except QueryError:
        return
    assert rescues.widen(typed, text) == Rescues(Known(snapshot)).widen(typed, text)


@settings(max_examples=300)
@given(text=TYPED, mode=st.sampled_from(["words", "any"]))
@example(text="عبد شي أو شي", mode="words")
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
    of_one_name = bool(widened.rescues) and all(rescue.typed == text for rescue in widened.rescues)
    if len(text.split()) == 1 or of_one_name:
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


@given(LETTERS, CHANGES)
def test_few_edits_are_counted(word: str, changes: list[tuple[int, str, bool]]) -> None:
    """A word with so many letters inserted, removed or changed is no further away than that."""
    other = changed(word, changes)
    assert edits(word, other) <= len(changes)


@settings(max_examples=500)
@given(LETTERS, CHANGES)
def test_consonants_part_what_is_compared(word: str, changes: list[tuple[int, str, bool]]) -> None:
    """Spellings compared between one firm consonant and the next are as far apart as when compared whole."""
    other = changed(word, changes)
    whole = (_CONSONANT_TWICE.sub(r"\1", each.replace("تش", "ش")) for each in (word, other))
    same = _same_vowels(_cut(word).vowels, _cut(other).vowels)
    assert respellings(word, other) == (_aligned(*whole, _SOUNDS) if same else TOO_FAR)


def changed(word: str, changes: list[tuple[int, str, bool]]) -> str:
    """Return the word with a letter put in or instead of another, or left out, at each place."""
    for place, letter, instead in changes:
        word = word[:place] + letter + word[place + (instead or not letter) :]
    return word


@given(st.text("abcdefghijklmnopqrstuvwxyz23567'", max_size=12), LETTERS, st.floats(0, 3))
def test_mishearing_is_exact_down_to_the_worst_allowed(latin: str, arabic: str, worst: float) -> None:
    """A Latin word is written perfectly at best, and what is too badly written is never taken for better."""
    exact = mishearing(latin, arabic)
    assert exact >= 0
    found = mishearing(latin, arabic, worst)
    assert found == exact if exact <= worst else found > worst
