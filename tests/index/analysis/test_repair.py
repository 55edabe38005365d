"""Lossless repair: one test for each way a program stores the same letters otherwise."""

from __future__ import annotations

import unicodedata

import pytest

from kashaf.index.analysis import Analyzer, surface
from kashaf.index.analysis.fold import written
from kashaf.index.analysis.letters import INVISIBLE
from kashaf.index.analysis.repair import HOMOGRAPHS, repair

ANALYZER = Analyzer.default()


def terms(text: str) -> list[str]:
    return [token.written for token in ANALYZER.tokens(text)]


@pytest.mark.parametrize(("raw", "number"), [("1.500.000", "1500000"), ("1.500", "1.500"), ("3.14", "3.14")])
def test_two_points_group_thousands(raw: str, number: str) -> None:
    """One point may be that of a fraction, two are not."""
    assert repair(raw) == (number,)


def test_presentation_forms_become_letters() -> None:
    """Shaped letters and the lam-alef ligature are the letters they show."""
    assert repair("ﻧﻘﻄﺔ") == ("نقطة",)
    assert repair("ﻻ") == ("لا",)
    assert terms("ﺍﻟﻨﻘﻄﺔ") == ["النقطة"]


def test_a_shaped_vowel_sign_does_not_cut_the_word() -> None:
    """Presentation forms of marks, which NFKC turns into a space or a tatweel with a mark, are marks."""
    for mark in "ﹰﹶﹸﹺﹼﹾﹷﹹﹻﹽﹿﱞﱟﱠﱡﱢﱣﳲﳳﳴ":
        assert [written(word) for word in repair(f"كتا{mark}ب")] == ["كتاب"], hex(ord(mark))


@pytest.mark.parametrize(
    ("ligature", "expected"),
    [
        ("ﷲ", ["الله"]),
        ("ﷺ", ["صلى", "الله", "عليه", "وسلم"]),
        ("ﷻ", ["جل", "جلاله"]),
        ("﷽", ["بسم", "الله", "الرحمن", "الرحيم"]),
        ("﷼", ["ريال"]),
        ("﷾", ["سبحانه", "وتعالى"]),
    ],
)
def test_a_ligature_of_a_phrase_gives_its_words_on_one_span(ligature: str, expected: list[str]) -> None:
    """Each word of a phrase in one character is a token whose span is that character."""
    tokens = list(ANALYZER.tokens(f"قال {ligature} ثم"))[1:-1]
    assert [token.written for token in tokens] == expected
    assert {(token.start, token.end) for token in tokens} == {(4, 5)}


def test_every_invisible_control_is_deleted_inside_a_word() -> None:
    """Directional and joining controls inside a word do not change it."""
    inside = [
        char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Cf" and char in INVISIBLE
    ]
    assert len(inside) > 10
    for char in inside:
        assert terms(f"مي{char}شود") == ["ميشود"], hex(ord(char))


@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [
        ("ا\u0653", "آ"),
        ("ا\u0654", "أ"),
        ("ا\u0655", "إ"),
        ("و\u0654", "ؤ"),
        ("ي\u0654", "ئ"),
        ("\u06cc\u0654", "ئ"),
        ("ى\u0654", "ئ"),
        ("ه\u0654", "ه"),
    ],
)
@pytest.mark.parametrize("vowel", ["", "\u064e", "\u0650", "\u0651\u064f"])
def test_a_decomposed_letter_is_composed_also_under_vowel_signs(
    decomposed: str, composed: str, vowel: str
) -> None:
    """A letter and its hamza or madda as two characters are one letter, wherever the vowel signs stand."""
    for stored in (decomposed + vowel, decomposed[0] + vowel + decomposed[1]):
        assert written(repair(f"ب{stored}ب")[0]) == f"ب{composed}ب"


@pytest.mark.parametrize(
    ("foreign", "arabic"),
    [
        ("کڪ", "ك"),
        ("یۍێېےۓ", "ي"),
        ("ھہەۀۂ", "ه"),
        ("ۃ", "ة"),
        ("ۇۋ", "و"),
        ("ں", "ن"),
        ("ٹ", "ت"),
        ("ڈ", "د"),
        ("ڑ", "ر"),
        ("ڢڡ", "ف"),
        ("ڧٯ", "ق"),
        ("ٮ", "ب"),
    ],
)
def test_homographs_of_other_keyboards_become_the_arabic_letter(foreign: str, arabic: str) -> None:
    """A Persian, Urdu, Kurdish, Uyghur or archaic shape of a letter is that letter."""
    for shape in foreign:
        assert repair(f"ا{shape}ا") == (f"ا{arabic}ا",)


def test_no_homograph_stands_for_two_letters() -> None:
    """The table maps each shape once, and never a letter of the Arabic alphabet itself."""
    shapes = "".join(HOMOGRAPHS)
    assert len(set(shapes)) == len(shapes)
    assert not set(shapes) & set("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى")


def test_digits_of_every_arabic_script_are_the_same_number() -> None:
    """Eastern, Persian and Western digits agree, with their decimal separator."""
    assert terms("٢٠٢٤ ۲۰۲۴ 2024 ٣٫١٤ 3.14") == ["2024", "2024", "2024", "3.14", "3.14"]


@pytest.mark.parametrize("number", ["١٢٬٣٤٥", "12,345", "١٢,٣٤٥", "۱۲٬۳۴۵", "12345"])
def test_separators_between_groups_of_three_digits_are_deleted(number: str) -> None:
    """A number is found however its thousands are set apart (row 105 of the demands)."""
    assert terms(number) == ["12345"]


def test_other_commas_in_a_number_stay() -> None:
    """A comma that does not set thousands apart is not deleted, so that 1,5 is not 15."""
    assert terms("1,5 12,34") == ["1,5", "12,34"]


WORDS = ["الأُمَّةُ", "مُؤْتَمَرٌ", "شَيْئًا", "آمَنُوا", "إِنْسَان", "الهيئة", "قُرْآنٌ", "سَأَلَ", "رُؤَسَاء"]


@pytest.mark.parametrize("word", WORDS)
def test_nfc_nfd_vocalised_and_shaped_spellings_agree(word: str) -> None:
    """A word has one surface: composed or decomposed, with vowel signs or without, in letters or shapes."""
    bare = written(word)
    stored = [
        word,
        unicodedata.normalize("NFD", word),
        unicodedata.normalize("NFKD", word),
        bare,
        shaped(bare),
    ]
    assert {surface(term) for text in stored for term in terms(text)} == {surface(bare)}
    assert shaped(bare) != bare


def shaped(word: str) -> str:
    """Return the word in isolated presentation forms, as PDF files store it."""
    forms = {
        unicodedata.normalize("NFKC", chr(code)): chr(code)
        for code in range(0xFE80, 0xFEF5)
        if "<isolated>" in unicodedata.decomposition(chr(code))
    }
    return "".join(forms[letter] for letter in word)


def test_a_pile_of_marks_is_cut_before_it_is_normalised() -> None:
    """A letter under thousands of marks is the letter."""
    assert terms("كت" + "\u064b\u0655\u0301\u0316" * 50_000 + "اب") == ["كتاب"]
