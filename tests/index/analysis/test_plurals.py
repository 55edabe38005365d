"""The lexicon of broken plurals and the nouns that stemming leaves whole."""

from __future__ import annotations

from collections import Counter

import pytest
import regex
import wordfreq

from kashaf.index.analysis import Analyzer, stem_key
from kashaf.index.analysis.plurals import feminine, nouns, plurals

ANALYZER = Analyzer.default()
R = "[\u0621-\u064a]"  # any letter: a radical may be weak, doubled or a hamza
SHAPES = {
    "أفعال": f"أ{R}?{R}ا{R}|آ{R}ا{R}|أيام",
    "أفعل": f"أ{R}{R}{R}?",
    "أفعلة": f"أ{R}{R}{R}?ة|آ{R}{R}ة",
    "أفعلاء": f"أ{R}{R}{R}?اء",
    "أفاعل": f"أ{R}ا{R}{R}",
    "أفاعيل": f"أ{R}ا{R}ي{R}|أحاجي",
    "فعول": f"{R}{R}و{R}|عصي|قسي",
    "فعال": f"{R}{R}ا{R}|نساء",
    "فعّال": f"{R}{R}?ا{R}|{R}وا{R}",
    "فعل": f"{R}{R}{R}",
    "فعلاء": f"{R}{R}{R}اء",
    "فعلان": f"{R}{R}{R}ان",
    "فعلة": f"{R}{R}{R}?ة",
    "فعلى": f"{R}{R}{R}ى",
    "فعيل": f"{R}{R}ي{R}",
    "فعائل": f"{R}{R}ائ{R}",
    "فعالى": f"{R}{R}?اي?{R}?[اى]",
    "فعالي": f"{R}{R}ا{R}ي",
    "فعالل": f"{R}{R}ا{R}{R}|لآلئ",
    "فعاليل": f"{R}{R}ا{R}ي{R}",
    "فعاللة": f"{R}{R}ا{R}{R}ة",
    "فواعل": f"{R}وا{R}{R}?",
    "فواعيل": f"{R}وا{R}ي{R}",
    "مفاعل": f"م{R}ا{R}{R}?|مآ{R}{R}",
    "مفاعيل": f"م{R}ا{R}ي{R}",
    "تفاعل": f"ت{R}ا{R}{R}",
    "تفاعيل": f"ت{R}ا{R}ي{R}",
    "شاذ": "بنات|أخوات|أمهات|سنوات|سنين|أيدي",
}


def test_the_lexicon_is_large() -> None:
    """At least 1,200 plurals are known."""
    assert len(plurals()) >= 1200


def test_each_plural_has_the_shape_of_its_pattern() -> None:
    """The pattern of a row says how its plural is written."""
    assert {row.pattern for row in plurals()} <= set(SHAPES)
    assert [row for row in plurals() if not regex.fullmatch(SHAPES[row.pattern], row.plural)] == []


def test_a_plural_has_one_singular() -> None:
    """No plural stands twice, no plural is the singular of another row, no noun is its own plural."""
    counts = Counter(stem_key(row.plural) for row in plurals())
    assert [key for key, count in counts.items() if count > 1] == []
    singulars = {stem_key(row.singular) for row in plurals()}
    assert [row for row in plurals() if stem_key(row.plural) in singulars] == []


def test_every_form_is_attested() -> None:
    """Singular and plural are words of the background list as they are spelled, alone or with the article."""
    known = wordfreq.get_frequency_dict("ar", wordlist="best")
    forms = {form for row in plurals() for form in (row.singular, row.plural)}
    assert [form for form in forms if not {form, f"ال{form}", f"وال{form}"} & known.keys()] == []


def test_singular_and_plural_are_linked_not_merged() -> None:
    """The stems of a row differ, and each answers for the other."""
    for row in plurals():
        one, many = ANALYZER.forms(row.singular).stem, ANALYZER.forms(row.plural).stem
        assert one != many
        assert many in {link.key for link in ANALYZER.links(one)}
        assert one in {link.key for link in ANALYZER.links(many)}


@pytest.mark.parametrize("word", ["ألوان", "بيوت", "بنوك", "مياه", "سلاطين", "قادة", "قضاة", "موازين"])
def test_a_noun_of_the_lexicon_is_whole(word: str) -> None:
    """Letters that only look like an affix stay, before a pronoun and behind a clitic too."""
    assert stem_key(word) in nouns()
    bare = word.removesuffix("ة")
    for form in (word, f"و{word}", f"{bare}ت{'ها'}" if bare != word else f"{word}ها"):
        assert ANALYZER.forms(form).stem == stem_key(word)


@pytest.mark.parametrize("word", ["مكتبة", "جامعة", "رياضة", "مدرسة", "عربة"])
def test_a_listed_noun_keeps_its_teh_marbuta(word: str) -> None:
    """مكتبة meets its plural and its pronouns, not مكتب."""
    assert stem_key(word) in feminine()
    bare = word.removesuffix("ة")
    assert {ANALYZER.forms(f"{bare}{end}").stem for end in ("ة", "ات", "تها", "تين")} == {stem_key(word)}
    assert ANALYZER.forms(bare).stem != stem_key(word)


def test_gas_is_no_riddle() -> None:
    """الغاز without a hamza is غاز with its article, though ألغاز are riddles."""
    assert ANALYZER.forms("الغاز").stem == "غاز"
    assert ANALYZER.forms("ألغاز").stem == stem_key("ألغاز")
