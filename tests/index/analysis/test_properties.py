"""What holds for the analysis of any text whatever."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import assume, example, given, strategies as st

from kashaf.index.analysis import Analyzer, Token, stem_key, surface
from kashaf.index.analysis.fold import written
from kashaf.index.analysis.letters import MARK, TATWEEL
from kashaf.index.analysis.repair import repair
from kashaf.index.analysis.segment import words
from kashaf.index.analysis.visual import is_visual

ANALYZER = Analyzer.default()
LETTERS = "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئٱپچژڤگکیہ"
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u06df\u06e5\u0301\u0316"
INVISIBLES = "\u200c\u200d\u200e\u200f\u202b\u202c\u2067\u2069\ufeff\u00ad\u034f\u061c\u06dd"
SHAPES = "ﻧﻘﻄﺔﻻﻼﷲﷺ﷽ﱞﹶﹰﹷﮐﯽﺍﺁ"
OTHERS = "aZéßİ'’0129٠٩۳.,٬٫٪%؟،؛«» \n\t\u00a0\u200b/-_ー½ªⅳ①ŉ𝐀\U00010330"
ARABIC = st.text(st.sampled_from(LETTERS + MARKS + TATWEEL + INVISIBLES + SHAPES + OTHERS), max_size=40)
ANY = st.text(st.characters(codec=None), max_size=40)
TEXT = ARABIC | ANY
PLAIN = st.text(st.sampled_from(LETTERS + MARKS + TATWEEL + INVISIBLES + OTHERS), max_size=40)
JOINED = {
    unicodedata.normalize("NFKC", shape): shape
    for shape in map(chr, range(0xFE8D, 0xFEF3))
    if unicodedata.decomposition(shape).startswith("<isolated>")
}
"""Letters and their isolated presentation forms."""
RAW_WORD = st.text(st.sampled_from(LETTERS + MARKS + TATWEEL), min_size=1, max_size=12)


def tokens(text: str) -> list[Token]:
    return list(ANALYZER.tokens(text))


@given(TEXT)
def test_a_span_is_the_token_in_the_original(text: str) -> None:
    """The offsets of a token slice its surface out of the text, and the slice is never empty."""
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.surface
        assert token.written


@given(TEXT)
def test_spans_ascend_and_stay_apart(text: str) -> None:
    """Words follow one another without sharing a character."""
    spans = list(words(text))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(TEXT)
def test_no_span_cuts_a_letter_from_its_marks(text: str) -> None:
    """A span neither begins on a combining mark nor ends right before one."""
    for start, end in words(text):
        assert unicodedata.category(text[start]) != "Mn"
        assert end == len(text) or unicodedata.category(text[end]) != "Mn"


@given(TEXT)
def test_terms_are_the_written_words_of_the_tokens(text: str) -> None:
    """The fast way of the writer and the slow one of the highlighter give the same words."""
    expected = [token.written for token in tokens(text)]
    assert ANALYZER.terms(text) == expected


@given(ARABIC | PLAIN | ANY)
def test_a_word_analysed_alone_is_the_same_word(text: str) -> None:
    """Analysing the slice of a token gives its written words again; lines in visual order apart."""
    lines = [[line[start:end] for start, end in words(line)] for line in text.split("\n")]
    assume(not any(is_visual(line) or any(is_visual([word]) for word in line) for line in lines))
    spans = sorted({(token.start, token.end) for token in tokens(text)})
    for start, end in spans:
        around = [token.written for token in tokens(text) if token.start == start]
        assert [token.written for token in tokens(text[start:end])] == around


@given(TEXT)
def test_analysis_leaves_its_own_output_alone(text: str) -> None:
    """A written word is written as itself, a surface has itself as surface, and so has a stem key."""
    for term in ANALYZER.terms(text):
        assert ANALYZER.written(term) == (term,)
        assert surface(surface(term)) == surface(term)
        assert stem_key(stem_key(term)) == stem_key(term)


@given(TEXT)
def test_no_key_is_empty_or_holds_a_space_or_mark(text: str) -> None:
    """What the index stores of any text is a word: no spaces, no marks, encodable as UTF-8."""
    for term in ANALYZER.terms(text):
        forms = ANALYZER.forms(term)
        for key in (term, forms.surface, forms.stem, forms.snowball):
            assert key
            assert not any(char.isspace() or unicodedata.category(char) == "Mn" for char in key)
            assert key.encode()


@given(TEXT)
def test_normal_forms_of_a_text_have_the_same_words(text: str) -> None:
    """However a program composed the text, it is found by the same words."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    surfaces = [[surface(term) for term in ANALYZER.terms(stored)] for stored in (composed, decomposed)]
    assert surfaces[0] == surfaces[1]


