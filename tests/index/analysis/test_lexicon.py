"""The evidence the stemmer weighs: background, collection, names, Snowball, stop words."""

from __future__ import annotations

import random

import pytest
import snowballstemmer
import Stemmer

from kashaf.index.analysis import (
    STOP_WORDS,
    VERSION,
    Analyzer,
    Lexicon,
    background,
    fingerprint,
    protected,
    stem_key,
    surface,
)
from kashaf.index.analysis.lexicon import RAREST, lexicon
from kashaf.index.analysis.snowball import snowball

# -- lexicon


def test_the_background_counts_every_spelling_of_a_key_together() -> None:
    """The count of a key is at least that of any of its spellings, and hamza spellings are part of it."""
    forms, hamza = background()
    assert forms[stem_key("أحمد")] >= hamza[stem_key("أحمد")] > 0
    assert all(count <= forms[key] * (1 + 1e-9) for key, count in hamza.items())
    assert min(forms.values()) >= RAREST


def test_a_collection_attests_only_what_the_background_lacks() -> None:
    """A word of the collection counts as the rarest of the background, and changes no known count."""
    known, unknown = stem_key("كتاب"), "ظغذضث"
    evidence = lexicon([known, unknown])
    assert evidence.forms[unknown] == RAREST
    assert evidence.forms[known] == background()[0][known] > RAREST
    assert unknown not in background()[0]


def test_an_attested_word_lets_its_affixes_go() -> None:
    """Once a collection attests a name, its clitics come off."""
    name = "ظغذضث"
    assert Analyzer.default().forms(f"وال{name}").stem != name
    assert Analyzer.default([stem_key(name)]).forms(f"وال{name}").stem == name


def test_without_evidence_nothing_is_stripped_but_teh_marbuta() -> None:
    """An analyzer that has seen no word removes no attested affix."""
    bare = Analyzer(Lexicon({}, {}), ())
    assert [bare.forms(word).stem for word in ("والكتاب", "كتابهم")] == ["والكتاب", "كتابهم"]


# -- names


@pytest.mark.parametrize("place", ["لبنان", "ألمانيا", "صين", "بيروت", "طهران", "عمان", "ليبيا"])
def test_places_of_cldr_are_protected(place: str) -> None:
    """Countries and the cities of time zones are known by their stem keys, without their article."""
    assert stem_key(place) in protected()


def test_protected_names_are_keys_of_one_word() -> None:
    """Each is a stem key without spaces, marks or digits."""
    assert len(protected()) > 250
    assert all(name == stem_key(name) and name.isalpha() for name in protected())


# -- Snowball


def test_the_c_library_and_the_python_one_give_the_same_stems() -> None:
    """PyStemmer only accelerates: on a sample of the background no stem differs."""
    arabic = sorted(word for word in background()[0] if not any(char.isascii() for char in word))
    sample = random.Random(7).sample(arabic, 3000)
    c, python = Stemmer.Stemmer("arabic"), snowballstemmer.stemmer("arabic")
    assert c.stemWords(sample) == python.stemWords(sample)
    assert [snowball(word) for word in sample[:300]] == c.stemWords(sample[:300])


def test_latin_words_are_stemmed_as_english() -> None:
    """A word not in Arabic letters goes to the English stemmer."""
    assert [snowball(word) for word in ("running", "books", "2024")] == ["run", "book", "2024"]


# -- stop words


def test_stop_words_are_compared_unfolded() -> None:
    """The preposition على is a stop word, the name علي, alike once folded, is none."""
    assert surface("على") == surface("علي")
    assert "على" in STOP_WORDS
    assert "علي" not in STOP_WORDS


@pytest.mark.parametrize("word", "ما ماذا متى أين كيف هل كم لماذا من هو هن أي لقد قد ماهي".split())
def test_question_words_are_stop_words(word: str) -> None:
    """A question is not about the word it is asked with."""
    assert word in STOP_WORDS


def test_every_stop_word_is_a_written_form() -> None:
    """A stop word is spelled as analysis writes it; otherwise it would never be met."""
    analyzer = Analyzer.default()
    assert [word for word in STOP_WORDS if analyzer.terms(word) != [word]] == []


# -- fingerprint


def test_the_fingerprint_tells_settings_apart() -> None:
    """Another setting is another fingerprint, the same settings in any order the same."""
    one = fingerprint({"attested_by": 2, "protect_names": True})
    assert one == fingerprint({"protect_names": True, "attested_by": 2})
    assert one != fingerprint({"attested_by": 3, "protect_names": True})
    assert VERSION >= 1
