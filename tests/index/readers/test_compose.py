"""Titles, publication lines and text of raw texts."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st

from kashaf.index.readers.compose import compose
from kashaf.index.readers.titles import MADE, made_title

BODY = "أعلنت وزارة الخارجية في بيان لها أن المحادثات بين الجانبين أحرزت تقدما كبيرا خلال الأسابيع الماضية."


@pytest.mark.parametrize(
    "title", ["عودة المحادثات", "هل تعود المحادثات؟", "عودة المحادثات...", "قال: «لن نعود»"]
)
def test_short_first_line_is_the_title(title: str) -> None:
    """A first line that is no sentence and has text below it is the title, with or without a blank line."""
    for gap in ("\n", "\n\n"):
        made = compose(title + gap + BODY)
        assert (made.title, made.text) == (title, BODY)


@pytest.mark.parametrize(
    "first", ["عاد الوفد إلى بلاده.", "قال الوزير في الاجتماع:", "دمشق-سانا", "ا" * 121, "***"]
)
def test_other_first_lines_are_none(first: str) -> None:
    """A sentence, a beginning, a dateline, a long line and an ornament are no title; they stay in the
    text."""
    made = compose(f"{first}\n{BODY}")
    assert made.text == f"{first}\n{BODY}"
    assert made.title != first


def test_wrapped_paragraph_has_no_title_line() -> None:
    """The first line of a paragraph wrapped at a column is not a title; the title is made across the
    lines."""
    made = compose("أعلنت وزارة الخارجية في بيان\nأن المحادثات بين الجانبين قد\nأحرزت تقدما كبيرا هذا العام.")
    wanted = "أعلنت وزارة الخارجية في بيان أن المحادثات بين الجانبين قد أحرزت تقدما كبيرا هذا العام"
    assert made.title == wanted


def test_single_line_is_text_and_title() -> None:
    """A text of one line is its own text; its title is its first sentence."""
    made = compose("وصل الرئيس إلى دوشانبي. واستقبله رحمان.")
    assert (made.title, made.text) == ("وصل الرئيس إلى دوشانبي", "وصل الرئيس إلى دوشانبي. واستقبله رحمان.")


def test_abbreviation_ends_no_sentence() -> None:
    """The stop of «د.» and of «3.5» is not the end of the sentence."""
    sentence = "زار د. أحمد مصنعا بلغ إنتاجه 3.5 مليون"
    assert made_title(f"{sentence}. ثم عاد.") == sentence


@given(st.text(alphabet="ابجد هوز.،؟ \u064e\n", min_size=1, max_size=400).filter(lambda text: text.strip()))
def test_made_title_is_short_and_cut_at_a_word(text: str) -> None:
    """A made title has at most 90 characters and ends where a word ends, unless one word is longer."""
    title, words = made_title(text), " ".join(text.split())
    assert len(title) <= MADE
    if title.endswith("…") and " " in words[:MADE]:
        cut = len(title) - 1
        assert words.startswith(title[:-1])
        assert not words[cut : cut + 1].isalpha()


@pytest.mark.parametrize(
    "line",
    [
        "نشر في: 2024-07-05", "نُشر في 5 يوليو 2024", "تاريخ النشر: ٥ تموز/يوليو ٢٠٢٤ - 10:30 ص", "2024-07-05",
        "الجمعة، 5 يوليو 2024 10:30 بتوقيت غرينتش", "Published: July 5, 2024", "التاريخ: 5/7/2024",
        "الجمعة الموافق 5 يوليو 2024 م",
    ],
)  # fmt: skip
def test_publication_line_gives_the_day(line: str) -> None:
    """A line that says nothing but the day gives the day, and is not repeated in the text."""
    for raw in (f"عودة المحادثات\n{line}\n{BODY}", f"{line}\n\nعودة المحادثات\n{BODY}"):
        made = compose(raw)
        assert (made.date, made.title, made.text) == (datetime.date(2024, 7, 5), "عودة المحادثات", BODY)


def test_publication_beats_update() -> None:
    """The day of publication counts, wherever the day of the last change stands."""
    made = compose(f"عودة المحادثات\nآخر تحديث: 2024-07-09\nنشر في: 2024-07-05\n{BODY}")
    assert made.date == datetime.date(2024, 7, 5)


def test_labels_give_fields() -> None:
    """Label lines at the edges give source, author, section and title."""
    made = compose(f"العنوان: عودة المحادثات\nبقلم: أحمد علي\nالقسم: سياسة\n{BODY}\nالمصدر: وكالة الأنباء")
    assert made.title == "عودة المحادثات"
    assert made.fields == {"author": "أحمد علي", "section": "سياسة", "source": "وكالة الأنباء"}
    assert made.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "انقلاب 15 يوليو 2016",
        "ماذا حدث في 5 يوليو 2024",
        "حرب 6 أكتوبر 1973 ونتائجها",
        "قمة 2024",
        "كأس العالم، 5 يوليو 2024 - النتائج",
        "مصدر: المحادثات تعود غدا",
    ],
)
def test_title_with_a_date_is_no_publication_line(line: str) -> None:
    """A headline about a day keeps its words and gives no date."""
    made = compose(f"{line}\n{BODY}")
    assert (made.title, made.date) == (line, None)


def test_dateline_below_the_title() -> None:
    """A dateline is found below title and caption; the title line stays the title."""
    made = compose(f"عودة المحادثات\nصورة الوفدين\nالقاهرة - 12 آذار/مارس ٢٠٢٣ (رويترز) - {BODY}")
    assert made.title == "عودة المحادثات"
    assert (made.date, made.fields) == (datetime.date(2023, 3, 12), {"source": "رويترز"})


def test_section_above_the_headline() -> None:
    """The name of a section above a headline is the section; above the text alone it is the title."""
    made = compose(f"اقتصاد\nعودة المحادثات\n{BODY}")
    assert (made.title, made.fields, made.text) == ("عودة المحادثات", {"section": "اقتصاد"}, BODY)
    assert compose(f"اقتصاد\n{BODY}").title == "اقتصاد"


def test_two_days_on_one_line() -> None:
    """Of publication and update on one line the first counts."""
    made = compose(f"عودة المحادثات\n5/7/2024|آخر تحديث: 6/7/2024 10:20 م\n{BODY}")
    assert (made.date, made.text) == (datetime.date(2024, 7, 5), BODY)


def test_repeated_title_goes() -> None:
    """A title that stands twice is not repeated in the text."""
    assert compose(f"عودة المحادثات\nعودة المحادثات\n{BODY}").text == BODY


def test_newlines_and_controls() -> None:
    """Any newline parts paragraphs; control characters vanish."""
    assert compose(f"عنوان\r\n{BODY}\u2029{BODY}\r\x07{BODY}").text == "\n".join([BODY] * 3)


@given(st.text(max_size=300).filter(lambda text: text.strip()))
def test_any_text_is_survived(raw: str) -> None:
    """Whatever the text, no character appears that was not there but the ellipsis."""
    made = compose(raw)
    assert set(made.title + made.text) <= {*raw, "…", " ", "\n"}