@given(
    st.text(st.sampled_from(sorted(JOINED)), min_size=1, max_size=12),
    st.sampled_from(["", "\u064e", "\u0651"]),
)
def test_a_word_in_presentation_forms_has_the_same_keys(word: str, mark: str) -> None:
    """A word in isolated shapes, bare or vocalised, is the word in plain letters, in every channel."""
    shaped = "".join(JOINED[letter] + mark for letter in word)
    (plain,), (other,) = ANALYZER.written(word), ANALYZER.written(shaped)
    assert ANALYZER.forms(plain) == ANALYZER.forms(other)


@given(TEXT)
def test_links_of_any_word_are_of_other_words(text: str) -> None:
    """No stem is linked to itself, and asking for links never fails."""
    for term in ANALYZER.terms(text):
        stem = ANALYZER.forms(term).stem
        assert all(link.key != stem for link in ANALYZER.links(stem))


@given(RAW_WORD)
def test_marks_and_tatweel_do_not_change_a_word(word: str) -> None:
    """A vocalised and stretched word has the surface of the bare one."""
    marks = str.maketrans("", "", "\u064b\u064e\u0650\u0651\u0652\u06df\u06e5\u0301\u0316" + TATWEEL)
    bare = word.translate(marks)
    assert [surface(written(one)) for one in repair(word)] == [surface(written(one)) for one in repair(bare)]


@given(TEXT)
def test_repair_loses_no_letter(text: str) -> None:
    """Repairing what was repaired changes nothing more."""
    for start, end in words(text):
        for word in repair(text[start:end]):
            assert repair(word) == ((word,) if word else ("",))


WEAK = st.tuples(
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=5),
    st.sampled_from("ات وات يات وان ها اها يها تها هم ون ه".split()),
).map("".join)


@example("آءآةآ")
@example("وفيات")
@example("ففلوات")
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=14) | WEAK)
def test_a_stem_is_part_of_its_word(word: str) -> None:
    """Stemming only takes letters off the ends, save the ه that stands for a ت, the ا of لل, and the weak
    letter at the end of a noun: ى for an ا before a pronoun, ا for the و or ي of a plural."""
    stem = ANALYZER.forms(word).stem
    bare = stem.removesuffix("ه")
    parts = (
        *(stem, bare, stem.removeprefix("ا")),
        *(re.sub(f"{own}$", other, bare) for own, other in ("يا", "او", "اي")),
    )
    assert any(part in stem_key(word) for part in parts)


@given(ARABIC)
def test_explaining_gives_the_keys_of_the_index(text: str) -> None:
    """``explain`` shows for each token the keys that ``forms`` gives."""
    rows = ANALYZER.explain(text)
    assert [row["written"] for row in rows] == ANALYZER.terms(text)
    for row in rows:
        forms = ANALYZER.forms(row["written"])
        assert (row["folded"], row["stem"], row["snowball"]) == (forms.surface, forms.stem, forms.snowball)


def test_the_alphabet_of_the_properties_meets_every_branch() -> None:
    """The sampled characters hold marks, controls, shapes, letters and digits, so no property is vacuous."""
    assert all(unicodedata.category(mark) in ("Mn", "Lm") for mark in MARKS)
    assert {"Cf", "Mn"} >= {unicodedata.category(char) for char in INVISIBLES}
    assert tokens("".join(LETTERS))
    assert "\\p{M}" in MARK
