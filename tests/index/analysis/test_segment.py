"""Where words begin and end, and that a long text costs no more than its length."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kashaf.index.analysis.letters import TATWEEL
from kashaf.index.analysis.segment import words

NO_BREAK_SPACE, ZERO_WIDTH_SPACE, NON_JOINER, SOFT_HYPHEN = "\u00a0", "\u200b", "\u200c", "\u00ad"
FATHA, HIGH_MARK = "\u064e", "\u06df"


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def test_spans_are_half_open_ranges_of_the_text() -> None:
    """A span begins at the first letter and ends after the last."""
    assert list(words("  كتاب جديد.")) == [(2, 6), (7, 11)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الـ20", ["الـ", "20"]),
        ("وTokayev", ["و", "Tokayev"]),
        ("كوفيد19", ["كوفيد", "19"]),
        ("G20", ["G20"]),
        ("20th", ["20th"]),
        ("5كم", ["5", "كم"]),
    ],
)
def test_a_border_between_arabic_and_digits_or_latin_parts_two_words(text: str, expected: list[str]) -> None:
    """Arabic letters never share a word with digits or Latin letters; these two may share one."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5", ["12.5"]),
        ("١٢٬٣٤٥", ["١٢٬٣٤٥"]),
        ("٣٫١٤.", ["٣٫١٤"]),
        ("1,234,567,", ["1,234,567"]),
        ("1..2", ["1", "2"]),
        ("1.5a", ["1", "5a"]),
        ("x1.5", ["x1", "5"]),
        ("2024-05-01", ["2024", "05", "01"]),
    ],
)
def test_a_number_keeps_the_separators_between_its_digits(text: str, expected: list[str]) -> None:
    """A separator belongs to a number only with digits on both sides."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("it's", ["it's"]), ("it’s", ["it’s"]), ("'quoted'", ["quoted"]), ("كتاب'قلم", ["كتاب", "قلم"])],
)
def test_an_apostrophe_joins_only_latin_letters(text: str, expected: list[str]) -> None:
    """An apostrophe inside a Latin word belongs to it; at an edge, or between Arabic words, it parts."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    "separator",
    [
        *"،؛؟۔«»()[]!…—/_",
        " ",
        "\t",
        "\n",
        "\u2028",
        NO_BREAK_SPACE,
        "\u2007",
        ZERO_WIDTH_SPACE,
        "\u202f",
        "\u3000",
    ],
)
def test_punctuation_and_every_kind_of_space_separate(separator: str) -> None:
    """No punctuation mark, space or line end is ever inside a word."""
    assert cut(f"كتاب{separator}جديد") == ["كتاب", "جديد"]


@pytest.mark.parametrize(
    "invisible", [NON_JOINER, "\u200d", "\u200f", "\u202b", "\u2067", "\ufeff", SOFT_HYPHEN]
)
def test_an_invisible_control_does_not_cut_a_word_and_stays_outside_at_its_edges(invisible: str) -> None:
    """A directional or joining control is inside a word only between two of its letters."""
    text = f"{invisible}مي{invisible}شود{invisible}"
    assert list(words(text)) == [(1, len(text) - 1)]
    assert cut(f"ca{invisible}fe") == [f"ca{invisible}fe"]


def test_a_mark_after_the_last_letter_belongs_to_the_word_and_one_before_the_first_does_not() -> None:
    """A span holds the trailing marks of its last letter, also behind a control, and no stray mark before."""
    assert cut(f"{FATHA}كَتَبَ ") == ["كَتَبَ"]
    assert cut(f"كتب{NON_JOINER}{FATHA}") == [f"كتب{NON_JOINER}{FATHA}"]
    assert cut(f"كتبوا{HIGH_MARK}") == [f"كتبوا{HIGH_MARK}"]


def test_tatweel_begins_no_word_but_may_stand_in_one() -> None:
    """Tatweel alone is no word, before a word it is outside, inside and behind it belongs to it."""
    assert cut(TATWEEL * 3) == []
    assert cut(f"{TATWEEL}كـتاب{TATWEEL}") == [f"كـتاب{TATWEEL}"]


def test_text_without_letters_has_no_words() -> None:
    """Punctuation, symbols, lone marks and halves of surrogate pairs are no words."""
    assert cut("") == cut("… ؟! « » ٪ ﴾﴿ 😀 \ud800 \udfff " + FATHA) == []


@pytest.mark.parametrize(
    "unit",
    [
        "1.",
        "ا\u200c",
        "a'",
        "ا\u064b",
        "a\u0301",
        "ا\u064b\u0655",
        "a\u0316\u0301",
        "ى\u064b\u0654",
        "ﺔ",
        "ـ",
    ],
)
def test_analysis_takes_linear_time(unit: str) -> None:
    """No text is analysed in quadratic time: the limit only tells seconds from minutes and hours."""
    code = (
        "import sys\nfrom kashaf.index.analysis import Analyzer, Lexicon\n"
        "analyzer = Analyzer(Lexicon({}, {}), ())\n"
        "for tail in ('', 'a'):\n"
        "    for token in analyzer.tokens(sys.argv[1] * 100_000 + tail): pass\n"
    )
    subprocess.run([sys.executable, "-c", code, unit], check=True, timeout=60)
