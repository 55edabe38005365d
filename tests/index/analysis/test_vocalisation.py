"""Vowel signs that agree, and that contradict each other."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from kashaf.index.analysis import agree

SIGNS = st.text("\u064b\u064c\u064e\u064f\u0650\u0651\u0652", max_size=2)
WORDS = st.lists(st.tuples(st.sampled_from("كتبملدرس"), SIGNS), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "agreeing"),
    [
        ("كَتَبَ", "كتب", True),
        ("كَتَبَ", "كَتب", True),
        ("كَتَبَ", "كُتُب", False),
        ("مُدَرِّسَة", "مدرّسة", False),
        ("مدرّسة", "مُدَرسة", True),
        ("علـــم", "عِلم", True),
    ],
)
def test_pairs(one: str, other: str, agreeing: bool) -> None:
    """Signs of one letter are the same or one side writes none, whichever side is asked."""
    assert agree(one, other) is agreeing
    assert agree(other, one) is agreeing


@given(WORDS)
def test_a_word_agrees_with_itself_however_it_is_stored(letters: list[tuple[str, str]]) -> None:
    """The order in which the signs of a letter are stored makes no difference, nor does their absence."""
    word = "".join(letter + signs for letter, signs in letters)
    turned = "".join(letter + signs[::-1] for letter, signs in letters)
    assert agree(word, turned)
    assert agree(word, unicodedata.normalize("NFD", turned))
    assert agree(word, "".join(letter for letter, _ in letters))


@given(WORDS, WORDS)
def test_agreement_is_symmetric(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    """What agrees with another, the other agrees with."""
    left, right = ("".join(letter + signs for letter, signs in word) for word in (one, other))
    assert agree(left, right) == agree(right, left)
