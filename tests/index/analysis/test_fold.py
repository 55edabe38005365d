"""Lossy folding: one test for each way Arabic writers spell the same word, and for what must stay apart."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from kashaf.index.analysis import Analyzer, stem_key, surface
from kashaf.index.analysis.fold import written
from kashaf.index.analysis.letters import MINI_ALEF
from kashaf.index.analysis.repair import repair

ANALYZER = Analyzer.default()


def key(text: str) -> str:
    (token,) = ANALYZER.tokens(text)
    return surface(token.written)


def test_every_combining_mark_and_the_small_letters_are_deleted() -> None:
    """No mark of any script, nor small waw and small yeh, changes what a word is found by."""
    marks = [char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char) == "Mn"]
    assert len(marks) > 1000
    for mark in {*marks, "\u06e5", "\u06e6"} - {MINI_ALEF}:
        assert key(f"ب{mark}ت") == "بت", hex(ord(mark))


def test_tatweel_is_deleted() -> None:
    """A stretched word is the word."""
    assert written("مـــرحبا") == "مرحبا"


def test_superscript_alef_is_deleted_or_written_out_as_people_do() -> None:
    """ٱلرَّحْمَٰنِ is الرحمن; أَمْوَٰتًا is أمواتا, since only that is written (rows 69 and 71 of the demands)."""
    assert key("ٱلرَّحْمَٰنِ") == "الرحمن"
    assert key("أَمْوَٰتًا") == "امواتا"
    assert key("ٱلْمَأْوَىٰ") == key("المأوى")


@pytest.mark.parametrize("alef", "أإآٱٲٳٵ")
def test_every_alef_is_alef(alef: str) -> None:
    """A hamza, madda or wasla on the alef does not part two spellings."""
    assert key(f"{alef}حمد") == "احمد"


@pytest.mark.parametrize(
    ("split", "whole"),
    [("ءامنوا", "آمنوا"), ("وءامنوا", "وآمنوا"), ("بالءاخرة", "بالآخرة"), ("لءادم", "لآدم")],
)
def test_hamza_and_alef_are_madda_at_the_start_also_behind_clitics(split: str, whole: str) -> None:
    """ءا at the start of a word, or behind its clitics, is آ (rows 58 and 59 of the demands)."""
    assert written(split) == whole


def test_a_seated_hamza_before_alef_is_no_madda() -> None:
    """سؤال and فؤاد keep their hamza: the letter before it is no clitic."""
    assert stem_key("سؤال") == "سءال"
    assert ANALYZER.forms("سؤالهم").stem == ANALYZER.forms("السؤال").stem == "سءال"
    assert ANALYZER.forms("فؤاد").stem != ANALYZER.forms("فاد").stem


def test_hamza_and_alef_inside_a_word_stay_two_letters() -> None:
    """قراءات keeps its hamza, since the alef after it is another syllable."""
    assert surface("قراءات") == "قراءات"


@pytest.mark.parametrize("pair", ["ؤو", "ٶو", "ئي", "ٸي"])
def test_a_seat_of_hamza_is_its_letter(pair: str) -> None:
    """Hamza on waw is waw, hamza on yeh is yeh."""
    assert surface(f"م{pair[0]}ل") == f"م{pair[1]}ل"


def test_a_hamza_on_the_line_stays() -> None:
    """شي and بريء do not meet: a final hamza is a letter (row 56 of the demands)."""
    assert surface("بريء") == "بريء"
    assert key("شيء") != key("شي")


def test_final_yeh_and_teh_marbuta_are_spelled_freely() -> None:
    """ى meets ي and ة meets ه."""
    assert key("مستشفى") == key("مستشفي")
    assert key("مدرسة") == key("مدرسه")


@pytest.mark.parametrize("pair", ["پب", "چج", "ژز", "ڤف", "ڥف", "گك", "ڭك", "ݣك"])
def test_letters_of_foreign_sounds_are_the_nearest_arabic_ones(pair: str) -> None:
    """گوگل is found by كوكل."""
    assert key(f"ا{pair[0]}ا") == f"ا{pair[1]}ا"


def test_latin_loses_case_and_accents() -> None:
    """Latin words are found whatever their case, accents and width."""
    assert [key(word) for word in ("Café", "ＣＡＦＥ", "STRASSE", "straße")] == [
        "cafe",
        "cafe",
        "strasse",
        "strasse",
    ]


@pytest.mark.parametrize(
    "group",
    ["مسؤول مسئول", "شؤون شئون", "أصدقاءه أصدقائه أصدقاؤه", "تنبؤ تنبء تنبئ", "رءوس رؤوس"],
)
def test_the_stem_key_joins_the_seats_of_one_hamza(group: str) -> None:
    """Every hamza inside a word but that on alef is one letter (row 19 of the demands)."""
    assert len({stem_key(word) for word in group.split()}) == 1


def test_the_stem_key_keeps_hamza_on_alef_apart() -> None:
    """تأكد (he made sure) and تؤكد (she confirms) are two words."""
    assert stem_key("تأكد") != stem_key("تؤكد")


def test_surface_keeps_more_apart_than_nothing() -> None:
    """Words that differ in a letter nobody spells freely have different surfaces."""
    words = ["كتب", "كتاب", "مكتب", "علم", "عالم", "سيف", "صيف", "ضل", "ظل", "بريء", "بري"]
    assert len({surface(word) for word in words}) == len(words)


def test_folding_reads_the_repaired_word() -> None:
    """Repair, then fold: a Persian spelling in shapes has the surface of the Arabic one."""
    assert [surface(written(word)) for word in repair("ﮐﺘﺎﺑﯽ")] == ["كتابي"]
