"""The stemmer: one test for each kind of affix, each guard, and the words other stemmers spoil."""

from __future__ import annotations

import pytest

from kashaf.index.analysis import Analyzer, protected, stem_key
from kashaf.index.analysis.affixes import SUFFIXES
from kashaf.index.analysis.proclitics import Trace
from kashaf.index.analysis.stem import Stemmer

ANALYZER = Analyzer.default()


def stem(word: str) -> str:
    return ANALYZER.forms(word).stem


def meet(*words: str) -> bool:
    return len({stem(word) for word in words}) == 1


# -- proclitics


@pytest.mark.parametrize("word", ["وكتاب", "فكتاب"])
def test_conjunctions_go(word: str) -> None:
    """و and ف before an attested word are conjunctions."""
    assert stem(word) == "كتاب"


@pytest.mark.parametrize("word", ["بكتاب", "لكتاب", "ككتاب"])
def test_prepositions_go(word: str) -> None:
    """ب, ل and ك before an attested word are prepositions."""
    assert stem(word) == "كتاب"


@pytest.mark.parametrize("word", ["الكتاب", "والكتاب", "فالكتاب", "بالكتاب", "كالكتاب", "وبالكتاب"])
def test_the_article_goes_with_the_clitics_before_it(word: str) -> None:
    """ال goes, with the clitics that stand before it."""
    assert stem(word) == "كتاب"


@pytest.mark.parametrize("word", ["للكتاب", "وللكتاب", "فللكتاب"])
def test_lam_and_the_article_go_together(word: str) -> None:
    """لل is ل and the article."""
    assert stem(word) == "كتاب"


@pytest.mark.parametrize("pair", ["سيكتب يكتب", "ستكتب تكتب", "سنكتب نكتب", "سأكتب أكتب", "وسيكتب يكتب"])
def test_the_future_goes_before_a_verb_of_the_present(pair: str) -> None:
    """س before ي ت ن ا is the future."""
    assert meet(*pair.split())


@pytest.mark.parametrize("word", ["سكر", "سكان", "سوق", "سلام", "سماء"])
def test_an_initial_seen_before_another_letter_stays(word: str) -> None:
    """س before any other letter than ي ت ن ا belongs to the word."""
    assert stem(word).startswith("س")


# -- suffixes


@pytest.mark.parametrize(
    "word", ["كتابه", "كتابها", "كتابهم", "كتابهما", "كتابهن", "كتابنا", "كتابكم", "كتابك", "كتابي"]
)
def test_possessive_pronouns_go(word: str) -> None:
    """A pronoun behind an attested noun goes."""
    assert stem(word) == "كتاب"


@pytest.mark.parametrize(
    "pair", ["معلمون معلم", "معلمين معلم", "مهندسات مهندس", "معلمتان معلمة", "معلمتين معلمة", "كتابان كتاب"]
)
def test_duals_and_sound_plurals_go(pair: str) -> None:
    """ون ين ات ان تان تين are endings of number."""
    assert meet(*pair.split())


@pytest.mark.parametrize(
    "pair", ["مدرسة مدرسته", "دولة دولته", "مكتبة مكتبتها", "حكومة حكومتنا", "قمة قمته", "لغة لغتهم"]
)
def test_teh_marbuta_and_its_pronouns_go_together(pair: str) -> None:
    """A noun in ة meets itself with a pronoun, where the ة is written ت."""
    assert meet(*pair.split())


@pytest.mark.parametrize("pair", ["بيت بيته", "صوت صوته", "وقت وقته", "ذات ذاته", "موت موتها", "بنت بنتها"])
def test_a_radical_teh_before_a_pronoun_stays(pair: str) -> None:
    """بيته is his بيت, not something of بية."""
    assert meet(*pair.split())


@pytest.mark.parametrize("pair", ["مكتبات مكتباتهم", "حكومات حكوماتها"])
def test_the_plural_in_at_goes_with_its_pronoun(pair: str) -> None:
    """ات and the pronoun behind it go together."""
    assert meet(*pair.split())


@pytest.mark.parametrize("pair", ["كتبوا كتب", "كتبت كتب"])
def test_endings_of_the_past_go(pair: str) -> None:
    """وا and ت are endings of a verb whose other endings are written too."""
    assert meet(*pair.split())


def test_the_accusative_alef_goes() -> None:
    """رحيما is رحيم with tanween (row 20 of the demands)."""
    assert meet("رحيما", "رحيم")


@pytest.mark.parametrize("pair", ["مسؤول مسئول", "شؤون شئون", "أصدقاءه أصدقائه"])
def test_seats_of_hamza_meet(pair: str) -> None:
    """Words that differ in the seat of a hamza have one stem."""
    assert meet(*pair.split())


# -- guards


@pytest.mark.parametrize("word", ["كتب", "علم", "بيت", "في", "ب"])
def test_words_of_less_than_four_letters_are_left_alone(word: str) -> None:
    """A short word has no affix to lose."""
    assert stem(word) == word


def test_what_nobody_writes_attests_nothing() -> None:
    """An affix stays when the rest is no word."""
    assert stem("وظغذضثخ") == "وظغذضثخ"


@pytest.mark.parametrize(
    "pair", ["وزير الوزير", "وسائل الوسائل", "فيروس الفيروس", "بكين وبكين", "فنزويلا بفنزويلا"]
)
def test_a_first_letter_that_takes_clitics_is_of_the_word(pair: str) -> None:
    """وزير is no و + زير, since people write الوزير."""
    one, other = pair.split()
    assert stem(one) == stem(other)
    assert stem(one)[0] == one[0]


@pytest.mark.parametrize("word", ["ألمانيا", "وألمانيا", "ألبانيا", "المانيا"])
def test_an_initial_hamza_says_that_al_is_no_article(word: str) -> None:
    """The ال of ألمانيا is of the word."""
    assert stem(word).startswith("ال")


@pytest.mark.parametrize("word", ["بوتين", "إيران", "طهران", "واشنطن"])
def test_a_word_without_article_keeps_its_nominal_ending(word: str) -> None:
    """Names take no article, so their ين and ان is no plural."""
    assert len(stem(word)) == len(word)


@pytest.mark.parametrize("word", ["لبنان", "فلسطين"])
def test_a_word_with_a_nisba_keeps_its_ending(word: str) -> None:
    """لبنان is no dual, since people write لبناني."""
    assert stem(word) == word


@pytest.mark.parametrize("word", ["بانكوك", "بيروت", "تيرانا"])
def test_a_pronoun_needs_other_pronouns_beside_it(word: str) -> None:
    """The ك of بانكوك is no pronoun, since nobody writes بانكوه and بانكوهم."""
    assert stem(word) == word


@pytest.mark.parametrize(
    ("word", "other"), [("الله", "له"), ("اللهم", "لهم"), ("الآن", "أن"), ("الآن", "إن")]
)
def test_al_is_no_article_where_the_rest_is_another_word(word: str, other: str) -> None:
    """الله is no ال + له, the Arabic of "for him"."""
    assert stem(word) != stem(other)


@pytest.mark.parametrize("word", ["بالله", "والله", "فالله"])
def test_clitics_before_allah_go(word: str) -> None:
    """والله is و + الله."""
    assert meet(word, "الله")


@pytest.mark.parametrize("word", sorted(protected()))
def test_no_protected_name_is_harmed(word: str) -> None:
    """A country or city keeps every letter, unless it has a definite article, and its clitics go."""
    assert stem(word) == word
    assert stem(f"و{word}") == word or len(word) < 4


def test_names_are_unprotected_on_demand() -> None:
    """The setting ``protect_names`` off leaves names to the evidence alone."""
    assert Analyzer.default(protect_names=False).names == frozenset()


def test_different_words_stay_apart() -> None:
    """Neither roots nor patterns are merged (row 177 of the demands)."""
    assert not meet("علم", "عالم")
    assert not meet("كتاب", "مكتب")
    assert not meet("تأكد", "تؤكد")
    assert not meet("روسيا", "روس")


@pytest.mark.parametrize("word", ["اشتراك", "تفاهم", "إدراك", "مشارك", "الزمالك", "مستهلك", "تشكيك"])
def test_what_takes_the_article_has_no_pronoun(word: str) -> None:
    """الاشتراك is written, so the ك of اشتراك is its own; a word with a pronoun has no article."""
    assert stem(word) == stem_key(word.removeprefix("ال"))


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("محتواها", "محتوى"),
        ("فتواهم", "فتوى"),
        ("مبناها", "مبنى"),
        ("لغتين", "لغة"),
        ("قصتان", "قصة"),
        ("مباريات", "مباراة"),
        ("قنواتهم", "قناة"),
        ("مواطنيها", "مواطن"),
        ("قدميه", "قدم"),
        ("ناشطو", "ناشط"),
        ("ثورتكم", "ثورة"),
        ("بياناتك", "بيان"),
        ("الزراعه", "زراعة"),
        ("كاميراتهم", "كاميرا"),
        ("منشأته", "منشأة"),
        ("فتاواهم", "فتاوى"),
        ("سائقو", "سائق"),
    ],
)
def test_endings_that_change_the_noun(word: str, noun: str) -> None:
    """ى is ا before a pronoun, ة goes before the dual and the plural, ن before a genitive."""
    assert stem(word) == stem(noun)


@pytest.mark.parametrize(
    ("word", "other"), [("عمرو", "عمر"), ("بيتين", "بيه"), ("دعوات", "دعاة"), ("قرأت", "قرة")]
)
def test_endings_that_only_look_so(word: str, other: str) -> None:
    """عمرو is no plural of عمر, دعوات are of دعوة, قرأت is a verb."""
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    ("word", "spoiled"),
    [
        ("وزير", "زير"),
        ("وسائل", "سائل"),
        ("إيران", "اير"),
        ("طهران", "طهر"),
        ("واشنطن", "اشنطن"),
        ("فلسطين", "فلسط"),
        ("فيروس", "يروس"),
        ("بريطانيا", "ريطاني"),
        ("فنزويلا", "نزويل"),
        ("بيرو", "يرو"),
        ("فلسطين", "لسط"),
        ("كتابها", "تاب"),
    ],
)
def test_words_other_stemmers_spoil(word: str, spoiled: str) -> None:
    """What light10, Snowball or Tashaphyne cut off this word stays on it."""
    assert stem(word) != spoiled


def test_a_trace_tells_each_step() -> None:
    """Each removed affix is a step with the counts that decided; a whole word has none."""
    trace = Trace()
    stemmer = Stemmer(ANALYZER.evidence, ANALYZER.names)
    assert stemmer.stem("وبكتابهم", trace) == "كتاب"
    assert len(trace.steps) == 2
    assert all("attested" in step and "needed" in step for step in trace.steps)
    untouched = Trace()
    stemmer.stem("كتاب", untouched)
    assert untouched.steps == []


def test_suffixes_are_tried_longest_first() -> None:
    """No suffix is listed before a longer one, nor twice in a kind."""
    lengths = [len(suffix.letters) for suffix in SUFFIXES]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(SUFFIXES)) == len(SUFFIXES)
